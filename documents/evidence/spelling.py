"""Are two wordings the same but for how the words are written?"""

import re

from rapidfuzz.distance import OSA


def same_but_for_spelling(old: str, new: str) -> bool:
    """Same numbers, and the same words but for case, punctuation, division, or one letter inside a long word.

    One letter counts as spelling only where beginning and ending stay: "kommunen" is not "kommunene".
    """
    if _DIGITS.findall(old) != _DIGITS.findall(new):
        return False
    words_old, words_new = (_LETTERS.findall(wording.casefold()) for wording in (old, new))
    if "".join(words_old) == "".join(words_new):
        return True
    return len(words_old) == len(words_new) and all(map(_same_word, words_old, words_new))


def _same_word(old: str, new: str) -> bool:
    if old == new:
        return True
    same_ends = old[0] == new[0] and old[-2:] == new[-2:]
    return min(len(old), len(new)) >= _LONG and same_ends and OSA.distance(old, new, score_cutoff=1) == 1


_LONG = 5
_DIGITS = re.compile(r"\d+(?:[.,:/-]\d+)*|[%§]")
_LETTERS = re.compile(r"[^\W\d_]+")
