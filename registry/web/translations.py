"""The words of the interface: bokmål in the templates and the enums, nynorsk in translations/nn.po.

A template says `{{ _("Dokumenter") }}`, `{{ _("Gjelder fra %(dag)s.", dag=day|dato) }}`, `{% trans %}` with a
plural, or `{{ standing|ord }}` for the label of an enum. `messages` lists all of it, so that
tests/registry/test_translations.py can name what nn.po lacks.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import polib
from jinja2 import Environment

from decisions.adoption import AdoptionState
from decisions.bodies import BodyKind, Tier
from decisions.deadlines import DeadlineState, Holder
from decisions.duties import DutyState
from decisions.entry_into_force import EnteredBy, EntryRule
from decisions.involvement import Involvement
from decisions.meetings import Cast, CounterState
from decisions.notices import NoticeState
from decisions.outcomes import Act, Outcome, Procedure, ReservationSort
from decisions.parties import PartyKind
from decisions.proposals import Certainty, Matter, Scope, Trait
from decisions.reviews import ReviewOutcome
from decisions.rounds import DeviationSort, NoticeStep, RoundStep
from decisions.rules import Confidence
from decisions.verdict import Answer
from documents.checks import Weight
from documents.checks.special import TimeSort
from documents.comparing.diff import ChangeKind
from documents.coverage import Coverage, Degree
from documents.evidence import FindingKind
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.lifecycle import Stage, Standing
from documents.minimums import CatalogueKind
from documents.returning.kinds import AmendmentKind, AmendmentState
from documents.returning.matching import Ground
from registry.indexing.statuses import Found
from registry.permissions import Permission, Role
from registry.queries.exchange import BaseGround, SealAnswer
from registry.queries.governing import Flag
from registry.queries.round_history import RoundEvent
from registry.tables import MessageState, PackageState, PaperKind

NYNORSK = Path(__file__).parent / "translations" / "nn.po"

SHOWN: tuple[type[StrEnum], ...] = (
    *(Stage, Standing, DocumentKind, Matter, ChangeClass, ChangeKind, FindingKind, Weight, Language),
    *(Coverage, Degree, DutyState, Answer, Confidence, Scope, Trait, Certainty, EntryRule),
    *(AdoptionState, Act, Outcome, ReservationSort, PartyKind, BodyKind, Tier, Role, Permission),
    *(AmendmentKind, AmendmentState, Ground, BaseGround, SealAnswer),
    *(Cast, CounterState, Procedure),
    *(DeadlineState, Holder, MessageState),
    *(EnteredBy, RoundStep, DeviationSort, RoundEvent, PackageState, PaperKind),
    *(Flag, TimeSort),
    *(NoticeState, NoticeStep),
    *(Involvement, ReviewOutcome, CatalogueKind, Found),
)
"""The enums whose labels stand on pages, by the filter `ord`."""


@dataclass(frozen=True, order=True, slots=True)
class Message:
    """Something the interface says: as it is said of one, of several (or empty), and where."""

    text: str
    plural: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The interface in one written form. What it lacks is said in bokmål."""

    said: dict[str, str]
    counted: dict[str, tuple[str, str]]

    def gettext(self, message: str) -> str:
        """The message in this written form."""
        return self.said.get(message) or message

    def ngettext(self, one: str, several: str, count: int) -> str:
        """The message for this many."""
        of_one, of_several = self.counted.get(one, (one, several))
        return of_one if count == 1 else of_several


@lru_cache
def catalogue(language: Language) -> Catalogue:
    """What the interface says in this written form; bokmål is the source, and needs no list."""
    if language is Language.NB:
        return Catalogue({}, {})
    entries = [entry for entry in polib.pofile(str(NYNORSK)) if entry.translated()]
    return Catalogue(
        {entry.msgid: entry.msgstr for entry in entries if not entry.msgid_plural},
        {
            entry.msgid: (entry.msgstr_plural[0], entry.msgstr_plural[1])
            for entry in entries
            if entry.msgid_plural
        },
    )


def label(word: str) -> str:
    """The enum's word as it begins a line: its own label, or its value with a capital.

    A plain string, such as a word from the search index, is taken for a value without a label.
    """
    value = str(word)
    return str(getattr(word, "label", "")) or value[:1].upper() + value[1:]


def messages(environment: Environment) -> tuple[Message, ...]:
    """Everything the interface says, each once: the labels of the enums, and the words of all templates."""
    found = {Message(label(word), place=type(word).__name__) for enum in SHOWN for word in enum}
    for name in environment.list_templates(extensions=("html", "txt", "xml", "svg")):
        found |= set(_messages_of(environment, name))
    return tuple(sorted(found))


def _messages_of(environment: Environment, name: str) -> list[Message]:
    source = environment.loader.get_source(environment, name)[0] if environment.loader else ""
    # The extension adds this method while it is loaded, so no type checker knows it.
    extracted = cast(Any, environment).extract_translations(source)
    return [_message(said, f"{name}:{line}") for line, _, said in extracted]


def _message(said: str | tuple[str | None, ...], place: str) -> Message:
    if isinstance(said, str):
        return Message(said, place=place)
    one, several = said[0] or "", said[1] or ""
    return Message(one, several, place)
