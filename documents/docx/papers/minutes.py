"""The minutes of a meeting: what the register knows of it, and lines to fill in for the rest.

Law: kommuneloven § 11-4 (https://lovdata.no/lov/2018-06-22-83/§11-4) says what a møtebok must hold: time and
place, who met and who was absent, which matters, which resolutions, and the result of the votes; and where a
meeting is closed, the ground for it. § 11-8 asks every member's consent to treating a case in writing.
"""

from collections.abc import Sequence

from documents.docx.papers.meeting import Attendee, Meeting, SeatHeld
from documents.docx.papers.minutes_cases import cases
from documents.docx.papers.paper import BLANK, Paper, Say, dashes, grid, labelled, part, said, speaking
from documents.markdown import escape
from documents.text import Block, Section

SHORT_BLANK = "_" * 4
_PROCEDURES = {
    "fjernmøte": ("fjernmøte", "fjernmøte"),
    "skriftlig": ("skriftlig behandling", "skriftleg behandling"),
    "hastesak": ("hastesak", "hastesak"),
}


def minutes(meeting: Meeting) -> Paper:
    """The minutes."""
    say = speaking(meeting.language)
    sections = (
        _attendance(meeting, say),
        cases(meeting, say),
        _unknown(meeting, say),
        _corrected(meeting, say),
        _approved(meeting, say),
    )
    return Paper(
        kind=say("Protokoll", "Protokoll"),
        title=escape(say(f"Møte i {meeting.body}", f"Møte i {meeting.body}")),
        organisation=meeting.organisation,
        facts=_head(meeting, say),
        sections=tuple(each for each in sections if each is not None),
        foot=say(f"Protokoll, {meeting.body}", f"Protokoll, {meeting.body}"),
        language=meeting.language,
        identifier=meeting.identifier,
        created=meeting.created,
    )


def _head(meeting: Meeting, say: Say) -> tuple[tuple[str, str], ...]:
    """The facts of the meeting itself; a line for each that the law asks for and nobody has said."""
    if meeting.withheld:
        return (("Dag", meeting.day), (say("Lukket møte", "Lukka møte"), meeting.closed_under))
    return (
        ("Dag", meeting.day),
        (say("Tid", "Tid"), _time(meeting)),
        (say("Sted", "Stad"), meeting.place or BLANK),
        *_form(meeting, say),
        (say("Møteleder", "Møteleiar"), meeting.led_by or BLANK),
        *([(say("Protokollfører", "Protokollførar"), meeting.kept_by or BLANK)] if meeting.is_kept else []),
        *([(say("Lukket møte", "Lukka møte"), meeting.closed_under)] if meeting.closed_under else []),
    )


def _time(meeting: Meeting) -> str:
    """From when to when: "09.00–11.30"; a line where one of them is not known."""
    if not meeting.began and not meeting.ended:
        return BLANK
    began, ended = (each.replace(":", ".") or SHORT_BLANK for each in (meeting.began, meeting.ended))
    return f"kl. {began}–{ended}"


def _form(meeting: Meeting, say: Say) -> tuple[tuple[str, str], ...]:
    if meeting.procedure not in _PROCEDURES:
        return ()
    told = say(*_PROCEDURES[meeting.procedure])
    if meeting.procedure == "skriftlig":
        consent = {
            True: say("alle medlemmene samtykket", "alle medlemene samtykte"),
            False: say("ikke alle medlemmene samtykket", "ikkje alle medlemene samtykte"),
            None: say(f"om alle samtykket: {SHORT_BLANK}", f"om alle samtykte: {SHORT_BLANK}"),
        }
        told = f"{told}, {consent[meeting.all_consent]}"
    return ((say("Behandlet i", "Behandla i"), told),)


def _attendance(meeting: Meeting, say: Say) -> Section:
    title = say("Hvem som møtte", "Kven som møtte")
    if meeting.withheld:
        return part(title, said(say("Ikke offentlig.", "Ikkje offentleg.")))
    if meeting.attendance:
        return part(title, *_came(meeting.attendance, say))
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


def _came(attendance: Sequence[Attendee], say: Say) -> list[Block]:
    """Those who came and may vote, those who came and may speak, and those who were absent."""
    voting = [each for each in attendance if each.came and each.may_vote]
    speaking_only = [each for each in attendance if each.came and not each.may_vote]
    absent = [each for each in attendance if not each.came]
    header = (say("Navn", "Namn"), "For", say("Plass", "Plass"))
    blocks: list[Block] = [
        labelled(say("Til stede med stemme", "Til stades med røyst"), _how_many(len(voting), say))
    ]
    if voting:
        blocks.append(grid(header, [_attendee(each, say) for each in voting]))
    if speaking_only:
        blocks += [
            labelled(
                say("Til stede uten stemme", "Til stades utan røyst"), _how_many(len(speaking_only), say)
            ),
            grid(header, [_attendee(each, say) for each in speaking_only]),
        ]
    blocks.append(labelled(say("Fraværende", "Fråverande"), _absent(absent, attendance, say)))
    return blocks


def _how_many(count: int, say: Say) -> str:
    return str(count) if count else say("ingen", "ingen")


def _attendee(each: Attendee, say: Say) -> tuple[str, str, str]:
    stood_in = say(f"vara for {each.in_place_of}", f"vara for {each.in_place_of}") if each.in_place_of else ""
    role = "" if stood_in and each.role.lower() == "vara" else each.role
    return each.name, each.speaks_for, ", ".join(word for word in (role, stood_in) if word)


def _absent(absent: Sequence[Attendee], attendance: Sequence[Attendee], say: Say) -> str:
    """Each who was absent, and who came instead. A deputy whom nobody called was not absent."""
    instead = {each.in_place_of: each.name for each in attendance if each.came and each.in_place_of}
    told = [
        f"{each.name} ({each.speaks_for})"
        + (
            say(f", {instead[each.name]} møtte", f", {instead[each.name]} møtte")
            if each.name in instead
            else ""
        )
        for each in absent
        if each.role.lower() != "vara"
    ]
    return f"{'; '.join(told)}." if told else say("ingen.", "ingen.")


def _unknown(meeting: Meeting, say: Say) -> Section | None:
    """What the law asks for and nobody has said; None where all is known."""
    lines = _lacking(meeting, say)
    if not lines:
        return None
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
        dashes(lines),
    )


def _lacking(meeting: Meeting, say: Say) -> list[str]:
    lacking: list[str] = []
    if meeting.withheld:
        return lacking
    if not (meeting.began and meeting.ended):
        lacking.append(say(f"Når møtet ble satt og hevet: {BLANK}", f"Når møtet vart sett og heva: {BLANK}"))
    if not meeting.attendance:
        lacking.append(say(f"Hvem som var fraværende: {BLANK}", f"Kven som var fråverande: {BLANK}"))
    if not meeting.is_kept:
        lacking += [
            say(
                f"Om møtet ble lukket, og med hvilken hjemmel: {BLANK}",
                f"Om møtet vart lukka, og med kva heimel: {BLANK}",
            ),
            say(
                f"Om noen var inhabil, og i hvilken sak: {BLANK}",
                f"Om nokon var inhabil, og i kva sak: {BLANK}",
            ),
        ]
    return lacking


def _corrected(meeting: Meeting, say: Say) -> Section | None:
    """What was put right after the approval; the minutes themselves stand."""
    if not meeting.corrections:
        return None
    told = say(
        "Protokollen over er slik den ble godkjent. Dette er ført siden:",
        "Protokollen over er slik han vart godkjend. Dette er ført sidan:",
    )
    lines = [
        say(
            f"{each.day}{f', sak {each.case}' if each.case else ''}: {each.text} Grunn: {each.reason} "
            f"Ført av {each.by}.",
            f"{each.day}{f', sak {each.case}' if each.case else ''}: {each.text} Grunn: {each.reason} "
            f"Ført av {each.by}.",
        )
        for each in meeting.corrections
    ]
    return part(say("Rettelser", "Rettingar"), said(told), dashes(lines))


def _approved(meeting: Meeting, say: Say) -> Section:
    if meeting.withheld:
        return part(
            say("Godkjenning", "Godkjenning"),
            said(
                say(
                    f"Protokollen er godkjent {meeting.approved_on}.",
                    f"Protokollen er godkjend {meeting.approved_on}.",
                )
            ),
        )
    if meeting.approved_on:
        by = meeting.approved_by or BLANK
        return part(
            say("Godkjenning", "Godkjenning"),
            said(
                say(
                    f"Protokollen er godkjent {meeting.approved_on} av {by}.",
                    f"Protokollen er godkjend {meeting.approved_on} av {by}.",
                )
            ),
        )
    return part(
        say("Underskrift", "Underskrift"),
        said(say(f"Sted og dato: {BLANK}", f"Stad og dato: {BLANK}")),
        said(say(f"Møteleder: {BLANK}", f"Møteleiar: {BLANK}")),
        said(say(f"Den som førte protokollen: {BLANK}", f"Den som førte protokollen: {BLANK}")),
    )
