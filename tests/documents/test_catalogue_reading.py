"""A file of demands is read whole, or refused with every fault: file, line, and what to do."""

import json
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents.minimums
from documents.kinds import Language
from documents.minimums import SHIPPED, CatalogueKind, shipped_files
from documents.minimums.form import ENTRY, HEAD, MORE, SOURCE
from documents.minimums.language import foreign_words
from documents.minimums.lines import Lines
from documents.minimums.reading import MOST_BYTES, Fault, NotACatalogue, read_catalogue
from documents.minimums.schema import catalogue_schema

ROOT = Path(documents.minimums.__file__).parents[2]
SCHEMA = jsonschema_rs.Draft202012Validator(catalogue_schema())

HEADING = """# Egne krav
catalogue = "egne-krav"
kind = "feltets plikter"
title = "Egne krav"
law = "vedtak i PSU"
link = "https://eksempel.no/vedtak"
read_in = "protokollen"
read_by = "Kari Nordmann"
read_on = 2026-11-01
"""
ENTRY_OF_ITS_OWN = """
[[entry]]
nr = 1
label = "Felles kontakt"
demand = "Hver part har en felles kontakt."
form = "kontakt"
since = 2026-01-01
"""
A_FILE = HEADING + ENTRY_OF_ITS_OWN


def faults(text: str, name: str = "egne.toml") -> list[str]:
    with pytest.raises(NotACatalogue) as refused:
        read_catalogue(name, text.encode())
    return [str(fault) for fault in refused.value.faults]


def source(name: str) -> str:
    return files(documents.minimums).joinpath(f"{name}.toml").read_text(encoding="utf-8")


def as_json(text: str) -> object:
    """What the TOML says, with its dates as JSON has them."""
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


def test_a_whole_catalogue_is_read_with_its_source():
    read = read_catalogue("egne.toml", A_FILE.encode())

    (entry,) = read.entries
    assert (read.ref, read.head.kind, read.extends) == ("egne-krav", CatalogueKind.FIELD, False)
    assert (str(entry.source), entry.read_by, entry.read_at) == (
        "vedtak i PSU",
        "Kari Nordmann",
        "https://eksempel.no/vedtak",
    )


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('label = "Felles kontakt"\n', "", "egne.toml, linje 11: «label» mangler. Skriv det: et kort navn på kravet."),
        ('link = "https://eksempel.no/vedtak"\n', "", "«link» mangler. Skriv det: adressen der loven står, fra https://."),
        ('law = "vedtak i PSU"\n', "", "egne.toml, linje 10: «law» mangler (loven, som «helse- og omsorgstjenesteloven»)"),
        ('read_in = "protokollen"\n', "", "«read_in» mangler (hva som er lest"),
        ("read_on = 2026-11-01\n", "", "«read_on» mangler (hvilken dag det ble lest)"),
        ('kind = "feltets plikter"', 'kind = "annet"', "egne.toml, linje 3: «kind» skal være ett av disse: «innhold"),
        ('catalogue = "egne-krav"', 'catalogue = "Egne Krav"', "egne.toml, linje 2: «catalogue» skal være to til førti"),
        ("https://eksempel.no/vedtak", "javascript:alert(1)", "egne.toml, linje 6: «link» skal være en adresse"),
        ("nr = 1", "nr = true", "egne.toml, linje 12: «nr» skal være et helt tall fra 1 til 9999."),
        ("nr = 1", "nr = 0", "egne.toml, linje 12: «nr» skal være et helt tall"),
        ("since = 2026-01-01", 'since = "2026-01-01"', "linje 16: «since» skal være en dato uten anførselstegn"),
        ("since = 2026-01-01", "since = 2026-01-01T10:00:00", "linje 16: «since» skal være en dato"),
        ('form = "kontakt"', 'froms = "kontakt"\nform = "kontakt"', "linje 15: «froms» er ikke et navn her. Mente du «form»?"),
        ('form = "kontakt"', 'form = "kontakt"\nx = 1', "linje 16: «x» er ikke et navn her. Ta det bort."),
        ('"Felles kontakt"', '"Felles\\nkontakt"', "linje 13: «label» skal være én linje"),
        ('"Felles kontakt"', '"  "', "linje 13: «label» skal være én linje"),
        ('form = "kontakt"', 'form = "kontakt"\nreading = "ja"', "linje 16: «reading» skal være true eller false."),
        ('form = "kontakt"', 'form = "kontakt"\nevidence = "ja"', "linje 16: «evidence» skal være en liste"),
        ("since = 2026-01-01", "since = 2026-01-01\nuntil = 2026-01-01", "linje 17: Kravet slutter 2026-01-01, men begynner først"),
        ("since = 2026-01-01", "since = 2026-01-01\nguidance = 2025-12-31", "linje 17: Kravet er ventet 2025-12-31, men"),
        ("since = 2026-01-01", "since = 2026-01-01\ndeadline = 2025-12-31", "linje 17: Kravet har frist 2025-12-31, men"),
        ("since = 2026-01-01", "since = 2026-02-31", "linje 16: Her kan filen ikke leses som TOML."),
        ('label = "Felles kontakt"', "label = Felles kontakt", "linje 13: Her kan filen ikke leses som TOML."),
        ("[[entry]]", "[entry]", "linje 11: Skriv hver oppføring under sin egen linje med [[entry]]."),
        ("[[entry]]", "[[more]]\nnr = 1\n[[entry]]", "linje 11: «more» står bare i en fil med [extends]."),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_line_and_what_to_do(was, becomes, told):
    assert was in A_FILE

    assert any(told in fault for fault in faults(A_FILE.replace(was, becomes)))


def test_all_faults_are_told_at_once_in_the_order_of_the_lines():
    broken = A_FILE.replace('label = "Felles kontakt"\n', "").replace("nr = 1", 'nr = "en"')
    broken = broken.replace('kind = "feltets plikter"', 'kind = "annet"')

    assert [fault.split(":")[0] for fault in faults(broken)] == [
        "egne.toml, linje 3",
        "egne.toml, linje 11",
        "egne.toml, linje 12",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"# ok\n# \xe6rlig\n", "egne.toml, linje 2: Filen er ikke skrevet i UTF-8. Lagre den som UTF-8"),
        (b"#" * (MOST_BYTES + 1), "256 kB er det meste. Del den i flere."),
        (b"", "Filen har ingen oppføringer."),
        (b"a = " + b"[" * 5000, "Filen har klammer inni klammer"),
    ],
)
def test_what_is_no_file_of_demands_is_told_as_that(data, told):
    with pytest.raises(NotACatalogue) as refused:
        read_catalogue("egne.toml", data)

    assert told in str(refused.value)


def test_too_many_entries_are_refused():
    many = HEADING + "".join(ENTRY_OF_ITS_OWN.replace("nr = 1", f"nr = {nr}") for nr in range(1, 502))

    assert faults(many) == ["egne.toml, linje 1: Filen har over 500 oppføringer. Del den i flere."]


def test_a_number_that_stands_twice_from_the_same_day_is_refused():
    assert faults(A_FILE + ENTRY_OF_ITS_OWN) == [
        "egne.toml, linje 18: Krav nr. 1 fra 2026-01-01 står alt på linje 11. "
        "Ta bort den ene, eller gi den et eget nummer eller en annen dag."
    ]


def test_a_state_that_says_it_goes_on_beyond_the_next_is_refused():
    ends = ENTRY_OF_ITS_OWN.replace("since = 2026-01-01", "since = 2026-01-01\nuntil = 2026-07-02")
    later = ENTRY_OF_ITS_OWN.replace("2026-01-01", "2026-07-01")

    assert faults(HEADING + ends + later) == [
        "egne.toml, linje 11: Krav nr. 1 fra 2026-01-01 gjelder til 2026-07-02, men det samme kravet har en ny "
        "tilstand fra 2026-07-01. Rett den ene dagen, så de følger etter hverandre."
    ]


def test_a_state_that_ends_the_day_the_next_begins_is_right():
    ends = ENTRY_OF_ITS_OWN.replace("since = 2026-01-01", "since = 2026-01-01\nuntil = 2026-07-01")

    read = read_catalogue(
        "egne.toml", (HEADING + ends + ENTRY_OF_ITS_OWN.replace("2026-01-01", "2026-07-01")).encode()
    )

    assert [entry.until for entry in read.entries] == [date(2026, 7, 1), None]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            'terms_nn = ["koordinerende enhet"]',
            "«terms_nn» skal være nynorsk, men «koordinerende», «enhet» er bokmål.",
        ),
        (
            'terms_nb = ["koordinerande eining"]',
            "«terms_nb» skal være bokmål, men «koordinerande», «eining» er nynorsk.",
        ),
        (
            'label_nn = "Utskrivningsklare pasienter"',
            "«label_nn» skal være nynorsk, men «Utskrivningsklare», «pasienter»",
        ),
        ('demand_nn = "Partene skal ikke."', "«demand_nn» skal være nynorsk, men «ikke» er bokmål."),
        (
            'evidence = ["Ja."]\nevidence_nn = ["Kven.", "Kva."]',
            "«evidence» har 1 punkter og «evidence_nn» 2.",
        ),
    ],
)
def test_a_list_in_the_other_form_of_norwegian_is_refused(line, told):
    (fault,) = faults(A_FILE + line + "\n")

    assert told in fault
    assert "egne.toml, linje 1" in fault


@pytest.mark.parametrize("file", shipped_files(), ids=lambda file: file.ref)
def test_what_the_product_comes_with_is_told_in_both_forms_and_says_where_it_was_read(file):
    for entry in file.entries:
        assert entry.label_nn
        assert entry.demand_nn
        assert len(entry.evidence) == len(entry.evidence_nn)
        assert not foreign_words(
            " ".join((*entry.terms_nb, *entry.evidence, entry.label, entry.demand)), Language.NB
        )
        assert entry.read_at.startswith("https://")
        assert entry.read_on is not None
        assert entry.source.link.startswith("https://lovdata.no/")


@pytest.mark.parametrize(
    "swapped",
    [entry for file in shipped_files() for entry in file.entries if entry.evidence and entry.terms_nb],
    ids=lambda each: each.key,
)
def test_lists_of_the_product_that_had_changed_place_would_be_found(swapped):
    assert foreign_words(" ".join((*swapped.terms_nb, *swapped.evidence)), Language.NN)
    assert foreign_words(" ".join((*swapped.terms_nn, *swapped.evidence_nn)), Language.NB)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "word",
    [
        *(
            "beredskap",
            "ansvar",
            "gråsone",
            "forsking",
            "heim",
            "sjukehus",
            "kollega",
            "villig",
            "samarbeidsorgan",
        ),
        *(
            "forgreining",
            "seminar",
            "helse",
            "finger",
            "lege",
            "kommune",
            "KAD",
            "0–24",
            "mestring",
            "skole",
            "sykehus",
            "AMK-en",
        ),
    ],
)
def test_words_that_both_forms_have_count_against_neither(word, language):
    assert not foreign_words(word, language)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_files_of_the_product_are_valid_by_the_schema(name):
    assert list(SCHEMA.iter_errors(as_json(source(name)))) == []


@pytest.mark.parametrize(
    "text",
    [
        A_FILE.replace('label = "Felles kontakt"\n', ""),
        A_FILE.replace("nr = 1", "nr = 0"),
        A_FILE.replace('kind = "feltets plikter"', 'kind = "annet"'),
        A_FILE.replace("[[entry]]", "[[more]]"),
        A_FILE + "x = 1\n",
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(text):
    assert faults(text)
    assert not SCHEMA.is_valid(as_json(text))


def test_the_schema_that_is_published_is_the_one_the_reader_goes_by():
    assert json.loads((ROOT / "docs/catalogue.schema.json").read_text(encoding="utf-8")) == catalogue_schema()


def test_every_name_of_the_form_is_told_in_the_documentation():
    told = (ROOT / "docs/catalogues.md").read_text(encoding="utf-8")

    assert [
        name for name in (*HEAD, *SOURCE, *ENTRY, *MORE, "extends", "more") if f"`{name}`" not in told
    ] == []


def test_a_line_is_found_though_words_go_over_several_lines():
    lines = Lines('a = """\n[[entry]]\nnr = 1\n"""\n\n[[entry]]\n"nr" = 2\n[[entry]] # den andre\nnr=3\n')

    assert (lines.table("entry"), lines.table("entry", 1)) == (6, 8)
    assert (lines.key("nr", within="entry"), lines.key("nr", within="entry", index=1)) == (7, 9)
    assert lines.key("mangler", within="entry", index=1) == 8


SCRAPS = [
    "[[entry]]",
    "[extends]",
    "[[more]]",
    "nr = 1",
    'catalogue = "hol-6-2"',
    "since = 2026-01-01",
    "x",
    "[",
    '"""',
    "=",
    "\n",
]


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(st.sampled_from(SCRAPS), max_size=12).map(lambda each: "\n".join(each).encode()),
    )
)
def test_whatever_is_handed_in_is_read_or_refused_in_sentences(data):
    for fault in told_of(data):
        assert fault.line >= 1
        assert fault.sentence.endswith((".", "?"))


def told_of(data: bytes) -> tuple[Fault, ...]:
    """What is wrong with it; nothing where it reads well."""
    try:
        read_catalogue("noe.toml", data)
    except NotACatalogue as refused:
        return refused.faults
    return ()
