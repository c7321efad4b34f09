"""The values of filters, read as people write them: type:retningslinjer, status:gjeldende, år:2022-2024."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from documents.kinds import DocumentKind
from documents.lifecycle import Standing
from search.expressions import terms_of
from search.laws import read_place
from search.norwegian import clean
from search.typed import Piece
from search.wishes import Query, Reason, Remark

OTHER_KINDS = ("vedtak", "organ", "lovkrav")
KINDS = (*(kind.value for kind in DocumentKind), *OTHER_KINDS)
"""What an entry may be."""
STATUSES = {
    **{standing.value: standing.value for standing in Standing},
    "gjeldende": "gjelder",
    "gjeldande": "gjelder",
    "gjeld": "gjelder",
    "kladd": "utkast",
    "vedteke": "vedtatt",
    "kjem": "kommer",
    "kommende": "kommer",
    "kommande": "kommer",
    "erstatta": "erstattet",
    "oppheva": "opphevet",
    "trekt": "trukket",
}
"""What people write for a status, also in nynorsk, and the status. Decisions have others: those are taken as
they are typed."""
WITHOUT_OWN_LETTERS = (("æ", "ae"), ("ø", "o"), ("å", "a"))
"""How a short name is made of a name."""
SHORTEST_BEGINNING = 3
MOST_ERRORS = 2
LONGEST_SPAN = 50
"""Years from the first to the last of år:2000-2024."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a filter as it was understood."""

    meant: tuple[str, ...] = ()
    """Empty where it cannot be searched for."""
    remark: Remark | None = None


def narrowed(query: Query, piece: Piece) -> Query:
    """The query with this filter, or with a remark on why it has none."""
    if piece.turned:
        return _all_but(query, piece)
    values = [value for value in piece.value.split(",") if value.strip()]
    if not values:
        return _remarked(query, Remark(Reason.EMPTY, piece.typed))
    for typed in values:
        value = READ[piece.filter](typed.strip())
        query = _with(query, piece.filter, value.meant)
        if value.remark:
            query = _remarked(query, value.remark)
    return query


def _all_but(query: Query, piece: Piece) -> Query:
    """Every kind but this one. What other values there are is not known here, so none is turned round."""
    kinds = _kind(piece.value).meant if piece.filter == "type" else ()
    if not kinds:
        return _remarked(query, Remark(Reason.NOT_EXCLUDED, piece.typed))
    among = query.kinds or KINDS
    return replace(query, kinds=tuple(kind for kind in among if kind not in kinds))


def _with(query: Query, name: str, values: tuple[str, ...]) -> Query:
    match name:
        case "type":
            return replace(query, kinds=_more(query.kinds, values))
        case "status":
            return replace(query, statuses=_more(query.statuses, values))
        case "organ":
            return replace(query, bodies=_more(query.bodies, values))
        case "dokument":
            return replace(query, documents=_more(query.documents, values))
        case "part":
            return replace(query, parties=_more(query.parties, values))
        case "lov":
            return replace(query, laws=_more(query.laws, values))
    return replace(query, years=tuple(dict.fromkeys((*query.years, *map(int, values)))))


def _more(before: tuple[str, ...], values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *values)))


def _remarked(query: Query, remark: Remark) -> Query:
    return replace(query, remarks=(*query.remarks, remark))


def _kind(typed: str) -> Value:
    """The kind that is meant: "retningslinjer" and "retn" are "retningslinje", and so is "retningslnje"."""
    word, terms = clean(typed), set(terms_of(typed))
    if same := [kind for kind in KINDS if kind == word or terms & set(terms_of(kind))]:
        return Value((same[0],))
    if len(word) >= SHORTEST_BEGINNING and (begun := [kind for kind in KINDS if kind.startswith(word)]):
        return Value((begun[0],))
    if near := _nearest(word, KINDS):
        return Value((near,), Remark(Reason.READ_AS, f"type:{typed}", near))
    return Value((), Remark(Reason.UNKNOWN_KIND, f"type:{typed}"))


def _status(typed: str) -> Value:
    word = clean(typed)
    if word in STATUSES:
        return Value((STATUSES[word],))
    if near := _nearest(word, STATUSES):
        return Value((STATUSES[near],), Remark(Reason.READ_AS, f"status:{typed}", STATUSES[near]))
    return Value((word,))


def _nearest(word: str, known: "tuple[str, ...] | dict[str, str]") -> str:
    """The known word with the fewest typing errors between, if they are few for its length."""
    found = process.extractOne(word, list(known), scorer=OSA.distance, score_cutoff=min(2, len(word) // 4))
    return str(found[0]) if found else ""


def _year(typed: str) -> Value:
    first, _, last = typed.replace("\u2013", "-").partition("-")
    if not all(_is_year(year) for year in (first, last or first)):
        return Value((), Remark(Reason.NO_YEAR, f"år:{typed}"))
    begun, ended = sorted((int(first), int(last or first)))
    if ended - begun > LONGEST_SPAN:
        return Value((), Remark(Reason.NO_YEAR, f"år:{typed}"))
    return Value(tuple(str(year) for year in range(begun, ended + 1)))


def _is_year(typed: str) -> bool:
    return len(typed) == 4 and typed.isascii() and typed.isdigit()


def _place(typed: str) -> Value:
    place = read_place(typed)
    return Value((place,)) if place else Value((), Remark(Reason.UNKNOWN_LAW, f"lov:{typed}"))


def _short_name(typed: str) -> Value:
    """A short name has no spaces and no æ, ø or å: "Store Øy" is written "store-oy"."""
    word = "-".join(clean(typed).split())
    for letter, written in WITHOUT_OWN_LETTERS:
        word = word.replace(letter, written)
    return Value((word,))


READ: dict[str, Callable[[str], Value]] = {
    "type": _kind,
    "status": _status,
    "år": _year,
    "organ": _short_name,
    "dokument": _short_name,
    "part": _short_name,
    "lov": _place,
}
