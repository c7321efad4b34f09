"""The compliance report as a paper: what it says of each demand, in which words, and what it rests on."""

from dataclasses import replace
from datetime import date

from documents.compliance import Held
from documents.coverage import coverage, totals
from documents.docx.papers import compliance_report
from documents.docx.papers.compliance_words import LONGEST_QUOTE, shortened
from documents.kinds import Language
from documents.markdown import plain
from documents.text import Quote, plain_text
from tests.documents.compliance_facts import REPORT


def words(paper) -> str:
    told = [plain(paper.title), *(f"{label}: {value}" for label, value in paper.facts)]
    for section in paper.text.walk():
        told += [plain(section.title), *(plain(each) for each in plain_text(section.blocks))]
    return "\n".join(told)


def test_it_says_for_each_demand_where_in_which_words_who_decided_and_who_judged():
    told = words(compliance_report(REPORT))

    assert (
        "13 krav gjelder 3. november 2026: 1 er dekket, 0 delvis, 1 venter på vurdering, og 11 mangler."
        in told
    )
    assert "Hvor: Samarbeidsavtalen, versjon 2025.1: 4, 4.1" in told
    assert "4 Ansvar: Partene fordeler ansvaret etter vedlegg 1." in told
    assert "Granvik kommunestyre, sak 9/25, 3. april 2025: vedtatt; og 20 vedtak til" in told
    assert "Vedtatt av 21 av 21, i kraft fra 1. mai 2025" in told
    assert "Marte Haugland, 5. mai 2025: dekker. Fordeler." in told
    assert told.count("Ingen har sagt at noe som gjelder, dekker kravet.") == 11
    assert "Gap: Åpent siden 1. august 2022, da loven begynte å kreve det." in told


def test_a_judgement_that_must_be_looked_at_again_shows_both_readings():
    told = words(compliance_report(REPORT))

    assert "Én vurdering må ses på nytt, fordi det den bygger på, er endret." in told
    assert "Må ses på nytt: ordene er endret fra 1. mai 2026, i versjon 2026.1." in told
    assert "Kommunen skal svare innen to døgn." in told
    assert "Kommunen bør svare innen tre døgn." in told


def test_it_says_what_it_rests_on():
    paper = compliance_report(replace(REPORT, known=date(2026, 12, 1)))

    facts = dict(paper.facts)
    assert (facts["Per"], facts["Vurderinger til og med"]) == ("3. november 2026", "1. desember 2026")
    assert facts["Kravliste"] == "13 krav, avtrykk e550e95531b0"
    assert facts["Logg"] == "til og med innslag nr. 1207"
    assert "Rapporten er ikke juridisk rådgivning." in words(paper)


def test_each_demand_leads_to_the_law():
    (first, *_) = next(
        each for each in compliance_report(REPORT).sections if each.title == "Krav for krav"
    ).children

    assert "(https://lovdata.no/lov/2011-06-24-30/%C2%A76-2)" in "".join(plain_text(first.blocks))


def test_a_long_quotation_is_shortened_at_a_word_and_that_is_said():
    paper = compliance_report(REPORT)
    quotes = [block for section in paper.text.walk() for block in section.blocks if isinstance(block, Quote)]
    told = "\n".join(plain(each) for quote in quotes for each in plain_text((quote,)))

    assert "ord ord […]" in told
    assert "Lange sitater er kortet ned" in words(paper)
    assert shortened("a" * LONGEST_QUOTE) == "a" * LONGEST_QUOTE
    assert len(shortened("ab " * 400)) <= LONGEST_QUOTE + len(" […]")


def test_what_was_recorded_afterwards_is_told():
    told = words(compliance_report(replace(REPORT, recorded_after=("Rutinen 2019.1",))))
    every = words(
        compliance_report(replace(REPORT, recorded_after=("Samarbeidsavtalen 2025.1", "Rutinen 2019.1")))
    )

    assert "Ført inn i registeret som vedtatt etter 3. november 2026: Rutinen 2019.1." in told
    assert "Alle tekstene som gjelder, er ført inn i registeret som vedtatt etter 3. november 2026." in every


def test_a_demand_that_is_not_yet_in_force_is_not_said_to_be_missing():
    then = coverage((), date(2015, 1, 1))
    early = words(compliance_report(replace(REPORT, items=tuple(Held(each) for each in then))))

    assert "ikke aktuelt ennå" in early
    assert early.count("Ingen har sagt at noe som gjelder") == totals(then)["in_force"]


def test_nynorsk_has_the_law_and_the_demands_in_nynorsk_too():
    told = words(compliance_report(replace(REPORT, language=Language.NN)))

    assert "Kjelde: helse- og omsorgstenestelova § 6-2 første ledd nr. 1" in told
    assert "Vedteke av 21 av 21, i kraft frå 1. mai 2025" in told
    assert "orda er endra frå 1. mai 2026" in told
    assert "Jordmortenester" in told
