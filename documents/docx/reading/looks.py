"""How a paragraph looks beside others: size of letters and space round it, by itself or by its style."""

from dataclasses import dataclass

from documents.docx.reading.stylesheet import USUAL_SIZE, StyleSheet
from documents.docx.xml import Element, w


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph's look."""

    size: int = USUAL_SIZE
    """Of its smallest letters, in half points."""
    before: int = 0
    """Space above, in twentieths of a point; an empty paragraph above counts as one line."""
    after: int = 0


def look_of(paragraph: Element, styles: StyleSheet) -> Look:
    """The look of a paragraph of the body."""
    sizes = [
        styles.run_size(run, paragraph)
        for run in paragraph.iterfind(w("r"))
        if any((each.text or "").strip() for each in run.iterfind(w("t")))
    ]
    before = styles.spacing(paragraph, "before")
    above = paragraph.getprevious()
    if above is not None and above.tag == w("p") and next(above.iter(w("t")), None) is None:
        before += 240
    return Look(min(sizes, default=USUAL_SIZE), before, styles.spacing(paragraph, "after"))
