"""References whose printed number only follows its target, made alike in both texts before they compare."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from documents.comparing.alignment import Alignment

Follower = Callable[[str], str]
"""Inline Markdown to the same without the numbers that follow by themselves."""


def followers(found: Alignment) -> tuple[Follower, Follower]:
    """For the old text and the new.

    A reference within the text follows when it prints the number that its target has in that text; where it
    leads then stands instead of the number. One to another document follows whatever number it prints.
    """

    @cache  # made when the first reference is met
    def targets_old() -> _Targets:
        known = ((found.old[was], now) for was, now in found.pairs.items())
        return {unit.identity: (unit.place.number, now) for unit, now in known}

    @cache
    def targets_new() -> _Targets:
        return {unit.identity: (unit.place.number, now) for now, unit in enumerate(found.new)}

    return _follower(targets_old), _follower(targets_new)


_REFERENCE = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<document>dok:[^\s()#]+)?#(?P<id>[a-z0-9]+)\)")
_ANY_NUMBER = re.compile(r"(?<![\w.])\d[\d.-]*(?: [a-zæøå])?\)?$")
_Targets = Mapping[str, tuple[str, int]]


def _follower(targets: Callable[[], _Targets]) -> Follower:
    def follow(inline: str) -> str:
        return _REFERENCE.sub(replaced, inline) if "](" in inline else inline

    def replaced(reference: re.Match[str]) -> str:
        words, leads_to = reference["words"], f"{reference['document'] or ''}#{reference['id']}"
        number: str | re.Pattern[str] = _ANY_NUMBER
        if not reference["document"]:
            printed, target = targets().get(reference["id"], ("", 0))
            if not printed:
                return reference[0]
            number, leads_to = rf"(?<![\w.]){re.escape(printed)}\)?$", f"#{target}"
        return f"[{re.sub(number, leads_to, words)}]({leads_to})"

    return follow
