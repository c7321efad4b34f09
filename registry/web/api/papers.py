"""Papers as files: hearing letter, case paper, minutes, compliance report."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response
from pydantic import WithJsonSchema

from documents.docx.papers import Paper
from documents.kinds import Language
from registry.queries import bodies, compliance_files, compliance_report, papers, parties
from registry.queries.compliance_files import ReportForm
from registry.queries.exports import Format
from registry.queries.paper_files import PaperForm, paper_file
from registry.web.answers import download
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.documents import known_version
from registry.web.api.problems import ApiRoute
from registry.web.api.types import (
    BodyInPath,
    Day,
    DocumentInPath,
    KnownBy,
    LineOrEmpty,
    OfParty,
    On,
    Ref,
    VersionInPath,
)
from registry.web.api.versions import VERSION

router = APIRouter(tags=["papers"], route_class=ApiRoute)
_FILES = {
    Format(form.value).media_type.partition(";")[0]: {"schema": {"type": "string"}} for form in PaperForm
}
_REPORTS = {
    form.media_type.partition(";")[0]: {"schema": {"type": "object" if form is ReportForm.JSON else "string"}}
    for form in ReportForm
}
ReportInPath = Annotated[ReportForm, Path(description="The kind of file.", examples=["xlsx"])]
FormInPath = Annotated[PaperForm, Path(description="The kind of file.", examples=["docx"])]
InLanguage = Annotated[
    Language | None,
    Query(description="The form of Norwegian; the recipient's or the text's if left out.", examples=["nn"]),
]
Deadline = Annotated[
    Day | None,
    Query(description="The last day to answer; a blank line if left out.", examples=["2027-01-15"]),
]
AnswerTo = Annotated[
    LineOrEmpty,
    Query(description="Where answers are sent; a blank line if left out.", examples=["post@x.example"]),
]
Recipient = Annotated[
    Ref, Query(alias="for", description="The body, or the party whose body is to decide.", examples=["psu"])
]
MeetingDay = Annotated[
    Day,
    Path(description="The day of the meeting."),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            "examples": ["2025-11-20"],
        },
        mode="validation",
    ),
]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a hearing letter is to say that the register does not know."""

    deadline: Deadline = None
    answer_to: AnswerTo = ""
    language: InLanguage = None


@router.get(
    VERSION + "/papers/hearing/{form}",
    response_class=Response,
    **public_read("get_hearing_letter", "The hearing letter of a version", 409, content=_FILES),
)
def hearing(
    call: Annotated[Call, api_reading()],
    ref: DocumentInPath,
    number: VersionInPath,
    form: FormInPath,
    asked: Annotated[Letter, Depends()],
    on: On = None,
) -> Response:
    """What is sent, why, the deadline, and how one answers. A draft needs a key that may read drafts."""
    view = known_version(call, ref, number, on)
    paper = papers.hearing(
        call.session, call.community, view, call.who, asked.deadline, asked.language, asked.answer_to
    )
    return _file(call, paper, f"horing-{ref}-{view.row.number}", form)


@router.get(
    VERSION + "/papers/case/{form}",
    response_class=Response,
    **public_read("get_case_paper", "The case paper of a version for a body", 409, content=_FILES),
)
def case(
    call: Annotated[Call, api_reading()],
    ref: DocumentInPath,
    number: VersionInPath,
    form: FormInPath,
    recipient: Recipient,
    language: InLanguage = None,
    on: On = None,
) -> Response:
    """What changes, who may decide it and under which clause, and a proposed decision on this very text."""
    view = known_version(call, ref, number, on)
    paper = papers.case(call.session, call.community, view, call.who, recipient, language)
    return _file(call, paper, f"sak-{ref}-{view.row.number}-{recipient}", form)


@router.get(
    "/bodies/{ref}/meetings/{day}/minutes/{form}",
    response_class=Response,
    **public_read("get_minutes", "The minutes of a body's meeting", 409, content=_FILES),
)
def minutes(
    call: Annotated[Call, api_reading()],
    ref: BodyInPath,
    day: MeetingDay,
    form: FormInPath,
    language: InLanguage = None,
) -> Response:
    """What the register knows of the meeting; what it does not know stands as lines to fill in."""
    row = bodies.body(call.session, call.community, ref)
    paper = papers.meeting(call.session, call.community, row, day, language, who=call.who)
    return _file(call, paper, f"protokoll-{ref}-{day.isoformat()}", form)


@router.get(
    "/compliance/report/{form}",
    response_class=Response,
    **public_read("get_compliance_report", "The compliance report of a day", 409, content=_REPORTS),
)
def compliance(
    call: Annotated[Call, api_reading()],
    form: ReportInPath,
    on: On = None,
    party: OfParty = None,
    language: InLanguage = None,
    known: KnownBy = None,
) -> Response:
    """The facts of /compliance with cited words, decision, adoption and judge of each, as a file.

    With the same `on` and `known` it is the same file, whatever is judged, adopted or entered into the
    catalogue later. `json` holds the same facts for programs.
    """
    row = parties.party(call.session, call.community, party) if party else None
    told = compliance_report.facts(call.session, call.community, call.day(on), row, language, known)
    return download(compliance_files.report_file(call.session, call.community, told, form))


def _file(call: Call, paper: Paper, name: str, form: PaperForm) -> Response:
    return download(paper_file(call.session, call.community, paper, name, form))
