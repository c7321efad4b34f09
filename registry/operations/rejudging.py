"""Judging all decisions anew when something that bears on them was corrected, and keeping what turned."""

import json
from datetime import datetime

from sqlalchemy.orm import Session

from registry import audit, fields
from registry.audit import Event
from registry.fingerprints import remembered
from registry.permissions import Actor
from registry.queries import log, rejudging
from registry.queries.rejudging import Judged, Turned
from registry.tables import CommunityRow, RejudgingRow


def rejudge(
    session: Session, who: Actor, community: CommunityRow, because: str, now: datetime
) -> RejudgingRow | None:
    """Judge every decision by what the register now knows of its meeting day, and keep what came out.

    No verdict is changed: what was said when a decision was recorded stands, and this stands beside it. What
    turned is what got another answer than the time before, or, for what is new since, than when it was
    recorded. None where there is no decision to judge.
    """
    session.flush()
    if not rejudging.are_there_any(session, community):
        return None
    last = rejudging.last_run(session, community)
    before = last.answers if last else {}
    answers: dict[str, str] = {}
    turned: list[Turned] = []
    for each in rejudging.judge_all(session, community):
        answers[each.ref] = each.now.answer.value
        was = before.get(each.ref, each.given)
        if was is not each.now.answer:
            turned.append(Turned(each.ref, was, each.now.answer, _why(each)))
    head = log.head(session)
    row = RejudgingRow(
        community_id=community.id,
        because=fields.text(because, "because", "Grunnen"),
        log_seq=head.seq if head else 0,
        answers=json.dumps(answers, sort_keys=True),
        turned=json.dumps([each.to_dict() for each in turned], ensure_ascii=False, sort_keys=True),
        made_by=who.name,
        made_at=now,
    )
    session.add(row)
    session.flush()
    data = {"decisions": len(answers), "turned": len(turned), "rows": remembered(row)}
    audit.record(session, Event.DECISIONS_REJUDGED, f"vurdering:{row.id}", who.ref, community.id, data)
    return row


def _why(judged: Judged) -> str:
    if judged.closed_under:
        return f"Saken ble behandlet for lukkede dører ({judged.closed_under})."
    return " ".join(sentence for sentence in (judged.now.what, judged.now.why) if sentence)
