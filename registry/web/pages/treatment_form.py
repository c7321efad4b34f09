"""The part of the decision form that tells how a decision came about: its words, its sides, its papers."""

from dataclasses import replace

from decisions.outcomes import Evidence, Procedure
from decisions.votes import BlocVotes, ImpossibleVotes
from registry.errors import BadInput, NotFound
from registry.operations.decisions import DecisionEntry
from registry.queries import bodies
from registry.queries.decisions import DecisionView
from registry.queries.facts import blocs_of, evidence_of
from registry.tables import BodyRow
from registry.web.forms import Typed
from registry.web.visits import Visit

SIDES = (1, 2, 3)
"""The rows there are for sides that voted each for itself."""
PAPERS = tuple(enumerate(Evidence, 1))
"""The papers with the numbers that their fields carry."""
_CONSENT = {"ja": True, "nei": False}


def with_treatment(visit: Visit, form: Typed, entry: DecisionEntry) -> DecisionEntry:
    """The entry with what was typed about its treatment; raises BadInput with the field to be mended."""
    return replace(
        entry,
        text=form.text("text", "Vedtaksteksten", required=False),
        procedure=form.choice("procedure", Procedure, "Behandlingsmåten") if form["procedure"] else None,
        all_consent=_CONSENT.get(form["all_consent"]),
        blocs=tuple(bloc for side in SIDES if (bloc := _bloc(form, side))),
        evidence=_evidence(form),
        returned_to=_returned_to(visit, form["returned_to"]),
    )


def treatment_values(visit: Visit, view: DecisionView) -> dict[str, str]:
    """The fields as they were filled in for this decision."""
    detail = view.detail
    if detail is None:
        return {}
    back = visit.session.get(BodyRow, detail.returned_to_id) if detail.returned_to_id else None
    values = {
        "text": detail.text,
        "procedure": detail.procedure,
        "all_consent": {True: "ja", False: "nei", None: ""}[detail.all_consent],
        "returned_to": back.ref if back else "",
    }
    for side, bloc in zip(SIDES, blocs_of(detail), strict=False):
        values |= {f"side_{side}": bloc.name, f"side_{side}_for": str(bloc.for_)}
        values |= {f"side_{side}_against": str(bloc.against), f"side_{side}_abstained": str(bloc.abstained)}
    papers = evidence_of(detail)
    if papers is not None:
        values |= {f"paper_{number}": "ja" for number, paper in PAPERS if paper in papers}
        values |= {} if papers else {"no_papers": "ja"}
    return values


def _bloc(form: Typed, side: int) -> BlocVotes | None:
    """How one side voted; None where nothing is typed of it."""
    name = form.line(f"side_{side}", "Siden", required=False)
    counted = {
        word: form.number(f"side_{side}_{word}", told)
        for word, told in (("for", "Stemmer for"), ("against", "Stemmer mot"), ("abstained", "Avholdende"))
    }
    if all(number is None for number in counted.values()):
        return None
    if not name:
        raise BadInput("Det er ikke sagt hvem stemmene er fra.", "", "Skriv siden.", f"side_{side}")
    try:
        return BlocVotes(name, counted["for"] or 0, counted["against"] or 0, counted["abstained"] or 0)
    except ImpossibleVotes as wrong:
        raise BadInput("Stemmetallene kan ikke stemme.", str(wrong), "", f"side_{side}_for") from wrong


def _evidence(form: Typed) -> frozenset[Evidence] | None:
    """The papers that exist. None where nobody has said; nothing ticked is not the same as none."""
    papers = frozenset(paper for number, paper in PAPERS if form[f"paper_{number}"])
    if papers and form["no_papers"]:
        raise BadInput(
            "Det er krysset av både for papirer og for at ingen finnes.",
            "Begge kan ikke være riktige.",
            "Ta bort ett av kryssene.",
            "no_papers",
        )
    return papers if papers or form["no_papers"] else None


def _returned_to(visit: Visit, ref: str) -> BodyRow | None:
    if not ref:
        return None
    try:
        return bodies.body(visit.session, visit.community, ref)
    except NotFound as unknown:
        raise BadInput(unknown.what, "", "Velg fra listen.", "returned_to") from unknown
