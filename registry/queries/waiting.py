"""What waits for somebody to do something?"""

from datetime import date
from urllib.parse import quote

from sqlalchemy.orm import Session

from decisions.words import day_in_words, listed
from documents.lifecycle import Standing
from registry.permissions import Actor, Permission
from registry.queries import (
    adoption,
    agendas,
    amendments,
    documents,
    meetings,
    rounds_under_way,
    rule_reviews,
    shaken,
    special_agreements,
)
from registry.queries.documents import VersionView
from registry.queries.law_tasks import law_tasks
from registry.queries.meetings import MeetingListed
from registry.queries.rounds_under_way import RoundUnderWay
from registry.queries.rule_reviews import GONE, REWORDED
from registry.queries.special_words import place_name
from registry.queries.stale_references import stale_tasks
from registry.queries.tasks import Task
from registry.tables import CommunityRow


def waiting(session: Session, community: CommunityRow, who: Actor, on: date) -> list[Task]:
    """What this person can take further: meetings, rounds, rules to read, suggestions, drafts, gaps."""
    tasks = []
    if who.may(Permission.DECISIONS_RECORD):
        tasks += _shaken(session, community, on)
        tasks += _meetings(session, community, on)
        tasks += _rounds(session, community, who, on)
        tasks += _rules(session, community)
    if who.may(Permission.DRAFTS_WRITE):
        tasks += _special_agreements(session, community, who, on)
        tasks += _suggestions(session, community, who, on)
        tasks += _drafts(session, community, who, on)
        tasks += stale_tasks(session, community, on)
    if who.may(Permission.COVERAGE_JUDGE):
        tasks += law_tasks(session, community, on)
    return tasks


def _shaken(session: Session, community: CommunityRow, on: date) -> list[Task]:
    """Adopted texts that rest on a decision which no longer holds."""
    return [
        Task(each.what, each.question, f"/vedtak/{each.last.row.ref}")
        for each in shaken.all_shaken(session, community, on)
    ]


def _meetings(session: Session, community: CommunityRow, on: date) -> list[Task]:
    """Coming meetings with cases beyond the mandate, and those held whose minutes are not approved."""
    open_ = [each for each in meetings.meetings(session, community, on) if not each.is_approved]
    return [
        task
        for each in open_
        if (task := _beyond(session, community, each) if each.row.meeting_on > on else _unapproved(each))
    ]


def _beyond(session: Session, community: CommunityRow, each: MeetingListed) -> Task | None:
    beyond = agendas.whole(session, community, each.row).beyond
    if not beyond:
        return None
    cases = "1 sak" if len(beyond) == 1 else f"{len(beyond)} saker"
    return Task(
        f"Møtet i {each.body_name} {day_in_words(each.row.meeting_on)} har {cases} utenfor mandatet",
        " ".join(f"{item.row.printed} {item.case.row.title}." for item in beyond),
        f"/moter/{each.row.ref}",
    )


def _unapproved(each: MeetingListed) -> Task:
    cases = "1 sak har" if each.without_outcome == 1 else f"{each.without_outcome} saker har"
    return Task(
        f"Protokollen fra {each.body_name} {day_in_words(each.row.meeting_on)} er ikke godkjent",
        f"{cases} ikke noe utfall." if each.without_outcome else "Alle sakene har et utfall.",
        f"/moter/{each.row.ref}",
    )


def _rounds(session: Session, community: CommunityRow, who: Actor, on: date) -> list[Task]:
    """Frozen texts that wait for decisions: of many parties, or of one joint body."""
    among_many = rounds_under_way.rounds_under_way(session, community, who, on)
    tasks = [Task(_waits(each.view), _how_far(each), each.path) for each in among_many]
    told = {each.view.row.id for each in among_many}
    for document, version in adoption.versions_in_round(session, community):
        if version.id not in told:
            view = documents.view(session, document, version, on)
            stand = adoption.adoption(session, community, document, version, on)
            tasks.append(Task(_waits(view), stand.told, f"/dokumenter/{document.ref}/{version.number}/runde"))
    return tasks


def _waits(view: VersionView) -> str:
    return f"{view.document.title}, versjon {view.row.number}, venter på vedtak"


def _how_far(each: RoundUnderWay) -> str:
    """How many have adopted it, the next meeting, and the deadline: what a secretary asks first."""
    board = each.stand.board
    told = [f"{board.adopted} av {len(board.rows)} parter har vedtatt teksten."]
    if meeting := each.next_meetings:
        whom = listed(row.party.name for row in meeting)
        told.append(f"Neste møte er {day_in_words(meeting[0].next_meeting or each.view.on)}: {whom}.")
    if each.deadline and each.is_overdue:
        told.append(f"Fristen var {day_in_words(each.deadline)}.")
    elif each.deadline:
        told.append(f"Fristen er {day_in_words(each.deadline)}.")
    return " ".join(told)


def _special_agreements(session: Session, community: CommunityRow, who: Actor, on: date) -> list[Task]:
    """Clauses that special agreements rest on, and that have changed since somebody read the two together."""
    return [
        Task(
            f"{each.document.title} må leses på nytt",
            f"{listed([place_name(one.place_now) for one in each.flagged])} er endret siden det ble lest.",
            f"/dokumenter/{each.document.ref}/styres-av",
        )
        for each in special_agreements.special_agreements(session, community, on, who)
        if each.applies and each.flagged
    ]


def _rules(session: Session, community: CommunityRow) -> list[Task]:
    """Rules in clauses that were reworded or taken out, and that nobody has read since."""
    return [
        Task(
            f"Regelen i {kept.document.title if kept.document else kept.ref}, "
            f"punkt {kept.rule.source.clause}, må leses på nytt",
            GONE if kept.is_gone else REWORDED,
            f"/regler/{quote(kept.ref)}",
        )
        for kept in rule_reviews.waiting_rules(session, community)
    ]


def _suggestions(session: Session, community: CommunityRow, who: Actor, on: date) -> list[Task]:
    """Drafts with suggestions from returned files that nobody has answered."""
    drafts = [
        view for view in documents.under_way(session, community, who, on) if view.standing is Standing.DRAFT
    ]
    counts = amendments.open_counts(session, [view.row for view in drafts])
    return [
        Task(
            f"{counts[view.row.id]} forslag til {view.document.title}, versjon {view.row.number}, "
            "venter på svar",
            "De kom i Word-filer som ble sendt tilbake.",
            f"/dokumenter/{view.document.ref}/{view.row.number}/svar",
        )
        for view in drafts
        if counts.get(view.row.id)
    ]


def _drafts(session: Session, community: CommunityRow, who: Actor, on: date) -> list[Task]:
    return [
        Task(
            f"{view.document.title}, versjon {view.row.number}, er et utkast",
            view.row.change_reason,
            f"/dokumenter/{view.document.ref}/{view.row.number}",
        )
        for view in documents.under_way(session, community, who, on)
        if view.standing is Standing.DRAFT
    ]
