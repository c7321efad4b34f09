"""How a case was voted on in a meeting: the numbers, those who attended, and each side."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.meetings import Cast
from decisions.seats import WHOLE_MEETING
from decisions.votes import BlocVotes, Votes
from registry.tables import AgendaItemRow, AttendanceRow, BodyRow, MemberVoteRow

SIDE_NAMES = {"kommune": "kommunene", "helseforetak": "helseforetaket"}
"""How a side is called in the sentences of a verdict."""


def votes_of(item: AgendaItemRow, voting: Sequence[AttendanceRow], body: BodyRow) -> Votes | None:
    """The vote as it is typed, with how many came who may vote; None where no numbers are.

    Raises ImpossibleVotes where the numbers cannot all be right.
    """
    if item.votes_for is None and item.votes_against is None and item.abstained is None:
        return None
    more_vote_here = item.part != WHOLE_MEETING and len(voting) > (body.members or 0)
    return Votes(
        item.votes_for or 0,
        item.votes_against or 0,
        item.abstained or 0,
        len(voting) or None,
        None if more_vote_here else body.members,
        item.chair_for,
    )


def present_less(votes: Votes | None, cast: Sequence[Cast]) -> Votes | None:
    """The same vote, less those who had left the case: inhabil, or not in the room."""
    if votes is None or votes.present is None:
        return votes
    gone = sum(1 for each in cast if each in {Cast.INHABIL, Cast.IKKE_TIL_STEDE})
    return Votes(
        votes.for_,
        votes.against,
        votes.abstained,
        votes.present - gone,
        votes.members,
        votes.chair_for,
    )


def sides_of(
    votes: Votes | None, cast: Mapping[int, Cast], voting: Sequence[AttendanceRow]
) -> tuple[BlocVotes, ...]:
    """How each side voted: by member; or, where all who attended were for, by who attended.

    `cast` is by person, `voting` those who came and may vote. Nothing where neither tells.
    """
    if not cast and not _all_for(votes, len(voting)):
        return ()
    counted: dict[str, list[int]] = {}
    for each in voting:
        vote = cast.get(each.person_id) if cast else Cast.FOR
        if not each.side:
            return ()
        sums = counted.setdefault(SIDE_NAMES.get(each.side, each.side), [0, 0, 0])
        if vote in _COUNTED:
            sums[_COUNTED.index(vote)] += 1
    made = tuple(BlocVotes(name, *sums) for name, sums in sorted(counted.items()))
    adds_up = votes is not None and sum(each.for_ for each in made) == votes.for_
    return made if adds_up else ()


_COUNTED = (Cast.FOR, Cast.MOT, Cast.AVHOLDENDE)


def _all_for(votes: Votes | None, attending: int) -> bool:
    return votes is not None and not votes.against and not votes.abstained and votes.for_ == attending > 0


def cast_in(session: Session, item: AgendaItemRow) -> dict[int, Cast]:
    """How each voted in the case, by person."""
    found = session.scalars(
        select(MemberVoteRow).where(MemberVoteRow.item_id == item.id).order_by(MemberVoteRow.id)
    )
    return {each.person_id: each.vote for each in found}
