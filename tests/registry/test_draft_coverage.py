"""What a draft would do to the coverage, told alike on its page, where it is frozen, in a terminal and by the API."""

from pathlib import Path

import pytest

from registry.permissions import Role
from tests.house import another_browser, signed_in
from tests.pages import prepare
from tests.registry.api_calls import API, key
from tests.registry.terminal import call
from tests.registry.typed_forms import words

DRAFT = "/dokumenter/retningslinje-5/2026.1"
"""Of the example: the kommune is to answer within two hours, and no longer three."""
KEEPS, TAKES_OUT = "samarbeidsavtalen@2026.1", "retningslinje-7@2026.1"
TOLD = "Utkastet gjør 1 vurdering usikker."
BEFORE, AFTER = "senest innen tre timer", "senest innen to timer"


def test_the_page_tells_the_demand_before_and_after_and_both_readings_with_links_to_both(secretariat):
    page = secretariat.get(f"{DRAFT}/lovkrav/virkning").text
    told = words(page)

    assert words(page, ".lead") == TOLD
    assert 'href="/lovkrav#krav-5"' in page
    assert ": Dekket → blir Venter på vurdering" in told
    assert "12 krav står som før. Det er likt for alle parene." in told
    assert "Blir usikre (1)" in told
    assert 'href="/dokumenter/retningslinje-5/2025.1#' in page
    assert 'href="/dokumenter/retningslinje-5/2026.1#' in page
    assert "4 vurderinger beholdes" in told


def test_a_day_is_chosen_and_the_page_says_which_version_it_is_held_against(secretariat):
    page = words(secretariat.get(f"{DRAFT}/lovkrav/virkning?dato=2023-05-03").text)

    assert "Slik ville lovkravene stått 3. mai 2023" in page
    assert "i stedet for 2021.1" in page


def test_other_drafts_are_chosen_to_apply_at_the_same_time(secretariat):
    page = secretariat.get(f"{DRAFT}/lovkrav/virkning?med={TAKES_OUT}").text

    assert words(page, ".lead").startswith("Revisjonen gjør ")
    assert "Krav 11 Beredskap og akuttkjede: Dekket" in words(page)
    assert f'value="{TAKES_OUT}" checked' in page
    assert secretariat.get(f"{DRAFT}/lovkrav/virkning?med=finnes-ikke@1").status_code == 404


def test_whoever_freezes_or_weighs_the_change_is_told_in_a_line(secretariat):
    for path in (f"{DRAFT}/frys", f"{DRAFT}/bevis"):
        page = secretariat.get(path).text
        assert TOLD in words(page, ".note"), path
        assert f'href="{DRAFT}/lovkrav/virkning"' in page, path
    for path in (DRAFT, f"{DRAFT}/skriv"):
        assert f'href="{DRAFT}/lovkrav/virkning"' in secretariat.get(path).text, path
    adopted = secretariat.get("/dokumenter/retningslinje-5/2025.1/bevis").text
    assert "lovkrav/virkning" not in adopted


def test_what_is_adopted_is_not_asked_so(secretariat):
    refused = secretariat.get("/dokumenter/retningslinje-5/2025.1/lovkrav/virkning")

    assert refused.status_code == 409
    assert "er vedtatt, og ikke et utkast" in words(refused.text)


def test_the_page_is_read_in_nynorsk(secretariat):
    page = secretariat.get(f"{DRAFT}/lovkrav/virkning?sprak=nn").text

    assert words(page, ".lead") == "Utkastet gjer 1 vurdering usikker."
    assert "Krava før og etter" in words(page)
    secretariat.get("/?sprak=nb")


@pytest.mark.parametrize(("account", "status"), [("", 401), ("leser", 403), ("medlem", 200)])
def test_a_draft_is_hidden_from_those_who_may_not_read_it_and_so_is_its_effect(secretariat, account, status):
    browser = another_browser(secretariat)
    if account:
        signed_in(browser, account)

    assert browser.get(f"{DRAFT}/lovkrav/virkning").status_code == status
    api = browser.get(f"{API}/documents/retningslinje-5/versions/2026.1/draft-coverage")
    assert api.status_code == 404, "the API knows keys alone"
    beside = f"{API}/documents/retningslinje-5/versions/2025.1/draft-coverage?with={TAKES_OUT}"
    assert browser.get(beside).status_code == 404


def test_suggestions_that_came_back_are_reckoned_with_before_anybody_answers(secretariat, stage):
    place = prepare(stage)
    draft = "/dokumenter/rutine-tidligmelding/2099.1"
    plain = secretariat.get(f"{draft}/lovkrav/virkning").text
    assert "Regn som om 1 åpent forslag fra returnerte filer var godtatt" in words(plain)
    assert f"{draft}/lovkrav/virkning?forslag=apne" in secretariat.get(place(f"{draft}/svar")).text

    supposed = words(secretariat.get(f"{draft}/lovkrav/virkning?forslag=apne").text)
    assert "Regnet som om 1 åpent forslag var godtatt. Regn uten forslagene" in supposed


def test_terminal_and_api_give_the_same_and_the_exit_code_says_if_coverage_is_lost(
    loaded: Path, client, token_for
):
    day = "2027-01-01"
    called = call(loaded, "draft-coverage", "retningslinje-5@2026.1", TAKES_OUT, "--on", day, "--json")
    asked = client.get(
        f"{API}/documents/retningslinje-5/versions/draft/draft-coverage",
        params={"on": day, "with": [TAKES_OUT]},
        headers=key(token_for, Role.SECRETARIAT),
    )

    assert called.code == 1
    assert asked.json() == called.facts
    uncertain = next(each for each in called.facts["judgements"] if each["nr"] == 5)
    assert uncertain["fate"] == "blir usikker"
    assert BEFORE in uncertain["reads"]
    assert AFTER in uncertain["would_read"]
    assert call(loaded, "draft-coverage", KEEPS, "--on", day).code == 0
    refused = call(loaded, "draft-coverage", "retningslinje-5@2025.1")
    assert (refused.code, "er vedtatt" in refused.err) == (1, True)
