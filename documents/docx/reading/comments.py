"""Comments in the margin: who said what, of which words, in which section."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.docx.identity import place_of
from documents.docx.reading.package import Package
from documents.docx.reading.remarks import shortened
from documents.docx.reading.revisions import NOBODY
from documents.docx.xml import Element, w, words_of

_LONGEST_ANCHOR = 100
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


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
    answers: int | None = None
    """The place, in this list, of the comment that it answers; None where it begins a talk."""
    done: bool = False
    """Was it marked as settled?"""


@dataclass(frozen=True, slots=True)
class _Thread:
    """What commentsExtended.xml says of a comment, by the id of its last paragraph ([MS-DOCX] 2.5.1)."""

    parent: str
    done: bool


def read_comments(package: Package, homes: Mapping[str, str]) -> tuple[Comment, ...]:
    """The comments in the order the file lists them. `homes`: the section that begins at each place."""
    root = package.part("comments")
    if root is None:
        return ()
    anchors = _anchors(package.main)
    sections = dict(_sections(package.main, homes))
    found = list(root.iterfind(w("comment")))
    threads = _threads(package.part("commentsExtended"))
    places = {identity: at for at, comment in enumerate(found) for identity in _paragraph_ids(comment)}
    comments: list[Comment] = []
    for at, comment in enumerate(found):
        thread = next(
            (threads[each] for each in _paragraph_ids(comment) if each in threads), _Thread("", False)
        )
        above = places.get(thread.parent)
        identity = comment.get(w("id"), "")
        comments.append(
            Comment(
                author=comment.get(w("author")) or NOBODY,
                date=comment.get(w("date"), "")[:10],
                anchor=anchors.get(identity, ""),
                section=sections.get(identity, ""),
                words=words_of(comment),
                answers=above if above != at else None,
                done=thread.done,
            )
        )
    return tuple(_in_place(each, comments) for each in comments)


def _in_place(comment: Comment, comments: Sequence[Comment]) -> Comment:
    """An answer without a place of its own has that of what it answers."""
    if comment.answers is None or comment.anchor:
        return comment
    above = comments[comment.answers]
    return replace(comment, anchor=above.anchor, section=comment.section or above.section)


def _paragraph_ids(comment: Element) -> list[str]:
    return [identity for each in comment.iter(w("p")) if (identity := each.get(_PARAGRAPH_ID))]


def _threads(root: Element | None) -> dict[str, _Thread]:
    return {
        each.get(f"{_W15}paraId", ""): _Thread(
            each.get(f"{_W15}paraIdParent", ""), each.get(f"{_W15}done", "0") in {"1", "true"}
        )
        for each in (() if root is None else root.iter(f"{_W15}commentEx"))
    }


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
