"""Which documents and versions are there, and what applies on a day?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import lifecycle
from documents.html import render
from documents.lifecycle import Life, Stage, Standing
from documents.markdown import read
from documents.text import LegalText
from registry.errors import NotFound
from registry.permissions import Actor, Permission
from registry.queries.binding import BY_PAIR, Binding, Text
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, PairRow, PartyRow, VersionRow

PUBLIC_STAGES = (Stage.ADOPTED,)
"""What everybody may read. Drafts, frozen texts and withdrawn ones are for those who may read drafts."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version, its document, and what it is on the day asked about."""

    document: DocumentRow
    row: VersionRow
    standing: Standing
    on: date
    note: str = ""
    """What is to be said of whom it binds, where one party or pair is asked about."""

    @property
    def ref(self) -> str:
        """How it is named: "samarbeidsavtalen@2025.1"."""
        return f"{self.document.ref}@{self.row.number}"


def visible(who: Actor, row: VersionRow) -> bool:
    """May this actor read this version?"""
    return row.stage in PUBLIC_STAGES or who.may(Permission.DRAFTS_READ)


def all_documents(session: Session, community: CommunityRow) -> list[DocumentRow]:
    """Every document, in order of precedence."""
    rows = session.scalars(select(DocumentRow).where(DocumentRow.community_id == community.id))
    return sorted(rows, key=lambda row: (row.kind.precedence, row.ref))


def documents_beside(session: Session, row: DocumentRow) -> Sequence[DocumentRow]:
    """The other documents of the same helsefellesskap."""
    same = DocumentRow.community_id == row.community_id
    return session.scalars(select(DocumentRow).where(same, DocumentRow.id != row.id)).all()


def document(session: Session, community: CommunityRow, ref: str) -> DocumentRow:
    """The document with this short name; raises NotFound."""
    row = session.scalars(
        select(DocumentRow).where(DocumentRow.community_id == community.id, DocumentRow.ref == ref)
    ).first()
    if row is None:
        raise NotFound(
            f"Dokumentet «{ref}» finnes ikke.", "", "Se listen over dokumenter for de korte navnene."
        )
    return row


def versions_of(session: Session, row: DocumentRow) -> Sequence[VersionRow]:
    """All versions of one document, the oldest first."""
    return session.scalars(
        select(VersionRow).where(VersionRow.document_id == row.id).order_by(VersionRow.id)
    ).all()


def version(
    session: Session, community: CommunityRow, ref: str, number: str, who: Actor, on: date
) -> VersionView:
    """One version by its printed number, or "draft" or "latest"; raises NotFound, also for what is hidden."""
    found = document(session, community, ref)
    rows = [row for row in versions_of(session, found) if visible(who, row)]
    row = _named(rows, number)
    if row is None:
        shown = ", ".join(row.number for row in rows) or "ingen"
        raise NotFound(f"«{ref}» har ingen versjon «{number}».", f"De som finnes, er: {shown}.")
    return view(session, found, row, on)


def version_in_force(
    session: Session, community: CommunityRow, ref: str, on: date, party: PartyRow | None = None
) -> VersionView | None:
    """The version of this document that applies that day, or None."""
    found = document(session, community, ref)
    return _in_force(session, community, found, on, party)


def view(session: Session, found: DocumentRow, row: VersionRow, on: date) -> VersionView:
    """This version with its standing that day."""
    lives = [life(found, each) for each in versions_of(session, found)]
    return VersionView(found, row, lifecycle.standing(life(found, row), lives, on), on)


def views_of(session: Session, found: DocumentRow, who: Actor, on: date) -> list[VersionView]:
    """All versions of a document this actor may read, the newest first."""
    rows = versions_of(session, found)
    lives = [life(found, each) for each in rows]
    return [
        VersionView(found, row, lifecycle.standing(life(found, row), lives, on), on)
        for row in reversed(rows)
        if visible(who, row)
    ]


def the_set(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    pair: PairRow | None = None,
) -> list[VersionView]:
    """The versions in force that day, in order of precedence; with `party` or `pair`, those that bind it.

    A pair is bound from its own day: where the text works pair by pair, and where it joined after the text
    was in force (`registry.queries.binding`). A party in several pairs is bound by what binds any of them;
    the `note` says where it is not all, and two versions of one document may apply, each to its own pairs.
    """
    if pair is not None:
        known = Binding(session, community, on)
        return set_of(known, [each for each in known.pairs if each.row.id == pair.id])
    if party is not None:
        known = Binding(session, community, on)
        return set_of(known, known.pairs_of(party))
    documents = {row.ref: row for row in all_documents(session, community)}
    rows = {(row.document_id, row.number): row for row in _adopted(session, community)}
    lives = [
        life(found, row)
        for found in documents.values()
        for row in rows.values()
        if row.document_id == found.id
    ]
    return [
        VersionView(
            documents[each.document], rows[documents[each.document].id, each.number], Standing.IN_FORCE, on
        )
        for each in lifecycle.the_set(lives, on)
    ]


def set_of(known: Binding, pairs: Sequence[PairView]) -> list[VersionView]:
    """The versions that bind any of these pairs, of what is read once for many."""
    bound: dict[int, tuple[Text, list[PairView]]] = {}
    for each in pairs:
        for text in known.applying(each):
            bound.setdefault(text.row.id, (text, []))[1].append(each)
    views = [
        VersionView(text.document, text.row, Standing.IN_FORCE, known.on, known.told(text, for_whom, pairs))
        for text, for_whom in bound.values()
    ]
    return sorted(views, key=_in_order)


def _in_order(view: VersionView) -> tuple[int, str, int]:
    """By precedence, then by short name, the newest version first."""
    return view.document.kind.precedence, view.document.ref, -view.row.id


def not_bound(session: Session, community: CommunityRow, on: date, party: PartyRow) -> list[VersionView]:
    """What is in force for others that day and binds none of the party's pairs, each with the reason."""
    known = Binding(session, community, on)
    pairs = known.pairs_of(party)
    bound = {view.document.id for view in set_of(known, pairs)}
    found: dict[int, tuple[Text, list[str]]] = {}
    for each in pairs:
        for text, said in known.not_bound(each):
            if text.document.id not in bound:
                found.setdefault(text.row.id, (text, []))[1].append(said.told(each.told))
    views = [
        VersionView(text.document, text.row, Standing.IN_FORCE, on, " ".join(why))
        for text, why in found.values()
    ]
    return sorted(views, key=_in_order)


def under_way(session: Session, community: CommunityRow, who: Actor, on: date) -> list[VersionView]:
    """What is adopted but not begun, frozen for decision, or a draft: as far as the actor may read it.

    On a day that is past, only what was adopted by then counts as adopted.
    """
    wanted = {Standing.COMING, Standing.ADOPTED, Standing.FROZEN, Standing.DRAFT}
    return [
        each
        for found in all_documents(session, community)
        for each in views_of(session, found, who, on)
        if each.standing in wanted and (each.row.adopted_on is None or each.row.adopted_on <= on)
    ]


def life(found: DocumentRow, row: VersionRow, entries: Mapping[int, date] | None = None) -> Life:
    """What lifecycle needs of a version; `entries` gives a pair's own day, for texts that work so."""
    valid_from = row.valid_from
    if entries is not None and row.entry_rule in BY_PAIR:
        valid_from = entries.get(row.id)
    return Life(found.ref, row.number, found.kind, row.stage, valid_from, row.valid_to)


def legal_text(row: VersionRow) -> LegalText:
    """The tree of this version's text."""
    return tree_of(row.text)


@lru_cache(maxsize=256)
def tree_of(text: str) -> LegalText:
    """The tree of a stored text. Kept by the text itself, so that it can never be stale."""
    return read(text)


@lru_cache(maxsize=256)
def html_of(text: str) -> str:
    """The HTML of a stored text, kept by the text itself."""
    return render(tree_of(text), history=True)


def _named(rows: list[VersionRow], number: str) -> VersionRow | None:
    if number == "draft":
        return next((row for row in reversed(rows) if row.stage is Stage.DRAFT), None)
    if number == "latest":
        return rows[-1] if rows else None
    return next((row for row in rows if row.number == number), None)


def _in_force(
    session: Session, community: CommunityRow, found: DocumentRow, on: date, party: PartyRow | None
) -> VersionView | None:
    return next(
        (each for each in the_set(session, community, on, party) if each.document.id == found.id), None
    )


def _adopted(session: Session, community: CommunityRow) -> Sequence[VersionRow]:
    return session.scalars(
        select(VersionRow).where(VersionRow.community_id == community.id, VersionRow.stage == Stage.ADOPTED)
    ).all()
