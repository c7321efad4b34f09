"""The compliance report rests on two days, and is the same for them whatever happens afterwards."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from documents.coverage import Coverage, Degree
from documents.kinds import Language
from registry import clock
from registry.errors import BadInput
from registry.operations import coverage, documents
from registry.operations.catalogues import add_catalogue
from registry.operations.decisions import record_decision
from registry.permissions import OPERATOR, Actor, Role
from registry.queries.compliance_files import ReportForm, file_name, report_file
from registry.queries.compliance_report import facts
from registry.queries.documents import legal_text, versions_of
from tests.registry.builders import a_circle

SECRETARY = Actor("person-1", "Marte Haugland", frozenset({Role.SECRETARIAT}))
MET, DAY, KNOWN, LATER = date(2025, 6, 10), date(2026, 8, 10), date(2026, 8, 15), date(2026, 9, 20)
FIRST = """# Avtale

## 1 Utskrivning {#utskrivning}

Kommunen skal svare innen to døgn.

## 2 Jordmor {#jordmor}

Partene samarbeider om jordmortjenester, jf. helsepersonelloven § 45.
"""
SECOND = FIRST.replace("skal svare innen to", "bør svare innen tre")
OWN = """[extends]
catalogue = "hol-6-2"
law = "helse- og omsorgstjenesteloven"
link = "https://lovdata.no/lov/2011-06-24-30"
read_in = "lovteksten"
read_by = "Kari Nordmann"
read_on = 2025-10-01

[[entry]]
nr = 20
label = "Fødselsberedskap"
demand = "Partene beskriver beredskapen for fødsler."
form = "beskrivelse"
since = 2025-11-01
"""
FORMS = (ReportForm.JSON, ReportForm.HTML, ReportForm.XLSX, ReportForm.DOCX)


@pytest.fixture
def the_day(monkeypatch):
    """Moves the clock of the register to noon of a day."""

    def moved(day: date) -> datetime:
        now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: now)
        monkeypatch.setattr(clock, "today", lambda: day)
        return now

    return moved


@pytest.fixture
def circle(writing, the_day):
    the_day(KNOWN)
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    """Adopted by all three, and judged in two places, one of them after the day."""
    document = circle.document(title="Samarbeidsavtalen")
    version = circle.adopted(document, text=FIRST, on=MET)
    judge(circle, document, version, "Utskrivning", 5, date(2025, 7, 1), "Kommunen skal svare innen to døgn.")
    judge(circle, document, version, "Jordmor", 8, KNOWN)
    return document


def judge(circle, document, version, title, nr, on, cited="", degree=Degree.FULL):
    (place,) = (each.id for each in legal_text(version).places() if each.section.title == title)
    coverage.judge(
        circle.session, SECRETARY, document, version, place, nr, degree, on, "Punktet sier det.", cited
    )


def told(circle, known=KNOWN, on=DAY, **more):
    return facts(circle.session, circle.community, on, known=known, **more)


def files(circle, known=KNOWN, **more):
    report = told(circle, known, **more)
    return {form: report_file(circle.session, circle.community, report, form).data for form in FORMS}


def item(report, nr):
    return next(each for each in report.items if each.item.minimum.nr == nr)


@pytest.mark.parametrize("language", Language)
def test_the_same_two_days_give_the_same_bytes_whatever_comes_later(circle, agreement, the_day, language):
    first, then = files(circle, language=language), told(circle, language=language)
    now = the_day(LATER)
    judge(
        circle, agreement, versions_of(circle.session, agreement)[0], "Jordmor", 5, LATER, degree=Degree.NOT
    )
    revised = circle.frozen(agreement, "2026.1", SECOND)
    for party in ("granvik", "storelv", "foretaket"):
        entry = circle.entry(party, revised, LATER - timedelta(days=5))
        record_decision(circle.session, OPERATOR, circle.community, entry, now)
    judge(circle, agreement, revised, "Utskrivning", 5, LATER, degree=Degree.PARTLY)
    add_catalogue(circle.session, SECRETARY, circle.community, "egne.toml", OWN.encode(), now)
    again, now_known = files(circle, language=language), told(circle, LATER, LATER, language=language)

    for form in FORMS:
        assert again[form] == first[form], form
    assert files(circle, LATER, language=language)[ReportForm.XLSX] != first[ReportForm.XLSX]
    assert now_known.log > then.log
    assert now_known.edition != then.edition
    assert (len(now_known.items), len(then.items)) == (14, 13), (
        "the office's own demand is there from its day on"
    )
    assert item(now_known, 5).item.status is not Coverage.COVERED


def test_judgements_count_to_the_known_day_and_no_further(circle, agreement):
    assert item(told(circle, DAY), 8).item.status is Coverage.WAITING
    assert item(told(circle, KNOWN), 8).item.status is Coverage.COVERED
    assert item(told(circle, DAY), 5).item.status is Coverage.COVERED


def test_each_demand_has_its_words_its_version_its_adoption_and_its_judge(circle, agreement):
    report = told(circle)
    (mark,) = item(report, 5).item.evidence
    text = report.text_of(mark)

    assert mark.cited == "Kommunen skal svare innen to døgn."
    assert (mark.judged_by, mark.judged_on) == ("Marte Haugland", date(2025, 7, 1))
    assert (text.ref, text.adopted, text.parties, text.others) == ("avtalen@2025.1", 3, 3, 2)
    assert text.decided.day == MET
    (gap, *_) = item(report, 1).gaps
    assert gap.sentence.startswith("Venter på vurdering siden")


def test_a_reference_that_the_law_has_moved_stands_in_the_report(circle, agreement):
    assert [(each.place, each.words) for each in told(circle).stale] == [
        ("2 Jordmor", "helsepersonelloven § 45")
    ]


def test_the_report_of_a_party_names_its_own_decision_and_its_own_pairs(circle, agreement):
    granvik = circle.parties["granvik"]
    report = told(circle, party=granvik)

    assert report.texts[0].decided.body == "Granvik kommunestyre"
    assert [pair.kommune for pair in report.pairs] == ["Granvik"]
    assert file_name(report) == "lovkrav-2026-08-10-granvik-kjent-2026-08-15"


def test_what_was_recorded_after_the_known_day_is_told(circle, agreement, the_day):
    assert not told(circle).recorded_after
    now = the_day(LATER)
    routine = circle.document("rutinen", title="Rutinen")
    version = circle.draft(routine, text=FIRST)
    documents.take_over(circle.session, SECRETARY, routine, version, MET, MET, "Arkivet", now)

    assert told(circle).recorded_after == ("Rutinen 2025.1",)
    assert "Rutinen 2025.1" in files(circle)[ReportForm.HTML].decode()


def test_a_known_day_that_has_not_come_is_refused(circle, agreement):
    with pytest.raises(BadInput, match="er ikke kommet"):
        told(circle, KNOWN + timedelta(days=1))

    coming = facts(circle.session, circle.community, date(2027, 1, 1))
    assert coming.known == KNOWN, "a report of a day to come rests on what is judged today"


def test_programs_read_the_same_facts(circle, agreement):
    read = json.loads(files(circle)[ReportForm.JSON])
    fifth = next(each for each in read["items"] if each["nr"] == 5)

    assert (read["on"], read["known"], read["log"] > 0) == ("2026-08-10", "2026-08-15", True)
    assert fifth["status"] == "dekket"
    assert fifth["evidence"][0]["cited"] == "Kommunen skal svare innen to døgn."
    assert fifth["evidence"][0]["read_in"] == "avtalen@2025.1"
    assert read["texts"][0]["adopted_by"] == read["texts"][0]["of"] == 3
