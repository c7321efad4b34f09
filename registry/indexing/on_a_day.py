"""What was found of a day other than today, with the status it had that day.

An index keeps the status of today. Whatever is found on a day was there that day: a text or a demand that has
been replaced since was in force, and a body that has been closed down was there. What a body decided is what
it decided on every day since.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from documents.lifecycle import Standing
from registry.indexing.statuses import Found
from search.entries import Results
from search.query import Query

AHEAD_OR_PAST = (Standing.COMING, Standing.REPLACED, Standing.REPEALED)
THAT_DAY: Mapping[str, str] = {
    **{standing.value: Standing.IN_FORCE.value for standing in AHEAD_OR_PAST},
    **dict.fromkeys((Found.COMES.value, Found.CLOSED_DOWN.value), Found.EXISTS.value),
}
"""What has this status today was this on a day of its own; every other status is the same on all days."""


def asked_of_today(query: Query) -> Query | None:
    """The query as the index must be asked it: "status:gjelder" means what was in force that day.

    None where nothing can have that status on its own day, as "status:erstattet".
    """
    told = [status for status in query.statuses if status not in THAT_DAY]
    if query.statuses and not told:
        return None
    meant = (today for today, that_day in THAT_DAY.items() if that_day in told)
    return replace(query, statuses=(*told, *meant))


def as_on_the_day(found: Results) -> Results:
    """What was found, with the statuses of the day, and the counts of them."""
    hits = tuple(
        replace(hit, entry=replace(hit.entry, status=THAT_DAY.get(hit.entry.status, hit.entry.status)))
        for hit in found.hits
    )
    counts: Counter[str] = Counter()
    for status, count in found.facets.get("status", {}).items():
        counts[THAT_DAY.get(status, status)] += count
    facets = {**found.facets, "status": dict(counts)} if found.facets else {}
    return replace(found, hits=hits, facets=facets)
