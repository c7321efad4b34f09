"""Does a judgement still rest on the words it was made on?

A later version may say the same elsewhere in the paragraph, print another number in a cross-reference, or
spell it otherwise: then it holds. Where a sentence that the cited words stand in reads otherwise, or the
law's own demand does, a person must look again; that it later reads as before changes nothing, since nobody
has looked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from documents.coverage import Doubt, Suspicion
from documents.minimums import Minimum
from documents.statements import Statement, joined, same_statement, same_words, words_at, words_of

__all__ = ["Reading", "as_it_reads_now", "rests_on", "says", "suspicions", "words_at", "words_of"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The judged place as it reads in one version."""

    version: str
    since: date
    """The day from which that version applies."""
    said: tuple[Statement, ...] | None
    """What it says; None where the place is not there."""


def suspicions(
    cited: str, readings: Sequence[Reading], demands: Sequence[Minimum], judged: Minimum | None, on: date
) -> tuple[Suspicion, ...]:
    """What has changed under a judgement by this day; nothing where it holds.

    `readings` are of the judged version and those that replaced it, in that order; `demands` what the law
    has asked under this number, `judged` what it asked of the person who judged.
    """
    return (*_of_words(cited, readings, on), *_of_demand(demands, judged, on))


def rests_on(cited: str, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The sentences that the cited words stand in; all of them where none are cited.

    Half a sentence may be cited, and the other half decides what it means.
    """
    wanted = [line.split() for line in cited.splitlines() if line.strip()]
    if not wanted:
        return tuple(said)
    words = [(word, at) for at, each in enumerate(said) for word in each.words.split()]
    touched = {at for line in wanted for at in _touched(line, words)}
    loose = [Statement(" ".join(line), meant=" ".join(line)) for line in wanted if not _touched(line, words)]
    return (*(said[at] for at in sorted(touched)), *loose)


def as_it_reads_now(cited: str, said: Sequence[Statement], now: Sequence[Statement]) -> str:
    """The cited words as they read in a later version: to be cited by whoever confirms the judgement.

    Empty where nothing that stands there is near enough to be what became of them.
    """
    basis = rests_on(cited, said)
    return "\n".join(each.words for each in _what_became(basis, now))


def says(words: str, cited: str) -> bool:
    """Do these words hold every line of the cited ones, but for spelling?"""
    there = words.split()
    return all(_found(line.split(), there) is not None for line in cited.splitlines() if line.strip())


def _of_words(cited: str, readings: Sequence[Reading], on: date) -> Iterator[Suspicion]:
    if not readings or readings[0].said is None:
        return
    first, *later = [reading for reading in readings if reading is readings[0] or reading.since <= on]
    basis = rests_on(cited, first.said or ())
    for reading in later:
        missing = [each for each in basis if not _still_said(each, basis, reading.said or ())]
        if missing or reading.said is None:
            yield _otherwise(missing, reading, later[-1])
            return


def _otherwise(missing: Sequence[Statement], reading: Reading, latest: Reading) -> Suspicion:
    """From when it reads otherwise, and how the latest version does: all of it where nothing is near."""
    doubt = Doubt.GONE if reading.said is None else Doubt.WORDS
    before = "\n".join(each.whole for each in missing)
    said = latest.said or ()
    now = "\n".join(each.whole for each in _what_became(missing, said) or said)
    return Suspicion(doubt, reading.since, before, now, reading.version)


def _still_said(wanted: Statement, basis: Sequence[Statement], said: Sequence[Statement]) -> bool:
    """Does it stand there, as a sentence of its own or divided otherwise by stops?"""
    if wanted in said or any(same_statement(wanted, each) for each in said if _alike(wanted, each)):
        return True
    olds = [joined(run) for run in _runs(basis) if wanted in run]
    news = [joined(run) for run in _runs(said)]
    return any(same_statement(old, new) for old in olds for new in news if _alike(old, new))


def _alike(old: Statement, new: Statement) -> bool:
    """Are they near enough in length that they may be the same? Spares the closer look."""
    return abs(len(old.meant) - len(new.meant)) <= _FEW_SIGNS + len(old.meant.split())


def _runs(said: Sequence[Statement]) -> Iterator[Sequence[Statement]]:
    """A few sentences that stand together, and all of them."""
    for length in range(1, _MANY + 1):
        for at in range(len(said) - length + 1):
            yield said[at : at + length]
    if len(said) > _MANY:
        yield said


def _what_became(statements: Iterable[Statement], said: Sequence[Statement]) -> list[Statement]:
    """The sentences that now stand nearest to these."""
    found: list[Statement] = []
    for wanted in statements:
        best = max(said, key=lambda each: fuzz.ratio(wanted.whole, each.whole), default=None)
        if best and fuzz.ratio(wanted.whole, best.whole) >= _NEAR and best not in found:
            found.append(best)
    return found


def _of_demand(demands: Iterable[Minimum], judged: Minimum | None, on: date) -> Iterator[Suspicion]:
    if judged is None:
        return
    for demand in sorted(demands, key=lambda each: each.since):
        if judged.since < demand.since <= on and not _asks_the_same(judged, demand):
            yield Suspicion(Doubt.DEMAND, demand.since, judged.demand, demand.demand)
            return


def _asks_the_same(old: Minimum, new: Minimum) -> bool:
    return old.form == new.form and same_words(old.demand, new.demand)


def _touched(line: Sequence[str], words: Sequence[tuple[str, int]]) -> set[int]:
    at = _found(line, [word for word, _ in words])
    return set() if at is None else {number for _, number in words[at : at + len(line)]}


def _found(wanted: Sequence[str], there: Sequence[str]) -> int | None:
    """Where these words begin among those; None where they do not stand there."""
    exact, length = [_bare(word) for word in wanted], len(wanted)
    bare = [_bare(word) for word in there]
    windows = range(len(there) - length + 1)
    for at in windows:
        if bare[at] == exact[0] and bare[at : at + length] == exact:
            return at
    line = " ".join(wanted)
    return next((at for at in windows if same_words(line, " ".join(there[at : at + length]))), None)


def _bare(word: str) -> str:
    return word.strip(".,:;!?«»\"'()").casefold() or word


_MANY = 3
"""How many sentences may have been one."""
_FEW_SIGNS = 6
_NEAR = 50
"""From what likeness, in hundredths, a sentence is shown as what the other became."""
