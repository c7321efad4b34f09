"""A citation leads to the very words it means, or nowhere."""

import pytest

from documents.citing import block_of, cited
from documents.markdown import plain, read
from documents.numbering import NotANumber
from documents.text import plain_text

TEXT = read("""# Retningslinje

## 4 Plikter {#plikter}

### 4.3 Varsling {#varsling}

Kroppens punkt.

## 5 Ansvar {#ansvar}

Første ledd innledes slik:

1. ett

2. to

Andre ledd innledes slik:

1. ein

2. tvo

a) {#ansvara} Bokstav a i andre ledd.

   Mer om bokstav a.

b) {#ansvarb} Bokstav b:

   1. b en

   2. b to

      - b to strek

   - b strek

## 6 Rutiner {#rutiner}

a) {#rutinera} Bokstav:

   - skjult strek

a) {#rutineraa} Samme bokstav igjen.

## 7 g) Telefon {#telefon}

a) {#telefona} Nummeret står på nett.

## IV Romertall {#roman nr="IV"}

a) {#romana} Uten nummer å vise til.

## Vedlegg 12 Rutiner {#vedlegg}

### 4.3 Varsling {#vedleggvarsling}

Vedleggets punkt.

- en

- to

Og mer.

- tre
""")


def words(citation):
    return [plain(inline) for inline in plain_text(block_of(TEXT, citation))]


@pytest.mark.parametrize(
    ("citation", "meant"),
    [
        ("pkt. 4.3", ["Kroppens punkt."]),
        ("Vedlegg 12 pkt. 4.3 siste kulepunkt", ["tre"]),
        ("Vedlegg 12, pkt. 4.3, andre strekpunkt", ["to"]),
        ("Vedlegg 12 4.3 kulepunkt 1", ["en"]),
        ("Vedlegg 12 4.3 første ledd siste kulepunkt", ["to"]),
        ("Vedlegg 12 4.3 siste ledd", ["Og mer.", "tre"]),
        ("pkt. 5, første avsnitt nr. 2", ["to"]),
        ("punkt 5 fyrste ledd nr. 2", ["to"]),
        ("punkt 5 annet ledd nr. 2", ["tvo"]),
        ("§ 5 2. ledd nummer 1", ["ein"]),
        ("5 første ledd", ["Første ledd innledes slik:", "ett", "to"]),
        ("5 andre ledd bokstav a", ["Bokstav a i andre ledd.", "Mer om bokstav a."]),
        ("5 a andre ledd", ["Mer om bokstav a."]),
        ("5 b nr. 2", ["b to", "b to strek"]),
        ("5 b nr. 2 første kulepunkt", ["b to strek"]),
        ("5 b siste kulepunkt", ["b strek"]),
        ("6 første kulepunkt", ["skjult strek"]),
        ("7 g bokstav a", ["Nummeret står på nett."]),
        ("4.3 første ledd første punktum", ["Kroppens punkt."]),
    ],
)
def test_a_citation_means_these_words(citation, meant):
    assert words(citation) == meant


@pytest.mark.parametrize(
    "citation",
    [
        "4.4",
        "4.3 andre ledd",
        "4.3 nr. 1",
        "4.3 siste kulepunkt",
        "5 nr. 3",
        "Vedlegg 11 4.3",
        "5 første ledd bokstav a",
    ],
)
def test_what_is_not_there_is_not_found(citation):
    assert cited(TEXT, citation) is None


@pytest.mark.parametrize("citation", ["5 nr. 2", "6 første ledd bokstav a"])
def test_what_could_be_two_things_is_none_of_them(citation):
    assert cited(TEXT, citation) is None


@pytest.mark.parametrize(
    ("citation", "identity"),
    [
        ("5 første ledd nr. 2", "ansvar"),
        ("5 andre ledd bokstav b", "ansvarb"),
        ("5 b nr. 2", "ansvarb"),
        ("7 g a)", "telefona"),
        ("4.3", "varsling"),
        ("Vedlegg 12 4.3 siste kulepunkt", "vedleggvarsling"),
    ],
)
def test_the_place_is_the_section_or_lettered_point_it_stands_in(citation, identity):
    assert cited(TEXT, citation).place.id == identity
    assert TEXT.find_number(citation).id == identity


def test_words_that_are_no_number_are_refused():
    with pytest.raises(NotANumber):
        block_of(TEXT, "siste kulepunkt")
