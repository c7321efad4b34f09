"""Papers on the pages, without scripts: dropped in heaps, put where they belong with one press, refused with words."""

import pytest

from registry.operations.source_files import SourceFile
from tests.house import form_ending, send, token_of, words
from tests.registry.returned_papers import zipped

ROUND = "/dokumenter/samarbeidsavtalen/2025.1/runde"
HERE = f"{ROUND}/papirer"


@pytest.fixture
def text(secretariat):
    return secretariat.get("/dokumenter/samarbeidsavtalen/2025.1/fil?som=md").text


def dropped(browser, *files, **typed):
    sending = [("file", (name, data.encode() if isinstance(data, str) else data)) for name, data in files]
    return browser.post(HERE, data={"csrf": token_of(browser), "party": ""} | typed, files=sending)


def test_one_file_leads_to_its_page_and_again_says_that_it_is_there(secretariat, text):
    answer = dropped(secretariat, ("storelv.md", text))

    assert answer.status_code == 303
    page = answer.headers["location"]
    assert "Ser ut til å være fra Storelv" in words(secretariat.get(page).text)
    assert dropped(secretariat, ("på nytt.md", text)).headers["location"] == page


def test_a_heap_and_a_zip_are_taken_file_by_file_and_what_is_unfit_is_told_of(secretariat, text):
    stranger = ("melk.md", "# Melk\n\nSmør og mel til torsdag kveld.\n")

    answer = dropped(
        secretariat, ("a.md", text + "\nHavstrand var først.\n"), stranger, ("s.pdf", b"%PDF-1.7 s")
    )

    told = words(answer.text)
    assert answer.status_code == 422
    assert "«a.md» er lest som teksten selv." in told
    assert "«s.pdf» er tatt vare på, men ikke lest." in told
    assert "«melk.md» er ikke tatt inn." in told
    heap = zipped(*(SourceFile(f"{n}.md", f"{text}\n{n} ord.\n".encode()) for n in range(3)))
    taken = dropped(secretariat, (heap.name, heap.data))
    assert taken.status_code == 303
    assert secretariat.get(HERE).text.count(".md</a>") >= 4


def test_no_file_and_too_many_files_are_answered_with_a_sentence(secretariat):
    assert "Ingen fil er valgt." in words(dropped(secretariat).text)
    many = [(f"{n}.pdf", b"%PDF-1.7") for n in range(26)]
    assert "plass til 25 om gangen" in words(dropped(secretariat, *many).text)


def test_a_zip_that_is_none_gets_a_sentence(secretariat):
    answer = dropped(secretariat, ("papirer.zip", b"PK\x03\x04 og ikke mer"))

    assert answer.status_code == 422
    assert "skadet eller ikke hel" in words(answer.text)


def test_minutes_fill_in_the_form_of_their_decision_and_belong_to_it(secretariat, text):
    digest = secretariat.get("/api/v1/documents/samarbeidsavtalen/versions/2025.1").json()["hash"]
    minutes = (
        "# Særutskrift\n\nGranvik kommunestyre\n\nMøtedato: 14.08.2025\n\nPS 77/25\n\n## Vedtak\n\n"
        f"Samarbeidsavtalen vedtas. Avtrykk {digest}.\n"
    )
    page = dropped(secretariat, ("utskrift.md", minutes)).headers["location"]
    assert "Registrer vedtaket etter papiret" in words(secretariat.get(page).text)

    _, form = form_ending(
        secretariat.get(f"/vedtak/nytt?papir={page.rpartition('/')[2]}").text, "/vedtak/nytt"
    )

    filled = {name: form[name] for name in ("about", "body", "meeting_on", "case_number")}
    assert filled == {
        "about": "samarbeidsavtalen@2025.1",
        "body": "granvik-kommunestyre",
        "meeting_on": "14. august 2025",
        "case_number": "PS 77/25",
    }
    votes = {"votes_for": "20", "votes_against": "0", "read": "ja"}
    tried = secretariat.post("/vedtak/nytt", data=form | votes | {"press": "vurder"})
    _, again = form_ending(tried.text, "/vedtak/nytt")
    done = secretariat.post("/vedtak/nytt", data=again | votes | {"press": "registrer"})
    assert done.status_code == 303, words(done.text)
    assert "utskrift.md" in words(secretariat.get(done.headers["location"]).text)
    assert "PS 77/25" in words(secretariat.get(page).text)


def test_what_was_typed_stands_when_a_classification_is_refused(secretariat, text):
    page = dropped(secretariat, ("fosslia.md", text.replace("skal", "bør", 2))).headers["location"]

    rest = {"authority": "ordføreren", "classified_on": "1.11.2026"}
    answer = send(secretariat, f"{page}/klassifiser", sort="endring", reason="Slik er det.", **rest)

    assert answer.status_code == 409
    assert "ikke knyttet til noe vedtak" in words(answer.text)


def test_the_file_comes_out_as_it_came_in_and_never_as_a_page(secretariat, text):
    page = dropped(secretariat, ("<b>ond</b>.md", text + "\nTil sist.\n")).headers["location"]

    file = secretariat.get(f"{page}/fil")

    assert file.content == (text + "\nTil sist.\n").encode()
    assert file.headers["content-disposition"].startswith("attachment")
    assert "<b>ond" not in secretariat.get(page).text
