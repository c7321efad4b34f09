"""The hearing letter: what is sent, why, by when, and how one answers."""

from dataclasses import dataclass
from datetime import datetime

from documents.docx.papers.changes import Changes, told
from documents.docx.papers.paper import (
    BLANK,
    Attachment,
    Paper,
    Say,
    attachments,
    part,
    said,
    speaking,
    steps,
)
from documents.kinds import Language
from documents.markdown import escape
from documents.text import Section

_FEW = 3
"""So many are named at the head of the letter; more stand in a list at its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """The facts of a hearing. Days come in words; what is empty is not known."""

    organisation: str
    title: str
    """Of the document, in plain words."""
    version: str
    is_adopted: bool
    reason: str
    """Why the text was revised."""
    day: str
    deadline: str
    recipients: tuple[str, ...]
    answer_to: str
    changes: Changes | None
    """None for the first text of a document."""
    attached: tuple[Attachment, ...]
    language: Language
    identifier: str
    created: datetime


def hearing_letter(facts: Hearing) -> Paper:
    """The letter, in the form of Norwegian that is asked for."""
    say = speaking(facts.language)
    return Paper(
        kind=say("Høringsbrev", "Høyringsbrev"),
        title=escape(say(f"Høring: {facts.title}", f"Høyring: {facts.title}")),
        organisation=facts.organisation,
        facts=_head(facts, say),
        sections=(
            _sent(facts, say),
            _why(facts, say),
            part(
                say("Hva som er endret", "Kva som er endra"),
                *told(facts.changes, facts.language),
            ),
            _answering(facts, say),
            attachments(facts.attached, say),
            *([_sent_to(facts, say)] if len(facts.recipients) > _FEW else []),
        ),
        foot=say(f"Høring av {facts.identifier}", f"Høyring av {facts.identifier}"),
        language=facts.language,
        identifier=facts.identifier,
        created=facts.created,
    )


def _head(facts: Hearing, say: Say) -> tuple[tuple[str, str], ...]:
    many = len(facts.recipients)
    to = ", ".join(facts.recipients) if many <= _FEW else ""
    listed = say(f"{many} mottakere, se listen til slutt", f"{many} mottakarar, sjå lista til slutt")
    return (
        ("Til", to or (listed if many else BLANK)),
        (say("Dato", "Dato"), facts.day),
        (say("Svarfrist", "Svarfrist"), facts.deadline or BLANK),
        ("Dokument", facts.identifier),
    )


def _sent(facts: Hearing, say: Say) -> Section:
    state = (
        say(
            "Teksten er vedtatt; høringen gjelder om den bør endres.",
            "Teksten er vedteken; høyringa gjeld om han bør endrast.",
        )
        if facts.is_adopted
        else say(
            "Utkastet er ikke vedtatt, og det kan bli endret etter høringen.",
            "Utkastet er ikkje vedteke, og det kan bli endra etter høyringa.",
        )
    )
    return part(
        say("Hva som sendes på høring", "Kva som blir sendt på høyring"),
        said(
            say(
                f"{facts.organisation} sender {facts.title}, versjon {facts.version}, på høring.",
                f"{facts.organisation} sender {facts.title}, versjon {facts.version}, på høyring.",
            ),
            state,
        ),
    )


def _why(facts: Hearing, say: Say) -> Section:
    unknown = say(
        "Det er ikke ført noen samlet begrunnelse for utkastet i registeret.",
        "Det er ikkje ført noka samla grunngjeving for utkastet i registeret.",
    )
    return part(
        say("Hvorfor teksten er skrevet om", "Kvifor teksten er skriven om")
        if facts.changes
        else say("Hvorfor teksten er skrevet", "Kvifor teksten er skriven"),
        *[said(line) for line in facts.reason.split("\n") if line.strip()],
        None if facts.reason.strip() else said(unknown),
    )


def _answering(facts: Hearing, say: Say) -> Section:
    until = facts.deadline or BLANK
    where = facts.answer_to or BLANK
    return part(
        say("Slik svarer dere", "Slik svarer de"),
        steps(
            (
                say(
                    "Åpne Word-filen som følger med, og slå på sporing av endringer. Skriv forslagene "
                    "deres rett i teksten, og bruk kommentarer der dere vil si noe om den.",
                    "Opne Word-fila som følgjer med, og slå på sporing av endringar. Skriv framlegga "
                    "dykkar rett i teksten, og bruk kommentarar der de vil seie noko om han.",
                ),
                say(
                    "La overskriftene stå der de hører til. Filen har skjulte merker som gjør at hvert "
                    "forslag finner igjen punktet sitt, også når punkter er flyttet eller har fått nytt "
                    "nummer.",
                    "Lat overskriftene stå der dei høyrer til. Fila har skjulte merke som gjer at kvart "
                    "framlegg finn att punktet sitt, òg når punkt er flytta eller har fått nytt nummer.",
                ),
                say(
                    f"Lagre filen som Word (.docx), og send den til {where} innen {until}.",
                    f"Lagre fila som Word (.docx), og send henne til {where} innan {until}.",
                ),
            )
        ),
        said(
            say(
                "Svarene legges samlet under hvert punkt, med navn på den som har svart. Ingenting tas inn i "
                "teksten uten at en person har godtatt det. Har dere ingen merknader, sier dere det.",
                "Svara blir lagde samla under kvart punkt, med namn på den som har svart. Ingenting "
                "blir teke inn i teksten utan at ein person har godteke det. Har de ingen merknader, "
                "seier de det.",
            )
        ),
    )


def _sent_to(facts: Hearing, say: Say) -> Section:
    return part(say("Sendt til", "Sendt til"), said(f"{', '.join(facts.recipients)}."))
