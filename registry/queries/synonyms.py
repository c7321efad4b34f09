"""Which words find each other: the groups the product comes with, and those of the office.

They are used on what somebody types and never on what is indexed, so what is said here counts at once.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.tables import CommunityRow, SynonymRow
from search.word_lists import word_lists

OWN_MARK = "vår:"
"""Begins the name of a group of the office's own, so that no later edition of the product can take it."""


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Words and expressions that find each other, and the last word that was said of them."""

    name: str
    """The first of its words; with a mark before it where the group is the office's own."""
    words: tuple[str, ...]
    counts: bool = True
    """False where the office has put it aside."""
    reason: str = ""
    """Why it came, was put aside or was taken back; empty where nobody has said anything of it."""
    said_by: str = ""
    said_at: datetime | None = None

    @property
    def is_own(self) -> bool:
        """Did the office add it?"""
        return self.name.startswith(OWN_MARK)


def groups(session: Session, community: CommunityRow) -> tuple[tuple[str, ...], ...]:
    """Every group that counts here now: what `search.query.parse` takes."""
    return tuple(group.words for group in _all(_said(session, community)) if group.counts)


def every_group(session: Session, community: CommunityRow) -> tuple[SynonymGroup, ...]:
    """Every group there has been, those put aside as well: the office's own first, then the product's."""
    return _all(_said(session, community))


def group_named(session: Session, community: CommunityRow, name: str) -> SynonymGroup:
    """The group of this name; raises NotFound."""
    for group in every_group(session, community):
        if group.name == name:
            return group
    raise NotFound("Søkeordene finnes ikke.", "Ingen gruppe har dette navnet.", "Se listen over søkeord.")


def history(session: Session, community: CommunityRow) -> Sequence[SynonymRow]:
    """All that was said of search words here, the latest first."""
    return session.scalars(
        select(SynonymRow).where(SynonymRow.community_id == community.id).order_by(SynonymRow.id.desc())
    ).all()


class Saying(NamedTuple):
    """What was said of one group, once: a row of the table, as a value."""

    name: str
    words: str
    counts: bool
    reason: str
    said_by: str
    said_at: datetime


def _said(session: Session, community: CommunityRow) -> tuple[Saying, ...]:
    """All that was said here, in the order it was."""
    of = SynonymRow
    rows = session.execute(
        select(of.name, of.words, of.holds, of.reason, of.said_by, of.said_at)
        .where(of.community_id == community.id)
        .order_by(of.id)
    )
    return tuple(Saying(*row) for row in rows)


@lru_cache(maxsize=64)
def _all(said: tuple[Saying, ...]) -> tuple[SynonymGroup, ...]:
    """The groups after all that was said: one value for the same words, so that a search finds it made."""
    last = {each.name: each for each in said}
    own = tuple(_own(each) for name, each in last.items() if name.startswith(OWN_MARK))
    return (*own, *(_as_said(group, last.get(group.name)) for group in shipped_groups().values()))


def _own(last: Saying) -> SynonymGroup:
    words = tuple(json.loads(last.words))
    return SynonymGroup(last.name, words, last.counts, last.reason, last.said_by, last.said_at)


def _as_said(group: SynonymGroup, last: Saying | None) -> SynonymGroup:
    """The product's group as it now is; what an office said of it by name holds when its words have grown."""
    if last is None:
        return group
    return replace(group, counts=last.counts, reason=last.reason, said_by=last.said_by, said_at=last.said_at)


@cache
def shipped_groups() -> Mapping[str, SynonymGroup]:
    """The groups the product comes with, by name."""
    return dict(_named(word_lists().synonyms))


def _named(groups_of_words: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, SynonymGroup]]:
    """Each group by its first word, and by more of its words where an earlier one has that name."""
    taken: set[str] = set()
    for words in groups_of_words:
        names = (" = ".join(words[:length]) for length in range(1, len(words) + 1))
        name = next((name for name in names if name not in taken), None)
        if name is not None:
            taken.add(name)
            yield name, SynonymGroup(name, words)
