"""Mandate rules as files and as plain tables: TOML in, JSON in and out. The form: docs/rules.md."""

import tomllib
from collections.abc import Iterable
from importlib.resources import files

from decisions.bodies import BodyKind
from decisions.outcomes import Act
from decisions.parties import PartyKind
from decisions.proposals import KIND_WORDS, Kind, Scope, Trait, kind_of
from decisions.reading import Fields
from decisions.rules import (
    Confidence,
    Decider,
    MandateRule,
    Mode,
    Named,
    Per,
    Prior,
    Quantifier,
    Source,
)
from decisions.votes import Abstention, Quorum, Threshold
from documents.kinds import ChangeClass


class NotRules(ValueError):
    """The text is not a set of mandate rules. `faults` are whole sentences, one for each thing to mend."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Take the faults."""
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def read_rules(toml_text: str) -> tuple[MandateRule, ...]:
    """Read a rule file; raises NotRules with all faults at once."""
    try:
        tables = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as fault:
        raise NotRules([f"Regelfilen er ikke gyldig TOML: {fault}"]) from fault
    faults: list[str] = []
    whole = Fields(tables, "Regelfilen", faults)
    rules = tuple(rule_from(table) for table in whole.tables("rule"))
    whole.leftovers()
    faults += [f"Regelfilen: regelen «{id_}» står to ganger." for id_ in _repeated(rules)]
    if faults:
        raise NotRules(faults)
    return rules


def rule_from_dict(table: object) -> MandateRule:
    """Read one rule from a plain table, as `rule_to_dict` writes it; raises NotRules."""
    faults: list[str] = []
    rule = rule_from(Fields(table, "Regelen", faults))
    if faults:
        raise NotRules(faults)
    return rule


SHIPPED = ("nordre-trondelag", "fjordmark-2021", "fjordmark-2025")
"""The sets of mandate rules that follow the product."""


def shipped_rules(name: str) -> tuple[MandateRule, ...]:
    """The rules of a set that follows the product; the names are in SHIPPED."""
    return read_rules(_shipped_text(name))


def statutory_floor() -> tuple[MandateRule, ...]:
    """What the law itself says about who must decide, each rule with its source and first day."""
    return read_rules(_shipped_text("hol-6-1"))


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
        kinds=_kinds(fields),
        changes=fields.words("changes", ChangeClass),
        scope=fields.word("scope", Scope),
        act=fields.word("act", Act) or Act.VEDTAR,
        mode=_mode(fields.table("mode")),
        requires=tuple(_prior(table) for table in fields.tables("requires")),
        optional=tuple(_prior(table) for table in fields.tables("optional")),
        limits=fields.words("limits", Trait),
        doubts=fields.words("doubts", Trait),
        exception_from=fields.text("exception_from"),
        effect=fields.text("effect"),
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


def rule_to_dict(rule: MandateRule) -> dict[str, object]:
    """The rule as a plain table that `rule_from_dict` reads; days as 2025-05-01, empty things left out."""
    table: dict[str, object] = {
        "id": rule.id,
        "kinds": [kind.value for kind in rule.kinds],
        "changes": [change.value for change in rule.changes],
        "scope": rule.scope.value if rule.scope else "",
        "act": rule.act.value,
        "exception_from": rule.exception_from,
        "effect": rule.effect,
        "floor": list(rule.floor),
        "limits": [trait.value for trait in rule.limits],
        "doubts": [trait.value for trait in rule.doubts],
        "delegable": rule.delegable,
        "confidence": rule.confidence.value,
        "note": rule.note,
        "source": _source_table(rule.source),
        "valid": _filled(
            {"from": rule.valid_from and str(rule.valid_from), "to": rule.valid_to and str(rule.valid_to)}
        ),
        "deciders": [_decider_table(decider) for decider in rule.deciders],
        "mode": {
            "threshold": rule.mode.threshold.value,
            "quorum": rule.mode.quorum.value,
            "abstention": rule.mode.abstention.value,
        },
        "requires": [_prior_table(prior) for prior in rule.requires],
        "optional": [_prior_table(prior) for prior in rule.optional],
    }
    return _filled(table)


def read_named(fields: Fields) -> Named:
    """Read how a rule names a body: at least by ref or by kind."""
    named = Named(fields.text("body"), fields.word("kind", BodyKind), fields.word("of", PartyKind))
    if not fields.has("body") and not fields.has("kind"):
        fields.fault("skriv enten «body» (organets korte navn) eller «kind» (slags organ).")
    return named


def read_kind(fields: Fields, key: str, value: object) -> Kind | None:
    """Read one kind of document or matter."""
    if isinstance(value, str) and value in KIND_WORDS:
        return kind_of(value)
    fields.unknown(key, value, KIND_WORDS)
    return None


def _kinds(fields: Fields) -> tuple[Kind, ...]:
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
    prior = Prior(read_named(fields), fields.word("act", Act) or Act.INNSTILLER)
    fields.leftovers()
    return prior


def _mode(fields: Fields) -> Mode:
    mode = Mode(
        fields.word("threshold", Threshold) or Threshold.IKKE_OPPGITT,
        fields.word("quorum", Quorum) or Quorum.IKKE_OPPGITT,
        fields.word("abstention", Abstention) or Abstention.IKKE_OPPGITT,
    )
    fields.leftovers()
    return mode


def _source_table(source: Source) -> dict[str, object]:
    return _filled(
        {
            "document": source.document,
            "version": source.version,
            "clause": source.clause,
            "clause_id": source.clause_id,
            "excerpt": source.excerpt,
            "link": source.link,
        }
    )


def _named_table(named: Named) -> dict[str, object]:
    of = named.of.value if named.of else ""
    return _filled({"body": named.body, "kind": named.kind.value if named.kind else "", "of": of})


def _decider_table(decider: Decider) -> dict[str, object]:
    return {**_named_table(decider.who), "per": decider.per.value, "quantifier": decider.quantifier.value}


def _prior_table(prior: Prior) -> dict[str, object]:
    return {**_named_table(prior.who), "act": prior.act.value}


def _filled(table: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in table.items() if value not in ("", None, [], {})}


def _repeated(rules: tuple[MandateRule, ...]) -> list[str]:
    ids = [rule.id for rule in rules]
    return sorted({id_ for id_ in ids if ids.count(id_) > 1})


def _shipped_text(name: str) -> str:
    return (files("decisions") / "rules" / f"{name}.toml").read_text(encoding="utf-8")
