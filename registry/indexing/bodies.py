"""What the index holds of bodies: what everybody reads on their pages, and the name of no member.

Who sits where is personal data with rules of its own (docs/choices/members-personal-data.md).
"""

from collections.abc import Iterator

from sqlalchemy import select

from decisions.bodies import Body
from registry.audit import Event
from registry.indexing.common import Common
from registry.indexing.statuses import Found
from registry.queries import bodies, body_orders
from registry.tables import BodyRow
from search.entries import ALWAYS, Entry

KIND = "organ"


def entries_of(common: Common, ref: str) -> Iterator[Entry]:
    """The body with this short name; nothing where there is none."""
    row = common.session.scalars(
        select(BodyRow).where(BodyRow.community_id == common.community.id, BodyRow.ref == ref)
    ).first()
    if row is not None:
        yield _entry(common, row, common.bodies[row.id])


def group_name(ref: str) -> str:
    """The name of the body's group."""
    return f"{KIND}:{ref}"


def _entry(common: Common, row: BodyRow, body: Body) -> Entry:
    owner = common.parties.get(row.owner_id or 0)
    name = group_name(row.ref)
    return Entry(
        key=f"{common.community.ref}/{name}",
        document="",
        document_title="",
        kind=KIND,
        version="",
        section_id="",
        number="",
        title=body.name_on(common.today),
        path=owner.name if owner else "",
        body="\n".join(_words(common, row, body)),
        status=_status(common, body),
        language="nb",
        bodies=tuple(dict.fromkeys((row.kind.value.lower(), row.ref))),
        public=True,
        community=common.community.ref,
        url=f"/organer/{row.ref}",
        first_day=row.valid_from.isoformat() if row.valid_from else ALWAYS,
        last_day=row.valid_to.isoformat() if row.valid_to else "",
        past=row.valid_to is not None and row.valid_to < common.today,
        group=name,
        parties=(owner.ref,) if owner else (),
        known_at=common.added(f"organ:{row.ref}", Event.BODY_ADDED),
    )


def _status(common: Common, body: Body) -> str:
    if body.exists_on(common.today):
        return Found.EXISTS.value
    ahead = body.valid_from is not None and common.today < body.valid_from
    return (Found.COMES if ahead else Found.CLOSED_DOWN).value


def _words(common: Common, row: BodyRow, body: Body) -> Iterator[str]:
    """What sort of body it is and whose, what it was called, and what it came after."""
    named, owner = body.name_on(common.today), common.parties.get(row.owner_id or 0)
    yield f"{row.kind.label} i {owner.name}" if owner else row.kind.label
    others = dict.fromkeys((body.name, *(alias.name for alias in body.aliases)))
    yield from (f"Har også hett {name}" for name in others if name != named)
    before, after = bodies.succession(common.session, row)
    yield from (f"Kom etter {each.name}" for each in before)
    yield from (f"Ble etterfulgt av {each.name}" for each in after)
    for order in body_orders.orders(common.session, row):
        if order.row.source:
            yield f"Hvordan organet arbeider, står i {order.row.source}"
