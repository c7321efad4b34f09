"""A person judges which section covers which item of the law. What was judged is never edited."""

from datetime import date

from sqlalchemy.orm import Session

from documents.coverage import Degree, MarkKind
from documents.holding import says, words_of
from documents.lifecycle import Stage
from documents.minimums import CONTENT, CatalogueKind, Minimum, items_on
from documents.text import Place
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import BadInput, NotFound, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations.documents import subject
from registry.permissions import Actor
from registry.queries import catalogues
from registry.queries.coverage import mark_rows
from registry.queries.documents import legal_text
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
) -> MarkRow:
    """Say how far a section covers an item, and on which words. The last word counts; all are kept.

    `measure` is the joint measure it is asked of, where the catalogue asks of each. Where no words are
    cited, the judgement rests on all the words of the place. Raises BadInput for a place that is not in the
    text and for words that are not in the place, RuleSaysNo for a withdrawn version.
    """
    _refuse_withdrawn(version)
    demand = _demand(session, version, catalogue, nr, on)
    place = _place(version, section_id, degree)
    row = MarkRow(
        community_id=version.community_id,
        version_id=version.id,
        section_id=section_id,
        catalogue=catalogue,
        nr=nr,
        entry_since=demand.since,
        measure_id=measure.id if measure else None,
        kind=kind,
        degree=degree,
        cited=_cited(place, cited),
        reason=fields.without_patients(
            fields.text(reason, "reason", "Begrunnelsen", required=False), "reason", "Begrunnelsen"
        ),
        judged_by=who.name,
        judged_on=on,
        recorded_at=clock.now(),
    )
    event = Event.COVERAGE_CONFIRMED if kind is MarkKind.CONFIRMED else Event.COVERAGE_JUDGED
    _remember(session, who, document, version, row, event)
    return row


def withdraw(
    session: Session, who: Actor, document: DocumentRow, version: VersionRow, mark_id: int, on: date
) -> None:
    """Take a judgement back. That it was there is kept."""
    standing = next((row for row in mark_rows(session, version) if row.id == mark_id), None)
    if standing is None:
        raise NotFound("Vurderingen finnes ikke.", "Den kan være trukket alt, eller en nyere kom i stedet.")
    row = MarkRow(
        community_id=version.community_id,
        version_id=version.id,
        section_id=standing.section_id,
        catalogue=standing.catalogue,
        nr=standing.nr,
        entry_since=standing.entry_since,
        measure_id=standing.measure_id,
        kind=MarkKind.WITHDRAWN,
        degree=standing.degree,
        cited=standing.cited,
        reason=standing.reason,
        judged_by=who.name,
        judged_on=on,
        recorded_at=clock.now(),
    )
    _remember(session, who, document, version, row, Event.COVERAGE_WITHDRAWN)


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
