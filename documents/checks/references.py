"""Do the text's references lead anywhere, and do those to the law say what they are cited for?"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from documents.checks.values import Check, Weight
from documents.laws.references import dead, law_references
from documents.references import dangling
from documents.remarks import Remark
from documents.text import LegalText, Place, Section


def dead_references(text: LegalText, known: Mapping[str, Collection[str]]) -> Iterator[Check]:
    """References to places and documents that are not there. `known`: identities by document."""
    for each in dangling(text, known):
        yield Check.at(each.reference.place, "dead-reference", each.why, Weight.WRONG)


def dead_laws(text: LegalText, on: date) -> Iterator[Check]:
    """Citations of the law that do not say on that day what texts cite them for."""
    remarks = dead(text, on)
    cited = law_references(text) if remarks else ()
    places = {(each.place.section.heading, each.words): each.place for each in reversed(cited)}
    for remark in remarks:
        yield Check.at(_place(remark, places), remark.code, remark.message)


def _place(remark: Remark, places: Mapping[tuple[str, str], Place]) -> Place:
    """Where the words stand that the remark quotes; the first of several under one heading."""
    found = (
        place
        for (heading, words), place in places.items()
        if heading == remark.place and f"«{words}»" in remark.message
    )
    return next(found, Place(Section("", "", "")))
