"""Words that find each other: the product's groups and the office's own, and what they do to a search."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry.errors import AlreadyThere, BadInput, NotFound, RuleSaysNo
from registry.operations import search_words
from registry.operations.search_words import add_synonym, put_aside_synonym, take_back_synonym
from registry.permissions import OPERATOR
from registry.queries import checking, log
from registry.queries.synonyms import every_group, group_named, groups, history, shipped_groups
from tests.registry.builders import NOW, Circle, a_circle

TRUST_NAMES = shipped_groups()["hf"]


@pytest.fixture
def circle(writing) -> Circle:
    return a_circle(writing)


def add(circle: Circle, *words: str, reason: str = ""):
    return add_synonym(circle.session, OPERATOR, circle.community, words, reason, NOW)


def put_aside(circle: Circle, name: str, reason: str = "Ordet brukes om noe annet her."):
    return put_aside_synonym(circle.session, OPERATOR, circle.community, name, reason, NOW)


def take_back(circle: Circle, name: str, reason: str = ""):
    return take_back_synonym(circle.session, OPERATOR, circle.community, name, reason, NOW)


def counting(circle: Circle):
    return groups(circle.session, circle.community)


def test_the_products_groups_count_where_nobody_has_said_anything(circle):
    assert set(counting(circle)) == {group.words for group in shipped_groups().values()}
    assert TRUST_NAMES.words in counting(circle)


def test_a_group_of_the_offices_own_counts_beside_them_and_is_remembered(circle):
    row = add(circle, " Pilar ", "pilar", "Avlastningsbolig", reason="Huset heter Pilar.")

    assert ("pilar", "avlastningsbolig") in counting(circle)
    group = group_named(circle.session, circle.community, "vår:pilar")
    assert (group.is_own, group.reason, group.said_by) == (True, "Huset heter Pilar.", OPERATOR.name)
    told = json.loads(log.head(circle.session).payload)["data"]
    assert told["words"] == ["pilar", "avlastningsbolig"]
    assert list(told["rows"]) == [f"synonym:{row.id}"]
    assert list(checking.faults(circle.session)) == []


def test_a_group_is_put_aside_and_taken_back_and_all_that_was_said_is_kept(circle):
    put_aside(circle, "hf", "HF er også en hjertefeil.")
    assert TRUST_NAMES.words not in counting(circle)
    assert group_named(circle.session, circle.community, "hf").reason == "HF er også en hjertefeil."

    take_back(circle, "hf")
    assert TRUST_NAMES.words in counting(circle)
    assert [row.holds for row in history(circle.session, circle.community)] == [True, False]

    add(circle, "pilar", "avlastningsbolig")
    put_aside(circle, "vår:pilar")
    assert ("pilar", "avlastningsbolig") not in counting(circle)


def test_another_office_has_words_of_its_own(circle):
    there = a_circle(circle.session, "vik", going_by=())
    add(circle, "pilar", "avlastningsbolig")
    put_aside(circle, "hf")

    assert ("pilar", "avlastningsbolig") not in counting(there)
    assert TRUST_NAMES.words in counting(there)
    with pytest.raises(NotFound):
        put_aside(there, "vår:pilar")


def test_what_the_office_adds_never_takes_the_name_of_a_group_of_the_products(circle):
    add(circle, "hf", "hjemmets forlag")
    add(circle, "hf", "hovedforløp")

    names = [group.name for group in every_group(circle.session, circle.community)]
    assert len(names) == len(set(names))
    assert {"hf", "vår:hf", "vår:hf = hovedforløp"} <= set(names)


UNREADABLE = (
    ((), "minst to ord"),
    (("pilar", " PILAR "), "minst to ord"),
    (("pilar", "hvor"), "sier ingenting alene"),
    (("pilar", "§ 6-2"), "leses som noe annet"),
    (("pilar", "avlast*"), "leses som noe annet"),
    (("pilar", "!?"), "sier ingenting alene"),
    (("pilar", "a" * 61), "61 tegn"),
    (("pilar", "x" * 301), "301 tegn"),
    (("pilar", "av\u202elast"), "usynlig tegn"),
    (("pilar", "01017012345"), "fødselsnummer"),
    (tuple(f"ord{number}" for number in range(13)), "13 ord"),
)


def test_words_that_cannot_be_searched_for_are_refused_in_words(circle):
    for words, told in UNREADABLE:
        with pytest.raises(BadInput, match=told):
            add(circle, *words)


def test_nobody_need_add_what_the_search_knows_by_itself(circle):
    for words in (("teneste", "tjenesten"), ("ø-hjelp", "øhjelp"), ("heim", "hjem", "hjemmet")):
        with pytest.raises(RuleSaysNo, match="finner hverandre fra før"):
            add(circle, *words)


def test_a_compound_and_its_part_are_worth_a_group_for_only_one_of_them_finds_the_other(circle):
    assert add(circle, "avtale", "samarbeidsavtale").holds


def test_the_same_group_is_not_added_twice(circle):
    add(circle, "pilar", "avlastningsbolig", "korttidsopphold")
    with pytest.raises(AlreadyThere, match="i bruk"):
        add(circle, "avlastningsboligen", "Pilar")
    with pytest.raises(AlreadyThere, match="helseforetak"):
        add(circle, "helseforetaket", "HF")

    put_aside(circle, "vår:pilar")
    with pytest.raises(AlreadyThere, match="satt til side"):
        add(circle, "pilar", "avlastningsbolig")


def test_what_is_as_it_was_is_not_said_again_and_putting_aside_needs_a_reason(circle):
    with pytest.raises(RuleSaysNo, match="i bruk fra før"):
        take_back(circle, "hf")
    with pytest.raises(BadInput, match="Grunnen mangler"):
        put_aside(circle, "hf", " ")
    put_aside(circle, "hf")
    with pytest.raises(RuleSaysNo, match="til side fra før"):
        put_aside(circle, "hf")


def test_there_is_room_for_so_many_groups_and_putting_one_aside_makes_room(circle, monkeypatch):
    monkeypatch.setattr(search_words, "MOST_GROUPS", 2)
    add(circle, "pilar", "avlastningsbolig")
    add(circle, "nattero", "nattevakt")
    with pytest.raises(RuleSaysNo, match="plass til 2"):
        add(circle, "tavla", "tavlemøte")

    put_aside(circle, "vår:nattero")
    assert add(circle, "tavla", "tavlemøte").holds


def test_what_was_said_of_words_is_neither_changed_nor_deleted(circle):
    add(circle, "pilar", "avlastningsbolig")

    for act in ("UPDATE synonym SET words = '[]'", "DELETE FROM synonym"):
        with pytest.raises(DBAPIError, match="never"), circle.session.begin_nested():
            circle.session.execute(text(act))
