"""Word files: read into a legal text with remarks, and written out of one.

Reading: `limits` (the guard), `package`, `revisions`, `stylesheet`, `labels`, `words`, `body`, `tables`,
`titles`, `outline`, `account` (nothing lost), `reading`, `apart` (in a process of its own). Writing:
`heading_numbers`, `list_numbers`, `run_writer`, `table_writer`, `cover`, `styles`, `parts`, `writing`,
`collection`, `change_table`. Both: `xml`, `identity`, `typed`, `house`.
"""

from documents.docx.apart import read_apart
from documents.docx.change_table import TableHead, write_change_table
from documents.docx.collection import Listed, Member, write_collection
from documents.docx.cover import Cover
from documents.docx.limits import NotReadable
from documents.docx.reading import Reading, read
from documents.docx.writing import write

__all__ = [
    "Cover",
    "Listed",
    "Member",
    "NotReadable",
    "Reading",
    "TableHead",
    "read",
    "read_apart",
    "write",
    "write_change_table",
    "write_collection",
]
