"""One spelling of a place in the law, for the index and for what people type.

"6-2" and "6-2-4" are places in helse- og omsorgstjenesteloven, the law that agreements stand on. Other laws
stand before theirs: "kommuneloven-11-5", "forvaltningsloven-18"; alone they mean the whole law.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from documents.laws import all_laws
from documents.laws.citations import law_citations, laws_named
from documents.numbering import ORDINAL
from documents.sources import LegalSource

OWN_LAW = "helse- og omsorgstjenesteloven"
"""The law that is meant where none is named."""
UNNAMED = {"", "loven", "lova", OWN_LAW}
UNKNOWN = {"", "loven", "lova", "forskriften", "forskrifta"}
"""Words that name no law by themselves."""

PLACE = re.compile(
    r"(?:(?P<law>[a-zæøå][a-zæøå -]{1,80}?)[ -])?(?P<paragraph>\d{1,3}(?:-\d{1,3})?)"
    r"(?: ?(?P<letter>[a-zæøå]))?(?:[-.](?P<nr>\d{1,2}))?"
)
BARE = re.compile(
    r"(?<![\w§.-])(?<!§\ )(?=\d{1,3}-\d{1,3}(?:\ ?[a-zæøå])?,?\ "
    rf"(?:(?:{ORDINAL})\ ledd|nr\.?\ ?\d|nummer\ \d))",
    re.IGNORECASE,
)
"""Where "§" is missing: before "6-2 nr. 4"."""
SPACES = re.compile(r"\s+")


def place_of(source: LegalSource) -> str:
    """The place that is cited, down to its number: "6-2-4". The ledd says no more, for the numbers run on."""
    law = "" if source.law in UNNAMED else slug(source.law)
    paragraph = source.paragraph.replace(" ", "")
    return "-".join(filter(None, (law, paragraph, source.number))) or slug(OWN_LAW)


def laws_in(text: str, in_the_text: Collection[str] = ()) -> Iterator[str]:
    """Every place of a named law that a text cites, each once, and what it stands in: "6-2-4", then "6-2".

    `in_the_text` are the links of the laws that the whole text names, for "loven". A paragraph of no law that
    is known is passed over: it may be the agreement's own.
    """
    cited = (source for citation in law_citations(text, in_the_text) for source in citation.sources)
    places = (place for source in cited if source.law not in UNKNOWN for place in around(place_of(source)))
    named = (slug(law.law) for law in laws_named(text, in_the_text) if law.link)
    yield from dict.fromkeys((*places, *named))


def around(place: str) -> tuple[str, ...]:
    """The place, and the paragraph it stands in: "6-2-4" stands in "6-2"."""
    parts = re.fullmatch(r"(.*\d-\d+[a-zæøå]?)-\d+", place)
    return (place, parts[1]) if parts else (place,)


def read_place(typed: str) -> str:
    """The place that somebody means by "§ 6-2 nr. 4", "6-2-4", "kommuneloven-11-5" or "hol"; "" for none."""
    words = SPACES.sub(" ", typed).strip(" .,").lower()
    if cited := next(law_citations(with_sign(words)), None):
        return place_of(cited.sources[0])
    if law := _law_called(words):
        return slug(law)
    found = PLACE.fullmatch(words)
    if not found:
        return ""
    law = _law_called(found["law"] or OWN_LAW)
    own = "" if law in UNNAMED else slug(law)
    paragraph = found["paragraph"] + (found["letter"] or "")
    return "-".join(filter(None, (own, paragraph, found["nr"]))) if law else ""


def with_sign(text: str) -> str:
    """The text with a "§" where people leave it out, so that it is read as a citation of the law.

    That is before "6-2 nr. 4", and after the name of a law: "kommuneloven 11-5".
    """
    return _after_a_name().sub(r"\g<0>§ ", BARE.sub("§ ", text))


def slug(law: str) -> str:
    """The name of a law as it stands in a place: without spaces."""
    return SPACES.sub("-", law.replace("- ", "-").strip().lower())


def _law_called(name: str) -> str:
    return _names().get(slug(name), "")


@cache
def _names() -> dict[str, str]:
    """Every way to name a law, as it stands in a place, and the name it is cited by."""
    return {slug(each): law.name for law in all_laws() for each in (law.name, *law.names, *law.short)}


@cache
def _after_a_name() -> re.Pattern[str]:
    names = sorted({each for law in all_laws() for each in (law.name, *law.names, *law.short)}, key=len)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names[::-1]))})\.?\s+(?=\d{{1,3}}\b)", re.I)


def printed_place(place: str) -> str:
    """A place as it is cited: "§ 6-2 nr. 4", "kommuneloven § 11-5"."""
    found = re.fullmatch(r"(?:([a-zæøå].*?)-)?(\d{1,3}(?:-\d{1,3})?)([a-zæøå]?)(?:-(\d{1,2}))?", place)
    if not found:
        return _by_slug().get(place, place)
    law, paragraph, letter, nr = found.groups()
    pieces = (
        _by_slug().get(law, law) if law else "",
        f"§ {paragraph}{f' {letter}' if letter else ''}",
        f"nr. {nr}" if nr else "",
    )
    return " ".join(filter(None, pieces))


@cache
def _by_slug() -> dict[str, str]:
    return {slug(law.name): law.name for law in all_laws()}
