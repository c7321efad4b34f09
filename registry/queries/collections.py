"""The whole set of a day: every text in force in order of precedence, since when, and who adopted it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.outcomes import Outcome
from decisions.periods import holds_on
from documents import lifecycle
from documents.kinds import DocumentKind
from documents.lifecycle import Life, Period, Stage, Standing
from documents.precedence import OwnWords, Precedence, own_words, precedence
from registry.errors import BadInput, NotFound
from registry.queries import decisions, documents, parties
from registry.queries.binding import BY_PAIR, Binding, Text
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView, legal_text
from registry.queries.exports import content_hash
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, PartyRow, VersionRow

ADOPTING = frozenset({Outcome.VEDTATT, Outcome.VEDTATT_MED_ENDRING})


@dataclass(frozen=True, slots=True)
class Member:
    """One text of the set."""

    view: VersionView
    period: Period | None
    """The days it is in force for those asked about, as far as is known; None where no day is settled."""
    adopted_by: tuple[DecisionView, ...]
    """The decisions that adopted it, the first meeting first, known by the day and not since corrected."""
    by_pair: bool = False
    """Each pair has its own first day, and all are asked about: the period begins with the first pair."""

    @property
    def hash(self) -> str:
        """The hash of its words."""
        return content_hash(self.view)

    @property
    def rank(self) -> Precedence:
        """Whom it yields to."""
        return precedence(self.view.document.kind)

    def to_dict(self) -> dict[str, object]:
        """As a plain table."""
        row, period = self.view.row, self.period
        return {
            "document": self.view.document.ref,
            "version": row.number,
            "kind": self.view.document.kind.value,
            "title": self.view.document.title,
            "language": row.language.value,
            "standing": self.view.standing.value,
            "adopted_on": _iso(row.adopted_on),
            "valid_from": _iso(period.first if period else None),
            "valid_to": _iso(row.valid_to),
            "last_day": _iso(period.last if period else None),
            "by_pair": self.by_pair,
            "hash": self.hash,
            "adopted_by": [_decision(each) for each in self.adopted_by],
            "taken_over": row.taken_over,
            "yields_to": ["lov", *(kind.value for kind in self.rank.yields_to)],
        }


@dataclass(frozen=True, slots=True)
class Collection:
    """What applied on a day, for all, for one party, or for one pair."""

    community: CommunityRow
    on: date
    party: PartyRow | None
    other: PartyRow | None
    """The other of a pair, where one pair is asked about."""
    members: tuple[Member, ...]
    """In order of precedence."""
    coming: tuple[Member, ...]
    """Adopted by that day, and not begun."""
    agreement: VersionView | None
    """The samarbeidsavtale in force that day."""
    own_words: tuple[OwnWords, ...]
    """What that agreement itself says goes before what."""

    @property
    def hash(self) -> str:
        """One mark of all the words: SHA-256 over a line "REF@VERSION HASH" for each text, in this order."""
        lines = "".join(f"{each.view.ref} {each.hash}\n" for each in self.members)
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def kinds(self) -> tuple[Precedence, ...]:
        """Where each kind that is in the set stands, the highest first."""
        return tuple(dict.fromkeys(each.rank for each in self.members))


def collection(
    session: Session, community: CommunityRow, on: date, party: str = "", other: str = ""
) -> Collection:
    """The set in force that day; with `party` what binds it, with `other` too what binds that pair.

    Both are short names. Raises NotFound for a party nobody knows and for two that are no pair, and BadInput
    for `other` alone.
    """
    first, second, pairs = _whose(session, community, party, other)
    known = _Known(session, community, on, None if first is None else pairs)
    members = known.members()
    agreement = next((each.view for each in members if _is_agreement(each)), None)
    return Collection(
        community,
        on,
        first,
        second,
        members,
        known.coming(),
        agreement,
        own_words(legal_text(agreement.row)) if agreement else (),
    )


class _Known:
    """The adopted versions, their lives for those asked about, and what is made of them.

    One group of lives where all are asked about, and one for each pair where a party or a pair is: each pair
    has its own days, and two of a party's pairs may be bound by two versions of one document.
    """

    def __init__(
        self, session: Session, community: CommunityRow, on: date, pairs: list[PairView] | None
    ) -> None:
        self._session, self._community, self._on = session, community, on
        self._for_all = pairs is None
        self._binding = None if pairs is None else Binding(session, community, on)
        self._documents = {row.ref: row for row in documents.all_documents(session, community)}
        names = {row.id: ref for ref, row in self._documents.items()}
        self._rows = {
            (names[version.document_id], version.number): version for version in _adopted(session, community)
        }
        wanted = {pair.row.id for pair in pairs or ()}
        self._pairs = [
            pair
            for pair in (self._binding.pairs if self._binding else ())
            if pair.row.id in wanted and holds_on(on, pair.row.valid_from, pair.row.valid_to)
        ]
        self._groups = [self._lives_of(pair) for pair in self._pairs] if self._binding else [self._lives()]

    def members(self) -> tuple[Member, ...]:
        """What applies, in order of precedence. What binds many pairs is asked about once."""
        if self._binding is None:
            applying = lifecycle.the_set(
                (life for each in self._groups[0].values() for life in each), self._on
            )
        else:
            applying = tuple(text.life(None) for pair in self._pairs for text in self._binding.applying(pair))
        found = {(life.document, life.number): life for life in applying}
        return tuple(sorted((self._member(life, Standing.IN_FORCE) for life in found.values()), key=_order))

    def coming(self) -> tuple[Member, ...]:
        """What is adopted by the day and has not begun, in order of precedence."""
        found = {
            (life.document, life.number): self._member(life, standing)
            for group in self._groups
            for lives in group.values()
            for life in lives
            if (standing := lifecycle.standing(life, lives, self._on)).is_ahead
            and self._adopted_by_the_day(life)
            and not self._is_over(life)
        }
        return tuple(sorted(found.values(), key=_order))

    def _lives(self) -> dict[str, list[Life]]:
        """The lives of all versions, as they are for the parties as a whole."""
        lives: dict[str, list[Life]] = {}
        for (ref, _), version in self._rows.items():
            lives.setdefault(ref, []).append(documents.life(self._documents[ref], version))
        return lives

    def _lives_of(self, pair: PairView) -> dict[str, list[Life]]:
        """The lives of all versions as one pair is bound by them."""
        binding = self._binding
        return {ref: binding.lives(pair, row) for ref, row in self._documents.items()} if binding else {}

    def _period(self, life: Life) -> Period | None:
        """The days it is in force: of several pairs, those of the pair in which it begins first."""
        periods = [
            period
            for group in self._groups
            for each in group.get(life.document, [])
            if each.number == life.number
            and (period := lifecycle.period(each, group[life.document])) is not None
        ]
        return min(periods, key=lambda period: period.first, default=None)

    def _is_over(self, life: Life) -> bool:
        """Has it been replaced for everybody else, so that nobody who has not entered it will?"""
        if life.valid_from is not None:
            return False
        lives = [
            documents.life(self._documents[life.document], row)
            for (ref, _), row in self._rows.items()
            if ref == life.document
        ]
        own = next(each for each in lives if each.number == life.number)
        standing = lifecycle.standing(own, lives, self._on)
        return standing in {Standing.REPLACED, Standing.REPEALED}

    def _adopted_by_the_day(self, life: Life) -> bool:
        adopted_on = self._rows[life.document, life.number].adopted_on
        return adopted_on is None or adopted_on <= self._on

    def _member(self, life: Life, standing: Standing) -> Member:
        row: DocumentRow = self._documents[life.document]
        version = self._rows[life.document, life.number]
        return Member(
            VersionView(row, version, standing, self._on, self._note(row, version, standing)),
            self._period(life),
            tuple(adopted_by(self._session, self._community, version, self._on)),
            self._for_all and version.entry_rule in BY_PAIR,
        )

    def _note(self, document: DocumentRow, version: VersionRow, standing: Standing) -> str:
        """What is to be said of whom it binds."""
        if self._binding is None or standing is not Standing.IN_FORCE:
            return ""
        text = Text(document, version)
        bound = [pair for pair in self._pairs if text in self._binding.applying(pair)]
        return self._binding.told(text, bound, self._pairs)


def adopted_by(
    session: Session, community: CommunityRow, version: VersionRow, until: date
) -> Iterable[DecisionView]:
    """The decisions that adopted this version by that day, the first meeting first; not those corrected."""
    made = decisions.decisions(session, community, version=version, until=until)
    corrected = {each.row.corrects_id for each in made}
    return (
        each
        for each in reversed(made)
        if each.row.act.decides and each.row.outcome in ADOPTING and each.row.id not in corrected
    )


def _whose(
    session: Session, community: CommunityRow, party: str, other: str
) -> tuple[PartyRow | None, PartyRow | None, list[PairView]]:
    """The parties asked about, and the pairs whose texts bind them."""
    if not party:
        if other:
            raise BadInput("Bare den ene i paret er nevnt.", "", "Nevn begge partene.", "med")
        return None, None, []
    first = parties.party(session, community, party)
    second = parties.party(session, community, other) if other else None
    asked = {row.id for row in (first, second) if row is not None}
    found = [
        pair
        for pair in parties.pairs(session, community)
        if asked <= {pair.row.kommune_id, pair.row.foretak_id}
    ]
    if second is not None and not found:
        raise NotFound(
            f"{first.name} og {second.name} er ikke et par.", "", "Et par er én kommune og ett helseforetak."
        )
    return first, second, found


def _adopted(session: Session, community: CommunityRow) -> Iterable[VersionRow]:
    adopted = select(VersionRow).where(
        VersionRow.community_id == community.id, VersionRow.stage == Stage.ADOPTED
    )
    return session.scalars(adopted.order_by(VersionRow.id))


def _is_agreement(member: Member) -> bool:
    return member.view.document.kind is DocumentKind.SAMARBEIDSAVTALE


def _order(member: Member) -> tuple[int, str, str]:
    return member.view.document.kind.precedence, member.view.document.ref, member.view.row.number


def _decision(view: DecisionView) -> dict[str, object]:
    return {
        "ref": view.row.ref,
        "body": view.body.ref,
        "body_name": view.body.name,
        "case": view.row.case_number,
        "date": view.row.meeting_on.isoformat(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
