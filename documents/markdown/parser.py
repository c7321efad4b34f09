"""markdown-it, set up for legal texts: tables, footnotes, lettered points; no HTML, no code blocks."""

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from documents.markdown.points_rule import points_plugin

_NOT_IN_THE_FORM = ["code", "fence", "hr", "lheading", "reference", "html_block"]


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("table").disable(_NOT_IN_THE_FORM)
    footnote_plugin(md, inline=False)
    md.core.ruler.disable("footnote_tail")  # notes stay where they were written
    points_plugin(md)
    return md


PARSER = _parser()
