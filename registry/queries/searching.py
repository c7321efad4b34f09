"""What is said of a search besides its hits, the same on the page, in the API and on the command line."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.kinds import Language
from registry.permissions import Actor, Permission
from registry.queries import bodies, parties
from registry.queries.documents import PUBLIC_STAGES
from registry.tables import CommunityRow, DocumentRow, VersionRow
from search import telling
from search.entries import Glance, Hit, Results
from search.sentences import in_form
from search.typed import readable

NOTHING_TYPED = (
    "Det er ikke skrevet noe å søke etter. Skriv et ord, og søk på nytt.",
    "Det er ikkje skrive noko å søkje etter. Skriv eit ord, og søk på nytt.",
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the short names in a search stand for, as far as whoever asks may know."""

    parties: Mapping[str, str]
    bodies: Mapping[str, str]
    documents: Mapping[str, str]

    @property
    def known(self) -> dict[str, str]:
        """All of them."""
        return {**self.parties, **self.bodies, **self.documents}


def names(session: Session, community: CommunityRow, who: Actor) -> Names:
    """The names of parties, bodies and documents by their short names.

    A document that is nothing but drafts has no name for those who may not read drafts.
    """
    return Names(
        {row.ref: row.name for row in parties.all_parties(session, community)},
        {row.ref: row.name for row in bodies.all_bodies(session, community)},
        _titles(session, community, who),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """How a search was understood, in sentences; each is empty where there is nothing to say."""

    words: str
    """What was searched for, as it was read."""
    sentence: str
    corrected: str
    """Which words were searched for instead of those that nothing was found by."""
    suggested: str
    """The question whether something else was meant."""
    relaxed: str
    """That no place has all of it."""
    remarks: tuple[str, ...]
    """What was left out, or read as something else."""
    problem: str
    """Why nothing was searched for."""


def told(results: Results, names: Names, language: Language = Language.NB) -> Told:
    """How a search was understood, told with the names that whoever asks may know."""
    query, form = results.query, language.value
    return Told(
        words=readable(query.text)[0],
        sentence=telling.understood(query, form, names.known),
        corrected=telling.corrections(results.corrected, form),
        suggested=telling.suggestion(results.suggested, form),
        relaxed=telling.relaxation(form) if results.relaxed else "",
        remarks=() if query.problem else telling.remarks(query, form),
        problem=_problem(results, form),
    )


def _problem(results: Results, form: str) -> str:
    query = results.query
    if query.problem:
        return telling.problem(query.remarks, form)
    nothing = query.is_empty and not results.problem
    return in_form(NOTHING_TYPED, form) if nothing else results.problem


def _titles(session: Session, community: CommunityRow, who: Actor) -> dict[str, str]:
    """The titles of the documents that whoever asks may read some version of, by their short names."""
    asked = select(DocumentRow.ref, DocumentRow.title).where(DocumentRow.community_id == community.id)
    if not who.may(Permission.DRAFTS_READ):
        public = select(VersionRow.document_id).where(VersionRow.stage.in_(PUBLIC_STAGES))
        asked = asked.where(DocumentRow.id.in_(public))
    return {row.ref: row.title for row in session.execute(asked)}


def glance_of(hit: Hit) -> Glance:
    """What, who and by when, where the text says so of the very place that was found."""
    entry, point = hit.entry, hit.point
    if point is None:
        return entry.glance
    own = entry.body[point.start : point.end]
    said = (entry.glance.what, entry.glance.who, entry.glance.due)
    pieces = (piece.strip() for words in said for piece in words.split("…"))
    return entry.glance if all(piece in own for piece in pieces) else Glance()
