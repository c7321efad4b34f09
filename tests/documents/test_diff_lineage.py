"""Sections that were split and merged, and forms that changed: what was kept shows as kept."""

import pytest

from documents.comparing.diff import ChangeKind, compare
from documents.comparing.words import WordKind, after, before
from documents.markdown import read

BEFORE = """# Avtale

## 1 Formål {#formaal}

Avtalen skal gi pasientene helhetlige tjenester uansett hvor de bor.

## 2 Varsel og oppsigelse {#varsel}

Partene varsler hverandre straks når noe endrer seg i tjenestene. Avtalen kan sies opp med ett års skriftlig varsel til den andre parten.

## 3 Tvister {#tvister}

Uenighet løses i det nærmeste fellesorganet før den bringes inn for nemnda.
"""
SPLIT = BEFORE.replace(
    " Avtalen kan sies opp",
    '\n\n## 3 Oppsigelse {#oppsigelse fra="varsel"}\n\nAvtalen kan sies opp',
).replace("## 3 Tvister", "## 4 Tvister")
MERGED = (
    BEFORE.replace("\n\n## 3 Tvister {#tvister}\n\n", " ")
    .replace("{#varsel}", '{#varsel fra="tvister"}')
)  # fmt: skip


def without_lineage(source):
    """The same from somebody who never saw our marks: other identities on everything."""
    return (
        source.replace('fra="varsel"', "")
        .replace('fra="tvister"', "")
        .replace(" }", "}")
        .replace("{#", "{#x")
    )


def told(old, new):
    """The changed places by title: what happened, and where else their words stood."""
    comparison = compare(read(old), read(new))
    return {
        change.place.section.title: (change.label, [source.number for source in change.sources])
        for change in comparison.changed
    }


def change_of(number, old, new):
    return next(each for each in compare(read(old), read(new)).changes if each.place.number == number)


def kept_alone(change):
    """Are all its words kept, but for spaces?"""
    return all(word.kind is WordKind.KEPT or not word.text.strip() for word in change.words)


@pytest.mark.parametrize("new", [SPLIT, without_lineage(SPLIT)], ids=["lineage", "words"])
def test_a_section_that_was_split_is_told_at_both_its_parts_and_counts_once(new):
    comparison = compare(read(BEFORE), read(new))

    assert told(BEFORE, new) == {"Varsel og oppsigelse": ("delt", []), "Oppsigelse": ("delt", ["2"])}
    assert comparison.summary == "1 endring: 1 delt; 1 punkt har bare fått nytt nummer"


@pytest.mark.parametrize("new", [SPLIT, without_lineage(SPLIT)], ids=["lineage", "words"])
def test_each_part_holds_its_share_of_the_old_words_and_none_is_struck_that_stands_in_the_other(new):
    first, second = change_of("2", BEFORE, new), change_of("3", BEFORE, new)

    assert kept_alone(first)
    assert kept_alone(second)
    assert (
        before(second.words).strip()
        == "Avtalen kan sies opp med ett års skriftlig varsel til den andre parten."
    )


@pytest.mark.parametrize("new", [MERGED, without_lineage(MERGED)], ids=["lineage", "words"])
def test_sections_that_were_merged_are_told_where_they_stand_now_and_count_once(new):
    comparison = compare(read(BEFORE), read(new))

    assert told(BEFORE, new) == {"Varsel og oppsigelse": ("slått sammen", ["3"])}
    assert comparison.summary == "1 endring: 1 slått sammen"
    assert kept_alone(change_of("2", BEFORE, new))


def test_what_a_part_says_anew_is_told_with_the_split():
    new = SPLIT.replace("ett års skriftlig varsel", "to års skriftlig varsel")
    part = change_of("3", BEFORE, new)

    assert told(BEFORE, new)["Oppsigelse"] == ("delt, omformulert", ["2"])
    assert [(word.kind, word.text) for word in part.words if word.kind is not WordKind.KEPT] == [
        (WordKind.REMOVED, "ett"),
        (WordKind.ADDED, "to"),
    ]


def test_a_part_may_stand_before_what_it_was_split_from():
    head, rest = SPLIT.split("## 2 ")
    varsel, oppsigelse, tvister = rest.split("## ")
    new = f"{head}## 2 {oppsigelse.removeprefix('3 ')}## 3 {varsel}## {tvister}"
    changes = {each.place.id: each for each in compare(read(BEFORE), read(new)).changes}

    assert kept_alone(changes["varsel"])
    assert kept_alone(changes["oppsigelse"])


def test_a_section_may_be_split_in_three():
    new = SPLIT.replace(
        " til den andre parten.", '.\n\n## 3.5 Form {#form fra="varsel"}\n\ntil den andre parten.'
    )

    assert compare(read(BEFORE), read(new)).tally["delt"] == 1
    assert [number for _, number in told(BEFORE, new).values()] == [[], ["2"], ["2"]]


def test_merged_moved_and_renumbered_are_told_together():
    head, rest = MERGED.split("## 1 Formål {#formaal}")
    formaal, varsel = rest.split("## 2 Varsel")
    new = f"{head}## 1 Varsel{varsel}\n## 2 Formål {{#formaal}}{formaal}"

    assert "slått sammen" in told(BEFORE, new)["Varsel og oppsigelse"][0]
    assert compare(read(BEFORE), read(new)).counts[ChangeKind.RENUMBERED] == 2
    assert compare(read(BEFORE), read(new)).counts[ChangeKind.MOVED] == 1


def test_lineage_that_the_old_text_had_already_is_no_news():
    later = SPLIT.replace("helhetlige", "gode")

    assert told(SPLIT, later) == {"Formål": ("omformulert", [])}


def test_a_place_with_a_new_identity_is_the_one_it_says_it_comes_from():
    new = BEFORE.replace("{#tvister}", '{#nytt fra="tvister"}').replace(
        "Uenighet løses i det nærmeste fellesorganet før den bringes inn for nemnda.", "Ny ordning gjelder."
    )

    assert told(BEFORE, new) == {"Tvister": ("omformulert", [])}


def test_sections_under_a_chapter_that_was_split_have_not_moved():
    old = "# T\n\n## 1 Alt {#alt}\n\n### 1.1 En {#en}\n\nFørste.\n\n### 1.2 To {#to}\n\nAndre.\n"
    new = old.replace("### 1.2 To", '## 2 Resten {#resten fra="alt"}\n\n### 2.1 To')

    assert told(old, new) == {"Alt": ("delt", []), "Resten": ("delt", ["1"])}


POINTS = "# T\n\n## 1 Plikter {#plikter}\n\nPartene skal:\n\na) {#a} melde fra om endringer i tjenestene innen tre uker\n\nb) {#b} holde tavla oppdatert\n"


def test_a_point_that_became_a_section_has_a_new_form_and_is_not_removed():
    new = "# T\n\n## 1 Plikter {#plikter}\n\nPartene skal:\n\nb) {#b} holde tavla oppdatert\n\n## 2 Melding {#ny}\n\nmelde fra om endringer i tjenestene innen tre uker\n"
    (change,) = [each for each in compare(read(POINTS), read(new)).changed if each.place.id == "ny"]

    assert (change.old.id, ChangeKind.RESHAPED in change.kinds, change.words_added) == ("a", True, 0)
    assert compare(read(POINTS), read(new)).tally["fjernet"] == 0


def test_a_section_that_became_a_point_has_a_new_form():
    new = "# T\n\n## 1 Plikter {#plikter}\n\nPartene skal:\n\nb) {#b} holde tavla oppdatert\n\n## 2 Melding {#ny}\n\nmelde fra om endringer i tjenestene innen tre uker\n"
    tally = compare(read(new), read(POINTS)).tally

    assert (tally["ny"], tally["fjernet"]) == (0, 0)


def test_a_paragraph_that_became_a_point_keeps_its_words_and_the_reverse():
    paragraph = POINTS.replace("a) {#a} melde", "Melde")
    there, back = compare(read(paragraph), read(POINTS)), compare(read(POINTS), read(paragraph))

    assert {change.place.number: change.label for change in there.changed}["1 a"].startswith(
        ("omformulert", "ny form")
    )
    assert (there.tally["ny"], there.tally["fjernet"]) == (0, 0)
    assert (back.tally["ny"], back.tally["fjernet"]) == (0, 0)
    assert sum(change.words_removed for change in there.changed) <= 1


REFERRING = """# T

## 1 Vedtak {#vedtak}

Vedtak treffes etter [punkt 2](#frist), jf. [samarbeidsavtalen punkt 5.2](dok:samarbeidsavtalen#abc).

## 2 Frister {#frist}

Fristen er fire uker.
"""
RENUMBERED = REFERRING.replace("punkt 2]", "punkt 3]").replace("## 2 ", "## 3 ").replace("5.2]", "5.3]")


def test_a_reference_that_follows_the_number_of_its_target_is_no_new_wording():
    comparison = compare(read(REFERRING), read(RENUMBERED))

    assert comparison.changed == ()
    assert comparison.summary == "Ingen endringer; 1 punkt har bare fått nytt nummer"
    assert before(comparison.changes[1].words).startswith("Vedtak treffes etter punkt 2, jf.")
    assert after(comparison.changes[1].words).startswith("Vedtak treffes etter punkt 3, jf.")


def test_a_reference_follows_its_target_also_where_identities_are_others():
    assert (
        compare(
            read(REFERRING), read(RENUMBERED.replace("#frist", "#zfrist").replace("#vedtak", "#zvedtak"))
        ).changed
        == ()
    )


@pytest.mark.parametrize(
    "new",
    [
        REFERRING.replace("punkt 2]", "punkt 4]"),
        REFERRING.replace("[punkt 2](#frist)", "[punkt 1](#vedtak)"),
        RENUMBERED.replace("treffes etter", "treffes etter regelen i"),
    ],
    ids=["a wrong number", "another target", "other words"],
)
def test_a_reference_that_does_not_follow_is_a_new_wording(new):
    assert told(REFERRING, new) == {"Vedtak": ("omformulert", [])}
