"""The command `avtaleverk`: every command of every group, and what a call ends as.

Exit 0: done, or the answer is yes. Exit 1: refused, or the answer is no. Exit 2: the call or its input is
wrong.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from registry.cli import (
    adopted_papers,
    afterwards,
    asking,
    candidates,
    case_packages,
    catalogues,
    chasing,
    circle,
    circle_parties,
    collections,
    comparing,
    deciding,
    draft_coverage,
    exchanging,
    finding,
    judging,
    keeping,
    measures,
    meetings,
    money,
    papers,
    people,
    processes,
    reading,
    rounds,
    rules,
    running,
    search_words,
    special,
    stale_references,
    templates,
    writing,
)
from registry.cli.norwegian import group, wrong_call
from registry.cli.opening import Call
from registry.cli.output import complain
from registry.errors import BadInput, NotFound, RegisterError

DONE, NO, WRONG = 0, 1, 2
INTERRUPTED = 130
"""What typer answers when Ctrl+C was pressed."""
INTERRUPTION = "Avbrutt. Det kommandoen var i gang med å skrive, er ikke lagret."
ANYWHERE = ("--data", "--helsefellesskap")
"""Options that belong to every command, and may stand before or after it."""

app = group("Avtaleverk: register for avtaler, retningslinjer og vedtak i et helsefellesskap.")
for part in (
    running,
    collections,
    reading,
    rounds,
    adopted_papers,
    afterwards,
    asking,
    measures,
    processes,
    candidates,
    rules,
    catalogues,
    circle,
    circle_parties,
    money,
    chasing,
    meetings,
    finding,
    search_words,
    comparing,
    writing,
    deciding,
    exchanging,
    case_packages,
    special,
    judging,
    draft_coverage,
    stale_references,
    templates,
    keeping,
):
    app.add_typer(part.app)
app.add_typer(templates.templates, name="template")
app.add_typer(papers.reports)
app.add_typer(papers.app, name="paper")
app.add_typer(people.users, name="user")
app.add_typer(people.tokens, name="token")


@app.callback()
def before(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="MAPPE", help="Hvor registeret ligger; ellers AVTALEVERK_DATA."),
    ] = None,
    community: Annotated[
        str | None,
        typer.Option("--helsefellesskap", metavar="NAVN", help="Hvilket, der registeret holder flere."),
    ] = None,
) -> None:
    """Remember what holds for whichever command comes."""
    context.obj = Call(data, community)


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; the exit code. Refusals are told on standard error."""
    try:
        code = app(_common_first(arguments), prog_name="avtaleverk", standalone_mode=False)
    except typer.TyperException as wrong:
        complain(wrong_call(wrong))
        return WRONG
    except (RegisterError, OSError, typer.Abort) as stopped:
        complain(_told(stopped))
        return WRONG if isinstance(stopped, BadInput | NotFound) else NO
    if code == INTERRUPTED:
        complain(INTERRUPTION)
    return DONE if code is None else min(code, NO)


def main() -> None:
    """The program."""
    sys.exit(run(sys.argv[1:]))


def _common_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with the common options moved before the command, wherever they were written."""
    first: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting and waiting[0] != "--":
        word = waiting.pop(0)
        if word in ANYWHERE and waiting:
            first += [word, waiting.pop(0)]
        elif word.startswith(tuple(f"{option}=" for option in ANYWHERE)):
            first.append(word)
        else:
            rest.append(word)
    return [*first, *rest, *waiting]


def _told(stopped: Exception) -> str:
    match stopped:
        case OSError():
            where = stopped.filename or "det som skulle leses eller skrives"
            return f"Maskinen svarte «{stopped.strerror or stopped}» for {where}. Kommandoen stanset der."
        case typer.Abort():
            return INTERRUPTION
        case _:
            return str(stopped)


if __name__ == "__main__":
    main()
