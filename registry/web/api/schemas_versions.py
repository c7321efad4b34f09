"""How versions, their texts and comparisons look in the API."""

from datetime import date, datetime

from pydantic import Field

from decisions.entry_into_force import EnteredBy, EntryRule
from decisions.participation import Participation, Treatment
from documents.comparing.diff import Comparison, SectionChange
from documents.comparing.words import WordKind
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.lifecycle import Stage, Standing
from documents.markdown import plain, section_words
from documents.text import LegalText, Section
from registry.queries.documents import VersionView, legal_text
from registry.queries.exports import content_hash
from registry.web.api.conditions import mark_of
from registry.web.api.schemas_documents import DOCUMENTS
from registry.web.api.types import Told


class TextTold(Told):
    """A version's text in its stored form."""

    document: str = Field(description="The document.", examples=["samarbeidsavtalen"])
    version: str = Field(description="The printed number.", examples=["2025.1"])
    stage: Stage = Field(description="What has been done with it.", examples=["vedtatt"])
    text: str = Field(description="Canonical Markdown.", examples=["# Samarbeidsavtale\n"])
    hash: str = Field(description="SHA-256 over the bytes of `text`, hexadecimal.", examples=["a1f3" * 16])
    etag: str = Field(description="What If-Match wants.", examples=['"1-0123456789abcdef"'])

    @classmethod
    def of(cls, view: VersionView) -> "TextTold":
        """The text of the version."""
        return cls(
            document=view.document.ref,
            version=view.row.number,
            stage=view.row.stage,
            text=view.row.text,
            hash=content_hash(view),
            etag=mark_of(view.row),
        )


class VersionTold(Told):
    """A version, and what it is on the day asked about."""

    document: str = Field(description="The document.", examples=["samarbeidsavtalen"])
    version: str = Field(description="The printed number.", examples=["2025.1"])
    kind: DocumentKind = Field(description="What sort of document.", examples=["samarbeidsavtale"])
    title: str = Field(description="The title of this text.", examples=["Samarbeidsavtale"])
    language: Language = Field(description="The written form of Norwegian.", examples=["nb"])
    stage: Stage = Field(description="What has been done with it.", examples=["vedtatt"])
    standing: Standing = Field(description="What it is that day.", examples=["gjelder"])
    on: date = Field(description="The day asked about.", examples=["2025-06-01"])
    hash: str = Field(description="SHA-256 over the canonical text, hexadecimal.", examples=["a1f3" * 16])
    change: ChangeClass = Field(description="The class of the change.", examples=["revisjon"])
    change_label: str = Field(description="What the drafters called it.", examples=["mindre endring"])
    change_reason: str = Field(description="Why.", examples=["Loven krever mer."])
    entry_rule: EntryRule = Field(
        description="What must happen before it is in force.", examples=["alle parter"]
    )
    earliest_from: date | None = Field(description="The text's own first day.", examples=["2025-05-01"])
    entry_count: int | None = Field(
        description="How many parties, where the rule is a number of them.", examples=[None]
    )
    entry_by: date | None = Field(
        description="The last day for adopting it, where the rule is a fixed day.", examples=[None]
    )
    entered_by: EnteredBy = Field(description="What makes a party have entered it.", examples=["vedtak"])
    entry_clause: str = Field(description="Identity of the clause that says so.", examples=[""])
    adopted_on: date | None = Field(description="The day it was adopted.", examples=["2025-04-24"])
    valid_from: date | None = Field(description="The first day it applies.", examples=["2025-05-01"])
    valid_to: date | None = Field(description="The last day, where it was ended.", examples=[None])
    frozen_at: datetime | None = Field(
        description="When the text was fixed.", examples=["2024-08-29T10:00:00Z"]
    )
    url: str = Field(description="Its address.", examples=[f"{DOCUMENTS}/samarbeidsavtalen/versions/2025.1"])

    @classmethod
    def of(cls, view: VersionView) -> "VersionTold":
        """The version as it stands that day."""
        return cls.model_validate(version_facts(view))


class SectionTold(Told):
    """A chapter, section or annex."""

    id: str = Field(description="Its lasting identity.", examples=["k3m9x2p7qa"])
    number: str = Field(description="As printed; may be empty.", examples=["5.2"])
    title: str = Field(description="Its title.", examples=["Vedtaksmyndighet"])
    level: int = Field(description="1 for a chapter, 2 for what lies under it.", examples=[2])
    text: str = Field(description="Its own words, without what lies under it.", examples=["PSU vedtar ..."])
    points: list["PointTold"] = Field(description="Its lettered points.")


class PointTold(Told):
    """A lettered point."""

    id: str = Field(description="Its lasting identity.", examples=["b7n4w8r2tc"])
    label: str = Field(description="As printed.", examples=["c)"])


class TreatmentTold(Told):
    """A meeting that treated the text."""

    on: date = Field(description="The day.", examples=["2024-06-04"])
    body: str = Field(description="The body.", examples=["brukerutvalget"])
    case: str = Field(description="The case number as printed.", examples=["sak 3/24"])
    attended: list[str] = Field(
        description="User organisations that were there, by approved minutes.", examples=[["Brukerutvalget"]]
    )
    seats: list[str] = Field(
        description="Those of which only a seat is known.", examples=[["Brukerutvalget"]]
    )


class ParticipationTold(Told):
    """The users' part in the making of a text (hol. § 6-1 tredje ledd)."""

    finished_on: date | None = Field(
        description="The day by which the text was finished; null: a draft.", examples=["2024-10-10"]
    )
    organisations: str = Field(
        description="How the duty to let organisations take part stands.", examples=["uavklart"]
    )
    organisations_sentence: str = Field(description="Why.", examples=["Brukerutvalget deltok ..."])
    experience: str = Field(
        description="How the duty to build on users' experience stands.", examples=["uavklart"]
    )
    experience_sentence: str = Field(description="Why.", examples=["Det er ikke ført noe som viser ..."])
    before: list[TreatmentTold] = Field(description="Meetings that treated it before it was finished.")
    after: list[TreatmentTold] = Field(description="Those that came too late to take part in making it.")
    source: str = Field(description="The law.", examples=["helse- og omsorgstjenesteloven § 6-1 tredje ledd"])
    link: str = Field(description="Where it stands.", examples=["https://lovdata.no/lov/2011-06-24-30/§6-1"])

    @classmethod
    def of(cls, part: Participation) -> "ParticipationTold":
        """The users' part as told."""
        return cls(
            finished_on=part.finished_on,
            organisations=part.organisations.state.value,
            organisations_sentence=part.organisations.sentence,
            experience=part.experience.state.value,
            experience_sentence=part.experience.sentence,
            before=[_treatment(each) for each in part.before],
            after=[_treatment(each) for each in part.after],
            source=part.organisations.source,
            link=part.organisations.link,
        )


class WholeVersionTold(VersionTold):
    """A version with its text."""

    text: str = Field(description="Canonical Markdown.", examples=["# Samarbeidsavtale\n"])
    etag: str = Field(description="What If-Match wants.", examples=['"1-0123456789abcdef"'])
    sections: list[SectionTold] = Field(description="Every section in reading order.")
    participation: ParticipationTold | None = Field(
        None, description="The users' part in making it; null where the law does not ask."
    )

    @classmethod
    def of(cls, view: VersionView, part: Participation | None = None) -> "WholeVersionTold":
        """The version with its text and sections, and the users' part in making it."""
        text = legal_text(view.row)
        more: dict[str, object] = {
            "text": view.row.text,
            "etag": mark_of(view.row),
            "sections": sections_of(text),
            "participation": ParticipationTold.of(part) if part else None,
        }
        return cls.model_validate(version_facts(view) | more)


class RemarkTold(Told):
    """What could not be carried whole from a file."""

    code: str = Field(description="A word for programs.", examples=["image"])
    message: str = Field(description="A whole sentence.", examples=["Bildet er ikke tatt med."])
    place: str = Field(description="Where.", examples=["4 Utskrivning"])


class WordsTold(Told):
    """A stretch of text that met one fate."""

    kind: WordKind = Field(description="kept, added or removed.", examples=["added"])
    text: str = Field(description="The words, spaces and all.", examples=["innen 24 timer"])


class ChangeTold(Told):
    """What happened to one section or lettered point."""

    kind: str = Field(description="In words; several may stand together.", examples=["omformulert, flyttet"])
    section: str = Field(description="Its lasting identity.", examples=["k3m9x2p7qa"])
    number_old: str | None = Field(description="The number it had; null where it is new.", examples=["5.2 c"])
    number_new: str | None = Field(
        description="The number it has; null where it was removed.", examples=["5.3 c"]
    )
    title: str = Field(description="The title of the section.", examples=["Vedtaksmyndighet"])
    words_added: int = Field(description="How many words came.", examples=[12])
    words_removed: int = Field(description="How many words went.", examples=[3])
    words: list[WordsTold] = Field(description="The wording, stretch by stretch.")


class ComparisonTold(Told):
    """What became of every place of the old text, and what is new; what stands as it was is left out."""

    old: str = Field(description="The old version.", examples=["samarbeidsavtalen@2021.1"])
    new: str = Field(description="The new version.", examples=["samarbeidsavtalen@2025.1"])
    summary: str = Field(description="In one line.", examples=["12 endringer: 7 nye, 3 endret, 2 fjernet"])
    changes: list[ChangeTold] = Field(description="In the new reading order.")
    counts: dict[str, int] = Field(
        description="How many places met each kind.", examples=[{"omformulert": 3}]
    )

    @classmethod
    def of(cls, old: VersionView, new: VersionView, comparison: Comparison) -> "ComparisonTold":
        """The comparison of these two versions."""
        return cls(
            old=old.ref,
            new=new.ref,
            summary=comparison.summary,
            changes=[_change(each) for each in comparison.changes if each.label != "beholdt"],
            counts={kind.value: count for kind, count in comparison.counts.items()},
        )


def _treatment(treatment: Treatment) -> TreatmentTold:
    return TreatmentTold(
        on=treatment.on,
        body=treatment.body_ref,
        case=treatment.case,
        attended=[each.organisation for each in treatment.present if each.attended],
        seats=[each.organisation for each in treatment.present if not each.attended],
    )


def version_facts(view: VersionView) -> dict[str, object]:
    """What is told of every version."""
    row = view.row
    kept = ("language", "stage", "change", "change_label", "change_reason", "entry_rule", "earliest_from")
    days = ("adopted_on", "valid_from", "valid_to", "frozen_at")
    return {
        "document": view.document.ref,
        "version": row.number,
        "kind": view.document.kind,
        "title": _title(legal_text(row)),
        "standing": view.standing,
        "on": view.on,
        "hash": content_hash(view),
        "url": f"{DOCUMENTS}/{view.document.ref}/versions/{row.number}",
        "entry_count": row.entry_count,
        "entry_by": row.entry_by,
        "entered_by": row.entered_by,
        "entry_clause": row.entry_section_id,
        **{name: getattr(row, name) for name in (*kept, *days)},
    }


def sections_of(text: LegalText) -> list[SectionTold]:
    """Every section in reading order, each with how deep it lies."""
    return [_section(section, len(text.path(section.id))) for section in text.walk()]


def _title(text: LegalText) -> str:
    return plain(text.title)


def _section(section: Section, level: int) -> SectionTold:
    points = [PointTold(id=point.id, label=point.label) for point in section.points()]
    return SectionTold(
        id=section.id,
        number=section.number,
        title=plain(section.title),
        level=level,
        text=section_words(section),
        points=points,
    )


def _change(change: SectionChange) -> ChangeTold:
    return ChangeTold(
        kind=change.label,
        section=change.place.id,
        number_old=change.old.number if change.old else None,
        number_new=change.new.number if change.new else None,
        title=plain(change.place.section.title),
        words_added=change.words_added,
        words_removed=change.words_removed,
        words=[WordsTold(kind=each.kind, text=each.text) for each in change.words],
    )
