"""How the law's demands, judgements of coverage and the log look in the API."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, Strict

from documents.coverage import Coverage, Degree, Doubt, ItemCoverage, Mark, MarkKind, Suspicion
from documents.gaps import GapState, Opening
from registry.queries.coverage import Compliance
from registry.queries.gaps import GapView
from registry.queries.judgement_list import Judgement
from registry.queries.pairs_by_name import pair_ref
from registry.tables import MarkRow
from registry.web.api.conditions import mark_of_judgement
from registry.web.api.types import MOST, SectionId, Sent, Text, Told, example


class SuspicionTold(Told):
    """What changed under a judgement, both readings."""

    doubt: Doubt = Field(description="What it was.", examples=["ordene er endret"])
    since: date = Field(description="The first day on which it read otherwise.", examples=["2025-05-01"])
    version: str = Field(description="The version in which it first did.", examples=["2025.1"])
    before: str = Field(description="What the judgement rests on.", examples=["Sykehuset skal melde fra."])
    now: str = Field(description="What stands there now.", examples=["Sykehuset kan melde fra."])

    @classmethod
    def of(cls, found: Suspicion) -> "SuspicionTold":
        """The suspicion."""
        return cls(
            doubt=found.doubt,
            since=found.since,
            version=found.version,
            before=found.before,
            now=found.now,
        )


class EvidenceTold(Told):
    """A person's judgement that a section covers an item."""

    document: str = Field(description="The document.", examples=["retningslinje-5"])
    version: str = Field(description="Its version.", examples=["2025.1"])
    section: str = Field(description="The section's lasting identity.", examples=["k3m9x2p7qa"])
    number: str = Field(description="The section's number.", examples=["4"])
    title: str = Field(description="The section's title.", examples=["Utskrivningsklar pasient"])
    degree: Degree = Field(description="How far it goes.", examples=["dekker"])
    judged_by: str = Field(description="Who judged.", examples=["Marte Haugland"])
    judged_on: date = Field(description="When.", examples=["2025-04-24"])
    reason: str = Field(description="Why.", examples=["Retningslinjen beskriver hele forløpet."])
    kind: MarkKind = Field(description="Judged, or confirmed later.", examples=["vurdert"])
    cited: str = Field(
        description="The words it rests on.", examples=["Sykehuset melder fra innen 24 timer."]
    )
    read_in: str = Field(description="The version in force it is held against.", examples=["2025.1"])
    suspects: list[SuspicionTold] = Field(description="What has changed under it; empty where it holds.")

    @classmethod
    def of(cls, mark: Mark) -> "EvidenceTold":
        """The judgement as evidence."""
        return cls(
            document=mark.document,
            version=mark.version,
            section=mark.section_id,
            number=mark.section_number,
            title=mark.section_title,
            degree=mark.degree,
            judged_by=mark.judged_by,
            judged_on=mark.judged_on,
            reason=mark.reason,
            kind=mark.kind,
            cited=mark.cited,
            read_in=mark.read_in or mark.version,
            suspects=[SuspicionTold.of(each) for each in mark.suspects],
        )


class ItemTold(Told):
    """One item of the law held against the set in force."""

    nr: int = Field(description="The number in § 6-2 first paragraph.", examples=[5])
    item: str = Field(description="The item in short.", examples=["Utskrivning"])
    demand: str = Field(description="What is demanded, in the register's own words.", examples=["..."])
    source: str = Field(
        description="Where the law says so.", examples=["helse- og omsorgstjenesteloven § 6-2 ..."]
    )
    link: str = Field(
        description="To the official text.", examples=["https://lovdata.no/lov/2011-06-24-30/§6-2"]
    )
    status: Coverage = Field(description="The answer that day.", examples=["dekket"])
    in_force_since: date = Field(description="When the law began to demand it.", examples=["2012-01-01"])
    guidance_from: date | None = Field(description="When the directorate expects it.", examples=[None])
    deadline: date | None = Field(
        description="The ministry's last day, where it has set one.", examples=[None]
    )
    since: date | None = Field(description="Since when the answer is this.", examples=["2025-05-01"])
    suspect: bool = Field(description="Must a person look at a judgement again?", examples=[False])
    evidence: list[EvidenceTold] = Field(description="What people have judged.")

    @classmethod
    def of(cls, found: ItemCoverage) -> "ItemTold":
        """The item with what covers it."""
        minimum = found.minimum
        return cls(
            nr=minimum.nr,
            item=minimum.label,
            demand=minimum.demand,
            source=str(minimum.source),
            link=minimum.source.link,
            status=found.status,
            in_force_since=minimum.since,
            guidance_from=minimum.guidance,
            deadline=minimum.deadline,
            since=found.since,
            suspect=found.suspect,
            evidence=[EvidenceTold.of(mark) for mark in found.evidence],
        )


class ComplianceTold(Told):
    """The law's demands held against what applies on a day. People judge; the register counts."""

    on: date = Field(description="The day asked about.", examples=["2025-06-01"])
    known: date = Field(description="The day whose judgements count.", examples=["2025-06-01"])
    party: str | None = Field(description="For one party, or for all.", examples=[None])
    pair: str | None = Field(description="For one pair.", examples=["granvik+helse-fjordmark"])
    items: list[ItemTold] = Field(description="Every item, in the law's order.")
    totals: dict[str, int] = Field(
        description="How many items are in force, and how many have each status.", examples=[{"in_force": 13}]
    )

    @classmethod
    def of(cls, found: Compliance, party: str | None, known: date) -> "ComplianceTold":
        """The answer for all, for one party, or for one pair."""
        items = [ItemTold.of(item) for item in found.items]
        pair = pair_ref(found.pair) if found.pair else None
        return cls(on=found.on, known=known, party=party, pair=pair, items=items, totals=found.totals)


class PairComplianceTold(Told):
    """The law binds pair by pair."""

    kommune: str = Field(description="The kommune.", examples=["granvik"])
    foretak: str = Field(description="The trust.", examples=["helse-fjordmark"])
    on: date = Field(description="The day asked about.", examples=["2025-06-01"])
    totals: dict[str, int] = Field(
        description="How many items have each status.", examples=[{"in_force": 13}]
    )
    missing: list[int] = Field(description="Numbers of the items that are missing.", examples=[[12, 13]])


class GapTold(Told):
    """A demand that is not covered, and the pairs in which it stands exactly so. Reckoned, never stored."""

    key: str = Field(description="The demand: catalogue and number.", examples=["hol-6-2:12"])
    nr: int = Field(description="Its number.", examples=[12])
    item: str = Field(description="The item in short.", examples=["Felles utvikling og planlegging"])
    status: Coverage = Field(description="Missing, in part, or waiting.", examples=["mangler"])
    state: GapState = Field(description="How the gap stands.", examples=["over veiledende dato"])
    since: date = Field(description="Open since.", examples=["2022-08-01"])
    opened_by: Opening = Field(description="What happened that day.", examples=["loven begynte å kreve det"])
    limit: date | None = Field(description="The date that is over.", examples=["2023-07-01"])
    limit_is_law: bool | None = Field(description="False: guidance, which is not law.", examples=[False])
    overdue_since: date | None = Field(description="The first day past it.", examples=["2023-07-01"])
    suspect: bool = Field(description="Does a judgement stand on changed words?", examples=[False])
    sentence: str = Field(description="The gap in words.", examples=["Åpent siden 1. august 2022, ..."])
    pairs: list[str] = Field(description="The pairs.", examples=[["granvik+helse-fjordmark"]])

    @classmethod
    def of(cls, view: GapView) -> "GapTold":
        """The gap."""
        gap, limit = view.gap, view.gap.limit
        return cls(
            key=gap.minimum.key,
            nr=gap.minimum.nr,
            item=gap.minimum.label,
            status=gap.status,
            state=gap.state,
            since=gap.since,
            opened_by=gap.opening,
            limit=limit.day if limit else None,
            limit_is_law=limit.is_law if limit else None,
            overdue_since=gap.overdue_since,
            suspect=gap.suspect,
            sentence=view.told,
            pairs=[pair_ref(pair) for pair in view.pairs],
        )


class MarkSent(Sent):
    """A judgement that a section covers an item of the law."""

    model_config = example(nr=4, section="k3m9x2p7qa", degree="dekker", reason="Punktet ordner dette.")

    nr: Annotated[int, Strict(), Field(ge=1, le=MOST)] = Field(
        description="Number of the item.", examples=[4]
    )
    section: SectionId | Literal[""] = Field(
        description="The section's or point's lasting identity; empty: the whole text does not cover it.",
        examples=["k3m9x2p7qa"],
    )
    degree: Degree = Field(description="How far it goes.", examples=["dekker"])
    reason: Text = Field("", description="Why.", examples=["Punktet ordner dette."])
    cited: Text = Field(
        "",
        description="The words it rests on, as they stand there; left out: all.",
        examples=["Kommunen melder."],
    )
    replaces: int | None = Field(
        None, description="The judgement that it is made in place of.", examples=[7], ge=1, le=MOST
    )


class ConfirmSent(Sent):
    """A judgement still holds, on the words as they now read."""

    model_config = example(reason="Bare rekkefølgen er en annen.")

    reason: Text = Field("", description="Why, if there is more to say.", examples=["Det samme er sagt."])


class MarkTold(Told):
    """A judgement as it is kept."""

    id: int = Field(description="Its id, for taking it back.", examples=[7])
    nr: int = Field(description="Number of the item.", examples=[4])
    catalogue: str = Field(description="The list of demands it is about.", examples=["hol-6-2"])
    section: str = Field(
        description="The section's lasting identity; empty: the whole text.", examples=["k3m9x2p7qa"]
    )
    degree: Degree = Field(description="How far it goes.", examples=["dekker"])
    kind: MarkKind = Field(description="Judged, or an earlier one confirmed.", examples=["vurdert"])
    cited: str = Field(description="The words it rests on.", examples=["Kommunen melder."])
    reason: str = Field(description="Why.", examples=["Punktet ordner dette."])
    judged_by: str = Field(description="Who judged.", examples=["Marte Haugland"])
    judged_on: date = Field(description="When.", examples=["2025-04-24"])
    replaces: int | None = Field(description="The judgement it came in place of.", examples=[None])
    suspects: list[SuspicionTold] = Field(
        description="What has changed under it in what is in force today; empty where it holds."
    )
    etag: str = Field(
        description="What If-Match wants when it is confirmed or taken back.", examples=['"0123456789abcdef"']
    )

    @classmethod
    def of(cls, row: MarkRow, suspects: Iterable[Suspicion] = ()) -> "MarkTold":
        """The judgement with its mark."""
        return cls(
            id=row.id,
            nr=row.nr,
            catalogue=row.catalogue,
            section=row.section_id,
            degree=row.degree,
            kind=row.kind,
            cited=row.cited,
            reason=row.reason,
            judged_by=row.judged_by,
            judged_on=row.judged_on,
            replaces=row.replaces_id,
            suspects=[SuspicionTold.of(each) for each in suspects],
            etag=mark_of_judgement(row),
        )


class ConfirmedTold(Told):
    """The judgement as it is confirmed: a row for each place that has its words now."""

    confirmed: list[MarkTold] = Field(description="What was kept.")


class JudgementTold(Told):
    """A judgement that counts on a day, and the version in force that it counts for."""

    id: int = Field(description="Its id.", examples=[7])
    nr: int = Field(description="Number of the item.", examples=[4])
    catalogue: str = Field(description="The list of demands it is about.", examples=["hol-6-2"])
    item: str = Field(description="The item in short.", examples=["Utskrivning"])
    in_force: str = Field(description="The version it counts for.", examples=["retningslinje-5@2026.1"])
    evidence: EvidenceTold = Field(description="The judgement, with what has changed under it.")

    @classmethod
    def of(cls, found: Judgement) -> "JudgementTold":
        """The judgement."""
        return cls(
            id=found.mark.id,
            nr=found.mark.nr,
            catalogue=found.mark.catalogue,
            item=found.minimum.label,
            in_force=found.view.ref,
            evidence=EvidenceTold.of(found.mark),
        )


class EntryTold(Told):
    """One act in the log."""

    seq: int = Field(description="Its place in the chain.", examples=[214])
    at: str = Field(description="When, in UTC.", examples=["2025-04-24T12:00:00+00:00"])
    event: str = Field(description="What happened.", examples=["versjon.vedtatt"])
    subject: str = Field(description="With what.", examples=["versjon:samarbeidsavtalen@2025.1"])
    actor: str = Field(description="Who, by reference.", examples=["person-0a1b2c3d4e"])
    data: dict[str, object] = Field(description="What the act carried.", examples=[{"hash": "a1f3"}])
    payload: str = Field(description="The exact bytes that were hashed.", examples=["{...}"])
    previous: str = Field(description="The hash before it.", examples=["0" * 64])
    hash: str = Field(description="SHA-256 over previous, a newline and payload.", examples=["a1f3" * 16])


class VerificationTold(Told):
    """Does everything still agree with the log?"""

    clean: bool = Field(description="Nothing has been changed.", examples=[True])
    faults: list[str] = Field(
        description="A sentence for each thing that does not agree; the first 100.", examples=[[]]
    )
    checked: dict[str, int] = Field(description="How much was looked at.", examples=[{"versions": 32}])
    head_seq: int = Field(description="The last entry of the log.", examples=[431])
    head_hash: str = Field(description="Its hash; keep a copy elsewhere.", examples=["a1f3" * 16])
