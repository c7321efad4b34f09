"""Who gets a case package of a version on a day, and what the packages rest on."""

from sqlalchemy.orm import Session

from decisions.named import Per
from decisions.words import begun, day_in_words, listed
from documents.lifecycle import Stage
from registry.errors import BadInput, RuleSaysNo
from registry.queries import adoption, parties, rounds, templates
from registry.queries.adoption import Adoption
from registry.queries.classifications import classified
from registry.queries.documents import VersionView
from registry.tables import CommunityRow, PartyRow

NOT_MADE = "Sakspakkene er ikke laget."


def stand_of(session: Session, community: CommunityRow, view: VersionView) -> Adoption:
    """How far the version has come on its day; raises RuleSaysNo where packages are not for it."""
    if view.row.stage not in {Stage.FROZEN, Stage.ADOPTED}:
        raise RuleSaysNo(
            NOT_MADE,
            f"{view.ref} er {view.row.stage.value}, og et vedtak gjelder én bestemt tekst som ikke "
            "endrer seg.",
            "Velg en annen versjon." if view.row.stage is Stage.WITHDRAWN else "Frys utkastet først.",
        )
    stand = adoption.adoption(session, community, view.document, view.row, view.on)
    if stand.who.bodies and all(each.decider.per is Per.FELLES for each in stand.who.bodies):
        who = listed(each.decider.words for each in stand.who.bodies)
        raise RuleSaysNo(
            NOT_MADE,
            f"{begun(who)} vedtar denne teksten for alle, så partene har ingen egen sak om den.",
            "Saksframlegget til organet lages under «Høringsbrev og saksframlegg».",
        )
    return stand


def receivers_of(
    session: Session, community: CommunityRow, view: VersionView, stand: Adoption, only: str = ""
) -> list[PartyRow]:
    """The parties that get a set, in the order of the board: all that must adopt that day, or this one."""
    standing = {row.party.ref for row in stand.board.rows}
    if not standing:
        raise RuleSaysNo(
            NOT_MADE, f"Ingen var parter {day_in_words(view.on)}.", "Velg en annen dag, eller før inn parene."
        )
    if only:
        row = parties.party(session, community, only)
        if row.ref not in standing:
            raise BadInput(
                NOT_MADE,
                f"{row.name} er ikke blant de {len(standing)} partene som skal vedta teksten "
                f"{day_in_words(view.on)}.",
                "Velg en av partene i vedtaksrunden, eller en annen dag.",
                "party",
            )
        return [row]
    return [row for row in parties.all_parties(session, community) if row.ref in standing]


def basis_of(
    session: Session, community: CommunityRow, view: VersionView, stand: Adoption
) -> dict[str, object]:
    """What the sets rest on, as a plain table."""
    chosen = templates.chosen_template(session, community)
    said = classified(session, view.row)
    found = rounds.round_of(session, view.row, view.on)
    return {
        "template": chosen.sha256 if chosen else "",
        "deadline": found.deadline.isoformat() if found and found.deadline else "",
        "change": [said.change.value, said.reason, *sorted(each.told for each in said.findings)],
        "parties": sorted(row.party.ref for row in stand.board.rows),
        "adopted": sorted(row.party.ref for row in stand.board.rows if row.adopted),
    }
