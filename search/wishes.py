"""What is asked of a search engine: wishes, what must not be there, filters, and what was left out."""

from dataclasses import dataclass
from enum import StrEnum

Phrase = tuple[tuple[str, ...], ...]
"""Words that must stand together, each with the terms that will do."""


@dataclass(frozen=True, slots=True)
class Words:
    """A word or an expression: any one of the terms, or any one of the phrases."""

    text: str
    terms: tuple[str, ...]
    phrases: tuple[Phrase, ...] = ()
    also: tuple[str, ...] = ()
    """What else is looked for with it, as people write it: "øyeblikkelig hjelp" beside "ØHD"."""
    kin: tuple[str, ...] = ()
    """Terms of the same root, which will do among other words and count for less."""
    says: float = 1.0
    """How much it says of what is meant, beside the other wishes: a rare word more than a common one."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin like this."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A section number: the place itself, the section it is a point of, or a mention of it."""

    text: str
    section: str
    law: str = ""
    """The place in the law that it may mean as well: "6-2" of "§ 6-2"."""


@dataclass(frozen=True, slots=True)
class Law:
    """Places in the law: the item itself, what is judged to cover it, or a mention of it."""

    text: str
    places: tuple[str, ...]
    """As `search.laws` writes them: "6-2-4". Any of them will do."""


Wish = Words | Prefix | Number | Law


class Reason(StrEnum):
    """Why something that was typed is left out, or read as something else."""

    TOO_LONG = "lengde"
    """What stood after the first 200 signs."""
    TOO_MANY = "antall"
    """Words after the first twelve."""
    MANY_PREFIXES = "stjerner"
    """Beginnings after the first three: each stands for many words."""
    SHORT_PREFIX = "kort"
    """A beginning of fewer than three letters before a star."""
    NO_YEAR = "år"
    UNKNOWN_KIND = "type"
    UNKNOWN_LAW = "lov"
    READ_AS = "lest"
    """A value nobody knows, read as the nearest one."""
    EMPTY = "tom"
    """A filter without a value."""
    NOT_EXCLUDED = "utenom"
    """A filter with a minus, of a sort that cannot be turned round."""
    NOTHING_LEFT = "ingenting"
    """No word or filter is left to search for."""
    ONLY_WITHOUT = "bare utenom"
    """It says only what must not be there."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was typed and is left out of the search, or is read as something else."""

    reason: Reason
    typed: str
    """The words concerned, as typed."""
    read_as: str = ""
    """What was searched for instead; empty where it was left out."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search as we understood it."""

    text: str
    wishes: tuple[Wish, ...] = ()
    without: tuple[Wish, ...] = ()
    """What must not be there."""
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    """Short names of documents."""
    parties: tuple[str, ...] = ()
    """Short names of parties: what concerns one of them, or all of them."""
    laws: tuple[str, ...] = ()
    """Places of the law, as `search.laws` writes them."""
    remarks: tuple[Remark, ...] = ()
    """What was left out or read as something else; the rest is searched for."""
    problem: str = ""
    """Why nothing can be searched for, in a Norwegian sentence."""

    @property
    def is_narrowed(self) -> bool:
        """Does it have a filter?"""
        return any(
            (
                self.kinds,
                self.statuses,
                self.bodies,
                self.years,
                self.documents,
                self.parties,
                self.laws,
            )
        )

    @property
    def is_empty(self) -> bool:
        """Is there nothing to search for?"""
        return not (self.wishes or self.is_narrowed)


NOTHING = Query("")
"""No search at all."""
