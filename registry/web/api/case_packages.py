"""Case packages: asked for, followed while they are made, and taken out."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from starlette.background import BackgroundTask

from registry import clock
from registry.operations import case_packages as operations
from registry.packing import packer_of
from registry.permissions import Permission
from registry.queries import case_packages
from registry.queries.case_packages import ZIP, PackageView
from registry.web.answers import download
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import accept, keyed_read
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_case_packages import PackagesAsked, PackageTold
from registry.web.api.types import DocumentInPath, Ref, SectionId, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["papers"], route_class=ApiRoute)
Reading = Annotated[Call, api_reading(Permission.DRAFTS_READ)]
PackageInPath = Annotated[SectionId, Path(description="The package's name.", examples=["k3m9x2p7qa"])]
OnlyParty = Annotated[
    Ref | None,
    Query(description="Only the set of this party, by its short name.", examples=["granvik"]),
]


@router.post(
    VERSION + "/case-packages",
    response_model=PackageTold,
    **accept("make_case_packages", "Make case packages for the parties of a version"),
)
def make(
    call: Annotated[Call, api_writing(Permission.DRAFTS_WRITE)],
    ref: DocumentInPath,
    number: VersionInPath,
    sent: PackagesAsked,
    repeat: RepeatKey = None,
) -> Response:
    """They are made in the background: Location says where to ask how far it has come. Needs utkast:skrive.

    Those already under way for the same version and day are answered with.
    """
    view = known_version(call, ref, number, sent.on)
    made: list[str] = []

    def ask() -> PackageTold:
        row = operations.ask_for(
            call.session, call.who, call.community, view.document, view.row, view.on, clock.now()
        )
        made.append(row.ref)
        return PackageTold.of(_package(call, row.ref))

    answer = once(call, repeat, sent, ask, status=202)
    if made:
        answer.headers["Location"] = f"/api/v1/case-packages/{made[0]}"
    answer.background = BackgroundTask(packer_of(call.house).wake)
    return answer


@router.get(VERSION + "/case-packages", **keyed_read("list_case_packages", "The case packages of a version"))
def packages(call: Reading, ref: DocumentInPath, number: VersionInPath, wanted: Ask) -> Page[PackageTold]:
    """Every one, the newest first. Needs utkast:lese."""
    view = known_version(call, ref, number)
    found = case_packages.packages_of(call.session, call.community, view)
    return page(call, wanted, found, lambda each: each.row.ref, PackageTold.of)


@router.get("/case-packages/{package}", **keyed_read("get_case_packages", "How far a package has come"))
def package(call: Reading, package: PackageInPath) -> PackageTold:
    """Its state, and when it is made every file with its SHA-256. Needs utkast:lese."""
    return PackageTold.of(_package(call, package))


@router.get(
    "/case-packages/{package}/zip",
    response_class=Response,
    **keyed_read(
        "get_case_packages_zip",
        "The packages as a zip",
        409,
        content={ZIP: {"schema": {"type": "string", "format": "binary"}}},
    ),
)
def whole(call: Reading, package: PackageInPath, party: OnlyParty = None) -> Response:
    """All of them as they were handed out, or one party's. 409 while they are made. Needs utkast:lese."""
    view = _package(call, package)
    if party:
        return download(case_packages.party_file(call.session, view, party))
    return download(case_packages.whole_file(call.session, view))


def _package(call: Call, ref: str) -> PackageView:
    return case_packages.package(call.session, call.community, ref)
