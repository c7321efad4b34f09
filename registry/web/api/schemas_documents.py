"""How documents, versions and comparisons look in the API."""

from datetime import date

from pydantic import Field

from decisions.entry_into_force import EnteredBy, EntryRule
from documents.kinds import ChangeClass, DocumentKind, Language
from registry.operations.entry_terms import EntryTerms
from registry.tables import DocumentRow, VersionRow
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
    entry_rule: EntryRule | None = Field(
        None,
        description="What must happen before it is in force; as in the draft where left out.",
        examples=["et antall parter"],
    )
    earliest_from: Day | None = Field(
        None, description="Its first day at the earliest; for a fixed day, that day.", examples=["2031-01-01"]
    )
    entry_count: int | None = Field(
        None, ge=2, le=1000, description="How many parties, where the rule is a number.", examples=[11]
    )
    entry_by: Day | None = Field(
        None,
        description="The last day for adopting it, where the rule is a fixed day.",
        examples=["2030-12-01"],
    )
    entered_by: EnteredBy = Field(
        EnteredBy.VEDTAK,
        description="What makes a party have entered it: the clock of § 6-4 starts there.",
        examples=["vedtak"],
    )
    entry_clause: LineOrEmpty = Field(
        "", description="The clause that says so: its number or identity.", examples=["9.1"]
    )

    def terms(self, row: VersionRow) -> EntryTerms:
        """The rule as it is sent, on the ground of what stands in the draft."""
        return EntryTerms(
            self.entry_rule or row.entry_rule,
            self.earliest_from or row.earliest_from,
            self.entry_count,
            self.entry_by,
            self.entered_by,
            self.entry_clause,
        )


class WithdrawSent(Sent):
    """Why a text is taken out of the way."""

    model_config = example(reason="Arbeidet er stanset.")

    reason: Line = Field(description="Why.", examples=["Arbeidet er stanset."])
