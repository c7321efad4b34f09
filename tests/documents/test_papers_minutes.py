"""The minutes of a meeting that is kept in the register: what kommuneloven § 11-4 asks for, case by case."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from documents.docx import accessibility, read
from documents.docx.papers import (
    Attendee,
    Correction,
    CounterProposal,
    Matter,
    Meeting,
    MemberVote,
    SideVotes,
    as_html,
    as_markdown,
    minutes,
    write_paper,
)
from documents.docx.papers.paper import BLANK
from documents.kinds import Language
from documents.markdown import plain
from documents.text import LegalText, Quote, plain_text

TRUST, KOMMUNE = "Helse Fjordmark HF", "Granvik"
ASKED = "PSU vedtar samarbeidsavtalen, versjon 2026.1.\nDen gjelder fra 1. januar 2027."
CASE = Matter(
    case="PSU 12/26",
    title="Mindre endringer i samarbeidsavtalen",
    act="vedtar",
    outcome="vedtatt",
    about="samarbeidsavtalen@2026.1",
    hash="3f9a5c0d8e7b6a41" * 4,
    proposal=ASKED,
    proposed_by="ASU",
    text=ASKED,
    votes="6 for, 1 mot",
    present=8,
    members=8,
    chair_for=True,
    sides=(SideVotes("kommune", 3, 0, 0), SideVotes("helseforetak", 3, 1, 0)),
    cast=(
        MemberVote("Berit Aasland", TRUST, "for"),
        MemberVote("Tore Skaar", TRUST, "mot"),
        MemberVote("Jon Vik", KOMMUNE, "inhabil"),
    ),
    verdict="Gyldig",
    reasons=("PSU kan vedta dette.", "Samarbeidsavtalen punkt 5.2 d.", "Teksten kan tre i kraft."),
)
OTHER = replace(
    CASE,
    case="PSU 13/26",
    title="Ny retningslinje",
    act="innstiller",
    is_advice=True,
    outcome="vedtatt med endring",
    text="PSU rår kommunestyrene til å vedta retningslinjen.",
    counter=(
        CounterProposal("Fristen er tre uker.", "Tore Skaar", "falt", "4.3", 1, 6),
        CounterProposal("Vedtaket får virkning straks.", "Jon Vik", "trukket"),
    ),
    added="Punkt 4.3 strykes.",
    added_sort="endring",
    sides=(),
    cast=(),
)
MEETING = Meeting(
    organisation="Helsefellesskapet Fjordmark",
    body="Politisk samarbeidsutvalg (PSU)",
    is_elected=False,
    day="10. desember 2026",
    began="09:00",
    ended="11:30",
    place="Storelv rådhus",
    led_by="Berit Aasland",
    kept_by="Marte Haugland",
    is_kept=True,
    attendance=(
        Attendee("Berit Aasland", TRUST, "leder", may_vote=True, came=True),
        Attendee("Tore Skaar", TRUST, "vara", may_vote=True, came=True, in_place_of="Hilde Kvamme"),
        Attendee("Hilde Kvamme", TRUST, "medlem", may_vote=True, came=False),
        Attendee("Jon Vik", KOMMUNE, "medlem", may_vote=True, came=True),
        Attendee("Eva Dahl", KOMMUNE, "vara", may_vote=True, came=False),
        Attendee("Liv Bråten", "Brukerutvalget", "representant", may_vote=False, came=True),
    ),
    matters=(CASE, OTHER),
    language=Language.NB,
    identifier="psu-2026-12-10",
    created=datetime(2026, 12, 10, 11, 0, tzinfo=UTC),
)
NOBODY_SAID = replace(
    MEETING,
    began="",
    ended="",
    place="",
    led_by="",
    kept_by="",
    attendance=(),
    matters=(
        replace(
            CASE, text="", votes="", present=None, members=None, outcome="", sides=(), cast=(), chair_for=None
        ),
    ),
)
APPROVED = replace(
    MEETING,
    approved_by="møtelederen og Jon Vik",
    approved_on="15. desember 2026",
    corrections=(
        Correction(
            "Tore Skaar stemte for.", "Stemmen var ført feil.", "Marte Haugland", "18. desember 2026", "12/26"
        ),
    ),
)
WRITTEN = replace(MEETING, procedure="skriftlig", all_consent=None, place="")
CLOSED = replace(
    MEETING,
    matters=(
        Matter(case="PSU 14/26", title="", act="", outcome="", closed_under="koml. § 11-5", withheld=True),
    ),
)
ALL = [
    replace(each, language=language)
    for each in (MEETING, NOBODY_SAID, APPROVED, WRITTEN, CLOSED)
    for language in Language
]


def words(meeting: Meeting) -> str:
    paper = minutes(meeting)
    told = [f"{label}: {value}" for label, value in paper.facts]
    for section in paper.text.walk():
        told += [plain(section.title), *(plain(inline) for inline in plain_text(section.blocks))]
    return "\n".join(told)


@pytest.mark.parametrize("meeting", ALL)
def test_the_minutes_in_word_read_back_as_they_were_written_and_everybody_can_read_them(meeting):
    paper = minutes(meeting)
    data = write_paper(paper)

    def bare(section):
        return replace(section, id="", origins=(), children=tuple(bare(each) for each in section.children))

    text = read(data).text
    assert LegalText(text.title, text.preamble, tuple(bare(each) for each in text.sections)) == paper.text
    assert accessibility.check(data) == ()


def test_the_head_says_when_where_who_led_and_who_kept_the_minutes():
    facts = dict(minutes(MEETING).facts)

    assert facts["Dag"] == "10. desember 2026"
    assert facts["Tid"] == "kl. 09.00–11.30"
    assert facts["Sted"] == "Storelv rådhus"
    assert facts["Møteleder"] == "Berit Aasland"
    assert facts["Protokollfører"] == "Marte Haugland"
    assert "Det registeret ikke vet" not in words(MEETING)


def test_those_who_came_those_with_speech_only_and_those_who_were_absent_stand_apart():
    told = words(MEETING)

    assert "Til stede med stemme: 3\n" in told
    assert "vara for Hilde Kvamme" in told
    assert "Til stede uten stemme: 1\n" in told
    assert "Fraværende: Hilde Kvamme (Helse Fjordmark HF), Tore Skaar møtte." in told
    assert "Eva Dahl" not in told, "a deputy whom nobody called was not absent"


def test_a_decision_as_proposed_is_not_told_twice():
    told = words(replace(MEETING, matters=(CASE,)))

    assert "Vedtak, som foreslått av ASU:" in told
    assert told.count("PSU vedtar samarbeidsavtalen, versjon 2026.1.") == 1
    assert "Forslag til vedtak" not in told


def test_a_decision_of_several_lines_keeps_its_lines():
    (section,) = minutes(replace(MEETING, matters=(CASE,))).sections[1].children
    (quote,) = [block for block in section.blocks if isinstance(block, Quote)]

    assert [plain(each) for each in plain_text(quote.blocks)] == ASKED.split("\n")


def test_a_recommendation_is_not_called_a_decision():
    told = words(replace(MEETING, matters=(OTHER,)))

    assert "Forslag til innstilling fra ASU:" in told
    assert "Innstilling:" in told
    assert "Vedtak:" not in told


def test_counter_proposals_stand_with_their_votes_and_what_became_of_them():
    told = words(MEETING)

    assert "Tore Skaar foreslo til punkt 4.3: «Fristen er tre uker.» Det falt: 1 for, 6 mot." in told
    assert "Jon Vik foreslo: «Vedtaket får virkning straks.» Det ble trukket." in told
    assert "Endring av teksten: Punkt 4.3 strykes." in told


def test_the_vote_stands_in_all_per_side_and_per_member():
    told = words(MEETING)

    assert "Avstemning: 6 for, 1 mot, 8 til stede, 8 medlemmer, møtelederen stemte for." in told
    assert "helseforetak\n3\n1\n0" in told
    assert "For: Berit Aasland (Helse Fjordmark HF)." in told
    assert "Mot: Tore Skaar (Helse Fjordmark HF)." in told
    assert "Inhabil, og deltok ikke: Jon Vik (Granvik)." in told
    assert "Ingen er ført som inhabil" not in told


def test_where_nobody_was_biased_and_nothing_was_closed_the_minutes_say_that_no_such_is_recorded():
    told = words(replace(MEETING, matters=(OTHER,)))

    assert "Ingen del av møtet er ført som lukket. Ingen er ført som inhabil." in told


def test_what_nobody_has_said_stands_as_a_line():
    told = words(NOBODY_SAID)

    assert f"Tid: {BLANK}" in told
    assert f"Vedtak: {BLANK}" in told
    assert f"Utfall: {BLANK}" in told
    assert f"Stemmetall er ikke ført: {BLANK}" in told
    assert f"Når møtet ble satt og hevet: {BLANK}" in told
    assert "Forslag til vedtak fra ASU:" in told


def test_half_a_time_leaves_half_a_line():
    assert dict(minutes(replace(MEETING, ended="")).facts)["Tid"] == "kl. 09.00–____"


def test_approved_minutes_say_by_whom_and_have_no_line_to_sign_on():
    told = words(APPROVED)

    assert "Protokollen er godkjent 15. desember 2026 av møtelederen og Jon Vik." in told
    assert "Underskrift" not in told
    assert "Underskrift" in words(MEETING)


def test_a_correction_stands_beside_what_was_approved():
    told = words(APPROVED)

    assert "18. desember 2026, sak 12/26: Tore Skaar stemte for." in told
    assert "Mot: Tore Skaar" in told, "what was approved is not changed"
    assert "Rettelser" not in words(MEETING)


def test_written_procedure_says_whether_all_consented():
    assert "alle medlemmene samtykket" in words(replace(WRITTEN, all_consent=True))
    assert "ikke alle medlemmene samtykket" in words(replace(WRITTEN, all_consent=False))
    assert "om alle samtykket: ____" in words(WRITTEN)
    assert "Behandlet i" not in words(replace(MEETING, procedure="møte"))


def test_of_a_closed_case_the_public_is_told_its_number_and_the_ground():
    told = words(CLOSED)

    assert "PSU 14/26" in told
    assert "Saken ble behandlet for lukkede dører (koml. § 11-5). Innholdet er ikke offentlig." in told
    assert "Vedtak" not in told
    assert "Utfall" not in told


def test_the_same_in_nynorsk():
    told = words(replace(APPROVED, language=Language.NN))

    assert "Protokollen er godkjend 15. desember 2026" in told
    assert "Avrøysting: 6 for, 1 mot" in told
    assert "Tore Skaar føreslo til punkt 4.3" in told
    assert "Fråverande: Hilde Kvamme" in told


def test_page_and_markdown_come_of_the_same_paper():
    paper = minutes(APPROVED)

    for told in (as_html(paper), as_markdown(paper)):
        assert "Storelv rådhus" in told
        assert "Ny retningslinje" in told
        assert "møtelederen og Jon Vik" in told


def test_a_line_that_leads_to_something_stays_on_its_page():
    xml = zipfile.ZipFile(io.BytesIO(write_paper(minutes(MEETING)))).read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>", xml)
    leading = [each for each in paragraphs if "Vedtak, som foreslått av ASU:" in each]

    assert leading
    assert all("<w:keepNext/>" in each for each in leading)
    assert not [each for each in paragraphs if "PSU vedtar samarbeidsavtalen" in each and "keepNext" in each]
