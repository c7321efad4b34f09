"""The class that the facts point to, with reasons; a person confirms."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from documents.comparing.diff import compare
from documents.evidence import evidence
from documents.evidence.suggestion import suggest
from documents.kinds import ChangeClass
from documents.markdown import read
from documents.text import LegalText
from tests.documents.texts import LEGAL_TEXTS

EXAMPLE = Path(__file__).parents[2] / "registry" / "examples" / "fjordmark" / "texts" / "samarbeidsavtalen"

OLD = """# Avtale

## 1 Formål {#formaal}

Rommet er blått, og tilbakemedlingen er kort.

## 2 Ansvar {#ansvar}

Kommunen skal svare innen to dager.

## 3 Vedtak {#vedtak}

PSU vedtar planen.

## 4 Varighet og oppsigelse {#varighet}

Avtalen gjelder til den blir erstattet.
"""


def suggested(was, now, clauses=(), law_items=None):
    comparison = compare(read(OLD), read(OLD.replace(was, now)))
    return suggest(comparison, evidence(comparison, clauses, law_items))


@pytest.mark.parametrize(
    ("was", "now", "change"),
    [
        ("tilbakemedlingen", "tilbakemeldingen", ChangeClass.REDAKSJONELL),
        ("Rommet er blått", "Rommet er grønt og stort", ChangeClass.MINDRE),
        ("to dager", "tre dager", ChangeClass.REVISJON),
        ("skal svare", "bør svare", ChangeClass.REVISJON),
        ("\n## 2 Ansvar", "\n## 2 Tolk {#tolk}\n\nTolk er viktig.\n\n## 2 Ansvar", ChangeClass.REVISJON),
        ("Kommunen skal", "Helseforetaket skal", ChangeClass.VESENTLIG),
        ("PSU vedtar planen.", "PSU vedtar planen med alminnelig flertall.", ChangeClass.VESENTLIG),
        ("Rommet er blått", "Rommet koster 500 kroner", ChangeClass.VESENTLIG),
        ("blir erstattet", "blir sagt opp eller erstattet", ChangeClass.VESENTLIG),
    ],
)
def test_the_class_follows_what_is_touched(was, now, change):
    found = suggested(was, now)

    assert found.change is change
    assert found.reasons
    assert found.against
    assert not found.certain


def test_a_mandate_clause_is_never_minor():
    assert suggested("PSU vedtar planen.", "PSU vedtar planene.").change is ChangeClass.MINDRE
    assert suggested("PSU vedtar planen.", "PSU vedtar planene.", ["vedtak"]).change is ChangeClass.VESENTLIG


def test_a_spelling_in_a_mandate_clause_is_editorial_and_says_where_it_stands():
    found = suggested("PSU vedtar planen.", "PSU vedtar planen", ["vedtak"])

    assert found.change is ChangeClass.REDAKSJONELL
    assert "Mandatbestemmelser er rørt: punkt 3." in found.against


def test_a_mandate_clause_that_only_looks_otherwise_does_not_weigh():
    now = OLD.replace("PSU vedtar planen.", "**PSU** vedtar planen.").replace("blått", "grønt")
    comparison = compare(read(OLD), read(now))
    findings = evidence(comparison, ["vedtak"])

    assert "vedtak" in {finding.place.id for finding in findings}
    assert suggest(comparison, findings).change is ChangeClass.MINDRE


def test_what_the_law_demands_weighs_more():
    assert suggested("to dager", "tre dager", law_items={"ansvar": [5]}).reasons == (
        "Plikter eller frister er endret i det som er vurdert mot § 6-2 nr. 5: punkt 2.",
    )
    assert suggested("to dager", "tre dager", law_items={"formaal": [5]}).change is ChangeClass.REVISJON
    assert suggested("blått", "grønt", law_items={"formaal": [5]}).change is ChangeClass.REVISJON


def test_a_new_text_is_new_and_an_empty_one_a_repeal_and_that_is_certain():
    new, gone = compare(LegalText("Avtale"), read(OLD)), compare(read(OLD), LegalText("Avtale"))

    assert (suggest(new, evidence(new)).change, suggest(new, evidence(new)).certain) == (ChangeClass.NY, True)
    assert (suggest(gone, evidence(gone)).change, suggest(gone, evidence(gone)).certain) == (
        ChangeClass.OPPHEVING,
        True,
    )


def test_other_numbers_alone_change_nothing():
    found = suggested("## 4 Varighet", "## 5 Varighet")

    assert (found.change, found.certain) == (ChangeClass.REDAKSJONELL, True)
    assert found.reasons == ("Ingen ord er endret, bare numre.",)


def test_it_always_says_that_a_person_confirms():
    assert suggested("blått", "grønt").sentence == (
        "Forslag: mindre endring. Forslaget bygger bare på ordene; en navngitt person avgjør og bekrefter."
    )


def test_the_examples_minor_change_moves_a_duty_and_the_suggestion_says_so():
    old, new = (
        read((EXAMPLE / f"{number}.md").read_text(encoding="utf-8")) for number in ("2025.1", "2025.2")
    )
    comparison = compare(old, new)
    found = suggest(comparison, evidence(comparison))

    assert found.change is ChangeClass.VESENTLIG
    assert found.reasons == ("En plikt er lagt på en annen: punkt 4.6.",)
    assert found.to_dict()["change"] == "vesentlig"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LEGAL_TEXTS, LEGAL_TEXTS)
def test_every_suggestion_has_reasons_in_whole_sentences(old, new):
    comparison = compare(old, new)
    found = suggest(comparison, evidence(comparison))

    assert found.reasons
    assert all(each[0].isupper() and each.endswith(".") for each in (*found.reasons, *found.against))
