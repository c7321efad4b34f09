"""A mandate rule as the TOML that a person reads and mends (the form: docs/rules.md)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from decisions.rule_files import NotRules, read_rules, rule_to_dict
from decisions.rules import MandateRule
from registry.errors import BadInput


def toml_of(rule: MandateRule) -> str:
    """The rule as one [[rule]] table. Days are left out of a rule that has those of its version."""
    own_days = not rule.source.clause_id
    shown = rule if own_days else replace(rule, valid_from=None, valid_to=None)
    table = rule_to_dict(shown)
    table.setdefault("deciders", [])
    return "\n".join(_table("rule", table)).strip() + "\n"


def rule_of_toml(words: str, field: str) -> MandateRule:
    """The one rule that was typed as TOML; raises BadInput with every fault at once."""
    try:
        rules = read_rules(words)
    except NotRules as wrong:
        raise BadInput(
            "Regelen er ikke lagret.",
            " ".join(wrong.faults),
            "Formatet står i docs/rules.md. Det du skrev, står.",
            field,
        ) from wrong
    if len(rules) != 1:
        raise BadInput(
            "Regelen er ikke lagret.",
            f"Det som er skrevet, er {len(rules)} regler.",
            "Skriv én regel, som begynner med [[rule]]. Det du skrev, står.",
            field,
        )
    return rules[0]


def _table(name: str, table: Mapping[str, object], *, within: str = "") -> Iterator[str]:
    """A table and those in it, as TOML: what is plain first, for what follows a heading belongs to it."""
    path = f"{within}.{name}" if within else name
    yield f"[[{path}]]"
    yield from _members(path, table)


def _members(path: str, table: Mapping[str, object]) -> Iterator[str]:
    inner = {key: value for key, value in table.items() if _is_inner(value)}
    for key, value in table.items():
        if key not in inner:
            yield f"{key} = {_value(value)}"
    for key, value in inner.items():
        yield ""
        if isinstance(value, Mapping):
            yield f"[{path}.{key}]"
            yield from _members(f"{path}.{key}", value)
        elif isinstance(value, list):
            yield from _several(key, value, path)


def _several(key: str, tables: list[Mapping[str, object]], path: str) -> Iterator[str]:
    for number, table in enumerate(tables):
        if number:
            yield ""
        yield from _table(key, table, within=path)


def _is_inner(value: object) -> bool:
    is_tables = isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    return isinstance(value, Mapping) or is_tables


def _value(value: object) -> str:
    """A word, a number, yes or no, or a list of words. JSON writes these as TOML reads them."""
    return json.dumps(value, ensure_ascii=False)
