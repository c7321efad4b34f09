"""The form of a decision, begun from a board: the party's own body, and what is known of its meeting."""

from decisions.words import day_in_words
from registry.queries import adoption, bodies, documents
from registry.tables import PartyRow
from registry.web.visits import Visit


def values_of_round(visit: Visit, about: str, organ: str) -> dict[str, str]:
    """What the form begins with, where a body is named; nothing where none is.

    The day and the number are those of the meeting that was set, once its day has come. Raises NotFound for a
    body or a version that is not there.
    """
    if not organ:
        return {}
    body = bodies.body(visit.session, visit.community, organ)
    chosen = {"body": body.ref}
    ref, _, number = about.partition("@")
    if not number or body.owner_id is None:
        return chosen
    view = documents.version(visit.session, visit.community, ref, number, visit.who, visit.page.today)
    chosen["title"] = f"{view.document.title}, versjon {view.row.number}"
    owner = visit.session.get_one(PartyRow, body.owner_id)
    stand = adoption.adoption(visit.session, visit.community, view.document, view.row, visit.page.today)
    row = next((each for each in stand.board.rows if each.party.ref == owner.ref), None)
    if row is None or row.next_meeting is None or row.next_meeting > visit.page.today:
        return chosen
    return chosen | {"meeting_on": day_in_words(row.next_meeting), "case_number": row.next_case}
