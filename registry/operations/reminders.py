"""Reminders are proposed: one letter for each party that a round waits for, or one about a deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.adopting.rows import Row
from decisions.deadlines import Deadline, Holder
from decisions.parties import PartyKind
from documents.kinds import Language
from documents.lifecycle import Stage
from registry.errors import BadInput, RuleSaysNo
from registry.operations.messages import write_letter
from registry.permissions import Actor
from registry.queries import adoption, letters, messages, parties, rounds
from registry.queries.documents import VersionView
from registry.tables import CommunityRow, MessageRow, PartyRow

NOT_WRITTEN = "Ingen påminnelser er skrevet."
WAITS = (Stage.FROZEN, Stage.ADOPTED)
"""A text that is in force pair by pair may still wait for some."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """The letters that were written, and the parties that have one waiting already."""

    written: tuple[MessageRow, ...]
    had_one: tuple[str, ...]
    without_address: tuple[str, ...]


def remind_of_round(
    session: Session,
    who: Actor,
    community: CommunityRow,
    view: VersionView,
    chosen: Sequence[str],
    site: str,
    now: datetime,
) -> Reminded:
    """Write to these of the parties that are missing, by their refs; none chosen: to all of them.

    A party that has a letter about the version waiting gets no second one. `site` is the register's address.
    """
    if view.row.stage not in WAITS:
        raise RuleSaysNo(
            NOT_WRITTEN,
            f"{view.ref} er {view.row.stage.value}, og venter ikke på vedtak.",
            "Velg en tekst som er frosset for vedtak.",
        )
    stand = adoption.adoption(session, community, view.document, view.row, view.on)
    missing = {row.party.ref: row for row in stand.board.rows if not row.adopted}
    wanted = _wanted(missing, chosen)
    began = rounds.round_of(session, view.row, view.on)
    rows = {row.ref: row for row in parties.all_parties(session, community)}
    waiting = messages.waiting_for(session, view.row)
    written, had_one, without = [], [], []
    for ref in wanted:
        party = rows[ref]
        if party.id in waiting:
            had_one.append(party.name)
            continue
        deadline = began.deadline if began else None
        told = letters.about_round(community.name, view, missing[ref], deadline, site, party.language)
        about = f"runde:{view.ref}"
        written.append(
            write_letter(
                session,
                who,
                community,
                about,
                told.subject,
                told.body,
                now,
                addresses=party.mail,
                version=view.row,
                party=party,
            )
        )
        if not party.mail:
            without.append(party.name)
    return Reminded(tuple(written), tuple(had_one), tuple(without))


def remind_of(
    session: Session,
    who: Actor,
    community: CommunityRow,
    deadlines: Sequence[Deadline],
    site: str,
    now: datetime,
) -> MessageRow:
    """Write to whoever has the duty, where the register knows them: else a person fills in the address.

    The deadlines are alike: one rule, and one day.
    """
    first = deadlines[0]
    if any((each.rule, each.due) != (first.rule, first.due) for each in deadlines):
        raise BadInput(NOT_WRITTEN, "Fristene har ikke samme regel og dag.", "Skriv ett brev om hver av dem.")
    to = _recipients(session, community, deadlines)
    language = to[0].language if to else Language.NB
    told = letters.about_deadlines(community.name, deadlines, site, language)
    return write_letter(
        session,
        who,
        community,
        first.key,
        told.subject,
        told.body,
        now,
        addresses=", ".join(row.mail for row in to if row.mail),
        party=to[0] if len(to) == 1 else None,
    )


def missing_rows(session: Session, community: CommunityRow, view: VersionView) -> list[Row]:
    """The parties that the version waits for, those with the next meeting first."""
    stand = adoption.adoption(session, community, view.document, view.row, view.on)
    missing = [row for row in stand.board.rows if not row.adopted]
    return sorted(missing, key=lambda row: (row.next_meeting or date.max, row.party.name))


def _wanted(missing: dict[str, Row], chosen: Sequence[str]) -> list[str]:
    beyond = [ref for ref in chosen if ref not in missing]
    if beyond:
        raise BadInput(
            NOT_WRITTEN,
            f"«{beyond[0][:60]}» mangler ikke i denne runden.",
            "Velg blant dem som ikke har vedtatt teksten.",
            "parts",
        )
    if not missing:
        raise RuleSaysNo(NOT_WRITTEN, "Alle parter har vedtatt teksten.", "Det er ingen å minne.")
    return [ref for ref in missing if not chosen or ref in chosen]


def _recipients(session: Session, community: CommunityRow, deadlines: Sequence[Deadline]) -> list[PartyRow]:
    """The parties that have the duty, of those the register knows on the day."""
    kinds = {
        Holder.RHF: {PartyKind.REGIONALT_HELSEFORETAK},
        Holder.HELSEFORETAKET: {PartyKind.HELSEFORETAK, PartyKind.PRIVAT_SYKEHUS},
        Holder.KOMMUNENE: {PartyKind.KOMMUNE},
    }.get(deadlines[0].rule.holder)
    refs = {ref for each in deadlines for ref in each.parties}
    there = parties.parties_on(session, community, deadlines[0].due)
    if kinds is not None:
        return [row for row in there if row.kind in kinds]
    return [row for row in there if row.ref in refs]
