"""When does an adopted text come into force? The text's own rule, executed on the board of adoptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.adoption import AdoptionBoard, AdoptionState, Row
from decisions.parties import Pair, pairs_on
from decisions.words import day_in_words, listed


class EntryRule(StrEnum):
    """What does the text itself say must happen before it is in force?"""

    ALLE_PARTER = "alle parter"
    PAR_FOR_PAR = "par for par"
    ET_ANTALL = "et antall parter"
    """So many of the parties must have adopted it; from then it binds the pairs in which both have."""
    FAST_DAG = "på en fast dag"
    """On a day the text names, if all have adopted it by a day it names; else not at all by itself."""


class EnteredBy(StrEnum):
    """What makes a party have entered the agreement, as the text says? The clock of § 6-4 starts from it."""

    VEDTAK = "vedtak"
    UNDERSKRIFT = "underskrift"


@dataclass(frozen=True, slots=True)
class PairEntry:
    """When the text comes into force between one kommune and one foretak; None while something is missing."""

    pair: Pair
    in_force_from: date | None


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """The day the text is in force, for all or pair by pair, and who is missing."""

    rule: EntryRule
    in_force_from: date | None
    """For the whole set of parties; None while somebody is missing."""
    pairs: tuple[PairEntry, ...]
    missing: tuple[str, ...]
    """Names of the parties that have not adopted the text."""
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """As a plain table; the names are stable (docs/rules.md)."""
        return {
            "rule": self.rule.value,
            "in_force_from": _iso(self.in_force_from),
            "pairs": [
                {"kommune": e.pair.kommune, "foretak": e.pair.foretak, "in_force_from": _iso(e.in_force_from)}
                for e in self.pairs
            ],
            "missing": list(self.missing),
            "sentence": self.sentence,
        }


def in_force_from(
    board: AdoptionBoard, rule: EntryRule, earliest: date | None, pairs: Iterable[Pair] = ()
) -> EntryIntoForce:
    """From which day is the text in force, for the whole set and for each pair of the board's day?

    All parties: not before the last has adopted the same text. Pair by pair: when both of the two have.
    Never before `earliest`, the first day the text itself names.
    """
    whole = _last_day(board.rows, earliest)
    by_party = {row.party.ref: row for row in board.rows}
    entries = tuple(
        PairEntry(pair, _pair_day(pair, by_party, earliest) if rule is EntryRule.PAR_FOR_PAR else whole)
        for pair in pairs_on(pairs, board.on)
    )
    missing = tuple(row.party.name for row in board.missing)
    return EntryIntoForce(rule, whole, entries, missing, _sentence(board, rule, whole, entries))


def _pair_day(pair: Pair, rows: dict[str, Row], earliest: date | None) -> date | None:
    both = [rows[ref] for ref in (pair.kommune, pair.foretak) if ref in rows]
    return _last_day(tuple(both), earliest) if len(both) == 2 else None


def _last_day(rows: tuple[Row, ...], earliest: date | None) -> date | None:
    days = [row.on for row in rows if row.adopted and row.on]
    if not rows or len(days) < len(rows):
        return None
    return max(*days, earliest) if earliest else max(days)


def _sentence(
    board: AdoptionBoard, rule: EntryRule, whole: date | None, entries: tuple[PairEntry, ...]
) -> str:
    if not board.rows:
        return f"Ingen var parter {day_in_words(board.on)}."
    if whole:
        return (
            f"Alle {len(board.rows)} parter har vedtatt samme tekst. Den gjelder fra {day_in_words(whole)}."
        )
    done = board.count(AdoptionState.VEDTATT)
    waiting = listed(f"{row.party.name} ({row.state.value})" for row in board.missing)
    head = f"{done} av {len(board.rows)} parter har vedtatt teksten. Det mangler: {waiting}."
    if rule is EntryRule.ALLE_PARTER:
        return f"{head} Teksten gjelder ikke for noen før alle har vedtatt den."
    ready = sum(entry.in_force_from is not None for entry in entries)
    return f"{head} Teksten er vedtatt for {ready} av {len(entries)} par."


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
