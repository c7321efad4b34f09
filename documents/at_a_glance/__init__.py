"""What a health worker asks of a place in a text: what is to be done, by whom, by when. In the text's words.

Nothing is shown that does not stand there: what the text does not say, is empty. Found by words alone, in
bokmål and nynorsk; a reader has the place itself below, and reads that.
"""

import re
from dataclasses import dataclass

from documents.statements import Statement, statements_of
from documents.text import LegalText, Place

__all__ = ["Glance", "glance", "glances"]


@dataclass(frozen=True, slots=True)
class Glance:
    """What is to be done, by whom, by when. Words of the text; empty where it does not say."""

    what: str = ""
    who: str = ""
    due: str = ""

    def __bool__(self) -> bool:
        """Does the text say anything of it?"""
        return bool(self.what or self.who or self.due)


NOTHING = Glance()


def glance(place: Place, text: LegalText | None = None) -> Glance:
    """What the place says first of what is to be done: one that names who and when, else the first one.

    With the `text` it stands in, what that says of the place elsewhere counts too: a row of a table with a
    reference to the place. Empty where nothing is said.
    """
    found = glances(place, text)
    return next((each for each in found if each.who and each.due), found[0] if found else NOTHING)


def glances(place: Place, text: LegalText | None = None) -> tuple[Glance, ...]:  # noqa: ARG001
    """All that the place says is to be done, in reading order."""
    return tuple(found for each in statements_of(place) if (found := _of_sentence(each)))


_DUE = re.compile(
    r"\b(?:(?:innen|innan|senest|seinast) [^,.;:]{3,60}|straks|umiddelbart|samme dag|same dag)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:Kommunen|Helseforetaket|Helseføretaket|Sykehuset|Sjukehuset|Sengeposten|Fastlegen)(?: og [a-zæøå]+)?"
)


def _of_sentence(statement: Statement) -> Glance:
    who, due = _WHO.match(statement.words), _DUE.search(statement.words)
    if who is None or due is None:
        return NOTHING
    return Glance(statement.words, who[0], due[0])
