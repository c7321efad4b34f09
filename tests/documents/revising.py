"""What a reviser does with the sections of a text, one by one, and what is then true of them."""

import random
import re
from dataclasses import replace

from documents.text import LegalText, Paragraph, Section
from tests.documents.agreements import a_chapter, an_id, sections_without_end
from tests.documents.sentences import sentence, title

Link = tuple[str, str]
"""The identities of an old section and of the new one that holds its words."""
_SENTENCES = re.compile(r"(?<=[a-zæøå]\.) (?=[A-ZÆØÅ])")


class Reviser:
    """Revises a text chapter by chapter, and remembers what it did."""

    def __init__(self, chance: random.Random, old: LegalText) -> None:
        self.chance, self.old, self.pool = chance, old, sections_without_end(chance)
        known = {section.title for section in old.walk()}
        self.fresh = (each for each in self.pool if each.title not in known)
        self.links: set[Link] = set()
        self.fates: dict[str, str] = {}
        self.wandering: list[Section] = []

    def chapters(self) -> list[Section]:
        made = [self._chapter(chapter) for chapter in self.old.sections]
        for section in self.wandering:
            self._settle(section, made)
        for _ in range(2):
            made.insert(self.chance.randrange(len(made)), self._new_chapter())
        return made

    def _chapter(self, chapter: Section) -> Section:
        children: list[Section] = []
        left = list(chapter.children)
        while left:
            section = left.pop(0)
            plain_next = bool(left) and _is_plain(left[0]) and _is_plain(section)
            children += self._revised(section, left if plain_next else [])
        self._kept(chapter)
        return replace(chapter, children=tuple(children))

    def _revised(self, section: Section, left: list[Section]) -> list[Section]:
        """What stands instead of this section; `left` begins with the one it may take up."""
        may_split = _is_plain(section) and len(_sentences(section)) >= 4
        fate = self.chance.choices(
            ["kept", "edited", "deleted", "moved", "new", "split", "merged"], [50, 20, 6, 6, 6, 6, 6]
        )[0]
        if section.title in {"Varsel", "Kostnader"} and fate not in {"deleted", "new"}:
            fate = "kept"
        if fate == "split" and may_split:
            return self._split(section)
        if fate == "merged" and left:
            return [self._merged(section, left.pop(0))]
        if fate == "deleted":
            self.fates[section.id] = "deleted"
            return []
        if fate == "moved":
            self.wandering.append(section)
            return []
        if fate == "edited" and _paragraph_of(section):
            return [self._edited(section, "edited")]
        return [self._kept(section), *([self._new()] if fate == "new" else [])]

    def _kept(self, section: Section) -> Section:
        self.links.add((section.id, section.id))
        self.fates[section.id] = "kept"
        return section

    def _edited(self, section: Section, fate: str) -> Section:
        self.links.add((section.id, section.id))
        self.fates[section.id] = fate
        block = _paragraph_of(section)
        blocks = tuple(
            Paragraph(self._other_words(each.text)) if each is block else each for each in section.blocks
        )
        return replace(section, blocks=blocks)

    def _other_words(self, words: str) -> str:
        """Some words exchanged, and maybe a sentence more."""
        listed = words.split(" ")
        for at in self.chance.sample(range(len(listed)), max(1, len(listed) // 12)):
            listed[at] = self.chance.choice(("partene", "innen", "samlet", "fortløpende", "omforent", "åtte"))
        more = f" {sentence(self.chance)}" if self.chance.random() < 0.4 else ""
        return " ".join(listed) + more + " Dette gjelder også ved ferie."

    def _split(self, section: Section) -> list[Section]:
        sentences = _sentences(section)
        at = self.chance.randint(2, len(sentences) - 2)
        edited = self.chance.random() < 0.3
        rest = " ".join(sentences[at:]) + (f" {sentence(self.chance)}" if edited else "")
        part = Section(an_id(self.chance), "", title(self.chance), (Paragraph(rest),), origins=(section.id,))
        self.links |= {(section.id, section.id), (section.id, part.id)}
        self.fates[section.id] = "split and edited" if edited else "split"
        return [replace(section, blocks=(Paragraph(" ".join(sentences[:at])),)), part]

    def _merged(self, section: Section, other: Section) -> Section:
        self.links |= {(section.id, section.id), (other.id, section.id)}
        self.fates |= {section.id: "merged", other.id: "merged"}
        return replace(section, blocks=section.blocks + other.blocks, origins=(other.id,))

    def _settle(self, section: Section, chapters: list[Section]) -> None:
        """Put it into a chapter where it did not stand."""
        foreign = [
            at
            for at, each in enumerate(chapters)
            if section.id not in {child.id for child in self.old.sections[at].children}
        ]
        at = self.chance.choice(foreign)
        children = list(chapters[at].children)
        moved = (
            self._edited(section, "moved and edited")
            if _paragraph_of(section) and self.chance.random() < 0.3
            else section
        )
        if moved is section:
            self._kept(section)
            self.fates[section.id] = "moved"
        children.insert(self.chance.randint(0, len(children)), moved)
        chapters[at] = replace(chapters[at], children=tuple(children))

    def _new(self) -> Section:
        section = next(self.fresh)
        self.fates[section.id] = "new"
        return section

    def _new_chapter(self) -> Section:
        chapter = a_chapter(self.chance, self.fresh, 6)
        self.fates |= {section.id: "new" for section in chapter.walk()}
        return chapter


def _is_plain(section: Section) -> bool:
    return section.title not in {"Varsel", "Kostnader"} and all(
        isinstance(block, Paragraph) for block in section.blocks
    )


def _sentences(section: Section) -> list[str]:
    words = " ".join(block.text for block in section.blocks if isinstance(block, Paragraph))
    return _SENTENCES.split(words)


def _paragraph_of(section: Section) -> Paragraph | None:
    """The longest paragraph, if it is a real one."""
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
    longest = max(paragraphs, key=lambda block: len(block.text), default=None)
    return longest if longest and len(longest.text) > 60 else None
