"""Two people's changes of one wording, woven together where they do not touch each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Edit:
    """Tokens of the base from `start` up to `end` that stand otherwise."""

    start: int
    end: int
    instead: tuple[str, ...]

    def touches(self, other: "_Edit") -> bool:
        """Do they change the same tokens, or such as stand side by side?"""
        return self.start <= other.end and other.start <= self.end


def woven(base: str, theirs: str, mine: str) -> str | None:
    """What becomes of the base when both have changed it; None where both have changed the same words.

    What both have done alike is done once.

    >>> woven("Kommunen melder fra innen fire timer.", "Kommunen varsler innen fire timer.",
    ...       "Kommunen melder fra innen to timer.")
    'Kommunen varsler innen to timer.'
    """
    tokens = _TOKENS.findall(base)
    own, others = _edits(tokens, mine), _edits(tokens, theirs)
    edits = [edit for edit in own if edit not in others]
    if any(edit.touches(other) for edit in edits for other in others):
        return None
    made = list(tokens)
    for edit in sorted({*edits, *others}, key=lambda each: (each.start, each.end), reverse=True):
        made[edit.start : edit.end] = edit.instead
    return "".join(made)


def _edits(tokens: Sequence[str], wording: str) -> list[_Edit]:
    now = _TOKENS.findall(wording)
    number = {token: at for at, token in enumerate(dict.fromkeys([*tokens, *now]))}
    codes = Indel.opcodes([number[each] for each in tokens], [number[each] for each in now])
    edits: list[_Edit] = []
    for code in codes:
        if code.tag == "equal":
            continue
        made = _Edit(code.src_start, code.src_end, tuple(now[code.dest_start : code.dest_end]))
        if edits and edits[-1].end == made.start:
            last = edits.pop()
            made = _Edit(last.start, made.end, (*last.instead, *made.instead))
        edits.append(made)
    return edits
