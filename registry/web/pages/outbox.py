"""The outbox: letters that wait to be read, sent here or from one's own mail program, or put away."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from registry import clock, mail, sending
from registry.errors import BadInput, RegisterError
from registry.mail import Fate, Letter
from registry.operations import messages as operations
from registry.operations import reminders
from registry.operations.messages import LetterChanged
from registry.operations.reminders import Reminded
from registry.permissions import Permission
from registry.queries import documents, messages, parties, rounds
from registry.queries.documents import VersionView
from registry.queries.exports import File
from registry.queries.messages import OPEN, MessageView
from registry.sending import NOT_SET_UP, Tried
from registry.tables import MessageRow, MessageState
from registry.web.answers import download, see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, committed, reading, writing

router = APIRouter()
Reading = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Writing = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]
Form = Annotated[Typed, Depends(typed)]
ROUND = "/dokumenter/{ref}/{number}/minn"
LONGEST_LINK = 1900
"""Signs of a mailto: link that every mail program takes whole."""


class Deed(StrEnum):
    """What is done with a letter from its page."""

    LAGRE = "lagre"
    UTENFOR = "utenfor"
    TILBAKE = "tilbake"
    FORKAST = "forkast"


@router.get("/utboks")
def outbox(visit: Reading) -> Response:
    """Every letter: what somebody must still see to first."""
    unchanged(visit)
    return _outbox(visit)


@router.post("/utboks")
def send_several(request: Request, form: Form) -> Response:
    """Send the letters that are ticked, and those that wait in the queue."""
    with committed(request, Permission.DECISIONS_RECORD) as visit:
        check_form(visit, form["csrf"])
        outcome = visit.act(lambda: _queue_all(visit, form.all("brev")))
        if isinstance(outcome, RegisterError):
            return _outbox(visit, outcome)
    tried = sending.send_waiting(visit.house.database, visit.house.settings, visit.who)
    return see(visit, "/utboks", _told_of(tried))


@router.get("/utboks/{ref}")
def letter(visit: Reading, ref: str) -> Response:
    """One letter, to be read and changed while it is a draft."""
    unchanged(visit)
    return _letter(visit, messages.message(visit.session, visit.community, ref))


@router.post("/utboks/{ref}")
def change(visit: Writing, ref: str, form: Form) -> Response:
    """Save a draft, note that it was sent from elsewhere, take it out of the queue, or put it away."""
    check_form(visit, form["csrf"])
    view = messages.message(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _changed(visit, view.row, form))
    if isinstance(outcome, RegisterError):
        return _letter(visit, view, form.values(), outcome)
    return see(visit, f"/utboks/{ref}", outcome)


@router.post("/utboks/{ref}/send")
def send(request: Request, ref: str, form: Form) -> Response:
    """Save what was typed, put the letter in the queue, and hand it to the mail server."""
    with committed(request, Permission.DECISIONS_RECORD) as visit:
        check_form(visit, form["csrf"])
        view = messages.message(visit.session, visit.community, ref)
        outcome = visit.act(lambda: _queued(visit, view.row, form))
        if isinstance(outcome, RegisterError):
            return _letter(visit, view, form.values(), outcome)
    tried = sending.send_waiting(visit.house.database, visit.house.settings, visit.who, [ref])
    return see(visit, f"/utboks/{ref}", _told_of(tried))


@router.get("/utboks/{ref}/fil")
def file(visit: Reading, ref: str) -> Response:
    """The letter as a file that mail programs open as a draft (.eml)."""
    view = messages.message(visit.session, visit.community, ref)
    made = mail.as_message(_as_letter(view), visit.house.settings.smtp_sender)
    made["X-Unsent"] = "1"
    return download(File(f"{ref}.eml", "message/rfc822", made.as_bytes()))


@router.get(ROUND)
def round_form(visit: Reading, ref: str, number: str) -> Response:
    """Choose which of the missing parties to remind."""
    return _round_form(visit, _version(visit, ref, number))


@router.post(ROUND)
def remind(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Write a letter to each party that was chosen."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    chosen = form.all("parts")
    outcome = visit.act(lambda: _reminded(visit, view, chosen))
    if isinstance(outcome, RegisterError):
        return _round_form(visit, view, chosen, outcome)
    return see(visit, "/utboks", _told_of_reminders(outcome))


def _changed(visit: Visit, row: MessageRow, form: Typed) -> str:
    session, who = visit.session, visit.who
    match form.choice("gjor", Deed, "Hva som skal gjøres"):
        case Deed.LAGRE:
            _save(visit, row, form)
            return "Brevet er lagret. Det er ikke sendt."
        case Deed.UTENFOR:
            operations.sent_outside(session, who, row, clock.now())
            return "Brevet er ført som sendt utenfor registeret."
        case Deed.TILBAKE:
            operations.take_back(session, who, row)
            return "Brevet er tatt ut av køen, og er en kladd igjen."
        case Deed.FORKAST:
            operations.discard(session, who, row)
            return "Brevet er forkastet. Det står fortsatt i utboksen."


def _save(visit: Visit, row: MessageRow, form: Typed) -> MessageRow:
    revision = form.number("revision", "Brevets utgave") or 0
    told = form["addresses"], form["subject"], form["body"]
    return operations.change_letter(visit.session, visit.who, row, revision, *told)


def _queued(visit: Visit, row: MessageRow, form: Typed) -> MessageRow:
    """A draft is saved as typed first; one whose fate is unknown goes as it was."""
    if not visit.house.settings.sends_mail:
        raise NOT_SET_UP
    if row.state is MessageState.KLADD:
        _save(visit, row, form)
    return operations.put_in_queue(visit.session, visit.who, row)


def _queue_all(visit: Visit, refs: Sequence[str]) -> int:
    if not visit.house.settings.sends_mail:
        raise NOT_SET_UP
    for ref in dict.fromkeys(refs):
        row = messages.message(visit.session, visit.community, ref).row
        if row.state is MessageState.KLADD:
            operations.put_in_queue(visit.session, visit.who, row)
    return len(refs)


def _reminded(visit: Visit, view: VersionView, chosen: Sequence[str]) -> Reminded:
    if not chosen:
        raise BadInput(
            reminders.NOT_WRITTEN, "Ingen parter er valgt.", "Kryss av dem som skal få et brev.", "parts"
        )
    site = visit.house.settings.base_url
    return reminders.remind_of_round(
        visit.session, visit.who, visit.community, view, chosen, site, clock.now()
    )


def _outbox(visit: Visit, refused: RegisterError | None = None) -> Response:
    every = messages.messages(visit.session, visit.community)
    return show(
        visit,
        "utboks.html",
        refused.status if refused else 200,
        waiting=[each for each in every if each.row.state in OPEN],
        done=[each for each in every if each.row.state not in OPEN],
        sends=visit.house.settings.sends_mail,
        errors=errors_of(refused) if refused else {},
    )


def _letter(
    visit: Visit,
    view: MessageView,
    values: Mapping[str, str] | None = None,
    refused: RegisterError | None = None,
) -> Response:
    row = view.row
    stored = {
        "addresses": row.addresses,
        "subject": row.subject,
        "body": row.body,
        "revision": str(row.revision),
    }
    theirs = stored if isinstance(refused, LetterChanged) else None
    shown = {**stored, **(values or {})} | ({"revision": stored["revision"]} if theirs else {})
    return show(
        visit,
        "utboks-brev.html",
        refused.status if refused else 200,
        view=view,
        values=shown,
        theirs=theirs,
        sends=visit.house.settings.sends_mail,
        mailto=_mailto(view),
        errors=errors_of(refused) if refused else {},
    )


def _round_form(
    visit: Visit, view: VersionView, chosen: Sequence[str] | None = None, refused: RegisterError | None = None
) -> Response:
    missing = reminders.missing_rows(visit.session, visit.community, view)
    waiting = messages.waiting_for(visit.session, view.row)
    rows = {row.ref: row for row in parties.all_parties(visit.session, visit.community)}
    began = rounds.round_of(visit.session, view.row, visit.on)
    return show(
        visit,
        "brev-runde.html",
        refused.status if refused else 200,
        view=view,
        missing=[(row, rows[row.party.ref].mail, waiting.get(rows[row.party.ref].id)) for row in missing],
        chosen=[row.party.ref for row in missing] if chosen is None else chosen,
        deadline=began.deadline if began else None,
        is_laid_before_them=view.row.stage in reminders.WAITS,
        errors=errors_of(refused) if refused else {},
    )


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _as_letter(view: MessageView) -> Letter:
    row = view.row
    return Letter(row.ref, view.addresses, row.subject, row.body, row.sent_at or clock.now())


def _mailto(view: MessageView) -> str:
    """A link that opens the letter in the reader's own mail program; empty where it is too long for one."""
    body = quote(view.row.body.replace("\n", "\r\n"))
    to = quote(",".join(view.addresses), safe="@,")
    link = f"mailto:{to}?subject={quote(view.row.subject)}&body={body}"
    return link if len(link) <= LONGEST_LINK else ""


def _told_of(tried: Sequence[Tried]) -> str:
    """What became of the letters, in a sentence or two."""
    counts = {fate: sum(each.answer.fate is fate for each in tried) for fate in Fate}
    told = {
        Fate.TATT_IMOT: "{} sendt.",
        Fate.IKKE_NA: "{} i kø: tjeneren tok ikke imot nå.",
        Fate.AVVIST: "{} avvist; se hvorfor i brevet.",
        Fate.UVISST: "{} uvisst: det kan være tatt imot.",
    }
    said = [
        words.format("Brevet er" if len(tried) == 1 else f"{counts[fate]} brev er")
        for fate, words in told.items()
        if counts[fate]
    ]
    return " ".join(said) or "Ingen brev ventet på å bli sendt."


def _told_of_reminders(made: Reminded) -> str:
    count = len(made.written)
    told = [f"{count} påminnelser er skrevet." if count != 1 else "Én påminnelse er skrevet."]
    if made.had_one:
        told.append(f"Disse har et brev liggende fra før: {', '.join(made.had_one)}.")
    if made.without_address:
        told.append(f"Adresse mangler for {', '.join(made.without_address)}.")
    return " ".join(told)
