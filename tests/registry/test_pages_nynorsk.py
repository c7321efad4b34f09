"""A councillor in a nynorsk kommune reads in nynorsk what the register says of a decision, on pages and paper."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from decisions.verdict import Answer, Verdict
from documents.kinds import Language
from registry.house import House
from registry.permissions import OPERATOR
from registry.queries import documents, meeting_papers, meetings, papers, rejudging
from registry.tables import DecisionRow
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk, bokmal_in
from tests.registry.test_papers import words as words_of
from tests.registry.typed_forms import words


def in_nynorsk(client, path: str) -> str:
    return client.get(path, headers={"accept-language": "nn"}).text


def sentences(verdict: Verdict) -> tuple[str, ...]:
    return (*verdict.reasons, *verdict.missing, verdict.question)


# Pages.


def test_who_may_decide_is_told_in_nynorsk(client):
    page = in_nynorsk(client, "/hvem-kan-vedta?slag=samarbeidsavtale&endring=ny&dato=2025-06-01")
    told = words(page, ".judged")

    assert "Alle kommunestyra og styret for helseføretaket kan vedta ny samarbeidsavtale." in told
    assert "fleirtalet av røystene avgjer (kommunelova § 11-9)." in told
    assert "Helse- og omsorgstenestelova § 6-1 første ledd" in told


def test_the_same_page_in_bokmal_says_what_the_judge_says(client):
    told = words(
        client.get("/hvem-kan-vedta?slag=samarbeidsavtale&endring=ny&dato=2025-06-01").text, ".judged"
    )

    assert "Alle kommunestyrene og styret for helseforetaket kan vedta ny samarbeidsavtale." in told
    assert "flertallet av stemmene avgjør (kommuneloven § 11-9)." in told


def test_the_clause_itself_keeps_its_words(client):
    address = "/hvem-kan-vedta?slag=retningslinje&endring=revisjon&dato=2025-06-01"
    for page in (client.get(address).text, in_nynorsk(client, address)):
        assert "kan vedtas i ASU" in words(page, ".judged blockquote")


def test_a_recorded_verdict_is_stored_in_bokmal_and_read_in_nynorsk(client, example: House):
    with example.database.reading() as session:
        rows = session.execute(select(DecisionRow.ref, DecisionRow.verdict))
        kept = {ref: Verdict.from_dict(json.loads(table)) for ref, table in rows}
    ref, stored = next((ref, each) for ref, each in kept.items() if each.answer is Answer.INVALID)
    address = f"/vedtak/{ref}"

    assert stored.what in words(client.get(address).text, ".judged")
    told = words(in_nynorsk(client, address), ".judged")
    assert stored.what not in told
    assert "ikkje" in told


def test_how_far_a_round_has_come_is_told_in_nynorsk(secretariat):
    page = in_nynorsk(secretariat, "/dokumenter/samarbeidsavtalen/2025.1/runde?dato=2025-01-20")

    assert "partar har vedteke teksten" in words(page, ".lead") or "vedteke same tekst" in words(
        page, ".lead"
    )


@pytest.mark.parametrize(
    "address",
    [
        "/vedtak/vurdert-pa-nytt",
        "/moter/psu-2026-12-10",
        "/organer/asu",
        "/organer/psu",
        "/regler",
        "/lovkrav",
        "/saker",
        "/arbeid",
    ],
)
def test_nothing_the_judge_says_is_left_in_bokmal(secretariat, address):
    """Names, titles and what people wrote are in their own form; the verdicts are not."""
    bokmal, nynorsk = words(secretariat.get(address).text), words(in_nynorsk(secretariat, address))

    assert bokmal != nynorsk
    for sentence in ("kan ikke", "har ikke mandat", "er ikke ført", "Saken må", "har vedtatt", "sier ikke"):
        assert sentence not in nynorsk


# All of the example.


def test_every_verdict_of_the_example_is_read_in_nynorsk(example: House):
    with example.database.reading() as session:
        stored = [
            Verdict.from_dict(json.loads(table)) for table in session.scalars(select(DecisionRow.verdict))
        ]
    assert len(stored) > 50
    for verdict in stored:
        assert_read_in_nynorsk(*sentences(verdict))


def test_every_verdict_of_today_is_read_in_nynorsk(session, fjordmark):
    judged = [each.now for each in rejudging.judge_all(session, fjordmark)]
    assert len(judged) > 50
    for verdict in judged:
        assert_read_in_nynorsk(*sentences(verdict))


# Papers.


def test_a_case_paper_in_nynorsk_has_its_verdicts_in_nynorsk(session, fjordmark):
    view = documents.version(session, fjordmark, "samarbeidsavtalen", "2025.1", OPERATOR, date(2025, 1, 20))
    nynorsk = words_of(papers.case(session, fjordmark, view, OPERATOR, "granvik", Language.NN))
    bokmal = words_of(papers.case(session, fjordmark, view, OPERATOR, "granvik", Language.NB))

    assert "kan vedta" in nynorsk
    assert "alle kommunestyra" in nynorsk.lower()
    assert "alle kommunestyrene" in bokmal.lower()
    assert "alle kommunestyrene" not in nynorsk.lower()


def test_minutes_in_nynorsk_have_their_verdicts_in_nynorsk(session, fjordmark):
    row = meetings.meeting(session, fjordmark, "psu-2026-10-08")
    nynorsk = words_of(meeting_papers.minutes_paper(session, fjordmark, row, OPERATOR, Language.NN))
    bokmal = words_of(meeting_papers.minutes_paper(session, fjordmark, row, OPERATOR, Language.NB))

    judged = [line for line in nynorsk.split("\n") if line.startswith("Vurderinga registeret gjer")]
    assert judged
    for line in judged:
        assert not bokmal_in(line), line
    assert [line for line in bokmal.split("\n") if line.startswith("Registerets vurdering")]
