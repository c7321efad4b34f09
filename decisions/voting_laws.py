"""How the law counts votes in kommunestyrer and boards, by the law in force on the day of the meeting.

Law: kommuneloven § 11-9 (https://lovdata.no/lov/2018-06-22-83/§11-9) and helseforetaksloven §§ 26 and 27
(https://lovdata.no/lov/2001-06-15-93/§26), as dated data in rules/voting-laws.toml. Before the first law on
file nothing is guessed.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from decisions.bodies import BodyKind
from decisions.modes import CastingVote, Quorum
from decisions.parties import PartyKind
from decisions.periods import holds_on
from decisions.reading import Fields


class QuorumOf(StrEnum):
    """Who are counted when it is asked whether enough took part?"""

    STEMT = "har stemt"
    MOTT = "møter"


class MajorityOf(StrEnum):
    """Of whom must those in favour be the majority?"""

    STEMMENE = "stemmene"
    MOTENDE = "dem som møter"


@dataclass(frozen=True, slots=True)
class VotingLaw:
    """One law about votes, and the days on which it counts them."""

    id: str
    law: str
    paragraph: str
    link: str
    bodies: tuple[BodyKind, ...]
    owners: tuple[PartyKind, ...]
    quorum: Quorum
    quorum_of: QuorumOf
    majority_of: MajorityOf
    casting_vote: CastingVote
    more_than: Fraction | None
    """Those in favour must be more than this share of all members; None: no such demand."""
    demand: str
    """What it asks for, as a whole sentence."""
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def words(self) -> str:
        """The law inside a sentence: «kommuneloven § 11-9»."""
        return f"{self.law} {self.paragraph}"

    def governs(self, kind: BodyKind | None, of: PartyKind | None) -> bool:
        """Does it say how such a body of such a party votes?"""
        return kind in self.bodies and of in self.owners


class NotVotingLaws(ValueError):
    """The file of voting laws is not in its form."""


@lru_cache
def laws_of(kind: BodyKind | None, of: PartyKind | None) -> tuple[VotingLaw, ...]:
    """Every law on file that says how such a body votes, on any day; none for joint bodies."""
    return tuple(law for law in voting_laws() if law.governs(kind, of))


def law_on(kind: BodyKind | None, of: PartyKind | None, day: date) -> VotingLaw | None:
    """The law that says how such a body votes that day; None where none on file does."""
    held = (law for law in laws_of(kind, of) if holds_on(day, law.valid_from, law.valid_to))
    return next(held, None)


@lru_cache
def voting_laws() -> tuple[VotingLaw, ...]:
    """The laws that follow the product."""
    return read_voting_laws((files("decisions") / "rules" / "voting-laws.toml").read_text(encoding="utf-8"))


def read_voting_laws(toml_text: str) -> tuple[VotingLaw, ...]:
    """Read a file of voting laws; raises NotVotingLaws with all faults."""
    faults: list[str] = []
    whole = Fields(tomllib.loads(toml_text), "Lovfilen", faults)
    laws = tuple(_law(fields) for fields in whole.tables("law"))
    whole.leftovers()
    if faults:
        raise NotVotingLaws("\n".join(faults))
    return laws


def _law(fields: Fields) -> VotingLaw:
    valid = fields.table("valid")
    law = VotingLaw(
        id=fields.text("id", required=True),
        law=fields.text("law", required=True),
        paragraph=fields.text("paragraph", required=True),
        link=fields.text("link", required=True),
        bodies=fields.words("bodies", BodyKind),
        owners=fields.words("owners", PartyKind),
        quorum=fields.needed("quorum", Quorum),
        quorum_of=fields.needed("quorum_of", QuorumOf),
        majority_of=fields.needed("majority_of", MajorityOf),
        casting_vote=fields.needed("casting_vote", CastingVote),
        more_than=_share(fields),
        demand=fields.text("demand", required=True),
        note=fields.text("note"),
        valid_from=valid.needed_day("from"),
        valid_to=valid.day("to"),
    )
    valid.leftovers()
    fields.leftovers()
    return law


def _share(fields: Fields) -> Fraction | None:
    text = fields.text("more_than")
    if not text:
        return None
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        fields.fault("«more_than» må være en brøk, skrevet som 1/3.")
        return None
