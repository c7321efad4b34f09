"""What a file calls itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from documents.docx.reading.body import TITLE_STYLES, Line
from documents.docx.reading.inline import compose, without_look
from documents.docx.reading.proposals import ENDS_A_SENTENCE, LONGEST_HEADING, Lines
from documents.docx.reading.remarks import Remarks, shortened
from documents.markdown import escape
from documents.numbering import split_heading

_CONTENTS = re.compile(r"innhold(sfortegnelse)?|innhald(sliste)?|(table of )?contents", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"microsoft word|(un)?titled|dokument ?\d*|document ?\d*|.*\.(docx?|odt|rtf)", re.IGNORECASE
)
_FALLBACK = "Uten tittel"


def find_title(lines: Lines, core_title: str, file_name: str, remarks: Remarks) -> tuple[str, Lines]:
    """The title as inline Markdown, and the lines without it.

    The paragraph in the Title style; else the only heading of the first rank, where it stands first; else
    the file's own title property; else the first line, where it looks like a title. From there on it is a
    guess, and a remark says so.
    """
    if styled := _styled(lines):
        return _joined(styled), [line for line in lines if line not in styled]
    words = [line for line in lines if isinstance(line, Line)]
    core_title = "" if _NO_TITLE.fullmatch(core_title) else core_title
    first = words[0] if words and words[0] is lines[0] else None
    if first and not first.label and (_is_only_top(first, words) or _is_same(first, core_title)):
        return _joined([first]), lines[1:]
    if core_title:
        remarks.added.append(core_title)
        return escape(core_title), lines
    if first and first.bold and not (first.label or first.heading) and _could_name(first.words):
        title, rest = _joined([first]), lines[1:]
    else:
        title, rest = escape(_guess(words, file_name)), lines
        remarks.added.append(title)
    remarks.tell("title-guessed", "Filen sier ikke hva dokumentet heter. Se over tittelen.", title)
    return title, rest


def _styled(lines: Lines) -> list[Line]:
    """The first paragraph in the Title style, and those that follow straight upon it."""
    found: list[Line] = []
    for line in lines:
        if isinstance(line, Line) and line.style in TITLE_STYLES and not _CONTENTS.fullmatch(line.words):
            found.append(line)
        elif found:
            break
    return found


def _is_only_top(first: Line, lines: Sequence[Line]) -> bool:
    levels = [line.heading for line in lines if line.heading]
    return (
        bool(first.heading)
        and len(levels) > 1
        and min(levels[1:]) > levels[0]
        and not split_heading(first.words)[0]
    )


def _is_same(first: Line, core_title: str) -> bool:
    return bool(core_title) and first.words.casefold() == core_title.casefold()


def _joined(lines: Sequence[Line]) -> str:
    runs = [
        run
        for line in lines
        for run in (*without_look(line.runs), replace(line.runs[0], text=" ", footnote=""))
    ]
    title, _ = compose(without_look([replace(run, link="") for run in runs]), in_heading=True)
    return re.sub(r"(?<= )(#+)$", r"\\\1", title)  # signs that close a heading in Markdown


def _could_name(words: str) -> bool:
    is_short = len(words) <= LONGEST_HEADING and not words.endswith(ENDS_A_SENTENCE)
    return is_short and any(sign.isalpha() for sign in words)


def _guess(lines: Sequence[Line], file_name: str) -> str:
    heading = next((line.words for line in lines if line.heading), "")
    stem = PurePath(file_name).stem.replace("_", " ").strip()
    return heading or stem or (shortened(lines[0].words, LONGEST_HEADING) if lines else _FALLBACK)
