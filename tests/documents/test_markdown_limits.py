"""Whatever is brought in is read whole or refused with a sentence, in bounded time and memory."""

import subprocess
import sys

import pytest

from documents.markdown import NotALegalText, decoded, read, write
from documents.markdown.limits import (
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_LENGTH_TOGETHER,
    MAX_LINES,
    MAX_PARTS,
    MAX_SIGNS_TOGETHER,
)
from documents.text import LegalText, Section

MEGABYTE = 1_000_000
SOUP = {
    "stars": "*" * MEGABYTE,
    "bold that never ends": "**a" * (MEGABYTE // 3),
    "emphasis of two kinds": "*_" * (MEGABYTE // 2),
    "brackets": "[" * MEGABYTE,
    "links within links": "[a](" * (MEGABYTE // 4),
    "pictures within pictures": "![" * (MEGABYTE // 2),
    "footnote marks": "[^" * (MEGABYTE // 2),
    "quotations within quotations": ">" * MEGABYTE,
    "points within points": "- " * (MEGABYTE // 2),
    "letters within letters": "a) " * (MEGABYTE // 3),
    "numbers within numbers": "1. " * (MEGABYTE // 3),
    "bars": "|" * MEGABYTE,
    "backticks": "`" * MEGABYTE,
    "backticks of every length": "".join("`" * at + " " for at in range(1, 1400)),
    "ampersands": "&" * MEGABYTE,
    "backslashes": "\\" * MEGABYTE,
    "identities within identities": "## " + "{#a" * (MEGABYTE // 3),
    "signs set on one letter": "a" + "\u0323\u0301" * (MEGABYTE // 4),
    "one word": "a" * (MEGABYTE - 10),
    "lines": "a\n" * (MEGABYTE // 2),
    "blank lines": "\n" * (MEGABYTE - 10),
    "spaces": " " * (MEGABYTE - 10) + "x",
    "tabs": "\t" * (MEGABYTE - 10) + "x",
    "headings": "## a\n\n" * (MEGABYTE // 6),
    "bullets": "- x\n" * (MEGABYTE // 4),
    "lettered points": "a) x\n" * (MEGABYTE // 5),
    "empty points": "a) \n" * 29_000,
    "tables": "|a|\n|-|\n\n" * (MEGABYTE // 10),
    "rows of a table": "| a | b |\n|---|---|\n" + "| c | d |\n" * (MEGABYTE // 10),
    "cells left out": "|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n" + "b\n" * 29_000,
    "2 000 columns": "| a " * 2000 + "|\n" + "|---" * 2000 + "|\n" + ("| b " * 2000 + "|\n") * 90,
    "10 000 sections": "".join(f"## {at} Tittel\n\nOrd.\n\n" for at in range(10_000)),
    "lists in every line": "a) 1. a) 1. a) 1. a) x\n\n" * 14_000,
    **{
        f"{sign} within the limits": "\n\n".join([sign * (1_400 // len(sign))] * 20)
        for sign in ("![", "![a](", "[^", "**a", "a*", "<![CDATA[", "[a](b)", "`a", "&")
    },
    "addresses within the limits": "\n\n".join([("[a](" + "b" * 600) * 16] * 100),
    "headings within the limits": "## " + "\n\n## ".join(["[" * 1_400] * 20),
    "points within the limits": "a) x\n" * 9_900,
    "sections within the limits": "## 1 En\n\nOrd.\n\n" * 7_400,
    "lineage without end": '## a {#a fra="' + "a " * (MEGABYTE // 2 - 20) + "!",
}
_READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from documents.html import render
from documents.markdown import NotALegalText, canonical, read
source = "# T\\n\\n" + sys.stdin.buffer.read().decode() + "\\n"
try:
    print(len(render(read(canonical(source)))))
except NotALegalText as refused:
    print(refused)
"""
"""In a process of its own: 700 MB with all that Python itself maps, and a time far above what is needed."""


@pytest.mark.parametrize("name", SOUP)
def test_a_megabyte_of_anything_is_read_or_refused_with_a_sentence(name):
    done = subprocess.run(
        [sys.executable, "-c", _READ], input=SOUP[name].encode(), capture_output=True, check=False
    )
    said = done.stdout.decode().strip()

    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert said.isdecimal() or said.endswith(".")


def refusal(source: str) -> str:
    with pytest.raises(NotALegalText) as refused:
        read(f"# T\n\n{source}\n")
    return str(refused.value)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("x" * MAX_LENGTH, "1000000 tegn"),
        ("\n" * MAX_LINES, "30000 linjer"),
        ("*" * 40_000, "30000 tegn som"),
        ("*" * (MAX_SIGNS_TOGETHER + 1), "1500 tegn som"),
        ("## " + "ord " * (MAX_LENGTH_TOGETHER // 4) + "ord", "10000 tegn"),
        ("- x\n" * MAX_PARTS, "12500 avsnitt, punkter og celler"),
        ("| a" * 2000 + "|\n" + "|---" * 2000 + "|", "63 kolonner"),
        ("> " * (MAX_DEPTH + 1) + "x", "linje 3 står mer enn 9 nivåer"),
        ("a) " * (MAX_DEPTH + 1) + "x", "linje 3 står mer enn 9 nivåer"),
        ("####### 1.1 For dypt", "«####### 1.1 For dypt» har 7 #-tegn"),
        ("- ####### for dypt", "7 #-tegn"),
        ("e" + "\u0301\u0323" * 20, "linje 3 har mer enn 30 tegn over eller under"),
    ],
)
def test_a_refusal_says_what_there_is_too_much_of(source, why):
    assert why in refusal(source)


def test_what_is_just_within_the_limits_is_read_whole():
    wide = "|" + "a|" * MAX_COLUMNS + "\n|" + "-|" * MAX_COLUMNS
    deep = "> " * MAX_DEPTH + "innerst"
    long = "ord " * (MAX_LENGTH_TOGETHER // 4 - 1)
    text = read(f"# T\n\n{wide}\n\n{deep}\n\n{long}\n")

    assert len(text.preamble[0].header) == MAX_COLUMNS
    assert "innerst" in write(text)
    assert text.preamble[2].text == long.strip()


def test_a_text_ten_times_the_longest_agreement_is_read():
    sections = "".join(f"## {at} Tittel\n\n{'Ord og ord. ' * 40}\n\na) punkt\n\n" for at in range(1, 1651))

    assert len(read(f"# T\n\n{sections}").sections) == 1650


def nested(levels: int) -> LegalText:
    section = Section("a" * levels, "1", "Innerst")
    for level in range(levels - 1, 0, -1):
        section = Section("a" * level, "1", "Over", (), (section,))
    return LegalText("T", (), (section,))


def test_a_section_that_no_heading_is_deep_enough_for_is_refused_and_never_lifted_in_silence():
    assert read(write(nested(5))) == nested(5)
    with pytest.raises(NotALegalText, match="«1 Innerst» står dypere enn teksten har plass til"):
        write(nested(6))


def test_seven_signs_that_are_words_may_be_written_as_words():
    assert read("# T\n\n\\####### ord\n").preamble[0].text == r"\####### ord"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (
            "# Avtale\n\nPartene må møtes\n".encode("cp1252"),
            "Linje 3 er ikke skrevet i UTF-8, men ser ut til",
        ),
        ("# Avtale\n\nPartene må møtes\n".encode("cp1252"), "Windows-1252 (der står det «Partene må møtes»)"),
        ("# Avtåle".encode("utf-16"), "UTF-16"),
        ("# Avtåle".encode("utf-16-be").join((b"\xfe\xff", b"")), "UTF-16"),
        (b"\xef\xbb\xbf# T\n\xff", "Linje 2 er ikke skrevet i UTF-8."),
    ],
)
def test_a_file_in_another_encoding_is_refused_with_the_line_and_what_it_seems_to_be(data, why):
    with pytest.raises(NotALegalText) as refused:
        decoded(data)
    assert why in str(refused.value)


def test_a_file_in_utf_8_is_read_with_or_without_its_mark():
    assert decoded("# Må\n".encode("utf-8-sig")) == decoded("# Må\n".encode()) == "# Må\n"
