"""Letters in the queue go to the mail server, one by one; what it answers is noted at once.

Here, and nowhere else, a server is called. No transaction is open while it is, so that a server that hangs
keeps nobody from working. Before it the letter is taken out of the queue, after it its fate is noted: two
transactions, each committed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import clock, mail
from registry.database import Database
from registry.errors import RuleSaysNo
from registry.mail import Answer, Fate
from registry.operations import messages as operations
from registry.permissions import Actor
from registry.queries import messages
from registry.settings import Settings
from registry.tables import MessageRow

NOT_SET_UP = RuleSaysNo(
    "Brevet er ikke sendt.",
    "Det er ikke satt opp noen e-posttjener for registeret (AVTALEVERK_SMTP_HOST og _SENDER).",
    "Åpne det i ditt eget e-postprogram, eller last det ned, og før det så som sendt. Brevet er ikke borte.",
)


@dataclass(frozen=True, slots=True)
class Tried:
    """A letter that was tried, and what became of it."""

    ref: str
    answer: Answer


def send_waiting(
    database: Database, settings: Settings, who: Actor, only: Sequence[str] | None = None
) -> list[Tried]:
    """Try the letters in the queue, or these of them; stops where no server answers, and the rest wait.

    Raises RuleSaysNo where no server is set up.
    """
    if not settings.sends_mail:
        raise NOT_SET_UP
    with database.writing() as session:
        operations.settle_interrupted(session, who, clock.now())
    with database.reading() as session:
        waiting = messages.in_queue(session)
    tried: list[Tried] = []
    for ref in waiting:
        if only is None or ref in only:
            answer = _send(database, settings, who, ref)
            if answer is not None:
                tried.append(Tried(ref, answer))
                if not answer.server_answers:
                    break
    return tried


def _send(database: Database, settings: Settings, who: Actor, ref: str) -> Answer | None:
    """Send one; None where another has taken it."""
    with database.writing() as session:
        letter = operations.begin_sending(session, who, _row(session, ref), clock.now())
    if letter is None:
        return None
    answer = _delivered(settings, letter)
    with database.writing() as session:
        operations.end_sending(session, who, _row(session, ref), answer, clock.now())
    return answer


def _delivered(settings: Settings, letter: mail.Letter) -> Answer:
    try:
        return mail.deliver(settings, letter)
    except OSError as problem:
        told = f"Passordet for e-posttjeneren kan ikke leses ({problem.strerror})."
        return Answer(Fate.IKKE_NA, told, server_answers=False)


def _row(session: Session, ref: str) -> MessageRow:
    return session.scalars(select(MessageRow).where(MessageRow.ref == ref)).one()
