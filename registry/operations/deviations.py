"""A person says what a difference between the text laid forth and a party's paper amounts to."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.rounds import DeviationSort
from decisions.words import day_in_words, listed
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations import adoption
from registry.operations.adopted_papers import address_of
from registry.operations.documents import hold, subject
from registry.permissions import Actor
from registry.queries import adopted_papers as queries
from registry.queries.adopted_papers import PaperView
from registry.tables import (
    AdoptedPaperRow,
    CommunityRow,
    DeviationRow,
    DocumentRow,
    PaperKind,
    VersionRow,
)

NOT_CLASSIFIED = "Avviket er ikke klassifisert."
KEPT = "Det du skrev, står."
LONGEST_AUTHORITY = 200


def classify(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    paper: AdoptedPaperRow,
    sort: DeviationSort,
    reason: str,
    authority: str,
    now: datetime,
    classified_on: date | None = None,
) -> DeviationRow:
    """Keep what a person says the difference between paper and text amounts to; the last word counts.

    REDAKSJONELL says that the body decided about the text laid before it, and that the paper is a bad copy:
    `authority` is who at the party confirmed that. Where duties, sums, times, numbers or names differ no
    slip of the pen explains it, and it is refused: it is a remark or a change, unless the party has sent a
    corrected paper that says the same as the text. A version that only waited for this is then adopted.
    """
    hold(session, version)
    view = queries.paper(session, version, paper.ref)
    row = DeviationRow(
        community_id=community.id,
        paper_id=paper.id,
        sort=sort,
        reason=fields.text(reason, "reason", "Begrunnelsen"),
        authority=fields.line(authority, "authority", "Hvem som har sagt det,", longest=LONGEST_AUTHORITY),
        classified_by=who.name,
        classified_on=classified_on or clock.day_of(now),
        classified_at=now,
    )
    _refuse_unasked(view)
    _refuse_day(view, row.classified_on, clock.day_of(now))
    _refuse_editorial(session, view, sort)
    if view.last is not None and _says_the_same(view.last, row):
        raise AlreadyThere(
            "Avviket er ikke klassifisert en gang til.",
            f"{view.last.classified_by} har alt sagt dette, med de samme ordene.",
            "Det står på papirets side.",
            address_of(document, version, paper),
        )
    session.add(row)
    session.flush()
    data = {"paper": paper.ref, "sort": sort.value, "rows": remembered(row)}
    audit.record(session, Event.DEVIATION_CLASSIFIED, subject(document, version), who.ref, community.id, data)
    if view.decision is not None:
        adoption.settle(session, who, community, document, version, view.decision.meeting_on)
    return row


def _refuse_unasked(view: PaperView) -> None:
    if view.decision is None:
        raise RuleSaysNo(
            NOT_CLASSIFIED,
            "Papiret er ikke knyttet til noe vedtak.",
            f"Si først hvilket det hører til. {KEPT}",
        )
    if view.row.kind is PaperKind.TEKST and not view.row.differs:
        raise RuleSaysNo(
            NOT_CLASSIFIED,
            "Ordene i papiret er de samme som i teksten som ble lagt fram.",
            f"Har organet lagt til en merknad, står den i protokollen: ta inn den. {KEPT}",
        )


def _refuse_day(view: PaperView, on: date, today: date) -> None:
    assert view.decision is not None
    if on > today:
        raise BadInput(NOT_CLASSIFIED, "Dagen er ikke kommet ennå.", f"Rett datoen. {KEPT}", "classified_on")
    if on < view.decision.meeting_on:
        raise BadInput(
            NOT_CLASSIFIED,
            f"Den er ført {day_in_words(on)}, men møtet var først {day_in_words(view.decision.meeting_on)}.",
            f"Rett datoen. {KEPT}",
            "classified_on",
        )


def _refuse_editorial(session: Session, view: PaperView, sort: DeviationSort) -> None:
    if sort is not DeviationSort.REDAKSJONELL or not view.weighty or _is_mended(session, view):
        return
    shown = listed([sentence.rstrip(".") for sentence in view.weighty[:_SHOWN]])
    more = f", og {len(view.weighty) - _SHOWN} til" if len(view.weighty) > _SHOWN else ""
    raise RuleSaysNo(
        NOT_CLASSIFIED,
        f"Dette er ikke bare skrivefeil: {shown}{more}.",
        "Er det en merknad eller en endring, velg det. Har organet vedtatt teksten som ble lagt fram, må "
        f"parten rette papiret sitt: ta inn det rettede papiret først. {KEPT}",
    )


_SHOWN = 5


def _is_mended(session: Session, view: PaperView) -> bool:
    """Has a later paper of the same decision come that says the same as the text that was laid forth?"""
    assert view.decision is not None
    return any(
        not other.row.differs and other.row.kind is not PaperKind.UKJENT
        for other in queries.of_decision(session, view.decision)
        if other.row.id > view.row.id
    )


def _says_the_same(one: DeviationRow, other: DeviationRow) -> bool:
    said = ("sort", "reason", "authority", "classified_by", "classified_on")
    return all(getattr(one, name) == getattr(other, name) for name in said)
