"""Comments in the margin: who said what, of which words, in which section."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from documents.docx.identity import place_of
from documents.docx.reading.package import Package
from documents.docx.reading.remarks import shortened
from documents.docx.reading.revisions import NOBODY
from documents.docx.xml import Element, w, words_of

_LONGEST_ANCHOR = 100


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of the file."""

    author: str
    date: str
    """YYYY-MM-DD; empty where the file does not say."""
    anchor: str
    """The words it is tied to, or their beginning."""
    section: str
    """The identity of the section it stands in; empty for what stands before the first."""
    words: str


def read_comments(package: Package, homes: Mapping[str, str]) -> tuple[Comment, ...]:
    """The comments in the order the file lists them. `homes`: the section that begins at each place."""
    root = package.part("comments")
    if root is None:
        return ()
    anchors = _anchors(package.main)
    sections = dict(_sections(package.main, homes))
    return tuple(
        Comment(
            author=comment.get(w("author")) or NOBODY,
            date=comment.get(w("date"), "")[:10],
            anchor=anchors.get(comment.get(w("id"), ""), ""),
            section=sections.get(comment.get(w("id"), ""), ""),
            words=words_of(comment),
        )
        for comment in root.iterfind(w("comment"))
    )


def _sections(main: Element, homes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The section that each comment begins in, by the comment's id; a later mark of one changes nothing."""
    here = ""
    met: set[str] = set()
    for element in main.iter(w("p"), w("commentRangeStart"), w("commentReference")):
        if element.tag == w("p"):
            here = homes.get(place_of(element), here)
        elif (identity := element.get(w("id"), "")) not in met:
            met.add(identity)
            yield identity, here


def _anchors(main: Element) -> dict[str, str]:
    """The words that each comment is tied to, by the comment's id."""
    open_ones: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in main.iter(w("commentRangeStart"), w("commentRangeEnd"), w("t"), w("delText")):
        identity = element.get(w("id"), "")
        if element.tag == w("commentRangeStart"):
            open_ones[identity] = ""
        elif element.tag == w("commentRangeEnd"):
            found[identity] = shortened(" ".join(open_ones.pop(identity, "").split()), _LONGEST_ANCHOR)
        else:
            for each, words in open_ones.items():
                if len(words) <= _LONGEST_ANCHOR:
                    open_ones[each] = words + (element.text or "")
    return found
