"""What follows an adoption: signatures, sendings, publication; and notices of termination."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, reading, writing
from registry.cli.options import Json, On, Party, VersionName
from registry.cli.output import Rows, answer
from registry.cli.versions import the_version
from registry.cli.words import one_of
from registry.errors import BadInput

if TYPE_CHECKING:
    from registry.queries.afterwards import Afterwards
    from registry.queries.documents import VersionView
    from registry.queries.notices import NoticeView

app = group("Underskrift, innsending, publisering og oppsigelse.")
Ref = Annotated[str, typer.Argument(metavar="OPPSIGELSE", help="Referansen, for eksempel o-0a1b2c3d4e.")]
Link = Annotated[str, typer.Option("--link", metavar="STED", help="En adresse eller en arkivreferanse.")]
Day = Annotated[str, typer.Option("--on", metavar="DATO", help="Dagen det skjedde; ellers i dag.")]


@command(app, "afterwards", "Hvem som har undertegnet, og hva som er sendt inn og publisert.")
def afterwards(context: typer.Context, version: VersionName, on: On = "", json: Json = False) -> None:
    """What has followed the adoption of a version, by a day."""
    day = dates.the_day(on)
    with reading(context) as at:
        _tell_version(at, the_version(at, version, day), json)


@command(app, "sign", "Før at parter har undertegnet. Det teller aldri som vedtak.")
def sign(
    context: typer.Context,
    version: VersionName,
    party: Annotated[
        list[str], typer.Option("--party", metavar="PART=NAVN", help="Parten og hvem som undertegnet. Flere.")
    ],
    on: Day = "",
    title: Annotated[str, typer.Option("--title", metavar="STILLING", help="Som «ordfører».")] = "",
    link: Link = "",
    json: Json = False,
) -> None:
    """Record signatures, all or none. The last word about a party counts."""
    from registry import clock
    from registry.operations import signatures as operations
    from registry.permissions import OPERATOR
    from registry.queries import parties

    day = dates.the_day(on)
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        for each in party:
            ref, _, signer = each.partition("=")
            row = parties.party(at.session, at.community, ref.strip())
            entry = operations.SignatureEntry(row, day, signer, title, link)
            about = (at.session, OPERATOR, at.community, view.document, view.row)
            operations.sign(*about, entry, clock.now())
        _tell_version(at, view, json)


@command(app, "submit", "Før at avtalen er sendt til Helsedirektoratet, par for par.")
def submit(
    context: typer.Context,
    version: VersionName,
    link: Annotated[str, typer.Option("--link", metavar="STED", help="Adressen som ble sendt.")],
    sender: Annotated[str, typer.Option("--sender", metavar="NAVN", help="Hvem som sendte.")],
    pair: Annotated[
        list[str] | None,
        typer.Option(
            "--pair", metavar="PAR", help="Som granvik+helse-fjordmark. Flere; ellers de som venter."
        ),
    ] = None,
    on: Day = "",
    json: Json = False,
) -> None:
    """Record sendings, all or none: for the pairs named, or all that wait for it."""
    from registry import clock
    from registry.operations import submissions as operations
    from registry.permissions import OPERATOR
    from registry.queries.pairs_by_name import pair_named

    day = dates.the_day(on)
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        chosen = [pair_named(at.session, at.community, each, day) for each in pair or ()]
        chosen = chosen or [each.pair for each in _after(at, view).pairs if each.due]
        if not chosen:
            raise BadInput(
                "Innsendingen er ikke ført.", "Ingen par venter på å bli sendt.", "Nevn dem.", "pair"
            )
        for each in chosen:
            entry = operations.SubmissionEntry(each, day, sender, link)
            about = (at.session, OPERATOR, at.community, view.document, view.row)
            operations.submit(*about, entry, clock.now())
        _tell_version(at, view, json)


@command(app, "publish", "Før hvor en vedtatt versjon er publisert.")
def publish(
    context: typer.Context,
    version: VersionName,
    link: Annotated[str, typer.Option("--link", metavar="ADRESSE", help="Hele adressen på nettet.")],
    by: Annotated[str, typer.Option("--by", metavar="NAVN", help="Hvem som publiserte.")],
    on: Day = "",
    json: Json = False,
) -> None:
    """Record an address of publication. The last word about it counts."""
    from registry import clock
    from registry.operations import publications as operations
    from registry.permissions import OPERATOR

    entry = operations.PublicationEntry(dates.the_day(on), by, link)
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        about = (at.session, OPERATOR, at.community, view.document, view.row)
        operations.publish(*about, entry, clock.now())
        _tell_version(at, view, json)


@command(app, "correct-record", "Si at noe som er ført etter vedtaket, ikke stemmer.")
def correct_record(
    context: typer.Context,
    version: VersionName,
    record: Annotated[
        str,
        typer.Argument(
            metavar="FØRING", help="underskrift:PART, innsending:KOMMUNE+FORETAK:DATO, publisering:ADRESSE."
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor det ikke stemmer.")],
    json: Json = False,
) -> None:
    """Nothing is deleted: the record stays, and counts no longer."""
    from registry import clock
    from registry.operations import taking_back as operations
    from registry.permissions import OPERATOR

    with writing(context) as at:
        view = the_version(at, version, clock.today())
        about = (at.session, OPERATOR, at.community, view.document, view.row)
        operations.take_back(*about, record, reason, clock.now())
        _tell_version(at, view, json)


@command(app, "notices", "Oppsigelsene, og hvordan de står en dag.")
def notices(context: typer.Context, on: On = "", party: Party = "", json: Json = False) -> None:
    """The notices received by the day, the latest first."""
    from registry.permissions import OPERATOR
    from registry.queries import notices as queries
    from registry.queries import parties
    from registry.queries.after_facts import notice_facts

    day = dates.the_day(on)
    with reading(context) as at:
        whose = parties.party(at.session, at.community, party) if party else None
        found = queries.notices(at.session, at.community, day, OPERATOR, party=whose)
        facts = {"on": day.isoformat(), "notices": [notice_facts(each) for each in found]}
        rows = [
            (each.row.ref, each.party.name, each.other.name, each.standing.state.value, _ends(each))
            for each in found
        ]
    how_many = "Én oppsigelse" if len(found) == 1 else f"{len(found)} oppsigelser"
    told = f"{how_many} er ført {dates.in_words(day)}."
    answer(facts, json, told, Rows(("Ref", "Fra", "Til", "Stand", "Siste dag"), rows))


@command(app, "notice", "Vis en oppsigelse, eller før en som er mottatt.")
def notice(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="OPPSIGELSE", help="Tom: før en ny.")] = "",
    document: Annotated[str, typer.Option("--document", metavar="REF", help="Avtalen som sies opp.")] = "",
    pair: Annotated[str, typer.Option("--pair", metavar="PAR", help="Som granvik+helse-fjordmark.")] = "",
    party: Annotated[str, typer.Option("--party", metavar="PART", help="Hvem som sier opp.")] = "",
    received: Annotated[str, typer.Option("--received", metavar="DATO", help="Dagen den ble mottatt.")] = "",
    sender: Annotated[str, typer.Option("--sender", metavar="NAVN", help="Hvem som undertegnet.")] = "",
    link: Link = "",
    on: On = "",
    json: Json = False,
) -> None:
    """One notice on a day; without a reference, a letter that came is recorded."""
    if ref:
        with reading(context) as at:
            _tell_notice(at, ref, dates.the_day(on), json)
        return
    with writing(context) as at:
        made = _received(at, document, pair, party, received, sender, link)
        _tell_notice(at, made, dates.the_day(on), json)


@command(app, "follow-notice", "Før det som er gjort med en oppsigelse.")
def follow_notice(
    context: typer.Context,
    ref: Ref,
    step: Annotated[
        str,
        typer.Argument(
            metavar="STEG", help="«Helsedirektoratet er varslet», «trukket» eller «ført ved en feil»."
        ),
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAVN", help="Hvem som gjorde det.")] = "",
    on: Day = "",
    link: Link = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEKST", help="Grunnen, der noe ikke stemmer.")
    ] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Det ble ikke gjort likevel.")] = False,
    json: Json = False,
) -> None:
    """What was done, or that it was not done after all. The last word counts."""
    from decisions.rounds import NoticeStep
    from registry import clock
    from registry.operations import notices as operations
    from registry.permissions import OPERATOR
    from registry.queries import notices as queries

    day = dates.the_day(on)
    known = {each.value.lower(): each for each in NoticeStep}
    word = known[step.strip().lower()] if step.strip().lower() in known else one_of(NoticeStep, step, "steg")
    said = operations.FollowUp(word, day, by, link, not undo, reason)
    with writing(context) as at:
        view = queries.notice(at.session, at.community, ref, OPERATOR, clock.today())
        operations.follow_up(at.session, OPERATOR, at.community, view, said, clock.now())
        _tell_notice(at, ref, clock.today(), json)


def _after(at: Register, view: "VersionView") -> "Afterwards":
    from registry.queries import afterwards as queries

    return queries.afterwards(at.session, at.community, view)


def _tell_version(at: Register, view: "VersionView", json: bool) -> None:
    from registry.queries.after_facts import after_facts

    after = _after(at, view)
    facts = after_facts(after)
    answer(
        facts,
        json,
        after.signatures.sentence,
        Rows(("Part", "Stilling", "Undertegnet", "Av", "Merknad"), _signature_rows(after)),
        after.submitted if after.clocks else "",
        Rows(("Par", "Inngått", "Sendt", "Frist"), _pair_rows(after)),
        after.published,
    )


def _signature_rows(after: "Afterwards") -> Sequence[Sequence[str]]:
    return [
        (
            each.row.party.name,
            each.row.state.value,
            each.signature.on.isoformat() if each.signature else "",
            each.signature.by if each.signature else "",
            each.remark,
        )
        for each in after.signatures.rows
    ]


def _pair_rows(after: "Afterwards") -> Sequence[Sequence[str]]:
    return [
        (
            each.pair.told,
            dates.iso(each.entered) or "",
            ", ".join(row.sent_on.isoformat() for row in each.sendings),
            each.duty.sentence if each.duty else "",
        )
        for each in after.pairs
    ]


def _received(
    at: Register, document: str, pair: str, party: str, received: str, sender: str, link: str
) -> str:
    from registry import clock, fields
    from registry.operations import notices as operations
    from registry.permissions import OPERATOR
    from registry.queries import documents, parties
    from registry.queries.pairs_by_name import pair_named

    day = fields.day(received, "received", "Dagen den ble mottatt")
    entry = operations.NoticeEntry(
        documents.document(at.session, at.community, document),
        pair_named(at.session, at.community, pair, day),
        parties.party(at.session, at.community, party),
        day,
        sender,
        link,
    )
    return operations.receive_notice(at.session, OPERATOR, at.community, entry, clock.now()).ref


def _tell_notice(at: Register, ref: str, on: date, json: bool) -> None:
    from registry.permissions import OPERATOR
    from registry.queries import notices as queries
    from registry.queries.after_facts import notice_facts

    view = queries.notice(at.session, at.community, ref, OPERATOR, on)
    told = f"{view.row.ref}: {view.party.name} sier opp avtalen med {view.other.name}."
    sentences = (view.standing.duty.sentence, view.standing.told.sentence, *view.standing.remarks)
    answer(notice_facts(view), json, told, *sentences)


def _ends(view: "NoticeView") -> str:
    return view.value.last_day.isoformat() if view.standing.verified else ""
