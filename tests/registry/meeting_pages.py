"""A secretary at the pages of meetings, as tests of them need her: what is sent, and what is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from httpx2 import Response
from starlette.testclient import TestClient

from registry.house import House
from registry.queries import agendas, communities, meetings
from registry.queries.agendas import WholeMeeting
from tests.registry.typed_forms import form_on, words

COMING, HELD = "/moter/psu-2026-12-10", "/moter/psu-2026-10-08"
"""The example's meetings: one that is called, and one whose minutes are approved."""
DAY, OURS = "18.11.2026", "/moter/psu-2026-11-18"
"""A day that has come, and the meeting the tests call on it."""


@dataclass(frozen=True, slots=True)
class Secretary:
    """Somebody who is signed in, at a browser without scripts."""

    client: TestClient
    house: House

    def get(self, path: str) -> str:
        """The page."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, path: str, to: str = "", **fields: str) -> Response:
        """Fill in the form on a page and send it; `to` where it is sent to another address."""
        return self.client.post(to or path, data=form_on(self.client, path) | fields)

    def press(self, path: str, **fields: str) -> Response:
        """Press one of the buttons on an agenda."""
        token = form_on(self.client, "/moter/ny")["csrf"]
        return self.client.post(path, data={"csrf": token, **fields})

    def call(self, **fields: str) -> None:
        """Call PSU to a meeting on the day."""
        answer = self.send("/moter/ny", body="psu", on=DAY, **fields)
        assert answer.headers["location"] == OURS, words(answer.text)

    def put_on(self, title: str, about: str = "midler", **fields: str) -> None:
        """Open a case straight on to the agenda."""
        path = f"/saker/ny?mote={OURS.rpartition('/')[2]}"
        answer = self.send(path, "/saker/ny", title=title, about=about, press="lagre", **fields)
        assert answer.headers.get("location") == OURS, words(answer.text)

    def call_roll(self, *absent: str, came: tuple[str, ...] = ()) -> Response:
        """Note who came: all members but these, and these deputies."""
        ids = {each.person.name: str(each.person.id) for each in self.whole().roll}
        form = form_on(self.client, f"{OURS}/frammote")
        there = {each.person.name for each in self.whole().roll if not each.deputy_for}
        data: dict[str, str | list[str]] = dict(form)
        data["came"] = [ids[name] for name in (there - set(absent)) | set(came)]
        return self.client.post(f"{OURS}/frammote", data=data)

    def type(self, position: int, press: str = "lagre", **fields: str) -> Response:
        """Type what the meeting did with a case."""
        return self.send(f"{OURS}/sak/{position}", press=press, **fields)

    def whole(self, path: str = OURS) -> WholeMeeting:
        """The meeting as the register has it."""
        with self.house.database.reading() as session:
            community = communities.chosen(session, "fjordmark")
            row = meetings.meeting(session, community, path.rpartition("/")[2])
            found = agendas.whole(session, community, row)
            session.expunge_all()
            return found


def notice(answer: Response) -> str:
    """What is said of what was done."""
    assert answer.status_code == 303, words(answer.text)
    return unquote(answer.cookies["beskjed"].strip('"'))


def cases_on(page: str) -> Iterator[str]:
    """The words of each case on the agenda, in order."""
    at = 1
    while told := words(page, f"#sak-{at}"):
        yield told
        at += 1
