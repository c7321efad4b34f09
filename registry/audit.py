"""The log of acts: append-only, each entry chained to the one before by its hash.

An entry is written in the transaction of the act it tells of: both stand, or neither. What is hashed is
the exact payload that is stored, so that verification never depends on how a program prints JSON. The
chain shows any change, but not a cut tail; the head should be copied out of the system (docs/running.md).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from registry import clock
from registry.tables import AuditRow

GENESIS = "0" * 64
_FIRST = "log.first"
_PG_LOCK = 6_2_2011  # one writer of the chain at a time; any number serves, if it is always the same


class Event(StrEnum):
    """What happened, `<thing>.<act>`; docs/architecture.md tells what each carries."""

    AMENDMENTS_MADE = "forslag.ført"
    AMENDMENT_ANSWERED = "forslag.besvart"
    BODY_ADDED = "organ.lagt-til"
    BODY_CHANGED = "organ.endret"
    CALENDAR_KEY_MADE = "kalender.nøkkel-laget"
    CALENDAR_KEY_REVOKED = "kalender.nøkkel-trukket"
    CASE_CHANGED = "sak.endret"
    CASE_CLOSED = "sak.lukket"
    CASE_OPENED = "sak.apnet"
    CATALOGUE_ADDED = "kravliste.lagt-til"
    CATALOGUE_SIGNED = "kravliste.kvittert"
    CHANGE_CLASSIFIED = "endring.klassifisert"
    CHANGE_EXPLAINED = "endring.begrunnet"
    CLAUSE_READ = "særavtale.lest"
    COMMUNITY_ADDED = "helsefellesskap.lagt-til"
    COVERAGE_CONFIRMED = "lovkrav.bekreftet"
    COVERAGE_JUDGED = "lovkrav.vurdert"
    COVERAGE_WITHDRAWN = "lovkrav.trukket"
    DECISIONS_REJUDGED = "vedtak.vurdert-på-nytt"
    DECISION_CERTIFIED = "vedtak.bekreftet"
    DECISION_RECORDED = "vedtak.registrert"
    DEVIATION_CLASSIFIED = "runde.avvik-klassifisert"
    DOCUMENT_ADDED = "dokument.lagt-til"
    DRAFT_CHANGED = "utkast.endret"
    DRAFT_MADE = "utkast.laget"
    DRAFT_SENT = "utkast.sendt"
    FILE_RECEIVED = "fil.mottatt"
    FUND_ADDED = "midler.lagt-til"
    FUND_ALLOCATED = "midler.fordelt"
    INVOLVEMENT_RECORDED = "medvirkning.ført"
    ITEM_TYPED = "møtesak.ført"
    MEASURE_ADDED = "tiltak.lagt-til"
    MEASURE_ENDED = "tiltak.avsluttet"
    MEETING_CALLED = "møte.innkalt"
    MEETING_CHANGED = "møte.endret"
    MESSAGE_CHANGED = "brev.endret"
    MESSAGE_SENT = "brev.sendt"
    MESSAGE_WRITTEN = "brev.skrevet"
    MISSES_CLEARED = "søk.uten-treff-ryddet"
    MINUTES_APPROVED = "protokoll.godkjent"
    MINUTES_CORRECTED = "protokoll.rettet"
    NOTICE_FOLLOWED = "oppsigelse.fulgt-opp"
    NOTICE_RECEIVED = "oppsigelse.mottatt"
    PACKAGES_ASKED = "sakspakker.bestilt"
    PACKAGES_MADE = "sakspakker.laget"
    PACKAGES_STOPPED = "sakspakker.stanset"
    PAIR_ADDED = "par.lagt-til"
    PAIR_ENDED = "par.avsluttet"
    PAIR_ENTERED = "versjon.i-kraft-for-par"
    PAPER_ASSIGNED = "runde.papir-knyttet"
    PAPER_RECEIVED = "runde.papir-mottatt"
    PARTY_ADDED = "part.lagt-til"
    PARTY_CHANGED = "part.endret"
    PARTY_ENDED = "part.avsluttet"
    PARTY_SUCCEEDED = "part.etterfulgt"
    PASSWORD_SET = "person.passord-satt"
    PERSON_ADDED = "person.lagt-til"
    PERSON_DISABLED = "person.stengt"
    POWER_DELEGATED = "myndighet.delegert"
    REVIEW_RECORDED = "gjennomgang.ført"
    ROLE_GIVEN = "rolle.gitt"
    ROLE_TAKEN = "rolle.tatt"
    ROUND_SET = "runde.satt"
    RULE_ADDED = "regel.lagt-til"
    RULE_CORRECTED = "regel.rettet"
    RULING_GIVEN = "vedtak.avgjort-av-person"
    SEARCH_FEED_MADE = "søk.adresse-laget"
    SEARCH_FEED_REVOKED = "søk.adresse-trukket"
    SEARCH_FORGOTTEN = "søk.glemt"
    SEARCH_SAVED = "søk.lagret"
    SEAT_CHANGED = "plass.endret"
    SEAT_TAKEN = "plass.tatt"
    SIGNATURE_RECORDED = "versjon.underskrevet"
    SIGNED_IN = "innlogging.apnet"
    SIGNED_OUT = "innlogging.avsluttet"
    STEP_NOTED = "runde.steg"
    SUBMISSION_RECORDED = "versjon.sendt-inn"
    SYNONYMS_CHANGED = "søkeord.endret"
    TEMPLATE_CHOSEN = "mal.valgt"
    TOKEN_MADE = "nokkel.laget"
    TOKEN_REVOKED = "nokkel.trukket"
    VERSION_ADOPTED = "versjon.vedtatt"
    VERSION_FROZEN = "versjon.frosset"
    VERSION_PUBLISHED = "versjon.publisert"
    VERSION_REPEALED = "versjon.opphevet"
    VERSION_WITHDRAWN = "versjon.trukket"


def record(
    session: Session,
    event: Event,
    subject: str,
    actor: str,
    community_id: int | None = None,
    data: Mapping[str, object] | None = None,
) -> AuditRow:
    """Remember an act, at the end of the chain. `actor` is a person's ref; `data` must be JSON."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PG_LOCK})
    session.flush()
    last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    at = clock.now().isoformat()
    payload = json.dumps(
        {
            "actor": actor,
            "at": at,
            "community": community_id,
            "data": dict(data or {}),
            "event": event.value,
            "seq": seq,
            "subject": subject,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    row = AuditRow(
        seq=seq,
        community_id=community_id,
        at=at,
        event=event.value,
        subject=subject,
        actor=actor,
        payload=payload,
        previous=previous,
        hash=chained(previous, payload),
    )
    session.add(row)
    session.flush()
    session.info.setdefault(_FIRST, seq)
    return row


def first_of(session: Session) -> int | None:
    """The number of the first entry that this session has written; None where it has written none."""
    number: int | None = session.info.get(_FIRST)
    return number


def chained(previous: str, payload: str) -> str:
    """The hash of an entry: SHA-256 over the previous hash, a newline, and the payload; hexadecimal."""
    return hashlib.sha256(f"{previous}\n{payload}".encode()).hexdigest()


def broken_links(session: Session) -> Iterator[str]:
    """A sentence for each entry that is missing, changed or out of order, in the order of the log."""
    expected, previous = 1, GENESIS
    for row in session.scalars(select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=1000)):
        if row.seq != expected:
            yield f"Loggen mangler innslag {expected}."
        if row.previous != previous or row.hash != chained(row.previous, row.payload):
            yield f"Innslag {row.seq} i loggen ({row.event}, {row.subject}) er endret, eller det før."
        elif not _columns_agree(row):
            yield f"Innslag {row.seq} i loggen viser noe annet enn det som ble skrevet."
        expected, previous = row.seq + 1, row.hash


def _columns_agree(row: AuditRow) -> bool:
    said = json.loads(row.payload)
    return (said["seq"], said["at"], said["event"], said["subject"], said["actor"], said["community"]) == (
        row.seq,
        row.at,
        row.event,
        row.subject,
        row.actor,
        row.community_id,
    )
