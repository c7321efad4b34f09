"""What cannot have happened to a version on its way: a sentence, before anything is written."""

from datetime import date

from sqlalchemy.orm import Session

from decisions.adopting.steps import meeting_that_is_set
from decisions.rounds import RoundStep
from decisions.words import day_in_words, listed
from registry import clock
from registry.errors import BadInput, RuleSaysNo
from registry.queries import adoption, parties, rounds
from registry.tables import CommunityRow, DocumentRow, PartyRow, RoundStepRow, VersionRow

NOT_STARTED = "Runden er ikke startet."
NOT_MOVED = "Fristen er ikke flyttet."
NOT_MET = "Teksten er ikke vedtatt."
NOT_NOTED = "Steget er ikke ført."
KEPT = "Det du skrev, står."

MAY_LIE_AHEAD = frozenset({RoundStep.BERAMMET, RoundStep.AVLYST, RoundStep.I_UTVALG})
"""Steps about a meeting on a day that may be to come."""


def refuse_unfit_day(version: VersionRow, day: date, field: str, what: str) -> None:
    """Raise BadInput for a day before the text was what it is: nobody can have had it before them."""
    frozen = clock.day_of(version.frozen_at) if version.frozen_at else None
    if frozen is not None and day < frozen:
        raise BadInput(
            what,
            f"Dagen er {day_in_words(day)}, men teksten ble frosset {day_in_words(frozen)}.",
            f"Rett dagen. {KEPT}",
            field,
        )


def refuse_unfit_party(
    session: Session, community: CommunityRow, document: DocumentRow, party: PartyRow, row: RoundStepRow
) -> None:
    """Raise BadInput for a party that did not exist that day, or that the text is not laid before."""
    circle, _ = adoption.circle_of(session, community, document)
    known = next((each for each in circle if each.ref == party.ref), None)
    day = day_in_words(row.happens_on)
    if known is None:
        raise BadInput(
            NOT_NOTED,
            f"{party.name} er ikke med i noe par som skal vedta {document.title}.",
            f"Velg en av partene i runden, eller før paret først. {KEPT}",
            "party",
        )
    if known.valid_from and row.happens_on < known.valid_from:
        why = f"Dagen er {day}, men {party.name} ble først part {day_in_words(known.valid_from)}."
    elif known.valid_to and row.happens_on > known.valid_to:
        why = f"Dagen er {day}, men {party.name} var bare part til og med {day_in_words(known.valid_to)}."
    else:
        return
    raise BadInput(NOT_NOTED, why, f"Rett dagen, eller velg en annen part. {KEPT}", "happens_on")


def refuse_unfounded(
    session: Session,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    party: PartyRow,
    row: RoundStepRow,
    today: date,
) -> None:
    """Raise for what was not known yet, a meeting called off that was not set, an answer nobody asked for."""
    if row.known_on > today:
        raise BadInput(
            NOT_NOTED,
            f"Det skal ha blitt kjent {day_in_words(row.known_on)}, og den dagen er ikke kommet.",
            f"Rett dagen. {KEPT}",
            "known_on",
        )
    if row.happens_on > row.known_on and row.step not in MAY_LIE_AHEAD:
        raise BadInput(
            NOT_NOTED,
            f"«{row.step.label}» er ført {day_in_words(row.happens_on)}, men skal ha vært kjent alt "
            f"{day_in_words(row.known_on)}.",
            f"Rett den ene dagen. {KEPT}",
            "happens_on",
        )
    if row.step is RoundStep.AVLYST:
        _refuse_nothing_to_call_off(session, version, party, row)
    if row.step in {RoundStep.BUNDET, RoundStep.MA_VEDTA}:
        _refuse_unfit_answer(session, community, document, version, party, row)


def _refuse_nothing_to_call_off(
    session: Session, version: VersionRow, party: PartyRow, row: RoundStepRow
) -> None:
    steps = [each for each in rounds.steps(session, version, row.known_on) if each.party == party.ref]
    if meeting_that_is_set(steps) is None:
        raise BadInput(
            NOT_NOTED,
            f"Det var ikke satt noe møte i {party.name} {day_in_words(row.known_on)}.",
            f"Velg et annet steg, eller rett dagen. {KEPT}",
            "step",
        )


def _refuse_unfit_answer(
    session: Session,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    party: PartyRow,
    row: RoundStepRow,
) -> None:
    """The answer is about what those before it adopted: these very words, and all of those before it."""
    before = [each.ref for each, _ in parties.predecessors(session, party)]
    if not before:
        raise BadInput(
            NOT_NOTED,
            f"{party.name} kom ikke etter noen annen part, så det er ingen vedtak fra før å svare om.",
            f"Velg et annet steg. {KEPT}",
            "step",
        )
    if not row.reason:
        raise BadInput(
            NOT_NOTED,
            f"Det er ikke sagt hvem som har avgjort om {party.name} er bundet, og hvorfor.",
            f"Skriv hvem og hvorfor. {KEPT}",
            "reason",
        )
    if row.step is RoundStep.MA_VEDTA:
        return
    courses = adoption.adoption(session, community, document, version, row.known_on).board.courses
    names = {each.ref: each.name for each in parties.all_parties(session, community)}
    without = [
        names[ref] for ref in before if ref not in courses or not courses[ref].adopted_on(row.known_on)
    ]
    if without:
        raise RuleSaysNo(
            NOT_NOTED,
            f"{party.name} kan ikke være bundet av denne teksten: {listed(sorted(without))} vedtok den ikke.",
            f"{party.name} må vedta teksten selv; før «{RoundStep.MA_VEDTA.label}» i stedet. {KEPT}",
        )
