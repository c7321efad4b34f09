"""The outbox: letters are proposed, changed, sent once, and never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from documents.kinds import Language
from registry import sending
from registry.database import Database
from registry.errors import BadInput, RuleSaysNo
from registry.mail import Answer, Fate
from registry.operations import messages as operations
from registry.operations import reminders
from registry.operations.messages import INTERRUPTED_AFTER, LetterChanged, begin_sending, end_sending
from registry.operations.parties_mail import set_mail
from registry.operations.rounds import start_round
from registry.permissions import OPERATOR
from registry.queries import checking, documents, messages
from registry.settings import Settings
from registry.tables import MessageRow, MessageState
from tests.mail_server import a_mail_server, nobody_there
from tests.registry.builders import DAY, NOW, a_circle

SITE = "https://avtaler.example"


def a_letter(circle, addresses="post@granvik.example"):
    told = "runde", "Påminnelse", "Hei.", NOW
    return operations.write_letter(circle.session, OPERATOR, circle.community, *told, addresses=addresses)


def a_round(circle, **told):
    """A frozen agreement whose parties have until midsummer; Granvik has an address."""
    set_mail(circle.session, OPERATOR, circle.parties["granvik"], "post@granvik.example")
    document = circle.document()
    version = circle.frozen(document)
    deadline = version.frozen_at.date() + timedelta(days=120)
    start_round(
        circle.session,
        OPERATOR,
        circle.community,
        document,
        version,
        version.frozen_at.date(),
        NOW,
        deadline=deadline,
    )
    return documents.view(circle.session, document, version, version.frozen_at.date()), deadline


def remind(circle, view, *chosen):
    return reminders.remind_of_round(circle.session, OPERATOR, circle.community, view, chosen, SITE, NOW)


def test_each_missing_party_gets_one_letter_with_all_it_must_know(writing) -> None:
    circle = a_circle(writing)
    circle.parties["storelv"].language = Language.NN
    view, _ = a_round(circle)
    circle.decides("granvik", view.row, view.on)
    made = remind(circle, replace(view, on=view.on + timedelta(days=30)))
    to = {writing.get_one(MessageRow, each.id).party_id: each for each in made.written}
    assert set(to) == {circle.parties["storelv"].id, circle.parties["foretaket"].id}
    letter = to[circle.parties["storelv"].id]
    assert letter.subject == "Påminning: Avtale, versjon 2025.1"
    for told in (
        view.row.frozen_hash,
        f"{SITE}/dokumenter/avtalen/2025.1/runde",
        "15. mai 2026",
        "ikkje starta",
    ):
        assert told in letter.body
    assert letter.state is MessageState.KLADD
    assert made.without_address == ("Foretaket HF", "Storelv") or set(made.without_address) == {
        "Foretaket HF",
        "Storelv",
    }


def test_a_party_is_not_written_to_twice_while_a_letter_waits(writing) -> None:
    circle = a_circle(writing)
    view, _ = a_round(circle)
    first = remind(circle, view, "granvik")
    assert first.written[0].addresses == "post@granvik.example"
    again = remind(circle, view, "granvik", "storelv")
    assert again.had_one == ("Granvik",)
    assert [each.party_id for each in again.written] == [circle.parties["storelv"].id]
    operations.sent_outside(writing, OPERATOR, first.written[0], NOW)
    assert len(remind(circle, view, "granvik").written) == 1


def test_one_that_has_adopted_or_is_unknown_is_not_reminded(writing) -> None:
    circle = a_circle(writing)
    view, _ = a_round(circle)
    circle.decides("granvik", view.row, view.on)
    with pytest.raises(BadInput, match="mangler ikke i denne runden"):
        remind(circle, view, "granvik")
    draft = circle.draft(circle.document("annet"), "2025.2")
    other = documents.view(writing, circle.document("tredje"), draft, DAY)
    with pytest.raises(RuleSaysNo, match="venter ikke på vedtak"):
        remind(circle, other)


def test_a_draft_that_another_changed_keeps_both(writing) -> None:
    row = a_letter(a_circle(writing))
    operations.change_letter(writing, OPERATOR, row, 1, "post@granvik.example", "Nytt emne", "Hei igjen.")
    with pytest.raises(LetterChanged) as refused:
        operations.change_letter(writing, OPERATOR, row, 1, "", "Mitt emne", "Mitt.")
    assert refused.value.stored.subject == "Nytt emne"


@pytest.mark.parametrize(
    ("addresses", "subject", "field"),
    [
        ("post@granvik.example\r\nBcc: alle@andre.example", "Hei", "addresses"),
        ("post", "Hei", "addresses"),
        (",".join(f"a{n}@b.example" for n in range(21)), "Hei", "addresses"),
        ("", "Hei\r\nBcc: alle@andre.example", "subject"),
        ("", " ", "subject"),
    ],
)
def test_what_would_be_another_letter_is_refused(writing, addresses, subject, field) -> None:
    row = a_letter(a_circle(writing))
    with pytest.raises(BadInput) as refused:
        operations.change_letter(writing, OPERATOR, row, 1, addresses, subject, "Hei.")
    assert refused.value.field == field


def test_two_who_press_at_once_send_once(writing) -> None:
    row = a_letter(a_circle(writing))
    operations.put_in_queue(writing, OPERATOR, row)
    with pytest.raises(RuleSaysNo):
        operations.put_in_queue(writing, OPERATOR, row)
    assert begin_sending(writing, OPERATOR, row, NOW)
    assert begin_sending(writing, OPERATOR, row, NOW) is None
    end_sending(writing, OPERATOR, row, Answer(Fate.TATT_IMOT), NOW)
    assert (row.state, row.sent_at, row.attempts) == (MessageState.SENDT, NOW, 1)
    assert not list(checking.faults(writing))


def test_a_letter_without_an_address_does_not_go(writing) -> None:
    row = a_letter(a_circle(writing), addresses="")
    with pytest.raises(BadInput, match="ingen adresse"):
        operations.put_in_queue(writing, OPERATOR, row)


def test_one_whose_sending_was_interrupted_is_unknown_and_waits_for_a_person(writing) -> None:
    row = a_letter(a_circle(writing))
    operations.put_in_queue(writing, OPERATOR, row)
    begin_sending(writing, OPERATOR, row, NOW)
    assert not operations.settle_interrupted(writing, OPERATOR, NOW + INTERRUPTED_AFTER)
    operations.settle_interrupted(writing, OPERATOR, NOW + INTERRUPTED_AFTER + timedelta(seconds=1))
    assert row.state is MessageState.UVISST
    assert messages.in_queue(writing) == []
    operations.put_in_queue(writing, OPERATOR, row)
    assert messages.in_queue(writing) == [row.ref]


def test_a_discarded_letter_stays_and_is_never_sent(writing) -> None:
    row = a_letter(a_circle(writing))
    operations.discard(writing, OPERATOR, row)
    with pytest.raises(RuleSaysNo):
        operations.put_in_queue(writing, OPERATOR, row)
    assert messages.message(writing, a_community(writing), row.ref).row is row


def a_community(session):
    from registry.queries.communities import chosen

    return chosen(session, "fjord")


# With a database that commits, and a real mail server.


@pytest.fixture
def queued(database: Database) -> str:
    """A letter that is in the queue."""
    with database.writing() as session:
        row = a_letter(a_circle(session))
        operations.put_in_queue(session, OPERATOR, row)
        return row.ref


def stored(database: Database, ref: str) -> MessageRow:
    with database.reading() as session:
        return session.scalars(select(MessageRow).where(MessageRow.ref == ref)).one()


def send(database: Database, settings: Settings):
    return [each.answer.fate for each in sending.send_waiting(database, settings, OPERATOR)]


def test_a_server_that_is_down_loses_nothing_and_one_that_is_up_gets_it_once(database, queued) -> None:
    assert send(database, nobody_there()) == [Fate.IKKE_NA]
    waiting = stored(database, queued)
    assert (waiting.state, waiting.attempts) == (MessageState.I_KO, 1)
    assert "svarer ikke" in waiting.trouble
    with a_mail_server() as (settings, postmaster):
        assert send(database, settings) == [Fate.TATT_IMOT]
        assert send(database, settings) == []
    assert len(postmaster.taken) == 1
    sent = stored(database, queued)
    assert (sent.state, sent.attempts, sent.trouble) == (MessageState.SENDT, 2, "")


def test_what_may_have_been_taken_is_not_sent_again(database, queued) -> None:
    with a_mail_server(drops_line=True) as (settings, postmaster):
        assert send(database, settings) == [Fate.UVISST]
        assert send(database, settings) == []
    assert len(postmaster.taken) == 1
    assert stored(database, queued).state is MessageState.UVISST


def test_a_receiver_that_is_refused_gives_the_letter_back_to_its_writer(database, queued) -> None:
    with a_mail_server(refuses="post@granvik.example") as (settings, _):
        send(database, settings)
    back = stored(database, queued)
    assert back.state is MessageState.KLADD
    assert "post@granvik.example ble ikke godtatt" in back.trouble


def test_without_a_server_nothing_is_tried_and_it_is_said(database, queued) -> None:
    with pytest.raises(RuleSaysNo, match="AVTALEVERK_SMTP_HOST"):
        sending.send_waiting(database, Settings(), OPERATOR)
    assert stored(database, queued).state is MessageState.I_KO
