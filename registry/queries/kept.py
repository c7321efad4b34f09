"""What is read again and again while something is written, kept until it can have changed.

To record a decision is to read the bodies, the parties and the rules several times over. What was read is
kept for the session that writes, and no longer than it is certain to be true:

- whatever the session writes drops it, unless the reader has named that table as one that does not move it:
  a table nobody has thought of therefore costs a reading, and never a wrong answer;
- so does a write that goes past the unit of work, a savepoint that is undone, and a lock that is waited for,
  since another may have changed things in the meantime;
- a session that only reads keeps nothing on PostgreSQL, where it sees what others write beside it; on SQLite
  all that it reads is of one moment.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction
from sqlalchemy.sql import Select

from registry.tables import CommunityRow

Value = TypeVar("Value")
Reader = Callable[[Session, CommunityRow], Value]

DECIDING = frozenset(
    {
        "decision",
        "decision_detail",
        "comparison",
        "decision_basis",
        "certification",
        "rejudging",
        "agenda_item",
        "attendance",
        "member_vote",
        "counter_proposal",
        "adoption_round",
        "round_step",
        "audit",
    }
)
"""What is written when something is decided. None of it says who there is, or which rules apply."""

WRITING = DECIDING | {"document", "version", "mandate_rule", "change_reason", "mark", "pair_entry"}
"""The same, and what is written when a text is made or adopted: no body and no party comes of that."""

_PLACE = "kept"


def kept(unmoved_by: frozenset[str]) -> Callable[[Reader[Value]], Reader[Value]]:
    """Keep what this reader answers while the session writes nothing but these tables.

    For readers whose answer nobody changes afterwards: frozen values, tuples, mappings that are only read.
    """

    def of(read: Reader[Value]) -> Reader[Value]:
        @wraps(read)
        def keeping(session: Session, community: CommunityRow) -> Value:
            if not (_is_sqlite(session) or _writes(session)):
                return read(session, community)
            if session.new or session.dirty or session.deleted:
                session.flush()
            found: dict[Any, tuple[Any, frozenset[str]]] = session.info.setdefault(_PLACE, {})
            key = (read.__module__, read.__qualname__, community.id)
            if key not in found:
                value = read(session, community)
                found = session.info.setdefault(_PLACE, {})
                found[key] = (value, unmoved_by)
            answer: Value = found[key][0]
            return answer

        return keeping

    return of


def forget(session: Session) -> None:
    """Keep nothing of what was read so far."""
    session.info.pop(_PLACE, None)


def _is_sqlite(session: Session) -> bool:
    """Is all that a transaction reads of one moment?"""
    return session.get_bind().dialect.name == "sqlite"


def _writes(session: Session) -> bool:
    """Was the session opened to write (`Database.writing`)?"""
    return bool(session.get_bind().get_execution_options().get("writing"))


def _drop_what_moved(session: Session, _context: Any) -> None:
    """Keep only what none of the written tables moves."""
    found = session.info.get(_PLACE)
    if not found:
        return
    written = {
        type(row).__tablename__ for rows in (session.new, session.dirty, session.deleted) for row in rows
    }
    for key in [key for key, (_, unmoved_by) in found.items() if not written <= unmoved_by]:
        del found[key]


def _drop_on_other_writes(state: ORMExecuteState) -> None:
    """Keep nothing when rows are written by a statement, or a lock is waited for."""
    if not state.is_select or _waits(state):
        forget(state.session)


def _waits(state: ORMExecuteState) -> bool:
    """May another have committed before this is answered? On SQLite nobody writes beside this session."""
    locks = isinstance(state.statement, Select) and state.statement._for_update_arg is not None
    return locks and not _is_sqlite(state.session)


def _drop_what_was_undone(session: Session, _undone: SessionTransaction) -> None:
    forget(session)


def _drop_at_the_end(session: Session, ended: SessionTransaction) -> None:
    """Keep nothing from one transaction to the next; a savepoint that ends well changes nothing."""
    if ended.parent is None:
        forget(session)


event.listen(Session, "after_flush", _drop_what_moved)
event.listen(Session, "do_orm_execute", _drop_on_other_writes)
event.listen(Session, "after_soft_rollback", _drop_what_was_undone)
event.listen(Session, "after_transaction_end", _drop_at_the_end)
