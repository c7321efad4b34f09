"""Letters in the outbox: written, changed, put in the queue, sent, and never sent twice.

A letter goes from draft to queue to the server. Each step is committed before the next begins, so that a
server that is down, a machine that stops or two who press at once lose nothing and send nothing twice.
Whoever sends takes the letter out of the queue first (`begin_sending`). One that was taken out and never
reported is, after a while, one that nobody knows the fate of; it is not sent again by itself.
"""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput, Changed, RuleSaysNo
from registry.fingerprints import remembered
from registry.mail import MOST_ADDRESSES, Answer, Fate, Letter, is_address
from registry.permissions import Actor
from registry.tables import CommunityRow, MessageRow, MessageState, PartyRow, VersionRow

INTERRUPTED_AFTER = timedelta(minutes=15)
"""No server is talked with for so long: a letter that is still being sent then was interrupted."""
MOST_ATTEMPTS = 50
_TAKES_PERSON = "Se over brevet, og send det på nytt når det er rettet."


class LetterChanged(Changed):
    """Another has changed the letter; `stored` is how it is now. What was typed is kept by the page."""

    def __init__(self, stored: MessageRow) -> None:
        """Take the letter as it is."""
        super().__init__(
            "Brevet er ikke lagret.",
            "En annen har endret det mens du skrev.",
            "Det du skrev, står fortsatt. Se hva den andre har skrevet, og lagre igjen.",
        )
        self.stored = stored


def write_letter(
    session: Session,
    who: Actor,
    community: CommunityRow,
    about: str,
    subject: str,
    body: str,
    now: datetime,
    *,
    addresses: str = "",
    version: VersionRow | None = None,
    party: PartyRow | None = None,
) -> MessageRow:
    """Put a draft in the outbox. `about` says for programs what it reminds of."""
    row = MessageRow(
        community_id=community.id,
        ref=f"brev-{secrets.token_hex(5)}",
        version_id=version.id if version else None,
        party_id=party.id if party else None,
        about=about,
        addresses=_addresses(addresses),
        subject=_subject(subject),
        body=_body(body),
        state=MessageState.KLADD,
        made_by=who.name,
        made_at=now,
    )
    session.add(row)
    return _noted(session, who, row, Event.MESSAGE_WRITTEN)


def change_letter(
    session: Session, who: Actor, row: MessageRow, revision: int, addresses: str, subject: str, body: str
) -> MessageRow:
    """Change a draft, if it is as the person saw it; raises LetterChanged else, with both kept."""
    _hold(session, row)
    _refuse_state(row, (MessageState.KLADD,), "endret")
    if row.revision != revision:
        raise LetterChanged(row)
    row.addresses, row.subject, row.body = _addresses(addresses), _subject(subject), _body(body)
    row.trouble = ""
    return _noted(session, who, row, Event.MESSAGE_CHANGED)


def put_in_queue(session: Session, who: Actor, row: MessageRow, revision: int | None = None) -> MessageRow:
    """Let a draft wait for the mail server; or one whose fate is unknown, when a person says so.

    One that is in the queue or sent already is refused: two who press have pressed once.
    """
    _hold(session, row)
    _refuse_state(row, (MessageState.KLADD, MessageState.UVISST), "satt i kø")
    if revision is not None and row.revision != revision:
        raise LetterChanged(row)
    if not row.addresses:
        raise BadInput(
            "Brevet er ikke satt i kø.",
            "Det har ingen adresse.",
            "Skriv hvem det skal til. Står adressen på parten, kommer den av seg selv neste gang.",
            "addresses",
        )
    row.state = MessageState.I_KO
    return _noted(session, who, row, Event.MESSAGE_CHANGED)


def take_back(session: Session, who: Actor, row: MessageRow) -> MessageRow:
    """Make a letter in the queue a draft again, before it is sent."""
    _hold(session, row)
    _refuse_state(row, (MessageState.I_KO,), "tatt ut av køen")
    row.state = MessageState.KLADD
    return _noted(session, who, row, Event.MESSAGE_CHANGED)


def discard(session: Session, who: Actor, row: MessageRow) -> MessageRow:
    """Put a letter away. It stays in the outbox, and is never sent."""
    _hold(session, row)
    _refuse_state(row, (MessageState.KLADD, MessageState.I_KO, MessageState.UVISST), "forkastet")
    row.state = MessageState.FORKASTET
    return _noted(session, who, row, Event.MESSAGE_CHANGED)


def sent_outside(session: Session, who: Actor, row: MessageRow, now: datetime) -> MessageRow:
    """Note that a person sent it from their own mail program, or knows that it came."""
    _hold(session, row)
    _refuse_state(row, (MessageState.KLADD, MessageState.I_KO, MessageState.UVISST), "ført som sendt")
    row.state, row.sent_at = MessageState.SENDT_UTENFOR, now
    return _noted(session, who, row, Event.MESSAGE_SENT)


def begin_sending(session: Session, who: Actor, row: MessageRow, now: datetime) -> Letter | None:
    """Take a letter out of the queue to hand it to the server; None where another has taken it.

    Commit before the server is called.
    """
    _hold(session, row)
    if row.state is not MessageState.I_KO:
        return None
    row.state, row.attempts, row.tried_at = MessageState.SENDES, row.attempts + 1, now
    _noted(session, who, row, Event.MESSAGE_CHANGED)
    return Letter(row.ref, tuple(row.addresses.split(", ")), row.subject, row.body, now)


def end_sending(session: Session, who: Actor, row: MessageRow, answer: Answer, now: datetime) -> MessageRow:
    """Note what the server answered: sent, in the queue still, back to the one who wrote it, or unknown."""
    _hold(session, row)
    if row.state not in {MessageState.SENDES, MessageState.UVISST}:
        return row
    match answer.fate:
        case Fate.TATT_IMOT:
            row.state, row.sent_at, row.trouble = MessageState.SENDT, now, ""
            return _noted(session, who, row, Event.MESSAGE_SENT)
        case Fate.IKKE_NA if row.attempts < MOST_ATTEMPTS:
            row.state, row.trouble = MessageState.I_KO, answer.why
        case Fate.UVISST:
            row.state, row.trouble = MessageState.UVISST, answer.why
        case _:
            row.state, row.trouble = MessageState.KLADD, f"{answer.why} {_TAKES_PERSON}"
    return _noted(session, who, row, Event.MESSAGE_CHANGED)


def settle_interrupted(session: Session, who: Actor, now: datetime) -> Sequence[MessageRow]:
    """Letters that were being sent when the work was interrupted: nobody knows whether they went."""
    rows = session.scalars(
        select(MessageRow)
        .where(MessageRow.state == MessageState.SENDES, MessageRow.tried_at < now - INTERRUPTED_AFTER)
        .with_for_update()
    ).all()
    for row in rows:
        row.state = MessageState.UVISST
        row.trouble = "Sendingen ble avbrutt, og ingen vet om brevet ble tatt imot."
        _noted(session, who, row, Event.MESSAGE_CHANGED)
    return rows


def _hold(session: Session, row: MessageRow) -> None:
    """Keep others from the letter until this is committed, and see it as it now is."""
    session.refresh(row, with_for_update=True)


def _noted(session: Session, who: Actor, row: MessageRow, event: Event) -> MessageRow:
    row.revision = (row.revision or 0) + 1
    session.flush()
    data = {"about": row.about, "state": row.state.value, "rows": remembered(row)}
    audit.record(session, event, f"brev:{row.ref}", who.ref, row.community_id, data)
    return row


def _refuse_state(row: MessageRow, wanted: Sequence[MessageState], told: str) -> None:
    if row.state not in wanted:
        raise RuleSaysNo(
            f"Brevet er ikke {told}.",
            f"Det er «{row.state.value}».",
            "Se hva som har hendt med det. Ingenting er endret.",
        )


def _addresses(typed: str) -> str:
    """Addresses as they are kept: one after another, with commas between."""
    if re.search(r"[\r\n]", typed.strip()):
        raise _not_address("Adressene går over flere linjer.")
    words = [each.strip() for each in re.split(r"[,;]", typed) if each.strip()]
    for each in words:
        if not is_address(each):
            raise _not_address(f"«{fields.shown(each)}» er ikke en e-postadresse.")
    if len(words) > MOST_ADDRESSES:
        raise _not_address(f"Det er {len(words)} adresser, og et brev går til høyst {MOST_ADDRESSES}.")
    return ", ".join(dict.fromkeys(words))


def _not_address(why: str) -> BadInput:
    return BadInput(
        "Brevet er ikke lagret.", why, "Skriv dem som post@sted.no, med komma mellom.", "addresses"
    )


def _subject(typed: str) -> str:
    """One line: a line break in a header would let a letter carry headers of its own."""
    if re.search(r"[\r\n]", typed.strip()):
        raise BadInput(
            "Brevet er ikke lagret.", "Emnet går over flere linjer.", "Skriv det på én linje.", "subject"
        )
    return fields.line(typed, "subject", "Emnet")


def _body(typed: str) -> str:
    return fields.text(typed, "body", "Brevet")
