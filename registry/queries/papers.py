"""The papers of the office, made of what is in the register on a day."""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from decisions.bodies import BodyKind
from decisions.nynorsk import written_in
from decisions.proposals import Proposal
from decisions.who_may import MayDecide, WhoMay
from decisions.words import day_in_words
from documents.docx.papers import (
    Attachment,
    Case,
    Changes,
    Decider,
    Hearing,
    Matter,
    Meeting,
    Paper,
    case_paper,
    hearing_letter,
    minutes,
)
from documents.kinds import Language
from documents.lifecycle import Stage
from documents.markdown import plain
from registry.errors import NotFound, RuleSaysNo
from registry.permissions import PUBLIC, Actor
from registry.queries import (
    adoption,
    bodies,
    change_tables,
    comparisons,
    coverage,
    deciding_bodies,
    decisions,
    documents,
    facts,
    mandates,
    meetings,
    parties,
)
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView, legal_text
from registry.queries.exports import content_hash, decided_words
from registry.queries.meeting_papers import minutes_paper, read_in
from registry.queries.member_names import seats_held
from registry.tables import BodyRow, CommunityRow, PartyRow

ELECTED = frozenset({BodyKind.KOMMUNESTYRE, BodyKind.FORMANNSKAP})
"""Folkevalgte organer, for which kommuneloven § 11-4 holds."""
MOST_NAMED = 12
"""So many earlier treatments stand in a case paper one by one; more are counted."""


def hearing(
    session: Session,
    community: CommunityRow,
    view: VersionView,
    who: Actor,
    deadline: date | None = None,
    language: Language | None = None,
    answer_to: str = "",
) -> Paper:
    """The hearing letter of a version, dated the day it is seen on, to all who must adopt."""
    if view.row.stage is Stage.WITHDRAWN:
        raise RuleSaysNo(
            "Høringsbrevet er ikke laget.",
            "Versjonen er trukket.",
            "Velg et utkast eller en frosset versjon.",
        )
    old = comparisons.base_of(session, view, who)
    return hearing_letter(
        Hearing(
            organisation=community.name,
            title=view.document.title,
            version=view.row.number,
            is_adopted=view.row.stage is Stage.ADOPTED,
            reason=view.row.change_reason,
            day=day_in_words(view.on),
            deadline=day_in_words(deadline) if deadline else "",
            recipients=tuple(each.name for each in parties.adopting_parties(session, community, view.on)),
            answer_to=answer_to,
            changes=changes_between(session, old, view),
            attached=_attached(old, view),
            language=language or view.row.language,
            identifier=view.ref,
            created=view.row.frozen_at or view.row.created_at,
        )
    )


def case(
    session: Session,
    community: CommunityRow,
    view: VersionView,
    who: Actor,
    recipient: str,
    language: Language | None = None,
) -> Paper:
    """The case paper of a frozen version, for a body or for the body of a party that is to decide it.

    Raises RuleSaysNo for a text that may still change, NotFound for a recipient nobody knows.
    """
    if view.row.stage not in {Stage.FROZEN, Stage.ADOPTED}:
        raise RuleSaysNo(
            "Saksframlegget er ikke laget.",
            f"{view.ref} er {view.row.stage.value}, og et vedtak gjelder én bestemt tekst som ikke "
            "endrer seg.",
            "Frys utkastet først.",
        )
    may = mandates.may_decide(session, community, Proposal(view.document.kind, view.row.change), view.on)
    name, party = _recipient(session, community, recipient, may, view.on)
    written = language or (party.language if party else view.row.language)
    stand = adoption.adoption(session, community, view.document, view.row, view.on)
    told = written_in(stand.told, written) if view.row.stage is Stage.FROZEN else ""
    old = comparisons.base_of(session, view, who)
    return case_paper(case_facts(session, community, view, old, name, party, written, may, told))


def case_facts(
    session: Session,
    community: CommunityRow,
    view: VersionView,
    old: VersionView | None,
    recipient: str,
    party: PartyRow | None,
    written: Language,
    may: WhoMay,
    progress: str = "",
    *,
    joint: bool = False,
) -> Case:
    """What any case paper about the version tells: held against `old`, for this party, in this form.

    With `joint`, what single parties have done with the text is left out.
    """
    applying = documents.version_in_force(session, community, view.document.ref, view.on, party)
    marks = coverage.marks_of(session, view)
    return Case(
        organisation=community.name,
        recipient=recipient,
        title=view.document.title,
        version=view.row.number,
        kind=view.document.kind.value,
        change=written_in(view.row.change.label, written),
        confirmed_by=view.row.change_confirmed_by,
        hash=content_hash(view),
        day=day_in_words(view.on),
        reason=view.row.change_reason,
        in_force=named_in_force(applying, view),
        before=_treated(session, community, view, written, joint),
        round=progress,
        changes=changes_between(session, old, view),
        may_decide=written_in(may.sentence, written),
        deciders=tuple(_decider(each, written) for each in may.bodies),
        clauses=tuple(dict.fromkeys(written_in(rule.quoted, written) for rule in may.shown)),
        laws=tuple(dict.fromkeys(written_in(rule.quoted, written) for rule in may.laws)),
        question=written_in(may.question, written),
        items=coverage.compliance(session, community, view.on, party).items,
        covered_here=tuple(sorted({mark.nr for mark in marks})),
        attached=_attached(old, view),
        language=written,
        identifier=view.ref,
        created=view.row.frozen_at or view.row.created_at,
    )


def meeting(
    session: Session,
    community: CommunityRow,
    body: BodyRow,
    day: date,
    language: Language | None = None,
    *,
    who: Actor = PUBLIC,
) -> Paper:
    """The minutes of what this body did that day, with the names and words that `who` may read.

    Those of a meeting that is kept here and approved; else what the recorded decisions tell.
    """
    kept = [row for row in meetings.on_day(session, body, day) if row.approved_at is not None]
    if len(kept) == 1:
        return minutes_paper(session, community, kept[0], who, language)
    known = decisions.decisions(session, community, body=body)
    corrected = {each.row.corrects_id for each in known}
    made = [each for each in reversed(known) if each.row.meeting_on == day]
    owner = session.get(PartyRow, body.owner_id) if body.owner_id else None
    written = language or (owner.language if owner else Language.NB)
    return minutes(
        Meeting(
            organisation=owner.name if owner else community.name,
            body=bodies.body_values(session, community)[body.id].name_on(day),
            is_elected=body.kind in ELECTED,
            day=day_in_words(day),
            matters=tuple(
                read_in(_matter(each, who), written) for each in made if each.row.id not in corrected
            ),
            seats=seats_held(session, body, day, who),
            language=written,
            identifier=f"{body.ref}/{day.isoformat()}",
            created=max((each.row.recorded_at for each in made), default=midnight(day)),
        )
    )


def meeting_days(session: Session, community: CommunityRow, body: BodyRow, until: date) -> list[date]:
    """The days on which this body did something that was recorded, the latest first."""
    made = decisions.decisions(session, community, body=body, until=until)
    return list(dict.fromkeys(each.row.meeting_on for each in made))


def midnight(day: date) -> datetime:
    """The beginning of the day: when a paper about a day was made, for the file's properties."""
    return datetime.combine(day, time(), UTC)


def changes_between(session: Session, old: VersionView | None, new: VersionView) -> Changes | None:
    """What changes from the one to the other, with reasons; None where there is nothing before it."""
    if old is None:
        return None
    rows = change_tables.rows_of(session, old, new)
    return Changes(old.row.number, comparisons.between(old.row, new.row), rows)


def _attached(old: VersionView | None, new: VersionView) -> tuple[Attachment, ...]:
    ref, number = new.document.ref, new.row.number
    text = Attachment("Teksten", f"{ref}-{number}.docx", content_hash(new))
    if old is None:
        return (text,)
    table = f"{ref}-endringer-{old.row.number}-{number}.docx"
    return (
        text,
        Attachment(f"Endringstabell mot {old.row.number}", table, "mellom tekst 1 og 3"),
        Attachment("Teksten før", f"{ref}-{old.row.number}.docx", content_hash(old)),
    )


def _recipient(
    session: Session, community: CommunityRow, ref: str, may: WhoMay, on: date
) -> tuple[str, PartyRow | None]:
    """The name of the body, and the party it belongs to; for a party the body of it that is to decide."""
    rows = {row.ref: row for row in bodies.all_bodies(session, community)}
    values = bodies.body_values(session, community)
    if body := rows.get(ref):
        return values[body.id].name_on(on), session.get(PartyRow, body.owner_id) if body.owner_id else None
    party = next((row for row in parties.all_parties(session, community) if row.ref == ref), None)
    if party is None:
        raise NotFound(
            f"«{ref[:60]}» er verken et organ eller en part.", "", "Se listen over organer eller parter."
        )
    return deciding_body(session, community, party, may, on) or party.name, party


def deciding_body(session: Session, community: CommunityRow, party: PartyRow, may: WhoMay, on: date) -> str:
    """The body of the party that is to decide, as it was called that day; empty unless there is just one."""
    found = deciding_bodies.of_parties(session, community, may, on).get(party.ref)
    return found.name_on(on) if found else ""


def named_in_force(applying: VersionView | None, view: VersionView) -> str:
    """The version that applies, by its own title; empty where none does."""
    if applying is None:
        return ""
    return f"{plain(legal_text(applying.row).title)}, versjon {applying.row.number}" + (
        ", som er denne teksten" if applying.row.id == view.row.id else ""
    )


def _decider(each: MayDecide, written: Language) -> Decider:
    return Decider(written_in(each.decider.words, written), written_in(each.majority, written))


def _treated(
    session: Session, community: CommunityRow, view: VersionView, written: Language, joint: bool = False
) -> tuple[str, ...]:
    """What has been done with these words up to the day, and not since corrected; the oldest first."""
    made = decisions.decisions(session, community, version=view.row, until=view.on)
    corrected = {each.row.corrects_id for each in made}
    lines = [
        f"{decided_words(each)}: {written_in(f'{each.row.act.value}, {each.row.outcome.value}', written)}"
        for each in reversed(made)
        if each.row.id not in corrected and not (joint and each.body.owner_id)
    ]
    rest = len(lines) - MOST_NAMED
    return (*lines[:MOST_NAMED], *([f"… og {rest} til"] if rest > 0 else []))


def _matter(view: DecisionView, who: Actor) -> Matter:
    """One decision; of a closed case its number and the ground alone, for those who may not read more."""
    row = view.row
    if not view.is_open_to(who):
        ground = view.closed_under
        return Matter(case=row.case_number, title="", act="", outcome="", closed_under=ground, withheld=True)
    votes = facts.votes_of(row)
    return Matter(
        case=row.case_number,
        title=row.title,
        act=row.act.value,
        outcome=row.outcome.value,
        is_advice=not row.act.decides,
        text=view.detail.text if view.detail else "",
        closed_under=view.closed_under,
        about=view.version_ref,
        hash=row.text_hash or "",
        votes=votes.words if votes else "",
        present=row.present,
        members=row.members,
        added=row.deviation or row.remark,
        verdict=view.verdict.answer.label,
        reasons=view.verdict.reasons,
        corrects=row.corrects_id is not None,
    )
