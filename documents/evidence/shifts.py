"""What a new wording of a sentence does to the duties in it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from documents.evidence.actors import doers
from documents.evidence.duties import Duty, Strength, duties, reserves
from documents.evidence.values import FindingKind

Words = tuple[str, ...]
Shift = tuple[FindingKind, Words, Words]
"""What was done, and the words that say so, before and now."""


def duty_shifts(old: str, new: str) -> Iterator[Shift]:
    """What does this do to somebody's duty or leave? Each kind once; nothing where no word says anything.

    One of the wordings is empty where the sentence is new or removed.
    """
    was, now = duties(old), duties(new)
    shifts = list(_word_shifts(old, new, was, now))
    if old and new:
        shifts += _moved(old, new, was, now)
        shifts += _reserved(old, new) if was and now else ()
    for kind in FindingKind:
        if found := [shift for shift in shifts if shift[0] is kind]:
            yield kind, _joined(each[1] for each in found), _joined(each[2] for each in found)


def kept_duties(old: str, new: str) -> Words:
    """The words that bind in both wordings: the duty stands, whatever else became of the sentence."""
    words = [[each.word for each in duties(side) if each.strength > Strength.MAY] for side in (old, new)]
    return tuple(words[0]) if words[0] == words[1] else ()


def _moved(old: str, new: str, was: Sequence[Duty], now: Sequence[Duty]) -> Iterator[Shift]:
    """On whom the first duty lay, and on whom it lies, where the words name somebody else."""
    on_old, on_new = _bearers(old, was), _bearers(new, now)
    if on_old and on_new and set(map(_party, on_old)) != set(map(_party, on_new)):
        yield FindingKind.DUTY_MOVED, on_old, on_new


def _bearers(sentence: str, them: Sequence[Duty]) -> Words:
    binding = next((duty for duty in them if duty.strength > Strength.MAY), None)
    return binding.on if binding else doers(sentence)


def _party(words: str) -> str:
    """«Helseforetaket» and «foretaket» are one, and «partene» and «hver part»."""
    return re.sub(r"^helse(?=f[oø]retak)|(?<=^part)(?:en|er|ar|ene|ane)$", "", words)


def _word_shifts(old: str, new: str, was: Sequence[Duty], now: Sequence[Duty]) -> Iterator[Shift]:
    """Word by word: what took another's place, what went, what came."""
    for gone, come in _hunks(was, now):
        for before, after in zip(gone, come, strict=False):
            yield _compared(before, after)
        for duty in gone[len(come) :]:
            for kind in _alone(duty, FindingKind.DUTY_REMOVED, new):
                yield kind, (duty.word,), ()
        for duty in come[len(gone) :]:
            for kind in _alone(duty, FindingKind.DUTY_NEW, old):
                yield kind, (), (duty.word,)


def _hunks(was: Sequence[Duty], now: Sequence[Duty]) -> Iterator[tuple[Sequence[Duty], Sequence[Duty]]]:
    """What stands between the duty words that are the same in both."""
    if len(was) * len(now) > _MOST_CELLS:
        yield was, now
        return
    numbers: dict[str, int] = {}
    numbered = ([numbers.setdefault(each.word, len(numbers)) for each in them] for them in (was, now))
    at_old = at_new = 0
    for code in Indel.opcodes(*numbered):
        if code.tag == "equal":
            yield was[at_old : code.src_start], now[at_new : code.dest_start]
            at_old, at_new = code.src_end, code.dest_end
    yield was[at_old:], now[at_new:]


def _compared(before: Duty, after: Duty) -> Shift:
    words = (before.word,), (after.word,)
    if before.denied != after.denied:
        return FindingKind.DUTY_TURNED, *words
    if after.strength < before.strength:
        return FindingKind.DUTY_WEAKENED, *words
    if after.strength > before.strength:
        return FindingKind.DUTY_STRENGTHENED, *words
    return (FindingKind.DUTY_CONTENT if after.strength > Strength.MAY else FindingKind.LEAVE), *words


def _alone(duty: Duty, kind: FindingKind, other: str) -> Iterator[FindingKind]:
    """What it means that the word stands in one wording only. «Kan» counts where somebody is named."""
    if duty.strength > Strength.MAY:
        yield FindingKind.DUTY_CONTENT if _still_said(duty, other) else kind
    elif duty.on or duty.strength is Strength.FREE:
        yield FindingKind.LEAVE


def _still_said(duty: Duty, other: str) -> bool:
    """Does the other wording say the same without the word: «kommunen skal sende», «kommunen sender»?"""
    if len(duty.does) < _SHORT:
        return False
    stem = duty.does[:-1] if duty.does.endswith(("e", "a")) else duty.does
    forms = {duty.does, *(stem + ending for ending in ("er", "ar", "es", "ast"))}
    return not forms.isdisjoint(re.findall(r"\w+", other.casefold()))


def _reserved(old: str, new: str) -> Iterator[Shift]:
    """A reserve that came or went beside a duty: «skal» is more than «skal så langt det er mulig»."""
    was, now = reserves(old), reserves(new)
    if len(now) > len(was):
        yield FindingKind.DUTY_WEAKENED, was, now
    elif len(now) < len(was):
        yield FindingKind.DUTY_STRENGTHENED, was, now


def _joined(words: Iterable[Words]) -> Words:
    return tuple(word for each in words for word in each)


_SHORT = 3
_MOST_CELLS = 10_000_000
