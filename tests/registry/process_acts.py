"""One way to do each thing with joint measures, users' part and reviews, for tests that go through them all."""

from collections.abc import Callable, Mapping

from decisions.involvement import Involvement
from decisions.reviews import ReviewOutcome
from documents.coverage import Degree
from registry.operations import involvement as users
from registry.operations import measures as joint
from registry.operations import reviews as yearly
from registry.permissions import Actor
from registry.queries import documents, involvement, measures, reviews
from tests.registry.builders import DAY, NOW, Circle

TODAY = NOW.date()


def acts_of_processes(c: Circle, who: Actor) -> Mapping[str, Callable[[], object]]:
    """Each by the name of its operation, in an order in which all can be done."""
    s, place = c.session, c.community
    agreement = documents.document(s, place, "avtalen")
    version = next(row for row in documents.versions_of(s, agreement) if row.number == "2025.1")
    view = documents.view(s, agreement, version, TODAY)

    def a_measure(title: str) -> measures.Measure:
        entry = joint.MeasureEntry(title, agreement, "ansvar", DAY)
        return measures.measure(s, place, joint.add_measure(s, who, place, entry, NOW).ref, TODAY)

    def took_part(whom: str) -> involvement.InvolvementView:
        entry = users.InvolvementEntry(Involvement.ORGANISASJON, whom, "Arbeidsmøte.", DAY)
        row = users.record_involvement(s, who, place, agreement, version, entry, NOW)
        return involvement.InvolvementView(row, agreement, version)

    def a_review(told: str) -> reviews.ReviewView:
        entry = yearly.ReviewEntry(agreement, 2025, TODAY, ReviewOutcome.INGEN_ENDRING, told)
        return reviews.ReviewView(yearly.record_review(s, who, place, entry, NOW), agreement, None)

    team = a_measure("Felles team")
    return {
        "measures.add_measure": lambda: a_measure("Delt vakt"),
        "measures.end_measure": lambda: joint.end_measure(
            s, who, place, team, TODAY, "Prosjektet er over.", NOW
        ),
        "measures.judge_measure": lambda: joint.judge_measure(
            s, who, team, view, "ansvar", 1, Degree.FULL, TODAY
        ),
        "involvement.record_involvement": lambda: took_part("Brukerforumet"),
        "involvement.not_involved": lambda: users.not_involved(
            s, who, took_part("Laget"), "Et annet år.", NOW
        ),
        "reviews.record_review": lambda: a_review("Punkt for punkt."),
        "reviews.not_reviewed": lambda: yearly.not_reviewed(s, who, a_review("Kort."), "Feil avtale.", NOW),
    }
