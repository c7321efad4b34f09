"""One installation, two helsefellesskap: nothing of one is seen in the other. A kommune may be in both."""

from datetime import date

import pytest

from documents.coverage import Degree
from registry.errors import NotFound
from registry.operations import coverage as coverage_operations
from registry.operations import rules
from registry.permissions import OPERATOR
from registry.queries import (
    adoption,
    bodies,
    communities,
    coverage,
    decisions,
    documents,
    log,
    mandates,
    parties,
    waiting,
)
from tests.registry.builders import DAY, RULES, a_circle, text_with

NUMBER = "974760673"


@pytest.fixture
def here(writing):
    """Fjord: Granvik (in both), an agreement in force, and a decision."""
    circle = a_circle(writing, "fjord", ())
    circle.kommune("granvik", organisation_number=NUMBER)
    return circle


@pytest.fixture
def there(writing, here):
    """The neighbour, where Granvik is too; with the same short names, and other words."""
    circle = a_circle(writing, "nabo", ())
    circle.kommune("granvik", organisation_number=NUMBER)
    return circle


@pytest.fixture
def agreement(here):
    return here.document()


@pytest.fixture
def version(here, agreement):
    return here.adopted(agreement)


def test_a_kommune_in_both_is_a_party_of_each_known_by_its_number(writing, here, there):
    ours, theirs = (parties.party(writing, each.community, "granvik") for each in (here, there))

    assert ours.id != theirs.id
    assert ours.organisation_number == theirs.organisation_number == NUMBER


def test_the_same_short_names_may_be_used_in_both(writing, here, there, version):
    other = there.adopted(there.document(), text=text_with("Formål: Naboenes ord."))

    found = {
        each.community.ref: documents.version_in_force(writing, each.community, "avtalen", DAY).row.id
        for each in (here, there)
    }
    assert found == {"fjord": version.id, "nabo": other.id}


def test_documents_are_not_seen_next_door(writing, here, there, version):
    assert documents.all_documents(writing, there.community) == []
    assert documents.the_set(writing, there.community, DAY) == []
    assert documents.under_way(writing, there.community, OPERATOR, DAY) == []
    with pytest.raises(NotFound):
        documents.version(writing, there.community, "avtalen", "2025.1", OPERATOR, DAY)


def test_decisions_are_not_seen_next_door(writing, here, there, version):
    row = decisions.decisions(writing, here.community)[0].row

    assert decisions.decisions(writing, there.community) == []
    assert decisions.how_many(writing, there.community) == 0
    assert decisions.meeting_years(writing, there.community) == []
    with pytest.raises(NotFound):
        decisions.decision(writing, there.community, row.ref)


def test_what_the_kommune_decides_here_adopts_nothing_there(writing, here, there, agreement):
    ours, theirs = here.frozen(agreement), there.frozen(other := there.document())

    here.decides("granvik", ours)

    board = adoption.adoption(writing, there.community, other, theirs, DAY).board
    assert [row.adopted for row in board.rows] == [False, False]


def test_rules_bodies_and_judgements_are_not_seen_next_door(writing, here, there, agreement, version):
    only_here = RULES[0].__class__("bare-her", RULES[0].source, RULES[0].deciders)
    rules.add_rule(writing, OPERATOR, here.community, only_here)
    coverage_operations.judge(writing, OPERATOR, agreement, version, "ansvar", 3, Degree.FULL, DAY)

    assert "bare-her" not in {rule.id for rule in mandates.all_rules(writing, there.community)}
    assert {row.id for row in bodies.all_bodies(writing, here.community)}.isdisjoint(
        row.id for row in bodies.all_bodies(writing, there.community)
    )
    assert coverage.compliance(writing, there.community, DAY).totals["dekket"] == 0
    assert coverage.compliance(writing, here.community, DAY).totals["dekket"] == 1


def test_what_waits_here_does_not_wait_there(writing, here, there, agreement):
    here.frozen(agreement)

    assert any("Avtale" in task.what for task in waiting.waiting(writing, here.community, OPERATOR, DAY))
    assert not any("Avtale" in task.what for task in waiting.waiting(writing, there.community, OPERATOR, DAY))


def test_the_log_of_one_tells_nothing_of_the_other(writing, here, there, version):
    told = [log.told(writing, row) for row in log.entries(writing, there.community, None, 10_000)]

    assert told
    assert not any("avtalen" in each.subject or each.path.startswith("/vedtak/") for each in told)
    assert log.history_of(writing, there.community, "versjon:avtalen@2025.1") == []


def test_with_two_somebody_must_say_which(writing, here, there):
    from registry.errors import BadInput

    assert communities.chosen(writing, "nabo").id == there.community.id
    with pytest.raises(BadInput, match="fjord, nabo"):
        communities.chosen(writing)
    with pytest.raises(NotFound, match="De som finnes, er: fjord, nabo"):
        communities.chosen(writing, "borte")


def test_a_merger_here_changes_nothing_there(writing, here, there):
    from registry.operations import communities as operations

    new = here.kommune("nygrend")
    operations.succeed(writing, OPERATOR, here.community, here.parties["granvik"], new, date(2026, 1, 1))

    assert [view.kommune.ref for view in parties.pairs(writing, there.community, date(2026, 1, 1))] == [
        "granvik"
    ]
