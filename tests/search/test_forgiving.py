"""A search that forgives typing errors, and tells only what its reader may see."""

from collections.abc import Iterable
from datetime import date

from search.engine import Engine, Page
from search.entries import Entry, Filters, Results
from search.forgiving import Forgiving
from search.query import parse
from search.spelling import Vocabulary
from tests.search.builders import ALL, an_entry, at

PUBLIC = Filters("nord")
TEXTS = (
    an_entry("Kommunen varsler om utskrivningsklar pasient.", title="Utskrivning", document="utskrivning"),
    an_entry("Øyeblikkelig hjelp gis hele døgnet.", title="Akutt", document="akutt"),
    an_entry("Legemiddellisten følger pasienten ved overføring.", title="Legemidler", document="legemidler"),
    an_entry("Hemmelig forsøksordning i Granvik.", title="Kladd", document="kladd", public=False),
)


def held(engine: Engine, entries: Iterable[Entry] = TEXTS) -> Engine:
    engine.rebuild(entries, at(1))
    return engine


def find(engine: Engine, typed: str, filters: Filters = PUBLIC) -> Results:
    return Forgiving().find(engine, parse(typed), filters)


MISTYPED = {
    "utskrivnig": "utskrivning",
    "utksrivning": "utskrivning",
    "utskrivvning": "utskrivning",
    "pasint": "pasient",
    "overforing": "overføring",
    "overfoeringg": "overføring",
    "oyeblikkelig": "øyeblikkelig",
    "øyeblikkelighjelp": "øyeblikkelig hjelp",
    "oyeblikkelighjelp": "øyeblikkelig hjelp",
    "legemidellisten": "legemiddellisten",
}


def test_a_word_nobody_has_written_is_read_as_the_nearest_that_somebody_has(engine):
    held(engine)

    found = {typed: find(engine, typed) for typed in MISTYPED}

    assert {typed: dict(each.corrected).get(typed) for typed, each in found.items()} == MISTYPED
    assert all(each.total and not each.relaxed for each in found.values())
    assert [each.query.text for each in found.values()] == list(MISTYPED)


def test_words_around_are_kept_and_a_phrase_stays_a_phrase(engine):
    held(engine)

    both = find(engine, "pasint legemiddelliste")
    phrase = find(engine, '"øyeblikelig hjelp"')

    assert both.corrected == (("pasint", "pasient"),)
    assert [hit.entry.document for hit in both.hits] == ["legemidler"]
    assert phrase.corrected == (("øyeblikelig", "øyeblikkelig"),)
    assert [hit.entry.document for hit in phrase.hits] == ["akutt"]


def test_two_words_are_read_as_one_where_somebody_writes_them_so(engine):
    results = find(held(engine), "legemiddel listen")

    assert results.total == 1
    assert results.hits[0].entry.document == "legemidler"


def test_a_word_with_hits_is_left_as_it_is(engine):
    held(
        engine, (*TEXTS, an_entry("Pasienten har en plass.", document="p"), an_entry("Plast.", document="q"))
    )

    assert find(engine, "plast").corrected == ()
    assert [hit.entry.document for hit in find(engine, "plast").hits] == ["q"]


def test_what_a_reader_may_not_see_is_never_told(engine):
    held(engine)

    for typed in ("hemelig", "forsøksordnig", "forsøks ordning", "hemmeligforsøksordning", "granvikk"):
        hidden = find(engine, typed)
        assert (hidden.total, hidden.corrected, hidden.suggested) == (0, (), ""), typed
        assert find(engine, typed, ALL).total == 1, typed


def test_what_was_not_yet_in_force_is_not_told_on_the_day(engine):
    held(engine, (an_entry("Samhandling.", document="s", first_day="2026-01-01"),))

    assert find(engine, "samhanling", Filters("nord", on=date(2025, 12, 31))).corrected == ()
    assert find(engine, "samhanling", Filters("nord", on=date(2026, 1, 1))).corrected == (
        ("samhanling", "samhandling"),
    )


def test_where_no_place_has_all_the_words_some_of_them_will_do(engine):
    results = find(held(engine), "utskrivningsklar øyeblikkelig")

    assert results.relaxed
    assert results.total == 2


def test_where_words_are_met_only_apart_something_near_is_suggested(engine):
    held(engine, (*TEXTS, an_entry("Varsel om leke.", document="x")))
    pair = find(engine, "leke hjelp")
    held(
        engine, (*TEXTS, an_entry("Varsel om leke.", document="x"), an_entry("Hjelp av lege.", document="y"))
    )
    near = find(engine, "leke hjelp")

    assert (pair.relaxed, pair.suggested) == (True, "")
    assert (near.relaxed, near.suggested) == (True, "lege hjelp")


def test_words_come_from_the_index_as_it_is_now(engine):
    forgiving = Forgiving()
    held(engine)
    before = forgiving.find(engine, parse("samhanling"), PUBLIC)
    new = an_entry("Samhandling.", document="s", version="1")
    engine.replace({new.belongs_to: [new]}, at(2))

    assert before.corrected == ()
    assert forgiving.find(engine, parse("samhanling"), PUBLIC).corrected == (("samhanling", "samhandling"),)


def test_that_nothing_is_new_is_no_typing_error(engine):
    old = an_entry("Plass til alle.", document="p", known_at="2026-01-01T00:00:00+00:00")
    new = an_entry("Plast skal sorteres.", document="q", known_at="2026-02-01T00:00:00+00:00")
    held(engine, (old, new))
    since = Filters("nord", since="2026-01-15T00:00:00+00:00")

    assert find(engine, "plass", since).total == 0
    assert find(engine, "plass plast", since).total == 0
    assert find(engine, "plast", since).total == 1
    assert find(engine, "sortres", since).corrected == (("sortres", "sorteres"),)
    assert find(engine, "sortres", since).total == 1


def test_pages_and_filters_hold_for_what_is_set_right(engine):
    many = [an_entry("Utskrivning.", document=f"d{number}", kind="rutine") for number in range(3)]
    held(engine, (*many, an_entry("Utskrivning.", document="m", kind="mandat")))

    results = Forgiving().find(engine, parse("utskrivnig type:rutine"), PUBLIC, Page(2, 2))

    assert results.total == 3
    assert len(results.hits) == 1


def test_short_words_and_numbers_are_never_set_right():
    words = Vocabulary({"ikke", "ikt", "2024", "takk", "pasient"})

    assert list(words.meant_by("ik")) == []
    assert list(words.meant_by("2025")) == []
    assert list(words.meant_by("pasient2")) == []
    assert list(words.meant_by("ikkj")) == ["ikke"]


def test_the_nearest_comes_first():
    words = Vocabulary({"måte", "mate", "mote", "møte", "utskrivning", "utskriving", "innskrivning"})

    assert next(words.meant_by("utskrivnng")) == "utskrivning"
    assert next(words.meant_by("utskrivingg")) == "utskriving"
    assert "innskrivning" not in list(words.meant_by("utskriving"))
