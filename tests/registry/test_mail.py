"""A letter to a mail server: taken, not now, refused, or nobody knows. Against a real server."""

import pytest

from registry import mail
from registry.mail import Fate, Letter, as_message, deliver, is_address
from registry.settings import SmtpTls
from tests.mail_server import a_mail_server, a_silent_server, nobody_there
from tests.registry.builders import NOW


def a_letter(**told) -> Letter:
    given = {
        "ref": "brev-0a1b2c3d4e",
        "addresses": ("post@granvik.example",),
        "subject": "Påminnelse: vedtak om samarbeidsavtalen",
        "body": "Hei.\n\n.Denne linjen begynner med punktum.\nÆ, Ø og Å.\n",
        "at": NOW,
    }
    return Letter(**(given | told))


def test_a_letter_comes_as_it_was_written() -> None:
    with a_mail_server() as (settings, postmaster):
        answer = deliver(settings, a_letter(addresses=("post@granvik.example", "k@granvik.example")))
    (came,) = postmaster.letters
    assert answer == mail.Answer(Fate.TATT_IMOT)
    assert postmaster.to == [["post@granvik.example", "k@granvik.example"]]
    assert came["Subject"] == "Påminnelse: vedtak om samarbeidsavtalen"
    assert came["Message-ID"] == "<brev-0a1b2c3d4e@fjordmark.example>"
    assert came.get_content().replace("\r\n", "\n") == a_letter().body


def test_where_nobody_answers_it_may_be_tried_again() -> None:
    answer = deliver(nobody_there(), a_letter())
    assert (answer.fate, answer.server_answers) == (Fate.IKKE_NA, False)
    assert "127.0.0.1" in answer.why


def test_a_server_that_hangs_is_left(monkeypatch) -> None:
    monkeypatch.setattr(mail, "PATIENCE", 0.2)
    with a_silent_server() as settings:
        answer = deliver(settings, a_letter())
    assert (answer.fate, answer.server_answers) == (Fate.IKKE_NA, False)


def test_a_server_that_is_busy_may_be_tried_again() -> None:
    with a_mail_server(is_busy=True) as (settings, postmaster):
        answer = deliver(settings, a_letter())
    assert answer.fate is Fate.IKKE_NA
    assert answer.server_answers
    assert "451" in answer.why
    assert not postmaster.taken


def test_a_receiver_that_is_refused_is_named_and_nobody_gets_it() -> None:
    both = ("post@granvik.example", "feil@granvik.example")
    with a_mail_server(refuses="feil@granvik.example") as (settings, postmaster):
        answer = deliver(settings, a_letter(addresses=both))
    assert answer.fate is Fate.AVVIST
    assert "feil@granvik.example" in answer.why
    assert not postmaster.taken


def test_when_the_line_breaks_after_the_letter_nobody_knows() -> None:
    """And in truth it was taken: sending it again would be sending it twice."""
    with a_mail_server(drops_line=True) as (settings, postmaster):
        answer = deliver(settings, a_letter())
    assert answer.fate is Fate.UVISST
    assert len(postmaster.taken) == 1


def test_without_encryption_where_it_is_asked_for_nothing_goes() -> None:
    with a_mail_server() as (settings, postmaster):
        secure = settings.model_copy(update={"smtp_tls": SmtpTls.STARTTLS})
        answer = deliver(secure, a_letter())
    assert answer.fate is Fate.IKKE_NA
    assert not postmaster.taken


def test_a_password_is_not_sent_in_the_open() -> None:
    settings = nobody_there().model_copy(update={"smtp_host": "post.example"})
    assert not mail.is_near(settings.smtp_host)
    assert mail.is_near("127.0.0.1")
    assert mail.is_near("localhost")


@pytest.mark.parametrize("header", ["subject", "addresses"])
def test_a_line_break_never_becomes_a_header(header) -> None:
    evil = "Hei\r\nBcc: alle@andre.example"
    told = {"subject": evil} if header == "subject" else {"addresses": (f"a@b.example\r\nBcc: {evil}",)}
    with pytest.raises(ValueError, match="linefeed"):
        as_message(a_letter(**told), "post@fjordmark.example")
    with a_mail_server() as (settings, postmaster):
        assert deliver(settings, a_letter(**told)).fate is not Fate.TATT_IMOT
    assert not postmaster.taken


@pytest.mark.parametrize("words", ["post@granvik.example", "k.n+o@sub.granvik.no"])
def test_addresses_that_are_taken(words) -> None:
    assert is_address(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "post",
        "@granvik.no",
        "post@granvik",
        "a b@granvik.no",
        "a@b.no\n",
        "æ@ø.no",
        "a..b@c.no",
        "<a@b.no>",
    ],
)
def test_addresses_that_are_not(words) -> None:
    assert not is_address(words)
