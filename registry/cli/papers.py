"""The papers of the office: hearing letter, case paper, minutes, compliance report."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, reading
from registry.cli.options import Known, On, Out, Party, VersionName
from registry.cli.output import working, write_out
from registry.cli.versions import the_version
from registry.cli.words import one_of

if TYPE_CHECKING:
    from documents import kinds
    from documents.docx.papers import Paper

app = group("Papirer: høringsbrev, saksframlegg, protokoll og rapport om lovkrav.")
reports = group("Rapporten om lovkrav.")
COMPLIANCE = "Rapport om lovkravene en dag: krav, ord, tekst, vedtak, hvem som har vurdert."
ReportTo = Annotated[
    str, typer.Option("--to", metavar="FORMAT", help="docx, xlsx, html, json, md eller pdf.")
]
To = Annotated[str, typer.Option("--to", metavar="FORMAT", help="docx, md, html eller pdf.")]
Language = Annotated[
    str, typer.Option("--language", metavar="FORM", help="nb eller nn; ellers mottakerens eller tekstens.")
]


@command(app, "hearing", "Høringsbrev for et utkast: hva som sendes, hvorfor, fristen, og hvordan en svarer.")
def hearing(
    context: typer.Context,
    version: VersionName,
    deadline: Annotated[
        str, typer.Option("--deadline", metavar="DATO", help="Svarfristen; ellers en linje til å fylle ut.")
    ] = "",
    answer_to: Annotated[
        str, typer.Option("--answer-to", metavar="ADRESSE", help="Hvor svaret sendes; ellers en linje.")
    ] = "",
    language: Language = "",
    to: To = "docx",
    out: Out = None,
    on: On = "",
) -> None:
    """The hearing letter of a version."""
    from registry.fields import day_or_none, line
    from registry.permissions import OPERATOR
    from registry.queries import papers

    day, until = dates.the_day(on), day_or_none(deadline, "deadline", "Svarfristen")
    where = line(answer_to, "answer-to", "Adressen", required=False)
    with reading(context) as at:
        view = the_version(at, version, day)
        paper = papers.hearing(at.session, at.community, view, OPERATOR, until, _form(language), where)
        _write(at, paper, f"horing-{view.document.ref}-{view.row.number}", to, out)


@command(app, "case", "Saksframlegg for en frosset versjon, til ett organ eller organet til én part.")
def case(
    context: typer.Context,
    version: VersionName,
    recipient: Annotated[
        str, typer.Option("--for", metavar="ORGAN|PART", help="Organet, eller parten som skal vedta.")
    ],
    language: Language = "",
    to: To = "docx",
    out: Out = None,
    on: On = "",
) -> None:
    """The case paper of a version."""
    from registry.permissions import OPERATOR
    from registry.queries import papers

    day = dates.the_day(on)
    with reading(context) as at:
        view = the_version(at, version, day)
        paper = papers.case(at.session, at.community, view, OPERATOR, recipient, _form(language))
        _write(at, paper, f"sak-{view.document.ref}-{view.row.number}-{recipient}", to, out)


@command(app, "minutes", "Protokoll for møtet et organ hadde en dag, av vedtakene som er ført.")
def minutes(
    context: typer.Context,
    body: Annotated[str, typer.Argument(metavar="ORGAN", help="Det korte navnet, for eksempel asu.")],
    on: On = "",
    language: Language = "",
    to: To = "docx",
    out: Out = None,
) -> None:
    """The minutes of a meeting."""
    from registry.permissions import OPERATOR
    from registry.queries import bodies, papers

    day = dates.the_day(on)
    with reading(context) as at:
        row = bodies.body(at.session, at.community, body)
        paper = papers.meeting(at.session, at.community, row, day, _form(language), who=OPERATOR)
        _write(at, paper, f"protokoll-{body}-{day.isoformat()}", to, out)


@command(app, "compliance", f"{COMPLIANCE} Det samme som compliance-report.")
@command(reports, "compliance-report", COMPLIANCE)
def compliance(
    context: typer.Context,
    on: On = "",
    known: Known = "",
    party: Party = "",
    language: Language = "",
    to: ReportTo = "docx",
    out: Out = None,
) -> None:
    """The compliance report of a day."""
    from registry.queries import compliance_files, compliance_report, parties

    day, by = dates.the_day(on), dates.the_day(known) if known else None
    form = one_of(compliance_files.ReportForm, to, "filformat")
    with reading(context) as at, working("Skriver"):
        whose = parties.party(at.session, at.community, party) if party else None
        told = compliance_report.facts(at.session, at.community, day, whose, _form(language), by)
        file = compliance_files.report_file(at.session, at.community, told, form)
    write_out(file.data, out, is_text=form.is_text)


def _form(language: str) -> "kinds.Language | None":
    from documents.kinds import Language as Form

    return one_of(Form, language, "skriftspråk") if language else None


def _write(at: Register, paper: "Paper", name: str, to: str, out: Out) -> None:
    from registry.queries.paper_files import PaperForm, paper_file

    form = one_of(PaperForm, to, "filformat")
    with working("Skriver"):
        file = paper_file(at.session, at.community, paper, name, form)
    write_out(file.data, out, is_text=form in {PaperForm.MD, PaperForm.HTML})
