"""What a change touches is found and shown with both wordings; whether it is minor is for people to say."""

import pytest
from hypothesis import HealthCheck, given, settings

from documents.diff import compare
from documents.evidence import FindingKind, evidence
from documents.markdown import escape, read
from documents.text import LegalText, Paragraph, Section
from tests.documents.texts import LEGAL_TEXTS


def a_text(*wordings, title="Transport"):
    return LegalText(
        "Avtale", (), (Section("a", "3.4", title, tuple(map(Paragraph, map(escape, wordings)))),)
    )


def touched(old, new):
    """What kinds a new wording of one section touches."""
    return {finding.kind for finding in evidence(compare(a_text(old), a_text(new)))}


def one(old, new, kind):
    (found,) = [finding for finding in evidence(compare(a_text(old), a_text(new))) if finding.kind is kind]
    return found


@pytest.mark.parametrize(
    ("kind", "old", "new", "found_old", "found_new"),
    [
        (FindingKind.DUTY, "Partene skal møtes.", "Partene bør møtes.", "skal", "bør"),
        (FindingKind.DUTY, "Partene skal møtes.", "Partene skal ikke møtes.", "skal", "skal ikke"),
        (FindingKind.DUTY, "Partane må møtast.", "Partane kan møtast.", "må", "kan"),
        (FindingKind.DUTY, "Kommunen pliktar å svare.", "Kommunen svarar.", "pliktar", ""),
        (FindingKind.DUTY, "Foretaket plikter å svare.", "Foretaket svarer.", "plikter", ""),
        (FindingKind.DUTY, "Legen varsler.", "Legen har ansvar for varsling.", "", "ansvar"),
        (FindingKind.SUM, "Tilskudd: kr 10 000.", "Tilskudd: kr 12 000.", "kr 10 000", "kr 12 000"),
        (FindingKind.SUM, "Få 50 000 kroner.", "Få 5 000 kroner.", "50 000 kroner", "5 000 kroner"),
        (FindingKind.SUM, "To mill. kroner.", "Tre mill. kroner.", "to mill. kroner", "tre mill. kroner"),
        (FindingKind.SHARE, "Deles 50 % hver.", "Deles 60 % av HF.", "50 %", "60 %"),
        (FindingKind.SHARE, "Halvparten dekkes.", "To tredjedeler dekkes.", "halvparten", "to tredjedeler"),
        (FindingKind.SHARE, "Minst 20 prosent.", "Minst 2,5 prosent.", "20 prosent", "2,5 prosent"),
        (FindingKind.DEADLINE, "Innen 24 timer.", "Innen 48 timer.", "innen, 24 timer", "innen, 48 timer"),
        (FindingKind.DEADLINE, "Varsel gis straks.", "Varsel gis.", "straks", ""),
        (FindingKind.DEADLINE, "Utan ugrunna opphald.", "Snarast.", "utan ugrunna opphald", "snarast"),
        (FindingKind.DEADLINE, "Varsel: ett år.", "Varsel: seks måneder.", "ett år", "seks måneder"),
        (FindingKind.DEADLINE, "Etter to veker.", "Etter fire veker.", "to veker", "fire veker"),
        (FindingKind.DATE, "Fra 1. januar 2021.", "Fra 1. mai 2025.", "1. januar 2021", "1. mai 2025"),
        (FindingKind.DATE, "Fra 01.05.2025.", "Fra 2025-05-02.", "01.05.2025", "2025-05-02"),
        (FindingKind.PARTY, "Helseforetaket betaler.", "Kommunen betaler.", "helseforetaket", "kommunen"),
        (FindingKind.PARTY, "Saken går til ASU.", "Saken går til PSU.", "asu", "psu"),
        (FindingKind.PARTY, "Granvik kommune.", "Storelv kommune.", "granvik kommune", "storelv kommune"),
        (FindingKind.PARTY, "Kommunane.", "Sjukehuset.", "kommunane", "sjukehuset"),
        (FindingKind.PARTY, "Helse Nord-Trøndelag HF.", "Styret.", "helse nord-trøndelag hf", "styret"),
    ],
)
def test_what_is_touched_is_found_with_its_words(kind, old, new, found_old, found_new):
    finding = one(old, new, kind)

    assert (", ".join(finding.found_old), ", ".join(finding.found_new)) == (found_old, found_new)
    assert (finding.old, finding.new, finding.place.number) == (old, new, "3.4")


def test_two_parties_that_change_roles_are_found_though_the_same_words_stand_there():
    finding = one("Foretaket melder til kommunen.", "Kommunen melder til foretaket.", FindingKind.PARTY)

    assert finding.found_old == ("foretaket", "kommunen")
    assert finding.found_new == ("kommunen", "foretaket")


def test_a_duty_to_do_something_else_is_found_though_the_duty_word_stands():
    old, new = "Kommunen skal ordne reisen.", "Kommunen skal betale reisen."

    assert touched(old, new) == {FindingKind.DUTY_CONTENT}


def test_only_the_sentence_that_changed_is_shown():
    old = "Partene møtes jevnlig. Kommunen melder behov, jf. Helseplanen, innen 24 timer. Alle svarer."
    finding = one(old, old.replace("24", "48"), FindingKind.DEADLINE)

    assert finding.old == "Kommunen melder behov, jf. Helseplanen, innen 24 timer."
    assert finding.new == "Kommunen melder behov, jf. Helseplanen, innen 48 timer."


def test_a_sentence_with_a_deadline_that_did_not_change_gives_no_finding():
    assert touched("Svar innen 24 timer. Rommet er blått.", "Svar innen 24 timer. Rommet er grønt.") == set()


def test_every_sentence_of_a_new_section_is_looked_at_alone():
    new = "Kommunen skal melde. Vi hilser.\nForetaket bør svare."
    old = LegalText("Avtale")
    found = evidence(compare(old, a_text(*new.split("\n"))))

    assert [(finding.kind, finding.old, finding.new) for finding in found] == [
        (FindingKind.DUTY, "", "Kommunen skal melde."),
        (FindingKind.PARTY, "", "Kommunen skal melde."),
        (FindingKind.DUTY, "", "Foretaket bør svare."),
        (FindingKind.PARTY, "", "Foretaket bør svare."),
    ]


def test_a_removed_section_takes_its_duties_with_it():
    (finding,) = evidence(compare(a_text("Alle skal varsles."), LegalText("Avtale")))

    assert (finding.kind, finding.old, finding.new, finding.place.number) == (
        *(FindingKind.DUTY, "Alle skal varsles.", "", "3.4"),
    )


def test_a_new_title_is_looked_at_too():
    old, new = a_text("Likt.", title="Ansvar for kommunen"), a_text("Likt.", title="Ansvar for foretaket")

    assert [(finding.kind, finding.old) for finding in evidence(compare(old, new))] == [
        (FindingKind.DUTY_CONTENT, "Ansvar for kommunen"),
        (FindingKind.PARTY, "Ansvar for kommunen"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Partene møtes ofte", "Partene møtes ofte."),
        ("Det gis en tidligmelding.", "Det gis en tidlig-melding."),
        ("Planen gjelder alle, også barn.", "Planen gjelder alle også barn."),
        ("Ved utskriving gis brev.", "Ved utskrivning gis brev."),
        ("Kommunen skal ta imot ved inleggelse.", "Kommunen skal ta imot ved innleggelse."),
        ("kommunen svarer.", "Kommunen svarer."),
    ],
)
def test_other_spelling_is_called_just_that(old, new):
    assert touched(old, new) == {FindingKind.SPELLING}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Gjelder kommunen alene.", "Gjelder kommunene alene."),
        ("Det gjelder planen.", "Det gjelder planene."),
        ("Ordningen er ulik.", "Ordningen er lik."),
        ("Tiltaket er uavhengig av planen.", "Tiltaket er avhengig av planen."),
        ("Se punkt 5.2.", "Se punkt 5.3."),
        ("Beløpet er 1,5 ganger satsen.", "Beløpet er 15 ganger satsen."),
        ("Planen gjelder barn.", "Planen gjelder ikke barn."),
        ("Alle må svare.", "Alle får svare."),
    ],
)
def test_what_may_change_the_meaning_is_never_called_spelling(old, new):
    assert FindingKind.SPELLING not in touched(old, new)


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


def test_every_kind_has_a_label_that_begins_a_line():
    assert FindingKind.PARTY.label == "Part eller organ"
    assert all(kind.label[0].isupper() for kind in FindingKind)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LEGAL_TEXTS, LEGAL_TEXTS)
def test_every_finding_shows_wordings_that_differ_or_a_place_that_changed(old, new):
    clauses = [place.id for place in old.places()]

    for finding in evidence(compare(old, new), clauses):
        assert finding.old != finding.new or finding.kind is FindingKind.MANDATE
        assert not finding.found_old or finding.old
        assert not finding.found_new or finding.new


def test_what_did_not_change_touches_nothing():
    text = read(AGREEMENT)

    assert evidence(compare(text, text), ["vedtak", "vedtaka"]) == ()
