"""The minutes of a meeting: what the register knows of it, and lines to fill in for the rest.

Law: kommuneloven § 11-4 says what a møtebok must hold: time and place, who met and who was absent, which
matters, which resolutions, and the result of the votes; and where a meeting is closed, the ground for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from documents.docx.papers.paper import (
    BLANK,
    Paper,
    Say,
    dashes,
    grid,
    labelled,
    part,
    said,
    speaking,
)
from documents.kinds import Language
from documents.markdown import escape
from documents.text import Block, Section

SHORT_BLANK = "_" * 4


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """A seat on the day: who, for whom, as what. Whether the person came is not known."""

    name: str
    speaks_for: str
    role: str
    may_vote: bool
    deputy_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One case as it was recorded. Words come ready to print; what is empty is not known."""

    case: str
    """Its number as printed: "12/25"."""
    title: str
    act: str
    outcome: str
    about: str = ""
    """The document and version: "samarbeidsavtalen@2025.1"."""
    hash: str = ""
    votes: str = ""
    """"7 for, 1 mot"."""
    present: int | None = None
    members: int | None = None
    added: str = ""
    """What the body changed, or the remark it had recorded."""
    verdict: str = ""
    """Whether it is within the mandate, in a word."""
    reasons: tuple[str, ...] = ()
    corrects: bool = False
    """Is this a record that corrects an earlier one?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One body's meeting on one day."""

    organisation: str
    body: str
    """As it was called that day."""
    is_elected: bool
    """Is it a folkevalgt organ, for which kommuneloven § 11-4 holds?"""
    day: str
    matters: tuple[Matter, ...]
    seats: tuple[SeatHeld, ...]
    language: Language
    identifier: str
    created: datetime


def minutes(meeting: Meeting) -> Paper:
    """The minutes."""
    say = speaking(meeting.language)
    return Paper(
        kind=say("Protokoll", "Protokoll"),
        title=escape(say(f"Møte i {meeting.body}", f"Møte i {meeting.body}")),
        organisation=meeting.organisation,
        facts=(
            ("Dag", meeting.day),
            (say("Tid", "Tid"), BLANK),
            (say("Sted", "Stad"), BLANK),
            (say("Møteleder", "Møteleiar"), BLANK),
        ),
        sections=(_attendance(meeting, say), _matters(meeting, say), _unknown(meeting, say), _signed(say)),
        foot=say(f"Protokoll, {meeting.body}", f"Protokoll, {meeting.body}"),
        language=meeting.language,
        identifier=meeting.identifier,
        created=meeting.created,
    )


def _attendance(meeting: Meeting, say: Say) -> Section:
    title = say("Hvem som møtte", "Kven som møtte")
    if not meeting.seats:
        nobody = say(
            "Registeret har ingen plasser i organet for denne dagen. Skriv hvem som møtte, og hvem som "
            "var fraværende:",
            "Registeret har ingen plassar i organet for denne dagen. Skriv kven som møtte, og kven som "
            "var fråverande:",
        )
        return part(title, said(nobody), dashes([BLANK] * 3))
    known = say(
        "Listen viser hvem som hadde plass i organet denne dagen. Registeret vet ikke hvem som møtte; "
        "skriv det i den siste kolonnen.",
        "Lista viser kven som hadde plass i organet denne dagen. Registeret veit ikkje kven som møtte; "
        "skriv det i den siste kolonnen.",
    )
    header = (say("Navn", "Namn"), "For", say("Plass", "Plass"), say("Møtte", "Møtte"))
    return part(title, said(known), grid(header, [_seat(seat, say) for seat in meeting.seats]))


def _seat(seat: SeatHeld, say: Say) -> tuple[str, ...]:
    vote = (
        say("med stemme", "med røyst")
        if seat.may_vote
        else say("taler, men stemmer ikke", "talar, men røystar ikkje")
    )
    deputy = say(f"vara for {seat.deputy_for}", f"vara for {seat.deputy_for}") if seat.deputy_for else ""
    role = "" if deputy and seat.role.lower() == "vara" else seat.role
    return (
        seat.name,
        seat.speaks_for,
        ", ".join(each for each in (deputy, role, vote) if each),
        SHORT_BLANK,
    )


def _matters(meeting: Meeting, say: Say) -> Section:
    title = say("Saker", "Saker")
    if not meeting.matters:
        nothing = say(
            f"Ingen vedtak er ført for {meeting.body} {meeting.day}.",
            f"Ingen vedtak er førte for {meeting.body} {meeting.day}.",
        )
        return part(title, said(nothing))
    count = len(meeting.matters)
    told = say(
        f"{count} {'sak' if count == 1 else 'saker'} er ført i registeret fra møtet.",
        f"{count} {'sak' if count == 1 else 'saker'} {'er ført' if count == 1 else 'er førte'} i "
        "registeret frå møtet.",
    )
    below = [part(_named(each), *_matter(each, say)) for each in meeting.matters]
    return part(title, said(told), below=below)


def _named(matter: Matter) -> str:
    """A case number may say itself that it is one."""
    number = matter.case if "sak" in matter.case.lower() else f"Sak {matter.case}"
    return f"{number} {matter.title}".strip()


def _matter(matter: Matter, say: Say) -> Iterator[Block]:
    if matter.corrects:
        yield said(
            say("Denne føringen retter en tidligere føring.", "Denne føringa rettar ei tidlegare føring.")
        )
    if matter.about:
        yield labelled(say("Gjelder", "Gjeld"), matter.about)
    if matter.hash:
        yield labelled("Avtrykk", matter.hash)
    in_case = say(f"organet {matter.act} i saken", f"organet {matter.act} i saka")
    yield labelled(say("Utfall", "Utfall"), f"{matter.outcome} ({in_case})")
    yield labelled(say("Avstemning", "Avrøysting"), _votes(matter, say))
    if matter.added:
        yield labelled(
            say("Det organet føyde til eller endret", "Det organet la til eller endra"), matter.added
        )
    if matter.verdict:
        words = " ".join((f"{matter.verdict}.", *matter.reasons))
        yield labelled(
            say("Registerets vurdering av mandatet", "Vurderinga registeret gjer av mandatet"), words
        )


def _votes(matter: Matter, say: Say) -> str:
    present = say(f"{matter.present} til stede", f"{matter.present} til stades")
    members = say(f"{matter.members} medlemmer", f"{matter.members} medlemer")
    known = [
        matter.votes,
        present if matter.present is not None else "",
        members if matter.members is not None else "",
    ]
    told = ", ".join(each for each in known if each)
    if matter.votes:
        return f"{told}."
    lacking = say(f"stemmetall er ikke ført: {BLANK}", f"røystetal er ikkje førte: {BLANK}")
    return f"{told}; {lacking}" if told else lacking[:1].upper() + lacking[1:]


def _unknown(meeting: Meeting, say: Say) -> Section:
    elected = say(
        "Kommuneloven § 11-4 krever at møteboka også har dette. Registeret vet det ikke, og har ikke "
        "gjettet:",
        "Kommunelova § 11-4 krev at møteboka òg har dette. Registeret veit det ikkje, og har ikkje gissa:",
    )
    other = say(
        "Kommuneloven § 11-4 om møtebok gjelder folkevalgte organer, og dette er ikke ført som et "
        "slikt. Det som står der, er likevel en god huskeliste. Registeret vet ikke dette, og har ikke "
        "gjettet:",
        "Kommunelova § 11-4 om møtebok gjeld folkevalde organ, og dette er ikkje ført som eit slikt. "
        "Det som står der, er likevel ei god hugseliste. Registeret veit ikkje dette, og har ikkje gissa:",
    )
    return part(
        say("Det registeret ikke vet", "Det registeret ikkje veit"),
        said(elected if meeting.is_elected else other),
        dashes(
            (
                say(f"Når møtet ble satt og hevet: {BLANK}", f"Når møtet vart sett og heva: {BLANK}"),
                say(f"Hvem som var fraværende: {BLANK}", f"Kven som var fråverande: {BLANK}"),
                say(
                    f"Om møtet ble lukket, og med hvilken hjemmel: {BLANK}",
                    f"Om møtet vart lukka, og med kva heimel: {BLANK}",
                ),
                say(
                    f"Om noen var inhabil, og i hvilken sak: {BLANK}",
                    f"Om nokon var inhabil, og i kva sak: {BLANK}",
                ),
            )
        ),
    )


def _signed(say: Say) -> Section:
    return part(
        say("Underskrift", "Underskrift"),
        said(say(f"Sted og dato: {BLANK}", f"Stad og dato: {BLANK}")),
        said(say(f"Møteleder: {BLANK}", f"Møteleiar: {BLANK}")),
        said(say(f"Den som førte protokollen: {BLANK}", f"Den som førte protokollen: {BLANK}")),
    )
