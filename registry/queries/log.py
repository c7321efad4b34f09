"""What has been done, and by whom?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry import clock
from registry.audit import Event
from registry.tables import AuditRow, CommunityRow, DecisionRow, PersonRow, VersionRow

LARGEST_SEQ = 2**31 - 1
"""The largest number PostgreSQL keeps in the column; a larger one must not be asked for."""


def head(session: Session) -> AuditRow | None:
    """The last entry of the log."""
    return session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()


def last_by(session: Session, day: date) -> int:
    """The number of the last entry made by the end of that day in Norway; 0 where there was none."""
    ends = datetime.combine(day + timedelta(days=1), time(), clock.OSLO).astimezone(UTC)
    return session.scalar(select(func.max(AuditRow.seq)).where(AuditRow.at < ends.isoformat())) or 0


def entries(session: Session, community: CommunityRow, before: int | None, limit: int) -> Sequence[AuditRow]:
    """Entries of this helsefellesskap and of the installation, the newest first."""
    older = AuditRow.seq < min(before or LARGEST_SEQ, LARGEST_SEQ)
    return session.scalars(_of(community).where(older).limit(limit)).all()


def history_of(session: Session, community: CommunityRow, subject: str) -> Sequence[AuditRow]:
    """All that was done with one thing, the oldest first."""
    return session.scalars(
        select(AuditRow)
        .where(AuditRow.community_id == community.id, AuditRow.subject == subject)
        .order_by(AuditRow.seq)
    ).all()


def since(session: Session, seq: int) -> Sequence[AuditRow]:
    """Entries after this one, in order: what the search index has not seen."""
    return session.scalars(select(AuditRow).where(AuditRow.seq > seq).order_by(AuditRow.seq)).all()


def counted(session: Session) -> dict[str, int]:
    """How much there is to look at."""
    return {
        "versions": session.scalar(select(func.count()).select_from(VersionRow)) or 0,
        "decisions": session.scalar(select(func.count()).select_from(DecisionRow)) or 0,
        "entries": session.scalar(select(func.count()).select_from(AuditRow)) or 0,
    }


def _of(community: CommunityRow) -> Select[AuditRow]:
    return (
        select(AuditRow)
        .where((AuditRow.community_id == community.id) | AuditRow.community_id.is_(None))
        .order_by(AuditRow.seq.desc())
    )


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a person reads it."""

    seq: int
    at: datetime
    who: str
    what: str
    subject: str
    """What it was done to; empty where people did something for themselves."""
    path: str
    """Where the thing can be read; empty when it has no page."""
    data: dict[str, object]


def told(session: Session, row: AuditRow) -> Told:
    """The entry in words. Names come from the table of people; the log itself holds only their references."""
    kind, _, thing = row.subject.partition(":")
    return Told(
        row.seq,
        datetime.fromisoformat(row.at),
        name_of(session, row.actor),
        _DONE[Event(row.event)],
        thing or (name_of(session, kind) if kind != row.actor else ""),
        _path(kind, thing),
        json.loads(row.payload)["data"],
    )


def name_of(session: Session, ref: str) -> str:
    """The name of whoever acts under this reference."""
    name = session.scalars(select(PersonRow.name).where(PersonRow.ref == ref)).first()
    return name or _ACTORS.get(ref, ref)


def _path(kind: str, thing: str) -> str:
    match kind:
        case "versjon":
            return "/dokumenter/" + thing.replace("@", "/")
        case "søkeord":
            return "/sok/ord"
        case (
            "dokument"
            | "midler"
            | "vedtak"
            | "organ"
            | "oppsigelse"
            | "part"
            | "regel"
            | "møte"
            | "sak"
            | "brev"
            | "tiltak"
        ):
            return f"/{_PLACES[kind]}/{thing}"
        case _:
            return ""


_PLACES = {
    "brev": "utboks",
    "oppsigelse": "oppsigelser",
    "dokument": "dokumenter",
    "midler": "midler",
    "møte": "moter",
    "organ": "organer",
    "part": "parter",
    "regel": "regler",
    "sak": "saker",
    "tiltak": "lovkrav/tiltak",
    "vedtak": "vedtak",
}
_ACTORS = {"drift": "Drift (kommandolinjen)", "offentlig": "Uten innlogging"}
_DONE = {
    Event.AMENDMENTS_MADE: "førte forslagene i en fil til",
    Event.AMENDMENT_ANSWERED: "svarte på et forslag i",
    Event.BODY_ADDED: "la til organet",
    Event.BODY_CHANGED: "endret organet",
    Event.CALENDAR_KEY_MADE: "laget en kalenderadresse for",
    Event.CALENDAR_KEY_REVOKED: "trakk en kalenderadresse fra",
    Event.CASE_CHANGED: "endret saken",
    Event.CASE_CLOSED: "lukket saken",
    Event.CASE_OPENED: "åpnet saken",
    Event.CATALOGUE_ADDED: "la til kravlisten",
    Event.CATALOGUE_SIGNED: "kvitterte for en oppføring i kravlisten",
    Event.CHANGE_CLASSIFIED: "klassifiserte endringen i",
    Event.CHANGE_EXPLAINED: "begrunnet en endring i",
    Event.CLAUSE_READ: "leste punktet som styrer særavtalen",
    Event.COMMUNITY_ADDED: "la til helsefellesskapet",
    Event.COVERAGE_CONFIRMED: "bekreftet en vurdering av",
    Event.COVERAGE_JUDGED: "vurderte hva teksten dekker i",
    Event.COVERAGE_WITHDRAWN: "trakk en vurdering av",
    Event.DECISIONS_REJUDGED: "vurderte alle vedtak på nytt",
    Event.DECISION_CERTIFIED: "bekreftet vedtaket",
    Event.DECISION_RECORDED: "registrerte vedtaket",
    Event.DEVIATION_CLASSIFIED: "sa hva et avvik betyr i",
    Event.DOCUMENT_ADDED: "la til dokumentet",
    Event.DRAFT_CHANGED: "skrev i utkastet",
    Event.DRAFT_MADE: "laget utkastet",
    Event.DRAFT_SENT: "sendte ut",
    Event.FILE_RECEIVED: "tok imot filen",
    Event.FUND_ADDED: "la til midlene",
    Event.FUND_ALLOCATED: "førte en fordeling av",
    Event.INVOLVEMENT_RECORDED: "førte medvirkning i",
    Event.ITEM_TYPED: "førte en sak i møtet",
    Event.MEASURE_ADDED: "la til samarbeidstiltaket",
    Event.MEASURE_ENDED: "førte siste dag for samarbeidstiltaket",
    Event.MEETING_CALLED: "kalte inn til møtet",
    Event.MEETING_CHANGED: "endret møtet",
    Event.MESSAGE_CHANGED: "endret et brev om",
    Event.MESSAGE_SENT: "sendte et brev om",
    Event.MESSAGE_WRITTEN: "skrev et brev om",
    Event.MISSES_CLEARED: "ryddet i listen over søk uten treff",
    Event.MINUTES_APPROVED: "førte protokollen som godkjent for møtet",
    Event.MINUTES_CORRECTED: "rettet protokollen for møtet",
    Event.NOTICE_FOLLOWED: "fulgte opp oppsigelsen",
    Event.NOTICE_RECEIVED: "førte en oppsigelse av",
    Event.PACKAGES_ASKED: "ba om sakspakker for",
    Event.PACKAGES_MADE: "laget sakspakker for",
    Event.PACKAGES_STOPPED: "fikk ikke laget sakspakker for",
    Event.PAIR_ADDED: "la til paret",
    Event.PAIR_ENDED: "førte siste dag for paret",
    Event.PAIR_ENTERED: "førte i kraft for et par",
    Event.PAPER_ASSIGNED: "knyttet et mottatt papir til et vedtak om",
    Event.PAPER_RECEIVED: "tok imot et papir om",
    Event.PARTY_ADDED: "la til parten",
    Event.PARTY_CHANGED: "endret parten",
    Event.PARTY_ENDED: "førte siste dag for parten",
    Event.PARTY_SUCCEEDED: "førte etterfølgeren til",
    Event.PASSWORD_SET: "satte passordet til",
    Event.PERSON_ADDED: "la til",
    Event.PERSON_DISABLED: "stengte ute",
    Event.POWER_DELEGATED: "førte en delegasjon til",
    Event.REVIEW_RECORDED: "førte en gjennomgang av",
    Event.ROLE_GIVEN: "ga en rolle til",
    Event.ROLE_TAKEN: "tok en rolle fra",
    Event.ROUND_SET: "satte vedtaksrunden for",
    Event.RULE_ADDED: "la til regelen",
    Event.RULE_CORRECTED: "rettet regelen",
    Event.RULING_GIVEN: "førte en persons avgjørelse om vedtaket",
    Event.SEARCH_FEED_MADE: "laget en hemmelig adresse til et lagret søk",
    Event.SEARCH_FEED_REVOKED: "trakk tilbake en hemmelig adresse til et lagret søk",
    Event.SEARCH_FORGOTTEN: "glemte et lagret søk",
    Event.SEARCH_SAVED: "lagret et søk",
    Event.SEAT_CHANGED: "endret en plass i",
    Event.SEAT_TAKEN: "førte en plass i",
    Event.SIGNATURE_RECORDED: "førte en underskrift på",
    Event.SIGNED_IN: "logget inn",
    Event.SIGNED_OUT: "logget ut",
    Event.STEP_NOTED: "førte et steg i runden om",
    Event.SUBMISSION_RECORDED: "førte innsendingen av",
    Event.SYNONYMS_CHANGED: "endret søkeordene",
    Event.TEMPLATE_CHOSEN: "valgte mal for Word-filer",
    Event.TOKEN_MADE: "laget en nøkkel til",
    Event.TOKEN_REVOKED: "trakk en nøkkel fra",
    Event.VERSION_ADOPTED: "førte som vedtatt",
    Event.VERSION_FROZEN: "frøs",
    Event.VERSION_PUBLISHED: "førte publiseringen av",
    Event.VERSION_REPEALED: "førte som opphevet",
    Event.VERSION_WITHDRAWN: "trakk",
}
