"""Citations of the law in texts that come and go: right on their own day, stale only from the law's day.

Law: spesialisthelsetjenesteloven § 2-1 e, where the duty to agree moved from the second to the fourth ledd on
1 August 2022; helse- og omsorgstjenesteloven § 7-2 a, which came that day; helsepersonelloven § 45, which was
repealed on 1 July 2026.
"""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from documents.laws.standing import Holds
from registry.operations import documents
from registry.permissions import OPERATOR
from registry.queries.stale_references import law_references_on
from registry.tables import DocumentRow
from tests.registry.builders import Circle, a_circle, text_with

OLD_PLACE = "Plikt: Etter spesialisthelsetjenesteloven § 2-1 e andre ledd."
NEW_PLACE = "Plikt: Etter spesialisthelsetjenesteloven § 2-1 e fjerde ledd."


@pytest.fixture
def circle(session: Session) -> Circle:
    return a_circle(session, going_by=())


def applies(circle: Circle, document: DocumentRow, number: str, sentence: str, since: date) -> None:
    """A version of the document with this sentence, adopted and in force from the day."""
    version = circle.frozen(document, number, text_with(sentence))
    documents.adopt(circle.session, OPERATOR, document, version, since, since)


def stands(circle: Circle, day: date) -> list[Holds]:
    found = law_references_on(circle.session, circle.community, day)
    return [each.holds for text in found.texts for each in text.every]


def test_a_new_version_that_cites_the_right_place_mends_it_and_the_old_days_are_as_they_were(
    circle: Circle,
) -> None:
    agreement = circle.document()
    applies(circle, agreement, "2021.1", OLD_PLACE, date(2021, 1, 1))
    applies(circle, agreement, "2025.1", NEW_PLACE, date(2025, 5, 1))

    assert stands(circle, date(2022, 7, 31)) == [Holds.STANDS]
    assert stands(circle, date(2022, 8, 1)) == stands(circle, date(2025, 4, 30)) == [Holds.STALE]
    assert stands(circle, date(2025, 5, 1)) == [Holds.STANDS]


@pytest.mark.parametrize(
    ("since", "holds"),
    [
        (date(2022, 7, 31), Holds.STALE),
        (date(2022, 8, 1), Holds.DOUBTFUL),
        (date(2025, 5, 1), Holds.DOUBTFUL),
    ],
)
def test_variant_something_else_stands_there_and_only_a_text_from_before_is_said_to_be_stale(
    circle: Circle, since: date, holds: Holds
) -> None:
    applies(circle, circle.document(), "2022.1", OLD_PLACE, since)

    assert stands(circle, date(2026, 1, 1)) == [holds]


def test_variant_a_text_adopted_before_the_day_of_the_law_cites_what_is_to_come(circle: Circle) -> None:
    sentence = "Barn: Etter helse- og omsorgstjenesteloven § 7-2 a."
    applies(circle, circle.document(), "2022.1", sentence, date(2022, 6, 1))

    assert stands(circle, date(2022, 7, 31)) == [Holds.NOT_YET]
    assert stands(circle, date(2022, 8, 1)) == [Holds.STANDS]


def test_variant_two_texts_cite_the_repealed_paragraph_and_one_is_mended_before_the_day(
    circle: Circle,
) -> None:
    sentence = "Journal: Etter helsepersonelloven § 45."
    agreement, routine = circle.document("avtalen"), circle.document("rutinen")
    applies(circle, agreement, "2021.1", sentence, date(2021, 1, 1))
    applies(circle, routine, "2021.1", sentence, date(2021, 1, 1))
    applies(circle, routine, "2026.1", "Journal: Etter helsepersonelloven § 25.", date(2026, 6, 1))

    assert stands(circle, date(2026, 6, 30)) == [Holds.STANDS, Holds.STANDS]
    found = law_references_on(circle.session, circle.community, date(2026, 7, 1))
    assert [text.view.ref for text in found.to_mend] == ["avtalen@2021.1"]
    assert found.counts["står ikke lenger"] == 1


def test_variant_a_draft_that_cites_the_old_place_is_no_text_in_force(circle: Circle) -> None:
    agreement = circle.document()
    applies(circle, agreement, "2021.1", NEW_PLACE, date(2023, 1, 1))
    circle.draft(agreement, "2024.1", text_with(OLD_PLACE))

    assert stands(circle, date(2024, 1, 1)) == [Holds.STANDS]
