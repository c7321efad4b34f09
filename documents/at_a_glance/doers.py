"""By whom something is to be done, as the text names them: «behandlende lege», «begge parter»."""

import re

from documents.at_a_glance.clauses import COVER, condition_of
from documents.at_a_glance.vocabulary import ANY_FINITE, DOES, SOMEBODY, UNDERGOES


def doer_in(clause: str, statement: str) -> str:
    """Who does what the clause says, in its own words; empty where it does not say.

    Who begins the statement («Kommunen melder»), who follows its verb («skal kommunen», «melder kommunen»),
    who is said to do it («meldes av kommunen»), or with whom the responsibility lies.
    """
    said = statement.lstrip(COVER + " ,")
    start = len(statement) - len(said)
    if meant := _meant_by_pronoun(clause, said):
        return meant
    if found := _WHO_IS.match(said):
        who = clause[start : start + found.end("who")]
        return who if _NAMED_BY_DEED.match(who) else ""
    for pattern in (_BEGINS, _IS_TO, _FOLLOWS, _DONE_BY, _LIES_WITH):
        if (found := pattern.match(said)) and not _undergoes(said[found.end("who") :], pattern):
            end = _with_deed(said, found.start("who"), found.end("who"))
            return clause[start + found.start("who") : start + end].strip(" .")
    return ""


def _with_deed(said: str, start: int, end: int) -> int:
    """Where the name ends: «den enheten som oppdager dem» has the words that tell which one it is."""
    deed = _DEED.match(said, end)
    return deed.end() if deed and _THE_ONE.match(said, start) else end


def owner_of_tasks(title: str, sentence: str) -> str:
    """Whose tasks a heading says these are, where the sentence only names a task: «Gi trening»."""
    found = _TASKS_OF.match(title)
    if not found or not _INFINITIVE.match(sentence):
        return ""
    owner = found["owner"] or found["other"]
    return owner if _SOMEBODY.fullmatch(owner) else ""


def _undergoes(after: str, pattern: re.Pattern[str]) -> bool:
    """Is it done to the one who stands as subject: «Kommunen varsles», «Legen skal kunne nås»?"""
    return pattern in {_BEGINS, _FOLLOWS} and bool(_DONE_TO.match(after))


def _meant_by_pronoun(clause: str, said: str) -> str:
    """«Trenger kommunen flere opplysninger, ringer den sengeposten»: the one the condition is about."""
    if _PRONOUN_FOLLOWS.match(said) and (found := _IN_CONDITION.match(condition_of(clause))):
        return found["who"]
    return ""


_HAS_DUTY = (
    r"\b(?:har|er)\s(?:\w+\s){0,2}?(?:hoved|hovud|behandlings|oppfølgings)?"
    r"(?:ansvar\w*|plikt\w*|pliktige?|forplikt\w+)\b"
)
_ADVERB = r"(?:\s(?:ikke|ikkje|også|òg|alltid|då|da|så|derfor|difor|straks|selv|sjølv))?"
_WHO_IS = re.compile(
    rf"(?P<who>(?:{SOMEBODY}|(?:Den|De|Dei)(?:\s\w+)?)\s{COVER}+(?:,[^.;]{{2,160}}?)?),\s(?={DOES}|{_HAS_DUTY})",
    re.VERBOSE,
)
_NAMED_BY_DEED = re.compile(rf"(?:{SOMEBODY}|(?:Den|De|Dei)(?:\s\w+)?)\ssom\b", re.VERBOSE)
_BEGINS = re.compile(
    rf"(?P<who>{SOMEBODY}(?:\s\(\w+\))?(?:,?\s(?!{ANY_FINITE}|har\b|får\b)[a-zæøå]+){{0,5}}?)\s(?={DOES}|{_HAS_DUTY})",
    re.VERBOSE,
)
_FOLLOWS = re.compile(
    rf"""
    (?:(?:(?:Ved|For|I|På|Etter|Før|Innen|Innan|Fra|Frå|Til|Under|Utenom|Utanom|Med|Mot|Da|Då|Så|Deretter|Samtidig
        |Samstundes|Senest|Seinast|Straks|Her|Slik)\b(?:[^.]|(?<=\d)\.)*?)?\b)
    (?:{DOES}|(?:har|er)(?=\s{SOMEBODY}\s(?:\w+\s)?(?:ansvar\w*|plikt\w*)))
    {_ADVERB}\s(?P<who>{SOMEBODY})
    """,
    re.VERBOSE,
)
_DONE_BY = re.compile(
    rf".{{0,120}}?(?:{UNDERGOES}|\b(?:blir|vert|bli|verte)\s\w+)\b[^,{COVER}]{{0,60}}?\s(?:av|hos)\s(?P<who>{SOMEBODY})",
    re.VERBOSE,
)
_LIES_WITH = re.compile(
    rf"(?:[^{COVER}.]{{0,100}}?(?i:\bansvar\w*)\b[^{COVER}.]{{0,60}}?\b(?:ligger|ligg)\s(?:hos|hjå|til|på)\s)(?P<who>{SOMEBODY})",
    re.VERBOSE,
)
_IS_TO = re.compile(r"Det\ser\s(?P<who>\w+?)s\s(?:ansvar|plikt|oppgave|oppgåve)\b")
_DONE_TO = re.compile(
    rf"\s(?:skal|må|bør)(?:\s(?:ikke|ikkje|alltid|også|òg|kunne))*\s(?:{UNDERGOES}|nås\b|bli\b|verte\b|få\b)|\s{UNDERGOES}",
    re.VERBOSE,
)
_PRONOUN_FOLLOWS = re.compile(
    rf"{DOES}\s(?:den|han|hun|ho|de|dei)\b(?!\s(?:nye?|andre|som|enkelte|\w+[ea]nde)\b)", re.VERBOSE
)
_IN_CONDITION = re.compile(rf"(?!{UNDERGOES})\w+\s(?P<who>{SOMEBODY})\b", re.VERBOSE)
_THE_ONE = re.compile(r"(?:den|det|de|dei)\b", re.IGNORECASE)
_DEED = re.compile(rf"\s{COVER}+")
_SOMEBODY = re.compile(SOMEBODY, re.VERBOSE)
_TASKS_OF = re.compile(
    rf"(?P<owner>[\w\s]+?)s\s(?:oppgaver|oppgåver|ansvar|plikter|plikt)\b"
    rf"|(?:Oppgaver|Oppgåver|Ansvar|Plikter)\s(?:i|for|til|hos)\s(?P<other>{SOMEBODY})$",
    re.VERBOSE,
)
_INFINITIVE = re.compile(r"(?:[A-ZÆØÅ][a-zæøå]+e|Gi|Gje|Se|Sjå|Få|Ta)\b")
