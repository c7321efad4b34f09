"""Does the text say the same thing in one way, and does it bind as the text in force does?"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from documents.checks.terms import Line, Term, lines, same_meaning, terms, uses
from documents.checks.values import Check, cited
from documents.comparing.diff import compare
from documents.evidence import Finding, FindingKind, evidence
from documents.markdown import plain
from documents.text import LegalText, Place


def defined_terms(text: LegalText) -> Iterator[Check]:
    """Terms with two meanings, written in two ways, or never used."""
    read = lines(text)
    groups = [list(group) for _, group in groupby(sorted(terms(read), key=_name), key=_name)]
    if len(groups) > _MOST_TERMS:
        message = (
            f"Teksten forklarer {len(groups)} ord. Bare de {_MOST_TERMS} første etter alfabetet er prøvd."
        )
        yield Check("many-terms", message)
    for them in groups[:_MOST_TERMS]:
        yield from _two_meanings(them)
        if _used(read, them):
            yield from _written_out(read, them)
        else:
            yield from _unused(them)


def weakened(text: LegalText, before: LegalText) -> Iterator[Check]:
    """Duties that bind less than in the text in force: «skal» has become «bør» or «kan»."""
    for finding in evidence(compare(before, text)):
        if finding.kind is FindingKind.DUTY_WEAKENED:
            yield Check.at(finding.place, "weakened", _weakened(finding))


def _weakened(finding: Finding) -> str:
    was, now = " og ".join(finding.found_old), " og ".join(finding.found_new)
    if not was:
        return f"Plikten har fått forbeholdet «{now}», som den ikke har i teksten som gjelder."
    return f"Her står «{now}» der teksten som gjelder, har «{was}». Plikten er svakere enn før."


def _name(term: Term) -> str:
    return term.name.casefold()


def _two_meanings(them: Sequence[Term]) -> Iterator[Check]:
    first = them[0]
    for other in them[1:]:
        if not same_meaning(first.meaning, other.meaning):
            yield Check.at(
                other.place,
                "term-twice",
                f"«{other.name}» betyr «{_short(other.meaning)}» her, men «{_short(first.meaning)}» "
                f"i {_where(first.place)}. Bruk ordet på én måte.",
            )
            return


def _written_out(read: Sequence[Line], them: Sequence[Term]) -> Iterator[Check]:
    """The long form of a short form, in a line that does not explain it."""
    term, explained = them[0], [each.line for each in them]
    if not term.is_short_form:
        return
    line = next((line for line in uses(read, term.meaning) if line not in explained), None)
    if line:
        yield Check.at(
            line.place,
            "term-otherwise",
            f"«{term.meaning}» er forkortet {term.name} i {_where(term.place)}, men skrevet ut her. "
            "Bruk samme form hele veien.",
        )


def _unused(them: Sequence[Term]) -> Iterator[Check]:
    for term in them:
        if not term.glossed:
            message = f"«{term.name}» er forklart her, men ordet er ikke brukt noe annet sted i teksten."
            yield Check.at(term.place, "term-unused", message)
            return


def _used(read: Sequence[Line], them: Sequence[Term]) -> bool:
    """Does the term stand anywhere but where it is explained?"""
    explained = sum(not term.line.is_title for term in them)
    return sum(1 for _ in uses(read, them[0].name)) > explained


def _where(place: Place) -> str:
    return cited(place.number, plain(place.section.title)) if place.id else "innledningen"


def _short(meaning: str) -> str:
    return meaning if len(meaning) <= _SHORT else meaning[:_SHORT].rpartition(" ")[0] + " …"


_SHORT = 80
_MOST_TERMS = 200
