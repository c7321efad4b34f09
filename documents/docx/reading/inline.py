"""Runs of words as inline Markdown: the way back from `documents.markdown.runs`."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from documents import markdown
from documents.markdown import Run

_SPACES = re.compile(r"[ \t\r\f\v]+")
_AROUND_BREAK = re.compile(r" *\n *")
_ORDINARY = re.compile(r"[A-Za-zÆØÅæøå]{2}[A-Za-zÆØÅæøå0-9 ,.;§–«»%()-]*[A-Za-zÆØÅæøå0-9.,;)»%]")
_HARD_SPACE, _STAND_IN = "\xa0", "\ue000"


def compose(runs: Sequence[Run], in_heading: bool = False) -> tuple[str, bool]:
    """The runs as inline Markdown, and whether every look (bold, italic, link) could be kept.

    Where the signs of Markdown would be read otherwise than they are meant, the words win and the look goes.
    In a heading or a cell nothing that looks like the beginning of a list can be one.
    """
    runs = tidy(runs)
    if _is_plain(runs):
        return runs[0].text, True
    for signs in ("**", "*"), ("__", "_"):
        inline = _spelled(runs, *signs, in_heading)
        if _means(inline, runs):
            return inline, True
    plainer = tidy([replace(run, bold=False, italic=False) for run in runs])
    inline = _spelled(plainer, "**", "*", in_heading)
    if _means(inline, plainer):
        return inline, False
    return _spelled(tidy([replace(run, link="") for run in plainer]), "**", "*", in_heading), False


def _is_plain(runs: Sequence[Run]) -> bool:
    """One run of ordinary words, in which Markdown sees nothing but words?"""
    return len(runs) == 1 and runs[0] == Run(runs[0].text) and bool(_ORDINARY.fullmatch(runs[0].text))


def plain(runs: Sequence[Run]) -> str:
    """The bare words on one line."""
    return " ".join("".join(run.text for run in runs).split())


def without_look(runs: Sequence[Run]) -> list[Run]:
    """The runs without bold and italic, on one line: for headings, whose look is their rank."""
    return [replace(run, bold=False, italic=False, text=run.text.replace("\n", " ")) for run in runs]


def tidy(runs: Sequence[Run]) -> list[Run]:
    """Equal neighbours joined, spaces single and none at the ends; spaces have no look of their own."""
    if len(runs) == 1 and not runs[0].footnote:
        text = _spaced(runs[0].text).strip()
        if text == runs[0].text:
            return list(runs) if text else []
        return [replace(runs[0], text=text)] if text else []
    joined: list[Run] = []
    for run in runs:
        text = _spaced(run.text, breaks=False)
        if text.startswith(" ") and (not joined or (joined[-1].text.endswith((" ", "\n")))):
            text = text[1:]
        if text.startswith("\n") and joined and joined[-1].text.endswith(" "):
            joined[-1] = replace(joined[-1], text=joined[-1].text[:-1])
        text = _AROUND_BREAK.sub("\n", text) if "\n" in text else text
        joined += _pieces(run if text == run.text else replace(run, text=text))
    return _merged(_without_ends(joined))


def _spaced(words: str, breaks: bool = True) -> str:
    """The words with single spaces, and, with `breaks`, none round a line break."""
    if words.isprintable() and "  " not in words:
        return words
    words = _SPACES.sub(" ", words)
    return _AROUND_BREAK.sub("\n", words) if breaks else words


def _pieces(run: Run) -> Iterator[Run]:
    """The run, with the spaces at its ends cut off as plain ones."""
    if run.footnote:
        yield replace(run, text="", bold=False, italic=False, link="")
        return
    core = run.text.strip(" \n")
    if core == run.text:
        yield from [run] if core else []
        return
    before, _, after = run.text.partition(core) if core else (run.text, "", "")
    bare = Run("") if not run.link else Run("", link=run.link)
    yield from [replace(bare, text=before)] if before else []
    yield from [replace(run, text=core)] if core else []
    yield from [replace(bare, text=after)] if after else []


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Neighbours of one look as one run; a space between two takes on what both have."""
    merged: list[Run] = []
    for at, run in enumerate(runs):
        is_space = not run.text.strip() and not run.footnote
        between = is_space and merged and at + 1 < len(runs)
        run_in_place = _like_both(run, merged[-1], runs[at + 1]) if between else run
        if merged and not run.footnote and _look(merged[-1]) == _look(run_in_place):
            merged[-1] = replace(merged[-1], text=merged[-1].text + run.text)
        else:
            merged.append(run_in_place)
    return merged


def _look(run: Run) -> tuple[bool, bool, bool, str, str]:
    return run.bold, run.italic, run.code, run.link, run.footnote


def _like_both(space: Run, before: Run, after: Run) -> Run:
    return replace(space, bold=before.bold and after.bold, italic=before.italic and after.italic)


def _without_ends(runs: list[Run]) -> list[Run]:
    while runs and not runs[0].footnote and (first := runs[0].text.lstrip()) != runs[0].text:
        runs = [replace(runs[0], text=first), *runs[1:]] if first else runs[1:]
    while runs and not runs[-1].footnote and (last := runs[-1].text.rstrip()) != runs[-1].text:
        runs = [*runs[:-1], replace(runs[-1], text=last)] if last else runs[:-1]
    return [run for run in runs if run.text or run.footnote]


def _means(inline: str, runs: Sequence[Run]) -> bool:
    """Does the Markdown say these runs? Addresses are not compared: the parser spells them its own way."""
    return _with_bare_links(tidy(markdown.runs(inline))) == _with_bare_links(runs)


def _with_bare_links(runs: Sequence[Run]) -> list[Run]:
    return [replace(run, link="link" if run.link else "") for run in runs]


def _spelled(runs: Sequence[Run], bold: str, italic: str, in_heading: bool) -> str:
    parts: list[str] = []
    for link, linked in groupby(runs, key=lambda run: run.link):
        inner = _looks(list(linked), bold, italic, at_start=not (parts or in_heading))
        parts.append(f"[{inner.strip()}]({_address(link)})" if link and inner.strip() else inner)
    return unicodedata.normalize("NFC", "".join(parts))


def _looks(runs: Sequence[Run], bold: str, italic: str, at_start: bool) -> str:
    parts: list[str] = []
    for is_bold, strong in groupby(runs, key=lambda run: run.bold):
        inner: list[str] = []
        for is_italic, slanted in groupby(strong, key=lambda run: run.italic):
            words = ""
            for run in slanted:
                after_mark = words.endswith("]") or (not words and parts and parts[-1].endswith("]"))
                spelled = f"[^{run.footnote}]" if run.footnote else _escaped(run.text, at_start)
                words += f"\\{spelled}" if after_mark and spelled.startswith(("(", ":")) else spelled
                at_start = False
            inner.append(_wrapped(words, italic if is_italic else ""))
        parts.append(_wrapped("".join(inner), bold if is_bold else ""))
    return "".join(parts)


def _wrapped(words: str, sign: str) -> str:
    core = words.strip(" ")
    if not sign or not core:
        return words
    before, _, after = words.partition(core)
    return f"{before}{sign}{core}{sign}{after}"


def _escaped(words: str, at_start: bool) -> str:
    lines = words.split("\n")
    return "\\\n".join(_escaped_line(line, at_start or at > 0) for at, line in enumerate(lines))


def _escaped_line(line: str, at_start: bool) -> str:
    before = " " if line.startswith(" ") else ""
    after = " " if line.endswith(" ") and line.strip(" ") else ""
    guarded = line.replace(_HARD_SPACE, _STAND_IN)  # escape() takes every white space for an ordinary one
    # Within a line nothing begins a list: two letters before it keep ")" from ending a label such as "x)".
    safe = markdown.escape(guarded) if at_start else markdown.escape("xx" + guarded.lstrip(" "))[2:]
    return before + safe.replace(_STAND_IN, _HARD_SPACE) + after


def _address(link: str) -> str:
    """The address, written so that it cannot end the Markdown link it stands in."""
    return re.sub(r"[\s()<>\\\"]", lambda sign: f"%{ord(sign[0]):02X}", link)
