"""What binds a pair on a day: the adopted texts, each from the pair's own first day, with the ground."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.binding import Adopted, Before, Bond, Ground, bond, told_of_some
from decisions.entry_into_force import EntryRule
from decisions.periods import holds_on
from decisions.rounds import RoundStep
from documents import lifecycle
from documents.kinds import DocumentKind
from documents.lifecycle import Life, Stage
from registry.queries import notices, parties
from registry.queries.parties import PairView
from registry.tables import (
    BodyRow,
    CommunityRow,
    DecisionRow,
    DocumentRow,
    PairEntryRow,
    PartyRow,
    RoundStepRow,
    SuccessionRow,
    VersionRow,
)

BY_PAIR = (EntryRule.PAR_FOR_PAR, EntryRule.ET_ANTALL)
"""Rules that give each pair its own day."""
AGREEMENTS = (DocumentKind.SAMARBEIDSAVTALE, DocumentKind.DELAVTALE)
"""What a kommune can enter only by its own kommunestyre (hol. § 6-1), whoever decided the version."""


@dataclass(frozen=True, slots=True)
class Text:
    """An adopted version with its document."""

    document: DocumentRow
    row: VersionRow

    def life(self, since: date | None) -> Life:
        """Its life where it begins on this day."""
        row = self.row
        return Life(self.document.ref, row.number, self.document.kind, row.stage, since, row.valid_to)


class Binding:
    """The adopted texts of a helsefellesskap, and what each is to each of its pairs on a day.

    Everything is read at once, so that many pairs cost no more than one.
    """

    def __init__(self, session: Session, community: CommunityRow, on: date) -> None:
        """Read what is adopted, who came after whom, and which days pairs have of their own."""
        self.on = on
        self.pairs = parties.pairs(session, community)
        self.texts = _texts(session, community)
        self._by_document: dict[int, list[Text]] = {}
        for text in self.texts:
            self._by_document.setdefault(text.document.id, []).append(text)
        self._own_days = _own_days(session, community)
        self._by_each = _decided_by_each(session, community)
        self._must_adopt = _must_adopt(session, community, on)
        self._predecessors = _predecessors(session, community)
        self._ended = notices.ended_pairs(session, community, on)
        self._for_the_parties = {
            key: self._for_others(texts[0].document) for key, texts in self._by_document.items()
        }
        self._alike = {key for key, texts in self._by_document.items() if self._binds_all_alike(texts)}
        self._shared, self._own = _sorted_documents(self._by_document.values())
        self._bonds: dict[tuple[int, int], Bond] = {}
        self._applying: dict[int, list[Text]] = {}

    def pairs_of(self, party: PartyRow) -> list[PairView]:
        """The pairs this party stands in that day."""
        return [
            pair
            for pair in self.pairs
            if party.id in {pair.row.kommune_id, pair.row.foretak_id} and _stands(pair, self.on)
        ]

    def bond(self, text: Text, pair: PairView) -> Bond:
        """What the text is to the pair."""
        key = (text.row.id, pair.row.id)
        if key not in self._bonds:
            self._bonds[key] = self._bond(text, pair)
        return self._bonds[key]

    def lives(self, pair: PairView, document: DocumentRow) -> list[Life]:
        """The versions of a document as the pair is bound by them."""
        return [
            text.life(self.bond(text, pair).since)
            for text in self._by_document.get(document.id, [])
            if document.pair_id is None or document.pair_id == pair.row.id
        ]

    def applying(self, pair: PairView) -> list[Text]:
        """The texts that bind the pair that day, in order of precedence.

        Where an agreement is in force for others and not for this pair, what is made under it does not bind
        the pair either; a special agreement is its own.
        """
        if pair.row.id not in self._applying:
            own = self._own.get(pair.row.id, [])
            documents = sorted([*self._shared, *own], key=_place) if own else self._shared
            found = [text for _, each in documents if (text := self._in_force(pair, each))]
            free = self._is_without_agreement(found)
            kept = [text for text in found if text.document.pair_id is not None] if free else found
            self._applying[pair.row.id] = kept
        return self._applying[pair.row.id]

    def is_alike(self, document_id: int, pair: PairView) -> bool:
        """Does the document bind this pair from the same days as the parties as a whole?"""
        return document_id in self._alike and pair.row.valid_from is None

    def not_bound(self, pair: PairView) -> list[tuple[Text, Bond]]:
        """What is in force for others that day, and not for this pair, with the reason."""
        bound = {text.document.id for text in self.applying(pair)}
        found = []
        for document in self._documents():
            text = self._for_others(document)
            if text is None or document.id in bound or document.pair_id is not None:
                continue
            ended = (document.id, pair.row.id) in self._ended
            found.append((text, Bond(None, Ground.TERMINATED) if ended else self.bond(text, pair)))
        return [(text, said) for text, said in found if said.since is None]

    def told(self, text: Text, bound: Sequence[PairView], pairs: Sequence[PairView]) -> str:
        """What is to be said of whom the text binds, of these pairs; empty where it binds all alike."""
        if len(pairs) == 1:
            return self.bond(text, pairs[0]).told(pairs[0].told)
        free = [each for each in pairs if each not in bound]
        some = told_of_some(_others(bound, pairs), _others(free, pairs))
        asked = [self.bond(text, each) for each in bound]
        open_ones = [said.told(each.told) for said, each in zip(asked, bound, strict=True) if said.is_open]
        return " ".join(sentence for sentence in (some, *open_ones) if sentence)

    def _documents(self) -> list[DocumentRow]:
        return [texts[0].document for texts in self._by_document.values()]

    def _in_force(self, pair: PairView, document: DocumentRow) -> Text | None:
        key = document.id
        if self._ended and (key, pair.row.id) in self._ended:
            return None
        if self.is_alike(key, pair):
            return self._for_the_parties[key]
        return self._named(document, lifecycle.in_force(self.lives(pair, document), self.on))

    def _binds_all_alike(self, texts: Sequence[Text]) -> bool:
        """Has no pair a day of its own under any of these, and are they for all?"""
        own = {version for version, _ in self._own_days}
        return texts[0].document.pair_id is None and not any(
            text.row.id in own or text.row.entry_rule in BY_PAIR for text in texts
        )

    def _for_others(self, document: DocumentRow) -> Text | None:
        """What is in force of the document for the parties as a whole."""
        lives = [text.life(text.row.valid_from) for text in self._by_document[document.id]]
        return self._named(document, lifecycle.in_force(lives, self.on))

    def _named(self, document: DocumentRow, life: Life | None) -> Text | None:
        texts = self._by_document[document.id]
        return next((text for text in texts if life and text.row.number == life.number), None)

    def _is_without_agreement(self, found: Sequence[Text]) -> bool:
        if any(text.document.kind is DocumentKind.SAMARBEIDSAVTALE for text in found):
            return False
        main = [each for each in self._documents() if each.kind is DocumentKind.SAMARBEIDSAVTALE]
        return any(self._for_the_parties[each.id] for each in main)

    def _bond(self, text: Text, pair: PairView) -> Bond:
        row, document = text.row, text.document
        if document.pair_id is not None:
            return Bond(row.valid_from, Ground.WITH_THE_TEXT)
        by_each = row.id in self._by_each
        adopted = Adopted(
            row.valid_from,
            row.adopted_on or row.valid_from,
            by_each=by_each or document.kind in AGREEMENTS,
            by_pair=by_each and row.entry_rule in BY_PAIR and not row.taken_over,
        )
        return bond(
            adopted,
            pair.row.valid_from,
            self._own_days.get((row.id, pair.row.id)),
            self._before(text, pair),
            must_adopt=bool(self._must_adopt & {(row.id, pair.kommune.id), (row.id, pair.foretak.id)}),
        )

    def _before(self, text: Text, pair: PairView) -> tuple[Before, ...]:
        """The pairs this one came after, and whether the text bound each on its last day."""
        if pair.row.valid_from is None:
            return ()
        last_day = pair.row.valid_from - timedelta(days=1)
        kommuner = self._predecessors.get(pair.row.kommune_id, set())
        foretak = self._predecessors.get(pair.row.foretak_id, set())
        found = [
            each
            for each in self.pairs
            if each.row.kommune_id in kommuner | {pair.row.kommune_id}
            and each.row.foretak_id in foretak | {pair.row.foretak_id}
            and (each.row.kommune_id in kommuner or each.row.foretak_id in foretak)
            and _stands(each, last_day)
        ]
        return tuple(
            Before(
                (each.kommune if each.row.kommune_id in kommuner else each.foretak).name,
                self._since(text, each, last_day),
            )
            for each in found
        )

    def _since(self, text: Text, pair: PairView, day: date) -> date | None:
        """From when the text bound the pair, or would have, as it stood on the pair's last day."""
        since = self.bond(text, pair).since
        if since is None or (text.document.id, pair.row.id) in self._ended:
            return None
        life = lifecycle.in_force(self.lives(pair, text.document), max(day, since))
        return since if life is not None and life.number == text.row.number else None


Placed = tuple[tuple[int, str], DocumentRow]
"""A document with what it is sorted by: precedence and short name."""


def _place(placed: Placed) -> tuple[int, str]:
    return placed[0]


def _sorted_documents(texts: Iterable[Sequence[Text]]) -> tuple[list[Placed], Mapping[int, list[Placed]]]:
    """The documents that are for all, in order of precedence, and those of one pair by the pair."""
    documents = [each[0].document for each in texts]
    placed = sorted((((each.kind.precedence, each.ref), each) for each in documents), key=_place)
    own: dict[int, list[Placed]] = {}
    for at, each in placed:
        if each.pair_id is not None:
            own.setdefault(each.pair_id, []).append((at, each))
    return [(at, each) for at, each in placed if each.pair_id is None], own


def _others(some: Sequence[PairView], pairs: Sequence[PairView]) -> list[str]:
    """The names of those the party is in a pair with: what differs between its pairs."""
    of_one_kommune = len({each.kommune.id for each in pairs}) == 1
    return [(each.foretak if of_one_kommune else each.kommune).name for each in some]


def _stands(pair: PairView, day: date) -> bool:
    return holds_on(day, pair.row.valid_from, pair.row.valid_to)


def _texts(session: Session, community: CommunityRow) -> list[Text]:
    found = session.execute(
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(VersionRow.community_id == community.id, VersionRow.stage == Stage.ADOPTED)
        .order_by(VersionRow.id)
    )
    return [Text(document, row) for document, row in found]


def _own_days(session: Session, community: CommunityRow) -> Mapping[tuple[int, int], date]:
    rows = session.scalars(select(PairEntryRow).where(PairEntryRow.community_id == community.id))
    return {(row.version_id, row.pair_id): row.valid_from for row in rows}


def _decided_by_each(session: Session, community: CommunityRow) -> set[int]:
    """The versions that bodies of the parties themselves have decided on."""
    found = session.scalars(
        select(DecisionRow.version_id)
        .join(BodyRow, BodyRow.id == DecisionRow.body_id)
        .where(DecisionRow.community_id == community.id, BodyRow.owner_id.is_not(None))
        .distinct()
    )
    return {version for version in found if version is not None}


def _must_adopt(session: Session, community: CommunityRow, on: date) -> set[tuple[int, int]]:
    """By version and party: whoever must adopt for itself, by the last word a person had said by that day."""
    rows = session.scalars(
        select(RoundStepRow)
        .where(
            RoundStepRow.community_id == community.id,
            RoundStepRow.step.in_((RoundStep.BUNDET, RoundStep.MA_VEDTA)),
            RoundStepRow.known_on <= on,
        )
        .order_by(RoundStepRow.known_on, RoundStepRow.id)
    )
    last = {(row.version_id, row.party_id): row.step for row in rows}
    return {key for key, step in last.items() if step is RoundStep.MA_VEDTA}


def _predecessors(session: Session, community: CommunityRow) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = {}
    for row in session.scalars(select(SuccessionRow).where(SuccessionRow.community_id == community.id)):
        found.setdefault(row.successor_id, set()).add(row.predecessor_id)
    return found
