"""Citations of the law in the texts in force: as page, in a terminal, in the API, and as tasks."""

from datetime import date
from pathlib import Path

import pytest

from decisions.nynorsk import in_nynorsk
from registry.permissions import OPERATOR, PUBLIC
from registry.queries import communities
from registry.queries.waiting import waiting
from tests.registry.api_calls import API
from tests.registry.terminal import call
from tests.registry.typed_forms import words

BEFORE_2022, FROM_2022 = "2022-07-31", "2022-08-01"
BEFORE_2026, FROM_2026 = "2026-06-30", "2026-07-01"
PAGE = "/lovkrav/henvisninger"


def test_page_api_and_terminal_count_the_same_on_both_sides_of_each_day(loaded: Path, secretariat):
    for day, stale in ((BEFORE_2022, 0), (FROM_2022, 4), (BEFORE_2026, 0), (FROM_2026, 3)):
        page = secretariat.get(f"{PAGE}?dato={day}")
        told = secretariat.get(f"{API}/law-references", params={"on": day}).json()
        called = call(loaded, "law-references", "--on", day, "--json")

        assert page.text.count(">Står ikke lenger<") == stale, day
        assert told["counts"]["står ikke lenger"] == stale, day
        assert called.facts == told, day
        assert called.code == (1 if stale else 0), day


def test_the_terminal_tells_people_in_a_sentence_and_a_table(loaded: Path):
    told = call(loaded, "law-references", "--on", FROM_2026, "--party", "granvik")

    assert told.code == 1
    assert "henvisninger til loven 1. juli 2026" in told.out
    assert "helsepersonelloven § 25" in told.out


def test_each_stale_place_is_told_with_its_words_its_law_what_became_of_it_and_a_link_to_both(secretariat):
    page = secretariat.get(f"{PAGE}?dato={FROM_2026}").text
    agreement = words(page, "#samarbeidsavtalen")

    assert "«§ 45», punkt 9.3 Taushetsplikt og opplysninger Står ikke lenger" in agreement
    assert "Der sto reglene om å gi journalopplysninger til den som yter helsehjelp fram til" in agreement
    assert "Se nå: helsepersonelloven § 25." in agreement
    assert 'href="https://lovdata.no/dokument/LTI/lov/2026-01-23-1"' in page
    address = page.split('id="samarbeidsavtalen"')[1].split("#")[0].rsplit('href="', 1)[1]
    assert address == f"/dokumenter/samarbeidsavtalen/2025.1?dato={FROM_2026}"


def test_what_cannot_be_held_against_the_list_stands_by_itself(secretariat):
    page = secretariat.get(PAGE).text

    assert "Samarbeidsavtalen, punkt Vedlegg 1 Retningslinjer: «§ 6-2». Ingen lov er nevnt." in words(page)
    assert "1 kan ikke holdes mot listen" in words(page, ".meta")


def test_a_day_without_texts_says_so_and_a_party_sees_what_binds_it(secretariat):
    assert (
        "Ingen tekst som gjelder denne dagen, viser til loven."
        in secretariat.get(f"{PAGE}?dato=2019-01-01").text
    )
    assert words(secretariat.get(f"{PAGE}?part=granvik").text, "h1") == "Henvisninger til loven for Granvik"
    assert secretariat.get(f"{PAGE}?part=finnes-ikke").status_code == 404


def test_the_page_is_read_in_nynorsk(secretariat):
    page = words(secretariat.get(f"{PAGE}?dato={FROM_2026}&sprak=nn").text)

    assert "Der stod kravet til journal- og informasjonssystem fram til 1. juli 2026." in page
    assert "Frå den dagen er paragrafen oppheva, ved lov 23. januar 2026 nr. 1." in page


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 6, 30), []), (date(2026, 7, 1), [2, 1])])
def test_whoever_writes_drafts_has_one_task_for_each_text(stage, day, expected):
    with stage.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        found = {
            who: [task for task in waiting(session, community, who, day) if task.path.startswith(PAGE)]
            for who in (OPERATOR, PUBLIC)
        }

    assert [int(task.what.split(" viser til ")[1].split()[0]) for task in found[OPERATOR]] == expected
    assert found[PUBLIC] == []
    if expected:
        first = found[OPERATOR][0]
        assert first.path == f"{PAGE}#samarbeidsavtalen"
        assert first.why == (
            "«helse- og omsorgstjenesteloven § 5-10» og «§ 45» ble flyttet eller opphevet 1. juli 2026. "
            "Rett det i neste utkast."
        )
        assert in_nynorsk(first.what) == "Samarbeidsavtalen viser til 2 stader som lova har endra"
