"""The pages set by Typst, in this process. `apart` asks for it in one of its own.

The fonts are those of the library; those of the machine are not looked at, so that one text gives the same
bytes everywhere. The program is `house.typ`, which imports nothing; its root is the folder we stand in.
"""

import json
from importlib.resources import files
from pathlib import Path

import typst

from documents.pdf import letters
from documents.pdf.limits import Data

STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
"""For the archive, and for whoever has the page read aloud."""
_ROUNDS = 5
"""How often signs without a glyph may come to light while the text is set."""


def set_pages(given: Data) -> bytes:
    """The file, of the data that `tree` gives.

    Signs that no font has stand as their numbers, and a sentence at the end says so. A text that cannot be
    read aloud as PDF/UA wants it (a heading without words) says that it is PDF/A and no more. Raises
    TypstError where the text cannot be set.
    """
    lacking = letters.never_printed(given) | _not_in_the_fonts(letters.to_ask_about(given))
    source = files("documents.pdf").joinpath("house.typ").read_bytes()
    standards = STANDARDS
    for _ in range(_ROUNDS):
        said = {"after": letters.said_of(lacking, str(given["language"]))}
        shown = {**letters.without(given, lacking), **said}
        try:
            return _compiled(source, json.dumps(shown), standards)
        except typst.TypstError as refused:
            if refused.message.startswith("PDF/UA"):
                standards = STANDARDS[:1]
                continue
            also = letters.lacking_by(refused.diagnostic) - lacking
            if not also:
                raise
            lacking |= also
    raise ValueError("signs without a glyph came to light again and again")


def _not_in_the_fonts(signs: str) -> frozenset[str]:
    """Which of these signs no font has, as Typst says itself."""
    if not signs:
        return frozenset()
    source, given = letters.probe(signs)
    try:
        _compiled(source, given, STANDARDS)
    except typst.TypstError as refused:
        return letters.lacking_by(refused.diagnostic)
    return frozenset()


def _compiled(source: bytes, given: str, standards: "list[typst.PDFStandard]") -> bytes:
    here = Path.cwd()
    compiler = typst.Compiler(
        root=here,
        sys_inputs={"given": given},
        ignore_system_fonts=True,
        package_path=here,
        package_cache_path=here,
    )
    made = compiler.compile(source, format="pdf", pdf_standards=standards)
    assert isinstance(made, bytes), "a PDF is one file"
    return made
