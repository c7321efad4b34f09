"""The papers of the office: what they say, what they leave open, and that a Word file of one is well made."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import markdown
from documents.comparing.change_table import Reason, change_rows
from documents.comparing.diff import compare
from documents.coverage import Degree, Mark, coverage
from documents.docx import accessibility, read
from documents.docx.papers import (
    Attachment,
    Case,
    Changes,
    Decider,
    Hearing,
    Matter,
    Meeting,
    Paper,
    SeatHeld,
    as_html,
    as_markdown,
    case_paper,
    compliance_report,
    hearing_letter,
    minutes,
    write_paper,
)
from documents.docx.papers.paper import BLANK
from documents.docx.writing.house import FILE
from documents.docx.writing.template_reader import read_template
from documents.kinds import Language
from documents.markdown import plain
from documents.text import ItemList, LegalText, Paragraph, Quote, Table, plain_text
from tests.documents.compliance_facts import EMPTY_REPORT, ITEMS, REPORT
from tests.office import Office

CREATED = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
HASH = "3f9a5c0d8e7b6a41" * 4
OLD = markdown.read(
    "# Avtale\n\n## 1 Formål {#formal}\n\nPartene skal samarbeide.\n\n## 2 Frist {#frist}\n\nTo uker.\n"
)
NEW = markdown.read(
    "# Avtale\n\n## 1 Formål {#formal}\n\nPartene skal samarbeide.\n\n## 2 Frist {#frist}\n\nFire uker.\n\n"
    "## 3 Tvist {#tvist}\n\nPartene møtes.\n"
)
WHY = {"frist": Reason("Fristen var for kort.", "Granvik kommune")}


def changes(old=OLD, new=NEW):
    comparison = compare(old, new)
    return Changes("2025.1", comparison, change_rows(comparison, old, new, WHY))


HEARING = Hearing(
    organisation="Helsefellesskapet Fjordmark",
    title="Samarbeidsavtalen",
    version="2026.1",
    is_adopted=False,
    reason="Loven er endret.",
    day="3. november 2026",
    deadline="15. januar 2027",
    recipients=("Granvik", "Storelv"),
    answer_to="post@fjordmark.example",
    changes=changes(),
    attached=(Attachment("Teksten", "samarbeidsavtalen-2026.1.docx", HASH),),
    language=Language.NB,
    identifier="samarbeidsavtalen@2026.1",
    created=CREATED,
)
MARKS = (
    Mark(
        1,
        "avtalen",
        "2025.1",
        "ansvar",
        "4",
        "Ansvar",
        Degree.FULL,
        "Marte Haugland",
        date(2025, 5, 5),
        "Fordeler.",
    ),
)
CASE = Case(
    organisation="Helsefellesskapet Fjordmark",
    recipient="Lysfjord kommunestyre",
    title="Samarbeidsavtalen",
    version="2026.1",
    kind="samarbeidsavtale",
    change="revisjon",
    confirmed_by="Marte Haugland",
    hash=HASH,
    day="3. november 2026",
    reason="Loven er endret.",
    in_force="Samarbeidsavtalen, versjon 2025.1",
    before=("ASU, sak 12/26, 2. oktober 2026: innstiller, vedtatt",),
    round="0 av 2 parter har vedtatt teksten.",
    changes=changes(),
    may_decide="Alle kommunestyrene og styret for helseforetaket kan vedta revisjon av samarbeidsavtale.",
    deciders=(Decider("alle kommunestyrene", "flertall"),),
    clauses=("Samarbeidsavtalen 2025.1 punkt 5.2 a: «Samarbeidsavtalen vedtas av kommunestyrene».",),
    laws=("Helse- og omsorgstjenesteloven § 6-1 første ledd: «Kommunestyret selv».",),
    question="",
    items=coverage(MARKS, date(2026, 11, 3)),
    covered_here=(1, 4),
    attached=(Attachment("Teksten", "samarbeidsavtalen-2026.1.docx", HASH),),
    language=Language.NB,
    identifier="samarbeidsavtalen@2026.1",
    created=CREATED,
)
MATTER = Matter(
    case="14/25",
    title="Mindre endringer",
    act="vedtar",
    outcome="vedtatt",
    about="samarbeidsavtalen@2025.2",
    hash=HASH,
    votes="8 for, 0 mot",
    present=8,
    members=8,
    verdict="Ugyldig",
    reasons=("PSU kan ikke vedta dette.",),
)
MEETING = Meeting(
    organisation="Helsefellesskapet Fjordmark",
    body="Politisk samarbeidsutvalg (PSU)",
    is_elected=False,
    day="20. november 2025",
    matters=(MATTER, replace(MATTER, case="Sak 15/25", votes="", present=None, members=None)),
    seats=(
        SeatHeld("Berit Aasland", "Helse Fjordmark HF", "leder", may_vote=True),
        SeatHeld("Tore Skaar", "Helse Fjordmark HF", "vara", may_vote=True, deputy_for="Hilde Kvamme"),
        SeatHeld("Liv Bråten", "Brukerutvalget", "representant", may_vote=False),
    ),
    language=Language.NB,
    identifier="psu/2025-11-20",
    created=CREATED,
)
EMPTY_HEARING = replace(
    HEARING, reason="", deadline="", recipients=(), answer_to="", changes=None, attached=()
)
EMPTY_CASE = replace(
    CASE,
    confirmed_by="",
    reason="",
    in_force="",
    before=(),
    round="",
    changes=None,
    may_decide="",
    deciders=(),
    clauses=(),
    laws=(),
    question="Hvem kan det?",
    items=(),
    covered_here=(),
    attached=(),
)
EMPTY_MEETING = replace(MEETING, matters=(), seats=())


def both(make, *facts):
    return [make(replace(each, language=language)) for each in facts for language in Language]


PAPERS = [
    *both(hearing_letter, HEARING, EMPTY_HEARING),
    *both(case_paper, CASE, EMPTY_CASE),
    *both(minutes, MEETING, replace(MEETING, is_elected=True), EMPTY_MEETING),
    *both(compliance_report, REPORT, EMPTY_REPORT),
]
NAMES = [f"{at}-{paper.kind}-{paper.language.value}" for at, paper in enumerate(PAPERS)]


def words(paper: Paper) -> str:
    """All its words, the head's too."""
    told = [f"{label}: {value}" for label, value in paper.facts]
    for section in paper.text.walk():
        told += [plain(section.title), *(plain(inline) for inline in plain_text(section.blocks))]
    return "\n".join((plain(paper.title), *told))


def without_identities(text: LegalText) -> LegalText:
    def bare(section):
        return replace(section, id="", origins=(), children=tuple(bare(each) for each in section.children))

    return replace(text, sections=tuple(bare(each) for each in text.sections))


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
def test_a_paper_in_word_reads_back_as_it_was_written(paper):
    reading = read(write_paper(paper))

    assert without_identities(reading.text) == paper.text
    assert {remark.code for remark in reading.remarks} <= {"cover"}, "the head is made anew, and that is said"


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
def test_everybody_can_read_a_paper(paper):
    assert accessibility.check(write_paper(paper)) == ()


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
def test_the_same_paper_gives_the_same_bytes(paper):
    assert write_paper(paper) == write_paper(replace(paper))


@pytest.mark.parametrize("paper", PAPERS[::4], ids=NAMES[::4])
def test_a_paper_wears_the_offices_own_template(paper):
    template = read_template(FILE.read_bytes())

    data = write_paper(paper, template)

    assert without_identities(read(data).text) == paper.text
    assert accessibility.check(data) == ()


@pytest.mark.office
@pytest.mark.parametrize("paper", PAPERS[::2], ids=NAMES[::2])
def test_libreoffice_opens_a_paper(office: Office, paper):
    assert 1 <= office.opens(write_paper(paper)) <= 8


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
def test_a_paper_is_markdown_and_html_too(paper):
    read_again = markdown.read(as_markdown(paper))
    page = as_html(paper)

    assert [section.title for section in read_again.walk()] == [
        section.title for section in paper.text.walk()
    ]
    assert page.count("<h1>") == 1
    assert f'lang="{paper.language.value}"' in page
    assert len(re.findall(r' id="(del[\d-]+)"', page)) == len(list(paper.text.walk()))


@pytest.mark.parametrize("paper", PAPERS, ids=NAMES)
def test_a_paper_has_no_empty_part(paper):
    for section in paper.text.walk():
        assert section.blocks or section.children, section.title
        for block in section.blocks:
            assert block != Paragraph("")
            assert not isinstance(block, Table) or block.rows
            assert not isinstance(block, ItemList) or block.items


def test_the_two_forms_of_norwegian_say_the_same_and_in_other_words():
    for bokmal, nynorsk in zip(PAPERS[::2], PAPERS[1::2], strict=True):
        assert [len(each.blocks) for each in bokmal.text.walk()] == [
            len(each.blocks) for each in nynorsk.text.walk()
        ]
        assert not re.search(r"\b(ikke|hvem|hvorfor|endret|fra versjon)\b", _ours(nynorsk)), nynorsk.kind
        assert not re.search(r"\b(ikkje|kven|kvifor|endra)\b", words(bokmal))


def _ours(paper: Paper) -> str:
    """Its words without those that come from the register, which stand as they were written."""
    from_the_register = (
        "Loven er endret.",
        *CASE.clauses,
        CASE.round,
        "PSU kan ikke vedta dette.",
        CASE.may_decide,
    )
    told = words(paper)
    for each in (*from_the_register, *(item.minimum.demand for item in ITEMS)):
        told = told.replace(each, "")
    return told


def test_the_hearing_letter_says_what_why_when_to_whom_and_how():
    told = words(hearing_letter(HEARING))

    assert "sender Samarbeidsavtalen, versjon 2026.1, på høring. Utkastet er ikke vedtatt" in told
    assert "Loven er endret." in told
    assert "Svarfrist: 15. januar 2027" in told
    assert "Til: Granvik, Storelv" in told
    assert "send den til post@fjordmark.example innen 15. januar 2027." in told
    assert "sporing av endringer" in told
    assert HASH in told


def test_the_hearing_letter_lists_the_changes_with_their_reasons():
    told = words(hearing_letter(HEARING))

    assert "Det er 2 endringer fra versjon 2025.1: 1 ny, 1 endret." in told
    assert "2 Frist: omformulert" in told
    assert "Fristen var for kort. Spilt inn av Granvik kommune." in told
    assert "3 Tvist: nytt kapittel" in told
    assert "Ikke begrunnet." in told


def test_a_hearing_of_few_changes_says_so_in_nynorsk():
    told = words(hearing_letter(replace(HEARING, language=Language.NN)))

    assert "Det er 2 endringar frå versjon 2025.1: 1 ny, 1 endra." in told
    assert "Spelt inn av Granvik kommune." in told


def test_what_the_hearing_letter_does_not_know_stands_as_a_line():
    told = words(hearing_letter(EMPTY_HEARING))

    assert f"Svarfrist: {BLANK}" in told
    assert f"send den til {BLANK} innen {BLANK}." in told
    assert "Dette er den første utgaven" in told
    assert "Ingen vedlegg." in told


def test_many_recipients_stand_at_the_end():
    letter = hearing_letter(replace(HEARING, recipients=tuple(f"Kommune {at}" for at in range(21))))

    assert dict(letter.facts)["Til"] == "21 mottakere, se listen til slutt"
    assert letter.sections[-1].title == "Sendt til"


def test_a_text_that_did_not_change_is_told_of_as_such():
    told = words(hearing_letter(replace(HEARING, changes=changes(OLD, OLD))))

    assert "Ingen ord er endret fra versjon 2025.1." in told


def test_the_case_paper_proposes_a_decision_on_this_very_text():
    first = case_paper(CASE).sections[0]
    told = "\n".join(plain(each) for each in plain_text(first.blocks))

    assert "Lysfjord kommunestyre vedtar Samarbeidsavtalen, versjon 2026.1." in told
    assert f"samarbeidsavtalen@2026.1 med avtrykk {HASH}." in told


def test_the_case_paper_quotes_the_clause_and_the_law():
    paper = case_paper(CASE)
    quotes = [block for section in paper.text.walk() for block in section.blocks if isinstance(block, Quote)]

    assert [plain(next(plain_text(each.blocks))) for each in quotes] == [*CASE.clauses, *CASE.laws]
    assert "er ikke juridisk rådgivning" in words(paper)


def test_the_case_paper_names_the_items_of_the_law_that_are_open():
    told = words(case_paper(CASE))

    assert "13 krav" in told
    assert "1 dekket, 0 delvis dekket og 12 uten dekning" in told
    assert "Barn og unge" in told
    assert "denne versjonen dekker krav nr. 1, 4." in told


def test_where_nobody_knows_who_may_decide_the_case_paper_asks():
    told = words(case_paper(EMPTY_CASE))

    assert "Det må avgjøres av en person." in told
    assert "Må avklares først: Hvem kan det?" in told


def test_the_minutes_hold_each_case_with_its_vote_and_verdict():
    told = words(minutes(MEETING))

    assert "Sak 14/25 Mindre endringer" in told
    assert "Sak 15/25 Mindre endringer" in told
    assert "8 for, 0 mot, 8 til stede, 8 medlemmer." in told
    assert "Ugyldig. PSU kan ikke vedta dette." in told
    assert "samarbeidsavtalen@2025.2" in told


def test_the_minutes_never_guess_who_came_or_when():
    told = words(minutes(MEETING))

    assert "Registeret vet ikke hvem som møtte" in told
    assert f"Tid: {BLANK}" in told
    assert f"Hvem som var fraværende: {BLANK}" in told
    assert f"Stemmetall er ikke ført: {BLANK}" in told


def test_the_law_on_moteboker_holds_for_elected_bodies():
    assert "krever at møteboka også har dette" in words(minutes(replace(MEETING, is_elected=True)))
    assert "gjelder folkevalgte organer, og dette er ikke ført som et slikt" in words(minutes(MEETING))


def test_a_meeting_of_which_nothing_is_recorded_still_has_a_paper():
    told = words(minutes(EMPTY_MEETING))

    assert "Ingen vedtak er ført for Politisk samarbeidsutvalg (PSU) 20. november 2025." in told
    assert "Registeret har ingen plasser i organet for denne dagen." in told


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_whatever_people_write_stands_in_the_paper_as_they_wrote_it(typed):
    shown = plain(markdown.escape(typed))
    facts = replace(HEARING, reason=typed.replace("\n", " "), title=f"A {typed}", recipients=(typed, "B"))

    paper = hearing_letter(facts)

    assert not shown.strip() or shown.strip() in words(paper)
    assert write_paper(paper)[:2] == b"PK"
