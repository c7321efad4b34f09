"""The pages of what follows an adoption, and of notices of termination, as the office and others see them."""

import pytest

from tests.house import another_browser
from tests.registry.typed_forms import form_on, sentence_for, words

ENTERED = "/dokumenter/samarbeidsavtalen/2025.1/etterpa"
LETTER = {
    "document": "samarbeidsavtalen",
    "pair": "granvik+helse-fjordmark",
    "party": "granvik",
    "received_on": "15.3.2026",
    "sender": "kommunedirektøren i Granvik",
}


@pytest.fixture
def secretary(sign_in):
    return sign_in("sekretariat")


def fill_in(browser, address, **typed):
    """Open the form, fill it in and send it."""
    return browser.post(address, data=form_on(browser, address) | typed)


def test_everybody_reads_what_followed_and_only_the_office_is_shown_the_way_to_record_it(secretary):
    public = words(another_browser(secretary).get(ENTERED).text)

    assert "Underskriften gjennomfører det kommunestyret har vedtatt" in public
    assert "21 har vedtatt teksten" in public
    assert "Før underskrifter" not in public
    assert "Før innsending" in words(secretary.get(ENTERED).text)


def test_it_is_shown_as_it_stood_on_the_day_and_the_links_keep_the_day(client):
    page = client.get(ENTERED, params={"dato": "2025-02-01"}).text

    assert "av 21 har vedtatt teksten" in words(page)
    assert 'href="/dokumenter/samarbeidsavtalen/2025.1/runde?dato=2025-02-01"' in page


def test_signatures_of_several_are_typed_at_once_and_a_wrong_day_keeps_what_was_typed(secretary):
    form = f"{ENTERED}/underskrifter"
    if 'name="signer-granvik"' not in secretary.get(form).text:
        taken = {"record": "underskrift:granvik", "reason": "Prøve"}
        assert fill_in(secretary, f"{ENTERED}/rett", **taken).status_code == 303
    typed = {"signed_on": "3.3.2125", "signer-granvik": "Kari Nes", "title-granvik": "ordfører"}
    refused = fill_in(secretary, form, **typed)

    assert refused.status_code == 422
    assert "Dagen er ikke kommet ennå" in sentence_for(refused.text, "signed_on")
    assert 'value="Kari Nes"' in refused.text
    done = fill_in(secretary, form, **typed | {"signed_on": "3.3.2025"})
    assert done.status_code == 303
    told = words(secretary.get(ENTERED).text)
    assert "3. mars 2025, Kari Nes (ordfører)" in told
    assert "Undertegnet 3. mars 2025, før kommunestyret vedtok teksten 27. mars 2025." in told


def test_many_pairs_are_sent_in_one_go_and_taken_back_one_by_one(secretary):
    form = f"{ENTERED}/innsending"
    typed = {"sent_on": "19.4.2025", "sender": "RHF", "link": "https://rhf.example/avtalen"}
    pairs = ["granvik+helse-fjordmark", "storelv+helse-fjordmark"]
    sent = secretary.post(form, data=form_on(secretary, form) | typed | {"pairs": pairs})
    assert sent.status_code == 303, words(sent.text)

    told = words(secretary.get(ENTERED).text)
    assert told.count("19. april 2025, RHF.") == 2
    record = "innsending:storelv+helse-fjordmark:2025-04-19"
    assert fill_in(secretary, f"{ENTERED}/rett", record=record, reason="Ble ikke sendt.").status_code == 303
    assert words(secretary.get(ENTERED).text).count("19. april 2025, RHF.") == 1


def test_nothing_chosen_is_said_at_the_field(secretary):
    form = f"{ENTERED}/innsending"
    empty = form_on(secretary, form) | {"sender": "RHF", "link": "Sak 1", "pairs": []}
    refused = secretary.post(form, data=empty)

    assert "Ingen par er valgt" in sentence_for(refused.text, "pairs")
    nothing = fill_in(secretary, f"{ENTERED}/rett", reason="x")
    assert "Det er ikke valgt hva som er ført feil" in sentence_for(nothing.text, "record")


def test_an_address_that_is_none_is_refused(secretary):
    typed = {"link": "hjemmesiden", "publisher": "Sekretariatet", "published_on": "2.5.2025"}
    refused = fill_in(secretary, f"{ENTERED}/publisering", **typed)

    assert "ikke en adresse på nettet" in sentence_for(refused.text, "link")


def test_a_letter_alone_is_for_the_office_to_read_and_says_who_must_have_resolved_it(secretary):
    sent = fill_in(secretary, "/oppsigelser/ny", **LETTER)
    assert sent.status_code == 303
    address = sent.headers["location"]

    told = words(secretary.get(address).text)
    assert "Ubekreftet" in told
    assert "ikke ført noe gyldig vedtak om den i kommunestyret i Granvik" in told
    assert "Hvem kan vedta dette?" in told
    assert "12 måneder igjen: 15. mars 2026 (passert)" in told
    stranger = another_browser(secretary)
    assert stranger.get(address).status_code == 404
    assert "Granvik sier opp" not in stranger.get("/oppsigelser").text
    assert "Granvik sier opp avtalen med Helse Fjordmark HF" in words(secretary.get("/oppsigelser").text)
    assert "Granvik sier opp avtalen" in words(secretary.get("/parter/granvik").text)
    twice = fill_in(secretary, "/oppsigelser/ny", **LETTER)
    assert twice.status_code == 409
    assert "ikke ført en gang til" in words(twice.text)

    told_of = {"step": "Helsedirektoratet er varslet", "happens_on": "27.3.2026", "done_by": "RHF"}
    assert fill_in(secretary, address, **told_of).status_code == 303
    assert "Helsedirektoratet ble varslet 27. mars 2026." in words(secretary.get(address).text)
    nothing = fill_in(secretary, address, happens_on="27.3.2026")
    assert "Det er ikke valgt hva som er gjort" in sentence_for(nothing.text, "step")


def test_what_is_wrong_in_a_letter_is_said_and_what_was_typed_stands(secretary):
    for wrong, field, sentence in (
        ({"party": "storelv"}, "party", "er ikke en av de to"),
        ({"received_on": "31.2.2026"}, "received_on", "ikke en dato"),
        ({"pair": ""}, "pair", "Paret er ikke valgt"),
    ):
        refused = fill_in(secretary, "/oppsigelser/ny", **LETTER | wrong)
        assert sentence in sentence_for(refused.text, field)
        assert 'value="kommunedirektøren i Granvik"' in refused.text


def test_in_nynorsk_it_is_all_nynorsk(client):
    page = words(client.get(ENTERED, params={"sprak": "nn"}).text)

    assert "har skrive under, og 21 av 21 har vedteke teksten." in page
    assert "har undertegnet" not in page
