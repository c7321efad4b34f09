"""An office's own demands are laid beside the law's: more is added, nothing that was said is changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.minimums import CONTENT, Catalogue, CatalogueKind, Minimum, shipped, shipped_files
from documents.minimums.laying import against, lay
from documents.minimums.reading import CatalogueFile, read_catalogue

EXTENDS = """[extends]
catalogue = "{ref}"
law = "helse- og omsorgstjenesteloven"
link = "https://lovdata.no/lov/2011-06-24-30"
read_in = "lovteksten"
read_by = "Kari Nordmann"
read_on = 2026-11-01
"""
ENTRY = """
[[entry]]
nr = {nr}
label = "{label}"
demand = "Noe kreves."
form = "planer"
since = {since}
"""


def entry(nr: int, since: date, label: str = "Nytt", until: date | None = None) -> str:
    return ENTRY.format(nr=nr, label=label, since=since) + (f"until = {until}\n" if until else "")


def extension(*parts: str, ref: str = CONTENT, name: str = "egne.toml") -> CatalogueFile:
    return read_catalogue(name, (EXTENDS.format(ref=ref) + "".join(parts)).encode())


def laid(*files: CatalogueFile) -> Catalogue:
    """The demands on the content of texts, with these files added."""
    (the_law,) = (each for each in shipped_files() if each.ref == CONTENT)
    (held,) = lay((the_law, *files))
    return held


def told(*files: CatalogueFile) -> str:
    """What is wrong with the last of these files, the others being there."""
    *there, new = files
    return " ".join(map(str, against((*shipped_files(), *there), new)))


def state_on(catalogue: Catalogue, nr: int, on: date) -> Minimum:
    (found,) = [each for each in catalogue.on(on) if each.nr == nr]
    return found


def test_a_new_state_of_the_law_ends_the_one_before_it_on_the_day_and_changes_none_of_its_words():
    new = extension(entry(9, date(2027, 1, 1), "IKT på nytt"))

    assert told(new) == ""
    held = laid(new)
    before, after = state_on(held, 9, date(2026, 12, 31)), state_on(held, 9, date(2027, 1, 1))
    (as_it_was,) = [each for each in laid().entries if each.nr == 9]
    assert (before.label, before.until) == ("IKT-løsninger", date(2027, 1, 1))
    assert before.entry_hash == as_it_was.entry_hash
    assert (after.label, after.until) == ("IKT på nytt", None)


def test_a_demand_of_the_offices_own_stands_after_those_of_the_law():
    held = laid(extension(entry(101, date(2027, 1, 1))))

    assert [each.nr for each in held.on(date(2026, 12, 31))] == list(range(1, 14))
    assert [each.nr for each in held.on(date(2027, 1, 1))] == [*range(1, 14), 101]


def test_more_words_are_added_to_every_state_of_a_demand_and_none_is_taken_away():
    more = '[[more]]\nnr = 4\nterms_nb = ["øhd-seng", "KAD"]\nevidence = ["Antall senger."]\n'
    before, after = laid(), laid(extension(more))

    old, new = state_on(before, 4, date(2025, 1, 1)), state_on(after, 4, date(2025, 1, 1))
    assert new.terms_nb == (*old.terms_nb, "øhd-seng")
    assert new.evidence == (*old.evidence, "Antall senger.")
    assert len(new.evidence) == len(new.evidence_nn)
    assert new.entry_hash == old.entry_hash


def test_what_is_said_already_cannot_be_said_otherwise():
    assert told(extension(entry(13, date(2022, 8, 1)))) == (
        "egne.toml, linje 9: Krav nr. 13 fra 2022-08-01 finnes fra før, og det som står der, blir stående. Skriv "
        "en ny tilstand med den dagen den gjelder fra, eller bruk [[more]] til flere ord."
    )


def test_a_state_in_the_past_must_say_that_it_ended_when_the_next_began():
    early = extension(entry(13, date(2020, 1, 1), until=date(2022, 8, 2)))

    assert "gjelder til 2022-08-02, men det samme kravet har en ny tilstand fra 2022-08-01" in told(early)
    assert told(extension(entry(13, date(2020, 1, 1), until=date(2022, 8, 1)))) == ""


def test_a_state_that_said_when_it_ends_is_not_ended_earlier_by_another_file():
    first = extension(entry(101, date(2026, 1, 1), until=date(2027, 1, 1)), name="forste.toml")
    second = extension(entry(101, date(2026, 7, 1)), name="andre.toml")

    assert told(first, second).startswith(
        "andre.toml, linje 9: Krav nr. 101 fra 2026-01-01 gjelder til 2027-01-01"
    )


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (extension(entry(1, date(2027, 1, 1)), ref="hol-7"), "linje 2: Kravlisten «hol-7» finnes ikke, og kan ikke utvides. Disse finnes: «hol-6-2»"),
        (extension('[[more]]\nnr = 99\nterms_nb = ["x"]\n'), "linje 8: Kravlisten «hol-6-2» har ikke noe krav nr. 99. Den har 1 til 13."),
    ],
)  # fmt: skip
def test_what_is_to_be_extended_must_be_there(file, sentence):
    assert sentence in told(file)


WHOLE = (
    'catalogue = "{ref}"\nkind = "{kind}"\ntitle = "Egne"\n' + EXTENDS.partition("\n")[2].partition("\n")[2]
)


@pytest.mark.parametrize(
    ("ref", "kind", "sentence"),
    [
        ("hol-6", CatalogueKind.PROCESS, "linje 1: Kravlisten «hol-6» finnes fra før. Utvid den med [extends]"),
        ("egne", CatalogueKind.CONTENT, "står i kravlisten «hol-6-2». Legg egne krav til den med [extends], med numre fra 101."),
        ("ny", CatalogueKind.FIELD, "linje 1: En kravliste kan ikke hete «ny»."),
        ("egne", CatalogueKind.FIELD, ""),
    ],
)  # fmt: skip
def test_a_whole_catalogue_needs_a_name_of_its_own_and_content_is_asked_in_one_place(ref, kind, sentence):
    whole = WHOLE.format(ref=ref, kind=kind.value) + entry(1, date(2026, 1, 1))
    new = read_catalogue("hel.toml", whole.encode())

    assert sentence in told(new)
    assert bool(told(new)) is bool(sentence)


def test_a_catalogue_of_the_offices_own_can_be_extended_like_any_other():
    whole = WHOLE.format(ref="egne", kind="feltets plikter") + entry(1, date(2026, 1, 1))
    first = read_catalogue("hel.toml", whole.encode())
    more = extension(entry(2, date(2026, 2, 1)), ref="egne")

    assert told(first, more) == ""
    (held,) = [each for each in lay((*shipped_files(), first, more)) if each.ref == "egne"]
    assert [each.nr for each in held.entries] == [1, 2]


def test_where_the_product_comes_to_say_the_same_state_it_is_told_once_and_in_its_words():
    office = extension(entry(13, date(2022, 8, 1), "Egne ord"))

    (only,) = [each for each in laid(office).entries if each.nr == 13]
    assert only.label == "Barn og unge"


# However files are added

STATE = st.tuples(
    st.integers(1, 4),
    st.integers(0, 30),
    st.one_of(st.none(), st.integers(1, 20)),
    st.sampled_from("ABC"),
)
FILES = st.lists(st.lists(STATE, min_size=1, max_size=4), min_size=1, max_size=5)
BEGINNING = date(2026, 1, 1)
DAYS = [BEGINNING + timedelta(days=day) for day in range(-1, 55)]


def file_of(states: Sequence[tuple[int, int, int | None, str]], at: int) -> CatalogueFile | None:
    """A file with these states, of demands 101 and on; None where it is wrong in itself."""
    days = {(nr, begins): (ends, label) for nr, begins, ends, label in states}
    parts = [
        entry(
            100 + nr,
            BEGINNING + timedelta(days=begins),
            label,
            BEGINNING + timedelta(days=begins + ends) if ends else None,
        )
        for (nr, begins), (ends, label) in days.items()
    ]
    try:
        return extension(*parts, name=f"{at}.toml")
    except ValueError:
        return None


@settings(max_examples=50, deadline=None)
@given(FILES)
def test_on_every_day_each_demand_has_at_most_one_state_and_nothing_said_is_changed(batches):
    files: list[CatalogueFile] = []
    said: dict[str, str] = {}
    for at, states in enumerate(batches):
        new = file_of(states, at)
        if new is None or against((*shipped_files(), *files), new):
            continue
        files.append(new)
        held = laid(*files)
        now = {f"{each.key}@{each.since}": each.entry_hash for each in held.entries}
        assert {name: now[name] for name in said} == said
        said = now
        for day in DAYS:
            keys = [each.key for each in held.on(day)]
            assert len(keys) == len(set(keys))


@settings(max_examples=50, deadline=None)
@given(FILES)
def test_even_files_that_do_not_agree_give_each_demand_one_state_on_a_day(batches):
    files = [file for at, states in enumerate(batches) if (file := file_of(states, at))]

    held = laid(*files)
    for day in DAYS:
        keys = [each.key for each in held.on(day)]
        assert len(keys) == len(set(keys))


# What the product comes with


def whole(ref: str) -> Catalogue:
    return next(each for each in shipped() if each.ref == ref)


@pytest.mark.parametrize("file", shipped_files(), ids=lambda file: file.ref)
def test_the_files_of_the_product_agree_with_each_other(file):
    others = [each for each in shipped_files() if each.ref != file.ref]
    problems = against(others, file)

    assert [fault for fault in problems if "hol-6-2" not in fault.sentence] == []


def test_each_joint_measure_is_asked_four_questions():
    assert [each.label for each in whole("hol-6-2-2").entries] == [
        "Ansvar",
        "Arbeidsgiveransvar",
        "Organisering",
        "Finansiering",
    ]
    assert {each.source.ledd for each in whole("hol-6-2-2").entries} == {"andre ledd"}


def test_what_is_only_our_reading_says_so():
    readings = [each.label for each in whole("hol-6").entries if each.reading]

    assert readings == ["Vedtaket kan ikke delegeres", "Medvirkningen kommer før teksten er ferdig"]


@pytest.mark.parametrize(
    ("on", "ledd"),
    [
        (date(2011, 12, 31), None),
        (date(2012, 1, 1), "andre ledd"),
        (date(2022, 7, 31), "andre ledd"),
        (date(2022, 8, 1), "fjerde ledd"),
    ],
)
def test_the_duty_to_see_to_agreements_moved_within_its_paragraph_on_1_august_2022(on, ledd):
    found = [each.source.ledd for each in whole("naboregler").on(on) if each.nr == 6]

    assert found == ([ledd] if ledd else [])


@pytest.mark.parametrize(("on", "there"), [(date(2022, 7, 31), False), (date(2022, 8, 1), True)])
def test_the_barnekoordinator_came_on_1_august_2022(on, there):
    assert ("Barnekoordinator" in [each.label for each in whole("feltets-plikter").on(on)]) is there


@pytest.mark.parametrize(("on", "there"), [(date(2015, 12, 31), False), (date(2016, 1, 1), True)])
def test_the_duty_of_beds_for_urgent_help_came_on_1_january_2016(on, there):
    assert (1 in [each.nr for each in whole("naboregler").on(on)]) is there


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2016, 12, 31), "somatisk sykdom."), (date(2017, 1, 1), "også på området psykisk helse og rus.")],
)
def test_beds_for_urgent_help_were_for_mental_health_and_addiction_too_from_2017(on, said):
    (found,) = [each for each in whole("naboregler").on(on) if each.nr == 28]

    assert found.demand.endswith(said)


@pytest.mark.parametrize(("on", "there"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_the_paragraph_on_journal_systems_ended_on_1_july_2026(on, there):
    assert (26 in [each.nr for each in whole("naboregler").on(on)]) is there


def test_a_demand_is_known_through_its_states_and_signed_for_by_its_words():
    old, new = [each for each in whole("naboregler").entries if each.nr == 6]

    assert old.key == new.key
    assert old.demand == new.demand
    assert old.entry_hash != new.entry_hash
    assert replace(old, until=None, terms_nb=("noe",)).entry_hash == old.entry_hash
