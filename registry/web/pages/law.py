"""What the law demands, held against what applies: items, pairs, duties, and which text covers what."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from documents.coverage import Coverage
from registry import fields
from registry.errors import BadInput
from registry.queries import catalogues, duties, parties
from registry.queries.gaps import Gaps, GapView, together
from registry.queries.held_law import HeldLaw, held_law
from registry.queries.pairs_by_name import pair_named
from registry.queries.parties import PairView
from registry.tables import PartyRow
from registry.web.answers import show, unchanged
from registry.web.matrix import matrix
from registry.web.visits import Visit, reading

router = APIRouter()
HASH_SIGNS = 12
Known = Annotated[str, Query(max_length=20)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom the page is for, and whose judgements count on it."""

    party: PartyRow | None
    pair: PairView | None
    pairs: tuple[PairView, ...]
    """The pairs to choose one of, where the party stands in several."""
    known: date | None

    @property
    def asked(self) -> dict[str, str]:
        """The same in an address."""
        other = self.other
        return {"part": self.party.ref if self.party else "", "med": other.ref if other else ""}

    @property
    def other(self) -> PartyRow | None:
        """The other side of the chosen pair."""
        if self.pair is None or self.party is None:
            return None
        return self.pair.foretak if self.pair.kommune.id == self.party.id else self.pair.kommune


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs that stand alike against the law."""

    pairs: tuple[PairView, ...]
    totals: dict[str, int]
    gaps: tuple[GapView, ...]
    bound: bool


@router.get("/lovkrav")
def law(visit: Annotated[Visit, reading()], part: str = "", med: str = "", kjent: Known = "") -> Response:
    """The items of the law on the day, for all, a party or a pair, each with what a person says covers it."""
    unchanged(visit)
    chosen = _chosen(visit, part, med, kjent)
    held = _held(visit, chosen)
    return show(
        visit,
        "lovkrav.html",
        held=held,
        items=held.items,
        totals=held.totals,
        duties=duties.duties(visit.session, visit.community, visit.on, chosen.party, visit.who),
        parties=parties.adopting_parties(visit.session, visit.community, visit.on),
        party=chosen.party,
        chosen=chosen,
        edition=catalogues.edition(visit.session, visit.community, held.known)[:HASH_SIGNS],
    )


@router.get("/lovkrav/matrise")
def coverage_matrix(
    visit: Annotated[Visit, reading()], part: str = "", med: str = "", kjent: Known = ""
) -> Response:
    """Which text in force covers which item: as a picture, and as a table."""
    unchanged(visit)
    chosen = _chosen(visit, part, med, kjent)
    held = _held(visit, chosen)
    return show(
        visit,
        "lovkrav-matrise.html",
        held=held,
        matrix=matrix([each.item for each in held.items], held.applying),
        labels={each.item.minimum.nr: each.label(visit.page.language) for each in held.items},
        parties=parties.adopting_parties(visit.session, visit.community, visit.on),
        party=chosen.party,
        chosen=chosen,
    )


@router.get("/lovkrav/par")
def pairs(visit: Annotated[Visit, reading()], kjent: Known = "") -> Response:
    """The same for every pair, those that stand alike together: the law binds pair by pair."""
    unchanged(visit)
    known = fields.day_or_none(kjent, "kjent", "Dagen")
    gaps = Gaps(visit.session, visit.community, visit.on, known)
    found = _alike(gaps)
    return show(
        visit,
        "lovkrav-par.html",
        groups=found,
        everyone=sum(len(each.pairs) for each in found),
        fulfilled=sum(len(each.pairs) for each in found if each.bound and not each.gaps),
        known=gaps.known,
    )


def _held(visit: Visit, chosen: Chosen) -> HeldLaw:
    return held_law(
        visit.session,
        visit.community,
        visit.on,
        visit.page.today,
        chosen.known,
        None if chosen.pair else chosen.party,
        chosen.pair,
    )


def _chosen(visit: Visit, part: str, med: str, kjent: str) -> Chosen:
    """Whom the address asks about; raises NotFound for a party or pair that is not there, and BadInput for
    half a pair or what is no day."""
    session, community = visit.session, visit.community
    if med and not part:
        raise BadInput("Si hvilken part du spør for.", "Adressen nevner bare den ene siden av et par.")
    party = parties.party(session, community, part) if part else None
    standing = parties.pairs(session, community, visit.on)
    own = [each for each in standing if party and party.id in {each.kommune.id, each.foretak.id}]
    pair = None
    if med and party:
        sides = (part, med) if parties.is_kommune(party) else (med, part)
        pair = pair_named(session, community, "+".join(sides), visit.on)
    known = fields.day_or_none(kjent, "kjent", "Dagen")
    return Chosen(party, pair, tuple(own) if len(own) > 1 else (), known)


def _alike(gaps: Gaps) -> list[Alike]:
    """The pairs in groups that stand alike: most open first, and of those the largest group first."""
    found: dict[object, list[PairView]] = {}
    for pair in gaps.pairs():
        totals = gaps.compliance(pair).totals
        found.setdefault((gaps.binds(pair), gaps.of(pair), tuple(totals.items())), []).append(pair)
    groups = [
        Alike(
            tuple(whose),
            gaps.compliance(whose[0]).totals,
            tuple(together(gaps, whose)),
            gaps.binds(whose[0]),
        )
        for whose in found.values()
    ]
    return sorted(groups, key=lambda each: (each.bound, each.totals[Coverage.COVERED], -len(each.pairs)))
