"""A 40-page agreement to measure on: 15 000 words, 165 headings, 41 tables, made of the example's texts."""

import random
from dataclasses import replace

from documents.text import LegalText, Paragraph, Section, Table, plain_text
from tests.documents.agreements import a_section, an_id, example_sections, numbered
from tests.documents.sentences import OBJECTS, SUBJECTS, WHEN, sentence, title

WORDS, CHAPTERS, HEADINGS, TABLES = 15_000, 15, 165, 41


def agreement(chance: random.Random) -> LegalText:
    """Chapters of eleven headings each; the example's sections first, then what is put together."""
    sections = [a_section(each, chance) for each in example_sections()]
    sections.sort(key=lambda section: not _tables(section))
    sections = sections[: HEADINGS - CHAPTERS]
    missing = TABLES - sum(_tables(section) for section in sections)
    sections[-missing:] = [_with_table(section, chance) for section in sections[-missing:]]
    chance.shuffle(sections)
    while (length := sum(map(_length, sections))) < WORDS:
        for at in chance.sample(range(len(sections)), min(len(sections), 1 + (WORDS - length) // 60)):
            more = Paragraph(" ".join(sentence(chance) for _ in range(4)))
            sections[at] = replace(sections[at], blocks=(*sections[at].blocks, more))
    return numbered(
        LegalText("Samarbeidsavtale", (Paragraph("Mellom partene."),), _chapters(sections, chance)), 1
    )


def counts(text: LegalText) -> str:
    """How long it is, in words, headings and tables."""
    sections = list(text.walk())
    tables = sum(map(_tables, sections))
    return f"{sum(map(_length, sections))} words, {len(sections)} headings, {tables} tables"


def _chapters(sections: list[Section], chance: random.Random) -> tuple[Section, ...]:
    each = len(sections) // CHAPTERS
    parts = [tuple(sections[at : at + each]) for at in range(0, len(sections), each)]
    return tuple(
        Section(an_id(chance), "", title(chance), (Paragraph(sentence(chance)),), part) for part in parts
    )


def _with_table(section: Section, chance: random.Random) -> Section:
    rows = tuple(
        (chance.choice(OBJECTS).capitalize(), chance.choice(SUBJECTS), chance.choice(WHEN).capitalize())
        for _ in range(6)
    )
    return replace(section, blocks=(*section.blocks, Table(("Hva", "Hvem", "Når"), rows)))


def _tables(section: Section) -> int:
    return sum(isinstance(block, Table) for block in section.blocks)


def _length(section: Section) -> int:
    return len(" ".join((section.title, *plain_text(section.blocks))).split())
