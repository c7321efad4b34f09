"""A draft on the writer's desk: each section as it will read, what it changes, and what to look at."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from documents.checks import Check, check
from documents.comparing.diff import ChangeKind, Comparison, SectionChange
from documents.draft_coverage import checks_of
from documents.html import render_place
from documents.lifecycle import Stage
from documents.markdown import write
from documents.references import numbers
from documents.references.linking import linked
from documents.renumbering import renumbered
from documents.text import LegalText, Place, Section
from registry.audit import Event
from registry.errors import NotFound
from registry.fingerprints import text_hash
from registry.queries import comparisons, documents, draft_coverage, log, special_agreements
from registry.queries.documents import VersionView, legal_text, tree_of
from registry.tables import CommunityRow, DocumentRow, VersionRow

MARK_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section of a draft, without what lies under it; the first is the text's title and opening."""

    section: Section
    level: int
    changes: tuple[SectionChange, ...]
    """What became of it and its points since the text in force."""
    checks: tuple[Check, ...]
    gone: tuple[SectionChange, ...]
    """What the text in force has after it, whole sections, and the draft has not."""
    was: Section | None
    """The section as it stands in the text in force."""

    @property
    def html(self) -> str:
        """Its own words as they will read."""
        return render_place(Place(self.section))

    @property
    def was_html(self) -> str:
        """How it reads in the text in force."""
        return render_place(Place(self.was)) if self.was else ""

    @property
    def mark(self) -> str:
        """What tells if somebody has written in it, or under it, since it was read."""
        return section_mark(self.section)

    @property
    def below(self) -> int:
        """How many sections lie under it."""
        return sum(1 for _ in self.section.walk()) - 1


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft, held against the text it is to replace."""

    text: LegalText
    before: VersionView | None
    """The text in force that day, or else the one the draft was made from."""
    sheets: tuple[Sheet, ...]
    checks: tuple[Check, ...]
    summary: str
    """The changes in one line; empty where there is nothing to compare with."""
    began: LegalText | None
    """The text that the draft was made from."""
    linkable: int
    """How often the words name exactly one place, and are no reference yet."""

    @property
    def in_order(self) -> bool:
        """Do the numbers follow the order? Then they do after every change, too."""
        return numbers_itself(self.text, self.began)

    def sheet(self, identity: str) -> Sheet:
        """The section with this identity, "" for title and opening; raises NotFound."""
        found = next((each for each in self.sheets if each.section.id == identity), None)
        if found is None:
            raise NotFound("Punktet finnes ikke i utkastet.", "", "Se listen over punktene i utkastet.")
        return found

    def following(self, identity: str) -> Section | None:
        """The section after this one in reading order."""
        at = self.sheets.index(self.sheet(identity)) + 1
        return self.sheets[at].section if at < len(self.sheets) else None


def desk(session: Session, community: CommunityRow, view: VersionView, on: date) -> Desk:
    """The draft with all that whoever writes in it wants to see."""
    text, before = legal_text(view.row), _before(session, view, on)
    held = legal_text(before.row) if before else None
    comparison = comparisons.between(before.row, view.row) if before else Comparison(())
    others = _last_texts(session, community)
    known = {ref: frozenset(place.id for place in each.places()) for ref, each in others.items()}
    times = special_agreements.findings_in(session, community, view.document, text, on)
    judged = checks_of(draft_coverage.fates_of(session, community, view, on))
    checks = (*check(text, held, view.document.kind, on, known), *(each.check for each in times), *judged)
    return Desk(
        text,
        before,
        _sheets(text, comparison.changes, checks),
        checks,
        comparison.summary if before else "",
        made_from(session, view.row),
        linked(text, others, view.document.ref)[1],
    )


def with_references(
    session: Session, community: CommunityRow, view: VersionView, text: LegalText
) -> LegalText:
    """The text with references where its words name exactly one place: "punkt 5.2 c"."""
    return linked(text, _last_texts(session, community), view.document.ref)[0]


def numbers_elsewhere(session: Session, document: DocumentRow) -> dict[tuple[str, str], str]:
    """The number of every clause of the other documents, as their last adopted version prints it."""
    others = documents.documents_beside(session, document)
    adopted = {
        other.ref: row
        for other in others
        for row in documents.versions_of(session, other)
        if row.stage is Stage.ADOPTED
    }
    return {(ref, at): number for ref, row in adopted.items() for at, number in _numbers(row.text).items()}


def held_against(session: Session, view: VersionView, on: date) -> LegalText:
    """The text that the draft is held against; an empty one where there is none."""
    before = _before(session, view, on)
    return legal_text(before.row) if before else LegalText("-")


def numbers_itself(text: LegalText, before: LegalText | None) -> bool:
    """Does a draft's numbering follow its order? Then the register keeps it so after every change.

    A text that was brought in with numbers of its own keeps them until somebody asks for new ones.
    """
    return renumbered(text, before) == text


def made_from(session: Session, row: VersionRow) -> LegalText | None:
    """The text that the draft began from, or None."""
    based_on = session.get(VersionRow, row.based_on_id) if row.based_on_id else None
    return tree_of(based_on.text) if based_on else None


def section_mark(section: Section) -> str:
    """A mark of all the words of a section and what lies under it, whatever its number."""
    return text_hash(write(LegalText("-", sections=(_without_numbers(section),))))[:MARK_SIGNS]


def last_writer(session: Session, community: CommunityRow, subject: str, identity: str = "") -> str:
    """The name of the one who last saved the draft, or this section of it; empty if nobody has."""
    saved = [row for row in log.history_of(session, community, subject) if row.event == Event.DRAFT_CHANGED]
    of_section = [row for row in saved if json.loads(row.payload)["data"].get("section") == identity]
    last = next(reversed(of_section or saved), None)
    return log.told(session, last).who if last else ""


@lru_cache(maxsize=256)
def _numbers(text: str) -> dict[str, str]:
    """Kept by the text itself, so that it can never be stale."""
    return numbers(tree_of(text))


def _before(session: Session, view: VersionView, on: date) -> VersionView | None:
    row = comparisons.in_force_or_base(session, view.document, view.row, on)
    return documents.view(session, view.document, row, on) if row else None


def _last_texts(session: Session, community: CommunityRow) -> dict[str, LegalText]:
    """What other texts may refer to: the last version of each document."""
    return {
        row.ref: legal_text(last)
        for row in documents.all_documents(session, community)
        for last in documents.versions_of(session, row)[-1:]
    }


def _sheets(text: LegalText, changes: Sequence[SectionChange], checks: Sequence[Check]) -> tuple[Sheet, ...]:
    about, gone = _by_section(changes)
    holding = {place.id: place.section.id for place in text.places()}
    said: dict[str, list[Check]] = defaultdict(list)
    for each in checks:
        said[holding.get(each.place_id, "")].append(each)
    was = {
        change.new.section.id: change.old.section
        for change in changes
        if change.old and change.new and not change.new.point
    }
    opening = Section("", "", text.title, text.preamble)
    levels = _levels(text.sections, 1)
    return tuple(
        Sheet(
            section,
            level,
            tuple(about[section.id]),
            tuple(said[section.id]),
            tuple(gone[section.id]),
            was.get(section.id),
        )
        for section, level in ((opening, 0), *levels)
    )


def _by_section(
    changes: Sequence[SectionChange],
) -> tuple[dict[str, list[SectionChange]], dict[str, list[SectionChange]]]:
    """What changed, by the section it is told under; and the sections gone, by the one they stood after."""
    about: dict[str, list[SectionChange]] = defaultdict(list)
    gone: dict[str, list[SectionChange]] = defaultdict(list)
    last = ""
    for change in changes:
        if change.new:
            last = change.new.section.id
        if ChangeKind.REMOVED in change.kinds and change.place.point is None:
            gone[last].append(change)
        elif change.changed:
            about[last].append(change)
    return about, gone


def _levels(sections: Sequence[Section], level: int) -> list[tuple[Section, int]]:
    return [
        each for section in sections for each in ((section, level), *_levels(section.children, level + 1))
    ]


def _without_numbers(section: Section) -> Section:
    return replace(section, number="", children=tuple(map(_without_numbers, section.children)))
