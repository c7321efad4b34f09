"""How deadlines, letters and secret calendar addresses look in the API."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, Strict

from decisions.deadlines import Deadline, DeadlineState, Holder
from registry.queries.messages import MessageView
from registry.tables import CalendarKeyRow, MessageState
from registry.web.api.conditions import mark_at
from registry.web.api.types import LineOrEmpty, Ref, Sent, Text, Told, VersionRef, example

MESSAGES = "/api/v1/messages"
MessageRef = Annotated[str, Strict(), Field(pattern=r"^brev-[0-9a-f]{10}$")]


class DeadlineTold(Told):
    """A deadline or a set day, derived when it was asked for."""

    key: str = Field(description="Its lasting name.", examples=["gjennomgang:samarbeidsavtalen/2026"])
    name: str = Field(description="Its rule, for programs.", examples=["gjennomgang"])
    what: str = Field(description="What is due.", examples=["Samarbeidsavtalen gjennomgås for 2026"])
    due: date = Field(description="The day.", examples=["2026-12-31"])
    base: date = Field(description="The day it is reckoned from.", examples=["2026-01-01"])
    base_is: str = Field(description="What that day is.", examples=["første dag i året"])
    rule: str = Field(description="The rule in a sentence.", examples=["Partene gjennomgår avtalen."])
    source: str = Field(description="Where it stands.", examples=["helse- og omsorgstjenesteloven § 6-5"])
    link: str = Field(description="The law's address; empty where it is no law.", examples=[""])
    role: Holder = Field(description="Whose duty it is.", examples=["partene"])
    about: str = Field(description="What it is about.", examples=["samarbeidsavtalen/2026"])
    parties: list[str] = Field(description="The parties it is about; none: all.", examples=[["granvik"]])
    body: str = Field(description="The body it is about; empty: none.", examples=["psu"])
    state: DeadlineState = Field(description="How it stands on the day asked about.", examples=["kommer"])
    note: str = Field(description="What is known of that.", examples=["Avtalen skal gjennomgås i 2026."])
    path: str = Field(description="The page that tells more.", examples=["/lovkrav"])

    @classmethod
    def of(cls, each: Deadline) -> "DeadlineTold":
        """The deadline."""
        return cls.model_validate(each.to_dict())


class DeadlinesTold(Told):
    """The deadlines of a year."""

    on: date = Field(description="The day asked about.", examples=["2026-11-30"])
    year: int = Field(description="The calendar year.", examples=[2026])
    deadlines: list[DeadlineTold] = Field(description="In order of day.")


class ReminderSent(Sent):
    """What to remind of: a round, or deadlines of one rule and day."""

    model_config = example(version="samarbeidsavtalen@2026.1", parties=["granvik"], deadlines=[])

    version: VersionRef | None = Field(
        None, description="A frozen version whose parties are missing.", examples=["samarbeidsavtalen@2026.1"]
    )
    parties: list[Ref] = Field(
        default_factory=list,
        max_length=1000,
        description="Which of the missing; none: all of them.",
        examples=[["granvik"]],
    )
    deadlines: list[Annotated[str, Strict(), Field(min_length=1, max_length=300)]] = Field(
        default_factory=list,
        max_length=1000,
        description="Keys of deadlines, where it is no round.",
        examples=[["gjennomgang:samarbeidsavtalen/2026"]],
    )


class LetterSent(Sent):
    """A letter as it should read."""

    model_config = example(addresses="post@granvik.example", subject="Påminnelse", body="Hei.")

    addresses: LineOrEmpty = Field(
        description="Addresses with commas between.", examples=["post@granvik.example"]
    )
    subject: LineOrEmpty = Field(description="Its subject.", examples=["Påminnelse"])
    body: Text = Field(description="The letter itself.", examples=["Hei."])


class LetterTold(Told):
    """A letter in the outbox."""

    ref: str = Field(description="Its name.", examples=["brev-0a1b2c3d4e"])
    state: MessageState = Field(description="How far it has come.", examples=["kladd"])
    about: str = Field(description="What it reminds of.", examples=["runde:samarbeidsavtalen@2026.1"])
    party: str | None = Field(description="The party it is to.", examples=["granvik"])
    version: str | None = Field(description="The version it is about.", examples=["samarbeidsavtalen@2026.1"])
    addresses: list[str] = Field(description="Where it goes.", examples=[["post@granvik.example"]])
    subject: str = Field(description="Its subject.", examples=["Påminnelse"])
    body: str = Field(description="The letter itself.", examples=["Hei."])
    attempts: int = Field(description="How many times it was tried.", examples=[0])
    trouble: str = Field(description="Why the last time failed.", examples=[""])
    made_by: str = Field(description="Who wrote it.", examples=["Marte Haugland"])
    made_at: datetime = Field(description="When.", examples=["2026-11-30T10:00:00Z"])
    sent_at: datetime | None = Field(description="When it was sent.", examples=[None])
    revision: int = Field(description="How many times it was changed.", examples=[1])
    url: str = Field(description="Its address.", examples=[f"{MESSAGES}/brev-0a1b2c3d4e"])

    @property
    def etag(self) -> str:
        """The mark of the letter as it is."""
        return mark_at(self.revision, self.model_dump(mode="json"))

    @classmethod
    def of(cls, view: MessageView) -> "LetterTold":
        """The letter."""
        row = view.row
        version = f"{view.document.ref}@{view.version.number}" if view.document and view.version else None
        return cls(
            ref=row.ref,
            state=row.state,
            about=row.about,
            party=view.party.ref if view.party else None,
            version=version,
            addresses=list(view.addresses),
            subject=row.subject,
            body=row.body,
            attempts=row.attempts,
            trouble=row.trouble,
            made_by=row.made_by,
            made_at=row.made_at,
            sent_at=row.sent_at,
            revision=row.revision,
            url=f"{MESSAGES}/{row.ref}",
        )


class RemindersTold(Told):
    """Letters that were written."""

    written: list[LetterTold] = Field(description="Drafts, to be read and sent.")
    had_one: list[str] = Field(description="Parties that had one waiting.", examples=[["Storelv"]])
    without_address: list[str] = Field(description="Parties whose address is missing.", examples=[[]])


class CalendarKeyTold(Told):
    """A secret address of a calendar, without the address itself."""

    id: int = Field(description="Its id, for drawing it back.", examples=[1])
    made_at: datetime = Field(description="When it was made.", examples=["2026-11-30T10:00:00Z"])
    revoked_at: datetime | None = Field(description="When it was drawn back.", examples=[None])
    address: str | None = Field(
        None, description="The address, only in the answer that makes it.", examples=["https://.../x.ics"]
    )

    @classmethod
    def of(cls, row: CalendarKeyRow, address: str | None = None) -> "CalendarKeyTold":
        """The row of the key."""
        return cls(id=row.id, made_at=row.made_at, revoked_at=row.revoked_at, address=address)


class CalendarKeySent(Sent):
    """Nothing needs to be said."""

    model_config = example()


class MailSent(Sent):
    """Where letters to a party go."""

    model_config = example(mail="post@granvik.example")

    mail: LineOrEmpty = Field(
        description="One address; empty takes it away.", examples=["post@granvik.example"]
    )


class MailTold(Told):
    """Where letters to a party go."""

    party: str = Field(description="The party.", examples=["granvik"])
    mail: str = Field(description="The address; empty: nobody has said.", examples=["post@granvik.example"])
