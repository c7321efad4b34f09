"""What the index is given of texts: each part with its place, its points, its law, and since when it is known."""

from datetime import date, timedelta

import pytest

from decisions.outcomes import Act
from documents.coverage import Degree
from documents.kinds import ChangeClass, DocumentKind
from registry import clock
from registry.operations import coverage, documents
from registry.permissions import OPERATOR
from tests.registry.boardroom import a_boardroom
from tests.registry.builders import GUIDELINE, NOW, a_circle
from tests.registry.indexed import texts

TODAY = NOW.date()
BEGINS = date(2026, 3, 1)
GROUND = "kommuneloven § 11-5 andre ledd"

RICH = """# Retningslinje om utskrivning

Gjelder døgnopphold[^1] for alle pasienter.

[^1]: Ikke poliklinikk.

## 1 Bakgrunn {#bakgrunn}

### 1.1 Lov {#lov}

Oppgavene følger av helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4 og kommuneloven § 11-5.

## 2 Melding {#melding}

Avdelingen melder pasienten innen 24 timer:

a) {#forst} med elektronisk melding

b) {#sa} på telefon ved hastesak

| Frist | Hvem |
| --- | --- |
| Samme dag | Bakvakten |
"""


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def room(writing):
    return a_boardroom(writing)


def laws(circle, version: str = "avtalen@2025.1") -> dict[str, tuple[str, ...]]:
    return {entry.section_id: entry.laws for entry in texts(circle.session, version)}


def test_every_part_of_a_text_is_there_with_where_it_stands(circle):
    circle.adopted(circle.document("retningslinje-5", GUIDELINE), "2025.1", RICH)

    itself, background, law, melding = texts(circle.session, "retningslinje-5@2025.1")

    assert (itself.title, itself.url) == (
        "Retningslinje om utskrivning",
        "/dokumenter/retningslinje-5/2025.1",
    )
    assert "døgnopphold" in itself.body
    assert "Ikke poliklinikk." in itself.body
    assert (background.number, background.title, background.body) == ("1", "Bakgrunn", "")
    assert (law.path, law.url) == ("1 Bakgrunn", "/dokumenter/retningslinje-5/2025.1#lov")
    assert "Bakvakten" in melding.body
    assert [(each.number, melding.body[each.start : each.end]) for each in melding.points] == [
        ("2 a", "med elektronisk melding"),
        ("2 b", "på telefon ved hastesak"),
    ]
    assert "24 timer" in melding.glance.due
    assert [each.place for each in (itself, background, law, melding)] == [0, 1, 2, 3]


def test_a_place_has_the_law_it_cites_and_the_law_it_is_judged_to_cover(circle):
    document = circle.document()
    row = circle.adopted(document, text=RICH)
    coverage.judge(circle.session, OPERATOR, document, row, "forst", 3, Degree.PARTLY, TODAY, "Delvis.")
    coverage.judge(
        circle.session, OPERATOR, document, row, "bakgrunn", 5, Degree.MENTIONS, TODAY, "Bare nevnt."
    )

    found = laws(circle)

    assert {"6-2-4", "6-2", "kommuneloven-11-5"} <= set(found["lov"])
    assert found["melding"] == ("6-2-3", "6-2")
    assert found["bakgrunn"] == found[""] == ()


def test_a_judgement_goes_with_its_place_to_the_next_version_and_ends_where_it_is_taken_back(circle):
    document = circle.document()
    first = circle.adopted(document, text=RICH)
    mark = coverage.judge(circle.session, OPERATOR, document, first, "melding", 3, Degree.FULL, TODAY)
    second = circle.adopted(document, "2026.1", RICH.replace("24", "12"), earliest_from=BEGINS)
    assert "6-2-3" in laws(circle, "avtalen@2026.1")["melding"]

    coverage.withdraw(circle.session, OPERATOR, document, second, mark.id, TODAY)

    assert laws(circle, "avtalen@2026.1")["melding"] == ()
    assert "6-2-3" in laws(circle)["melding"]


def test_a_text_between_two_parties_concerns_them_and_a_common_one_everybody(circle):
    special = circle.document("saeravtale", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    circle.draft(special)
    circle.draft(circle.document())

    assert {entry.parties for entry in texts(circle.session, "saeravtale@2025.1")} == {
        ("granvik", "foretaket")
    }
    assert {entry.parties for entry in texts(circle.session, "avtalen@2025.1")} == {()}


def test_the_bodies_that_decided_are_known_by_kind_and_by_name(circle):
    circle.adopted(circle.document())

    found = texts(circle.session, "avtalen@2025.1")[0].bodies

    assert set(found) == {"styre", "foretaket", "kommunestyre", "granvik", "storelv"}


def test_a_body_that_was_corrected_away_or_met_behind_closed_doors_is_not_told(room):
    circle = room.circle
    version = circle.frozen(circle.document("retningslinje-1", GUIDELINE), change=ChangeClass.REVISJON)
    meeting = room.call()
    item = room.put(meeting, room.about(version, route=(("psu", Act.INNSTILLER),)))
    room.settle(meeting, room.type(meeting, item, closed_under=GROUND))
    wrong = circle.decides("asu", version, act=Act.INNSTILLER)
    assert set(texts(room.session, "retningslinje-1@2025.1")[0].bodies) == {"asu"}

    circle.decides("asu", version, act=Act.UTTALER, case=wrong.case_number, corrects=wrong)

    assert texts(room.session, "retningslinje-1@2025.1")[0].bodies == ()


def test_a_text_is_known_from_when_its_readers_could_read_it(circle, monkeypatch):
    """A draft from its last change, an adopted text from the entry that says it was adopted."""
    document = circle.document()
    at = {}

    def clocked(day: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=day))
        at[day] = clock.now().isoformat()

    def known() -> str:
        return texts(circle.session, "avtalen@2025.1")[0].known_at

    clocked(1)
    draft = circle.draft(document)
    assert known() == at[1]
    clocked(2)
    documents.change_draft(circle.session, OPERATOR, document, draft, RICH, 1)
    assert known() == at[2]
    clocked(3)
    documents.freeze(circle.session, OPERATOR, document, draft, NOW)
    assert known() == at[3]
    clocked(4)
    for party in ("granvik", "storelv", "foretaket"):
        circle.decides(party, draft)
    clocked(5)
    coverage.judge(circle.session, OPERATOR, document, draft, "melding", 3, Degree.FULL, TODAY)
    assert known() == at[4]


def test_what_was_withdrawn_is_not_in_the_index(circle):
    document = circle.document()
    draft = circle.draft(document)

    documents.withdraw(circle.session, OPERATOR, document, draft, "Trukket.")

    assert texts(circle.session, "avtalen@2025.1") == []
