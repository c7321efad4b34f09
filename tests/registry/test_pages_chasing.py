"""The year wheel, the outbox and the calendars, as people and calendar programs meet them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from icalendar import Calendar
from lxml import html

from documents.kinds import Language
from registry import clock
from registry.operations import documents as operations
from registry.operations import people as people_operations
from registry.operations.meetings import MeetingHead, call_meeting
from registry.operations.rounds import move_deadline, start_round
from registry.permissions import OPERATOR
from registry.queries import bodies, communities, documents, people
from registry.settings import Settings
from tests.house import ADDRESS, another_browser, send, signed_in, words
from tests.mail_server import a_mail_server, nobody_there

HERE = "/dokumenter/rutine-tidligmelding/2098.1"


@contextmanager
def writing(stage):
    with stage.database.writing() as session:
        yield session, communities.chosen(session, "fjordmark")


@pytest.fixture(scope="module", autouse=True)
def a_round(stage) -> date:
    """The agreement frozen once more and laid before its parties, with a deadline half a year ahead."""
    deadline = clock.today() + timedelta(days=180)
    with writing(stage) as (session, community):
        document = documents.document(session, community, "samarbeidsavtalen")
        based_on = next(row for row in documents.versions_of(session, document) if row.number == "2025.1")
        draft = operations.Draft("2098.1", based_on.text, Language.NB, based_on.change, based_on=based_on)
        version = operations.make_draft(session, OPERATOR, document, draft, clock.now())
        operations.freeze(session, OPERATOR, document, version, clock.now())
        told = session, OPERATOR, community, document, version
        start_round(*told, clock.today(), clock.now(), deadline=deadline)
        head = MeetingHead(starts_at="09:30", place="Rådhuset")
        call_meeting(
            session,
            OPERATOR,
            community,
            bodies.body(session, community, "asu"),
            date(2027, 6, 15),
            clock.now(),
            head=head,
        )
    return deadline


@contextmanager
def posting_to(client, settings: Settings) -> Iterator[None]:
    """The register's mail goes to this server while the block lasts."""
    house = client.app.state.house
    names = ("smtp_host", "smtp_port", "smtp_sender", "smtp_tls")
    told = {name: getattr(settings, name) for name in names}
    client.app.state.house = replace(house, settings=house.settings.model_copy(update=told))
    yield
    client.app.state.house = house


def events(feed: str) -> dict[str, object]:
    """The events of a feed by their name (UID), read back as a calendar program does."""
    return {str(each["uid"]): each for each in Calendar.from_ical(feed).walk("VEVENT")}


def about(feed: str, *told: str):
    found = [each for each in events(feed).values() if all(word in str(each["summary"]) for word in told)]
    assert len(found) == 1, [str(each["summary"]) for each in events(feed).values()]
    return found[0]


# The year wheel.


def test_the_year_is_seen_as_a_wheel_and_in_words(secretariat):
    page = secretariat.get("/arshjul?ar=2025").text
    marks = html.document_fromstring(page).xpath("//svg//g[@class='spot']/title")
    told = words(page)
    assert len(marks) > 5
    assert "Avtalen sendes til Helsedirektoratet: 13 par" in told
    assert "Regnet fra 20. mars 2025, dagen paret inngikk avtalen." in told
    assert "https://lovdata.no/lov/2011-06-24-30/§6-4" in page
    assert "Samarbeidsavtalen gjennomgås for 2025" in told


def test_the_wheel_is_read_as_it_stood_on_a_day(secretariat):
    def read(day: str) -> str:
        return words(secretariat.get(f"/arshjul?ar=2025&part=granvik&dato={day}").text)

    assert "Det regionale helseforetaket må sende avtalen senest 27. april 2025." in read("2025-04-27")
    assert "Fristen for å sende avtalen til Helsedirektoratet var 27. april 2025" in read("2025-04-28")
    assert "Gjort for sent" in read("2025-05-02")


def test_it_is_narrowed_by_role_and_by_party_and_turned_to_other_years(secretariat):
    trust = words(secretariat.get("/arshjul?ar=2025&rolle=rhf").text)
    assert "Avtalen sendes" in trust
    assert "gjennomgås" not in trust
    granvik = words(secretariat.get("/arshjul?ar=2025&part=granvik").text)
    assert "Samarbeidsavtalen mellom Granvik og" in granvik
    assert "Storelv og" not in granvik
    assert 'href="/arshjul?ar=2026&amp;rolle=rhf"' in secretariat.get("/arshjul?ar=2025&rolle=rhf").text


@pytest.mark.parametrize("query", ["ar=0", "ar=i%20fjor", "ar=99999", "rolle=kongen", "part=finnes-ikke"])
def test_what_there_is_not_is_said(secretariat, query):
    answer = secretariat.get(f"/arshjul?{query}")
    assert answer.status_code in {404, 422}
    assert "Noe gikk galt" not in answer.text


def test_what_is_for_readers_of_drafts_is_not_shown_to_others(secretariat, a_round):
    address = f"/arshjul?ar={a_round.year}"
    assert "2098.1 skal være behandlet" in words(secretariat.get(address).text)
    assert "2098.1" not in another_browser(secretariat).get(address).text


def test_moving_the_base_moves_the_deadline(secretariat, stage, a_round):
    later = a_round + timedelta(days=10)
    feed = f"/kalender/egen/{key_of(secretariat)}.ics"
    before = about(secretariat.get(feed).text, "2098.1 skal være behandlet")
    with writing(stage) as (session, community):
        document = documents.document(session, community, "samarbeidsavtalen")
        version = next(row for row in documents.versions_of(session, document) if row.number == "2098.1")
        move_deadline(session, OPERATOR, community, document, version, later, "Ferie.", clock.now())
    after = about(secretariat.get(feed).text, "2098.1 skal være behandlet")
    assert (before["dtstart"].dt, after["dtstart"].dt) == (a_round, later)
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)


# Calendars.


def key_of(client) -> str:
    answer = send(client, "/min-side/kalender")
    assert answer.headers["cache-control"] == "no-store"
    address = html.document_fromstring(answer.text).xpath("string(//code[@class='key'])")
    return str(address).rpartition("/")[2].removesuffix(".ics")


def test_a_feed_is_read_by_calendar_programs(secretariat):
    answer = another_browser(secretariat).get("/kalender/partene.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))
    review = about(answer.text, "gjennomgås for 2026")
    assert review["dtstart"].dt == date(2026, 12, 31)
    assert review["dtend"].dt == date(2027, 1, 1)
    assert "§ 6-5" in str(review["description"])
    assert review.walk("VALARM")[0]["trigger"].dt == timedelta(days=-7)
    assert (
        secretariat.get(
            "/kalender/partene.ics",
            headers={"if-none-match": secretariat.get("/kalender/partene.ics").headers["etag"]},
        ).status_code
        == 304
    )


def test_a_meeting_begins_at_its_time_in_norway_and_only_those_who_may_see_it(secretariat):
    stranger = another_browser(secretariat)
    assert "Administrativt" not in "".join(
        str(each["summary"])
        for each in events(stranger.get("/organer/asu/kalender.ics").text).values()
        if "Møte" in str(each["summary"])
    )
    feed = stranger.get(f"/kalender/egen/{key_of(secretariat)}.ics").text
    meeting = next(each for each in events(feed).values() if str(each.get("location")) == "Rådhuset")
    assert meeting["dtstart"].dt.astimezone(UTC) == datetime(2027, 6, 15, 7, 30, tzinfo=UTC)
    assert meeting["dtstart"].params["TZID"] == "Europe/Oslo"
    assert [str(each["tzid"]) for each in Calendar.from_ical(feed).walk("VTIMEZONE")] == ["Europe/Oslo"]


def test_a_secret_address_is_closed_by_its_owner_and_with_its_owner(secretariat, stage):
    member = signed_in(another_browser(secretariat), "medlem")
    first, second = key_of(member), key_of(member)
    assert first not in member.get("/min-side/kalender").text
    forms = [form.action for form in html.document_fromstring(member.get("/min-side/kalender").text).forms]
    newest = next(each for each in forms if each and each.endswith("/trekk"))
    assert send(secretariat, newest).status_code == 404
    assert send(member, newest).status_code == 303
    stranger = another_browser(secretariat)
    assert stranger.get(f"/kalender/egen/{second}.ics").status_code == 404
    assert stranger.get(f"/kalender/egen/{first}.ics").status_code == 200
    with writing(stage) as (session, _):
        person = people.person(session, "medlem@fjordmark.example")
        people_operations.disable(session, OPERATOR, person, clock.now())
    assert stranger.get(f"/kalender/egen/{first}.ics").status_code == 404


@pytest.mark.parametrize(
    "path", ["/kalender/kongen.ics", "/organer/finnes-ikke/kalender.ics", "/kalender/egen/x.ics"]
)
def test_a_calendar_that_is_not_there(secretariat, path):
    assert secretariat.get(path).status_code == 404


# Letters.


def letter_about(client, *parties) -> list[str]:
    """Remind these parties of the round; the addresses of the letters' pages."""
    before = set(letters(client))
    here = "/dokumenter/samarbeidsavtalen/2098.1/minn"
    assert send(client, here, parts=list(parties)).status_code == 303
    return [each for each in letters(client) if each not in before]


def letters(client) -> list[str]:
    page = html.document_fromstring(client.get("/utboks").text)
    return [str(each) for each in page.xpath("//main//a/@href") if str(each).startswith("/utboks/brev-")]


def typed(client, path: str) -> dict[str, str]:
    page = html.document_fromstring(client.get(path).text)
    form = next(form for form in page.forms if form.action == path and "revision" in form.fields)
    return {name: (value or "").removeprefix("\n") for name, value in form.form_values() if name != "csrf"}


def test_reminders_are_drafts_in_the_partys_own_form_and_can_be_changed(secretariat):
    (path,) = letter_about(secretariat, "granvik")
    page = secretariat.get(path)
    assert "Påminnelse: Samarbeidsavtalen, versjon 2098.1" in words(page.text)
    told = typed(secretariat, path) | {"addresses": "post@granvik.example", "gjor": "lagre"}
    assert send(secretariat, path, **told).status_code == 303
    stale = send(secretariat, path, **told | {"body": "Mitt eget."})
    assert stale.status_code == 412
    assert "Mitt eget." in words(stale.text)
    assert "Slik står brevet nå" in words(stale.text)
    evil = send(
        secretariat,
        path,
        **typed(secretariat, path) | {"addresses": "a@b.no\r\nBcc: c@d.no", "gjor": "lagre"},
    )
    assert evil.status_code == 422
    file = secretariat.get(f"{path}/fil")
    letter = message_from_bytes(file.content, policy=default)
    assert (letter["To"], letter["X-Unsent"]) == ("post@granvik.example", "1")
    assert "/dokumenter/samarbeidsavtalen/2098.1/runde" in letter.get_content()


def test_a_letter_that_was_sent_by_hand_is_noted_and_then_stands(secretariat):
    (path,) = letter_about(secretariat, "storelv")
    assert send(secretariat, path, gjor="utenfor").status_code == 303
    assert "Sendt utenfor registeret" in words(secretariat.get(path).text)
    assert send(secretariat, path, gjor="forkast").status_code == 409


def test_without_a_mail_server_nothing_is_lost_and_it_is_said(secretariat):
    (path,) = letter_about(secretariat, "lysfjord")
    told = typed(secretariat, path) | {"addresses": "post@lysfjord.example"}
    refused = send(secretariat, f"{path}/send", **told)
    assert refused.status_code == 409
    assert "Det er ikke satt opp noen e-posttjener" in words(refused.text)
    assert "post@lysfjord.example" in refused.text


def test_a_letter_is_sent_once_however_often_one_presses(secretariat):
    (path,) = letter_about(secretariat, "skogmo")
    told = typed(secretariat, path) | {"addresses": "post@skogmo.example"}
    with posting_to(secretariat, nobody_there()):
        assert send(secretariat, f"{path}/send", **told).status_code == 303
        assert "Brevet venter på e-posttjeneren" in words(secretariat.get(path).text)
    with a_mail_server() as (settings, postmaster), posting_to(secretariat, settings):
        assert send(secretariat, "/utboks").status_code == 303
        assert send(secretariat, f"{path}/send", **told).status_code == 409
        assert send(secretariat, "/utboks").status_code == 303
    assert postmaster.to == [["post@skogmo.example"]]
    assert "Sendt" in words(secretariat.get(path).text)


def test_nobody_but_the_secretariat_sees_the_outbox(secretariat):
    assert another_browser(secretariat).get("/utboks").status_code == 401
    assert signed_in(another_browser(secretariat), "revisor").get("/utboks").status_code == 403


def test_a_deadline_is_reminded_of_and_one_that_is_gone_is_told(secretariat):
    answer = send(secretariat, "/arshjul/minn", frist="gjennomgang:samarbeidsavtalen/2026")
    page = secretariat.get(answer.headers["location"]).text
    assert "Samarbeidsavtalen gjennomgås for 2026" in words(page)
    gone = send(secretariat, "/arshjul/minn", frist="gjennomgang:noe-annet/2026")
    assert gone.status_code == 404
    assert "Fristen finnes ikke lenger" in words(gone.text)


def test_the_partys_address_is_kept_and_a_wrong_one_is_not(secretariat):
    assert send(secretariat, "/parter/tverrdal/post", mail="post@tverrdal.example").status_code == 303
    wrong = send(secretariat, "/parter/tverrdal/post", mail="tverrdal")
    assert wrong.status_code == 422
    assert 'value="tverrdal"' in wrong.text
    assert ADDRESS not in wrong.text
    assert "post@tverrdal.example" in secretariat.get("/parter/tverrdal").text
    assert "post@tverrdal.example" not in another_browser(secretariat).get("/parter/tverrdal").text
