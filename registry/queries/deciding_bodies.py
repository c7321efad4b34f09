"""Which body of each party decides about a text, as the rules name it?"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from decisions.bodies import Body
from decisions.who_may import WhoMay
from registry.queries import bodies, parties
from registry.tables import CommunityRow


def of_parties(session: Session, community: CommunityRow, who: WhoMay, on: date) -> Mapping[str, Body]:
    """The deciding body of each party that has just one that day, by the party's ref."""
    owners = {party.ref: party for party in parties.party_values(session, community)}
    deciding = [may.decider.who for may in who.bodies]
    found: dict[str, list[Body]] = {}
    for body in bodies.body_values(session, community).values():
        owner = owners.get(body.owner)
        if owner is None or not body.exists_on(on):
            continue
        if any(named.fits(body, owner) for named in deciding):
            found.setdefault(owner.ref, []).append(body)
    return {ref: fitting[0] for ref, fitting in found.items() if len(fitting) == 1}
