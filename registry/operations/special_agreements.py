"""A person has read a special agreement and a clause of a text above it together, and says if it rests on it.

Nothing is edited: reading them again is a new row. The last word about a clause counts, from the day they
were read.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.words import day_in_words, listed
from documents.kinds import DocumentKind
from documents.lifecycle import Stage
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.permissions import Actor
from registry.queries import documents, parties
from registry.queries.documents import legal_text
from registry.queries.governing import ABOVE
from registry.tables import (
    CommunityRow,
    DocumentRow,
    GoverningClauseRow,
    PairRow,
    PartyRow,
    VersionRow,
)

NOT_KEPT = "Lesningen er ikke registrert."


def read_together(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    section_id: str,
    on: date,
    now: datetime,
    *,
    holds: bool = True,
    note: str = "",
) -> GoverningClauseRow:
    """The special agreement rests on this clause as this version has it; `holds=False`: it does not any more.

    Raises RuleSaysNo for a document that is no special agreement, a text that is not adopted, and a pair that
    is no more; BadInput for a clause that the version does not have and for a day that cannot be right;
    AlreadyThere where the same person has said the same of the same version.
    """
    main = session.get_one(DocumentRow, version.document_id)
    _refuse_other_kinds(document, main)
    _refuse_unadopted(session, document, main, version)
    _refuse_unknown_clause(version, section_id)
    _refuse_day(version, on, now)
    _refuse_ended_pair(session, document, on)
    row = GoverningClauseRow(
        community_id=community.id,
        document_id=document.id,
        version_id=version.id,
        section_id=section_id,
        holds=holds,
        note=fields.text(note, "note", "Merknaden", required=False),
        read_by=who.name,
        read_on=on,
        read_at=now,
    )
    _refuse_the_same(session, document, main, row)
    session.add(row)
    session.flush()
    place = legal_text(version).find(section_id)
    data = {
        "version": f"{main.ref}@{version.number}",
        "clause": place.number if place else "",
        "holds": holds,
        "on": on.isoformat(),
        "rows": remembered(row),
    }
    audit.record(session, Event.CLAUSE_READ, f"dokument:{document.ref}", who.ref, community.id, data)
    return row


def _refuse_other_kinds(document: DocumentRow, main: DocumentRow) -> None:
    if document.kind is not DocumentKind.SAERAVTALE:
        raise RuleSaysNo(
            NOT_KEPT,
            f"«{document.title}» er ikke en særavtale.",
            "Velg en særavtale. Ingenting er endret.",
        )
    if main.kind not in ABOVE or main.community_id != document.community_id:
        raise BadInput(
            NOT_KEPT,
            f"En særavtale står ikke under «{main.title}».",
            "Velg samarbeidsavtalen, en delavtale eller en retningslinje.",
            "version",
        )


def _refuse_unadopted(
    session: Session, document: DocumentRow, main: DocumentRow, version: VersionRow
) -> None:
    if version.stage is Stage.WITHDRAWN:
        raise RuleSaysNo(
            NOT_KEPT,
            f"{main.title}, versjon {version.number}, er trukket og ble aldri vedtatt.",
            "Les punktet i den versjonen som gjelder.",
        )
    if version.stage is not Stage.ADOPTED:
        raise RuleSaysNo(
            NOT_KEPT,
            f"{main.title}, versjon {version.number}, er ikke vedtatt, og kan bli en annen.",
            "Les punktet når teksten er vedtatt. Utkastets side sier hvilke særavtaler det vil gjelde.",
        )
    own = documents.versions_of(session, document)
    if own and all(each.stage is Stage.WITHDRAWN for each in own):
        raise RuleSaysNo(NOT_KEPT, f"Alle versjoner av «{document.title}» er trukket.")


def _refuse_unknown_clause(version: VersionRow, section_id: str) -> None:
    if not section_id or legal_text(version).find(section_id) is None:
        named = f"«{section_id[:40]}»" if section_id else "det som er valgt"
        raise BadInput(
            NOT_KEPT,
            f"Versjon {version.number} har ikke noe punkt {named}.",
            "Skriv nummeret slik det står i teksten, for eksempel 7.1 eller 5.2 c.",
            "clause",
        )


def _refuse_day(version: VersionRow, on: date, now: datetime) -> None:
    if on > now.date():
        raise BadInput(
            NOT_KEPT, f"{day_in_words(on)} er ikke kommet ennå.", "Skriv dagen de to ble lest.", "on"
        )
    if version.adopted_on is not None and on < version.adopted_on:
        raise BadInput(
            NOT_KEPT,
            f"Versjon {version.number} ble først vedtatt {day_in_words(version.adopted_on)}.",
            "Skriv dagen de to ble lest.",
            "on",
        )


def _refuse_ended_pair(session: Session, document: DocumentRow, on: date) -> None:
    pair = session.get_one(PairRow, document.pair_id)
    both = [session.get_one(PartyRow, each) for each in (pair.kommune_id, pair.foretak_id)]
    gone = next((row for row in both if row.valid_to is not None and row.valid_to < on), None)
    if gone is not None and gone.valid_to is not None:
        after = listed([row.name for row, _ in parties.successors(session, gone)])
        now = f"Særavtaler med {after} er egne dokumenter." if after else "Særavtalen leses ikke på nytt."
        raise RuleSaysNo(NOT_KEPT, f"{gone.name} er ikke part etter {day_in_words(gone.valid_to)}.", now)
    if pair.valid_to is not None and pair.valid_to < on:
        names = listed([row.name for row in both])
        raise RuleSaysNo(NOT_KEPT, f"{names} er ikke et par etter {day_in_words(pair.valid_to)}.")


def _refuse_the_same(
    session: Session, document: DocumentRow, main: DocumentRow, row: GoverningClauseRow
) -> None:
    known = [
        each
        for each in session.scalars(
            select(GoverningClauseRow)
            .where(
                GoverningClauseRow.document_id == document.id,
                GoverningClauseRow.section_id == row.section_id,
            )
            .order_by(GoverningClauseRow.read_on, GoverningClauseRow.id)
        )
        if session.get_one(VersionRow, each.version_id).document_id == main.id
    ]
    last = next(iter(reversed(known)), None)
    if not row.holds and (last is None or not last.holds):
        raise RuleSaysNo(
            NOT_KEPT, "Ingen har sagt at særavtalen hviler på punktet.", "Da er det ikke noe å ta bort."
        )
    if last and _said(last) == _said(row):
        raise AlreadyThere(
            "Lesningen er ikke registrert en gang til.",
            f"{last.read_by} har alt lest de to sammen {day_in_words(last.read_on)}, i den samme versjonen.",
            "Det står på særavtalens side.",
            f"/dokumenter/{document.ref}/styres-av",
        )


def _said(row: GoverningClauseRow) -> tuple[object, ...]:
    return row.version_id, row.holds, row.note, row.read_by
