"""What stands beside the text of a file: comments, running heads, arrows out of the file."""

from collections.abc import Iterator

from documents.docx import house
from documents.docx.package import Package, Relationship
from documents.docx.remarks import Remarks, shortened
from documents.docx.stylesheet import StyleSheet
from documents.docx.xml import Element, w, words_of

_RUNNING = {"header": ("running-head", "Topptekst"), "footer": ("running-foot", "Bunntekst")}
_OUTSIDE = {
    "attachedTemplate": "en dokumentmal",
    "image": "et bilde",
    "oleObject": "et innebygd objekt",
    "frame": "en ramme",
    "subDocument": "et deldokument",
}
_LONGEST_ANCHOR = 100


def tell_asides(package: Package, styles: StyleSheet, remarks: Remarks) -> None:
    """Name all of it, with the words it holds."""
    _tell_comments(package, remarks)
    _tell_running_heads(package, styles, remarks)
    for relationship in package.all_relationships():
        if relationship.external and relationship.kind != "hyperlink":
            _tell_outside(relationship, remarks)


def _tell_comments(package: Package, remarks: Remarks) -> None:
    root = package.part("comments")
    if root is None:
        return
    anchors = _anchors(package.main)
    for comment in root.iterfind(w("comment")):
        author = comment.get(w("author")) or "ukjent forfatter"
        day = comment.get(w("date"), "")[:10]
        anchor = anchors.get(comment.get(w("id"), ""), "")
        to = f" til «{anchor}»" if anchor else ""
        when = f" ({day})" if day else ""
        remarks.tell("comment", f"Kommentar fra {author}{when}{to}: «{words_of(comment)}».", anchor)


def _anchors(main: Element) -> dict[str, str]:
    """The words that each comment is tied to, by the comment's id."""
    open_ones: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in main.iter(w("commentRangeStart"), w("commentRangeEnd"), w("t")):
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


def _tell_running_heads(package: Package, styles: StyleSheet, remarks: Remarks) -> None:
    for kind, (code, name) in _RUNNING.items():
        said = {
            words for part in package.related(kind) for words in _foreign_words(package.tree(part), styles)
        }
        for words in sorted(said):
            remarks.tell(code, f"{name} er ikke tatt med: «{shortened(words)}».")


def _foreign_words(root: Element, styles: StyleSheet) -> Iterator[str]:
    """The words of a running head, unless it is one of ours."""
    own = any(styles.name(paragraph).startswith(house.COVER_PREFIX) for paragraph in root.iter(w("p")))
    words = words_of(root)
    if words and not own:
        yield words


def _tell_outside(relationship: Relationship, remarks: Remarks) -> None:
    what = _OUTSIDE.get(relationship.kind, "noe")
    target = shortened(relationship.target, _LONGEST_ANCHOR)
    message = f"Filen viser til {what} utenfor seg selv («{target}»). Det er ikke hentet."
    remarks.tell("outside", message)
