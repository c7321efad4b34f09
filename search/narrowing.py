"""A search made narrower or wider by what stands in it: its filters, put in and taken out again."""

import re
from dataclasses import dataclass

from search.typed import FILTERS, WHOLE

FACETS = {"kind": "type", "status": "status", "document": "dokument", "year": "år", "body": "organ"}
"""The filter that narrows to one value of each facet of `search.entries.Results`."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter as it stands in a search."""

    name: str
    """What sort it is: one of the values of `search.typed.FILTERS`."""
    value: str
    """As typed."""
    turned: bool
    """With a minus before it: all but this."""
    wider: str
    """The search without it."""


def narrowings(words: str) -> tuple[Narrowing, ...]:
    """The filters of a search that is readable (`search.typed.readable`), in the order they were typed.

    >>> [(each.name, each.value, each.wider) for each in narrowings("frist slag:rutine")]
    [('type', 'rutine', 'frist')]
    """
    return tuple(_narrowing(words, found) for found in WHOLE.finditer(words) if found["filter"])


def narrower(words: str, facet: str, value: str) -> str:
    """The search with this value of a facet as its filter.

    >>> narrower("frist", "status", "til vedtak")
    'frist status:"til vedtak"'
    """
    told = f'"{value}"' if re.search(r"[^\w.-]", value) else value
    return f"{words} {FACETS[facet]}:{told}".strip()


def widest(words: str) -> str:
    """The search without any of its filters."""
    while found := narrowings(words):
        words = found[0].wider
    return words


def _narrowing(words: str, found: re.Match[str]) -> Narrowing:
    start = found.start()
    turned = words[:start].endswith("-")
    value = found["plain"] if found["quoted"] is None else found["quoted"]
    wider = f"{words[: start - turned]} {words[found.end() :]}"
    return Narrowing(FILTERS[found["filter"].lower()], value.strip(), turned, " ".join(wider.split()))
