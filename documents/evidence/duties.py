"""What somebody must, should or may do. By words alone, in bokmål and nynorsk."""

import re
from dataclasses import dataclass
from enum import IntEnum

from documents.evidence.actors import bearers


class Strength(IntEnum):
    """How much a word binds."""

    FREE = 0
    """«plikter ikke», «trenger ikke»"""
    MAY = 1
    SHOULD = 2
    MUST = 3


@dataclass(frozen=True, slots=True)
class Duty:
    """A word that binds somebody, or lets them."""

    word: str
    """As it stands, in lower case, with «ikke» where it is denied."""
    strength: Strength
    denied: bool
    does: str
    """The word after it: the verb in «skal sende». Empty where none follows."""
    on: tuple[str, ...]
    """On whom it lies, as far as the words say."""


def duties(sentence: str) -> tuple[Duty, ...]:
    """The words in a sentence that bind, or let: no questions, conditions or mere possibilities."""
    return tuple(_duty(sentence, found) for found in _DUTY.finditer(sentence) if _binds(sentence, found))


def reserves(sentence: str) -> tuple[str, ...]:
    """The words that make a duty less than it says: «så langt det er mulig», «som hovedregel»."""
    return tuple(found[0].casefold() for found in _RESERVE.finditer(sentence))


_DUTY = re.compile(
    r"""
    \b(?P<free>
        (?:trenger|behøver|treng|plikter|pliktar|pliktige?|forplikt[ea]t?)\s(?:ikke|ikkje)
      | (?:ikke|ikkje|ingen|inga)\s(?:noen\s|nokon\s)?(?:plikt|ansvar|forpliktelse)
    )\b
  | \b(?:
        (?P<must>
            (?:skal|skulle|må|måtte)(?:\s(?:(?:òg|også|alltid)\s)?kunne|\s(?:sørge|sørgje|syte)\sfor)? | lyt
          | (?:er\s|vere\s|være\s)?(?:forplikt\w+ | pliktige? | ansvar(?:lige?|leg)\sfor)
          | (?:\w+s|melde|teie)?plikt(?:er|ar|en|a|ene|ane)? | pålegges | pålagt | pålagde
          | (?:arbeidsgiver|arbeidsgjevar|behandlings)?ansvar(?:et)?
          | (?:sørge|sørger|sørgje|sørgjer|syte|syter|svare|svarer|svarar)\sfor
          | rett\s(?:til|på) | krav\spå
        )
      | (?P<should>bør|burde|oppfordres|oppfordrast|anbefales|tilrås|tilrådast)
      | (?P<may>kan|kunne|adgang\stil|høve\stil)
    )\b
    (?:(?:\s(?:den|det|de|dei|part\w*|\w*kommun\w+|\w*f[oø]retak\w*|legen|pasienten))?\s(?:ikke|ikkje|aldri)\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ASKED = re.compile(
    r"""
    \b(?:hva|hvem|hvilke[nt]?|hvordan|hvorfor|hvor|kva|kven|korleis|kvifor|kor)\s(?:\S+\s){0,3}$
  | \b(?:hvis|dersom|viss|med\smindre)\s(?:\S+\s){0,3}$
  | \b(?:når|om)\s(?:\S+\s){0,2}$
  | \bdet\ssom\s$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands before the word in a question or a condition: «hvem som skal», «hvis kommunen må»."""
_CONDITION_FIRST = re.compile(r"(?:Skal|Skulle|Må|Måtte)\b")
_POSSIBLE = re.compile(r"(?:skulle|måtte|kan|kunne|burde)\b")
_RESERVE = re.compile(
    r"""
    \b(?:så\slangt\s(?:det\s(?:er\s)?|som\s)?(?:mulig|mogleg|råd|praktisk|rimelig|rimeleg)(?:\ser)?
       | (?:om|hvis|dersom|viss)\s(?:det\ser\s)?(?:mulig|mogleg|nødvendig|naudsynt)
       | i\sstørst\s(?:mulig|mogleg)\sgrad | etter\sbeste\sevne | normalt | til\svanleg | vanligvis
       | vanlegvis | som\s(?:hoved|hovud)regel | fortrinnsvis | helst | ved\sbehov | tilstrebe\w*)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD_AFTER = re.compile(r"\s+([^\W\d_]+)")


_NEAR = 500


def _binds(sentence: str, found: re.Match[str]) -> bool:
    before, word = sentence[max(0, found.start() - _NEAR) : found.start()], found[0]
    begins = not before.strip() or before.rstrip()[-1] in ".!?|"
    if _ASKED.search(before) or (begins and _CONDITION_FIRST.match(word)):
        return False
    return not (_POSSIBLE.match(word) and before.endswith(("som ", "det ", "eller ")))


def _duty(sentence: str, found: re.Match[str]) -> Duty:
    group = next(name for name in ("free", "must", "should", "may") if found[name])
    word = " ".join(found[0].casefold().split())
    after = _WORD_AFTER.match(sentence, found.end())
    return Duty(
        word=word,
        strength=Strength[group.upper()],
        denied=group != "free" and word.endswith((" ikke", " ikkje", " aldri")),
        does=after[1].casefold() if after else "",
        on=bearers(sentence, found.start(), found.end()),
    )
