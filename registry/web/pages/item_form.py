"""The form of one case in a meeting: what it begins with, and what was typed."""

from collections.abc import Mapping, Sequence
from itertools import count

from decisions.meetings import Attended, Cast, CounterState
from decisions.outcomes import Outcome, ReservationSort
from documents.numbering import NotANumber
from registry.errors import BadInput, NotFound, RuleSaysNo
from registry.operations.treating import CounterTyped, ItemTyped, type_item
from registry.queries import bodies, meetings
from registry.queries.agendas import ItemView, WholeMeeting
from registry.queries.documents import legal_text
from registry.tables import AgendaItemRow, BodyRow, MeetingRow, VersionRow
from registry.web.forms import Typed, options
from registry.web.visits import Visit

CAST = tuple(Cast)
MOST = 10_000


def typed_of(visit: Visit, whole: WholeMeeting, item: ItemView, form: Typed) -> ItemTyped:
    """What was typed of the case; raises BadInput with the field that must be mended."""
    version = item.case.version
    cast = _cast(form, whole)
    voted = "for", "against", "abstained"
    numbers = {
        name: form.number(f"votes_{name}" if name != "abstained" else name, _TOLD[name], 0, MOST)
        for name in voted
    }
    if form["unanimous"]:
        cast, numbers = _unanimous(whole, cast, numbers)
    outcome = form.choice("outcome", Outcome, "Utfallet") if form["outcome"] else None
    return ItemTyped(
        text=_words(form["text"], item, outcome),
        outcome=outcome,
        votes_for=numbers["for"],
        votes_against=numbers["against"],
        abstained=numbers["abstained"],
        chair_for={"for": True, "mot": False}.get(form["chair_for"]),
        cast=cast,
        counters=_counters(form, version),
        reservation=form["reservation"],
        reservation_sort=form.choice("sort", ReservationSort, "Om tillegget endrer teksten,")
        if form["sort"]
        else None,
        deviation_section_id=_place_id(version, form["deviation"], "deviation"),
        returned_to=_body(visit, form["returned_to"]),
        closed_under=form["closed_under"],
        note=form["note"],
    )


_TOLD = {"for": "Stemmer for", "against": "Stemmer mot", "abstained": "Avholdende"}


def values_of(item: ItemView) -> dict[str, str]:
    """The form as it stands: what is typed before; the proposal, where nothing is."""
    row = item.row
    numbers = {"votes_for": row.votes_for, "votes_against": row.votes_against, "abstained": row.abstained}
    values = {
        "revision": str(row.revision),
        "text": row.text or ("" if row.outcome else row.proposal),
        "outcome": row.outcome.value if row.outcome else "",
        "chair_for": {True: "for", False: "mot", None: ""}[row.chair_for],
        "reservation": row.reservation,
        "sort": row.reservation_sort.value if row.reservation_sort else "",
        "deviation": _number_of(item.case.version, row.deviation_section_id),
        "returned_to": item.returned_to.ref if item.returned_to else "",
        "closed_under": row.closed_under,
        "note": row.note,
        **{name: str(number) for name, number in numbers.items() if number is not None},
        **{f"vote_{each.person.id}": each.vote.value for each in item.member_votes},
    }
    for at, each in enumerate(item.counters, 1):
        votes = {"for": each.row.votes_for, "against": each.row.votes_against}
        values |= {
            f"counter_text_{at}": each.row.text,
            f"counter_by_{at}": each.row.proposed_by,
            f"counter_place_{at}": each.number,
            f"counter_state_{at}": each.row.state.value,
            **{f"counter_{name}_{at}": str(n) for name, n in votes.items() if n is not None},
        }
    return values


def choices(visit: Visit, whole: WholeMeeting, values: Mapping[str, str]) -> dict[str, object]:
    """What the form's lists offer, those who may vote by side, and one row for another counter-proposal."""
    page = visit.page
    used = max((at for at in range(1, 100) if values.get(f"counter_text_{at}")), default=0)
    return {
        "outcome_options": options(page, Outcome),
        "sort_options": options(page, ReservationSort),
        "state_options": options(page, CounterState),
        "cast_options": options(page, CAST),
        "body_options": [
            (row.ref, row.name)
            for row in bodies.all_bodies(visit.session, visit.community)
            if row.id != whole.body.id
        ],
        "voters": [each for each in whole.attendance if may_vote(each.row.may_vote, each.row.state)],
        "counters": range(1, used + 2),
    }


def may_vote(with_vote: bool, state: Attended) -> bool:
    """Did they come, and have they a vote in this meeting?"""
    return with_vote and state is Attended.TIL_STEDE


def voting_in(whole: WholeMeeting) -> int:
    """How many attended with a vote; 0 while nobody has said who came."""
    return sum(1 for each in whole.attendance if may_vote(each.row.may_vote, each.row.state))


def as_proposed(visit: Visit, row: MeetingRow, item: AgendaItemRow, revision: int) -> str:
    """Note that all who attended with a vote adopted the case as it was proposed."""
    there = meetings.attendance(visit.session, row)
    voting = sum(1 for each in there if may_vote(each.may_vote, each.state))
    if not voting:
        raise RuleSaysNo(
            f"{item.printed} er ikke ført.",
            "Ingen har ført hvem som møtte, så registeret vet ikke hvor mange som stemte.",
            "Før frammøtet først.",
        )
    typed = ItemTyped(
        text=item.proposal,
        outcome=Outcome.VEDTATT,
        votes_for=voting,
        votes_against=0,
        abstained=0,
        note=item.note,
    )
    type_item(visit.session, visit.who, row, item, revision, typed)
    return f"{item.printed} er ført som enstemmig vedtatt, {voting} for."


def _words(text: str, item: ItemView, outcome: Outcome | None) -> str:
    """The decision in the words of the meeting. The field begins as the proposal; where that was not carried
    and the field was left as it was, the meeting has no words of its own."""
    untouched = text.split() == item.row.proposal.split()
    return "" if untouched and outcome in _NOT_CARRIED else text


_NOT_CARRIED = frozenset({Outcome.AVVIST, Outcome.UTSATT, Outcome.TIL_ORIENTERING, Outcome.RETURNERT})


def _cast(form: Typed, whole: WholeMeeting) -> dict[int, Cast]:
    """How each who attended voted, by person; whoever has no mark is left out."""
    return {
        each.person.id: form.choice(f"vote_{each.person.id}", Cast, f"Stemmen til {each.person.name}")
        for each in whole.attendance
        if form[f"vote_{each.person.id}"]
    }


def _unanimous(
    whole: WholeMeeting, cast: dict[int, Cast], numbers: dict[str, int | None]
) -> tuple[dict[int, Cast], dict[str, int | None]]:
    """All who attended with a vote were for, but those who are marked as out of the room or inhabil."""
    against = [vote for vote in cast.values() if vote in {Cast.MOT, Cast.AVHOLDENDE}]
    if against or numbers["against"] or numbers["abstained"]:
        raise BadInput(
            "Saken er ikke lagret.",
            "Det er krysset av for enstemmig, men noen er ført som mot eller avholdende.",
            "Ta bort krysset eller stemmene.",
            "unanimous",
        )
    there = [each.person.id for each in whole.attendance if may_vote(each.row.may_vote, each.row.state)]
    if not there:
        raise BadInput(
            "Saken er ikke lagret.",
            "Det er krysset av for enstemmig, men ingen har ført hvem som møtte.",
            "Før frammøtet først, eller skriv stemmetallene.",
            "unanimous",
        )
    if cast:
        return {id_: cast.get(id_, Cast.FOR) for id_ in there}, numbers
    return cast, {"for": numbers["for"] or len(there), "against": 0, "abstained": 0}


def _counters(form: Typed, version: VersionRow | None) -> tuple[CounterTyped, ...]:
    """The counter-proposals in order; a row where nothing is written is passed over."""
    found = []
    for at in count(1):
        text, by, place = (form[f"counter_{name}_{at}"].strip() for name in ("text", "by", "place"))
        if not text and (by or place):
            raise BadInput(
                f"Forslag {at} har ingen tekst.", "", "Skriv hva som ble foreslått.", f"counter_text_{at}"
            )
        if text and not by:
            raise BadInput(f"Forslag {at} sier ikke hvem som la det fram.", "", "", f"counter_by_{at}")
        if text:
            found.append(_counter(form, version, at))
        elif at > MOST_COUNTERS or not form[f"counter_text_{at + 1}"]:
            break
    return tuple(found)


MOST_COUNTERS = 50


def _counter(form: Typed, version: VersionRow | None, at: int) -> CounterTyped:
    state = f"counter_state_{at}"
    return CounterTyped(
        text=form[f"counter_text_{at}"],
        proposed_by=form[f"counter_by_{at}"],
        section_id=_place_id(version, form[f"counter_place_{at}"], f"counter_place_{at}"),
        state=form.choice(state, CounterState, f"Hva som ble av forslag {at},")
        if form[state]
        else CounterState.FREMMET,
        votes_for=form.number(f"counter_for_{at}", "Stemmer for forslaget", 0, MOST),
        votes_against=form.number(f"counter_against_{at}", "Stemmer mot forslaget", 0, MOST),
    )


def _place_id(version: VersionRow | None, number: str, field: str) -> str:
    """The identity of the clause that people mean by this number."""
    wanted = number.strip()
    if not wanted:
        return ""
    if version is None:
        raise BadInput(
            "Saken gjelder ingen tekst, så den har ingen punkter.", "", "La feltet stå tomt.", field
        )
    try:
        found = legal_text(version).find_number(wanted)
    except NotANumber as wrong:
        raise BadInput("Punktet ble ikke funnet.", str(wrong), field=field) from wrong
    if found is None:
        raise BadInput(f"Versjon {version.number} har ikke noe punkt {wanted[:20]}.", field=field)
    return found.id


def _number_of(version: VersionRow | None, identity: str) -> str:
    place = legal_text(version).find(identity) if version and identity else None
    return place.number if place else ""


def _body(visit: Visit, ref: str) -> BodyRow | None:
    if not ref:
        return None
    try:
        return bodies.body(visit.session, visit.community, ref)
    except NotFound as unknown:
        raise BadInput(unknown.what, "", "Velg fra listen.", "returned_to") from unknown


def following(items: Sequence[ItemView], position: int) -> ItemView | None:
    """The next case on the agenda; None after the last."""
    return next((each for each in items if each.row.position > position), None)
