"""Case packages of the example's smallest round, made and kept as the server makes and keeps them."""

from datetime import date

from sqlalchemy.orm import Session

from registry import clock
from registry.operations import case_packages
from registry.permissions import OPERATOR
from registry.queries import documents
from registry.queries.package_facts import facts_of, set_facts_of
from registry.queries.package_files import Maker, manifest_of, zipped
from registry.tables import CasePackageRow, CommunityRow

BEFORE_THE_ROUND = date(2025, 2, 20)


def made_package(session: Session, community: CommunityRow, key: bytes) -> CasePackageRow:
    """The packages of a special agreement, for its two parties."""
    view = documents.version(session, community, "saeravtale-granvik", "2025.1", OPERATOR, BEFORE_THE_ROUND)
    row = case_packages.ask_for(session, OPERATOR, community, view.document, view.row, view.on, clock.now())
    facts = facts_of(session, community, view, key)
    maker = Maker(facts)
    sets = [maker.made(set_facts_of(session, community, view, facts, party)) for party in facts.receivers]
    return case_packages.finish(session, row.id, manifest_of(facts, sets), zipped(facts, sets), clock.now())
