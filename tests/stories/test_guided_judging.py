"""A new office has brought in its agreement. Its secretary judges the law's demands, one after another.

What is found by words is where to look; it counts when she has ticked it and said how far it goes. Law: hol. § 6-2.
"""

import re
from datetime import timedelta

import pytest
from lxml import html

from documents.kinds import ChangeClass, Language
from registry import clock
from registry.operations import documents as operations
from registry.operations.documents import Draft
from registry.permissions import OPERATOR
from registry.queries import coverage, documents
from tests.house import opened_copy
from tests.registry.imported_agreement import BEGAN, at_the_office, bring_in, of_the_office
from tests.registry.typed_forms import sentence_for, summary, typed_in, words

GUIDE = "/lovkrav/vurder"


@pytest.fixture(scope="module")
def brought_in(loaded, tmp_path_factory):
    """A data folder with the office in it, made once."""
    folder = tmp_path_factory.mktemp("kontor") / "data"
    with opened_copy(loaded, folder) as house:
        bring_in(house)
    return folder


@pytest.fixture
def house(brought_in, tmp_path):
    with opened_copy(brought_in, tmp_path / "data") as house:
        yield house


@pytest.fixture
def secretary(house):
    with at_the_office(house) as browser:
        yield browser


def page_of(browser, nr, day=""):
    answer = browser.get(f"{GUIDE}?krav={nr}" + (f"&dato={day}" if day else ""))
    assert answer.status_code == 200, answer.text
    return answer.text


def ticks(page):
    """The places that can be ticked, in the order they stand."""
    return [box.get("value") for box in html.fromstring(page).xpath("//input[@name='punkt']")]


def judged(browser, nr, degree="dekker", places=None, query="", **typed):
    """Tick, choose and save, as a browser sends it from the page as it reads now."""
    page = page_of(browser, nr)
    said = {"degree": degree, "punkt": places or ticks(page)[:1], "reason": "Punktet ordner dette."}
    form = {**typed_in(page), **said, **typed}
    return browser.post(GUIDE + query, data=form)


def held(house, on=None):
    """How each demand stands for the office."""
    with house.database.reading() as session:
        found = coverage.compliance(session, of_the_office(session), on or clock.today())
    return {item.minimum.nr: item for item in found.items}


def test_all_thirteen_are_judged_one_after_another_with_a_tick_a_choice_and_a_press_each(house, secretary):
    address, told = f"{GUIDE}", []
    while "oppsummering" not in address:
        page = secretary.get(address).text
        told.append(words(page, ".lead"))
        form = {**typed_in(page), "punkt": ticks(page)[0], "degree": "dekker", "reason": "Ordner det."}
        address = secretary.post(GUIDE, data=form).headers["location"]

    assert told == [f"{done} av 13 krav er vurdert." for done in range(13)]
    assert "13 av 13 krav er vurdert." in words(secretary.get(address).text, ".lead")
    assert {item.status.value for item in held(house).values()} == {"dekket"}
    assert held(house, BEGAN)[5].status.value == "venter på vurdering", "nobody had judged that day"


def test_looking_counts_for_nothing(house, secretary):
    for nr in range(1, 14):
        assert ticks(page_of(secretary, nr)), "something is found for each"

    assert {item.status.value for item in held(house).values()} == {"venter på vurdering"}
    assert "checked" not in page_of(secretary, 5), "nothing is ticked or chosen beforehand"


def test_several_places_are_judged_in_one_breath_and_fall_together_when_one_is_rewritten(house, secretary):
    places = [each for each in ticks(page_of(secretary, 5)) if each.startswith("retningslinje-5")][:2]
    assert judged(secretary, 5, places=places).headers["location"] == f"{GUIDE}?krav=6"
    assert held(house)[5].status.value == "dekket"

    rewritten = places[1].rpartition("/")[2]
    _next_version(house, "retningslinje-5", rewritten, "Her står det noe ganske annet.")

    assert held(house)[5].status.value == "venter på vurdering"
    page = page_of(secretary, 5)
    assert "Det må ses på nytt." in words(page, ".note")
    assert secretary.get(GUIDE).status_code == 200, "it is among those that wait to be judged"
    assert words(page, ".lead") == "0 av 13 krav er vurdert."


def test_nothing_covers_it_is_said_of_the_agreement_and_is_an_answer(house, secretary):
    answer = judged(secretary, 9, valg="ingenting", reason="Retningslinjen om IKT er ikke laget.")

    assert answer.headers["location"] == f"{GUIDE}?krav=10"
    item = held(house)[9]
    assert item.status.value == "mangler"
    assert [(mark.document, mark.section_id, mark.degree.value) for mark in item.evidence] == [
        ("samarbeidsavtalen", "", "dekker ikke")
    ]
    assert "avtalen som helhet" in words(page_of(secretary, 9))
    assert words(page_of(secretary, 10), ".lead") == "1 av 13 krav er vurdert."


def test_what_is_skipped_waits_and_is_told_of_at_the_end(house, secretary):
    assert judged(secretary, 12, valg="hopp").headers["location"] == f"{GUIDE}?krav=13"
    end = judged(secretary, 13).headers["location"]

    page = secretary.get(end).text
    assert "1 av 13 krav er vurdert." in words(page, ".lead")
    assert "krav 12." in words(page)
    assert held(house)[12].status.value == "venter på vurdering"


def test_words_that_are_not_in_the_place_are_refused_and_nothing_typed_is_lost(house, secretary):
    place = ticks(page_of(secretary, 4))[0]
    answer = judged(
        secretary,
        4,
        reason="Beskriver plassene.",
        **{f"sitat-{place}": "Kommunen har tjue plasser på månen."},
    )

    assert answer.status_code == 422
    assert "De siterte ordene står ikke i punktet." in summary(answer.text)
    typed = typed_in(answer.text)
    assert typed[f"sitat-{place}"] == "Kommunen har tjue plasser på månen."
    assert (typed["reason"], typed["degree"]) == ("Beskriver plassene.", "dekker")
    assert not held(house)[4].evidence


def test_the_words_that_are_kept_are_what_the_judgement_rests_on(house, secretary):
    page = page_of(secretary, 4)
    place = ticks(page)[0]
    sentence = typed_in(page)[f"sitat-{place}"].splitlines()[0]
    judged(secretary, 4, **{f"sitat-{place}": sentence})

    (mark,) = held(house)[4].evidence
    assert mark.cited == sentence

    other = "Ordene som ingen siterte, er skrevet om."
    _next_version(house, "samarbeidsavtalen", mark.section_id, f"{sentence}\n\n{other}")
    assert held(house)[4].status.value == "dekket", "the cited words stand as they did"


def test_a_colleague_who_judged_meanwhile_is_told_of_and_both_are_kept_on_the_second_press(house, secretary):
    said = {"punkt": ticks(page_of(secretary, 8))[1], "degree": "nevner", "reason": "Bare nevnt."}
    mine = {**typed_in(page_of(secretary, 8)), **said}
    judged(secretary, 8)

    late = secretary.post(GUIDE, data=mine)
    assert late.status_code == 412
    assert "har vurdert kravet mens du leste" in summary(late.text)
    assert len(held(house)[8].evidence) == 1

    again = {**typed_in(late.text), "punkt": mine["punkt"]}
    assert secretary.post(GUIDE, data=again).status_code == 303
    assert len(held(house)[8].evidence) == 2


@pytest.mark.parametrize(
    ("missing", "field", "told"),
    [
        ({"punkt": []}, "punkt", "Ingen punkter er krysset av."),
        ({"degree": ""}, "degree", "er ikke valgt."),
        ({"reason": " "}, "reason", "Begrunnelsen mangler."),
        ({"punkt": ["retningslinje-5@1999.1/k3m9x2p7qa"]}, "punkt", "finnes ikke i det som gjelder"),
    ],
)
def test_what_cannot_be_kept_says_why_at_its_field(house, secretary, missing, field, told):
    said = {"punkt": ["x"], "degree": "dekker", "reason": "Ordner det."}
    answer = secretary.post(GUIDE, data={**typed_in(page_of(secretary, 5)), **said, **missing})

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)
    assert not held(house)[5].evidence


def test_a_place_no_word_finds_is_chosen_from_its_document(house, secretary):
    page = page_of(secretary, 10)
    shown = secretary.post(
        GUIDE, data={**typed_in(page), "valg": "vis", "dok": "retningslinje-8", "reason": "Se her."}
    )

    assert shown.status_code == 200
    assert typed_in(shown.text)["reason"] == "Se her."
    place = next(
        each for each in ticks(shown.text) if each.startswith("retningslinje-8") and each not in ticks(page)
    )
    judged(secretary, 10, places=[place])
    assert [mark.document for mark in held(house)[10].evidence] == ["retningslinje-8"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (BEGAN - timedelta(days=1), "Ingen tekster gjelder denne dagen"),
        (BEGAN, "Du vurderer det som gjelder 1. mai 2025. Vurderingen får dagens dato."),
    ],
)
def test_on_another_day_the_texts_of_that_day_are_judged(secretary, day, told):
    assert told in words(page_of(secretary, 5, day.isoformat()))


def test_what_is_judged_today_about_a_day_before_is_dated_today(house, secretary):
    answer = judged(secretary, 5, query=f"?dato={BEGAN}")

    assert answer.headers["location"] == f"{GUIDE}?dato={BEGAN}&krav=6"
    (mark,) = held(house)[5].evidence
    assert mark.judged_on == clock.today()


def test_a_kommune_that_the_description_does_not_name_is_remarked_and_the_answer_stands(house, secretary):
    place = next(each for each in ticks(page_of(secretary, 4)) if each.startswith("samarbeidsavtalen"))
    judged(secretary, 4, places=[place])

    told = words(page_of(secretary, 4))
    assert re.search(r"Bindal, .* er ikke nevnt ved navn i punkt 7\.1 i Samarbeidsavtalen", told)
    assert held(house)[4].status.value == "dekket"


def test_only_those_who_judge_see_the_guide(house):
    with at_the_office(house) as browser:
        browser.cookies.clear()
        assert browser.get(GUIDE).status_code == 401


def _next_version(house, ref, section, body):
    """A version in force from today in which one section reads otherwise."""
    with house.database.writing() as session:
        community = of_the_office(session)
        document = documents.document(session, community, ref)
        before = documents.versions_of(session, document)[-1]
        source = re.sub(
            rf"(?m)(^#+ [^\n]*\{{#{section}[^\n]*\}}\n)(?:(?!^#).*\n)*",
            rf"\g<1>\n{body}\n\n",
            before.text,
            count=1,
        )
        assert source != before.text
        draft = Draft("2026.1", source, Language.NB, ChangeClass.REVISJON, based_on=before)
        row = operations.make_draft(session, OPERATOR, document, draft, clock.now())
        today = clock.today()
        operations.take_over(session, OPERATOR, document, row, today, today, "Arkivet", clock.now())
