"""What the parties of the example do together, and whether each is settled, on any day: hol. § 6-2 andre ledd.

Granvik's observation beds have been paid with another sum since 1 May 2025; the team on Langøyene ends with
2027; the teams for children have no special agreement that says what they cost.
"""

from datetime import date

import pytest

from decisions.duties import DutyState
from registry.queries import communities, documents, measures, parties
from registry.queries.involvement import evidence_of
from registry.queries.participation import participation_in
from registry.queries.reviews import years_of_review
from tests.house import token_of, words

BEDS, TEAM, CHILDREN = "Observasjonsplasser ved", "Ambulant team på Langøyene", "Felles team for barn og unge"


@pytest.fixture
def reading(stage):
    with stage.database.reading() as session:
        yield session, communities.chosen(session, "fjordmark")


def the_measure(reading, title, on, known=None):
    found = measures.measures(*reading, on, known=known)
    return next((each for each in found if each.row.title.startswith(title)), None)


@pytest.mark.parametrize(
    ("on", "state", "suspect"),
    [
        (date(2021, 3, 1), DutyState.UAVKLART, False),
        (date(2021, 3, 2), DutyState.OPPFYLT, False),
        (date(2025, 4, 30), DutyState.OPPFYLT, False),
        (date(2025, 5, 1), DutyState.UAVKLART, True),
    ],
)
def test_the_beds_are_settled_until_the_words_on_money_are_others(reading, on, state, suspect):
    beds = the_measure(reading, BEDS, on)

    assert beds.duty.state is state
    assert beds.answers[3].suspect is suspect
    assert not any(each.suspect for each in beds.answers[:3])


@pytest.mark.parametrize(
    ("on", "there"),
    [
        (date(2024, 6, 19), False),
        (date(2024, 6, 20), True),
        (date(2027, 12, 31), True),
        (date(2028, 1, 1), False),
    ],
)
def test_the_team_on_langoyene_stands_from_its_first_day_to_its_last(reading, on, there):
    assert (the_measure(reading, TEAM, on) is not None) is there


def test_the_childrens_teams_lack_an_answer_on_money_as_long_as_no_special_agreement_gives_it(reading):
    before, judged = (the_measure(reading, CHILDREN, date(2025, 5, day)) for day in (5, 6))

    assert before.duty.state is DutyState.UAVKLART
    assert judged.duty.state is DutyState.MANGLER
    assert judged.duty.sentence.endswith("er ikke alt avklart. Delvis avklart: finansiering.")
    assert the_measure(reading, CHILDREN, date(2025, 5, 5), known=date(2025, 5, 6)).duty == judged.duty


def test_each_party_sees_its_own_and_those_of_all(reading):
    def seen_by(ref):
        found = measures.measures(*reading, date(2026, 1, 1), parties.party(*reading, ref))
        return {each.row.title.split()[0] for each in found}

    assert seen_by("granvik") == {"Observasjonsplasser", "Felles"}
    assert seen_by("langoyene") == {"Ambulant", "Felles"}
    assert seen_by("helse-fjordmark") == {"Observasjonsplasser", "Ambulant", "Felles"}


def test_the_forum_took_part_in_the_agreement_of_2025_and_the_copy_after_it_was_frozen_counts_not(reading):
    session, community = reading
    document = documents.document(session, community, "samarbeidsavtalen")
    version = next(row for row in documents.versions_of(session, document) if row.number == "2025.1")
    part = participation_in(session, community, document, version, date(2025, 5, 1))

    assert part.organisations.state is part.experience.state is DutyState.OPPFYLT
    assert [each.whom for each in part.too_late] == ["Pensjonistforbundet i Fjordmark"]
    assert len(evidence_of(session, [version])) == 3


@pytest.mark.parametrize(
    ("on", "states"),
    [
        (date(2026, 9, 15), {DutyState.LOPER: 20}),
        (date(2026, 9, 16), {DutyState.OPPFYLT: 1, DutyState.LOPER: 19}),
        (date(2027, 1, 1), {DutyState.OPPFYLT: 1, DutyState.FORFALT: 19}),
    ],
)
def test_granvik_found_that_nothing_needs_to_be_changed_and_the_others_have_until_new_year(
    reading, on, states
):
    found = [each for each in years_of_review(*reading, on) if each.year == 2026]

    assert {each.duty.state: len(each.pairs) for each in found} == states


def test_the_secretary_adds_a_measure_judges_it_and_ends_it_and_everybody_reads_of_it(visitor):
    secretary, nobody = visitor("sekretariat"), visitor("")
    typed = {"title": "Delt jordmorvakt", "document": "samarbeidsavtalen", "section": "9.4", "pair": ""}
    csrf = {"csrf": token_of(secretary)}
    here = secretary.post(
        "/lovkrav/tiltak/ny", data=typed | csrf | {"agreed_on": "1.6.2025", "last_day": ""}
    ).headers["location"]
    words_there = {
        "nr": "4",
        "i": "samarbeidsavtalen@2025.1",
        "punkt": "9.5",
        "degree": "dekker",
        "reason": "Partene deler utgiftene likt.",
    }

    wrong = secretary.post(f"{here}/vurder", data=words_there | csrf | {"cited": "Kongen betaler."})
    assert (wrong.status_code, "Kongen betaler." in wrong.text) == (422, True)
    assert "står ikke i punktet" in words(wrong.text)
    assert secretary.post(f"{here}/vurder", data=words_there | csrf | {"cited": ""}).status_code == 303
    told = words(nobody.get(here).text)
    assert "Venter på vurdering: ansvar, arbeidsgiveransvar og organisering." in told

    ended = secretary.post(f"{here}/slutt", data=csrf | {"last_day": "31.12.2025", "reason": ""})
    assert ended.status_code == 303
    listed = [words(nobody.get(f"/lovkrav/tiltak?dato={day}").text) for day in ("2025-12-31", "2026-01-01")]
    assert ["Tiltak som ikke står denne dagen" in each for each in listed] == [False, True]


def test_a_duty_of_the_field_is_judged_on_a_place_and_stands_apart_from_the_thirteen(visitor):
    secretary, nobody = visitor("sekretariat"), visitor("")
    before = words(nobody.get("/lovkrav").text)
    form = {"csrf": token_of(secretary), "krav": "feltets-plikter:10", "par": ""}
    place = {"i": "retningslinje-8@2025.1", "punkt": "6.2", "degree": "dekker", "cited": ""}
    place["reason"] = "Sier hvem som oppnevner koordinatoren."

    assert secretary.post("/lovkrav/feltets-plikter/vurder", data=form | place).status_code == 303

    assert "6.2 Barnekoordinator" in words(nobody.get("/lovkrav/feltets-plikter").text)
    after = words(nobody.get("/lovkrav").text)
    assert "Av 15 plikter er 1 ordnet i det som gjelder." in after
    assert before.partition("Frister og plikter")[0] == after.partition("Frister og plikter")[0]


def test_what_is_typed_of_users_and_reviews_is_told_and_taken_back(visitor):
    secretary, nobody = visitor("sekretariat"), visitor("")
    csrf = {"csrf": token_of(secretary)}
    typed = {
        "version": "samarbeidsavtalen@2025.1",
        "sort": "pasient- og brukerorganisasjoner",
        "how": "Møte.",
    }
    typed |= {"whom": "Diabeteslaget", "took_part_on": "2.5.2024", "answer": "", "link": ""}
    assert secretary.post("/lovkrav/medvirkning/ny", data=typed | csrf).status_code == 303
    assert "Diabeteslaget" in nobody.get("/lovkrav/medvirkning").text

    review = {"document": "samarbeidsavtalen", "pair": "", "year": "2025", "reviewed_on": "20.12.2025"}
    review |= {"outcome": "skal endres", "told": "Se 01017012345.", "link": ""}
    refused = secretary.post("/lovkrav/gjennomganger/ny", data=review | csrf)
    assert refused.status_code == 422
    assert "ser ut som et fødselsnummer" in words(refused.text)
    kept = secretary.post("/lovkrav/gjennomganger/ny", data=review | csrf | {"told": "Punkt 4."})
    assert kept.status_code == 303

    for page, name in (("medvirkning", "Diabeteslaget"), ("gjennomganger", "20.12.2025")):
        form = secretary.get(f"/lovkrav/{page}/rett").text
        record = next(part for part in form.split('<option value="') if name in part).partition('"')[0]
        told = {"record": record, "reason": "Det var ikke så."} | csrf
        assert secretary.post(f"/lovkrav/{page}/rett", data=told).status_code == 303
        assert "Stemmer ikke: Det var ikke så." in words(nobody.get(f"/lovkrav/{page}").text)
