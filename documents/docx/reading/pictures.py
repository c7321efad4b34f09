"""Drawings: what cannot stand in a text of words is named, with the words it holds."""

from documents.docx.reading.remarks import Remarks
from documents.docx.xml import COMPATIBILITY, DRAWING, PLACED_DRAWING, VML, Element, local, w, words_of


def tell_drawing(drawing: Element, remarks: Remarks) -> None:
    """Name a picture, text box, chart or embedded object in a remark."""
    boxes = [box for box in drawing.iter(w("txbxContent")) if not in_unused_fallback(box, drawing)]
    for box in boxes:
        tell_box(box, remarks)
    if boxes:
        return
    words = _description(drawing)
    said = f"Beskrivelsen er «{words}»." if words else "Ingen beskrivelse følger med."
    if local(drawing) == "object":
        remarks.tell("object", f"Et innebygd objekt er ikke tatt med. {said}", remarks.here)
    elif _is_picture(drawing):
        remarks.count("image", remarks.here, said)
    else:
        remarks.count("figure", remarks.here, said)


def tell_box(box: Element, remarks: Remarks) -> None:
    """Give the words of a text box in a remark."""
    words = words_of(box)
    remarks.told.append(words)
    if words:
        remarks.tell(
            "text-box", f"En tekstboks er ikke tatt med i teksten. Den sier: «{words}».", remarks.here
        )


def in_unused_fallback(element: Element, top: Element | None = None) -> bool:
    """Is it the second form of something that is already there in its first form?"""
    for above in element.iterancestors():
        if above.tag == f"{{{COMPATIBILITY}}}Fallback":
            alternatives = above.getparent()
            if alternatives is not None and alternatives.find(f"{{{COMPATIBILITY}}}Choice") is not None:
                return True
        if above is top:
            return False
    return False


def _is_picture(drawing: Element) -> bool:
    return any(True for _ in drawing.iter(f"{{{DRAWING}}}blip", f"{{{VML}}}imagedata"))


def _description(drawing: Element) -> str:
    for properties in drawing.iter(f"{{{PLACED_DRAWING}}}docPr"):
        if words := properties.get("descr") or properties.get("title"):
            return " ".join(words.split())
    for shape in drawing.iter(f"{{{VML}}}shape", f"{{{VML}}}textpath"):
        if words := shape.get("string") or shape.get("alt"):
            return " ".join(words.split())
    return ""
