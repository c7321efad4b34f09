"""After the adoption of a version: who has signed, what was sent in for each pair, where it is published."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.parties import PartyKind
from documents.lifecycle import Stage
from registry import clock, fields
from registry.errors import BadInput, RegisterError
from registry.operations.publications import PublicationEntry, publish
from registry.operations.signatures import SignatureEntry, sign
from registry.operations.submissions import SubmissionEntry, submit
from registry.operations.taking_back import take_back
from registry.permissions import Permission
from registry.queries import afterwards, documents, parties
from registry.queries.afterwards import Afterwards
from registry.queries.documents import VersionView
from registry.queries.pairs_by_name import pair_named, pair_ref
from registry.queries.recorded_after import publications_of, records, signatures_of
from registry.tables import PartyRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/dokumenter/{ref}/{number}/etterpa")
Reading = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Writing = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]
Form = Annotated[Typed, Depends(typed)]
AT_ONCE = 100
"""Parties whose signatures can be typed in one go; the others come when these are recorded."""
OF_PARTY = ("signer", "title", "party")
"""Fields that each party has its own of, called after it: "signer-granvik"."""


@router.get("")
def after(visit: Annotated[Visit, reading()], ref: str, number: str) -> Response:
    """What has followed the adoption by the day, for every party and every pair."""
    unchanged(visit)
    view = _version(visit, ref, number)
    found = afterwards.afterwards(visit.session, visit.community, view)
    may = visit.who.may(Permission.DECISIONS_RECORD)
    return show(
        visit,
        "etterpa.html",
        view=view,
        after=found,
        signatures={row.party_id: row for row in signatures_of(visit.session, view.row).values()},
        published=publications_of(visit.session, view.row),
        may_sign=may and view.row.stage in (Stage.FROZEN, Stage.ADOPTED),
        may_publish=may and view.row.stage is Stage.ADOPTED,
        may_correct=may and any(records(visit.session, visit.community, view.row)),
    )


@router.get("/underskrifter")
def sign_form(visit: Reading, ref: str, number: str) -> Response:
    """Who signed for each party that has not signed yet."""
    return _sign_form(visit, _version(visit, ref, number), {"signed_on": visit.page.today})


@router.post("/underskrifter")
def signed(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Record the signatures of all parties a name is typed for: all of them or none."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(lambda: _sign(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _sign_form(visit, view, form.values(), outcome)
    told = "Underskriften er ført." if outcome == 1 else f"{outcome} underskrifter er ført."
    return see(visit, _here(view), f"{told} En underskrift teller ikke som vedtak.")


@router.get("/innsending")
def submit_form(visit: Reading, ref: str, number: str) -> Response:
    """Which pairs' agreements were sent; all that wait for it are ticked."""
    view = _version(visit, ref, number)
    found = afterwards.afterwards(visit.session, visit.community, view)
    values: dict[str, object] = {
        "pairs": [pair_ref(each.pair) for each in found.pairs if each.due],
        "sent_on": visit.page.today,
        "sender": _regional_trust(visit),
    }
    return _submit_form(visit, view, found, values)


@router.post("/innsending")
def submitted(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Record that the ticked pairs' agreements were sent: all of them or none."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(lambda: _submit(visit, view, form))
    if isinstance(outcome, RegisterError):
        found = afterwards.afterwards(visit.session, visit.community, view)
        return _submit_form(visit, view, found, {**form.values(), "pairs": form.all("pairs")}, outcome)
    whose = "ett par" if outcome == 1 else f"{outcome} par"
    return see(visit, _here(view), f"Innsendingen er ført for {whose}.")


@router.get("/publisering")
def publish_form(visit: Reading, ref: str, number: str) -> Response:
    """Where the version is published, since when, and by whom."""
    return _publish_form(visit, _version(visit, ref, number), {"published_on": visit.page.today})


@router.post("/publisering")
def published(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Record an address of publication."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(lambda: _publish(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _publish_form(visit, view, form.values(), outcome)
    return see(visit, _here(view), "Publiseringen er ført.")


@router.get("/rett")
def correct_form(visit: Reading, ref: str, number: str) -> Response:
    """Which record is not so, and why."""
    return _correct_form(visit, _version(visit, ref, number), {})


@router.post("/rett")
def corrected(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Say that a record is not so. It stays, with this after it."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(
        lambda: take_back(
            visit.session,
            visit.who,
            visit.community,
            view.document,
            view.row,
            form["record"],
            form["reason"],
            clock.now(),
        )
    )
    if isinstance(outcome, RegisterError):
        return _correct_form(visit, view, form.values(), outcome)
    return see(visit, _here(view), "Føringen teller ikke lenger. Den står i loggen, med grunnen.")


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _here(view: VersionView) -> str:
    return f"/dokumenter/{view.document.ref}/{view.row.number}/etterpa"


def _sign(visit: Visit, view: VersionView, form: Typed) -> int:
    """How many signatures were recorded."""
    common = fields.day(form["signed_on"], "signed_on", "Dagen")
    rows = [row for row in _unsigned(visit, view) if form[f"signer-{row.ref}"].strip()]
    if not rows:
        raise BadInput(
            "Ingen underskrift er ført.", "Det er ikke skrevet noe navn.", "Skriv hvem som undertegnet."
        )
    for row in rows:
        own = fields.day_or_none(form[f"day-{row.ref}"], f"day-{row.ref}", f"Dagen for {row.name}")
        entry = SignatureEntry(
            row, own or common, form[f"signer-{row.ref}"], form[f"title-{row.ref}"], form["link"]
        )
        try:
            sign(visit.session, visit.who, visit.community, view.document, view.row, entry, clock.now())
        except BadInput as wrong:
            field = wrong.field
            if field in OF_PARTY or (field == "signed_on" and own):
                field = f"{'day' if field == 'signed_on' else 'signer'}-{row.ref}"
            raise BadInput(wrong.what, wrong.why, wrong.now, field) from wrong
    return len(rows)


def _unsigned(visit: Visit, view: VersionView) -> list[PartyRow]:
    """The parties of the day that have not signed, by name."""
    found = afterwards.afterwards(visit.session, visit.community, view)
    waiting = {each.row.party.ref for each in found.signatures.rows if each.signature is None}
    everyone = parties.all_parties(visit.session, visit.community)
    return [row for row in everyone if row.ref in waiting]


def _submit(visit: Visit, view: VersionView, form: Typed) -> int:
    """For how many pairs a sending was recorded."""
    sent_on = fields.day(form["sent_on"], "sent_on", "Dagen")
    refs = form.all("pairs")
    if not refs:
        raise BadInput("Innsendingen er ikke ført.", "Ingen par er valgt.", "Kryss av for parene.", "pairs")
    for ref in refs:
        pair = pair_named(visit.session, visit.community, ref, sent_on)
        entry = SubmissionEntry(pair, sent_on, form["sender"], form["link"])
        submit(visit.session, visit.who, visit.community, view.document, view.row, entry, clock.now())
    return len(refs)


def _publish(visit: Visit, view: VersionView, form: Typed) -> object:
    entry = PublicationEntry(
        fields.day(form["published_on"], "published_on", "Dagen"), form["publisher"], form["link"]
    )
    return publish(visit.session, visit.who, visit.community, view.document, view.row, entry, clock.now())


def _regional_trust(visit: Visit) -> str:
    """The name of the regional trust, where there is one: the law gives it the duty."""
    rows = parties.parties_on(visit.session, visit.community, visit.on)
    return next((row.name for row in rows if row.kind is PartyKind.REGIONALT_HELSEFORETAK), "")


def _sign_form(
    visit: Visit, view: VersionView, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    waiting = _unsigned(visit, view)
    return _form(
        visit,
        "etterpa-underskrifter.html",
        view,
        values,
        refused,
        waiting=waiting[:AT_ONCE],
        most=len(waiting),
    )


def _submit_form(
    visit: Visit,
    view: VersionView,
    found: Afterwards,
    values: Mapping[str, object],
    refused: RegisterError | None = None,
) -> Response:
    options = [
        (pair_ref(each.pair), each.pair.told, each.duty.sentence if each.duty else "") for each in found.pairs
    ]
    return _form(visit, "etterpa-innsending.html", view, values, refused, pair_options=options)


def _publish_form(
    visit: Visit, view: VersionView, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    return _form(visit, "etterpa-publisering.html", view, values, refused)


def _correct_form(
    visit: Visit, view: VersionView, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    known = [(each.name, each.words) for each in records(visit.session, visit.community, view.row)]
    return _form(visit, "etterpa-rett.html", view, values, refused, record_options=known)


def _form(
    visit: Visit,
    template: str,
    view: VersionView,
    values: Mapping[str, object],
    refused: RegisterError | None,
    **told: object,
) -> Response:
    return show(
        visit,
        template,
        refused.status if refused else 200,
        view=view,
        values=values,
        errors=errors_of(refused) if refused else {},
        **told,
    )
