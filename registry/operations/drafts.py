"""A draft written by several: section by section, each saved beside what the others have saved.

What a person began from is sent along, so that the register can tell their change from another's. Nobody
is kept out while somebody writes, and nobody's words take the place of words they have not seen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy.orm import Session

from documents.drafting.arranging import removed, restored, to_be_numbered
from documents.drafting.editing import Wording, with_wording
from documents.drafting.merging import Conflict, Merge, merge
from documents.drafting.tree import CannotEdit
from documents.lifecycle import Stage
from documents.markdown import NotALegalText, read, write
from documents.references import with_numbers
from documents.renumbering import renumbered
from documents.text import LegalText, Section
from registry import audit
from registry.audit import Event
from registry.errors import BadInput, Changed, RuleSaysNo
from registry.fingerprints import text_hash
from registry.operations.documents import hold, stored_form, subject
from registry.permissions import Actor
from registry.queries.conflicts import mark_of
from registry.queries.drafting import made_from, numbers_elsewhere, numbers_itself, section_mark
from registry.queries.identities import in_its_own_name
from registry.tables import DocumentRow, VersionRow

T = TypeVar("T")
Arrangement = Callable[[LegalText], tuple[LegalText, str]]
"""What is done with whole sections: the text it makes, and the identity of what it was about."""


class WrittenByTwo(Changed):
    """Another has changed the same section. Nothing is saved; all wordings are in `conflicts`."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        """Take what both have changed."""
        super().__init__(
            "En annen har endret det samme mens du skrev.",
            "Begges ord står nedenfor, og det du skrev, er ikke borte.",
            "Rett din tekst så den sier det dere begge vil, og lagre.",
        )
        self.conflicts = conflicts


def write_section(
    session: Session,
    who: Actor,
    document: DocumentRow,
    row: VersionRow,
    identity: str,
    opened: Wording,
    mine: Wording,
    *,
    again: bool = False,
) -> VersionRow:
    """Write one section of a draft; "" is its title and opening. `opened` is how it read to the writer.

    Raises WrittenByTwo when another has changed it since, or removed it. With `again` a section that was
    removed is put back, where the text that the draft began from has it.
    """
    now, before = _held(session, document, row), made_from(session, row)
    gone = identity != "" and all(section.id != identity for section in now.walk())
    if gone and not again:
        raise WrittenByTwo((_conflict_about_what_is_gone(identity, opened, mine),))
    if gone:
        now = _with_it_back(now, before, identity)
        return _save(session, who, document, row, now, _written(now, identity, mine, before), identity)
    own = _written(now, identity, mine, before)
    both = merge(_written(now, identity, opened, before), now, own)
    if both.conflicts:
        raise WrittenByTwo(both.conflicts)
    return _save(session, who, document, row, now, both.text, identity)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person decided in a conflict."""

    wording: Wording | None
    """What shall stand; None: the section is removed."""
    seen: str
    """The mark (registry.queries.conflicts) of the other's wording, as the person saw it."""


def write_text(
    session: Session,
    who: Actor,
    document: DocumentRow,
    row: VersionRow,
    opened: str,
    mine: str,
    answers: Mapping[str, Answer] = MappingProxyType({}),
) -> VersionRow:
    """Write a draft's whole text; `opened` is how it read to the writer. Numbers stay as they are written.

    What others have saved since is merged in, section by section. Where both have changed the same, the
    answers decide, by the section's identity; raises WrittenByTwo where one is missing.
    """
    _held(session, document, row)
    both = merged_with(document, row, opened, mine)
    if any(_unanswered(each, answers) for each in both.conflicts):
        raise WrittenByTwo(both.conflicts)
    text = both.text
    for each in both.conflicts:
        wanted = answers[each.identity].wording
        if wanted is not None:
            text = _written(text, each.identity, wanted, made_from(session, row))
        elif text.find(each.identity):
            text = removed(text, each.identity)
    return _store(session, who, document, row, text)


def merged_with(document: DocumentRow, row: VersionRow, opened: str, mine: str) -> Merge:
    """What a writer made of the text they opened, and what is stored now, brought together; BadInput."""
    base, own = (read(stored_form(each, document.title)) for each in (opened, mine))
    return merge(base, read(row.text), own)


def arrange(
    session: Session,
    who: Actor,
    document: DocumentRow,
    row: VersionRow,
    change: Arrangement,
    identity: str = "",
    seen: str = "",
) -> str:
    """Do something with whole sections: add, move, remove, split, merge. The identity of what came of it.

    `seen` is the `section_mark` of the section as the person saw it; raises Changed when it reads otherwise
    now.
    """
    now = _held(session, document, row)
    section = next((each for each in now.walk() if each.id == identity), None)
    if seen and section is not None and section_mark(section) != seen:
        raise Changed(
            "Punktet ble endret etter at du åpnet siden.",
            "En annen har skrevet i det eller under det.",
            "Les det på nytt, og gjør det så en gang til. Ingenting er endret.",
        )
    text, touched = _tried(lambda: change(now), "Utkastet er ikke endret.", "")
    _save(session, who, document, row, now, text, touched)
    return touched


def number_anew(session: Session, who: Actor, document: DocumentRow, row: VersionRow) -> VersionRow:
    """Give every section and point of a draft its number in order. From then on the draft numbers itself."""
    now = _held(session, document, row)
    return _store(session, who, document, row, _numbered(session, document, now, made_from(session, row)))


def _held(session: Session, document: DocumentRow, row: VersionRow) -> LegalText:
    """The draft's text as it is now, kept from other writers; raises RuleSaysNo for what is no draft."""
    hold(session, row)
    if row.stage is not Stage.DRAFT:
        raise RuleSaysNo(
            f"{document.ref} {row.number} kan ikke endres.",
            "Teksten er frosset, og det som er frosset, endres aldri.",
            "Lag en ny versjon på grunnlag av denne.",
        )
    return read(row.text)


def _written(text: LegalText, identity: str, wording: Wording, before: LegalText | None) -> LegalText:
    return _tried(lambda: with_wording(text, identity, wording, before))


def _tried(change: Callable[[], T], refusal: str = "Dette er ikke lagret.", field: str = "body") -> T:
    """What can be made of a text; raises BadInput where the text cannot be so."""
    try:
        return change()
    except (CannotEdit, NotALegalText) as wrong:
        raise BadInput(refusal, str(wrong), "", field) from wrong


def _unanswered(conflict: Conflict, answers: Mapping[str, Answer]) -> bool:
    answer = answers.get(conflict.identity)
    return answer is None or answer.seen != mark_of(conflict)


def _conflict_about_what_is_gone(identity: str, opened: Wording, mine: Wording) -> Conflict:
    alone = LegalText("-", (), (Section(identity, "", ""),))
    was, own = (_written(alone, identity, each, None).sections[0] for each in (opened, mine))
    return Conflict(identity, was, None, own)


def _with_it_back(now: LegalText, before: LegalText | None, identity: str) -> LegalText:
    if before is not None and any(section.id == identity for section in before.walk()):
        return _tried(lambda: restored(now, before, identity))
    return LegalText(now.title, now.preamble, (*now.sections, Section(identity, "", "")))


def _save(
    session: Session,
    who: Actor,
    document: DocumentRow,
    row: VersionRow,
    was: LegalText,
    text: LegalText,
    section: str,
) -> VersionRow:
    """Store what one section's change has made of the text, numbered again if it was numbered in order."""
    before = made_from(session, row)
    if numbers_itself(was, before):
        text = _numbered(session, document, to_be_numbered(text, was), before)
    return _store(session, who, document, row, text, section)


def _numbered(
    session: Session, document: DocumentRow, text: LegalText, before: LegalText | None
) -> LegalText:
    """Numbered in order, references too: those to other documents as the last adopted text prints them."""
    return with_numbers(renumbered(text, before), numbers_elsewhere(session, document))


def _store(
    session: Session, who: Actor, document: DocumentRow, row: VersionRow, text: LegalText, section: str = ""
) -> VersionRow:
    """Store the text, if it is another than before; what changes nothing leaves no trace."""
    stored = in_its_own_name(session, document, stored_form(_tried(lambda: write(text)), document.title))
    if stored == row.text:
        return row
    row.text, row.revision = stored, row.revision + 1
    session.flush()
    data = {"hash": text_hash(row.text), "revision": row.revision} | ({"section": section} if section else {})
    audit.record(session, Event.DRAFT_CHANGED, subject(document, row), who.ref, document.community_id, data)
    return row
