"""Who is named in a sentence, and on whom its duty lies. By words alone, in bokmål and nynorsk."""

import re

BODY = re.compile(
    r"""
    \b(?:PSU|ASU|SSU|FSU|LSU|GSU|OSS|OSO|OSU|SU|AU|KS)s?\b
  | \b(?i:\w*kommunestyr\w+|kommuner[åa]d\w*|formannskap\w*|fylkesting\w*|byst[yi]re\w*|kommunedirektør\w*
        |kommuneoverleg\w+|ordfør[ea]r\w*|(?:administrerande|administrerende|adm\.)\ direktør\w*|direktør\w*
        |(?:helse)?f[oø]retaksmøt\w+|styret|styra|styrets|styrem[øo]t\w+|styrev[ei]dtak\w*
        |\w*samarbeidsutval\w*|arbeidsutval\w*|forhandlingsutval\w*|utval(?:g|get|gets|gene|et|a)?
        |partn[ae]rskap\w*|dialogmøt\w+|\w*sekretariat\w*|bruk[ae]r(?:organisasjon|utval|representant)\w*
        |eldreråd\w*|ungdomsråd\w*|rådet|statsforvalt[ae]r\w*|helsedirektorat\w*|departement\w*
        |tvisteløsningsnemnd\w*|tvisteløysingsnemnd\w*|nemnd(?:a|i|as)?|fagråd\w*|fagnettverk\w*
        |samhandlings(?:leder|leiar|kontakt|sjef)\w*)\b
    """,
    re.VERBOSE,
)
PARTY = re.compile(
    r"""
    \b[A-ZÆØÅ][\w-]+\ kommune\b
  | \b\w*(?i:kommun)(?i:e|en|ens|er|ene|enes|ar|ane|anes)\b
  | \b(?i:avtalepart|part)(?i:|en|ens|er|ene|enes|ar|ane|anes)\b
  | \bHelse[ -][A-ZÆØÅ][\w-]+(?:\ (?:HF|RHF))?
  | \b(?:RHF|HF|AMK|BUP|DPS|HABU|NAV|Nav)s?\b
  | \b(?i:(?:helse)?f[oø]retak(?:et|ets|a|ene|enes)?|\w*s[jy]u?kehus\w*|spesialisthelset\w+
        |fastleg\w+|(?:kommunal\w+\ )?\w*legevakt\w*|barnevern\w*|bydel\w*|helsestasjon\w*
        |(?:hjemme|heime)t[je]+nest\w+|hjemmesykeplei\w+|heimesjukeplei\w+|tildelingskontor\w*|tjenestekontor\w*
        |tenestekontor\w*|sengepost\w*|ambulanset\w+|jordmor(?:a|en|tjenest\w+|tenest\w+)?
        |pleie-\ og\ omsorgst\w+)\b
    """,
    re.VERBOSE,
)


def named(finder: re.Pattern[str], sentence: str) -> tuple[str, ...]:
    """The words of a kind in the order they stand, in one form: lower case, no genitive, single spaces."""
    return tuple(one_form(found[0]) for found in finder.finditer(sentence))


def one_form(words: str) -> str:
    """«Kommunens» and «kommunen» are one; «kommunene» is another."""
    return _GENITIVE.sub("", " ".join(words.split()).rstrip(".")).casefold()


def bearers(sentence: str, duty_at: int, duty_end: int) -> tuple[str, ...]:
    """On whom does the duty lie whose word stands at these signs? Empty where the words do not say.

    Who follows the duty word («skal kommunen»), else who begins the clause before it («kommunen og
    foretaket skal»), else who is said to do it («skal dekkes av kommunen»).
    """
    before, after = sentence[max(0, duty_at - _NEAR) : duty_at], sentence[duty_end : duty_end + _NEAR]
    return (
        _actors(_RIGHT_AFTER.match(after))
        or _actors(_WHOLE_CLAUSE.fullmatch(before))
        or _actors(_WHOLE_CLAUSE.fullmatch(_CLAUSE_END.split(before)[-1]))
        or _actors(_AGENT.search(after))
    )


def doers(sentence: str) -> tuple[str, ...]:
    """Who does it, in a sentence without a duty word: «Kommunen betaler», «Avtalen vedtas av PSU»."""
    near = sentence[:_NEAR]
    return _actors(_BEGINS.match(near)) or _actors(_DONE_BY.search(near))


_ACTOR = f"(?:{BODY.pattern}|{PARTY.pattern})"
_ANY_ACTOR = re.compile(_ACTOR, re.VERBOSE)
_WHICH = r"(?i:både\s|den\s|de\s|dei\s|hver\s|kvar\s|begge\s|enkelte\s)*"
_ACTORS = rf"(?P<who>{_WHICH}{_ACTOR}(?:(?:,|\sog|\seller|\ssamt)\s{_WHICH}{_ACTOR})*)"
_RIGHT_AFTER = re.compile(rf"\s+{_ACTORS}", re.VERBOSE)
_BEGINS = re.compile(rf"\s*{_ACTORS}", re.VERBOSE)
_WHOLE_CLAUSE = re.compile(rf"\s*{_ACTORS}(?:(?:\s\w+){{0,3}}|\ssom\s.*,)\s", re.VERBOSE)
_AGENT = re.compile(rf"\b(?:av|(?:ligger|ligg)\s(?:hos|hjå|til)|[hk]viler\spå)\s{_ACTORS}", re.VERBOSE)
_DONE_BY = re.compile(
    rf"\b(?:\w{{2,}}(?:es|as|ast)|(?:blir|vert)\s\w+)\s(?:\w+\s){{0,2}}av\s{_ACTORS}", re.VERBOSE
)
_CLAUSE_END = re.compile(r"[,;:|–]\s(?:(?:og|men|eller)\s)?")
_GENITIVE = re.compile(r"(?<=en|et|ne|er|re|[A-Z]{2})s$")


_NEAR = 500
"""Signs: longer than honest sentences are, so that a monstrous one takes no monstrous time."""


def _actors(found: re.Match[str] | None) -> tuple[str, ...]:
    return named(_ANY_ACTOR, found["who"]) if found else ()
