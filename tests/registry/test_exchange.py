"""A draft goes out in Word and comes back: what it is held against, and what it proposes."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import text as sql

from documents.docx import Tracked, read
from documents.docx.seal import is_genuine, seal_of, sealed, signed
from documents.returning.kinds import AmendmentKind as Kind
from documents.returning.kinds import AmendmentState as State
from registry.errors import BadInput, NotFound, RuleSaysNo
from registry.operations import documents, exchange
from registry.queries import checking, exports, log
from registry.queries import documents as queries
from registry.queries.exchange import (
    BaseGround,
    SealAnswer,
    received_file,
    report_of,
    sending,
    sendings,
)
from tests.documents.returned_files import new_paragraph, tracked_words, without_marks, words
from tests.registry.builders import NOW, a_circle
from tests.registry.returned import KEY, MARTE, an_exchange

NOT_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000
"""How a file of the old kind (.doc), or one behind a password, begins."""


@pytest.fixture
def out(writing):
    """A draft that can go out."""
    return an_exchange(a_circle(writing))


def exported(out, key=KEY):
    view = queries.view(out.circle.session, out.document, out.version, NOW.date())
    return exports.sealed_word(out.circle.session, out.circle.community, view, key)


class TestSending:
    def test_the_file_carries_a_genuine_seal_that_names_the_sending(self, out):
        sent = out.sent("Granvik")

        seal = read(sent.data).seal
        assert is_genuine(seal, KEY)
        assert (seal.document, seal.version, seal.sending, seal.hash) == (
            "samarbeidsavtalen", "2026.1", sent.ref, sent.text_hash,
        )  # fmt: skip

    def test_the_same_words_to_the_same_recipient_are_the_same_sending(self, out):
        first = out.sent("Granvik")

        assert out.sent(" Granvik ").ref == first.ref
        assert out.sent("Storelv").ref != first.ref
        assert len(sendings(out.circle.session, out.version)) == 2

    def test_new_words_are_a_new_sending_and_the_old_file_is_what_it_was(self, out):
        first = out.sent()
        data = first.data
        out.writes("formaalaaa", "Noe annet.")

        assert out.sent().ref != first.ref
        assert sending(out.circle.session, out.version, first.ref).data == data

    def test_changes_are_tracked_in_the_file_that_leaves(self, out):
        with ZipFile(BytesIO(out.sent().data)) as archive:
            assert b"trackRevisions" in archive.read("word/settings.xml")

    def test_a_frozen_text_may_be_sent_and_has_a_file_of_its_own(self, out):
        drafted = out.sent()
        later = NOW + timedelta(days=1)
        documents.freeze(out.circle.session, MARTE, out.document, out.version, later)

        frozen = out.sent(now=later)

        assert frozen.ref != drafted.ref
        assert frozen.text == drafted.text
        assert frozen.data != drafted.data

    def test_what_is_withdrawn_is_not_sent(self, out):
        documents.withdraw(out.circle.session, MARTE, out.document, out.version, "Feil.")

        with pytest.raises(RuleSaysNo, match="trukket"):
            out.sent()

    def test_a_sending_of_another_version_is_not_found(self, out):
        other = an_exchange(out.circle, ref="en-annen")

        with pytest.raises(NotFound):
            sending(out.circle.session, out.version, other.sent().ref)

    def test_the_database_itself_refuses_to_change_what_was_sent(self, out):
        sent = out.sent()
        with pytest.raises(Exception, match="never edited"), out.circle.session.begin_nested():
            out.circle.session.execute(sql("UPDATE sending SET text = 'x' WHERE id = :id"), {"id": sent.id})


class TestWhatItIsHeldAgainst:
    def test_the_text_that_was_sent_whatever_the_draft_is_now(self, out):
        sent = out.sent()
        out.writes("formaalaaa", "Noe annet.")

        row = out.back(words("fire timer", "to timer"), file=sent.data)

        assert row.base == sent.text
        assert (row.sending_id, row.sender) == (sent.id, "Granvik")
        assert report_of(row)["ground"] == BaseGround.SENDING
        assert [each.kind for each in out.rows()] == [Kind.WORDING]

    def test_a_file_that_was_only_taken_out_is_known_by_the_versions_hash(self, out):
        row = out.back(words("fire timer", "to timer"), file=exported(out))

        assert report_of(row)["ground"] == BaseGround.VERSION
        assert report_of(row)["seal"] == SealAnswer.GENUINE

    def test_a_file_whose_text_is_gone_proves_it_itself_where_all_is_tracked(self, out):
        file = exported(out)
        was = out.version.text
        out.writes("formaalaaa", "Noe annet.")

        row = out.back(tracked_words("fire timer", "to timer", "Kari"), file=file)

        assert report_of(row)["ground"] == BaseGround.FILE
        assert row.base == was
        assert [(each.author, each.section_id) for each in out.rows()] == [("Kari", "kommunenaa")]

    def test_else_it_is_held_against_the_draft_and_that_is_said(self, out):
        file = exported(out)
        out.writes("formaalaaa", "Noe annet.")

        row = out.back(words("fire timer", "to timer"), file=file)

        report = report_of(row)
        assert report["ground"] == BaseGround.DRAFT
        assert any("holdt mot utkastet slik det er nå" in each for each in report["about"])

    def test_a_seal_that_is_not_ours_counts_for_nothing_but_the_hash(self, out):
        row = out.back(words("fire timer", "to timer"), file=exported(out, b"en annen nokkel"))

        report = report_of(row)
        assert report["seal"] == SealAnswer.FOREIGN
        assert report["ground"] == BaseGround.VERSION
        assert any("ikke laget av dette registeret" in each for each in report["about"])

    def test_a_forged_seal_cannot_name_a_sending(self, out):
        sent = out.sent()
        out.writes("formaalaaa", "Noe annet.")
        forged = replace(read(sent.data).seal, hash="0" * 64)
        view = queries.view(out.circle.session, out.document, out.version, NOW.date())
        plain = exports.export(out.circle.session, out.circle.community, view, exports.Format.DOCX).data

        row = out.back(file=sealed(plain, forged))

        assert row.sending_id is None
        assert report_of(row)["seal"] == SealAnswer.FOREIGN

    def test_another_documents_file_is_refused_and_both_are_named(self, out):
        other = an_exchange(out.circle, ref="retningslinje-9")

        with pytest.raises(BadInput) as refused:
            out.back(file=other.sent().data)

        assert "Samarbeidsavtale" in refused.value.why
        assert "ikke tatt inn" in refused.value.what
        assert out.rows() == []

    def test_a_seal_of_another_document_that_is_genuine_is_refused_though_the_text_is_the_same(self, out):
        seal = signed(seal_of(out.text, "finnes-ikke", "1", "", "0" * 64), KEY)
        view = queries.view(out.circle.session, out.document, out.version, NOW.date())
        plain = exports.export(out.circle.session, out.circle.community, view, exports.Format.DOCX).data

        with pytest.raises(BadInput, match="finnes-ikke"):
            out.back(file=sealed(plain, seal))

    def test_a_file_of_an_adopted_version_is_held_against_that_version(self, out):
        adopted = out.circle.adopted(out.document, "2025.9", out.version.text)
        view = queries.view(out.circle.session, out.document, adopted, NOW.date())
        file = exports.sealed_word(out.circle.session, out.circle.community, view, KEY)
        out.writes("formaalaaa", "Noe annet.")

        row = out.back(words("fire timer", "to timer"), file=file)

        assert report_of(row)["ground"] == BaseGround.VERSION
        assert any("laget av versjon 2025.9" in each for each in report_of(row)["about"])
        assert [each.section_id for each in out.rows()] == ["kommunenaa"]

    def test_an_answer_to_an_adopted_version_has_no_draft_to_go_into(self, out):
        file = out.sent().data
        out.version = out.circle.adopted(out.document, "2025.9", out.version.text)

        with pytest.raises(RuleSaysNo, match="vedtatt"):
            out.back(words("fire timer", "to timer"), file=file)

    def test_an_answer_to_a_frozen_text_goes_into_a_new_draft_of_the_document(self, out):
        sent = out.sent()
        documents.freeze(out.circle.session, MARTE, out.document, out.version, NOW)
        with pytest.raises(RuleSaysNo, match="nytt utkast"):
            out.back(words("fire timer", "to timer"), file=sent.data)
        before = out.version
        out.version = out.circle.draft(out.document, "2026.2", before.text, based_on=before)

        row = out.back(words("fire timer", "to timer"), file=sent.data)

        assert report_of(row)["ground"] == BaseGround.SENDING
        assert any("versjon 2026.1" in each for each in report_of(row)["about"])


class TestTakingBack:
    def test_the_very_same_file_again_is_the_one_that_is_there(self, out):
        first = out.back(words("fire timer", "to timer"))

        again = out.taken(first.data, "en annen", "et-annet-navn.docx")

        assert again.id == first.id
        assert len(out.rows()) == 1

    def test_an_untouched_file_says_that_it_proposes_nothing(self, out):
        row = out.back()

        assert out.rows() == []
        assert "ingenting å foreslå" in report_of(row)["about"][0]

    def test_each_author_has_their_own_and_the_sender_what_was_not_tracked(self, out):
        out.back(
            tracked_words("fire timer", "to timer", "Kari"),
            tracked_words("lavest mulige", "rett", "Ola"),
            new_paragraph("Avtalen gjelder til", "Ny siste setning."),
            sender="Storelv kommune",
        )

        assert {each.author for each in out.rows()} == {"Kari", "Ola", "Storelv kommune"}
        assert next(each.made_on for each in out.rows() if each.author == "Kari").isoformat() == "2026-11-20"

    def test_every_match_is_kept_with_its_ground(self, out):
        row = out.back(without_marks("_sh_"), words("fire timer", "to timer"))

        grounds = {each["ground"] for each in report_of(row)["matches"]}
        assert "merket i teksten under overskriften" in grounds

    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("svar.docx", b"", "er tom"),
            ("svar.doc", NOT_WORD, "ble ikke lest"),
            ("svar.docx", b"PK\x03\x04 ikke en zip", "ble ikke lest"),
            ("svar.docx", b"x" * 20_000_001, "for stor"),
        ],
    )
    def test_what_is_no_word_file_is_refused_with_its_name(self, out, name, data, told):
        with pytest.raises(BadInput) as refused:
            out.taken(data, name=name)

        assert name in refused.value.what
        assert told in refused.value.what
        assert refused.value.why

    def test_a_zip_that_is_not_word_is_refused(self, out):
        packed = BytesIO()
        with ZipFile(packed, "w") as archive:
            archive.writestr("a.txt", "a")

        with pytest.raises(BadInput, match="ble ikke lest"):
            out.taken(packed.getvalue())

    def test_files_of_one_helsefellesskap_are_not_found_in_another(self, out, writing):
        row = out.back(words("fire timer", "to timer"))
        elsewhere = an_exchange(a_circle(writing, "nord"))

        with pytest.raises(NotFound):
            received_file(writing, elsewhere.version, row.ref)
        assert elsewhere.views == ()

    def test_a_file_from_another_helsefellesskap_is_not_held_against_its_text(self, out, writing):
        elsewhere = an_exchange(a_circle(writing, "nord"), out.version.text.replace("fire timer", "ni timer"))

        row = elsewhere.back(file=out.sent().data)

        assert row.sending_id is None
        assert report_of(row)["ground"] != BaseGround.SENDING


class TestMatchesThatArePutRight:
    STRANGE = (
        without_marks("_sh_", "_sb_"),
        words("Uenighet løses på lavest mulige nivå", "Ganske andre ord her"),
        words("Uenighet", "Tvister"),
    )

    def test_what_nobody_has_answered_is_made_anew_and_what_is_answered_stays(self, out):
        row = out.back(*self.STRANGE, words("fire timer", "to timer"))
        at = next(at for at, each in enumerate(report_of(row)["matches"]) if "Tvister" in each["heading"])
        assert report_of(row)["matches"][at]["ground"] is None
        answered = next(each for each in out.rows() if each.section_id == "kommunenaa")
        out.refuse(answered)

        told = out.circle.session, MARTE, out.document, out.version, row, at
        exchange.correct_match(*told, "uenighetaa")

        assert report_of(row)["matches"][at]["ground"] == "en person har sagt det"
        assert [(each.section_id, each.state) for each in out.rows()] == [
            ("kommunenaa", State.REFUSED),
            ("uenighetaa", State.OPEN),
        ]

    def test_a_section_that_is_new_is_proposed_as_new(self, out):
        row = out.back(*self.STRANGE)
        at = next(at for at, each in enumerate(report_of(row)["matches"]) if "Tvister" in each["heading"])

        exchange.correct_match(out.circle.session, MARTE, out.document, out.version, row, at, "")

        assert {each.kind for each in out.rows()} == {Kind.NEW, Kind.REMOVED}

    @pytest.mark.parametrize(("at", "identity"), [(99, "uenighetaa"), (-1, ""), (0, "finnesikke")])
    def test_what_is_not_there_cannot_be_said(self, out, at, identity):
        row = out.back(*self.STRANGE)

        with pytest.raises(BadInput):
            exchange.correct_match(out.circle.session, MARTE, out.document, out.version, row, at, identity)


class TestHeldAgainstTheLog:
    def test_all_is_as_it_was(self, out):
        out.back(words("fire timer", "to timer"))

        assert list(checking.faults(out.circle.session)) == []

    def test_a_received_file_that_was_changed_is_found(self, out):
        row = out.back(words("fire timer", "to timer"))
        other = b"noe annet"
        row.data, row.sha256 = other, hashlib.sha256(other).hexdigest()
        out.circle.session.flush()

        assert any(row.name in each for each in checking.faults(out.circle.session))

    def test_a_received_file_that_is_gone_is_found(self, out):
        row = out.back()
        out.circle.session.delete(row)
        out.circle.session.flush()

        assert any(row.ref in each for each in checking.faults(out.circle.session))

    def test_the_log_holds_the_hash_of_what_was_sent_and_no_name(self, out):
        sent = out.sent("Kari Nordmann, Granvik")

        entry = log.head(out.circle.session)
        assert json.loads(entry.payload)["data"] == {
            "sending": sent.ref,
            "hash": sent.text_hash,
            "file": hashlib.sha256(sent.data).hexdigest(),
        }


def test_tracked_changes_of_an_imported_file_become_amendments_of_the_draft_it_became(out):
    file = exported(out)
    data = out.back(tracked_words("fire timer", "to timer", "Kari"), file=file).data
    reading = read(data, "avtale.docx", Tracked.SUGGEST)
    other = an_exchange(out.circle, out.version.text, ref="ny-avtale")
    row = exchange.receive(out.circle.session, MARTE, out.circle.community, "avtale.docx", data, NOW)

    made = exchange.make_amendments(
        out.circle.session, MARTE, other.document, other.version, row, reading, NOW
    )

    assert made == 1
    (view,) = other.views
    assert (view.row.author, view.fits) == ("Kari", True)
    assert report_of(row)["ground"] == BaseGround.IMPORTED
