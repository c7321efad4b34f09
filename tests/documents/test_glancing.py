"""A look at the marks of a text finds what reading all of it finds."""

import pytest
from hypothesis import given, settings

from documents.glancing import glance
from documents.markdown import read, write
from documents.statements import statements_at
from tests.documents.rich_texts import RICH_TEXTS

TEXT = """# Avtale

## 1 Formål {#formal}

Partene skal samarbeide.

## 2 Ansvar {#ansvar}

### 2.1 Kommunen {#kommunen fra="gammel"}

Kommunen skal:

a) {#melde} melde

b) {#svare fra="melde"} svare
"""


@settings(max_examples=60, deadline=None)
@given(RICH_TEXTS)
def test_a_glance_finds_what_reading_finds(text):
    source = write(text)
    tree, seen = read(source), glance(source)
    places = {place.id: (place.number, place.section.title) for place in tree.places() if place.id}

    assert {each: (found.number, found.title) for each, found in seen.places.items()} == places
    for identity in places:
        assert set(seen.statements(identity) or ()) == set(statements_at(tree, identity) or ())


@pytest.mark.parametrize(
    ("identity", "told"), [("ansvar", ("2", "Ansvar")), ("melde", ("2.1 a", "Kommunen")), ("gammel", None)]
)
def test_a_place_is_called_what_it_is_called(identity, told):
    found = glance(TEXT).places.get(identity)

    assert (found and (found.number, found.title)) == told


def test_the_words_of_a_place_are_the_same_where_the_same_stands():
    renamed = TEXT.replace("Formål", "Mål")
    changed = TEXT.replace("skal samarbeide", "kan samarbeide")

    assert glance(TEXT).sources("formal") == glance(renamed).sources("formal")
    assert glance(TEXT).sources("formal") != glance(changed).sources("formal")
    assert glance(TEXT).sources("ansvar") != glance(TEXT.replace("### 2.1 K", "### 2.1 k")).sources("ansvar")
    assert len(glance(TEXT).sources("melde")) == 2, "itself, and what was split from it"
