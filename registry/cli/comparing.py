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
    from documents.comparing.diff import Comparison, SectionChange
    from documents.docx import Cover
    from documents.text import LegalText
    from registry.cli.redlines import Named
    from registry.queries.evidence import Touchstones

app = group("Sammenlign tekster.")
SUFFIXES = (".md", ".markdown", ".docx")
FORMATS = ("docx", "html", "md", "json")
TABLE = "table"
ONLY_WORD = BadInput(
    "Endringstabellen er ikke laget.", "Den lages som Word-fil.", "Bruk --to docx --as table -o FIL."
)
Old = Annotated[str, typer.Argument(metavar="GAMMEL", help="REF@VERSJON, eller en .md- eller .docx-fil.")]
New = Annotated[str, typer.Argument(metavar="NY", help="REF@VERSJON, eller en .md- eller .docx-fil.")]
To = Annotated[
    str, typer.Option("--to", metavar="FORMAT", help="html, md, json eller docx; ellers en tabell.")
]
As = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="HVA",
        help="table: endringstabellen i Word med gammelt, nytt og hvorfor; ellers sporede endringer.",
    ),
]


@command(app, "redline", "Alle endringer fra en tekst til en annen.")
def redline(
    context: typer.Context,
    old: Old,
    new: New,
    to: To = "",
    as_: As = "",
    out: Out = None,
    json: Json = False,
) -> None:
    """What was reworded, moved, added and removed, place by place."""
    from json import dumps

    from documents.comparing.diff import compare

    _refuse_unknown(to, as_)
    named_old, named_new = _text(context, old), _text(context, new)
    before, after = named_old.text, named_new.text
    if to == "docx" and not as_:
        from registry.cli.redlines import as_word

        write_out(as_word(named_old, named_new), out, is_text=False)
        return
    comparison = compare(before, after)
    if as_ == TABLE:
        from registry.cli.redlines import as_table

        write_out(as_table(comparison, named_old, named_new), out, is_text=False)
        return
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
    """Duties, parties, sums, deadlines, law items and mandate clauses that the change touches."""
    from documents.comparing.diff import compare
    from registry.queries.evidence import sheet_of

    before, after = _text(context, old), _text(context, new)
    known = _touchstones(context, old).with_(_touchstones(context, new))
    sheet = sheet_of(compare(before.text, after.text), known)
    rows = [(each.kind.label, each.place.number, each.old, each.new) for each in sheet.findings]
    reasons = " ".join(sheet.suggestion.reasons)
    told = f"{sheet.summary} {sheet.suggestion.sentence} {reasons}"
    answer({"old": old, "new": new, **sheet.to_dict()}, json, told, Rows(("Hva", "Punkt", "Før", "Nå"), rows))


def _touchstones(context: typer.Context, named: str) -> "Touchstones":
    """What the register knows of the clauses of a version; of a file it knows nothing."""
    from registry.queries.evidence import Touchstones, touchstones_of

    if named.lower().endswith(SUFFIXES):
        return Touchstones()
    with reading(context) as at:
        return touchstones_of(at.session, the_version(at, named, dates.the_day("")))


def _refuse_unknown(to: str, as_: str) -> None:
    if to and to not in FORMATS:
        raise unknown(to, "filformat", FORMATS)
    if as_ and as_ != TABLE:
        raise unknown(as_, "måte å vise endringene på", (TABLE,))
    if as_ and to not in {"", "docx"}:
        raise ONLY_WORD


def _text(context: typer.Context, named: str) -> "Named":
    """The text that was named; raises NotFound or BadInput."""
    from registry.cli.redlines import Named
    from registry.operations.imports import read_file
    from registry.queries.comparisons import reasons_of
    from registry.queries.documents import legal_text
    from registry.queries.exports import cover_of, status_line
    from registry.queries.redlines import since
    from registry.queries.templates import template_of

    if named.lower().endswith(SUFFIXES):
        path = Path(named)
        text = read_file(path.name, read_in(path)).text
        return Named(path.name, text, cover=_cover_of_file(path, text))
    with reading(context) as at:
        view = the_version(at, named, dates.the_day(""))
        return Named(
            view.row.number,
            legal_text(view.row),
            reasons_of(at.session, view.row),
            status_line(view),
            cover_of(at.session, at.community, view),
            since(view),
            template_of(at.session, at.community),
        )


def _cover_of_file(path: Path, text: "LegalText") -> "Cover":
    """What is known of a file: what it is called, and when it was written."""
    from datetime import UTC, datetime

    from documents.docx import Cover
    from documents.kinds import Language
    from documents.markdown import plain

    written = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    return Cover(
        title=plain(text.title),
        status_line="",
        version=path.name,
        dates=(),
        decisions=(),
        hash="",
        language=Language.NB,
        kind=None,
        organisation="",
        identifier=path.name,
        created=written,
        draft=False,
    )


def _told(comparison: "Comparison") -> list["SectionChange"]:
    """What changed, and what only has a new number."""
    from documents.comparing.diff import ChangeKind

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
        "sources": [place.id for place in change.sources],
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
