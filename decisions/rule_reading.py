"""Reads one mandate rule from a plain table, and notes everything that is wrong with it."""

from decisions.bodies import BodyKind, Tier
from decisions.modes import (
    Abstention,
    CastingVote,
    Mode,
    Quorum,
    ReservationRule,
    Threshold,
    WrittenProcedure,
)
from decisions.named import Decider, Named, Per, Prior, Quantifier
from decisions.outcomes import Act, Evidence
from decisions.parties import PartyKind
from decisions.proposals import KIND_WORDS, Kind, Scope, Trait, kind_of
from decisions.reading import Fields
from decisions.rules import Confidence, MandateRule, Source
from documents.kinds import ChangeClass


def rule_from(fields: Fields) -> MandateRule:
    """Read one rule, noting faults in the fields' list; the rule is whole only where none were noted."""
    id_ = fields.text("id", required=True)
    fields.place = f"{fields.place} ({id_})" if id_ else fields.place
    valid = fields.table("valid")
    rule = MandateRule(
        id=id_,
        source=_source(fields.table("source")),
        deciders=tuple(_decider(table) for table in fields.tables("deciders")),
        valid_from=valid.day("from"),
        valid_to=valid.day("to"),
        kinds=read_kinds(fields),
        changes=fields.words("changes", ChangeClass),
        scope=fields.word("scope", Scope),
        when=fields.words("when", Trait),
        act=fields.word("act", Act) or Act.VEDTAR,
        mode=_mode(fields.table("mode")),
        delegated_from=tuple(_decider(table) for table in fields.tables("delegated_from")),
        requires=tuple(_prior(table) for table in fields.tables("requires")),
        optional=tuple(_prior(table) for table in fields.tables("optional")),
        limits=fields.words("limits", Trait),
        doubts=fields.words("doubts", Trait),
        exception_from=fields.text("exception_from"),
        effect=fields.text("effect"),
        fallback=fields.texts("fallback"),
        evidence=fields.words("evidence", Evidence),
        next=fields.text("next"),
        every=fields.text("every"),
        floor=fields.texts("floor"),
        delegable=fields.flag("delegable"),
        confidence=fields.word("confidence", Confidence) or Confidence.ORDRETT,
        note=fields.text("note"),
    )
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        fields.fault(f"regelen slutter ({rule.valid_to}) før den begynner ({rule.valid_from}).")
    valid.leftovers()
    fields.leftovers()
    return rule


NAME_IT = (
    "skriv enten «body» (organets korte navn), «kind» (slags organ), «tier» (nivå) eller any_party = true."
)


def read_named(fields: Fields) -> Named:
    """Read how a rule names a body: by ref, kind, tier, or as any party's."""
    named = named_in(fields)
    if not _says_whom(fields):
        fields.fault(NAME_IT)
    return named


def named_in(fields: Fields) -> Named:
    """Read what is said of a body, which may be nothing."""
    return Named(
        fields.text("body"),
        fields.word("kind", BodyKind),
        fields.word("of", PartyKind),
        fields.word("tier", Tier),
        fields.flag("any_party"),
    )


def _says_whom(fields: Fields) -> bool:
    return any(fields.has(key) for key in ("body", "kind", "tier", "any_party"))


def read_kind(fields: Fields, key: str, value: object) -> Kind | None:
    """Read one kind of document or matter."""
    if isinstance(value, str) and value in KIND_WORDS:
        return kind_of(value)
    fields.unknown(key, value, KIND_WORDS)
    return None


def read_kinds(fields: Fields) -> tuple[Kind, ...]:
    """Read a list of kinds of document and matters."""
    found = (read_kind(fields, "kinds", value) for value in fields.values("kinds"))
    return tuple(kind for kind in found if kind is not None)


def _source(fields: Fields) -> Source:
    source = Source(
        fields.text("document", required=True),
        fields.text("version"),
        fields.text("clause", required=True),
        fields.text("clause_id"),
        fields.text("excerpt"),
        fields.text("link"),
    )
    fields.leftovers()
    return source


def _decider(fields: Fields) -> Decider:
    decider = Decider(
        read_named(fields),
        fields.word("per", Per) or Per.FELLES,
        fields.word("quantifier", Quantifier) or Quantifier.ETT,
    )
    fields.leftovers()
    return decider


def _prior(fields: Fields) -> Prior:
    """With alternatives alone the first of them stands for all: one is enough, whichever."""
    others = tuple(_whole_named(table) for table in fields.tables("alternatives"))
    who = named_in(fields)
    if others and not _says_whom(fields):
        who, *rest = others
        others = tuple(rest)
    elif not _says_whom(fields):
        fields.fault(f"{NAME_IT} Er det flere å velge mellom, sett dem i «alternatives».")
    prior = Prior(who, fields.word("act", Act) or Act.INNSTILLER, others, fields.flag("earlier"))
    fields.leftovers()
    return prior


def _whole_named(fields: Fields) -> Named:
    named = read_named(fields)
    fields.leftovers()
    return named


def _mode(fields: Fields) -> Mode:
    mode = Mode(
        fields.word("threshold", Threshold) or Threshold.IKKE_OPPGITT,
        fields.word("quorum", Quorum) or Quorum.IKKE_OPPGITT,
        fields.word("abstention", Abstention) or Abstention.IKKE_OPPGITT,
        _steps(fields),
        fields.word("casting_vote", CastingVote) or CastingVote.IKKE_OPPGITT,
        fields.word("written", WrittenProcedure) or WrittenProcedure.IKKE_OPPGITT,
        fields.word("reservation", ReservationRule) or ReservationRule.IKKE_OPPGITT,
    )
    fields.leftovers()
    return mode


def _steps(fields: Fields) -> int:
    steps = fields.number("steps", most=2)
    if steps == 0:
        fields.fault("«steps» må være 1 eller 2.")
    return steps or 1
