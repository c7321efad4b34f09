"""The days of a body or a role as a calendar that other programs subscribe to (iCalendar, RFC 5545).

A feed is made anew each time, from the same derivation as the year wheel. An event keeps its name (UID) when
its day moves, so that a calendar program moves it too.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vUri
from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.deadlines import Deadline, DeadlineState
from decisions.nynorsk import written_in
from documents.kinds import Language
from registry.clock import OSLO
from registry.tables import AuditRow, CalendarKeyRow, CommunityRow, PersonRow

PROGRAM = "-//Avtaleverk//Avtaleverk//NO"
REFRESH = timedelta(hours=12)
WARNED_BEFORE = timedelta(days=7)
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)
MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar(
    session: Session,
    community: CommunityRow,
    name: str,
    deadlines: Iterable[Deadline],
    site: str,
    language: Language = Language.NB,
) -> bytes:
    """The days as a calendar of this name. `site` is the register's own address."""
    stamp = _last_act(session)
    made = Calendar()
    made.add("prodid", PROGRAM)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    for each in deadlines:
        made.add_component(_event(community, each, site, stamp, language))
    made.add_component(_norwegian_time())
    return bytes(made.to_ical())


def _norwegian_time() -> Timezone:
    """Norwegian time, with the summer time of Europe as it has run since 1996 (directive 2000/84/EC)."""
    zone = Timezone()
    zone.add("tzid", str(OSLO))
    for part, name, month, before, after in (
        (TimezoneStandard(), "CET", 10, SUMMER, WINTER),
        (TimezoneDaylight(), "CEST", 3, WINTER, SUMMER),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, 2 if month == 3 else 3))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def key_digest(key: str) -> str:
    """What is kept of a secret address."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def owner_of(session: Session, key: str) -> tuple[CalendarKeyRow, PersonRow] | None:
    """The key and its person; None where it is unknown, drawn back, or the person is shut out."""
    found = session.execute(
        select(CalendarKeyRow, PersonRow)
        .join(PersonRow, PersonRow.id == CalendarKeyRow.person_id)
        .where(
            CalendarKeyRow.digest == key_digest(key),
            CalendarKeyRow.revoked_at.is_(None),
            PersonRow.disabled_at.is_(None),
        )
    ).first()
    return (found[0], found[1]) if found else None


def keys_of(session: Session, community: CommunityRow, person: PersonRow) -> Sequence[CalendarKeyRow]:
    """The person's secret addresses here, the latest first."""
    return session.scalars(
        select(CalendarKeyRow)
        .where(CalendarKeyRow.person_id == person.id, CalendarKeyRow.community_id == community.id)
        .order_by(CalendarKeyRow.id.desc())
    ).all()


def _event(community: CommunityRow, each: Deadline, site: str, stamp: datetime, language: Language) -> Event:
    event = Event()
    event.add("uid", _name(community, each, site))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", each.revision)
    event.add("summary", written_in(each.what, language))
    _when(event, each)
    event.add("description", written_in(_description(each), language))
    event["url"] = vUri(f"{site.rstrip('/')}{each.path}")
    event.add("categories", [each.rule.holder.label, each.rule.name])
    event.add("transp", "TRANSPARENT" if not each.starts_at else "OPAQUE")
    if each.place:
        event.add("location", each.place)
    if each.rule.must_be_done and each.state is DeadlineState.KOMMER:
        event.add_component(_alarm(each, language))
    return event


def _when(event: Event, each: Deadline) -> None:
    """A deadline lasts its whole day; a meeting begins at its time in Norway, and no end is known."""
    if each.starts_at:
        event.add("dtstart", datetime.combine(each.due, time.fromisoformat(each.starts_at), OSLO))
    else:
        event.add("dtstart", each.due)
        event.add("dtend", each.due + timedelta(days=1))


def _alarm(each: Deadline, language: Language) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", written_in(each.what, language))
    alarm.add("trigger", -WARNED_BEFORE)
    return alarm


def _description(each: Deadline) -> str:
    told = [each.rule.sentence, each.reckoned if each.due != each.base else "", each.note]
    source = f"{each.rule.source}: {each.rule.link}" if each.rule.link else f"{each.rule.source}."
    return "\n".join([*(words for words in told if words), source])


def _name(community: CommunityRow, each: Deadline, site: str) -> str:
    """The same for this deadline in every feed of this register, whatever day it falls on."""
    mark = sha256(f"{community.ref}|{each.key}".encode()).hexdigest()[:32]
    return f"{mark}@{urlsplit(site).hostname or 'avtaleverk'}"


def _last_act(session: Session) -> datetime:
    """When the register last changed: the same feed has the same bytes until somebody does something."""
    at = session.scalars(select(AuditRow.at).order_by(AuditRow.seq.desc()).limit(1)).first()
    return datetime.fromisoformat(at) if at else datetime.combine(date(2020, 1, 1), time(), OSLO)
