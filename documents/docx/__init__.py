"""Word files: read into a legal text with remarks, and written out of one.

`reading` takes a file in (guard, package, paragraphs, outline, account), `writing` makes one (template,
cover, numbering, tables, notes). Both know `xml`, `identity`, `typed` and `house`.

What is asked for is imported when it is asked for: a file is read in a process of its own, which begins in
half the time when it need not know how files are written.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from documents.docx.reading.account import Account
    from documents.docx.reading.apart import read_apart
    from documents.docx.reading.carrying import account_of, brought, carried
    from documents.docx.reading.comments import Comment
    from documents.docx.reading.file import Authored, Reading, read
    from documents.docx.reading.limits import NotReadable
    from documents.docx.reading.proposals import Proposal
    from documents.docx.reading.revisions import Tracked
    from documents.docx.redline import NotExact, write_redline
    from documents.docx.writing.change_table import TableHead, write_change_table
    from documents.docx.writing.collection import Listed, Member, write_collection
    from documents.docx.writing.cover import Cover
    from documents.docx.writing.text import write

__all__ = [
    "Account",
    "Authored",
    "Comment",
    "Cover",
    "Listed",
    "Member",
    "NotExact",
    "NotReadable",
    "Proposal",
    "Reading",
    "TableHead",
    "Tracked",
    "account_of",
    "brought",
    "carried",
    "read",
    "read_apart",
    "write",
    "write_change_table",
    "write_collection",
    "write_redline",
]

_PLACES = {
    "documents.docx.reading.account": "Account",
    "documents.docx.reading.apart": "read_apart",
    "documents.docx.reading.carrying": "account_of brought carried",
    "documents.docx.reading.comments": "Comment",
    "documents.docx.reading.file": "Authored Reading read",
    "documents.docx.reading.limits": "NotReadable",
    "documents.docx.reading.proposals": "Proposal",
    "documents.docx.reading.revisions": "Tracked",
    "documents.docx.redline": "NotExact write_redline",
    "documents.docx.writing.change_table": "TableHead write_change_table",
    "documents.docx.writing.collection": "Listed Member write_collection",
    "documents.docx.writing.cover": "Cover",
    "documents.docx.writing.text": "write",
}
"""Where the names are: the module, and those it has."""


def __getattr__(name: str) -> Any:
    """Import what this package is asked for; raises AttributeError where it has no such thing."""
    for module, names in _PLACES.items():
        if name in names.split():
            globals()[name] = found = getattr(import_module(module), name)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
