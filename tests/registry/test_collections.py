"""The set of a day: what is in it, for whom, and that its files say the same as its facts."""

import hashlib
import io
import json
import subprocess
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from decisions.entry_into_force import EntryRule
from documents.docx import read as read_word
from documents.kinds import DocumentKind
from documents.lifecycle import Period
from registry.errors import BadInput, NotFound
from registry.queries import collection_files
from registry.queries.collection_files import CollectionFormat, manifest, manifest_words, take_out
from registry.queries.collections import Collection, collection
from registry.tables import CommunityRow
from tests.registry.builders import DAY, Circle, a_circle, text_with

BEFORE, AFTER = date(2025, 4, 30), date(2025, 5, 1)


@pytest.fixture
def circle(writing: Session) -> Circle:
    return a_circle(writing)


def asked(circle: Circle, on: date, *whose: str) -> Collection:
    return collection(circle.session, circle.community, on, *whose)


def refs(found: Collection) -> list[str]:
    return [each.view.ref for each in found.members]


def fjord(session: Session, fjordmark: CommunityRow, on: date, *whose: str) -> Collection:
    return collection(session, fjordmark, on, *whose)


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_the_agreement_stands_first_and_says_itself_what_goes_before_what(session, fjordmark):
    found = fjord(session, fjordmark, BEFORE)

    assert refs(found)[0] == "samarbeidsavtalen@2021.1"
    assert [each.place.number for each in found.own_words] == ["5.1"]
    assert "avtalen foran retningslinjene" in found.own_words[0].words


def test_the_order_is_that_of_precedence(session, fjordmark):
    kinds = [each.view.document.kind.precedence for each in fjord(session, fjordmark, AFTER).members]

    assert kinds == sorted(kinds)


def test_a_text_replaced_on_the_day_is_there_the_day_before_with_its_last_day(session, fjordmark):
    before, after = fjord(session, fjordmark, BEFORE), fjord(session, fjordmark, AFTER)

    assert before.members[0].period == Period(date(2021, 1, 1), BEFORE)
    assert after.members[0].period == Period(AFTER)


def test_what_is_adopted_and_not_begun_stands_apart(session, fjordmark):
    found = fjord(session, fjordmark, BEFORE)

    assert "samarbeidsavtalen@2025.1" in [each.view.ref for each in found.coming]
    assert not set(refs(found)) & {each.view.ref for each in found.coming}


def test_what_is_not_adopted_by_the_day_is_not_coming_either(session, fjordmark):
    the_last_decision = date(2025, 4, 24)

    on_its_way = [
        "samarbeidsavtalen@2025.1" in [each.view.ref for each in fjord(session, fjordmark, day).coming]
        for day in (the_last_decision - timedelta(days=1), the_last_decision)
    ]

    assert on_its_way == [False, True]


def test_only_decisions_that_adopted_it_by_the_day_are_named(session, fjordmark):
    agreement = fjord(session, fjordmark, BEFORE).members[0]
    days = [each.row.meeting_on for each in agreement.adopted_by]

    assert days == sorted(days)
    assert {each.row.act.decides for each in agreement.adopted_by} == {True}
    assert {each.row.outcome.value for each in agreement.adopted_by} <= {"vedtatt", "vedtatt med endring"}
    assert {each.version_ref for each in agreement.adopted_by} == {"samarbeidsavtalen@2021.1"}


def test_before_anything_applied_there_is_nothing(session, fjordmark):
    found = fjord(session, fjordmark, date(2019, 1, 1))

    assert (found.members, found.coming, found.agreement, found.own_words) == ((), (), None, ())


def test_a_special_agreement_is_in_the_set_of_its_pair_alone(session, fjordmark):
    its_own, anothers = (
        refs(fjord(session, fjordmark, AFTER, kommune, "helse-fjordmark"))
        for kommune in ("granvik", "storelv")
    )

    assert "saeravtale-granvik@2025.1" in its_own
    assert "saeravtale-granvik@2025.1" not in anothers
    assert "saeravtale-storelv@2022.1" in anothers


def test_the_trust_is_bound_by_all_its_special_agreements(session, fjordmark):
    found = refs(fjord(session, fjordmark, AFTER, "helse-fjordmark"))

    assert {"saeravtale-granvik@2025.1", "saeravtale-storelv@2022.1"} <= set(found)


def test_the_order_in_which_a_pair_is_named_does_not_matter(session, fjordmark):
    one = fjord(session, fjordmark, AFTER, "granvik", "helse-fjordmark")
    other = fjord(session, fjordmark, AFTER, "helse-fjordmark", "granvik")

    assert one.members == other.members


def test_two_that_are_no_pair_are_refused(session, fjordmark):
    with pytest.raises(NotFound, match="ikke et par"):
        fjord(session, fjordmark, AFTER, "granvik", "storelv")
    with pytest.raises(NotFound, match="finnes ikke"):
        fjord(session, fjordmark, AFTER, "ukjent")
    with pytest.raises(BadInput, match="Bare den ene"):
        fjord(session, fjordmark, AFTER, "", "granvik")


def test_pair_by_pair_each_pair_has_the_text_from_its_own_day(circle):
    agreement = circle.document()
    version = circle.frozen(agreement, entry_rule=EntryRule.PAR_FOR_PAR)
    circle.decides("foretaket", version)
    circle.decides("granvik", version, on=DAY + timedelta(days=5))
    circle.decides("storelv", version, on=DAY + timedelta(days=9))
    sixth = DAY + timedelta(days=6)

    assert refs(asked(circle, sixth, "granvik", "foretaket")) == ["avtalen@2025.1"]
    assert asked(circle, sixth, "granvik").members[0].period == Period(DAY + timedelta(days=5))
    assert refs(asked(circle, sixth, "storelv", "foretaket")) == []
    assert refs(asked(circle, sixth, "foretaket")) == ["avtalen@2025.1"]


def test_pair_by_pair_there_is_no_one_day_for_all_and_it_is_told_so(circle):
    version = circle.frozen(circle.document(), entry_rule=EntryRule.PAR_FOR_PAR)
    circle.decides("foretaket", version)
    circle.decides("granvik", version)
    for_all, for_one = (asked(circle, DAY, *whose).members[0] for whose in ((), ("granvik",)))

    assert collection_files.since_words(for_all) == "par for par, det første fra 10. juni 2025"
    assert collection_files.since_words(for_one) == "fra 10. juni 2025"


def test_a_draft_and_a_frozen_text_are_in_no_set(circle):
    circle.draft(circle.document(), "2025.1")
    circle.frozen(circle.document("rutinen", DocumentKind.RUTINE), "2025.1")
    found = asked(circle, DAY)

    assert (found.members, found.coming) == ((), ())


def test_the_mark_of_the_set_changes_with_one_letter(circle):
    agreement = circle.document()
    circle.adopted(agreement, "2025.1", text_with("Formål: Partene skal samarbeide."))
    first = asked(circle, DAY).hash
    circle.adopted(
        agreement, "2025.2", text_with("Formål: Partane skal samarbeide."), DAY + timedelta(days=1)
    )

    assert asked(circle, DAY).hash == first
    assert asked(circle, DAY + timedelta(days=1)).hash != first


@pytest.mark.parametrize("form", CollectionFormat)
@pytest.mark.parametrize("whose", [(), ("granvik", "helse-fjordmark")])
def test_the_same_register_and_day_give_the_same_bytes(session, fjordmark, form, whose):
    files = [take_out(session, fjord(session, fjordmark, BEFORE, *whose), form) for _ in range(2)]

    assert files[0] == files[1]
    assert files[0].name == "-".join(["avtaleverket-2025-04-30", *whose]) + f".{form}"


def test_the_word_file_holds_the_words_of_every_text(session, fjordmark):
    found = fjord(session, fjordmark, AFTER)
    read = read_word(take_out(session, found, CollectionFormat.DOCX).data)
    titles = {section.title for section in read.text.walk()}

    assert len(found.members) == 14
    assert {"Vedtaksmyndighet", "Arbeidsgiveransvar", "Bakgrunn"} <= titles


def test_the_zip_holds_every_text_twice_and_the_hash_of_every_file(session, fjordmark):
    found = fjord(session, fjordmark, AFTER, "granvik")
    files = entries(take_out(session, found, CollectionFormat.ZIP).data)
    told = json.loads(files["manifest.json"])

    assert len(told["files"]) == 2 * len(found.members)
    assert told["files"] == {name: hashlib.sha256(files[name]).hexdigest() for name in told["files"]}
    assert set(files) == {*told["files"], "manifest.json", "manifest.md", "SHA256SUMS"}


def test_the_markdown_in_the_zip_is_the_text_that_was_adopted(session, fjordmark):
    found = fjord(session, fjordmark, AFTER)
    files = entries(take_out(session, found, CollectionFormat.ZIP).data)
    stored = [
        hashlib.sha256(data).hexdigest()
        for name, data in files.items()
        if name.startswith("tekster/") and name.endswith(".md")
    ]

    assert stored == [each.hash for each in found.members]


def test_sha256sum_finds_every_file_in_the_zip_whole(session, fjordmark, tmp_path: Path):
    for name, data in entries(
        take_out(session, fjord(session, fjordmark, AFTER), CollectionFormat.ZIP).data
    ).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)

    checked = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, check=False, capture_output=True
    )

    assert checked.returncode == 0, checked.stdout.decode()


def test_the_manifest_says_who_yields_to_whom(session, fjordmark):
    told = manifest(fjord(session, fjordmark, AFTER))
    by_kind = {each["kind"]: each["yields_to"] for each in told["documents"]}

    assert by_kind["samarbeidsavtale"] == ["lov"]
    assert by_kind["retningslinje"] == ["lov", "samarbeidsavtale", "delavtale"]
    assert by_kind["særavtale"] == ["lov", "samarbeidsavtale"]
    assert told["precedence"]["law"]["link"] == "https://lovdata.no/lov/2011-06-24-30/§6-2"
    assert told["precedence"]["agreement_says"][0]["number"] == "5.1"


def test_the_manifest_in_words_says_the_same(session, fjordmark):
    found = fjord(session, fjordmark, BEFORE, "granvik")
    told = manifest_words(found)

    assert told.startswith("# Avtaleverket 30. april 2025\n")
    assert "Gjelder for Granvik." in told
    assert "1. Samarbeidsavtalen, versjon 2021.1" in told
    assert "Gjelder fra 1. januar 2021 til og med 30. april 2025." in told
    assert "21 organer har vedtatt den, sist Ytterholm kommunestyre, sak 50/20, 3. desember 2020" in told
    assert "Viker for loven og samarbeidsavtalen." in told
    assert all(each.hash in told for each in (*found.members, *found.coming))


def test_a_set_too_large_for_word_is_refused_and_the_zip_still_made(session, fjordmark, monkeypatch):
    monkeypatch.setattr(collection_files, "MOST_SIGNS_IN_WORD", 1000)
    found = fjord(session, fjordmark, AFTER)

    with pytest.raises(BadInput, match="for stort til én Word-fil"):
        take_out(session, found, CollectionFormat.DOCX)
    assert take_out(session, found, CollectionFormat.ZIP).data
