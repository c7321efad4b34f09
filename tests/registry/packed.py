"""Case packages of a small circle: an agreement laid forth, the sets made of it, and what their files say."""

from datetime import timedelta

from documents.docx import read
from documents.kinds import ChangeClass
from documents.markdown import plain
from documents.text import plain_text
from registry.queries import documents
from registry.queries.documents import VersionView
from registry.queries.package_facts import PackageFacts, facts_of, set_facts_of
from registry.queries.package_files import Maker, PartySet
from registry.tables import DocumentRow, VersionRow
from tests.registry.builders import DAY, TEXT, Circle

KEY = b"segl" * 8
LATER = DAY + timedelta(days=200)
NEW_TEXT = TEXT.replace("Kommunen skal melde.", "Kommunen skal melde innen 24 timer.")


def an_agreement_laid_forth(circle: Circle) -> VersionRow:
    """The next version of an agreement that is in force, frozen."""
    agreement = circle.document()
    circle.adopted(agreement)
    first_day = LATER + timedelta(days=90)
    return circle.frozen(agreement, "2026.1", NEW_TEXT, change=ChangeClass.REVISJON, earliest_from=first_day)


def view_of(circle: Circle, version: VersionRow, on=LATER) -> VersionView:
    """The version as it stands that day."""
    document = circle.session.get_one(DocumentRow, version.document_id)
    return documents.view(circle.session, document, version, on)


def made(
    circle: Circle, version: VersionRow, on=LATER, only: str = ""
) -> tuple[PackageFacts, dict[str, PartySet]]:
    """The facts and every party's set, by short name."""
    view = view_of(circle, version, on)
    facts = facts_of(circle.session, circle.community, view, KEY, only)
    maker = Maker(facts)
    told = (set_facts_of(circle.session, circle.community, view, facts, party) for party in facts.receivers)
    return facts, {each.party: each for each in map(maker.made, told)}


def words_of(party_set: PartySet, start: str) -> str:
    """The words of the file whose name begins so."""
    file = next(each for each in party_set.files if each.name.startswith(start))
    if not file.name.endswith(".docx"):
        return file.data.decode()
    text = read(file.data).text
    return "\n".join(
        plain(words) for section in text.walk() for words in (section.title, *plain_text(section.blocks))
    )
