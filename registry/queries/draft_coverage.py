"""What a draft would do to the coverage of the law, if it applied on a day in place of what is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from documents.draft_coverage import Fate, ItemFate, MarkFate, item_fates, mark_fates, told
from documents.holding import words_at
from documents.lifecycle import Stage, Standing
from documents.markdown import write
from documents.returning.supposing import supposing
from registry.errors import RuleSaysNo
from registry.permissions import Actor
from registry.queries import amendments, documents, parties
from registry.queries.binding import Binding
from registry.queries.coverage import Bound, Judged
from registry.queries.documents import VersionView, tree_of
from registry.queries.parties import PairView
from registry.tables import CommunityRow, VersionRow

AHEAD = (Stage.DRAFT, Stage.FROZEN)
"""What can be asked so: what is not adopted yet."""


@dataclass(frozen=True, slots=True)
class PairFates:
    """Pairs for which the demands fare alike."""

    pairs: tuple[PairView, ...]
    items: tuple[ItemFate, ...]

    @property
    def changed(self) -> tuple[ItemFate, ...]:
        """The demands whose answer becomes another."""
        return tuple(each for each in self.items if each.changes)


@dataclass(frozen=True, slots=True)
class DraftCoverage:
    """What drafts would do together on a day."""

    drafts: tuple[VersionView, ...]
    on: date
    replaced: Mapping[int, VersionView]
    """The version in force in whose place each stands, by document; none for a document that is new."""
    fates: tuple[MarkFate, ...]
    items: tuple[ItemFate, ...]
    """The demands held against the whole set, before and after."""
    pairs: tuple[PairFates, ...]
    accepted: int = 0
    """How many open suggestions from returned files it is reckoned as if were accepted."""
    left_out: int = 0
    """How many are not reckoned with: they stand against one another, or no longer fit."""

    @property
    def told(self) -> str:
        """What they do, in a sentence or two."""
        several, draft = len(self.drafts) > 1, self.drafts[0].row.stage is Stage.DRAFT
        name = "Revisjonen" if several else "Utkastet" if draft else "Teksten"
        return told(name, self.fates, self.items)

    @property
    def is_worse(self) -> bool:
        """Would coverage be lost, or be left to be judged anew, for anybody?"""
        return any(each.is_loss for each in self.fates) or any(
            item.is_worse for items in (self.items, *(each.items for each in self.pairs)) for item in items
        )

    @property
    def changed(self) -> tuple[ItemFate, ...]:
        """The demands whose answer becomes another in the set as a whole."""
        return tuple(each for each in self.items if each.changes)

    @property
    def alike(self) -> bool:
        """Do the demands fare for every pair as for the set as a whole?"""
        return all(each.items == self.items for each in self.pairs)

    def of(self, *fates: Fate) -> list[MarkFate]:
        """The judgements that meet one of these fates."""
        return [each for each in self.fates if each.fate in fates]

    def to_dict(self) -> dict[str, object]:
        """The whole answer as a plain table, for programs."""
        return {
            "drafts": [view.ref for view in self.drafts],
            "replaces": [view.ref for view in self.replaced.values()],
            "on": self.on.isoformat(),
            "suggestions": {"accepted": self.accepted, "left_out": self.left_out},
            "told": self.told,
            "worse": self.is_worse,
            "items": [_item(each) for each in self.items],
            "pairs": [
                {
                    "pairs": [
                        {"kommune": pair.kommune.ref, "foretak": pair.foretak.ref} for pair in each.pairs
                    ],
                    "items": [_item(item) for item in each.changed],
                }
                for each in self.pairs
            ],
            "judgements": [_judgement(each) for each in self.fates],
        }


def draft_coverage(
    session: Session,
    community: CommunityRow,
    drafts: Sequence[VersionView],
    on: date,
    known: date | None = None,
    suggested: bool = False,
) -> DraftCoverage:
    """What these drafts do to the coverage on the day, each in place of what is in force of its document.

    `known` is the day whose judgements count; left out, those made by `on`. With `suggested` each draft is
    read as if the open suggestions that fit were accepted. Raises RuleSaysNo for a version that is adopted or
    withdrawn.
    """
    for view in drafts:
        _refuse_settled(view)
    judged, binding = Judged(session, community, on, known), Binding(session, community, on)
    supposed = [_supposed(session, view) if suggested else Supposed(view.row.text) for view in drafts]
    coming = [_standing_in(view, on, each.text) for view, each in zip(drafts, supposed, strict=True)]
    applying = documents.the_set(session, community, on)
    ours = {view.document.id for view in drafts}
    replaced = {view.document.id: view for view in applying if view.document.id in ours}
    fates = [fate for each in coming for fate in _fates(judged, each, replaced.get(each.document.id))]
    items = item_fates(judged.items(applying), judged.items(_with(applying, coming)))
    by_pair: dict[tuple[ItemFate, ...], list[PairView]] = {}
    for pair in parties.pairs(session, community, on):
        by_pair.setdefault(_of_pair(judged, Bound(binding, pair), coming), []).append(pair)
    return DraftCoverage(
        tuple(drafts),
        on,
        replaced,
        mark_fates_in_order(fates),
        items,
        tuple(PairFates(tuple(pairs), each) for each, pairs in by_pair.items()),
        sum(each.accepted for each in supposed),
        sum(each.left_out for each in supposed),
    )


def fates_of(session: Session, community: CommunityRow, view: VersionView, on: date) -> tuple[MarkFate, ...]:
    """What becomes of each judgement if this draft applies that day; for a text that is settled nothing."""
    if view.row.stage not in AHEAD:
        return ()
    coming = _standing_in(view, on, view.row.text)
    now = documents.version_in_force(session, community, view.document.ref, on)
    return _fates(Judged(session, community, on), coming, now)


@dataclass(frozen=True, slots=True)
class Supposed:
    """A draft as it would read."""

    text: str
    accepted: int = 0
    left_out: int = 0


def _supposed(session: Session, view: VersionView) -> Supposed:
    """The draft as if every open suggestion that fits, and that nothing stands against, were accepted."""
    told = amendments.answers(session, view.row)
    open_ones = [each for each in told.every if each.is_open and not each.is_comment]
    fitting = told.without_clash(open_ones)
    text, unfit = supposing(tree_of(view.row.text), [each.amendment for each in fitting])
    left_out = len(open_ones) - len(fitting) + unfit
    return Supposed(write(text), len(fitting) - unfit, left_out)


def the_day_it_applies(view: VersionView, today: date) -> date:
    """The first day on which it can come to apply, as far as the text itself says."""
    return max(today, view.row.earliest_from or today)


def mark_fates_in_order(fates: Sequence[MarkFate]) -> tuple[MarkFate, ...]:
    """Those of several drafts as one list, what is lost first."""
    return tuple(sorted(fates, key=lambda each: (list(Fate).index(each.fate), each.mark.nr)))


def named_together(
    session: Session, community: CommunityRow, view: VersionView, refs: Sequence[str], who: Actor, on: date
) -> list[VersionView]:
    """The draft, and the others that were named beside it as "ref@number", each document once."""
    named = (ref.partition("@") for ref in refs)
    others = (documents.version(session, community, name, number, who, on) for name, _, number in named)
    return each_once([view, *others])


def each_once(views: Sequence[VersionView]) -> list[VersionView]:
    """Of several versions of one document the first that was named: only one can apply."""
    found: dict[int, VersionView] = {}
    for view in views:
        found.setdefault(view.document.id, view)
    return list(found.values())


def _refuse_settled(view: VersionView) -> None:
    if view.row.stage not in AHEAD:
        adopted = view.row.stage is Stage.ADOPTED
        raise RuleSaysNo(
            f"{view.ref} er {'vedtatt' if adopted else 'trukket'}, og ikke et utkast.",
            "Virkningen på lovkravene regnes for det som ennå ikke er vedtatt.",
            "Se lovkravene slik de er, på den dagen du vil vite om." if adopted else "Velg et annet utkast.",
        )


def _standing_in(view: VersionView, on: date, text: str) -> VersionView:
    """The draft as if it had been adopted to apply from the day. The row is never kept."""
    row = VersionRow(
        id=view.row.id,
        community_id=view.row.community_id,
        document_id=view.row.document_id,
        number=view.row.number,
        language=view.row.language,
        stage=Stage.ADOPTED,
        text=text,
        entry_rule=view.row.entry_rule,
        taken_over=view.row.taken_over,
        valid_from=on,
        adopted_on=on,
    )
    return VersionView(view.document, row, Standing.IN_FORCE, on)


def _with(applying: Sequence[VersionView], coming: Sequence[VersionView]) -> list[VersionView]:
    """The set with these in place of what applies of their documents."""
    ours = {view.document.id for view in coming}
    return [*(view for view in applying if view.document.id not in ours), *coming]


def _fates(judged: Judged, coming: VersionView, now: VersionView | None) -> tuple[MarkFate, ...]:
    text = tree_of(coming.row.text)
    before = judged.marks(now.document, now.row) if now else []
    after = judged.marks(coming.document, coming.row)
    there = {mark.section_id for mark in before if words_at(text, mark.section_id) is not None}
    return mark_fates(before, after, there)


def _of_pair(judged: Judged, bound: Bound, coming: Sequence[VersionView]) -> tuple[ItemFate, ...]:
    """The demands of one pair, before and after."""
    pair = bound.pair.row.id
    ours = [view for view in coming if view.document.pair_id in {None, pair}]
    applying = documents.set_of(bound.binding, [bound.pair])
    return item_fates(judged.items(applying, bound=bound), judged.items(_with(applying, ours), bound=bound))


def _item(each: ItemFate) -> dict[str, object]:
    return {
        "nr": each.minimum.nr,
        "item": each.minimum.label,
        "before": each.before.value,
        "after": each.after.value,
        "worse": each.is_worse,
    }


def _judgement(each: MarkFate) -> dict[str, object]:
    mark, doubt = each.mark, each.doubt
    return {
        "fate": each.fate.value,
        "nr": mark.nr,
        "document": mark.document,
        "version": mark.version,
        "section": mark.section_id,
        "number": mark.section_number,
        "title": mark.section_title,
        "degree": mark.degree.value,
        "judged_by": mark.judged_by,
        "judged_on": mark.judged_on.isoformat(),
        "reads": doubt.before if doubt else "",
        "would_read": doubt.now if doubt else "",
    }
