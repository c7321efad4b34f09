"""The special agreements of a day: between whom, since when, what they rest on, what is to be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.checks.special import MainText, TimeFinding, times_against
from documents.governing import Since
from documents.kinds import DocumentKind
from documents.lifecycle import Standing
from documents.text import LegalText, Place
from registry.errors import NotFound
from registry.permissions import Actor
from registry.queries import documents, governing
from registry.queries.binding import Binding
from registry.queries.documents import VersionView, legal_text, tree_of
from registry.queries.governing import AboveThePair, Flag, Resting
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, GoverningClauseRow, PartyRow, VersionRow


@dataclass(frozen=True, slots=True)
class SpecialAgreement:
    """One special agreement on a day."""

    document: DocumentRow
    pair: PairView
    view: VersionView
    """The version in force that day; else the one to come, the last that was, or a draft for its readers."""
    resting: tuple[Resting, ...]
    """The clauses it rests on, by what persons have read."""
    findings: tuple[TimeFinding, ...]
    """The law's times in it, held against the texts that apply to the pair that day."""
    above: tuple[VersionView, ...]
    """Those texts, the highest first."""
    on: date

    @property
    def applies(self) -> bool:
        """Is it in force that day, and is the pair there?"""
        return self.view.standing is Standing.IN_FORCE and not self.ceased

    @property
    def ceased(self) -> tuple[PartyRow, ...]:
        """The parties that were no more by that day."""
        both = (self.pair.kommune, self.pair.foretak)
        return tuple(row for row in both if row.valid_to is not None and row.valid_to < self.on)

    @property
    def pair_has_ended(self) -> bool:
        """Are the two no longer a pair that day?"""
        last = self.pair.row.valid_to
        return last is not None and last < self.on

    @property
    def flagged(self) -> tuple[Resting, ...]:
        """The clauses that a person must read anew."""
        return tuple(each for each in self.resting if each.flag.is_up)

    @property
    def coming(self) -> tuple[Resting, ...]:
        """The clauses that will be flagged when what is adopted begins."""
        return tuple(each for each in self.resting if any(ahead.must_be_read for ahead in each.ahead))

    @property
    def to_do(self) -> int:
        """How many things somebody must look at, while it is in force."""
        return len(self.flagged) + len(self.findings) if self.applies else 0


@dataclass(frozen=True, slots=True)
class Read:
    """A special agreement and a clause were read together, and what was said of the two."""

    row: GoverningClauseRow
    document: DocumentRow
    """The text above, and the version of it that was read."""
    version: VersionRow
    place: Place


@dataclass(frozen=True, slots=True)
class Touched:
    """A special agreement that a version of a text above it would make somebody read anew."""

    document: DocumentRow
    pair: PairView
    reading: GoverningClauseRow
    read_in: VersionRow
    since: Since
    flag: Flag
    """How it is with the clause that day: it may have to be read anew already."""


@dataclass(frozen=True, slots=True)
class RestsHere:
    """A special agreement in force that rests on a clause of this document; its times are not looked into."""

    agreement: SpecialAgreement
    clause: Resting


def special_agreements(
    session: Session, community: CommunityRow, on: date, who: Actor
) -> list[SpecialAgreement]:
    """Every special agreement that this reader may know of, those in force first, by the kommune's name."""
    known = _Known(session, community, on, who)
    found = [told for document in known.documents if (told := known.told(document))]
    return sorted(
        found,
        key=lambda each: (
            not each.applies,
            each.pair.kommune.name,
            each.pair.foretak.name,
            each.document.ref,
        ),
    )


def special_agreement(
    session: Session, community: CommunityRow, ref: str, on: date, who: Actor, number: str = ""
) -> SpecialAgreement:
    """One of them; with `number` as that version reads. Raises NotFound, also for other kinds of document."""
    known = _Known(session, community, on, who)
    document = documents.document(session, community, ref)
    if document.kind is not DocumentKind.SAERAVTALE:
        raise NotFound(
            f"«{document.title}» er ikke en særavtale.",
            "Bare særavtaler hviler på punkter i tekstene over dem.",
            "Se listen over særavtaler.",
        )
    told = known.told(document, number)
    if told is None:
        raise NotFound(f"Dokumentet «{ref}» finnes ikke.", "", "Se listen over særavtaler.")
    return told


def history(session: Session, document: DocumentRow, until: date) -> list[Read]:
    """Every reading of a special agreement by that day, the latest first, with the version that was read."""
    found = session.execute(
        select(GoverningClauseRow, VersionRow, DocumentRow)
        .join(VersionRow, VersionRow.id == GoverningClauseRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(GoverningClauseRow.document_id == document.id, GoverningClauseRow.read_on <= until)
        .order_by(GoverningClauseRow.read_on.desc(), GoverningClauseRow.id.desc())
    )
    return [
        Read(row, main, version, place)
        for row, version, main in found
        if (place := legal_text(version).find(row.section_id))
    ]


def resting_on(
    session: Session, community: CommunityRow, document: DocumentRow, on: date, who: Actor
) -> list[RestsHere]:
    """The special agreements in force that rest on clauses of this text that day, the clauses with them."""
    wanted = _read_in(session, document)
    if not wanted:
        return []
    known = _Known(session, community, on, who)
    found = [known.told(each, times=False) for each in known.documents if each.id in wanted]
    return [
        RestsHere(each, clause)
        for each in found
        if each and each.applies
        for clause in each.resting
        if clause.document.id == document.id
    ]


def would_be_flagged(
    session: Session, community: CommunityRow, view: VersionView, on: date, who: Actor
) -> list[Touched]:
    """The clauses that special agreements in force rest on, and that this version has otherwise than read."""
    found = []
    for here in resting_on(session, community, view.document, on, who):
        clause = here.clause
        since = governing.against(clause.read_in, clause.place.id, view.row)
        answered = any(ahead.row.id == view.row.id and ahead.reading for ahead in clause.ahead)
        if since.state.must_be_read and not answered:
            agreement = here.agreement
            found.append(
                Touched(
                    agreement.document, agreement.pair, clause.reading, clause.read_in, since, clause.flag
                )
            )
    return found


def findings_in(
    session: Session, community: CommunityRow, document: DocumentRow, text: LegalText, on: date
) -> tuple[TimeFinding, ...]:
    """The law's times in this text of a special agreement, held against what applies to its pair that day."""
    if document.pair_id is None:
        return ()
    known = Binding(session, community, on)
    pair = next((each for each in known.pairs if each.row.id == document.pair_id), None)
    if pair is None:
        return ()
    ended = governing.ended_by_notice(session, community, on).get(pair.row.id, {})
    return times_against(text, main_texts(AboveThePair(known, pair, ended).all_applying()), on)


def main_texts(above: Sequence[VersionView]) -> tuple[MainText, ...]:
    """The texts as people cite them: by the title up to a colon."""
    return tuple(_main_text(view.row.text, short_title(view.document), view.document.ref) for view in above)


@lru_cache(maxsize=256)
def _main_text(text: str, name: str, ref: str) -> MainText:
    """Kept by the text itself, so that it is never stale."""
    return MainText.of(tree_of(text), name, ref)


def short_title(document: DocumentRow) -> str:
    """«retningslinje 5», «samarbeidsavtalen»: inside a sentence."""
    title = document.title.partition(":")[0].strip()
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


class _Known:
    """What is read once for all special agreements of a day."""

    def __init__(self, session: Session, community: CommunityRow, on: date, who: Actor) -> None:
        self._session, self._community, self._on, self._who = session, community, on, who
        everything = documents.all_documents(session, community)
        self.documents = [row for row in everything if row.kind is DocumentKind.SAERAVTALE]
        self._binding = Binding(session, community, on)
        self._pairs = {each.row.id: each for each in self._binding.pairs}
        self._ended = governing.ended_by_notice(session, community, on)
        self._readings: dict[int, list[GoverningClauseRow]] = {}
        for row in governing.readings(session, community, on):
            self._readings.setdefault(row.document_id, []).append(row)

    def told(self, document: DocumentRow, number: str = "", *, times: bool = True) -> SpecialAgreement | None:
        """The special agreement; None where the reader may read no version of it. `times`: find them, too."""
        pair = self._pairs.get(document.pair_id or 0)
        view = self._view(document, number)
        if pair is None or view is None:
            return None
        above = AboveThePair(self._binding, pair, self._ended.get(pair.row.id, {}))
        applying = tuple(above.all_applying())
        return SpecialAgreement(
            document,
            pair,
            view,
            governing.resting(self._session, above, self._readings.get(document.id, [])),
            times_against(legal_text(view.row), main_texts(applying), self._on) if times else (),
            applying,
            self._on,
        )

    def _view(self, document: DocumentRow, number: str) -> VersionView | None:
        if number:
            return documents.version(
                self._session, self._community, document.ref, number, self._who, self._on
            )
        views = documents.views_of(self._session, document, self._who, self._on)
        order = [Standing.IN_FORCE, Standing.COMING, Standing.ADOPTED, Standing.REPLACED, Standing.REPEALED]
        order += [Standing.FROZEN, Standing.DRAFT]
        known = [each for each in views if each.standing in order and not self._later(each)]
        return min(known, key=lambda each: order.index(each.standing), default=None)

    def _later(self, view: VersionView) -> bool:
        """Was it adopted after the day?"""
        return view.row.adopted_on is not None and view.row.adopted_on > self._on


def _read_in(session: Session, document: DocumentRow) -> frozenset[int]:
    """The special agreements that somebody has read together with this text."""
    query = (
        select(GoverningClauseRow.document_id)
        .join(VersionRow, VersionRow.id == GoverningClauseRow.version_id)
        .where(VersionRow.document_id == document.id)
        .distinct()
    )
    return frozenset(session.scalars(query))
