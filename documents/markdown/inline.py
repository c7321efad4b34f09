"""Words within a paragraph: bold, italic, links, footnote marks."""

import re
from dataclasses import dataclass, replace

from markdown_it.token import Token

from documents.markdown.parser import WORDS

_SPECIAL = re.compile(
    r"(?P<harmless>\[(?!\^)[^\[\]\\`*_<>&|!^]*\](?![(:\[]))"  # [antall]: no link and no note can come of it
    r"|(?P<sign>[\\`*_\[\]<>&|]|\{(?=#))"
)
_SIGN = re.compile(r"[\\`*_\[\]<>&!\0\n\r]")
"""Words without any of these mean just themselves, and need no parser."""
_WHITE_SPACE = re.compile(r"[ \t\n\r\f\v]+")
"""What is one space in Markdown. A space that must not break is another sign, and stays."""
_SPECIAL_AT_START = re.compile(r"^(#+(?=\s|$)|[-+](?=\s|$)|[a-zæøå]\)(?=\s|$)|\d{1,9}[.)](?=\s|$))")

_SPECIAL_AT_END = re.compile(r"(?<=\s)#+$")
"""At the end of a heading such signs are no words."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that look the same."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    footnote: str = ""
    """The label, where the run is a footnote mark."""


def runs(inline: str) -> tuple[Run, ...]:
    """The runs of some inline Markdown. A hard line break is the run "\\n"; a picture is its description."""
    if inline and not _SIGN.search(inline):
        return (Run(inline),)
    tokens = inline_tokens(inline)
    found: list[Run] = []
    look = Run("")
    for token in tokens:
        look = _look_after(look, token)
        words = "\n" if token.type == "hardbreak" else " " if token.type == "softbreak" else token.content
        if token.type == "footnote_ref":
            found.append(replace(look, footnote=token.meta["label"]))
        elif token.type == "code_inline":
            found.append(replace(look, text=words, code=True))
        elif token.type in {"text", "text_special", "hardbreak", "softbreak", "image"} and words:
            found.append(replace(look, text=words))
    return tuple(found)


def plain(inline: str) -> str:
    """The bare words of some inline Markdown, without footnote marks."""
    return "".join(run.text for run in runs(inline)).replace("\n", " ")


def escape(words: str) -> str:
    """Plain words as inline Markdown that means just those words, on one line."""
    one_line = _WHITE_SPACE.sub(" ", words.strip())
    safe = _SPECIAL_AT_START.sub(_escape_start, _SPECIAL.sub(_escape_sign, one_line))
    return _SPECIAL_AT_END.sub(r"\\\g<0>", safe)


def inline_tokens(inline: str) -> list[Token]:
    """markdown-it's tokens for some inline Markdown; footnote marks are known by their look."""
    (token,) = WORDS.parseInline(inline)
    return token.children or []


def _look_after(look: Run, token: Token) -> Run:
    match token.type:
        case "strong_open" | "strong_close":
            return replace(look, bold=token.nesting == 1)
        case "em_open" | "em_close":
            return replace(look, italic=token.nesting == 1)
        case "link_open":
            return replace(look, link=str(token.attrs.get("href", "")))
        case "link_close":
            return replace(look, link="")
        case _:
            return look


def _escape_sign(found: re.Match[str]) -> str:
    return found["harmless"] or f"\\{found['sign']}"


def _escape_start(found: re.Match[str]) -> str:
    start = found[0]
    return start[:-1] + "\\" + start[-1] if start[-1] in ".)" else "\\" + start
