"""Two people's wordings of one section, beside each other."""

from dataclasses import dataclass

from documents.comparing.words import WordChange, compare_words
from documents.drafting.editing import Wording, wording
from documents.drafting.merging import Conflict
from documents.markdown import plain
from documents.text import Section
from registry.fingerprints import text_hash

MARK_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Side:
    """A conflict as it is shown: what both began from, and what each made of it."""

    identity: str
    name: str
    """Number and title, as it stands; empty for the text's own title and opening."""
    base: Wording | None
    theirs: Wording | None
    """None where it was removed."""
    mine: Wording | None
    their_words: tuple[WordChange, ...]
    my_words: tuple[WordChange, ...]
    mark: str
    """What tells if theirs has changed once more since it was shown."""


def side(conflict: Conflict) -> Side:
    """The conflict with each wording held against what both began from."""
    known = conflict.theirs or conflict.base or conflict.mine
    base, theirs, mine = (_wording(each) for each in (conflict.base, conflict.theirs, conflict.mine))
    return Side(
        conflict.identity,
        plain(known.heading) if known and conflict.identity else "",
        base,
        theirs,
        mine,
        compare_words(_whole(base), _whole(theirs)),
        compare_words(_whole(base), _whole(mine)),
        mark_of(conflict),
    )


def mark_of(conflict: Conflict) -> str:
    """A mark of the other's wording."""
    return text_hash(_whole(_wording(conflict.theirs)))[:MARK_SIGNS]


def _wording(section: Section | None) -> Wording | None:
    return wording(section) if section else None


def _whole(words: Wording | None) -> str:
    return f"{words.title}\n\n{words.body}".strip() if words else ""
