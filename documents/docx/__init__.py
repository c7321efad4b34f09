"""Word files: read into a legal text with remarks, and written out of one.

`reading` takes a file in (guard, package, paragraphs, outline, account), `writing` makes one (template,
cover, numbering, tables, notes). Both know `xml`, `identity`, `typed` and `house`.
"""

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
