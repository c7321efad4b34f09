"""Writing: a draft is begun, written, frozen or withdrawn, and nothing a person typed is lost on the way."""

import re
from datetime import date

import pytest

from decisions.entry_into_force import EnteredBy, EntryRule
from documents.lifecycle import Stage
from registry.queries.documents import legal_text
from tests.house import another_browser, signed_in
from tests.registry.drafting import ROUTINE, begun, kept
from tests.registry.hostile import HOSTILE, what_runs
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words


@pytest.fixture
def draft(secretariat):
    return begun(secretariat, based_on="2025.1")


@pytest.fixture
def row(stage, draft):
    """The draft as it is kept now."""
    return lambda: kept(stage, draft)


@pytest.fixture
def colleague(secretariat):
    """Somebody else in the secretariat, at another browser."""
    return signed_in(another_browser(secretariat), "sekretariat")


def saved(browser, draft, text, **typed):
    return browser.post(
        f"{draft}/rediger", data=form_on(browser, f"{draft}/rediger") | {"text": text} | typed
    )


def test_a_draft_is_begun_on_the_latest_text_with_the_next_number(secretariat):
    form = form_on(secretariat, f"{ROUTINE}/nytt-utkast")

    assert re.fullmatch(r"20\d\d\.\d+", form["number"])
    assert form["change"] == "revisjon"


def test_a_new_draft_holds_the_text_it_was_based_on(secretariat, row):
    kept = row()

    assert kept.stage is Stage.DRAFT
    assert kept.based_on_id is not None
    assert "{#" in kept.text


@pytest.mark.parametrize(
    ("typed", "status", "field", "told"),
    [
        ({"number": "i år"}, 422, "number", "er ikke et versjonsnummer"),
        ({"number": ""}, 422, "number", "er ikke et versjonsnummer"),
        ({"change": "liten"}, 422, "change", "er ikke valgt"),
        ({"label": "mindre\u200bendring"}, 422, "label", "usynlig tegn"),
        ({"reason": "x" * 20_001}, 422, "reason", "Kort det ned"),
        ({"number": "2025.1"}, 409, "", "allerede en versjon 2025.1"),
    ],
)
def test_what_cannot_be_a_draft_is_said_and_what_was_typed_stands(secretariat, typed, status, field, told):
    form = form_on(secretariat, f"{ROUTINE}/nytt-utkast")
    mine = {"reason": "Etter høringen i vår.", "label": "mindre endring"} | typed

    answer = secretariat.post(f"{ROUTINE}/nytt-utkast", data=form | mine)

    assert answer.status_code == status
    assert told in (sentence_for(answer.text, field) if field else summary(answer.text))
    again = typed_in(answer.text)
    assert {name: again[name] for name in ("reason", "label", "number")} == {
        name: (form | mine)[name] for name in ("reason", "label", "number")
    }


def test_a_draft_of_a_version_that_is_not_there_is_not_begun(secretariat):
    form = form_on(secretariat, f"{ROUTINE}/nytt-utkast") | {"based_on": "1999.1", "reason": "Mitt."}

    answer = secretariat.post(f"{ROUTINE}/nytt-utkast", data=form)

    assert answer.status_code == 404
    assert "har ingen versjon «1999.1»" in words(answer.text)
    assert typed_in(answer.text)["reason"] == "Mitt."


def test_whoever_pastes_a_section_from_another_document_is_told_that_it_is_new_here(secretariat, draft):
    pasted = "\n## 9 Vedtaksmyndighet {#zzc3dk9yed}\n\nASU vedtar.\n"
    saved(secretariat, draft, form_on(secretariat, f"{draft}/rediger")["text"] + pasted)

    page = words(secretariat.get(draft).text)
    assert "Utkastet er lagret. Disse punktene er hentet fra et annet dokument, og er nye her: 9." in page
    assert "{#zzc3dk9yed}" not in form_on(secretariat, f"{draft}/rediger")["text"]


def test_the_text_that_is_saved_comes_back_as_it_was_written(secretariat, draft, row):
    text = form_on(secretariat, f"{draft}/rediger")["text"] + "\n## 9 Nytt punkt\n\nPartene møtes.\n"

    answer = saved(secretariat, draft, text.replace("\n", "\r\n"))

    assert answer.status_code == 303
    assert "Partene møtes." in row().text
    assert "\r" not in row().text
    assert "Utkastet er lagret." in secretariat.get(answer.headers["location"]).text


def test_a_text_saved_unchanged_is_unchanged(secretariat, draft, row):
    before = row().text

    saved(secretariat, draft, form_on(secretariat, f"{draft}/rediger")["text"])

    assert row().text == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# A\n\nskjult\x1btegn\n", "usynlig styretegn"),
        ("# A\n\n## 1 A {#en}\n\n## 2 B {#en}\n", "står to steder"),
    ],
)
def test_a_text_that_cannot_be_kept_stands_in_the_field_with_the_reason(secretariat, draft, row, text, told):
    before = row().text

    answer = saved(secretariat, draft, text)

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, "text")
    assert typed_in(answer.text)["opened"] == before
    assert typed_in(answer.text)["text"].splitlines()[0] == "# A"
    assert row().text == before


def test_two_who_write_at_once_see_both_texts_and_neither_is_lost(secretariat, colleague, draft, row):
    mine, theirs = (form_on(each, f"{draft}/rediger") for each in (secretariat, colleague))
    base = mine["text"]
    assert (
        colleague.post(f"{draft}/rediger", data=theirs | {"text": base + "\nDeres ord.\n"}).status_code == 303
    )

    answer = secretariat.post(f"{draft}/rediger", data=mine | {"text": base + "\nMine ord.\n"})

    assert answer.status_code == 412
    assert "lagret det samme mens du skrev" in words(answer.text, "h1")
    assert "Mine ord." in _body(answer.text)
    assert "Deres ord." in words(answer.text, ".three")
    assert "Deres ord." in row().text
    assert "Mine ord." not in row().text


def test_two_who_write_in_different_sections_at_once_are_both_saved(secretariat, colleague, draft, row):
    mine, theirs = (form_on(each, f"{draft}/rediger") for each in (secretariat, colleague))
    base = mine["text"]
    first, last = base.replace("Rutinen sier", "Denne rutinen sier"), base + "\nMine ord.\n"

    assert colleague.post(f"{draft}/rediger", data=theirs | {"text": first}).status_code == 303
    assert secretariat.post(f"{draft}/rediger", data=mine | {"text": last}).status_code == 303

    assert row().text == first + "\nMine ord.\n"


def test_from_the_conflict_one_may_save_over_the_other_knowingly(secretariat, colleague, draft, row):
    mine = form_on(secretariat, f"{draft}/rediger")
    saved(colleague, draft, mine["text"] + "\nDeres ord.\n")
    conflict = secretariat.post(f"{draft}/rediger", data=mine | {"text": mine["text"] + "\nMine ord.\n"})

    answer = secretariat.post(f"{draft}/rediger", data=typed_in(conflict.text))

    assert answer.status_code == 303
    assert "Mine ord." in row().text
    assert "Deres ord." not in row().text


def test_what_was_decided_in_a_conflict_is_asked_again_when_the_other_has_saved_once_more(
    secretariat, colleague, draft, row
):
    mine = form_on(secretariat, f"{draft}/rediger")
    saved(colleague, draft, mine["text"] + "\nDeres ord.\n")
    conflict = secretariat.post(f"{draft}/rediger", data=mine | {"text": mine["text"] + "\nMine ord.\n"})
    saved(colleague, draft, mine["text"] + "\nDeres nyere ord.\n")

    again = secretariat.post(f"{draft}/rediger", data=typed_in(conflict.text))

    assert again.status_code == 412
    assert "Deres nyere ord." in words(again.text, ".three")
    assert "Mine ord." in _body(again.text)
    assert "Deres nyere ord." in row().text


@pytest.mark.parametrize("body", ["## Overskrift\n\nMine ord.", "Mine ord.\x1b"])
def test_what_cannot_be_saved_from_a_conflict_stands_in_its_field(secretariat, colleague, draft, row, body):
    mine = form_on(secretariat, f"{draft}/rediger")
    saved(colleague, draft, mine["text"] + "\nDeres ord.\n")
    form = typed_in(
        secretariat.post(f"{draft}/rediger", data=mine | {"text": mine["text"] + "\nMine.\n"}).text
    )
    (field,) = (name for name in form if name.startswith("body-"))

    answer = secretariat.post(f"{draft}/rediger", data=form | {field: body})

    assert answer.status_code == 422
    assert "Mine ord." in _body(answer.text)
    assert "Deres ord." in row().text


def _body(page):
    """The words in the field of the one section that two have changed."""
    (found,) = (value for name, value in typed_in(page).items() if name.startswith("body-"))
    return found


@pytest.mark.parametrize("words_of_a_stranger", HOSTILE)
def test_nothing_written_in_a_text_runs_in_anybodys_browser(
    secretariat, colleague, draft, words_of_a_stranger
):
    hostile = f"# {words_of_a_stranger}\n\n## 1 {words_of_a_stranger}\n\nOrd: {words_of_a_stranger}\n"
    mine = form_on(secretariat, f"{draft}/rediger")
    assert saved(colleague, draft, hostile).status_code == 303

    conflict = secretariat.post(f"{draft}/rediger", data=mine | {"text": hostile.replace("# ", "# Mitt ", 1)})
    pages = [conflict] + [
        secretariat.get(path)
        for path in (
            draft,
            f"{draft}/rediger",
            f"{draft}/endringer?fra=2025.1",
            f"{draft}/frys",
            "/sok?q=ord",
        )
    ]

    assert [page.status_code for page in pages] == [412, 200, 200, 200, 200, 200]
    assert [what_runs(page.text) for page in pages] == [[]] * len(pages)
    assert any(words_of_a_stranger in value for value in typed_in(conflict.text).values())


@pytest.mark.parametrize("name", ["reason", "label"])
def test_nothing_written_about_a_draft_runs_either(secretariat, name):
    draft = begun(secretariat, **{name: HOSTILE[0] + HOSTILE[5]})

    for path in (draft, "/arbeid", "/", ROUTINE):
        assert what_runs(secretariat.get(path).text) == []


def test_what_was_written_when_another_froze_the_text_is_not_lost(secretariat, colleague, draft, row):
    mine = form_on(secretariat, f"{draft}/rediger")
    assert colleague.post(f"{draft}/frys", data=form_on(colleague, f"{draft}/frys")).status_code == 303

    answer = secretariat.post(f"{draft}/rediger", data=mine | {"text": mine["text"] + "\nMine ord.\n"})

    assert answer.status_code == 409
    assert "frosset" in summary(answer.text)
    assert "Mine ord." in typed_in(answer.text)["text"]
    assert row().stage is Stage.FROZEN
    assert "Mine ord." not in row().text


@pytest.mark.parametrize("opened", ["", "# Noe annet\n\nAndre ord.\n", "\x1b"])
def test_a_form_that_does_not_say_what_one_began_from_takes_the_place_of_nothing(
    secretariat, draft, row, opened
):
    before = row().text

    answer = saved(secretariat, draft, "# A\n\nMine ord.\n", opened=opened)

    assert answer.status_code in {412, 422}
    assert any("Mine ord." in value for value in typed_in(answer.text).values())
    assert row().text == before


def test_what_is_under_way_stands_on_the_work_page(secretariat, draft):
    page = secretariat.get("/arbeid").text

    assert draft in page
    assert "er et utkast" in page


def frozen_with(secretariat, draft, **typed):
    return secretariat.post(f"{draft}/frys", data=form_on(secretariat, f"{draft}/frys") | typed)


@pytest.mark.parametrize(
    ("typed", "kept_as"),
    [
        (
            {"entry_rule": "et antall parter", "entry_count": "11"},
            (EntryRule.ET_ANTALL, 11, None, None, EnteredBy.VEDTAK),
        ),
        (
            {"entry_rule": "på en fast dag", "earliest_from": "1. mai 2030", "entry_by": "1.4.2030"},
            (EntryRule.FAST_DAG, None, date(2030, 4, 1), date(2030, 5, 1), EnteredBy.VEDTAK),
        ),
        (
            {"entry_rule": "på en fast dag", "earliest_from": "1.5.2030", "entered_by": "underskrift"},
            (EntryRule.FAST_DAG, None, date(2030, 5, 1), date(2030, 5, 1), EnteredBy.UNDERSKRIFT),
        ),
    ],
)
def test_the_rule_for_coming_into_force_is_kept_with_its_figures(secretariat, draft, row, typed, kept_as):
    assert frozen_with(secretariat, draft, **typed).status_code == 303

    kept = row()
    assert (
        kept.entry_rule,
        kept.entry_count,
        kept.entry_by,
        kept.earliest_from,
        kept.entered_by,
    ) == kept_as


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"entry_rule": "et antall parter"}, "entry_count", "trenger et tall"),
        ({"entry_rule": "et antall parter", "entry_count": "1"}, "entry_count", "Skriv et tall fra 2 til 21"),
        ({"entry_rule": "et antall parter", "entry_count": "22"}, "entry_count", "det 21 parter"),
        ({"entry_rule": "alle parter", "entry_count": "11"}, "entry_count", "hører til regelen «et antall"),
        ({"entry_rule": "par for par", "entry_by": "1.4.2030"}, "entry_by", "hører til regelen «på en fast"),
        ({"entry_rule": "på en fast dag"}, "earliest_from", "trenger en dag"),
        (
            {"entry_rule": "på en fast dag", "earliest_from": "1.5.2030", "entry_by": "2.5.2030"},
            "entry_by",
            "det er etter dagen teksten skal gjelde fra",
        ),
        ({"entry_clause": "99.9"}, "entry_clause", "ikke noe punkt 99.9"),
        ({"entry_clause": "bakerst"}, "entry_clause", "Skriv punktet slik det står i teksten"),
        ({"entry_rule": "når det passer"}, "entry_rule", "er ikke valgt"),
    ],
)
def test_a_rule_that_lacks_its_figure_is_told_of_and_nothing_is_frozen(
    secretariat, draft, row, typed, field, told
):
    answer = frozen_with(secretariat, draft, **typed)

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)
    again = typed_in(answer.text)
    assert {name: again.get(name) for name in typed if name != "entry_rule"} == {
        name: value for name, value in typed.items() if name != "entry_rule"
    }
    assert row().stage is Stage.DRAFT


def test_the_clause_that_says_when_is_found_by_its_number_and_kept_by_its_identity(secretariat, draft, row):
    place = next(each for each in legal_text(row()).walk() if each.number)

    assert frozen_with(secretariat, draft, entry_clause=place.number).status_code == 303
    assert row().entry_section_id == place.id
