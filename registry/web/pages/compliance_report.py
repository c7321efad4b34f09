"""The compliance report of a day: a page to read and print, and the files.

`/lovkrav/rapport` has always answered with the file, and an address that has been given away goes on doing
what it did; what is to be read stands below it.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from documents.compliance import Compliance
from documents.docx.papers import Paper, as_body, compliance_report
from documents.kinds import Language
from registry import fields
from registry.errors import BadInput
from registry.queries import compliance_files, parties
from registry.queries.compliance_report import facts
from registry.tables import PartyRow
from registry.web.answers import download, show, unchanged
from registry.web.visits import Visit, reading

router = APIRouter()
Known = Annotated[str, Query(max_length=20)]


@router.get("/lovkrav/rapport")
def as_file(
    visit: Annotated[Visit, reading()], part: str = "", kjent: Known = "", form: str = "", som: str = ""
) -> Response:
    """The report of the day, for all or for one party, as a file; Word where nothing else is said."""
    told = _facts(visit, _party(visit, part), kjent, _language(form))
    wanted = compliance_files.form_of(som)
    return download(compliance_files.report_file(visit.session, visit.community, told, wanted))


@router.get("/lovkrav/rapport/les")
def as_page(visit: Annotated[Visit, reading()], part: str = "", kjent: Known = "") -> Response:
    """The same report as a page, to read and to print."""
    unchanged(visit)
    party = _party(visit, part)
    told = _facts(visit, party, kjent, visit.page.language)
    paper = compliance_report(told)
    return show(
        visit,
        "lovkrav-rapport.html",
        paper=paper,
        body=as_body(paper),
        contents=list(_contents(paper)),
        report=told,
        forms_of_report=compliance_files.forms(),
        asked={"part": party.ref if party else "", "kjent": kjent},
        party=party,
        parties=parties.adopting_parties(visit.session, visit.community, visit.on),
    )


def _contents(paper: Paper) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """The names that the parts have on the page, with their titles, and those below them."""
    for at, section in enumerate(paper.sections, start=1):
        below = [(f"del{at}-{n}", each.title) for n, each in enumerate(section.children, start=1)]
        yield f"del{at}", section.title, below


def _facts(visit: Visit, party: PartyRow | None, kjent: str, language: Language | None) -> Compliance:
    known = fields.day_or_none(kjent, "kjent", "Dagen")
    return facts(visit.session, visit.community, visit.on, party, language, known)


def _party(visit: Visit, part: str) -> PartyRow | None:
    return parties.party(visit.session, visit.community, part) if part else None


def _language(typed: str) -> Language | None:
    if typed and typed not in set(Language):
        raise BadInput("Målformen er ikke valgt.", "", "Velg bokmål eller nynorsk.", "form")
    return Language(typed) if typed else None
