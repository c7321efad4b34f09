"""What the entries of one helsefellesskap have in common, each read the first time it is asked for."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.bodies import Body
from documents.minimums import Catalogue, Minimum, items_on, shipped
from registry import clock
from registry.audit import Event
from registry.queries import bodies, catalogues, corrections, parties
from registry.tables import AuditRow, CommunityRow, DecisionRow, PartyRow


class Common:
    """For one session and one moment: what is read stays as it was read."""

    def __init__(self, session: Session, community: CommunityRow) -> None:
        """Read nothing yet."""
        self.session = session
        self.community = community
        self.today: date = clock.today()

    @cached_property
    def parties(self) -> Mapping[int, PartyRow]:
        """Every party, by its row's id."""
        return {row.id: row for row in parties.all_parties(self.session, self.community)}

    @cached_property
    def pairs(self) -> Mapping[int, tuple[str, ...]]:
        """The short names of the two parties of each pair, by its row's id."""
        return {
            each.row.id: (each.kommune.ref, each.foretak.ref)
            for each in parties.pairs(self.session, self.community)
        }

    @cached_property
    def bodies(self) -> Mapping[int, Body]:
        """Every body, by its row's id."""
        return bodies.body_values(self.session, self.community)

    @cached_property
    def closed(self) -> Mapping[int, str]:
        """The ids of decisions made behind closed doors, with the ground."""
        return corrections.closed_under(self.session, self.community)

    @cached_property
    def corrects(self) -> Mapping[int, int]:
        """The id of each correction, with the id of the record that it corrects."""
        return corrections.links(self.session, self.community)

    @cached_property
    def refs_of_decisions(self) -> Mapping[int, str]:
        """The reference of each record that corrects another, or is corrected, by its id."""
        found = select(DecisionRow.id, DecisionRow.ref).where(
            DecisionRow.id.in_({*self.corrects, *self.corrects.values()})
        )
        return {row_id: ref for row_id, ref in self.session.execute(found)}  # noqa: C416 - no mapping

    @cached_property
    def catalogues(self) -> tuple[Catalogue, ...]:
        """What the law demands, and the office's own files of it."""
        return catalogues.catalogues(self.session, self.community)

    @cached_property
    def demands(self) -> Mapping[str, Minimum]:
        """Each demand as it reads today, or will read, as "hol-6-2:4"; one that was repealed is none."""
        return {
            each.key: each
            for catalogue in self.catalogues
            for each in items_on(catalogue.entries, self.today)
        }

    def added(self, subject: str, event: Event) -> str:
        """When the log says that this was added; empty where it does not say."""
        found = select(func.min(AuditRow.at)).where(
            AuditRow.community_id == self.community.id,
            AuditRow.subject == subject,
            AuditRow.event == event.value,
        )
        return self.session.scalar(found) or ""

    def known_since(self, state: Minimum) -> str:
        """When the office's own files told of this state of a demand; empty for the product's own."""
        return "" if state in self._shipped else self._last_file

    @cached_property
    def _shipped(self) -> frozenset[Minimum]:
        return frozenset(entry for catalogue in shipped() for entry in catalogue.entries)

    @cached_property
    def _last_file(self) -> str:
        rows = catalogues.added_rows(self.session, self.community)
        return rows[-1].added_at.isoformat() if rows else ""
