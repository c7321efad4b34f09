"""Amendments answered: accepted into the draft, or refused, one by one or several at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from documents.drafting.editing import Wording, wording_of
from documents.drafting.tree import CannotEdit
from documents.returning import applying
from documents.returning.amendments import Amendment, Spot
from documents.returning.applying import Overtaken
from documents.returning.kinds import AmendmentKind, AmendmentState
from documents.text import LegalText
from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput, Changed, RuleSaysNo
from registry.fingerprints import text_hash
from registry.operations import drafts
from registry.operations.documents import hold, subject
from registry.operations.exchange import refuse_no_draft
from registry.permissions import Actor
from registry.queries.amendments import amendment_of, answers
from registry.queries.documents import tree_of
from registry.queries.exchange import names_of
from registry.tables import AmendmentRow, DocumentRow, ReceivedFileRow, VersionRow


class DoesNotFit(RuleSaysNo):
    """The draft reads otherwise now where the amendment would change it. A person says what shall stand."""

    def __init__(self, why: str) -> None:
        """`why` is the sentence of documents.returning.applying."""
        super().__init__(
            "Forslaget er ikke godtatt.", why, "Åpne forslaget, og si hva som skal stå. Ingenting er endret."
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided beyond the amendment as it stands."""

    opened: Wording | None = None
    """How the section read to them when they wrote `wording`; None where it was gone."""
    wording: Wording | None = None
    """What shall stand, in place of what is proposed."""
    spot: Spot | None = None
    """Where a section shall stand, in place of where it is proposed."""
    seen: str = ""
    """Of a section that is to be removed though it was changed: its section_mark, as they saw it."""


AS_IT_STANDS = Decided()


def accept(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    row: AmendmentRow,
    revision: int,
    answer: str,
    now: datetime,
    decided: Decided = AS_IT_STANDS,
) -> AmendmentRow:
    """Carry out what is proposed, in the draft as it reads now; of a comment: it is taken note of.

    `revision` is that of the amendment as the person saw it. Raises Changed where somebody has answered it
    since, DoesNotFit where the draft reads otherwise now, RuleSaysNo where it is accepted already.
    """
    _hold(session, document, version, row, revision)
    if row.kind is not AmendmentKind.COMMENT:
        _carry_out(session, who, document, version, amendment_of(row), decided)
    return _answer(session, who, document, version, row, AmendmentState.ACCEPTED, answer, now)


def refuse(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    row: AmendmentRow,
    revision: int,
    answer: str,
    now: datetime,
) -> AmendmentRow:
    """Leave the draft as it is. What is refused may be accepted later. Raises as `accept` does."""
    _hold(session, document, version, row, revision)
    if row.state is AmendmentState.REFUSED:
        raise RuleSaysNo("Forslaget er avvist allerede.", "", "Det kan fortsatt godtas. Ingenting er endret.")
    return _answer(session, who, document, version, row, AmendmentState.REFUSED, answer, now)


def accept_all(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    revisions: Mapping[int, int],
    now: datetime,
) -> Sequence[AmendmentRow]:
    """Accept several that fit and that nothing stands against, all or none.

    `revisions`: that of each amendment as the person saw it, by its id. Raises RuleSaysNo where one of them
    clashes with another or fits no longer, Changed where somebody has answered one of them since.
    """
    hold(session, version)
    refuse_no_draft(document, version)
    told = answers(session, version)
    rows = [view.row for view in told.without_clash(told.every) if view.row.id in revisions]
    if len(rows) != len(revisions):
        raise RuleSaysNo(
            "Forslagene er ikke godtatt.",
            "Ett eller flere av dem er besvart i mellomtiden, passer ikke lenger, eller står mot et annet.",
            "Se listen på nytt. Ingenting er endret.",
        )
    for row in rows:
        accept(session, who, document, version, row, revisions[row.id], "", now)
    return rows


def _hold(
    session: Session, document: DocumentRow, version: VersionRow, row: AmendmentRow, revision: int
) -> None:
    """Keep draft and amendment from others, and refuse what cannot be answered."""
    hold(session, version)
    refuse_no_draft(document, version)
    session.refresh(row, with_for_update=True)
    if row.revision != revision:
        name = names_of(session, [row.answered_by]).get(row.answered_by, "En annen")
        raise Changed(
            "Forslaget er besvart mens du leste.",
            f"{name} har svart «{row.state.value}».",
            "Se svaret, og svar på nytt om du mener noe annet. Ingenting er endret.",
        )
    if row.state is AmendmentState.ACCEPTED:
        raise RuleSaysNo(
            "Forslaget er godtatt allerede.",
            "Det som er godtatt, er skrevet i utkastet, og tas ikke ut igjen her.",
            "Rett det i utkastet. Endringene der viser hva som er skrevet.",
        )


def _carry_out(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    amendment: Amendment,
    decided: Decided,
) -> None:
    draft, told = tree_of(version.text), (session, who, document, version)
    wanted = replace(amendment, spot=decided.spot) if decided.spot else amendment
    match amendment.kind:
        case AmendmentKind.WORDING:
            opened, mine = _wordings(draft, amendment, decided)
            drafts.write_section(*told, amendment.section, opened, mine, again=decided.wording is not None)
        case AmendmentKind.NEW | AmendmentKind.UNPLACED:
            _arrange(told, lambda text: applying.with_new(text, wanted))
        case AmendmentKind.MOVED:
            _arrange(told, lambda text: (applying.moved(text, wanted), amendment.section))
        case AmendmentKind.REMOVED if decided.seen:
            _arrange(
                told,
                lambda text: (applying.without(text, _as_it_reads(text, amendment)), ""),
                amendment.section,
                decided.seen,
            )
        case AmendmentKind.REMOVED:
            _arrange(told, lambda text: (applying.without(text, amendment), ""))


def _wordings(draft: LegalText, amendment: Amendment, decided: Decided) -> tuple[Wording, Wording]:
    """How the section read to the one who decides, and what shall stand."""
    if decided.wording is not None:
        return decided.opened or Wording("", ""), decided.wording
    try:
        return wording_of(draft, amendment.section), applying.new_wording(draft, amendment)
    except (Overtaken, CannotEdit) as reason:
        raise DoesNotFit(str(reason)) from reason


def _as_it_reads(draft: LegalText, amendment: Amendment) -> Amendment:
    """The amendment as it would be, had its author had the draft before them."""
    return replace(amendment, before=wording_of(draft, amendment.section))


def _arrange(
    told: tuple[Session, Actor, DocumentRow, VersionRow],
    change: drafts.Arrangement,
    identity: str = "",
    seen: str = "",
) -> None:
    try:
        drafts.arrange(*told, change, identity, seen)
    except Overtaken as reason:
        raise DoesNotFit(str(reason)) from reason
    except BadInput as reason:
        raise DoesNotFit(reason.why) from reason


def _answer(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    row: AmendmentRow,
    state: AmendmentState,
    answer: str,
    now: datetime,
) -> AmendmentRow:
    row.answer = fields.text(answer, "answer", "Begrunnelsen", required=False)
    row.state, row.answered_by, row.answered_at = state, who.ref, now
    row.revision += 1
    session.flush()
    file = session.get_one(ReceivedFileRow, row.file_id)
    data = {
        "amendment": row.id,
        "file": file.ref,
        "state": state.value,
        "hash": text_hash(version.text),
    }
    audit.record(
        session, Event.AMENDMENT_ANSWERED, subject(document, version), who.ref, document.community_id, data
    )
    return row
