"""The office's template for Word files, and whether a Word file can be read by everybody."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.norwegian import command, group
from registry.cli.opening import reading, writing
from registry.cli.options import Json
from registry.cli.output import Rows, answer, put_file, read_in, working
from registry.errors import BadInput, RegisterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.docx.accessibility import Finding

app = group("Se over Word-filer.")
templates = group("Malen som Word-filene settes i.")
Out = Annotated[Path | None, typer.Option("-o", "--out", metavar="FIL", help="Legg malen i denne filen.")]


@command(templates, "show", "Hvilken mal som er i bruk. Med -o får du den som fil, så den kan endres i Word.")
def show(context: typer.Context, out: Out = None, json: Json = False) -> None:
    """The template in use."""
    from registry.queries.templates import chosen_template, template_bytes

    with reading(context) as at:
        row = chosen_template(at.session, at.community)
        facts = {
            "own": row is not None,
            "name": row.name if row else None,
            "sha256": row.sha256 if row else None,
            "chosen_at": row.chosen_at.isoformat() if row else None,
            "chosen_by": row.chosen_by if row else None,
        }
        _, data = template_bytes(at.session, at.community)
    if out is not None:
        put_file(data, out)
    own = f"Word-filene settes i deres egen mal, {facts['name']}."
    written = f"Malen ligger i {out}." if out else ""
    answer(facts, json, own if row else "Word-filene settes i produktets egen mal.", written)


@command(templates, "choose", "Prøv en Word-fil som mal, og ta den i bruk. Det gjelder nye filer herfra.")
def choose(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FIL", help="En .docx- eller .dotx-fil.")],
    json: Json = False,
) -> None:
    """The office's own template from now on."""
    from registry import clock
    from registry.operations.templates import choose_template
    from registry.permissions import OPERATOR

    data = read_in(file)
    with working("Prøver malen"), writing(context) as at:
        report = choose_template(at.session, OPERATOR, at.community, file.name, data, clock.now())
    told = f"{file.name} er nå malen for Word-filer."
    answer({"name": file.name, **report.to_dict()}, json, told, *report.sentences, _table(report.findings))


@command(templates, "reset", "Ta i bruk produktets egen mal igjen. Filer som er tatt ut, blir som de er.")
def reset(context: typer.Context, json: Json = False) -> None:
    """The product's own template again."""
    from registry import clock
    from registry.operations.templates import use_the_products_own
    from registry.permissions import OPERATOR

    with writing(context) as at:
        use_the_products_own(at.session, OPERATOR, at.community, clock.now())
    answer({"own": False}, json, "Word-filene settes i produktets egen mal igjen.")


@command(
    app,
    "check-word",
    "Kan alle lese denne Word-filen? Ser på overskrifter, tabeller, bilder, lenker, lister, tittel og språk. "
    "Kode 1 når noe må rettes.",
)
def check_word(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="En Word-fil.")], json: Json = False
) -> None:
    """What keeps somebody from reading a Word file; needs no register."""
    from documents.docx import NotReadable
    from documents.docx.trial import check_apart

    try:
        findings = check_apart(read_in(file))
    except NotReadable as wrong:
        raise BadInput(f"{file} ble ikke lest.", wrong.why, wrong.now) from wrong
    facts = {"file": file.name, "passes": not findings, "findings": [each.to_dict() for each in findings]}
    if not findings:
        answer(facts, json, f"{file.name}: ingenting å rette.")
        return
    answer(facts, json, _table(findings))
    count = "Én ting" if len(findings) == 1 else f"{len(findings)} ting"
    raise RegisterError(f"{count} må rettes i {file.name} før alle kan lese den.")


def _table(findings: "Sequence[Finding]") -> Rows:
    return Rows(("Sted", "Hva som må rettes"), [(each.place, each.message) for each in findings])
