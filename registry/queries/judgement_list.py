"""Every judgement that counts on a day, those that must be looked at again first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from documents.coverage import Mark, Suspicion
from documents.kinds import Language
from documents.minimums import Minimum, items_on
from registry.queries import documents
from registry.queries.documents import VersionView
from registry.queries.judgements import Judged
from registry.tables import CommunityRow, PartyRow


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement, the demand as it reads that day, and the version in force that it counts for."""

    mark: Mark
    minimum: Minimum
    view: VersionView

    @property
    def suspect(self) -> bool:
        """Must a person look at it again?"""
        return bool(self.mark.suspects)

    @property
    def gone(self) -> bool:
        """Is nothing left of the place? Then there is nothing to confirm."""
        return any(each.doubt.value == "punktet er tatt ut" for each in self.mark.suspects)

    @property
    def since(self) -> date | None:
        """The first day on which something under it read otherwise."""
        return min((each.since for each in self.mark.suspects), default=None)

    def label(self, language: Language) -> str:
        """The demand in short, in this written form."""
        return (self.minimum.label_nn if language is Language.NN else "") or self.minimum.label


def judgements(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    known: date | None = None,
) -> list[Judgement]:
    """What counts that day of what people have judged of the texts in force, for all or for one party."""
    judged = Judged(session, community, on, known)
    asked = {each.key: each for each in items_on(judged.demands, on)}
    found = {
        (mark.id, view.row.id): Judgement(mark, asked[mark.key], view)
        for view in documents.the_set(session, community, on, party)
        for mark in judged.marks(view.document, view.row)
        if mark.key in asked
    }
    return sorted(found.values(), key=_order)


def suspect(found: Iterable[Judgement]) -> list[Judgement]:
    """Those that must be looked at again."""
    return [each for each in found if each.suspect]


def doubt_words(doubt: Suspicion) -> str:
    """What changed, in a sentence: "Ordene er endret i versjon 2025.2"."""
    where = f" i versjon {doubt.version}" if doubt.version else ""
    return f"{doubt.doubt.value[:1].upper()}{doubt.doubt.value[1:]}{where}."


def _order(each: Judgement) -> tuple[object, ...]:
    mark = each.mark
    return not each.suspect, each.minimum.catalogue, each.minimum.nr, mark.document, mark.id, each.view.row.id
