"""The judge itself: LibreOffice counts pages and numbers, and settles tracked changes."""

import pytest

from documents.docx import read
from documents.text import Paragraph
from tests.documents.docx_files import level, numbering, point, word_parts, zipped
from tests.office import Office, OfficeRefuses

pytestmark = pytest.mark.office

_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    + "</Types>"
)


def _word_file(body: str, **others: str) -> bytes:
    """A file whose parts say what they are: LibreOffice asks, our reader does not."""
    return zipped({**word_parts(body, **others), "[Content_Types].xml": _CONTENT_TYPES})


_AUTHORED = 'w:id="1" w:author="Sekretariatet" w:date="2026-01-15T09:05:00Z"'
_REDLINE = _word_file(
    "<w:p>"
    '<w:r><w:t xml:space="preserve">Fristen er </w:t></w:r>'
    f"<w:del {_AUTHORED}><w:r><w:delText>to</w:delText></w:r></w:del>"
    f"<w:ins {_AUTHORED}><w:r><w:t>fire</w:t></w:r></w:ins>"
    '<w:r><w:t xml:space="preserve"> uker.</w:t></w:r></w:p>'
)


def test_accepts_and_rejects_tracked_changes(office: Office) -> None:
    assert read(office.accepted(_REDLINE)).text.preamble == (Paragraph("Fristen er fire uker."),)
    assert read(office.rejected(_REDLINE)).text.preamble == (Paragraph("Fristen er to uker."),)


def test_counts_the_labels_and_the_pages(office: Office) -> None:
    listed = _word_file(
        point("Formål") + point("Parter") + point("Kommunene", level=1),
        numbering=numbering(level(0, "decimal", "%1") + level(1, "lowerLetter", "%2)")),
    )
    assert office.labels(listed) == ["1\tFormål", "2\tParter", "a)\tKommunene"]
    assert office.opens(listed) == 1


def test_another_form_and_back(office: Office) -> None:
    there = office.converted(_REDLINE, "odt")
    back = office.converted(there, "docx", given="odt")
    assert read(back).text.preamble == (Paragraph("Fristen er fire uker."),)


def test_what_is_no_file_is_refused_and_the_office_lives_on(office: Office) -> None:
    with pytest.raises(OfficeRefuses):
        office.opens(b"PK\x03\x04 og ikke mer")
    assert office.opens(_REDLINE) == 1
