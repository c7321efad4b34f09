"""The compliance report as a spreadsheet: a row for each demand and each place that is said to hold it."""

from collections.abc import Iterator

from documents.compliance import Compliance, Held, breaths, day_in_words, lacking
from documents.coverage import Coverage, Mark, totals
from documents.docx.papers.compliance_words import (
    about_sentences,
    adopted_words,
    degree_word,
    doubt_words,
    duty_word,
    edition_words,
    log_words,
    place_words,
    source_words,
    stale_words,
    status_words,
)
from documents.docx.papers.demands import demand_of, label_of
from documents.docx.papers.paper import Say, coverage_word, speaking
from documents.sheets.book import Book, Cell, Column, Link, Sheet


def compliance_book(facts: Compliance) -> Book:
    """The sheets of the report, in its form of Norwegian."""
    say = speaking(facts.language)
    day = day_in_words(facts.on)
    about = say(f"Lovkravene i § 6-2 per {day}", f"Lovkrava i § 6-2 per {day}")
    return Book(
        title=about + (f": {facts.whom}" if facts.whom else ""),
        subject="Rapport om lovkrav",
        organisation=facts.organisation,
        language=facts.language,
        identifier=facts.identifier,
        created=facts.created,
        sheets=(
            _demands(facts, say),
            _pairs(facts, say),
            _duties(facts, say),
            *([_stale(facts, say)] if facts.stale is not None else []),
            _about(facts, say),
        ),
    )


def _demands(facts: Compliance, say: Say) -> Sheet:
    columns = (
        Column("Nr.", 5),
        Column("Krav", 24),
        Column("Status", 16),
        Column(say("Siden", "Sidan"), 12),
        Column(say("Hva loven krever", "Kva lova krev"), 40),
        *_of_place(say),
        Column("Gap", 36),
        Column(say("Åpent siden", "Ope sidan"), 12),
        Column(say("Over frist eller veiledende dato siden", "Over frist eller rettleiande dato sidan"), 14),
        Column("Lov", 26),
        Column(say("I kraft fra", "I kraft frå"), 12),
        Column(say("Veiledende dato (ikke lov)", "Rettleiande dato (ikkje lov)"), 13),
        Column("Frist", 12),
    )
    rows = [row for held in facts.items for row in _rows(held, facts, say)]
    return Sheet("Krav", columns, rows, kept=3, across=4)


def _of_place(say: Say) -> tuple[Column, ...]:
    """The columns of the place that is said to hold a demand."""
    return (
        Column("Dokument", 26),
        Column("Versjon", 9),
        Column("Punkt", 9),
        Column("Overskrift", 24),
        Column("Siterte ord", 60),
        Column("Vurdering", 14),
        Column(say("Begrunnelse", "Grunngjeving"), 36),
        Column("Vurdert av", 18),
        Column("Vurdert", 12),
        Column("Organ", 24),
        Column("Sak", 14),
        Column(say("Vedtatt", "Vedteke"), 12),
        Column("Utfall", 12),
        Column(say("Hvordan teksten kom i kraft", "Korleis teksten kom i kraft"), 32),
        Column(say("Teksten gjelder fra", "Teksten gjeld frå"), 12),
        Column(say("Må ses på nytt", "Må sjåast på nytt"), 26),
        Column(say("Det vurderingen bygger på", "Det vurderinga byggjer på"), 40),
        Column(say("Slik står det nå", "Slik står det no"), 40),
    )


def _rows(held: Held, facts: Compliance, say: Say) -> Iterator[list[Cell]]:
    minimum = held.item.minimum
    first: list[Cell] = [
        minimum.nr,
        label_of(minimum, say),
        status_words(held.item, say),
        held.since,
        demand_of(minimum, say),
    ]
    last: list[Cell] = [
        "\n".join(f"{gap.sentence} {gap.whom}".strip() for gap in held.gaps),
        min((gap.open_since for gap in held.gaps), default=None),
        min((gap.overdue_since for gap in held.gaps if gap.overdue_since), default=None),
        Link(source_words(minimum, say), minimum.source.link),
        minimum.since,
        minimum.guidance,
        minimum.deadline,
    ]
    places = [mark for marks in breaths(held) for mark in marks]
    for mark in places:
        yield [*first, *_place(mark, facts, say), *last]
    if not places:
        yield [*first, *([None] * len(_of_place(say))), *last]


def _place(mark: Mark, facts: Compliance, say: Say) -> list[Cell]:
    text = facts.text_of(mark)
    decided = text.decided if text else None
    return [
        text.title if text else mark.document,
        mark.version,
        mark.section_number,
        place_words(mark, say).removeprefix(mark.section_number).strip(),
        mark.cited,
        degree_word(mark, say),
        mark.reason,
        mark.judged_by,
        mark.judged_on,
        decided.body if decided else None,
        decided.case if decided else None,
        decided.day if decided else None,
        decided.outcome if decided else None,
        adopted_words(text, say) if text else None,
        text.since if text else None,
        "\n".join(doubt_words(each, say) for each in mark.suspects),
        "\n".join(each.before for each in mark.suspects),
        "\n".join(each.now for each in mark.suspects),
    ]


def _pairs(facts: Compliance, say: Say) -> Sheet:
    """A row for each pair: how many demands stand so, and how it stands to each."""
    demands = [held.item.minimum for held in facts.items]
    columns = (
        Column("Kommune", 22),
        Column(say("Helseforetak", "Helseføretak"), 24),
        Column(say("Gjelder", "Gjeld"), 9),
        Column(say("Dekket", "Dekte"), 9),
        Column("Delvis", 9),
        Column(say("Venter", "Ventar"), 9),
        Column(say("Mangler", "Manglar"), 9),
        Column(say("Ikke dekket", "Ikkje dekte"), 18),
        *(Column(f"{each.nr} {label_of(each, say)}", 14) for each in demands),
    )
    rows: list[list[Cell]] = []
    for pair in facts.pairs:
        statuses = {item.minimum.key: status_words(item, say) for item in pair.items}
        counts: list[Cell] = [pair.totals["in_force"], *(pair.totals[word.value] for word in _COUNTED)]
        lacks = ", ".join(str(nr) for nr in lacking(pair.items))
        rows.append(
            [pair.kommune, pair.foretak, *counts, lacks, *(statuses.get(each.key) for each in demands)]
        )
    return Sheet("Par for par", columns, rows, kept=2, across=2)


_COUNTED = (Coverage.COVERED, Coverage.PARTLY, Coverage.WAITING, Coverage.MISSING)


def _duties(facts: Compliance, say: Say) -> Sheet:
    columns = (
        Column("Plikt", 18),
        Column("Status", 16),
        Column(say("Hva som er sagt", "Kva som er sagt"), 70),
        Column("Frist", 12),
        Column(say("Hvem det gjelder", "Kven det gjeld"), 34),
        Column("Lov", 34),
        Column("Saker", 34),
    )
    rows: list[list[Cell]] = [
        [
            duty_word(each, say),
            each.state,
            each.sentence,
            each.due,
            each.whose,
            Link(each.source, each.link),
            "\n".join(each.cases),
        ]
        for each in facts.duties
    ]
    return Sheet("Plikter", columns, rows)


def _stale(facts: Compliance, say: Say) -> Sheet:
    columns = (
        Column("Tekst", 34),
        Column("Punkt", 30),
        Column("Ord i teksten", 26),
        Column("Viser til", 34),
        Column(say("Ikke lenger siden", "Ikkje lenger sidan"), 14),
        Column(say("Hva som er skjedd", "Kva som har hendt"), 60),
    )
    rows: list[list[Cell]] = [
        [
            each.text,
            each.place,
            each.words,
            Link(each.cited, each.link),
            each.since,
            stale_words(each, say),
        ]
        for each in facts.stale or ()
    ]
    return Sheet(say("Henvisninger", "Tilvisingar"), columns, rows)


def _about(facts: Compliance, say: Say) -> Sheet:
    counted = totals(facts.covered)
    rows: list[list[Cell]] = [
        [say("Gjelder", "Gjeld"), facts.whom or facts.organisation],
        ["Helsefellesskap", facts.organisation],
        ["Per", facts.on],
        [say("Vurderinger til og med", "Vurderingar til og med"), facts.known],
        ["Kravliste", edition_words(facts)],
        ["Logg", log_words(facts)],
        [say("Krav som gjelder", "Krav som gjeld"), counted["in_force"]],
    ]
    for word in _COUNTED:
        rows.append([coverage_word(word, say).capitalize(), counted[word.value]])
    rows.append([say("Vurderinger som må ses på nytt", "Vurderingar som må sjåast på nytt"), facts.suspects])
    for text in facts.texts:
        told = f"{text.title}, versjon {text.number}. {adopted_words(text, say)}."
        rows.append([say("Tekst som gjelder", "Tekst som gjeld"), told])
    rows += [["Merk", sentence] for sentence in about_sentences(facts, say)]
    columns = (Column(say("Hva", "Kva"), 30), Column("Opplysning", 90))
    return Sheet("Om rapporten", columns, rows, tall=True)
