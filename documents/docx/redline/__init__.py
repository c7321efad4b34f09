"""A redline of two texts as a Word file with real tracked changes, checked before it leaves.

`aligning` says which paragraph is which and `wording` which words; `marks`, `paragraphs`, `tables`, `lists`
and `notes` write them, `writing` puts them together, `checked` reads the file again and holds it against both
texts.
"""

from documents.docx.redline.checked import NotExact, Redline, Way, redline, write_redline

__all__ = ["NotExact", "Redline", "Way", "redline", "write_redline"]
