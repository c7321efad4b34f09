"""What is turned away at the door, and in which words."""

import io
import struct
import zipfile

import pytest

from documents import docx
from documents.docx import NotReadable, read, read_apart
from documents.docx.reading import limits
from tests.documents.docx_files import p, word_file, word_parts, zipped

HONEST = word_parts(p("Avtale", "Title") + p("Partene skal samarbeide."))


def refusal(data):
    with pytest.raises(NotReadable) as refused:
        read(data)
    return refused.value


def test_an_honest_file_passes():
    assert read(zipped(HONEST)).text.title == "Avtale"


def test_a_refusal_says_why_and_what_now_and_what_was_not_lost():
    refused = refusal(b"%PDF-1.7")

    assert refused.code == "not-word"
    assert refused.message == (
        "Filen er ikke et Word-dokument (.docx). "
        "Åpne filen i Word, lagre den på nytt som Word-dokument (.docx), og prøv igjen. "
        "Ingenting er lagret, og filen din er urørt."
    )
    assert str(refused) == refused.message
    assert isinstance(refused, ValueError)


def test_the_old_format_and_passwords_are_one_refusal_for_they_look_alike():
    assert refusal(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 100).code == "encrypted"


def test_a_file_of_exactly_the_largest_size_is_looked_at_and_one_byte_more_is_not():
    assert refusal(b"x" * limits.MAX_FILE).code == "not-word"
    assert refusal(b"x" * (limits.MAX_FILE + 1)).code == "too-large"


@pytest.mark.parametrize("length", [0, 1, 2, 10, 400])
def test_a_cut_off_file_is_refused(length):
    assert refusal(zipped(HONEST)[:length]).code in {"broken", "not-word"}


def test_a_file_with_one_changed_byte_in_its_text_is_refused():
    data = bytearray(word_file(p("Partene skal samarbeide." * 40)))
    data[data.index(b"word/document.xml") + 60] ^= 0xFF

    assert refusal(bytes(data)).code == "broken"


def test_too_many_parts_are_refused():
    extra = {f"word/x{at}.bin": b"" for at in range(limits.MAX_ENTRIES - len(HONEST) + 1)}

    assert refusal(zipped({**HONEST, **extra})).code == "too-many-parts"


def test_two_parts_that_differ_only_in_case_are_refused():
    assert refusal(zipped({**HONEST, "WORD/document.xml": "<x/>"})).code == "doubled-part"


@pytest.mark.parametrize(
    "name", ["../outside.xml", "/root.xml", "word\\x.xml", "c:x.xml", "x" * 256, "a\0b.xml"]
)
def test_names_that_point_out_of_the_archive_are_refused(name):
    # ZipInfo cleans names on the way in, so the bad one is written over a good one of equal length.
    stand_in = "q" * len(name)
    data = zipped({**HONEST, stand_in: b""}).replace(stand_in.encode(), name.encode())

    assert refusal(data).code == "bad-name"


def test_an_encrypted_part_is_refused():
    data = bytearray(zipped(HONEST))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1

    assert refusal(bytes(data)).code == "encrypted"


def test_an_unusual_packing_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in HONEST.items():
            archive.writestr(name, content)

    assert refusal(data.getvalue()).code == "packing"


def test_parts_that_lie_over_one_another_are_refused():
    data = bytearray(zipped(HONEST))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    struct.pack_into("<L", data, second + 42, 0)  # it now begins where the first one begins

    assert refusal(bytes(data)).code == "overlap"


def test_a_part_packed_unnaturally_tight_is_refused_before_it_is_unpacked():
    assert refusal(zipped({**HONEST, "word/media/a.bin": b"\0" * 3_000_000})).code == "bomb"


def test_a_directory_that_lies_about_a_size_is_refused():
    data = bytearray(zipped(HONEST))
    directory = data.index(b"PK\x01\x02")
    (size,) = struct.unpack_from("<L", data, directory + 24)
    struct.pack_into("<L", data, directory + 24, size - 5)

    assert refusal(bytes(data)).code == "broken"


def test_macros_are_refused_by_name_and_by_declaration():
    declared = str(HONEST["[Content_Types].xml"]).replace(
        "application/xml", "application/vnd.ms-word.macroEnabled"
    )

    assert refusal(zipped({**HONEST, "word/vbaProject.bin": b"x"})).code == "macros"
    assert refusal(zipped({**HONEST, "[Content_Types].xml": declared})).code == "macros"


def test_an_archive_of_something_else_is_refused():
    assert refusal(zipped({"hello.txt": b"hello"})).code == "not-word"
    assert refusal(zipped({**HONEST, "word/document.xml": "<workbook/>"})).code == "not-word"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(encoding):
    source = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    )

    assert refusal(zipped({**HONEST, "word/document.xml": source.encode(encoding)})).code == "doctype"


def test_xml_that_is_no_xml_is_refused():
    assert refusal(zipped({**HONEST, "word/document.xml": "<w:document>"})).code == "malformed"


def test_more_elements_than_any_agreement_has_are_refused():
    many = "".join(f"<w:p w:x='{at}'/>" for at in range(limits.MAX_ELEMENTS))

    assert refusal(word_file(many)).code == "too-many-elements"


def test_a_document_inside_the_document_is_refused_by_name():
    assert refusal(word_file(p("Før") + '<w:altChunk r:id="x"/>')).code == "alt-chunk"


def test_reading_apart_gives_what_reading_gives():
    data = word_file(
        p("Avtale", "Title") + p("Formål", "Overskrift1") + p("Tekst med <w:r/>".replace("<w:r/>", "ord"))
    )
    here, apart = read(data), read_apart(data)

    assert apart.text.title == here.text.title
    assert [section.blocks for section in apart.text.walk()] == [
        section.blocks for section in here.text.walk()
    ]
    assert apart.remarks == here.remarks


def test_reading_apart_refuses_in_the_same_words():
    with pytest.raises(NotReadable) as refused:
        read_apart(b"%PDF-1.7")

    assert refused.value.message == refusal(b"%PDF-1.7").message


@pytest.mark.parametrize("name", docx.__all__)
def test_every_name_that_the_package_promises_is_found(name):
    """They are imported one by one, when they are asked for."""
    assert getattr(docx, name).__name__ == name
