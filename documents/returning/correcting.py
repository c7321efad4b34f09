"""A person says which section of the base a section of the file is, where the matching was wrong."""

from collections.abc import Mapping
from dataclasses import replace

from documents.markdown import with_identities
from documents.returning.matching import Ground, Known, Match
from documents.text import new_id


def corrected(known: Known, told: Mapping[int, str]) -> Known:
    """The text known again as a person told.

    `told`: the identity that a section has in the base, by its place among the matches; empty where it is
    new. A section that had an identity which another is told to have, is one that nobody knows.
    """
    if not told:
        return known
    taken = set(told.values()) - {""}
    matches = tuple(_as_told(at, match, told, taken) for at, match in enumerate(known.matches))
    changed = {
        was.section: now.section
        for was, now in zip(known.matches, matches, strict=True)
        if was.section != now.section
    }
    renamed = {before: changed.get(after, after) for before, after in known.renamed.items()}
    renamed |= {before: after for before, after in changed.items() if before not in known.renamed.values()}
    return Known(with_identities(known.text, changed), renamed, matches)


def _as_told(at: int, match: Match, told: Mapping[int, str], taken: set[str]) -> Match:
    if at not in told:
        return (
            replace(match, section=new_id(), ground=None, likeness=0.0) if match.section in taken else match
        )
    return replace(match, section=told[at] or new_id(), ground=Ground.PERSON, candidate="")
