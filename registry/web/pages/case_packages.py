"""Case packages: asked for, followed while they are made, and taken out whole, by party, or file by file."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from starlette.background import BackgroundTask

from documents.kinds import Language
from registry import clock
from registry.errors import RegisterError
from registry.operations import case_packages as operations
from registry.packing import packer_of
from registry.permissions import Permission
from registry.queries import case_packages, documents, package_words
from registry.queries.case_packages import PackageView
from registry.queries.documents import VersionView
from registry.queries.package_receivers import receivers_of, stand_of
from registry.tables import PartyRow
from registry.web.answers import download, see, show
from registry.web.forms import Typed, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
HERE = "/dokumenter/{ref}/{number}/sakspakker"
ONE = "/sakspakker/{package}"
SECONDS = 2
"""Between two looks at a package that is being made."""
Reading = Annotated[Visit, reading(Permission.DRAFTS_READ)]


@router.get(HERE)
def packages(visit: Reading, ref: str, number: str) -> Response:
    """Ask for packages for the parties of the day, and see those that were made before."""
    return _page(visit, _version(visit, ref, number))


@router.post(HERE)
def ask(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)],
    ref: str,
    number: str,
    form: Annotated[Typed, Depends(typed)],
) -> Response:
    """Have them made; the next page tells how far it has come."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(
        lambda: operations.ask_for(
            visit.session, visit.who, visit.community, view.document, view.row, visit.on, clock.now()
        )
    )
    if isinstance(outcome, RegisterError):
        return _page(visit, view, outcome)
    answer = see(visit, visit.page.to(f"/sakspakker/{outcome.ref}"))
    answer.background = BackgroundTask(packer_of(visit.house).wake)
    return answer


@router.get(ONE)
def package(visit: Reading, package: str, vent: str = "") -> Response:
    """How far it has come, asking for itself again unless told not to; when made, each party's files."""
    view = _package(visit, package)
    follows = view.is_under_way and vent != "nei"
    answer = show(
        visit,
        "sakspakke.html",
        package=view,
        follows=follows,
        seconds=SECONDS,
        changed=case_packages.changed_since(visit.session, visit.community, view, visit.on),
    )
    if follows:
        answer.headers["Refresh"] = str(SECONDS)
    return answer


@router.get(f"{ONE}/zip")
def whole(visit: Reading, package: str) -> Response:
    """Every party's set as one zip."""
    return download(case_packages.whole_file(visit.session, _package(visit, package)))


@router.get(f"{ONE}/{{party}}/zip")
def of_party(visit: Reading, package: str, party: str) -> Response:
    """One party's set as a zip."""
    return download(case_packages.party_file(visit.session, _package(visit, package), party))


@router.get(f"{ONE}/{{party}}/{{number}}")
def one_file(visit: Reading, package: str, party: str, number: int) -> Response:
    """One file of one party's set."""
    return download(case_packages.single_file(visit.session, _package(visit, package), party, number))


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _package(visit: Visit, ref: str) -> PackageView:
    return case_packages.package(visit.session, visit.community, ref)


def _page(visit: Visit, view: VersionView, refused: RegisterError | None = None) -> Response:
    found = visit.act(lambda: _receivers(visit, view))
    hindered = found if isinstance(found, RegisterError) else None
    return show(
        visit,
        "sakspakker.html",
        refused.status if refused else 200,
        view=view,
        receivers=[] if isinstance(found, RegisterError) else [_told(row) for row in found],
        hindered=hindered,
        packages=case_packages.packages_of(visit.session, visit.community, view),
        address=f"/dokumenter/{quote(view.document.ref)}/{quote(view.row.number)}",
    )


def _receivers(visit: Visit, view: VersionView) -> list[PartyRow]:
    stand = stand_of(visit.session, visit.community, view)
    return receivers_of(visit.session, visit.community, view, stand)


def _told(row: PartyRow) -> tuple[str, Language]:
    return package_words.whole_name(row), row.language
