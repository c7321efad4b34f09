"""How large and how deep may a text be? Far beyond any agreement, and so that no text can take a server.

The longest agreement seen has 100 000 characters, 1 500 lines and 2 500 signs, and its lists stand three
deep. markdown-it takes up to 16 microseconds for a sign, and far more where thousands of them stand in
one paragraph. The limits keep the worst text that can be made to about a second on one slow core.
"""

import re
import unicodedata
from collections.abc import Sequence

from markdown_it.token import Token

from documents.text import Paragraph, Table

MAX_LENGTH = 1_000_000
"""Characters."""
MAX_LINES = 30_000
MAX_SIGNS = 30_000
"""Signs that may mean something in Markdown, in the whole text."""
MAX_LENGTH_TOGETHER = 10_000
"""Characters in one paragraph, heading or cell."""
MAX_SIGNS_TOGETHER = 1_500
"""Such signs in one paragraph, heading or cell."""
MAX_PARTS = 12_500
"""Paragraphs, headings, points and cells. An agreement of 40 pages has 1 200."""
MAX_TOKENS = 4 * MAX_PARTS
"""What markdown-it makes of them: three tokens for a paragraph or cell, five for a point."""
MAX_COLUMNS = 63
"""Columns of a table. Word has room for no more."""
MAX_DEPTH = 9
"""Lists and quotations within one another. Word has nine levels."""
DEEPEST_HEADING = 6
"""Signs before a heading in Markdown; the title has one, and sections two and more."""
MAX_COMBINING = 30
"""Signs set on one letter (Unicode Standard Annex 15, Stream-Safe Text Format)."""

_SIGN = re.compile(r"[!#$%&*+\-:<=>@\[\]^_`{}~\\|]")
_SIGNS_IN_WORDS = "tegn som * _ [ ] | < >"
_TOO_DEEP_HEADING = re.compile(r"(?m)^#{7,}(?=\s|$)")
_FOREIGN = re.compile("[^\x00-\u02ff]{31,}")
_HIDDEN_COMBINING = "\u0f73\u0f75\u0f81"
"""Tibetan signs of two combining ones, themselves not called combining."""
_CONTAINERS = {"list_item_open", "point_open", "blockquote_open", "footnote_reference_open"}
_CONTAINER_ENDS = {each.replace("_open", "_close") for each in _CONTAINERS}


class NotALegalText(ValueError):
    """The source cannot be read as a legal text; the message says why, in Norwegian."""


def refuse_too_much(source: str) -> None:
    """Raises NotALegalText for a source that is too large to be parsed."""
    if len(source) > MAX_LENGTH:
        raise _too_much(f"{MAX_LENGTH} tegn")
    if source.count("\n") > MAX_LINES:
        raise _too_much(f"{MAX_LINES} linjer")
    if len(_SIGN.findall(source)) > MAX_SIGNS:
        _refuse_wide_line(source)
        raise _too_much(f"{MAX_SIGNS} {_SIGNS_IN_WORDS}")


def refuse_too_many_parts(tokens: Sequence[Token]) -> None:
    """Raises NotALegalText when so much has been read; asked while the parser works, so that it can stop."""
    if len(tokens) > MAX_TOKENS:
        raise _too_much(f"om lag {MAX_PARTS} avsnitt, punkter og celler")


def _refuse_wide_line(source: str) -> None:
    """A table that is far too wide is called by its line, rather than by all its signs."""
    for at, line in enumerate(source.split("\n"), start=1):
        if line.count("|") > MAX_SIGNS_TOGETHER:
            raise _too_wide(f"Tabellen på linje {at}")


def refuse_too_many_combining(source: str) -> None:
    """Raises NotALegalText where more signs stand on one letter than any script needs."""
    for run in _FOREIGN.finditer(source):
        marks = "".join("m" if _combines(sign) else "-" for sign in run[0])
        if (at := marks.find("m" * (MAX_COMBINING + 1))) >= 0:
            line = source.count("\n", 0, run.start() + at) + 1
            raise NotALegalText(
                f"En bokstav på linje {line} har mer enn {MAX_COMBINING} tegn over eller under seg. "
                "Skriv den på nytt."
            )


def _combines(sign: str) -> bool:
    return unicodedata.combining(sign) > 0 or sign in _HIDDEN_COMBINING


def refuse_too_deep(tokens: Sequence[Token]) -> None:
    """Raises NotALegalText where lists and quotations stand deeper than Word can hold them."""
    depth = 0
    for token in tokens:
        if token.type in _CONTAINERS:
            depth += 1
            if depth > MAX_DEPTH:
                line = f" på linje {token.map[0] + 1}" if token.map else ""
                raise NotALegalText(
                    f"Listene og sitatene{line} står mer enn {MAX_DEPTH} nivåer inn i hverandre. "
                    "Del dem i flere punkter."
                )
        elif token.type in _CONTAINER_ENDS:
            depth -= 1


def checked_words(inline: str) -> str:
    """The same words; raises NotALegalText where they are too long or too tangled to be read."""
    if len(inline) > MAX_LENGTH_TOGETHER:
        raise _too_much_together(inline, f"{MAX_LENGTH_TOGETHER} tegn")
    if len(inline) > MAX_SIGNS_TOGETHER and len(_SIGN.findall(inline)) > MAX_SIGNS_TOGETHER:
        raise _too_much_together(inline, f"{MAX_SIGNS_TOGETHER} {_SIGNS_IN_WORDS}")
    return inline


def checked_paragraph(paragraph: Paragraph) -> Paragraph:
    """The same paragraph; raises NotALegalText where it was meant as a heading too deep to be one."""
    if found := _TOO_DEEP_HEADING.search(paragraph.text):
        words = paragraph.text[found.start() :].partition("\n")[0]
        raise NotALegalText(
            f"Linjen «{words[:60]}» har {len(found[0])} #-tegn. En overskrift kan ha høyst "
            f"{DEEPEST_HEADING}. Løft punktet opp, eller gjør det til et bokstavpunkt."
        )
    return paragraph


def checked_table(table: Table) -> Table:
    """The same table; raises NotALegalText where it is too wide."""
    if len(table.header) > MAX_COLUMNS:
        raise _too_wide(f"Tabellen som begynner med «{table.header[0][:30]}»,")
    return table


def too_deep_section(heading: str) -> NotALegalText:
    """What to raise for a section that no heading is deep enough for."""
    return NotALegalText(
        f"Punktet «{heading[:60]}» står dypere enn teksten har plass til, "
        f"som er {DEEPEST_HEADING - 1} nivåer under tittelen. "
        "Løft punktet opp, eller gjør det til et bokstavpunkt."
    )


def _too_much(room: str) -> NotALegalText:
    return NotALegalText(f"Teksten har mer enn {room}, og ble ikke lest. Del den i flere dokumenter.")


def _too_much_together(inline: str, room: str) -> NotALegalText:
    beginning = " ".join(inline[:40].split())
    return NotALegalText(
        f"Avsnittet som begynner med «{beginning}», har mer enn {room}. Del det i flere avsnitt."
    )


def _too_wide(which: str) -> NotALegalText:
    return NotALegalText(
        f"{which} har mer enn {MAX_COLUMNS} kolonner, og Word har ikke plass til flere. Del tabellen."
    )
