"""PDF/A made of a legal text by Typst: the tree as data, one fixed template, a process of its own.

Needs the extra `pdf`; nothing else in the register does (docs/choices/pdf.md).
"""

from documents.pdf.apart import NotMade, is_installed, write_pdf
from documents.pdf.tree import Front

__all__ = ["Front", "NotMade", "is_installed", "write_pdf"]
