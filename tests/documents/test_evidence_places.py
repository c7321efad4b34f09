"""What a change touches, place by place: mandate clauses, items of the law, and that nothing is left out."""

from hypothesis import HealthCheck, given, settings

from documents.comparing.diff import compare
from documents.comparing.words import after, before
from documents.evidence import FindingKind, evidence, with_sections_below
from documents.markdown import read
from tests.documents.texts import LEGAL_TEXTS

AGREEMENT = """# Avtale

## 5 Styring {#styring}

### 5.2 Vedtak {#vedtak}

a) {#vedtaka} Avtalen vedtas av alle.

b) {#vedtakb} Planen vedtas i møte.

## 6 Slutt {#slutt}

Takk for nå.
"""


def mandates(new, *clauses):
    found = evidence(compare(read(AGREEMENT), read(new)), clauses)
    return [finding.place.id for finding in found if finding.kind is FindingKind.MANDATE]


def test_a_change_in_a_mandate_clause_is_found_and_in_its_neighbour_is_not():
    new = AGREEMENT.replace("Avtalen vedtas", "Teksten vedtas")

    assert mandates(new, "vedtaka") == ["vedtaka"]
    assert mandates(new, "vedtakb") == []
    assert mandates(new) == []


def test_a_mandate_on_a_section_is_touched_through_any_of_its_points():
    assert mandates(AGREEMENT.replace("Planen vedtas", "Planen avgjøres"), "vedtak") == ["vedtakb"]


def test_a_mandate_clause_that_went_with_its_section_is_found():
    new = AGREEMENT.split("### 5.2", maxsplit=1)[0]

    assert mandates(new, "vedtakb") == ["vedtak"]


def test_a_mandate_clause_with_another_number_alone_is_not_touched():
    assert mandates(AGREEMENT.replace("5.2 Vedtak", "5.3 Vedtak"), "vedtak", "vedtaka") == []


def items(new, law_items):
    found = evidence(compare(read(AGREEMENT), read(new)), (), law_items)
    return [(finding.place.id, finding.about) for finding in found if finding.kind is FindingKind.LAW]


def test_a_change_in_what_is_marked_with_items_of_the_law_names_them():
    new = AGREEMENT.replace("Avtalen vedtas", "Teksten vedtas")

    assert items(new, {"vedtak": {5, 3}}) == [("vedtaka", ("§ 6-2 nr. 3", "§ 6-2 nr. 5"))]
    assert items(new, {"slutt": {5}}) == []


def test_what_is_marked_is_marked_with_all_below_it_when_the_caller_says_so():
    marks = with_sections_below(read(AGREEMENT), {"styring": [1], "vedtak": [12]})

    assert marks == {"styring": {1}, "vedtak": {1, 12}}
    assert items(AGREEMENT.replace("Planen", "Årsplanen"), marks) == [
        ("vedtakb", ("§ 6-2 nr. 1", "§ 6-2 nr. 12"))
    ]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LEGAL_TEXTS, LEGAL_TEXTS)
def test_every_finding_shows_wordings_that_differ_or_a_place_that_changed(old, new):
    clauses = [place.id for place in old.places()]

    for finding in evidence(compare(old, new), clauses):
        assert finding.old != finding.new or finding.kind in {FindingKind.MANDATE, FindingKind.MOVED}
        assert not finding.found_old or finding.old
        assert not finding.found_new or finding.new


def test_what_did_not_change_touches_nothing():
    text = read(AGREEMENT)

    assert evidence(compare(text, text), ["vedtak", "vedtaka"]) == ()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LEGAL_TEXTS, LEGAL_TEXTS)
def test_no_place_with_other_words_is_without_a_finding(old, new):
    comparison = compare(old, new)
    told = {finding.place.id for finding in evidence(comparison)}
    moved = {finding.about for finding in evidence(comparison)}

    for change in comparison.changed:
        if before(change.words).split() != after(change.words).split() and not moved - {()}:
            assert change.place.id in told
