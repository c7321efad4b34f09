"""Where in a text its changes lie."""

from documents.comparing.diff import compare
from documents.markdown import read
from registry.web.pictures import chapters

TEXT = """# Avtale

Innledning.

## 1 Parter {#aaaaaaaaaa}

Partene er to.

### 1.1 Kommunen {#bbbbbbbbbb}

Kommunen er part.

## 2 Organer {#cccccccccc}

Det er ett organ.
"""


def test_every_change_lies_in_one_chapter() -> None:
    new = read(TEXT.replace("er part", "er alltid part").replace("Innledning", "Om avtalen"))
    comparison = compare(read(TEXT), new)
    assert sum(chapter.count for chapter in chapters(comparison, new)) == len(comparison.changed) == 2


def test_a_chapter_without_changes_is_there_with_no_marks() -> None:
    new = read(TEXT.replace("er part", "er alltid part"))
    told = [
        (chapter.title, chapter.count, chapter.first) for chapter in chapters(compare(read(TEXT), new), new)
    ]
    assert told == [("Parter", 1, "bbbbbbbbbb"), ("Organer", 0, "")]


def test_the_opening_is_a_chapter_only_when_it_changed() -> None:
    new = read(TEXT.replace("Innledning", "Om avtalen"))
    first = chapters(compare(read(TEXT), new), new)[0]
    assert (first.id, first.first, first.count) == ("", "tekst", 1)


def test_what_was_removed_is_marked_where_it_stood() -> None:
    new = read(TEXT.replace("### 1.1 Kommunen {#bbbbbbbbbb}\n\nKommunen er part.\n\n", ""))
    parties, bodies = chapters(compare(read(TEXT), new), new)
    assert [mark.kind for mark in parties.marks] == ["removed"]
    assert bodies.marks == ()


def test_marks_stay_within_the_chapter() -> None:
    new = read(TEXT.replace("er part", "er part, og det er den på lik linje med alle andre"))
    for chapter in chapters(compare(read(TEXT), new), new):
        assert all(0 <= mark.start <= 100 - mark.width for mark in chapter.marks)
