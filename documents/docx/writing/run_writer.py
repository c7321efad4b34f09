"""Inline Markdown as runs of Word: bold, italic, links, note marks."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from documents import markdown
from documents.docx.identity import HEADING, POINT
from documents.docx.writing.cover import field_runs
from documents.docx.xml import Element, build, build_text, child, r, w
from documents.markdown import Run

_ADDRESSES = ("https://", "http://", "mailto:", "dok:")
"""Where a link may lead; `dok:` is another document of the register, which only the register can follow."""


class MarksNotes(Protocol):
    """Whoever gives a mark its note."""

    def reference(self, label: str) -> Element | None:
        """The run that marks the note with this label; None where there is none."""


@dataclass(slots=True)
class RunWriter:
    """Turns inline Markdown into runs, and remembers the links and notes they need."""

    notes: MarksNotes | None
    """The notes that marks may point to; none within a note."""
    links: list[str] = field(default_factory=list)
    """Addresses in the order they were met; the first is relationship link1."""
    prefix: str = ""
    """Before the name of every bookmark of this text: keeps the texts of one file apart."""
    points: frozenset[str] = frozenset()
    """Identities of the lettered points: their bookmarks have other names than those of headings."""
    counted: Mapping[str, str] = field(default_factory=dict)
    """The numbers of the headings that Word counts, by identity: a link that prints one becomes a field."""

    def runs(self, inline: str) -> list[Element]:
        """The runs of some inline Markdown."""
        found: list[Element] = []
        for link, group in groupby(markdown.runs(inline), key=lambda run: run.link):
            elements = [element for run in group for element in self.run(run, bool(link))]
            found += self.linked(link, elements)
        return found

    def run(self, run: Run, linked: bool) -> Iterator[Element]:
        """The elements of one run."""
        if not run.footnote:
            yield build("r", look_of(run, linked), *pieces(run.text))
            return
        reference = self.notes.reference(run.footnote) if self.notes else None
        yield reference if reference is not None else build("r", build_text(f"[^{run.footnote}]"))

    def linked(self, link: str, elements: list[Element]) -> list[Element]:
        """The elements within their link; as they are where there is none that may be followed."""
        if link.startswith("#"):
            anchor = self.prefix + (POINT if link[1:] in self.points else HEADING) + link[1:]
            printed = with_number_field(elements, self.counted.get(link[1:], ""), anchor)
            return [build("hyperlink", *printed, anchor=anchor)]
        if not leads(link):
            return elements
        if link not in self.links:
            self.links.append(link)
        hyperlink = build("hyperlink", *elements)
        hyperlink.set(r("id"), f"link{self.links.index(link) + 1}")
        return [hyperlink]


def leads(link: str) -> bool:
    """May a Word file of ours lead there?"""
    return link.startswith((*_ADDRESSES, "#"))


def with_number_field(elements: list[Element], number: str, anchor: str) -> list[Element]:
    """The runs of a link, its number as a field of Word's that follows the heading when numbers move.

    Only where the words hold exactly the number that Word prints there. Word leaves out a full stop at its
    end in a reference, so such a number stays as words.
    """
    if not number or number.endswith("."):
        return elements
    whole = re.compile(rf"(?<![\w.]){re.escape(number)}(?![\w]|[.-]\w)")
    places = [
        (run, found)
        for run in elements
        for found in whole.finditer("".join(each.text or "" for each in run.iter(w("t"))))
        if len(run.findall(w("t"))) == 1 and run.find(w("br")) is None
    ]
    if len(places) != 1:
        return elements
    run, found = places[0]
    words, look = found.string, child(run, "rPr")
    parts = [
        *_words_in(words[: found.start()], look),
        *field_runs(f"REF {anchor} \\r \\h", look, number),
        *_words_in(words[found.end() :], look),
    ]
    at = elements.index(run)
    return [*elements[:at], *parts, *elements[at + 1 :]]


def _words_in(words: str, look: Element | None) -> list[Element]:
    return [build("r", None if look is None else deepcopy(look), build_text(words))] if words else []


def look_of(run: Run, linked: bool = False) -> Element | None:
    """The run properties; None where the run looks like the text around it."""
    style = "Hyperlink" if linked else "HTMLCode" if run.code else ""
    looks = [
        build("rStyle", val=style) if style else None,
        build("b") if run.bold else None,
        build("i") if run.italic else None,
    ]
    return build("rPr", *looks) if any(look is not None for look in looks) else None


def pieces(words: str) -> Iterator[Element]:
    """The words of a run, with a break where the text has a hard one."""
    for at, line in enumerate(words.split("\n")):
        if at:
            yield build("br")
        if line:
            yield build_text(line)
