"""The seal of a file that comes in."""

from documents.docx.house import PRODUCT
from documents.docx.reading.package import Package
from documents.docx.seal import Seal, is_seal, read_part


def read_seal(package: Package) -> Seal | None:
    """The seal of this file; without sections and signature where only its properties are left."""
    for name in package.related("customXml"):
        root = package.tree(name)
        if is_seal(root):
            return read_part(root)
    facts = {
        name: package.custom_property(f"{PRODUCT} {name}") for name in ("dokument", "versjon", "avtrykk")
    }
    if not facts["dokument"] or not facts["avtrykk"]:
        return None
    return Seal(facts["dokument"], facts["versjon"], "", facts["avtrykk"])
