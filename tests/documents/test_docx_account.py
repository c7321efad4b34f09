"""The account of words: every word of a file has one fate, and what is lost is named with its place."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from documents.docx import NotReadable, Tracked, read, read_apart
from documents.docx.reading import limits, revisions
from documents.docx.reading.account import Account, LostWords, Tally, Where
from documents.docx.reading.package import Package
from documents.docx.reading.reckoning import Blocks, clean, missing_letters, reckoned
from documents.docx.reading.stretches import stretches
from documents.docx.reading.stylesheet import StyleSheet
from documents.text import LegalText, Paragraph, Section
from tests.documents.docx_files import cell, p, t, table, word_file

FOLDER = Path(__file__).parents[3] / "shared" / "docx-samples"
FILES = sorted(FOLDER.glob("*.docx"))
BY = 'w:id="1" w:author="Kari" w:date="2025-01-15T09:00:00Z"'


def account(body, tracked=Tracked.ACCEPT, **parts):
    return read(word_file(p("Avtale", "Title") + body, **parts), "a.docx", tracked).account


def row(where, found):
    return next(each for each in found.rows if each.where is where)


def letters_in(data):
    """Every letter that stands in the parts of a file that hold words, counted straight from the XML."""
    count = 0
    for name, part in limits.unpack(data).items():
        if not any(
            word in name for word in ("document", "footnotes", "endnotes", "comments", "header", "footer")
        ):
            continue
        if not name.endswith(".xml") or "glossary" in name:
            continue
        for each in etree.fromstring(part).iter("{*}t", "{*}delText"):
            above = [etree.QName(one).localname for one in each.iterancestors()]
            if "Fallback" not in above and "instrText" not in above:
                count += len("".join(clean(each.text or "").split()))
    return count


@pytest.mark.skipif(not FILES, reason=f"The foreign Word files are not on this machine: {FOLDER}")
@pytest.mark.parametrize("tracked", Tracked)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_account_of_every_foreign_file_balances_and_nothing_is_lost(path, tracked):
    try:
        found = read(path.read_bytes(), path.name, tracked).account
    except NotReadable:
        return  # what is refused is not taken in at all; test_docx_samples.py says which

    assert found.balances
    assert found.lost == ()
    assert found.sentence.startswith("Alt er med: ")
    assert found.total().words > 0


@pytest.mark.skipif(not FILES, reason=f"The foreign Word files are not on this machine: {FOLDER}")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_account_begins_with_every_letter_that_the_file_holds(path):
    data = path.read_bytes()
    try:
        package = Package(data)
    except NotReadable:
        return
    if path.stem in {"renamed-main-part", "strict-ooxml", "altchunk-html"}:
        return  # their parts have other names than those this count looks for

    said = stretches(package, revisions.everyone)
    ours = sum(len("".join(clean("".join((*each.runs, *each.struck))).split())) for each in said)

    assert ours == letters_in(data)


def test_each_word_is_counted_in_its_place_with_its_fate():
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = f"<w:r><w:drawing><w:txbxContent>{p('I en boks')}</w:txbxContent></w:drawing></w:r>"
    struck = f"<w:del {BY}><w:r><w:delText>gammel tekst</w:delText></w:r></w:del>"
    found = account(
        p(t("To ord") + note + box) + p(t("Her er ") + struck) + table(cell("Hvem") + cell("Hva der")),
        footnotes=f'<w:footnote w:id="2">{p("En note her.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("Uten merke.")}</w:endnote>',
        comments=f'<w:comment w:id="3" w:author="Ola">{p("Er dette rett?")}</w:comment>',
        header=p("Fortrolig"),
    )

    assert found.rows == (
        Tally(Where.BODY, words=7, text=5, told=0, struck=2, lost=0),
        Tally(Where.TABLES, words=3, text=3, told=0, struck=0, lost=0),
        Tally(Where.FOOTNOTES, words=3, text=3, told=0, struck=0, lost=0),
        Tally(Where.ENDNOTES, words=2, text=0, told=2, struck=0, lost=0),
        Tally(Where.COMMENTS, words=3, text=0, told=3, struck=0, lost=0),
        Tally(Where.BOXES, words=3, text=0, told=3, struck=0, lost=0),
        Tally(Where.RUNNING, words=1, text=0, told=1, struck=0, lost=0),
    )
    assert found.balances
    assert found.sentence == (
        "Alt er med: 22 ord i filen; 11 i teksten, 9 i merknader, 2 i sporede endringer som ikke gjelder."
    )


def test_what_does_not_count_depends_on_how_tracked_changes_are_read():
    body = p(
        t("i ")
        + f"<w:del {BY}><w:r><w:delText>to</w:delText></w:r></w:del>"
        + f"<w:ins {BY}>{t('fire hele')}</w:ins>"
        + t(" år")
    )

    assert row(Where.BODY, account(body)).struck == 1
    assert row(Where.BODY, account(body, Tracked.REJECT)).struck == 2
    assert row(Where.BODY, account(body, Tracked.SUGGEST)).struck == 2


def test_a_word_of_which_one_letter_is_lost_is_lost():
    found = account(p(t("Samar") + f"<w:unknown>{t('b')}</w:unknown>" + t("eid her")))

    assert found.lost == (LostWords(Where.BODY, "", "Samarbeid"),)
    assert row(Where.BODY, found).lost == 1
    assert found.sentence == "NB: 1 ord kom ikke med: «Samarbeid» (brødtekst)."


def test_what_is_lost_is_named_with_the_heading_it_stands_under():
    found = account(
        p("1 Formål", "Overskrift1")
        + p("Ord.")
        + p("2 Ansvar", "Overskrift1")
        + p(t("Partene ") + f"<w:unknown>{t('skal ikke')}</w:unknown>" + t(" svare."))
    )

    assert found.lost == (LostWords(Where.BODY, "2 Ansvar", "skal ikke"),)


def without_block(text: LegalText, at: int) -> LegalText:
    """The text as a reader would give it who forgot one paragraph."""
    section = text.sections[0]
    return replace(
        text, sections=(replace(section, blocks=(*section.blocks[:at], *section.blocks[at + 1 :])),)
    )


def reckoned_with_fault(words, fault):
    data = word_file(p("Avtale", "Title") + p("Formål", "Overskrift1") + "".join(map(p, words)))
    text = fault(read(data, "a.docx").text)
    said = stretches(Package(data), revisions.everyone)
    return reckoned(said, Blocks(text), (), (), StyleSheet(Package(data).part("styles"))), said, text


def test_a_reader_that_forgets_a_paragraph_is_found_out():
    words = ["Partene skal samarbeide.", "De skal møtes.", "Partene skal samarbeide."]

    found, said, text = reckoned_with_fault(words, lambda text: without_block(text, 1))

    assert found.lost == (LostWords(Where.BODY, "Formål", "De skal møtes."),)
    assert missing_letters(said, Blocks(text), (), ())


SENTENCES = st.lists(
    st.lists(
        st.sampled_from(["ansvar", "ikke", "og", "skal", "på", "Ålesund", "3", "møtes", "a"]), min_size=1
    ).map(lambda words: "Da " + " ".join(words)),
    min_size=1,
    max_size=8,
)


@given(SENTENCES, st.data())
def test_a_reader_that_drops_any_one_word_is_found_out(sentences, data):
    at = data.draw(st.integers(0, len(sentences) - 1))
    words = sentences[at].split()
    gone = data.draw(st.integers(0, len(words) - 1))

    def forget(text):
        section: Section = text.sections[0]
        kept = Paragraph(" ".join(words[:gone] + words[gone + 1 :]))
        return replace(
            text, sections=(replace(section, blocks=(*section.blocks[:at], kept, *section.blocks[at + 1 :])),)
        )

    found, said, text = reckoned_with_fault(sentences, forget)

    assert found.balances
    assert found.total().lost == 1
    assert [each.words for each in found.lost] == [words[gone]]
    assert len(missing_letters(said, Blocks(text), (), ())) == len(words[gone])


@given(SENTENCES)
def test_a_reader_that_forgets_nothing_is_never_suspected(sentences):
    found, said, text = reckoned_with_fault(sentences, lambda text: text)

    assert found.lost == ()
    assert missing_letters(said, Blocks(text), (), ()) == ""


def test_words_that_a_reader_says_twice_do_not_hide_those_it_forgets():
    def doubled(text):
        section = text.sections[0]
        return replace(text, sections=(replace(section, blocks=(section.blocks[0], section.blocks[0])),))

    found, *_ = reckoned_with_fault(["Partene skal møtes.", "De svarer for sitt."], doubled)

    assert [each.words for each in found.lost] == ["De svarer for sitt."]


def test_the_account_travels_whole_from_the_other_process():
    data = word_file(p("Avtale", "Title") + p(t("Ord ") + f"<w:unknown>{t('glemt')}</w:unknown>"))

    assert read_apart(data, "a.docx").account == read(data, "a.docx").account


def test_an_account_that_does_not_add_up_says_so():
    assert not Account((Tally(Where.BODY, words=3, text=1, told=0, struck=1, lost=0),)).balances


def test_thousands_are_parted_and_an_empty_file_is_said_to_be_empty():
    many = Account((Tally(Where.BODY, words=3412, text=3398, told=14, struck=0, lost=0),))

    assert many.sentence == "Alt er med: 3\xa0412 ord i filen; 3\xa0398 i teksten, 14 i merknader."
    assert Account().sentence == "Det er ingen ord i filen."
