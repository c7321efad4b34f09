"""Case packages are asked for, made in the background, kept as handed out, and held against the log."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from decisions.parties import PartyKind
from documents.kinds import ChangeClass, Language
from registry.errors import NotFound, RuleSaysNo
from registry.house import House
from registry.operations import case_packages, documents
from registry.packing import packer_of
from registry.permissions import OPERATOR
from registry.queries import case_packages as queries
from registry.queries import documents as document_queries
from registry.queries import package_words
from registry.queries.case_packages import PackageView
from registry.queries.checking import faults
from registry.queries.communities import chosen
from registry.queries.package_files import manifest_of, zipped
from registry.tables import CasePackageRow, PackageState, PartyRow
from tests.house import send
from tests.registry.api_calls import API, key
from tests.registry.builders import GUIDELINE, NOW, Circle, a_circle
from tests.registry.packed import LATER, an_agreement_laid_forth, made, view_of
from tests.registry.terminal import call

SMALL = "/dokumenter/saeravtale-granvik/2025.1/sakspakker"
"""A special agreement of the example, which two parties adopt."""


@pytest.fixture
def circle(writing) -> Circle:
    return a_circle(writing)


@pytest.fixture
def laid_forth(circle):
    return an_agreement_laid_forth(circle)


class TestRefused:
    """What there can be no packages of: a sentence, and nothing in the queue."""

    @pytest.fixture
    def ask(self, circle):
        def asked(version, on=LATER):
            view = view_of(circle, version, on)
            return case_packages.ask_for(
                circle.session, OPERATOR, circle.community, view.document, version, on, NOW
            )

        return asked

    def test_a_draft_may_still_change(self, circle, ask):
        with pytest.raises(RuleSaysNo, match=r"er utkast.*Frys utkastet først"):
            ask(circle.draft(circle.document()))

    def test_a_withdrawn_version_is_laid_before_nobody(self, circle, ask, laid_forth):
        view = view_of(circle, laid_forth)
        documents.withdraw(circle.session, OPERATOR, view.document, laid_forth, "Feil tekst.")
        with pytest.raises(RuleSaysNo, match="er trukket"):
            ask(laid_forth)

    def test_a_text_that_a_joint_body_adopts_for_all(self, circle, ask):
        revised = circle.frozen(circle.document("retningslinje-1", GUIDELINE), change=ChangeClass.REVISJON)
        with pytest.raises(RuleSaysNo, match="vedtar denne teksten for alle"):
            ask(revised)

    def test_a_day_when_nobody_was_a_party(self, circle, ask, laid_forth):
        for pair in circle.pairs.values():
            pair.valid_from = LATER
        with pytest.raises(RuleSaysNo, match="Ingen var parter"):
            ask(laid_forth, LATER - timedelta(days=1))

    def test_a_party_nobody_knows(self, circle, laid_forth):
        with pytest.raises(NotFound, match="«oslo» finnes ikke"):
            made(circle, laid_forth, only="oslo")

    def test_asking_twice_makes_one(self, circle, ask, laid_forth):
        first = ask(laid_forth)

        assert ask(laid_forth) is first
        assert ask(laid_forth, LATER + timedelta(days=1)) is not first


class TestKept:
    """What was handed out stays as it was."""

    @pytest.fixture
    def package(self, circle, laid_forth) -> CasePackageRow:
        view = view_of(circle, laid_forth)
        row = case_packages.ask_for(
            circle.session, OPERATOR, circle.community, view.document, laid_forth, LATER, NOW
        )
        assert case_packages.take_next(circle.session) is row
        facts, sets = made(circle, laid_forth)
        data, manifest = zipped(facts, list(sets.values())), manifest_of(facts, list(sets.values()))
        return case_packages.finish(circle.session, row.id, manifest, data, NOW)

    def test_whole_by_party_or_file_by_file(self, circle, package):
        view = queries.package(circle.session, circle.community, package.ref)

        assert view.row.state is PackageState.FERDIG
        assert queries.whole_file(circle.session, view).data == package.data
        own = zipfile.ZipFile(io.BytesIO(queries.party_file(circle.session, view, "granvik").data))
        assert own.namelist()[0] == "Granvik kommune/01 Saksframlegg.docx"
        single = queries.single_file(circle.session, view, "granvik", 1)
        assert single.data == own.read("Granvik kommune/01 Saksframlegg.docx")
        with pytest.raises(NotFound):
            queries.single_file(circle.session, view, "granvik", 8)
        with pytest.raises(NotFound):
            queries.party_file(circle.session, view, "oslo")

    def test_the_database_refuses_to_change_it(self, circle, package):
        circle.session.flush()
        for act in ("UPDATE case_package SET manifest = '{}'", "DELETE FROM case_package"):
            with pytest.raises(DBAPIError, match="never changed"), circle.session.begin_nested():
                circle.session.execute(text(act))

    def test_another_zip_than_the_log_remembers_is_found(self, circle, package):
        circle.session.flush()
        assert list(faults(circle.session)) == []
        off = "DROP TRIGGER case_package_is_fixed"
        postgres = circle.session.get_bind().dialect.name == "postgresql"
        circle.session.execute(text(f"{off} ON case_package" if postgres else off))
        circle.session.execute(text("UPDATE case_package SET manifest = '{\"sets\": []}'"))
        circle.session.expire_all()

        assert list(faults(circle.session)) == [
            f"Sakspakken {package.ref} er en annen enn den som ble laget."
        ]

    def test_what_it_rests_on_is_held_against_the_register_of_the_day(self, circle, package, laid_forth):
        def changed(on=LATER) -> tuple[str, ...]:
            view: PackageView = queries.package(circle.session, circle.community, package.ref)
            return queries.changed_since(circle.session, circle.community, view, on)

        assert changed() == ()
        circle.decides("storelv", laid_forth, LATER + timedelta(days=1))
        assert changed() == ()
        assert changed(LATER + timedelta(days=1)) == ("vedtak",)
        view = view_of(circle, laid_forth)
        documents.withdraw(circle.session, OPERATOR, view.document, laid_forth, "Feil tekst.")
        assert changed() == ("trukket",)


class TestMade:
    """In the background of a running installation, by the example's special agreement with two parties."""

    def asked(self, stage: House, secretariat: TestClient) -> str:
        sent = send(secretariat, f"{SMALL}?dato=2025-02-20")
        assert sent.status_code == 303, sent.text
        return sent.headers["location"].partition("?")[0]

    def test_asked_for_followed_and_taken_out(self, stage, secretariat):
        address = self.asked(stage, secretariat)
        packer_of(stage).wait()

        shown = secretariat.get(address)

        assert "refresh" not in shown.headers
        assert "Granvik kommune" in shown.text
        assert "Last ned alle (2 pakker, zip)" in shown.text
        whole = secretariat.get(f"{address}/zip")
        assert whole.headers["content-type"] == "application/zip"
        assert len(zipfile.ZipFile(io.BytesIO(whole.content)).namelist()) == 16
        assert secretariat.get(f"{address}/granvik/7").text.startswith("Sakspakke for Granvik kommune")
        assert secretariat.get(f"{address}/storelv/zip").status_code == 404

    def test_while_it_waits_the_page_asks_for_itself_again_unless_told_not_to(self, stage, secretariat):
        ref = waiting(stage)

        shown = secretariat.get(f"/sakspakker/{ref}")

        assert shown.headers["refresh"] == "2"
        assert "<progress" in shown.text
        assert "refresh" not in secretariat.get(f"/sakspakker/{ref}?vent=nei").headers
        assert secretariat.get(f"/sakspakker/{ref}/zip").status_code == 409
        packer_of(stage).wake()
        packer_of(stage).wait()
        assert "Last ned alle" in secretariat.get(f"/sakspakker/{ref}").text

    def test_what_was_half_made_when_the_server_stopped_can_be_asked_for_again(self, stage, secretariat):
        ref = waiting(stage, PackageState.LAGES)

        packer_of(stage).start()
        packer_of(stage).wait()

        assert "Serveren ble stanset mens pakkene ble laget." in secretariat.get(f"/sakspakker/{ref}").text
        again = self.asked(stage, secretariat)
        packer_of(stage).wait()
        assert "Last ned alle" in secretariat.get(again).text

    def test_programs_and_the_terminal_get_the_same_bytes(self, stage, secretariat, tmp_path):
        address = self.asked(stage, secretariat)
        packer_of(stage).wait()
        zip_file = tmp_path / "pakker.zip"

        done = call(
            stage.settings.data,
            "case-packages",
            "saeravtale-granvik@2025.1",
            "--on",
            "2025-02-20",
            "-o",
            str(zip_file),
            "--json",
        )

        assert done.code == 0, done.err
        assert zip_file.read_bytes() == secretariat.get(f"{address}/zip").content
        assert {each["party"] for each in done.facts["sets"]} == {"granvik", "helse-fjordmark"}


def test_a_program_asks_is_told_where_to_look_and_takes_the_packages_out(client, token_for, example):
    headers = key(token_for)
    asked = f"{API}/documents/saeravtale-granvik/versions/2025.1/case-packages"
    first = client.post(asked, json={"on": "2025-02-20"}, headers=headers | {"Idempotency-Key": "a"})
    again = client.post(asked, json={"on": "2025-02-20"}, headers=headers | {"Idempotency-Key": "a"})
    packer_of(example).wait()

    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["state"] == "i kø"
    assert first.json()["ref"] == again.json()["ref"]
    told = client.get(first.headers["location"], headers=headers).json()
    assert (told["state"], told["done"], told["total"]) == ("ferdig", 2, 2)
    assert told["sets"][0]["files"][0]["name"] == "01 Saksframlegg.docx"
    whole = client.get(f"{first.headers['location']}/zip", headers=headers)
    own = client.get(f"{first.headers['location']}/zip?party=granvik", headers=headers)
    assert zipfile.ZipFile(io.BytesIO(own.content)).namelist()[-1] == "SHA256SUMS"
    assert len(own.content) < len(whole.content)
    assert client.get(asked, headers=headers).json()["total"] == 1
    assert client.get(f"{first.headers['location']}/zip").status_code == 401


def waiting(stage: House, state: PackageState = PackageState.I_KO) -> str:
    """A package in the queue that nobody has been woken for."""
    with stage.database.writing() as session:
        community = chosen(session, "fjordmark")
        view = document_queries.version(
            session, community, "saeravtale-granvik", "2025.1", OPERATOR, date(2025, 2, 20)
        )
        row = case_packages.ask_for(session, OPERATOR, community, view.document, view.row, view.on, NOW)
        row.state = state
        return row.ref


def test_names_are_whole_only_where_they_are_not():
    row = a_row("Granvik")
    assert package_words.whole_name(row) == "Granvik kommune"
    assert package_words.whole_name(a_row("Ulvik herad")) == "Ulvik herad"
    assert package_words.whole_name(a_row("Nordre Land kommune")) == "Nordre Land kommune"
    assert package_words.body_name("Styret", "Foretaket HF") == "Styret i Foretaket HF"
    assert package_words.body_name("Styret for Foretaket HF", "Foretaket HF") == "Styret for Foretaket HF"


def a_row(name: str) -> PartyRow:
    return PartyRow(ref="x", name=name, kind=PartyKind.KOMMUNE, language=Language.NB)
