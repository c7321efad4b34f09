"""What the index is given of decisions, bodies and what the law demands: what their pages say, and no more."""

from datetime import timedelta

import pytest

from decisions.bodies import BodyKind
from decisions.outcomes import Act, Outcome
from decisions.proposals import Matter
from documents.kinds import ChangeClass, DocumentKind
from registry import clock
from registry.operations import bodies, catalogues
from registry.permissions import OPERATOR
from tests.documents.test_catalogue_laying import EXTENDS
from tests.documents.test_catalogue_laying import entry as a_demand
from tests.registry.boardroom import KOMMUNE_MEMBERS, a_boardroom
from tests.registry.builders import DAY, NOW, a_circle
from tests.registry.indexed import entries

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
GROUND = "kommuneloven § 11-5 andre ledd"


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def room(writing):
    return a_boardroom(writing)


def decided(circle, row):
    return [entry for entry in entries(circle.session, "vedtak") if entry.url == f"/vedtak/{row.ref}"]


def a_body(circle, ref: str):
    return next(entry for entry in entries(circle.session, "organ") if entry.url == f"/organer/{ref}")


def states(circle, number: str):
    return [entry for entry in entries(circle.session, "lovkrav") if entry.number == number]


def test_a_decision_is_told_with_body_case_day_and_its_own_words(circle):
    version = circle.frozen(circle.document(title="Samarbeidsavtalen"))
    row = circle.decides(
        "granvik", version, title="Ny samarbeidsavtale", text="Kommunestyret vedtar avtalen."
    )

    (found,) = decided(circle, row)

    assert (found.title, found.number, found.status) == ("Ny samarbeidsavtale", "12/25", "vedtatt")
    assert found.body.splitlines() == [
        "Granvik kommunestyre, sak 12/25, 10. juni 2025",
        "Samarbeidsavtalen 2025.1",
        "Kommunestyret vedtar avtalen.",
    ]
    assert (found.first_day, found.last_day, found.year) == (DAY.isoformat(), "", 2025)
    assert (found.bodies, found.parties, found.public) == (("kommunestyre", "granvik"), ("granvik",), True)


def test_a_decision_of_a_joint_body_concerns_everybody_and_one_about_a_pair_its_two(circle):
    common = circle.decides("psu", None, case="3/25", matter=Matter.MIDLER)
    special = circle.document("saeravtale", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    of_pair = circle.decides("psu", circle.frozen(special), case="4/25", act=Act.UTTALER)

    assert decided(circle, common)[0].parties == ()
    assert decided(circle, of_pair)[0].parties == ("granvik", "foretaket")


def test_a_corrected_decision_says_so_and_its_correction_says_what_holds(circle):
    wrong = circle.decides("psu", None, matter=Matter.MIDLER, outcome=Outcome.AVVIST)
    right = circle.decides("psu", None, matter=Matter.MIDLER, corrects=wrong)

    assert [each.status for each in decided(circle, wrong)] == ["rettet"]
    assert [each.status for each in decided(circle, right)] == ["vedtatt"]


def test_of_a_closed_case_a_stand_in_says_what_everybody_may_know(room):
    meeting = room.call()
    item = room.on_agenda(meeting, title="Varsel om en lege")
    row = room.settle(meeting, room.type(meeting, item, closed_under=GROUND, text="Om en navngitt lege."))

    whole, stand_in = decided(room.circle, row)

    assert (whole.public, whole.stands_in, whole.title) == (False, False, "Varsel om en lege")
    assert (stand_in.public, stand_in.stands_in) == (True, True)
    assert (stand_in.title, stand_in.number, stand_in.status) == (
        "En sak for lukkede dører",
        row.case_number,
        "",
    )
    assert stand_in.body.splitlines() == [f"PSU, sak {row.case_number}, 10. juni 2025", GROUND]
    assert "lege" not in stand_in.to_json()


def test_a_closed_case_about_a_pair_does_not_tell_which(room):
    special = room.circle.document("saeravtale", DocumentKind.SAERAVTALE, pair=room.circle.pairs["granvik"])
    version = room.circle.frozen(special, change=ChangeClass.NY)
    meeting = room.call()
    item = room.put(meeting, room.about(version, route=(("psu", Act.UTTALER),)))
    row = room.settle(meeting, room.type(meeting, item, Outcome.UTSATT, closed_under=GROUND))

    whole, stand_in = decided(room.circle, row)

    assert (whole.parties, stand_in.parties) == (("granvik", "foretaket"), ())


def test_a_body_is_found_by_what_it_is_and_was_called_and_by_no_member(room):
    circle = room.circle
    bodies.add_alias(circle.session, OPERATOR, circle.bodies["psu"], "Overordnet utvalg", None, DAY)

    found = a_body(circle, "psu")

    assert (found.title, found.status, found.first_day) == ("PSU", "finnes", "0001-01-01")
    assert "Har også hett Overordnet utvalg" in found.body
    assert a_body(circle, "granvik").parties == ("granvik",)
    for name in KOMMUNE_MEMBERS:
        assert name.split()[-1] not in found.to_json()


def test_a_body_is_there_to_and_with_its_last_day(circle, monkeypatch):
    new = circle.body("nye-psu", "Nye PSU", BodyKind.PSU)
    bodies.succeed_body(circle.session, OPERATOR, circle.bodies["psu"], new, TOMORROW)

    def now() -> list[tuple[str, bool]]:
        return [(found.status, found.past) for found in (a_body(circle, "psu"), a_body(circle, "nye-psu"))]

    assert now() == [("finnes", False), ("opprettes", False)]
    assert a_body(circle, "psu").last_day == TODAY.isoformat()
    monkeypatch.setattr(clock, "today", lambda: TOMORROW)
    assert now() == [("nedlagt", True), ("finnes", False)]


def test_what_the_law_demands_is_found_in_both_written_forms_and_by_its_place(circle):
    (found,) = states(circle, "§ 6-2 nr. 4")

    assert (found.title, found.status, found.url) == (
        "Døgnopphold for øyeblikkelig hjelp",
        "gjelder",
        "/lovkrav#krav-4",
    )
    assert "øyeblikkelig hjelp" in found.body
    assert "augeblikkeleg hjelp" in found.body
    assert found.laws == ("6-2-4", "6-2")


def test_a_demand_that_begins_is_shown_beside_what_covers_it_from_that_day(circle, monkeypatch):
    file = EXTENDS.format(ref="hol-6-2") + a_demand(101, TOMORROW)
    catalogues.add_catalogue(circle.session, OPERATOR, circle.community, "egne.toml", file.encode(), NOW)

    def now() -> list[tuple[str, str, bool]]:
        found = [each for each in entries(circle.session, "lovkrav") if each.key.endswith(f"#101-{TOMORROW}")]
        return [(each.status, each.url, each.past) for each in found]

    assert now() == [("kommer", "/lovkrav#krav-101", False)]
    monkeypatch.setattr(clock, "today", lambda: TOMORROW)
    assert now() == [("gjelder", "/lovkrav#krav-101", False)]
    assert states(circle, "§ 6-2 nr. 4")[0].known_at == ""
