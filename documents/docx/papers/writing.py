"""A paper on its way out: Word in the look of the exports, Markdown, HTML, and what a PDF of it needs."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape as html_escape

from documents import html, markdown
from documents.docx.papers.paper import Paper
from documents.docx.writing import cover as front
from documents.docx.writing.cover import fact, line, words
from documents.docx.writing.list_numbers import ListNumbers
from documents.docx.writing.note_writer import NoteWriter
from documents.docx.writing.parts import package, settings_part
from documents.docx.writing.run_writer import RunWriter
from documents.docx.writing.styles import styles_part
from documents.docx.writing.template import Template
from documents.docx.writing.text import Writer
from documents.docx.xml import Element, build
from documents.text import Item, ItemList, LegalText, Paragraph

_TITLE_SIZE = 36
"""Half points: a letter speaks more quietly than a title page."""


def write_paper(paper: Paper, template: Template | None = None) -> bytes:
    """The paper as a .docx file; the same paper and template give the same bytes."""
    notes = NoteWriter.of(paper.text)
    writer = Writer(RunWriter(notes), ListNumbers(()), notes)
    cover = paper.cover
    body = [
        line("CoverKind", words(paper.kind)),
        line("Title", *_title(writer, paper, template)),
        *[fact(label, value) for label, value in paper.facts],
        *_with_what_it_leads_to(writer.text(paper.text)),
        front.page_setup(first_page_apart=False),
    ]
    parts = {
        "styles": styles_part(cover.word_language),
        "settings": settings_part(cover),
        "numbering": writer.numbers.part(),
        "footnotes": notes.part(RunWriter(None)),
        "header": _running_head(paper),
        "footer": front.footer_part(cover),
    }
    links = {"document": writer.words.links}
    return package(build("document", build("body", *body)), parts, links, cover, template)


def paper_pdf_front(paper: Paper) -> tuple[tuple[str, str], str]:
    """The running heads of the paper as PDF: left and right above, and what stands at the foot."""
    return (paper.organisation, paper.kind), paper.foot


def as_markdown(paper: Paper) -> str:
    """The paper as Markdown, its facts as a list under the title."""
    return markdown.write(_with_facts(paper))


def as_html(paper: Paper) -> str:
    """The paper as a whole page of HTML."""
    title = html_escape(markdown.plain(paper.title))
    about = html_escape(f"{paper.organisation} · {paper.kind}")
    return (
        f'<!doctype html>\n<html lang="{paper.language.value}"><head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body><main><p>{about}</p><h1>{title}</h1>\n"
        f"{html.render(_named(_with_facts(paper)))}\n</main></body></html>\n"
    )


def as_body(paper: Paper) -> str:
    """The sections of the paper as HTML to stand on a page of ours, without its head; headings from h2."""
    return html.render(_named(paper.text))


def _with_what_it_leads_to(body: Iterable[Element]) -> list[Element]:
    """The same, each line that ends in a colon kept on the page of what it leads to."""
    elements = list(body)
    for paragraph in elements:
        if paragraph.tag != build("p").tag or not "".join(map(str, paragraph.itertext())).rstrip().endswith(
            ":"
        ):
            continue
        look = paragraph.find(build("pPr").tag)
        if look is None:
            look = build("pPr")
            paragraph.insert(0, look)
        after_style = 1 if look.find(build("pStyle").tag) is not None else 0
        if look.find(build("keepNext").tag) is None:
            look.insert(after_style, build("keepNext"))
    return elements


def _title(writer: Writer, paper: Paper, template: Template | None) -> list[Element]:
    runs = writer.words.runs(paper.title)
    for run in runs if template is None else ():
        look = run.find(build("rPr").tag)
        if look is None:
            look = build("rPr")
            run.insert(0, look)
        look.extend([build("sz", val=_TITLE_SIZE), build("szCs", val=_TITLE_SIZE)])
    return runs


def _running_head(paper: Paper) -> Element:
    """Who writes at the left, what it is at the right."""
    return build(
        "hdr", line("Header", words(paper.organisation), build("r", build("tab")), words(paper.kind))
    )


def _with_facts(paper: Paper) -> LegalText:
    told = tuple(
        Item("-", (Paragraph(f"**{markdown.escape(label)}:** {markdown.escape(value)}"),))
        for label, value in paper.facts
    )
    return replace(paper.text, preamble=(ItemList(told),) if told else ())


def _named(text: LegalText) -> LegalText:
    """With names that a page can lead to; in a page every place has one, and one alone."""
    sections = tuple(
        replace(
            section,
            id=f"del{at}",
            children=tuple(replace(below, id=f"del{at}-{n}") for n, below in enumerate(section.children, 1)),
        )
        for at, section in enumerate(text.sections, 1)
    )
    return replace(text, sections=sections)
