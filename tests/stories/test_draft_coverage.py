"""A revision is held against the law before it is frozen: what people have judged is kept, in doubt, or gone.

Law: helse- og omsorgstjenesteloven § 6-2 første ledd nr. 5 (patients ready for discharge) and nr. 12 (joint
planning, from 1 August 2022). A person judges; the register tells what the judgement no longer rests on.
"""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from documents.coverage import Coverage, Degree
from documents.draft_coverage import Fate
from documents.kinds import DocumentKind
from registry.errors import RuleSaysNo
from registry.operations import documents
from registry.operations.coverage import judge, withdraw
from registry.permissions import OPERATOR
from registry.queries import documents as queries
from registry.queries.draft_coverage import DraftCoverage, draft_coverage
from registry.tables import DocumentRow, VersionRow
from tests.registry.builders import GUIDELINE, Circle, a_circle

SINCE, JUDGED, APPLIES = date(2021, 1, 1), date(2021, 2, 1), date(2027, 1, 1)
DISCHARGE, PLANNING = 5, 12
PROMISE = "Kommunen skal svare innen tre timer når sykehuset melder en pasient utskrivningsklar."
"""What the judgement of nr. 5 rests on."""


def text(answer: str = PROMISE, after: str = "", title: str = "Retningslinje", place: str = "svar") -> str:
    """The guideline, with these words in the point on answering, and what else there is after it."""
    return (
        f"# {title}\n\n## 1 Formål {{#formal{place}}}\n\nPasienten skal få et helhetlig tilbud.\n\n"
        f"## 2 Kommunens svar {{#{place}}}\n\n{answer}\n{after}"
    )


def agreed(answer: str = PROMISE) -> str:
    """The agreement, which has a point of its own on answering."""
    return text(answer, title="Avtale", place="avtalt")


@pytest.fixture
def circle(session: Session) -> Circle:
    return a_circle(session, going_by=())


@pytest.fixture
def guideline(circle: Circle) -> DocumentRow:
    return circle.document("retningslinjen", GUIDELINE)


def applies(
    circle: Circle, document: DocumentRow, number: str, words: str, since: date = SINCE
) -> VersionRow:
    version = circle.frozen(document, number, words)
    documents.adopt(circle.session, OPERATOR, document, version, since, since)
    return version


def says(circle: Circle, document: DocumentRow, version: VersionRow, **told: object) -> int:
    """A person's judgement that a place of this version covers an item: its number in the register."""
    given = {"place": "svar", "nr": DISCHARGE, "degree": Degree.FULL, "on": JUDGED} | told
    row = judge(
        circle.session, OPERATOR, document, version, given["place"], given["nr"], given["degree"], given["on"]
    )
    return row.id


def asked(circle: Circle, *drafts: tuple[DocumentRow, VersionRow], on: date = APPLIES) -> DraftCoverage:
    views = [queries.view(circle.session, document, row, on) for document, row in drafts]
    return draft_coverage(circle.session, circle.community, views, on)


def item(found: DraftCoverage, nr: int = DISCHARGE) -> tuple[Coverage, Coverage]:
    return next((each.before, each.after) for each in found.items if each.minimum.nr == nr)


@pytest.fixture
def judged(circle: Circle, guideline: DocumentRow) -> DocumentRow:
    """The guideline in force, judged to cover nr. 5 by its point 2."""
    says(circle, guideline, applies(circle, guideline, "2021.1", text()))
    return guideline


@pytest.mark.parametrize(
    "changed",
    [
        PROMISE.replace("skal", "kan"),
        PROMISE.replace("skal", "bør"),
        PROMISE.replace("tre", "fire"),
        PROMISE.replace("skal svare", "skal ikke svare"),
        PROMISE.replace("Kommunen", "Sykehuset"),
    ],
    ids=["shall to may", "shall to should", "another number", "a not", "another party"],
)
def test_a_reworded_duty_leaves_the_judgement_uncertain_and_both_readings_are_told(
    circle: Circle, judged: DocumentRow, changed: str
) -> None:
    found = asked(circle, (judged, circle.draft(judged, "2026.1", text(changed))))

    (each,) = found.fates
    assert (each.fate, each.doubt.before, each.doubt.now) == (Fate.UNCERTAIN, PROMISE, changed)
    assert item(found) == (Coverage.COVERED, Coverage.WAITING)
    assert found.told == "Utkastet gjør 1 vurdering usikker."
    assert found.is_worse


@pytest.mark.parametrize(
    "words",
    [
        text(PROMISE.replace("tre timer", "tre  timer")),
        text(PROMISE.replace("utskrivningsklar.", "utskrivingsklar.")),
        text().replace("## 2 Kommunens svar", "## 4 Kommunens svar"),
        text().replace("helhetlig", "helt annet"),
        "# Retningslinje\n\n## 1 Formål {#formalsvar}\n\nPasienten.\n\n## 2 Nytt {#nytt}\n\n"
        f"### 2.1 Kommunens svar {{#svar}}\n\n{PROMISE}\n",
        text("Kommunen svarer slik:", f'\n## 3 Frist {{#frist fra="svar"}}\n\n{PROMISE}\n'),
    ],
    ids=["spaces", "spelling", "renumbered", "elsewhere", "moved", "split"],
)
def test_what_still_says_the_same_keeps_its_judgement(
    circle: Circle, judged: DocumentRow, words: str
) -> None:
    found = asked(circle, (judged, circle.draft(judged, "2026.1", words)))

    assert item(found) == (Coverage.COVERED, Coverage.COVERED)
    assert not found.is_worse


def test_a_point_taken_out_takes_the_coverage_with_it(circle: Circle, judged: DocumentRow) -> None:
    without = text().partition("## 2")[0]
    found = asked(circle, (judged, circle.draft(judged, "2026.1", without)))

    assert [each.fate for each in found.fates] == [Fate.REMOVED]
    assert found.told == f"Utkastet tar bort dekningen av krav {DISCHARGE}."
    assert item(found) == (Coverage.COVERED, Coverage.WAITING)


def test_a_point_taken_out_where_another_covers_the_item_loses_the_point_and_not_the_coverage(
    circle: Circle, judged: DocumentRow
) -> None:
    agreement = circle.document()
    says(circle, agreement, applies(circle, agreement, "2021.1", agreed()), place="avtalt")
    found = asked(circle, (judged, circle.draft(judged, "2026.1", text().partition("## 2")[0])))

    assert item(found) == (Coverage.COVERED, Coverage.COVERED)
    assert found.told == "Utkastet tar ut 1 vurdert punkt."
    assert found.is_worse, "a judged point is lost all the same"


def test_a_judgement_of_the_draft_itself_counts_after_and_not_before(
    circle: Circle, judged: DocumentRow
) -> None:
    draft = circle.draft(judged, "2026.1", text(PROMISE.replace("tre", "to")))
    says(circle, judged, draft, on=date(2026, 10, 1))
    found = asked(circle, (judged, draft))

    assert [(each.fate, each.before.version, each.after.version) for each in found.fates] == [
        (Fate.ANEW, "2021.1", "2026.1")
    ]
    assert item(found) == (Coverage.COVERED, Coverage.COVERED)
    assert not found.is_worse
    assert item(asked(circle, (judged, draft), on=date(2026, 9, 30)))[1] is Coverage.WAITING, "not yet judged"


def test_a_judgement_taken_back_in_the_draft_is_lost(circle: Circle, judged: DocumentRow) -> None:
    draft = circle.draft(judged, "2026.1", text(PROMISE.replace("tre", "to")))
    withdraw(circle.session, OPERATOR, judged, draft, says(circle, judged, draft), JUDGED)
    found = asked(circle, (judged, draft))

    assert found.is_worse
    assert item(found)[1] is not Coverage.COVERED


def test_a_frozen_text_is_asked_as_a_draft_is_and_an_adopted_or_withdrawn_one_is_not(
    circle: Circle, judged: DocumentRow
) -> None:
    frozen = circle.frozen(judged, "2026.1", text(PROMISE.replace("skal", "kan")))
    assert asked(circle, (judged, frozen)).told == "Teksten gjør 1 vurdering usikker."

    documents.withdraw(circle.session, OPERATOR, judged, frozen, "Den ble ikke noe av.")
    with pytest.raises(RuleSaysNo, match="er trukket, og ikke et utkast"):
        asked(circle, (judged, frozen))
    adopted = applies(circle, judged, "2026.2", text(), date(2026, 6, 1))
    with pytest.raises(RuleSaysNo, match="er vedtatt, og ikke et utkast"):
        asked(circle, (judged, adopted))


def test_a_draft_replaced_by_a_new_draft_is_forgotten(circle: Circle, judged: DocumentRow) -> None:
    first = circle.draft(judged, "2026.1", text().partition("## 2")[0])
    documents.withdraw(circle.session, OPERATOR, judged, first, "Vi begynner på nytt.")
    second = circle.draft(judged, "2026.2", text())

    found = asked(circle, (judged, second))
    assert [each.fate for each in found.fates] == [Fate.KEPT]
    assert not found.is_worse


def test_several_documents_in_one_revision_are_asked_together(circle: Circle, judged: DocumentRow) -> None:
    """The promise moves from the guideline to the agreement: alone each draft tells half of it."""
    agreement = circle.document()
    applies(circle, agreement, "2021.1", agreed("Partene samarbeider."))
    taken_out = circle.draft(judged, "2026.1", text().partition("## 2")[0])
    taken_in = circle.draft(agreement, "2026.1", agreed())
    says(circle, agreement, taken_in, place="avtalt")

    assert item(asked(circle, (judged, taken_out))) == (Coverage.COVERED, Coverage.WAITING)
    together = asked(circle, (judged, taken_out), (agreement, taken_in))
    assert item(together) == (Coverage.COVERED, Coverage.COVERED)
    assert [each.fate for each in together.fates] == [Fate.REMOVED, Fate.ANEW]
    assert together.told.startswith("Revisjonen ")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 7, 31), (Coverage.NOT_YET, Coverage.NOT_YET)),
        (date(2022, 8, 1), (Coverage.MISSING, Coverage.COVERED)),
    ],
)
def test_what_a_draft_adds_counts_from_the_day_the_law_asks(
    circle: Circle, day: date, expected: tuple[Coverage, Coverage]
) -> None:
    agreement = circle.document()
    applies(circle, agreement, "2021.1", agreed())
    draft = circle.draft(agreement, "2022.1", agreed("Partene lager en felles plan hvert år."))
    says(circle, agreement, draft, place="avtalt", nr=PLANNING, on=date(2022, 6, 1))

    assert item(asked(circle, (agreement, draft), on=day), PLANNING) == expected


def test_the_draft_is_held_against_what_applies_on_the_day_chosen(
    circle: Circle, judged: DocumentRow
) -> None:
    """A version that is adopted and comes before the draft has changed the words already."""
    changed = PROMISE.replace("tre", "to")
    first_day = date(2026, 12, 1)
    applies(circle, judged, "2025.1", text(changed), first_day)
    draft = circle.draft(judged, "2026.1", text(changed))

    before = asked(circle, (judged, draft), on=first_day - timedelta(days=1))
    assert [each.fate for each in before.fates] == [Fate.UNCERTAIN]
    assert item(before) == (Coverage.COVERED, Coverage.WAITING)
    after = asked(circle, (judged, draft), on=first_day)
    assert [each.fate for each in after.fates] == [Fate.ALREADY]
    assert item(after) == (Coverage.WAITING, Coverage.WAITING)
    assert not after.is_worse, "it is the version before that made it uncertain"


def test_a_special_agreement_concerns_its_own_pair_alone(circle: Circle) -> None:
    special = circle.document("saer", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    says(circle, special, applies(circle, special, "2021.1", text(title="Særavtale")))
    found = asked(circle, (special, circle.draft(special, "2026.1", text("Intet.", title="Særavtale"))))

    fares = {
        pair.kommune.ref: [(each.minimum.nr, each.before, each.after) for each in group.changed]
        for group in found.pairs
        for pair in group.pairs
    }
    assert fares == {"granvik": [(DISCHARGE, Coverage.COVERED, Coverage.WAITING)], "storelv": []}
    assert not found.alike


def test_a_new_guideline_takes_nothing_away_and_adds_what_is_judged_of_it(circle: Circle) -> None:
    agreement, guideline = circle.document(), circle.document("ny", GUIDELINE)
    applies(circle, agreement, "2021.1", agreed("Partene samarbeider."))
    draft = circle.draft(guideline, "2026.1", text())
    nothing = asked(circle, (guideline, draft))
    says(circle, guideline, draft)
    found = asked(circle, (guideline, draft))

    assert nothing.told == "Ingen har vurdert hva utkastet dekker, og ingen dekning faller bort."
    assert nothing.replaced == {}
    assert item(found) == (Coverage.WAITING, Coverage.COVERED)
    assert not found.is_worse


def test_asking_changes_nothing_in_the_register(circle: Circle, judged: DocumentRow) -> None:
    draft = circle.draft(judged, "2026.1", text(PROMISE.replace("skal", "kan")))
    circle.session.flush()
    asked(circle, (judged, draft))

    assert not circle.session.new
    assert not circle.session.dirty
    assert (draft.stage.value, draft.valid_from) == ("utkast", None)
