"""By when something is to be done, as the text says it: «senest dagen før utskrivning», «innan tre dagar»."""

import re

from documents.at_a_glance.clauses import COVER
from documents.at_a_glance.values import GAP
from documents.at_a_glance.vocabulary import DOES, SOMEBODY
from documents.evidence.facts import MONTH, NUMBER, TIME


def due_in(clause: str, statement: str) -> str:
    """The time limit that the statement of a clause sets; two where one says the latest."""
    found = [each for each in _DUE.finditer(statement) if not _BEFORE_NO.search(statement[: each.start()])]
    if not found:
        return ""
    kept = found[:1]
    if len(found) > 1 and _LATEST.match(found[1][0]):
        kept = found[:2]
    return GAP.join(clause[each.start() : each.end()].strip() for each in kept)


def told_as_limit(sentence: str) -> str:
    """What a sentence about the limit itself sets: «Fristen er 12 timer etter at meldingen er mottatt»."""
    found = _THE_LIMIT_IS.search(sentence)
    return found["due"].strip() if found else ""


def lengths_in(words: str) -> frozenset[str]:
    """The lengths of time that are named, in lower case: «24 timer», «to virkedager»."""
    return frozenset(" ".join(found[0].casefold().split()) for found in _LENGTH.finditer(words))


_STOP = (
    r"(?:og|eller|når|dersom|hvis|viss|med|slik|for|men|hvem|hva|hvilke|hvordan|kven|kva|korleis|jf|mens|medan"
    r"|skal|må|bør|kan|allerede|gjennom)"
)
_WORD = rf"(?!{_STOP}\b)(?!{DOES}\s{SOMEBODY})[^\s,.;:()–{COVER}]+"
_LENGTH_WORDS = rf"(?:{NUMBER}(?:\s(?:til|–)\s{NUMBER})?[ ]?{TIME}\b)"
_LENGTH = re.compile(rf"\b{_LENGTH_WORDS}", re.IGNORECASE)
_DAY = rf"(?:\d{{1,2}}\.\s?{MONTH}(?:\s\d{{4}})?|{MONTH})"
_CLOCK = r"(?:kl\.?|klokken|klokka)\s?\d{1,2}(?:[.:]\d{2})?"
_EACH = rf"(?:hver|hvert|kvar|kvart|annethvert|annakvart|annankvar|annenhver)\s(?:\w+\s)?{TIME}\b"
_NEXT = (
    r"(?:samme|same|neste|første|fyrste|påfølgende|påfølgjande)"
    r"\s(?:\w+dag|dag|døgn|uke|veke|måned|månad|frist|morgen|dato|møte|besøk)\b"
)
_AFTERWARDS = rf"(?:\s(?:etter|før|frå|fra)(?:\s{_WORD}){{1,9}})"
_LIMIT = (
    rf"(?:{_LENGTH_WORDS}|{_DAY}|{_CLOCK}|utgangen\sav\s\w+|{_NEXT}|dagen|rimelig\stid|rimeleg\stid|(?:uke|veke)\s\d+"
    rf"|den\s\d{{1,2}}\.(?:\si\s\w+)?)"
)
_DUE = re.compile(
    rf"""
    ^{COVER}*Før\s[^,{COVER}]{{3,110}}(?=,\s)
  | (?i:
      \b(?:innen|innan|senest|seinast)\s(?:(?:innen|innan|etter|ved|i)\s)?{_LIMIT}(?:\s(?:{_EACH}|{_NEXT}))?
        {_AFTERWARDS}?
    | \b(?:senest|seinast)\sved\s\w+
    | \bi\sløpet\sav\s{_LIMIT}
    | \b(?:så|so)\ssnart\s(?:det\s(?:er\s)?|som\s)?(?:mulig|mogleg|råd|praktisk\smulig)\b
    | \b(?:så|so)\ssnart(?:\s{_WORD}){{2,9}}
    | \bstraks\snår(?:\s{_WORD}){{1,6}}
    | \b(?:straks|umiddelbart|omgående|omgåande)
        (?:(?:\s(?!om\b|fra\b|frå\b|til\b){_WORD}){{1,5}}?\s(?:er|blir|vert|oppstår)\b(?:\s{_WORD}){{0,4}})?
    | \bsnarest(?:\s(?:mulig|råd))?\b | \bsnarast(?:\s(?:mogleg|råd))?\b
    | \but[ea]n\s(?:ugrunnet|ugrunna|unødig)\sopph[oa]ld\b
    | \b(?:samme|same)\s(?:eller\sneste\s)?(?:dag|døgn|uke|veke|virkedag|yrkedag|kveld)\b
        (?:\ssom(?:\s{_WORD}){{1,7}})?
    | \b(?:minst\s)?{_LENGTH_WORDS}\s(?:før|etter|i\sforkant)(?:\s{_WORD}){{0,9}}
    | \b(?:i\s{MONTH}\s)?{_EACH}(?:\si\s{MONTH})?
    | \b(?:årlig|årleg|månedlig|månadleg|ukentlig|vekentleg|halvårlig|halvårleg)\b
    | \b{NUMBER}\sgang(?:er|ar)?\s(?:i|per|pr\.)\s\w+
    | \better\s(?:hver|hvert|kvar|kvart)\s\w+
    | \bved\s(?:første|fyrste|hvert|kvart|hver|kvar|neste)\s\w+
    | \b(?:minst\s)?(?:klokken|klokka|kl\.)\s\d+(?:,\s\d+)*\s(?:og|til)\s\d+(?:\salle\s\w+)?
    | \bi\s{MONTH}\b
    | (?<!\benn\s)(?<!\bfra\s)(?<!\bfrå\s)(?<!\bsom\s)(?<!\bførst\s)\bfør(?:\s{_WORD}){{1,9}}
    )
    """,
    re.VERBOSE,
)
_BEFORE_NO = re.compile(
    r"\b(?:ikke|ikkje|aldri|ingen|enn|inntil|de\sførste|dei\sfyrste|mellom)\s$|\bi\s(?:de\s|dei\s)?$|\b(?:over|opptil|lenger\senn)\s$",
    re.IGNORECASE,
)
_LATEST = re.compile(r"senest|seinast|innen|innan", re.IGNORECASE)
_THE_LIMIT_IS = re.compile(
    rf"^(?i:frist(?:en)?)\b[^.,]*?\s(?:er|på)\s(?P<due>(?i:{_LENGTH_WORDS}(?:\s(?:etter|før)(?:\s{_WORD}){{1,9}})?))",
    re.VERBOSE,
)
