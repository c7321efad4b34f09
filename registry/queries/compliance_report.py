"""The compliance report of a day: the same facts as `compliance`, as a paper."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from decisions.nynorsk import written_in
from decisions.words import day_in_words
from documents.coverage import ItemCoverage
from documents.docx.papers import Compliance, PairTotals, Paper, compliance_report
from documents.kinds import Language
from documents.minimums import all_minimums, catalogue_hash
from registry.queries import coverage, decisions, documents
from registry.queries.documents import VersionView
from registry.queries.duties import duties
from registry.queries.exports import decided_words
from registry.queries.papers import midnight
from registry.tables import CommunityRow, PartyRow

_SHORT_HASH = 12


def report(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    language: Language | None = None,
) -> Paper:
    """Does what applied that day meet helse- og omsorgstjenesteloven § 6-2, for all or for one party?"""
    applying = documents.the_set(session, community, on, party)
    items = coverage.compliance(session, community, on, party).items
    written = language or (party.language if party else Language.NB)
    return compliance_report(
        Compliance(
            organisation=community.name,
            day=day_in_words(on),
            whom=party.name if party else "",
            items=items,
            titles={view.document.ref: view.document.title for view in applying},
            decided={view.ref: _decided(session, community, view, on) for view in applying},
            days=_days(items),
            applying=tuple(_named(view) for view in applying),
            duties=tuple(
                (
                    written_in(each.duty.state.value, written),
                    written_in(_duty_words(each.duty.sentence, each.whose, party), written),
                )
                for each in duties(session, community, on, party)
            ),
            pairs=_pairs(session, community, on, party),
            catalogue=f"{len(all_minimums())} krav, avtrykk {catalogue_hash()[:_SHORT_HASH]}",
            language=written,
            identifier=f"lovkrav/{on.isoformat()}",
            created=midnight(on),
        )
    )


def _decided(session: Session, community: CommunityRow, view: VersionView, on: date) -> str:
    """The latest decision that stands on this version, and how many others there are."""
    made = decisions.decisions(session, community, version=view.row, until=on)
    corrected = {each.row.corrects_id for each in made}
    stand = [each for each in made if each.row.act.decides and each.row.id not in corrected]
    if not stand:
        return f"Ført inn som vedtatt før: {view.row.taken_over}" if view.row.taken_over else "Ikke ført."
    more = len(stand) - 1
    others = f"; og {more} vedtak til" if more else ""
    return f"{decided_words(stand[0])}: {stand[0].row.outcome.value}{others}"


def _days(items: Sequence[ItemCoverage]) -> dict[str, str]:
    judged = {mark.judged_on for item in items for mark in item.evidence}
    return {day.isoformat(): day_in_words(day) for day in judged}


def _named(view: VersionView) -> str:
    since = f", fra {day_in_words(view.row.valid_from)}" if view.row.valid_from else ""
    return f"{view.document.title}, versjon {view.row.number}{since}"


def _duty_words(sentence: str, whose: str, party: PartyRow | None) -> str:
    return sentence if party or not whose else f"{sentence} Det gjelder {whose}."


def _pairs(
    session: Session, community: CommunityRow, on: date, party: PartyRow | None
) -> tuple[PairTotals, ...]:
    """Every pair that stands that day, or those of the party."""
    return tuple(
        PairTotals(f"{each.pair.kommune.name} og {each.pair.foretak.name}", each.totals)
        for each in coverage.compliance_by_pair(session, community, on)
        if each.pair and (party is None or party.id in {each.pair.kommune.id, each.pair.foretak.id})
    )
