"""The catalogues of demands: entry by entry with source and signature, files of the office's own, signing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.minimums import Catalogue, Minimum
from documents.minimums.reading import MOST_BYTES
from registry import clock, fields
from registry.errors import BadInput, RegisterError
from registry.operations import catalogues as operations
from registry.operations.catalogues import CatalogueRefused
from registry.permissions import Permission
from registry.queries import catalogues
from registry.queries.catalogues import Signature
from registry.tables import CatalogueRow, CatalogueSignOffRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/lovkrav/kravlister")
Form = Annotated[Typed, Depends(typed)]
HASH_SIGNS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as it is read: what it says, how it stands that day, and who stands for it."""

    entry: Minimum
    catalogue: Catalogue
    state: str
    """gjelder, kommer or gjaldt."""
    signature: Signature | None

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return operations.anchor(self.entry)

    @property
    def is_signed(self) -> bool:
        """Does somebody here stand for it as it reads?"""
        return self.signature is not None and self.signature.counts


@router.get("")
def all_catalogues(visit: Annotated[Visit, reading()]) -> Response:
    """Every catalogue: what it is of, how much of it is in force that day, and how much is signed for."""
    unchanged(visit)
    session, community = visit.session, visit.community
    signed = catalogues.signatures(session, community)
    found = catalogues.catalogues(session, community)
    return show(
        visit,
        "kravlister.html",
        catalogues=[(each, _all_shown(visit, each, signed)) for each in found],
        files=catalogues.added_files(session, community),
        edition=catalogues.edition(session, community)[:HASH_SIGNS],
        may_keep=visit.who.may(Permission.CATALOGUE_KEEP),
    )


@router.get("/ny")
def new_form(visit: Annotated[Visit, reading(Permission.CATALOGUE_KEEP)]) -> Response:
    """Hand in a file of demands."""
    return _new_form(visit, {})


@router.post("/ny")
def new(visit: Annotated[Visit, writing(Permission.CATALOGUE_KEEP)], form: Form) -> Response:
    """Add the file, or tell all that is wrong with it."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _add(visit, form))
    if isinstance(outcome, RegisterError):
        return _new_form(visit, form.values(), outcome)
    return see(visit, "/lovkrav/kravlister", f"Kravlisten {outcome.name} er lagt til.")


@router.get("/kvitter")
def sign_form(
    visit: Annotated[Visit, reading(Permission.CATALOGUE_KEEP)], krav: str = "", fra: str = ""
) -> Response:
    """One entry beside its source, to be held against it and signed for."""
    return _sign_form(visit, catalogues.entry(visit.session, visit.community, krav, _day(fra)), {})


@router.post("/kvitter")
def sign(visit: Annotated[Visit, writing(Permission.CATALOGUE_KEEP)], form: Form) -> Response:
    """Stand for the entry, or take one's name back."""
    check_form(visit, form["csrf"])
    entry = catalogues.entry(visit.session, visit.community, form["krav"], _day(form["fra"]))
    outcome = visit.act(lambda: _sign(visit, entry, form))
    if isinstance(outcome, RegisterError):
        return _sign_form(visit, entry, form.values(), outcome)
    done = "Du står for oppføringen." if outcome.holds else "Kvitteringen er trukket."
    return see(visit, operations.address(entry), done)


@router.get("/{ref}")
def one_catalogue(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """One catalogue, entry by entry, and which of them are in force that day."""
    unchanged(visit)
    found = catalogues.catalogue(visit.session, visit.community, ref)
    signed = catalogues.signatures(visit.session, visit.community)
    return show(
        visit,
        "kravliste.html",
        catalogue=found,
        entries=_all_shown(visit, found, signed),
        may_keep=visit.who.may(Permission.CATALOGUE_KEEP),
    )


def _all_shown(
    visit: Visit, catalogue: Catalogue, signed: Mapping[catalogues.Entry, Signature]
) -> list[Shown]:
    return [_shown(visit, catalogue, entry, signed) for entry in catalogue.entries]


def _shown(
    visit: Visit,
    catalogue: Catalogue,
    entry: Minimum,
    signed: Mapping[catalogues.Entry, Signature],
) -> Shown:
    past = "gjaldt" if entry.since <= visit.on else "kommer"
    state = "gjelder" if entry.applies(visit.on) else past
    return Shown(entry, catalogue, state, signed.get((entry.catalogue, entry.nr, entry.since)))


def _add(visit: Visit, form: Typed) -> CatalogueRow:
    upload = form.file("file")
    if upload is None:
        raise BadInput("Ingen fil er valgt.", "", "Velg en TOML-fil.", "file")
    data = upload.file.read(MOST_BYTES + 1)
    name = upload.filename or "kravliste.toml"
    return operations.add_catalogue(visit.session, visit.who, visit.community, name, data, clock.now())


def _new_form(visit: Visit, values: Mapping[str, str], refused: RegisterError | None = None) -> Response:
    faults = refused.faults if isinstance(refused, CatalogueRefused) else ()
    return show(
        visit,
        "kravliste-ny.html",
        refused.status if refused else 200,
        values=values,
        faults=faults,
        errors={"file": refused.what} if faults and refused else errors_of(refused) if refused else {},
    )


def _sign(visit: Visit, entry: Minimum, form: Typed) -> CatalogueSignOffRow:
    act = operations.take_back_signature if form["gjor"] == "trekk" else operations.sign_demand
    return act(
        visit.session,
        visit.who,
        visit.community,
        entry,
        visit.who.name,
        form["note"],
        clock.today(),
        clock.now(),
    )


def _sign_form(
    visit: Visit, entry: Minimum, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    of = catalogues.catalogue(visit.session, visit.community, entry.catalogue)
    signed = catalogues.signatures(visit.session, visit.community)
    return show(
        visit,
        "kravliste-kvitter.html",
        refused.status if refused else 200,
        one=_shown(visit, of, entry, signed),
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _day(typed_day: str) -> date:
    return fields.day(typed_day, "fra", "Dagen")
