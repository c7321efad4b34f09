"""What the texts in force cite of the law, and which of it no longer stands where they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy.orm import Session

from decisions.words import day_in_words, listed
from documents.laws.references import LawReference, law_references
from documents.laws.standing import HeldReference, Holds, held
from registry.queries import documents
from registry.queries.documents import VersionView
from registry.queries.tasks import Task
from registry.tables import CommunityRow, PartyRow, VersionRow

PATH = "/lovkrav/henvisninger"


@dataclass(frozen=True, slots=True)
class TextReferences:
    """One text in force, and each of its citations of the law as it stands on the day."""

    view: VersionView
    every: tuple[HeldReference, ...]

    def those(self, *states: Holds) -> tuple[HeldReference, ...]:
        """The citations that stand so, in reading order."""
        return tuple(each for each in self.every if each.holds in states)

    @property
    def stale(self) -> tuple[HeldReference, ...]:
        """Those that no longer say what the text cites them for."""
        return self.those(Holds.STALE)

    @property
    def told(self) -> str:
        """What is stale, in a sentence: "«§ 45» ble flyttet eller opphevet 1. juli 2026."."""
        by_day: dict[date, list[str]] = {}
        for each in self.stale:
            by_day.setdefault(each.since or date.min, []).append(f"«{each.reference.words}»")
        return " ".join(
            f"{listed(dict.fromkeys(words))} ble flyttet eller opphevet {day_in_words(day)}."
            for day, words in sorted(by_day.items())
        )

    @property
    def path(self) -> str:
        """Where the page tells of this text."""
        return f"{PATH}#{self.view.document.ref}"


@dataclass(frozen=True, slots=True)
class LawReferences:
    """The citations of the law in all texts in force on a day, for all or for one party."""

    on: date
    texts: Sequence[TextReferences]

    @property
    def to_mend(self) -> list[TextReferences]:
        """The texts with something stale in them."""
        return [each for each in self.texts if each.stale]

    @property
    def counts(self) -> dict[str, int]:
        """How many citations there are, and how many stand each way."""
        every = [one for each in self.texts for one in each.every]
        return {"references": len(every)} | {
            state.value: sum(one.holds is state for one in every) for state in Holds
        }

    def to_dict(self) -> dict[str, object]:
        """The whole answer as a plain table, for programs."""
        return {
            "on": self.on.isoformat(),
            "counts": self.counts,
            "texts": [
                {
                    "document": each.view.document.ref,
                    "version": each.view.row.number,
                    "title": each.view.document.title,
                    "references": [one.to_dict() for one in each.every],
                }
                for each in self.texts
            ],
        }


def law_references_on(
    session: Session, community: CommunityRow, on: date, party: PartyRow | None = None
) -> LawReferences:
    """Every citation of the law in the texts in force that day, in order of precedence.

    With a party, in those that bind it. Each text is asked from its own first day on.
    """
    applying = documents.the_set(session, community, on, party)
    return LawReferences(on, [references_of(view, on) for view in applying])


def stale_tasks(session: Session, community: CommunityRow, on: date) -> list[Task]:
    """A task for each text in force that cites what the law no longer says, for those who write drafts."""
    return [
        Task(
            f"{each.view.document.title} viser til {_places(len(each.stale))} som loven har endret",
            f"{each.told} Rett det i neste utkast.",
            each.path,
        )
        for each in law_references_on(session, community, on).to_mend
    ]


def _places(count: int) -> str:
    return "1 sted" if count == 1 else f"{count} steder"


def references_of(view: VersionView, on: date) -> TextReferences:
    """The citations in one version, as they stand that day."""
    return TextReferences(view, held(_cited(view.row.text), on, _first_day(view.row)))


def _first_day(row: VersionRow) -> date | None:
    return row.valid_from or row.adopted_on


@lru_cache(maxsize=256)
def _cited(text: str) -> tuple[LawReference, ...]:
    """Kept by the text itself, so that it can never be stale."""
    return law_references(documents.tree_of(text))
