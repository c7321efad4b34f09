"""A draft is frozen for decision, withdrawn, or taken over from before the register began; each step on a page."""

import pytest

from documents.lifecycle import Stage
from tests.registry.drafting import ROUTINE, begun, kept
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words


@pytest.fixture
def draft(secretariat):
    return begun(secretariat)


@pytest.fixture
def row(stage, draft):
    """The draft as it is kept now."""
    return lambda: kept(stage, draft)


def test_freezing_confirms_the_class_and_the_rule_for_when_it_applies(secretariat, draft, row):
    form = form_on(secretariat, f"{draft}/frys")
    told = {"change": "vesentlig", "entry_rule": "par for par", "earliest_from": "1. januar 2099"}

    answer = secretariat.post(f"{draft}/frys", data=form | told)

    assert answer.status_code == 303
    assert "Teksten er frosset" in secretariat.get(answer.headers["location"]).text
    made = row()
    assert (made.stage, made.change, made.entry_rule) == (Stage.FROZEN, "vesentlig", "par for par")
    assert made.earliest_from.isoformat() == "2099-01-01"
    assert made.change_confirmed_by == "Marte Haugland"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"earliest_from": "snart"}, "earliest_from"),
        ({"change": ""}, "change"),
        ({"entry_rule": "x"}, "entry_rule"),
    ],
)
def test_a_text_is_not_frozen_with_something_unsaid(secretariat, draft, row, typed, field):
    form = form_on(secretariat, f"{draft}/frys") | {"earliest_from": "1.1.2099"} | typed

    answer = secretariat.post(f"{draft}/frys", data=form)

    assert answer.status_code == 422
    assert sentence_for(answer.text, field)
    assert typed_in(answer.text)["earliest_from"] == form["earliest_from"]
    assert (row().stage, row().earliest_from) == (Stage.DRAFT, None)


@pytest.mark.parametrize("page", ["rediger", "frys"])
def test_a_frozen_text_has_no_page_to_change_it_on(secretariat, draft, page):
    secretariat.post(f"{draft}/frys", data=form_on(secretariat, f"{draft}/frys"))

    answer = secretariat.get(f"{draft}/{page}")

    assert answer.status_code == 422
    assert "er ikke et utkast" in words(answer.text)


def test_a_draft_is_withdrawn_with_a_reason_and_stays_readable(secretariat, draft, row):
    answer = secretariat.post(
        f"{draft}/trekk", data=form_on(secretariat, f"{draft}/trekk") | {"reason": "Ikke nødvendig likevel."}
    )

    assert answer.status_code == 303
    assert row().stage is Stage.WITHDRAWN
    assert "Trukket" in words(secretariat.get(draft).text)


def test_a_draft_is_not_withdrawn_without_a_reason(secretariat, draft, row):
    answer = secretariat.post(f"{draft}/trekk", data=form_on(secretariat, f"{draft}/trekk"))

    assert answer.status_code == 422
    assert "Grunnen mangler" in sentence_for(answer.text, "reason")
    assert row().stage is Stage.DRAFT


def test_an_adopted_text_is_not_withdrawn(secretariat):
    path = f"{ROUTINE}/2025.1/trekk"
    answer = secretariat.post(path, data=form_on(secretariat, path) | {"reason": "Angrer."})

    assert answer.status_code == 409
    assert "kan ikke bli trukket" in summary(answer.text)
    assert typed_in(answer.text)["reason"] == "Angrer."


def test_an_old_text_is_taken_over_with_the_word_of_who_did_it(secretariat, draft, row):
    told = {"adopted_on": "1.2.2020", "valid_from": "1.3.2020", "source": "Kommunestyrene, januar 2020."}

    answer = secretariat.post(f"{draft}/ta-over", data=form_on(secretariat, f"{draft}/ta-over") | told)

    assert answer.status_code == 303
    page = words(secretariat.get(draft).text)
    assert "Marte Haugland har ført den inn" in page
    assert "Kommunestyrene, januar 2020." in page
    assert row().stage is Stage.ADOPTED


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"adopted_on": "en gang"}, "adopted_on"),
        ({"valid_from": ""}, "valid_from"),
        ({"valid_from": "31.1.2020"}, "valid_from"),
        ({"source": " "}, "source"),
    ],
)
def test_an_old_text_is_not_taken_over_with_something_unsaid(secretariat, draft, row, typed, field):
    told = {"adopted_on": "1.2.2020", "valid_from": "1.3.2020", "source": "Møtebøkene."} | typed

    answer = secretariat.post(f"{draft}/ta-over", data=form_on(secretariat, f"{draft}/ta-over") | told)

    assert answer.status_code == 422
    assert sentence_for(answer.text, field)
    again = typed_in(answer.text)
    assert {name: again[name].strip() for name in told} == {
        name: value.strip() for name, value in told.items()
    }
    assert row().stage is Stage.DRAFT
