"""How documents, versions and comparisons look in the API."""

from datetime import date

from pydantic import Field

from decisions.entry_into_force import EntryRule
from documents.kinds import ChangeClass, DocumentKind, Language
from registry.tables import DocumentRow
from registry.web.api.schemas_decisions import FindingSent
from registry.web.api.types import Day, Line, LineOrEmpty, Number, Ref, Sent, Source, Text, Told, example

DOCUMENTS = "/api/v1/documents"
NEW_TEXT = """# Rutine for felles ROS-analyse

## 1 Formål

Rutinen sier hvordan kommunen og helseforetaket lager en felles ROS-analyse.
"""


class PairName(Sent):
    """One kommune and one trust, by their short names."""

    kommune: Ref = Field(description="The kommune.", examples=["granvik"])
    foretak: Ref = Field(description="The trust.", examples=["helse-fjordmark"])


class DocumentSent(Sent):
    """A document to begin."""

    model_config = example(
        ref="rutine-ros", kind="rutine", title="Rutine for felles ROS-analyse", owner="asu"
    )

    ref: Ref = Field(description="Its short name, which never changes.", examples=["rutine-ros"])
    kind: DocumentKind = Field(description="What sort of document.", examples=["rutine"])
    title: Line = Field(description="Its title.", examples=["Rutine for felles ROS-analyse"])
    owner: Ref | None = Field(None, description="The body that looks after it.", examples=["asu"])
    pair: PairName | None = Field(None, description="The pair, for a særavtale; others have none.")


class DocumentTold(Told):
    """A document through all its versions."""

    ref: str = Field(description="Short name.", examples=["samarbeidsavtalen"])
    kind: DocumentKind = Field(description="What sort of document.", examples=["samarbeidsavtale"])
    title: str = Field(description="Its title.", examples=["Samarbeidsavtale"])
    owner: str | None = Field(description="The body that looks after it.", examples=["asu"])
    pair: PairName | None = Field(description="The pair of a særavtale.")
    in_force: str | None = Field(description="Number of the version in force that day.", examples=["2025.1"])
    on: date = Field(description="The day asked about.", examples=["2025-06-01"])
    url: str = Field(description="Its address.", examples=[f"{DOCUMENTS}/samarbeidsavtalen"])

    @classmethod
    def of(
        cls, row: DocumentRow, owner: str | None, pair: PairName | None, in_force: str | None, on: date
    ) -> "DocumentTold":
        """The row with what it points to."""
        url = f"{DOCUMENTS}/{row.ref}"
        return cls(
            ref=row.ref,
            kind=row.kind,
            title=row.title,
            owner=owner,
            pair=pair,
            in_force=in_force,
            on=on,
            url=url,
        )


class DraftSent(Sent):
    """A draft of a new version."""

    model_config = example(
        number="2031.1", text=NEW_TEXT, language="nb", change="revisjon", reason="Årlig gjennomgang."
    )

    number: Number = Field(description="The printed number.", examples=["2031.1"])
    text: Source = Field(description="The text as Markdown; sections get lasting ids.", examples=[NEW_TEXT])
    language: Language = Field(Language.NB, description="The written form of Norwegian.", examples=["nb"])
    change: ChangeClass = Field(
        description="How large the change is, as the drafter sees it.", examples=["revisjon"]
    )
    label: LineOrEmpty = Field("", description="What the drafter calls it.", examples=["mindre justering"])
    reason: Text = Field("", description="Why.", examples=["Årlig gjennomgang."])
    entry_rule: EntryRule = Field(
        EntryRule.ALLE_PARTER, description="What must happen before it is in force.", examples=["alle parter"]
    )
    earliest_from: Day | None = Field(
        None, description="Its own first day, at the earliest.", examples=["2031-01-01"]
    )
    based_on: Number | None = Field(
        None, description="Number of the version it changes.", examples=["2025.1"]
    )


class TextSent(Sent):
    """A draft's text."""

    model_config = example(text=NEW_TEXT)

    text: Source = Field(description="The whole text as Markdown.", examples=[NEW_TEXT])


class FreezeSent(Sent):
    """What whoever freezes a draft confirms."""

    model_config = example(change="revisjon")

    change: ChangeClass | None = Field(
        None,
        description="The class of the change, confirmed; as in the draft where left out.",
        examples=["revisjon"],
    )
    findings: list[FindingSent] | None = Field(
        None,
        max_length=50,
        description="What the change does, as you say. Left out: what its words point to, as possible.",
    )


class WithdrawSent(Sent):
    """Why a text is taken out of the way."""

    model_config = example(reason="Arbeidet er stanset.")

    reason: Line = Field(description="Why.", examples=["Arbeidet er stanset."])
