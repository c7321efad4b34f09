"""What stands beside the text of a file: comments, running heads, arrows out of the file."""

from collections.abc import Sequence

from documents.docx import house
from documents.docx.reading.comments import Comment
from documents.docx.reading.package import Package, Relationship
from documents.docx.reading.remarks import Remarks, shortened, tell_cover
from documents.docx.reading.stylesheet import StyleSheet
from documents.docx.xml import Element, w, words_of

_RUNNING = {"header": ("running-head", "Topptekst"), "footer": ("running-foot", "Bunntekst")}
_OUTSIDE = {
    "attachedTemplate": "en dokumentmal",
    "image": "et bilde",
    "oleObject": "et innebygd objekt",
    "frame": "en ramme",
    "subDocument": "et deldokument",
}
_LONGEST_TARGET = 100


def tell_asides(package: Package, comments: Sequence[Comment], styles: StyleSheet, remarks: Remarks) -> None:
    """Name all of it, with the words it holds."""
    _tell_comments(comments, remarks)
    _tell_running_heads(package, styles, remarks)
    for relationship in package.all_relationships():
        if relationship.external and relationship.kind != "hyperlink":
            _tell_outside(relationship, remarks)


def _tell_comments(comments: Sequence[Comment], remarks: Remarks) -> None:
    for each in comments:
        when = f" ({each.date})" if each.date else ""
        done = ", merket som løst" if each.done else ""
        remarks.told.append(each.words)
        if each.answers is None:
            to = f" til «{each.anchor}»" if each.anchor else ""
            told = f"Kommentar fra {each.author}{when}{to}{done}: «{each.words}»."
        else:
            told = f"Svar fra {each.author}{when} til {comments[each.answers].author}{done}: «{each.words}»."
        remarks.tell("comment", told, each.anchor)


def _tell_running_heads(package: Package, styles: StyleSheet, remarks: Remarks) -> None:
    for kind, (code, name) in _RUNNING.items():
        said: dict[str, None] = {}
        for part in sorted(set(package.related(kind))):
            words = words_of(package.tree(part))
            if _is_ours(package.tree(part), styles):
                tell_cover(words, remarks)
            elif words:
                remarks.told.append(words)
                said[words] = None
        for words in sorted(said):
            remarks.tell(code, f"{name} er ikke tatt med: «{words}».")


def _is_ours(root: Element, styles: StyleSheet) -> bool:
    """Is it a running head that we wrote ourselves?"""
    return any(styles.name(paragraph).startswith(house.COVER_PREFIX) for paragraph in root.iter(w("p")))


def _tell_outside(relationship: Relationship, remarks: Remarks) -> None:
    what = _OUTSIDE.get(relationship.kind, "noe")
    target = shortened(relationship.target, _LONGEST_TARGET)
    message = f"Filen viser til {what} utenfor seg selv («{target}»). Det er ikke hentet."
    remarks.tell("outside", message)
