"""Decisions made elsewhere are vouched for by a person who has seen where they stand: a link, or a file."""

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry.errors import AlreadyThere, BadInput, NotFound, RuleSaysNo
from registry.operations.certifying import LARGEST_FILE, SourceFile, certify
from registry.permissions import Actor
from registry.queries import certifications, checking, decisions, log
from tests.registry.builders import NOW, TRUST, a_circle

SECRETARY = Actor("person-marte", "Marte Haugland")
COLLEAGUE = Actor("person-jon", "Jon Vik")
LINK = "https://granvik.kommune.example/moter/2025/sak-12"
PDF = SourceFile("særutskrift sak 12-25.pdf", b"%PDF-1.7 \x00\xff til slutt")


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def adopted(circle):
    """Granvik kommunestyre has adopted the agreement."""
    return circle.decides("granvik", circle.frozen(circle.document()))


def certified(circle, row, who=SECRETARY, **source):
    return certify(circle.session, who, circle.community, row, NOW, **source)


def view(circle, row):
    return decisions.decision(circle.session, circle.community, row.ref)


def test_nobody_has_vouched_for_what_was_just_recorded(circle, adopted):
    assert view(circle, adopted).certification is None


def test_a_link_is_enough_and_the_record_says_who_vouched_and_when(circle, adopted):
    certified(circle, adopted, link=f"  {LINK} ")

    known = view(circle, adopted).certification
    assert (known.link, known.certified_by, known.certified_at) == (LINK, "Marte Haugland", NOW)
    assert certifications.of_decision(circle.session, adopted) == [known]


def test_a_file_comes_back_byte_for_byte_under_its_own_name_and_as_nothing_a_browser_opens(circle, adopted):
    row = certified(circle, adopted, file=PDF, note="Side 3.")

    assert row.sha256 == hashlib.sha256(PDF.data).hexdigest()
    file = certifications.file_of(circle.session, adopted, row.sha256)
    assert (file.name, file.data) == (PDF.name, PDF.data)
    assert file.media_type == "application/octet-stream"


def test_the_file_of_another_decision_is_not_found_under_this_one(circle, adopted):
    row = certified(circle, adopted, file=PDF)
    other = circle.decides(TRUST, None, matter=circle.document("d").kind, case="3/25")

    with pytest.raises(NotFound):
        certifications.file_of(circle.session, other, row.sha256)
    with pytest.raises(NotFound):
        certifications.file_of(circle.session, adopted, "")


def test_two_may_vouch_and_the_last_is_shown_first(circle, adopted):
    certified(circle, adopted, link=LINK)
    certified(circle, adopted, COLLEAGUE, link=LINK)
    last = certified(circle, adopted, file=PDF)

    assert len(certifications.of_decision(circle.session, adopted)) == 3
    assert view(circle, adopted).certification.id == last.id
    assert len(decisions.decisions(circle.session, circle.community)) == 1


@pytest.mark.parametrize("source", [{"link": LINK}, {"file": PDF}])
def test_the_same_person_and_source_twice_is_one_certification(circle, adopted, source):
    certified(circle, adopted, **source)

    with pytest.raises(AlreadyThere) as told:
        certified(circle, adopted, **source)

    assert told.value.path == f"/vedtak/{adopted.ref}"
    assert len(certifications.of_decision(circle.session, adopted)) == 1


@pytest.mark.parametrize(
    ("source", "field", "sentence"),
    [
        ({}, "link", "ikke sagt hva det bygger på"),
        ({"link": LINK, "file": PDF}, "link", "både en lenke og en fil"),
        ({"link": "protokollen i arkivet"}, "link", "er ikke en lenke"),
        ({"link": "javascript:alert(1)"}, "link", "er ikke en lenke"),
        ({"link": "https://"}, "link", "er ikke en lenke"),
        ({"link": "https://vert .example/"}, "link", "er ikke en lenke"),
        ({"file": SourceFile("tom.pdf", b"")}, "file", "«tom.pdf» er tom"),
        ({"file": SourceFile("stor.pdf", b"x" * (LARGEST_FILE + 1))}, "file", "plass til 20 MB"),
    ],
)
def test_what_is_no_source_is_refused_and_nothing_is_kept(circle, adopted, source, field, sentence):
    with pytest.raises(BadInput, match=sentence) as refused:
        certified(circle, adopted, **source)

    assert refused.value.field == field
    assert certifications.of_decision(circle.session, adopted) == []


def test_the_largest_file_there_is_room_for_is_taken(circle, adopted):
    row = certified(circle, adopted, file=SourceFile("stor.pdf", b"x" * LARGEST_FILE))

    assert len(certifications.file_of(circle.session, adopted, row.sha256).data) == LARGEST_FILE


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=80))
def test_whatever_a_file_is_called_its_name_holds_no_folder(circle, adopted, name):
    with circle.session.begin_nested() as attempt:
        row = certified(circle, adopted, file=SourceFile(f"../../mappe\\{name}", b"innhold"))

        assert row.file_name
        assert not set(row.file_name) & set("/\\")
        attempt.rollback()


def test_a_file_name_with_a_hidden_sign_is_refused(circle, adopted):
    with pytest.raises(BadInput, match="usynlig tegn"):
        certified(circle, adopted, file=SourceFile("utskrift\u202efdp.exe", b"innhold"))


def test_what_is_corrected_is_not_vouched_for(circle, adopted):
    version = view(circle, adopted).version
    correction = circle.decides("granvik", version, title="Avtalen, rettet", corrects=adopted)

    with pytest.raises(RuleSaysNo, match=f"Bekreft rettelsen, {correction.ref}"):
        certified(circle, adopted, link=LINK)


def test_the_log_remembers_it_and_the_database_keeps_it(circle, adopted):
    certified(circle, adopted, file=PDF)

    told = log.history_of(circle.session, circle.community, f"vedtak:{adopted.ref}")[-1]
    assert told.event == "vedtak.bekreftet"
    assert list(checking.faults(circle.session)) == []
    for change in ("UPDATE certification SET link = 'x'", "DELETE FROM certification"):
        with pytest.raises(DBAPIError), circle.session.begin_nested():
            circle.session.execute(text(change))
