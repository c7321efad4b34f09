"""The compliance report of a day: the same facts as `compliance`, as a value, and as a paper.

With the same day and the same known day it comes out alike, whatever is recorded later.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from decisions.gaps import told
from decisions.nynorsk import written_in
from decisions.words import listed
from documents.compliance import Compliance, DutyTold, GapTold, Held, PairTold, StaleTold
from documents.coverage import ItemCoverage
from documents.docx.papers import Paper, compliance_report
from documents.kinds import Language
from documents.laws.standing import Holds
from documents.markdown import plain
from registry import clock
from registry.errors import BadInput
from registry.queries import catalogues, coverage, log
from registry.queries.duties import DutyView, duties
from registry.queries.exports import decided_words
from registry.queries.gaps import Gaps, GapView, together
from registry.queries.papers import MOST_NAMED, midnight
from registry.queries.parties import PairView
from registry.queries.stale_references import LawReferences, law_references_on
from registry.queries.texts_in_force import recorded_after, texts_in_force
from registry.tables import CommunityRow, PartyRow


def report(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    language: Language | None = None,
    known: date | None = None,
) -> Paper:
    """Does what applied that day meet helse- og omsorgstjenesteloven § 6-2, for all or for one party?"""
    return compliance_report(facts(session, community, on, party, language, known))


def facts(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    language: Language | None = None,
    known: date | None = None,
) -> Compliance:
    """All that the report says. Judgements made after `known` do not count; left out, after `on`.

    Raises BadInput for a known day that has not come: what will be judged then, nobody knows.
    """
    known = _known(on, known)
    written = language or (party.language if party else Language.NB)
    held = coverage.compliance(session, community, on, party, known)
    texts = texts_in_force(session, community, on, party, written)
    by_pair = Gaps(session, community, on, known)
    pairs = by_pair.pairs(party)
    return Compliance(
        organisation=community.name,
        on=on,
        known=known,
        whom=party.name if party else "",
        items=_with_gaps(held.items, together(by_pair, pairs), len(pairs), written),
        texts=texts,
        duties=tuple(
            _duty(each, party, written) for each in duties(session, community, on, party, known=known)
        ),
        pairs=tuple(_pair(by_pair.compliance(each), each) for each in pairs),
        stale=tuple(_stale(law_references_on(session, community, on, party))),
        edition=catalogues.edition(session, community, known)[:_SHORT_HASH],
        demands=len({each.key for each in catalogues.content_demands(session, community, known)}),
        log=log.last_by(session, known),
        recorded_after=recorded_after(session, community, texts, known),
        language=written,
        identifier="/".join(("lovkrav", on.isoformat(), known.isoformat(), *([party.ref] if party else []))),
        created=midnight(known),
    )


_SHORT_HASH = 12


def _known(on: date, known: date | None) -> date:
    today = clock.today()
    if known is None:
        return min(on, today)
    if known > today:
        raise BadInput(
            "Rapporten er ikke laget.",
            "Dagen som vurderingene skal telle til, er ikke kommet.",
            "Velg i dag eller en tidligere dag.",
            "kjent",
        )
    return known


def _with_gaps(
    items: Sequence[ItemCoverage], open_gaps: Sequence[GapView], pairs: int, language: Language
) -> tuple[Held, ...]:
    by_key: dict[str, list[GapTold]] = {}
    for view in open_gaps:
        gap = view.gap
        whom = "" if len(view.pairs) == pairs else _named(view.pairs)
        by_key.setdefault(gap.minimum.key, []).append(
            GapTold(written_in(told(gap), language), gap.since, gap.overdue_since, whom)
        )
    return tuple(Held(item, tuple(by_key.get(item.minimum.key, ()))) for item in items)


def _named(pairs: Sequence[PairView]) -> str:
    """The kommuner of these pairs, the first of many by name."""
    names = list(dict.fromkeys(pair.kommune.name for pair in pairs))
    rest = len(names) - MOST_NAMED
    return f"{', '.join(names[:MOST_NAMED])} og {rest} til" if rest > 0 else listed(names)


def _duty(each: DutyView, party: PartyRow | None, language: Language) -> DutyTold:
    duty = each.duty
    return DutyTold(
        name=each.name,
        state=written_in(duty.state.value, language),
        sentence=written_in(duty.sentence, language),
        due=duty.due,
        whose="" if party else each.whose,
        source=written_in(duty.source, language),
        link=duty.link,
        cases=tuple(decided_words(case) for case in each.cases),
    )


def _stale(found: LawReferences) -> Iterator[StaleTold]:
    """Each citation, in reading order, of what the law no longer says where the text says it does."""
    for text in found.texts:
        for each in text.those(Holds.STALE, Holds.DOUBTFUL):
            place, source = each.reference.place, each.reference.source
            yield StaleTold(
                text=f"{text.view.document.title}, versjon {text.view.row.number}",
                place=f"{place.number} {plain(place.section.title)}".strip(),
                words=each.reference.words,
                cited=str(source),
                since=each.since or found.on,
                instead=str(each.instead) if each.instead else "",
                doubtful=each.holds is Holds.DOUBTFUL,
                link=source.link,
            )


def _pair(held: coverage.Compliance, pair: PairView) -> PairTold:
    return PairTold(pair.kommune.name, pair.foretak.name, held.items, held.totals)
