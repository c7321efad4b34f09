"""Special agreements as everybody reads them, as the secretary reads them anew, and as programs are told."""

import pytest

from registry.permissions import Role
from tests.house import form_on, send, signed_in, words
from tests.registry.terminal import call

SPECIAL = "/dokumenter/saeravtale-granvik/styres-av"
TOGETHER = f"{SPECIAL}/les?i=samarbeidsavtalen@2025.1&punkt=7.1"
API = "/api/v1"
FLAGGED_FROM, DAY_BEFORE = "2025-05-01", "2025-04-30"


def clauses(client, on):
    told = client.get(f"{API}/documents/saeravtale-granvik/governing", params={"on": on}).json()
    return {each["number"]: each["flag"] for each in told["clauses"]}


def test_everybody_sees_the_special_agreements_of_the_day_and_which_must_be_read_anew(client):
    page = words(client.get("/saeravtaler").text)
    before = words(client.get("/saeravtaler?dato=2022-03-31").text)

    assert "mellom Granvik og Helse Fjordmark HF" in page
    assert "Må leses på nytt" in page
    assert "Særavtale med Granvik" in before
    assert "Særavtale med Storelv" not in before.partition("Andre særavtaler")[0]


def test_the_day_before_the_new_agreement_it_comes_and_that_day_it_is_flagged(client):
    before = words(client.get(f"{SPECIAL}?dato={DAY_BEFORE}").text)
    after = words(client.get(f"{SPECIAL}?dato={FLAGGED_FROM}").text)

    assert "Kommer: versjon 2025.1 gjelder fra 1. mai 2025, og den endrer punktet." in before
    assert "Punktet er endret fra 1. mai 2025." not in before
    assert "Punktet er endret fra 1. mai 2025. Det gjelder nå som i versjon 2025.1." in after
    assert "Slik det ble lest" in after
    assert "Slik det er nå" in after


def test_it_is_read_in_nynorsk_too(client):
    page = words(client.get(f"{SPECIAL}?sprak=nn").text)

    assert "Punktet er endra frå 1. mai 2025." in page
    assert "Kva særavtalen kviler på" in page


def test_the_secretary_reads_the_two_together_and_the_flag_is_answered(client):
    desk = signed_in(client, "sekretariat")
    page = desk.get(TOGETHER).text
    assert "Siden den gang er punktet endret:" in words(page)

    filled = form_on(page, f"{SPECIAL}/les") | {"svar": "ja", "note": "Plassene i Granvik er de samme."}
    answer = desk.post(f"{SPECIAL}/les", data=filled)

    assert answer.status_code == 303
    assert "«Plassene i Granvik er de samme.»" in words(desk.get(SPECIAL).text)
    assert "observasjonsplasser må leses på nytt" not in words(desk.get("/arbeid").text)


def test_what_was_typed_is_kept_when_it_cannot_be_right(client):
    desk = signed_in(client, "sekretariat")
    told = {
        "i": "samarbeidsavtalen@2025.1",
        "punkt": "7.1",
        "svar": "ja",
        "note": "Lest i år.",
        "on": "1.1.2099",
    }
    answer = send(desk, f"{SPECIAL}/les", **told)

    assert answer.status_code == 422
    assert "1. januar 2099 er ikke kommet ennå." in words(answer.text)
    assert "Lest i år." in answer.text


def test_a_clause_that_is_not_there_is_a_sentence_and_nothing_is_lost(client):
    desk = signed_in(client, "sekretariat")
    answer = desk.get(f"{SPECIAL}/les?i=samarbeidsavtalen@2025.1&punkt=99.9")

    assert answer.status_code == 422
    assert "Versjon 2025.1 har ikke noe punkt «99.9»." in words(answer.text)
    assert 'value="99.9"' in answer.text


def test_another_kind_of_document_rests_on_nothing(client):
    answer = client.get("/dokumenter/samarbeidsavtalen/styres-av")

    assert answer.status_code == 404
    assert "er ikke en særavtale" in words(answer.text)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/dokumenter/saeravtale-granvik/2025.1", "1 er endret siden det ble lest"),
        ("/dokumenter/samarbeidsavtalen/2025.1", "Særavtaler som hviler på teksten"),
        ("/dokumenter/samarbeidsavtalen/2025.1/punkt/aq7tcaviyb", "1 særavtale hviler på dette punktet."),
        (f"/dokumenter/samarbeidsavtalen/2025.1?dato={DAY_BEFORE}", "annerledes enn da noen leste dem"),
    ],
)
def test_the_pages_of_the_texts_tell_of_it(client, path, told):
    assert told in words(client.get(path).text)


def test_a_draft_of_the_agreement_tells_which_special_agreements_it_would_flag(client):
    page = signed_in(client, "sekretariat").get("/dokumenter/samarbeidsavtalen/2026.1").text

    assert "leste dem sammen med særavtaler. De må leses på nytt når versjonen begynner å gjelde." in words(
        page
    )


def test_what_is_flagged_waits_for_the_secretary(client):
    page = words(signed_in(client, "sekretariat").get("/arbeid").text)

    assert "observasjonsplasser må leses på nytt" in page


# For programs and in a terminal.


def test_programs_are_told_the_same_on_both_sides_of_the_day(client):
    assert clauses(client, DAY_BEFORE) == {"7.1": "som lest", "10": "som lest"}
    assert clauses(client, FLAGGED_FROM)["7.1"] == "endret"
    listed = client.get(f"{API}/special-agreements", params={"on": FLAGGED_FROM}).json()["items"]
    assert {each["document"]: each["flagged"] for each in listed}["saeravtale-granvik"] > 0
    touched = client.get(
        f"{API}/documents/samarbeidsavtalen/versions/2025.1/special-agreements", params={"on": DAY_BEFORE}
    )
    assert "saeravtale-granvik" in {each["special_agreement"] for each in touched.json()}


def test_a_program_reads_for_somebody_who_may_once_whatever_is_sent_again(client, token_for):
    sent = {"document": "samarbeidsavtalen", "version": "2025.1", "clause": "7.1", "on": "2025-06-02"}
    address = f"{API}/documents/saeravtale-granvik/governing"
    may = {"Authorization": f"Bearer {token_for(Role.SECRETARIAT)}", "Idempotency-Key": "en"}
    reader = {"Authorization": f"Bearer {token_for(Role.PARTY_CONTACT)}"}

    assert client.post(address, json=sent, headers=reader).status_code == 403
    first, again = (client.post(address, json=sent, headers=may) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    assert clauses(client, "2025-06-02")["7.1"] == "som lest"
    wrong = client.post(address, json=sent | {"clause": "99.9"}, headers=may | {"Idempotency-Key": "to"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "clause")


def test_a_terminal_tells_the_same_and_takes_a_reading(loaded, example):
    told = call(loaded, "special-agreements", "--on", FLAGGED_FROM, "--json")
    assert (told.code, told.facts["on"]) == (0, FLAGGED_FROM)
    one = call(loaded, "governing", "saeravtale-granvik", "--on", FLAGGED_FROM, "--json").facts
    assert [each["flag"] for each in one["clauses"] if each["number"] == "7.1"] == ["endret"]

    folder = example.settings.data
    read = ("governing", "saeravtale-granvik", "--clause", "7.1", "--in", "samarbeidsavtalen@2025.1")
    assert call(folder, *read, "--on", FLAGGED_FROM, "--json").facts["holds"] is True
    assert call(folder, *read, "--on", FLAGGED_FROM).code == 1
    assert call(folder, *read, "--ends", "--on", "2025-05-02").code == 0
    assert call(folder, *read[:2], "--clause", "7.1").code == 2
    assert call(folder, "governing", "samarbeidsavtalen").code == 2
