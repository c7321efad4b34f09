"""One way to do everything that is done with a round: begin it, move its deadline, note a step, end it."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from decisions.rounds import RoundStep
from registry.operations import rounds
from registry.permissions import Actor
from registry.queries import parties
from tests.registry.builders import NOW, TRUST, Circle

TODAY = NOW.date()


def acts_of_a_round(c: Circle, who: Actor) -> Mapping[str, Callable[[], object]]:
    """In the order they can be done, after Granvik has gone into Nygrend."""
    document = c.document("rundeavtalen")
    version = c.frozen(document)
    on = (c.session, who, c.community, document, version)
    for party in ("storelv", "nygrend", TRUST):
        c.decides(party, version, case="88/25")

    def executed() -> None:
        """The last one that is missing stands in no pair any more."""
        for pair in parties.pairs(c.session, c.community, TODAY):
            if pair.kommune.ref not in {"storelv", "nygrend"}:
                pair.row.valid_to = TODAY - timedelta(days=1)
        rounds.execute_rule(*on, NOW)

    return {
        "rounds.start_round": lambda: rounds.start_round(*on, TODAY, NOW),
        "rounds.move_deadline": lambda: rounds.move_deadline(*on, TODAY, "Møter i januar.", NOW),
        "rounds.note_step": lambda: rounds.note_step(*on, c.parties["storelv"], RoundStep.SENDT, TODAY, NOW),
        "rounds.execute_rule": executed,
    }
