"""The published schema of FACTS.json says what the reader reads: no less, and no more."""

import copy
import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest

import decisions
from decisions.bodies import Body, BodyKind
from decisions.facts import DecisionFacts
from decisions.facts_files import NotFacts, facts_from_dict
from decisions.facts_schema import facts_schema
from decisions.proposals import Proposal
from decisions.rule_files import read_rules, rule_to_dict
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.test_facts_files import A_CASE, A_COUNCIL
from tests.decisions.test_rules import FULL_RULE

ROOT = Path(decisions.__file__).parents[1]
FILE = ROOT / "docs/facts.schema.json"
SCHEMA = jsonschema_rs.Draft202012Validator(facts_schema())
(THE_RULE,) = read_rules(FULL_RULE)

EVERYTHING = {
    **A_CASE,
    "case": "12/25",
    "act": "godkjenner",
    "outcome": "avvist",
    "body": {
        **A_COUNCIL,
        "name": "kommunestyret",
        "tier": "part",
        "aliases": [{"name": "herredsstyret", "from": "1900-01-01", "to": "1992-12-31"}],
        "predecessors": ["gammel"],
        "from": "2020-01-01",
        "to": "2029-12-31",
        "party": {"ref": "g", "name": "Granvik", "kind": "kommune", "from": "2020-01-01", "to": "2029-12-31"},
    },
    "proposal": {
        "kind": "tvist",
        "change": "ny",
        "scope": "ett par",
        "label": "mindre",
        "findings": [{"trait": "faglig", "certainty": "mulig", "place": "punkt 4", "by": "Kari"}],
    },
    "votes": {"for": 9, "against": 1, "abstained": 1, "present": 11, "members": 12, "chair_for": True},
    "blocs": [
        {"name": "kommunene", "for": 4, "against": 1, "abstained": 1},
        {"name": "helseforetaket", "for": 5, "against": 0},
    ],
    "procedure": "fjernmøte",
    "all_consent": False,
    "reservation": {"text": "Noe.", "sort": "uavklart"},
    "prior": [
        {
            "body": A_COUNCIL,
            "act": "uttaler seg",
            "outcome": "returnert",
            "on": "2025-06-01",
            "text_hash": "a" * 64,
            "returned_to": "asu",
            "case": "1/25",
        }
    ],
    "delegations": [
        {
            "from": A_COUNCIL,
            "to": {
                "tier": "strategisk",
                "of": "kommune",
                "any_party": True,
                "body": "k",
                "kind": "kommunestyre",
            },
            "kinds": ["delavtale"],
            "changes": ["ny"],
            "valid": {"from": "2024-01-01", "to": "2027-12-31"},
            "source": "PS 4/24",
        }
    ],
    "evidence": ["særutskrift"],
    "seats": [
        {
            "person": "Kari",
            "body": "k",
            "speaks_for": "g",
            "role": "leder",
            "may_vote": False,
            "deputy_for": "Ola",
            "from": "2024-01-01",
            "to": "2027-12-31",
        }
    ],
    "parties": [{"name": "Granvik", "kind": "kommune"}],
    "rules": ["nordre-trondelag", rule_to_dict(THE_RULE)],
}


def is_read(table):
    try:
        facts_from_dict(table)
    except NotFacts:
        return False
    return True


def test_the_schema_that_is_published_is_the_one_the_code_makes():
    assert json.loads(FILE.read_text(encoding="utf-8")) == facts_schema()


def test_the_example_says_everything_there_is_to_say():
    bare = DecisionFacts(
        Proposal(DocumentKind.MANDAT, ChangeClass.REVISJON), Body("", "", BodyKind.ASU), date.min
    )
    told = facts_from_dict(EVERYTHING).facts

    assert not [f.name for f in fields(told) if getattr(told, f.name) == getattr(bare, f.name)]


def test_what_says_everything_is_read_and_fits_the_schema():
    SCHEMA.validate(EVERYTHING)
    assert is_read(EVERYTHING)


def test_the_facts_in_the_documentation_fit_the_schema():
    page = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    examples = [json.loads(part.split("```")[0]) for part in page.split("```json\n")[1:]]
    facts = [example for example in examples if "body" in example]

    assert facts
    for example in facts:
        SCHEMA.validate(example)


def places(value, path=()):
    """Every place in the table, with what stands there."""
    if path:
        yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*path, key))


def changed(path, change):
    table = copy.deepcopy(EVERYTHING)
    parent = table
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return table


PLACES = [path for path, _ in places(EVERYTHING)]
NAMED = [path for path in PLACES if isinstance(path[-1], str)]


@pytest.mark.parametrize("path", NAMED, ids=lambda path: ".".join(map(str, path)))
def test_a_name_nobody_knows_is_refused_by_both(path):
    def misspell(parent, key):
        parent[f"{key}x"] = parent[key]

    table = changed(path, misspell)

    assert not SCHEMA.is_valid(table)
    assert not is_read(table)


@pytest.mark.parametrize("path", NAMED, ids=lambda path: ".".join(map(str, path)))
def test_what_may_be_left_out_is_the_same_for_both(path):
    table = changed(path, lambda parent, key: parent.pop(key))

    sums = path[0] in {"votes", "blocs"} and len(path) > 1  # the sums of the sides no schema can count
    assert SCHEMA.is_valid(table) == is_read(table) or sums


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
@pytest.mark.parametrize("value", ["tull", 7.5, [[]], {"tull": 1}], ids=str)
def test_another_sort_of_value_is_taken_or_refused_by_both(path, value):
    def put(parent, key):
        parent[key] = value

    table = changed(path, put)

    assert SCHEMA.is_valid(table) == is_read(table)
