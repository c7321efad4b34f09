"""What changes from one text to another: versions in the register, or files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading
from registry.cli.options import Json, Out
from registry.cli.output import Rows, answer, read_in, write_out
from registry.cli.versions import the_version
from registry.cli.words import unknown
from registry.errors import BadInput

if TYPE_CHECKING:
    from documents.diff import Comparison, SectionChange
    from documents.evidence import Finding
    from documents.text import LegalText

app = group("Sammenlign tekster.")
SUFFIXES = (".md", ".markdown", ".docx")
FORMATS = ("docx", "html", "md", "json")
NO_WORD = BadInput(
    "Registeret lager ikke Word-fil med sporede endringer ennå.",
    "",
    "Bruk --to html for en side med det strøkne og det nye, --to json for programmer, "
    "eller hent begge versjonene med «export --to docx» og bruk Sammenlign i Word.",
)
Old = Annotated[str, typer.Argument(metavar="GAMMEL", help="REF@VERSJON, eller en .md- eller .docx-fil.")]
New = Annotated[str, typer.Argument(metavar="NY", help="REF@VERSJON, eller en .md- eller .docx-fil.")]
To = Annotated[
    str, typer.Option("--to", metavar="FORMAT", help="html, md, json eller docx; ellers en tabell.")
]


@command(app, "redline", "Alle endringer fra en tekst til en annen.")
def redline(
    context: typer.Context, old: Old, new: New, to: To = "", out: Out = None, json: Json = False
) -> None:
    """What was reworded, moved, added and removed, place by place."""
    from json import dumps

    from documents.diff import compare

    if to == "docx":
        raise NO_WORD
    if to and to not in FORMATS:
        raise unknown(to, "filformat", FORMATS)
    before, after = _text(context, old)[0], _text(context, new)[0]
    comparison = compare(before, after)
    facts = _redline_facts(old, new, comparison)
    if to in {"html", "md"}:
        from registry.cli.redlines import as_html, as_markdown

        page = as_html(comparison, before, after) if to == "html" else as_markdown(comparison, before, after)
        write_out(page.encode(), out, is_text=True)
    elif out is not None:
        write_out((dumps(facts, ensure_ascii=False, indent=2) + "\n").encode(), out, is_text=True)
    else:
        rows = [_change_row(change) for change in _told(comparison)]
        columns = ("Hva", "Før", "Nå", "Tittel", "Ord til", "Ord bort")
        answer(facts, json or to == "json", f"{comparison.summary}.", Rows(columns, rows))


@command(
    app, "evidence", "Hva en endring rører ved. Til hjelp for den som skal si om den er mindre; ingen dom."
)
def evidence(context: typer.Context, old: Old, new: New, json: Json = False) -> None:
    """Duties, parties, sums, deadlines and mandate clauses that the change touches."""
    from documents.diff import compare
    from documents.evidence import evidence as found_in

    (before, mandates_before), (after, mandates_after) = _text(context, old), _text(context, new)
    findings = found_in(compare(before, after), mandates_before | mandates_after)
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.kind.value] = counts.get(finding.kind.value, 0) + 1
    facts = {
        "old": old,
        "new": new,
        "findings": [_finding_facts(each) for each in findings],
        "counts": counts,
    }
    rows = [(each.kind.label, each.place.number, each.old, each.new) for each in findings]
    told = f"{len(findings)} funn. De sier hvor det må ses etter. Uten funn kan endringen være stor likevel."
    answer(facts, json, told, Rows(("Hva", "Punkt", "Før", "Nå"), rows))


def _text(context: typer.Context, named: str) -> tuple["LegalText", frozenset[str]]:
    """The text that was named, and the identities of the clauses in it that mandate rules rest on."""
    from registry.operations.imports import read_file
    from registry.queries.documents import legal_text
    from registry.queries.mandates import rules_of

    if named.lower().endswith(SUFFIXES):
        path = Path(named)
        return read_file(path.name, read_in(path)).text, frozenset()
    with reading(context) as at:
        view = the_version(at, named, dates.the_day(""))
        return legal_text(view.row), frozenset(rules_of(at.session, view.row))


def _told(comparison: "Comparison") -> list["SectionChange"]:
    """What changed, and what only has a new number."""
    from documents.diff import ChangeKind

    return [change for change in comparison.changes if ChangeKind.KEPT not in change.kinds]


def _redline_facts(old: str, new: str, comparison: "Comparison") -> dict[str, object]:
    return {
        "old": old,
        "new": new,
        "summary": comparison.summary,
        "changes": [_change_facts(change) for change in _told(comparison)],
        "counts": {kind.value: count for kind, count in comparison.counts.items()},
        "algorithm": comparison.algorithm,
    }


def _change_facts(change: "SectionChange") -> dict[str, object]:
    return {
        "kind": change.label,
        "section": change.place.id,
        "number_old": change.old.number if change.old else None,
        "number_new": change.new.number if change.new else None,
        "title": change.place.section.title,
        "words_added": change.words_added,
        "words_removed": change.words_removed,
    }


def _change_row(change: "SectionChange") -> tuple[str, ...]:
    return (
        change.label,
        change.old.number if change.old else "",
        change.new.number if change.new else "",
        change.place.section.title,
        str(change.words_added),
        str(change.words_removed),
    )


def _finding_facts(finding: "Finding") -> dict[str, object]:
    return {
        "kind": finding.kind.value,
        "section": finding.place.id,
        "number": finding.place.number,
        "title": finding.place.section.title,
        "old": finding.old,
        "new": finding.new,
        "found_old": list(finding.found_old),
        "found_new": list(finding.found_new),
    }
