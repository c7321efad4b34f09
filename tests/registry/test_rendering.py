"""The frame of every page, and the filters."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from documents.kinds import DocumentKind, Language
from documents.lifecycle import Standing
from registry.permissions import PUBLIC, Actor, Role
from registry.tables import CommunityRow
from registry.web.rendering import TEMPLATES, Scheme, environment, render
from tests.registry.rendered import FJORDMARK, TODAY, a_page, shown, words

SECRETARY = Actor("kari", "Kari Nordmann", frozenset({Role.SECRETARIAT}))


# The page


def test_a_page_has_one_heading_and_its_title_names_the_helsefellesskap() -> None:
    page = shown(a_page())
    assert [words(heading) for heading in page.iter("h1")] == ["Dokumenter"]
    assert page.findtext(".//title") == "Dokumenter – Helsefellesskapet Fjordmark"


def test_the_skip_link_leads_to_the_content() -> None:
    page = shown(a_page())
    assert next(page.iter("a")).get("href") == "#hoved-innhold"
    assert page.get_element_by_id("hoved-innhold").tag == "main"


def test_the_title_says_first_that_something_is_wrong() -> None:
    assert shown(a_page(), errors={"sak": "Mangler."}).findtext(".//title", "").startswith("Feil: ")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2023, 5, 3), "Du leser det som gjaldt 3. mai 2023."),
        (TODAY - timedelta(days=1), "Du leser det som gjaldt 21. november 2026."),
        (TODAY, ""),
        (TODAY + timedelta(days=1), "Du leser det som vil gjelde 23. november 2026"),
    ],
)
def test_a_banner_tells_of_every_day_but_today(day: date, told: str) -> None:
    banners = shown(a_page(on=day)).find_class("day-banner")
    assert bool(banners) == bool(told)
    assert all(words(banner).startswith(told) for banner in banners)


def test_the_way_back_to_today_keeps_the_rest_of_the_address() -> None:
    page = a_page("/sok", date(2023, 5, 3), query={"q": "utskriving", "dato": "2023-05-03"})
    assert shown(page).xpath("//*[@class='day-banner']//a")[0].get("href") == "/sok?q=utskriving"


def test_links_to_other_pages_stay_on_the_chosen_day() -> None:
    assert a_page(on=date(2023, 5, 3)).to("/vedtak") == "/vedtak?dato=2023-05-03"
    assert a_page().to("/vedtak", anchor="a1", side=2) == "/vedtak?side=2#a1"


def test_the_other_written_form_is_offered_on_the_same_page() -> None:
    page = a_page("/sok", query={"q": "barn & unge"})
    switch = shown(page).xpath("//a[@hreflang='nn']")[0]
    assert switch.get("href") == "/sok?q=barn+%26+unge&sprak=nn"
    assert shown(a_page(language=Language.NN)).get("lang") == "nn"


def test_the_menu_marks_where_the_reader_is() -> None:
    marked = shown(a_page("/dokumenter/samarbeidsavtalen")).xpath("//nav[@class='menu']/ul//*[@aria-current]")
    assert [(link.text, link.get("aria-current")) for link in marked] == [("Dokumenter", "true")]


def test_the_menu_has_what_the_reader_may_use_and_no_more() -> None:
    def menu(who: Actor) -> set[str]:
        return {words(item) for item in shown(a_page(actor=who)).xpath("//nav[@class='menu']/ul/li")}

    assert menu(SECRETARY) - menu(PUBLIC) == {"Arbeid", "Logg"}
    assert "Personer" in menu(Actor("a", "Admin", frozenset({Role.ADMINISTRATOR})))


def test_somebody_signed_in_can_sign_out_and_a_stranger_sign_in() -> None:
    assert shown(a_page(actor=SECRETARY)).xpath("//form[@action='/logg-ut']/input[@name='csrf']")
    assert shown(a_page()).xpath("//a[@href='/logg-inn']")


def test_several_helsefellesskap_give_a_choice_and_one_gives_none() -> None:
    other = CommunityRow(ref="annet", name="Et annet")
    assert shown(a_page(communities=(FJORDMARK, other))).xpath("//select/option[@selected]")
    assert not shown(a_page(communities=(FJORDMARK,))).xpath("//select[@name='helsefellesskap']")


def test_the_chosen_colours_are_pressed() -> None:
    page = shown(a_page(scheme=Scheme.DARK))
    assert page.get("data-color-scheme") == "dark"
    assert [words(each) for each in page.xpath("//*[@aria-pressed='true']")] == ["Mørke"]


def test_what_a_person_wrote_is_never_markup() -> None:
    page = shown(a_page(notice="<script>alert(1)</script>", title="<b>x</b>"))
    assert words(page.find_class("ds-alert")[0]) == "<script>alert(1)</script>"
    assert not page.xpath("//h1//b")


def test_a_name_that_was_not_given_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        shown(a_page(), "{{ forgotten }}")


@pytest.mark.parametrize("name", environment().list_templates(extensions=["html"]))
def test_every_template_can_be_read_and_holds_nothing_the_policy_forbids(name: str) -> None:
    environment().get_template(name)
    source = (TEMPLATES / name).read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|javascript:", source)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", source))


def test_a_page_that_exists_is_rendered_by_name() -> None:
    assert "<!doctype html>" in render("base.html", a_page())


# The filters


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("day|dato", "1. mai 2025"),
        ("day|dato_kort", "1.5.2025"),
        ("'2025-05-01'|dag|dato", "1. mai 2025"),
        ("summer|tidspunkt", "1. juli 2025 kl. 14.05"),
        ("winter|tidspunkt", "2. januar 2026 kl. 00.30"),
        ("1234567|tall", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"),
        ("0.5|tall", "0,5"),
        ("('a1f3c29d07be' ~ 'ffff')|kort_hash", "a1f3c29d07be"),
        ("kind|ord", "Retningslinje"),
        ("'gjelder'|ord", "Gjelder"),
        ("'**Plan** for [alle](https://a.no)'|ren", "Plan for alle"),
        ("'**Plan** & <b>'|innfelt", "<strong>Plan</strong> &amp; &lt;b&gt;"),
    ],
)
def test_filters_write_as_norwegians_do(said: str, expected: str) -> None:
    given = {
        "day": date(2025, 5, 1),
        "summer": datetime(2025, 7, 1, 12, 5, tzinfo=UTC),
        "winter": datetime(2026, 1, 1, 23, 30, tzinfo=UTC),
        "kind": DocumentKind.RETNINGSLINJE,
    }
    assert environment().from_string("{{ " + said + " }}").render(given) == expected


def test_labels_are_said_in_the_readers_written_form() -> None:
    said = "{{ standing|ord }}"
    assert environment(Language.NB).from_string(said).render(standing=Standing.REPLACED) == "Erstattet"
    assert environment(Language.NN).from_string(said).render(standing=Standing.REPLACED) == "Erstatta"


def test_the_static_folder_has_what_the_pages_ask_for() -> None:
    pages = "".join(template.read_text() for template in TEMPLATES.glob("*.html"))
    asked = set(re.findall(r'/static/(\w+\.\w+)"', pages))
    assert sorted(asked) == sorted(each.name for each in (Path(TEMPLATES).parent / "static").iterdir())
