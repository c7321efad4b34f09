"""Papers that cannot belong where a person puts them: a sentence that names the two facts that disagree."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from decisions.words import day_in_words
from registry.clock import day_of
from registry.errors import BadInput
from registry.queries import decisions, parties
from registry.queries.paper_owners import names_of_parties
from registry.tables import (
    AdoptedPaperRow,
    BodyRow,
    CommunityRow,
    DecisionRow,
    DocumentRow,
    PairRow,
    PartyRow,
    VersionRow,
)

NOT_PUT = "Papiret er ikke knyttet."
NOTHING_LOST = "Ingenting annet er endret."


def refuse_unfit(
    session: Session,
    document: DocumentRow,
    version: VersionRow,
    party: PartyRow | None,
    decision: DecisionRow | None,
    paper: AdoptedPaperRow | None = None,
) -> None:
    """Raise BadInput where party, decision and paper cannot belong together in this round."""
    if paper is not None and paper.version_id not in {None, version.id}:
        other = session.get_one(VersionRow, paper.version_id)
        raise BadInput(
            NOT_PUT,
            f"«{paper.name}» kom i runden om versjon {other.number}, og dette gjelder {version.number}.",
            f"Ta inn filen i runden den hører til. {NOTHING_LOST}",
            "paper",
        )
    if party is not None:
        _refuse_outsider(session, document, version, party)
    if decision is not None:
        _refuse_decision(session, document, version, party, decision)
    if party is not None and paper is not None:
        _refuse_paper_of_another(session, party, paper)


def _refuse_outsider(session: Session, document: DocumentRow, version: VersionRow, party: PartyRow) -> None:
    """A party outside the circle of the text, or one that had ceased before the text was frozen."""
    community = session.get_one(CommunityRow, document.community_id)
    standing = [
        view.row
        for view in parties.pairs(session, community)
        if document.pair_id in {None, view.row.id} and party.id in {view.kommune.id, view.foretak.id}
    ]
    if not standing:
        raise BadInput(
            NOT_PUT,
            f"{party.name} er ikke part i «{document.title}».",
            f"Velg en annen part. {NOTHING_LOST}",
            "party",
        )
    last = _last_day(party, standing)
    if last is not None and version.frozen_at is not None and last < day_of(version.frozen_at):
        raise BadInput(
            NOT_PUT,
            f"{party.name} var part til og med {day_in_words(last)}, og teksten ble frosset "
            f"{day_in_words(day_of(version.frozen_at))}.",
            f"Velg parten som kom etter. {NOTHING_LOST}",
            "party",
        )


def _last_day(party: PartyRow, pairs: Sequence[PairRow]) -> date | None:
    ends = [pair.valid_to for pair in pairs]
    last = None if None in ends else max(end for end in ends if end)
    return min((day for day in (last, party.valid_to) if day), default=None)


def _refuse_decision(
    session: Session,
    document: DocumentRow,
    version: VersionRow,
    party: PartyRow | None,
    decision: DecisionRow,
) -> None:
    body = session.get_one(BodyRow, decision.body_id)
    if decision.version_id != version.id:
        other = session.get(VersionRow, decision.version_id) if decision.version_id else None
        about = "en annen sak" if other is None else f"versjon {other.number}"
        if other is not None and other.document_id != document.id:
            about = f"{session.get_one(DocumentRow, other.document_id).ref} {other.number}"
        raise BadInput(
            NOT_PUT,
            f"Vedtaket i sak {decision.case_number} gjelder {about}, og papiret kom i runden om "
            f"{document.ref} {version.number}.",
            f"Velg vedtaket om denne teksten. {NOTHING_LOST}",
            "decision",
        )
    if party is not None and body.owner_id != party.id:
        raise BadInput(
            NOT_PUT,
            f"Vedtaket i sak {decision.case_number} er gjort av {body.name}, som ikke er et "
            f"organ i {party.name}.",
            f"Velg et av partens egne vedtak. {NOTHING_LOST}",
            "decision",
        )
    if later := next(iter(decisions.corrections_of(session, decision)), None):
        raise BadInput(
            NOT_PUT,
            f"Vedtaket i sak {decision.case_number} er rettet, og det er rettelsen som gjelder.",
            f"Velg rettelsen, {later.ref}. {NOTHING_LOST}",
            "decision",
        )


def _refuse_paper_of_another(session: Session, party: PartyRow, paper: AdoptedPaperRow) -> None:
    """Minutes that name bodies of others and neither this party nor any body of it."""
    community = session.get_one(CommunityRow, paper.community_id)
    known = names_of_parties(session, community)
    said = json.loads(paper.report).get("minutes", {})
    named = {name: known[name] for name in said.get("names", ()) if name in known}
    bodies = [name for name, (ref, is_body) in named.items() if is_body and ref != party.ref]
    if said.get("says_so") and bodies and not any(ref == party.ref for ref, _ in named.values()):
        raise BadInput(
            NOT_PUT,
            f"Papiret nevner {bodies[0]}, og verken {party.name} eller noe organ i {party.name}.",
            f"Velg parten som papiret kom fra. {NOTHING_LOST}",
            "party",
        )
