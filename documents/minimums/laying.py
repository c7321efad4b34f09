"""Files of demands laid one upon the other: what counts in all, and whether a new one agrees with the rest.

Nothing is overwritten: an entry keeps its words for ever. A later state of a demand ends the one before it
on the day it begins. So it also stays where files come to disagree, as when the product is renewed with an
entry that an office had written itself: the first to say something of a state has said it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from documents.minimums.entries import CONTENT, Catalogue, CatalogueKind, Minimum
from documents.minimums.reading import CatalogueFile, Fault, More, overlap_told, overlaps

RESERVED = frozenset({"ny", "kvitter"})
"""Names that addresses of pages have already."""


def lay(files: Sequence[CatalogueFile]) -> tuple[Catalogue, ...]:
    """All catalogues, the first files first, with what later ones add to them."""
    whole = {file.ref: file for file in reversed(files) if not file.extends}
    return tuple(
        _laid(file, [each for each in files if each.extends and each.ref == file.ref])
        for file in files
        if whole.get(file.ref) is file
    )


def against(files: Sequence[CatalogueFile], new: CatalogueFile) -> tuple[Fault, ...]:
    """Where a new file does not agree with those that are there; nothing where it does."""
    there = next((file for file in files if file.ref == new.ref and not file.extends), None)
    if not new.extends:
        return tuple(_new_catalogue(there, new))
    if there is None:
        known = ", ".join(f"«{file.ref}»" for file in files if not file.extends)
        told = f"Kravlisten «{new.ref}» finnes ikke, og kan ikke utvides. Disse finnes: {known}."
        return (Fault(new.name, new.head_line, told),)
    states = [entry for file in files if file.ref == new.ref for entry in file.entries]
    return (*_of_entries(states, new), *_of_more(states, new))


def _new_catalogue(there: CatalogueFile | None, new: CatalogueFile) -> Iterator[Fault]:
    if there is not None:
        told = (
            f"Kravlisten «{new.ref}» finnes fra før. Utvid den med [extends], eller gi den nye et annet navn."
        )
        yield Fault(new.name, new.head_line, told)
    elif new.ref in RESERVED:
        told = f"En kravliste kan ikke hete «{new.ref}». Gi den et navn som sier hva den gjelder."
        yield Fault(new.name, new.head_line, told)
    elif new.head.kind is CatalogueKind.CONTENT:
        told = (
            f"Krav til innholdet i avtaleverket står i kravlisten «{CONTENT}». Legg egne krav til den med "
            "[extends], med numre fra 101."
        )
        yield Fault(new.name, new.head_line, told)


def _of_entries(states: Sequence[Minimum], new: CatalogueFile) -> Iterator[Fault]:
    for entry, line in zip(new.entries, new.entry_lines, strict=True):
        same = [state for state in states if state.nr == entry.nr]
        if any(state.since == entry.since for state in same):
            told = (
                f"Krav nr. {entry.nr} fra {entry.since} finnes fra før, og det som står der, blir stående. "
                "Skriv en ny tilstand med den dagen den gjelder fra, eller bruk [[more]] til flere ord."
            )
            yield Fault(new.name, line, told)
            continue
        for state in same:
            if overlaps(entry, state):
                yield Fault(new.name, line, overlap_told(entry, state))
            elif overlaps(state, entry):
                yield Fault(new.name, line, overlap_told(state, entry))


def _of_more(states: Sequence[Minimum], new: CatalogueFile) -> Iterator[Fault]:
    known = {state.nr for state in states} | {entry.nr for entry in new.entries}
    for more, line in zip(new.more, new.more_lines, strict=True):
        if more.nr not in known:
            told = f"Kravlisten «{new.ref}» har ikke noe krav nr. {more.nr}. Den har {_numbers(known)}."
            yield Fault(new.name, line, told)


def _laid(file: CatalogueFile, extensions: Sequence[CatalogueFile]) -> Catalogue:
    states: dict[tuple[int, date], Minimum] = {}
    for each in (file, *extensions):
        for entry in each.entries:
            states.setdefault((entry.nr, entry.since), entry)
    more = [added for each in extensions for added in each.more]
    ended = _one_after_the_other(states.values())
    return replace(file.head, entries=tuple(_with_more(entry, more) for entry in ended))


def _one_after_the_other(entries: Iterable[Minimum]) -> Iterator[Minimum]:
    """In the law's order, each ended by the next state of the same demand."""
    ordered = sorted(entries, key=lambda each: (each.nr, each.since))
    for entry, after in zip(ordered, (*ordered[1:], None), strict=True):
        ends = [entry.until, after.since if after is not None and after.nr == entry.nr else None]
        until = min((day for day in ends if day is not None), default=None)
        yield replace(entry, until=until, source=replace(entry.source, until=until))


def _with_more(entry: Minimum, more: Iterable[More]) -> Minimum:
    for added in more:
        if added.nr == entry.nr:
            nynorsk = (*(entry.evidence_nn or entry.evidence), *(added.evidence_nn or added.evidence))
            entry = replace(
                entry,
                evidence=(*entry.evidence, *added.evidence),
                evidence_nn=nynorsk if entry.evidence_nn or added.evidence_nn else (),
                terms_nb=_once(*entry.terms_nb, *added.terms_nb),
                terms_nn=_once(*entry.terms_nn, *added.terms_nn),
            )
    return entry


def _once(*terms: str) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(term.lower(), term)
    return tuple(first.values())


def _numbers(known: Iterable[int]) -> str:
    numbers = sorted(known)
    all_between = numbers == list(range(numbers[0], numbers[-1] + 1)) if numbers else False
    return f"{numbers[0]} til {numbers[-1]}" if all_between else ", ".join(map(str, numbers))
