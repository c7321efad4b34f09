"""What hostile or unlucky input costs: how long until it is read or refused, and how much memory it takes.

    .venv/bin/python -m benchmarks.bad_input

Each input is read in a process of its own, as a file that a person brings. Prints what was answered, the time
from bytes to answer, and how much the process grew.
"""

import multiprocessing
import resource
import time
from collections.abc import Callable

from documents.markdown import NotALegalText, canonical, decoded, read, with_fresh_ids

WANTED = 2.0
MEGABYTE = 999_900
"""A heading comes before it, and a million signs is the limit that would answer first."""
HEAD = "# Avtale\n\n"


def main() -> None:
    """Measure and print."""
    print(f"{'what':34} {'seconds':>8} {'MB more':>8}  answer (wanted: at most {WANTED} s)")
    for name in INPUTS:
        with multiprocessing.get_context("spawn").Pool(1) as alone:
            seconds, more, answer = alone.apply(measured, (name,))
        print(f"{name:34} {seconds:8.2f} {more:8.0f}  {answer[:90]}")


def measured(name: str) -> tuple[float, float, str]:
    """Seconds, megabytes and the answer for one input."""
    data = INPUTS[name]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    try:
        source = canonical(decoded(data))
        fresh = with_fresh_ids(read(source), OTHERS)[1]
        answer = f"read, {len(source)} signs" + (f"; new here: {', '.join(fresh)}" if fresh else "")
    except NotALegalText as refused:
        answer = str(refused)
    seconds = time.perf_counter() - begun
    return seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, answer


OTHERS = frozenset({"fraenannen"})
"""The identities of other documents."""


def _bytes(body: str) -> bytes:
    return (HEAD + body).encode()


INPUTS: dict[str, Callable[[], bytes]] = {
    "not UTF-8": lambda: (HEAD + "## 1 Formål\n\nPå øya.\n").encode("cp1252"),
    "a section seven levels deep": lambda: _bytes(
        "".join(f"{'#' * at} {at} Punkt\n\n" for at in range(2, 8))
    ),
    "10 000 sections": lambda: _bytes("".join(f"## {at} Punkt\n\nOrd.\n\n" for at in range(1, 10_001))),
    "a table of 2 000 columns": lambda: _bytes(
        "|a" * 2000 + "|\n" + "|---" * 2000 + "|\n" + "|b" * 2000 + "|\n"
    ),
    "1 MB of emphasis marks": lambda: _bytes("*" * MEGABYTE),
    "1 MB of opened emphasis": lambda: _bytes("**a " * (MEGABYTE // 4)),
    "1 MB of opened links": lambda: _bytes("[" * MEGABYTE),
    "1 MB of code marks": lambda: _bytes("`" * MEGABYTE),
    "quotations within quotations": lambda: _bytes(">" * MEGABYTE),
    "lists within lists": lambda: _bytes("- " * (MEGABYTE // 2)),
    "an identity twice": lambda: _bytes("## 1 A {#toganger22}\n\n## 2 B {#toganger22}\n"),
    "an identity of another document": lambda: _bytes("## 1 A {#fraenannen}\n\nOrd.\n"),
}


if __name__ == "__main__":
    main()
