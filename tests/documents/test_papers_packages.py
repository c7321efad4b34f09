"""What one party is asked to adopt, and the case paper its own councillors get."""

from dataclasses import replace

import pytest

from documents.comparing.change_table import change_rows
from documents.comparing.diff import compare
from documents.docx import TableHead, accessibility, read, write_change_table
from documents.docx.papers import (
    Enclosure,
    Others,
    PartyCase,
    Proposed,
    Side,
    party_case_paper,
    proposed_decision,
    write_paper,
)
from documents.docx.papers.changes import summary
from documents.docx.papers.demands import demand_of, label_of
from documents.docx.papers.paper import BLANK, speaking
from documents.docx.papers.proposed import sentences
from documents.kinds import Language
from documents.markdown import plain
from documents.minimums import all_minimums
from documents.text import plain_text
from tests.documents.test_papers import CASE, CREATED, HASH, NEW, OLD

PROPOSED = Proposed(
    party="Lysfjord kommune",
    body="Lysfjord kommunestyre",
    side=Side.KOMMUNE,
    others="Helse Fjordmark HF",
    is_agreement=True,
    title="Samarbeidsavtalen",
    version="2026.1",
    identifier="samarbeidsavtalen@2026.1",
    hash=HASH,
    begins="Avtalen gjelder fra den dagen alle partene har vedtatt samme tekst.",
    replaces="versjon 2025.1 av avtalen",
    language=Language.NB,
)
TRUST = replace(
    PROPOSED,
    party="Helse Fjordmark HF",
    body="Styret for Helse Fjordmark HF",
    side=Side.FORETAK,
    others="kommunene Granvik og Lysfjord",
)
PARTY_CASE = PartyCase(
    case=replace(CASE, organisation="Lysfjord kommune", before=(), round=""),
    proposed=PROPOSED,
    deadline="1. april 2027",
    others=Others(total=21, adopted=("Granvik", "Storelv"), apart=(("Ytterholm", "vedtatt med endring"),)),
    found=("Flytter ansvar (punkt 2), bekreftet av Marte Haugland.",),
    touched=(("2 Frist", "frist"),),
    more_touched=0,
    entry_clause="",
    lacking=(),
)
FILES = (Enclosure("Forslag til vedtak", "02 Forslag til vedtak.docx", "a1" * 32),)


def words(paper) -> str:
    told = [f"{label}: {value}" for label, value in paper.facts]
    for section in paper.text.walk():
        told += [plain(section.title), *(plain(inline) for inline in plain_text(section.blocks))]
    return "\n".join(told)


def in_nynorsk(facts: PartyCase) -> PartyCase:
    return replace(
        facts,
        case=replace(facts.case, language=Language.NN),
        proposed=replace(facts.proposed, language=Language.NN),
    )


def test_a_kommunestyre_adopts_one_text_with_one_counterpart_from_one_day_in_place_of_one_before():
    assert sentences(PROPOSED) == (
        "Lysfjord kommunestyre vedtar «Samarbeidsavtalen», versjon 2026.1, som avtale mellom Lysfjord kommune "
        "og Helse Fjordmark HF.",
        f"Vedtaket gjelder teksten slik den ligger ved saken: samarbeidsavtalen@2026.1 med fingeravtrykk "
        f"(SHA-256) {HASH}.",
        "Avtalen gjelder fra den dagen alle partene har vedtatt samme tekst.",
        "Fra samme dag erstatter den versjon 2025.1 av avtalen, som gjelder for Lysfjord kommune til da.",
        "Ordføreren undertegner avtalen for Lysfjord kommune.",
    )


def test_the_board_of_a_trust_gives_its_director_leave_to_sign():
    *_, last = sentences(TRUST)

    assert last == (
        "Styret gir administrerende direktør fullmakt til å undertegne avtalen for Helse Fjordmark HF."
    )
    assert "og kommunene Granvik og Lysfjord." in sentences(TRUST)[0]


def test_for_a_party_that_had_no_agreement_nothing_is_replaced():
    told = sentences(replace(PROPOSED, replaces=""))

    assert len(told) == 4
    assert not any("erstatter" in each for each in told)


def test_a_body_nobody_has_registered_is_a_line_to_fill_in():
    told = words(proposed_decision(replace(PROPOSED, body=""), "Lysfjord kommune", CREATED))

    assert f"Til: {BLANK}" in told
    assert f"{BLANK} vedtar" in told


def test_a_guideline_is_adopted_side_by_side_and_not_as_an_agreement():
    told = sentences(replace(PROPOSED, is_agreement=False, title="Retningslinje 5"))

    assert told[0] == "Lysfjord kommunestyre vedtar «Retningslinje 5», versjon 2026.1."


def test_the_paper_answers_what_a_councillor_asks():
    told = words(party_case_paper(PARTY_CASE, FILES))

    assert "Kommunedirektørens forslag til vedtak" in told
    assert "Hva det betyr for Lysfjord kommune" in told
    assert "Flytter ansvar (punkt 2), bekreftet av Marte Haugland." in told
    assert (
        "Per 3. november 2026 har 2 av 21 parter vedtatt nøyaktig denne teksten: Granvik og Storelv." in told
    )
    assert "Ytterholm: vedtatt med endring" in told
    assert "18 har ikke tatt stilling ennå." in told
    assert "de 20 andre må da ta stilling til den nye ordlyden" in told
    assert "Partene er bedt om å ha tatt stilling innen 1. april 2027." in told
    assert "02 Forslag til vedtak.docx" in told
    assert f"Økonomiske og administrative følger: {BLANK}" in told


def test_the_first_to_treat_it_reads_that_nobody_has_adopted_it():
    first = replace(PARTY_CASE, others=Others(total=21, adopted=(), apart=()))

    assert "Per 3. november 2026 har ingen av de 21 partene vedtatt teksten." in words(
        party_case_paper(first)
    )


def test_what_the_register_lacks_stands_before_the_matter():
    lacking = replace(PARTY_CASE, lacking=("Registeret har ikke ett bestemt organ som vedtar.",))

    told = words(party_case_paper(lacking))

    assert told.index("Registeret har ikke ett bestemt organ") < told.index("Saken og bakgrunnen")


def test_nothing_found_is_said_to_be_no_judgement():
    nothing = replace(PARTY_CASE, found=(), touched=())

    assert "ikke en vurdering av saken" in words(party_case_paper(nothing))


@pytest.mark.parametrize("side", Side)
def test_in_nynorsk_no_bokmal_is_left_in_the_frame(side):
    facts = in_nynorsk(replace(PARTY_CASE, proposed=replace(PROPOSED, side=side)))

    told = words(party_case_paper(facts, FILES))
    told += words(proposed_decision(facts.proposed, "Lysfjord kommune", CREATED))

    for bokmal in (
        " ikke ",
        " fra ",
        " hva ",
        "Hva ",
        "vedtar ",
        " noe ",
        "undertegne",
        "Forslag til vedtak:",
    ):
        assert bokmal not in told.replace(facts.proposed.begins, "").replace(facts.case.reason, ""), bokmal
    assert "Kva det betyr for Lysfjord kommune" in told


@pytest.mark.parametrize("facts", [PARTY_CASE, in_nynorsk(PARTY_CASE)], ids=["nb", "nn"])
def test_word_files_of_both_papers_are_well_made_and_always_the_same(facts):
    for paper in (
        party_case_paper(facts, FILES),
        proposed_decision(facts.proposed, "Lysfjord kommune", CREATED),
    ):
        made = write_paper(paper)
        assert made == write_paper(paper)
        assert accessibility.check(made) == ()
        assert "Lysfjord kommunestyre" in str(read(made).text)


def test_a_change_table_for_a_nynorsk_party_has_its_own_words_in_nynorsk_and_the_texts_as_they_are():
    comparison = compare(OLD, NEW)
    head = TableHead(
        title="Avtale",
        old="2025.1",
        new="2026.1",
        summary=summary(comparison, Language.NN),
        created=CREATED,
        language=Language.NN,
        text_language=Language.NB,
    )

    made = write_change_table(change_rows(comparison, OLD, NEW, {}), head)

    told = str(read(made).text)
    assert head.summary == "2 endringar: 1 ny, 1 endra"
    for words_ in (
        "Endringar i Avtale",
        "Kvifor",
        "Spelt inn av",
        "Ikkje grunngjeve.",
        "Fanst ikkje.",
        "Fire uker.",
    ):
        assert words_ in told
    assert head.cover.word_language == "nb-NO"


def test_of_two_parties_the_other_one_is_told_of():
    two = replace(PARTY_CASE, others=Others(total=2, adopted=(), apart=()))

    assert "den andre parten må da ta stilling" in words(party_case_paper(two))


def test_every_demand_of_the_law_can_be_told_in_nynorsk():
    say = speaking(Language.NN)
    told = [words_ for each in all_minimums() for words_ in (label_of(each, say), demand_of(each, say))]

    for bokmal in (
        "tjenest",
        "oppgaver",
        "hvem",
        "hvordan",
        " av hvilke",
        "En ",
        "sykehus",
        "pasienter",
        "løsninger",
    ):
        assert not any(bokmal in each for each in told), bokmal
