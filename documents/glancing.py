"""Where the places of a canonical text stand, by a look at its marks alone.

Reading a whole text takes some milliseconds. Whoever asks what two hundred texts are judged to cover needs
a number and a title of most places, and the words of a few. What is found is what `documents.markdown.read`
finds; that is tested, not hoped. Only for stored text: what people write has other forms.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.markdown import read
from documents.numbering import split_heading
from documents.statements import Statement, statements_at


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A place: what it is called, and the Markdown that its words are in."""

    number: str
    title: str
    """The title of its section."""
    source: str
    """Its section with what that says, or with all under it where the section is a heading alone."""
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glances:
    """The places of a text by their identity."""

    places: Mapping[str, Glimpse]
    by_origin: Mapping[str, tuple[str, ...]]
    """The places that have words of this one, by identity."""
    _said: dict[str, tuple[Statement, ...] | None] = field(default_factory=dict)

    def sources(self, identity: str) -> tuple[str, ...]:
        """What the words of this place and its heirs stand in: the same Markdown says the same."""
        return tuple(_without_heading(self.places[each].source) for each in self._heirs(identity))

    def statements(self, identity: str) -> tuple[Statement, ...] | None:
        """What this place and its heirs say; None where there is neither."""
        if identity not in self._said:
            said = [_said_in(self.places[each].source, each) for each in self._heirs(identity)]
            self._said[identity] = tuple(one for each in said for one in each) if said else None
        return self._said[identity]

    def _heirs(self, identity: str) -> list[str]:
        itself = [identity] if identity in self.places else []
        return [*itself, *(each for each in self.by_origin.get(identity, ()) if each != identity)]


def glance(source: str) -> Glances:
    """The places of a canonical text."""
    lines = source.split("\n")
    headings = [(at, found) for at, line in enumerate(lines) if (found := _HEADING.match(line))]
    if headings and len(headings[0][1]["signs"]) == 1:
        headings = headings[1:]
    places: dict[str, Glimpse] = {}
    for order, (at, found) in enumerate(headings):
        end = headings[order + 1][0] if order + 1 < len(headings) else len(lines)
        own = lines[at + 1 : end]
        alone = not any(line.strip() for line in own)
        if alone:
            end = _end_of(headings, order, len(lines))
        section = "\n".join(lines[at:end])
        number, title = _named(found)
        if found["id"]:
            places[found["id"]] = Glimpse(number, title, section, tuple((found["origins"] or "").split()))
        for point in (point for line in own for point in _POINT.finditer(line)):
            printed = f"{number} {point['label'].rstrip(').')}".strip()
            places[point["id"]] = Glimpse(printed, title, section, tuple((point["origins"] or "").split()))
    by_origin: dict[str, tuple[str, ...]] = {}
    for identity, each in places.items():
        for origin in each.origins:
            by_origin[origin] = (*by_origin.get(origin, ()), identity)
    return Glances(places, by_origin)


def _end_of(headings: list[tuple[int, re.Match[str]]], order: int, last: int) -> int:
    """Where what lies under this heading ends."""
    level = max(len(headings[order][1]["signs"]), _TOP)
    later = headings[order + 1 :]
    return next((at for at, found in later if max(len(found["signs"]), _TOP) <= level), last)


def _named(found: re.Match[str]) -> tuple[str, str]:
    words = found["heading"] or ""
    if found["nr"] is not None:
        return found["nr"], words.removeprefix(found["nr"]).strip()
    return split_heading(words)


def _without_heading(section: str) -> str:
    """The title alone may be another, and the words the same; of a heading alone the title is its words."""
    heading, _, said = section.partition("\n")
    own = said.lstrip("\n")
    return said if own and not own.startswith("#") else f"{heading}\n{said}"


def _said_in(section: str, identity: str) -> tuple[Statement, ...]:
    return statements_at(read(f"# -\n\n{section}"), identity, alone=True) or ()


_TOP = 2
_IDENTITY = r'\{#(?P<id>[a-z0-9]+)%s(?: fra="(?P<origins>[a-z0-9]+(?: [a-z0-9]+)*)")?\}'
_HEADING = re.compile(
    r"(?P<signs>#{1,6})(?: (?P<heading>.*?))??(?: ?(?<!\\)" + _IDENTITY % r'(?: nr="(?P<nr>[^"]*)")?' + r")?$"
)
_POINT = re.compile(r"(?:(?<=[ >])|^)(?P<label>[a-zæøå]\)) " + _IDENTITY % "" + r"(?: |$)")
