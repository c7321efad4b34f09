"""What a person types, made into values: one line, many lines, a short name, a date. Or a sentence why not.

Text is NFC, with LF; NUL, lone surrogates, control characters and signs that turn the reading direction
are refused, for they break databases and deceive readers.
"""

import re
import unicodedata
from datetime import date

from stdnum.exceptions import ValidationError
from stdnum.no import orgnr

from decisions.words import MONTHS
from registry.errors import BadInput

LINE_LENGTH = 300
TEXT_LENGTH = 20_000
FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST_AMOUNT = 12
"""Digits of an amount of kroner; how large one may be is for each use to say."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SHORT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3}){0,2}")
_IDENTITY = re.compile(r"(?<!\d)(\d{2})(\d{2})\d{2}[ .-]?\d{5}(?!\d)", re.ASCII)
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<d>\d{1,2})\. ?(?P<name>[a-zæøå]+) (?P<y>\d{4})", re.IGNORECASE),
)


def line(typed: str, field: str, name: str, required: bool = True, longest: int = LINE_LENGTH) -> str:
    """One line of text. `field` is the form's name for it, `name` the Norwegian one («Tittelen»)."""
    words = " ".join(text(typed, field, name, required=False, longest=longest).split())
    if required and not words:
        raise BadInput(f"{name} mangler.", "Feltet må fylles ut.", field=field)
    return words


def text(typed: str, field: str, name: str, required: bool = True, longest: int = TEXT_LENGTH) -> str:
    """Some lines of text."""
    normal = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if found := _FORBIDDEN.search(normal):
        sign = f"U+{ord(found[0]):04X}"
        raise BadInput(f"{name} har et usynlig tegn ({sign}).", "Det kan ikke lagres.", "Ta det bort.", field)
    if len(normal) > longest:
        raise BadInput(
            f"{name} er {len(normal)} tegn.", f"Det er plass til {longest}.", "Kort det ned.", field
        )
    if required and not normal:
        raise BadInput(f"{name} mangler.", "Feltet må fylles ut.", field=field)
    return normal


def without_patients(words: str, field: str, name: str) -> str:
    """The words, if none of them looks like a national identity number; raises BadInput.

    Eleven digits of which the first six are a day, also where 40 is added to the day (D-number), and 40, 65
    or 80 to the month (of a hospital's own, or made up for tests).
    """
    for found in _IDENTITY.finditer(words):
        day_of_birth, month = int(found[1]), int(found[2])
        is_day = any(1 <= day_of_birth - more <= 31 for more in (0, 40))
        if is_day and any(1 <= month - more <= 12 for more in (0, 40, 65, 80)):
            raise BadInput(
                f"{name} har noe som ser ut som et fødselsnummer.",
                "Registeret skal ikke ha opplysninger om pasienter.",
                "Ta bort tallet. Det du ellers skrev, står.",
                field,
            )
    return words


def short_name(typed: str, field: str = "ref") -> str:
    """The short name of a document, party or body: small letters, digits and hyphens."""
    words = typed.strip()
    if not _SHORT_NAME.fullmatch(words):
        raise BadInput(
            f"«{shown(words)}» kan ikke være et kort navn.",
            "Det skal ha små bokstaver a-z, tall og bindestrek, og begynne med bokstav eller tall.",
            field=field,
        )
    return words


def version_number(typed: str, field: str = "number") -> str:
    """A printed version number such as "2025.1"."""
    words = typed.strip()
    if not _VERSION.fullmatch(words):
        raise BadInput(f"«{shown(words)}» er ikke et versjonsnummer.", "Skriv det som «2025.1».", field=field)
    return words


def day(typed: str, field: str, name: str) -> date:
    """A date as people write it: 17.6.2025, 17.06.25, 2025-06-17 or 17. juni 2025. Never month first."""
    words = typed.strip()
    for form in _DATES:
        if found := form.fullmatch(words):
            return _date(found, words, field, name)
    raise _not_a_date(words, field, name)


def day_or_none(typed: str | None, field: str, name: str) -> date | None:
    """A date, or None where nothing is typed."""
    return day(typed, field, name) if typed and typed.strip() else None


def organisation_number(typed: str | None, field: str = "organisation_number") -> str | None:
    """Nine digits whose last one agrees with the others (mod 11), or None."""
    if not typed or not typed.strip():
        return None
    try:
        return str(orgnr.validate(typed))
    except ValidationError as wrong:
        raise BadInput(
            f"«{shown(typed)}» er ikke et organisasjonsnummer.",
            "Det har ni sifre, og det siste må stemme med de andre.",
            "Slå det opp i Enhetsregisteret.",
            field,
        ) from wrong


def kommune_number(typed: str | None, field: str = "kommune_number") -> str | None:
    """Four digits, of which the first two are the fylke, or None."""
    if not typed or not typed.strip():
        return None
    words = typed.strip()
    if not re.fullmatch(r"(0[1-9]|[1-9]\d)\d{2}", words, re.ASCII):
        raise BadInput(f"«{shown(words)}» er ikke et kommunenummer.", "Det har fire sifre.", field=field)
    return words


def kroner(typed: str, field: str, name: str) -> int:
    """Whole kroner as people write them: «1 500 000», «1500000 kr» or «1.500.000»."""
    words = re.sub(r"(kr\.?|kroner|,-)$", "", typed.strip().lower()).strip()
    whole = re.sub(r"[ \u00a0\u202f.]", "", words)
    thousands = re.fullmatch(r"[0-9]{1,3}([ \u00a0\u202f.][0-9]{3})+|[0-9]+", words, re.ASCII)
    if thousands is None or len(whole) > LONGEST_AMOUNT:
        raise BadInput(
            f"{name}: «{shown(typed)}» er ikke hele kroner.",
            "",
            "Skriv beløpet som 1 500 000, uten øre.",
            field,
        )
    return int(whole)


def in_kroner(amount: int) -> str:
    """The amount inside a sentence: "1 500 000 kroner", with spaces that do not break."""
    return f"{amount:,} kroner".replace(",", "\N{NO-BREAK SPACE}")


def _date(found: re.Match[str], words: str, field: str, name: str) -> date:
    parts = found.groupdict()
    try:
        month = int(parts["m"]) if "m" in parts else MONTHS.index(parts["name"].lower()) + 1
        year = int(parts["y"])
        made = date(year + 2000 if len(parts["y"]) == 2 else year, month, int(parts["d"]))
    except ValueError as wrong:
        raise _not_a_date(words, field, name) from wrong
    if not FIRST_YEAR <= made.year <= LAST_YEAR:
        raise BadInput(
            f"{name} er satt til år {made.year}.", f"Registeret bruker {FIRST_YEAR}-{LAST_YEAR}.", field=field
        )
    return made


def _not_a_date(words: str, field: str, name: str) -> BadInput:
    return BadInput(
        f"{name}: «{shown(words)}» er ikke en dato.",
        "Den finnes ikke i kalenderen, eller er skrevet på en annen måte.",
        "Skriv den som 17.6.2025 eller 2025-06-17.",
        field,
    )


def shown(words: str, most: int = 60) -> str:
    """What was typed, safe to say back: without odd signs, and not too long."""
    visible = _FORBIDDEN.sub("?", words)
    return visible if len(visible) <= most else f"{visible[:most]}…"
