"""Judging demand by demand: the words of the law, where to look, and one press to the next.

Nothing is ticked beforehand: a candidate is where to look, and what covers a demand a person says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from documents.candidates import Candidate, Run
from documents.coverage import Coverage, Degree, ItemCoverage, Mark
from documents.holding import words_of
from documents.markdown import plain
from documents.text import LegalText, Place
from registry import fields
from registry.errors import BadInput, Changed, RegisterError
from registry.operations import coverage as operations
from registry.permissions import Permission
from registry.queries import documents, parties
from registry.queries.candidates import Seeking, Sought, is_judged
from registry.queries.documents import VersionView
from registry.tables import PartyRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
HERE, SUMMARY = "/lovkrav/vurder", "/lovkrav/vurder/oppsummering"
FIRST, MOST = 5, 30
"""So many candidates stand open, and so many in all; the rest is found by document."""
LONGEST_LISTED = 400
"""Places of one document that are listed to choose from."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place that can be ticked."""

    key: str
    """As a form sends it: "retningslinje-5@2025.1/k3m9x2p7qa"."""
    number: str
    heading: str
    title: str
    """The document's."""
    path: str
    """The version's page."""
    section: str
    words: str
    cited: str
    """The words that the judgement would rest on, as they are or as they were typed."""
    ticked: bool
    sentence: tuple[Run, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One demand as it is judged."""

    seeking: Seeking
    sought: Sought
    party: PartyRow | None

    @property
    def nr(self) -> int:
        """The demand's number."""
        return self.sought.item.minimum.nr

    @property
    def latest(self) -> int:
        """The newest judgement that is seen here, so that a newer one is noticed."""
        return max((mark.id for mark in self.sought.item.evidence), default=0)


@router.get(HERE)
def guide(
    visit: Annotated[Visit, reading(Permission.COVERAGE_JUDGE)],
    krav: Annotated[int, Query(ge=0, le=999)] = 0,
    part: str = "",
) -> Response:
    """The demand that is asked for, or the first that nobody has judged; the summary where all are."""
    party = parties.party(visit.session, visit.community, part) if part else None
    seeking = _seeking(visit, party)
    nr = krav or _next(seeking.items)
    if nr is None:
        return see(visit, visit.page.to(SUMMARY, part=part))
    return _show(visit, Step(seeking, seeking.of(nr), party))


@router.post(HERE)
def judge(
    visit: Annotated[Visit, writing(Permission.COVERAGE_JUDGE)],
    form: Annotated[Typed, Depends(typed)],
    part: str = "",
) -> Response:
    """Keep the judgement and go on, go on without, or show another document's places to choose from."""
    check_form(visit, form["csrf"])
    party = parties.party(visit.session, visit.community, part) if part else None
    seeking = _seeking(visit, party)
    step = Step(seeking, seeking.of(form.number("krav", "Kravet", 1, 999) or 0), party)
    match form["valg"]:
        case "vis":
            return _show(visit, step, form)
        case "hopp":
            return _go_on(visit, step)
        case "ingenting":
            made = visit.act(lambda: _nothing_covers(visit, step, form))
        case _:
            made = visit.act(lambda: _keep(visit, step, form))
    if isinstance(made, RegisterError):
        return _show(visit, step, form, made)
    return _go_on(visit, step, made)


@router.get(SUMMARY)
def summary(visit: Annotated[Visit, reading(Permission.COVERAGE_JUDGE)], part: str = "") -> Response:
    """How all the demands stand after a sitting, and what is to be said of the form of what covers them."""
    party = parties.party(visit.session, visit.community, part) if part else None
    seeking = _seeking(visit, party)
    asked = _asked(seeking.items)
    return show(
        visit,
        "lovkrav-vurdert.html",
        items=asked,
        unjudged=[item for item in asked if not is_judged(item)],
        done=sum(map(is_judged, asked)),
        remarks=list(seeking.remarks()),
        parties=parties.adopting_parties(visit.session, visit.community, visit.on),
        party=party,
    )


def _seeking(visit: Visit, party: PartyRow | None) -> Seeking:
    """What applies that day, with all that is judged until today: a sitting is about what is known now."""
    known = max(visit.page.today, visit.on)
    return Seeking(visit.session, visit.community, visit.on, party, known)


def _asked(items: Sequence[ItemCoverage]) -> list[ItemCoverage]:
    """The demands that the law makes that day."""
    return [item for item in items if item.status is not Coverage.NOT_YET]


def _next(items: Sequence[ItemCoverage], after: int = 0) -> int | None:
    """The first demand after this one that nobody has judged, or whose judgement no longer holds."""
    asked = [item for item in _asked(items) if item.minimum.nr > after and not is_judged(item)]
    return asked[0].minimum.nr if asked else None


def _go_on(visit: Visit, step: Step, said: str = "") -> Response:
    part = step.party.ref if step.party else ""
    following = _next(step.seeking.items, step.nr)
    if following is None:
        return see(visit, visit.page.to(SUMMARY, part=part), said)
    return see(visit, visit.page.to(HERE, krav=following, part=part), said)


def _show(
    visit: Visit, step: Step, form: Typed | None = None, refused: RegisterError | None = None
) -> Response:
    asked = _asked(step.seeking.items)
    rows = list(_rows(step, form))
    return show(
        visit,
        "lovkrav-vurder.html",
        refused.status if refused else 200,
        sought=step.sought,
        minimum=step.sought.item.minimum,
        judged=_breaths(step.sought.item.evidence),
        latest=step.latest,
        rows=rows,
        first=FIRST,
        more=_places(step, form),
        asked=asked,
        done=sum(map(is_judged, asked)),
        views=step.seeking.applying,
        titles={view.document.ref: view.document.title for view in step.seeking.applying},
        parties=parties.adopting_parties(visit.session, visit.community, visit.on),
        party=step.party,
        values=form.values() if form else {},
        errors=errors_of(refused) if refused else {},
    )


def _rows(step: Step, form: Typed | None) -> Iterator[Row]:
    """The candidates, the likeliest first, and whatever else was ticked."""
    ticked = form.all("punkt") if form else []
    shown = step.sought.candidates[:MOST]
    for each in shown:
        yield _of_candidate(each, form, ticked)
    listed = {each.key for each in shown} | {row.key for row in _places(step, form)}
    for key in ticked:
        found = _found(step, key) if key not in listed else None
        if found:
            yield _of_place(*found, form, ticked)


def _places(step: Step, form: Typed | None) -> list[Row]:
    """Every section of the document that was asked for, but those that are candidates."""
    shown = {each.key for each in step.sought.candidates[:MOST]}
    view = next((each for each in step.seeking.applying if form and each.document.ref == form["dok"]), None)
    if view is None or form is None:
        return []
    sections = documents.legal_text(view.row).walk()
    rows = (_of_place(view, Place(section), form, form.all("punkt")) for section in sections)
    return [row for row in rows if row.key not in shown][:LONGEST_LISTED]


def _of_candidate(each: Candidate, form: Typed | None, ticked: Sequence[str]) -> Row:
    return Row(
        key=each.key,
        number=each.place.number,
        heading=plain(each.place.section.title),
        title=each.title,
        path=f"/dokumenter/{each.document}/{each.version}",
        section=each.place.id,
        words=each.words,
        cited=_typed_words(form, each.key) or each.words,
        ticked=each.key in ticked,
        sentence=each.sentence,
        why=each.why,
    )


def _of_place(view: VersionView, place: Place, form: Typed | None, ticked: Sequence[str]) -> Row:
    key, words = f"{view.ref}/{place.id}", words_of(place)
    return Row(
        key=key,
        number=place.number,
        heading=plain(place.section.title),
        title=view.document.title,
        path=f"/dokumenter/{view.document.ref}/{view.row.number}",
        section=place.id,
        words=words,
        cited=_typed_words(form, key) or words,
        ticked=key in ticked,
    )


def _typed_words(form: Typed | None, key: str) -> str:
    return form[f"sitat-{key}"].replace("\r\n", "\n").strip() if form else ""


def _found(step: Step, key: str) -> tuple[VersionView, Place] | None:
    """The place that a form means, where it is in what applies."""
    ref, _, section = key.partition("/")
    view = next((each for each in step.seeking.applying if each.ref == ref), None)
    text: LegalText | None = documents.legal_text(view.row) if view else None
    place = text.find(section) if text else None
    return (view, place) if view and place else None


def _keep(visit: Visit, step: Step, form: Typed) -> str:
    """Judge all that is ticked in one breath: it stands or falls together."""
    _refuse_overtaken(step, form)
    ticked = form.all("punkt")
    if not ticked:
        raise BadInput(
            "Ingen punkter er krysset av.",
            "",
            "Kryss av for dem du mener dekker kravet, eller velg «Ingenting dekker kravet».",
            "punkt",
        )
    degree = form.choice("degree", Degree, "Hvor langt punktene rekker,")
    operations.require_reason(degree, form["reason"])
    for key in ticked:
        _judge_one(visit, step, form, key, degree)
    places = "1 punkt" if len(ticked) == 1 else f"{len(ticked)} punkter"
    return f"Vurderingen av krav {step.nr} er lagret: {places} {degree.value}."


def _judge_one(visit: Visit, step: Step, form: Typed, key: str, degree: Degree) -> None:
    found = _found(step, key)
    if found is None:
        raise BadInput(
            "Et av punktene finnes ikke i det som gjelder.",
            "Teksten kan være byttet ut mens siden sto åpen.",
            "Velg blant punktene som vises nå.",
            "punkt",
        )
    view, place = found
    words = fields.text(form[f"sitat-{key}"], f"sitat-{key}", "De siterte ordene", required=False)
    cited = "" if words.split() == words_of(place).split() else words
    try:
        operations.judge(
            visit.session,
            visit.who,
            view.document,
            view.row,
            place.id,
            step.nr,
            degree,
            visit.page.today,
            form["reason"],
            cited,
        )
    except BadInput as wrong:
        field = f"sitat-{key}" if wrong.field == "cited" else wrong.field
        raise BadInput(wrong.what, wrong.why, wrong.now, field) from wrong


def _nothing_covers(visit: Visit, step: Step, form: Typed) -> str:
    """Say of the agreement as a whole that it does not cover the demand."""
    _refuse_overtaken(step, form)
    agreement = step.seeking.agreement
    if agreement is None:
        raise BadInput(
            "Ingen samarbeidsavtale gjelder denne dagen.",
            "Da er det ingenting å si dette om.",
            "Velg en annen dag.",
        )
    operations.judge(
        visit.session,
        visit.who,
        agreement.document,
        agreement.row,
        "",
        step.nr,
        Degree.NOT,
        visit.page.today,
        form["reason"],
    )
    return f"Det er lagret at ingenting dekker krav {step.nr}."


def _refuse_overtaken(step: Step, form: Typed) -> None:
    """Tell of a judgement that came while the page stood open; the next press keeps this one too."""
    seen = form.number("sist", "Den siste vurderingen", 0, 2**31) or 0
    newer = [mark for mark in step.sought.item.evidence if mark.id > seen]
    if newer:
        raise Changed(
            f"{newer[-1].judged_by} har vurdert kravet mens du leste.",
            "Den vurderingen står øverst på siden.",
            "Se over den, og lagre på nytt hvis du fortsatt mener det samme. Ingenting er lagret ennå.",
        )


def _breaths(evidence: Sequence[Mark]) -> list[list[Mark]]:
    """What was judged together, together."""
    together: dict[tuple[object, ...], list[Mark]] = {}
    for mark in evidence:
        together.setdefault(mark.breath, []).append(mark)
    return list(together.values())
