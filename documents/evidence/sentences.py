"""Two wordings of one place, sentence by sentence: which was reworded into which, which came, which went."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rapidfuzz.distance import Indel

Pair = tuple[str, str]
"""A sentence before and now; one of them is empty where the sentence is new or removed."""


def changed_sentences(old: str, new: str, lead_old: str = "", lead_new: str = "") -> Iterator[Pair]:
    """The sentences that are not the same in both wordings, in reading order.

    What is no sentence of its own, in a list, is told with the words that lead into it: «Kommunen skal:
    melde behovet». `lead_old` and `lead_new` are those words where they stand outside the wording.
    """
    olds, news = list(_whole(old, lead_old)), list(_whole(new, lead_new))
    if len(olds) == len(news) == 1 and olds != news:
        yield olds[0], news[0]
        return
    for was, now in _hunks(olds, news):
        yield from _paired(was, now)


_END = re.compile(
    r"\n"
    r"|(?<=[.!?])(?<!\b(?:jf|Jf|nr|kl|ca|mv|ev|St|st|dr|Dr)\.)(?<!\b(?:jfr|pkt|kap|evt|mfl|osv|hhv|tlf)\.)"
    r"(?<!\b(?:inkl|bl\.a)\.)(?<!\bf\.eks\.)(?<!\bm\.m\.)\s+(?=[A-ZÆØÅ«(])"
)
_MOST_CELLS = 10_000_000
_MOST_PAIRS = 2_500
_ALIKE = 0.4
_ALIKE_ALONE = 0.2
"""Enough where there is nothing else it could have been."""


def sentences(wording: str) -> list[str]:
    """The sentences of a wording; where a line ends, a sentence ends."""
    return [stripped for sentence in _END.split(wording) if (stripped := sentence.strip())]


def _whole(wording: str, lead: str) -> Iterator[str]:
    """The sentences, those that only go on from «Kommunen skal:» with these words first."""
    for sentence in sentences(wording):
        if lead and not sentence[0].isupper():
            yield f"{lead} {sentence}"
        else:
            yield sentence
            lead = sentence if sentence.endswith(":") else ""


def _hunks(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What stands between the sentences that are the same in both."""
    if len(olds) * len(news) > _MOST_CELLS:
        yield olds, news
        return
    numbers: dict[str, int] = {}
    numbered = ([numbers.setdefault(each, len(numbers)) for each in them] for them in (olds, news))
    at_old = at_new = 0
    for code in Indel.opcodes(*numbered):
        if code.tag == "equal":
            yield olds[at_old : code.src_start], news[at_new : code.dest_start]
            at_old, at_new = code.src_end, code.dest_end
    yield olds[at_old:], news[at_new:]


def _paired(olds: Sequence[str], news: Sequence[str]) -> Iterator[Pair]:
    """Sentences of one hunk, the most alike together; what is like nothing was removed, or is new."""
    if len(olds) * len(news) > _MOST_PAIRS:
        yield from zip_longest(olds, news, fillvalue="")
        return
    best = _most_alike(olds, news)
    if best is None:
        yield from ((old, "") for old in olds)
        yield from (("", new) for new in news)
        return
    at_old, at_new = best
    yield from _paired(olds[:at_old], news[:at_new])
    if olds[at_old] != news[at_new]:
        yield olds[at_old], news[at_new]
    yield from _paired(olds[at_old + 1 :], news[at_new + 1 :])


def _most_alike(olds: Sequence[str], news: Sequence[str]) -> tuple[int, int] | None:
    if not olds or not news:
        return None
    likeness = {
        (at_old, at_new): alike(old, new)
        for at_old, old in enumerate(olds)
        for at_new, new in enumerate(news)
    }
    best = max(likeness, key=lambda pair: likeness[pair])
    return best if likeness[best] >= (_ALIKE_ALONE if len(likeness) == 1 else _ALIKE) else None


def alike(old: str, new: str) -> float:
    """How much of two sentences is the same words in the same order: 0 to 1."""
    return Indel.normalized_similarity(old.casefold().split(), new.casefold().split())
