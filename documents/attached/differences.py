"""What stands otherwise in the copy than in the text that was laid before the body, place by place."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from documents.attached.signs import comparable, same_words, tokens, words_of
from documents.comparing.changes import ChangeKind, Comparison, SectionChange
from documents.comparing.diff import compare
from documents.comparing.words import WordChange, WordKind, after, before, compare_words
from documents.docx.identity import Mark
from documents.evidence import DUTIES, Finding, FindingKind, evidence
from documents.evidence.facts import facts
from documents.markdown import plain, with_ids
from documents.returning.matching import heading_of, known_again
from documents.text import LegalText


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that reads otherwise in the copy."""

    section: str
    """Its identity in the text that was laid forth; empty for title and opening, and for what is new."""
    heading: str
    """Number and title, or the point people cite: «5.2 c»."""
    what: str
    """What became of it, in words: «omformulert», «fjernet»."""
    words: tuple[WordChange, ...]
    """Its words, kept, struck and added."""
    touches: tuple[str, ...] = ()
    """What that touches, a sentence each: «Skjerpet plikt: «bør» er blitt «skal».»"""
    weighty: tuple[str, ...] = ()
    """Those of them that no slip of the pen explains."""

    @property
    def old(self) -> str:
        """The words that were laid forth."""
        return before(self.words)

    @property
    def new(self) -> str:
        """The words of the copy."""
        return after(self.words)

    def to_dict(self) -> dict[str, Any]:
        """The difference as a plain table, for programs and to be kept."""
        return {
            "section": self.section,
            "heading": self.heading,
            "what": self.what,
            "old": self.old,
            "new": self.new,
            "words": [[each.kind.value, each.text] for each in self.words],
            "touches": list(self.touches),
            "weighty": list(self.weighty),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Difference":
        """The difference that was kept."""
        return cls(
            data["section"],
            data["heading"],
            data["what"],
            tuple(WordChange(WordKind(kind), text) for kind, text in data["words"]),
            tuple(data["touches"]),
            tuple(data["weighty"]),
        )


def differences(
    laid_forth: LegalText, copy: LegalText, marked: Mapping[str, Mark] | None = None
) -> tuple[Difference, ...]:
    """Where does the copy read otherwise than the text that was laid forth?

    Nothing, only where the two have the same words and signs in the same order (`signs`): layout, numbering
    and typographic signs are no difference. `marked`: the sections of the copy that have a mark of ours, by
    identity; the others are known again by their words. Found by words: each says where to look.
    """
    if same_words(laid_forth, copy):
        return ()
    base = comparable(laid_forth)
    comparison = compare(base, known_again(with_ids(comparable(copy)), base, marked or {}).text)
    return tuple(_each(comparison)) or (_of_the_whole(base, copy),)


WEIGHTY = (DUTIES - {FindingKind.DUTY_CONTENT}) | {
    FindingKind.LEAVE,
    FindingKind.VOTING,
    FindingKind.SUM,
    FindingKind.SHARE,
    FindingKind.DEADLINE,
    FindingKind.DATE,
    FindingKind.NUMBER,
    FindingKind.PARTY,
    FindingKind.BODY,
}
"""What no slip of the pen explains: duties, sums, times, numbers, and who is named."""
_LOOSE = {FindingKind.SUM, FindingKind.SHARE, FindingKind.DEADLINE, FindingKind.DATE, FindingKind.NUMBER}
"""Kinds that the figures of an address or a telephone number may be taken for."""
_REAL = frozenset(
    {
        ChangeKind.REWORDED,
        ChangeKind.RETITLED,
        ChangeKind.NEW,
        ChangeKind.REMOVED,
        ChangeKind.SPLIT,
        ChangeKind.MERGED,
        ChangeKind.MOVED,
    }
)
_OF_WORDS = frozenset({ChangeKind.REWORDED, ChangeKind.SPLIT, ChangeKind.MERGED})
_FEW_WORDS = 3
_ADDRESSES = (
    ("E-postadresse", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("Nettadresse", re.compile(r"\b(?:https?://|www\.)[^\s<>()]+[^\s<>().,;]", re.IGNORECASE)),
    (
        "Telefonnummer",
        re.compile(
            r"(?<!\d)(?:\+47 ?)?(?:\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|[2-9]\d{7})(?!\d)"
            r"|(?:(?<=tlf\. )|(?<=tlf )|(?<=telefon )|(?<=telefonnummer )|(?<=ring )|(?<=ringer ))\d{3,5}\b",
            re.IGNORECASE,
        ),
    ),
)
_STAMP = re.compile(
    r"\b(?:vedtatt|vedteke|vedtatte|behandla?|behandlet|godkjent|godkjend|særutskrift|utskrift|kopi|arkivsak|sak)\b",
    re.IGNORECASE,
)
"""What a stamp over the copy says: when and where it was decided. It is no part of the agreement."""


def _each(comparison: Comparison) -> Iterator[Difference]:
    found: dict[str, list[Finding]] = {}
    for finding in evidence(comparison):
        found.setdefault(_key(finding.place.id, finding.place.section.title), []).append(finding)
    for change in comparison.changed:
        if not change.kinds & _REAL or _is_layout(change):
            continue
        findings = found.get(_key(change.place.id, change.place.section.title), [])
        yield _difference(change, findings)


def _key(identity: str, title: str) -> str:
    return identity or f"\0{title}"


def _is_layout(change: SectionChange) -> bool:
    """Did only lines break elsewhere, or lists become paragraphs?"""
    if not change.kinds & _REAL <= _OF_WORDS:
        return False
    return all(each.kind is WordKind.KEPT or not tokens(each.text) for each in change.words) or (
        tokens(before(change.words)) == tokens(after(change.words))
    )


def _difference(change: SectionChange, findings: Sequence[Finding]) -> Difference:
    told = [each for each in map(_told, findings) if each]
    words = change.words
    if ChangeKind.RETITLED in change.kinds and change.old and change.new:
        titles = compare_words(plain(change.old.section.title), plain(change.new.section.title))
        words = (*titles, WordChange(WordKind.KEPT, "\n"), *words) if words else titles
    elif change.kinds & {ChangeKind.NEW, ChangeKind.REMOVED} and not change.place.point:
        kind = WordKind.ADDED if ChangeKind.NEW in change.kinds else WordKind.REMOVED
        words = (WordChange(kind, f"{plain(change.place.section.title)}\n"), *words)
    place = change.old or change.place
    kinds = ", ".join(kind.value for kind in ChangeKind if kind in change.kinds & _REAL)
    addresses = list(_addresses(before(words), after(words)))
    touches = [*addresses, *(sentence for sentence, _ in told)]
    return Difference(
        section=change.old.id if change.old else "",
        heading=_heading(change) if place.id else "Tittel og innledning",
        what=kinds,
        words=words,
        touches=tuple(dict.fromkeys(touches)),
        weighty=tuple(dict.fromkeys(sentence for sentence, weighty in told if weighty)),
    )


def _heading(change: SectionChange) -> str:
    place = change.old or change.place
    return (
        f"{place.number} {plain(place.section.title)}".strip() if place.point else heading_of(place.section)
    )


def _told(finding: Finding) -> tuple[str, bool] | None:
    """What was found, in a sentence, and whether it weighs; None where only an address is another."""
    came_or_went = not (finding.old and finding.new) and len(tokens(finding.old or finding.new)) >= _FEW_WORDS
    stamped = not finding.place.id and not finding.old and bool(_STAMP.search(finding.new))
    if finding.kind in _LOOSE and not came_or_went:
        was, now = (facts(_without_addresses(side))[finding.kind] for side in (finding.old, finding.new))
        if was == now:
            return None
    weighty = not stamped and (
        finding.kind in WEIGHTY or (came_or_went and finding.kind is not FindingKind.MOVED)
    )
    if finding.kind in {
        FindingKind.WORDING,
        FindingKind.SPELLING,
        FindingKind.DUTY_CONTENT,
        FindingKind.MOVED,
    }:
        return (
            (_sentence_of(finding), weighty)
            if came_or_went or finding.kind is FindingKind.DUTY_CONTENT
            else None
        )
    return f"{finding.kind.label}: {_became(finding.found_old, finding.found_new)}", weighty


def _sentence_of(finding: Finding) -> str:
    if finding.kind is FindingKind.DUTY_CONTENT:
        after_what = _quoted(finding.found_new or finding.found_old)
        return f"{finding.kind.label}: det som følger etter {after_what}, er et annet."
    words, fate = (finding.new, "er kommet til") if finding.new else (finding.old, "er borte")
    if finding.kind is FindingKind.MOVED:
        return f"«{words}» står et annet sted."
    return f"«{words}» {fate}."


def _became(old: Sequence[str], new: Sequence[str]) -> str:
    """What took the place of what; what stands on both sides is left out, where not all of it does."""
    gone, come = (
        list((Counter(old) - Counter(new)).elements()),
        list((Counter(new) - Counter(old)).elements()),
    )
    old, new = (gone, come) if gone or come else (old, new)
    if old and new:
        return f"{_quoted(old)} er blitt {_quoted(new)}."
    return f"{_quoted(new)} er kommet til." if new else f"{_quoted(old)} er borte."


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"«{each}»" for each in words)


def _addresses(old: str, new: str) -> Iterator[str]:
    """Telephone numbers and addresses that are others: seldom meant, and easily missed."""
    for name, form in _ADDRESSES:
        was, now = (list(dict.fromkeys(form.findall(side))) for side in (old, new))
        gone, come = [each for each in was if each not in now], [each for each in now if each not in was]
        if gone or come:
            yield f"{name}: {_became(gone, come)}"


def _without_addresses(sentence: str) -> str:
    for _, form in _ADDRESSES:
        sentence = form.sub("–", sentence)
    return sentence


def _of_the_whole(base: LegalText, copy: LegalText) -> Difference:
    """Where nothing is told of by place, such as words in another order: the whole text, end to end."""
    words = compare_words(" ".join(words_of(base)), " ".join(words_of(copy)))
    return Difference("", "Hele teksten", "andre ord eller en annen rekkefølge", _shown(words))


def _shown(words: Sequence[WordChange], room: int = 200) -> tuple[WordChange, ...]:
    """The same, with long stretches that stand as before cut in the middle."""
    return tuple(
        replace(each, text=f"{each.text[:room]} … {each.text[-room:]}")
        if each.kind is WordKind.KEPT and len(each.text) > 2 * room
        else each
        for each in words
    )
