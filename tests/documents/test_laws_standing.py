"""A citation turns stale the day the law changes, and is never so before. Sources stand in laws.toml."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.laws import all_begun, all_changes, all_laws, beginning_of, dated, followed
from documents.laws.citations import law_citations
from documents.laws.references import dead, law_references
from documents.laws.standing import Holds, held
from documents.markdown import read
from documents.minimums import all_minimums

ONE = timedelta(days=1)
MOVED, REPEALED = date(2022, 8, 1), date(2026, 7, 1)
"""The duty to agree moved within sphl. § 2-1 e; hol. § 5-10 and parts of helsepersonelloven were repealed."""
OLD_TEXT = date(2021, 1, 1)


def text(*sentences):
    return read(
        "# Avtale\n\n"
        + "\n\n".join(f"## {at} Punkt\n\n{each}" for at, each in enumerate(sentences, 1))
        + "\n"
    )


def stands(sentence, on, text_since=OLD_TEXT):
    return [each.holds for each in held(law_references(text(sentence)), on, text_since)]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Etter spesialisthelsetjenesteloven § 2-1 e annet ledd.", MOVED),
        ("Etter sphl. § 2-1e andre ledd.", MOVED),
        ("Etter helse- og omsorgstenestelova § 5-10.", REPEALED),
        ("Etter spesialisthelsetjenesteloven § 3-2.", REPEALED),
        ("Etter helsepersonelloven § 45.", REPEALED),
        ("Etter hpl. § 45 a om epikrise.", REPEALED),
    ],
)
def test_a_text_that_was_right_turns_stale_on_the_laws_day_and_not_the_day_before(sentence, day):
    assert stands(sentence, day - ONE) == [Holds.STANDS]
    assert stands(sentence, day) == [Holds.STALE]


def test_each_sign_is_told_by_itself_and_the_one_that_lives_on_stands():
    assert stands("Etter helsepersonelloven § 25 og § 45.", REPEALED) == [Holds.STANDS, Holds.STALE]


def test_a_stale_citation_tells_since_when_what_stood_there_where_it_is_now_and_by_which_act():
    (told,) = held(law_references(text("Se helsepersonelloven § 45.")), REPEALED, OLD_TEXT)

    assert told.since == REPEALED
    assert str(told.instead) == "helsepersonelloven § 25"
    assert told.change.by == "lov 23. januar 2026 nr. 1"
    assert told.to_dict() == {
        "section": told.reference.place.id,
        "number": "1",
        "title": "Punkt",
        "words": "helsepersonelloven § 45",
        "cites": "helsepersonelloven § 45",
        "link": "https://lovdata.no/lov/1999-07-02-64/§45",
        "holds": "står ikke lenger",
        "since": "2026-07-01",
        "stood": "reglene om å gi journalopplysninger til den som yter helsehjelp",
        "now": "er paragrafen opphevet, ved lov 23. januar 2026 nr. 1",
        "instead": "helsepersonelloven § 25",
        "by": "lov 23. januar 2026 nr. 1",
        "act": "https://lovdata.no/dokument/LTI/lov/2026-01-23-1",
    }


@pytest.mark.parametrize(
    ("since", "holds"),
    [(MOVED - ONE, Holds.STALE), (MOVED, Holds.DOUBTFUL), (date(2025, 5, 1), Holds.DOUBTFUL)],
)
def test_where_something_else_stands_now_a_text_written_later_may_mean_that(since, holds):
    assert stands("Etter sphl. § 2-1 e andre ledd.", date(2025, 6, 1), since) == [holds]


def test_where_nothing_stands_now_a_text_written_later_is_stale_too():
    assert stands("Etter helsepersonelloven § 45.", date(2026, 9, 1), date(2026, 8, 1)) == [Holds.STALE]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Etter spesialisthelsetjenesteloven § 2-1 e fjerde ledd.", MOVED),
        ("Etter helse- og omsorgstjenesteloven § 6-2 første ledd nr. 13.", MOVED),
        ("Etter hol. § 6-2 nr. 12.", MOVED),
        ("Etter helse- og omsorgstjenesteloven § 7-2 a.", MOVED),
        ("Etter pasientjournalloven § 22 a.", REPEALED),
    ],
)
def test_what_the_law_did_not_say_yet_is_told_until_its_day(sentence, day):
    assert stands(sentence, day - ONE) == [Holds.NOT_YET]
    assert stands(sentence, day) == [Holds.STANDS]
    (remark,) = dead(text(sentence), day - ONE)
    assert remark.code == "law-not-yet-in-force"
    assert dead(text(sentence), day) == ()


@pytest.mark.parametrize(
    ("sentence", "unclear"),
    [
        ("Etter § 6-2.", True),
        ("Etter loven § 6-2.", True),
        ("Etter sikkerhetsloven § 4-3.", False),
        ("Etter forskrift 1. juli 2016 nr. 1 § 2.", False),
    ],
)
def test_what_cannot_be_held_against_the_list_is_told_apart_and_never_called_right(sentence, unclear):
    (told,) = held(law_references(text(sentence)), REPEALED, OLD_TEXT)

    assert (told.holds, told.is_unclear, told.since) == (Holds.UNKNOWN, unclear, None)


def test_the_regulation_on_patients_ready_for_discharge_is_followed():
    assert stands("Etter forskrift 18. november 2011 nr. 1115 § 8.", REPEALED) == [Holds.STANDS]


CITED = [
    *(f"{change.old}{'' if change.old.paragraph else ' § 1-1'}" for change in all_changes()),
    *(str(change.became) for change in all_changes() if change.became and change.became.paragraph),
    *(str(each.place) for each in all_begun()),
    "hol. § 6-1",
    "etter § 6-2",
    "sikkerhetsloven § 4-3",
]
DAYS = st.dates(date(2012, 1, 1), date(2030, 12, 31))


@given(st.sampled_from(CITED), DAYS, DAYS, DAYS)
def test_stale_stays_stale_and_what_stands_was_never_stale_before(cited, one, other, since):
    earlier, later = sorted((one, other))
    references = law_references(text(f"Se {cited}."))
    before, after = ([each.holds for each in held(references, day, since)] for day in (earlier, later))

    for then, now in zip(before, after, strict=True):
        if then in {Holds.STALE, Holds.DOUBTFUL, Holds.UNKNOWN}:
            assert now is then
        if now is Holds.NOT_YET:
            assert then is Holds.NOT_YET
        if now is Holds.STANDS:
            assert then in {Holds.STANDS, Holds.NOT_YET}


@given(st.sampled_from(CITED), DAYS)
def test_the_check_of_a_draft_says_the_same_as_the_page_of_old_texts(cited, on):
    draft = text(f"Se {cited}.")
    (told,) = held(law_references(draft), on)

    codes = {Holds.STALE: "dead-law-reference", Holds.NOT_YET: "law-not-yet-in-force"}
    assert [each.code for each in dead(draft, on)] == ([codes[told.holds]] if told.holds in codes else [])


@pytest.mark.parametrize("change", all_changes(), ids=lambda change: str(change.old))
def test_every_change_has_its_act_its_words_in_both_forms_and_one_way_on(change):
    assert change.by.startswith("lov ")
    assert change.link.startswith("https://lovdata.no/")
    assert all((change.stood, change.stood_nn, change.now, change.now_nn))
    assert change.became is None or change.instead is None
    if change.instead:
        assert followed(change.instead.law)
        assert beginning_of(change.instead) is None, "what was there before is not said to have come"


def test_the_lists_of_laws_and_of_demands_know_the_same_days():
    """A demand that came later than 2012 is in the list of what has begun, on the very same day."""
    late = [each for each in all_minimums() if each.since > date(2012, 6, 22)]

    assert [(each.nr, dated(each.source).since) for each in late] == [(each.nr, each.since) for each in late]
    assert late


def test_no_two_entries_begin_the_same_place_and_each_names_a_law_that_is_followed():
    places = [str(each.place) for each in all_begun()]
    assert len(places) == len(set(places))
    assert {each.place.law for each in all_begun()} <= {law.name for law in all_laws()}
    assert all(
        [str(source) for citation in law_citations(place) for source in citation.sources] == [place]
        for place in places
    )
