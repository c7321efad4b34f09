"""Hostile and unlucky searches through both engines: each is answered, and says how it was understood."""

import os

from search.entries import Filters
from search.forgiving import Forgiving
from search.query import parse
from search.telling import corrections, remarks, understood
from tests.search.builders import an_entry, at
from tests.search.fuzzing import fuzzed

MANY = 10_000 if "AVTALEVERK_TEST_FULL" in os.environ else 96
BODIES = (
    "Kommunen varsler helseforetaket om utskrivningsklare pasienter innen 24 timer.",
    "Øyeblikkelig hjelp gis hele døgnet, jf. helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4.",
    "Legemiddellisten følger pasienten ved overføring. Se punkt 5.2 d.",
    "Pårørende får opplæring og rettleiing av sjukehuset.",
)
WORDS = sorted({word.strip(".,") for body in BODIES for word in body.split() if word.strip(".,").isalpha()})


def test_whatever_is_typed_is_answered_and_what_was_done_with_it_is_told(engine):
    engine.rebuild([an_entry(body, document=f"d{number}") for number, body in enumerate(BODIES)], at(1))
    forgiving = Forgiving()

    for typed in fuzzed(MANY, WORDS):
        query = parse(typed)
        results = forgiving.find(engine, query, Filters("nord"))
        assert results.query.text == typed
        assert bool(results.problem) == bool(query.problem), typed
        assert bool(understood(results.query, "nn")) != results.query.is_empty, typed
        assert len(remarks(query, "nn")) == len(query.remarks), typed
        assert bool(corrections(results.corrected)) == bool(results.corrected), typed
        assert results.total or not results.hits, typed
