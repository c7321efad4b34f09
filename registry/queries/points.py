"""One point of a document, as a health worker reads it: what to do first, then the text, then the way on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from documents.at_a_glance import NOTHING, Glance, glance, glances
from documents.html import render_place
from documents.lifecycle import Standing
from documents.statements import heirs, statements_of
from documents.text import Footnote, LegalText, Place, Section, plain_text
from registry.errors import NotFound
from registry.queries import documents
from registry.queries.documents import VersionView


@dataclass(frozen=True, slots=True)
class PointText:
    """A point of one text: what the text itself makes of it, whatever the day."""

    place: Place
    glance: Glance
    told_at: Place | None
    """The overview whose row the glance is; None where it is found in the point's own words."""
    duties: tuple[Glance, ...]
    """All that its own sentences say is to be done, where that is more than one thing."""
    lead: str
    """The words of its section that lead up to a lettered point; empty for others."""
    html: str
    """Its own words, with the footnotes it has marks for."""
    section_html: str
    """The words of all its section, where it is a lettered point; else empty."""
    before: Place | None
    after: Place | None

    @property
    def below(self) -> tuple[Section, ...]:
        """The sections under it."""
        return () if self.place.point else self.place.section.children


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same point in the version that applies on the day, where that is another version."""

    applying: VersionView
    place: Place | None
    heirs: tuple[Place, ...]
    """Where it does not stand: the places that were split from it, or took it up."""


def point_text(view: VersionView, identity: str) -> PointText:
    """The point with this identity in this version; raises NotFound."""
    found = _point_text(view.row.text, view.document.ref, identity)
    if found is None:
        raise NotFound("Punktet finnes ikke i denne versjonen.", "", "Se innholdet i dokumentet.")
    return found


def elsewhere(view: VersionView, views: list[VersionView], identity: str) -> Elsewhere | None:
    """The point in the version in force on the day, if `view` is not that one and there is one."""
    applying = next((each for each in views if each.standing is Standing.IN_FORCE), None)
    if applying is None or applying.row.id == view.row.id:
        return None
    text = documents.legal_text(applying.row)
    place = text.find(identity)
    return Elsewhere(applying, place, () if place else heirs(text, identity))


@lru_cache(maxsize=512)
def _point_text(source: str, ref: str, identity: str) -> PointText | None:
    """The same of a stored text, kept by the text itself."""
    text = documents.tree_of(source)
    place = text.find(identity)
    if place is None:
        return None
    first = glance(place, text)
    own = glances(place)
    before, after = _beside(text, place)
    return PointText(
        place=place,
        glance=first,
        told_at=text.find(first.stands_at) if first.stands_at else None,
        duties=own if len(own) > 1 and not _is_overview(place, first, own) else (),
        lead=_lead(place),
        html=render_place(place, ref) + "".join(_notes(text, place, ref)),
        section_html=render_place(Place(place.section), ref) if place.point else "",
        before=before,
        after=after,
    )


def _is_overview(place: Place, first: Glance, own: tuple[Glance, ...]) -> bool:
    """Do the duties stand in a table of its own, that is read as it is?"""
    return first == NOTHING and bool(own) and place.point is None


def _lead(place: Place) -> str:
    said = statements_of(place) if place.point else ()
    return said[0].lead if said else ""


def _beside(text: LegalText, place: Place) -> tuple[Place | None, Place | None]:
    """The places that are read before and after this one: of sections all that say something, and its kin.

    Beside a section stand sections, beside a lettered point what one reads next to it.
    """
    read = [
        each
        for each in text.places()
        if each.id == place.id or (each.point is not None if place.point else False) or _says(each)
    ]
    here = next(at for at, each in enumerate(read) if each.id == place.id)
    before = read[here - 1] if here else None
    after = read[here + 1] if here + 1 < len(read) else None
    return before, after


def _says(place: Place) -> bool:
    """Is it a section with words of its own?"""
    return place.point is None and bool(place.section.blocks)


def _notes(text: LegalText, place: Place, ref: str) -> Iterator[str]:
    """The footnotes that the words have marks for and that stand elsewhere in the text, as safe HTML."""
    blocks = place.point.blocks if place.point else place.section.blocks
    here = {block.label for block in blocks if isinstance(block, Footnote)}
    wanted = {label for words in plain_text(blocks) for label in _MARK.findall(words)} - here
    for each in (text.preamble, *(section.blocks for section in text.walk())):
        for block in each:
            if isinstance(block, Footnote) and block.label in wanted:
                yield render_place(Place(Section("", "", "", (block,))), ref)


_MARK = re.compile(r"\[\^([^\]]+)\]")
