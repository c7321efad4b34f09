"""Sums, shares, deadlines, dates, numbers and references in a sentence, in bokmål and nynorsk."""

import re
from collections.abc import Iterator

from documents.evidence.actors import BODY, PARTY, named, one_form
from documents.evidence.values import FindingKind

NUMBER = (
    r"(?:\d[\d .\u00a0]{0,20}(?:,\d+)?|en|én|ei|ein|éin|ett|eit|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti"
    r"|elleve|tolv|femten|tjue|tretti|førti|femti|seksti|nitti|hundre)"
)
TIME = (
    r"(?:minutt\w*|tim(?:e|en|er|ar|ane|ene)|døgn\w*|\w*dag(?:er|ar|en|ene|ane)?|uker?|ukene|vek(?:e|a|er|ene)"
    r"|måned(?:er|en|ene)?|månad(?:er|ar|en|ane)?|kvartal\w*|halvår\w*|år(?:et)?)s?"
)
MONTH = "(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)"
_FINDERS = {
    FindingKind.SUM: re.compile(
        rf"\b(?:kr|kroner|NOK)\b\.? ?{NUMBER}(?: ?(?:mill|million|milliard)\w*)?"
        rf"|\b{NUMBER} ?(?:(?:tusen|mill|million|milliard)\w*\.? ?)?(?:kroner|kr|NOK|G)\b",
        re.IGNORECASE,
    ),
    FindingKind.SHARE: re.compile(
        rf"\b{NUMBER} ?(?:%|prosent\w*|pst\b)"
        r"|\b(?:(?:en|ein|to|tre) )?(?:halvpart|halvdel|(?:tre|tredje|fire|fjerde|fem|femte)del)\w*",
        re.IGNORECASE,
    ),
    FindingKind.DEADLINE: re.compile(
        rf"""
        \b{NUMBER}[ ]?{TIME}\b
      | \b(?:hver|hvert|kvar|kvart|annenhver|annethvert|annankvar|annakvart|per|pr\.?)[ ](?:\w+[ ])?{TIME}\b
      | \b{NUMBER}[ ]gang(?:er|ar)?(?:[ ]i[ ](?:året|halvåret|måneden|månaden|uken|veka|døgnet))?\b
      | \b(?:kl\.?|klokken|klokka)[ ]?\d{{1,2}}(?:[.:]\d{{2}})?(?!\d)
      | \b(?:straks|umiddelbart|omgående|snarest|snarast|årlig|årleg|månedlig|månadleg|ukentlig|fortløpende
            |løpende|løpande|innen|innan|senest|seinast|tidligst|tidlegast|frist\w*|samme[ ]dag|same[ ]dag)\b
      | \bså[ ]snart[ ](?:det[ ](?:er[ ])?|som[ ])?(?:mulig|mogleg|råd)
      | \but[ea]n[ ](?:ugrunnet|ugrunna|unødig)[ ]opph[oa]ld\b
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
    FindingKind.DATE: re.compile(
        rf"\b\d{{1,2}}\. ?{MONTH}(?: \d{{4}})?|\b{MONTH}(?: \d{{4}})?\b"
        r"|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{4}-\d\d-\d\d\b|\b(?:19|20)\d\d\b",
        re.IGNORECASE,
    ),
    FindingKind.REFERENCE: re.compile(
        r"""
        §§?\ ?\d+(?:-\d+)?(?:\ [a-z]\b)?
      | \b(?:punkt|pkt\.|kapittel|kap\.|bokstav|vedlegg|retningslinje|nr\.|nummer)
            \ (?:\d+(?:\.\d+)*|[a-zæøå]\b)
      | \b(?:første|andre|annet|anna|tredje|fjerde|femte|sjette)\ ledd\b
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
    FindingKind.VOTING: re.compile(
        r"""
        \b(?:(?:enstemmig|einstemmig|konsensus|flertall|fleirtal|mindretall|mindretal|stemmerett|røysterett
            |dobbeltstemme|beslutningsdyktig|vedtaksfør|innstilling|deleger|fullmakt|vetorett)\w*
          | vedtak(?:smyndighet|smynde)\w*)
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
    FindingKind.PARTY: PARTY,
    FindingKind.BODY: BODY,
}
_PLAIN_NUMBER = re.compile(
    r"\b\d[\d.,\u00a0]*\b|\b(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tjue|tretti)\b",
    re.IGNORECASE,
)


def facts(sentence: str) -> dict[FindingKind, tuple[str, ...]]:
    """The words of each kind in the order they stand; a number counts once, as what it is a number of."""
    found = {kind: named(finder, sentence) for kind, finder in _FINDERS.items()}
    return {**found, FindingKind.NUMBER: tuple(_plain_numbers(sentence))}


def _plain_numbers(sentence: str) -> Iterator[str]:
    """Numbers that are no sum, share, deadline, date or reference."""
    for finder in _FINDERS.values():
        sentence = finder.sub(" – ", sentence)
    for found in _PLAIN_NUMBER.finditer(sentence):
        yield one_form(found[0]).rstrip(",")


def without_references(sentence: str) -> str:
    """The sentence with what it refers to left out: for asking whether anything else changed."""
    return _FINDERS[FindingKind.REFERENCE].sub("", sentence)
