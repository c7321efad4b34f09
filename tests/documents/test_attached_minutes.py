"""Minutes and extracts: which meeting, which case, which text, and was something added?"""

from datetime import date

import pytest

from documents.attached import AttachedKind, Expected, judge, read_file
from documents.markdown import read
from tests.documents.returned_files import AGREEMENT, SENT

HASH, OTHER = "a1f3" * 16, "b2c4" * 16
BODIES = ("Granvik kommunestyre", "Nordli kommunestyre")


def judged(*decided: str, head: str = "Granvik kommunestyre, møtedato 12.03.2026. PS 9/26 Samarbeidsavtale"):
    """Minutes in which these lines stand under «Vedtak»."""
    lines = "\n\n".join(("# Særutskrift", head, "## Vedtak", *decided))
    others = {OTHER: read(AGREEMENT.replace("fire timer", "seks timer"))}
    told = Expected(SENT, HASH, "samarbeidsavtalen@2026.1", BODIES, others=others)
    return judge(read_file(lines.encode(), "utskrift.md"), told)


def test_minutes_with_the_right_fingerprint_say_the_same():
    found = judged(f"Vedtaket gjelder teksten samarbeidsavtalen@2026.1 med avtrykk {HASH}.")

    assert (found.kind, found.differences, found.remarks) == (AttachedKind.MINUTES, (), ())
    assert found.minutes.cases == ("PS 9/26",)
    assert found.minutes.days == (date(2026, 3, 12),)
    assert found.minutes.names == ("Granvik kommunestyre",)
    assert found.minutes.names_text


@pytest.mark.parametrize("printed", ["a1f3a1f3a1f3", "a1f3a1f3a1f3...", " ".join(["a1f3"] * 16).upper()])
def test_a_short_or_spaced_fingerprint_is_the_right_one_too(printed):
    assert judged(f"Avtrykk: {printed}").differences == ()


def test_a_fingerprint_of_four_signs_tells_nothing_and_that_is_said():
    found = judged("Teksten har avtrykk a1f3.")

    assert found.differences == ()
    assert "for kort" in found.remarks[0]


def test_another_fingerprint_is_a_difference():
    (only,) = judged(f"Vedtaket gjelder teksten med avtrykk {'c' * 64}.").differences

    assert (only.old, only.new) == (HASH, "c" * 64)


def test_the_fingerprint_of_a_known_text_shows_what_that_text_says_otherwise():
    found = judged(f"Vedtaket gjelder teksten med avtrykk {OTHER}.")

    assert found.other == OTHER
    assert found.differences[1].weighty == ("Frist: «fire timer» er blitt «seks timer».",)


def test_where_the_right_one_stands_the_text_in_force_may_be_named_beside_it():
    assert judged(f"Ny tekst: avtrykk {HASH}. Den gamle: avtrykk {'c' * 64}.").differences == ()


def test_no_fingerprint_at_all_is_a_question_to_a_person_and_no_difference():
    found = judged("Samarbeidsavtalen vedtas.")

    assert found.differences == ()
    assert "ikke noe avtrykk" in found.remarks[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Avtalen vedtas med følgende endring: siste strekpunkt i 4.3 strykes.",
        "Avtalen vert vedteken med slik merknad om økonomi.",
        "Punkt 3 utgår.",
    ],
)
def test_what_was_added_to_the_decision_is_shown_for_a_person_to_classify(sentence):
    (only,) = judged(sentence, f"Avtrykk {HASH}").differences

    assert only.new in sentence
    assert only.weighty == ()


def test_what_somebody_proposed_and_lost_is_no_addition():
    head = "Granvik kommunestyre 12. mars 2026. Sak 9/26. Forslag: avtalen vedtas med følgende endring. Forslaget falt."

    assert judged(f"Avtrykk {HASH}", head=head).differences == ()


def test_the_day_of_the_meeting_goes_before_other_days():
    head = "Særutskrift 20.3.2026. Granvik kommunestyre. Møtedato: 12. mars 2026. Sak 9/26."

    assert judged("Vedtatt.", head=head).minutes.days == (date(2026, 3, 12), date(2026, 3, 20))


def test_a_case_paper_that_only_proposes_is_said_to_be_one():
    words = f"# Saksframlegg\n\nSak 9/26, 12.3.2026\n\n## Forslag til vedtak\n\nTeksten har avtrykk {HASH}.\n"

    found = judge(read_file(words.encode(), "sak.md"), Expected(SENT, HASH))

    assert found.minutes.is_case_paper
    assert any("saksframlegg" in remark for remark in found.remarks)
