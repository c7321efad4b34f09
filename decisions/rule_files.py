"""Mandate rules as files and as plain tables: TOML in, JSON in and out. The form: docs/rules.md."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from decisions.modes import Mode
from decisions.named import Decider, Named, Prior
from decisions.reading import Fields
from decisions.rule_reading import rule_from
from decisions.rules import MandateRule, Source


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


SHIPPED = (
    "nordre-trondelag",
    "fjordmark-2021",
    "fjordmark-2025",
    "more-og-romsdal",
    "sogn-og-fjordane",
    "ostfold",
    "finnmark",
    "bergen",
    "stavanger",
    "agder",
    "innlandet",
)
"""The sets of mandate rules that follow the product."""


@lru_cache
def shipped_rules(name: str) -> tuple[MandateRule, ...]:
    """The rules of a set that follows the product; the names are in SHIPPED."""
    return read_rules(_shipped_text(name))


@lru_cache
def statutory_floor() -> tuple[MandateRule, ...]:
    """What the law itself says about who must decide, each rule with its source and first day."""
    return read_rules(_shipped_text("hol-6-1"))


def rule_to_dict(rule: MandateRule) -> dict[str, object]:
    """The rule as a plain table that `rule_from_dict` reads; days as 2025-05-01, empty things left out."""
    table: dict[str, object] = {
        "id": rule.id,
        "kinds": [kind.value for kind in rule.kinds],
        "changes": [change.value for change in rule.changes],
        "scope": rule.scope.value if rule.scope else "",
        "when": [trait.value for trait in rule.when],
        "act": rule.act.value,
        "exception_from": rule.exception_from,
        "effect": rule.effect,
        "fallback": list(rule.fallback),
        "evidence": [evidence.value for evidence in rule.evidence],
        "next": rule.next,
        "every": rule.every,
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
        "mode": _mode_table(rule.mode),
        "delegated_from": [_decider_table(decider) for decider in rule.delegated_from],
        "requires": [_prior_table(prior) for prior in rule.requires],
        "optional": [_prior_table(prior) for prior in rule.optional],
    }
    return _filled(table)


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
    """The body in the words of a rule."""
    return _filled(
        {
            "body": named.body,
            "kind": named.kind and named.kind.value,
            "of": named.of and named.of.value,
            "tier": named.tier and named.tier.value,
            "any_party": named.any_party or None,
        }
    )


def _mode_table(mode: Mode) -> dict[str, object]:
    """How the bodies decide. What is seldom said is left out where it is not."""
    usual = Mode()
    added = ("casting_vote", "written", "reservation")
    return {
        "threshold": mode.threshold.value,
        "quorum": mode.quorum.value,
        "abstention": mode.abstention.value,
        **({"steps": mode.steps} if mode.steps != usual.steps else {}),
        **{name: getattr(mode, name).value for name in added if getattr(mode, name) != getattr(usual, name)},
    }


def _decider_table(decider: Decider) -> dict[str, object]:
    return {**_named_table(decider.who), "per": decider.per.value, "quantifier": decider.quantifier.value}


def _prior_table(prior: Prior) -> dict[str, object]:
    table = {
        **_named_table(prior.who),
        "act": prior.act.value,
        "alternatives": [_named_table(named) for named in prior.alternatives],
        "earlier": prior.earlier or None,
    }
    return _filled(table)


def _filled(table: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in table.items() if value not in ("", None, [], {})}


def _repeated(rules: tuple[MandateRule, ...]) -> list[str]:
    ids = [rule.id for rule in rules]
    return sorted({id_ for id_ in ids if ids.count(id_) > 1})


def _shipped_text(name: str) -> str:
    return (files("decisions") / "rules" / f"{name}.toml").read_text(encoding="utf-8")
