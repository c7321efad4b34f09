"""Who works in the services, and what a verb looks like: patterns for the rest of this package."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from documents.evidence.actors import BODY, PARTY


@cache
def words(name: str) -> tuple[str, ...]:
    """The words that words.toml has under this name."""
    return tuple(_table()[name])


@cache
def labels(name: str) -> frozenset[str]:
    """What a label or column may be called that says "what", "who" or "due"."""
    return frozenset(_table()["labels"][name])


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    read: dict[str, dict[str, list[str]]] = tomllib.loads(
        files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    )
    return read


def _any(of: tuple[str, ...]) -> str:
    return "|".join(re.escape(each).replace(r"\ ", r"\s") for each in sorted(of, key=len, reverse=True))


_ENDING = "(?:e|en|a|et|t|er|ar|ene|ane|ne|n|r|i)?"
_NO_GENITIVE = r"(?<!ens)(?<!ets)(?<!nes)(?<!ers)(?<!ors)(?<!ngas)(?<!HFs)\b"
_ROLE = rf"\b(?i:\w*(?:{_any(words('roles'))}){_ENDING})"
_HEAD = rf"(?:{BODY.pattern}|{PARTY.pattern}|{_ROLE}){_NO_GENITIVE}"
_OWNER = r"\b(?i:\w*(?:en|et|ene|ane|or|er|inga)s)\b"
_DESCRIBING = rf"\b(?i:\w+(?:ende|ande)|{_any(words('describing'))})\b"
_WHERE = rf"(?:\s(?i:i|ved|på|hos|fra|frå)\s(?:(?:{_DESCRIBING})\s)*(?:{_HEAD}|\b(?i:vakt)\b))?"
_ONE = rf"(?:(?:{_DESCRIBING})\s)*(?:{_OWNER}\s)?(?:(?:{_DESCRIBING})\s)*{_HEAD}{_WHERE}"
_AND = r"(?:,\s|\s(?i:og|eller|samt)\s|\s(?i:der)\s[^,]{3,30},\s(?:og\s)?)"
SOMEBODY = rf"{_ONE}(?:{_AND}{_ONE})*"
"""One or more who can be asked to do something: «Behandlende lege og ansvarlig sykepleier». Verbose."""
_NEVER = rf"(?!(?:{_any(words('never_verbs'))}|\w*(?:{_any(words('persons'))}))\b)"
DOES = rf"\b(?i:{_NEVER}(?!(?:{_any(words('states'))})\b)(?:[a-zæøå]{{2,}}r|{_any(words('verbs'))}))\b"
"""A verb by which somebody does something now, or must. Verbose."""
ANY_FINITE = rf"\b(?i:{_NEVER}(?:{_any(words('verbs'))}|[a-zæøå]{{2,}}r|er|kan|\w{{3,}}(?:es|ast|st)))\b"
"""What may be the verb of a clause. Verbose."""
UNDERGOES = rf"\b(?i:(?!(?:{_any(words('own_s'))})\b)\w{{3,}}(?:es|as|ast|est))\b"
"""A verb in the passive: «sendes», «skal meldast». Verbose."""
