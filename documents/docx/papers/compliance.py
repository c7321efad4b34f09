"""The compliance report: does what applies on a day hold what the law demands, and who has said so?

Law: helse- og omsorgstjenesteloven § 6-2 første ledd.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import quote

from documents.compliance import (
    Compliance,
    DutyTold,
    Held,
    PairTold,
    StaleTold,
    breaths,
    day_in_words,
    lacking,
)
from documents.coverage import Coverage, Mark, Suspicion, totals
from documents.docx.papers.compliance_words import (
    about_sentences,
    adopted_words,
    cited_words,
    dates_words,
    decided_words,
    degree_word,
    doubt_words,
    duty_word,
    edition_words,
    known_words,
    log_words,
    place_words,
    shortened,
    source_words,
    stale_words,
    status_words,
)
from documents.docx.papers.demands import demand_of, label_of
from documents.docx.papers.paper import (
    Paper,
    Say,
    coverage_word,
    dashes,
    grid,
    labelled,
    part,
    said,
    speaking,
)
from documents.markdown import escape
from documents.minimums import Minimum
from documents.text import Block, Paragraph, Quote, Section

_OF_ADDRESSES = "%/:=&?~#+!$,;'@*[]"
"""Signs of an address that stand in a link as they are; a parenthesis would end it."""


def compliance_report(facts: Compliance) -> Paper:
    """The report."""
    say = speaking(facts.language)
    day = day_in_words(facts.on)
    sections = (
        _overview(facts, say),
        _texts(facts, say),
        _each(facts, say),
        _duties(facts, say),
        *([_pairs(facts, say)] if facts.pairs else []),
        *([_stale(facts, say)] if facts.stale is not None else []),
        _about(facts, say),
    )
    title = say(f"Lovkravene i § 6-2 per {day}", f"Lovkrava i § 6-2 per {day}")
    return Paper(
        kind="Rapport om lovkrav",
        title=escape(title + (f": {facts.whom}" if facts.whom else "")),
        organisation=facts.organisation,
        facts=(
            (say("Gjelder", "Gjeld"), facts.whom or facts.organisation),
            ("Per", day),
            (say("Vurderinger til og med", "Vurderingar til og med"), day_in_words(facts.known)),
            ("Lov", say("Helse- og omsorgstjenesteloven § 6-2", "Helse- og omsorgstenestelova § 6-2")),
            ("Kravliste", edition_words(facts)),
            ("Logg", log_words(facts)),
        ),
        sections=sections,
        foot=f"Lovkrav per {day}",
        language=facts.language,
        identifier=facts.identifier,
        created=facts.created,
    )


def _overview(facts: Compliance, say: Say) -> Section:
    rows = [
        (
            str(each.item.minimum.nr),
            label_of(each.item.minimum, say),
            status_words(each.item, say),
            f"{say('fra', 'frå')} {day_in_words(each.since)}" if each.since else "–",
        )
        for each in facts.items
    ]
    again = say(
        f"{facts.suspects} vurderinger må ses på nytt, fordi det de bygger på, er endret.",
        f"{facts.suspects} vurderingar må sjåast på nytt, fordi det dei byggjer på, er endra.",
    )
    if facts.suspects == 1:
        again = say(
            "Én vurdering må ses på nytt, fordi det den bygger på, er endret.",
            "Éi vurdering må sjåast på nytt, fordi det ho byggjer på, er endra.",
        )
    return part(
        say("Oversikt", "Oversyn"),
        said(_counted(facts, say), again if facts.suspects else "", known_words(facts, say)),
        grid(("Nr.", "Krav", "Status", say("Siden når", "Sidan når")), rows),
    )


def _counted(facts: Compliance, say: Say) -> str:
    counted = totals(facts.covered)
    day = day_in_words(facts.on)
    waiting = counted[Coverage.WAITING.value]
    waits = say(f", {waiting} venter på vurdering", f", {waiting} ventar på vurdering") if waiting else ""
    return say(
        f"{counted['in_force']} krav gjelder {day}: {counted['dekket']} er dekket, "
        f"{counted['delvis']} delvis{waits}, og {counted['mangler']} mangler.",
        f"{counted['in_force']} krav gjeld {day}: {counted['dekket']} er dekte, "
        f"{counted['delvis']} delvis{waits}, og {counted['mangler']} manglar.",
    )


def _texts(facts: Compliance, say: Say) -> Section:
    day = day_in_words(facts.on)
    nothing = say(f"Ingenting gjaldt {day}.", f"Ingenting galdt {day}.")
    header = ("Tekst", say("Vedtatt og i kraft", "Vedteke og i kraft"), "Vedtak")
    rows = [
        (
            f"{each.title}, versjon {each.number}",
            " ".join(filter(None, (adopted_words(each, say) + ".", each.note))),
            decided_words(each, say),
        )
        for each in facts.texts
    ]
    return part(
        say("Tekstene som gjelder", "Tekstane som gjeld"), grid(header, rows) if rows else said(nothing)
    )


def _each(facts: Compliance, say: Say) -> Section:
    below = [
        part(f"Krav {each.item.minimum.nr}: {label_of(each.item.minimum, say)}", *_item(each, facts, say))
        for each in facts.items
    ]
    return part("Krav for krav", below=below)


def _item(held: Held, facts: Compliance, say: Say) -> Iterator[Block]:
    minimum = held.item.minimum
    yield said(demand_of(minimum, say))
    yield _source(minimum, facts.on, say)
    yield labelled("Status", status_words(held.item, say))
    for gap in held.gaps:
        whom = say(f" Det gjelder {gap.whom}.", f" Det gjeld {gap.whom}.") if gap.whom else ""
        yield labelled("Gap", f"{gap.sentence}{whom}")
    for marks in breaths(held):
        yield from _judgement(marks, facts, say)
    if not held.item.evidence and held.item.status is not Coverage.NOT_YET:
        yield said(
            say(
                "Ingen har sagt at noe som gjelder, dekker kravet.",
                "Ingen har sagt at noko som gjeld, dekkjer kravet.",
            )
        )


def _source(minimum: Minimum, on: date, say: Say) -> Paragraph:
    """The place in the law, and the dates that belong to the demand, each told as what it is."""
    named, link = source_words(minimum, say), minimum.source.link
    law = f"[{escape(named)}]({quote(link, safe=_OF_ADDRESSES)})" if link else escape(named)
    return Paragraph(f"**{say('Kilde', 'Kjelde')}:** {law}; {escape(dates_words(minimum, on, say))}.")


def _judgement(marks: Sequence[Mark], facts: Compliance, say: Say) -> Iterator[Block]:
    """What a person judged in one breath: where, the words, who adopted them, who judged, what changed."""
    first, text = marks[0], facts.text_of(marks[0])
    title = text.title if text else first.document
    yield labelled(
        say("Hvor", "Kvar"),
        f"{title}, versjon {first.version}: {', '.join(_places(marks, say))}",
    )
    yield from _cited(marks, say)
    if text:
        yield labelled("Vedtak", f"{decided_words(text, say)}. {adopted_words(text, say)}.")
    judged = f"{first.judged_by}, {day_in_words(first.judged_on)}: {degree_word(first, say)}."
    yield labelled("Vurdert av", f"{judged} {first.reason}".strip())
    for suspicion in dict.fromkeys(each for mark in marks for each in mark.suspects):
        yield from _changed(suspicion, say)


def _places(marks: Sequence[Mark], say: Say) -> list[str]:
    """The judged places; by their numbers alone where their words stand below with the headings."""
    below = len(marks) > 1 and all(mark.section_number and mark.cited for mark in marks)
    return [mark.section_number if below else place_words(mark, say) for mark in marks]


def _cited(marks: Sequence[Mark], say: Say) -> Iterator[Block]:
    """The cited words of each place, long ones shortened; where there are several, each by its number."""
    told = []
    for mark in marks:
        words = shortened(cited_words(mark))
        place = f"**{escape(place_words(mark, say))}:** " if len(marks) > 1 else ""
        if words:
            told.append(Paragraph(f"{place}{escape(words)}"))
    if told:
        yield Quote(tuple(told))


def _changed(suspicion: Suspicion, say: Say) -> Iterator[Block]:
    yield labelled(say("Må ses på nytt", "Må sjåast på nytt"), f"{doubt_words(suspicion, say)}.")
    now = suspicion.now or say("Punktet står ikke der lenger.", "Punktet står ikkje der lenger.")
    before = " ".join(suspicion.before.split())
    yield grid(
        (
            say("Det vurderingen bygger på", "Det vurderinga byggjer på"),
            say("Slik står det nå", "Slik står det no"),
        ),
        [(before, " ".join(now.split()))],
    )


def _duties(facts: Compliance, say: Say) -> Section:
    none = say(
        "Ingen samarbeidsavtale gjelder denne dagen, så ingen frister løper av den.",
        "Ingen samarbeidsavtale gjeld denne dagen, så ingen fristar går av han.",
    )
    lines = [f"{duty_word(each, say)}, {each.state}: {_duty(each, say)}" for each in facts.duties]
    return part(say("Frister og plikter", "Fristar og plikter"), dashes(lines) if lines else said(none))


def _duty(duty: DutyTold, say: Say) -> str:
    whose = say(f" Det gjelder {duty.whose}.", f" Det gjeld {duty.whose}.") if duty.whose else ""
    cases = f" ({'; '.join(duty.cases)})" if duty.cases else ""
    return f"{duty.sentence}{whose}{cases}"


def _pairs(facts: Compliance, say: Say) -> Section:
    rows = [
        (
            f"{each.kommune} og {each.foretak}",
            f"{each.totals['dekket']} av {each.totals['in_force']}",
            ", ".join(_lacking(each, say)) or "–",
        )
        for each in facts.pairs
    ]
    header = ("Par", say("Dekket", "Dekte"), say("Ikke helt dekket", "Ikkje heilt dekte"))
    told = say(
        "Loven binder hver kommune og hvert helseforetak til hverandre, så hvert par har sitt eget svar.",
        "Lova bind kvar kommune og kvart helseføretak til kvarandre, så kvart par har sitt eige svar.",
    )
    return part("Par for par", said(told), grid(header, rows))


def _lacking(pair: PairTold, say: Say) -> Iterator[str]:
    """The demands that are not wholly covered for the pair, each with how it stands."""
    for item in pair.items:
        if item.minimum.nr in lacking(pair.items):
            yield f"nr. {item.minimum.nr} {coverage_word(item.status, say)}"


def _stale(facts: Compliance, say: Say) -> Section:
    title = say("Henvisninger til loven", "Tilvisingar til lova")
    none = say(
        "Ingen henvisning til loven i det som gjelder, er kjent for å være utdatert.",
        "Inga tilvising til lova i det som gjeld, er kjend for å vere utdatert.",
    )
    rows = [
        (f"{each.text}: {each.place}", _cites(each), stale_words(each, say)) for each in facts.stale or ()
    ]
    header = (
        say("Hvor", "Kvar"),
        "Viser til",
        say("Hva som er skjedd", "Kva som har hendt"),
    )
    return part(title, grid(header, rows) if rows else said(none))


def _cites(each: StaleTold) -> str:
    """The words that cite, and the place they mean where they do not say it themselves."""
    return f"«{each.words}»" if each.words == each.cited else f"«{each.words}» ({each.cited})"


def _about(facts: Compliance, say: Say) -> Section:
    return part("Om rapporten", *(said(sentence) for sentence in about_sentences(facts, say)))
