"""A trust and one kommune agree on 48 hours' notice where the guideline says 24. Law: forskrift 1115 § 8 (24 hours).

5.3 puts a special agreement under the main one, so the main text goes first unless it opens for something else; some
say that themselves, and then it is read. Below the law no text of the parties stands.
"""

from datetime import date

from documents.checks import Check, Weight
from documents.checks.special import against_the_main
from documents.kinds import DocumentKind
from documents.markdown import read
from documents.precedence import LAW_SENTENCE, goes_before, own_words
from documents.text import LegalText
from tests.decisions.libraries import (
    COUNCIL,
    NEEDS_HUMAN,
    NY,
    SAERAVTALE,
    Decided,
    everything_told,
    verdict_in,
)

DAY = date(2026, 3, 1)
OPENS = "Partene kan fravike fristene i en særavtale når det er til pasientens beste."
FIRST = "Ved motstrid går samarbeidsavtalen foran særavtaler."


def the_guideline(*more: str) -> LegalText:
    notice = "Sykehuset varsler kommunen innen 24 timer etter innleggelsen."
    body = "\n\n".join((notice, *more))
    return read(f"# Retningslinje 5\n\n## 4.1 Tidligmelding {{#tidligmeld}}\n\n{body}\n")


def the_special(sentence: str) -> LegalText:
    return read(f"# Særavtale med Granvik\n\n## 3 Melding ved innleggelse {{#spesielle3}}\n\n{sentence}\n")


def looked_at(sentence: str, *more: str, on: date = DAY) -> dict[str, Check]:
    found = against_the_main(the_special(sentence), the_guideline(*more), on)
    return {check.code: check for check in found}


TWO_DAYS = "Sykehuset varsler Granvik kommune innen 48 timer etter innleggelsen."


def test_two_findings_it_is_another_time_than_the_guidelines_and_longer_than_the_law_allows() -> None:
    found = looked_at(TWO_DAYS)

    assert set(found) == {"time-contradicts", "time-beyond-law"}
    assert "hovedteksten sier 24 timer (punkt 4.1)" in found["time-contradicts"].message
    assert "forskrift 18. november 2011 nr. 1115 § 8" in found["time-beyond-law"].message
    assert {check.place_number for check in found.values()} == {"3"}


def test_the_main_text_goes_before_the_special_agreement_and_the_law_before_both() -> None:
    assert (
        goes_before(DocumentKind.SAERAVTALE, DocumentKind.SAMARBEIDSAVTALE) is DocumentKind.SAMARBEIDSAVTALE
    )
    assert "Loven går foran alt som er avtalt" in LAW_SENTENCE


def test_variant_the_main_text_opens_for_it_and_is_quoted_and_the_law_stops_it_all_the_same() -> None:
    found = looked_at(TWO_DAYS, OPENS)

    assert f"Hovedteksten sier selv: «{OPENS}»" in found["time-contradicts"].message
    assert found["time-beyond-law"].weight is Weight.WRONG


def test_variant_twelve_hours_is_another_time_and_the_law_has_nothing_against_it() -> None:
    assert set(looked_at("Sykehuset varsler Granvik innen 12 timer etter innleggelsen.")) == {
        "time-contradicts"
    }


def test_variant_the_main_text_says_itself_what_goes_first() -> None:
    found = looked_at("Sykehuset varsler Granvik innen 12 timer etter innleggelsen.", FIRST)

    assert [each.words for each in own_words(the_guideline(FIRST))] == [FIRST]
    assert FIRST in found["time-contradicts"].message


def test_variant_a_day_is_24_hours_and_there_is_nothing_to_look_at() -> None:
    assert not looked_at("Sykehuset varsler Granvik innen ett døgn etter innleggelsen.")


def test_variant_it_names_the_notice_and_no_time_so_the_guidelines_time_is_told() -> None:
    found = looked_at("Sykehuset varsler Granvik om alle innleggelser på de to plassene.")

    assert set(found) == {"time-silent"}
    assert found["time-silent"].message.endswith("Da gjelder hovedteksten: 24 timer (punkt 4.1).")


def test_variant_it_does_not_speak_of_notice_at_all() -> None:
    assert not looked_at("Kommunen eier utstyret på rommene.")


def test_variant_before_the_law_had_the_figure_only_the_texts_disagreed() -> None:
    assert set(looked_at(TWO_DAYS, on=date(2011, 12, 31))) == {"time-contradicts"}
    assert "time-beyond-law" in looked_at(TWO_DAYS, on=date(2012, 1, 1))


def test_variant_who_adopts_the_special_agreement_53_does_not_say_and_a_person_must() -> None:
    verdict = verdict_in("nordre-trondelag", Decided(COUNCIL, SAERAVTALE, NY, DAY))

    assert verdict.answer is NEEDS_HUMAN
    assert "punktet sier ikke hvem" in everything_told(verdict)
