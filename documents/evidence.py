"""What a change touches: facts for those who judge whether it is minor. No verdict is given here."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import OSA

from documents.diff import ChangeKind, Comparison, SectionChange
from documents.markdown import plain
from documents.text import Place, Section
from documents.words import WordChange, WordKind, after, before, compare_words


class FindingKind(StrEnum):
    """What is touched."""

    MANDATE = "mandat"
    DUTY = "plikt"
    DUTY_CONTENT = "innholdet i en plikt"
    PARTY = "part eller organ"
    SUM = "beløp"
    SHARE = "prosent eller andel"
    DEADLINE = "frist"
    DATE = "dato"
    SPELLING = "bare skrivemåte"

    @property
    def label(self) -> str:
        """The words as they begin a line on the screen."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a change touches, with the wording before and now."""

    kind: FindingKind
    place: Place
    """Where it stands now; where it stood, if it was removed."""
    old: str
    """The sentence as it was; empty where it is new."""
    new: str
    """The sentence as it is now; empty where it was removed."""
    found_old: tuple[str, ...] = ()
    """The words that make it this kind, in the order they stood: ("helseforetaket", "kommunen")."""
    found_new: tuple[str, ...] = ()


def evidence(comparison: Comparison, mandate_clauses: Collection[str] = ()) -> tuple[Finding, ...]:
    """What do the changes touch, sentence by sentence and in reading order?

    `mandate_clauses` are the identities of the sections and points that mandate rules rest on; a section
    among them is touched by a change in it or in its points, not by one in the sections under it.
    Found by words alone, in bokmål and nynorsk: a finding says where to look, and the absence of one does
    not say that a change is minor.
    """
    return tuple(
        finding for change in comparison.changed for finding in _findings(change, frozenset(mandate_clauses))
    )


_NUMBER = (
    r"(?:\d[\d .\u00a0]*(?:,\d+)?|en|ei|ein|ett|eit|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv)"
)
_TIME = (
    r"(?:minutt\w*|tim(?:e|en|er|ar)|døgn\w*|\w*dag(?:er|ar|en)?|uker?|veker?|måned(?:er)?|månad(?:er|ar)?"
    r"|kvartal|halvår|år)"
)
_MONTH = "(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)"
_FINDERS = {
    FindingKind.DUTY: re.compile(
        r"""
        \b(?:skal|skulle|må|måtte|bør|burde|kan|kunne|rett\ til|forplikt\w+
            |plikt(?:er|ar|en|a|ene|ig|ige)?|ansvar(?:et|lig|lige|leg|lege)?)\b
        (?:\ (?:ikke|ikkje)\b)?
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
    FindingKind.PARTY: re.compile(
        r"""
        \b[A-ZÆØÅ][\w-]+\ kommune\b
      | \b\w*(?i:kommun)(?i:e|en|ens|er|ene|enes|ar|ane|anes)\b
      | \b(?i:kommunestyr|kommunedirektør|ordfører|ordførar|fastleg|legevakt|sekretariat|barnevern|bydel
            |(?:helse)?f[oø]retak|s[jy]u?kehus|spesialisthelsetjen|spesialisthelseten|statsforvalt
            |partn[ae]rskap|samarbeidsutval|bruk[ae]rorganisasjon|bruk[ae]rutval|helsedirektorat
            |tvisteløsningsnemnd|tvisteløysingsnemnd)(?i:\w*)
      | \b(?i:part|parten|parter|partar|partene|partane|partenes|styret|styra)\b
      | \bHelse[ -][A-ZÆØÅ][\w-]+(?:\ (?:HF|RHF))?
      | \b(?:PSU|ASU|SSU|FSU|LSU|OSS|OSO|OSU|AU|RHF|HF|AMK|BUP|HABU|NAV)\b
        """,
        re.VERBOSE,
    ),
    FindingKind.SUM: re.compile(
        rf"\b(?:kr|kroner|NOK)\b\.? ?{_NUMBER}(?: ?(?:mill|million|milliard)\w*)?"
        rf"|\b{_NUMBER} ?(?:(?:tusen|mill|million|milliard)\w*\.? ?)?(?:kroner|kr|NOK)\b",
        re.IGNORECASE,
    ),
    FindingKind.SHARE: re.compile(
        rf"\b{_NUMBER} ?(?:%|prosent|pst\b)"
        r"|\b(?:(?:en|ein|to|tre) )?(?:halvpart|tredel|tredjedel|firedel|fjerdedel|femdel|femtedel)\w*",
        re.IGNORECASE,
    ),
    FindingKind.DEADLINE: re.compile(
        rf"""
        \b{_NUMBER}[ ]?{_TIME}\b
      | \b(?:straks|umiddelbart|omgående|snarest|snarast|årlig|årleg|månedlig|månadleg|ukentlig|fortløpende
            |innen|innan|senest|seinast|tidligst|tidlegast|frist\w*)\b
      | \but[ea]n[ ](?:ugrunnet|ugrunna|unødig)[ ]opph[oa]ld\b
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
    FindingKind.DATE: re.compile(
        rf"\b\d{{1,2}}\. ?{_MONTH}(?: \d{{4}})?|\b{_MONTH} \d{{4}}\b"
        r"|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{4}-\d\d-\d\d\b|\b(?:19|20)\d\d\b",
        re.IGNORECASE,
    ),
}


def _findings(change: SectionChange, mandate_clauses: frozenset[str]) -> Iterator[Finding]:
    if not mandate_clauses.isdisjoint(_identities(change)):
        yield Finding(FindingKind.MANDATE, change.place, before(change.words), after(change.words))
    for old, new in (*_passages(_title_words(change)), *_passages(change.words)):
        touched = list(_touched(change.place, old, new))
        if not touched and _same_but_for_spelling(old, new):
            touched = [Finding(FindingKind.SPELLING, change.place, old, new)]
        yield from touched


def _touched(place: Place, old: str, new: str) -> Iterator[Finding]:
    """What this one passage touches: the words of a kind came, went, changed, or changed places."""
    for kind, finder in _FINDERS.items():
        was, now = _found(finder, old), _found(finder, new)
        if was != now:
            yield Finding(kind, place, old, new, was, now)
        elif kind is FindingKind.DUTY and was and not _same_but_for_spelling(old, new):
            yield Finding(FindingKind.DUTY_CONTENT, place, old, new, was, now)


def _found(finder: re.Pattern[str], wording: str) -> tuple[str, ...]:
    return tuple(" ".join(found[0].casefold().split()).rstrip(".") for found in finder.finditer(wording))


def _identities(change: SectionChange) -> Iterator[str]:
    """The identities that this change is about, those of points told of with their section included."""
    for place in (change.old, change.new):
        if place is None:
            continue
        yield from (place.id, place.section.id)
        if change.kinds & {ChangeKind.NEW, ChangeKind.REMOVED}:
            blocks = place.point.blocks if place.point else place.section.blocks
            yield from (point.id for point in Section("", "", "", blocks).points())


def _title_words(change: SectionChange) -> tuple[WordChange, ...]:
    if change.place.point:
        return ()
    titles = (plain(place.section.title) if place else "" for place in (change.old, change.new))
    return compare_words(*titles)


_SENTENCE_END = re.compile(r"\n|(?<!\b(?:jf|nr|kl|ca)\.)(?<!\b(?:pkt|kap)\.)(?<=[.!?])\s+(?=[A-ZÆØÅ«])")


def _passages(words: tuple[WordChange, ...]) -> Iterator[tuple[str, str]]:
    """The sentences that changed, old and new, parted where a sentence begins in both wordings."""
    starts_old, starts_new = _sentence_starts(before(words)), _sentence_starts(after(words))
    passage: list[WordChange] = []
    at_old = at_new = 0
    for change in words:
        if change.kind is WordKind.KEPT:
            length = len(change.text)
            both = _within(starts_old, at_old, length) & _within(starts_new, at_new, length)
            cuts = [0, *sorted(both - {length}), length]
            for begin, end in pairwise(cuts):
                passage.append(WordChange(change.kind, change.text[begin:end]))
                if end in both:
                    yield from _changed(passage)
                    passage = []
        else:
            passage.append(change)
        at_old += 0 if change.kind is WordKind.ADDED else len(change.text)
        at_new += 0 if change.kind is WordKind.REMOVED else len(change.text)
    yield from _changed(passage)


def _within(starts: list[int], at: int, length: int) -> set[int]:
    """Where sentences start within a stretch of text, or right after it, counted from its beginning."""
    return {start - at for start in starts[bisect_right(starts, at) : bisect_right(starts, at + length)]}


def _sentence_starts(wording: str) -> list[int]:
    return [found.end() for found in _SENTENCE_END.finditer(wording)]


def _changed(passage: list[WordChange]) -> Iterator[tuple[str, str]]:
    """The passage, if it changed; what is wholly new or removed, sentence by sentence."""
    old, new = before(passage).strip(), after(passage).strip()
    if old and new and old != new:
        yield old, new
    elif old != new:
        yield from ((each, "") for each in _sentences(old))
        yield from (("", each) for each in _sentences(new))


def _sentences(wording: str) -> Iterator[str]:
    return (sentence.strip() for sentence in _SENTENCE_END.split(wording) if sentence.strip())


def _same_but_for_spelling(old: str, new: str) -> bool:
    """Same numbers, and the same words but for case, punctuation, division, or one letter inside a long word.

    One letter counts as spelling only where beginning and ending stay: "kommunen" is not "kommunene".
    """
    if _DIGITS.findall(old) != _DIGITS.findall(new):
        return False
    words_old, words_new = (_LETTERS.findall(wording.casefold()) for wording in (old, new))
    if "".join(words_old) == "".join(words_new):
        return True
    return len(words_old) == len(words_new) and all(map(_same_word, words_old, words_new))


def _same_word(old: str, new: str) -> bool:
    if old == new:
        return True
    same_ends = old[0] == new[0] and old[-2:] == new[-2:]
    return min(len(old), len(new)) >= 5 and same_ends and OSA.distance(old, new) == 1


_DIGITS = re.compile(r"\d+(?:[.,:/-]\d+)*|[%§]")
_LETTERS = re.compile(r"[^\W\d_]+")
