"""The part of a sentence that says what is to be done, without its conditions.

«Er systemet nede i mer enn én time, ringer sengeposten kommunens døgntelefon»: the hour is no time limit.
What is no part of the statement is covered with a sign of its own, so that the rest keeps its place.
"""

import re
from collections.abc import Iterator

from documents.at_a_glance.vocabulary import ANY_FINITE, DOES, SOMEBODY

COVER = "\ue002"
"""Stands for each sign that is left out."""


def clauses(sentence: str) -> Iterator[str]:
    """The parts of a sentence that have somebody of their own to do something."""
    start = 0
    for found in _ANOTHER.finditer(sentence):
        yield sentence[start : found.start()]
        start = found.end()
    yield sentence[start:]


def statement_in(clause: str) -> str:
    """The clause, as long as it was, with conditions, questions and relative clauses covered."""
    first = _LABEL.match(clause) or _CONDITION_FIRST.match(clause) or _VERB_FIRST.match(clause)
    covered = _covered(clause, first.start(), first.end()) if first else clause
    for found in _ASIDE.finditer(covered):
        covered = _covered(covered, found.start(), found.end())
    return covered


def condition_of(clause: str) -> str:
    """The condition a clause begins with; empty where it begins with none."""
    found = _CONDITION_FIRST.match(clause) or _VERB_FIRST.match(clause)
    return found[0] if found else ""


def _covered(words: str, start: int, end: int) -> str:
    return f"{words[:start]}{COVER * (end - start)}{words[end:]}"


_ANOTHER = re.compile(
    rf",\s(?:og|men|mens|medan)\s(?={SOMEBODY}\s(?:{DOES}|\w+\sinn[ea]n\b))|;\s", re.VERBOSE
)
_LABEL = re.compile(r"[^.,:]{2,40}:\s(?=[A-ZÆØÅ])")
_CONDITION_FIRST = re.compile(
    rf"""
    (?:Hvis|Dersom|Viss|Når|Om|Så\slenge|So\slenge|Der|Etter\sat|Inntil|Selv\som|Sjølv\som|Fordi|Med\smindre|Ettersom)\b
    [^\ue002]*?,\s(?={ANY_FINITE})
    """,
    re.VERBOSE,
)
_VERB_FIRST = re.compile(rf"(?=[A-ZÆØÅ])(?:{ANY_FINITE})\s[^\ue002]*?,\s(?={ANY_FINITE})", re.VERBOSE)
_ASIDE = re.compile(
    r"""
    \b(?i:
        (?:dersom|hvis|viss|med\smindre|så\slenge|selv\som|sjølv\som|fordi|slik\sat)\b[^,\ue002]*
      | (?<!straks\s)(?:når)\b[^,\ue002]*
      | (?<!\bdag\s)(?<!snart\s)(?<!døgn\s)\bsom\b
        (?!\s(?:mulig|mogleg|avvik|samhandlings|hoved|hovud|regel|del|en|eit|ein|et|utskrivningsklar)\b)[^,\ue002]*
      | (?<!\bog\s)(?:hva|hvem|hvilke[nt]?|hvordan|hvorfor|kva|kven|korleis|kvifor)\s[^,\ue002]*
      | \bom\s(?:han|hun|ho|de|dei|det|den|kommunen|pasienten|kvinna|barnet)\s[^,\ue002]*
    )
    """,
    re.VERBOSE,
)
