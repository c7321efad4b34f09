"""How sendings, returned files and amendments look in the API."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from documents.returning.kinds import AmendmentKind, AmendmentState
from documents.returning.matching import Ground
from registry.queries.amendments import AmendmentView
from registry.queries.exchange import BaseGround, SealAnswer, report_of
from registry.tables import ReceivedFileRow, SendingRow
from registry.web.api.schemas_sections import SectionSent
from registry.web.api.types import LineOrEmpty, SectionId, Sent, Text, Told, example

WORDS = "Kommunen melder pasienten innen to timer."
NEW = "nytt"
REF, HASH, WHEN = "k3m9x2p7qa", "a1f3" * 16, "2026-11-30T10:00:00Z"


class SendingSent(Sent):
    """A draft to be sent out."""

    model_config = example(recipient="Granvik kommune")

    recipient: LineOrEmpty = Field("", description="For whom; may be empty.", examples=["Granvik kommune"])


class SendingTold(Told):
    """A draft as it read when it was sent out."""

    ref: str = Field(description="Its name, which the file carries.", examples=[REF])
    recipient: str = Field(description="For whom; may be empty.", examples=["Granvik kommune"])
    hash: str = Field(description="SHA-256 over the text, hexadecimal.", examples=[HASH])
    sent_at: datetime = Field(description="When.", examples=[WHEN])
    file: str = Field(
        description="The address of the Word file: the same bytes each time.",
        examples=[f"/api/v1/documents/samarbeidsavtalen/versions/2026.1/sendings/{REF}/file"],
    )

    @classmethod
    def of(cls, row: SendingRow, address: str) -> "SendingTold":
        """The sending; `address` is that of its version."""
        return cls(
            ref=row.ref,
            recipient=row.recipient,
            hash=row.text_hash,
            sent_at=row.sent_at,
            file=f"{address}/sendings/{row.ref}/file",
        )


class ReturnSent(BaseModel):
    """What a call that takes a file in is known again by."""

    name: str
    sha256: str
    sender: str


class MatchTold(Told):
    """One section of a returned file, and which section it was held to be."""

    heading: str = Field(description="Number and title as the file prints them.", examples=["5.2 Vedtak"])
    section: str = Field(description="The lasting identity it was given.", examples=[REF])
    ground: Ground | None = Field(description="On which ground; null where it is not known for certain.")
    likeness: float = Field(description="Of the words, 0 to 1.", examples=[0.93])
    candidate: str = Field(description="Where it is not known: the one most like it.", examples=[""])


class ReturnTold(Told):
    """A file that came back."""

    ref: str = Field(description="Its name.", examples=[REF])
    name: str = Field(description="The file's name.", examples=["svar-granvik.docx"])
    sender: str = Field(description="Whom it came from; may be empty.", examples=["Granvik kommune"])
    sha256: str = Field(description="Of the file as it came, hexadecimal.", examples=[HASH])
    received_at: datetime = Field(description="When.", examples=[WHEN])
    base: BaseGround = Field(description="What it was held against.")
    seal: SealAnswer = Field(description="What its seal says.")
    remarks: list[str] = Field(description="What could not be carried whole, and what a person should know.")
    matches: list[MatchTold] = Field(description="Each section of the file, in its order.")

    @classmethod
    def of(cls, row: ReceivedFileRow) -> "ReturnTold":
        """The file with how it was read."""
        report = report_of(row)
        return cls(
            ref=row.ref,
            name=row.name,
            sender=row.sender,
            sha256=row.sha256,
            received_at=row.received_at,
            base=BaseGround(report["ground"]),
            seal=SealAnswer(report["seal"]),
            remarks=[*report["about"], *(each["message"] for each in report["remarks"])],
            matches=[MatchTold(**each) for each in report["matches"]],
        )


class MatchSent(Sent):
    """Which section one of a file's sections is."""

    model_config = example(place=0, section=NEW)

    place: int = Field(ge=0, le=100_000, description="Its place in `matches`, from 0.", examples=[0])
    section: SectionId = Field(
        description=f"The section of the text it was held against; `{NEW}`: it is new.", examples=[NEW]
    )


class AmendmentTold(Told):
    """What one author of a returned file proposes about one section."""

    id: int = Field(description="Its id.", examples=[1])
    kind: AmendmentKind = Field(description="What is proposed.")
    section: str = Field(description="The lasting identity; empty for title and opening.", examples=[REF])
    heading: str = Field(description="Number and title.", examples=["5.2 Vedtaksmyndighet"])
    author: str = Field(description="Who proposes it.", examples=["Kari Nordmann"])
    made_on: date | None = Field(description="The day of the change, where the file says.")
    tracked: bool = Field(description="Did Word keep track of the change?", examples=[True])
    file: str = Field(description="The returned file.", examples=[REF])
    before: str = Field(description="The section's words as sent, as Markdown.", examples=[WORDS])
    after: str = Field(description="The words proposed, as Markdown.", examples=[WORDS])
    words: str = Field(description="Of a comment: what it says.", examples=["Hvem avgjør?"])
    place: str = Field(description="Of what is new or moved: where.", examples=["etter «2 Ansvar»"])
    obstacle: str = Field(
        description="Why it cannot be accepted as it stands in the draft now; empty where it can.",
        examples=[""],
    )
    state: AmendmentState = Field(description="What was answered.")
    because: str = Field(description="Why, where somebody said.", examples=["Enig."])
    answered_by: str = Field(description="Who answered.", examples=["Marte Haugland"])
    answered_at: datetime | None = Field(description="When it was answered.")
    etag: str = Field(description="What If-Match wants when it is answered.", examples=['"1-1"'])

    @classmethod
    def of(cls, view: AmendmentView) -> "AmendmentTold":
        """The amendment as the API tells of it."""
        row, kept = view.row, view.amendment
        return cls(
            id=row.id,
            kind=row.kind,
            section=row.section_id,
            heading=kept.heading,
            author=row.author,
            made_on=row.made_on,
            tracked=kept.tracked,
            file=view.file.ref,
            before=kept.before.body if kept.before else "",
            after=kept.text or (kept.after.body if kept.after else ""),
            words=kept.words,
            place=view.place,
            obstacle=view.obstacle,
            state=row.state,
            because=row.answer,
            answered_by=view.answered_by,
            answered_at=row.answered_at,
            etag=mark_of_amendment(view),
        )


class AnswerSent(Sent):
    """What is answered."""

    model_config = example(answer="avvist", because="Det er avtalt med alle partene.")

    answer: Literal["godtatt", "avvist"] = Field(description="Accepted or refused.", examples=["avvist"])
    because: Text = Field("", description="Why; may be empty.", examples=["Det er avtalt."])
    after: SectionId | None = Field(
        None,
        description="Of a section: stand right after this one, in place of where it is proposed.",
        examples=[REF],
    )
    stands: SectionSent | None = Field(
        None, description="Of another wording: what shall stand, in place of what is proposed."
    )
    opened: SectionSent | None = Field(
        None, description="With `stands`: how the section read to you, so that nobody's words are lost."
    )


def mark_of_amendment(view: AmendmentView) -> str:
    """The strong ETag of an amendment and its answer."""
    return f'"{view.row.id}-{view.row.revision}"'
