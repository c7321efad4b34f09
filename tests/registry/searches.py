"""One way to do each thing that can be done with searches, for tests that go through them all."""

from collections.abc import Callable, Mapping

from registry.operations import missed_searches, saved_searches, search_words
from registry.permissions import Actor
from registry.queries import missed_searches as queries
from tests.registry.builders import DAY, NOW, Circle, a_person


def acts_of_searches(c: Circle, who: Actor) -> Mapping[str, Callable[[], object]]:
    """Each by the name of its operation, in an order in which all can be done."""
    s, place = c.session, c.community
    person = a_person(s, "Siri Søker")
    kept = saved_searches.save_search(s, who, place, person, "ambulanse", NOW)
    for words in ("pilar", "sykeseng"):
        missed_searches.note_miss(s, place.id, words, DAY)
    first = queries.misses(s, place)[0].id
    return {
        "saved_searches.save_search": lambda: saved_searches.save_search(
            s, who, place, person, "henvisning", NOW
        ),
        "saved_searches.make_feed": lambda: saved_searches.make_feed(s, who, place, person, kept.ref),
        "saved_searches.revoke_feed": lambda: saved_searches.revoke_feed(s, who, place, person, kept.ref),
        "saved_searches.forget_search": lambda: saved_searches.forget_search(s, who, place, person, kept.ref),
        "search_words.add_synonym": lambda: search_words.add_synonym(
            s, who, place, ("pilar", "avlastningsbolig"), "", NOW
        ),
        "search_words.put_aside_synonym": lambda: search_words.put_aside_synonym(
            s, who, place, "vår:pilar", "Huset er lagt ned.", NOW
        ),
        "search_words.take_back_synonym": lambda: search_words.take_back_synonym(
            s, who, place, "vår:pilar", "", NOW
        ),
        "missed_searches.forget_miss": lambda: missed_searches.forget_miss(s, who, place, first),
        "missed_searches.clear_misses": lambda: missed_searches.clear_misses(s, who, place),
    }
