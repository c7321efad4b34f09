"""How the template for Word files looks in the API."""

from datetime import datetime

from pydantic import Field

from documents.docx.trial import TemplateReport
from registry.tables import TemplateRow
from registry.web.api.types import Told


class StructureTold(Told):
    """What in a file made with the template keeps somebody from reading it."""

    code: str = Field(description="For programs.", examples=["alt-text"])
    message: str = Field(description="In whole sentences.", examples=["Et bilde mangler alternativ tekst."])
    place: str = Field(description="Where; may be empty.", examples=["Granvik kommune"])


class TrialTold(Told):
    """What the trial of a template found."""

    found: list[str] = Field(description="Styles of ours that it has.", examples=[["heading 1", "Title"]])
    ours: list[str] = Field(description="Styles that are the product's.", examples=[["toc 1"]])
    places: list[str] = Field(
        description="What its header and footer have places for.", examples=[["versjon", "side"]]
    )
    sentences: list[str] = Field(
        description="The report in words.", examples=[["Toppteksten eller bunnteksten viser versjonen."]]
    )
    findings: list[StructureTold] = Field(description="What to mend in it.")

    @classmethod
    def of(cls, report: TemplateReport) -> "TrialTold":
        """The report as it is."""
        return cls(
            found=list(report.found),
            ours=list(report.ours),
            places=list(report.places),
            sentences=list(report.sentences),
            findings=[StructureTold(**each.to_dict()) for each in report.findings],
        )


class TemplateTold(Told):
    """The template that Word files are set in."""

    own: bool = Field(description="Is it the office's own, or the product's?", examples=[True])
    name: str | None = Field(description="The name of the office's own.", examples=["Granvik.docx"])
    sha256: str | None = Field(description="The hash of its bytes.", examples=["0" * 64])
    chosen_at: datetime | None = Field(description="When.", examples=["2026-01-15T10:00:00Z"])
    trial: TrialTold | None = Field(description="What its trial found; null for the product's own.")

    @classmethod
    def of(cls, row: TemplateRow | None, report: TemplateReport | None) -> "TemplateTold":
        """The template as it is."""
        if row is None or report is None:
            return cls(own=False, name=None, sha256=None, chosen_at=None, trial=None)
        told = TrialTold.of(report)
        return cls(own=True, name=row.name, sha256=row.sha256, chosen_at=row.chosen_at, trial=told)
