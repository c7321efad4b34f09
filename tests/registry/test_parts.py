"""The parts that pages are put together from: forms, lists, judgements, comparisons, pictures."""

from collections.abc import Mapping
from datetime import date

import pytest
from lxml import html

from decisions.adoption import AdoptionBoard, AdoptionState, Row
from decisions.parties import Party, PartyKind
from decisions.verdict import Answer, Ground, Verdict
from documents.comparing.change_table import Reason, change_rows
from documents.comparing.change_table import Row as ChangeRow
from documents.comparing.diff import compare
from documents.lifecycle import Standing
from documents.markdown import read
from registry.web.rendering import environment
from tests.registry.rendered import TODAY, a_page, part, words

# Forms

FIELDS = {
    "text": 'text("sak", "Sak", values, errors, hint="Som 12/25.")',
    "textarea": 'textarea("sak", "Sak", values, errors, hint="Som 12/25.")',
    "day": 'day("sak", "Sak", values, errors)',
    "select": 'select("sak", "Sak", (("1", "En"),), values, errors, hint="Velg.")',
    "radios": 'radios("sak", "Sak", (("1", "En"), ("2", "To", "Eller tre.")), values, errors, hint="Velg.")',
    "checkboxes": 'checkboxes("sak", "Sak", (("1", "En"), ("2", "To")), values, errors, hint="Velg.")',
    "checkbox": 'checkbox("sak", "Sak", values, errors, hint="Velg.")',
    "file": 'file("sak", "Sak", errors, hint="Word.")',
}


@pytest.mark.parametrize("call", FIELDS.values(), ids=FIELDS)
def test_every_field_is_tied_to_its_label_its_hint_and_its_error(call: str) -> None:
    made = part("forms", call, values={}, errors={"sak": "Saken mangler."})
    for field in made.xpath(".//input[not(@data-fills)] | .//select | .//textarea"):
        assert made.xpath(".//label[@for=$id]", id=field.get("id"))
    told = made.xpath(".//*[contains(@aria-describedby, 'feil-sak')]")[0].get("aria-describedby", "").split()
    assert [bool(words(made.get_element_by_id(each))) for each in told] == [True, True]
    assert "Saken mangler." in words(made.get_element_by_id("feil-sak"))


def test_the_error_summary_leads_to_every_field_that_must_be_mended() -> None:
    errors = {"sak": "Saken mangler.", "": "Vedtaket er ikke registrert."}
    made = part("forms", "error_summary(errors) ~ parts." + FIELDS["radios"], values={}, errors=errors)
    links = made.xpath(".//*[@class='ds-error-summary']//a")
    assert [made.get_element_by_id(link.get("href", "")[1:]).get("name") for link in links] == ["sak"]
    assert "Vedtaket er ikke registrert." in words(made.find_class("ds-error-summary")[0])


def test_no_errors_make_no_summary() -> None:
    assert not part("forms", "error_summary({})").find_class("ds-error-summary")


@pytest.mark.parametrize(
    ("call", "values", "kept"),
    [
        ('text("a", "A", values, {})', {"a": '"<x>'}, '"<x>'),
        ('textarea("a", "A", values, {})', {"a": "\nto\nlinjer"}, "\nto\nlinjer"),
        ('day("a", "A", values, {})', {"a": "31.2.2025"}, "31.2.2025"),
        ('day("a", "A", values, {})', {"a": date(2025, 6, 17)}, "17. juni 2025"),
        ('select("a", "A", (("1", "En"), ("2", "To")), values, {})', {"a": "2"}, "2"),
    ],
)
def test_what_was_typed_is_kept(call: str, values: Mapping[str, object], kept: str) -> None:
    field = part("forms", call, values=values).xpath(".//*[@name='a']")[0]
    # A browser drops the first line break inside a textarea; the reader used here does not.
    value = field.value.removeprefix("\n") if field.tag == "textarea" else field.value
    assert value == kept


def test_a_password_is_never_sent_back() -> None:
    made = part("forms", 'text("a", "A", values, {}, type="password")', values={"a": "hemmelig"})
    assert "hemmelig" not in html.tostring(made, encoding="unicode")


@pytest.mark.parametrize(("typed", "ticked"), [("psu", ["psu"]), (["psu", "su"], ["su", "psu"]), (None, [])])
def test_a_ticked_word_is_not_found_inside_another(typed: object, ticked: list[str]) -> None:
    call = 'checkboxes("a", "A", (("su", "SU"), ("psu", "PSU")), values, {})'
    made = part("forms", call, values={"a": typed})
    assert [box.get("value") for box in made.xpath(".//input[@checked]")] == ticked


def test_a_form_carries_its_token_and_leaves_the_checking_to_the_register() -> None:
    source = '{% import "_parts/forms.html" as f %}{% call f.form(page, "/vedtak") %}her{% endcall %}'
    form = html.fragment_fromstring(environment().from_string(source).render(page=a_page()))
    assert form.method == "POST"
    assert form.fields["csrf"] == "abc"
    assert "novalidate" in form.attrib


# Small parts


def test_the_day_selector_keeps_what_else_was_asked() -> None:
    page = a_page(on=date(2023, 5, 3), query={"type": "retningslinje", "dato": "2023-05-03", "sprak": "nn"})
    form = part("page", "day_selector(page)", page).xpath(".//form")[0]
    assert dict(form.fields) == {"type": "retningslinje", "dato": "3.5.2023"}


def test_the_first_page_of_many_has_the_plain_address() -> None:
    links = part("page", "pagination(page, 2, 3)", a_page(query={"side": "2"})).xpath(".//a")
    assert [link.get("href") for link in links] == ["/dokumenter", "/dokumenter?side=3"]
    assert not part("page", "pagination(page, 1, 1)").xpath(".//a")


@pytest.mark.parametrize("standing", Standing)
def test_a_status_is_a_word_before_it_is_a_colour(standing: Standing) -> None:
    assert words(part("tags", "status_tag(standing)", standing=standing)) == standing.label


def test_the_table_of_contents_leads_to_every_chapter_and_section() -> None:
    text = read(AGREEMENT)
    beside = part("documents", "contents(page, text)", text=text).xpath(".//*[@class='beside']//a")
    assert [link.get("href") for link in beside] == ["#kap5aaaaaa", "#vedtakaaaa", "#kap6aaaaaa"]
    assert words(beside[0]) == "5 Struktur"


# Judgements

GROUND = Ground("r", "samarbeidsavtalen", "2025.1", "5.2 c", "abcabcabca", "Revisjon vedtas i ASU", "antatt")
LAW = Ground(
    "l",
    "helse- og omsorgstjenesteloven",
    "",
    "§ 6-1",
    "",
    "Kommunestyret selv",
    "ordrett",
    "https://lovdata.no/x",
)


def test_a_verdict_is_shown_with_its_reasons_its_clause_and_the_law_above() -> None:
    verdict = Verdict(
        Answer.NEEDS_HUMAN, date(2025, 6, 1), "Utkastet flytter ansvar.", question="Er det en revisjon?",
        instead=("kommunestyrene",), grounds=(GROUND,), floor=(LAW,),
    )  # fmt: skip
    made = part("verdict", "verdict_box(page, verdict)", verdict=verdict.to_dict())
    for told in (
        "Må avgjøres av en person",
        "Utkastet flytter ansvar.",
        "Er det en revisjon?",
        "kommunestyrene",
        "Revisjon vedtas i ASU",
        "Tolkningen er antatt",
        "1. juni 2025",
    ):
        assert told in words(made)
    assert [link.get("href") for link in made.xpath(".//a")] == [
        "/dokumenter/samarbeidsavtalen/2025.1#abcabcabca",
        "https://lovdata.no/x",
    ]


# Comparison

AGREEMENT = """# Avtale

## 5 Struktur {#kap5aaaaaa}

### 5.2 Vedtak {#vedtakaaaa}

Avtalen vedtas av alle.

## 6 Organer {#kap6aaaaaa}

Det er ett utvalg.
"""


def changed(new: str, reasons: dict[str, Reason] | None = None) -> tuple[ChangeRow, ...]:
    """The rows of the change table from the agreement to this text."""
    old, now = read(AGREEMENT), read(new)
    return change_rows(compare(old, now), old, now, reasons or {})


def test_added_and_removed_words_are_marked_and_said() -> None:
    change = changed(AGREEMENT.replace("alle", "kommunestyrene"))[0].change
    made = part("comparison", "redline(change)", change=change)
    assert [words(mark) for mark in made.iter("del", "ins")] == [
        "Fjernet: alle Slutt.",
        "Lagt til: kommunestyrene Slutt.",
    ]


def test_old_and_new_stand_side_by_side_with_their_own_words_alone() -> None:
    rows = changed(AGREEMENT.replace("alle", "kommunestyrene"))
    old, new = part("changes", "side_by_side(rows)", rows=rows).find_class("redline")
    assert words(old) == "Avtalen vedtas av Fjernet: alle Slutt. ."
    assert words(new) == "Avtalen vedtas av Lagt til: kommunestyrene Slutt. ."


def test_the_reason_for_a_change_stands_with_it() -> None:
    reasons = {"vedtakaaaa": Reason("Loven sier det.", "Granvik")}
    rows = changed(AGREEMENT.replace("alle", "kommunestyrene"), reasons)
    cells = part("changes", "change_table(rows)", rows=rows).xpath(".//tbody/tr/td")
    assert [words(cell) for cell in cells[2:]] == ["Loven sier det.", "Granvik"]


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (AGREEMENT.replace("alle", "oss"), "1. Omformulert 5.2 Vedtak"),
        (AGREEMENT + "\n## Vedlegg 1 Ord {#ordaaaaaaa}\n\nOrd.\n", "1. Nytt vedlegg Vedlegg 1 Ord"),
        (AGREEMENT + "\n## 7 Slutt {#sluttaaaaa}\n\nSlutt.\n", "1. Nytt kapittel 7 Slutt"),
        (AGREEMENT.partition("## 6")[0], "1. Kapittelet er fjernet 6 Organer"),
        (
            AGREEMENT.replace("5.2 Vedtak", "5.3 Vedtak").replace("alle", "oss"),
            "1. Omformulert, før 5.2 5.3 Vedtak",
        ),
    ],
)
def test_what_happened_is_said_in_words(new: str, told: str) -> None:
    made = part("changes", "change_table(rows)", rows=changed(new))
    assert [words(head) for head in made.xpath(".//tbody/tr/th")] == [told]


def test_a_new_place_has_no_word_marked_for_all_of_it_is_new() -> None:
    rows = changed(AGREEMENT + "\n## 7 Slutt {#sluttaaaaa}\n\nSlutt.\n")
    made = part("changes", "change_table(rows)", rows=rows)
    assert not list(made.iter("ins", "del"))
    assert "Fantes ikke." in words(made)


# Pictures


def test_the_tiles_and_the_table_tell_of_the_same_parties() -> None:
    rows = tuple(Row(Party(state.name, state.value, PartyKind.KOMMUNE), state) for state in AdoptionState)
    board = AdoptionBoard("abc", TODAY, rows)
    tiles = part("tiles", "tiles(board)", board=board).xpath(".//ul[@class='tiles']/li")
    table = part("tiles", "board_table(board)", board=board).xpath(".//tbody/tr")
    assert [words(tile.find_class("name")[0]) for tile in tiles] == [
        words(row.findall("th")[0]) for row in table
    ]
    assert [words(tile.find_class("state")[0]) for tile in tiles] == [
        words(row.findall("td")[0]) for row in table
    ]


def test_the_progress_counts_those_who_adopted_this_very_text() -> None:
    rows = tuple(Row(Party(state.name, state.value, PartyKind.KOMMUNE), state) for state in AdoptionState)
    made = part("tiles", "progress(board)", board=AdoptionBoard("abc", TODAY, rows))
    assert words(made) == f"2 av {len(AdoptionState)} har vedtatt teksten"


def test_the_timeline_places_a_version_between_its_days() -> None:
    version = {
        "words": "2025.1",
        "start": date(2021, 1, 1),
        "end": date(2022, 1, 1),
        "standing": Standing.REPLACED,
        "href": "/x",
    }
    call = 'timeline("Tid", "To versjoner.", rows, first, last, today)'
    made = part("timeline", call, rows=[version], first=date(2020, 1, 1), last=date(2024, 1, 1), today=TODAY)
    bar = made.find_class("span")[0]
    assert (bar.get("x"), bar.get("width")) == ("25.05%", "24.98%")
    assert not made.find_class("today")


def test_the_timeline_marks_today_where_it_is_within() -> None:
    call = 'timeline("Tid", "Ingen versjoner.", [], first, last, today)'
    made = part("timeline", call, first=date(2026, 1, 1), last=date(2027, 1, 1), today=TODAY)
    assert [words(mark) for mark in made.xpath(".//text[@class='today']")] == ["i dag"]
