"""Lists of decisions narrowed by body, year and answer, as an address asks and a form offers."""

from decisions.verdict import Answer
from registry.errors import BadInput
from registry.queries import bodies, decisions
from registry.web.forms import options
from registry.web.visits import Visit


def year_asked(typed_year: str) -> int | None:
    """The year of an address, or None where none is asked for; raises BadInput."""
    if not typed_year:
        return None
    if not (typed_year.isascii() and typed_year.isdecimal() and 1900 <= int(typed_year[:5]) <= 2200):
        raise BadInput(f"«{typed_year[:20]}» er ikke et årstall.", "", "Velg et år fra listen.", "ar")
    return int(typed_year)


def answer_asked(word: str) -> Answer | None:
    """The answer of an address, or None where none is asked for; raises BadInput."""
    if word and word not in set(Answer):
        raise BadInput(f"«{word[:20]}» er ikke en vurdering.", "", "Velg en vurdering fra listen.", "svar")
    return Answer(word) if word else None


def to_narrow_by(visit: Visit) -> dict[str, object]:
    """What the lists of bodies, years and answers offer."""
    rows = bodies.all_bodies(visit.session, visit.community)
    years = decisions.meeting_years(visit.session, visit.community)
    return {
        "body_options": [(row.ref, row.name) for row in rows],
        "year_options": [(str(year), str(year)) for year in years],
        "answer_options": options(visit.page, Answer),
    }
