"""How the evidence sheet of a change looks in the API."""

from pydantic import Field

from documents.evidence import FindingKind
from documents.kinds import ChangeClass
from registry.queries.documents import VersionView
from registry.queries.evidence import EvidenceSheet
from registry.web.api.types import Told


class TouchedTold(Told):
    """A place that changed."""

    section: str = Field(description="Its lasting identity.", examples=["k3m9x2p7qa"])
    number: str = Field(description="The number it has, or had.", examples=["5.2 c"])
    title: str = Field(description="The title of the section.", examples=["Vedtaksmyndighet"])
    kind: str = Field(description="What happened, in words.", examples=["omformulert, flyttet"])


class FindingTold(Told):
    """One thing that the change touches."""

    kind: FindingKind = Field(description="What is touched.", examples=["svekket plikt"])
    section: str = Field(description="The lasting identity of the place.", examples=["k3m9x2p7qa"])
    number: str = Field(description="Its number.", examples=["4.6"])
    title: str = Field(description="The title of the section.", examples=["Transport"])
    old: str = Field(
        description="The sentence before; empty where it is new.", examples=["Kommunen skal ..."]
    )
    new: str = Field(
        description="The sentence now; empty where it was removed.", examples=["Kommunen bør ..."]
    )
    found_old: list[str] = Field(description="The words that made it a finding, before.", examples=[["skal"]])
    found_new: list[str] = Field(description="The same, now.", examples=[["bør"]])
    about: list[str] = Field(
        description="Items of the law, or where the sentence stood before.", examples=[["§ 6-2 nr. 5"]]
    )


class SuggestionTold(Told):
    """The class that the facts point to. A named person confirms; the register does not decide."""

    change: ChangeClass = Field(description="The class.", examples=["revisjon"])
    sentence: str = Field(description="The same in a sentence.", examples=["Forslag: revisjon. ..."])
    reasons: list[str] = Field(description="Why.", examples=[["Frister eller datoer er endret: punkt 2."]])
    against: list[str] = Field(description="What speaks against it.", examples=[["Les alle endringene ..."]])
    certain: bool = Field(description="Does it follow from the comparison alone?", examples=[False])


class EvidenceSheetTold(Told):
    """What a change touches, and the class it looks like."""

    old: str = Field(description="The old version.", examples=["samarbeidsavtalen@2021.1"])
    new: str = Field(description="The new version.", examples=["samarbeidsavtalen@2025.1"])
    change: ChangeClass = Field(
        description="The class of the new version, as drafted or confirmed.", examples=["revisjon"]
    )
    change_label: str = Field(description="What the drafters called it.", examples=["mindre endring"])
    confirmed: bool = Field(description="Has a named person confirmed the class?", examples=[True])
    touched: list[TouchedTold] = Field(description="The places that changed, in reading order.")
    findings: list[FindingTold] = Field(description="Sentence by sentence, in reading order.")
    counts: dict[str, int] = Field(description="How many of each kind.", examples=[{"svekket plikt": 1}])
    suggestion: SuggestionTold = Field(description="For the person who is to confirm.")

    @classmethod
    def of(cls, old: VersionView, new: VersionView, sheet: EvidenceSheet) -> "EvidenceSheetTold":
        """The sheet of these two versions."""
        row = new.row
        named = {"old": old.ref, "new": new.ref, "change": row.change, "change_label": row.change_label}
        return cls.model_validate({**named, "confirmed": bool(row.change_confirmed_by), **sheet.to_dict()})
