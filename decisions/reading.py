"""Reads tables people have written (TOML, JSON) and gathers everything that is wrong with them."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)


class Fields:
    """One table being read. Each question notes a fault, and goes on, so that a person mends the file once.

    After the questions, `leftovers` notes the keys nobody asked for: nothing is dropped silently.
    """

    def __init__(self, table: object, place: str, faults: list[str]) -> None:
        """Take the table, the words for where it stands, and the list that gathers faults."""
        self.place = place
        self.faults = faults
        self._asked: set[str] = set()
        self._table: Mapping[str, object] = table if isinstance(table, Mapping) else {}
        if not isinstance(table, Mapping):
            self.fault("her må det stå en tabell med navn og verdier.")

    def fault(self, sentence: str) -> None:
        """Note what is wrong, with where. Lone surrogates are shown as «?», so that it can be printed."""
        self.faults.append(f"{self.place}: {sentence}".encode("utf-8", "replace").decode("utf-8"))

    def has(self, key: str) -> bool:
        """Is there something under this key?"""
        return self._value(key) is not None

    def text(self, key: str, *, required: bool = False) -> str:
        """The words under the key; empty where there are none."""
        value = self._value(key)
        if value is None:
            if required:
                self.fault(f"«{key}» mangler.")
            return ""
        if not isinstance(value, str) or not _is_printable(value):
            self.fault(f"«{key}» må være vanlig tekst.")
            return ""
        if required and not value.strip():
            self.fault(f"«{key}» er tom.")
        return value

    def flag(self, key: str) -> bool:
        """Yes or no; no where nothing is said."""
        value = self._value(key)
        if value is not None and not isinstance(value, bool):
            self.fault(f"«{key}» må være true eller false.")
        return value is True

    def maybe(self, key: str) -> bool | None:
        """Yes, no, or nothing said."""
        return self.flag(key) if self.has(key) else None

    def number(self, key: str, most: int = 100_000) -> int | None:
        """A whole number from 0, or None where nothing is said."""
        value = self._value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            self.fault(f"«{key}» må være et helt tall fra 0 til {most}.")
            return None
        return value

    def day(self, key: str) -> date | None:
        """A day, from a TOML date or from «2025-05-01»; None where nothing is said."""
        value = self._value(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str) and (day := _iso_day(value)):
            return day
        if value is not None:
            self.fault(f"«{key}» må være en dag som finnes, skrevet som 2025-05-01.")
        return None

    def word(self, key: str, words: type[Word]) -> Word | None:
        """One of the words; None where nothing is said."""
        value = self._value(key)
        return None if value is None else self._one(key, value, words)

    def needed(self, key: str, words: type[Word]) -> Word:
        """One of the words, which must be there; after a fault the first one, so that reading can go on."""
        if not self.has(key):
            self.fault(f"«{key}» mangler.")
        return self.word(key, words) or next(iter(words))

    def needed_day(self, key: str) -> date:
        """A day, which must be there; after a fault the first of all days, so that reading can go on."""
        if not self.has(key):
            self.fault(f"«{key}» mangler: skriv dagen som 2025-05-01.")
        return self.day(key) or date.min

    def words(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """A list of the words, in the order written."""
        found = (self._one(key, value, words) for value in self.values(key))
        return tuple(word for word in found if word is not None)

    def values(self, key: str) -> list[object]:
        """The list under the key; empty where there is none."""
        value = self._value(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(f"«{key}» må være en liste.")
            return []
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words nobody has fixed beforehand."""
        values = self.values(key)
        if not all(isinstance(value, str) and _is_printable(value) for value in values):
            self.fault(f"«{key}» må være en liste med vanlig tekst.")
        return tuple(value for value in values if isinstance(value, str))

    def table(self, key: str) -> "Fields":
        """The table under the key; an empty one where there is none."""
        value = self._value(key)
        return Fields({} if value is None else value, f"{self.place}, «{key}»", self.faults)

    def tables(self, key: str) -> list["Fields"]:
        """The list of tables under the key."""
        values = enumerate(self.values(key), start=1)
        return [Fields(value, f"{self.place}, «{key}» nr. {number}", self.faults) for number, value in values]

    def unknown(self, key: str, value: object, known: tuple[str, ...]) -> None:
        """Note that the word is none of those that are known."""
        self.fault(f"«{str(value)[:60]}» er ikke en kjent verdi for «{key}». Velg en av: {', '.join(known)}.")

    def leftovers(self) -> None:
        """Note every key that nobody asked for, with the nearest that is known."""
        for key in self._table:
            if key not in self._asked:
                near = get_close_matches(str(key), self._asked, n=1)
                meant = f" Mente du «{near[0]}»?" if near else ""
                self.fault(f"«{str(key)[:60]}» er ikke et kjent navn her.{meant}")

    def _value(self, key: str) -> object:
        self._asked.add(key)
        return self._table.get(key)

    def _one(self, key: str, value: object, words: type[Word]) -> Word | None:
        for word in words:
            if word.value == value:
                return word
        self.unknown(key, value, tuple(word.value for word in words))
        return None


def _iso_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _is_printable(text: str) -> bool:
    return not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text if sign not in "\n\t")
