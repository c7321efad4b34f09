"""What the index holds, group by group: what there is, what an act has changed, and what a day has.

A group is what comes and goes together: a version ("samarbeidsavtalen@2025.1"), a decision
("vedtak:psu-2025-12"), a body ("organ:asu"), a catalogue of what the law demands ("lovkrav:hol-6-2"). Short
names hold no colon (`registry.fields.short_name`), so none of them is taken for another.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from registry import clock
from registry.indexing.texts import SEARCHED, entries_of_version
from registry.permissions import OPERATOR
from registry.queries import communities, documents
from registry.tables import AuditRow, CommunityRow, DocumentRow
from search.entries import Entry, Group


class Contents:
    """What the register holds, as an index is to hold it. For one session, and not kept beyond it.

    What `all_groups`, `touched` and `begun_between` read on their way is not read again for `entries_of`,
    if it is asked for each group as it comes.
    """

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        self._session = session
        self._communities: dict[str, CommunityRow] = {}

    def all_groups(self) -> Iterator[Group]:
        """Every group there is or has been, also those that now have no entries."""
        for community in communities.all_communities(self._session):
            for row in documents.all_documents(self._session, community):
                yield from self._versions(community, row)

    def entries_of(self, group: Group) -> list[Entry]:
        """What stands for this group now; nothing for one that is not to be found, or is not there.

        Raises `documents.markdown.NotALegalText` for a version whose text cannot be read.
        """
        community = communities.chosen(self._session, group[0])
        ref, _, number = group[1].partition("@")
        row = next(
            (each for each in documents.all_documents(self._session, community) if each.ref == ref), None
        )
        views = documents.views_of(self._session, row, OPERATOR, clock.today()) if row else []
        view = next((each for each in views if each.row.number == number), None)
        if view is None or view.standing not in SEARCHED:
            return []
        return list(entries_of_version(self._session, community, view))

    def touched(self, entry: AuditRow) -> Iterator[Group]:
        """The groups that this act may have changed; the same one may come several times."""
        kind, _, name = entry.subject.partition(":")
        if entry.community_id is not None and kind in {"versjon", "dokument"}:
            community = self._session.get_one(CommunityRow, entry.community_id)
            yield from self._versions(
                community, documents.document(self._session, community, name.partition("@")[0])
            )

    def begun_between(self, last: str, today: date) -> Iterator[Group]:
        """The groups in which something began or ended from the day `last` (as 2025-05-01) to today."""
        for community in communities.all_communities(self._session):
            for row in documents.all_documents(self._session, community):
                days = [
                    day
                    for version in documents.versions_of(self._session, row)
                    for day in (version.valid_from, version.valid_to)
                    if day
                ]
                if any(last <= day.isoformat() <= today.isoformat() for day in days):
                    yield from self._versions(community, row)

    def _versions(self, community: CommunityRow, row: DocumentRow) -> Iterator[Group]:
        for version in documents.versions_of(self._session, row):
            yield community.ref, f"{row.ref}@{version.number}"
