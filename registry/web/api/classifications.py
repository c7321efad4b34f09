"""What class of change a version is, and what it does, as persons have said."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from decisions.proposals import Finding
from registry import clock
from registry.operations.classifying import classify
from registry.permissions import Permission
from registry.queries import classifications, findings
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.documents import known_version
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_rules import ClassificationSent, ClassificationTold, VersionAskedTold
from registry.web.api.types import DocumentInPath, On, VersionInPath

router = APIRouter(prefix="/documents/{ref}/versions/{number}", tags=["versions"], route_class=ApiRoute)


@router.get("/classification", **public_read("get_classification", "What class of change a version is"))
def said(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath
) -> ClassificationTold:
    """The latest that was said of the change: its class, what it does, by whom and why."""
    view = known_version(call, ref, number)
    return ClassificationTold.of(classifications.classified(call.session, view.row))


@router.get("/who-may", **public_read("who_may_decide_version", "Who may decide this version, on a day?"))
def who_may(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath, on: On = None
) -> VersionAskedTold:
    """By the class that is confirmed, or suggested while nobody has, and what is found in the change."""
    view, day = known_version(call, ref, number), call.day(on)
    return VersionAskedTold.of(findings.asked(call.session, call.community, view, call.who, day))


@router.post(
    "/classifications",
    response_model=ClassificationTold,
    **create("classify_change", "Say anew what class of change a version is"),
)
def say(
    call: Annotated[Call, api_writing(Permission.DECISIONS_RECORD)],
    ref: DocumentInPath,
    number: VersionInPath,
    sent: ClassificationSent,
    repeat: RepeatKey = None,
) -> Response:
    """Say what class of change it is; all decisions are judged anew. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _classify(call, ref, number, sent))


def _classify(call: Call, ref: str, number: str, sent: ClassificationSent) -> ClassificationTold:
    view = known_version(call, ref, number)
    found = [Finding(each.trait, each.certainty, each.place, each.by) for each in sent.findings]
    row = classify(
        call.session, call.who, view.document, view.row, sent.change, found, sent.reason, clock.now()
    )
    return ClassificationTold.of(classifications.of_row(row))
