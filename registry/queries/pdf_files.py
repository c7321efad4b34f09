"""PDF/A of a text or a paper, where the extra «pdf» is installed; elsewhere a sentence that says so."""

from documents.docx import Cover
from documents.pdf import apart
from documents.pdf.tree import Front
from documents.text import LegalText
from registry.errors import BadInput, RuleSaysNo


def can_make_pdf() -> bool:
    """Is the extra installed here?"""
    return apart.is_installed()


def made(text: LegalText, cover: Cover, front: Front | None = None) -> bytes:
    """The file. Raises BadInput where the extra is not installed, RuleSaysNo where the text is too heavy."""
    if not can_make_pdf():
        raise BadInput(
            "Registeret kan ikke lage PDF her.",
            "Tillegget «pdf» er ikke installert. Word-filen har samme innhold, og ingenting er gått tapt.",
            "Velg docx og lagre som PDF i Word, eller be den som drifter, installere tillegget "
            "(requirements-pdf.lock; se docs/running.md).",
        )
    try:
        return apart.write_pdf(text, cover, front)
    except apart.NotMade as refused:
        raise RuleSaysNo("PDF-filen er ikke laget.", refused.why, refused.now) from refused
