"""Where to look for what the law demands, on the example: found where people found it, on any day, in every way."""

from datetime import date

import pytest

from documents.candidates import candidates
from documents.coverage import Coverage, Degree
from documents.kinds import DocumentKind
from registry.operations import coverage
from registry.operations import documents as operations
from registry.permissions import OPERATOR
from registry.queries import communities, documents, parties
from registry.queries.candidates import Seeking
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk
from tests.registry.api_calls import API
from tests.registry.builders import DAY, NOW, a_circle
from tests.registry.terminal import call

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def seeking(stage):
    """Asks what is sought on a day, for all or for one party."""

    def asked(on=TODAY, part=""):
        with stage.database.reading() as session:
            community = communities.chosen(session, "fjordmark")
            party = parties.party(session, community, part) if part else None
            made = Seeking(session, community, on, party)
            assert made.texts is not None
            return made

    return asked


def judged_places(item):
    return {
        (mark.document, mark.section_id)
        for mark in item.evidence
        if mark.degree in {Degree.FULL, Degree.PARTLY}
    }


def test_of_every_demand_one_of_the_first_three_places_is_one_a_person_judged_to_cover_it(seeking) -> None:
    """Without being told what was judged: by the words alone, in bokmål and nynorsk texts."""
    found = seeking()

    for item in found.items:
        chapters = judged_places(item)
        first = candidates(item.minimum, found.texts)[:3]
        assert any(_is_in(each, chapters, found) for each in first), item.minimum.label


def test_what_was_judged_leads_and_says_so(seeking) -> None:
    first = seeking().of(4).candidates[0]

    assert (first.document, first.place.number) == ("samarbeidsavtalen", "7.1")
    assert first.why[0] == "En person har før sagt at det dekker kravet."


def test_the_texts_of_the_day_are_searched_and_no_others(seeking) -> None:
    before, after = (seeking(on).of(13).candidates for on in (date(2025, 4, 30), date(2025, 5, 1)))

    assert "retningslinje-8" not in {each.document for each in before}
    assert "retningslinje-8" in {each.document for each in after}
    assert {each.version for each in before} <= {"2020.1", "2021.1", "2022.1", "2023.1", "2024.1"}


def test_the_texts_of_another_pair_are_not_searched_for_a_party(seeking) -> None:
    assert "saeravtale-storelv" in {each.document for each in seeking().of(8).candidates}
    assert "saeravtale-storelv" in {each.document for each in seeking(part="storelv").of(8).candidates}
    assert "saeravtale-storelv" not in {each.document for each in seeking(part="granvik").of(8).candidates}


def test_a_day_without_any_agreement_has_nothing_to_look_in(seeking) -> None:
    found = seeking(date(2011, 1, 1))

    assert found.of(5).candidates == ()
    assert found.agreement is None


def test_the_example_names_every_kommune_and_a_joint_day_so_nothing_is_remarked(seeking) -> None:
    assert [each.code for each in seeking().remarks() if each.nr in {4, 11}] == []


def test_all_that_is_said_can_be_read_in_nynorsk(seeking) -> None:
    found = seeking()

    for item in found.items:
        for each in found.of(item.minimum.nr).candidates:
            assert_read_in_nynorsk(*each.why)


def test_page_program_and_terminal_give_the_same(stage, secretariat) -> None:
    told = secretariat.get(f"{API}/compliance/candidates?nr=5&on=2025-06-01&most=3").json()
    folder = stage.settings.data
    said = call(folder, "candidates", "5", "--on", "2025-06-01", "--limit", "3", "--json")
    page = secretariat.get("/lovkrav/vurder?krav=5&dato=2025-06-01").text

    assert said.code == 0
    assert said.facts == told
    assert (told["nr"], told["status"], len(told["candidates"])) == (5, "dekket", 3)
    assert "teller ikke som dekning" in told["notice"]
    for each in told["candidates"]:
        assert f'value="{each["document"]}@{each["version"]}/{each["section"]}"' in page


@pytest.mark.parametrize(("asked", "status"), [("nr=5", 200), ("nr=99", 404), ("nr=0", 422), ("", 422)])
def test_a_demand_that_is_not_there_is_told_of(secretariat, asked, status) -> None:
    assert secretariat.get(f"{API}/compliance/candidates?{asked}").status_code == status


def test_the_terminal_says_that_a_demand_is_not_there(stage) -> None:
    said = call(stage.settings.data, "candidates", "99")

    assert said.code == 2
    assert "Lovkrav nr. 99 finnes ikke. De går fra 1 til 13." in said.err


def test_on_both_databases_what_is_found_is_judged_and_then_leads_with_its_remarks(writing) -> None:
    circle = a_circle(writing)
    plan = circle.document("planen", DocumentKind.HANDLINGSPLAN, title="Handlingsplan")
    place = "## 3 Barsel {#barsel}\n\nPartene skal samarbeide om svangerskap og barsel.\n"
    row = circle.draft(plan, text=f"# Handlingsplan\n\n{place}")
    operations.take_over(writing, OPERATOR, plan, row, DAY, DAY, "Arkivet", NOW)

    found = Seeking(writing, circle.community, DAY).of(8)
    assert [(each.place.id, each.earlier) for each in found.candidates] == [("barsel", None)]
    assert (found.item.evidence, found.remarks) == ((), ())

    coverage.judge(writing, OPERATOR, plan, row, "barsel", 8, Degree.FULL, DAY)
    after = Seeking(writing, circle.community, DAY).of(8)
    assert after.item.status is Coverage.COVERED
    assert [each.code for each in after.remarks] == ["promise-only"]
    assert [each.earlier.degree for each in after.candidates if each.earlier] == [Degree.FULL]


def _is_in(each, judged, found):
    """Is it a place that was judged, a point of one, or a section under one?"""
    inside = {(each.document, point.id) for point in each.place.section.points()}
    view = next(view for view in found.applying if view.document.ref == each.document)
    above = {(each.document, section.id) for section in documents.legal_text(view.row).path(each.place.id)}
    return bool(judged & (inside | above | {(each.document, each.place.id)}))
