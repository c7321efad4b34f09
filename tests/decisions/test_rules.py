import json
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

import decisions
from decisions.bodies import BodyKind, Tier
from decisions.modes import Abstention, CastingVote, Quorum, ReservationRule, Threshold, WrittenProcedure
from decisions.named import Per, Quantifier
from decisions.outcomes import Act, Evidence, Outcome, Procedure, ReservationSort
from decisions.parties import PartyKind
from decisions.proposals import Certainty, Matter, Scope, Trait
from decisions.rule_files import (
    SHIPPED,
    NotRules,
    read_rules,
    rule_from_dict,
    rule_to_dict,
    shipped_rules,
    statutory_floor,
)
from decisions.rules import Confidence, in_force
from decisions.voting_laws import MajorityOf, QuorumOf, read_voting_laws
from documents.kinds import ChangeClass, DocumentKind
from documents.markdown import read
from tests.decisions.builders import AFTER, BEFORE, FJORDMARK

FOLDER = Path(decisions.__file__).parent / "rules"
ALL_RULES = [*statutory_floor(), *(rule for name in SHIPPED for rule in shipped_rules(name))]

ONE_RULE = """
[[rule]]
id = "prove"
kinds = ["retningslinje"]
changes = ["ny"]
[rule.source]
document = "samarbeidsavtalen"
clause = "5.2 a"
[[rule.deciders]]
kind = "ASU"
"""


A_BARE_RULE = read_rules(ONE_RULE.replace('changes = ["ny"]', "").replace('kinds = ["retningslinje"]', ""))[0]


def test_every_file_of_rules_is_read_by_name():
    assert {path.stem for path in FOLDER.glob("*.toml")} == {*SHIPPED, "hol-6-1", "voting-laws"}


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_rule_survives_the_way_through_json(rule):
    assert rule_from_dict(json.loads(json.dumps(rule_to_dict(rule)))) == rule


WORDS = (
    *(DocumentKind, Matter, ChangeClass, Scope, Trait, Certainty, Act, Outcome, Procedure, Evidence),
    *(BodyKind, Tier, PartyKind, Per, Quantifier, Confidence, Threshold, Quorum, Abstention, CastingVote),
    *(WrittenProcedure, ReservationRule, ReservationSort, QuorumOf, MajorityOf),
)
"""Every word that a rule, the facts of a decision or a voting law may say."""

FULL_RULE = """
[[rule]]
id = "alt"
kinds = ["delavtale", "tvist", "årlig gjennomgang"]
changes = ["ny"]
scope = "ett par"
when = ["faglig", "binder partene"]
act = "godkjenner"
exception_from = "hovedregel"
limits = ["går ut over rammene"]
doubts = ["prinsipiell eller kostbar", "mindre økonomisk eller administrativ"]
fallback = ["partnerskapsmøtet", "tvisteløsningsnemnda"]
evidence = ["møtebok", "særutskrift", "protokoll", "signatur", "innsending"]
next = "partene"
every = "år"
floor = ["hol-6-1"]
delegable = true
confidence = "omstridt"
effect = "Binder partene."
note = "Antatt."
[rule.source]
document = "samarbeidsavtalen"
version = "2025"
clause = "5.2 a"
clause_id = "abcabcabca"
excerpt = "vedtas"
link = "https://www.eksempel.no"
[rule.valid]
from = 2025-05-01
to = 2029-12-31
[rule.mode]
threshold = "konsensus i hver blokk"
quorum = "minst to tredeler"
abstention = "teller mot"
steps = 2
casting_vote = "møteleder"
written = "ikke tillatt"
reservation = "bryter enigheten"
[[rule.deciders]]
tier = "strategisk"
[[rule.deciders]]
any_party = true
of = "kommune"
[[rule.delegated_from]]
kind = "kommunestyre"
of = "kommune"
per = "hver part"
quantifier = "alle"
[[rule.requires]]
act = "foreslår"
alternatives = [{kind = "FSU"}, {any_party = true}]
earlier = true
[[rule.requires]]
kind = "SSU"
alternatives = [{body = "ssu-nord"}]
[[rule.optional]]
body = "asu"
act = "uttaler seg"
"""


def test_a_rule_may_say_all_that_the_form_knows_and_survives_the_way_through_json():
    (rule,) = read_rules(FULL_RULE)

    assert rule_from_dict(json.loads(json.dumps(rule_to_dict(rule)))) == rule
    assert not [
        field.name for field in fields(rule) if getattr(rule, field.name) == getattr(A_BARE_RULE, field.name)
    ]


def test_a_rule_written_by_the_first_edition_is_read_as_before():
    written = (Path(__file__).parent / "landed_rule.json").read_text(encoding="utf-8")
    table = json.loads(written)

    rule = rule_from_dict(table)

    assert rule_to_dict(rule) == table
    assert rule.mode.steps == 1
    assert rule.when == ()


def test_alternatives_alone_name_whoever_is_enough():
    (rule,) = read_rules(FULL_RULE)

    assert [prior.words for prior in rule.requires] == ["FSU eller en part", "SSU eller ssu-nord"]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_every_rule_that_follows_the_product_has_a_source_words_and_a_first_day(rule):
    assert rule.source.clause
    assert rule.source.excerpt
    assert rule.valid_from


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_rule_points_only_at_rules_that_exist(rule):
    known = {other.id for other in ALL_RULES}

    assert set(rule.floor) <= known
    assert not rule.exception_from or rule.exception_from in known


@pytest.mark.parametrize("rule", statutory_floor(), ids=lambda rule: rule.id)
def test_every_statutory_rule_links_to_the_law(rule):
    assert rule.source.link.startswith("https://lovdata.no/")


def test_the_rules_of_2021_end_the_day_before_those_of_2025_begin():
    assert {rule.source.version for rule in in_force(FJORDMARK, BEFORE)} == {"2021.1"}
    assert {rule.source.version for rule in in_force(FJORDMARK, AFTER)} == {"2025.1"}


@pytest.mark.parametrize("rule", FJORDMARK, ids=lambda rule: rule.id)
def test_the_examples_rules_stand_in_the_examples_agreement_word_for_word(rule):
    texts = Path(decisions.__file__).parents[1] / "registry/examples/fjordmark/texts"
    version = texts / rule.source.document / f"{rule.source.version}.md"
    text = read(version.read_text(encoding="utf-8"))

    place = text.find(rule.source.clause_id)

    assert place is not None
    assert place.number == rule.source.clause
    assert rule.source.excerpt in version.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (
            ONE_RULE.replace('"retningslinje"', '"retningslinja"'),
            "«retningslinja» er ikke en kjent verdi for «kinds»",
        ),
        (ONE_RULE.replace("changes", "change"), "«change» er ikke et kjent navn her. Mente du «changes»?"),
        (ONE_RULE.replace('clause = "5.2 a"', ""), "«clause» mangler"),
        (ONE_RULE.replace('id = "prove"', ""), "«id» mangler"),
        (ONE_RULE.replace('kind = "ASU"', ""), "skriv enten «body»"),
        (ONE_RULE.replace('kind = "ASU"', 'of = "kommune"'), "skriv enten «body»"),
        (ONE_RULE + "[[rule.requires]]\nact = 'innstiller'", "«alternatives»"),
        (ONE_RULE + "[[rule.requires]]\nalternatives = [{}]", "skriv enten «body»"),
        (ONE_RULE + "[rule.mode]\nsteps = 3", "«steps» må være et helt tall fra 0 til 2"),
        (ONE_RULE + "[rule.mode]\nsteps = 0", "«steps» må være 1 eller 2"),
        (ONE_RULE.replace("[rule.source]", "when = ['viktig']\n[rule.source]"), "«viktig» er ikke en kjent"),
        (ONE_RULE + ONE_RULE, "regelen «prove» står to ganger"),
        (
            ONE_RULE + "[rule.valid]\nfrom = 2025-05-01\nto = 2025-04-30",
            "slutter (2025-04-30) før den begynner",
        ),
        (ONE_RULE + '[rule.valid]\nfrom = "i fjor"', "skrevet som 2025-05-01"),
        (ONE_RULE.replace('["ny"]', '"ny"'), "«changes» må være en liste"),
        ("[[rule]", "ikke gyldig TOML"),
        ("rule = 3", "«rule» må være en liste"),
        ("rule = [3]", "her må det stå en tabell"),
    ],
)
def test_a_broken_rule_file_is_refused_with_what_to_mend(broken, told):
    with pytest.raises(NotRules) as refused:
        read_rules(broken)

    assert told in str(refused.value)


def test_all_faults_of_a_file_are_told_at_once():
    broken = ONE_RULE.replace('"retningslinje"', '"retningslinja"').replace('"ASU"', '"ASS"')

    with pytest.raises(NotRules) as refused:
        read_rules(broken)

    assert len(refused.value.faults) == 2
    assert all("Regelfilen, «rule» nr. 1 (prove)" in fault for fault in refused.value.faults)


def test_a_rule_that_is_no_table_is_refused():
    with pytest.raises(NotRules):
        rule_from_dict(["ikke", "en", "regel"])


def test_the_rules_and_laws_in_the_documentation_are_such():
    page = Path(decisions.__file__).parents[1] / "docs/rules.md"
    examples = [part.split("```")[0] for part in page.read_text(encoding="utf-8").split("```toml\n")[1:]]

    assert [len(read_rules(example)) for example in examples if "[[rule]]" in example] == [1, 1]
    assert [len(read_voting_laws(example)) for example in examples if "[[law]]" in example] == [1]


def test_every_name_and_word_of_a_rule_is_told_of_in_the_documentation():
    page = (Path(decisions.__file__).parents[1] / "docs/rules.md").read_text(encoding="utf-8")
    rule = rule_to_dict(read_rules(FULL_RULE)[0])
    names = [*(rule.keys() - {"mode"}), *(f"mode.{name}" for name in rule["mode"])]
    words = [word.value for enum in WORDS for word in enum]

    assert not [name for name in names if f"`{name}`" not in page]
    assert not [word for word in words if f"`{word}`" not in page]


def test_rule_files_are_ordinary_toml():
    for path in FOLDER.glob("*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        assert table.get("rule") or table.get("law")
