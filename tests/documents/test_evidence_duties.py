"""Duties: weakened, strengthened, turned, new, removed, moved to another, or to do something else."""

import pytest

from documents.evidence import FindingKind
from documents.evidence.duties import duties
from documents.evidence.sentences import changed_sentences
from documents.evidence.shifts import duty_shifts


def shifts(old, new):
    """What happens to the duties, with the words that say so."""
    return {kind: (", ".join(was), ", ".join(now)) for kind, was, now in duty_shifts(old, new)}


@pytest.mark.parametrize(
    ("old", "new", "was", "now"),
    [
        ("Kommunen skal svare innen tre timer.", "Kommunen bør svare innen tre timer.", "skal", "bør"),
        ("Partane må møtast to gonger i året.", "Partane kan møtast to gonger i året.", "må", "kan"),
        ("Sengeposten plikter å varsle kommunen.", "Sengeposten bør varsle kommunen.", "plikter", "bør"),
        ("Helseføretaket lyt melde frå.", "Helseføretaket bør melde frå.", "lyt", "bør"),
        ("Kommunane pliktar å delta.", "Kommunane kan delta.", "pliktar", "kan"),
        ("Partene skal møtes.", "Partene trenger ikke møtes.", "skal", "trenger ikke"),
        ("Legen har ansvar for varslingen.", "Legen bør varsle.", "ansvar", "bør"),
        ("Pasienten har rett til tolk.", "Pasienten kan få tolk.", "rett til", "kan"),
        ("Partane skulle møtast.", "Partane burde møtast.", "skulle", "burde"),
    ],
)
def test_a_weaker_word_is_a_weakened_duty_and_the_other_way_round(old, new, was, now):
    assert shifts(old, new) == {FindingKind.DUTY_WEAKENED: (was, now)}
    assert shifts(new, old) == {FindingKind.DUTY_STRENGTHENED: (now, was)}


def test_a_reserve_beside_the_duty_weakens_it():
    old = "Kommunen skal ta imot pasienten samme dag."
    new = "Kommunen skal så langt det er mulig ta imot pasienten samme dag."

    assert shifts(old, new) == {FindingKind.DUTY_WEAKENED: ("", "så langt det er mulig")}
    assert shifts(new, old) == {FindingKind.DUTY_STRENGTHENED: ("så langt det er mulig", "")}


@pytest.mark.parametrize(
    ("old", "new", "was", "now"),
    [
        ("Partene skal møtes.", "Partene skal ikke møtes.", "skal", "skal ikke"),
        ("Meldinga kan sendast på papir.", "Meldinga kan ikkje sendast på papir.", "kan", "kan ikkje"),
        ("Da skal kommunen betale.", "Da skal kommunen ikke betale.", "skal", "skal kommunen ikke"),
    ],
)
def test_a_duty_that_was_turned_is_no_weakened_one(old, new, was, now):
    assert shifts(old, new) == {FindingKind.DUTY_TURNED: (was, now)}


@pytest.mark.parametrize(
    ("old", "new", "was", "now"),
    [
        (
            "Helseforetaket skal følge opp transporten til pasienten er framme.",
            "Kommunen skal følge opp transporten til pasienten er framme.",
            *("helseforetaket", "kommunen"),
        ),
        ("Kommunen skal svare.", "Kommunen og foretaket skal svare.", "kommunen", "kommunen, foretaket"),
        ("Innen to uker skal ASU svare.", "Innen to uker skal sekretariatet svare.", "asu", "sekretariatet"),
        ("Kommunens lege skal ringe.", "Sykehusets lege skal ringe.", "kommunen", "sykehuset"),
        ("Reisen skal dekkes av kommunen.", "Reisen skal dekkes av foretaket.", "kommunen", "foretaket"),
        ("Avtalen vedtas av kommunestyrene.", "Avtalen vedtas av PSU.", "kommunestyrene", "psu"),
        ("Ansvaret ligger hos foretaket.", "Ansvaret ligger hos kommunen.", "foretaket", "kommunen"),
        ("Kommunane ordnar reisa.", "Helseføretaket ordnar reisa.", "kommunane", "helseføretaket"),
        (
            "Den part som krever det, skal betale.",
            "Sykehuset som krever det, skal betale.",
            "part",
            "sykehuset",
        ),
    ],
)
def test_a_duty_that_another_has_now_is_found_with_both(old, new, was, now):
    assert shifts(old, new)[FindingKind.DUTY_MOVED] == (was, now)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Helseforetaket skal melde fra.", "Foretaket skal melde fra."),
        ("Partene skal betale.", "Hver part skal betale."),
        ("Kommunen skal melde fra til foretaket.", "Kommunen skal melde fra til legevakten."),
        (
            "Minst ett av prosjektene kommunen eier, skal måles.",
            "Minst to prosjekter partene eier, skal måles.",
        ),
        ("Skal kommunen ta imot, får den beskjed.", "Skal sykehuset ta imot, får det beskjed."),
    ],
)
def test_who_is_only_named_in_a_sentence_does_not_bear_its_duty(old, new):
    assert FindingKind.DUTY_MOVED not in shifts(old, new)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunen skal svare innen tre timer.",
        "Kommunen sørger for tolk.",
        "Næraste leiar syter for opplæring.",
        "Sengeposten har ansvaret for meldingen.",
        "Legen bør ringe.",
        "Kommunen er forpliktet til å svare.",
        "Partene har meldeplikt.",
        "Kommunane lyt svare.",
        "Pasientar har krav på tolk.",
    ],
)
def test_a_new_sentence_that_binds_is_a_new_duty_and_a_removed_one_a_removed(sentence):
    assert list(shifts("", sentence)) == [FindingKind.DUTY_NEW]
    assert list(shifts(sentence, "")) == [FindingKind.DUTY_REMOVED]


@pytest.mark.parametrize(
    "sentence",
    [
        "Fra kommunen deltar en som kan tildele tjenester.",
        "Skal pasienten ha hjemmeoppfølging, avtales det før utskrivning.",
        "Planen sier hva som må være på plass, og hvem som skal skaffe det.",
        "Planen seier kven som skal kontrollere lista.",
        "Hvis kommunen må vente, gis det beskjed.",
        "Sendes når pasienten skal reise.",
        "Spørsmål som måtte oppstå, tas opp i møtet.",
        "Opplysninger som kan identifisere pasienten, fjernes.",
        "Det kan være vanskelig å få tolk.",
        "Kommunens ansvarlige lege deltar.",
        "Rommet er blått.",
    ],
)
def test_a_question_a_condition_or_a_possibility_is_no_duty(sentence):
    assert shifts("", sentence) == {}


def test_leave_counts_where_somebody_is_given_it():
    assert shifts("", "PSU kan disponere midlene.") == {FindingKind.LEAVE: ("", "kan")}
    assert shifts("Kommunen kan ringe sengeposten.", "") == {FindingKind.LEAVE: ("kan", "")}
    assert shifts("", "Kommunen plikter ikke å svare.") == {FindingKind.LEAVE: ("", "plikter ikke")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kommunen skal sende melding.", "Kommunen sender melding."),
        ("Kommunen skal svara straks.", "Kommunen svarar straks."),
        ("Meldingen skal sendes straks.", "Meldingen sendes straks."),
    ],
)
def test_the_duty_word_alone_gone_is_another_wording_of_the_duty_and_no_removed_one(old, new):
    assert shifts(old, new) == {FindingKind.DUTY_CONTENT: ("skal", "")}
    assert shifts(new, old) == {FindingKind.DUTY_CONTENT: ("", "skal")}


def test_kan_in_a_sentence_that_keeps_it_is_nothing():
    assert shifts("Kommunen kan ringe innen to timer.", "Kommunen kan ringe innen tre timer.") == {}


def test_two_duties_in_a_sentence_are_held_apart():
    old = "Kommunen skal melde behovet, og sengeposten skal svare."
    new = "Kommunen skal melde behovet, og sengeposten bør svare."

    assert shifts(old, new) == {FindingKind.DUTY_WEAKENED: ("skal", "bør")}
    assert [duty.on for duty in duties(old)] == [("kommunen",), ("sengeposten",)]


def test_sentences_are_parted_where_they_end_and_not_at_short_forms():
    old = "Svar gis, jf. Helseplanen, innen f.eks. Ti dager. Alle møtes."

    assert list(changed_sentences(old, old.replace("Ti", "Tolv"))) == [
        (
            "Svar gis, jf. Helseplanen, innen f.eks. Ti dager.",
            "Svar gis, jf. Helseplanen, innen f.eks. Tolv dager.",
        )
    ]


def test_many_sentences_in_one_place_are_compared_within_bounds():
    old, new = (
        " ".join(f"Rom {number} er {what}." for number in range(4_000)) for what in ("blått", "grønt")
    )

    assert len(list(changed_sentences(old, new))) == 4_000


def test_sentences_unlike_each_other_are_not_told_as_one_reworded():
    old = "Rommet er blått. Undervisninga bør kunne følgjast på video."
    new = "Rommet er blått. Opptak skal vere tilgjengelege i tre månader."

    assert list(changed_sentences(old, new)) == [
        ("Undervisninga bør kunne følgjast på video.", ""),
        ("", "Opptak skal vere tilgjengelege i tre månader."),
    ]
