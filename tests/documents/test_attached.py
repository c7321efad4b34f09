"""A file that came back: is it the text that was laid before the party, and where does it say otherwise?"""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.attached import AttachedKind, Expected, FileForm, differences, is_zip, judge, read_file
from documents.attached.files import NotTaken
from documents.attached.signs import same_signs, same_words, words_of
from documents.docx import read as read_word
from documents.markdown import read, write
from documents.text import LegalText, Paragraph, Section
from tests.documents.returned_files import AGREEMENT, SENT, edited, sent, tracked_words, words
from tests.documents.rich_texts import RICH_TEXTS

HASH = "a1f3" * 16


def copy_with(old: str, new: str) -> LegalText:
    """The agreement as somebody else's file has it: other words, and no identities."""
    assert old in AGREEMENT
    return read(re.sub(r" ?\{#\w+\}", "", AGREEMENT.replace(old, new)))


def found(old: str, new: str):
    """The one difference of such a copy."""
    (only,) = differences(SENT, copy_with(old, new))
    return only


def test_the_text_itself_without_our_marks_is_the_same_text():
    assert differences(SENT, copy_with("Formål", "Formål")) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Avtalen skal gi", "Avtalen  skal\u00a0gi"),
        ("Kommunen melder", "Kom\u00admunen melder"),
        ("innen fire timer.", "**innen** fire timer."),
        ("a) {#punktaaaaa} Legen", "- Legen"),
        ("## 3 Uenighet", "## 4 Uenighet"),
        ("Meldingen sendes elektronisk.", "- Meldingen sendes elektronisk."),
    ],
)
def test_layout_numbering_and_signs_of_the_typewriter_are_no_difference(old, new):
    assert differences(SENT, copy_with(old, new)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Avtalen", "avtalen"),
        ("5", "6"),
        ("1½", "11⁄2"),
        ("m²", "m2"),
        ("1,5", "15"),
        ("10 %", "10"),
        ("- 5", "5"),
    ],
)
def test_what_is_more_than_typing_is_a_difference(one, other):
    texts = [LegalText("Avtale", (Paragraph(words),)) for words in (one, other)]

    assert not same_words(*texts)


@given(st.text(max_size=60))
def test_no_letter_and_no_figure_is_lost_or_changed_by_making_signs_alike(written):
    def said(words: str) -> list[str]:
        seen = "".join(
            sign for sign in words if unicodedata.category(sign) not in {"Cf", "Mn"} or sign.isalnum()
        )
        for one, several in zip("ﬀﬁﬂﬃﬄ", ("ff", "fi", "fl", "ffi", "ffl"), strict=True):
            seen = seen.replace(one, several)
        return [sign for sign in unicodedata.normalize("NFC", seen) if sign.isalnum()]

    made = unicodedata.normalize("NFC", same_signs(written))

    assert said(made) == said(unicodedata.normalize("NFC", written))


@settings(max_examples=20, deadline=None)
@given(RICH_TEXTS, RICH_TEXTS)
def test_nothing_is_told_of_where_the_words_are_the_same_and_something_always_where_they_are_not(one, other):
    assert bool(differences(one, other)) is (words_of(one) != words_of(other))
    assert differences(one, one) == ()


@settings(max_examples=20, deadline=None)
@given(RICH_TEXTS, st.data())
def test_one_word_more_anywhere_is_seen(text, data):
    at = data.draw(st.integers(0, len(text.sections)))
    added = Section("", "", "", (Paragraph("likevel"),))
    other = LegalText(text.title, text.preamble, (*text.sections[:at], added, *text.sections[at:]))

    assert differences(text, other)


def test_a_word_that_binds_less_is_said_in_words_and_weighs():
    only = found("skal gi pasientene", "bør gi pasientene")

    assert (only.section, only.heading, only.what) == ("formaalaaa", "1 Formål", "omformulert")
    assert only.touches == ("Svekket plikt: «skal» er blitt «bør».",)
    assert only.weighty == only.touches


def test_a_deadline_that_is_another_weighs():
    assert found("fire timer", "seks timer").weighty == ("Frist: «fire timer» er blitt «seks timer».",)


def test_a_telephone_number_is_named_and_does_not_weigh():
    base = read(AGREEMENT.replace("elektronisk.", "elektronisk, eller på telefon 38 00 10 20."))
    copy = read(AGREEMENT.replace("elektronisk.", "elektronisk, eller på telefon 38 00 10 21."))

    (only,) = differences(base, copy)

    assert only.touches == ("Telefonnummer: «38 00 10 20» er blitt «38 00 10 21».",)
    assert only.weighty == ()


def test_a_sum_beside_a_telephone_number_still_weighs():
    base = read(AGREEMENT.replace("elektronisk.", "på 38 00 10 20, mot 500 kroner."))
    copy = read(AGREEMENT.replace("elektronisk.", "på 38 00 10 21, mot 900 kroner."))

    (only,) = differences(base, copy)

    assert only.weighty == ("Beløp: «500 kroner» er blitt «900 kroner».",)


def test_a_struck_point_is_told_with_its_words_and_weighs():
    only = found("b) {#punktbbbbb} Sykepleieren ringer kommunen.\n\n", "")

    assert (only.section, only.heading) == ("punktbbbbb", "2.2 b Helseforetaket")
    assert only.old == "Sykepleieren ringer kommunen."
    assert only.weighty


def test_a_struck_bullet_in_a_section_weighs_too():
    listed = AGREEMENT.replace(
        "Meldingen sendes elektronisk.", "- IKT\n\n- Felles opplæring av ansatte\n\n- Beredskap"
    )
    copy = listed.replace("- Felles opplæring av ansatte\n\n", "")

    (only,) = differences(read(listed), read(copy))

    assert "«Felles opplæring av ansatte» er borte." in only.weighty


def test_a_stamp_over_the_copy_is_shown_and_does_not_weigh():
    stamp = "Vedtatt av Granvik kommunestyre 12. mars 2026, sak 9/26.\n\nMellom Granvik kommune"
    only = found("Mellom Granvik kommune", stamp)

    assert only.heading == "Tittel og innledning"
    assert only.weighty == ()


def test_a_duty_that_is_added_before_the_first_section_weighs():
    assert found("Mellom Granvik kommune", "Granvik skal betale alt.\n\nMellom Granvik kommune").weighty


def test_words_in_another_order_are_a_difference():
    assert (
        differences(
            SENT, read(AGREEMENT.replace("## 3 Uenighet {#uenighetaa}", "## 9 Uenighet {#uenighetaa}"))
        )
        == ()
    )
    whole = read(AGREEMENT)
    turned = LegalText(whole.title, whole.preamble, whole.sections[::-1])

    assert differences(whole, turned)


def expected(**others: LegalText) -> Expected:
    """The agreement, laid before Granvik."""
    return Expected(SENT, HASH, "samarbeidsavtalen@2026.1", others=others)


def test_our_own_file_with_one_word_changed_in_word_is_the_text_with_a_difference():
    file = edited(sent(), words("fire timer", "to timer"))

    judged = judge(read_file(file, "avtale.docx", read_word), expected())

    assert (judged.kind, judged.form) == (AttachedKind.TEXT, FileForm.WORD)
    assert [each.section for each in judged.differences] == ["kommunenaa"]


def test_tracked_changes_that_stand_open_are_read_as_accepted_and_told():
    file = edited(sent(), tracked_words("fire timer", "to timer", "Kari Nes"))

    judged = judge(read_file(file, "avtale.docx", read_word), expected())

    assert judged.differs
    assert any("spor" in remark.lower() for remark in judged.remarks)


def test_last_weeks_file_is_known_as_what_it_is():
    last_week = read(AGREEMENT.replace("fire timer", "seks timer"))
    file = write(last_week).encode()

    judged = judge(read_file(file, "avtale.md"), expected(**{"b" * 64: last_week}))

    assert judged.other == "b" * 64
    assert [each.section for each in judged.differences] == ["kommunenaa"]


def test_another_document_is_no_copy_of_this_one():
    file = "# Avtale om jordmor\n\n## 1 Vakt\n\nJordmoren reiser med når fødselen er i gang.\n".encode()

    judged = judge(read_file(file, "jordmor.md"), expected())

    assert judged.kind is AttachedKind.OTHER
    assert judged.found < 0.1


@pytest.mark.parametrize(
    ("data", "form"), [(b"%PDF-1.7 scan", FileForm.PDF), (b"\x89PNG\r\n\x1a\n..", FileForm.PICTURE)]
)
def test_what_cannot_be_read_here_is_kept_for_a_person(data, form):
    judged = judge(read_file(data, "skann.docx"), expected())

    assert (judged.kind, judged.form, judged.differs) == (AttachedKind.UNREAD, form, False)
    assert "tatt vare på" in judged.remarks[0]


@pytest.mark.parametrize("data", [b" ", b"MZ\x00\x01program", b"PK\x03\x04broken", "æ".encode("cp1252")])
def test_what_nobody_could_use_is_refused_with_a_sentence(data):
    with pytest.raises(NotTaken, match=r"\.$"):
        read_file(data, "fil.docx" if data.startswith(b"PK") else "fil.txt")


def test_a_word_file_is_no_zip_of_files():
    assert not is_zip(sent())
    assert is_zip(b"PK\x03\x04anything")


@pytest.mark.office
def test_saved_by_another_office_program_it_is_the_same_text(office):
    file = office.converted(office.converted(sent(), "odt"), "docx", "odt")

    judged = judge(read_file(file, "avtale.docx", read_word), expected())

    assert (judged.kind, judged.differences) == (AttachedKind.TEXT, ())
