"""What a reminder says, in the written form of whoever gets it: a proposal, for a person to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from decisions.adopting.rows import Row
from decisions.deadlines import Deadline
from decisions.nynorsk import written_in
from decisions.words import day_in_words
from documents.kinds import Language
from registry.queries.documents import VersionView
from registry.queries.exports import content_hash


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and body of a letter."""

    subject: str
    body: str


def about_round(
    office: str, view: VersionView, row: Row, deadline: date | None, site: str, language: Language
) -> Wording:
    """A party is reminded of a text that waits for it: which text, by when, what is missing, where it is."""
    said = _IN[language]
    name = f"{view.document.title}, {said['version']} {view.row.number}"
    here = f"{site.rstrip('/')}/dokumenter/{view.document.ref}/{view.row.number}"
    by = said["by"].format(day=day_in_words(deadline)) if deadline else said["no_day"]
    stand = written_in(row.state.value, language)
    lacks = written_in(row.note, language) if row.note else said["lacks"]
    paragraphs = (
        said["to"].format(party=row.party.name),
        said["waits"].format(office=office, name=name),
        f"{said['text']} {name}\n{said['print']} {content_hash(view)}\n"
        f"{said['read']} {here}\n{said['board']} {here}/runde",
        by,
        f"{said['stand'].format(day=day_in_words(view.on), state=stand)} {lacks}",
        said["same"],
        f"{said['greeting']}\n{office}",
    )
    return Wording(f"{said['subject']} {name}", "\n\n".join(paragraphs) + "\n")


def about_deadlines(office: str, deadlines: Sequence[Deadline], site: str, language: Language) -> Wording:
    """Somebody is reminded of what is due, by which rule. The deadlines have one rule and one day."""
    said, first = _IN[language], deadlines[0]
    many = len(deadlines) > 1
    what = written_in(first.rule.heading if many and first.rule.heading else first.what, language)
    due = day_in_words(first.due)
    source = written_in(first.rule.source, language)
    about = "\n".join(f"- {written_in(each.what, language)}" for each in deadlines) if many else f"{what}."
    paragraphs = [
        said["reminds"].format(office=office, day=due),
        about,
        f"{written_in(first.rule.sentence, language)} {written_in(first.reckoned, language)}",
        f"{said['source']} {source}" + (f"\n{first.rule.link}" if first.rule.link else ""),
        *([written_in(first.note, language)] if first.note and not many else []),
        f"{said['more']} {site.rstrip('/')}{first.path}",
        f"{said['greeting']}\n{office}",
    ]
    return Wording(f"{said['subject']} {what}, {said['due']} {due}", "\n\n".join(paragraphs) + "\n")


_IN: dict[Language, dict[str, str]] = {
    Language.NB: {
        "subject": "Påminnelse:",
        "version": "versjon",
        "to": "Til {party}",
        "waits": "{office} minner om at {name} venter på vedtak hos dere.",
        "text": "Teksten som skal vedtas:",
        "print": "Fingeravtrykk (SHA-256):",
        "read": "Les teksten:",
        "board": "Hvor langt alle er kommet:",
        "by": "Fristen er {day}.",
        "no_day": "Det er ikke satt noen frist.",
        "stand": "Slik står saken hos dere i registeret {day}: {state}.",
        "lacks": "Registeret har ikke noe vedtak fra dere om denne teksten.",
        "same": "Vedtaket teller bare når det gjelder denne teksten, ord for ord. "
        "Si fra om møtedag og saksnummer når de er kjent, og send protokollen når saken er behandlet.",
        "reminds": "{office} minner om en frist {day}:",
        "source": "Kilde:",
        "more": "Mer om dette:",
        "due": "frist",
        "greeting": "Hilsen",
    },
    Language.NN: {
        "subject": "Påminning:",
        "version": "versjon",
        "to": "Til {party}",
        "waits": "{office} minner om at {name} ventar på vedtak hos dykk.",
        "text": "Teksten som skal vedtakast:",
        "print": "Fingeravtrykk (SHA-256):",
        "read": "Les teksten:",
        "board": "Kor langt alle er komne:",
        "by": "Fristen er {day}.",
        "no_day": "Det er ikkje sett nokon frist.",
        "stand": "Slik står saka hos dykk i registeret {day}: {state}.",
        "lacks": "Registeret har ikkje noko vedtak frå dykk om denne teksten.",
        "same": "Vedtaket tel berre når det gjeld denne teksten, ord for ord. "
        "Sei frå om møtedag og saksnummer når dei er kjende, og send protokollen når saka er behandla.",
        "reminds": "{office} minner om ein frist {day}:",
        "source": "Kjelde:",
        "more": "Meir om dette:",
        "due": "frist",
        "greeting": "Helsing",
    },
}
"""The office's own words; what verdicts and rules say is read by decisions.nynorsk."""
