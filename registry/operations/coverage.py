"""A person judges which section covers which item of the law. What was judged is never edited."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from documents.coverage import Degree, MarkKind
from documents.holding import as_it_reads_now, says, words_of
from documents.lifecycle import Stage
from documents.minimums import CONTENT, CatalogueKind, Minimum, items_on
from documents.statements import heirs, statements_at, statements_of
from documents.text import Place
from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations.documents import subject
from registry.permissions import Actor
from registry.queries import catalogues
from registry.queries.documents import legal_text
from registry.queries.judgement_rows import counting
from registry.tables import CommunityRow, DocumentRow, JointMeasureRow, MarkRow, VersionRow


def judge(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    section_id: str,
    nr: int,
    degree: Degree,
    on: date,
    reason: str = "",
    cited: str = "",
    catalogue: str = CONTENT,
    kind: MarkKind = MarkKind.JUDGED,
    measure: JointMeasureRow | None = None,
    replaces: int | None = None,
) -> MarkRow:
    """Say how far a section covers an item, and on which words. The last word counts; all are kept.

    `measure` is the joint measure it is asked of, where the catalogue asks of each. Where no words are
    cited, the judgement rests on all the words of the place. Raises BadInput for a place that is not in the
    text and for words that are not in the place, RuleSaysNo for a withdrawn version. `replaces` is the
    judgement that this one is made in place of; it no longer counts from this version on, and NotFound is
    raised where it does not count now.
    """
    _refuse_withdrawn(version)
    if replaces is not None:
        counting(session, version, replaces)
    said = _Said(nr, degree, on, reason, cited, catalogue, kind, measure.id if measure else None, replaces)
    return _keep(session, who, document, version, section_id, said)


def confirm(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    mark_id: int,
    on: date,
    reason: str = "",
) -> list[MarkRow]:
    """Say that an earlier judgement still holds for this version, on the words as they now read.

    Where the place was split, the words may stand in several places now: each gets its own row. Raises
    NotFound where the judgement does not count for the version, RuleSaysNo where nothing is left of the
    place or the version is withdrawn.
    """
    _refuse_withdrawn(version)
    old = counting(session, version, mark_id)
    where = _where_it_went(session, version, old)
    if not where:
        raise RuleSaysNo(
            "Vurderingen kan ikke bekreftes.",
            "Punktet den gjelder, er tatt ut av teksten.",
            "Vurder et annet punkt på nytt, eller trekk vurderingen. Ingenting er endret.",
        )
    return [
        _keep(
            session,
            who,
            document,
            version,
            place.id,
            _Said(
                old.nr,
                old.degree,
                on,
                reason,
                cited,
                old.catalogue,
                MarkKind.CONFIRMED,
                old.measure_id,
                old.id,
            ),
        )
        for place, cited in where
    ]


def withdraw(
    session: Session, who: Actor, document: DocumentRow, version: VersionRow, mark_id: int, on: date
) -> None:
    """Take a judgement back: it counts no more from this version on. That it was there is kept."""
    standing = counting(session, version, mark_id)
    row = MarkRow(
        community_id=version.community_id,
        version_id=version.id,
        section_id=standing.section_id,
        catalogue=standing.catalogue,
        nr=standing.nr,
        entry_since=standing.entry_since,
        measure_id=standing.measure_id,
        replaces_id=standing.id,
        kind=MarkKind.WITHDRAWN,
        degree=standing.degree,
        cited=standing.cited,
        reason=standing.reason,
        judged_by=who.name,
        judged_on=on,
    )
    _remember(session, who, document, version, row, Event.COVERAGE_WITHDRAWN)


def require_reason(degree: Degree, reason: str) -> None:
    """Whoever says that words cover something says why; that they do not, the words say themselves.

    Asked of people at a page and in a terminal; programs made before this send none. Raises BadInput.
    """
    if degree is not Degree.NOT and not reason.strip():
        raise BadInput(
            "Begrunnelsen mangler.",
            "Den som leser senere, må kunne se hvorfor punktet dekker kravet så langt.",
            "Skriv en setning om det. Ingenting er lagret.",
            "reason",
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person says of a place."""

    nr: int
    degree: Degree
    on: date
    reason: str
    cited: str
    catalogue: str
    kind: MarkKind
    measure_id: int | None
    replaces: int | None


def _keep(
    session: Session, who: Actor, document: DocumentRow, version: VersionRow, section_id: str, said: _Said
) -> MarkRow:
    demand = _demand(session, version, said.catalogue, said.nr, said.on)
    place = _place(version, section_id, said.degree)
    row = MarkRow(
        community_id=version.community_id,
        version_id=version.id,
        section_id=section_id,
        catalogue=said.catalogue,
        nr=said.nr,
        entry_since=demand.since,
        measure_id=said.measure_id,
        replaces_id=said.replaces,
        kind=said.kind,
        degree=said.degree,
        cited=_cited(place, said.cited),
        reason=fields.without_patients(
            fields.text(said.reason, "reason", "Begrunnelsen", required=False), "reason", "Begrunnelsen"
        ),
        judged_by=who.name,
        judged_on=said.on,
    )
    confirmed = said.kind is MarkKind.CONFIRMED
    event = Event.COVERAGE_CONFIRMED if confirmed else Event.COVERAGE_JUDGED
    _remember(session, who, document, version, row, event)
    return row


def _where_it_went(session: Session, version: VersionRow, old: MarkRow) -> list[tuple[Place, str]]:
    """The places that have words of the judged one now, and the words to cite of each."""
    judged = statements_at(legal_text(session.get_one(VersionRow, old.version_id)), old.section_id) or ()
    places = heirs(legal_text(version), old.section_id)
    found = [(place, as_it_reads_now(old.cited, judged, statements_of(place))) for place in places]
    return [each for each in found if each[1]] or [(place, "") for place in places]


def _remember(
    session: Session, who: Actor, document: DocumentRow, version: VersionRow, row: MarkRow, event: Event
) -> None:
    session.add(row)
    session.flush()
    data = {
        "section": row.section_id,
        "nr": row.nr,
        "catalogue": row.catalogue,
        "measure": row.measure_id,
        "degree": row.degree.value,
        "reason": row.reason,
        "cited": row.cited,
        "replaces": row.replaces_id,
        "rows": remembered(row),
    }
    audit.record(session, event, subject(document, version), who.ref, version.community_id, data)


def _refuse_withdrawn(version: VersionRow) -> None:
    if version.stage is Stage.WITHDRAWN:
        raise RuleSaysNo(
            "Versjonen er trukket, og kan ikke vurderes.",
            "En trukket tekst kommer aldri til å gjelde.",
            "Vurder den versjonen som gjelder, eller utkastet som kom i stedet. Ingenting er lagret.",
        )


def _demand(session: Session, version: VersionRow, catalogue: str, nr: int, on: date) -> Minimum:
    community = session.get_one(CommunityRow, version.community_id)
    known = (
        *catalogues.content_demands(session, community),
        *catalogues.demands(session, community, CatalogueKind.MEASURE),
        *catalogues.demands(session, community, CatalogueKind.FIELD),
    )
    of_catalogue = [each for each in known if each.catalogue == catalogue]
    found = next((each for each in items_on(of_catalogue, on) if each.nr == nr), None)
    if found is None:
        last = max((each.nr for each in of_catalogue), default=0)
        raise BadInput(f"Lovkrav nr. {nr} finnes ikke.", "", f"De går fra 1 til {last}.", "nr")
    return found


def _place(version: VersionRow, section_id: str, degree: Degree) -> Place | None:
    """The place judged; of a text as a whole it can only be said that it does not cover the item."""
    if not section_id and degree is Degree.NOT:
        return None
    place = legal_text(version).find(section_id)
    if place is None:
        raise BadInput(
            "Punktet finnes ikke i denne versjonen.", "", "Velg et punkt fra teksten.", "section_id"
        )
    return place


def _cited(place: Place | None, cited: str) -> str:
    """The words that the judgement rests on, which must stand in the place; all of them if none are given."""
    given = fields.text(cited, "cited", "De siterte ordene", required=False)
    if place is None:
        return ""
    if given and not says(words_of(place), given):
        raise BadInput(
            "De siterte ordene står ikke i punktet.",
            f"Punkt {place.number} i denne versjonen sier noe annet.",
            "Kopier ordene fra punktet slik de står der. Ingenting er lagret.",
            "cited",
        )
    return given or words_of(place)
