"""Is a list of words written in the form of Norwegian that it says it is?

Only words that exist in one of the two forms count against a list: most words are the same in both, many
nynorsk forms are allowed in bokmål too ("forsking", "sjukehus", "heim"), and some the other way round
("skole"). So this finds a list that has ended up in the wrong place, not every slip.
"""

import re
from collections.abc import Iterator

from documents.kinds import Language

_BOKMAL = (
    *("tjenest", "oppgave", "løsning", "innleggelse"),
    *("utskrivning", "henvis", "forskning", "beskrivelse", "øvelse", "hendelse", "lidelse", "undersøkelse"),
    *("veiled", "tilbud", "opphold", "sammen", "tidlig", "faglig", "øyeblikkelig", "offentlig"),
    *("erende", "leggende", "fremmende", "hjem", "giver", "midler", "sikkerhet", "framskrivning"),
    *("vansker", "følgetj"),
)
_NYNORSK = (
    *("tenest", "oppgåve", "løysing", "førebygg", "meistring", "saman", "tidleg", "fagleg", "kkeleg"),
    *("offentleg", "erande", "leggjande", "fremjande", "tryggleik", "tilbod", "opphald", "gjevar", "midlar"),
    *("naudnett", "naudmeld", "følgjet", "planleggje", "foreint", "vanskar", "sjølvmord", "skule"),
    *("sørgje", "rettleiar", "augeblikk"),
)
_BOKMAL_WORD = re.compile(
    r"ikke|hva|hvem|hvor|hvordan|hvilke[nt]?|fra|noe|være|gjøre"
    r"|.{2,}(?:het|heten|heter|asjoner|asjonene)|.*(?:pasienter|pasientene|kommuner|kommunene)"
    r"|.{3,}(?<!f)(?:inger|ingene)|.{2,}(?<!il)lig(?:e|t|ere)?"
)
_NYNORSK_WORD = re.compile(
    r"ikkje|kva|kven|korleis|frå|noko|vere|gjere|ein|eit|kvar|dei"
    r"|.{2,}(?:heit|heita|heiter|asjonar|asjonane)|.*(?:pasientar|pasientane|kommunar|kommunane)"
    r"|.{3,}(?:ingar|ingane)|.{3,}leg|(?:.*[^rtm])?eining(?:a|ar|ane)?"
)
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = {Language.NB: "bokmål", Language.NN: "nynorsk"}


def name_of(language: Language) -> str:
    """What the form is called: "bokmål" or "nynorsk"."""
    return _NAMES[language]


def other(language: Language) -> Language:
    """The other of the two forms."""
    return Language.NN if language is Language.NB else Language.NB


def foreign_words(words: str, language: Language) -> tuple[str, ...]:
    """The words here that exist in the other form of Norwegian only, each once, as written.

    >>> foreign_words("koordinerende enhet", Language.NN)
    ('koordinerende', 'enhet')
    """
    return tuple(dict.fromkeys(_found(words, other(language))))


def _found(words: str, language: Language) -> Iterator[str]:
    stems, whole = (_BOKMAL, _BOKMAL_WORD) if language is Language.NB else (_NYNORSK, _NYNORSK_WORD)
    for word in _WORD.findall(words):
        lower = word.lower()
        if whole.fullmatch(lower) or any(stem in lower for stem in stems):
            yield word
