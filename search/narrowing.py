"""A search made narrower or wider by what stands in it: the filters as typed, put in and taken out again."""

import re
from dataclasses import dataclass

FACETS = {"kind": "type", "status": "status", "document": "dokument", "year": "år", "body": "organ"}
"""The filter that narrows to one value of each facet of `search.entries.Results`."""
NAMES = ("type", "slag", "status", "dokument", "år", "aar", "ar", "organ", "kommune", "part", "lov")
TYPED = re.compile(
    rf"""
    ["«“”][^"«»“”]*["»”]
    | (?<!\S)(?P<name>{"|".join(NAMES)}):(?:["«“](?P<quoted>[^"»”]*)["»”]?|(?P<plain>\S*))
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter as it stands in a search."""

    name: str
    """As typed, in lower case: "type"."""
    value: str
    wider: str
    """The search without it."""


def narrowings(text: str) -> tuple[Narrowing, ...]:
    """The filters of a search, in the order they were typed.

    >>> [(each.name, each.value, each.wider) for each in narrowings("frist type:rutine")]
    [('type', 'rutine', 'frist')]
    """
    return tuple(
        Narrowing(
            found["name"].lower(),
            found["quoted"] or found["plain"] or "",
            " ".join((text[: found.start()] + " " + text[found.end() :]).split()),
        )
        for found in TYPED.finditer(text)
        if found["name"] and (found["quoted"] or found["plain"])
    )


def narrower(text: str, facet: str, value: str) -> str:
    """The search with this value of a facet as its filter.

    >>> narrower("frist", "status", "til vedtak")
    'frist status:"til vedtak"'
    """
    told = f'"{value}"' if re.search(r"[^\w.-]", value) else value
    return f"{text} {FACETS[facet]}:{told}".strip()


def widest(text: str) -> str:
    """The search without any of its filters."""
    while found := narrowings(text):
        text = found[0].wider
    return text
