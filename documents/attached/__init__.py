"""A file that came back from a party that has decided: is it the text that was laid before it?

`files` reads the file, or says that it cannot be read here; `signs` says which differences are of the
typewriter and not of the words; `found_again` how much of a text another holds; `differences` lists the
rest, place by place, with what it touches; `minutes` finds what minutes say of themselves; `judging` puts
these together. Nothing here is a verdict: a person says what a difference amounts to.
"""

from documents.attached.differences import Difference, differences
from documents.attached.files import FileForm, FileRead, is_zip, read_file
from documents.attached.found_again import share_found
from documents.attached.judging import Attached, AttachedKind, Expected, judge
from documents.attached.minutes import Minutes
from documents.attached.signs import same_words, words_of

__all__ = [
    "Attached",
    "AttachedKind",
    "Difference",
    "Expected",
    "FileForm",
    "FileRead",
    "Minutes",
    "differences",
    "is_zip",
    "judge",
    "read_file",
    "same_words",
    "share_found",
    "words_of",
]
