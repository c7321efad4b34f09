"""What is shown of a place at a glance."""

from dataclasses import dataclass

GAP = " … "
"""Between two stretches of the text's words where something was left out."""
LONGEST = 160
"""Signs of what is to be done; more is cut at a clause."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What is to be done, by whom, by when. Words of the text; empty where it does not say."""

    what: str = ""
    who: str = ""
    due: str = ""
    stands_at: str = ""
    """The identity of the section whose table says it, where that is another than the one asked about."""

    def __bool__(self) -> bool:
        """Does the text say by whom or by when? What is to be done it says by itself."""
        return bool(self.who or self.due)


NOTHING = Glance()


def shortened(words: str) -> str:
    """The words whole where they are few, else up to the last clause that there is room for."""
    if len(words) <= LONGEST:
        return words
    room = words[: LONGEST - len(GAP)]
    kept = max(room.rfind(mark) for mark in (", ", "; ", ": ", " og ", " når "))
    return (room[:kept] if kept > LONGEST // 2 else room.rpartition(" ")[0]).rstrip(" ,;:") + GAP.rstrip()
