"""A letter to a mail server, and what became of it.

The one thing that must never be in doubt is whether a letter may be sent again. So the answer is one of four:
taken; not now (try again); refused (a person must change something); unknown (the line broke after the whole
letter was handed over, so it may have been taken: RFC 5321 4.5.3.2 leaves exactly this open).
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as ON_THE_LINE
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from functools import partial
from ipaddress import ip_address

from registry.settings import Settings, SmtpTls

PATIENCE = 15.0
"""Seconds to wait for each answer of the server."""
MOST_ADDRESSES = 20
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_SHOWN = 200
"""Signs of what a server says that are told on."""


class Fate(StrEnum):
    """What became of a letter?"""

    TATT_IMOT = "tatt imot"
    IKKE_NA = "ikke nå"
    AVVIST = "avvist"
    UVISST = "uvisst"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is to be sent. `ref` is its lasting name, which makes its Message-ID."""

    ref: str
    addresses: tuple[str, ...]
    subject: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a letter, and why, in a whole sentence."""

    fate: Fate
    why: str = ""
    server_answers: bool = True
    """False: there was no server to talk with, so other letters need not be tried now."""


class _NotTaken(Exception):
    """The letter did not go; the answer says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.why)
        self.answer = answer


def is_address(words: str) -> bool:
    """Is this one e-mail address that any mail server takes? No spaces, line breaks or names around it."""
    return _ADDRESS.fullmatch(words) is not None and ".." not in words


def as_message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as mail programs read it. Raises ValueError for a line break in a header."""
    made = EmailMessage(policy=ON_THE_LINE)
    if sender:
        made["From"] = sender
        made["Message-ID"] = f"<{letter.ref}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    if letter.addresses:
        made["To"] = ", ".join(letter.addresses)
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(letter.at)
    made.set_content(letter.body)
    return made


def deliver(settings: Settings, letter: Letter) -> Answer:
    """Hand one letter to the server of the settings. Never raises for what a server or a line may do."""
    try:
        content = as_message(letter, settings.smtp_sender).as_bytes()
        with _connected(settings) as server:
            _address(server, settings, letter)
            return _hand_over(server, content)
    except _NotTaken as refused:
        return refused.answer
    except ValueError as wrong:
        return Answer(Fate.AVVIST, f"Brevet kan ikke bli en e-post: {wrong}.")


def _hand_over(server: smtplib.SMTP, content: bytes) -> Answer:
    """From the moment the letter itself is on its way nobody knows, until the server has answered."""
    code, said = _asked(lambda: server.docmd("DATA"))
    if code != 354:
        raise _NotTaken(_refusal(code, said))
    try:
        server.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
        code, said = server.getreply()
    except (OSError, smtplib.SMTPException) as broken:
        told = (
            "Forbindelsen ble brutt etter at brevet var overlevert, før e-posttjeneren hadde svart "
            f"({_words(broken)}). Det kan være tatt imot."
        )
        return Answer(Fate.UVISST, told)
    return Answer(Fate.TATT_IMOT) if 200 <= code < 300 else _refusal(code, said)


def _address(server: smtplib.SMTP, settings: Settings, letter: Letter) -> None:
    """Say who sends and who receives. One receiver refused, and the letter goes to nobody."""
    code, said = _asked(lambda: server.mail(parseaddr(settings.smtp_sender)[1]))
    if code != 250:
        raise _NotTaken(_refusal(code, said))
    for address in letter.addresses:
        code, said = _asked(partial(server.rcpt, address))
        if code not in {250, 251}:
            refused = _refusal(code, said)
            raise _NotTaken(Answer(refused.fate, f"{address} ble ikke godtatt. {refused.why}"))


@contextmanager
def _connected(settings: Settings) -> Iterator[smtplib.SMTP]:
    """A server that is ready for a letter: greeted, encrypted as the settings say, signed in to."""
    try:
        server = _opened(settings)
    except (OSError, smtplib.SMTPException) as problem:
        told = f"E-posttjeneren {settings.smtp_host} svarer ikke som den skal ({_words(problem)})."
        raise _NotTaken(Answer(Fate.IKKE_NA, told, server_answers=False)) from problem
    try:
        yield server
    finally:
        _leave(server)


def _opened(settings: Settings) -> smtplib.SMTP:
    secure = ssl.create_default_context()
    place = settings.smtp_host, settings.smtp_port
    if settings.smtp_tls is SmtpTls.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=PATIENCE, context=secure)
    else:
        server = smtplib.SMTP(*place, timeout=PATIENCE)
    try:
        if settings.smtp_tls is SmtpTls.STARTTLS:
            server.starttls(context=secure)
        server.ehlo_or_helo_if_needed()
        if settings.smtp_user:
            _refuse_open_password(settings)
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        _leave(server)
        raise
    return server


def _refuse_open_password(settings: Settings) -> None:
    if settings.smtp_tls is SmtpTls.INGEN and not is_near(settings.smtp_host):
        told = "Passordet sendes ikke over en forbindelse uten kryptering. Sett AVTALEVERK_SMTP_TLS."
        raise _NotTaken(Answer(Fate.IKKE_NA, told, server_answers=False))


def is_near(host: str) -> bool:
    """Is it this very machine?"""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _asked(ask: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
    """What the server answers before the letter is on its way; a line that breaks then has lost nothing."""
    try:
        return ask()
    except (OSError, smtplib.SMTPException) as broken:
        told = f"Forbindelsen til e-posttjeneren ble brutt før brevet var overlevert ({_words(broken)})."
        raise _NotTaken(Answer(Fate.IKKE_NA, told, server_answers=False)) from broken


def _refusal(code: int, said: bytes) -> Answer:
    """4xx is not now, 5xx is never: RFC 5321 4.2.1."""
    words = " ".join(said.decode("utf-8", "replace").split())[:_SHOWN]
    fate = Fate.AVVIST if 500 <= code < 600 else Fate.IKKE_NA
    return Answer(fate, f"E-posttjeneren svarte {code} «{words}».")


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye where the server still listens; what was taken is taken whatever it answers."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _words(problem: Exception) -> str:
    words = " ".join(str(problem).split())[:_SHOWN]
    return words or type(problem).__name__
