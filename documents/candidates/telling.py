"""A candidate as it is shown: the sentence with its words marked, and why it is there, in whole sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.candidates.reading import Line
from documents.coverage import Degree, Mark
from documents.kinds import DocumentKind
from documents.text import Place


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a sentence, marked where they are a term."""

    words: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class TermFound:
    """A term in one section: in its heading or not, and how often in its words."""

    term: str
    in_heading: bool
    times: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A section to look at for one demand. It covers nothing until a person says so."""

    document: str
    version: str
    title: str
    """The document's."""
    kind: DocumentKind
    place: Place
    words: str
    """The section's own words, as they can be cited."""
    sentence: tuple[Run, ...]
    """The sentence in which most of the terms stand."""
    found: tuple[TermFound, ...]
    above: tuple[str, ...]
    """Terms in the document's title or a heading above."""
    fits: bool
    """Is the document of the kind that the demand asks for?"""
    binds: bool
    earlier: Mark | None
    """What a person last said of this place, or of a point in it, for the same demand."""
    score: float

    @property
    def key(self) -> str:
        """The place for forms and programs: "samarbeidsavtalen@2025.1/k3m9x2p7qa"."""
        return f"{self.document}@{self.version}/{self.place.id}"

    @property
    def why(self) -> tuple[str, ...]:
        """Why it is here, as whole sentences, the weightiest first."""
        return tuple(_why(self))


_SAID = {
    Degree.FULL: "dekker kravet",
    Degree.PARTLY: "dekker kravet delvis",
    Degree.MENTIONS: "nevner kravet",
    Degree.NOT: "ikke dekker kravet",
}
_MOST_TERMS = 6
_MOST_WORDS = 60
"""Words of a sentence that are shown; of a longer one, those around the terms."""


def runs_of(line: Line) -> tuple[Run, ...]:
    """The sentence with its terms marked; of a monstrous one, the words around the first of them."""
    runs: list[Run] = []
    at = 0
    for each in line.found:
        runs += [Run(line.words[at : each.start]), Run(line.words[each.start : each.end], marked=True)]
        at = each.end
    runs.append(Run(line.words[at:]))
    return tuple(_shortened([run for run in runs if run.words]))


def _shortened(runs: Sequence[Run]) -> Iterator[Run]:
    if sum(len(run.words.split()) for run in runs) <= _MOST_WORDS:
        yield from runs
        return
    left = _MOST_WORDS
    for at, run in enumerate(runs):
        words = run.words.split(" ")
        if run.marked:
            yield run
        elif at == 0 and len(words) > left // 2:
            kept = " ".join(words[-(left // 2) :])
            yield Run(f"… {kept}")
            words = kept.split(" ")
        elif len(words) > left:
            yield Run(" ".join(words[:left]) + " …")
            return
        else:
            yield run
        left -= len(words)
        if left <= 0:
            yield Run(" …")
            return


def _why(each: Candidate) -> Iterator[str]:
    if each.earlier is not None:
        yield f"En person har før sagt at det {_SAID[each.earlier.degree]}."
    named = [_quoted(term.term) for term in each.found if term.in_heading]
    if named:
        yield f"Overskriften har {_listed(named)}."
    inside = sorted((term for term in each.found if term.times), key=lambda term: -term.times)
    if inside:
        yield f"Teksten har {_listed([_counted(term) for term in inside])}."
    if each.above:
        yield f"Det står under en tittel med {_listed(list(map(_quoted, each.above)))}."
    if each.fits:
        yield f"Dokumentet er slikt som loven ber om: {each.kind.value}."


def _quoted(term: str) -> str:
    return f"«{term}»"


def _counted(term: TermFound) -> str:
    return _quoted(term.term) if term.times == 1 else f"{_quoted(term.term)} ({term.times} ganger)"


def _listed(terms: Sequence[str]) -> str:
    """«utskrivning», «melding» (2 ganger) and so many more."""
    shown = list(terms[:_MOST_TERMS])
    if len(terms) > len(shown):
        shown.append(f"{len(terms) - len(shown)} ord til")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} og {shown[-1]}"
