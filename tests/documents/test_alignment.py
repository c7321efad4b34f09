"""Revisions whose truth is known are told as they were made, and nothing is paired that does not belong."""

from dataclasses import replace

import pytest

from documents.comparing.diff import compare
from documents.markdown import read
from documents.text import LegalText, Paragraph, Section
from tests.documents.revisions import judge, revision


@pytest.mark.parametrize("identities", [True, False], ids=["identities", "words"])
@pytest.mark.parametrize("seed", [3, 14])
def test_of_500_sections_99_in_100_are_told_as_they_are_and_no_pair_is_false(seed, identities):
    made = revision(seed, identities)

    judged = judge(compare(made.old, made.new), made)

    assert len(list(made.old.walk())) == 500
    assert judged.false_pairs == frozenset()
    assert judged.right >= 0.99, judged.wrong


def test_every_fate_is_tried():
    fates = revision(3, identities=True).fates.values()

    for fate in ("kept", "edited", "deleted", "moved", "new", "split", "merged"):
        assert sum(each.startswith(fate) for each in fates) >= 3


def test_a_comparison_that_tells_too_little_or_too_much_is_found_out():
    made = revision(3, identities=False, sections=60, chapters=6)
    comparison = compare(made.old, made.new)
    told = [
        each for each in comparison.changes if each.old and each.new and each.new.id and not each.new.point
    ]
    other = replace(told[5], old=told[-1].old)

    too_little = judge(replace(comparison, changes=tuple(told[:-9])), made)
    too_much = judge(replace(comparison, changes=(*comparison.changes, other)), made)

    assert too_little.right < 0.99
    assert too_much.false_pairs
    assert too_much.right < judge(comparison, made).right


NOTICE = "Partene varsler hverandre straks når noe av dette ikke kan holdes."


def chapters(*titles, notice):
    """Chapters that say different things, and the same about notice where `notice` names them."""
    own = {
        "Innleggelse": "Legen ringer akuttmottaket før pasienten sendes, og sier hva som er prøvd hjemme.",
        "Utskrivning": "Kommunen får melding om utskrivningsklare pasienter før klokka tolv hver dag.",
        "Svangerskap": "Jordmora følger den gravide når reisen til fødestedet er lengre enn halvannen time.",
    }
    parts = []
    for at, title in enumerate(titles, start=1):
        parts.append(f"## {at} {title} {{#k{title.lower()}}}\n\n{own[title]}\n")
        if title in notice:
            parts.append(f"### {at}.1 Varsel {{#v{title.lower()}}}\n\n{NOTICE}\n")
    return read("# Avtale\n\n" + "\n".join(parts))


def unmarked(text):
    """With other identities."""
    return replace(
        text,
        sections=tuple(
            replace(
                each,
                id=f"x{each.id}",
                children=tuple(replace(child, id=f"x{child.id}") for child in each.children),
            )
            for each in text.sections
        ),
    )


def test_the_same_short_words_under_two_chapters_are_two_sections():
    old = chapters("Innleggelse", "Utskrivning", notice={"Innleggelse", "Utskrivning"})
    new = unmarked(
        chapters("Innleggelse", "Utskrivning", "Svangerskap", notice={"Utskrivning", "Svangerskap"})
    )

    changed = {change.place.id: change.label for change in compare(old, new).changed}

    assert changed == {"vinnleggelse": "fjernet", "xksvangerskap": "ny", "xvsvangerskap": "ny"}


def test_chapters_that_change_places_take_their_own_short_sections_along():
    old = chapters("Innleggelse", "Utskrivning", notice={"Innleggelse", "Utskrivning"})
    new = unmarked(chapters("Utskrivning", "Innleggelse", notice={"Innleggelse", "Utskrivning"}))

    changed = compare(old, new).changed

    assert [change.label for change in changed] == ["flyttet, omnummerert"]


def test_of_ten_that_read_the_same_the_one_beside_the_neighbour_that_went_is_the_one_that_went():
    def flat(*left):
        own = [
            f"Kapittel {at} handler om oppgave {at * 7} og om frist {at * 11} i tjeneste {at * 13}."
            for at in range(10)
        ]
        sections = []
        for at, words in enumerate(own):
            sections.append(Section(f"k{at}", "", f"Tema {at}", (Paragraph(words),)))
            if at not in left:
                sections.append(Section(f"v{at}", "", "Varsel", (Paragraph(NOTICE),)))
        return LegalText("T", (), tuple(sections))

    changed = compare(flat(), unmarked(flat(4))).changed

    assert [(change.place.id, change.label) for change in changed] == [("v4", "fjernet")]


def test_ten_thousand_sections_that_read_the_same_are_compared_one_to_one():
    def many(count):
        return LegalText(
            "T", (), tuple(Section(f"a{at}", "", "Varsel", (Paragraph(NOTICE),)) for at in range(count))
        )

    assert compare(many(10_000), unmarked(many(9_990))).tally["fjernet"] == 10
