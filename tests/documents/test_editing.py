"""One section written: its own words, and its points known again, whatever else is done to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drafting.editing import Wording, with_wording, wording_of
from documents.drafting.tree import CannotEdit
from documents.markdown import NotALegalText, canonical, read, write
from documents.text import LegalText
from tests.documents.texts import BLOCKS, INLINE, LEGAL_TEXTS

TEXT = read("""# Avtale

Mellom partene.

## 1 Formål {#formal}

Partene skal samarbeide.[^1]

[^1]: Se loven.

## 2 Ansvar {#ansvar}

Ansvaret er slik:

a) {#kommunen fra="gammel"} Kommunen skal melde pasienten til foretaket.

b) {#foretaket} Foretaket skal svare kommunen innen to dager.

   - og skrive ned svaret

c) {#begge} Begge skal evaluere samarbeidet hvert år.

### 2.1 Unntak {#unntak}

Unntak avtales.
""")


def points(text: LegalText, identity: str = "ansvar") -> list[tuple[str, str]]:
    """Letter and identity of each point of a section."""
    return [(point.label, point.id) for point in text.find(identity).section.points()]


def rewritten(body: str, text: LegalText = TEXT, before: LegalText | None = None) -> LegalText:
    return with_wording(text, "ansvar", Wording("Ansvar", body), before)


def test_a_section_is_shown_without_numbers_identities_and_what_lies_under_it():
    assert wording_of(TEXT, "ansvar") == Wording(
        "Ansvar",
        "Ansvaret er slik:\n\n"
        "a) Kommunen skal melde pasienten til foretaket.\n\n"
        "b) Foretaket skal svare kommunen innen to dager.\n\n   - og skrive ned svaret\n\n"
        "c) Begge skal evaluere samarbeidet hvert år.",
    )


def test_the_texts_title_and_opening_are_written_like_a_section():
    assert wording_of(TEXT, "") == Wording("Avtale", "Mellom partene.")

    changed = with_wording(TEXT, "", Wording("Samarbeidsavtale", "Mellom disse:\n\na) Granvik"))

    assert changed.title == "Samarbeidsavtale"
    assert wording_of(changed, "").body == "Mellom disse:\n\na) Granvik"


def test_the_words_of_one_section_are_changed_and_nothing_else():
    changed = with_wording(TEXT, "unntak", Wording("Unntak fra dette", "Ingen unntak."))

    assert write(changed) == write(TEXT).replace("2.1 Unntak", "2.1 Unntak fra dette").replace(
        "Unntak avtales.", "Ingen unntak."
    )


def test_points_written_without_marks_keep_their_identity_and_lineage():
    changed = rewritten(wording_of(TEXT, "ansvar").body.replace("to dager", "fem dager"))

    assert write(changed) == write(TEXT).replace("to dager", "fem dager")


def test_points_that_change_places_keep_their_identity():
    changed = rewritten(
        "a) Begge skal evaluere samarbeidet hvert år.\n\nb) Kommunen skal melde pasienten til foretaket."
    )

    assert points(changed) == [("a)", "begge"), ("b)", "kommunen")]


def test_a_new_point_among_the_old_is_new():
    changed = rewritten(
        "a) Kommunen skal melde pasienten til foretaket.\n\nb) Fastlegen kan varsle om bekymring.\n\n"
        "c) Foretaket skal svare kommunen innen to dager.\n\nd) Begge skal evaluere samarbeidet hvert år."
    )

    found = [identity for _, identity in points(changed)]
    assert [found[0], *found[2:]] == ["kommunen", "foretaket", "begge"]
    assert found[1] not in {"", "kommunen", "foretaket", "begge"}


def test_a_point_wholly_rewritten_in_its_place_is_the_same_point():
    body = wording_of(TEXT, "ansvar").body

    changed = rewritten(body.replace("Foretaket skal svare kommunen innen to dager.", "Ambulanse bestilles."))

    assert points(changed) == points(TEXT)


def test_a_removed_point_is_gone_and_the_others_are_themselves():
    changed = rewritten(
        "a) Kommunen skal melde pasienten til foretaket.\n\nb) Begge skal evaluere samarbeidet hvert år."
    )

    assert points(changed) == [("a)", "kommunen"), ("b)", "begge")]


def test_a_text_emptied_by_mistake_and_pasted_back_has_its_old_identities():
    emptied = rewritten("")
    back = rewritten(wording_of(TEXT, "ansvar").body, emptied, before=TEXT)

    assert points(emptied) == []
    assert write(back) == write(TEXT)


def test_a_point_moved_by_hand_to_another_section_is_the_same_point():
    lifted = rewritten("Ansvaret er slik.")
    moved = with_wording(
        lifted, "unntak", Wording("Unntak", "a) Begge skal evaluere samarbeidet hvert år."), TEXT
    )

    assert points(moved, "unntak") == [("a)", "begge")]


def test_a_written_out_identity_is_kept():
    changed = rewritten("a) {#foretaket} Kommunen skal melde pasienten til foretaket.")

    assert points(changed) == [("a)", "foretaket")]


def test_an_identity_that_stands_elsewhere_is_refused():
    with pytest.raises(NotALegalText, match="to steder"):
        with_wording(TEXT, "unntak", Wording("Unntak", "a) {#begge} Det samme."))


@pytest.mark.parametrize(
    "body", ["## Ny overskrift\n\nTekst.", "Tekst.\n\n#### Ny overskrift", "# Ny overskrift"]
)
def test_a_heading_within_a_section_is_refused_with_the_way_to_do_it(body):
    with pytest.raises(CannotEdit, match="«Ny overskrift» er en overskrift.*«Del punktet»"):
        rewritten(body)


def test_a_section_that_is_gone_is_said_to_be():
    with pytest.raises(CannotEdit, match="finnes ikke i utkastet"):
        with_wording(TEXT, "finnesikke", Wording("A", "B"))
    with pytest.raises(CannotEdit, match="finnes ikke i utkastet"):
        wording_of(TEXT, "kommunen")


@pytest.mark.parametrize("body", ["skjult\x1btegn", "[^1]: Den samme fotnoten en gang til."])
def test_what_no_text_can_hold_is_refused(body):
    with pytest.raises(NotALegalText):
        rewritten(body)


def test_a_title_is_one_line_and_may_begin_with_a_number():
    changed = with_wording(TEXT, "unntak", Wording(" 24 timers\r\nregel ", "x"))

    assert changed.find("unntak").section.title == "24 timers regel"
    assert read(write(changed)) == changed


@given(LEGAL_TEXTS, st.data())
def test_a_section_written_as_it_stood_changes_nothing(drawn, data):
    text = read(write(drawn))
    identity = data.draw(st.sampled_from(["", *(section.id for section in text.walk())]))

    assert with_wording(text, identity, wording_of(text, identity)) == text


@given(LEGAL_TEXTS.filter(lambda text: text.sections), BLOCKS, INLINE, st.data())
def test_whatever_is_written_in_one_section_every_other_keeps_every_byte(drawn, blocks, title, data):
    text = read(write(drawn))
    identity = data.draw(st.sampled_from([section.id for section in text.walk()]))
    body = wording_of(LegalText("x", blocks), "").body

    changed = with_wording(text, identity, Wording(title, body))

    assert read(write(changed)) == changed
    for section in text.walk():
        if section.id != identity:
            now = changed.find(section.id).section
            assert (now.number, now.title, now.blocks) == (section.number, section.title, section.blocks)
    assert wording_of(changed, identity).body == body.strip("\n")
    assert canonical(write(changed)) == write(changed)
