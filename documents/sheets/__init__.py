"""Spreadsheets out: a book of sheets as a value, and the XLSX file of it. Nothing is read in here."""

from documents.sheets.book import Book, Cell, Column, Link, Sheet
from documents.sheets.compliance import compliance_book
from documents.sheets.writing import write_book

__all__ = ["Book", "Cell", "Column", "Link", "Sheet", "compliance_book", "write_book"]
