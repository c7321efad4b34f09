"""Whose is a paper that came back? By the file's name and the names in it: a suggestion, never a fact."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.case_number import CaseNumber, NotACaseNumber
from decisions.words import day_in_words
from registry.queries import bodies, decisions, parties
from registry.queries.decisions import DecisionView
from registry.tables import (
    AdoptedPaperRow,
    BodyAliasRow,
    CommunityRow,
    DecisionRow,
    PaperKind,
    PartyRow,
    VersionRow,
)


def names_of_parties(session: Session, community: CommunityRow) -> dict[str, tuple[str, bool]]:
    """Every name a paper may show whose it is: the party's ref, and whether it names a body of the party."""
    owners = {row.id: row.ref for row in parties.all_parties(session, community)}
    named: dict[str, tuple[str, bool]] = {
        row.name: (row.ref, False) for row in parties.all_parties(session, community)
    }
    owned = {row.id: row for row in bodies.all_bodies(session, community) if row.owner_id in owners}
    aliases = session.scalars(select(BodyAliasRow).where(BodyAliasRow.community_id == community.id)).all()
    for name, row in (
        *((row.name, row) for row in owned.values()),
        *((each.name, owned[each.body_id]) for each in aliases if each.body_id in owned),
    ):
        if name.casefold() not in _SAYS_NOTHING:
            named[name] = (owners[row.owner_id or 0], True)
    return named


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Whose a paper seems to be. A person confirms it, or says another."""

    party: PartyRow
    why: str
    decisions: tuple[DecisionView, ...]
    """What its bodies have decided about the round's text and nobody has corrected."""


def suggestion(
    session: Session,
    community: CommunityRow,
    version: VersionRow,
    row: AdoptedPaperRow,
    minutes: Mapping[str, Any],
) -> Suggestion | None:
    """Whose does this paper seem to be? None where nothing points to one party, or two things to two.

    `minutes`: what the paper says of itself (`documents.attached.minutes`).
    """
    if row.party_id is not None:
        owner = session.get_one(PartyRow, row.party_id)
        return Suggestion(owner, "En person har sagt det.", made_by(session, community, version, owner))
    known = names_of_parties(session, community)
    of_file = _named_in_file(row.name, parties.all_parties(session, community))
    named = [known[name] for name in minutes.get("names", ()) if name in known]
    of_body = {ref for ref, is_body in named if is_body}
    of_words = of_body or ({ref for ref, _ in named} if row.kind is PaperKind.PROTOKOLL else set())
    is_minutes = row.kind is PaperKind.PROTOKOLL
    for pointed, why in (
        (of_file & of_words, "Filnavnet og ordene i papiret nevner parten."),
        (of_file if not of_words else set(), "Filnavnet nevner parten."),
        (of_words if not of_file else set(), "Papiret nevner parten eller et organ i den."),
    ):
        if len(pointed) == 1:
            owner = parties.party(session, community, *pointed)
            made = made_by(session, community, version, owner)
            fit = tuple(each for each in made if not (is_minutes and disagreement(minutes, each.row)))
            return Suggestion(owner, why, fit)
    return None


def made_by(
    session: Session, community: CommunityRow, version: VersionRow, party: PartyRow
) -> tuple[DecisionView, ...]:
    """The decisions of this party's bodies about the version that nobody has corrected, the latest first."""
    made = decisions.decisions(session, community, version=version, uncorrected=True)
    return tuple(view for view in made if view.body.owner_id == party.id)


def disagreement(minutes: Mapping[str, Any], decision: DecisionRow) -> tuple[str, ...]:
    """What minutes say of case and day that is not so of this decision, a sentence each."""
    cases = [known for printed in minutes.get("cases", ()) if (known := _case(printed))]
    own, days = _case(decision.case_number), [date.fromisoformat(day) for day in minutes.get("days", ())]
    told = []
    if cases and own and own not in cases:
        told.append(
            f"Papiret nevner sak {minutes['cases'][0]}, og vedtaket er gjort i sak {decision.case_number}."
        )
    if days and decision.meeting_on not in days:
        made_on = day_in_words(decision.meeting_on)
        told.append(f"Papiret nevner {day_in_words(days[0])}, og vedtaket er gjort {made_on}.")
    return tuple(told)


def _case(printed: str) -> tuple[int, int] | None:
    """Year and number, whatever stands before them: «PS 22/25» and «sak 22/2025» are one."""
    try:
        case = CaseNumber.parse(printed)
    except NotACaseNumber:
        return None
    return case.year, case.number


_SAYS_NOTHING = {"kommunestyret", "formannskapet", "styret", "direktøren", "kommunedirektøren", "ordføreren"}
"""Names of bodies that are those of every party."""
_LEGAL_FORM = re.compile(r"\b(?:kommune|HF|RHF|AS)\b", re.IGNORECASE)


def _named_in_file(name: str, rows: Iterable[PartyRow]) -> set[str]:
    told = unicodedata.normalize("NFC", name).casefold().replace("_", " ").replace("-", " ")
    return {row.ref for row in rows if any(_stands_in(each, told) for each in (row.ref, row.name))}


def _stands_in(words: str, told: str) -> bool:
    bare = " ".join(_LEGAL_FORM.sub("", words).casefold().replace("-", " ").split())
    return bool(bare) and re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", told) is not None
