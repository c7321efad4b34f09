"""Which duties of time lie on the parties that day, as far as the register has the facts?

Law: helse- og omsorgstjenesteloven §§ 6-4 and 6-5 (https://lovdata.no/lov/2011-06-24-30/§6-4). What the
register does not keep is said to be unknown, never taken for done or not done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from decisions.duties import (
    HOL_6_4,
    HOL_6_5,
    Duty,
    DutyState,
    add_months,
    entered_on,
    submission,
    yearly_review,
)
from decisions.outcomes import Act, Outcome
from decisions.words import day_in_words, listed
from documents.kinds import ChangeClass, DocumentKind
from registry.queries import adoption, decisions, documents, participation, parties
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, PartyRow


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty as it stands: whose it is, and the cases it rests on."""

    name: str
    """For programs: innsending, gjennomgang, medvirkning or oppsigelse."""
    duty: Duty
    pairs: tuple[PairView, ...] = ()
    """The pairs it stands so for; empty: the whole circle."""
    cases: tuple[DecisionView, ...] = ()

    @property
    def whose(self) -> str:
        """The kommuner of these pairs; empty for the whole circle."""
        return listed(pair.kommune.name for pair in self.pairs)


def duties(
    session: Session, community: CommunityRow, on: date, party: PartyRow | None = None
) -> list[DutyView]:
    """The duties on the agreement in force that day, for all pairs or those of one party.

    Empty when no agreement is in force.
    """
    agreement = _agreement(session, community, on)
    if agreement is None:
        return []
    return [
        *_submissions(session, community, agreement, on, party),
        *_reviews(session, community, agreement, on),
        *_participation(session, community, agreement),
        *_terminations(session, community, agreement, on),
    ]


def _agreement(session: Session, community: CommunityRow, on: date) -> VersionView | None:
    applying = documents.the_set(session, community, on)
    return next((each for each in applying if each.document.kind is DocumentKind.SAMARBEIDSAVTALE), None)


def _submissions(
    session: Session, community: CommunityRow, agreement: VersionView, on: date, party: PartyRow | None
) -> list[DutyView]:
    """One for each deadline: pairs that entered the agreement on the same day stand together."""
    stand = adoption.adoption(session, community, agreement.document, agreement.row, on)
    adopted = {row.party.ref: row.on for row in stand.board.rows if row.adopted}
    alike: dict[Duty, list[PairView]] = {}
    for pair in parties.pairs(session, community, on):
        if party is None or party.id in {pair.kommune.id, pair.foretak.id}:
            entered = entered_on(adopted.get(pair.kommune.ref), adopted.get(pair.foretak.ref))
            alike.setdefault(_submission(entered, on), []).append(pair)
    ordered = sorted(alike.items(), key=lambda each: each[0].due or date.max)
    return [DutyView("innsending", duty, tuple(pairs)) for duty, pairs in ordered]


def _submission(entered: date | None, on: date) -> Duty:
    """The register does not keep when an agreement was sent, so a deadline that is past is a question."""
    if entered is None or on <= add_months(entered, 1):
        return submission(entered, None, on)
    due = add_months(entered, 1)
    sentence = (
        f"Fristen for å sende avtalen til Helsedirektoratet var {day_in_words(due)}. "
        "Registeret vet ikke om den er sendt. Er den det?"
    )
    return Duty(DutyState.UAVKLART, due, sentence, *HOL_6_4)


def _reviews(
    session: Session, community: CommunityRow, agreement: VersionView, on: date
) -> Iterable[DutyView]:
    """Last year and this: a joint body's treatment of the agreement that then applied counts as a review."""
    made = [
        each
        for each in decisions.decisions(session, community, until=on, joint_only=True)
        if _is_review(session, community, agreement, each)
    ]
    for year in (on.year - 1, on.year):
        if documents.version_in_force(session, community, agreement.document.ref, date(year, 12, 31)):
            cases = tuple(each for each in made if each.row.meeting_on.year == year)
            days = [each.row.meeting_on for each in cases]
            yield DutyView("gjennomgang", yearly_review(year, days, on), (), cases)


def _is_review(session: Session, community: CommunityRow, agreement: VersionView, view: DecisionView) -> bool:
    row = view.row
    if view.document is None or view.document.id != agreement.document.id or row.act is not Act.BEHANDLER:
        return False
    if row.outcome in {Outcome.UTSATT, Outcome.RETURNERT}:
        return False
    then = documents.version_in_force(session, community, agreement.document.ref, row.meeting_on)
    return then is not None and then.row.id == row.version_id


def _participation(session: Session, community: CommunityRow, agreement: VersionView) -> Iterable[DutyView]:
    """The two duties of hol. § 6-1 tredje ledd, in the making of the agreement that applies."""
    part = participation.of_view(session, community, agreement)
    return [DutyView("medvirkning", duty) for duty in (part.experience, part.organisations)] if part else []


def _terminations(
    session: Session, community: CommunityRow, agreement: VersionView, on: date
) -> list[DutyView]:
    cases = tuple(
        each
        for each in decisions.decisions(session, community, version=agreement.row, until=on)
        if each.row.change is ChangeClass.OPPSIGELSE and each.row.act.decides
    )
    if not cases:
        return []
    sentence = (
        f"{listed(each.body.name for each in cases)} har behandlet oppsigelse. Oppsigelsestiden er ett år "
        "fra oppsigelsen er mottatt, og registeret vet ikke når det var. Når ble den mottatt?"
    )
    return [DutyView("oppsigelse", Duty(DutyState.UAVKLART, None, sentence, *HOL_6_5), (), cases)]
