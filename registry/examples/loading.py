"""Load an example or a start kit into the register, through the register's own operations.

Every act is therefore in the log, every decision has been judged, and nothing is there that the register
would not have taken from a person. What is loaded once is not loaded again.
"""

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.rule_files import SHIPPED, NotRules, read_rules, shipped_rules
from decisions.rules import MandateRule
from registry.errors import BadInput, NotFound
from registry.examples.afterwards import read_afterwards
from registry.examples.cases import read_cases
from registry.examples.circle import Loading, load_bodies, load_parties
from registry.examples.compliance import read_compliance
from registry.examples.course import Step, take_in_order
from registry.examples.files import data_file, folder_of
from registry.examples.funds import read_funds
from registry.examples.marks import read_marks
from registry.examples.meetings import read_meetings
from registry.examples.people import load_accounts, load_seats
from registry.examples.readings import read_readings
from registry.examples.reasons import read_reasons
from registry.examples.rounds import read_rounds
from registry.examples.versions import add_rules, load_documents
from registry.operations.communities import add_community
from registry.permissions import OPERATOR
from registry.tables import CommunityRow

FJORDMARK = "fjordmark"
"""The fictional helsefellesskap."""


def available() -> list[str]:
    """The start kits there are, by name."""
    folders = (each for each in files(__package__).iterdir() if (each / "community.toml").is_file())
    return sorted(name for each in folders if (name := each.name.replace("_", "-")) != FJORDMARK)


def load_fjordmark(session: Session, now: datetime) -> None:
    """Load the fictional example: its parties, people, texts and rules, and all that was decided until now.

    Does nothing where it is loaded already. Raises BadInput, with file and entry, for a fault in its files.
    """
    _load(session, FJORDMARK, now)


def load_start_kit(session: Session, name: str, now: datetime) -> None:
    """Load what a real secretariat begins from: parties, bodies and rules, and nothing anybody decided.

    Does nothing where it is loaded already. Raises NotFound for a name that is not among `available`.
    """
    if name not in available():
        raise NotFound(
            f"Startsettet «{name}» finnes ikke.",
            f"De som finnes, er: {', '.join(available())}.",
            "Velg ett av dem.",
        )
    _load(session, name, now)


def note_of(name: str) -> str:
    """What whoever loads this start kit must know; empty where there is nothing to say."""
    return _header(folder_of(name)).note


@dataclass(frozen=True, slots=True)
class _Header:
    """What community.toml says: who they are, and which rules they go by."""

    ref: str
    name: str
    rule_sets: tuple[str, ...]
    note: str


def _header(folder: Traversable) -> _Header:
    with data_file(folder, "community.toml") as data:
        return _Header(
            data.text("ref", required=True),
            data.text("name", required=True),
            data.texts("rules"),
            data.text("note"),
        )


def _load(session: Session, name: str, now: datetime) -> None:
    folder = folder_of(name)
    header = _header(folder)
    if session.scalars(select(CommunityRow).where(CommunityRow.ref == header.ref)).first():
        return
    community = add_community(session, OPERATOR, header.ref, header.name, now)
    load = Loading(session, OPERATOR, community, folder, now)
    load_parties(load)
    load_bodies(load)
    if _has(folder, "accounts.toml"):
        load.who = load_accounts(load)
    if _has(folder, "people.toml"):
        load_seats(load)
    rules = _rules(folder, header)
    if _has(folder, "documents.toml"):
        take_in_order(load, _course(load, rules))
    else:
        add_rules(load, rules)


def _course(load: Loading, rules: tuple[MandateRule, ...]) -> list[Step]:
    """All steps, in the order those of one day are taken: texts and what is said of them, money, meetings."""
    return [
        *load_documents(load, rules),
        *read_reasons(load),
        *read_rounds(load),
        *read_cases(load),
        *read_marks(load),
        *read_readings(load),
        *read_funds(load),
        *read_meetings(load),
        *read_afterwards(load),
        *read_compliance(load),
    ]


def _rules(folder: Traversable, header: _Header) -> tuple[MandateRule, ...]:
    """The rule sets that follow the product, and the example's own."""
    for name in header.rule_sets:
        if name not in SHIPPED:
            raise BadInput(
                f"community.toml: regelsettet «{name}» finnes ikke.",
                f"De som finnes, er: {', '.join(SHIPPED)}.",
            )
    rules = [rule for name in header.rule_sets for rule in shipped_rules(name)]
    if not _has(folder, "rules.toml"):
        return tuple(rules)
    try:
        return (*rules, *read_rules((folder / "rules.toml").read_text(encoding="utf-8")))
    except NotRules as wrong:
        raise BadInput(f"rules.toml: {wrong}", "", "Rett filen. Ingenting er lagret.") from wrong


def _has(folder: Traversable, name: str) -> bool:
    return (folder / name).is_file()
