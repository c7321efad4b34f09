"""PDF/A made of a legal text by Typst: the tree as data, one fixed program, a process of its own.

Needs the extra `pdf`; nothing else in the register does (docs/choices/pdf.md). `apart` is the door. What runs
in the other process (`__main__`, `setting`, `letters`) imports next to nothing, so that it starts at once.
"""
