"""A clause that something rests on, as a person read it and as it reads in a later text: has it changed?

Number, spelling and the order of sentences within it do not count (`documents.evidence`); what stands under a
section does. A clause is known by its identity alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.comparing.changes import Comparison, SectionChange
from documents.comparing.diff import compare
from documents.comparing.wording import bare, wording
from documents.evidence import Finding, FindingKind, evidence
from documents.evidence.passages import lead_in
from documents.evidence.spelling import same_but_for_spelling
from documents.markdown import plain
from documents.references import number_in, references, with_numbers
from documents.text import LegalText, Place


class ClauseState(StrEnum):
    """What has become of the clause."""

    AS_READ = "som lest"
    EDITORIAL = "samme innhold"
    """Other spelling, number or order of sentences, and nothing else."""
    CHANGED = "endret"
    REMOVED = "tatt bort"

    @property
    def must_be_read(self) -> bool:
        """Must a person read the two together anew?"""
        return self in {ClauseState.CHANGED, ClauseState.REMOVED}


@dataclass(frozen=True, slots=True)
class Since:
    """What has become of one clause from the text it was read in to a later one."""

    state: ClauseState
    was: Place
    now: Place | None
    """None where the later text has it no more."""
    changes: tuple[SectionChange, ...] = ()
    """What changed in it, in its points and in what lies under it."""
    touches: tuple[Finding, ...] = ()
    """What those changes touch, sentence by sentence; nothing that is spelling or order alone."""
    heirs: tuple[Place, ...] = ()
    """The places of the later text that took it up, or were split from it."""
    leads_elsewhere: bool = False
    """Do its references lead to other places, though it prints the same words?"""


class NoSuchClause(ValueError):
    """The text has no section or point with this identity."""


def compared(old: LegalText, new: LegalText) -> Comparison:
    """What changes, when a reference that only prints another number is not counted as a change."""
    return compare(as_reprinted(old, new), new)


def as_reprinted(old: LegalText, new: LegalText) -> LegalText:
    """The old text, its references printing the numbers that the new one prints."""
    printed = {
        (each.document, each.target): str(number)
        for each in references(new)
        if (number := number_in(each.words))
    }
    return with_numbers(old, printed)


def since_read(old: LegalText, new: LegalText, identity: str, comparison: Comparison | None = None) -> Since:
    """What has become of the clause with this identity? `comparison`: what `compared` gives, if it is known.

    Raises NoSuchClause where the text it was read in has no such clause.
    """
    was, now = old.find(identity), new.find(identity)
    if was is None:
        raise NoSuchClause(identity)
    heirs = tuple(place for place in new.places() if identity in place.origins and place.id != identity)
    if now is None:
        return Since(ClauseState.REMOVED, was, None, heirs=heirs)
    same_words = words_of(was) == words_of(now) and lead_in(was) == lead_in(now)
    elsewhere = same_words and _lead_elsewhere(_targets(old, was), _targets(new, now))
    if same_words:
        return Since(
            ClauseState.CHANGED if elsewhere else ClauseState.AS_READ,
            was,
            now,
            heirs=heirs,
            leads_elsewhere=elsewhere,
        )
    known = comparison or compared(old, new)
    led = same_but_for_spelling(lead_in(was), lead_in(now))
    held = frozenset((*_held(was), *_held(now), *(() if led else (now.section.id,))))
    changes = tuple(change for change in known.changed if held & set(_identities(change)))
    touches = tuple(finding for finding in evidence(Comparison(changes)) if finding.kind not in _SAME_MEANING)
    state = ClauseState.CHANGED if touches or not led else ClauseState.EDITORIAL
    return Since(state, was, now, changes, touches, heirs)


def words_of(place: Place) -> tuple[str, ...]:
    """The bare words of a clause, its title first, with all that lies under it; no numbers, no identities."""
    if place.point:
        return (wording(place.point.blocks, ()),)
    return tuple(
        said
        for section in place.section.walk()
        for said in (bare(plain(section.title)), wording(section.blocks, ()))
        if said
    )


_SAME_MEANING = frozenset({FindingKind.SPELLING, FindingKind.MOVED})


def _held(place: Place) -> Iterator[str]:
    """The identities of a clause, of its points and of what lies under it."""
    yield place.id
    if place.point is None:
        for section in place.section.walk():
            yield section.id
            yield from (point.id for point in section.points())


def _identities(change: SectionChange) -> Iterator[str]:
    yield from (place.id for place in (change.old, change.new, *change.sources) if place)


def _lead_elsewhere(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> bool:
    """Plain words that have been made links lead where they led; as many links that lead elsewhere do not."""
    return len(old) == len(new) and old != new


def _targets(text: LegalText, clause: Place) -> tuple[tuple[str, str], ...]:
    """Where the references in a clause lead, in reading order."""
    return tuple((each.document, each.target) for each in references(text, frozenset(_held(clause))))
