"""Who must adopt a text: those that stand in a pair it is for, and those who came after them.

Law: the relation is one kommune and one foretak (helse- og omsorgstjenesteloven § 6-1,
https://lovdata.no/lov/2011-06-24-30/§6-1). That one who came after a party is there before its own pair is
recorded, is our reading: no text is adopted because a merger was recorded one line at a time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from decisions.parties import Pair, Party

ONE_DAY = timedelta(days=1)


def those_who_must_adopt(parties: Iterable[Party], pairs: Sequence[Pair]) -> tuple[Party, ...]:
    """The parties of these pairs, of all days, in the order given; each as long as it stands in one.

    One who came after any of them and stands in no such pair counts from the day it took their place.
    """
    everyone = list(parties)
    found = {each.ref: each for each in _of_pairs(everyone, pairs)}
    for _ in everyone:
        followers = [each for each in everyone if each.ref not in found and _before(each, found.values())]
        found |= {each.ref: _from_its_day(each, _before(each, found.values())) for each in followers}
        if not followers:
            break
    return tuple(found[each.ref] for each in everyone if each.ref in found)


def _of_pairs(parties: Iterable[Party], pairs: Iterable[Pair]) -> list[Party]:
    of_party: dict[str, list[Pair]] = {}
    for pair in pairs:
        for ref in (pair.kommune, pair.foretak):
            of_party.setdefault(ref, []).append(pair)
    return [_while_in(each, of_party[each.ref]) for each in parties if each.ref in of_party]


def _while_in(party: Party, pairs: Sequence[Pair]) -> Party:
    """The party, as long as it stands in one of these pairs: who is in none has nobody to agree with."""
    first = min(pair.valid_from or date.min for pair in pairs)
    last = max(pair.valid_to or date.max for pair in pairs)
    return _within(party, first, last)


def _before(party: Party, found: Iterable[Party]) -> list[Party]:
    """Those of the parties found that this one came after."""
    return [each for each in found if party.ref in each.successors]


def _from_its_day(party: Party, before: Sequence[Party]) -> Party:
    ended = [each.valid_to + ONE_DAY for each in before if each.valid_to and each.valid_to < date.max]
    return _within(party, min(ended, default=date.min), date.max)


def _within(party: Party, first: date, last: date) -> Party:
    begins, ends = max(party.valid_from or date.min, first), min(party.valid_to or date.max, last)
    return replace(
        party,
        valid_from=None if begins == date.min else begins,
        valid_to=None if ends == date.max else ends,
    )
