"""Two people, and eight, at one draft: all that was said to be saved is there, and nothing typed is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.drafting.arranging import Way, moved
from documents.drafting.editing import Wording, wording_of
from registry.audit import Event, broken_links
from registry.database import Database
from registry.operations import drafts
from registry.operations.drafts import WrittenByTwo
from registry.permissions import OPERATOR
from registry.queries import communities, documents, log
from tests.registry.builders import a_circle, text_with

PEOPLE = 8
TEXT = text_with(*(f"Del {number}: Gamle ord." for number in range(PEOPLE)))


@pytest.fixture
def register(database: Database) -> Database:
    """A register with a draft of as many sections as there are people."""
    with database.writing() as session:
        circle = a_circle(session)
        circle.draft(circle.document(), text=TEXT)
    return database


def the_draft(session):
    community = communities.chosen(session, "fjord")
    document = documents.document(session, community, "avtalen")
    return document, documents.versions_of(session, document)[0]


def section_ids(database):
    with database.reading() as session:
        return [section.id for section in documents.legal_text(the_draft(session)[1]).walk()]


def bodies(database):
    """How every section reads now."""
    with database.reading() as session:
        text = documents.legal_text(the_draft(session)[1])
        return {section.id: wording_of(text, section.id).body for section in text.walk()}


def save(database, identity, opened, mine):
    """Save a section as somebody who opened it as it is told; the words of all if another was first."""
    try:
        with database.writing() as session:
            document, row = the_draft(session)
            title = wording_of(documents.legal_text(row), identity).title
            drafts.write_section(
                session, OPERATOR, document, row, identity, Wording(title, opened), Wording(title, mine)
            )
    except WrittenByTwo as told:
        return told.conflicts[0]
    return None


def at_once(acts):
    """What each got who did this at the same moment."""
    start = Barrier(len(acts))

    def one(act):
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as everybody:
        return list(everybody.map(one, acts))


def test_eight_who_save_different_sections_at_the_same_moment_are_all_saved(register):
    places = section_ids(register)

    told = at_once([lambda it=it: save(register, it, "Gamle ord.", f"Ord i {it}.") for it in places])

    assert told == [None] * PEOPLE
    assert bodies(register) == {place: f"Ord i {place}." for place in places}
    with register.reading() as session:
        saved = [row for row in log.since(session, 0) if row.event == Event.DRAFT_CHANGED]
        assert len(saved) == PEOPLE
        assert the_draft(session)[1].revision == PEOPLE + 1
        assert list(broken_links(session)) == []


def test_of_eight_who_save_the_same_section_one_is_saved_and_the_others_keep_their_words(register):
    place = section_ids(register)[0]

    told = at_once(
        [lambda it=it: save(register, place, "Gamle ord.", f"Ord fra {it}.") for it in range(PEOPLE)]
    )

    assert told.count(None) == 1
    first = told.index(None)
    assert bodies(register)[place] == f"Ord fra {first}."
    for each, conflict in enumerate(told):
        if conflict is not None:
            assert conflict.theirs.blocks[0].text == f"Ord fra {first}."
            assert conflict.mine.blocks[0].text == f"Ord fra {each}."


def test_two_who_arrange_and_write_at_once_are_both_heard(register):
    places = section_ids(register)

    def arrange():
        with register.writing() as session:
            document, row = the_draft(session)
            drafts.arrange(
                session, OPERATOR, document, row, lambda text: (moved(text, places[0], Way.DOWN), places[0])
            )

    told = at_once([arrange, lambda: save(register, places[0], "Gamle ord.", "Nye ord.")])

    assert told == [None, None]
    assert section_ids(register)[:2] == [places[1], places[0]]
    assert bodies(register)[places[0]] == "Nye ord."


@st.composite
def interleavings(draw):
    """What three people do, in the order it happens: open a section, or save what they have open."""
    step = st.tuples(
        st.sampled_from(["opens", "saves"]), st.integers(0, 2), st.integers(0, 2), st.integers(0, 5)
    )
    return draw(st.lists(step, max_size=14))


# The draft is begun anew in the test itself, for every order of things.
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=interleavings())
def test_in_whatever_order_they_open_and_save_no_words_take_the_place_of_words_unseen(writing_room, steps):
    """Against a model: whoever saves what they saw is saved; whoever did not, is told, and keeps their words."""
    session, document, row = writing_room
    row.text, row.revision = TEXT_WITH_IDS, 1
    kept = dict.fromkeys(PLACES, "Gamle ord.")
    seen: dict[int, tuple[str, str]] = {}

    for what, person, section, words in steps:
        if what == "opens":
            seen[person] = PLACES[section], kept[PLACES[section]]
        elif person in seen:
            place, opened = seen[person]
            mine = f"Ord {words}."
            conflict = written(session, document, row, place, opened, mine)
            if conflict is None:
                assert opened == kept[place] or mine in (kept[place], opened)
                kept[place] = kept[place] if mine == opened else mine
            else:
                assert opened != kept[place]
                assert conflict.mine.blocks[0].text == mine
                assert conflict.theirs.blocks[0].text == kept[place]
            seen[person] = place, kept[place]

    text = documents.legal_text(row)
    assert {place: wording_of(text, place).body for place in kept} == kept


def written(session, document, row, place, opened, mine):
    """Save a section; the conflict if there is one."""
    title = place[0].upper()
    told = session, OPERATOR, document, row, place, Wording(title, opened), Wording(title, mine)
    try:
        drafts.write_section(*told)
    except WrittenByTwo as refused:
        return refused.conflicts[0]
    return None


PLACES = ("aa", "bb", "cc")
TEXT_WITH_IDS = "# T\n\n" + "\n".join(
    f"## {number} {letter.upper()} {{#{letter * 2}}}\n\nGamle ord.\n"
    for number, letter in enumerate("abc", 1)
)


@pytest.fixture
def writing_room(writing):
    """A draft that is begun anew for every order of things."""
    circle = a_circle(writing)
    document = circle.document()
    return writing, document, circle.draft(document, text=TEXT_WITH_IDS)
