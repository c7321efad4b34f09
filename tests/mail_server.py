"""A mail server that the tests can hand letters to, and that may behave as mail servers do."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from registry.settings import Settings, SmtpTls


@dataclass
class Postmaster:
    """What the server does with what it is given."""

    taken: list[bytes] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    refuses: str = ""
    """This receiver is refused, for good."""
    is_busy: bool = False
    """Every letter is put off."""
    drops_line: bool = False
    """The line breaks when the whole letter has come, before it is answered."""
    knows: int = 0
    """So many clients have greeted it."""

    async def handle_HELO(self, server: SMTP, session: Session, envelope: Envelope, hostname: str) -> str:  # noqa: N802 - aiosmtpd's name
        session.host_name = hostname
        return "250 post.example"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == self.refuses:
            return "550 Ukjent mottaker"
        envelope.rcpt_tos.append(address)
        return "250 Greit"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.is_busy:
            return "451 Prøv igjen senere"
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        self.to.append(list(envelope.rcpt_tos))
        if self.drops_line:
            assert server.transport
            server.transport.abort()
        return "250 Tatt imot"

    @property
    def letters(self) -> list[EmailMessage]:
        """What was taken, as mail programs read it."""
        return [message_from_bytes(each, policy=default) for each in self.taken]


@contextmanager
def a_mail_server(**how: object) -> Iterator[tuple[Settings, Postmaster]]:
    """A server on this machine, and settings that name it."""
    postmaster = Postmaster(**how)  # type: ignore[arg-type]
    controller = Controller(postmaster, hostname="127.0.0.1", port=_free_port())
    controller.start()
    try:
        yield settings_for(controller.port), postmaster
    finally:
        controller.stop()


@contextmanager
def a_silent_server() -> Iterator[Settings]:
    """Something that takes the call, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield settings_for(listening.getsockname()[1])


def nobody_there() -> Settings:
    """Settings that name a port where nobody listens."""
    return settings_for(_free_port())


def settings_for(port: int) -> Settings:
    """A relay on this machine, without encryption."""
    return Settings(
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_sender="Sekretariatet <post@fjordmark.example>",
        smtp_tls=SmtpTls.INGEN,
    )


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
