"""The reckoning: each word of the file is looked for in the text and in the remarks, and taken once only.

Words are compared as letters without spaces, for paragraphs join, labels part from their words and cells are
one line. What is found whole is taken whole; only what is left is looked for run by run and word by word, so
that a small word cannot stand in for another that is lost.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents import markdown
from documents.docx.reading.account import Account, Fate, LostWords, Where, counted
from documents.docx.reading.holding import Held, Rest, with_starts
from documents.docx.reading.stretches import Stretch
from documents.docx.reading.stylesheet import StyleSheet
from documents.docx.reading.words import CONTROL
from documents.docx.xml import w, words_of
from documents.text import Block, Footnote, ItemList, LegalText, Paragraph, Quote, Table

_MOST_SEARCHED = 1_000_000_000
"""Letters searched through for what is not where it should be. No honest file comes near it."""
_LONGEST_PARTED = 100
"""Letters of the first part of a word that was parted on its way."""
_MOST_PLACED = 20
"""For how many paragraphs with lost words the heading above is found."""
_DASHES = "–•▪·"
"""Every sort of dash or dot before a point is read as "-"."""
_PLAIN = re.compile(r"[^*_\[\]\\<>`&~|!]*")


class Blocks:
    """The words of a text as three streams: running text, cells of tables, notes."""

    def __init__(self, text: LegalText) -> None:
        self._running = [_said(text.title)]
        self._cells: list[str] = []
        self._notes: list[str] = []
        self._add(text.preamble)
        for section in text.walk():
            self._running.append(f"{clean(section.number)} {_said(section.title)}")
            self._add(section.blocks)

    def streams(self) -> tuple[Held, Held, Held]:
        """Running text, cells and notes, each to be taken from."""
        return Held(self._running, Fate.TEXT), Held(self._cells, Fate.TEXT), Held(self._notes, Fate.TEXT)

    def letters(self) -> str:
        """All of them, without spaces."""
        return "".join("".join((*self._running, *self._cells, *self._notes)).split())

    def _add(self, blocks: Sequence[Block], label: str = "") -> None:
        """Add the words; the label of a point goes with its first paragraph."""
        for block in blocks:
            match block:
                case Paragraph(text=inline):
                    self._running.append(f"{label} {_said(inline)}")
                case ItemList(items=items):
                    self._running += [label] if label else []
                    for item in items:
                        self._add(item.blocks or (Paragraph(""),), clean(item.label))
                case Quote(blocks=inner):
                    self._add(inner, label)
                case Table(header=header, rows=rows):
                    self._cells += [_said(cell) for row in (header, *rows) for cell in row]
                case Footnote(text=inline):
                    self._notes.append(_said(inline))
            label = ""


def reckoned(
    said: Sequence[Stretch], blocks: Blocks, told: Sequence[str], added: Sequence[str], styles: StyleSheet
) -> Account:
    """The account of these stretches of a file: `told` are words that stand in remarks, `added` labels in the
    text that the file does not spell out."""
    fates: list[tuple[Where, Fate]] = []
    lost: list[LostWords] = []
    paragraphs = [_Wanted(each) for each in said]
    _take(paragraphs, blocks, told, added)
    for at, each in enumerate(paragraphs):
        fates += ((each.where, fate) for fate in each.fates())
        if missing := each.missing():
            near = _near(said, at, styles) if len(lost) < _MOST_PLACED else ""
            lost.append(LostWords(each.where, near, missing))
    return counted(fates, lost)


def clean(words: str) -> str:
    """The words as they are compared."""
    if words.isascii():
        return words if words.isprintable() else CONTROL.sub("", words)
    words = unicodedata.normalize("NFC", CONTROL.sub("", words))
    for dash in _DASHES:
        words = words.replace(dash, "-")
    return words


def _letters(words: str) -> str:
    return "".join(clean(words).split())


class _Wanted:
    """One paragraph of the file, its letters, and what has been found of them."""

    def __init__(self, stretch: Stretch) -> None:
        self.where = stretch.where
        self.words = clean("".join(stretch.runs)).split()
        self.letters = "".join(self.words)
        self.struck = len(clean("".join(stretch.struck)).split())
        self._runs = stretch.runs
        self._known: list[Fate] = []
        """The fate of each letter; empty where all share one."""
        self._whole: Fate | None = None if self.letters else Fate.TEXT

    @property
    def is_found(self) -> bool:
        return self._whole is not None

    def found_whole(self, fate: Fate) -> None:
        self._whole = fate

    def wordswith_starts(self) -> Iterator[tuple[int, str]]:
        """The words, each with where it begins among the letters."""
        yield from with_starts(self.words)

    def pieces_left(self) -> Iterator[tuple[int, str]]:
        """What has not been found of each word, by run where the runs can be told apart."""
        if not self._known:
            self._known = [Fate.LOST] * len(self.letters)
        runs = [letters for run in self._runs if (letters := "".join(clean(run).split()))]
        cuts = {at for at, _ in with_starts(runs)} if "".join(runs) == self.letters else set()
        for start, word in with_starts(self.words):
            if self._known[start] is not Fate.LOST:
                continue
            ends = [at for at in range(start + 1, start + len(word)) if at in cuts]
            for begin, end in pairwise([start, *ends, start + len(word)]):
                yield begin, self.letters[begin:end]

    def found(self, start: int, length: int, fate: Fate) -> None:
        if not self._known:
            self._known = [Fate.LOST] * len(self.letters)
        self._known[start : start + length] = [fate] * length

    def fates(self) -> Iterator[Fate]:
        """One for each word: what it lost a letter of is lost."""
        yield from [Fate.STRUCK] * self.struck
        if self._whole is not None:
            yield from [self._whole] * len(self.words)
        else:
            yield from (fate for _, fate in self._fated())

    def missing(self) -> str:
        if self._whole is not None:
            return ""
        return " ".join(word for word, fate in self._fated() if fate is Fate.LOST)

    def _fated(self) -> Iterator[tuple[str, Fate]]:
        known = self._known or [Fate.LOST] * len(self.letters)
        for at, word in with_starts(self.words):
            own = known[at : at + len(word)]
            yield word, Fate.LOST if Fate.LOST in own else own[0]


def _take(wanted: Sequence[_Wanted], blocks: Blocks, told: Sequence[str], added: Sequence[str]) -> None:
    running, cells, notes = blocks.streams()
    remarks = Held([clean(each) for each in told], Fate.TOLD)
    orders = {
        Where.BODY: (running, remarks, cells, notes),
        Where.TABLES: (cells, running, remarks, notes),
        Where.FOOTNOTES: (notes, remarks, running, cells),
        Where.ENDNOTES: (notes, remarks, running, cells),
    }
    others = (remarks, running, cells, notes)
    for each in wanted:
        order = orders.get(each.where, others)
        held = next((one for one in order if each.letters and one.take_near(each.letters)), None)
        held = held or next((one for one in order if each.letters and one.take_block(each.letters)), None)
        if held:
            each.found_whole(held.fate)
    without = Counter(word for label in added for word in clean(label).split())
    rest = [Rest(held.words_left(without), held.fate) for held in (running, cells, notes, remarks)]
    _take_rest([each for each in wanted if not each.is_found], rest)


def _take_rest(wanted: Sequence[_Wanted], rest: Sequence[Rest]) -> None:
    """Word by word; and where a word was parted or put together on its way, letter by letter."""
    for each in wanted:
        for at, word in each.wordswith_starts():
            if taken := next((one for one in rest if one.take_word(word)), None):
                each.found(at, len(word), taken.fate)
    for one in rest:
        one.close()
    patience = _MOST_SEARCHED
    for each in wanted:
        for at, piece in each.pieces_left():
            patience -= 1 + sum(len(one.letters) for one in rest)
            if patience < 0:
                return
            if taken := next((one for one in rest if one.take_letters(piece)), None):
                each.found(at, len(piece), taken.fate)
                continue
            _take_parts(each, at, piece, rest)


def _take_parts(wanted: _Wanted, at: int, piece: str, rest: Sequence[Rest]) -> None:
    """The longest beginning that is there, and then the rest: "1.Formål" stands as "1." and "Formål"."""
    for length in range(min(len(piece) - 1, _LONGEST_PARTED), 0, -1):
        before, after = piece[:length], piece[length:]
        first = next((one for one in rest if before in one.letters), None)
        if first is None:
            continue
        second = next((one for one in rest if after in one.letters), None)
        if second is not None and first.take_letters(before) and second.take_letters(after):
            wanted.found(at, length, first.fate)
            wanted.found(at + length, len(after), second.fate)
            return


def _said(inline: str) -> str:
    return clean(inline if _PLAIN.fullmatch(inline) else markdown.plain(inline))


def _near(said: Sequence[Stretch], at: int, styles: StyleSheet) -> str:
    """The words of the heading that a paragraph of the body stands under."""
    if said[at].where not in {Where.BODY, Where.TABLES, Where.BOXES}:
        return ""
    above = (each.paragraph for each in reversed(said[:at]) if each.where is Where.BODY)
    heading = next((each for each in above if each.tag == w("p") and styles.heading_level(each)), None)
    return "" if heading is None else words_of(heading)[:100]


def missing_letters(
    said: Sequence[Stretch], blocks: Blocks, told: Sequence[str], added: Sequence[str]
) -> str:
    """A second check, blind to places: letters that the file has more of than text and remarks."""
    held = Counter(blocks.letters())
    held.update(_letters("".join(told)))
    held.subtract(_letters("".join(added)))
    source = Counter("".join(_letters("".join(each.runs)) for each in said))
    return "".join(sorted((source - held).elements()))
