"""A new office that has brought in its agreement and guidelines, and has judged nothing yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import files

from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from documents.kinds import ChangeClass, DocumentKind, Language
from registry import clock
from registry.examples.loading import load_start_kit
from registry.house import House
from registry.operations import documents, people
from registry.operations.documents import Draft
from registry.permissions import OPERATOR, Role
from registry.queries import communities
from registry.queries import people as accounts
from registry.tables import CommunityRow
from tests.house import a_browser, signed_in

OFFICE = "nordre-trondelag"
BEGAN = date(2025, 5, 1)
TEXTS = {
    "samarbeidsavtalen": (DocumentKind.SAMARBEIDSAVTALE, "Samarbeidsavtalen"),
    "retningslinje-1": (DocumentKind.RETNINGSLINJE, "Retningslinje 1: Innleggelse i sykehus"),
    "retningslinje-2": (DocumentKind.RETNINGSLINJE, "Retningslinje 2: Koordinerte tjenester"),
    "retningslinje-3": (DocumentKind.RETNINGSLINJE, "Retningslinje 3: Kunnskap og hospitering"),
    "retningslinje-4": (DocumentKind.RETNINGSLINJE, "Retningslinje 4: Jordmorteneste"),
    "retningslinje-5": (DocumentKind.RETNINGSLINJE, "Retningslinje 5: Utskrivningsklare pasienter"),
    "retningslinje-7": (DocumentKind.RETNINGSLINJE, "Retningslinje 7: Beredskap"),
    "retningslinje-8": (DocumentKind.RETNINGSLINJE, "Retningslinje 8: Barn og unge"),
}
"""What it brought in, in the words of the example's version 2025.1. There is none on IKT."""


def bring_in(house: House) -> None:
    """Lay the office beside the example, its texts in force, with the example's secretary as its own."""
    with house.database.writing() as session:
        load_start_kit(session, OFFICE, clock.now())
        community = communities.chosen(session, OFFICE)
        secretary = accounts.person(session, "sekretariat@fjordmark.example")
        people.give_role(session, OPERATOR, secretary, Role.SECRETARIAT, community)
        for ref, (kind, title) in TEXTS.items():
            document = documents.add_document(session, OPERATOR, community, ref, kind, title, clock.now())
            source = files("registry.examples").joinpath(f"fjordmark/texts/{ref}/2025.1.md")
            draft = Draft("2025.1", source.read_text(encoding="utf-8"), Language.NB, ChangeClass.NY)
            row = documents.make_draft(session, OPERATOR, document, draft, clock.now())
            documents.take_over(
                session, OPERATOR, document, row, date(2025, 4, 24), BEGAN, "Arkivet, sak 25/100", clock.now()
            )


@contextmanager
def at_the_office(house: House) -> Iterator[TestClient]:
    """Its secretary at a browser."""
    with a_browser(house) as browser:
        browser.cookies.set("helsefellesskap", OFFICE)
        yield signed_in(browser, "sekretariat")


def of_the_office(session: Session) -> CommunityRow:
    """The office, as it is in the register."""
    return communities.chosen(session, OFFICE)
