"""What a returned file proposes, section by section and author by author."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Any

from documents.docx import Comment, Reading
from documents.drafting.editing import Wording, wording
from documents.drafting.merging import moved_sections, reads_alike
from documents.inlines import inlines
from documents.markdown import read, runs, with_identities, with_words, write
from documents.returning.correcting import corrected
from documents.returning.kinds import AmendmentKind
from documents.returning.matching import Known, Match, heading_of, known_again
from documents.text import LegalText, Section


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a section is to stand."""

    under: str
    """The identity of the section above it; empty for the text itself."""
    after: str
    """The identity of the one it follows under that; empty where it stands first."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one author proposes about one section; what does not belong to its kind is empty."""

    kind: AmendmentKind
    section: str
    """The identity of the section; empty for the text's title and opening."""
    heading: str
    """Number and title in plain words."""
    author: str
    tracked: bool = True
    """Did Word keep track of it? What it did not, was found by comparing, and stands in the sender's name."""
    made_on: str = ""
    """The day of the author's last change in the file, YYYY-MM-DD; empty where the file does not say."""
    before: Wording | None = None
    """How the author had it before them."""
    after: Wording | None = None
    text: str = ""
    """Of a section that is new, or has no place: canonical Markdown of it and what lies under it."""
    spot: Spot | None = None
    below: tuple[str, ...] = ()
    """Of a section that is to be removed: what lies under it and goes too."""
    words: str = ""
    """Of a comment: what it says. Of a removed section: what became of its heading, where it still stands."""
    anchor: str = ""
    """Of a comment: the words it is tied to."""
    candidate: str = ""
    """Of a section without place: the one it is most like."""
    likeness: float = 0.0
    """How like, 0 to 1."""

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        return {**asdict(self), "kind": self.kind.value}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Amendment":
        """The amendment that was kept."""
        return cls(
            **{
                **data,
                "kind": AmendmentKind(data["kind"]),
                "before": Wording(**data["before"]) if data["before"] else None,
                "after": Wording(**data["after"]) if data["after"] else None,
                "spot": Spot(**data["spot"]) if data["spot"] else None,
                "below": tuple(data["below"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned file held against the text that was sent."""

    amendments: tuple[Amendment, ...]
    matches: tuple[Match, ...]
    """How each section of the file was known again, in the file's order."""
    remarks: tuple[str, ...]
    """Sentences about what the amendments do not carry."""


def returned(
    reading: Reading, base: LegalText, sender: str, told: Mapping[int, str] = MappingProxyType({})
) -> Returned:
    """What does this file propose for the text it was made of?

    `reading` must be read with Tracked.SUGGEST. What is changed without tracking is the sender's; each author
    of tracked changes has their own. `told` is what a person says of sections that were known wrongly
    (`correcting.corrected`). Nothing is left out: what cannot be placed is an amendment of its own
    kind, and what an amendment cannot carry is a remark.
    """
    spelled = _Spelling(base)
    untracked = corrected(known_again(spelled.as_there(reading.text), base, reading.marked), told)
    settled = frozenset(section.id for section in untracked.text.walk())
    made = [*_differences(base, untracked.text, sender, untracked.unplaced), *_unplaced(untracked, sender)]
    found = [_untracked(amendment, reading.sunk) for amendment in made]
    texts = [untracked.text]
    for each in reading.authored:
        text = with_identities(spelled.as_there(each.text), untracked.renamed)
        texts.append(known_again(text, base, reading.marked, settled).text)
        made = list(_differences(untracked.text, texts[-1], each.author, untracked.unplaced))
        found += [replace(amendment, made_on=each.last) for amendment in made]
    headings = {section.id: heading_of(section) for text in (*texts, base) for section in text.walk()}
    found += [_comment(each, untracked.renamed, headings) for each in reading.comments]
    return Returned(tuple(found), untracked.matches, tuple(_remarks(base, untracked)))


def _untracked(amendment: Amendment, sunk: Mapping[str, str]) -> Amendment:
    """The same, said to be found by comparing; and where the heading of what is gone still stands."""
    is_sunk = amendment.kind is AmendmentKind.REMOVED and amendment.section in sunk
    words = (
        f"Overskriften er ikke overskrift lenger, men står i avsnittet «{sunk[amendment.section]}»."
        if is_sunk
        else ""
    )
    return replace(amendment, tracked=False, words=words)


class _Spelling:
    """How a text spells its words in Markdown, where the same words can be spelled in several ways."""

    def __init__(self, text: LegalText) -> None:
        self._known = {tuple(runs(inline)): inline for _, inline in inlines(text)}

    def as_there(self, text: LegalText) -> LegalText:
        """Another text, the same words spelled the same: so that spelling alone is no change."""
        return with_words(text, lambda inline: self._known.get(tuple(runs(inline)), inline))


def section_in(source: str) -> Section:
    """The section that the Markdown of an amendment holds, with what lies under it."""
    return read(source).sections[0]


def _differences(
    old: LegalText, new: LegalText, author: str, unplaced: frozenset[str]
) -> Iterator[Amendment]:
    """What somebody who had the old text before them proposes, in the order of the new; removed ones last."""
    before, after = _by_identity(old), _by_identity(new)
    moved = moved_sections(old, new)
    spots = dict(_spots(new))
    for identity, section in after.items():
        was = before.get(identity)
        if was is None:
            if identity not in unplaced and _is_topmost(identity, spots, before):
                yield _new(section, author, spots[identity], before)
            continue
        heading = heading_of(section) if identity else new.title
        if not reads_alike(was, section):
            yield Amendment(
                AmendmentKind.WORDING,
                identity,
                heading,
                author,
                before=wording(was),
                after=wording(section),
            )
        if identity in moved:
            yield Amendment(AmendmentKind.MOVED, identity, heading, author, spot=spots[identity])
    yield from _removed(old.sections, author, after)


def _new(section: Section, author: str, spot: Spot, known: Mapping[str, Section]) -> Amendment:
    alone = _without(section, known)
    return Amendment(
        AmendmentKind.NEW,
        section.id,
        heading_of(section),
        author,
        after=wording(section),
        text=write(LegalText("-", (), (alone,))),
        spot=spot,
    )


def _removed(sections: Sequence[Section], author: str, after: Mapping[str, Section]) -> Iterator[Amendment]:
    """What the new text has not. A chapter that goes with all that lies under it is one amendment."""
    for section in sections:
        left = [each.id for each in section.walk() if each.id in after]
        if left or section.id in after:
            if section.id not in after:
                yield _gone(section, author, ())
            yield from _removed(section.children, author, after)
        else:
            yield _gone(section, author, tuple(each.id for each in section.walk())[1:])


def _gone(section: Section, author: str, below: tuple[str, ...]) -> Amendment:
    heading = heading_of(section)
    return Amendment(AmendmentKind.REMOVED, section.id, heading, author, before=wording(section), below=below)


def _unplaced(known: Known, sender: str) -> Iterator[Amendment]:
    """Sections that no mark, words or heading tell of; what lies under one and is known stands by itself."""
    spots = dict(_spots(known.text))
    sections = _by_identity(known.text)
    placed = {identity: each for identity, each in sections.items() if identity not in known.unplaced}
    for match in known.matches:
        if match.ground is None and _is_topmost(match.section, spots, placed):
            section = _without(sections[match.section], placed)
            yield Amendment(
                AmendmentKind.UNPLACED,
                match.section,
                match.heading,
                sender,
                after=wording(section),
                text=write(LegalText("-", (), (section,))),
                spot=spots[match.section],
                candidate=match.candidate,
                likeness=match.likeness,
            )


def _comment(comment: Comment, renamed: Mapping[str, str], headings: Mapping[str, str]) -> Amendment:
    section = renamed.get(comment.section, comment.section)
    heading = headings.get(section, "")
    return Amendment(
        AmendmentKind.COMMENT,
        section if heading else "",
        heading,
        comment.author,
        made_on=comment.date,
        words=comment.words,
        anchor=comment.anchor,
    )


def _remarks(base: LegalText, known: Known) -> Iterator[str]:
    """Numbers that were typed otherwise: the register numbers a draft itself."""
    olds = {section.id: section.number for section in base.walk()}
    order = [section.id for section in known.text.walk()] == [section.id for section in base.walk()]
    for section in known.text.walk() if order else ():
        was = olds.get(section.id, section.number)
        if was != section.number and section.number:
            yield (
                f"«{heading_of(section)}» har nummeret {section.number} i filen og {was or 'intet nummer'} i "
                "teksten som ble sendt. Nummeret er ikke tatt med, for registeret nummererer selv."
            )


def _by_identity(text: LegalText) -> dict[str, Section]:
    """Every section in reading order; the text's title and opening first, as ""."""
    opening = Section("", "", text.title, text.preamble)
    return {"": opening} | {section.id: section for section in text.walk()}


def _spots(text: LegalText) -> Iterator[tuple[str, Spot]]:
    yield from _spots_below("", text.sections)


def _spots_below(under: str, sections: Sequence[Section]) -> Iterator[tuple[str, Spot]]:
    after = ""
    for section in sections:
        yield section.id, Spot(under, after)
        yield from _spots_below(section.id, section.children)
        after = section.id


def _is_topmost(identity: str, spots: Mapping[str, Spot], known: Mapping[str, Section]) -> bool:
    """Does it stand right under something known, or under the text itself?"""
    return not spots[identity].under or spots[identity].under in known


def _without(section: Section, known: Mapping[str, Section]) -> Section:
    """The section with those under it that are not known from before."""
    children = tuple(_without(child, known) for child in section.children if child.id not in known)
    return replace(section, children=children)
