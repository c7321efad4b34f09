"""Places whose words are compared together: what was split, or merged, and what became of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import fmean

from documents.comparing.alignment import Alignment
from documents.comparing.likeness import runs_in_order


def bundles(found: Alignment) -> Iterator[tuple[list[int], list[int]]]:
    """Old and new places that lineage ties together; each place stands in one bundle."""
    pairs, back = found.pairs, {now: was for was, now in found.pairs.items()}
    links = {(was, now) for now, olds in found.parts.items() for was in olds} | set(found.taken.items())
    links |= {(was, pairs[was]) for was, _ in links if was in pairs}
    links |= {(back[now], now) for _, now in links if now in back}
    beside: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for was, now in sorted(links):
        beside["old", was].append(("new", now))
        beside["new", now].append(("old", was))
    seen: set[tuple[str, int]] = set()
    for first in list(beside):
        if first not in seen:
            together = _reached(first, beside)
            seen |= together
            yield (
                sorted(at for side, at in together if side == "old"),
                sorted(at for side, at in together if side == "new"),
            )


def in_order_of(whole: str, wordings: Sequence[str]) -> list[int]:
    """The order in which these wordings stand within the whole, as far as it can be told."""
    standing = {run: at for at, run in reversed(list(enumerate(runs_in_order(whole))))}
    where = [[standing[run] for run in runs_in_order(each) if run in standing] for each in wordings]
    return sorted(range(len(wordings)), key=lambda at: fmean(where[at]) if where[at] else len(standing))


def _reached(
    first: tuple[str, int], beside: dict[tuple[str, int], list[tuple[str, int]]]
) -> set[tuple[str, int]]:
    reached, waiting = {first}, [first]
    while waiting:
        for each in beside[waiting.pop()]:
            if each not in reached:
                reached.add(each)
                waiting.append(each)
    return reached
