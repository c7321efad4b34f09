"""A draft of the little helsefellesskap that is sent out in Word, edited by others, and taken in again."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import count

from docx import Document
from sqlalchemy import select

from documents.drafting.editing import Wording, wording_of
from documents.text import LegalText
from registry.operations import answering, drafts, exchange
from registry.permissions import Actor, Role
from registry.queries import amendments
from registry.queries.amendments import AmendmentView, Answers
from registry.queries.documents import legal_text
from registry.tables import AmendmentRow, DocumentRow, ReceivedFileRow, SendingRow, VersionRow
from tests.documents.returned_files import AGREEMENT, Edit, edited
from tests.registry.builders import NOW, Circle

KEY = b"nokkel"
MARTE = Actor("person-marte", "Marte Haugland", frozenset({Role.SECRETARIAT}))
NAMES = count(1)


@dataclass
class Exchange:
    """One draft and what goes out and in."""

    circle: Circle
    document: DocumentRow
    version: VersionRow

    def sent(self, recipient: str = "Granvik", now: datetime = NOW) -> SendingRow:
        return exchange.send(self.circle.session, MARTE, self.document, self.version, recipient, KEY, now)

    def back(
        self, *edits: Edit, file: bytes | None = None, sender: str = "", name: str = ""
    ) -> ReceivedFileRow:
        """The file that was sent, or this one, edited so and taken in again."""
        data = edited(self.sent().data if file is None else file, *edits)
        return self.taken(data, sender, name or f"svar-{next(NAMES)}.docx")

    def taken(self, data: bytes, sender: str = "", name: str = "svar.docx") -> ReceivedFileRow:
        return exchange.take_back(
            self.circle.session, MARTE, self.document, self.version, name, data, sender, KEY, NOW
        )

    def accept(self, row: AmendmentRow, answer: str = "", **decided: object) -> AmendmentRow:
        chosen = answering.Decided(**decided)
        return answering.accept(
            self.circle.session, MARTE, self.document, self.version, row, row.revision, answer, NOW, chosen
        )

    def refuse(self, row: AmendmentRow, answer: str = "") -> AmendmentRow:
        return answering.refuse(
            self.circle.session, MARTE, self.document, self.version, row, row.revision, answer, NOW
        )

    def writes(self, section: str, body: str) -> None:
        """Somebody writes in the draft meanwhile."""
        now = wording_of(self.text, section)
        told = self.circle.session, MARTE, self.document, self.version, section
        drafts.write_section(*told, now, Wording(now.title, body))

    @property
    def answers(self) -> Answers:
        return amendments.answers(self.circle.session, self.version)

    @property
    def views(self) -> tuple[AmendmentView, ...]:
        return self.answers.every

    @property
    def text(self) -> LegalText:
        return legal_text(self.version)

    def rows(self) -> list[AmendmentRow]:
        wanted = select(AmendmentRow).where(AmendmentRow.version_id == self.version.id)
        return list(self.circle.session.scalars(wanted.order_by(AmendmentRow.id)))


def an_exchange(circle: Circle, text: str = AGREEMENT, ref: str = "samarbeidsavtalen") -> Exchange:
    document = circle.document(ref, title="Samarbeidsavtale")
    return Exchange(circle, document, circle.draft(document, "2026.1", text))


def commented(data: bytes, beginning: str, words: str, author: str) -> bytes:
    """The file with a comment on the paragraph that begins so."""
    file = Document(BytesIO(data))
    paragraph = next(each for each in file.paragraphs if each.text.startswith(beginning))
    file.add_comment(paragraph.runs, words, author, author[:1])
    written = BytesIO()
    file.save(written)
    return written.getvalue()
