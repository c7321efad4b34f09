"""A paper, taken out as a file; and any file as PDF/A, where that is installed."""

from enum import StrEnum

from sqlalchemy.orm import Session

from documents.docx.papers import Paper, as_html, as_markdown, paper_pdf_front, write_paper
from documents.pdf.tree import Front
from registry.errors import BadInput
from registry.queries import pdf_files
from registry.queries.exports import File, Format
from registry.queries.templates import template_of
from registry.tables import CommunityRow


class PaperForm(StrEnum):
    """What a paper can be taken out as."""

    DOCX = "docx"
    MD = "md"
    HTML = "html"
    PDF = "pdf"

    @property
    def label(self) -> str:
        """The name of the kind of file."""
        return {"docx": "Word", "md": "Markdown", "html": "HTML", "pdf": "PDF"}[self.value]


def forms() -> list[PaperForm]:
    """What a paper can be taken out as on this machine."""
    return [form for form in PaperForm if form is not PaperForm.PDF or pdf_files.can_make_pdf()]


def form_of(word: str) -> PaperForm:
    """The form a person asked for; Word where they said nothing. Raises BadInput for one nobody knows."""
    if word and word not in set(PaperForm):
        raise BadInput(
            f"«{word[:20]}» er ikke et filformat her.",
            "",
            "Papiret tas ut som docx, md, html eller pdf.",
            "som",
        )
    return PaperForm(word or PaperForm.DOCX)


def paper_file(session: Session, community: CommunityRow, paper: Paper, name: str, form: PaperForm) -> File:
    """The paper as a file; `name` has no ending. Word comes in the office's own template."""
    match form:
        case PaperForm.DOCX:
            data = write_paper(paper, template_of(session, community))
        case PaperForm.MD:
            data = as_markdown(paper).encode()
        case PaperForm.HTML:
            data = as_html(paper).encode()
        case PaperForm.PDF:
            head, foot = paper_pdf_front(paper)
            data = pdf_files.made(paper.text, paper.cover, Front(head, foot, is_paper=True))
    return File(f"{name}.{form.value}", Format(form.value).media_type, data)
