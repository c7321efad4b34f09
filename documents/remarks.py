"""What a reader met and could not carry over whole."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to tell the person who brought the text in."""

    code: str
    """Short English word for programs: "image", "tracked-change", "merged-cells"."""
    message: str
    """A whole Norwegian sentence for people."""
    place: str = ""
    """Where: the heading it stands under, or the beginning of the words."""
