"""What an index remembers of the register it was made of, and how it stands to the register there is now.

An index must never be taken for that of another register: a backup that was laid back has another log, which
may have as many entries. So the hash of the last entry that the index knows is kept with it.
"""

import json
from dataclasses import asdict, dataclass, field

from sqlalchemy.orm import Session

from registry import clock
from registry.indexing.contents import made_of
from registry.queries import log
from registry.tables import AuditRow
from search.engine import Reached
from search.entries import Group


@dataclass(frozen=True, slots=True)
class Noted:
    """What stands in the note that an engine keeps with how far it has come."""

    hash: str = ""
    """Of the last entry of the log that the index knows; empty where the log was empty."""
    left_out: tuple[Group, ...] = ()
    """What could not be read in the register, and is looked at again each time."""
    made_of: str = field(default_factory=made_of)
    """What the entries were made of besides the register's rows."""

    @classmethod
    def of(cls, reached: Reached) -> "Noted | None":
        """What was noted; None where nothing was, which no index of a register has."""
        try:
            kept = json.loads(reached.note)
            left_out = tuple((community, name) for community, name in kept["left_out"])
            return cls(kept["hash"], left_out, kept["made_of"])
        except (ValueError, KeyError, TypeError):
            return None

    def __str__(self) -> str:
        """As an engine keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an index stands to the register."""

    before: Reached
    """How far the index has come."""
    now: Reached
    """How far one has come that knows all there is, and has left nothing out."""
    is_ours: bool
    """Was it made of this register, by these rules, and is it no further than that?"""

    @property
    def is_current(self) -> bool:
        """Is there nothing that it does not know?"""
        return self.is_ours and self.before == self.now


def standing(session: Session, before: Reached) -> Standing:
    """How an index that has come so far stands to the register as this session sees it.

    `before` must have been read before the session began, else an index that somebody has brought further
    meanwhile looks like another register's.
    """
    head = log.head(session)
    last = head.seq if head else 0
    now = Reached(last, clock.today().isoformat(), str(Noted(head.hash if head else "")))
    noted = Noted.of(before)
    if noted is None or noted.made_of != made_of() or before.position > last:
        return Standing(before, now, is_ours=False)
    there = head if before.position == last else session.get(AuditRow, before.position)
    return Standing(before, now, is_ours=noted.hash == (there.hash if there else ""))
