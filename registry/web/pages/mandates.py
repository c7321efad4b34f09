"""Who may decide this? Asked before the agenda is sent."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from decisions.proposals import KIND_WORDS, Certainty, Finding, Matter, Proposal, Trait, kind_of
from decisions.verdict import Ground
from documents.kinds import ChangeClass, DocumentKind
from registry.errors import BadInput
from registry.queries import mandates
from registry.web.answers import show, unchanged
from registry.web.forms import errors_of, options
from registry.web.visits import Visit, reading

router = APIRouter()
CHANGES = [each for each in ChangeClass if each is not ChangeClass.DISPONERING]
"""What can be done with a text. Money is disposed of, and nothing else is done with it."""


@router.get("/hvem-kan-vedta")
def who_may(
    visit: Annotated[Visit, reading()],
    slag: str = "",
    endring: str = "",
    funn: Annotated[tuple[str, ...], Query()] = (),
) -> Response:
    """Who may decide such a proposal on the day, by which clause; below, every rule in force that day."""
    unchanged(visit)
    values = {"slag": slag, "endring": endring, "funn": funn, "dato": visit.on.isoformat()}
    try:
        proposal = _proposal(slag, endring, funn)
    except BadInput as wrong:
        return _show(visit, values, None, errors_of(wrong), wrong.status)
    return _show(visit, values, proposal, {})


def _show(
    visit: Visit,
    values: Mapping[str, object],
    proposal: Proposal | None,
    errors: Mapping[str, str],
    status: int = 200,
) -> Response:
    session, community = visit.session, visit.community
    answer = mandates.may_decide(session, community, proposal, visit.on).to_dict() if proposal else None
    rules = mandates.rules_on(session, community, visit.on)
    return show(
        visit,
        "hvem-kan-vedta.html",
        status,
        values=values,
        errors=errors,
        answer=answer,
        asked=visit.request.query_params.multi_items(),
        in_force=[(rule, Ground.of(rule).to_dict()) for rule in rules],
        kind_options=options(visit.page, DocumentKind) + options(visit.page, Matter),
        change_options=options(visit.page, CHANGES),
        trait_options=options(visit.page, Trait),
    )


def _proposal(kind: str, change: str, findings: tuple[str, ...]) -> Proposal | None:
    """What is asked about; None while nothing is asked; raises BadInput for words nobody offered."""
    if not kind:
        return None
    if kind not in KIND_WORDS:
        raise BadInput(
            f"«{kind[:30]}» er ikke et slag dokument eller en sak.", "", "Velg fra listen.", "slag"
        )
    unknown = [word for word in findings if word not in set(Trait)]
    if unknown:
        raise BadInput(f"«{unknown[0][:30]}» er ikke noe registeret ser etter.", field="funn")
    found = frozenset(Finding(Trait(word), Certainty.BEKREFTET) for word in findings)
    return Proposal(kind_of(kind), _change(kind, change), None, None, found)


def _change(kind: str, change: str) -> ChangeClass:
    if kind in {Matter.MIDLER, Matter.TILSKUDD}:
        return ChangeClass.DISPONERING
    if kind in set(Matter) and not change:
        return ChangeClass.NY
    if change not in set(CHANGES):
        raise BadInput(
            "Det er ikke valgt hva som skal gjøres med teksten.", "", "Velg fra listen.", "endring"
        )
    return ChangeClass(change)
