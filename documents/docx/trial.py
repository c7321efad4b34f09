"""A template tried before an office begins to use it: what it has, what will be ours, and a file set in it.

A template that a text does not come back from as it went is refused: what the register writes it must be
able to read. Run as a program this answers about a file on standard input, in a process of its own.
"""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from documents import markdown
from documents.docx import accessibility
from documents.docx.accessibility import Finding
from documents.docx.reading.apart import MEMORY, SECONDS, answer_of
from documents.docx.reading.file import read
from documents.docx.reading.limits import NotReadable
from documents.docx.writing.cover import Cover
from documents.docx.writing.dressing import needs_ours
from documents.docx.writing.styles import styles_part
from documents.docx.writing.template import Template
from documents.docx.writing.template_reader import read_template
from documents.docx.writing.text import write
from documents.docx.xml import value, w
from documents.kinds import DocumentKind, Language
from documents.text import LegalText

_TEXT = """\
# Prøve på malen

En innledning med **feit** tekst, *kursiv* og [en lenke](https://lovdata.no/).

## 1 Formål {#aaaaaaaaaa}

Partene samarbeider.[^1] Se [punkt 1.1](#bbbbbbbbbb).

a) {#cccccccccc} første bokstav

b) {#dddddddddd} andre bokstav

   - en strek

[^1]: En note.

### 1.1 Parter {#bbbbbbbbbb}

> Et sitat.

| Hvem | Hva |
| --- | --- |
| Kommunen | Alt |

1. et tall

## Vedlegg 1 Ord {#ffffffffff}

Siste avsnitt.
"""
_COVER = Cover(
    title="Prøve på malen",
    status_line="Gjelder fra 1. januar 2026",
    version="2026.1",
    dates=(("Vedtatt", "1. desember 2025"), ("Gjelder fra", "1. januar 2026")),
    decisions=("Samarbeidsutvalget, sak 1/25, 1. desember 2025: vedtatt",),
    hash="0123456789abcdef" * 4,
    language=Language.NB,
    kind=DocumentKind.SAMARBEIDSAVTALE,
    organisation="Helsefellesskapet",
    identifier="prøven",
    created=datetime(2026, 1, 1, tzinfo=UTC),
    draft=False,
    day="1. januar 2026",
)


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What came of the trial of a template."""

    found: tuple[str, ...]
    """The names of the styles of ours that it has, as Word names them."""
    ours: tuple[str, ...]
    """The names of those that will be as the product has them, in the letters of the template."""
    places: tuple[str, ...]
    """What its running heads have places for."""
    our_header: bool
    """Will our own line with title, version and date stand under its header?"""
    our_footer: bool
    pictures: int
    """On the title page."""
    left: tuple[str, ...]
    """Sentences about what is in the template and does not go along."""
    findings: tuple[Finding, ...]
    """What in a file made with it keeps somebody from reading it."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The report in whole sentences."""
        return tuple(_sentences(self))

    def to_dict(self) -> dict[str, object]:
        """As a plain table."""
        return {**asdict(self), "sentences": list(self.sentences)}


def try_template(data: bytes) -> TemplateReport:
    """What will our files be like in this template? Raises NotReadable for one that cannot be used."""
    template = read_template(data)
    made = trial_file(template)
    back = read(made).text
    if markdown.write(back) != markdown.write(_text()):
        why = "En prøvetekst satt i malen lot seg ikke lese tilbake slik den var."
        now = (
            "Se over stilene for overskrifter, brødtekst og lister: skjult tekst, eller et disposisjonsnivå "
            "på en stil for brødtekst, gjør at de leses som noe annet."
        )
        raise NotReadable("trial", why, now)
    styles = {
        each.get(w("styleId"), ""): value(each, "name") or ""
        for each in styles_part("nb-NO").iter(w("style"))
    }
    return TemplateReport(
        found=tuple(name for identity, name in styles.items() if identity in template.found),
        ours=tuple(name for identity, name in styles.items() if identity not in template.found),
        places=tuple(sorted(template.places)),
        our_header="header" not in template.heads or needs_ours("header", template),
        our_footer="footer" not in template.heads or needs_ours("footer", template),
        pictures=len(template.pictures),
        left=template.left,
        findings=accessibility.check(made),
    )


def trial_file(template: Template) -> bytes:
    """A short text with a bit of everything, set in the template."""
    return write(_text(), _COVER, template)


def try_apart(data: bytes) -> TemplateReport:
    """The same as `try_template`, in a process with little memory and little time; raises NotReadable."""
    told = answer_of("documents.docx.trial", "template", data)
    lists = {name: tuple(told[name]) for name in ("found", "ours", "places", "left")}
    return TemplateReport(
        **lists,
        our_header=told["our_header"],
        our_footer=told["our_footer"],
        pictures=told["pictures"],
        findings=tuple(Finding(**each) for each in told["findings"]),
    )


def check_apart(data: bytes) -> tuple[Finding, ...]:
    """What keeps somebody from reading this file? Asked in a process of its own; raises NotReadable."""
    return tuple(Finding(**each) for each in answer_of("documents.docx.trial", "check", data))


def _sentences(report: TemplateReport) -> list[str]:
    known = len(report.found)
    told = [
        f"{known} av stilene som tekstene bruker, er malens egne."
        if known != 1
        else "Én av stilene som tekstene bruker, er malens egen."
    ]
    if report.ours:
        told.append(f"{len(report.ours)} mangler i malen og blir som i produktets egen, med malens skrift.")
    told.append(
        "Toppteksten har ikke plass til versjonen, så en linje med tittel, versjon og dato kommer under den."
        if report.our_header
        else "Toppteksten eller bunnteksten viser versjonen."
    )
    told.append(
        "Bunnteksten har ikke sidetall, så en linje med status, avtrykk og side kommer under den."
        if report.our_footer
        else "Toppteksten eller bunnteksten viser sidetallet."
    )
    if report.pictures:
        bilder = "Ett bilde" if report.pictures == 1 else f"{report.pictures} bilder"
        told.append(f"{bilder} i malen kommer øverst på forsiden.")
    return [*told, *report.left, "En prøvetekst er satt i malen og lest tilbake: den var lik."]


def _text() -> LegalText:
    return markdown.read(_TEXT)


def main(question: str) -> None:
    """Answer under limits; whatever else goes wrong ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    answers: dict[str, Callable[[bytes], object]] = {
        "template": lambda data: asdict(try_template(data)),
        "check": lambda data: [asdict(each) for each in accessibility.check(data)],
    }
    try:
        told = answers[question](sys.stdin.buffer.read())
    except NotReadable as refused:
        told = {"refused": [refused.code, refused.why, refused.now]}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
