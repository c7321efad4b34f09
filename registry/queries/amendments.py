"""All that returned files propose for a draft: one list in the draft's order, what clashes on top."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from documents.comparing.wording import bare
from documents.comparing.words import WordChange, WordKind, compare_words
from documents.drafting.editing import Wording, wording
from documents.returning.amendments import Amendment, Spot, section_in
from documents.returning.applying import fits
from documents.returning.kinds import AmendmentKind, AmendmentState
from documents.returning.matching import heading_of
from documents.returning.together import clashing
from documents.text import LegalText
from registry.errors import NotFound
from registry.queries.documents import tree_of
from registry.queries.exchange import names_of, received
from registry.tables import AmendmentRow, CommunityRow, DocumentRow, ReceivedFileRow, VersionRow

Words = tuple[WordChange, ...]
OPENING = "Tittel og innledning"
_AROUND = 160
"""Signs of what is kept that are shown beside what changes."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Title and own words of one section, as they are marked."""

    title: Words
    body: Words


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """One amendment as whoever answers it sees it."""

    row: AmendmentRow
    file: ReceivedFileRow
    amendment: Amendment
    obstacle: str
    """Why it cannot be carried out in the draft as it reads now; empty where it can, and where it is done."""
    answered_by: str
    """The name of the one who answered."""
    place: str
    """Of what is new or moved: where it is to stand, in words."""
    candidate: str
    """Of what has no place: number and title of the section it is most like."""

    @property
    def is_open(self) -> bool:
        """Does it wait for an answer?"""
        return self.row.state is AmendmentState.OPEN

    @property
    def is_comment(self) -> bool:
        """Is it said in the margin, and proposes no words?"""
        return self.row.kind is AmendmentKind.COMMENT

    @property
    def fits(self) -> bool:
        """Can it be accepted as it stands?"""
        return not self.obstacle

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The words it changes, strikes or brings, section by section."""
        return _passages(self.row.content)

    @property
    def same_words(self) -> bool:
        """Does it change the form of words only: bold, a list, a table?"""
        words = (word for each in self.passages for word in (*each.title, *each.body))
        return self.row.kind is AmendmentKind.WORDING and all(word.kind is WordKind.KEPT for word in words)


@dataclass(frozen=True, slots=True)
class OfSection:
    """What is proposed about one section of the draft."""

    id: str
    heading: str
    """Number and title as the draft prints them."""
    views: tuple[AmendmentView, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """All that came in for one draft."""

    files: Sequence[ReceivedFileRow]
    every: tuple[AmendmentView, ...]
    """All of them, in the order they came."""
    clashes: tuple[tuple[AmendmentView, ...], ...]
    """Open ones that cannot all be accepted, group by group."""
    tray: tuple[AmendmentView, ...]
    """Open ones that no section is known for."""
    sections: tuple[OfSection, ...]
    """The other open ones, in the draft's order."""
    answered: tuple[AmendmentView, ...]
    """The last answered first."""

    @property
    def waiting(self) -> int:
        """How many wait for an answer?"""
        return self._count(AmendmentState.OPEN)

    @property
    def accepted(self) -> int:
        """How many are accepted?"""
        return self._count(AmendmentState.ACCEPTED)

    @property
    def refused(self) -> int:
        """How many are refused?"""
        return self._count(AmendmentState.REFUSED)

    def _count(self, state: AmendmentState) -> int:
        return sum(1 for each in self.every if each.row.state is state)

    def of_file(self, file: ReceivedFileRow) -> list[AmendmentView]:
        """Those that came with one file."""
        return [each for each in self.every if each.file.id == file.id]

    @property
    def summary(self) -> str:
        """The counts in one sentence: "34 forslag fra 5 filer: 12 åpne, 20 godtatt, 2 avvist."."""
        files = len(self.files)
        source = f"{files} fil" if files == 1 else f"{files} filer"
        waiting = f"{self.waiting} åpent" if self.waiting == 1 else f"{self.waiting} åpne"
        return (
            f"{len(self.every)} forslag fra {source}: {waiting}, {self.accepted} godtatt, "
            f"{self.refused} avvist."
        )

    @property
    def authors(self) -> list[str]:
        """All who propose something, by name."""
        return sorted({each.row.author for each in self.every})

    @property
    def in_order(self) -> list[AmendmentView]:
        """The open ones as they stand on the page."""
        clashing = [each for group in self.clashes for each in group]
        return [*clashing, *self.tray, *(each for section in self.sections for each in section.views)]

    def following(self, identity: int) -> AmendmentView | None:
        """The open one after this on the page; the first, where this is the last; None where none is left."""
        order = self.in_order
        places = [at for at, each in enumerate(order) if each.row.id == identity]
        rest = [*order[places[0] + 1 :], *order[: places[0]]] if places else order
        return next(iter(rest), None)

    def without_clash(self, views: Sequence[AmendmentView]) -> list[AmendmentView]:
        """Those of them that can be accepted together: open, no comments, fit, and nothing stands against."""
        against = {each.row.id for group in self.clashes for each in group}
        fitting = [each for each in views if each.is_open and each.fits and not each.is_comment]
        return [each for each in fitting if each.row.id not in against]


@dataclass(frozen=True, slots=True)
class Only:
    """Which of them are wanted; what is empty means all."""

    file: str = ""
    author: str = ""
    state: str = ""

    def holds(self, view: AmendmentView) -> bool:
        """Is it one of these?"""
        return (
            self.file in {"", view.file.ref}
            and self.author in {"", view.row.author}
            and self.state in {"", view.row.state.value}
        )


def answers(session: Session, version: VersionRow, only: Only = Only()) -> Answers:
    """All amendments of a version. What clashes is told of all of them, whichever are wanted."""
    files = received(session, version)
    by_id = {each.id: each for each in files}
    rows = session.scalars(
        select(AmendmentRow).where(AmendmentRow.version_id == version.id).order_by(AmendmentRow.id)
    ).all()
    names = names_of(session, (row.answered_by for row in rows))
    draft = tree_of(version.text)
    views = tuple(_view(row, by_id[row.file_id], version.text, draft, names) for row in rows)
    opened = [each for each in views if each.is_open]
    groups = tuple(group for group in _clash_groups(opened) if any(only.holds(each) for each in group))
    against = {each.row.id for group in groups for each in group}
    rest = [each for each in opened if only.holds(each) and each.row.id not in against]
    placed = [each for each in rest if each.row.kind is not AmendmentKind.UNPLACED]
    return Answers(
        files,
        views,
        groups,
        tuple(each for each in rest if each.row.kind is AmendmentKind.UNPLACED),
        _by_section(placed, draft),
        tuple(sorted((each for each in views if not each.is_open and only.holds(each)), key=_last_first)),
    )


def amendment(session: Session, version: VersionRow, identity: int) -> AmendmentView:
    """One amendment of the version; raises NotFound."""
    row = session.get(AmendmentRow, identity)
    if row is None or row.version_id != version.id:
        raise NotFound("Forslaget finnes ikke.", "", "Se listen over forslagene til utkastet.")
    file = session.get_one(ReceivedFileRow, row.file_id)
    return _view(row, file, version.text, tree_of(version.text), names_of(session, [row.answered_by]))


def draft_of(session: Session, community: CommunityRow, identity: int) -> tuple[VersionRow, DocumentRow]:
    """The version that the amendment with this id is about, and its document; raises NotFound."""
    row = session.get(AmendmentRow, identity)
    if row is None or row.community_id != community.id:
        raise NotFound(f"Forslag {identity} finnes ikke.", "", "Se listen over forslagene til utkastet.")
    version = session.get_one(VersionRow, row.version_id)
    return version, session.get_one(DocumentRow, version.document_id)


def open_counts(session: Session, versions: Sequence[VersionRow]) -> dict[int, int]:
    """How many wait for an answer in each of these versions, by the version's id."""
    waits = AmendmentRow.state == AmendmentState.OPEN
    of_these = AmendmentRow.version_id.in_([version.id for version in versions])
    found = session.execute(
        select(AmendmentRow.version_id, func.count()).where(waits, of_these).group_by(AmendmentRow.version_id)
    )
    return {row[0]: row[1] for row in found}


def count_of(session: Session, file: ReceivedFileRow) -> int:
    """How many amendments were made of the file?"""
    wanted = select(func.count()).select_from(AmendmentRow).where(AmendmentRow.file_id == file.id)
    return session.scalar(wanted) or 0


def home_of(view: AmendmentView) -> str:
    """The section of the draft where it is told of."""
    return _home(view.amendment)


def words_of(words: Wording | None) -> str:
    """Title and body as they are read, without the signs of Markdown."""
    return f"{bare(words.title)}\n{_lines(words.body)}".strip() if words else ""


def amendment_of(row: AmendmentRow) -> Amendment:
    """What the row holds."""
    return _kept(row.content)


@lru_cache(maxsize=4096)
def _kept(content: str) -> Amendment:
    return Amendment.from_dict(json.loads(content))


@lru_cache(maxsize=4096)
def _obstacle(draft: str, content: str) -> str:
    """Kept by the texts themselves, so that it can never be stale."""
    return fits(tree_of(draft), _kept(content))


def _view(
    row: AmendmentRow, file: ReceivedFileRow, source: str, draft: LegalText, names: Mapping[str, str]
) -> AmendmentView:
    kept = amendment_of(row)
    waits = row.state is not AmendmentState.ACCEPTED
    return AmendmentView(
        row,
        file,
        kept,
        _obstacle(source, row.content) if waits else "",
        names.get(row.answered_by, row.answered_by),
        _place_in_words(kept.spot, draft, tree_of(file.base)) if kept.spot else "",
        _heading(kept.candidate, draft, tree_of(file.base)) if kept.candidate else "",
    )


@lru_cache(maxsize=1024)
def _passages(content: str) -> tuple[Passage, ...]:
    kept = _kept(content)
    if kept.text:
        return tuple(_passage(None, wording(section)) for section in section_in(kept.text).walk())
    if kept.before or kept.after:
        return (_passage(kept.before, kept.after),)
    return ()


def _passage(before: Wording | None, after: Wording | None) -> Passage:
    was, now = before or Wording("", ""), after or Wording("", "")
    body = compare_words(_lines(was.body), _lines(now.body))
    only_the_title = was.body == now.body
    return Passage(
        compare_words(bare(was.title), bare(now.title)), () if only_the_title else tuple(_shown(body))
    )


def _shown(words: Words) -> Iterator[WordChange]:
    """The words with a gap where much is kept: what changes is to be seen at once."""
    for at, each in enumerate(words):
        if each.kind is not WordKind.KEPT or len(each.text) <= 2 * _AROUND or len(words) == 1:
            yield each
            continue
        start = each.text[:_AROUND].rpartition(" ")[0] if at else ""
        end = each.text[-_AROUND:].partition(" ")[2] if at < len(words) - 1 else ""
        yield WordChange(WordKind.KEPT, f"{start} […] {end}")


def _lines(body: str) -> str:
    """The words of a body as they are read: a line for each paragraph, without the signs of Markdown."""
    lines = (line.strip() for line in body.splitlines())
    return "\n".join(bare(line.strip("| ")) for line in lines if line.strip("|-: "))


def _clash_groups(views: Sequence[AmendmentView]) -> Iterator[tuple[AmendmentView, ...]]:
    """The amendments that clash, those with one another together, in the order they came."""
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in clashing([each.amendment for each in views]):
        beside[one].add(other)
        beside[other].add(one)
    met: set[int] = set()
    for start in sorted(beside):
        group, waiting = set[int](), [start]
        while waiting:
            at = waiting.pop()
            if at not in met:
                met.add(at)
                group.add(at)
                waiting += beside[at]
        if group:
            yield tuple(views[at] for at in sorted(group))


def _by_section(views: Sequence[AmendmentView], draft: LegalText) -> tuple[OfSection, ...]:
    """By the section they are about, or are to stand after; those of sections that are gone, last."""
    headings = {"": OPENING} | {section.id: heading_of(section) for section in draft.walk()}
    found: dict[str, list[AmendmentView]] = defaultdict(list)
    for view in views:
        found[_home(view.amendment)].append(view)
    known = [OfSection(each, headings[each], tuple(found[each])) for each in headings if each in found]
    gone = [
        OfSection(each, views[0].amendment.heading, tuple(views))
        for each, views in found.items()
        if each not in headings
    ]
    return (*known, *gone)


def _home(amendment: Amendment) -> str:
    """The section of the draft where it is told of."""
    spot = amendment.spot
    if amendment.kind is AmendmentKind.NEW and spot:
        return spot.after or spot.under
    return amendment.section


def _place_in_words(spot: Spot, draft: LegalText, base: LegalText) -> str:
    if spot.after:
        return f"etter «{_heading(spot.after, draft, base)}»"
    return f"først under «{_heading(spot.under, draft, base)}»" if spot.under else "først i teksten"


def _heading(identity: str, draft: LegalText, base: LegalText) -> str:
    for text in (draft, base):
        found = next((section for section in text.walk() if section.id == identity), None)
        if found is not None:
            return heading_of(found)
    return "et nytt punkt"


def _last_first(view: AmendmentView) -> tuple[float, int]:
    answered = view.row.answered_at
    return (-answered.timestamp() if answered else 0.0, -view.row.id)
