import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decisions
from decisions.facts_files import NotFacts, facts_from_dict, read_facts
from decisions.facts_schema import facts_schema
from decisions.mandate import judge
from decisions.outcomes import Evidence, Procedure
from decisions.verdict import Answer, NotAVerdict, Verdict
from tests.decisions.builders import FLOOR, HASH, a_decision, a_proposal, judged
from tests.decisions.builders import PSU as THE_PSU

A_CASE = {
    "on": "2025-06-12",
    "body": {"ref": "asu", "name": "ASU", "kind": "ASU"},
    "proposal": {"kind": "retningslinje", "change": "revisjon"},
    "version": "retningslinje-5@2025.1",
    "text_hash": HASH,
    "rules": ["nordre-trondelag"],
}


def with_(**changes):
    return {**A_CASE, **changes}


def answer_to(table):
    file = facts_from_dict(table)
    return judge(file.facts, file.rules, FLOOR).answer


def test_a_described_decision_is_judged_without_a_register():
    assert answer_to(A_CASE) is Answer.VALID
    assert answer_to(with_(proposal={"kind": "retningslinje", "change": "ny"})) is Answer.INVALID


def test_without_rules_only_the_law_speaks():
    assert answer_to(with_(rules=[])) is Answer.NEEDS_HUMAN


def test_a_rule_may_stand_in_the_file_itself():
    rule = {
        "id": "egen",
        "kinds": ["retningslinje"],
        "source": {"document": "avtalen", "clause": "3"},
        "deciders": [{"body": "asu"}],
    }

    assert answer_to(with_(rules=[rule])) is Answer.VALID


def test_everything_the_form_knows_is_read():
    file = facts_from_dict(
        with_(
            act="vedtar",
            outcome="vedtatt",
            case="12/25",
            body={
                "ref": "k",
                "name": "kommunestyret i Granvik",
                "kind": "kommunestyre",
                "party": {"ref": "granvik", "name": "Granvik", "kind": "kommune", "from": "2020-01-01"},
            },
            proposal={
                "kind": "samarbeidsavtale",
                "change": "mindre",
                "scope": "alle parter",
                "label": "mindre",
                "findings": [
                    {"trait": "flytter ansvar", "certainty": "bekreftet", "place": "punkt 4.6", "by": "Kari"}
                ],
            },
            votes={"for": 13, "against": 12, "abstained": 0, "present": 25, "members": 25, "chair_for": True},
            reservation={"text": "Vi ber om en evaluering.", "sort": "merknad"},
            prior=[{"body": {"kind": "ASU"}, "on": "2025-06-01", "act": "innstiller", "outcome": "vedtatt"}],
        )
    )

    assert file.facts.owner.name == "Granvik"
    assert file.facts.votes.for_ == 13
    assert judge(file.facts, file.rules, FLOOR).answer is Answer.VALID


A_COUNCIL = {"ref": "k", "kind": "kommunestyre", "party": {"ref": "g", "name": "Granvik", "kind": "kommune"}}


def test_what_the_extended_form_knows_is_read():
    facts = facts_from_dict(
        with_(
            body={
                "ref": "ssu",
                "kind": "SSU",
                "tier": "strategisk",
                "predecessors": ["osu"],
                "aliases": [{"name": "OSU", "to": "2022-12-31"}],
            },
            blocs=[
                {"name": "kommunene", "for": 4, "against": 1},
                {"name": "helseforetaket", "for": 5, "against": 0},
            ],
            votes={"for": 9, "against": 1, "members": 10},
            procedure="skriftlig",
            all_consent=True,
            delegations=[
                {
                    "from": A_COUNCIL,
                    "to": {"body": "ssu"},
                    "kinds": ["retningslinje"],
                    "changes": ["revisjon"],
                    "valid": {"from": "2024-01-01", "to": "2027-12-31"},
                    "source": "PS 4/24",
                }
            ],
            evidence=["møtebok"],
            seats=[{"person": "Kari", "speaks_for": "g", "may_vote": False}],
            parties=[{"name": "Granvik", "kind": "kommune"}],
            prior=[
                {
                    "body": A_COUNCIL,
                    "on": "2025-06-01",
                    "outcome": "returnert",
                    "returned_to": "ssu",
                    "case": "1/25",
                }
            ],
        )
    ).facts

    assert facts.body.is_or_came_after("osu")
    assert facts.body.name_on(date(2022, 12, 31)) == "OSU"
    assert [bloc.words for bloc in facts.blocs] == ["kommunene 4 for, 1 mot", "helseforetaket 5 for, 0 mot"]
    assert facts.vote.members == 10
    assert (facts.procedure, facts.all_consent) == (Procedure.SKRIFTLIG, True)
    assert facts.delegations[0].words == "kommunestyre (PS 4/24)"
    assert facts.delegations[0].holds_on(date(2024, 1, 1))
    assert not facts.delegations[0].holds_on(date(2028, 1, 1))
    assert facts.evidence == {Evidence.MOTEBOK}
    assert (facts.seats[0].body, facts.seats[0].may_vote) == ("ssu", False)
    assert facts.parties[0].name == "Granvik"
    assert (facts.prior[0].returned_to, facts.prior[0].case) == ("ssu", "1/25")


def test_nothing_said_of_evidence_is_not_the_same_as_no_evidence():
    assert facts_from_dict(A_CASE).facts.evidence is None
    assert facts_from_dict(with_(evidence=[])).facts.evidence == frozenset()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (with_(on="2025-02-30"), "«on» må være en dag som finnes"),
        ({**A_CASE, "on": None}, "«on» mangler"),
        (with_(body={}), "«kind» mangler"),
        (with_(body={"kind": "asu"}), "Velg en av: kommunestyre"),
        (with_(proposal={"change": "ny"}), "«kind» mangler"),
        (with_(proposal={"kind": "retningslinje"}), "«change» mangler"),
        (with_(text_hash="a1f3"), "64 tegn"),
        (with_(votes={"for": 9}), "både «for» og «against»"),
        (with_(votes={"for": 9, "against": 0, "present": 8}), "bare 8 var til stede"),
        (with_(votes={"for": -1, "against": 0}), "et helt tall fra 0"),
        (with_(votes={"for": True, "against": 0}), "et helt tall fra 0"),
        (with_(blocs=[{"name": "kommunene", "for": 5}]), "både «for» og «against»"),
        (with_(blocs=[{"for": 5, "against": 0}]), "«name» mangler"),
        (
            with_(blocs=[{"name": "kommunene", "for": 5, "against": 0}], votes={"for": 9, "against": 0}),
            "Stemmene i alt er 9 for, 0 mot, men sidene for seg er kommunene 5 for, 0 mot",
        ),
        (with_(blocs=[{"name": "hf", "for": 1, "against": 0}] * 2), "Stemmene til hf er ført to ganger"),
        (with_(delegations=[{"to": {"body": "asu"}}]), "«delegations» nr. 1, «from»: «kind» mangler"),
        (with_(delegations=[{"from": {"kind": "ASU"}}]), "«delegations» nr. 1, «to»: skriv enten «body»"),
        (with_(seats=[{}]), "«seats» nr. 1: «person» mangler"),
        (with_(evidence=["kvittering"]), "«kvittering» er ikke en kjent verdi"),
        (with_(procedure="telefon"), "Velg en av: møte, fjernmøte"),
        (with_(rules=["trondelag"]), "Velg en av: nordre-trondelag"),
        (with_(rules=[{}]), "«rules» nr. 1: «id» mangler"),
        (with_(prior=[{"on": "2025-06-01"}]), "«prior» nr. 1, «body»: «kind» mangler"),
        (with_(utfall="vedtatt"), "«utfall» er ikke et kjent navn her"),
        (with_(case="12\x00"), "vanlig tekst"),
        (with_(act="\ud800"), "«?» er ikke en kjent verdi for «act»"),
        ([], "her må det stå en tabell"),
    ],
)
def test_broken_facts_are_refused_with_what_to_mend(table, told):
    with pytest.raises(NotFacts) as refused:
        facts_from_dict(table)

    assert told in str(refused.value)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "9" * 5000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(NotFacts, match="JSON"):
        read_facts(text)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10) | st.sampled_from(["ASU", "ny", HASH]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*A_CASE, "votes", "prior", "reservation", "act"]), values))
def test_any_table_is_either_refused_or_judged(changes):
    try:
        file = facts_from_dict({**A_CASE, **changes})
    except NotFacts:
        return
    assert judge(file.facts, file.rules, FLOOR).answer in Answer


PAGE = (Path(decisions.__file__).parents[1] / "docs/rules.md").read_text(encoding="utf-8")
TOLD = [json.loads(part.split("```")[0]) for part in PAGE.split("```json\n")[1:]]


def test_the_facts_in_the_documentation_give_the_verdict_in_the_documentation():
    facts, verdict = TOLD[:2]

    file = facts_from_dict(facts)

    assert judge(file.facts, file.rules, FLOOR).to_dict() == verdict


@pytest.mark.parametrize(("facts", "verdict"), list(zip(TOLD[::2], TOLD[1::2], strict=True)))
def test_every_example_in_the_documentation_is_answered_as_it_says(facts, verdict):
    file = facts_from_dict(facts)

    answered = judge(file.facts, file.rules, FLOOR).to_dict()

    assert {name: answered[name] for name in verdict} == verdict


def test_every_name_of_the_facts_is_told_of_in_the_documentation():
    """Those of a rule are held by tests/decisions/test_rules.py."""
    schema = facts_schema()
    parts = ("body", "party", "alias", "proposal", "finding", "votes", "bloc", "reservation", "treatment")
    tables = [schema, *(schema["$defs"][part] for part in (*parts, "delegation", "seat"))]
    names = {name for table in tables for name in table["properties"]}

    assert not [name for name in names if f"`{name}`" not in PAGE]


def test_a_verdict_survives_the_way_through_json():
    verdict = judged(a_decision(THE_PSU, a_proposal()))

    assert Verdict.from_dict(json.loads(json.dumps(verdict.to_dict()))) == verdict


@pytest.mark.parametrize(
    "change", [{"verdict": "JA"}, {"on": "i går"}, {"rules": [{}]}, {"reasons": "fordi"}]
)
def test_a_table_that_is_no_verdict_is_refused(change):
    table = judged(a_decision(THE_PSU, a_proposal())).to_dict()

    with pytest.raises(NotAVerdict):
        Verdict.from_dict({**table, **change})


def test_a_verdict_stored_by_the_first_edition_is_read_with_every_sentence_it_had():
    stored = judged(a_decision(THE_PSU, a_proposal())).to_dict()
    sentences = ["PSU har ikke mandat.", "Punkt 5.2 c.", "Organet kalte det noe annet.", "Saken må til ASU."]
    landed = {**stored, "reasons": sentences}
    for name in ("what", "why", "now", "remarks"):
        del landed[name]

    read = Verdict.from_dict(landed)

    assert list(read.reasons) == sentences
    assert Verdict.from_dict(json.loads(json.dumps(read.to_dict()))) == read
