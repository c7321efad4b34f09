"""The words of a paragraph, as runs: bold, italic, links, note marks, and a remark for all the rest."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from documents.docx.reading.fields import REFERENCE, Fields
from documents.docx.reading.notes import Notes
from documents.docx.reading.package import Relationship
from documents.docx.reading.pictures import tell_drawing
from documents.docx.reading.remarks import Remarks, shortened
from documents.docx.reading.stylesheet import StyleSheet
from documents.docx.xml import COMPATIBILITY, MATHS, Element, child, local, r, w, words_of
from documents.markdown import Run

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ADDRESSES = ("http://", "https://", "mailto:")
_WRAPPERS = {"smartTag", "customXml", "dir", "bdo", "ins", "moveTo", "sdtContent"}
_DRAWINGS = {"drawing", "pict", "object"}
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_SYMBOLS = {
    "A8": "☐",
    "6F": "☐",
    "FE": "☒",
    "FD": "☒",
    "78": "☒",
    "FC": "✓",
    "E0": "→",
    "B7": "•",
    "A7": "▪",
    "D8": "➢",
}
"""The boxes, ticks and bullets of Wingdings and Symbol."""
_UNKNOWN_SYMBOL = "[?]"


@dataclass(slots=True)
class Words:
    """Reads the paragraphs of one part, in order."""

    styles: StyleSheet
    links: dict[str, Relationship]
    notes: Notes
    remarks: Remarks
    fields: Fields = field(init=False)

    def __post_init__(self) -> None:
        """Begin outside every field."""
        self.fields = Fields(self.remarks)

    def runs(self, paragraph: Element) -> list[Run]:
        """The runs of the paragraph; those of a table of contents left out."""
        return list(self._within(paragraph, paragraph, Run("")))

    def _within(self, owner: Element, paragraph: Element, look: Run) -> Iterator[Run]:
        for element in owner:
            yield from self._inline(element, paragraph, look)

    def _inline(self, element: Element, paragraph: Element, look: Run) -> Iterator[Run]:
        match local(element):
            case "r":
                yield from self._run(element, paragraph, look)
            case "hyperlink":
                yield from self._within(element, paragraph, replace(look, link=self._link(element)))
            case "fldSimple":
                self.fields.simple(element.get(w("instr"), ""))
                yield from self._within(element, paragraph, look)
                self.fields.end()
            case "sdt":
                self.tell_control()
                yield from self._within(element, paragraph, look)
            case "AlternateContent":
                yield from self._within(chosen(element), paragraph, look)
            case "oMath" | "oMathPara":
                self._tell_equation(element)
            case name if name in _WRAPPERS:
                yield from self._within(element, paragraph, look)

    def _run(self, run: Element, paragraph: Element, look: Run) -> Iterator[Run]:
        if child(run, "rPr") is None and not self.styles.paragraph_switch(paragraph, "vanish"):
            look = Run("", link=look.link or self.fields.link)
            for element in run:
                yield from self._content(element, look)
            return
        if self.styles.run_switch(run, "vanish") or self.styles.paragraph_switch(paragraph, "vanish"):
            self._tell_hidden(run)
            return
        look = Run(
            "",
            self.styles.run_switch(run, "b"),
            self.styles.run_switch(run, "i"),
            link=look.link or self.fields.link,
        )
        for element in run:
            yield from self._content(element, look)

    def _content(self, element: Element, look: Run) -> Iterator[Run]:
        match local(element):
            case "t":
                yield from self._words(element.text or "", look)
            case "fldChar":
                self.fields.step(element.get(w("fldCharType"), ""))
            case "instrText":
                self.fields.add(element.text or "")
            case "footnoteReference" | "endnoteReference" as name:
                kind = name.removesuffix("Reference")
                if label := self.notes.label(kind, element.get(w("id"), ""), self.remarks.here):
                    yield replace(look, footnote=label)
            case "sym":
                yield from self._words(self._symbol(element), look)
            case "AlternateContent":
                for each in chosen(element):
                    yield from self._content(each, look)
            case "ruby":
                yield from self._ruby(element, look)
            case name if name in _SIGNS:
                is_page_break = name == "br" and element.get(w("type"), "textWrapping") != "textWrapping"
                yield from self._words("" if is_page_break else _SIGNS[name], look)
            case name if name in _DRAWINGS:
                tell_drawing(element, self.remarks)

    def _ruby(self, ruby: Element, look: Run) -> Iterator[Run]:
        """Words with small ones above them: those below are read, those above are told of."""
        above = "".join(words_of(each) for each in ruby.iterfind(w("rt")))
        self.remarks.told.append(above)
        self.remarks.tell("ruby", f"Små ord over teksten er ikke tatt med: «{above}».", self.remarks.here)
        for base in ruby.iterfind(w("rubyBase")):
            for run in base.iter(w("r")):
                for element in run:
                    yield from self._content(element, look)

    def _words(self, text: str, look: Run) -> Iterator[Run]:
        if not text.isprintable() and CONTROL.search(text.replace("\n", "")):
            self.remarks.count("control-character", self.remarks.here)
            text = CONTROL.sub("", text)
        if self.fields.in_contents:
            self.remarks.told.append(text)
        elif text:
            words = text if text.isascii() else unicodedata.normalize("NFC", text)
            yield Run(words, look.bold, look.italic, link=look.link)

    def _link(self, element: Element) -> str:
        anchor = element.get(w("anchor"), "")
        relationship = self.links.get(element.get(r("id"), ""))
        if relationship is None:
            return self._inner_link(anchor)
        target = relationship.target
        address = target + (f"#{anchor}" if anchor and "#" not in target else "")
        if relationship.external and (target.lower().startswith(_ADDRESSES) or REFERENCE.fullmatch(address)):
            return address
        message = f"Lenken til «{shortened(relationship.target)}» er tatt bort; ordene står."
        self.remarks.tell("link", message, words_of(element))
        return ""

    def _inner_link(self, anchor: str) -> str:
        if anchor.startswith(("_sh_", "_sp_")):
            return "#" + anchor[4:]
        if anchor and not self.fields.in_contents:
            self.remarks.count("inner-link", self.remarks.here)
        return ""

    def tell_control(self) -> None:
        """A content control was met: its words are kept."""
        self.remarks.count("content-control", self.remarks.here)

    def _tell_equation(self, element: Element) -> None:
        words = "".join(each.text or "" for each in element.iter(f"{{{MATHS}}}t"))
        self.remarks.told.append(words)
        self.remarks.tell("equation", f"En formel er ikke tatt med: «{words}».", self.remarks.here)

    def _tell_hidden(self, run: Element) -> None:
        if words := "".join(each.text or "" for each in run.iter(w("t"))):
            self.remarks.told.append(words)
            if not self.fields.in_contents and words.strip():
                self.remarks.tell(
                    "hidden-text", f"Skjult tekst er ikke tatt med: «{words.strip()}».", self.remarks.here
                )

    def _symbol(self, element: Element) -> str:
        code = element.get(w("char"), "").upper()
        sign = _SYMBOLS.get(code.removeprefix("F0"))
        if sign is None:
            font = element.get(w("font"), "")
            message = f"Et tegn fra skriften «{font}» (nummer {code}) er ukjent og står som «[?]» i teksten."
            self.remarks.tell("symbol", message, self.remarks.here)
        self.remarks.added.append(sign or _UNKNOWN_SYMBOL)
        return sign or _UNKNOWN_SYMBOL


def chosen(alternatives: Element) -> Element:
    """The one of several forms of the same content that is read: the first choice, else the fallback."""
    for name in ("Choice", "Fallback"):
        found = alternatives.find(f"{{{COMPATIBILITY}}}{name}")
        if found is not None:
            return found
    return alternatives
