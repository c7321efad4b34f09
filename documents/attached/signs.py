"""Two wordings that differ only as two typewriters do.

A file goes through Word, LibreOffice, an archive and a mail before it comes back, and each has its own
quotation marks, hyphens, spaces and lists. These are no difference, because nobody decides about them: a
soft hyphen or a space that must not break is not seen on paper, a curled quotation mark says what a straight
one says, and numbers of sections and letters of points are counted anew by whoever opens the file. All else
is a difference, each letter, figure and other sign, upper and lower case too: what is made alike here must
never make two words or two figures alike. So no compatibility forms (NFKC) either: they would read «½» after
a 1 as «11⁄2», and «m²» as «m2».
"""

import re
import unicodedata
from collections.abc import Iterator

from documents.inlines import inlines
from documents.markdown import escape, plain, with_words
from documents.text import LegalText

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_ALIKE = {
    **dict.fromkeys(map(ord, "«»“”„‟″"), '"'),
    **dict.fromkeys(map(ord, "‹›‘’‚‛′´`"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    ord("…"): "...",
    **{ord(sign): letters for sign, letters in zip("ﬀﬁﬂﬃﬄ", ("ff", "fi", "fl", "ffi", "ffl"), strict=True)},
}
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LABEL = re.compile(r"(?:[^\W\d_]\)|[-•·▪◦*])\s+(?!\d)")
"""A point's letter or bullet where a file has it as words. Never a figure, nor a minus before one."""


def same_signs(words: str) -> str:
    """The wording as one typewriter would write it, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", words.translate(_UNSEEN)).translate(_ALIKE).split())


def comparable(text: LegalText) -> LegalText:
    """The text in one typewriter's signs, without bold, links and notes' marks: for comparing its words."""
    return with_words(text, lambda inline: escape(same_signs(plain(inline))))


def words_of(text: LegalText) -> tuple[str, ...]:
    """Every word and sign of the text in reading order: titles, points, cells and notes, without numbers.

    Two texts with the same words so are the same text, however they are laid out.
    """
    return tuple(_tokens(text))


def same_words(one: LegalText, other: LegalText) -> bool:
    """Do the two say the same, word for word and sign for sign?"""
    return words_of(one) == words_of(other)


def tokens(wording: str) -> tuple[str, ...]:
    """The words and signs of one wording."""
    return tuple(_TOKEN.findall(same_signs(wording)))


def _tokens(text: LegalText) -> Iterator[str]:
    for _, inline in inlines(text):
        line = same_signs(plain(inline))
        label = _LABEL.match(line)
        yield from _TOKEN.findall(line[label.end() :] if label else line)
