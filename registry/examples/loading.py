"""Load an example or a start kit into the register, through the register's own operations.

Every act is therefore in the log, every decision has been judged, and nothing is there that the register
would not have taken from a person. What is loaded once is not loaded again.
"""

from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.rule_files import NotRules, read_rules, shipped_rules
from decisions.rules import MandateRule
from registry.errors import BadInput, NotFound
from registry.examples.cases import read_cases
from registry.examples.circle import Loading, load_bodies, load_parties
from registry.examples.course import Step, take_in_order
from registry.examples.files import data_file, folder_of
from registry.examples.marks import read_marks
from registry.examples.people import load_accounts, load_seats
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
            f"Startsettet «{name}» finnes ikke.", f"De som finnes, er: {', '.join(available())}.", "Velg ett av dem."
        )
    _load(session, name, now)


def note_of(name: str) -> str:
    """What whoever loads this start kit must know; empty where there is nothing to say."""
    with data_file(folder_of(name), "community.toml") as data:
        _header(data.text("ref"), data.text("name"), data.texts("rules"))
        return data.text("note")


def _header(*asked: object) -> None:
    """The other fields of the file are known too; a fault in them is told when the kit is loaded."""
