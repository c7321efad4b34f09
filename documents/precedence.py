"""Which text goes before which, when two that are in force disagree?

The order here is the usual one of a helsefellesskap. What the agreement in force says of it itself goes
before the usual order, and is quoted beside it: see `own_words`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.kinds import DocumentKind
from documents.markdown import plain
from documents.sources import LegalSource
from documents.text import LegalText, Place, plain_text

LAW = LegalSource(
    "helse- og omsorgstjenesteloven", "6-2", "første ledd", link="https://lovdata.no/lov/2011-06-24-30/§6-2"
)
"""Says what the agreement must at least hold; parties cannot agree their way out of it."""
LAW_SENTENCE = (
    "Loven går foran alt som er avtalt. Partene kan ikke avtale seg bort fra det avtalen minst skal ha."
)
USUAL = (
    "Slik er avtaleverket vanligvis ordnet. Sier samarbeidsavtalen selv noe annet om motstrid, "
    "er det avtalen som gjelder."
)

_SPECIAL = re.compile(r"\bs[æe]r(?:skilt[ae]? |skilde )?avtal", re.IGNORECASE)
_DEPARTS = re.compile(
    r"\b(?:fravik|avvik(?:e|es|ande|ende|er)?\b|unntak|anna(?:n)? avtale|annet avtal|andre frist)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:ikke|ikkje|ingen|aldri)\b", re.IGNORECASE)
_CONFLICT = re.compile(r"\b(?:mot)?strid\b|\bforrang", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:foran|framfor|fremfor|føre|forrang|viker?)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ§])")
_MAIN, _PART = DocumentKind.SAMARBEIDSAVTALE, DocumentKind.DELAVTALE


@dataclass(frozen=True, slots=True)
class Precedence:
    """Where a kind of document stands: whom it yields to besides the law, and why."""

    kind: DocumentKind
    yields_to: tuple[DocumentKind, ...]
    """The kinds that win over it, the highest first. The law wins over all and is not among them."""
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """As a plain table."""
        return {
            "kind": self.kind.value,
            "yields_to": ["lov", *(kind.value for kind in self.yields_to)],
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A sentence in which an agreement says itself what goes before what."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class Departure:
    """A sentence about special agreements that depart from the main text: it lets them, or it does not."""

    place: Place
    words: str
    opens: bool


def precedence(kind: DocumentKind) -> Precedence:
    """Where does this kind stand?

    Source: helse- og omsorgstjenesteloven § 6-2 first ledd for the law's place, else the usual order of an
    avtaleverk.
    """
    return _ALL[kind]


def goes_before(one: DocumentKind, other: DocumentKind) -> DocumentKind | None:
    """Which of the two wins; None where the usual order does not say, as within one kind."""
    if one in _ALL[other].yields_to:
        return one
    return other if other in _ALL[one].yields_to else None


def own_words(agreement: LegalText) -> tuple[OwnWords, ...]:
    """The sentences in which this agreement speaks of what goes before what in a conflict.

    Found by their words ("ved motstrid går ... foran ..."), to be read by people; nothing rests on them.
    """
    return tuple(_own_words(agreement))


def departures(agreement: LegalText) -> tuple[Departure, ...]:
    """The sentences in which this text says whether a special agreement may depart from it.

    Found by their words («kan fravikes i særavtale»), to be read by people; nothing rests on them.
    """
    return tuple(
        Departure(place, sentence, opens=not _NOT.search(sentence))
        for place, sentence in _sentences(agreement)
        if _SPECIAL.search(sentence) and _DEPARTS.search(sentence)
    )


def _own_words(agreement: LegalText) -> Iterator[OwnWords]:
    for place, sentence in _sentences(agreement):
        if _CONFLICT.search(sentence) and _BEFORE.search(sentence):
            yield OwnWords(place, sentence)


def _sentences(agreement: LegalText) -> Iterator[tuple[Place, str]]:
    for section in agreement.walk():
        for inline in plain_text(section.blocks):
            for sentence in _SENTENCE_END.split(plain(inline)):
                yield Place(section), sentence.strip()


_ALL = {
    each.kind: each
    for each in (
        Precedence(_MAIN, (), "Samarbeidsavtalen viker bare for loven."),
        Precedence(_PART, (_MAIN,), "En delavtale hører til samarbeidsavtalen og viker for den."),
        Precedence(
            DocumentKind.RETNINGSLINJE,
            (_MAIN, _PART),
            "En retningslinje utfyller avtalen, og viker for den og for delavtalene.",
        ),
        Precedence(
            DocumentKind.RUTINE,
            (_MAIN, _PART, DocumentKind.RETNINGSLINJE),
            "En rutine sier hvordan arbeidet gjøres, og viker for retningslinjene og for avtalen.",
        ),
        Precedence(
            DocumentKind.SAERAVTALE,
            (_MAIN,),
            "En særavtale binder bare ett par. Den står under samarbeidsavtalen og kan ikke stride mot den.",
        ),
        Precedence(
            DocumentKind.HANDLINGSPLAN,
            (_MAIN,),
            "Handlingsplanen sier hva partene skal gjøre sammen. Den endrer ikke avtalen, og viker for den.",
        ),
        Precedence(
            DocumentKind.MANDAT,
            (_MAIN,),
            "Et mandat sier hva et organ kan gjøre, og viker for avtalen som organet har myndighet etter.",
        ),
    )
}
