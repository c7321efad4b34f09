"""References from text to text: links that hold identities and print numbers.

`[punkt 5.2 c](#identity)` leads to a place in the same text, `[samarbeidsavtalen punkt 5.2]
(dok:samarbeidsavtalen#identity)` to a place in the document with that short name.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from documents.inlines import inlines, with_inlines
from documents.markdown import inline_tokens, plain
from documents.numbering import LETTERS, Part, SectionNumber
from documents.text import LegalText, Place


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference, and where it stands."""

    place: Place
    """Where it stands; a place without identity before the first section."""
    document: str
    """Short name of the document it leads to; empty for the text's own."""
    target: str
    """The identity it leads to; empty for another document as a whole."""
    words: str
    """As printed, in plain words: "punkt 5.2 c"."""


@dataclass(frozen=True, slots=True)
class DeadReference:
    """A reference that leads nowhere, and why."""

    reference: Reference
    why: str
    """A whole Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Reprint:
    """A reference that prints another number than before."""

    target: str
    old: str
    """The printed words before, plain."""
    new: str
    """The printed words now."""


LINK = re.compile(
    r"(?<![\\!])\[(?P<words>(?:[^\[\]\\]|\\.)*)\]"
    r"\((?P<href>(?:dok:(?P<document>[a-z0-9][a-z0-9-]*))?#(?P<target>[a-z0-9]+))\)"
)
"""A reference as it stands in inline Markdown."""


def references(text: LegalText, within: Collection[str] | None = None) -> tuple[Reference, ...]:
    """Every reference in the text, also in titles and quotations, in reading order.

    `within` are the identities of the places that are asked about; left out, all of them.
    """
    return tuple(
        Reference(place, document.removeprefix("dok:"), target, words)
        for place, inline in inlines(text)
        if within is None or place.id in within
        for href, words in _hrefs(inline)
        for document, _, target in [href.partition("#")]
    )


def dangling(text: LegalText, known: Mapping[str, Collection[str]]) -> tuple[DeadReference, ...]:
    """Which references lead nowhere?

    `known` holds the identities of every other document that may be referred to, by its short name.
    """
    own = {place.id for place in text.places()}
    return tuple(
        DeadReference(reference, why)
        for reference in references(text)
        if (why := _why_dead(reference, own, known))
    )


def numbers(text: LegalText) -> dict[str, str]:
    """The number that a reference prints, for every identity that has one: "5.2 c", "Vedlegg 1 4.3"."""
    return {place.id: str(number) for place, number in text.numbered()}


def number_in(words: str) -> SectionNumber | None:
    """The one number that these printed words name; None when they name none, or several."""
    slots = _slots(words)
    if slots is None:
        return None
    annex, digits = (words[slice(*span)] if span else "" for span in (slots.annex, slots.digits))
    number = SectionNumber(int(annex or 0), tuple(map(int, re.findall(r"\d+", digits))), "")
    for start, end in slots.letters:
        number = number.point(words[start:end].lower()) or number
    return number


def with_numbers(text: LegalText, by_identity: Mapping[tuple[str, str], str]) -> LegalText:
    """The text with the right number printed in its references, as far as `by_identity` knows it.

    The keys are document and identity, with "" for the text itself; the values are as `numbers` gives
    them. The words around stay: "pkt.", "kapittel", "bokstav". For drafts: adopted text keeps what was
    printed.
    """
    return with_inlines(
        text, lambda _, inline: reprinted(inline, lambda *target: by_identity.get(target, ""))[0]
    )


def reprinted(inline: str, number_of: Callable[[str, str], str]) -> tuple[str, tuple[Reprint, ...]]:
    """Some inline Markdown with the number of each reference printed, and which references that changed.

    `number_of` is asked with document and identity; "" leaves a reference as it is.
    """
    pieces: list[str] = []
    changed: list[Reprint] = []
    at = 0
    for found in _links(inline):
        number = number_of(found["document"] or "", found["target"])
        words = _with_number(found["words"], number) if number else found["words"]
        if words != found["words"]:
            changed.append(Reprint(found["target"], _bare(found["words"]), _bare(words)))
            pieces += [inline[at : found.start("words")], words]
            at = found.end("words")
    return ("".join((*pieces, inline[at:])), tuple(changed)) if changed else (inline, ())


def _bare(words: str) -> str:
    return plain(words) if re.search(r"[\\*_`&]", words) else words


def _hrefs(inline: str) -> Iterator[tuple[str, str]]:
    """Where each reference in some inline Markdown leads, and its plain words."""
    if "](#" not in inline and "](dok:" not in inline:
        return
    href, words = "", ""
    for token in inline_tokens(inline):
        if token.type == "link_open":
            href, words = str(token.attrs.get("href", "")), ""
        elif token.type == "link_close" and href.startswith(("#", "dok:")):
            yield href, words
        else:
            words += token.content


def _links(inline: str) -> Iterator[re.Match[str]]:
    """The references that stand in the usual form in some inline Markdown; within code there are none."""
    if "`" not in inline:
        yield from LINK.finditer(inline)
        return
    at = 0
    for token in inline_tokens(inline):
        if token.type == "code_inline":
            at = max(at, inline.find(token.content, at) + len(token.content))
        elif token.type == "link_open":
            found = LINK.search(inline, at)
            if found and found["href"] == token.attrs.get("href"):
                yield found
                at = found.end()


def _why_dead(reference: Reference, own: Collection[str], known: Mapping[str, Collection[str]]) -> str:
    words, document, target = reference.words, reference.document, reference.target
    if not document:
        return "" if target in own else f"«{words}» viser til et punkt som ikke lenger står i teksten."
    if document not in known:
        return f"«{words}» viser til dokumentet «{document}», som ikke finnes i registeret."
    if target and target not in known[document]:
        return f"«{words}» viser til et punkt som ikke står i «{document}»."
    return ""


@dataclass(frozen=True, slots=True)
class _Slots:
    """Where in some printed words the parts of the number stand, as (start, end)."""

    annex: tuple[int, int] | None
    digits: tuple[int, int] | None
    letters: tuple[tuple[int, int], ...]


_DIGITS = r"(?P<digits>\d{1,4}(?:[.\-]\d{1,4})*)(?!\d)"
_LETTER = (
    r"(?:\s*(?i:bokstav)\s+(?P<spelled>[a-zæøåA-ZÆØÅ])|\s?(?P<letter>[a-hj-zæøA-HJ-ZÆØ])"
    r"|\s?(?P<rare>[iåIÅ])(?=\)|\W*$))(?!\w)"
)
_ALONE = re.compile(rf"\s*(?:{_DIGITS}(?:{_LETTER})?|(?P<only>[a-zæøåA-ZÆØÅ]))\s?\)?\.?\s*")
_MARKED = re.compile(
    rf"(?:(?i:(?<!\w)(?:pkt\.?|punkt|kap\.?|kapittel))\s*|§\s*)[*_]*{_DIGITS}(?:{_LETTER})?"
    r"|(?i:\bbokstav)\s+(?P<only>[a-zæøåA-ZÆØÅ])(?!\w)"
)
_ANNEX = re.compile(r"(?i:\bvedlegg)\s+(?P<annex>\d{1,3})\b")


def _slots(words: str) -> _Slots | None:
    """Where the one number in these words stands; None when there is none, or several."""
    alone = _ALONE.fullmatch(words)
    found = [alone] if alone else list(_MARKED.finditer(words))
    annexes = [each.span("annex") for each in _ANNEX.finditer(words)]
    digits = [each.span("digits") for each in found if each["digits"]]
    letters = tuple(
        each.span(name)
        for each in found
        for name in ("spelled", "letter", "rare", "only")
        if each.groupdict().get(name)
    )
    if not (digits or letters or annexes) or len(digits) > 1 or len(annexes) > 1:
        return None
    return _Slots(annexes[0] if annexes else None, digits[0] if digits else None, letters)


def _with_number(words: str, number: str) -> str:
    """The words with this number in the place of the one they print; as they are when they print none."""
    slots, new = _slots(words), SectionNumber.parse(number)
    if slots is None:
        return words
    letters = _letters(new)
    if slots.digits is None:  # "bokstav b" alone is the innermost
        letters = letters[-len(slots.letters) :] if slots.letters else ()
    pieces = {slot: _apart(letter, words, slot) for slot, letter in zip(slots.letters, letters, strict=False)}
    if slots.annex and new.annex:
        pieces[slots.annex] = str(new.annex)
    if slots.digits and new.digits:
        start, end = slots.digits
        pieces[slots.digits] = ("-" if "-" in words[start:end] else ".").join(map(str, new.digits))
    for (start, end), piece in sorted(pieces.items(), reverse=True):
        words = words[:start] + piece + words[end:]
    return words


def _apart(letter: str, words: str, slot: tuple[int, int]) -> str:
    """The letter as it can be read again: "5.2 i" may be the beginning of "5.2 i avtalen"."""
    before, after = words[: slot[0]], words[slot[1] :]
    if letter not in "iå" or after.startswith(")") or not re.search(r"\d\s?$", before):
        return letter
    return f"{'' if before.endswith(' ') else ' '}bokstav {letter}"


def _letters(number: SectionNumber) -> tuple[str, ...]:
    """The letters of a number, from the outside in."""
    within = [LETTERS[step.at - 1] for step in number.within if step.part is Part.LETTER]
    return tuple(letter for letter in (number.letter, *within) if letter)
