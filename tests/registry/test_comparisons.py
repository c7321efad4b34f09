"""The comparison that a decision rested on: kept as it was made, once for two texts, and held against the log."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from decisions.outcomes import Act
from documents.comparing import changes
from documents.kinds import ChangeClass
from registry.queries import checking, comparisons
from registry.tables import AuditRow, ComparisonRow, DecisionBasisRow
from tests.registry.builders import DAY, TEXT, TRUST, a_circle

NEWER = TEXT.replace("skal melde", "skal melde straks")
NEWEST = NEWER.replace("skal svare", "skal svare straks")


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.document()


@pytest.fixture
def old(circle, agreement):
    """In force from the last of its decisions."""
    return circle.adopted(agreement, "2021.1", on=DAY - timedelta(days=30))


def proposed(circle, agreement, number="2025.1", text=NEWER, **told):
    return circle.frozen(agreement, number, text, change=ChangeClass.REVISJON, **told)


def without_guards(session):
    """Somebody with the database and no respect for triggers; undone with the test."""
    for guard, table in (
        ("comparison_is_fixed", "comparison"),
        ("comparison_is_kept", "comparison"),
        ("decision_basis_is_kept", "decision_basis"),
    ):
        on_table = f" ON {table}" if session.get_bind().dialect.name == "postgresql" else ""
        session.execute(text(f"DROP TRIGGER {guard}{on_table}"))


def test_the_text_in_force_on_the_meeting_day_is_what_it_is_compared_with(circle, agreement, old):
    decision = circle.decides("granvik", proposed(circle, agreement))

    basis = comparisons.basis_of(circle.session, decision)

    assert (basis.old.number, basis.new.number) == ("2021.1", "2025.1")
    assert basis.summary == "1 endring: 1 endret"
    assert basis.row.algorithm == changes.ALGORITHM
    assert basis.is_current
    assert basis.would_be_the_same


@pytest.mark.parametrize(("on", "compared_with"), [(DAY, "2021.1"), (DAY + timedelta(days=2), "2025.1")])
def test_the_day_of_the_meeting_decides(circle, agreement, old, on, compared_with):
    circle.adopted(agreement, "2025.1", NEWER, on=DAY + timedelta(days=1))

    decision = circle.decides("granvik", proposed(circle, agreement, "2025.2", NEWEST), on)

    assert comparisons.basis_of(circle.session, decision).old.number == compared_with


def test_before_anything_is_in_force_it_is_compared_with_what_it_was_made_from(circle, agreement):
    first = circle.draft(agreement, "2021.1")
    decision = circle.decides("granvik", proposed(circle, agreement, based_on=first))

    assert comparisons.basis_of(circle.session, decision).old.number == "2021.1"


def test_a_version_is_not_compared_with_itself(circle, agreement, old):
    later = circle.decides("psu", old, act=Act.BEHANDLER, votes=None, case="99/25")

    assert comparisons.basis_of(circle.session, later) is None


def test_the_first_text_and_a_matter_that_is_none_have_no_basis(circle, agreement):
    first = circle.decides("granvik", circle.frozen(agreement, "2021.1"))

    assert comparisons.basis_of(circle.session, first) is None


def test_two_texts_are_compared_once_for_all_who_decide(circle, agreement, old):
    version = proposed(circle, agreement)
    for body in ("granvik", "storelv", TRUST):
        circle.decides(body, version)

    assert len(circle.session.scalars(select(ComparisonRow)).all()) == 1
    assert len(circle.session.scalars(select(DecisionBasisRow)).all()) == 3


def test_the_log_remembers_what_the_comparison_was(circle, agreement, old):
    decision = circle.decides("granvik", proposed(circle, agreement))
    entry = circle.session.scalars(select(AuditRow).where(AuditRow.subject == f"vedtak:{decision.ref}")).one()

    assert len(json.loads(entry.payload)["data"]["comparison"]) == 64
    assert list(checking.faults(circle.session)) == []


def test_the_database_itself_refuses_to_change_a_kept_comparison(circle, agreement, old):
    decision = circle.decides("granvik", proposed(circle, agreement))
    row = comparisons.basis_of(circle.session, decision).row

    row.content = "{}"
    with pytest.raises(IntegrityError, match="never edited"):
        circle.session.flush()


def test_a_comparison_changed_behind_the_registers_back_is_found(circle, agreement, old):
    decision = circle.decides("granvik", proposed(circle, agreement))
    row = comparisons.basis_of(circle.session, decision).row
    without_guards(circle.session)
    row.content = row.content.replace("straks", "snart")
    circle.session.flush()

    (fault,) = checking.faults(circle.session)

    assert fault.startswith(f"Sammenligningen som vedtaket {decision.ref} (sak 12/25) bygde på")


def test_a_basis_taken_away_behind_the_registers_back_is_found(circle, agreement, old):
    decision = circle.decides("granvik", proposed(circle, agreement))
    without_guards(circle.session)
    circle.session.delete(circle.session.get_one(DecisionBasisRow, decision.id))
    circle.session.flush()

    assert len(list(checking.faults(circle.session))) == 1


def test_what_was_kept_is_read_and_not_what_would_be_made_today(circle, agreement, old):
    decision = circle.decides("granvik", proposed(circle, agreement))
    row = comparisons.basis_of(circle.session, decision).row
    made = json.loads(row.content)
    without_guards(circle.session)
    made["changes"] = [change for change in made["changes"] if change["kinds"] == ["beholdt"]]
    row.algorithm, row.content = "1", json.dumps(made)

    basis = comparisons.basis_of(circle.session, decision)

    assert basis.summary == "Ingen endringer"
    assert basis.by_todays_method.summary == "1 endring: 1 endret"
    assert not basis.is_current
    assert not basis.would_be_the_same


def test_an_older_method_that_says_the_same_is_told_apart_from_one_that_does_not(circle, agreement, old):
    decision = circle.decides("granvik", proposed(circle, agreement))
    row = comparisons.basis_of(circle.session, decision).row
    without_guards(circle.session)
    row.algorithm, row.content = "1", json.dumps(json.loads(row.content) | {"algorithm": "1"})

    basis = comparisons.basis_of(circle.session, decision)

    assert not basis.is_current
    assert basis.would_be_the_same


def test_a_newer_method_is_kept_beside_the_older_one(circle, agreement, old):
    version = proposed(circle, agreement)
    first = circle.decides("granvik", version)
    without_guards(circle.session)
    comparisons.basis_of(circle.session, first).row.algorithm = "1"
    circle.session.flush()

    second = circle.decides("storelv", version)

    kept = [comparisons.basis_of(circle.session, each).row for each in (first, second)]
    assert [row.algorithm for row in kept] == ["1", changes.ALGORITHM]
    assert kept[0].id != kept[1].id
