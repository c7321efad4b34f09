"""A gap opens and closes by itself: by the day of the law, of the texts, and of what people have said.

The example is replayed over the years in which the law got two more demands; the rest is a small circle.
"""

from datetime import date, timedelta

import pytest

from documents.coverage import Coverage, Degree
from documents.gaps import GapState, Opening
from documents.kinds import DocumentKind
from registry.operations import coverage, documents
from registry.operations.catalogues import add_catalogue
from registry.permissions import Actor, Role
from registry.queries import gaps as queries
from registry.queries.documents import legal_text
from registry.queries.law_tasks import law_tasks
from registry.tables import PairEntryRow
from tests.pages import NOBODY
from tests.registry.builders import GUIDELINE, NOW, a_circle
from tests.registry.typed_forms import words

SECRETARY = Actor("person-1", "Marte Haugland", frozenset({Role.SECRETARIAT}))
BEGAN = date(2025, 7, 1)
NR = 5
A_DAY = timedelta(days=1)

OPEN = "Åpent siden 1. august 2022, da loven begynte å kreve det."
GUIDANCE = "Over veiledende dato 1. juli 2023 (veiledning, ikke lov)."


@pytest.mark.parametrize(
    ("day", "count", "told", "not_told"),
    [
        ("2022-07-31", "11 krav gjelder 31. juli 2022. 11 er dekket.", "trer i kraft 1. august 2022", OPEN),
        ("2022-08-01", "13 krav gjelder 1. august 2022. 11 er dekket, 2 mangler.", OPEN, GUIDANCE),
        ("2023-06-30", "13 krav gjelder 30. juni 2023. 11 er dekket, 2 mangler.", OPEN, GUIDANCE),
        (
            "2023-07-01",
            "13 krav gjelder 1. juli 2023. 11 er dekket, 2 mangler.",
            f"{OPEN} {GUIDANCE} Det gjelder alle 20 par.",
            "Fristen som departementet satte",
        ),
        ("2025-04-30", "13 krav gjelder 30. april 2025. 11 er dekket, 2 mangler.", GUIDANCE, "Dekket siden"),
        ("2025-05-01", "13 krav gjelder 1. mai 2025. 13 er dekket.", "Dekket siden 1. mai 2025", OPEN),
    ],
)
def test_the_years_in_which_the_law_grew_are_replayed(visitor, day, count, told, not_told) -> None:
    page = visitor(NOBODY).get(f"/lovkrav?dato={day}").text

    assert words(page, ".lead") == count
    assert told in words(page, "#krav-13")
    assert not_told not in words(page, "#krav-13")


@pytest.fixture
def circle(session):
    return a_circle(session)


@pytest.fixture
def agreement(circle):
    return circle.document()


@pytest.fixture
def version(circle, agreement):
    return in_force(circle, agreement)


def text(discharge="Vi skal melde fra om pasienten."):
    place = f"\n\n## 2 Utskrivning {{#utskrivning}}\n\n{discharge}" if discharge else ""
    return f"# Avtale\n\n## 1 Formål {{#formal}}\n\nVi samarbeider.{place}\n"


def in_force(circle, document, number="2025.1", day=BEGAN, source=None):
    """A version that was adopted before the register began, and applies from that day."""
    row = circle.draft(document, number, source or text())
    documents.take_over(circle.session, SECRETARY, document, row, day, day, "Arkivet", NOW)
    return row


def judge(circle, document, row, nr=NR, on=BEGAN, degree=Degree.FULL):
    (place,) = (each.id for each in legal_text(row).places() if each.section.title == "Utskrivning")
    coverage.judge(circle.session, SECRETARY, document, row, place, nr, degree, on, "Punktet sier det.")


def gaps(circle, on, nr=NR, known=None):
    """What is open in the item, for most pairs first."""
    found = queries.gaps(circle.session, circle.community, on, known)
    return [view for view in found if view.gap.minimum.nr == nr]


def only(found):
    """The one gap, with the kommuner it is open for."""
    (view,) = found
    return view.gap, sorted(pair.kommune.ref for pair in view.pairs)


def test_what_nobody_has_judged_waits_from_the_first_day_of_the_agreement(circle, version) -> None:
    found, whose = only(gaps(circle, BEGAN))

    assert (found.state, found.since) == (GapState.WAITING, BEGAN)
    assert whose == ["granvik", "storelv"]
    assert not gaps(circle, BEGAN - A_DAY), "no agreement bound anybody"


def test_it_closes_when_a_person_has_judged_and_says_what_was_known_before(
    circle, agreement, version
) -> None:
    judge(circle, agreement, version, on=date(2025, 9, 1))

    assert gaps(circle, date(2025, 8, 31))
    assert not gaps(circle, date(2025, 9, 1))
    assert not gaps(circle, date(2025, 8, 31), known=date(2025, 9, 1))


def test_words_that_were_taken_out_open_it_on_the_day_of_the_version_without_them(
    circle, agreement, version
) -> None:
    judge(circle, agreement, version)
    later = date(2025, 12, 1)
    in_force(circle, agreement, "2025.2", later, text(discharge=""))
    found, _ = only(gaps(circle, later))

    assert not gaps(circle, later - A_DAY)
    assert (found.since, found.opening) == (later, Opening.LOST)
    assert found.suspect, "a person shall look: it may stand elsewhere"
    assert next(task.what for task in law_tasks(circle.session, circle.community, later)) == (
        f"Vurderingen av lovkrav {NR} (utskrivningsklare pasienter) må ses på nytt"
    )


def test_a_guideline_that_was_repealed_leaves_a_gap_from_the_day_after_its_last(circle, version) -> None:
    guideline = circle.document("retningslinje", GUIDELINE)
    row = in_force(circle, guideline)
    judge(circle, guideline, row)
    last = date(2025, 10, 31)
    documents.repeal(circle.session, SECRETARY, guideline, row, last, "Erstattes ikke.")
    found, _ = only(gaps(circle, date(2025, 12, 1)))

    assert not gaps(circle, last)
    assert (found.status, found.since, found.opening) == (Coverage.MISSING, last + A_DAY, Opening.LOST)


def test_a_demand_that_an_office_adds_is_open_in_every_agreement_from_its_own_day(circle, version) -> None:
    begins = date(2025, 11, 1)
    add_catalogue(circle.session, SECRETARY, circle.community, "egne.toml", OWN.encode(), NOW)
    found, whose = only(gaps(circle, begins, nr=20))

    assert not gaps(circle, begins - A_DAY, nr=20)
    assert (found.status, found.since, found.opening) == (Coverage.MISSING, begins, Opening.LAW)
    assert whose == ["granvik", "storelv"]
    assert only(gaps(circle, date(2026, 1, 31), nr=20))[0].state is GapState.OPEN
    assert only(gaps(circle, date(2026, 2, 1), nr=20))[0].state is GapState.OVERDUE


def test_an_added_demand_is_a_task_for_those_who_judge_until_it_is_covered(
    circle, agreement, version
) -> None:
    add_catalogue(circle.session, SECRETARY, circle.community, "egne.toml", OWN.encode(), NOW)
    day = date(2026, 2, 1)
    (task,) = [each for each in law_tasks(circle.session, circle.community, day) if "20" in each.what]

    assert task.what == "Lovkrav 20 (fødselsberedskap) mangler for alle 2 par"
    assert task.why == (
        "Åpent siden 1. november 2025, da loven begynte å kreve det. "
        "Fristen som departementet satte, var 31. januar 2026."
    )
    assert task.path == "/lovkrav#krav-20"
    judge(circle, agreement, version, nr=20, on=day)
    assert not [each for each in law_tasks(circle.session, circle.community, day) if "20" in each.what]


def test_a_pair_that_came_later_is_open_from_the_day_the_agreement_came_to_bind_it(circle, version) -> None:
    joined = date(2025, 11, 1)
    circle.kommune("nyvik", valid_from=joined, pair_from=joined)
    before, whose_before = only(gaps(circle, joined))
    own_day = date(2025, 12, 15)
    pair_id = circle.pairs["nyvik"].id
    circle.session.add(
        PairEntryRow(
            community_id=circle.community.id, version_id=version.id, pair_id=pair_id, valid_from=own_day
        )
    )
    circle.session.flush()
    all_of_them = gaps(circle, own_day)

    assert (before.since, whose_before) == (BEGAN, ["granvik", "storelv"]), "nothing binds the newcomer yet"
    assert [(view.gap.since, [pair.kommune.ref for pair in view.pairs]) for view in all_of_them] == [
        (BEGAN, ["granvik", "storelv"]),
        (own_day, ["nyvik"]),
    ]


def test_a_special_agreement_closes_it_for_its_own_pair_alone(circle, version) -> None:
    special = circle.document("saeravtale", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    row = in_force(circle, special)
    judge(circle, special, row)
    found, whose = only(gaps(circle, BEGAN))

    assert whose == ["storelv"]
    assert found.status is Coverage.WAITING


def test_partly_is_a_gap_of_the_same_pairs_and_is_told_so(circle, agreement, version) -> None:
    judge(circle, agreement, version, degree=Degree.PARTLY)
    found, _ = only(gaps(circle, BEGAN))
    (task,) = [each for each in law_tasks(circle.session, circle.community, BEGAN) if f" {NR} " in each.what]

    assert (found.status, found.state) == (Coverage.PARTLY, GapState.OPEN)
    assert task.what == f"Lovkrav {NR} (utskrivningsklare pasienter) er bare delvis dekket for alle 2 par"


def test_all_that_nobody_has_judged_is_one_task_and_not_thirteen(circle, version) -> None:
    (task,) = law_tasks(circle.session, circle.community, BEGAN)

    assert task.what == "13 lovkrav venter på vurdering for alle 2 par"
    assert task.path == "/lovkrav/vurder"


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
deadline = 2026-01-31
"""
