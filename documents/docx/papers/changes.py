"""What a text changes, in short: the rows of the change table without the words themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from documents.comparing.change_table import Row, happened
from documents.comparing.changes import Comparison
from documents.docx.papers.paper import Say, grid, said, speaking
from documents.kinds import Language
from documents.markdown import plain
from documents.text import Block

_TALLY = {
    "ny": ("nye", "nye"),  # one alone is «ny»
    "endret": ("endret", "endra"),
    "delt": ("delt opp", "delte opp"),
    "slått sammen": ("slått sammen", "slått saman"),
    "flyttet": ("flyttet", "flytta"),
    "fjernet": ("fjernet", "fjerna"),
}


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes from one version to another; with the reasons that are written of it."""

    old: str
    """The number of the version before."""
    comparison: Comparison
    rows: tuple[Row, ...]


def told(changes: Changes | None, language: Language) -> Iterator[Block]:
    """The summary and the table; a sentence where there is nothing to compare with, or nothing changed."""
    say = speaking(language)
    if changes is None:
        yield said(
            say(
                "Dette er den første utgaven i registeret, så det er ingen tidligere tekst å holde den mot.",
                "Dette er den første utgåva i registeret, så det er ingen tidlegare tekst å halde henne mot.",
            )
        )
        return
    yield said(_summary(changes, say))
    if changes.rows:
        yield grid(
            ("Nr.", say("Endring", "Endring"), say("Hvorfor", "Kvifor")),
            [_row(row, say, language) for row in changes.rows],
        )
        yield said(
            say(
                "Ordlyden før og nå står i endringstabellen, ord for ord.",
                "Ordlyden før og no står i endringstabellen, ord for ord.",
            )
        )


def summary(comparison: Comparison, language: Language) -> str:
    """The first line of a change table: "12 endringer: 7 nye, 3 endret, 2 fjernet"."""
    if language is Language.NB:
        return comparison.summary
    say = speaking(language)
    tally = comparison.tally
    total = sum(tally[word] for word in _TALLY)
    renumbered = tally["omnummerert"]
    head = f"{total} {'endring' if total == 1 else 'endringar'}: {_parts(tally, say)}"
    tail = f"; {renumbered} punkt har berre fått nytt nummer" if renumbered else ""
    return (head if total else "Ingen endringar") + tail


def _summary(changes: Changes, say: Say) -> str:
    tally = changes.comparison.tally
    total = sum(tally[word] for word in _TALLY)
    if not total:
        return say(
            f"Ingen ord er endret fra versjon {changes.old}.",
            f"Ingen ord er endra frå versjon {changes.old}.",
        )
    parts = _parts(tally, say)
    places = say("endring" if total == 1 else "endringer", "endring" if total == 1 else "endringar")
    return say(
        f"Det er {total} {places} fra versjon {changes.old}: {parts}.",
        f"Det er {total} {places} frå versjon {changes.old}: {parts}.",
    )


def _parts(tally: Mapping[str, int], say: Say) -> str:
    return ", ".join(_counted(tally[word], say(*words)) for word, words in _TALLY.items() if tally[word])


def _counted(count: int, word: str) -> str:
    return f"{count} {'ny' if count == 1 and word == 'nye' else word}"


def _row(row: Row, say: Say, language: Language) -> tuple[str, str, str]:
    place = row.change.place
    own = say("Tittel og innledning", "Tittel og innleiing")
    title = "" if place.point else plain(place.section.title)
    name = f"{place.number} {title}".strip() if place.id else own
    why = row.reason.why or say("Ikke begrunnet.", "Ikkje grunngjeve.")
    asked = say(f" Spilt inn av {row.reason.asked_by}.", f" Spelt inn av {row.reason.asked_by}.")
    return (
        str(row.number),
        f"{name}: {_in_a_sentence(row, language)}",
        why + (asked if row.reason.asked_by else ""),
    )


def _in_a_sentence(row: Row, language: Language) -> str:
    words = happened(row.change, language)
    return words[:1].lower() + words[1:]
