"""The form of a meeting's head: what it begins with, and what was typed."""

from decisions.outcomes import Procedure
from registry.errors import BadInput, NotFound
from registry.operations.meetings import MeetingHead
from registry.queries import bodies
from registry.tables import BodyRow, MeetingRow
from registry.web.forms import Typed
from registry.web.visits import Visit


def body_of(visit: Visit, ref: str) -> BodyRow:
    """The body that was chosen; raises BadInput."""
    if not ref:
        raise BadInput("Organet er ikke valgt.", "", "Velg fra listen.", "body")
    try:
        return bodies.body(visit.session, visit.community, ref)
    except NotFound as unknown:
        raise BadInput(unknown.what, "", "Velg fra listen.", "body") from unknown


def head_of(form: Typed) -> MeetingHead:
    """Time, place and who leads, as they were typed; raises BadInput."""
    return MeetingHead(
        starts_at=form["starts_at"],
        ended_at=form["ended_at"],
        place=form["place"],
        procedure=form.choice("procedure", Procedure, "Møteformen"),
        all_consent={"ja": True, "nei": False}.get(form["all_consent"]),
        led_by=form["led_by"],
        kept_by=form["kept_by"],
        closed_under=form["closed_under"],
        note=form["note"],
    )


def values_of(row: MeetingRow) -> dict[str, str]:
    """The form as the meeting stands."""
    consent = {True: "ja", False: "nei", None: ""}
    names = ("starts_at", "ended_at", "place", "procedure", "led_by", "kept_by", "closed_under", "note")
    told = {name: str(getattr(row, name)) for name in names}
    return told | {"all_consent": consent[row.all_consent], "revision": str(row.revision)}
