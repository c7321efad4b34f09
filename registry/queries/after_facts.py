"""What followed an adoption, and a notice, as plain tables: the same for programs and in a terminal.

The names are stable (docs/running.md).
"""

from datetime import date

from decisions.duties import Duty
from registry.queries.afterwards import Afterwards, PairAfterwards
from registry.queries.notices import NoticeView
from registry.queries.pairs_by_name import pair_ref
from registry.tables import NoticeStepRow


def after_facts(after: Afterwards) -> dict[str, object]:
    """Signatures, sendings pair by pair, and publications of one version on a day."""
    board, view = after.signatures, after.view
    return {
        "version": view.ref,
        "on": view.on.isoformat(),
        "by_each_party": after.by_each_party,
        "entered_by": view.row.entered_by.value,
        "clause": after.clause.id if after.clause else None,
        "signed": board.signed,
        "adopted": board.adopted,
        "parties": len(board.rows),
        "sentence": board.sentence,
        "signatures": [
            {
                "party": each.row.party.ref,
                "name": each.row.party.name,
                "state": each.row.state.value,
                "adopted_on": _iso(each.row.on) if each.row.adopted else None,
                "signed_on": _iso(each.signature.on) if each.signature else None,
                "signer": each.signature.signer if each.signature else "",
                "title": each.signature.title if each.signature else "",
                "link": each.signature.link if each.signature else "",
                "remark": each.remark,
            }
            for each in board.rows
        ],
        "submission": after.submitted if after.clocks else "",
        "pairs": [_pair(each) for each in after.pairs],
        "publication": after.published,
        "publications": [
            {"published_on": row.published_on.isoformat(), "publisher": row.publisher, "link": row.link}
            for row in after.publications
        ],
    }


def notice_facts(view: NoticeView) -> dict[str, object]:
    """A notice as it stands on a day."""
    standing = view.standing
    return {
        "ref": view.row.ref,
        "on": standing.on.isoformat(),
        "document": view.document.ref,
        "pair": pair_ref(view.pair),
        "party": view.party.ref,
        "received_on": view.row.received_on.isoformat(),
        "sender": view.row.sender,
        "link": view.row.link,
        "state": standing.state.value,
        "verified": standing.verified,
        "decision": view.resolution.row.ref if view.resolution else None,
        "ends": standing.ends.isoformat(),
        "last_day": view.value.last_day.isoformat(),
        "days_left": standing.days_left,
        "duty": duty_facts(standing.duty),
        "told": duty_facts(standing.told),
        "remarks": list(standing.remarks),
        "countdown": [
            {"months": each.months, "on": each.on.isoformat(), "passed": each.passed}
            for each in standing.countdown
        ],
        "treated": [each.row.ref for each in view.treated if each.row.meeting_on <= standing.on],
        "steps": [_step(row) for row in view.steps],
    }


def duty_facts(duty: Duty) -> dict[str, object]:
    """A clock with its state, its last day and the law."""
    return {
        "state": duty.state.value,
        "due": _iso(duty.due),
        "sentence": duty.sentence,
        "source": duty.source,
        "link": duty.link,
    }


def _pair(each: PairAfterwards) -> dict[str, object]:
    return {
        "pair": pair_ref(each.pair),
        "name": each.pair.told,
        "entered_on": _iso(each.entered),
        "duty": duty_facts(each.duty) if each.duty else None,
        "sendings": [
            {"sent_on": row.sent_on.isoformat(), "sender": row.sender, "link": row.link}
            for row in each.sendings
        ],
    }


def _step(row: NoticeStepRow) -> dict[str, object]:
    return {
        "step": row.step.value,
        "happens_on": row.happens_on.isoformat(),
        "done_by": row.done_by,
        "link": row.link,
        "holds": row.holds,
        "reason": row.reason,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
