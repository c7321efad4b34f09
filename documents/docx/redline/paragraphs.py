"""Paragraphs of a redline: what was struck, what was inserted, and what only looks otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from documents import markdown
from documents.comparing.words import WordKind
from documents.docx.identity import COPY, LONGEST_NAME
from documents.docx.redline.aligning import Pair
from documents.docx.redline.marks import Marks
from documents.docx.redline.notes import BothNotes
from documents.docx.redline.wording import Piece, pieces
from documents.docx.writing.lines import Line, Mark
from documents.docx.writing.run_writer import RunWriter, look_of
from documents.docx.writing.text import number_runs, properties
from documents.docx.xml import Element, build, child
from documents.markdown import Run

_NOTHING: tuple[Run, ...] = ()


@dataclass(slots=True)
class Words:
    """Writes inline Markdown of both texts as runs, tracked."""

    old: RunWriter
    new: RunWriter
    marks: Marks
    notes: BothNotes

    def changed(self, old: str | None, new: str | None) -> list[Element]:
        """The runs of words as they were and are; None on one side where they are wholly of the other."""
        if old == new and new is not None and "[^" not in new:
            return self.new.runs(new)
        before = _NOTHING if old is None else markdown.runs(old)
        after = _NOTHING if new is None else markdown.runs(new)
        whole = old is None or new is None
        return self._elements(pieces(before, after, self.notes.are_same), whole)

    def _elements(self, found: Iterator[Piece], whole: bool) -> list[Element]:
        elements: list[Element] = []
        for link, linked in groupby(found, key=lambda piece: piece.run.link):
            inner: list[Element] = []
            words = self.new
            for fate, them in groupby(linked, key=lambda piece: piece.fate):
                words = self.old if fate is WordKind.REMOVED else self.new
                runs = [run for piece in them for run in self._piece(words, piece, bool(link))]
                inner += self.marks.of_words(fate, runs, whole)
            elements += words.linked(link, inner)
        return elements

    def _piece(self, words: RunWriter, piece: Piece, linked: bool) -> Iterator[Element]:
        run = piece.run
        if run.footnote:
            labels = [side.footnote if side else "" for side in (piece.old, piece.new)]
            mark = self.notes.mark(*labels)
            if mark is not None:
                yield mark
                return
            run = replace(run, text=f"[^{run.footnote}]", footnote="", bold=False, italic=False)
        for element in words.run(run, linked):
            if piece.old and piece.new and not run.footnote:
                self._tell_look(element, look_of(piece.old, linked))
            yield element

    def _tell_look(self, run: Element, old: Element | None) -> None:
        """Say what the run looked like before, where it looks otherwise now."""
        looks = child(run, "rPr")
        if _names(looks) == _names(old):
            return
        if looks is None:
            looks = build("rPr")
            run.insert(0, looks)
        looks.append(self.marks.of_look("rPrChange", build("rPr") if old is None else old))


@dataclass(slots=True)
class Paragraphs:
    """Writes the paragraphs of both texts."""

    words: Words
    marks: Marks
    _named: set[str] = field(default_factory=set)

    def paragraph(self, pair: Pair[Line]) -> Element:
        """A paragraph as it was and is: kept, inserted or struck as a whole, its words tracked."""
        old, new = pair.old, pair.new
        line = new or old
        assert line is not None, "a pair has one line at least"
        fate = WordKind.KEPT if old and new else WordKind.ADDED if new else WordKind.REMOVED
        words = self.words.changed(old.words if old else None, new.words if new else None)
        return build(
            "p",
            self._properties(old, new, fate),
            *self._number(old, new),
            *self._marked(line.marks, fate, words),
        )

    def _properties(self, old: Line | None, new: Line | None, fate: WordKind) -> Element:
        line = new or old
        assert line is not None, "a pair has one line at least"
        made = properties(line)
        mark = self.marks.of_block(fate)
        if mark is not None:
            made.append(build("rPr", mark))
        if old and new and _place(old) != _place(new):
            made.append(self.marks.of_look("pPrChange", properties(old)))
        return made

    def _number(self, old: Line | None, new: Line | None) -> list[Element]:
        """A number that stands as words is one word: it goes and comes whole."""
        was, now = old.number if old else None, new.number if new else None
        if old and new and was == now:
            return number_runs(now)
        whole = not (old and new)
        return [
            *self.marks.of_words(WordKind.REMOVED, number_runs(was), whole),
            *self.marks.of_words(WordKind.ADDED, number_runs(now), whole),
        ]

    def _marked(self, marks: Sequence[Mark], fate: WordKind, runs: list[Element]) -> list[Element]:
        """The runs within hidden bookmarks. What was struck has the names of copies: the place may live on
        elsewhere, and where the change is rejected, the copy stands for it."""
        for kind, identity in reversed(marks):
            name = kind + identity + (COPY if fate is WordKind.REMOVED else "")
            if name in self._named or len(name) > LONGEST_NAME:
                continue
            self._named.add(name)
            number = self.marks.numbers.next()
            start = build("bookmarkStart", id=number, name=name)
            runs = [start, *runs, build("bookmarkEnd", id=number)]
        return runs


def _place(line: Line) -> tuple[object, ...]:
    """What the paragraph is, apart from its words."""
    return line.style, line.list, line.indent


def _names(looks: Element | None) -> list[tuple[object, object]]:
    return [] if looks is None else [(each.tag, tuple(each.attrib.values())) for each in looks]
