"""A document and its versions: begun, written, frozen, withdrawn, repealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.entry_into_force import EntryRule
from decisions.proposals import Finding
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.lifecycle import Stage, may_become
from documents.markdown import NotALegalText, canonical
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import BadInput, Changed, RuleSaysNo
from registry.fingerprints import text_hash
from registry.operations import rules
from registry.operations.entry_terms import EntryTerms, as_it_applied, lay_down, terms_of
from registry.operations.rejudging import rejudge
from registry.permissions import Actor
from registry.queries.classifications import written
from registry.queries.identities import in_its_own_name
from registry.tables import BodyRow, CommunityRow, DocumentRow, PairRow, VersionRow


@dataclass(frozen=True, slots=True)
class Draft:
    """What is needed to make a draft."""

    number: str
    source: str
    """Markdown; made canonical before it is stored."""
    language: Language
    change: ChangeClass
    label: str = ""
    reason: str = ""
    entry_rule: EntryRule = EntryRule.ALLE_PARTER
    earliest_from: date | None = None
    based_on: VersionRow | None = None


def add_document(
    session: Session,
    who: Actor,
    community: CommunityRow,
    ref: str,
    kind: DocumentKind,
    title: str,
    now: datetime,
    *,
    owner: BodyRow | None = None,
    pair: PairRow | None = None,
) -> DocumentRow:
    """Begin a document. A special agreement must say which pair it is between; others have none."""
    ref, title = fields.short_name(ref), fields.line(title, "title", "Tittelen")
    known = select(DocumentRow).where(DocumentRow.community_id == community.id, DocumentRow.ref == ref)
    if session.scalars(known).first():
        raise RuleSaysNo(
            f"Dokumentet «{ref}» finnes fra før.", "", "Lag en ny versjon av det, eller velg et annet navn."
        )
    if (kind is DocumentKind.SAERAVTALE) != (pair is not None):
        raise RuleSaysNo(
            f"Dokumentet «{ref}» er ikke laget.",
            "En særavtale er mellom én kommune og ett foretak; andre dokumenter gjelder alle parter.",
            "Velg paret for særavtalen, eller et annet slag dokument.",
        )
    row = DocumentRow(
        community_id=community.id,
        ref=ref,
        kind=kind,
        title=title,
        owner_id=owner.id if owner else None,
        pair_id=pair.id if pair else None,
        created_at=now,
    )
    session.add(row)
    session.flush()
    data = {"kind": kind.value, "title": title}
    audit.record(session, Event.DOCUMENT_ADDED, f"dokument:{ref}", who.ref, community.id, data)
    return row


def make_draft(
    session: Session, who: Actor, document: DocumentRow, draft: Draft, now: datetime
) -> VersionRow:
    """Make a draft of a new version. The class of change is the drafter's own until somebody confirms it."""
    number = fields.version_number(draft.number)
    known = select(VersionRow).where(VersionRow.document_id == document.id, VersionRow.number == number)
    if session.scalars(known).first():
        raise RuleSaysNo(
            f"«{document.ref}» har allerede en versjon {number}.",
            "",
            "Velg et nytt versjonsnummer. Teksten din er ikke lagret.",
        )
    row = VersionRow(
        community_id=document.community_id,
        document_id=document.id,
        number=number,
        language=draft.language,
        stage=Stage.DRAFT,
        text=in_its_own_name(session, document, stored_form(draft.source, document.title)),
        based_on_id=draft.based_on.id if draft.based_on else None,
        change=draft.change,
        change_label=fields.line(draft.label, "label", "Betegnelsen", required=False),
        change_reason=fields.text(draft.reason, "reason", "Begrunnelsen", required=False),
        entry_rule=draft.entry_rule,
        earliest_from=draft.earliest_from,
        created_at=now,
    )
    session.add(row)
    session.flush()
    data = {"hash": text_hash(row.text), "change": draft.change.value, "language": draft.language.value}
    audit.record(session, Event.DRAFT_MADE, subject(document, row), who.ref, document.community_id, data)
    return row


def change_draft(
    session: Session, who: Actor, document: DocumentRow, row: VersionRow, source: str, revision: int
) -> VersionRow:
    """Change a draft's text, if it is still the revision the writer had before them.

    Raises Changed when somebody else has saved since: the caller shows both texts, and loses neither.
    """
    hold(session, row)
    if row.stage is not Stage.DRAFT:
        raise RuleSaysNo(
            f"{document.ref} {row.number} kan ikke endres.",
            "Teksten er frosset, og det som er frosset, endres aldri.",
            "Lag en ny versjon på grunnlag av denne.",
        )
    if row.revision != revision:
        raise Changed(
            "Utkastet ble endret mens du skrev.",
            "En annen har lagret en nyere tekst.",
            "Begge tekstene står nedenfor; velg hva som skal stå.",
        )
    row.text = in_its_own_name(session, document, stored_form(source, document.title))
    row.revision = revision + 1
    session.flush()
    data = {"hash": text_hash(row.text), "revision": row.revision}
    audit.record(session, Event.DRAFT_CHANGED, subject(document, row), who.ref, document.community_id, data)
    return row


def freeze(
    session: Session,
    who: Actor,
    document: DocumentRow,
    row: VersionRow,
    now: datetime,
    *,
    confirmed_change: ChangeClass | None = None,
    suggested: ChangeClass | None = None,
    findings: Iterable[Finding] = (),
    terms: EntryTerms | None = None,
) -> VersionRow:
    """Freeze a draft for decision: from now on the text is what its hash says, for ever.

    The one who freezes confirms the class of change; the drafters' own label is kept beside it. `suggested`
    is what the register showed as its suggestion, which the log remembers whether it was followed or not.
    `findings` are what the change does, as far as that person says it is certain or possible. `terms` are
    when it comes into force; left out, as the draft says.
    """
    hold(session, row)
    _refuse_step(document, row, Stage.FROZEN)
    entry = lay_down(session, document, row, terms or terms_of(row), clock.day_of(now))
    row.frozen_hash, row.stage, row.frozen_at = text_hash(row.text), Stage.FROZEN, now
    row.change = confirmed_change or row.change
    row.change_confirmed_by = who.name
    said = frozenset(findings)
    if said:
        row.findings = written(said)
    row.revision += 1
    session.flush()
    data: dict[str, object] = {
        "hash": row.frozen_hash,
        "change": row.change.value,
        "label": row.change_label,
        "entry": entry.to_dict(),
    }
    if said:
        data["findings"] = ", ".join(sorted({each.trait.value for each in said}))
    if suggested is not None:
        data["suggested"] = suggested.value
    audit.record(session, Event.VERSION_FROZEN, subject(document, row), who.ref, document.community_id, data)
    return row


def withdraw(session: Session, who: Actor, document: DocumentRow, row: VersionRow, reason: str) -> VersionRow:
    """Take a draft or a frozen text out of the way. It stays readable, with the reason."""
    hold(session, row)
    _refuse_step(document, row, Stage.WITHDRAWN)
    row.frozen_hash = row.frozen_hash or text_hash(row.text)
    row.stage, row.revision = Stage.WITHDRAWN, row.revision + 1
    session.flush()
    data = {"hash": row.frozen_hash, "reason": fields.line(reason, "reason", "Grunnen")}
    audit.record(
        session, Event.VERSION_WITHDRAWN, subject(document, row), who.ref, document.community_id, data
    )
    return row


def adopt(
    session: Session, who: Actor, document: DocumentRow, row: VersionRow, adopted_on: date, valid_from: date
) -> None:
    """Mark a version as adopted, to apply from a day. Called when the decisions it needs are there."""
    _refuse_step(document, row, Stage.ADOPTED)
    row.stage, row.adopted_on, row.valid_from = Stage.ADOPTED, adopted_on, valid_from
    row.revision += 1
    session.flush()
    data = {
        "hash": row.frozen_hash,
        "adopted": adopted_on.isoformat(),
        "from": valid_from.isoformat(),
        "taken_over": row.taken_over,
    }
    audit.record(session, Event.VERSION_ADOPTED, subject(document, row), who.ref, document.community_id, data)


def take_over(
    session: Session,
    who: Actor,
    document: DocumentRow,
    row: VersionRow,
    adopted_on: date,
    valid_from: date,
    source: str,
    now: datetime,
) -> None:
    """Bring in a text that was adopted before the register began, on the word of the one who does it.

    The decisions are not in the register, so no mandate is judged: `source` says who adopted it and where
    that is recorded, and the page says so for as long as the version is read. Rules of the version before go
    on to it as when a text is adopted here, and all decisions are judged anew.
    """
    _refuse_what_the_register_must_judge(session, row, adopted_on, valid_from, clock.day_of(now))
    row.taken_over = fields.text(source, "source", "Hvor vedtakene står")
    freeze(session, who, document, row, now, terms=as_it_applied(row))
    adopt(session, who, document, row, adopted_on, valid_from)
    community = session.get_one(CommunityRow, document.community_id)
    rules.carry_over(session, who, community, document, row)
    rejudge(session, who, community, f"{document.ref}@{row.number} er ført inn som vedtatt før.", now)


def repeal(
    session: Session, who: Actor, document: DocumentRow, row: VersionRow, last_day: date, reason: str
) -> None:
    """End a version that was adopted: it applies to and with that day."""
    hold(session, row)
    if row.stage is not Stage.ADOPTED or row.valid_from is None or last_day < row.valid_from:
        raise RuleSaysNo(
            f"{document.ref} {row.number} kan ikke oppheves fra den dagen.", "Den gjelder ikke da."
        )
    row.valid_to, row.revision = last_day, row.revision + 1
    session.flush()
    data = {"to": last_day.isoformat(), "reason": fields.line(reason, "reason", "Grunnen")}
    audit.record(
        session, Event.VERSION_REPEALED, subject(document, row), who.ref, document.community_id, data
    )


def hold(session: Session, row: VersionRow) -> None:
    """Read the version anew and keep other writers from it until this is committed.

    Else what is checked here might no longer be so when it is written, and somebody's work be lost.
    """
    session.flush()
    session.refresh(row, with_for_update=True)


def _refuse_what_the_register_must_judge(
    session: Session, row: VersionRow, adopted_on: date, valid_from: date, today: date
) -> None:
    """Taking over is for history. What is decided from now on goes by way of decisions and mandates."""
    if valid_from < adopted_on:
        raise BadInput(
            "Teksten er ikke ført inn.", "Den kan ikke gjelde før den ble vedtatt.", "", "valid_from"
        )
    if valid_from > today:
        raise BadInput(
            "Teksten er ikke ført inn.",
            "Den gjelder ikke ennå.",
            "Frys den, og registrer vedtakene.",
            "valid_from",
        )
    decided_here = select(VersionRow).where(
        VersionRow.document_id == row.document_id,
        VersionRow.stage == Stage.ADOPTED,
        VersionRow.taken_over == "",
        VersionRow.valid_from <= valid_from,
    )
    if session.scalars(decided_here).first():
        raise RuleSaysNo(
            "Teksten er ikke ført inn.",
            "Registeret har alt vedtakene om en eldre versjon av dokumentet, og prøver da også denne.",
            "Frys den, og registrer vedtakene.",
        )


def stored_form(source: str, title: str) -> str:
    """The canonical text of what a person wrote; raises BadInput that says what is wrong."""
    try:
        return canonical(source, title)
    except NotALegalText as wrong:
        raise BadInput(
            "Teksten er ikke lagret.", str(wrong), "Det du skrev, står fortsatt i feltet.", "text"
        ) from wrong


def subject(document: DocumentRow, row: VersionRow) -> str:
    """What the log calls a version."""
    return f"versjon:{document.ref}@{row.number}"


def _refuse_step(document: DocumentRow, row: VersionRow, wanted: Stage) -> None:
    if not may_become(row.stage, wanted):
        raise RuleSaysNo(
            f"{document.ref} {row.number} kan ikke bli {wanted.value}.",
            f"Den er {row.stage.value}.",
            "Ingenting er endret.",
        )
