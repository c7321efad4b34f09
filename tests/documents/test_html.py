"""The page of a text is safe whatever the text holds, and every place in it can be linked to and reached."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from documents.html import render, render_inline, render_place, render_section
from documents.markdown import plain, read
from documents.text import (
    Footnote,
    Item,
    ItemList,
    LegalText,
    Paragraph,
    Quote,
    Section,
    Table,
    plain_text,
)
from tests.documents.rich_texts import RICH_TEXTS

HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "' onmouseover='alert(1)",
        "</section></article><style>*{display:none}</style>",
        "<!--",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVa\tScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](//ond.example)",
        '[x](https://ond.example/"onclick="alert(1))',
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "<https://lovdata.no>",
        "[**fet** *kursiv*](https://lovdata.no)",
        '[^"><script>alert(1)</script>]',
        "`<script>`",
        "\u202eabc",
    ]
)
INLINE = st.lists(HOSTILE | st.text(max_size=8), min_size=1, max_size=4).map(" ".join)
BLOCKS = st.lists(
    INLINE.map(Paragraph)
    | INLINE.map(lambda words: Quote((Paragraph(words),)))
    | INLINE.map(lambda words: ItemList((Item(words, (Paragraph(words),)), Item("-", ()))))
    | INLINE.map(lambda words: Table((words, ""), ((words, words),))),
    max_size=3,
).map(tuple)


@st.composite
def hostile_texts(draw):
    """Texts that nobody has read or cleaned, whose identities are hostile but different."""
    identities = draw(st.lists(INLINE, min_size=4, max_size=4, unique=True))
    label = draw(INLINE)
    deep = Section(identities[0], draw(INLINE), draw(INLINE), draw(BLOCKS))
    point = ItemList((Item("a)", (Paragraph(draw(INLINE)),), identities[1]),))
    section = Section(identities[2], draw(INLINE), draw(INLINE), (point, *draw(BLOCKS)), (deep,))
    return LegalText(draw(INLINE), (*draw(BLOCKS), Footnote(label, draw(INLINE))), (section,))


def page(text):
    return html.fragment_fromstring(render(text), create_parent="article")


def identities(text):
    opening = Section("", "", "", text.preamble)
    return {point.id for point in opening.points()} | {place.id for place in text.places()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_texts())
def test_nothing_in_a_text_becomes_a_script_or_leads_to_one(text):
    for element in page(text).iter():
        assert element.tag not in {"script", "style", "svg", "math", "img", "iframe", html.etree.Comment}
        assert not [name for name in element.attrib if name.startswith("on") or name in {"style", "src"}]
        assert element.get("href", "#").startswith(("https://", "http://", "mailto:", "#"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_texts().filter(lambda text: "\x00" not in str(text)))
def test_no_text_breaks_out_of_its_own_section(text):
    top = [element.tag for element in page(text) if element.tag == "section"]

    assert len(top) == len(text.sections)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RICH_TEXTS)
def test_every_place_has_its_identity_on_the_page_just_once(text):
    found = Counter(element.get("id") for element in page(text).iter() if element.get("id"))

    assert set(found.values()) <= {1}
    assert {identity for identity in found if not identity.startswith("note-")} == identities(text) - {""}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RICH_TEXTS)
def test_every_link_within_the_page_leads_to_something_on_it(text):
    article = page(text)
    there = {f"#{element.get('id')}" for element in article.iter() if element.get("id")}

    assert {link.get("href") for link in article.iter("a") if link.get("href").startswith("#")} <= there


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RICH_TEXTS)
def test_headings_go_down_one_level_at_a_time_from_the_second(text):
    levels = [int(element.tag[1]) for element in page(text).iter("h2", "h3", "h4", "h5", "h6")]

    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RICH_TEXTS)
def test_every_word_of_the_text_stands_on_the_page(text):
    article = page(text)
    for mark in list(article.iter("sup")):
        mark.drop_tree()
    shown = "".join(article.text_content().split())
    inlines = [*plain_text(text.preamble)]
    for section in text.walk():
        inlines += [section.title, *plain_text(section.blocks)]

    assert not [inline for inline in inlines if "".join(plain(inline).split()) not in shown]


AGREEMENT = read("""# Avtale

Innledning.[^1]

[^1]: Se *vedlegg* 1.

## 5 Styring {#styring}

### 5.2 **Vedtak**\\_ {#vedtak}

a) {#vedtaka} Avtalen\\
vedtas.

1. først

- strek

| | Frist |
| --- | --- |
| Varsel | 24 timer |

> Sitat
""")


def test_a_section_is_its_identity_its_number_its_title_and_a_lasting_link():
    assert render(replace(AGREEMENT, preamble=(), sections=(Section("vedtak", "5.2", "Vedtak"),))) == (
        '<section id="vedtak"><h2><span class="number">5.2</span> Vedtak '
        '<a class="permalink" href="#vedtak" aria-label="Lenke til 5.2 Vedtak">#</a></h2></section>'
    )


def test_the_name_of_a_lasting_link_is_words_and_no_markup():
    links = [link.get("aria-label") for link in page(AGREEMENT).iter("a") if link.get("class") == "permalink"]

    assert links == ["Lenke til 5 Styring", "Lenke til 5.2 Vedtak_"]


def test_a_lettered_point_shows_its_letter_as_printed_and_can_be_linked_to():
    (point,) = [item for item in page(AGREEMENT).iter("li") if item.get("id") == "vedtaka"]

    assert " ".join(point.text_content().split()) == "a) Avtalenvedtas."
    assert len(list(point.iter("br"))) == 1


def test_a_footnote_mark_leads_to_its_note_and_says_what_it_is():
    article = page(AGREEMENT)
    (mark,) = [link for link in article.iter("a") if link.getparent().tag == "sup"]

    assert (mark.get("href"), mark.get("aria-label")) == ("#note-1", "Fotnote 1")
    assert article.get_element_by_id("note-1").text_content() == "1 Se vedlegg 1."


def test_a_table_has_column_headings_can_be_scrolled_by_keyboard_and_its_empty_corner_heads_nothing():
    (table,) = page(AGREEMENT).iter("table")

    assert [(cell.tag, cell.get("scope")) for cell in table.find("thead/tr")] == [
        ("td", None),
        ("th", "col"),
    ]
    assert table.getparent().get("tabindex") == "0"


def test_many_tables_give_no_landmarks_of_the_same_name():
    twice = replace(AGREEMENT, preamble=(Table(("A",), ()), Table(("A",), ())))

    assert not [element for element in page(twice).iter() if element.get("role") == "region"]


def test_a_picture_is_shown_by_its_description():
    assert render_inline("![Kart over kommunene](https://example.no/kart.png)") == "Kart over kommunene"


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        ("**skal**", "<strong>skal</strong>"),
        ("*bør*", "<em>bør</em>"),
        ("`kode`", "<code>kode</code>"),
        ("[loven](https://lovdata.no/x?a=1&b=2)", '<a href="https://lovdata.no/x?a=1&amp;b=2">loven</a>'),
        ("[post](mailto:a@b.no)", '<a href="mailto:a@b.no">post</a>'),
        ("[her](/dokumenter)", "her"),
        ("[punkt 5.2 c](#abcdefghjk)", '<a class="reference" href="#abcdefghjk">punkt 5.2 c</a>'),
        (
            "[avtalen punkt 2](dok:saeravtale-1#abcdefghjk)",
            '<a class="reference" href="/dokumenter/saeravtale-1/punkt/abcdefghjk">avtalen punkt 2</a>',
        ),
        ("[x](dok:../logg#abc)", "x"),
        ("[x](dok:avtalen#a/../b)", "x"),
        ("[x](dok:avtalen)", "x"),
        ("[x](dok:#abc)", "x"),
        ("[x](#Abc)", "x"),
        ("[x](#note-1)", "x"),
        ("uten note[^1]", "uten note<sup>1</sup>"),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
    ],
)
def test_inline_words_look_as_they_were_written(inline, expected):
    assert render_inline(inline) == expected


def test_one_section_alone_begins_at_the_second_level_with_what_lies_under_it():
    rendered = html.fragment_fromstring(render_section(AGREEMENT.sections[0]), create_parent=True)

    assert [element.tag for element in rendered.iter("h2", "h3")] == ["h2", "h3"]


def test_a_mark_without_its_note_is_a_mere_mark():
    article = page(read("# T\n\nOrd[^1] og[^2].\n\n[^2]: Noten.\n"))

    assert [mark.text_content() for mark in article.iter("sup")] == ["1", "2"]
    assert [link.get("href") for link in article.iter("a")] == ["#note-2"]


def test_a_note_within_a_point_is_led_to_from_a_heading_and_a_cell():
    source = "# T\n\n## 1 En[^1] {#aaaaaaaaaa}\n\n| A[^1] |\n| --- |\n\n- punkt\n\n  [^1]: Noten.\n"
    article = page(read(source))

    assert [link.get("href") for link in article.iter("a") if link.getparent().tag == "sup"] == [
        "#note-1"
    ] * 2
    assert article.get_element_by_id("note-1").text_content() == "1 Noten."


def test_a_place_alone_leads_to_the_lasting_pages_of_what_it_refers_to():
    place = read("# T\n\n## 1 En {#aaaaaaaaaa}\n\nSe [punkt 2](#bbbbbbbbbb).\n").find("aaaaaaaaaa")

    assert 'href="/dokumenter/avtalen/punkt/bbbbbbbbbb"' in render_place(place, "avtalen")
    assert 'href="#bbbbbbbbbb"' in render_place(place)


def test_lists_stand_as_deep_as_they_were_written():
    deep = "\n\n".join("  " * at + "- " + "x" * (at + 1) for at in range(9))
    items = list(page(read(f"# T\n\n{deep}\n")).iter("li"))

    assert [sum(1 for above in item.iterancestors("ul")) for item in items] == list(range(1, 10))


def test_an_identity_cannot_be_the_name_of_anything_else_that_a_text_puts_on_the_page():
    article = page(read("# T\n\nOrd[^1]\n\n[^1]: Noten.\n\n## 1 En {#note1}\n"))
    own = {element.get("id") for element in article.iter() if element.get("id")} - {"note1"}

    assert own == {"note-1"}  # an identity has no hyphen
