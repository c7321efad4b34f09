"""The pages of rules: read, written down, read anew; and what turned because of it."""

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.registry.typed_forms import typed_in, words

MINOR = "/regler/FM-2025-5.2d"
WAITING = "/regler/FM-2021-6.2@2025.1"
CLAUSE = "mxitf3m8y8"
RULE = '[[rule]]\nid = "strategi"\nkinds = ["strategi"]\n\n[rule.source]\ndocument = "x"\nclause = "y"\n\n[[rule.deciders]]\nkind = "PSU"\n'


@pytest.fixture
def secretary(sign_in) -> TestClient:
    return sign_in("sekretariat")


def csrf_of(page: str) -> str:
    """What the form carries to show that it came from us."""
    return html.fromstring(page).xpath("//input[@name='csrf']/@value")[0]


def send(client: TestClient, address: str, **typed: object):
    page = client.get(address).text
    return client.post(address.partition("?")[0], data={"csrf": csrf_of(page), **typed})


def notice(client: TestClient, answer) -> str:
    assert answer.status_code == 303, words(answer.text)
    return words(client.get(answer.headers["location"]).text)


def test_everybody_sees_the_rules_of_the_day_those_that_wait_first(client: TestClient) -> None:
    page = words(client.get("/regler?dato=2025-06-01").text)

    assert "2 regler venter på at en person leser dem" in page
    assert "Samarbeidsavtale: mindre endring, redaksjonell endring" in page
    assert page.index("Omformulert") < page.index("Alle reglene som gjelder")


def test_a_rule_is_read_with_its_clause_as_it_reads_now_and_before(client: TestClient) -> None:
    page = words(client.get(WAITING).text)

    assert "Regelen venter på at en person leser punktet på nytt" in page
    assert "Mot versjon 2021.1" in page
    assert "Les regelen på nytt" not in page


def test_the_secretariat_confirms_a_rule_and_is_told_what_turned(secretary: TestClient) -> None:
    done = send(
        secretary, WAITING, gjor="bekreft", reason="ASU gir fortsatt innstilling.", confidence="antatt"
    )

    told = notice(secretary, done)
    assert "Regelen er lest på nytt." in told
    assert "Ingen vedtak fikk et annet svar." in told
    assert "1 regel venter på" in words(secretary.get("/regler").text)
    assert "ASU gir fortsatt innstilling." in words(secretary.get(WAITING).text)


def test_a_rule_that_is_withdrawn_says_so_and_lists_what_turned(secretary: TestClient) -> None:
    done = send(secretary, "/regler/FM-2025-5.2c", gjor="trekk", reason="Det står ikke der.")

    assert "Regelen er trukket." in notice(secretary, done)
    report = words(secretary.get("/vedtak/vurdert-pa-nytt").text)
    assert "Snudd. Da det ble registrert, var svaret:" in report
    assert "Regelen FM-2025-5.2c er trukket." in report


def test_every_fault_of_a_rule_is_told_at_once_and_what_was_typed_stands(secretary: TestClient) -> None:
    wrong = '[[rule]]\nid = "x"\nkinds = ["diktat"]\nchanges = ["stor"]\n'

    refused = send(secretary, MINOR, gjor="rett", reason="Ny lesning.", rule=wrong)

    assert refused.status_code == 422
    told = words(refused.text, ".ds-error-summary")
    assert "diktat" in told
    assert "stor" in told
    assert typed_in(refused.text)["rule"].strip() == wrong.strip()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reason": "Fordi."}, "Det er ikke valgt hva som skal gjøres"),
        ({"gjor": "trekk"}, "Grunnen"),
    ],
)
def test_what_is_missing_is_asked_for(secretary: TestClient, typed: dict[str, str], told: str) -> None:
    refused = send(secretary, MINOR, **typed)

    assert refused.status_code == 422
    assert told in words(refused.text)


def test_a_rule_is_written_down_of_a_clause_that_is_chosen(secretary: TestClient) -> None:
    address = f"/regler/ny?versjon=samarbeidsavtalen@2025.1&punkt={CLAUSE}"

    done = send(secretary, address, version="samarbeidsavtalen@2025.1", clause=CLAUSE, rule=RULE)

    assert "Regelen er skrevet ned." in notice(secretary, done)
    asked = words(secretary.get("/hvem-kan-vedta?slag=strategi&dato=2025-06-01").text)
    assert "PSU" in asked


def test_the_rules_of_a_draft_are_read_by_those_who_read_drafts(secretary: TestClient) -> None:
    draft = "samarbeidsavtalen@2026.1"
    page = secretary.get(f"/regler/ny?versjon={draft}&punkt={CLAUSE}")
    sent = {"csrf": csrf_of(page.text), "version": draft, "clause": CLAUSE, "rule": RULE}
    told = notice(secretary, secretary.post("/regler/ny", data=sent))

    assert "Den gjelder når teksten er vedtatt." in told
    secretary.cookies.clear()
    assert secretary.get("/regler/strategi").status_code == 404
    assert "strategi" not in secretary.get("/regler").text


def test_who_may_decide_stands_on_the_draft_with_what_its_words_point_to(secretary: TestClient) -> None:
    for page in ("/dokumenter/samarbeidsavtalen/2026.1", "/dokumenter/samarbeidsavtalen/2026.1/skriv"):
        told = words(secretary.get(page).text)

        assert "Hvem kan vedta dette?" in told
        assert "Det er registerets forslag; de som skriver, kaller det revisjon." in told
        assert "mulig, en person må se på det" in told


def test_what_is_said_when_a_text_is_frozen_stands_on_it_afterwards(secretary: TestClient) -> None:
    here = "/dokumenter/samarbeidsavtalen/2026.1"
    typed = {
        "change": "vesentlig",
        "entry_rule": "alle parter",
        "entered_by": "vedtak",
        "trait_2": "bekreftet",
        "place_2": "punkt 9",
    }

    notice(secretary, send(secretary, f"{here}/frys", **typed))

    told = words(secretary.get(here).text)
    assert "Slaget endring er bekreftet av Marte Haugland." in told
    assert "Endrer kostnad (punkt 9): bekreftet av Marte Haugland." in told


def test_a_class_is_said_anew_and_what_was_said_before_stays(secretary: TestClient) -> None:
    here = "/dokumenter/retningslinje-5/2025.1/klassifiser"

    done = send(secretary, here, change="ny", reason="Den er skrevet helt på nytt.")

    assert "Endringen er klassifisert." in notice(secretary, done)
    page = words(secretary.get(here).text)
    assert "Den er skrevet helt på nytt." in page
    assert "Sagt før" in page


def test_a_delegation_is_recorded_and_shown_with_its_days(secretary: TestClient) -> None:
    typed = {"giver": "psu", "receiver": "asu", "kinds": ["midler"], "source": "PS 4/25"}

    told = notice(secretary, send(secretary, "/delegasjoner/ny", **typed, valid_from="1.6.2025"))

    assert "Delegasjonen er lagret." in told
    assert "Gjelder ikke denne dagen" in words(secretary.get("/delegasjoner?dato=2025-05-31").text)


def test_what_the_law_keeps_is_refused_with_the_paragraph_and_stays_typed(secretary: TestClient) -> None:
    typed = {
        "giver": "granvik-kommunestyre",
        "receiver": "psu",
        "kinds": ["samarbeidsavtale"],
        "source": "PS 4/25",
    }

    refused = send(secretary, "/delegasjoner/ny", **typed)

    assert refused.status_code == 409
    assert "§ 6-1" in words(refused.text, ".ds-error-summary")
    assert typed_in(refused.text)["source"] == "PS 4/25"


def test_everybody_reads_how_all_decisions_stand_and_narrows_them(client: TestClient) -> None:
    every = words(client.get("/vedtak/vurdert-pa-nytt").text)
    outside = words(client.get("/vedtak/vurdert-pa-nytt?svar=INVALID").text)

    assert "Innenfor mandatet" in every
    assert "Det er ikke gjort ennå." in every
    assert "har mandat til det" not in outside
    assert client.get("/vedtak/vurdert-pa-nytt?svar=TULL").status_code == 422
    assert client.get("/vedtak/vurdert-pa-nytt?ar=nå").status_code == 422


def test_the_secretariat_judges_all_anew_now(secretary: TestClient) -> None:
    told = notice(secretary, send(secretary, "/vedtak/vurdert-pa-nytt", because="Årlig gjennomgang."))

    assert "Alle vedtakene er vurdert på nytt." in told
    assert "Årlig gjennomgang." in told
