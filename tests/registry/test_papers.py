"""Papers made of what is in the register: on pages, by programs, and on the command line."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from documents.docx import accessibility, read
from documents.docx.papers import Paper
from documents.kinds import Language
from documents.markdown import plain
from documents.text import plain_text
from registry.errors import BadInput, NotFound, RuleSaysNo
from registry.permissions import OPERATOR
from registry.queries import bodies, compliance_report, coverage, documents, papers, parties, pdf_files
from registry.queries.paper_files import PaperForm, form_of, paper_file
from tests.registry.api_calls import key
from tests.registry.terminal import call

AGREEMENT = "/dokumenter/samarbeidsavtalen"
DRAFT = f"{AGREEMENT}/2026.1"
THE_DAY = date(2025, 11, 20)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def words(paper: Paper) -> str:
    told = [plain(paper.title), *(f"{label}: {value}" for label, value in paper.facts)]
    for section in paper.text.walk():
        told += [plain(section.title), *(plain(inline) for inline in plain_text(section.blocks))]
    return "\n".join(told)


def a_version(session, fjordmark, ref, number, on=date(2026, 11, 22)):
    return documents.version(session, fjordmark, ref, number, OPERATOR, on)


def test_a_draft_is_sent_to_everybody_who_must_adopt_it(session, fjordmark):
    draft = a_version(session, fjordmark, "samarbeidsavtalen", "2026.1")

    told = words(papers.hearing(session, fjordmark, draft, OPERATOR, date(2027, 1, 15)))

    assert "Til: 21 mottakere, se listen til slutt" in told
    assert "Svarfrist: 15. januar 2027" in told
    assert "Helse Fjordmark HF" in told
    assert draft.row.change_reason in told
    assert "fra versjon 2025.1" in told


def test_the_letter_is_in_the_form_of_norwegian_that_is_asked_for(session, fjordmark):
    draft = a_version(session, fjordmark, "samarbeidsavtalen", "2026.1")

    paper = papers.hearing(session, fjordmark, draft, OPERATOR, language=Language.NN)

    assert paper.kind == "Høyringsbrev"
    assert "Slik svarer de" in words(paper)


def test_a_withdrawn_version_is_sent_to_nobody(session, fjordmark):
    withdrawn = a_version(session, fjordmark, "samarbeidsavtalen", "2025.2")

    with pytest.raises(RuleSaysNo, match="trukket"):
        papers.hearing(session, fjordmark, withdrawn, OPERATOR)


def test_a_case_goes_to_the_body_of_the_party_in_the_partys_own_form(session, fjordmark):
    version = a_version(session, fjordmark, "samarbeidsavtalen", "2025.1", date(2025, 3, 1))

    nynorsk = papers.case(session, fjordmark, version, OPERATOR, "lysfjord")
    bokmal = papers.case(session, fjordmark, version, OPERATOR, "granvik")

    assert "Lysfjord kommunestyre vedtek" in words(nynorsk)
    assert "Granvik kommunestyre vedtar" in words(bokmal)
    assert version.row.frozen_hash in words(bokmal)


def test_a_case_quotes_the_rule_of_its_day_and_what_others_have_done(session, fjordmark):
    version = a_version(session, fjordmark, "samarbeidsavtalen", "2025.1", date(2025, 3, 1))

    told = words(papers.case(session, fjordmark, version, OPERATOR, "granvik"))

    assert "Samarbeidsavtalen 2021.1 punkt 5.2 a" in told
    assert "Helse- og omsorgstjenesteloven § 6-1" in told
    assert "Bjørkli kommunestyre, sak KS 006/25, 30. januar 2025: vedtar, vedtatt" in told
    assert "april 2025" not in told, "what came after the day is not known on it"
    assert "11 dekket" in told


def test_no_case_is_made_of_a_text_that_may_still_change(session, fjordmark):
    draft = a_version(session, fjordmark, "samarbeidsavtalen", "2026.1")

    with pytest.raises(RuleSaysNo, match="Frys utkastet først"):
        papers.case(session, fjordmark, draft, OPERATOR, "psu")


def test_a_case_for_somebody_nobody_knows_is_refused(session, fjordmark):
    version = a_version(session, fjordmark, "samarbeidsavtalen", "2025.1")

    with pytest.raises(NotFound, match="verken et organ eller en part"):
        papers.case(session, fjordmark, version, OPERATOR, "oslo")


def test_the_minutes_have_the_cases_of_that_day_alone(session, fjordmark):
    psu = bodies.body(session, fjordmark, "psu")

    told = words(papers.meeting(session, fjordmark, psu, THE_DAY))

    assert "Sak 14/25 Mindre endringer i samarbeidsavtalen" in told
    assert "Sak 15/25" in told
    assert "5/26" not in told
    assert "8 for, 0 mot, 8 til stede, 8 medlemmer." in told
    assert "Berit Aasland" in told


def test_the_minutes_of_a_kommunestyre_are_its_own(session, fjordmark):
    rows = bodies.all_bodies(session, fjordmark)
    body = next(row for row in rows if row.name == "Lysfjord kommunestyre")
    (day,) = papers.meeting_days(session, fjordmark, body, date(2026, 11, 22))[:1]

    paper = papers.meeting(session, fjordmark, body, day)

    assert paper.organisation == "Lysfjord"
    assert paper.language is Language.NN
    assert "Kommunelova § 11-4 krev" in words(paper)


def test_a_day_without_a_meeting_has_minutes_that_say_so(session, fjordmark):
    psu = bodies.body(session, fjordmark, "psu")

    assert "Ingen vedtak er ført" in words(papers.meeting(session, fjordmark, psu, date(2025, 11, 21)))


def test_the_report_has_the_facts_of_compliance(session, fjordmark):
    on = date(2026, 11, 22)
    held = coverage.compliance(session, fjordmark, on)

    told = words(compliance_report.report(session, fjordmark, on))

    for item in held.items:
        assert f"Krav {item.minimum.nr}: {item.minimum.label}" in told
        assert item.minimum.demand in told
        for mark in item.evidence:
            assert mark.judged_by in told
            assert plain(mark.section_title) in told
    assert f"{held.totals['dekket']} er dekket" in told
    assert "og 22 vedtak til" in told
    assert "Granvik og Helse Fjordmark HF" in told


def test_the_report_of_a_day_before_the_law_grew_lacks_what_came_later(session, fjordmark):
    told = words(compliance_report.report(session, fjordmark, date(2022, 6, 1)))

    assert "Lovkravene i § 6-2 per 1. juni 2022" in told
    assert "ikke aktuelt ennå" in told


def test_the_report_for_one_party_has_its_pairs_alone(session, fjordmark):
    party = parties.party(session, fjordmark, "lysfjord")

    told = words(compliance_report.report(session, fjordmark, date(2026, 11, 22), party))

    assert "Lysfjord og Helse Fjordmark HF" in told
    assert "Granvik og Helse Fjordmark HF" not in told
    assert "Lovkrava i § 6-2" in told


@pytest.mark.parametrize("form", list(PaperForm))
def test_a_paper_is_taken_out_in_every_form_there_is(session, fjordmark, form):
    psu = bodies.body(session, fjordmark, "psu")
    paper = papers.meeting(session, fjordmark, psu, THE_DAY)

    file = paper_file(session, fjordmark, paper, "protokoll", form)

    assert file.name == f"protokoll.{form.value}"
    begins = {"docx": b"PK", "md": b"# ", "html": b"<!doctype html>", "pdf": b"%PDF-1.7"}
    assert file.data.startswith(begins[form.value])
    assert file.data == paper_file(session, fjordmark, paper, "protokoll", form).data


def test_the_papers_of_the_example_can_be_read_by_everybody(session, fjordmark):
    version = a_version(session, fjordmark, "samarbeidsavtalen", "2025.1", date(2025, 3, 1))
    draft = a_version(session, fjordmark, "samarbeidsavtalen", "2026.1")
    psu = bodies.body(session, fjordmark, "psu")
    made = (
        papers.hearing(session, fjordmark, draft, OPERATOR),
        papers.case(session, fjordmark, version, OPERATOR, "lysfjord"),
        papers.meeting(session, fjordmark, psu, THE_DAY),
        compliance_report.report(session, fjordmark, date(2026, 11, 22)),
    )

    for paper in made:
        data = paper_file(session, fjordmark, paper, "x", PaperForm.DOCX).data
        assert accessibility.check(data) == ()
        assert [plain(each.title) for each in read(data).text.walk()] == [
            plain(each.title) for each in paper.text.walk()
        ]


def test_a_form_nobody_knows_is_refused():
    assert form_of("") is PaperForm.DOCX
    with pytest.raises(BadInput, match="exe"):
        form_of("exe")


def test_where_pdf_is_not_installed_the_register_says_so_and_offers_none(session, fjordmark, monkeypatch):
    monkeypatch.setattr(pdf_files, "can_make_pdf", lambda: False)
    from registry.queries import exports, paper_files

    assert exports.Format.PDF not in exports.formats()
    assert PaperForm.PDF not in paper_files.forms()
    with pytest.raises(BadInput, match="Tillegget «pdf» er ikke installert"):
        exports.export(
            session,
            fjordmark,
            a_version(session, fjordmark, "samarbeidsavtalen", "2025.1"),
            exports.Format.PDF,
        )


def test_the_secretary_takes_the_papers_where_she_looks_for_them(secretariat):
    assert f"{DRAFT}/papirer" in secretariat.get(DRAFT).text
    assert "/organer/psu/protokoll/2025-11-20" in secretariat.get("/organer/psu").text
    assert "/lovkrav/rapport" in secretariat.get("/lovkrav").text

    for address in (
        f"{DRAFT}/horingsbrev?frist=15.1.2027&svar=post@x.example&form=nn",
        f"{AGREEMENT}/2025.1/saksframlegg?til=psu",
        "/organer/psu/protokoll/2025-11-20",
        "/lovkrav/rapport?part=granvik&dato=2025-06-01",
    ):
        answer = secretariat.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, WORD)
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_what_was_typed_stands_there_when_something_must_be_mended(secretariat):
    answer = secretariat.get(f"{DRAFT}/horingsbrev?frist=i+morgen&svar=post@x.example")

    assert answer.status_code == 422
    assert "«i morgen» er ikke en dato" in answer.text
    assert 'value="i morgen"' in answer.text
    assert 'value="post@x.example"' in answer.text


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (f"{AGREEMENT}/2025.1/saksframlegg", 422, "Mottakeren er ikke valgt"),
        (f"{AGREEMENT}/2025.1/saksframlegg?til=oslo", 404, "verken et organ eller en part"),
        (f"{DRAFT}/saksframlegg?til=psu", 409, "Frys utkastet først"),
        (f"{DRAFT}/horingsbrev?som=exe", 422, "er ikke et filformat her"),
        (f"{DRAFT}/horingsbrev?form=xx", 422, "Velg bokmål eller nynorsk"),
        ("/organer/psu/protokoll/igår", 422, "er ikke en dato"),
        ("/organer/ingen/protokoll/2025-11-20", 404, "finnes ikke"),
        ("/lovkrav/rapport?part=oslo", 404, "finnes ikke"),
    ],
)
def test_what_cannot_be_made_is_told_of(secretariat, address, status, said):
    answer = secretariat.get(address)

    assert answer.status_code == status
    assert said in answer.text


@pytest.mark.parametrize("path", ["papirer", "horingsbrev", "saksframlegg?til=psu"])
def test_a_stranger_is_not_told_of_a_draft(client, path):
    assert client.get(f"{DRAFT}/{path}").status_code == 404


def test_programs_get_the_same_papers(client, token_for):
    who = key(token_for)
    draft = "/api/v1/documents/samarbeidsavtalen/versions/2026.1/papers/hearing/md"

    assert client.get(draft).status_code == 404
    letter = client.get(draft, params={"deadline": "2027-01-15", "language": "nn"}, headers=who)
    assert "**Svarfrist:** 15" in letter.text
    case = client.get(
        "/api/v1/documents/samarbeidsavtalen/versions/2025.1/papers/case/docx", params={"for": "psu"}
    )
    assert case.headers["content-type"] == WORD
    refused = client.get(
        "/api/v1/documents/samarbeidsavtalen/versions/2026.1/papers/case/docx",
        params={"for": "psu"},
        headers=who,
    )
    assert refused.status_code == 409
    assert client.get("/api/v1/bodies/psu/meetings/2025-11-20/minutes/html").text.startswith(
        "<!doctype html>"
    )
    assert client.get("/api/v1/compliance/report/md?on=2025-06-01").text.startswith("# Lovkravene")


def test_papers_on_the_command_line(loaded: Path, tmp_path: Path):
    letter = tmp_path / "brev.docx"
    told = call(
        loaded, "paper", "hearing", "samarbeidsavtalen@2026.1", "--deadline", "15.1.2027", "-o", str(letter)
    )
    assert (told.code, told.out) == (0, "")
    assert read(letter.read_bytes()).text.title == "Høring: Samarbeidsavtalen"

    assert "Sak 14/25" in call(loaded, "paper", "minutes", "psu", "--on", "2025-11-20", "--to", "md").out
    assert "Lovkravene" in call(loaded, "paper", "compliance", "--to", "html").out
    case = ("paper", "case", "samarbeidsavtalen@2025.1", "--to", "md", "--for")
    assert "PSU" in call(loaded, *case, "psu").out
    assert call(loaded, *case, "oslo").code == 2
    draft = call(loaded, "paper", "case", "samarbeidsavtalen@2026.1", "--for", "psu", "-o", str(letter))
    assert draft.code == 1
    assert "Frys utkastet først" in draft.err
    assert call(loaded, "paper", "minutes", "psu", "--to", "exe").code == 2
