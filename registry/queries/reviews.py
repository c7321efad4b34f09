"""The yearly reviews of the agreement: what is recorded, and how each pair's year stands.

Law: helse- og omsorgstjenesteloven § 6-5 første ledd (https://lovdata.no/lov/2011-06-24-30/§6-5). A joint
body's treatment of the agreement that applied that day is a review by all pairs; beside it, what persons have
recorded counts, for all pairs or for one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.duties import Duty, DutyState
from decisions.outcomes import Act, Outcome
from decisions.reviews import Review, review_of_year
from documents.kinds import DocumentKind
from registry.errors import NotFound
from registry.queries import decisions, documents, parties
from registry.queries.binding import Binding
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, PartyRow, ReviewRow


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as a person recorded it, and what was said of it afterwards."""

    row: ReviewRow
    document: DocumentRow
    pair: PairView | None
    """The one pair that went through it; None: all of them together."""
    taken_back: ReviewRow | None = None
    """The record that says it was not so."""

    @property
    def counts(self) -> bool:
        """Does it hold?"""
        return self.taken_back is None

    @property
    def whose(self) -> str:
        """The pair by name; empty for all."""
        return self.pair.told if self.pair else ""


@dataclass(frozen=True, slots=True)
class YearOfReview:
    """How one calendar year stands for pairs whose answers are alike."""

    year: int
    duty: Duty
    pairs: tuple[PairView, ...]
    all_pairs: bool
    """Is it so for every pair that the agreement binds?"""
    cases: tuple[DecisionView, ...]
    """The joint bodies' treatments that count for the year."""
    recorded: tuple[ReviewView, ...]
    """The reviews that count for these pairs."""


def the_agreement(session: Session, community: CommunityRow, on: date) -> VersionView | None:
    """The samarbeidsavtale that applies that day for the circle."""
    applying = documents.the_set(session, community, on)
    return next((each for each in applying if each.document.kind is DocumentKind.SAMARBEIDSAVTALE), None)


def recorded_reviews(session: Session, community: CommunityRow, on: date | None = None) -> list[ReviewView]:
    """Every review that is recorded, the latest first; with `on`, those held by that day."""
    rows = session.scalars(
        select(ReviewRow).where(ReviewRow.community_id == community.id).order_by(ReviewRow.id)
    ).all()
    pairs = {view.row.id: view for view in parties.pairs(session, community)}
    by_id = {row.id: row for row in documents.all_documents(session, community)}
    told: dict[tuple[int, int | None, int, date], ReviewView] = {}
    for row in rows:
        key = _about(row)
        if row.holds:
            pair = pairs[row.pair_id] if row.pair_id else None
            told[key] = ReviewView(row, by_id[row.document_id], pair)
        elif key in told:
            before = told[key]
            told[key] = ReviewView(before.row, before.document, before.pair, row)
    found = [each for each in told.values() if on is None or each.row.reviewed_on <= on]
    return sorted(found, key=lambda each: (each.row.reviewed_on, each.row.id), reverse=True)


def review(session: Session, community: CommunityRow, id_: int) -> ReviewView:
    """The recorded review with this number, if it holds; raises NotFound."""
    found = next((each for each in recorded_reviews(session, community) if each.row.id == id_), None)
    if found is None or not found.counts:
        raise NotFound(
            "Gjennomgangen finnes ikke.", "Den kan være rettet alt, eller ført på nytt.", "Se listen."
        )
    return found


def years_of_review(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    known: Binding | None = None,
) -> list[YearOfReview]:
    """Last year and this for every pair that the agreement in force binds, those that stand alike together.

    Empty where no agreement is in force. With `party`, only its pairs. `known` is what binds the pairs that
    day, where it is read already.
    """
    agreement = the_agreement(session, community, on)
    if agreement is None:
        return []
    binding = known or Binding(session, community, on)
    bound = {pair.row.id: pair for pair in _bound_by(binding, agreement)}
    since = {id_: _bound_since(binding, agreement, pair) for id_, pair in bound.items()}
    recorded = [each for each in recorded_reviews(session, community, on) if each.counts]
    recorded = [each for each in recorded if each.document.id == agreement.document.id]
    treated = _treatments(session, community, agreement, on)
    found: list[YearOfReview] = []
    for year in (on.year - 1, on.year):
        if not documents.version_in_force(session, community, agreement.document.ref, date(year, 12, 31)):
            continue
        cases = tuple(each for each in treated if each.row.meeting_on.year == year)
        alike: dict[Duty, list[PairView]] = {}
        for id_, pair in bound.items():
            if _asked(pair, since[id_], year):
                reviews = [*_of_cases(cases), *_of_pair(recorded, pair)]
                alike.setdefault(review_of_year(year, reviews, on, since[id_]), []).append(pair)
        for duty, pairs in sorted(alike.items(), key=lambda each: _BEST.index(each[0].state)):
            of_party = [each for each in pairs if party is None or _is_of(each, party)]
            whose = tuple(each for each in recorded if each.row.year == year and _is_about(each, of_party))
            if of_party:
                found.append(YearOfReview(year, duty, tuple(of_party), len(alike) == 1, cases, whose))
    return found


_BEST = (
    DutyState.OPPFYLT,
    DutyState.IKKE_BEGYNT,
    DutyState.FOR_SENT,
    DutyState.LOPER,
    DutyState.UAVKLART,
    DutyState.MANGLER,
    DutyState.FORFALT,
)


def _about(row: ReviewRow) -> tuple[int, int | None, int, date]:
    """Two records of the same review have this in common; the last word counts."""
    return row.document_id, row.pair_id, row.year, row.reviewed_on


def _bound_by(binding: Binding, agreement: VersionView) -> Iterable[PairView]:
    for pair in binding.pairs:
        stands = (pair.row.valid_from or date.min) <= binding.on <= (pair.row.valid_to or date.max)
        if stands and any(text.document.id == agreement.document.id for text in binding.applying(pair)):
            yield pair


def _bound_since(binding: Binding, agreement: VersionView, pair: PairView) -> date | None:
    """The first day on which any version of the agreement bound the pair."""
    days = [life.valid_from for life in binding.lives(pair, agreement.document) if life.valid_from]
    return min(days, default=None)


def _asked(pair: PairView, since: date | None, year: int) -> bool:
    """Does the year ask anything of the pair? Not one that began after it, or ended before its last day."""
    began_by = since is None or since.year <= year
    return began_by and (pair.row.valid_to is None or pair.row.valid_to >= date(year, 12, 31))


def _of_cases(cases: Iterable[DecisionView]) -> list[Review]:
    return [Review(each.row.meeting_on.year, each.row.meeting_on) for each in cases]


def _of_pair(recorded: Iterable[ReviewView], pair: PairView) -> list[Review]:
    return [
        Review(each.row.year, each.row.reviewed_on, each.row.outcome)
        for each in recorded
        if each.pair is None or each.pair.row.id == pair.row.id
    ]


def _is_of(pair: PairView, party: PartyRow) -> bool:
    return party.id in {pair.kommune.id, pair.foretak.id}


def _is_about(view: ReviewView, pairs: Sequence[PairView]) -> bool:
    return view.pair is None or view.pair.row.id in {pair.row.id for pair in pairs}


def _treatments(
    session: Session, community: CommunityRow, agreement: VersionView, on: date
) -> list[DecisionView]:
    """Joint bodies' treatments of the agreement that applied on the day of the meeting."""
    return [
        each
        for each in decisions.decisions(session, community, until=on, joint_only=True)
        if _is_review(session, community, agreement, each)
    ]


def _is_review(session: Session, community: CommunityRow, agreement: VersionView, view: DecisionView) -> bool:
    row = view.row
    if view.document is None or view.document.id != agreement.document.id or row.act is not Act.BEHANDLER:
        return False
    if row.outcome in {Outcome.UTSATT, Outcome.RETURNERT}:
        return False
    then = documents.version_in_force(session, community, agreement.document.ref, row.meeting_on)
    return then is not None and then.row.id == row.version_id
