"""By when something is to be done, as the text says it: «senest dagen før utskrivning», «innan tre dagar»."""

import re

from documents.at_a_glance.clauses import COVER
from documents.at_a_glance.values import GAP
from documents.at_a_glance.vocabulary import DOES, SOMEBODY
from documents.evidence.facts import MONTH, NUMBER, TIME


def due_in(clause: str, statement: str) -> str:
    """The time limit that a statement sets; two where the second says the latest. Else empty."""
    begins = len(statement) - len(statement.lstrip(COVER))
    first = _DUE_FIRST.match(statement, begins)
    found = [first] if first else []
    for each in _DUE.finditer(statement, first.end() if first else begins):
        if _is_limit(statement[: each.start()], each[0]):
            found.append(each)
    kept = found[:2] if len(found) > 1 and _LATEST.match(found[1][0]) else found[:1]
    due = GAP.join(clause[each.start() : each.end()].strip() for each in kept)
    return due + GAP.rstrip() if kept and _GOES_ON.match(clause, kept[-1].end()) else due


def told_as_limit(sentence: str) -> str:
    """What a sentence about the limit itself sets: «Fristen er 12 timer etter at meldingen er mottatt»."""
    found = _THE_LIMIT_IS.search(sentence)
    return found["due"].strip() if found else ""


def lengths_in(words: str) -> frozenset[str]:
    """The lengths of time that are named, in lower case: «24 timer», «to virkedager»."""
    return frozenset(" ".join(found[0].casefold().split()) for found in _LENGTH.finditer(words))


def _is_limit(before: str, words: str) -> bool:
    """«Sendes ikke før utvalget har uttalt seg» and «siste døgn før utskrivning» set none."""
    if words.casefold().startswith("før") and _NOT_UNTIL.search(before):
        return False
    return not _NO_LIMIT_AFTER.search(before[-_NEAR:])


_NEAR = 30
_STOP = (
    r"(?:og|eller|når|dersom|hvis|viss|med|slik|for|men|hvem|hva|hvilke|hvordan|kven|kva|korleis|jf|mens|medan"
    r"|skal|må|bør|kan|allerede|gjennom)"
)
_WORD = rf"(?!{_STOP}\b)[^\s,.;:()–{COVER}]+"
_WORD_FIRST = rf"(?!{DOES}\s(?:{SOMEBODY}|(?:den|de|dei)\b)){_WORD}"
"""Where a sentence begins with the time, what is done follows it."""
_LENGTH_WORDS = rf"(?:{NUMBER}(?:(?:\stil\s|\s?[–-]\s?){NUMBER})?[ ]?{TIME}\b)"
_LENGTH = re.compile(rf"\b{_LENGTH_WORDS}", re.IGNORECASE)
_DAY = rf"(?:\d{{1,2}}\.\s?{MONTH}(?:\s\d{{4}})?|{MONTH})"
_CLOCK = r"(?:kl\.?|klokken|klokka)\s?\d{1,2}(?:[.:]\d{2})?"
_EACH = rf"(?:hver|hvert|kvar|kvart|annethvert|annenhver|annakvart|annankvar)\s(?:\w+\s)?{TIME}\b"
_NEXT = (
    r"(?:samme|same|neste|første|fyrste|påfølgende|påfølgjande)"
    r"\s(?:\w+dag|dag|døgn|uke|veke|måned|månad|frist|morgen|dato|møte|besøk)\b"
)
_LIMIT = (
    rf"(?:{_LENGTH_WORDS}|{_DAY}|{_CLOCK}|utgangen\sav\s\w+|{_NEXT}|dagen|rimelig\stid|rimeleg\stid"
    rf"|(?:uke|veke)\s\d+|den\s\d{{1,2}}\.(?:\si\s\w+)?)"
)


def _due(word: str) -> re.Pattern[str]:
    """A time limit and the words that go on after it; `word` is one of these."""
    return re.compile(
        rf"""
        ^{COVER}*Før\s[^,{COVER}]{{3,110}}(?=,\s)
      | (?i:
          \b(?:innen|innan|senest|seinast)\s(?:(?:innen|innan|etter|ved|i)\s)?{_LIMIT}(?:\s(?:{_EACH}|{_NEXT}))?
            (?:\s(?:etter|før|frå|fra)(?:\s{word}){{1,9}}|\spå\s(?:dagtid|\w+dager|\w+dagar))?
        | \b(?:senest|seinast)\sved\s\w+
        | \bi\sløpet\sav\s{_LIMIT}
        | \b(?:så|so)\ssnart\s(?:det\s(?:er\s)?|som\s)?(?:mulig|mogleg|råd|praktisk\smulig)\b
        | \b(?:så|so)\s(?:raskt|fort|tidlig|tidleg)\ssom\s(?:mulig|mogleg|råd)\b
        | \b(?:så|so)\ssnart(?:\s{word}){{2,9}}
        | \bstraks\snår(?:\s{word}){{1,6}}
        | \b(?:straks|umiddelbart|omgående|omgåande)
            (?:(?:\s(?!om\b|fra\b|frå\b|til\b){word}){{1,5}}?\s(?:er|blir|vert|oppstår)\b(?:\s{word}){{0,4}})?
        | \bsnarest(?:\s(?:mulig|råd))?\b | \bsnarast(?:\s(?:mogleg|råd))?\b
        | \but[ea]n\s(?:ugrunnet|ugrunna|unødig)\sopph[oa]ld\b
        | \b(?:samme|same)\s(?:eller\sneste\s)?(?:dag|døgn|uke|veke|virkedag|yrkedag|kveld)\b
            (?:\ssom(?:\s{word}){{1,7}})?
        | \b(?:minst\s)?{_LENGTH_WORDS}\s(?:før|etter|i\sforkant)(?:\s{word}){{0,9}}
        | \b(?:i\s{MONTH}\s)?{_EACH}(?:\si\s{MONTH}|\s{_CLOCK})?
        | \b(?:årlig|årleg|halvårlig|halvårleg|månedlig|månadleg|ukentlig|vekentleg|daglig|dagleg
            |fortløpende|fortløpande)\b
        | \b(?:minst\s)?{NUMBER}\s(?:gang(?:er|ar)?|gonger)\s(?:(?:i|per|pr\.)\s\w+|årlig|årleg)
        | \better\s(?:hver|hvert|kvar|kvart)\s\w+
        | \bved\s(?:første|fyrste|hvert|kvart|hver|kvar|neste)\s\w+
        | \b(?:minst\s)?(?:klokken|klokka|kl\.)\s\d+(?:,\s\d+)*\s(?:og|til)\s\d+(?:\salle\s\w+)?
        | \b(?:{_NEXT}|dagen)\s(?:etter|før)(?:\s{word}){{0,9}}
        | \bi\sforkant\sav(?:\s{word}){{1,5}}
        | \bi\s(?:{MONTH}|uke\s\d+|veke\s\d+)\b
        | \better\s{_LENGTH_WORDS}
        | (?<!\benn\s)(?<!\bfra\s)(?<!\bfrå\s)(?<!\bsom\s)(?<!\bførst\s)\bfør(?:\s{word}){{1,9}}
        )
        """,
        re.VERBOSE,
    )


_DUE, _DUE_FIRST = _due(_WORD), _due(_WORD_FIRST)
_NO_LIMIT_AFTER = re.compile(
    r"\b(?:ikke|ikkje|aldri|ingen|enn|inntil|opptil|over|de\sførste|dei\sfyrste|mellom|til|den|i|i\sde|i\sdei)\s$",
    re.IGNORECASE,
)
"""What makes a length of time no limit: «inntil 36 timer», «i tre måneder»."""
_GOES_ON = re.compile(r"(?:,\s[\w-]+)*\s(?:eller)\s")
"""«før barnet bytter barnehage, skole eller kommune»"""
_NOT_UNTIL = re.compile(
    r"\b(?:ikke|ikkje|aldri|ingen|inga|tidligst|tidlegast)\b"
    r"|\b(?:døgn|døgnet|uken|uka|veka|timene|timane|dagene|dagane|måneden|månaden|året|tiden|tida|rett|like)\s$",
    re.IGNORECASE,
)
_LATEST = re.compile(r"senest|seinast|innen|innan", re.IGNORECASE)
_THE_LIMIT_IS = re.compile(
    rf"^(?i:frist(?:en)?)\b[^.,]*?\s(?:er|på)\s"
    rf"(?P<due>(?i:{_LENGTH_WORDS}(?:\s(?:etter|før)(?:\s{_WORD}){{1,9}})?))",
    re.VERBOSE,
)
