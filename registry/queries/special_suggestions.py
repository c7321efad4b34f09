"""Clauses that a special agreement may rest on: those it names, and those that give the times it speaks of.

A suggestion counts for nothing until a person has read the two together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.checks.figures import statements
from documents.laws.figures import all_figures
from documents.references import Reference, references
from documents.references.linking import linked
from documents.text import LegalText, Place
from registry.queries.documents import VersionView, legal_text
from registry.queries.special_agreements import SpecialAgreement


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A clause that a special agreement may rest on. It counts for nothing until a person has read both."""

    view: VersionView
    place: Place
    cited_from: tuple[Reference, ...]
    """Where the special agreement names it."""
    figure: str
    """What both speak of, where that is why: «varsel til kommunen etter innleggelse»."""


def suggestions(agreement: SpecialAgreement) -> tuple[Suggestion, ...]:
    """Clauses that the special text names by number, and those that give the law's times that it speaks of.

    Those it rests on already are left out. In the order of the texts above.
    """
    text, named = legal_text(agreement.view.row), _named(agreement)
    known = {(each.document.id, each.place.id) for each in agreement.resting}
    return tuple(
        each
        for view in agreement.above
        for each in _suggested(view, text, [one for one in named if one.document == view.document.ref])
        if (view.document.id, each.place.id) not in known
    )


def naming(agreement: SpecialAgreement, view: VersionView, clause: Place) -> tuple[Place, ...]:
    """Where the special agreement names this clause of this text, each section once, in reading order."""
    found = [
        each.place.section
        for each in _named(agreement)
        if (each.document, each.target) == (view.document.ref, clause.id) and each.place.section.id
    ]
    return tuple(Place(section) for section in {section.id: section for section in found}.values())


def _named(agreement: SpecialAgreement) -> list[Reference]:
    """The clauses of the texts above that the special agreement names, also in plain words."""
    others = {view.document.ref: legal_text(view.row) for view in agreement.above}
    text = linked(legal_text(agreement.view.row), others, agreement.document.ref)[0]
    return [each for each in references(text) if each.target]


def _suggested(view: VersionView, text: LegalText, named: Sequence[Reference]) -> Iterator[Suggestion]:
    main = legal_text(view.row)
    figures = [figure for figure in all_figures() if statements(text, figure)]
    about = {each.place.id: figure.label for figure in figures for each in statements(main, figure)}
    for place in main.places():
        cited = tuple(each for each in named if each.target == place.id)
        if cited or place.id in about:
            yield Suggestion(view, place, cited, about.get(place.id, ""))
