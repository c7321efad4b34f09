"""A notice of termination is received, and what is done with it afterwards.

Law: helse- og omsorgstjenesteloven § 6-5 andre ledd (https://lovdata.no/lov/2011-06-24-30/§6-5). That a
letter came is recorded whoever signed it; what it does, `decisions.notices` tells from the resolutions.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.periods import holds_on
from decisions.rounds import NoticeStep
from decisions.words import day_in_words
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations.following_up import place, refuse_the_future
from registry.permissions import OPERATOR, Actor
from registry.queries import documents, notices
from registry.queries.notices import AGREEMENTS, NoticeView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, NoticeRow, NoticeStepRow, PairRow, PartyRow

NOT_KEPT = "Oppsigelsen er ikke ført."
NOT_DONE = "Oppfølgingen er ikke ført."


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """What is typed of a notice."""

    document: DocumentRow
    pair: PairView
    party: PartyRow
    """The party that gives notice."""
    received_on: date
    """The day the other party received it: the year runs from it."""
    sender: str
    """Who signed the letter: «kommunedirektøren i Granvik»."""
    link: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is typed of a step."""

    step: NoticeStep
    happens_on: date
    done_by: str
    link: str = ""
    holds: bool = True
    """False: it was not so after all."""
    reason: str = ""
    """Why it was not so, or why the notice was recorded by mistake."""


def receive_notice(
    session: Session, who: Actor, community: CommunityRow, entry: NoticeEntry, now: datetime
) -> NoticeRow:
    """Record a notice as it was received. Raises AlreadyThere for the same pair and day again."""
    session.execute(select(PairRow.id).where(PairRow.id == entry.pair.row.id).with_for_update())
    refuse_the_future(NOT_KEPT, entry.received_on, clock.day_of(now), "received_on")
    _refuse_wrong_party(entry)
    _refuse_what_does_not_apply(session, community, entry)
    _refuse_twice(session, community, entry)
    row = NoticeRow(
        community_id=community.id,
        ref=f"o-{secrets.token_hex(5)}",
        document_id=entry.document.id,
        pair_id=entry.pair.row.id,
        party_id=entry.party.id,
        received_on=entry.received_on,
        sender=fields.line(entry.sender, "sender", "Hvem som undertegnet brevet,"),
        link=place(entry.link, "link", "Lenken", required=False),
        recorded_by=who.name,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    data = {
        "document": entry.document.ref,
        "pair": f"{entry.pair.kommune.ref}+{entry.pair.foretak.ref}",
        "by": entry.party.ref,
        "received": row.received_on.isoformat(),
        "rows": remembered(row),
    }
    audit.record(session, Event.NOTICE_RECEIVED, f"oppsigelse:{row.ref}", who.ref, community.id, data)
    return row


def follow_up(
    session: Session,
    who: Actor,
    community: CommunityRow,
    view: NoticeView,
    said: FollowUp,
    now: datetime,
) -> NoticeStepRow:
    """Record what was done with a notice, or that it was not done after all. The last word counts."""
    session.execute(select(NoticeRow.id).where(NoticeRow.id == view.row.id).with_for_update(key_share=True))
    _refuse_impossible(view, said, clock.day_of(now))
    was_done = said.holds and said.step is not NoticeStep.FEILFORT
    row = NoticeStepRow(
        community_id=community.id,
        notice_id=view.row.id,
        step=said.step,
        happens_on=said.happens_on,
        done_by=fields.line(said.done_by, "done_by", "Hvem som gjorde det,", was_done) or who.name,
        link=place(said.link, "link", "Lenken", required=False),
        holds=said.holds,
        reason=fields.text(said.reason, "reason", "Grunnen", required=_needs_reason(said)),
        recorded_by=who.name,
        recorded_at=now,
    )
    _refuse_again(view, row)
    session.add(row)
    session.flush()
    data = {
        "step": row.step.value,
        "on": row.happens_on.isoformat(),
        "holds": row.holds,
        "rows": remembered(row),
    }
    audit.record(session, Event.NOTICE_FOLLOWED, f"oppsigelse:{view.row.ref}", who.ref, community.id, data)
    return row


def _needs_reason(said: FollowUp) -> bool:
    return not said.holds or said.step is NoticeStep.FEILFORT


def _refuse_wrong_party(entry: NoticeEntry) -> None:
    """Only one of the two can terminate between them, and only while both are there."""
    pair, day = entry.pair, day_in_words(entry.received_on)
    names = f"{pair.kommune.name} og {pair.foretak.name}"
    if entry.party.id not in {pair.kommune.id, pair.foretak.id}:
        raise BadInput(
            NOT_KEPT,
            f"{entry.party.name} er ikke en av de to i paret {names}.",
            "Bare en av dem kan si opp avtalen mellom dem. Det du skrev, står.",
            "party",
        )
    for party in (entry.party, pair.kommune, pair.foretak):
        if not holds_on(entry.received_on, party.valid_from, party.valid_to):
            raise BadInput(
                NOT_KEPT,
                f"{party.name} fantes ikke {day}.",
                "Er det dagen eller parten som er feil? Det du skrev, står.",
                "received_on",
            )
    if not holds_on(entry.received_on, pair.row.valid_from, pair.row.valid_to):
        raise BadInput(
            NOT_KEPT,
            f"{names} var ikke et par {day}.",
            "Er det dagen eller paret som er feil? Det du skrev, står.",
            "received_on",
        )


def _refuse_what_does_not_apply(session: Session, community: CommunityRow, entry: NoticeEntry) -> None:
    title, day = entry.document.title, day_in_words(entry.received_on)
    if entry.document.kind not in AGREEMENTS:
        raise RuleSaysNo(
            NOT_KEPT,
            f"{title} er ikke en samarbeidsavtale, og ett års oppsigelse etter § 6-5 gjelder bare for den.",
            "Se i teksten selv hvordan den kan sies opp. Det du skrev, står.",
        )
    applying = documents.the_set(session, community, entry.received_on, pair=entry.pair.row)
    if any(view.document.id == entry.document.id for view in applying):
        return
    raise RuleSaysNo(
        NOT_KEPT,
        f"{title} gjaldt ikke for {entry.pair.told} {day}, og det som ikke gjelder, kan ikke sies opp.",
        "Er det dagen eller avtalen som er feil? Det du skrev, står.",
    )


def _refuse_twice(session: Session, community: CommunityRow, entry: NoticeEntry) -> None:
    """One letter is one notice, however often it is typed; one recorded by mistake is none."""
    known = [
        each
        for each in notices.notices(session, community, entry.received_on, OPERATOR, document=entry.document)
        if each.row.pair_id == entry.pair.row.id and each.row.received_on == entry.received_on and each.counts
    ]
    for each in known:
        raise AlreadyThere(
            "Oppsigelsen er ikke ført en gang til.",
            f"{each.party.name} er alt ført med en oppsigelse mottatt {day_in_words(entry.received_on)}.",
            "Les den som er ført. Er den feil, før den som ført ved en feil først.",
            f"/oppsigelser/{each.row.ref}",
        )


def _refuse_impossible(view: NoticeView, said: FollowUp, today: date) -> None:
    refuse_the_future(NOT_DONE, said.happens_on, today, "happens_on")
    if said.happens_on < view.row.received_on:
        raise BadInput(
            NOT_DONE,
            f"Oppsigelsen ble mottatt {day_in_words(view.row.received_on)}, etter den dagen.",
            "Rett datoen. Det du skrev, står.",
            "happens_on",
        )
    if not view.counts:
        raise RuleSaysNo(NOT_DONE, "Oppsigelsen er ført ved en feil og teller ikke.", "Det du skrev, står.")
    done = view.last_word(said.step)
    if not said.holds and (done is None or not done.holds):
        raise RuleSaysNo(NOT_DONE, "Det er ikke ført at dette er gjort.", "Ingenting er endret.")
    withdrawn = said.step is NoticeStep.TRUKKET and said.holds
    if withdrawn and said.happens_on >= view.value.ends:
        raise RuleSaysNo(
            NOT_DONE,
            f"Avtalen gjaldt til og med {day_in_words(view.value.last_day)}, og det er for sent å trekke.",
            "Er det dagen som er feil? Ellers må partene inngå en ny avtale. Det du skrev, står.",
        )


def _refuse_again(view: NoticeView, row: NoticeStepRow) -> None:
    known = view.last_word(row.step)
    same = ("happens_on", "done_by", "link", "holds")
    if known and all(getattr(known, name) == getattr(row, name) for name in same):
        raise AlreadyThere(
            "Oppfølgingen er ikke ført en gang til.",
            f"Det samme er alt ført: {known.step.value} {day_in_words(known.happens_on)}, {known.done_by}.",
            "",
            f"/oppsigelser/{view.row.ref}",
        )
