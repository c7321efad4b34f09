"""What was struck and added, line by line."""

import re

from hypothesis import HealthCheck, given, settings

from documents.comparing.change_table import change_rows
from documents.comparing.diff import compare
from documents.comparing.marking import Gap, Line, Rows, marked
from documents.comparing.shapes import Shape
from documents.comparing.words import WordKind, after, before
from documents.markdown import read
from tests.documents.texts import LEGAL_TEXTS

OLD = """# Avtale

## 1 Svar {#svar}

Kommunen svarer innen tre dager.

Svaret er skriftlig.

## 2 Steder {#steder}

Slik er det:

| Sted | Plasser |
| --- | --- |
| Granvik | 6 |
| Storelv | 4 |
| Nordli | 2 |

- ett

- to
"""


def shown(old: str, new: str, place: str, without: WordKind = WordKind.REMOVED) -> list[str]:
    """The lines of one change as they are shown: "[-struck-]", "{+added+}", "…" for what is left out."""
    row = next(row for row in rows(old, new) if row.change.place.id == place)
    return [told(line, without) for block in row.marked.shown(without) for line in of(block)]


def rows(old: str, new: str):
    before_, now = read(old), read(new)
    return change_rows(compare(before_, now), before_, now, {})


def of(block: Line | Gap | Rows) -> tuple[Line | Gap, ...]:
    return block.rows if isinstance(block, Rows) else (block,)


def told(line: Line | Gap, without: WordKind) -> str:
    if isinstance(line, Gap):
        return f"… {line.count}"
    marks = {WordKind.KEPT: "{}", WordKind.ADDED: "{{+{}+}}", WordKind.REMOVED: "[-{}-]"}
    cells = (
        "".join(marks[part.kind].format(part.text) for part in cell if part.kind is not without)
        for cell in line.cells
    )
    return f"{line.label} {' | '.join(cells)}".strip()


def test_only_what_changed_is_shown_and_the_rest_is_a_gap():
    new = OLD.replace("tre", "fem")

    assert shown(OLD, new, "svar") == ["Kommunen svarer innen {+fem+} dager.", "… 1"]
    assert shown(OLD, new, "svar", WordKind.ADDED) == ["Kommunen svarer innen [-tre-] dager.", "… 1"]


def test_a_row_is_compared_cell_by_cell_under_its_header():
    new = OLD.replace("Storelv | 4", "Storelv og Nordli | 5").replace("| Nordli | 2 |\n", "")

    assert shown(OLD, new, "steder") == [
        "… 1",
        "Sted | Plasser",
        "… 1",
        "Storelv{+ og Nordli+} | {+5+}",
        "… 2",
    ]
    assert shown(OLD, new, "steder", WordKind.ADDED)[3:] == ["Storelv | [-4-]", "[-Nordli-] | [-2-]", "… 2"]


def test_rows_that_follow_one_another_are_one_table():
    row = next(row for row in rows(OLD, OLD.replace("| 6", "| 7")) if row.change.place.id == "steder")

    tables = [block for block in row.marked.whole(WordKind.REMOVED) if isinstance(block, Rows)]

    assert [(len(table.rows), table.columns) for table in tables] == [(4, 2)]
    assert [line.shape for line in tables[0].rows if isinstance(line, Line)] == [Shape.HEADER] + [
        Shape.ROW
    ] * 3


def test_a_table_with_another_column_is_told_row_by_row():
    new = OLD.replace("| Sted | Plasser |\n| --- | --- |", "| Sted | Plasser | Natt |\n| --- | --- | --- |")
    new = re.sub(r"\| (Granvik|Storelv|Nordli) \| (\d) \|", r"| \1 | \2 | ja |", new)

    lines = shown(OLD, new, "steder")

    assert "{+Granvik+} | {+6+} | {+ja+}" in lines
    assert "[-Granvik | 6-]" in shown(OLD, new, "steder", WordKind.ADDED)


def test_a_paragraph_parted_in_two_is_one_line_before_and_two_now():
    new = OLD.replace("tre dager.\n", "tre dager, og sier hvorfor.\n\nSvaret går til legen, raskt.\n", 1)

    assert len(shown(OLD, new, "svar", WordKind.ADDED)) == 2
    assert len(shown(OLD, new, "svar")) == 3


def test_two_paragraphs_made_one_are_one_line_now():
    new = OLD.replace("dager.\n\nSvaret", "dager, og svaret")

    assert len(shown(OLD, new, "svar")) == 1


def test_a_point_without_identity_keeps_its_label():
    assert shown(OLD, OLD.replace("- to", "- tre"), "steder")[-1] == "- {+tre+}"


SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(LEGAL_TEXTS, LEGAL_TEXTS)
def test_every_word_of_both_texts_stands_on_some_line(old, new):
    """Whatever the shapes, the words shown as old are the old ones, and those shown as new the new ones."""
    for each in marked(compare(old, new), old, new):
        parts = [part for line in each.lines for cell in line.cells for part in cell]
        assert signs(before(parts)) == signs(before(each.change.words))
        assert signs(after(parts)) == signs(after(each.change.words))


def signs(words: str) -> str:
    """The words without what parts them: spaces, line breaks, and the bars between cells."""
    return re.sub(r"[\s|]", "", words)
