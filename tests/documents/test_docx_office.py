"""LibreOffice counts and prints what we print, opens every export, and gives the text back."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from documents import markdown
from documents.docx import read, write
from documents.docx.writing.heading_numbers import is_annex
from documents.kinds import Language
from documents.text import ItemList, Paragraph
from tests.documents.test_docx_accessibility import VERSIONS
from tests.documents.test_docx_round_trip import SAMPLE
from tests.documents.test_docx_writing import COVER, a_section, a_text

pytestmark = pytest.mark.office
NAMES = [f"{path.parent.name}-{path.stem}" for path in VERSIONS]


def exported(path):
    source = path.read_text()
    language = Language.NN if "Føremål" in source else Language.NB
    return markdown.read(source), write(markdown.read(source), replace(COVER, language=language))


def labels_of(text):
    """The numbers and labels that are printed, in reading order, but for annexes, which stand as words."""
    yield from _labels_in(text.preamble)
    for section in text.walk():
        if section.number and not is_annex(section.number):
            yield section.number
        yield from _labels_in(section.blocks)


def _labels_in(blocks):
    for block in blocks:
        for item in block.items if isinstance(block, ItemList) else ():
            yield item.label
            yield from _labels_in(item.blocks)


@pytest.mark.parametrize("path", VERSIONS, ids=NAMES)
def test_libreoffice_counts_every_number_of_the_example_as_it_is_printed(office, path):
    text, data = exported(path)
    counted = [line.split("\t")[0].strip() for line in office.labels(data)]

    assert counted == [label for label in labels_of(text) if label != "-"]


@pytest.mark.parametrize("path", VERSIONS, ids=NAMES)
def test_every_version_of_the_example_opens_and_comes_back_through_libreoffice(office, path):
    text, data = exported(path)

    assert office.opens(data) >= 3
    assert read(office.converted(data, "docx")).text == text


def test_a_text_with_everything_in_it_comes_back_through_libreoffice(office):
    text = markdown.read(SAMPLE)

    back = markdown.write(read(office.converted(write(text, COVER), "docx")).text)
    # LibreOffice drops the empty run that says "1. Ikkje eit punkt" is words and no list.
    assert back == markdown.write(text).replace("1\\. Ikkje", "1. Ikkje")


@pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is not installed: the pages were not read"
)
def test_a_reference_prints_the_number_that_libreoffice_counts(office):
    below = a_section("1.1", "Parter", Paragraph("Se [punkt 1.2](#dddddddddd)."), identity="bbbbbbbbbb")
    other = a_section("1.2", "Ansvar", Paragraph("Etter [kapittel 1](#abcdefghjk)."), identity="dddddddddd")
    data = write(a_text(a_section("1", "Formål", children=[below, other])), COVER)
    pdf = office.converted(data, "pdf")
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    words = " ".join(said.stdout.decode().split())

    assert "Se punkt 1.2." in words
    assert "Etter kapittel 1." in words
    assert re.search(r"Side 1 av \d|Side 2 av \d", words)
