"""What a change touches is found and shown with both wordings; whether it is minor is for people to say."""

import pytest

from documents.comparing.diff import compare
from documents.evidence import FindingKind, evidence
from documents.markdown import escape, read
from documents.text import LegalText, Paragraph, Section


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


_NOTICE = ("ett års, frist", "seks måneder, frist")
_LEDD = ("§ 2-1 e, annet ledd", "§ 2-1 e, fjerde ledd")


@pytest.mark.parametrize(
    ("kind", "old", "new", "found_old", "found_new"),
    [
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
        (FindingKind.DEADLINE, "Møte hvert halvår.", "Møte hvert år.", "hvert halvår", "hvert år"),
        (FindingKind.DEADLINE, "Møte kvar månad.", "Møte kvart kvartal.", "kvar månad", "kvart kvartal"),
        (FindingKind.DEADLINE, "Vakt til kl. 15.30.", "Vakt til kl. 18.", "kl. 15.30", "kl. 18"),
        (FindingKind.DEADLINE, "Det skjer samme dag.", "Det skjer dagen etter.", "samme dag", ""),
        (FindingKind.DEADLINE, "Varsel: ett års frist.", "Varsel: seks måneders frist.", *_NOTICE),
        (FindingKind.VOTING, "Saka krev fleirtal.", "Saka krev semje.", "fleirtal", ""),
        (FindingKind.VOTING, "Enstemmighet kreves.", "Konsensus kreves.", "enstemmighet", "konsensus"),
        (FindingKind.DATE, "Fra 1. januar 2021.", "Fra 1. mai 2025.", "1. januar 2021", "1. mai 2025"),
        (FindingKind.DATE, "Fra 01.05.2025.", "Fra 2025-05-02.", "01.05.2025", "2025-05-02"),
        (FindingKind.DATE, "Saka kjem i november.", "Saka kjem i mars.", "november", "mars"),
        (FindingKind.NUMBER, "Tilbudet har fire plasser.", "Tilbudet har seks plasser.", "fire", "seks"),
        (FindingKind.REFERENCE, "Se § 2-1 e annet ledd.", "Se § 2-1 e fjerde ledd.", *_LEDD),
        (FindingKind.PARTY, "Helseforetaket betaler.", "Kommunen betaler.", "helseforetaket", "kommunen"),
        (FindingKind.PARTY, "Granvik kommune.", "Storelv kommune.", "granvik kommune", "storelv kommune"),
        (FindingKind.PARTY, "Kommunane.", "Sjukehuset.", "kommunane", "sjukehuset"),
        (FindingKind.PARTY, "Fastlegen ringer.", "Legevakten ringer.", "fastlegen", "legevakten"),
        (FindingKind.PARTY, "Helse Nord-Trøndelag HF.", "Legen.", "helse nord-trøndelag hf", ""),
        (FindingKind.BODY, "Saken går til ASU.", "Saken går til PSU.", "asu", "psu"),
        (FindingKind.BODY, "Kommunestyret vedtar.", "Styret vedtar.", "kommunestyret", "styret"),
        (FindingKind.BODY, "Ordføraren skriv under.", "Direktøren skriv under.", "ordføraren", "direktøren"),
    ],
)
def test_what_is_touched_is_found_with_its_words(kind, old, new, found_old, found_new):
    finding = one(old, new, kind)

    assert (", ".join(finding.found_old), ", ".join(finding.found_new)) == (found_old, found_new)
    assert (finding.old, finding.new, finding.place.number) == (old, new, "3.4")


def test_a_body_is_no_party_and_a_party_no_body():
    assert touched("Saken går til kommunestyret.", "Saken går til styret.") == {FindingKind.BODY}
    assert touched("Saken går til kommunene.", "Saken går til partene.") == {FindingKind.PARTY}


def test_a_number_is_told_once_as_what_it_is_a_number_of():
    assert touched("Svar på 24 timer.", "Svar på 48 timer.") == {FindingKind.DEADLINE}


def test_the_genitive_is_the_same_party():
    assert touched("Planen til kommunen er ny.", "Kommunens plan er ny.") == {FindingKind.WORDING}


def test_two_parties_that_change_roles_are_found_though_the_same_words_stand_there():
    finding = one("Foretaket melder til kommunen.", "Kommunen melder til foretaket.", FindingKind.PARTY)

    assert finding.found_old == ("foretaket", "kommunen")
    assert finding.found_new == ("kommunen", "foretaket")


def test_only_the_sentence_that_changed_is_shown():
    old = "Partene møtes jevnlig. Kommunen melder behov, jf. Helseplanen, innen 24 timer. Alle svarer."
    finding = one(old, old.replace("24", "48"), FindingKind.DEADLINE)

    assert finding.old == "Kommunen melder behov, jf. Helseplanen, innen 24 timer."
    assert finding.new == "Kommunen melder behov, jf. Helseplanen, innen 48 timer."


def test_a_sentence_with_a_deadline_that_did_not_change_gives_no_finding():
    old = "Svar innen 24 timer. Rommet er blått."

    assert touched(old, old.replace("blått", "grønt")) == {FindingKind.WORDING}


def test_a_sentence_put_in_beside_another_leaves_that_one_out():
    (finding,) = evidence(compare(a_text("Rommet er blått."), a_text("Rommet er blått. Det har en dør.")))

    assert (finding.kind, finding.old, finding.new) == (FindingKind.WORDING, "", "Det har en dør.")


def test_every_sentence_of_a_new_section_is_looked_at_alone():
    new = "Kommunen skal melde. Vi hilser.\nForetaket bør svare innen to dager."
    found = evidence(compare(LegalText("Avtale"), a_text(*new.split("\n"))))

    assert [(finding.kind, finding.old, finding.new) for finding in found] == [
        (FindingKind.DUTY_NEW, "", "Kommunen skal melde."),
        (FindingKind.WORDING, "", "Vi hilser."),
        (FindingKind.DUTY_NEW, "", "Foretaket bør svare innen to dager."),
        (FindingKind.DEADLINE, "", "Foretaket bør svare innen to dager."),
    ]


def test_a_removed_section_takes_its_duties_with_it():
    (finding,) = evidence(compare(a_text("Alle skal varsles."), LegalText("Avtale")))

    assert (finding.kind, finding.old, finding.new, finding.place.number) == (
        *(FindingKind.DUTY_REMOVED, "Alle skal varsles.", "", "3.4"),
    )


def test_a_new_title_is_looked_at_too():
    old, new = a_text("Likt.", title="Ansvar for kommunen"), a_text("Likt.", title="Ansvar for foretaket")

    assert [(finding.kind, finding.old) for finding in evidence(compare(old, new))] == [
        (FindingKind.DUTY_CONTENT, "Ansvar for kommunen"),
        (FindingKind.PARTY, "Ansvar for kommunen"),
    ]


LISTED = """# Avtale

## 1 Varsling {#varsling}

Kommunen skal:

a) {#varslinga} melde endringer

b) {#varslingb} svare %s
"""


def test_a_point_is_told_with_the_words_that_lead_into_it():
    (content, deadline) = evidence(compare(read(LISTED % "straks"), read(LISTED % "innen to dager")))

    assert (content.kind, deadline.kind) == (FindingKind.DUTY_CONTENT, FindingKind.DEADLINE)
    assert (content.old, content.new) == (
        *("Kommunen skal: svare straks", "Kommunen skal: svare innen to dager"),
    )
    assert content.place.number == "1 b"


def test_a_new_point_under_a_duty_is_a_new_duty():
    more = LISTED % "straks" + "\nc) {#varslingc} føre liste\n"
    (finding,) = evidence(compare(read(LISTED % "straks"), read(more)))

    assert (finding.kind, finding.new) == (FindingKind.DUTY_NEW, "Kommunen skal: føre liste")


MOVED = """# Avtale

## 1 Melding {#melding}

Rommet er blått. %s

## 2 Svar {#svar}

Døren er grønn. %s
"""


def test_a_sentence_that_only_moved_is_no_removed_and_no_new_duty():
    duty = "Kommunen skal melde alle avvik."
    (finding,) = evidence(compare(read(MOVED % (duty, "")), read(MOVED % ("", duty))))

    assert (finding.kind, finding.place.number, finding.about) == (FindingKind.MOVED, "2", ("1",))
    assert finding.old == finding.new == duty


def test_a_sentence_that_moved_and_was_reworded_is_held_against_what_it_was():
    old, new = "Kommunen skal melde alle alvorlige avvik.", "Kommunen bør melde alle alvorlige avvik."
    (finding,) = evidence(compare(read(MOVED % (old, "")), read(MOVED % ("", new))))

    assert (finding.kind, finding.old, finding.new) == (FindingKind.DUTY_WEAKENED, old, new)


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


def test_every_kind_has_a_label_that_begins_a_line():
    assert FindingKind.PARTY.label == "Part eller tjeneste"
    assert all(kind.label[0].isupper() for kind in FindingKind)


def test_a_finding_can_be_told_to_programs():
    finding = one("Svar innen 24 timer.", "Svar innen 48 timer.", FindingKind.DEADLINE)

    assert finding.to_dict() == {
        "kind": "frist",
        "section": "a",
        "number": "3.4",
        "title": "Transport",
        "old": "Svar innen 24 timer.",
        "new": "Svar innen 48 timer.",
        "found_old": ["innen", "24 timer"],
        "found_new": ["innen", "48 timer"],
        "about": [],
    }
