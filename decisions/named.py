"""The bodies as a mandate rule names them: who decides, who comes before, and how that reads."""

from dataclasses import dataclass
from enum import StrEnum

from decisions.bodies import Body, BodyKind, Tier
from decisions.outcomes import Act
from decisions.parties import Party, PartyKind


class Per(StrEnum):
    """Does one joint body decide, or a body of every party, or of the two parties of a pair?"""

    FELLES = "felles"
    HVER_PART = "hver part"
    HVER_I_PARET = "hver part i paret"


class Quantifier(StrEnum):
    """How many of the bodies that fit must decide?"""

    ETT = "ett"
    ALLE = "alle"


@dataclass(frozen=True, slots=True)
class Named:
    """A body as a rule names it: by ref, by kind and perhaps by whose it is, by tier, or as any party's."""

    body: str = ""
    kind: BodyKind | None = None
    of: PartyKind | None = None
    tier: Tier | None = None
    any_party: bool = False
    """Any body that is a party's own."""

    def fits(self, body: Body, owner: Party | None) -> bool:
        """Does the rule mean this body of this party? One that came after the body named is meant too."""
        if self.body and not body.is_or_came_after(self.body):
            return False
        if self.kind and self.kind is not body.kind:
            return False
        if self.tier and self.tier is not body.stands_on:
            return False
        whose = owner_kind(body, owner)
        if self.any_party and whose is None:
            return False
        return self.of is None or self.of is whose

    @property
    def words(self) -> str:
        """The body inside a sentence: «ASU», «styret for helseforetaket», «en part»."""
        of = f" for {_DEFINITE[self.of]}" if self.of and self.kind is not BodyKind.KOMMUNESTYRE else ""
        if self.kind:
            return _ONE_OF_KIND.get(self.kind, self.kind.value) + of
        if self.body:
            return self.body + of
        if self.tier:
            return _ON_TIER[self.tier] + of
        return _PARTY_OF.get(self.of, "en part")


@dataclass(frozen=True, slots=True)
class Decider:
    """One of the bodies that must all decide before the matter is settled."""

    who: Named
    per: Per = Per.FELLES
    quantifier: Quantifier = Quantifier.ETT

    @property
    def words(self) -> str:
        """The decider inside a sentence: «alle kommunestyrene»."""
        if self.per is Per.HVER_PART and self.quantifier is Quantifier.ALLE and self.who.kind in _ALL_OF_KIND:
            return _ALL_OF_KIND[self.who.kind]
        if self.per is not Per.FELLES and self.who.any_party:
            return _PARTIES_OF.get(self.who.of, "partene")
        return self.who.words


@dataclass(frozen=True, slots=True)
class Prior:
    """A treatment in another body that shall, or may, come before the decision."""

    who: Named
    act: Act = Act.INNSTILLER
    alternatives: tuple[Named, ...] = ()
    """Others whose treatment is as good: one of them all is enough."""
    earlier: bool = False
    """In an earlier meeting: the same day is not enough."""

    @property
    def any_of(self) -> tuple[Named, ...]:
        """Those of whom one is enough."""
        return (self.who, *self.alternatives)

    @property
    def words(self) -> str:
        """Those of whom one is enough, inside a sentence: «FSU eller en part»."""
        return " eller ".join(named.words for named in self.any_of)

    def fits(self, body: Body, owner: Party | None) -> bool:
        """Is this body one of them?"""
        return any(named.fits(body, owner) for named in self.any_of)


def owner_kind(body: Body, owner: Party | None) -> PartyKind | None:
    """Whose body is it? A kommunestyre is always a kommune's. None for a joint body, or unsaid."""
    if owner:
        return owner.kind
    kinds = body.kind.owner_kinds
    return kinds[0] if len(kinds) == 1 else None


_DEFINITE = {
    PartyKind.KOMMUNE: "kommunen",
    PartyKind.HELSEFORETAK: "helseforetaket",
    PartyKind.REGIONALT_HELSEFORETAK: "det regionale helseforetaket",
    PartyKind.PRIVAT_SYKEHUS: "det private sykehuset",
    PartyKind.BRUKERORGANISASJON: "brukerorganisasjonen",
}

_PARTY_OF: dict[PartyKind | None, str] = {
    PartyKind.KOMMUNE: "en kommune",
    PartyKind.HELSEFORETAK: "et helseforetak",
    PartyKind.REGIONALT_HELSEFORETAK: "et regionalt helseforetak",
    PartyKind.PRIVAT_SYKEHUS: "et privat sykehus",
    PartyKind.BRUKERORGANISASJON: "en brukerorganisasjon",
}

_PARTIES_OF: dict[PartyKind | None, str] = {
    PartyKind.KOMMUNE: "kommunene",
    PartyKind.HELSEFORETAK: "helseforetakene",
    PartyKind.REGIONALT_HELSEFORETAK: "de regionale helseforetakene",
    PartyKind.PRIVAT_SYKEHUS: "de private sykehusene",
    PartyKind.BRUKERORGANISASJON: "brukerorganisasjonene",
}

_ON_TIER = {
    Tier.PART: "partens eget organ",
    Tier.PARTNERSKAP: "organet på partnerskapsnivå",
    Tier.STRATEGISK: "organet på strategisk nivå",
    Tier.FAGLIG: "organet på faglig nivå",
    Tier.LOKALT: "det lokale organet",
    Tier.FORHANDLING: "forhandlingsorganet",
    Tier.SEKRETARIAT: "sekretariatet",
    Tier.MEDVIRKNING: "organet for medvirkning",
}

_ONE_OF_KIND = {
    BodyKind.KOMMUNESTYRE: "kommunestyret i kommunen",
    BodyKind.FORMANNSKAP: "formannskapet",
    BodyKind.STYRE: "styret",
    BodyKind.PARTNERSKAPSMOTE: "partnerskapsmøtet",
    BodyKind.FORHANDLINGSUTVALG: "forhandlingsutvalget",
    BodyKind.BRUKERUTVALG: "brukerutvalget",
    BodyKind.SEKRETARIAT: "sekretariatet",
}

_ALL_OF_KIND: dict[BodyKind | None, str] = {BodyKind.KOMMUNESTYRE: "alle kommunestyrene"}
