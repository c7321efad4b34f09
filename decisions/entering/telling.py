"""How far a text has come, what is missing and what is possible, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from decisions.adoption import AdoptionBoard, Row
from decisions.entering.conditions import EntryCondition, EntryRule
from decisions.words import day_in_words, listed


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentences are made of."""

    board: AdoptionBoard
    condition: EntryCondition
    met: date | None
    whole: date | None
    ready: int
    """Pairs that have their day."""
    pairs: int

    @property
    def sentence(self) -> str:
        """How far it has come, and from when it applies or what is missing."""
        board = self.board
        if not board.rows:
            return f"Ingen var parter {day_in_words(board.on)}."
        if self.whole and not board.missing:
            return (
                f"Alle {len(board.rows)} parter har vedtatt samme tekst. "
                f"Den gjelder fra {day_in_words(self.whole)}."
            )
        return f"{self._how_far} {self.by_the_rule}"

    @property
    def _how_far(self) -> str:
        board = self.board
        if not board.missing:
            return f"Alle {len(board.rows)} parter har vedtatt samme tekst."
        waiting = listed(f"{row.party.name} ({row.state.value})" for row in board.missing)
        return f"{board.adopted} av {len(board.rows)} parter har vedtatt teksten. Det mangler: {waiting}."

    @property
    def by_the_rule(self) -> str:
        """What the text's own rule makes of it so far, without the names of those that are missing."""
        if not self.board.rows:
            return ""
        if self.condition.is_for_pairs:
            return self._pair_by_pair
        if self.whole:
            return f"Regelen ble oppfylt {_day(self.met)}, og teksten gjelder fra {_day(self.whole)}."
        if self.condition.last_day is None:
            return "Teksten gjelder ikke for noen før alle har vedtatt den."
        first, last = _day(self.condition.earliest), _day(self.condition.last_day)
        if self.board.on > self.condition.last_day:
            return (
                f"Siste dag for å vedta var {last}. Teksten trer ikke i kraft av seg selv {first}, og "
                "partene må bli enige om en ny dag."
            )
        return (
            f"Teksten gjelder fra {first} hvis alle har vedtatt den senest {last}, ellers ikke av seg selv."
        )

    @property
    def _pair_by_pair(self) -> str:
        told = f"Teksten er vedtatt for {self.ready} av {self.pairs} par."
        if self.condition.rule is EntryRule.PAR_FOR_PAR:
            return told
        if self.met:
            return f"Regelen om {self._wanted} parter ble oppfylt {_day(self.met)}. {told}"
        return (
            f"Den gjelder når {self._wanted} parter har vedtatt den, for de parene der begge har gjort det."
        )

    @property
    def _wanted(self) -> int:
        """How many parties must have adopted it."""
        return self.condition.count or len(self.board.rows)

    def possible(self, day: date | None) -> str:
        """The earliest day it can be in force, or why none can be told."""
        if not self.board.rows:
            return ""
        without = listed(row.party.name for row in self.board.missing if row.next_meeting is None)
        if self.condition.last_day is not None:
            return self._possible_on_the_fixed_day(day, without)
        told = f"Når teksten tidligst kan gjelde {self._whom}, kan ikke sies ennå."
        if day is not None:
            first = f"Teksten kan tidligst gjelde {self._whom} fra {_day(day)}"
            told = f"{first}, hvis den blir vedtatt i møtene som er satt."
        return f"{told} Uten møtedag: {without}." if without else told

    @property
    def _whom(self) -> str:
        if not self.condition.is_for_pairs:
            return "for alle"
        return "for et par til" if self.ready else "for det første paret"

    def _possible_on_the_fixed_day(self, day: date | None, without: str) -> str:
        last = self.condition.last_day or date.max
        late = listed(
            row.party.name for row in self.board.missing if row.next_meeting and row.next_meeting > last
        )
        first = _day(self.condition.earliest)
        if day is not None and self.board.on <= last:
            return f"Dagen kan fortsatt nås: alle som mangler, har møte senest {_day(last)}."
        if day is not None:
            held = listed(row.party.name for row in self.board.missing)
            return f"Ble teksten vedtatt i møtene som ikke er ført ({held}), gjelder den likevel fra {first}."
        if late:
            return f"Dagen kan ikke nås slik møtene er satt. Møte etter {_day(last)}: {late}."
        if self.board.on > last:
            return ""
        return f"Dagen kan bare nås hvis alle har møte senest {_day(last)}. Uten møtedag: {without}."


def why_not(two: Iterable[Row | None], condition: EntryCondition, met: date | None) -> str:
    """Why the text is not in force between these two."""
    rows = list(two)
    if any(row is None for row in rows):
        return "En av de to var ikke part denne dagen."
    waiting = [row for row in rows if row is not None and not row.adopted]
    if waiting:
        return f"Det mangler vedtak: {listed(f'{row.party.name} ({row.state.value})' for row in waiting)}."
    if condition.rule is EntryRule.ET_ANTALL and condition.count and met is None:
        return f"Begge har vedtatt, men teksten gjelder ikke for noen før {condition.count} parter har det."
    return "Begge har vedtatt, men teksten gjelder ikke for noen før alle har det."


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "en dag som ikke er satt"
