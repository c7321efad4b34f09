"""One file with every construct of Word: each word in it is found again, in the text or in a remark."""

import re

import pytest

from documents import markdown
from documents.docx import Tracked, read, read_apart
from tests.documents.docx_files import (
    cell,
    level,
    numbering,
    p,
    point,
    relations,
    t,
    table,
    word_parts,
    zipped,
)

BY = 'w:id="9" w:author="Kari" w:date="2026-01-15T09:00:00Z"'
BOX = "<w:txbxContent>{}</w:txbxContent>"
MARK = '<w:r><w:{}Reference w:id="{}"/></w:r>'
PICTURE = '<w:r><w:drawing><wp:docPr descr="{}"/><a:blip/></w:drawing></w:r>'


def field(code, shown):
    """A field with its instruction and what it showed."""
    step = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    return step.format("begin") + instruction + step.format("separate") + t(shown) + step.format("end")


def control(inner):
    return f'<w:sdt><w:sdtPr><w:alias w:val="Felt"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


CONSTRUCTS = {
    "heading": p("Tokoverskrift", "Overskrift1"),
    "outline level": p("Toknivå", "", '<w:outlineLvl w:val="1"/>'),
    "lettered point": point("Tokbokstav"),
    "dotted point within": point("Tokstrek", 1),
    "roman point": point("Tokromer", 0, 2),
    "typed point": p("b) Toktypet"),
    "quotation": p("Toksitat", "Quote"),
    "bold and slanted": p(t("Tokfet", "<w:b/>") + t("tokskrå", "<w:i/>")),
    "line break and tab": p(
        "<w:r><w:t>Tokfør</w:t><w:br/><w:t>toketter</w:t><w:tab/><w:t>toktab</w:t></w:r>"
    ),
    "hard hyphen": p("<w:r><w:t>Toka</w:t><w:noBreakHyphen/><w:t>tokb</w:t></w:r>"),
    "symbol": p(t("Toktegn") + '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'),
    "inserted": p(t("x ") + f"<w:ins {BY}>{t('Tokinnsatt')}</w:ins>"),
    "deleted": p(t("y ") + f"<w:del {BY}><w:r><w:delText>Tokslettet</w:delText></w:r></w:del>"),
    "moved away": p(
        f"<w:moveFrom {BY}>{t('Tokflyttet')}</w:moveFrom>", properties=f"<w:rPr><w:moveFrom {BY}/></w:rPr>"
    ),
    "moved here": p(f"<w:moveTo {BY}>{t('Tokflyttet')}</w:moveTo>"),
    "footnote": p(t("Z ") + MARK.format("footnote", 2)),
    "endnote": p(t("Æ ") + MARK.format("endnote", 2)),
    "comment": p('<w:commentRangeStart w:id="3"/>' + t("Tokanker") + '<w:commentRangeEnd w:id="3"/>'),
    "block content control": control(p("Tokblokk")),
    "inline content control": p(t("Ø ") + control(t("Toklinje"))),
    "smart tag": p('<w:smartTag w:element="x">' + t("Tokmerke") + "</w:smartTag>"),
    "custom xml": '<w:customXml w:element="x">' + p("Tokxml") + "</w:customXml>",
    "field": p(field("REF _Ref1", "Tokref")),
    "simple field": p(f'<w:fldSimple w:instr=" DOCPROPERTY x ">{t("Tokenkel")}</w:fldSimple>'),
    "field from outside": p(field('INCLUDETEXT "c:\\\\a.docx"', "Tokute")),
    "link": p(f'<w:hyperlink r:id="lov">{t("Toklenke")}</w:hyperlink>'),
    "inner link": p(f'<w:hyperlink w:anchor="_Toc1">{t("Tokanker2")}</w:hyperlink>'),
    "hidden": p(t("Å ") + t("Tokskjult", "<w:vanish/>")),
    "equation": p(t("E ") + "<m:oMath><m:r><m:t>Tokformel</m:t></m:r></m:oMath>"),
    "picture": p(t("B ") + PICTURE.format("Tokbilde")),
    "embedded object": p(t("O ") + '<w:r><w:object><v:shape alt="Tokobjekt"/></w:object></w:r>'),
    "text box": p(
        t("T ")
        + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        + BOX.format(p("Tokboks"))
        + "</w:drawing></mc:Choice><mc:Fallback><w:pict>"
        + BOX.format(p("Tokboks"))
        + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "ruby": p(
        f"<w:r><w:ruby><w:rt>{t('Tokover')}</w:rt><w:rubyBase>{t('Tokunder')}</w:rubyBase></w:ruby></w:r>"
    ),
    "table": table(
        cell("Tokhode") + cell("Tokhode2", '<w:gridSpan w:val="2"/>'),
        cell("Tokcelle", '<w:vMerge w:val="restart"/>')
        + cell(table(cell("Tokindre") + cell("Tokindre2")) + p("Tokrest"))
        + cell("Toksiste"),
        cell("<w:p/>", "<w:vMerge/>") + cell("Toknest") + cell(p("Tokto") + p("Toktre")),
    ),
    "frame": table(cell(p("Tokramme"))),
    "section break": p("Tokseksjon", properties="<w:sectPr><w:type w:val='nextPage'/></w:sectPr>"),
    "permission": '<w:permStart w:id="5" w:edGrp="everyone"/>' + p("Toklov") + '<w:permEnd w:id="5"/>',
    "something unheard of": p(t("U ") + f"<w:nyttelement>{t('Tokukjent')}</w:nyttelement>"),
}
OTHERS = {
    "styles": None,
    "numbering": numbering(
        level(0, "lowerLetter", "%1)") + level(1, "bullet", "•"), level(0, "upperRoman", "(%1)")
    ),
    "footnotes": f'<w:footnote w:id="2">{p("Tokfotnote")}</w:footnote><w:footnote w:id="7">{p("Tokumerket")}</w:footnote>',
    "endnotes": f'<w:endnote w:id="2">{p("Toksluttnote")}</w:endnote>',
    "comments": f'<w:comment w:id="3" w:author="Ola" w:date="2026-02-03T10:00:00Z">{p("Tokkommentar")}</w:comment>',
    "header": p("Toktopp"),
    "footer": p("Tokbunn"),
}
TOKENS = sorted(
    set(re.findall(r"[Tt]ok[\wæøå]+", "".join([*CONSTRUCTS.values(), *filter(None, OTHERS.values())])))
)
IN_THE_TEXT = {
    "Tokanker", "Tokanker2", "Tokblokk", "Tokbokstav", "Tokcelle", "Tokenkel", "Tokfet", "Tokfotnote", "Tokfør",
    "Tokhode", "Tokhode2", "Tokindre", "Tokindre2", "Toklenke", "Toklinje", "Toklov", "Tokmerke", "Toknest",
    "Toknivå", "Tokoverskrift", "Tokramme", "Tokref", "Tokrest", "Tokromer", "Tokseksjon", "Toksiste", "Toksitat",
    "Toksluttnote", "Tokstrek", "Toktegn", "Tokto", "Toktre", "Toktypet", "Tokunder", "Tokute", "Tokxml",
    "Toka", "tokb", "toketter", "tokskrå", "toktab", "Tokflyttet",
}  # fmt: skip


def file():
    others = {kind: inner for kind, inner in OTHERS.items() if inner is not None}
    body = p("Avtale", "Title") + "".join(CONSTRUCTS.values()) + p("Slutt.")
    return zipped(word_parts(body, (("lov", "hyperlink", "https://lovdata.no/"),), **others))


@pytest.mark.parametrize("tracked", Tracked)
def test_every_word_is_in_the_text_or_in_a_remark(tracked):
    found = read(file(), "alt.docx", tracked)
    text, told = markdown.write(found.text), " ".join(each.message for each in found.remarks)

    assert [token for token in TOKENS if token not in text and token not in told] == (
        ["Tokinnsatt"] if tracked is not Tracked.ACCEPT else []
    )
    assert found.account.balances


def test_what_is_words_of_the_agreement_is_in_the_text():
    text = markdown.write(read(file(), "alt.docx").text)

    assert {token for token in IN_THE_TEXT | {"Tokinnsatt"} if token not in text} == set()
    assert "Tokslettet" not in text


def test_what_an_author_inserted_is_in_the_authors_own_text():
    (kari,) = read(file(), "alt.docx", Tracked.SUGGEST).authored

    assert "Tokinnsatt" in markdown.write(kari.text)
    assert "Tokslettet" not in markdown.write(kari.text)


def test_a_word_that_stands_once_in_the_file_stands_once_in_the_text():
    text = markdown.write(read(file(), "alt.docx").text)

    assert {token for token in IN_THE_TEXT if len(re.findall(rf"\b{token}\b", text)) != 1} == set()


def test_only_what_nobody_has_heard_of_is_lost_and_the_account_names_it():
    account = read(file(), "alt.docx").account

    assert [each.words for each in account.lost] == ["Tokukjent"]
    assert account.sentence.startswith("NB: 1 ord kom ikke med: «Tokukjent» (brødtekst, under «Toknivå»)")


def test_each_construct_that_a_text_has_no_room_for_has_a_remark_of_its_own():
    codes = {remark.code for remark in read(file(), "alt.docx").remarks}

    assert codes >= {
        "cell-paragraphs", "comment", "content-control", "cross-reference", "endnote", "equation", "field",
        "frame", "hidden-text", "image", "inner-link", "list-label", "lost", "merged-cells", "nested-table",
        "note-without-mark", "object", "outside-field", "ruby", "running-foot", "running-head", "symbol", "text-box",
        "tracked-change",
    }  # fmt: skip


def test_an_answer_to_a_comment_says_what_it_answers_and_stands_in_the_same_place():
    spaces = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'

    def comment(identity, author, words, paragraph):
        body = f'<w:p {spaces} w14:paraId="{paragraph}"><w:r><w:t>{words}</w:t></w:r></w:p>'
        return f'<w:comment w:id="{identity}" w:author="{author}" w:date="2026-02-0{identity}T10:00:00Z">{body}</w:comment>'

    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="0A" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/></w15:commentsEx>'
    )
    body = p("Formål", "Overskrift1") + CONSTRUCTS["comment"].replace('w:id="3"', 'w:id="1"')
    comments = comment(1, "Ola", "For kort?", "0A") + comment(2, "Kari", "Nei.", "0B")
    parts = word_parts(p("Avtale", "Title") + body, comments=comments)
    arrows = (
        ("a", "styles", "styles.xml"),
        ("b", "comments", "comments.xml"),
        ("c", "commentsExtended", "ex.xml"),
    )
    data = zipped({**parts, "word/_rels/document.xml.rels": relations(*arrows), "word/ex.xml": extended})

    found = read_apart(data, "a.docx")
    (section,) = found.text.sections
    asked, answered = found.comments

    assert (asked.author, asked.answers, asked.done, asked.anchor) == ("Ola", None, True, "Tokanker")
    assert (answered.author, answered.answers, answered.done, answered.anchor) == (
        "Kari",
        0,
        False,
        "Tokanker",
    )
    assert asked.section == answered.section == section.id
    assert [remark.message for remark in found.remarks if remark.code == "comment"] == [
        "Kommentar fra Ola (2026-02-01) til «Tokanker», merket som løst: «For kort?».",
        "Svar fra Kari (2026-02-02) til Ola: «Nei.».",
    ]
