"""One way to do each thing that can be done with letters and calendars, for tests that go through them all."""

from collections.abc import Callable, Mapping

from decisions.deadlines import REVIEW, Deadline, DeadlineState
from registry.mail import Answer, Fate
from registry.operations import calendar_keys, messages, parties_mail, reminders
from registry.permissions import Actor
from registry.queries import documents
from registry.tables import MessageRow
from tests.registry.builders import DAY, NOW, Circle, a_person


def acts_of_letters(c: Circle, who: Actor) -> Mapping[str, Callable[[], object]]:
    """Each by the name of its operation, in an order in which all can be done."""
    s, place = c.session, c.community
    storelv = c.parties["storelv"]
    person = a_person(s, "Lise Kalender")
    _, key = calendar_keys.make_calendar_key(s, who, place, person, NOW)
    document = c.document("minnes-om")
    waiting = documents.view(s, document, c.frozen(document), DAY)
    review = Deadline(REVIEW, DAY, "Avtalen gjennomgås", "avtalen/2025", DeadlineState.KOMMER, "/lovkrav")

    def a_letter() -> MessageRow:
        told = "runde", "Påminnelse", "Hei.", NOW
        return messages.write_letter(s, who, place, *told, addresses="post@storelv.example")

    one, two, three = a_letter(), a_letter(), a_letter()
    queued = messages.put_in_queue(s, who, a_letter())
    lost = messages.put_in_queue(s, who, a_letter())
    messages.begin_sending(s, who, lost, NOW)

    return {
        "parties_mail.set_mail": lambda: parties_mail.set_mail(s, who, storelv, "post@storelv.example"),
        "messages.write_letter": a_letter,
        "messages.change_letter": lambda: messages.change_letter(s, who, one, 1, "", "Emne", "Hei igjen."),
        "messages.put_in_queue": lambda: messages.put_in_queue(s, who, two),
        "messages.take_back": lambda: messages.take_back(s, who, two),
        "messages.begin_sending": lambda: messages.begin_sending(s, who, queued, NOW),
        "messages.end_sending": lambda: messages.end_sending(s, who, queued, Answer(Fate.TATT_IMOT), NOW),
        "messages.settle_interrupted": lambda: messages.settle_interrupted(
            s, who, NOW + 2 * messages.INTERRUPTED_AFTER
        ),
        "messages.sent_outside": lambda: messages.sent_outside(s, who, two, NOW),
        "messages.discard": lambda: messages.discard(s, who, three),
        "reminders.remind_of_round": lambda: reminders.remind_of_round(
            s, who, place, waiting, ("storelv",), "https://avtaler.example", NOW
        ),
        "reminders.remind_of": lambda: reminders.remind_of(
            s, who, place, [review], "https://avtaler.example", NOW
        ),
        "calendar_keys.make_calendar_key": lambda: calendar_keys.make_calendar_key(
            s, who, place, person, NOW
        ),
        "calendar_keys.revoke_calendar_key": lambda: calendar_keys.revoke_calendar_key(
            s, who, place, person, key.id, NOW
        ),
    }
