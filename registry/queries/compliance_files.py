"""The compliance report as a file: Word, spreadsheet, HTML, Markdown, JSON, and PDF where that is there."""

import json
from enum import StrEnum

from sqlalchemy.orm import Session

from documents.compliance import Compliance
from documents.docx.papers import compliance_report
from documents.sheets import compliance_book, write_book
from registry.errors import BadInput
from registry.queries import pdf_files
from registry.queries.compliance_as_json import as_dict
from registry.queries.exports import File, Format
from registry.queries.paper_files import PaperForm, paper_file
from registry.tables import CommunityRow

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportForm(StrEnum):
    """What the report can be taken out as."""

    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    JSON = "json"
    MD = "md"
    PDF = "pdf"

    @property
    def label(self) -> str:
        """The name of the kind of file."""
        return {"docx": "Word", "xlsx": "Excel", "md": "Markdown"}.get(self.value, self.value.upper())

    @property
    def media_type(self) -> str:
        """What a browser is told."""
        return SPREADSHEET if self is ReportForm.XLSX else Format(self.value).media_type

    @property
    def is_text(self) -> bool:
        """Can it be read in a terminal?"""
        return self in {ReportForm.HTML, ReportForm.JSON, ReportForm.MD}


def forms() -> list[ReportForm]:
    """What the report can be taken out as on this machine."""
    return [form for form in ReportForm if form is not ReportForm.PDF or pdf_files.can_make_pdf()]


def form_of(word: str) -> ReportForm:
    """The form a person asked for; Word where they said nothing. Raises BadInput for one nobody knows."""
    if word and word not in set(ReportForm):
        raise BadInput(
            f"«{word[:20]}» er ikke et filformat her.",
            "",
            "Rapporten tas ut som docx, xlsx, html, json, md eller pdf.",
            "som",
        )
    return ReportForm(word or ReportForm.DOCX)


def report_file(session: Session, community: CommunityRow, facts: Compliance, form: ReportForm) -> File:
    """The report as a file, named by its day and the party it is for; Word in the office's own template."""
    name = file_name(facts)
    if form is ReportForm.XLSX:
        return File(f"{name}.xlsx", form.media_type, write_book(compliance_book(facts)))
    if form is ReportForm.JSON:
        data = json.dumps(as_dict(facts), ensure_ascii=False, indent=2)
        return File(f"{name}.json", form.media_type, f"{data}\n".encode())
    return paper_file(session, community, compliance_report(facts), name, PaperForm(form.value))


def file_name(facts: Compliance) -> str:
    """Without its ending: "lovkrav-2026-11-22-granvik"; the known day too, where it is another."""
    _, on, known, *party = facts.identifier.split("/")
    return "-".join(("lovkrav", on, *party, *([f"kjent-{known}"] if known != on else [])))
