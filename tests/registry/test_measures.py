"""Joint measures: agreed in a text, judged on its words, carried to the next version, ended."""

from datetime import date, timedelta

import pytest

from documents.coverage import Coverage, Degree
from documents.kinds import DocumentKind
from registry.errors import AlreadyThere, BadInput
from registry.operations.measures import MeasureEntry, add_measure, end_measure, judge_measure
from registry.permissions import OPERATOR
from registry.queries import checking, documents, measures, parties
from registry.queries.duties import duties
from tests.registry.builders import NOW, a_circle

TODAY = NOW.date()
AGREED = date(2025, 7, 1)
TEAM = """# Avtale

## 1 Team {#team}

Partene har et felles team. Foretaket er arbeidsgiver. Foretaket betaler %s kroner i året.
"""
REWORDED = date(2026, 1, 1)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    document = circle.document()
    circle.adopted(document, text=TEAM % "100 000")
    return document


def agreed(circle, agreement, title="Felles team", **told):
    entry = MeasureEntry(title, agreement, "team", AGREED, **told)
    return add_measure(circle.session, OPERATOR, circle.community, entry, NOW)


def seen(circle, row, on=TODAY, known=None):
    return measures.measure(circle.session, circle.community, row.ref, on, known)


def judged(circle, row, nr, cited, degree=Degree.FULL, on=AGREED):
    measure = seen(circle, row)
    document = measure.document
    version = documents.versions_of(circle.session, document)[0]
    view = documents.view(circle.session, document, version, on)
    return judge_measure(circle.session, OPERATOR, measure, view, "team", nr, degree, on, "", cited)


def statuses(measure):
    return [each.status for each in measure.answers]


def standing(circle, on, party=None):
    whose = circle.parties[party] if party else None
    return [each.row.title for each in measures.measures(circle.session, circle.community, on, whose)]


@pytest.mark.parametrize(
    ("on", "there"),
    [
        (AGREED - timedelta(days=1), False),
        (AGREED, True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_measure_stands_from_the_day_it_is_agreed_to_its_last_day(circle, agreement, on, there):
    agreed(circle, agreement, last_day=date(2025, 12, 31))

    assert bool(standing(circle, on)) is there
    told = [each for each in duties(circle.session, circle.community, on) if each.name == "samarbeidstiltak"]
    assert bool(told) is there


def test_nobody_has_judged_it_and_it_waits_then_one_question_is_answered_and_three_wait(circle, agreement):
    row = agreed(circle, agreement)
    assert statuses(seen(circle, row)) == [Coverage.WAITING] * 4

    judged(circle, row, 2, "Foretaket er arbeidsgiver.")

    waits = Coverage.WAITING
    assert statuses(seen(circle, row)) == [waits, Coverage.COVERED, waits, waits]
    assert statuses(seen(circle, row, known=AGREED - timedelta(days=1))) == [waits] * 4


def test_what_is_judged_of_one_measure_says_nothing_of_another(circle, agreement):
    one, other = agreed(circle, agreement), agreed(circle, agreement, "Delt vakt")
    judged(circle, one, 2, "Foretaket er arbeidsgiver.")

    assert Coverage.COVERED not in statuses(seen(circle, other))


def test_the_words_on_money_change_and_the_answer_must_be_looked_at_again_from_that_day(circle, agreement):
    row = agreed(circle, agreement)
    judged(circle, row, 2, "Foretaket er arbeidsgiver.")
    judged(circle, row, 4, "Foretaket betaler 100 000 kroner i året.")
    circle.adopted(agreement, "2026.1", TEAM % "90 000", date(2025, 10, 1), earliest_from=REWORDED)

    before, after = seen(circle, row, REWORDED - timedelta(days=1)), seen(circle, row, REWORDED)
    assert statuses(before)[1::2] == [Coverage.COVERED, Coverage.COVERED]
    assert statuses(after)[1::2] == [Coverage.COVERED, Coverage.WAITING]
    assert [each.suspect for each in after.answers] == [False, False, False, True]


def test_one_of_a_pair_is_its_own_and_one_of_all_is_everybodys(circle, agreement):
    pair = next(
        each for each in parties.pairs(circle.session, circle.community) if each.kommune.ref == "granvik"
    )
    agreed(circle, agreement, "Bare Granvik", pair=pair)
    agreed(circle, agreement, "For alle")

    assert standing(circle, TODAY, "granvik") == ["Bare Granvik", "For alle"]
    assert standing(circle, TODAY, "storelv") == ["For alle"]


def test_words_that_do_not_stand_in_the_place_are_refused_and_nothing_is_kept(circle, agreement):
    row = agreed(circle, agreement)

    with pytest.raises(BadInput, match="står ikke i punktet"):
        judged(circle, row, 4, "Kommunen betaler alt.")
    assert statuses(seen(circle, row)) == [Coverage.WAITING] * 4


def test_a_patients_number_is_refused(circle, agreement):
    with pytest.raises(BadInput, match="fødselsnummer"):
        agreed(circle, agreement, "Plass til 01017012345")


def test_the_same_measure_is_not_added_twice_and_a_place_must_be_in_an_adopted_text(circle, agreement):
    agreed(circle, agreement)
    with pytest.raises(AlreadyThere):
        agreed(circle, agreement)

    draft = circle.document("utkast", DocumentKind.RETNINGSLINJE)
    circle.draft(draft, text=TEAM % "1")
    with pytest.raises(BadInput, match="Ingen vedtatt versjon"):
        agreed(circle, draft, "Et annet")


def test_ended_by_mistake_it_goes_on_after_all_and_both_words_are_kept(circle, agreement):
    row = agreed(circle, agreement)
    told = circle.session, OPERATOR, circle.community
    end_measure(*told, seen(circle, row), AGREED, "Over.", NOW)
    assert not seen(circle, row).stands

    with pytest.raises(BadInput, match="Grunnen mangler"):
        end_measure(*told, seen(circle, row), None, "", NOW)
    end_measure(*told, seen(circle, row), None, "Det var et annet team.", NOW)

    assert seen(circle, row).stands
    assert [each.last_day for each in seen(circle, row).ends] == [AGREED, None]
    with pytest.raises(BadInput, match="kan ikke ha sluttet før"):
        end_measure(*told, seen(circle, row), AGREED - timedelta(days=2), "Feil.", NOW)
    assert not list(checking.faults(circle.session))
