"""Why something was changed: written beside a draft, by one at a time, and locked when it is adopted."""

import pytest

from documents.kinds import ChangeClass
from registry.errors import BadInput, Changed, RuleSaysNo
from registry.operations import documents
from registry.operations.reasons import Explanation, explain
from registry.permissions import Actor, Role
from registry.queries import checking, comparisons
from tests.registry.builders import NOW, TEXT, a_circle

MARTE = Actor("person-marte", "Marte Haugland", frozenset({Role.SECRETARIAT}))
KARI = Actor("person-kari", "Kari Nordmann", frozenset({Role.SECRETARIAT}))


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.document()


@pytest.fixture
def old(circle, agreement):
    return circle.adopted(agreement, "2021.1")


@pytest.fixture
def draft(circle, agreement, old):
    text = TEXT.replace("skal samarbeide", "skal samarbeide tett").replace("skal melde", "skal melde straks")
    return circle.draft(agreement, "2025.1", text, change=ChangeClass.REVISJON, based_on=old)


def wrote(
    circle, agreement, version, place="formal", why="Loven krever det.", asked_by="", by=MARTE, revision=0
):
    written = Explanation(place, why, asked_by)
    return explain(circle.session, by, agreement, version, written, revision, NOW)


def test_a_reason_stands_with_its_place_and_the_one_who_wrote_it(circle, agreement, draft):
    row = wrote(circle, agreement, draft, asked_by="Storelv kommune")

    assert (row.why, row.asked_by, row.written_by) == (
        "Loven krever det.",
        "Storelv kommune",
        "Marte Haugland",
    )
    assert comparisons.reasons_of(circle.session, draft)["formal"].asked_by == "Storelv kommune"


def test_it_can_be_mended_by_one_who_has_seen_it(circle, agreement, draft):
    first = wrote(circle, agreement, draft)

    second = wrote(circle, agreement, draft, why="Loven krever det nå.", revision=first.revision)

    assert (second.id, second.why, second.revision) == (first.id, "Loven krever det nå.", 2)


@pytest.mark.parametrize("seen", [0, 2, 7])
def test_one_who_has_not_seen_it_is_told_and_nothing_is_lost(circle, agreement, draft, seen):
    wrote(circle, agreement, draft, why="Først.")

    with pytest.raises(Changed, match="Marte Haugland har lagret en nyere"):
        wrote(circle, agreement, draft, why="Sist.", by=KARI, revision=seen)

    assert comparisons.reasons_of(circle.session, draft)["formal"].why == "Først."


def test_a_frozen_text_can_be_given_reasons(circle, agreement, draft):
    documents.freeze(circle.session, MARTE, agreement, draft, NOW)

    assert wrote(circle, agreement, draft).revision == 1


def test_the_reasons_of_an_adopted_text_are_locked(circle, agreement, old):
    with pytest.raises(RuleSaysNo, match="Begrunnelsene i avtalen 2021.1 er låst"):
        wrote(circle, agreement, old)


def test_the_reasons_of_a_withdrawn_text_are_locked(circle, agreement, draft):
    documents.withdraw(circle.session, MARTE, agreement, draft, "Nei.")

    with pytest.raises(RuleSaysNo, match="Versjonen er trukket"):
        wrote(circle, agreement, draft)


def test_a_place_that_was_removed_can_be_explained(circle, agreement, old):
    text = TEXT.partition("## 2")[0]
    draft = circle.draft(agreement, "2025.1", text, change=ChangeClass.REVISJON, based_on=old)

    assert wrote(circle, agreement, draft, "ansvar").section_id == "ansvar"


def test_the_title_and_opening_can_be_explained(circle, agreement, draft):
    assert wrote(circle, agreement, draft, "").section_id == ""


@pytest.mark.parametrize(
    ("place", "why", "asked_by", "field"),
    [
        ("finnesikke", "Loven.", "", "section"),
        ("formal", "", "", "why"),
        ("formal", "  \n ", "", "why"),
        ("formal", "a" * 20_001, "", "why"),
        ("formal", "Loven\u202e.", "", "why"),
        ("formal", "Loven.", "b" * 301, "asked_by"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_field(circle, agreement, draft, place, why, asked_by, field):
    with pytest.raises(BadInput) as refused:
        wrote(circle, agreement, draft, place, why, asked_by)

    assert refused.value.field == field


def test_what_nobody_has_explained_is_counted(circle, agreement, old, draft):
    assert [change.place.id for change in comparisons.unexplained(circle.session, old, draft)] == [
        "formal",
        "kommunen",
    ]

    wrote(circle, agreement, draft)

    assert [change.place.id for change in comparisons.unexplained(circle.session, old, draft)] == ["kommunen"]


def test_a_reason_changed_behind_the_registers_back_is_found(circle, agreement, draft):
    row = wrote(circle, agreement, draft)
    circle.session.flush()
    assert list(checking.faults(circle.session)) == []

    row.why = "En annen grunn."
    circle.session.flush()

    assert list(checking.faults(circle.session)) == [
        "En begrunnelse i avtalen@2025.1 er en annen enn den som ble skrevet."
    ]


def test_a_reason_taken_away_behind_the_registers_back_is_found(circle, agreement, draft):
    circle.session.delete(wrote(circle, agreement, draft))
    circle.session.flush()

    assert list(checking.faults(circle.session)) == [
        "En begrunnelse i avtalen@2025.1 er borte fra registeret."
    ]
