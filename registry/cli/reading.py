"""What is in the register: who decided, how far a version has come, and a version as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import batches, dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading
from registry.cli.options import Json, Limit, Offset, On
from registry.cli.output import Rows, answer, write_out
from registry.cli.versions import the_version
from registry.cli.words import one_of

if TYPE_CHECKING:
    from registry.queries.decisions import DecisionView
    from registry.queries.documents import VersionView

app = group("Les i registeret.")


@command(app, "decisions", "Vedtakslisten, de siste møtene først.")
def decisions(
    context: typer.Context,
    body: Annotated[str, typer.Option("--body", metavar="ORGAN", help="Bare vedtak i dette organet.")] = "",
    version: Annotated[
        str, typer.Option("--version", metavar="REF@VERSJON", help="Bare om denne versjonen.")
    ] = "",
    on: On = "",
    limit: Limit = 1000,
    offset: Offset = 0,
    json: Json = False,
) -> None:
    """The decisions known on a day: of one body, about one version, or all."""
    from registry.queries import bodies
    from registry.queries import decisions as queries

    day = dates.the_day(on)
    with reading(context) as at:
        about = the_version(at, version, day).row if version else None
        of = bodies.body(at.session, at.community, body) if body else None
        found = queries.decisions(at.session, at.community, body=of, version=about, until=day)
    shown = found[offset : offset + limit]
    facts = {
        "on": day.isoformat(),
        "total": len(found),
        "decisions": [_decision_facts(each) for each in shown],
    }
    rows = [_decision_row(each) for each in shown]
    columns = ("Møte", "Organ", "Sak", "Tittel", "Versjon", "Utfall", "Registerets svar", "Bekreftet av")
    answer(facts, json, f"{len(found)} vedtak til og med {dates.in_words(day)}.", Rows(columns, rows))


@command(
    app,
    "export",
    "En versjon som fil; uten versjon den som gjelder den dagen. Flere versjoner blir filer i en mappe.",
)
def export(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="docx, md, html, json eller pdf.")],
    versions: Annotated[
        list[str] | None,
        typer.Argument(metavar="REF[@VERSJON]...", help="For eksempel retningslinje-5.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Alle som gjelder den dagen.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FIL", help="Filen som skrives; mappen, der det er flere."),
    ] = None,
    on: On = "",
) -> None:
    """One version as a file, or several as files in a folder."""
    from registry.queries import exports

    form = one_of(exports.Format, to, "filformat")
    day = dates.the_day(on)
    with reading(context) as at:

        def made(view: "VersionView") -> exports.File:
            return exports.export(at.session, at.community, view, form, at.house.seal_key)

        views = batches.views_of(at, versions or (), everything, day)
        if batches.is_batch(versions or (), everything, out):
            batches.write_each(views, out, made)
            return
        file = made(views[0])
    write_out(file.data, out, is_text=form not in {exports.Format.DOCX, exports.Format.PDF})


def _decision_facts(view: "DecisionView") -> dict[str, object]:
    row = view.row
    return {
        "ref": row.ref,
        "date": row.meeting_on.isoformat(),
        "body": view.body.ref,
        "body_name": view.body.name,
        "case": row.case_number,
        "title": row.title,
        "act": row.act.value,
        "outcome": row.outcome.value,
        "change": row.change.value,
        "matter": row.matter,
        "version": view.version_ref or None,
        "text_hash": row.text_hash,
        "answer": row.answer.value,
        "standing": view.standing.value,
        "certified_by": view.certification.certified_by if view.certification else None,
        "text": view.detail.text if view.detail else "",
        "verdict": view.verdict.to_dict(),
    }


def _decision_row(view: "DecisionView") -> tuple[str, ...]:
    row = view.row
    return (
        row.meeting_on.isoformat(),
        view.body.name,
        row.case_number,
        row.title,
        view.version_ref,
        row.outcome.value,
        _answered(view),
        view.certification.certified_by if view.certification else "",
    )


def _answered(view: "DecisionView") -> str:
    """The register's answer, and what a person answered where it could only ask."""
    label = view.row.answer.label
    return label if view.standing is view.row.answer else f"{label} · avgjort: {view.standing.label}"
