"""How a search was understood, and what was left out of it, in whole Norwegian sentences."""

from collections.abc import Iterable, Mapping, Sequence

from search.laws import printed_place
from search.rarity import required
from search.sentences import (
    CORRECTED,
    EXAMPLES,
    JOINING,
    KINDS,
    NARROWED,
    RELAXED,
    REMARKS,
    SEARCHED,
    SUGGESTED,
    WISHES,
    Pair,
    in_form,
)
from search.wishes import Law, Number, Prefix, Query, Reason, Remark, Wish, Words

BOKMAL = "nb"
LONGEST_INITIALS = 4
"""Letters of the kind of a body; what is longer is a name."""


def understood(query: Query, language: str = BOKMAL, names: Mapping[str, str] | None = None) -> str:
    """What was searched for, in a sentence; "" where there was nothing to search for.

    `names` are those of bodies, parties and documents by their short names.
    """
    if query.is_empty:
        return ""
    must = required(query.wishes)
    asked = _asked([query.wishes[number] for number in must], language)
    rather = _asked([wish for number, wish in enumerate(query.wishes) if number not in must], language)
    parts = (
        asked or in_form(SEARCHED["everything"], language),
        f"{in_form(SEARCHED['rather'], language)} {rather}" if rather else "",
        _without(query.without, language),
    )
    narrowed = _narrowed(query, language, names or {})
    kept = ", ".join(filter(None, parts))
    told = (kept, ", " if query.wishes and narrowed else " ", narrowed)
    return f"{in_form(SEARCHED['searched'], language)} {''.join(told).strip()}."


def remarks(query: Query, language: str = BOKMAL) -> tuple[str, ...]:
    """A sentence or two for each thing that was left out, or read as something else."""
    return tuple(_remark(remark, language) for remark in query.remarks)


def problem(left_out: Sequence[Remark], language: str = BOKMAL) -> str:
    """Why nothing can be searched for: what was left out, and that nothing else is there."""
    alone = {Reason.NOTHING_LEFT, Reason.ONLY_WITHOUT}
    told = [_remark(remark, language) for remark in left_out]
    if all(remark.reason not in alone for remark in left_out):
        told.append(in_form(SEARCHED["nothing"], language))
    return " ".join(told)


def corrections(corrected: Sequence[tuple[str, str]], language: str = BOKMAL) -> str:
    """Which words were searched for instead of which; "" where none were."""
    if not corrected:
        return ""
    typed = _listed((_quoted(word) for word, _ in corrected), "or", language)
    instead = _listed((_quoted(word) for _, word in corrected), "and", language)
    return in_form(CORRECTED, language).format(typed=typed, instead=instead)


def relaxation(language: str = BOKMAL) -> str:
    """That no place has all the words."""
    return in_form(RELAXED, language)


def suggestion(suggested: str, language: str = BOKMAL) -> str:
    """The question whether something else was meant; "" where nothing is suggested."""
    return in_form(SUGGESTED, language).format(words=suggested) if suggested else ""


def _remark(remark: Remark, language: str) -> str:
    sentence = in_form(REMARKS[remark.reason], language)
    examples = {name: in_form(pair, language) for name, pair in EXAMPLES.items()}
    return sentence.format(typed=remark.typed, read_as=remark.read_as, **examples)


def _asked(wishes: Iterable[Wish], language: str) -> str:
    """The wishes by sort, each sort with its word: "ordene «a» og «b», og uttrykket «c d»"."""
    by_sort: dict[str, list[str]] = {}
    for wish in wishes:
        by_sort.setdefault(_sort(wish), []).append(_wish(wish, language))
    told = [
        f"{_in_number(WISHES[sort], len(each), language)} {_listed(each, 'and', language)}".strip()
        for sort, each in by_sort.items()
    ]
    return _listed(told, "and", language)


def _without(wishes: Sequence[Wish], language: str) -> str:
    asked = _asked(wishes, language)
    return f"{in_form(SEARCHED['without'], language)} {asked}" if asked else ""


def _sort(wish: Wish) -> str:
    match wish:
        case Words(terms=()):
            return "phrase"
        case Words():
            return "word"
        case Prefix():
            return "beginning"
        case Number():
            return "number"
        case Law():
            return "law"


def _wish(wish: Wish, language: str) -> str:
    match wish:
        case Words(also=()):
            return _quoted(wish.text)
        case Words(also=also):
            others = _listed(map(_quoted, also), "or", language)
            return f"{_quoted(wish.text)} ({in_form(SEARCHED['also'], language)} {others})"
        case Prefix():
            return _quoted(wish.text)
        case Number(text=number, law=law):
            other = f" ({in_form(SEARCHED['also'], language)} {printed_place(law)})" if law else ""
            return number + other
        case Law(places=places):
            return _listed(map(printed_place, places), "or", language)


def _narrowed(query: Query, language: str, names: Mapping[str, str]) -> str:
    """The filters: "i retningslinjer fra 2024, som gjelder Granvik"."""
    kinds = [in_form(KINDS[kind], language) for kind in query.kinds if kind in KINDS]
    first = " ".join(
        told
        for told in (
            _filter("kinds", kinds, language),
            _filter("years", _years(query.years), language),
        )
        if told
    )
    others = (
        _filter("documents", _named(query.documents, names), language),
        _filter("bodies", [names.get(body) or _initials(body) for body in query.bodies], language),
        _filter("parties", _named(query.parties, names), language),
        _filter("laws", list(map(printed_place, query.laws)), language),
        _filter("statuses", list(map(_quoted, query.statuses)), language),
    )
    return ", ".join(told for told in (first, *others) if told)


def _filter(name: str, values: Sequence[str], language: str) -> str:
    if not values:
        return ""
    return in_form(NARROWED[name], language).format(values=_listed(values, "or", language))


def _named(refs: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return [names.get(ref, ref) for ref in refs]


def _initials(body: str) -> str:
    """The kind of a body is written with capitals: "ASU"."""
    return body.upper() if len(body) <= LONGEST_INITIALS else body


def _years(years: Sequence[int]) -> list[str]:
    """The years, those in a row as one: "2022–2024"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}\u2013{run[-1]}" for run in runs]


def _in_number(pair: tuple[Pair, Pair], count: int, language: str) -> str:
    one, several = pair
    return in_form(one if count == 1 else several, language)


def _listed(values: Iterable[str], join: str, language: str) -> str:
    """A list as it is written: "a, b og c"."""
    *first, last = list(values) or [""]
    return f"{', '.join(first)} {in_form(JOINING[join], language)} {last}" if first else last


def _quoted(words: str) -> str:
    return f"«{words}»"
