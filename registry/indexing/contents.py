"""What the index holds, group by group: what there is, what an act has changed, and what a day has.

A group is what comes and goes together: a version ("samarbeidsavtalen@2025.1"), a decision
("vedtak:9f3k2m"), a body ("organ:asu"), a catalogue of what the law demands ("lovkrav:hol-6-2"). Short names
hold no colon (`registry.fields.short_name`), so none of them is taken for another.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from documents.minimums import shipped_hash
from registry.audit import Event
from registry.errors import NotFound
from registry.indexing import bodies, decided, demands
from registry.indexing.changes import all_bodies, all_catalogues, all_decisions, all_versions, begun, reached
from registry.indexing.common import Common
from registry.indexing.reaching import REACHES, Reach
from registry.indexing.texts import Texts
from registry.queries import communities, decisions, documents
from registry.queries.decisions import DecisionView
from registry.tables import AuditRow, CommunityRow
from search.entries import Entry, Group

MADE_BY = "1"
"""Counted up when the same rows come to give other entries."""
AT_ONCE = 100
"""Decisions that are read together."""


def made_of() -> str:
    """What the entries are made of besides rows; an index of another make must be made anew."""
    return f"{MADE_BY}-{shipped_hash()[:12]}"


class Contents:
    """What the register holds, as an index is to hold it. For one session and one moment.

    Texts are read document by document, and decisions many at a time: ask in the order of `all_groups`.
    """

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        self._session = session
        self._commons: dict[str, Common] = {}
        self._texts: tuple[Group, Texts] | None = None
        self._decisions: dict[str, DecisionView] = {}
        self._next_time = 1

    def all_groups(self) -> Iterator[Group]:
        """Every group there is or has been, also those that now have no entries."""
        for community in communities.all_communities(self._session):
            common = self._common(community.ref)
            yield from all_versions(common)
            yield from all_decisions(common)
            yield from all_bodies(common)
            yield from all_catalogues(common)

    def entries_of(self, group: Group) -> list[Entry]:
        """What stands for this group now; nothing for one that is not to be found, or is not there.

        Raises `documents.markdown.NotALegalText` for a version whose text cannot be read.
        """
        common, (kind, _, ref) = self._common(group[0]), group[1].partition(":")
        match kind:
            case decided.KIND:
                view = self._decision(common, ref)
                return list(decided.entries_of(common, view)) if view else []
            case bodies.KIND:
                return list(bodies.entries_of(common, ref))
            case demands.KIND:
                return list(demands.entries_of(common, ref))
        name, _, number = group[1].partition("@")
        texts = self._texts_of(common, name)
        return list(texts.entries_of(number)) if texts else []

    def touched(self, entry: AuditRow) -> Iterator[Group]:
        """The groups that this act may have changed; the same one may come several times."""
        reach = REACHES[Event(entry.event)]
        if entry.community_id is not None and reach is not Reach.NOTHING:
            community = self._session.get_one(CommunityRow, entry.community_id)
            yield from reached(self._common(community.ref), reach, entry.subject.partition(":")[2])

    def begun_between(self, last: str, today: date) -> Iterator[Group]:
        """The groups in which something began or ended from the day `last` (as 2025-05-01) to today."""
        for community in communities.all_communities(self._session):
            yield from begun(self._common(community.ref), date.fromisoformat(last), today)

    def _common(self, ref: str) -> Common:
        if ref not in self._commons:
            self._commons[ref] = Common(self._session, communities.chosen(self._session, ref))
        return self._commons[ref]

    def _texts_of(self, common: Common, ref: str) -> Texts | None:
        """The versions of the document; those of the last one asked for are at hand."""
        name = common.community.ref, ref
        if self._texts is None or self._texts[0] != name:
            try:
                row = documents.document(self._session, common.community, ref)
            except NotFound:
                return None
            self._texts = name, Texts(common, row)
        return self._texts[1]

    def _decision(self, common: Common, ref: str) -> DecisionView | None:
        """The decision; whoever asks for a second one is expected to go on, in the order of `all_groups`."""
        if ref not in self._decisions:
            limit, self._next_time = self._next_time, AT_ONCE
            found = decisions.recorded_from(self._session, common.community, ref, limit, common.closed)
            self._decisions = {view.row.ref: view for view in found}
        return self._decisions.pop(ref, None)
