"""The example's agreement is sent to three kommuner, edited by each in their own way, and taken in again.

Where LibreOffice is installed, it does the editing, with its own tracking of changes; else, and besides, the
same is done in the XML as Word does it. On both kinds of database.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from documents.comparing.wording import bare as without_links
from documents.docx import read as read_word
from documents.drafting.editing import wording_of
from documents.returning.kinds import AmendmentKind as Kind
from documents.text import LegalText
from registry import schema
from registry.database import Database
from registry.queries import checking
from registry.queries.exchange import report_of
from tests.documents.returned_files import (
    carried,
    edited,
    new_paragraph,
    tracked_taken_out,
    tracked_words,
    without_marks,
    words,
)
from tests.office import Office
from tests.postgres import new_database_url
from tests.registry.builders import a_circle
from tests.registry.returned import Exchange, an_exchange, commented

ROOT = Path(__file__).parents[2]
AGREEMENT = (ROOT / "registry/examples/fjordmark/texts/samarbeidsavtalen/2026.1.md").read_text()
KARI, OLA = "Kari Nordmann", "Ola Storelv"
Editing = Callable[[bytes, str], bytes]


@pytest.fixture(params=["sqlite", "postgres"])
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    """A register of each kind."""
    url = f"sqlite:///{tmp_path / 'register.sqlite3'}" if request.param == "sqlite" else new_database_url()
    database = Database(url)
    schema.upgrade(database)
    with database.writing() as opened:
        yield opened
    database.close()


@pytest.fixture
def out(session: Session) -> Exchange:
    """The agreement as a draft that can go out."""
    return an_exchange(a_circle(session), AGREEMENT)


def by_hand(data: bytes, kommune: str) -> bytes:
    """What each kommune does, done in the XML as Word does it."""
    match kommune:
        case "Granvik":
            made = edited(
                data,
                tracked_words("innen to virkedager", "innen tre virkedager", KARI),
                tracked_words("Dialogmøter", "Dialogmøter og samlinger", KARI),
            )
            return commented(made, "Avtalen kan sies opp", "Holder det med e-post?", KARI)
        case "Storelv":
            text = read_sent(data)
            return edited(
                data,
                tracked_words("innen to virkedager", "innen fem dager", OLA),
                tracked_taken_out(OLA, *lines_of(text, "Tvisteløsning")),
                carried(
                    lines_of(text, "Fastlegenes rolle"), lines_of(text, "Arbeidsutvalg og sekretariat")[-1]
                ),
            )
        case _:
            last = lines_of(read_sent(data), "Fastlegenes rolle")[-1]
            return edited(
                data,
                new_paragraph(last, "Partene gir felles opplæring hvert år."),
                new_paragraph(last, "Opplæring", "Heading2"),
                words("Årshjulet", "Årets hjul"),
            )


def in_libreoffice(office: Office) -> Editing:
    """The same, done by somebody at LibreOffice."""

    def tracking(author: str, on: bool) -> dict[str, object]:
        return {"do": "track", "author": author, "on": on}

    def days(new: str) -> dict[str, object]:
        return {"do": "words", "old": "innen to virkedager", "new": new}

    def edit(data: bytes, kommune: str) -> bytes:
        match kommune:
            case "Granvik":
                rename = {"do": "rename", "title": "Dialogmøter", "new": "Dialogmøter og samlinger"}
                made = office.edited(data, tracking(KARI, True), days("innen tre virkedager"), rename)
                return commented(made, "Avtalen kan sies opp", "Holder det med e-post?", KARI)
            case "Storelv":
                move = {
                    "do": "move",
                    "title": "Fastlegenes rolle",
                    "before": "Medvirkning fra pasienter og brukere",
                }
                return office.edited(
                    data,
                    tracking(OLA, True),
                    days("innen fem dager"),
                    {"do": "delete", "title": "Tvisteløsning"},
                    tracking(OLA, False),
                    move,
                )
            case _:
                said = "Partene gir felles opplæring hvert år."
                return office.edited(
                    data,
                    tracking("Per Nordli", False),
                    {"do": "add", "title": "Opplæring", "body": said, "before": "Dialogmøter"},
                    {"do": "rename", "title": "Årshjulet", "new": "Årets hjul"},
                )

    return edit


@pytest.fixture(params=["by hand", "in LibreOffice"])
def editing(request: pytest.FixtureRequest) -> Editing:
    """Who edits the files."""
    if request.param == "by hand":
        return by_hand
    return in_libreoffice(request.getfixturevalue("office"))


@pytest.fixture(params=["with its marks", "without the marks in headings"])
def marks(request: pytest.FixtureRequest) -> Callable[[bytes], bytes]:
    """What becomes of our hidden marks on the way."""
    if request.param == "with its marks":
        return lambda data: data
    return lambda data: edited(data, without_marks("_sh_"))


def test_three_kommuner_answer_and_the_draft_is_what_was_accepted(
    out: Exchange, editing: Editing, marks: Callable[[bytes], bytes]
) -> None:
    before = out.text
    for kommune in ("Granvik", "Storelv", "Nordli"):
        data = marks(editing(out.sent(kommune).data, kommune))
        row = out.taken(data, name=f"{kommune}.docx")
        assert report_of(row)["ground"] == "teksten som ble sendt"
        assert report_of(row)["seal"] == "ekte"

    told = out.answers
    assert {
        (each.row.kind, each.row.author, title_of(before, each.row.section_id)) for each in told.every
    } == {
        (Kind.WORDING, KARI, "Løsning på lavest mulig nivå"),
        (Kind.WORDING, KARI, "Dialogmøter"),
        (Kind.COMMENT, KARI, "Oppsigelse"),
        (Kind.WORDING, OLA, "Løsning på lavest mulig nivå"),
        (Kind.REMOVED, OLA, "Tvisteløsning"),
        (Kind.MOVED, "Storelv", "Fastlegenes rolle"),
        (Kind.UNPLACED, "Nordli", "nytt"),
        (Kind.WORDING, "Nordli", "Årshjulet"),
    }
    (clash,) = told.clashes
    assert {each.row.author for each in clash} == {KARI, OLA}

    out.accept(next(each.row for each in clash if each.row.author == KARI))
    out.refuse(next(each.row for each in clash if each.row.author == OLA), "Granvik hadde det bedre.")
    out.accept(out.answers.tray[0].row)
    out.accept(next(each.row for each in told.every if each.row.kind is Kind.REMOVED))

    after, at = out.text, {section.title: section for section in before.walk()}
    disputes = at["Løsning på lavest mulig nivå"].id
    assert wording_of(after, disputes).body == wording_of(before, disputes).body.replace(
        "innen to virkedager", "innen tre virkedager"
    )
    assert numbered(after, "Opplæring") == "6.7"
    assert numbered(after, "Dialogmøter") == "6.8"
    assert numbered(after, "Mislighold") == "10.2"
    touched = {disputes, at["Tvisteløsning"].id}
    for section in before.walk():
        if section.id not in touched:
            assert bare(wording_of(after, section.id).body) == bare(wording_of(before, section.id).body)
    assert list(checking.faults(out.circle.session)) == []


def test_an_untouched_file_that_libreoffice_has_stored_proposes_nothing(
    out: Exchange, office: Office
) -> None:
    row = out.taken(office.converted(out.sent("Granvik").data, "docx"))

    assert [each.amendment for each in out.views] == []
    assert report_of(row)["seal"] == "ekte"


def test_a_file_that_went_by_way_of_opendocument_is_known_by_its_hash(out: Exchange, office: Office) -> None:
    out.sent("Granvik")
    there = office.converted(out.sent("Granvik").data, "odt")

    row = out.taken(office.converted(there, "docx", "odt"))

    assert report_of(row)["seal"] == "bare filens egenskaper"
    assert report_of(row)["ground"] == "teksten som ble sendt"
    assert {each["ground"] for each in report_of(row)["matches"]} == {"merket i overskriften"}


def read_sent(data: bytes) -> LegalText:
    return read_word(data).text


def lines_of(text: LegalText, title: str) -> tuple[str, ...]:
    """The heading and the beginning of each paragraph of a section, as the file has them."""
    section = next(each for each in text.walk() if each.title == title)
    return (title, *(each[:40] for each in wording_of(text, section.id).body.split("\n\n")))


def title_of(text: LegalText, identity: str) -> str:
    return next((section.title for section in text.walk() if section.id == identity), "nytt")


def numbered(text: LegalText, title: str) -> str:
    return next(section.number for section in text.walk() if section.title == title)


def bare(body: str) -> str:
    """The words without the numbers in references, which follow what they name."""
    return "".join(sign for sign in without_links(body) if not sign.isdigit())
