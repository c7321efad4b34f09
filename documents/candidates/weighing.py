"""How likely a section is what the law asks for: by terms, headings, kind and earlier judgements."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from documents.candidates.reading import Found, Line, SectionRead, TextRead, names_of, terms_of
from documents.candidates.telling import Candidate, TermFound, runs_of
from documents.coverage import Degree, Mark
from documents.kinds import DocumentKind, Language
from documents.minimums import Minimum


def candidates(
    demand: Minimum, texts: Sequence[TextRead], marks: Sequence[Mark] = ()
) -> tuple[Candidate, ...]:
    """The sections to look at for a demand, the likeliest first; those that a person took in before lead.

    `marks` are earlier judgements of the same demand. A section that a person said does not cover it comes
    last, and is told of. Equal ones stand as in the set.
    """
    seen = _Seen(demand, texts, marks)
    made = [each for text in texts for section in text.sections if (each := seen.weighed(text, section))]
    return tuple(sorted(made, key=lambda each: (_standing(each.earlier), -each.score)))


Rank = Mapping[str, int]
"""The terms that are sought, and which goes before which."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is sought in texts of one written form."""

    terms: Rank
    names: Rank
    both: Rank

    @classmethod
    def of(cls, demand: Minimum, language: Language) -> "_Wanted":
        terms, names = terms_of(demand, language), names_of(demand, language)
        return cls(_rank(terms), _rank(names), _rank((*terms, *names)))


class _Seen:
    """One demand among texts that are read: how telling each term is, and who judged what."""

    def __init__(self, demand: Minimum, texts: Sequence[TextRead], marks: Sequence[Mark]) -> None:
        self._demand = demand
        self._texts = texts
        self._wanted = {text.language: _Wanted.of(demand, text.language) for text in texts}
        self._sections = sum(len(text.sections) for text in texts)
        self._weights: dict[str, float] = {}
        self._earlier: dict[tuple[str, str], Mark] = {}
        for mark in sorted(marks, key=lambda each: (each.judged_on, each.id)):
            if mark.key == demand.key and mark.section_id:
                self._earlier[mark.document, mark.section_id] = mark

    def weighed(self, text: TextRead, section: SectionRead) -> Candidate | None:
        """The section as a candidate; None where nothing in it, or above it, is of the demand."""
        wanted = self._wanted[text.language]
        lines = [
            Line(line.words, found)
            for line in section.lines
            if line.found and (found := _kept(line.found, wanted.terms))
        ]
        counts: dict[str, int] = {}
        for each in (each for line in lines for each in line.found):
            counts[each.term] = counts.get(each.term, 0) + 1
        heading, titled = _named(section.heading, wanted), _named(text.title, wanted)
        above = [term for line in section.above for term in _named(line, wanted)]
        earlier = self._last_said(text, section)
        if not (counts or heading or above or titled or earlier):
            return None
        fits = _fits(self._demand, text)
        score = self._said(counts) + self._headed(heading, above) + self._titled(titled)
        told = dict.fromkeys((*heading, *counts))
        return Candidate(
            document=text.document,
            version=text.version,
            title=text.title.words,
            kind=text.kind,
            place=section.place,
            words=section.words,
            sentence=runs_of(max(lines, key=self._telling) if lines else Line(section.lines[0].words, ())),
            found=tuple(TermFound(term, term in heading, counts.get(term, 0)) for term in told),
            above=tuple(term for term in dict.fromkeys((*above, *titled)) if term not in told),
            fits=fits,
            binds=section.binds,
            earlier=earlier,
            score=score * _kind_weight(self._demand, text, fits) * _plainness(section),
        )

    def _said(self, counts: Mapping[str, int]) -> float:
        return sum(self._weight(term) * (1 + _AGAIN * log(times)) for term, times in counts.items())

    def _headed(self, heading: Sequence[str], above: Sequence[str]) -> float:
        own = sum(_HEADING * self._weight(term) for term in heading)
        return own + sum(_ABOVE * self._weight(term) for term in set(above) - set(heading))

    def _titled(self, titled: Sequence[str]) -> float:
        """The document's name says what all of it is about, the more so where no other is called so."""
        alike = {
            term: sum(any(each.term == term for each in text.title.found) for text in self._texts)
            for term in titled
        }
        return sum(_TITLE * log(1 + len(self._texts) / (1 + alike[term])) for term in titled)

    def _telling(self, line: Line) -> float:
        return sum(self._weight(term) for term in {each.term for each in line.found})

    def _weight(self, term: str) -> float:
        """A term that stands in few places says more than one that stands in many."""
        if term not in self._weights:
            places = sum(text.terms.get(term, 0) for text in self._texts)
            self._weights[term] = log(1 + self._sections / (1 + places))
        return self._weights[term]

    def _last_said(self, text: TextRead, section: SectionRead) -> Mark | None:
        if not self._earlier:
            return None
        inside = (section.place.section.id, *(point.id for point in section.place.section.points()))
        before = (*section.place.origins, *inside)
        said = [mark for each in before if (mark := self._earlier.get((text.document, each)))]
        return min(said, key=_standing, default=None)


def _named(line: Line, wanted: _Wanted) -> tuple[str, ...]:
    """The terms in a heading, and the words of the demand's name where half of them stand there."""
    if not line.found:
        return ()
    half = len(_in(line, wanted.names)) * 2 >= len(wanted.names)
    return _in(line, wanted.both if half else wanted.terms)


def _in(line: Line, wanted: Rank) -> tuple[str, ...]:
    """The terms that stand in a line, each once."""
    return tuple(dict.fromkeys(each.term for each in _kept(line.found, wanted)))


_PREFACE = re.compile(
    r"(?:formål|føremål|bakgrunn|innledning|innleiing|virkeområde|verkeområde|parter|partar|definisjon|omgrep"
    r"|begrep|ord\b|lovgrunnlag|rettslig|rettsleg|hjemmel|heimel|varighet|varigheit|ikraft|oppsigelse"
    r"|oppseiing|oppfølging|revisjon|endring|mislighold|tvist|uenighet|usemje|underskrift|vedlegg|versjonslogg"
    r"|hva, hvem|kva, kven|sammendrag|samandrag)",
    re.IGNORECASE,
)
"""Headings under which a text says what it is or sums up, and does not settle what is to be done."""
_HEADING, _ABOVE, _TITLE, _AGAIN = 2.0, 1.0, 3.0, 0.5
_FITS, _FOR_A_TIME = 1.3, 0.7
_PREFACED, _UNBINDING, _SHORT = 0.4, 0.7, 0.8
_SHORT_WORDS = 30
"""What is shorter is seldom more than a promise."""


def _kept(found: Sequence[Found], wanted: Rank) -> tuple[Found, ...]:
    """Those that are sought, one at a place: of terms at the same signs the longest, then the first asked."""
    asked = [each for each in found if each.term in wanted]
    if len(asked) < 2:
        return tuple(asked)
    kept: list[Found] = []
    for each in sorted(asked, key=lambda each: (each.start, -each.end, wanted[each.term])):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _rank(terms: Sequence[str]) -> Rank:
    return {term: at for at, term in enumerate(dict.fromkeys(terms))}


def _fits(demand: Minimum, text: TextRead) -> bool:
    """Is the text such a thing as the law's wording asks for?"""
    match demand.form:
        case "retningslinjer":
            return is_guideline(text.kind, text.title.words)
        case "planer":
            return text.kind is DocumentKind.HANDLINGSPLAN or "plan" in text.title.words.casefold()
        case "beskrivelse" | "konkret beskrivelse":
            return text.kind in {*_AGREED, DocumentKind.SAERAVTALE}
        case "enighet":
            return text.kind in _AGREED
        case _:
            return False


_AGREED = frozenset({DocumentKind.SAMARBEIDSAVTALE, DocumentKind.DELAVTALE})


def is_guideline(kind: DocumentKind, title: str) -> bool:
    """Is it a retningslinje, by its kind or by what it calls itself?"""
    return kind in {DocumentKind.RETNINGSLINJE, DocumentKind.RUTINE} or bool(_GUIDELINE.search(title))


_GUIDELINE = re.compile(r"retningslinj|retningsline|prosedyre|rutine", re.IGNORECASE)


def _kind_weight(demand: Minimum, text: TextRead, fits: bool) -> float:
    """What the law asks for weighs more; what names things to be done for a time, such as projects, less."""
    if fits:
        return _FITS
    plans = demand.form in {"planer", "konkret beskrivelse"}
    return 1 if plans or text.kind not in {DocumentKind.HANDLINGSPLAN, DocumentKind.MANDAT} else _FOR_A_TIME


def _plainness(section: SectionRead) -> float:
    prefaced = _PREFACED if _PREFACE.match(section.heading.words) else 1
    short = _SHORT if len(section.words.split()) < _SHORT_WORDS else 1
    return prefaced * short * (1 if section.binds else _UNBINDING)


def _standing(earlier: Mark | None) -> int:
    """A place that was taken in before comes first, one that was turned down last."""
    if earlier is None:
        return 1
    return 2 if earlier.degree is Degree.NOT else 0
