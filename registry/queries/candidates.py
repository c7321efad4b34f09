"""Where in what applies to look for a demand of the law, and is what covers it of the right form?

The places are found by the words of the catalogue through the analyser of the search, so that inflection,
compounds and the other written form meet. The texts themselves are read, never the index: a candidate list is
made for any day, and is the same whether or not the index has caught up. Candidates never count as coverage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from documents.candidates import Candidate, TextRead, candidates, every_term, read_for_candidates
from documents.coverage import Coverage, Degree, ItemCoverage, Mark
from documents.forms_of_demand import Covering, Remark, form_remarks
from documents.kinds import DocumentKind, Language
from registry.errors import NotFound
from registry.queries import coverage, documents, parties
from registry.queries.binding import Binding
from registry.queries.documents import VersionView
from registry.tables import CommunityRow, PartyRow
from search.terms import TermFinder


@dataclass(frozen=True, slots=True)
class Sought:
    """One demand: how it stands, where to look, and what is to be said of the form of what covers it."""

    item: ItemCoverage
    candidates: tuple[Candidate, ...]
    remarks: tuple[Remark, ...]

    def to_dict(self, most: int) -> dict[str, object]:
        """The answer as a plain table, for programs, with the first so many candidates."""
        return {
            "nr": self.item.minimum.nr,
            "item": self.item.minimum.label,
            "status": self.item.status.value,
            "total": len(self.candidates),
            "candidates": [told(each) for each in self.candidates[:most]],
            "remarks": [each.to_dict() for each in self.remarks],
        }


class Seeking:
    """The texts in force on a day, for all or for one party, and the demands they are searched for.

    Everything is read once; a text that was searched before is remembered by its words.
    """

    def __init__(
        self,
        session: Session,
        community: CommunityRow,
        on: date,
        party: PartyRow | None = None,
        known: date | None = None,
    ) -> None:
        """`known` is the day whose judgements count; left out, those made by `on`."""
        self.on = on
        self.items = coverage.compliance(session, community, on, party, known).items
        self.applying = documents.the_set(session, community, on, party)
        pairs = (
            Binding(session, community, on).pairs_of(party)
            if party
            else parties.pairs(session, community, on)
        )
        self._pairs = pairs
        self._read: list[TextRead] | None = None

    def item(self, nr: int) -> ItemCoverage:
        """How the demand with this number stands; raises NotFound."""
        found = next((each for each in self.items if each.minimum.nr == nr), None)
        if found is None:
            last = max((each.minimum.nr for each in self.items), default=0)
            raise NotFound(f"Lovkrav nr. {nr} finnes ikke.", f"De går fra 1 til {last}.")
        return found

    def of(self, nr: int) -> Sought:
        """The candidates and remarks of one demand; raises NotFound."""
        item = self.item(nr)
        found = self._candidates(item)
        return Sought(item, found, self._remarks(item, found))

    def remarks(self) -> Iterator[Remark]:
        """What is to be said of the form of all that covers a demand, in the law's order."""
        for item in self.items:
            if _covering_marks(item):
                yield from self.of(item.minimum.nr).remarks

    @property
    def agreement(self) -> VersionView | None:
        """The agreement in force, which a judgement of the whole is made on."""
        kinds = (DocumentKind.SAMARBEIDSAVTALE, DocumentKind.DELAVTALE)
        return next((view for kind in kinds for view in self.applying if view.document.kind is kind), None)

    @property
    def texts(self) -> list[TextRead]:
        """The texts in force, read for the terms of all demands."""
        if self._read is None:
            demands = tuple(item.minimum for item in self.items)
            terms = {language: every_term(demands, language) for language in Language}
            self._read = [_text_read(view, terms[view.row.language]) for view in self.applying]
        return self._read

    def _candidates(self, item: ItemCoverage) -> tuple[Candidate, ...]:
        return candidates(item.minimum, self.texts, (*item.lapsed, *item.evidence))

    def _remarks(self, item: ItemCoverage, found: Sequence[Candidate]) -> tuple[Remark, ...]:
        covering = [place for mark in _covering_marks(item) if (place := self._covering(mark))]
        return form_remarks(item.minimum, covering, self._kommuner(found))

    def _covering(self, mark: Mark) -> Covering | None:
        """The judged place as it reads in the version in force; None where it is not there any more."""
        for view in self.applying:
            text = documents.legal_text(view.row)
            place = text.find(mark.section_id) if view.document.ref == mark.document else None
            if place:
                return Covering(
                    place, mark.document, view.row.number, view.document.title, view.document.kind, text
                )
        return None

    def _kommuner(self, found: Sequence[Candidate]) -> Mapping[str, Sequence[str]]:
        """Each kommune bound, with the special agreements about the demand that its pairs alone have."""
        about = {each.document for each in found if each.above or any(one.in_heading for one in each.found)}
        own: dict[int, list[str]] = {}
        for view in self.applying:
            if view.document.pair_id is not None and view.document.ref in about:
                own.setdefault(view.document.pair_id, []).append(view.document.title)
        kommuner: dict[str, list[str]] = {}
        for pair in self._pairs:
            kommuner.setdefault(pair.kommune.name, []).extend(own.get(pair.row.id, ()))
        return kommuner


def is_judged(item: ItemCoverage) -> bool:
    """Has a person said how it stands, and does that still hold?"""
    return bool(item.evidence) and item.status is not Coverage.WAITING


def told(each: Candidate) -> dict[str, object]:
    """A candidate as a plain table, for programs."""
    return {
        "document": each.document,
        "version": each.version,
        "title": each.title,
        "kind": each.kind.value,
        "section": each.place.id,
        "number": each.place.number,
        "heading": each.place.section.title,
        "sentence": "".join(run.words for run in each.sentence),
        "marked": [run.words for run in each.sentence if run.marked],
        "why": list(each.why),
        "earlier": each.earlier.degree.value if each.earlier else None,
        "score": round(each.score, 1),
    }


def _covering_marks(item: ItemCoverage) -> list[Mark]:
    return [mark for mark in item.evidence if mark.degree in {Degree.FULL, Degree.PARTLY} and mark.section_id]


def _text_read(view: VersionView, terms: tuple[str, ...]) -> TextRead:
    return _read_once(
        view.row.text,
        terms,
        view.document.ref,
        view.row.number,
        view.document.title,
        view.document.kind,
        view.row.language,
    )


@lru_cache(maxsize=128)
def _read_once(
    text: str,
    terms: tuple[str, ...],
    document: str,
    version: str,
    title: str,
    kind: DocumentKind,
    language: Language,
) -> TextRead:
    """A stored text searched for these terms. Kept by its words and the terms, so that it is never stale."""
    tree = documents.tree_of(text)
    return read_for_candidates(tree, _finder(terms), document, version, title, kind, language)


@lru_cache(maxsize=8)
def _finder(terms: tuple[str, ...]) -> TermFinder:
    return TermFinder(terms)
