"""What to look at before a draft goes on: found by reading, told in whole sentences, stopping nobody."""

from collections.abc import Collection, Mapping
from datetime import date

from documents.checks.chapters import chapters
from documents.checks.references import dead_laws, dead_references
from documents.checks.structure import structure
from documents.checks.values import Check, Weight
from documents.checks.wording import defined_terms, weakened
from documents.kinds import DocumentKind
from documents.text import LegalText

__all__ = ["Check", "Weight", "check"]


def check(
    text: LegalText,
    before: LegalText | None,
    kind: DocumentKind,
    on: date,
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[Check, ...]:
    """What is there to look at in this draft, in reading order, the whole text's own remarks first?

    `before` is the text in force, if there is one; `on` the day on which law references are to hold.
    `known` are the documents that may be referred to: by short name, the identities of their clauses.
    """
    found = [
        *chapters(text, kind),
        *structure(text),
        *dead_references(text, known or {}),
        *dead_laws(text, on),
        *defined_terms(text),
        *(weakened(text, before) if before else ()),
    ]
    order = {place.id: at for at, place in enumerate(text.places())}
    return tuple(sorted(found, key=lambda each: order.get(each.place_id, -1)))
