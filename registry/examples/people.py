"""The people of an example: those who sign in, and those who hold seats."""

from dataclasses import dataclass
from datetime import date

from decisions.reading import Fields
from registry.examples.circle import Loading
from registry.examples.files import data_file, named, named_or_none, needed_word, told_where
from registry.operations import people, seats
from registry.permissions import Actor, Role
from registry.tables import BodyRow, PersonRow, SeatRow


@dataclass(frozen=True, slots=True)
class _Term:
    """One body's seats from a day to a day."""

    body: BodyRow
    first: date | None
    last: date | None


def load_accounts(load: Loading) -> Actor:
    """Open the accounts in accounts.toml; answers the secretariat, who keeps the register from here on."""
    secretary = load.who
    with data_file(load.folder, "accounts.toml") as data:
        passphrase = data.text("passphrase", required=True)
        for entry in data.tables("account"):
            role = needed_word(entry, "role", Role)
            person = _open_account(load, entry, role, passphrase)
            if role is Role.SECRETARIAT:
                secretary = Actor(person.ref, person.name, frozenset({role}))
    return secretary


def load_seats(load: Loading) -> None:
    """Give everyone in people.toml their seats."""
    with data_file(load.folder, "people.toml") as data:
        for entry in data.tables("term"):
            body = named(entry.place, entry.text("body", required=True), load.bodies)
            term = _Term(body, entry.day("from"), entry.day("to"))
            taken: dict[str, SeatRow] = {}
            for seat in entry.tables("seat"):
                _take_seat(load, term, seat, taken)
            entry.leftovers()


def _open_account(load: Loading, entry: Fields, role: Role, passphrase: str) -> PersonRow:
    with told_where(entry.place, entry.faults):
        person = people.add_person(
            load.session,
            load.who,
            entry.text("name", required=True),
            load.now,
            email=entry.text("email", required=True),
            password=passphrase,
        )
        people.give_role(
            load.session,
            load.who,
            person,
            role,
            None if role is Role.ADMINISTRATOR else load.community,
            party=named_or_none(entry.place, entry.text("party"), load.parties),
            body=named_or_none(entry.place, entry.text("body"), load.bodies),
        )
    load.people[person.name] = person
    entry.leftovers()
    return person


def _take_seat(load: Loading, term: _Term, entry: Fields, taken: dict[str, SeatRow]) -> None:
    """Seat one person. Where the entry names its own days, they stand instead of the term's."""
    person = _person(load, entry.text("person", required=True))
    with told_where(entry.place, entry.faults):
        row = seats.take_seat(
            load.session,
            load.who,
            term.body,
            person,
            party=named_or_none(entry.place, entry.text("party"), load.parties),
            organisation=entry.text("organisation"),
            role=entry.text("role") or "medlem",
            may_vote=not entry.flag("speech_only"),
            deputy_for=named_or_none(entry.place, entry.text("deputy_for"), taken),
            valid_from=entry.day("from") or term.first,
            valid_to=entry.day("to") or term.last,
        )
    taken.setdefault(person.name, row)
    entry.leftovers()


def _person(load: Loading, name: str) -> PersonRow:
    """The person with this name: one person may hold several seats."""
    if name not in load.people:
        load.people[name] = people.add_person(load.session, load.who, name, load.now)
    return load.people[name]
