"""Can Word count the headings itself and print exactly the numbers that we have?"""

import re
from collections.abc import Sequence
from itertools import zip_longest

from documents.docx.reading.labels import Labels
from documents.docx.reading.stylesheet import ListPlace
from documents.docx.writing.styles import DEEPEST_HEADING, HEADING_INDENT, HEADING_LIST
from documents.docx.xml import Element, build
from documents.text import LegalText, Section


def heading_patterns(text: LegalText) -> tuple[str, ...]:
    """Word's pattern of each level ("%1", "%1.%2"), or () where the numbers must stand as words.

    Word counts only where its count gives the printed number of every heading in the text, for half a
    numbering would drift the first time somebody edits the file. A chapter 0, or a number left out by an
    earlier repeal, is enough: then every number stands as words, exactly as printed. Annexes are outside
    the count and always stand as words.
    """
    numbered = _numbered(text)
    if not numbered or _is_too_deep(text):
        return ()
    patterns = _guess_patterns(numbered)
    return patterns if patterns and _prints(patterns, numbered) else ()


def patterns_of_both(old: LegalText, new: LegalText) -> tuple[str, ...]:
    """The patterns that print every number of either text; () where there are none.

    A text without any number lets the other decide.
    """
    if _is_too_deep(old) or _is_too_deep(new):
        return ()
    both = zip_longest(heading_patterns(old), heading_patterns(new), fillvalue="")
    patterns = tuple(one or other for one, other in both)
    return patterns if all(_prints(patterns, _numbered(text)) for text in (old, new)) else ()


def counted_headings(text: LegalText, patterns: Sequence[str]) -> dict[str, str]:
    """The numbers that Word prints itself by these patterns, by the identities of their headings."""
    return {
        section.id: section.number
        for depth, section in _with_depth(text.sections, 0)
        if section.number and not is_annex(section.number) and depth < len(patterns) and patterns[depth]
    }


def _numbered(text: LegalText) -> list[tuple[int, str]]:
    """Depth and number of every heading that Word may count."""
    headings = [(depth, section.number) for depth, section in _with_depth(text.sections, 0)]
    return [(depth, number) for depth, number in headings if number and not is_annex(number)]


def _is_too_deep(text: LegalText) -> bool:
    return any(depth >= DEEPEST_HEADING for depth, _ in _with_depth(text.sections, 0))


def is_annex(number: str) -> bool:
    """Is it the number of an annex, such as "Vedlegg 1"?"""
    return number.lower().startswith("vedlegg")


def heading_kind(patterns: Sequence[str]) -> Element:
    """The multilevel list bound to the heading styles, as w:abstractNum."""
    levels = [
        build(
            "lvl",
            build("start", val=1),
            build("numFmt", val="decimal" if pattern else "none"),
            build("pStyle", val=f"Heading{depth + 1}") if pattern else None,
            build("lvlText", val=pattern),
            build("lvlJc", val="left"),
            _indent(depth + 1),
            ilvl=depth,
        )
        for depth, pattern in enumerate(patterns)
    ]
    return build("abstractNum", build("multiLevelType", val="multilevel"), *levels, abstractNumId=0)


def _indent(level: int) -> Element:
    width = HEADING_INDENT[level] * 20
    return build(
        "pPr",
        build("tabs", build("tab", val="num", pos=width)),
        build("ind", left=width, hanging=width),
    )


def _with_depth(sections: Sequence[Section], depth: int) -> list[tuple[int, Section]]:
    return [
        found
        for section in sections
        for found in ((depth, section), *_with_depth(section.children, depth + 1))
    ]


def _guess_patterns(numbered: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The pattern of each level as its first heading has it; () where one fits no count."""
    counts = [0] * DEEPEST_HEADING
    found: dict[int, str] = {}
    for depth, number in numbered:
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (DEEPEST_HEADING - depth - 1)
        if depth not in found:
            pattern = _pattern(number, counts[: depth + 1])
            if not pattern:
                return ()
            found[depth] = pattern
    return tuple(found.get(depth, "") for depth in range(max(found) + 1))


def _pattern(number: str, counts: Sequence[int]) -> str:
    """The pattern "%1.%2" for "5.2" where the count stands at 5 and 2; empty where the figures are others."""
    figures = [int(figure) for figure in re.findall(r"\d+", number)]
    if not figures or figures != list(counts[-len(figures) :]) or "%" in number:
        return ""
    levels = iter(range(len(counts) - len(figures) + 1, len(counts) + 1))
    return re.sub(r"\d+", lambda _: f"%{next(levels)}", number)


def _prints(patterns: Sequence[str], numbered: Sequence[tuple[int, str]]) -> bool:
    """Does the engine that reads numbers print ours from these patterns?"""
    root = build("numbering", heading_kind(patterns), heading_list())
    labels = Labels(root)
    printed = [labels.next(ListPlace(HEADING_LIST, depth)) for depth, _ in numbered]
    return [label.text if label else "" for label in printed] == [number for _, number in numbered]


def heading_list() -> Element:
    """The one list of that kind, as w:num."""
    return build("num", build("abstractNumId", val=0), numId=HEADING_LIST)
