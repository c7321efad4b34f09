"""The minutes of a meeting as a paper: as they stand, or word for word as they were approved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from decisions.meetings import Attended
from decisions.nynorsk import written_in
from decisions.outcomes import Act, Outcome
from decisions.verdict import Answer
from decisions.votes import Votes
from decisions.words import day_in_words
from documents.docx.papers import (
    Attendee,
    Correction,
    CounterProposal,
    Matter,
    Meeting,
    MemberVote,
    Paper,
    SideVotes,
    minutes,
)
from documents.kinds import Language
from registry import clock
from registry.permissions import Actor, Permission
from registry.queries import bodies
from registry.queries.agendas import ELECTED
from registry.queries.member_names import seats_held
from registry.queries.minutes import read_by
from registry.tables import BodyRow, CommunityRow, MeetingRow, PartyRow

Table = Mapping[str, Any]
_EXPECTED = {
    Answer.VALID: "Innenfor mandatet",
    Answer.INVALID: "Utenfor mandatet",
    Answer.PENDING: "Noe mangler",
    Answer.NEEDS_HUMAN: "Må avgjøres av en person",
}


def minutes_paper(
    session: Session,
    community: CommunityRow,
    row: MeetingRow,
    who: Actor,
    language: Language | None = None,
) -> Paper:
    """The minutes. What was approved is what is shown; what was corrected since stands beside it.

    Whoever may not read drafts does not get the words of what was closed; raises NotFound where there is
    nothing they may read.
    """
    table = read_by(session, community, row, who)
    body = session.get_one(BodyRow, row.body_id)
    owner = session.get(PartyRow, body.owner_id) if body.owner_id else None
    values = bodies.body_values(session, community).values()
    names = {value.ref: value.name_on(row.meeting_on) for value in values}
    closed = str(table["closed_under"] or "")
    hidden = not who.may(Permission.DRAFTS_READ)
    written = language or (owner.language if owner else Language.NB)
    return minutes(
        Meeting(
            organisation=owner.name if owner else community.name,
            body=names[body.ref],
            is_elected=body.kind in ELECTED,
            day=day_in_words(row.meeting_on),
            matters=tuple(read_in(_matter(each, names, hidden, closed), written) for each in table["items"]),
            seats=() if closed and hidden else seats_held(session, body, row.meeting_on, who),
            began=table["starts_at"],
            ended=table["ended_at"],
            place=table["place"],
            procedure=table["procedure"],
            all_consent=table["all_consent"],
            led_by=table["led_by"],
            kept_by=table["kept_by"],
            closed_under=closed,
            note=table["note"],
            attendance=tuple(_attendee(each) for each in table["attendance"]),
            is_kept=True,
            withheld=bool(closed) and hidden,
            approved_by=table["approved_by"],
            approved_on=day_in_words(date.fromisoformat(table["approved_on"]))
            if table["approved_on"]
            else "",
            corrections=tuple(_correction(each) for each in table["corrections"]),
            language=written,
            identifier=row.ref,
            created=row.approved_at or row.called_at,
        )
    )


def read_in(matter: Matter, written: Language) -> Matter:
    """The case with what the register says of it in this written form; people's words as they stand."""
    return replace(
        matter,
        votes=written_in(matter.votes, written),
        sides=tuple(replace(side, name=written_in(side.name, written)) for side in matter.sides),
        verdict=written_in(matter.verdict, written),
        reasons=tuple(written_in(reason, written) for reason in matter.reasons),
        note=written_in(matter.note, written) if matter.note.startswith("Utsatt fra ") else matter.note,
    )


def _attendee(each: Table) -> Attendee:
    return Attendee(
        each["name"],
        each["speaks_for"],
        each["role"],
        may_vote=each["may_vote"],
        came=each["state"] == Attended.TIL_STEDE,
        in_place_of=each["in_place_of"],
    )


def _correction(each: Table) -> Correction:
    day = day_in_words(clock.day_of(datetime.fromisoformat(each["at"])))
    return Correction(each["text"], each["reason"], each["by"], day, each["number"] or "")


def _matter(each: Table, names: Mapping[str, str], hidden: bool, closed_meeting: str) -> Matter:
    """One case; of a closed one the public gets its number and the ground alone."""
    ground = each["closed_under"] or closed_meeting
    if hidden and ground:
        return Matter(case=each["number"], title="", act="", outcome="", closed_under=ground, withheld=True)
    votes, verdict = each["votes"], each["verdict"]
    answer = Answer(verdict["verdict"])
    return Matter(
        case=each["number"],
        title=each["title"],
        act=each["act"],
        outcome=each["outcome"] or "",
        is_advice=not Act(each["act"]).decides,
        about=each["version"] or "",
        hash=each["text_hash"] or "",
        proposal=each["proposal"],
        proposed_by=each["proposed_by"],
        counter=_counters(each["counter_proposals"]),
        text=each["text"],
        votes=_votes(votes).words if votes else "",
        present=votes["present"] if votes else None,
        members=votes["members"] if votes else None,
        chair_for=votes["chair_for"] if votes else None,
        sides=_sides(each["sides"]),
        cast=tuple(MemberVote(one["name"], one["speaks_for"], one["vote"]) for one in each["member_votes"]),
        added=each["reservation"],
        added_sort=each["reservation_sort"] or "",
        returned_to=names.get(each["returned_to"], each["returned_to"] or ""),
        closed_under=each["closed_under"],
        note=each["note"],
        verdict=_told(each, answer),
        reasons=tuple(verdict["reasons"]),
        foreseen=each["foreseen"],
    )


def _told(each: Table, answer: Answer) -> str:
    """The verdict in a word; none to expect of a case that the meeting has not settled."""
    if not each["foreseen"]:
        return answer.label
    return "" if each["outcome"] and not Outcome(each["outcome"]).settles else _EXPECTED[answer]


def _votes(votes: Table) -> Votes:
    """As they were checked when they were typed."""
    return Votes(votes["for"], votes["against"], votes["abstained"], votes["present"], votes["members"])


def _counters(tables: Sequence[Table]) -> tuple[CounterProposal, ...]:
    return tuple(
        CounterProposal(
            each["text"],
            each["proposed_by"],
            each["state"],
            each["section_number"],
            each["votes_for"],
            each["votes_against"],
        )
        for each in tables
    )


def _sides(tables: Sequence[Table]) -> tuple[SideVotes, ...]:
    return tuple(SideVotes(each["name"], each["for"], each["against"], each["abstained"]) for each in tables)
