"""What followed the adoptions of an example: signatures, sending in, publication, notices of termination."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decisions.reading import Fields
from decisions.rounds import NoticeStep
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, needed_day, needed_word, told_where
from registry.operations import notices, publications, signatures, submissions
from registry.queries import notices as notice_queries
from registry.queries.parties import PairView
from registry.tables import DocumentRow, VersionRow


@dataclass(frozen=True, slots=True)
class Sign:
    """A party signed a version."""

    day: date
    place: str
    version: str
    party: str
    by: str
    title: str

    def take(self, load: Loading) -> None:
        """Record the signature."""
        party = named(self.place, self.party, load.parties)
        entry = signatures.SignatureEntry(party, self.day, self.by, self.title)
        with told_where(self.place):
            document, version = _text(load, self.place, self.version)
            signatures.sign(
                load.session, load.who, load.community, document, version, entry, load.moment(self.day)
            )


@dataclass(frozen=True, slots=True)
class SendIn:
    """The agreement of some pairs was sent to Helsedirektoratet."""

    day: date
    place: str
    version: str
    foretak: str
    kommuner: tuple[str, ...]
    by: str
    link: str

    def take(self, load: Loading) -> None:
        """Record it, pair by pair."""
        document, version = _text(load, self.place, self.version)
        for kommune in self.kommuner:
            pair = _pair(load, self.place, kommune, self.foretak)
            entry = submissions.SubmissionEntry(pair, self.day, self.by, self.link)
            with told_where(self.place):
                submissions.submit(
                    load.session, load.who, load.community, document, version, entry, load.moment(self.day)
                )


@dataclass(frozen=True, slots=True)
class Publish:
    """A version was published at an address."""

    day: date
    place: str
    version: str
    by: str
    link: str

    def take(self, load: Loading) -> None:
        """Record it."""
        document, version = _text(load, self.place, self.version)
        entry = publications.PublicationEntry(self.day, self.by, self.link)
        with told_where(self.place):
            publications.publish(
                load.session, load.who, load.community, document, version, entry, load.moment(self.day)
            )


@dataclass(frozen=True, slots=True)
class ReceiveNotice:
    """A letter came in which one of a pair terminates the agreement."""

    day: date
    place: str
    document: str
    kommune: str
    foretak: str
    party: str
    sender: str

    def take(self, load: Loading) -> None:
        """Record it as it was received."""
        entry = notices.NoticeEntry(
            named(self.place, self.document, load.documents),
            _pair(load, self.place, self.kommune, self.foretak),
            named(self.place, self.party, load.parties),
            self.day,
            self.sender,
        )
        with told_where(self.place):
            notices.receive_notice(load.session, load.who, load.community, entry, load.moment(self.day))


@dataclass(frozen=True, slots=True)
class FollowNotice:
    """Something was done with the notice."""

    day: date
    place: str
    notice: ReceiveNotice
    step: NoticeStep
    by: str

    def take(self, load: Loading) -> None:
        """Record it."""
        wanted = (self.notice.party, self.notice.day)
        with told_where(self.place):
            view = next(
                each
                for each in notice_queries.notices(load.session, load.community, self.day, load.who)
                if (each.party.ref, each.row.received_on) == wanted
            )
            said = notices.FollowUp(self.step, self.day, self.by)
            notices.follow_up(load.session, load.who, load.community, view, said, load.moment(self.day))


def read_afterwards(load: Loading) -> list[Step]:
    """What is in afterwards.toml; nothing where there is no such file."""
    if not (load.folder / "afterwards.toml").is_file():
        return []
    with data_file(load.folder, "afterwards.toml") as data:
        return [
            *(step for entry in data.tables("signing") for step in _signing(entry)),
            *(_sending(entry) for entry in data.tables("sending")),
            *(_publication(entry) for entry in data.tables("publication")),
            *(step for entry in data.tables("notice") for step in _notice(entry)),
        ]


def _text(load: Loading, place: str, ref: str) -> tuple[DocumentRow, VersionRow]:
    """The version with this name, and its document."""
    return load.documents[ref.partition("@")[0]], named(place, ref, load.versions)


def _pair(load: Loading, place: str, kommune: str, foretak: str) -> PairView:
    row = named(place, f"{kommune}+{foretak}", load.pairs)
    return PairView(row, load.parties[kommune], load.parties[foretak])


def _signing(entry: Fields) -> Iterator[Step]:
    version = entry.text("version", required=True)
    for each in entry.tables("signed"):
        yield Sign(
            needed_day(each, "on"),
            each.place,
            version,
            each.text("party", required=True),
            each.text("by", required=True),
            each.text("title"),
        )
        each.leftovers()
    entry.leftovers()


def _sending(entry: Fields) -> SendIn:
    step = SendIn(
        needed_day(entry, "on"),
        entry.place,
        entry.text("version", required=True),
        entry.text("foretak", required=True),
        entry.texts("kommuner"),
        entry.text("by", required=True),
        entry.text("link", required=True),
    )
    entry.leftovers()
    return step


def _publication(entry: Fields) -> Publish:
    step = Publish(
        needed_day(entry, "on"),
        entry.place,
        entry.text("version", required=True),
        entry.text("by", required=True),
        entry.text("link", required=True),
    )
    entry.leftovers()
    return step


def _notice(entry: Fields) -> Iterator[Step]:
    received = ReceiveNotice(
        needed_day(entry, "on"),
        entry.place,
        entry.text("document", required=True),
        entry.text("kommune", required=True),
        entry.text("foretak", required=True),
        entry.text("party", required=True),
        entry.text("sender", required=True),
    )
    yield received
    for each in entry.tables("step"):
        yield FollowNotice(
            needed_day(each, "on"),
            each.place,
            received,
            needed_word(each, "step", NoticeStep),
            each.text("by", required=True),
        )
        each.leftovers()
    entry.leftovers()
