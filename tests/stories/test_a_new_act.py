"""The Storting changes the law: the office enters it with its source, and the register does the rest.

What was judged stays and is held against the law as it was; from the day the new wording is in force, a
person must look again. Before that day, nothing has happened.
"""

from datetime import date, timedelta

import pytest

from documents.coverage import Coverage, Degree, Doubt
from registry.operations import catalogues as operations
from registry.operations import coverage as judging
from registry.operations.catalogues import CatalogueRefused
from registry.permissions import Actor, Role
from registry.queries import catalogues, coverage
from registry.queries.documents import legal_text
from tests.registry.builders import NOW, a_circle
from tests.stories.test_law_gaps import in_force

SECRETARY = Actor("person-1", "Marte Haugland", frozenset({Role.SECRETARIAT}))
NR = 10
JUDGED = date(2025, 8, 1)
IN_FORCE = date(2026, 7, 1)
A_DAY = timedelta(days=1)
ACT = """[extends]
catalogue = "hol-6-2"
law = "helse- og omsorgstjenesteloven"
paragraph = "6-2"
ledd = "første ledd"
link = "https://lovdata.no/lov/2011-06-24-30/§6-2"
read_in = "endringsloven, slik den ble kunngjort"
read_by = "Marte Haugland"
read_on = 2026-01-10

[[entry]]
nr = 10
number = "10"
label = "Forebygging"
demand = "Retningslinjer for forebygging, med hvem som har ansvaret for hvert tiltak."
form = "retningslinjer"
since = 2026-07-01
amended_by = "en endringslov"
"""


@pytest.fixture
def circle(session):
    made = a_circle(session)
    agreement = made.document()
    version = in_force(made, agreement)
    (place,) = (each.id for each in legal_text(version).places() if each.section.title == "Utskrivning")
    judging.judge(session, SECRETARY, agreement, version, place, NR, Degree.FULL, JUDGED, "Punktet sier det.")
    return made


def enter(circle, act: str = ACT) -> None:
    operations.add_catalogue(circle.session, SECRETARY, circle.community, "ny-lov.toml", act.encode(), NOW)


def held(circle, on: date, known: date | None = None):
    found = coverage.compliance(circle.session, circle.community, on, known=known)
    return next(item for item in found.items if item.minimum.nr == NR)


def test_the_day_before_the_new_wording_nothing_has_happened(circle) -> None:
    before = held(circle, IN_FORCE - A_DAY)
    enter(circle)

    assert held(circle, IN_FORCE - A_DAY).status is before.status is Coverage.COVERED
    assert not held(circle, IN_FORCE - A_DAY).suspect


def test_from_its_day_a_person_must_look_again_with_both_wordings_side_by_side(circle) -> None:
    enter(circle)
    item = held(circle, IN_FORCE)
    (mark,) = item.evidence
    (suspicion,) = mark.suspects

    assert item.minimum.demand.startswith("Retningslinjer for forebygging")
    assert (item.status, suspicion.doubt, suspicion.since) == (Coverage.WAITING, Doubt.DEMAND, IN_FORCE)
    assert (suspicion.before, suspicion.now) == ("Samarbeid om forebygging.", item.minimum.demand)


def test_what_was_answered_before_the_act_was_entered_is_answered_so_again(circle) -> None:
    answered = held(circle, IN_FORCE, known=date(2026, 1, 14))
    enter(circle)

    again = held(circle, IN_FORCE, known=date(2026, 1, 14))
    assert (again.status, again.minimum.demand) == (answered.status, "Samarbeid om forebygging.")
    assert held(circle, IN_FORCE, known=date(2026, 1, 15)).suspect


def test_a_new_entry_that_says_the_same_raises_no_doubt(circle) -> None:
    """As where a demand only moves to another place in the law."""
    words = "Retningslinjer for forebygging, med hvem som har ansvaret for hvert tiltak."
    enter(circle, ACT.replace(words, "Samarbeid om forebygging.").replace('"retningslinjer"', '"samarbeid"'))

    assert held(circle, IN_FORCE).minimum.since == IN_FORCE
    assert not held(circle, IN_FORCE).suspect


def test_the_old_state_keeps_its_words_its_signature_and_what_was_judged_on_it(circle) -> None:
    (old,) = [each for each in catalogues.content_demands(circle.session, circle.community) if each.nr == NR]
    operations.sign_demand(
        circle.session, SECRETARY, circle.community, old, "Marte Haugland", "", JUDGED, NOW
    )
    enter(circle)

    was = catalogues.entry(circle.session, circle.community, "hol-6-2:10", date(2012, 1, 1))
    new = catalogues.entry(circle.session, circle.community, "hol-6-2:10", IN_FORCE)
    assert (was.demand, was.until) == (old.demand, IN_FORCE)
    assert catalogues.signature_of(circle.session, circle.community, was).counts
    assert catalogues.signature_of(circle.session, circle.community, new) is None


def test_an_act_entered_with_faults_changes_nothing(circle) -> None:
    with pytest.raises(
        CatalogueRefused,
        match="ny-lov.toml, linje 6: «link» skal være en adresse som begynner med https://. Rett filen",
    ):
        enter(circle, ACT.replace("https://lovdata.no/lov/2011-06-24-30/§6-2", "lovdata.no"))

    assert held(circle, IN_FORCE).status is Coverage.COVERED
