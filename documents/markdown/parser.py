"""markdown-it, set up for legal texts: tables, footnotes, lettered points; no HTML, no code blocks.

Blocks and words are parsed apart: the tree keeps the words of a paragraph as they were written, and
most of those who read a tree never ask how its words look.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

from documents.markdown.limits import refuse_too_many_parts
from documents.markdown.points_rule import points_plugin

_NOT_IN_THE_FORM = ["code", "fence", "hr", "lheading", "reference", "html_block"]
_ONLY_FOR_WORDS = ["normalize", "inline", "text_join"]
_NESTING = 30
"""Lists, points and quotations within one another, counted by markdown-it's own steps, two for a list.

What is deeper it leaves out without a word, so this must be more than `documents.markdown.limits` lets in.
"""
_FOOTNOTE_MARK = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,60})\]")


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    """A mark such as [^1], known by its look: whether the note is there is asked where the text is whole."""
    if not state.src.startswith("[^", state.pos):
        return False
    found = _FOOTNOTE_MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found["label"]}
    state.pos = found.end()
    return True


def _watch(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001  (a rule's form)
    """A rule that never applies: it is asked first at every block and row, and stops what has no end."""
    refuse_too_many_parts(state.tokens)
    return False


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("table").disable(_NOT_IN_THE_FORM)
    footnote_plugin(md, inline=False)
    md.core.ruler.disable("footnote_tail")  # notes stay where they were written
    md.inline.ruler.at("footnote_ref", _footnote_mark)
    points_plugin(md)
    md.block.ruler.before("table", "watch", _watch, {"alt": ["paragraph", "blockquote", "list"]})
    return md


BLOCKS = _parser().disable(_ONLY_FOR_WORDS)
BLOCKS.options["maxNesting"] = _NESTING
WORDS = _parser()
