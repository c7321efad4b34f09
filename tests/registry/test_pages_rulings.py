"""What a person adds beside a decision, on pages: the answer to a question, and that the record is true."""

import pytest
from sqlalchemy import select

from registry import clock
from registry.operations.certifying import certify
from registry.operations.source_files import SourceFile
from registry.permissions import OPERATOR
from registry.queries import communities, decisions
from registry.tables import CertificationRow, DecisionRow, RulingRow
from tests.pages import behind_closed_doors
from tests.registry.typed_forms import form_on, summary, words

ANSWER = {
    "answer": "VALID",
    "reason": "Slik er punktet lest siden 2021.",
    "authority": "leder av PSU",
    "by": "Turid Nygård",
    "on": "30.4.2026",
}
FILE = ("særutskrift.html", b"<script>alert(1)</script>", "text/html")
LINK = "https://granvik.example/moter/2025/sak-18"


@pytest.fixture
def secretary(sign_in):
    return sign_in("sekretariat")


def ref_of(example, case):
    with example.database.reading() as session:
        return session.scalars(select(DecisionRow.ref).where(DecisionRow.case_number == case)).first()


@pytest.fixture
def asked(example):
    """PSU's decision about the state's grant: one did not vote, and the register asks."""
    return f"/vedtak/{ref_of(example, '5/26')}"


@pytest.fixture
def elsewhere(example):
    """What Granvik kommunestyre decided."""
    return f"/vedtak/{ref_of(example, '18/25')}"


def sent(browser, path, data):
    """The page that the form leads on to."""
    answer = browser.post(path, data=data)
    assert answer.status_code == 303, summary(answer.text)
    return browser.get(answer.headers["Location"]).text


def rows(example, table):
    with example.database.reading() as session:
        return session.scalars(select(table)).all()


def test_a_verdict_tells_what_why_and_what_now_each_as_such(client, asked):
    page = client.get(asked).text

    assert words(page, ".judged dt") == "Hva Hvorfor Hva nå"
    assert "gir ikke svaret alene" in words(page, ".judged dd")
    assert "5.2 e" in words(page, ".judged dd")


def test_the_law_is_shown_beside_the_clause_where_both_speak(client, example):
    page = client.get(f"/vedtak/{ref_of(example, '14/25')}").text

    assert "Over dette står loven" in words(page, ".judged h3")
    assert "Kommunestyret selv" in page
    assert "gir ikke juridiske råd" in words(page, ".judged")


def test_the_question_is_asked_as_the_verdict_asks_it(secretary, asked):
    page = secretary.get(f"{asked}/avgjor").text

    assert "bestemmelsen sier ikke om vedtaket da er enstemmig" in words(page, "form legend")


def test_an_answer_stands_beside_the_verdict_and_in_the_list(secretary, asked):
    page = sent(secretary, f"{asked}/avgjor", form_on(secretary, f"{asked}/avgjor") | ANSWER)

    assert "Avgjørelsen er registrert: gyldig." in page
    assert "Må avgjøres av en person" in words(page, ".judged h2")
    assert "Turid Nygård svarte 30. april 2026." in words(page, ".ruled")
    assert "Myndighet: leder av PSU." in words(page, ".ruled")
    assert "avgjort: Gyldig" in words(secretary.get("/vedtak?organ=psu&ar=2026").text, ".documents .name")


def test_what_is_missing_in_an_answer_is_told_at_its_field_and_the_rest_stays(secretary, asked, example):
    form = form_on(secretary, f"{asked}/avgjor") | ANSWER | {"authority": ""}

    refused = secretary.post(f"{asked}/avgjor", data=form)

    assert refused.status_code == 422
    assert "Myndigheten mangler" in summary(refused.text)
    assert 'href="#felt-authority"' in refused.text
    assert "Slik er punktet lest siden 2021." in refused.text
    assert rows(example, RulingRow) == []


def test_the_same_answer_twice_leads_to_what_is_there(secretary, asked, example):
    form = form_on(secretary, f"{asked}/avgjor") | ANSWER
    secretary.post(f"{asked}/avgjor", data=form)

    again = secretary.post(f"{asked}/avgjor", data=form_on(secretary, f"{asked}/avgjor") | ANSWER)

    assert again.status_code == 409
    assert f'href="{asked}"' in again.text
    assert len(rows(example, RulingRow)) == 1


def test_a_verdict_that_asks_nothing_offers_no_form(secretary, elsewhere):
    page = secretary.get(f"{elsewhere}/avgjor").text

    assert "spør ikke om noe" in page
    assert 'name="reason"' not in page
    assert "/avgjor" not in secretary.get(elsewhere).text


def test_nobody_has_vouched_for_a_decision_until_somebody_has(secretary, elsewhere):
    assert "Ikke bekreftet av noen." in words(secretary.get(elsewhere).text, "dd")
    assert "ikke bekreftet av noen" in secretary.get("/vedtak?organ=granvik-kommunestyre").text

    form = form_on(secretary, f"{elsewhere}/bekreft") | {"link": LINK, "note": "Side 3."}
    page = sent(secretary, f"{elsewhere}/bekreft", form)

    assert "Marte Haugland bekreftet det" in words(page, "dd")
    assert f'href="{LINK}"' in page
    assert "bekreftet av Marte Haugland" in secretary.get("/vedtak?organ=granvik-kommunestyre").text


def test_a_file_is_handed_out_as_it_came_and_never_as_a_page(secretary, elsewhere, example):
    form = form_on(secretary, f"{elsewhere}/bekreft")
    secretary.post(f"{elsewhere}/bekreft", data=form, files={"file": FILE})

    (row,) = rows(example, CertificationRow)
    given = secretary.get(f"{elsewhere}/bekreft/{row.sha256}")

    assert given.content == FILE[1]
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment;")
    assert given.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("account", "status"), [("leser", 403), ("administrator", 403), ("medlem", 200), ("revisor", 200)]
)
def test_the_file_is_for_those_who_read_drafts(sign_in, elsewhere, example, account, status):
    with example.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        row = decisions.decision(session, community, elsewhere.rpartition("/")[2]).row
        made = certify(session, OPERATOR, community, row, clock.now(), file=SourceFile(*FILE[:2]))
        sha256 = made.sha256

    reader = sign_in(account)

    assert reader.get(f"{elsewhere}/bekreft/{sha256}").status_code == status
    hidden = "Etter en fil som er tatt vare på." in reader.get(elsewhere).text
    assert hidden == (status == 403)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({}, "ikke sagt hva det bygger på"), ({"link": "arkivet"}, "«arkivet» er ikke en lenke")],
)
def test_no_source_is_no_certification(secretary, elsewhere, example, typed, sentence):
    form = form_on(secretary, f"{elsewhere}/bekreft") | {"note": "Det jeg skrev."} | typed

    refused = secretary.post(f"{elsewhere}/bekreft", data=form)

    assert refused.status_code == 422
    assert sentence in summary(refused.text)
    assert "Det jeg skrev." in refused.text
    assert rows(example, CertificationRow) == []


def test_whoever_types_what_is_recorded_sees_it_beside_their_own_words(secretary, example, asked):
    form = form_on(secretary, f"/vedtak/nytt?retter={asked.rpartition('/')[2]}")
    typed = form | {"corrects": "", "votes_for": "6", "minutes": "26/00112", "press": "registrer"}

    refused = secretary.post("/vedtak/nytt", data=typed)

    assert refused.status_code == 409
    assert f'href="{asked}"' in refused.text
    told = words(refused.text, ".note td")
    assert "6 7" in told
    assert "26/00112 –" in told
    assert 'value="26/00112"' in refused.text


def test_two_facts_that_contradict_each_other_are_told_and_what_was_typed_stays(secretary, example):
    form = form_on(secretary, "/vedtak/nytt?sak=midler")
    typed = {
        "body": "psu", "meeting_on": "11.6.2026", "case_number": "61/26", "title": "Midler til opplæring",
        "votes_for": "8", "votes_against": "0", "side_1": "kommunene", "side_1_for": "4",
        "side_2": "helseforetaket", "side_2_for": "3", "press": "registrer",
    }  # fmt: skip

    refused = secretary.post("/vedtak/nytt", data=form | typed)

    assert refused.status_code == 422
    assert "kommunene 4 for, 0 mot" in summary(refused.text)
    assert '<details class="splitting" open' in refused.text
    assert ref_of(example, "61/26") is None


def test_words_sides_and_papers_are_recorded_and_shown(secretary, example):
    form = form_on(secretary, "/vedtak/nytt?sak=midler")
    typed = {
        "body": "psu", "meeting_on": "11.6.2026", "case_number": "61/26", "title": "Midler til opplæring",
        "votes_for": "8", "votes_against": "0", "side_1": "kommunene", "side_1_for": "4",
        "side_2": "helseforetaket", "side_2_for": "4", "procedure": "fjernmøte", "paper_3": "ja",
        "text": "PSU gir 100 000 kroner.", "press": "registrer",
    }  # fmt: skip

    page = sent(secretary, "/vedtak/nytt", form | typed)

    shown = words(page, "dd")
    assert "PSU gir 100 000 kroner." in shown
    assert "Kommunene 4 for, 0 mot Helseforetaket 4 for, 0 mot" in shown
    assert "Fjernmøte" in shown
    with example.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        view = decisions.decision(session, community, ref_of(example, "61/26"))
        assert (view.detail.evidence, view.detail.procedure) == ('["protokoll"]', "fjernmøte")
        again = form_on(secretary, f"/vedtak/nytt?retter={view.row.ref}")
    assert again["text"] == "PSU gir 100 000 kroner."
    assert (again["side_2"], again["side_2_for"], again["paper_3"]) == ("helseforetaket", "4", "ja")


def test_behind_closed_doors_everybody_sees_the_number_and_the_ground_alone(client, example):
    with example.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        view = decisions.decision(session, community, behind_closed_doors(session, community))
        ref, title, number = view.row.ref, view.row.title, view.row.case_number
        assert view.closed_under

    page = client.get(f"/vedtak/{ref}").text
    listed = client.get("/vedtak").text
    told = client.get(f"/api/v1/decisions/{ref}").json()

    assert number in words(page, "dd")
    assert "kommuneloven § 11-5 andre ledd" in words(page, "dd")
    assert "for lukkede dører" in listed
    assert title not in page + listed
    assert (told["title"], told["text"], told["verdict"]["reasons"]) == ("", "", [])
    assert client.get(f"/vedtak/{ref}/endringer").status_code == 404
    assert client.get(f"/api/v1/decisions/{ref}/rulings").status_code == 404


def test_those_who_read_drafts_read_what_was_decided_behind_closed_doors(sign_in, example):
    with example.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        row = decisions.decision(session, community, behind_closed_doors(session, community)).row
        ref, title = row.ref, row.title

    assert title in sign_in("medlem").get(f"/vedtak/{ref}").text
