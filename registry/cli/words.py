"""Words that are typed and must be one of a list."""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from registry.errors import BadInput

Word = TypeVar("Word", bound=StrEnum)


def one_of(kind: type[Word], typed: str, name: str) -> Word:
    """The member of the enum with this Norwegian word; raises BadInput that names the nearest, or all."""
    try:
        return kind(typed.strip().lower())
    except ValueError as wrong:
        raise unknown(typed, name, (member.value for member in kind)) from wrong


def unknown(typed: str, name: str, known: Iterable[str]) -> BadInput:
    """The refusal of a word that is not in the list; `name` is "slag dokument" or the like."""
    words = list(known)
    near = get_close_matches(typed.lower(), words, n=1)
    meant = f"Mente du «{near[0]}»?" if near else f"De som finnes, er: {', '.join(words)}."
    return BadInput(f"«{typed[:60]}» er ikke noe {name} registeret kjenner.", "Ingenting er gjort.", meant)
