"""Plain words become links where they name exactly one place, and nowhere else."""

from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.markdown import plain, read, write
from documents.references import dangling, references
from documents.references.linking import linked
from documents.text import Paragraph, plain_text

AGREEMENT = read("""# Samarbeidsavtalen: Overordnet avtale

## 4 Ansvar {#a4}

g) {#a4g} IKT.

## 5 Struktur {#a5}

### 5.2 Myndighet {#a52}

c) {#a52c} ASU.

### 5.3 Forrang {#a53}

### 5.9 Dobbelt {#a59}

### 5.9 Dobbelt {#a59b}

## 9 Avvik {#a9}

## Vedlegg 1 Retningslinjer {#av1}
""")
OTHER = read(
    "# Retningslinje 8: Barn og unge\n\n## 4 Hjelp {#b4}\n\n### 4.1 Møte {#b41}\n\n## 7 Bytte {#b7}\n"
)
OWN = read("""# Retningslinje 5: Utskrivning

## 4 Melding {#c4}

### 4.1 Tidlig {#c41}

a) {#c41a} Ord.

i) {#c41i} Ord.

### 4.2 Sen {#c42}

## 5 Plan {#c5}

## 7 Betaling {#c7}

## Vedlegg 2 Skjema {#cv2}

### 3 Felt {#cv23}

### 4.2 Mer {#cv242}
""")
OTHERS = {"samarbeidsavtalen": AGREEMENT, "retningslinje-8": OTHER, "retningslinje-5": OWN}
S = "dok:samarbeidsavtalen"


def in_chapter_5(words, text=OWN):
    return replace(
        text,
        sections=tuple(
            replace(section, blocks=(Paragraph(words),)) if section.id == "c5" else section
            for section in text.sections
        ),
    )


def after(words):
    done, count = linked(in_chapter_5(words), OTHERS, "retningslinje-5")
    (inline,) = plain_text(done.find("c5").section.blocks)
    assert count == inline.count("](") - words.count("](")
    assert plain(inline) == plain(words)
    return inline


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Se punkt 4.2.", "Se [punkt 4.2](#c42)."),
        ("Se pkt. 4.1 a).", "Se [pkt. 4.1 a](#c41a))."),
        ("(kapittel 4)", "([kapittel 4](#c4))"),
        ("Se kapittel 4 og punkt 4.1 bokstav a.", "Se [kapittel 4](#c4) og [punkt 4.1 bokstav a](#c41a)."),
        ("Etter punkt 4.1, 4.2 og 7.9 gjelder", "Etter [punkt 4.1](#c41), [4.2](#c42) og 7.9 gjelder"),
        ("Etter punktene 4.1 og 4.2", "Etter [punktene 4.1](#c41) og [4.2](#c42)"),
        ("Se punkt 4.2 første ledd.", "Se [punkt 4.2](#c42) første ledd."),
        ("Se punkt 4.2 i denne retningslinjen.", "Se [punkt 4.2](#c42) i denne retningslinjen."),
        ("Retningslinjen sier det i punkt 4.2.", "Retningslinjen sier det i [punkt 4.2](#c42)."),
        ("Etter vedlegg 2 og vedlegg 2 punkt 3.", "Etter [vedlegg 2](#cv2) og [vedlegg 2 punkt 3](#cv23)."),
        ("Se samarbeidsavtalen punkt 5.2 c).", f"Se [samarbeidsavtalen punkt 5.2 c]({S}#a52c))."),
        ("Samarbeidsavtalens kapittel 5", f"[Samarbeidsavtalens kapittel 5]({S}#a5)"),
        ("Samarbeidsavtalen, punkt 5.2", f"[Samarbeidsavtalen, punkt 5.2]({S}#a52)"),
        ("samarbeidsavtalen kapittel 4 g)", f"[samarbeidsavtalen kapittel 4 g]({S}#a4g))"),
        ("Se punkt 5.2 i samarbeidsavtalen.", f"Se [punkt 5.2 i samarbeidsavtalen]({S}#a52)."),
        ("vedlegg 1 til samarbeidsavtalen", f"[vedlegg 1 til samarbeidsavtalen]({S}#av1)"),
        (
            "etter samarbeidsavtalen, jf. punkt 5.3 der.",
            f"etter samarbeidsavtalen, jf. [punkt 5.3]({S}#a53) der.",
        ),
        (
            "Retningslinje 8 punkt 4.1 gjelder.",
            "[Retningslinje 8 punkt 4.1](dok:retningslinje-8#b41) gjelder.",
        ),
        ("Retningslinje 5 punkt 4.1 gjelder.", "[Retningslinje 5 punkt 4.1](#c41) gjelder."),
        ("Samarbeidsavtalen gjelder. Se punkt 4.1.", "Samarbeidsavtalen gjelder. Se [punkt 4.1](#c41)."),
        ("ASU følger samarbeidsavtalen og punkt 4.2.", "ASU følger samarbeidsavtalen og [punkt 4.2](#c42)."),
        ("Etter loven. Se punkt 4.2.", "Etter loven. Se [punkt 4.2](#c42)."),
    ],
)
def test_words_that_name_one_place_become_a_link(words, expected):
    assert after(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Se punkt 4.9.",
        "Se punkt 4.2 b.",
        "Se punkt 4 i sakslisten.",
        "Se punkt 4 av vedtaket.",
        "Etter helse- og omsorgstjenesteloven kapittel 4 gjelder",
        "helse- og omsorgstjenesteloven, særlig kapittel 4, 5 og 7",
        "jf. helsepersonelloven punkt 4 og kapittel 5",
        "etter forskriften kapittel 4",
        "loven § 4-2",
        "§ 4.2",
        "Delavtale 3 punkt 4",
        "Retningslinje 9 punkt 4.1",
        "i tjenesteavtalen punkt 4.1",
        "samarbeidsavtalen punkt 5.9",
        "samarbeidsavtalen punkt 4.2",
        "samarbeidsavtalen og kapittel 4",
        "veilederen, punkt 4.2",
        "punkt 4,5 og punkt 4.2.1",
        "versjon 4.2",
        "Se [punkt 4.2](#c41) og `punkt 4.2` og https://lovdata.no/punkt 4.2x",
        "bokstav a",
        "Se punkt 4.2 i den gamle utgaven.",
    ],
)
def test_words_that_may_mean_something_else_are_left_alone(words):
    assert after(words) == words


def test_a_second_chapter_after_another_document_is_not_guessed():
    assert after("Retningslinje 8 punkt 4.1 og kapittel 7").endswith(") og kapittel 7")


def test_a_single_letter_word_is_no_letter_of_a_point():
    assert after("Se punkt 4.1 i kraft av det.") == "Se [punkt 4.1](#c41) i kraft av det."
    assert after("Se punkt 4.1 i).") == "Se [punkt 4.1 i](#c41i))."


def test_within_an_annex_a_number_may_be_its_own_or_the_bodys():
    annex = replace(OWN.find("cv23").section, blocks=(Paragraph("Se punkt 3, punkt 4.1 og punkt 4.2."),))
    text = replace(
        OWN,
        sections=(
            *OWN.sections[:-1],
            replace(OWN.sections[-1], children=(annex, *OWN.sections[-1].children[1:])),
        ),
    )

    done, _ = linked(text, {})

    assert (
        plain_text(done.find("cv23").section.blocks).__next__()
        == "Se [punkt 3](#cv23), [punkt 4.1](#c41) og punkt 4.2."
    )


def test_paragraph_signs_lead_within_a_text_that_numbers_itself_so():
    text = read(
        "# Mandat\n\n## § 1 Formål {#en}\n\nSe § 2, og kommuneloven § 2.\n\n## § 2 Ledelse {#to}\n\nSe § 1.\n"
    )

    done = write(linked(text, {})[0])

    assert "Se [§ 1](#en)." in done
    assert "Se § 2, og kommuneloven § 2." in done


def test_two_documents_of_one_name_are_not_chosen_between():
    twin = replace(AGREEMENT, title="Retningslinje 8: Enda en")

    done, count = linked(
        in_chapter_5("Retningslinje 8 punkt 5.2"), OTHERS | {"tvilling": twin}, "retningslinje-5"
    )

    assert count == 0
    assert done == in_chapter_5("Retningslinje 8 punkt 5.2")


def test_titles_and_quotations_are_left_alone():
    text = read("# A\n\n## 1 Se punkt 1 {#en}\n\n> Se punkt 1.\n")

    assert linked(text, {}) == (text, 0)


PIECES = st.sampled_from(
    [
        *(
            "punkt 4.1",
            "pkt. 4.1 a)",
            "kapittel 4",
            "5.2",
            "4.2 i",
            "vedlegg 2",
            "§ 6-2",
            "og",
            "i",
            ",",
            ". Da",
            "(",
            ")",
        ),
        *(
            "samarbeidsavtalen",
            "Retningslinje 8",
            "loven",
            "der",
            "denne retningslinjen",
            "[punkt 4.1](#c41)",
            "`kode",
            "**",
        ),
    ]
)


@given(st.lists(PIECES, max_size=9).map(" ".join))
def test_whatever_is_written_only_gets_links_that_live_and_gets_them_once(words):
    known = {ref: {place.id for place in text.places()} for ref, text in OTHERS.items()}

    done, count = linked(in_chapter_5(words), OTHERS, "retningslinje-5")

    assert dangling(done, known) == ()
    assert [plain(inline) for inline in plain_text(done.find("c5").section.blocks)] == [plain(words)]
    assert linked(done, OTHERS, "retningslinje-5") == (done, 0)
    assert count >= len(references(done)) - words.count("](")


FOLDER = files("registry.examples").joinpath("fjordmark", "texts")
EXAMPLE = {
    document.name: [
        read(version.read_text(encoding="utf-8")) for version in sorted(document.iterdir(), key=str)
    ]
    for document in FOLDER.iterdir()
    if document.is_dir()
}


def test_in_the_texts_of_the_example_every_link_leads_somewhere_and_none_is_made_twice():
    latest = {ref: versions[-1] for ref, versions in EXAMPLE.items()}
    known = {ref: {place.id for place in text.places()} for ref, text in latest.items()}

    total = 0
    for ref, text in latest.items():
        done, count = linked(text, latest, ref)
        total += len(references(done))
        assert dangling(done, known) == ()
        assert len(references(done)) == len(references(text)) + count
        assert linked(done, latest, ref) == (done, 0)
        assert read(write(done)) == done
    assert total > 80
