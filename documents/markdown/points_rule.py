"""A block rule that markdown-it does not have: lists lettered a) b) c), each with its identity."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

MARKER = re.compile(
    r"(?P<label>[a-zæøå]\)) "
    r'(?:\{#(?P<id>[a-z0-9]+)(?: fra="(?P<origins>[a-z0-9]+(?: [a-z0-9]+)*)")?\}(?: |$))?'
)
_INDENT = 3
_TOO_DEEP_FOR_A_LIST = 4


def points_plugin(md: MarkdownIt) -> None:
    """Teach the parser lettered lists; they may interrupt a paragraph, as people write them."""
    md.block.ruler.before("list", "points", _points, {"alt": ["paragraph", "blockquote", "list"]})


def _points(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent:  # does it end the paragraph above? Also where it stands further out than that paragraph
        return _marker_at(state, start) is not None
    if _marker(state, start) is None:
        return False
    state.push("point_list_open", "ol", 1)
    parent, state.parentType = state.parentType, "list"
    line = start
    while line < end and (found := _marker(state, line)):
        line = _point(state, line, end, found)
        line = _skip_blank_lines(state, line, end)
        if line >= end or state.sCount[line] < state.blkIndent:
            break
    state.parentType = parent
    state.push("point_list_close", "ol", -1)
    state.line = line
    return True


def _marker(state: StateBlock, line: int) -> re.Match[str] | None:
    indent = state.sCount[line] - state.blkIndent
    return _marker_at(state, line) if 0 <= indent < _TOO_DEEP_FOR_A_LIST else None


def _marker_at(state: StateBlock, line: int) -> re.Match[str] | None:
    return MARKER.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _point(state: StateBlock, line: int, end: int, found: re.Match[str]) -> int:
    """Parse one point and what is indented under it; answer the line after."""
    token = state.push("point_open", "li", 1)
    token.info, token.map = found["label"], [line, line]
    token.meta = {"id": found["id"] or "", "origins": tuple((found["origins"] or "").split())}
    before = (state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent, state.tight)
    state.blkIndent = state.sCount[line] + _INDENT
    # The line now begins after the letter and its identity, as if indented to where its words stand.
    state.bMarks[line], state.tShift[line], state.sCount[line] = found.end(), 0, state.blkIndent
    state.line = line
    state.md.block.tokenize(state, line, end)
    after = max(state.line, line + 1)
    state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent, state.tight = before
    state.push("point_close", "li", -1)
    return after


def _skip_blank_lines(state: StateBlock, line: int, end: int) -> int:
    while line < end and state.isEmpty(line):
        line += 1
    return line
