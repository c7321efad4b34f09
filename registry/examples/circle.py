"""Who is in the circle: parties, pairs, those who came after others, and the bodies with their names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from importlib.resources.abc import Traversable

from sqlalchemy.orm import Session

from decisions.bodies import BodyKind, Tier
from decisions.parties import PartyKind
from decisions.reading import Fields
from documents.kinds import Language
from registry.examples.files import data_file, named, named_or_none, needed_day, needed_word, told_where
from registry.operations import bodies, communities
from registry.operations.parties_mail import set_mail
from registry.permissions import Actor
from registry.tables import (
    BodyRow,
    CaseRow,
    CommunityRow,
    DocumentRow,
    PairRow,
    PartyRow,
    PersonRow,
    VersionRow,
)


@dataclass(slots=True)
class Loading:
    """An example on its way in: whose it is, who brings it, and what is there so far, by short name."""

    session: Session
    who: Actor
    community: CommunityRow
    folder: Traversable
    now: datetime
    parties: dict[str, PartyRow] = field(default_factory=dict)
    pairs: dict[str, PairRow] = field(default_factory=dict)
    """By the short name of the kommune, and that of the trust: "granvik+helse-fjordmark"."""
    bodies: dict[str, BodyRow] = field(default_factory=dict)
    people: dict[str, PersonRow] = field(default_factory=dict)
    """By name."""
    documents: dict[str, DocumentRow] = field(default_factory=dict)
    versions: dict[str, VersionRow] = field(default_factory=dict)
    """By document and number: "samarbeidsavtalen@2025.1"."""
    cases: dict[str, CaseRow] = field(default_factory=dict)
    """By the name they have in meetings.toml."""

    def moment(self, day: date) -> datetime:
        """The middle of that day: what was done then is known from then, and not from when it was loaded."""
        return min(datetime.combine(day, time(12), tzinfo=self.now.tzinfo), self.now)


def load_parties(load: Loading) -> None:
    """Add everyone in parties.toml, bind the pairs, and say who came after whom."""
    with data_file(load.folder, "parties.toml") as data:
        for entry in data.tables("party"):
            _add_party(load, entry)
        for entry in data.tables("pair"):
            _add_pair(load, entry)
        for entry in data.tables("succession"):
            _succeed(load, entry)


def load_bodies(load: Loading) -> None:
    """Add every body in bodies.toml, with the names it had before and how it works."""
    with data_file(load.folder, "bodies.toml") as data:
        for entry in data.tables("body"):
            _add_body(load, entry)
        for entry in data.tables("alias"):
            _add_alias(load, entry)
        for entry in data.tables("order"):
            _set_order(load, entry)


def _add_party(load: Loading, entry: Fields) -> None:
    with told_where(entry.place, entry.faults):
        row = communities.add_party(
            load.session,
            load.who,
            load.community,
            entry.text("ref", required=True),
            entry.text("name", required=True),
            needed_word(entry, "kind", PartyKind),
            organisation_number=entry.text("organisation_number"),
            kommune_number=entry.text("kommune_number"),
            language=entry.word("language", Language) or Language.NB,
            valid_from=entry.day("from"),
            valid_to=entry.day("to"),
        )
        if mail := entry.text("mail"):
            set_mail(load.session, load.who, row, mail)
    load.parties[row.ref] = row
    entry.leftovers()


def _add_pair(load: Loading, entry: Fields) -> None:
    kommune, foretak = _party(load.parties, entry, "kommune"), _party(load.parties, entry, "foretak")
    with told_where(entry.place, entry.faults):
        load.pairs[f"{kommune.ref}+{foretak.ref}"] = communities.add_pair(
            load.session, load.who, load.community, kommune, foretak, entry.day("from"), entry.day("to")
        )
    entry.leftovers()


def _succeed(load: Loading, entry: Fields) -> None:
    old, new = _party(load.parties, entry, "old"), _party(load.parties, entry, "new")
    with told_where(entry.place, entry.faults):
        communities.succeed(load.session, load.who, load.community, old, new, needed_day(entry, "from"))
    entry.leftovers()


def _add_body(load: Loading, entry: Fields) -> None:
    with told_where(entry.place, entry.faults):
        row = bodies.add_body(
            load.session,
            load.who,
            load.community,
            entry.text("ref", required=True),
            entry.text("name", required=True),
            needed_word(entry, "kind", BodyKind),
            owner=named_or_none(entry.place, entry.text("owner"), load.parties),
            tier=entry.word("tier", Tier),
            members=entry.number("members"),
            valid_from=entry.day("from"),
            valid_to=entry.day("to"),
        )
    load.bodies[row.ref] = row
    entry.leftovers()


def _add_alias(load: Loading, entry: Fields) -> None:
    body = named(entry.place, entry.text("body", required=True), load.bodies)
    with told_where(entry.place, entry.faults):
        name = entry.text("name", required=True)
        bodies.add_alias(load.session, load.who, body, name, entry.day("from"), entry.day("to"))
    entry.leftovers()


def _set_order(load: Loading, entry: Fields) -> None:
    body = named(entry.place, entry.text("body", required=True), load.bodies)
    order = bodies.OrderEntry(
        entry.day("from"),
        entry.text("source", required=True),
        lead_years=entry.number("lead_years"),
        meetings_a_year=entry.number("meetings_a_year"),
    )
    with told_where(entry.place, entry.faults):
        bodies.set_order(load.session, load.who, body, order)
    entry.leftovers()


def _party(parties: Mapping[str, PartyRow], entry: Fields, key: str) -> PartyRow:
    return named(entry.place, entry.text(key, required=True), parties)
