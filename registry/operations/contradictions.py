"""Facts that cannot both be true: a sentence that names the two, before anything is written.

What only *may* be wrong is the verdict's to ask about (`decisions.mandate`). What is refused here cannot have
happened as it was typed: one of the two facts is wrong, and only a person can say which.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.bodies import Body
from decisions.case_number import CaseNumber
from decisions.outcomes import Outcome
from decisions.parties import Party
from decisions.words import day_in_words, listed
from registry.errors import BadInput
from registry.queries import adoption, bodies, parties
from registry.queries.decisions import DecisionView
from registry.tables import (
    AgendaItemRow,
    BodyRow,
    CaseRow,
    CommunityRow,
    DecisionRow,
    MeetingRow,
    PartyRow,
    SeatRow,
)

NOT_RECORDED = "Vedtaket er ikke registrert."
KEPT = "Det du skrev, står."


def refuse(session: Session, community: CommunityRow, view: DecisionView) -> None:
    """Raise BadInput for the first two facts of this record, not yet written, that contradict each other."""
    _refuse_days(session, community, view)
    _refuse_after_the_term(session, view)
    _refuse_stranger(session, community, view)
    _refuse_more_than_members(view)
    _refuse_return(view)
    _refuse_other_case(session, view)


def _refuse_days(session: Session, community: CommunityRow, view: DecisionView) -> None:
    body = bodies.body_values(session, community)[view.body.id]
    refuse_before_or_after(body, view.row.meeting_on)
    owners = {party.ref: party for party in parties.party_values(session, community)}
    if owner := owners.get(body.owner):
        _refuse_no_party(owner, view.row.meeting_on)


def refuse_before_or_after(body: Body, on: date, what: str = NOT_RECORDED) -> None:
    """Raise BadInput for a meeting before the body was set up, or after it ended."""
    name, met = body.name_on(on), f"Møtet er ført {day_in_words(on)}"
    if body.valid_from and on < body.valid_from:
        why = f"{met}, men {name} fantes ikke før {day_in_words(body.valid_from)}."
    elif body.valid_to and on > body.valid_to:
        why = f"{met}, men {name} fantes bare til og med {day_in_words(body.valid_to)}."
    else:
        return
    raise BadInput(what, why, f"Rett møtedagen, eller dagene på organets side. {KEPT}", "meeting_on")


def _refuse_no_party(party: Party, on: date) -> None:
    met = f"Møtet er ført {day_in_words(on)}"
    if party.valid_from and on < party.valid_from:
        why = f"{met}, men {party.name} ble først part {day_in_words(party.valid_from)}."
    elif party.valid_to and on > party.valid_to:
        why = f"{met}, men {party.name} var bare part til og med {day_in_words(party.valid_to)}."
    else:
        return
    raise BadInput(
        NOT_RECORDED, why, f"Rett møtedagen, velg en annen part, eller rett dagene. {KEPT}", "meeting_on"
    )


def _refuse_after_the_term(session: Session, view: DecisionView) -> None:
    """A meeting of a party's body after everybody who is known to have sat in it had left their seats."""
    if view.body.owner_id is None:
        return
    ends = session.scalars(select(SeatRow.valid_to).where(SeatRow.body_id == view.body.id)).all()
    known = [day for day in ends if day is not None]
    if not known or len(known) < len(ends) or view.row.meeting_on <= max(known):
        return
    raise BadInput(
        NOT_RECORDED,
        f"Møtet er ført {day_in_words(view.row.meeting_on)}, men alle plassene i {view.body.name} gikk ut "
        f"senest {day_in_words(max(known))}.",
        f"Rett møtedagen, eller før de nye medlemmene på organets side. {KEPT}",
        "meeting_on",
    )


def _refuse_stranger(session: Session, community: CommunityRow, view: DecisionView) -> None:
    """A decision on a text by a body whose party the text is not for: it would bind nobody."""
    if view.document is None or view.body.owner_id is None or not view.row.act.decides:
        return
    circle, _ = adoption.circle_of(session, community, view.document)
    owner = session.get_one(PartyRow, view.body.owner_id)
    if not circle or owner.ref in {party.ref for party in circle}:
        return
    theirs = listed(party.name for party in circle) if view.document.pair_id else "partene som står i et par"
    raise BadInput(
        NOT_RECORDED,
        f"{view.body.name} er organet til {owner.name}, men {view.document.title} skal vedtas av {theirs}.",
        f"Velg organet til en av dem, eller en annen tekst. {KEPT}",
        "body",
    )


def _refuse_more_than_members(view: DecisionView) -> None:
    """More who voted than the body has members, where the minutes do not say how many it had."""
    row, members = view.row, view.body.members
    if row.votes_for is None or row.members is not None or members is None:
        return
    took_part = max((row.votes_for + (row.votes_against or 0) + (row.abstained or 0)), row.present or 0)
    if took_part > members:
        raise BadInput(
            NOT_RECORDED,
            f"{took_part} deltok, men {view.body.name} har {members} medlemmer.",
            f"Rett stemmetallene, eller skriv hvor mange medlemmer organet hadde den dagen. {KEPT}",
            "votes",
        )


def _refuse_return(view: DecisionView) -> None:
    """A case that was settled and sent back at once."""
    if view.detail is None or view.detail.returned_to_id is None or view.row.outcome is Outcome.RETURNERT:
        return
    raise BadInput(
        NOT_RECORDED,
        f"Utfallet er «{view.row.outcome.value}», men saken er også ført som sendt tilbake.",
        f"Velg utfallet «{Outcome.RETURNERT.value}», eller ta bort hvem saken ble sendt til. {KEPT}",
        "returned_to",
    )


def _refuse_other_case(session: Session, view: DecisionView) -> None:
    """A number that the body has used that year for another case: other day, or other title.

    The same case about several texts has one number. So has one that was postponed or returned and comes
    back; and one that the body treated without deciding, when it comes to the decision. A correction may
    move one record of a case at a time.
    """
    row = view.row
    wrong = session.get(DecisionRow, row.corrects_id) if row.corrects_id else None
    for known in _with_number(session, view):
        if known.meeting_on == row.meeting_on and same_words(known.title, row.title):
            continue
        if wrong and _one_case(known, wrong):
            continue
        if known.meeting_on != row.meeting_on and _comes_back(*sorted((known, row), key=_day)):
            continue
        raise _taken(view.body, row, known.case_number, known.meeting_on, known.title)
    for number, on, title in _on_agendas(session, view):
        if on != row.meeting_on or not same_words(title, row.title):
            raise _taken(view.body, row, number, on, title)


def _with_number(session: Session, view: DecisionView) -> list[DecisionRow]:
    """What the body has recorded under this number that year, but what it corrects and what is corrected."""
    row = view.row
    corrected = select(DecisionRow.corrects_id).where(DecisionRow.corrects_id.is_not(None))
    found = session.scalars(
        select(DecisionRow)
        .where(
            DecisionRow.body_id == row.body_id,
            DecisionRow.case_year == row.case_year,
            DecisionRow.id.not_in(corrected),
        )
        .order_by(DecisionRow.id)
    )
    number = CaseNumber.parse(row.case_number).number
    return [
        each
        for each in found
        if each.id != row.corrects_id and CaseNumber.parse(each.case_number).number == number
    ]


def _on_agendas(session: Session, view: DecisionView) -> list[tuple[str, date, str]]:
    """Where the number stands on an agenda of the body for another case, of which nothing is recorded yet."""
    row = view.row
    found = session.execute(
        select(AgendaItemRow.printed, MeetingRow.meeting_on, CaseRow.title)
        .join(MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id)
        .join(CaseRow, CaseRow.id == AgendaItemRow.case_id)
        .where(
            AgendaItemRow.body_id == row.body_id,
            AgendaItemRow.case_year == row.case_year,
            AgendaItemRow.case_number == CaseNumber.parse(row.case_number).number,
            AgendaItemRow.decision_id.is_(None),
            AgendaItemRow.case_id != (view.case_id or 0),
        )
    )
    return [(printed, on, title) for printed, on, title in found]


def _comes_back(first: DecisionRow, later: DecisionRow) -> bool:
    """Was the case left open the first time, so that it is the same one that comes back?"""
    if first.outcome in {Outcome.UTSATT, Outcome.RETURNERT}:
        return True
    return not first.act.decides and same_words(first.title, later.title)


def _one_case(one: DecisionRow, other: DecisionRow) -> bool:
    """Are these records of one case in one meeting?"""
    numbers = {CaseNumber.parse(each.case_number).number for each in (one, other)}
    return (one.meeting_on, one.case_year) == (other.meeting_on, other.case_year) and len(numbers) == 1


def _day(row: DecisionRow) -> date:
    return row.meeting_on


def same_words(one: str, other: str) -> bool:
    """Are these titles the same, but for spaces and capitals?"""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _taken(body: BodyRow, row: DecisionRow, number: str, on: date, title: str) -> BadInput:
    return BadInput(
        NOT_RECORDED,
        f"Saksnummeret {row.case_number} er alt brukt i {body.name} i {row.case_year}: {number}, «{title}», "
        f"{day_in_words(on)}. Det du fører, er «{row.title}», {day_in_words(row.meeting_on)}.",
        f"Rett nummeret, dagen eller tittelen. {KEPT}",
        "case_number",
    )
