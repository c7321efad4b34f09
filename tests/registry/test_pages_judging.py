"""The pages where people judge what a text covers, and look again at what has changed."""

import re

import pytest

from documents.coverage import Degree
from registry import clock
from registry.operations.coverage import judge
from registry.permissions import OPERATOR
from registry.queries import communities, coverage, documents
from registry.queries.judgement_list import judgements
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words

JUDGE = "/dokumenter/samarbeidsavtalen/2025.1/lovkrav"
LIST = "/lovkrav/vurderinger"


def marks(example):
    with example.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        view = documents.version(session, community, "samarbeidsavtalen", "2025.1", OPERATOR, clock.today())
        return coverage.mark_rows(session, view.row)


def doubted(example):
    with example.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        found = judgements(session, community, clock.today())
        return [
            (each.mark, f"/dokumenter/{each.view.document.ref}/{each.view.row.number}/lovkrav")
            for each in found
            if each.suspect
        ]


def judgement(secretary, example, **typed):
    section = marks(example)[0].section_id
    filled = {"section_id": section, "nr": "13", "degree": "nevner", "reason": "Nevnt i forbifarten."}
    return form_on(secretary, JUDGE) | filled | typed


def test_only_the_secretariat_judges(client, sign_in):
    assert client.get(JUDGE).status_code == 401
    auditor = sign_in("revisor")
    assert auditor.get(JUDGE).status_code == 403
    assert auditor.post(JUDGE, data={}).status_code == 403
    assert auditor.post(f"{JUDGE}/1", data={"gjor": "bekreft"}).status_code == 403


def test_a_judgement_is_kept_with_name_and_day_and_words(sign_in, example):
    secretary = sign_in("sekretariat")
    cited = next(row for row in marks(example) if row.nr == 4).cited
    place = next(row for row in marks(example) if row.nr == 4).section_id
    answer = secretary.post(JUDGE, data=judgement(secretary, example, section_id=place, cited=cited[:30]))
    page = secretary.get(answer.headers["location"]).text

    assert answer.status_code == 303
    assert "Vurderingen av lovkrav nr. 13 er lagret." in page
    made = next(row for row in marks(example) if row.reason == "Nevnt i forbifarten.")
    assert (made.judged_by, made.judged_on, made.cited) == (
        "Marte Haugland",
        clock.today(),
        cited[:30].strip(),
    )


def test_a_judgement_is_withdrawn(sign_in, example):
    secretary = sign_in("sekretariat")
    before = marks(example)
    form = form_on(secretary, JUDGE) | {"withdraw": str(before[0].id)}
    answer = secretary.post(JUDGE, data=form)
    again = secretary.post(JUDGE, data=form)

    assert answer.status_code == 303
    assert len(marks(example)) == len(before) - 1
    assert again.status_code == 404
    assert "Vurderingen finnes ikke" in summary(again.text)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("section_id", "", "Punktet er ikke valgt"),
        ("section_id", "finnesikke", "Punktet finnes ikke i denne versjonen"),
        ("section_id", "hele", "Hele teksten kan bare vurderes som"),
        ("nr", "", "Lovkravet er ikke valgt"),
        ("nr", "14", "Lovkrav nr. 14 finnes ikke"),
        ("degree", "litt", "er ikke valgt"),
        ("reason", "", "Begrunnelsen mangler"),
        ("reason", "a\u202eb", "usynlig tegn"),
        ("cited", "Månen er en ost.", "De siterte ordene står ikke i punktet"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused_at_its_field_and_nothing_is_lost(
    sign_in, example, field, typed, told
):
    secretary = sign_in("sekretariat")
    before = len(marks(example))
    answer = secretary.post(JUDGE, data=judgement(secretary, example) | {field: typed})

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)
    if field not in {"reason", "degree"}:
        assert typed_in(answer.text)["reason"] == "Nevnt i forbifarten."
    if field == "cited":
        assert typed_in(answer.text)["cited"] == typed
    assert len(marks(example)) == before


def test_the_words_of_the_chosen_place_are_shown_and_nothing_typed_is_lost(sign_in, example):
    secretary = sign_in("sekretariat")
    place = next(row for row in marks(example) if row.nr == 4).section_id
    form = judgement(secretary, example, section_id=place, show="1", reason="Halvferdig")
    page = secretary.post(JUDGE, data=form)

    assert page.status_code == 200
    assert "Hver kommune har et tilbud om døgnopphold" in words(page.text)
    assert typed_in(page.text)["reason"] == "Halvferdig"


def test_that_a_whole_text_does_not_cover_a_demand_needs_no_reason(sign_in, example):
    secretary = sign_in("sekretariat")
    form = judgement(secretary, example, section_id="hele", degree="dekker ikke", reason="")

    assert secretary.post(JUDGE, data=form).status_code == 303
    assert [row.nr for row in marks(example) if not row.section_id] == [13]


def test_who_comes_second_is_told_of_the_first_and_both_are_kept(sign_in, example):
    secretary = sign_in("sekretariat")
    form = judgement(secretary, example, reason="Min.")
    with example.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        view = documents.version(session, community, "samarbeidsavtalen", "2025.1", OPERATOR, clock.today())
        judge(
            session,
            OPERATOR,
            view.document,
            view.row,
            form["section_id"],
            13,
            Degree.PARTLY,
            clock.today(),
            "Den andres.",
        )

    told = secretary.get(secretary.post(JUDGE, data=form).headers["location"]).text

    assert "vurderte det samme som «dekker delvis» mens skjemaet ditt var åpent" in words(told)
    assert [row.reason for row in marks(example) if row.nr == 13 and row.reason == "Min."] == ["Min."]


def test_what_must_be_looked_at_again_stands_first_with_both_readings(client):
    page = client.get(LIST).text

    assert "3 vurderinger må ses på nytt" in words(page, ".lead")
    first = words(page)
    assert "Ordene er endret i versjon 2023.1. Fra 15. juni 2023." in first
    assert "Vurdert på dette" in first
    assert "Slik det lyder nå" in first
    assert "<del>" in page
    assert "<ins>" in page
    assert "Gjelder fortsatt" not in page, "only those who may judge are offered to"


@pytest.mark.parametrize(("day", "told"), [("2023-06-14", "Ingen vurdering"), ("2023-06-15", "1 vurdering")])
def test_a_judgement_is_in_doubt_from_the_day_the_words_changed(client, day, told):
    assert words(client.get(f"{LIST}?dato={day}").text, ".lead").startswith(told)


def test_a_judgement_still_holds_with_one_button(sign_in, example):
    secretary = sign_in("sekretariat")
    mark, path = next((mark, path) for mark, path in doubted(example) if mark.nr == 9)
    form = form_on(secretary, LIST) | {"gjor": "bekreft", "reason": ""}

    answer = secretary.post(f"{path}/{mark.id}", data=form)

    assert answer.status_code == 303
    assert mark.id not in {each.id for each, _ in doubted(example)}
    assert "er bekreftet på ordene slik de står nå" in secretary.get(answer.headers["location"]).text
    again = secretary.post(f"{path}/{mark.id}", data=form)
    assert again.status_code == 404
    assert "nyere kom i stedet" in summary(again.text)


def test_a_place_that_is_gone_is_judged_anew_in_place_of_the_old(sign_in, example):
    secretary = sign_in("sekretariat")
    mark, path = next((mark, path) for mark, path in doubted(example) if mark.nr == 11)
    page = secretary.get(LIST).text
    item = page[page.index(f'id="vurdering-{mark.id}-') :].split("</li>")[0]
    assert "Gjelder fortsatt" not in item
    address = re.search(r'href="([^"]*erstatter=[^"]*)"', item)[1].replace("&amp;", "&")

    form = form_on(secretary, address)
    place = re.findall(r'<option value="([a-z0-9]{10})"', secretary.get(address).text)[0]
    told = secretary.post(path, data=form | {"section_id": place, "nr": "11", "reason": "Står her nå."})

    assert told.status_code == 303
    assert mark.id not in {each.id for each, _ in doubted(example)}
