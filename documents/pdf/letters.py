"""Signs that no font in the file has: said by their number, never left out.

PDF/A demands that every sign has a glyph in a font that lies in the file. The fonts that come with Typst have
Latin, Greek and Cyrillic letters and the signs of mathematics; they have no emoji and no Chinese. Which signs
they lack is asked of Typst itself, so that the answer is right for the version that is installed.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator

from documents.kinds import Language
from documents.pdf.limits import Data

_NEVER = {"Cc", "Cn", "Co", "Cs"}
"""Categories of Unicode that are no signs to print: control, unassigned, private, half of a pair."""
_KNOWN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180))))
"""Signs that every font of ours has; nobody needs to ask."""
_LACKING = re.compile(
    r'the text (?:contains the disallowed codepoint )?`"((?:[^"\\`]|\\.)*)"`(?: could not be displayed|\n)'
)
_SAID = re.compile(r"\\u\{([0-9a-f]+)\}")


def without(data: Data, lacking: Collection[str]) -> Data:
    """The same data with each of these signs as its number: "[U+1F642]"."""
    return {key: _without(value, lacking) for key, value in data.items()}


def _without(data: object, lacking: Collection[str]) -> object:
    match data:
        case str():
            return "".join(_as_number(sign) if sign in lacking else sign for sign in data)
        case list():
            return [_without(each, lacking) for each in data]
        case dict():
            return without(data, lacking)
        case _:
            return data


def never_printed(data: object) -> frozenset[str]:
    """The signs in these words that are none to print."""
    return frozenset(
        sign for sign in _signs(data) - _KNOWN if sign != "\n" and unicodedata.category(sign) in _NEVER
    )


def to_ask_about(data: object) -> str:
    """The signs in these words that a font may lack, in order."""
    return "".join(sorted(_signs(data) - _KNOWN - never_printed(data) - {"\n"}))


def lacking_by(diagnostic: str) -> frozenset[str]:
    """The signs that Typst says no font has."""
    found: set[str] = set()
    for words in _LACKING.findall(diagnostic):
        plain = _SAID.sub(lambda code: chr(int(code[1], 16)), words)
        found.update(sign for sign in plain if sign not in _KNOWN and sign != "\n")
    return frozenset(found)


def said_of(lacking: Collection[str], language: str) -> str:
    """The sentence at the end of the file about signs that stand as numbers; empty where there are none."""
    if not lacking:
        return ""
    numbers = ", ".join(_as_number(sign) for sign in sorted(lacking)[:10])
    if language == Language.NN:
        return (
            "Skriftene i denne PDF-fila manglar nokre av teikna i teksten. Der står nummeret teiknet har i "
            f"Unicode: {numbers}. I registeret og i Word-fila står teikna sjølve."
        )
    return (
        "Skriftene i denne PDF-filen mangler noen av tegnene i teksten. Der står nummeret tegnet har i "
        f"Unicode: {numbers}. I registeret og i Word-filen står tegnene selv."
    )


def _as_number(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


def _signs(data: object) -> frozenset[str]:
    return frozenset(_each_sign(data))


def _each_sign(data: object) -> Iterator[str]:
    match data:
        case str():
            yield from data
        case list():
            for each in data:
                yield from _each_sign(each)
        case dict():
            for value in data.values():
                yield from _each_sign(value)


def probe(signs: str) -> tuple[bytes, str]:
    """A file of Typst that prints each of these signs by itself, and what it is given."""
    source = (
        '#set text(font: ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math", '
        '"DejaVu Sans Mono"))\n#for sign in json(bytes(sys.inputs.given)) { par(text(sign)) }\n'
    )
    return source.encode(), json.dumps(list(signs))
