"""How the compliance report says its facts in bokmål and nynorsk: in Word, spreadsheet and page alike."""

from datetime import date

from documents.compliance import Compliance, Decided, DutyTold, StaleTold, TextInForce, day_in_words
from documents.coverage import Degree, Doubt, ItemCoverage, Mark, MarkKind, Suspicion
from documents.docx.papers.paper import Say, coverage_word
from documents.markdown import plain
from documents.minimums import Minimum

LONGEST_QUOTE = 300
"""Signs of a judged place that stand in the paper; the spreadsheet has them all."""
_LAW = "helse- og omsorgstjenesteloven"

_DEGREES = {
    Degree.FULL: "dekkjer",
    Degree.PARTLY: "dekkjer delvis",
    Degree.MENTIONS: "nemner",
    Degree.NOT: "dekkjer ikkje",
}
_DUTIES = {
    "medvirkning": "medverknad",
    "feltets plikter": "pliktene til feltet",
    "oppsigelse": "oppseiing",
}
_DOUBTS = {
    Doubt.WORDS: "orda er endra",
    Doubt.GONE: "punktet er teke ut",
    Doubt.DEMAND: "lovkravet er endra",
}


def degree_word(mark: Mark, say: Say) -> str:
    """How far it goes, and whether it was confirmed rather than judged anew."""
    degree = say(mark.degree.value, _DEGREES[mark.degree])
    return f"{degree} ({say('bekreftet', 'stadfesta')})" if mark.kind is MarkKind.CONFIRMED else degree


def duty_word(duty: DutyTold, say: Say) -> str:
    """What sort of duty it is: «Gjennomgang»."""
    return say(duty.name, _DUTIES.get(duty.name, duty.name)).capitalize()


def doubt_words(suspicion: Suspicion, say: Say) -> str:
    """What changed, and since when: «ordene er endret fra 1. mai 2026, i versjon 2026.1»."""
    doubt = say(suspicion.doubt.value, _DOUBTS[suspicion.doubt])
    where = f", i versjon {suspicion.version}" if suspicion.version else ""
    return f"{doubt} {say('fra', 'frå')} {day_in_words(suspicion.since)}{where}"


def status_words(item: ItemCoverage, say: Say) -> str:
    """How a demand stands, and that some of it must be looked at again."""
    word = coverage_word(item.status, say)
    return f"{word}; {say('må ses på nytt', 'må sjåast på nytt')}" if item.suspect else word


def place_words(mark: Mark, say: Say) -> str:
    """Number and title of the judged place, or that it is the whole text."""
    named = f"{mark.section_number} {plain(mark.section_title)}".strip()
    return named or say("hele teksten", "heile teksten")


def cited_words(mark: Mark) -> str:
    """The cited words in one line, without the heading where that stands before them anyway."""
    lines = [" ".join(line.split()) for line in mark.cited.splitlines()]
    if len(lines) > 1 and lines[0] == plain(mark.section_title):
        del lines[0]
    return " ".join(line for line in lines if line)


def shortened(words: str) -> str:
    """The words, or as many whole ones as a reader of a paper needs to know them again."""
    if len(words) <= LONGEST_QUOTE:
        return words
    return f"{words[:LONGEST_QUOTE].rpartition(' ')[0]} […]"


def adopted_words(text: TextInForce, say: Say) -> str:
    """How a version came to apply: «Vedtatt av 21 av 21, i kraft fra 1. mai 2025»."""
    verb = say("vedtatt", "vedteke")
    told = []
    if text.taken_over:
        told.append(f"{say('ført inn som vedtatt før', 'ført inn som vedteke før')}: {text.taken_over}")
    elif text.adopted is not None:
        told.append(f"{verb} av {text.adopted} av {text.parties}")
    elif text.decided:
        told.append(f"{verb} av {text.decided.body} {day_in_words(text.decided.day)}")
    if text.since:
        told.append(f"i kraft {say('fra', 'frå')} {day_in_words(text.since)}")
    words = ", ".join(told)
    return f"{words[:1].upper()}{words[1:]}"


def decided_words(text: TextInForce, say: Say) -> str:
    """The decision: body, case, day and outcome; and how many stand beside it."""
    if text.decided is None:
        nothing = say("Ikke ført som vedtak.", "Ikkje ført som vedtak.")
        return say("Vedtatt før registeret.", "Vedteke før registeret.") if text.taken_over else nothing
    others = f"; og {text.others} vedtak til" if text.others else ""
    return f"{_one(text.decided)}{others}"


def known_words(facts: Compliance, say: Say) -> str:
    """Whose judgements count, in a sentence."""
    day = day_in_words(facts.known)
    return say(
        f"Vurderinger som er gjort til og med {day}, teller med; senere vurderinger gjør det ikke.",
        f"Vurderingar som er gjorde til og med {day}, tel med; seinare vurderingar gjer det ikkje.",
    )


def log_words(facts: Compliance) -> str:
    """How far the register's log had come by the end of the known day."""
    if facts.log:
        return f"til og med innslag nr. {facts.log}"
    return "ingen innslag til og med den dagen"


def edition_words(facts: Compliance) -> str:
    """Which edition of the catalogue the texts are held against."""
    return f"{facts.demands} krav, avtrykk {facts.edition}"


def source_words(minimum: Minimum, say: Say) -> str:
    """The place in the law, as it is cited in that form of Norwegian."""
    cited = str(minimum.source)
    return say(cited, cited.replace(_LAW, "helse- og omsorgstenestelova"))


def dates_words(minimum: Minimum, on: date, say: Say) -> str:
    """From when the demand applies, and the dates beside that, each told as what it is."""
    came = "i kraft" if minimum.since <= on else say("trer i kraft", "tek til å gjelde")
    told = [f"{came} {say('fra', 'frå')} {day_in_words(minimum.since)}"]
    if minimum.guidance:
        day = day_in_words(minimum.guidance)
        told.append(say(f"veiledende dato {day} (ikke lov)", f"rettleiande dato {day} (ikkje lov)"))
    if minimum.deadline:
        told.append(f"frist {day_in_words(minimum.deadline)}")
    return ", ".join(told)


def stale_words(each: StaleTold, say: Say) -> str:
    """What became of the place in the law that a text cites: «Flyttet 1. august 2022, til … § 2-1 f.»"""
    day = day_in_words(each.since)
    if each.doubtful:
        return say(
            f"Noe annet står der siden {day}; teksten kan mene det. Før: se {each.instead}.",
            f"Noko anna står der sidan {day}; teksten kan meine det. Før: sjå {each.instead}.",
        )
    if each.instead:
        return say(f"Flyttet {day}, til {each.instead}.", f"Flytta {day}, til {each.instead}.")
    return say(f"Opphevet {day}.", f"Oppheva {day}.")


def about_sentences(facts: Compliance, say: Say) -> list[str]:
    """What the report is, what it rests on, and what it is not: a sentence or two in each paragraph."""
    day, known = day_in_words(facts.on), day_in_words(facts.known)
    log = (
        say(
            f"Det siste innslaget i loggen var da nr. {facts.log}.",
            f"Det siste innslaget i loggen var då nr. {facts.log}.",
        )
        if facts.log
        else say("Loggen hadde ingen innslag da.", "Loggen hadde ingen innslag då.")
    )
    told = [
        say(
            f"Rapporten viser tekstene og loven slik de gjaldt {day}. Dekket betyr at en navngitt person har "
            "sagt det; registeret slutter det aldri av ord. Kravene er gjengitt med egne ord. Rapporten er "
            "ikke juridisk rådgivning.",
            f"Rapporten viser tekstane og lova slik dei galdt {day}. Dekt tyder at ein namngjeven person har "
            "sagt det; registeret sluttar det aldri av ord. Krava er gjevne att med eigne ord. Rapporten er "
            "ikkje juridisk rådgjeving.",
        ),
        say(
            f"Den bygger på vurderinger til og med {known} og kravlisten med avtrykk {facts.edition}. {log} "
            "Den som ber om rapporten for de samme to dagene igjen, får den samme "
            "filen, også når noe er vurdert, vedtatt eller lagt til kravlisten senere.",
            f"Han byggjer på vurderingar til og med {known} og kravlista med avtrykk {facts.edition}. {log} "
            "Den som ber om rapporten for dei same to dagane att, får den same "
            "fila, også når noko er vurdert, vedteke eller lagt til kravlista seinare.",
        ),
    ]
    if any(len(mark.cited) > LONGEST_QUOTE for held in facts.items for mark in held.item.evidence):
        told.append(
            say(
                "Lange sitater er kortet ned med […] der rapporten skrives på papir; hele ordlyden står i "
                "regnearket og i teksten selv.",
                "Lange sitat er korta ned med […] der rapporten blir skriven på papir; heile ordlyden står i "
                "reknearket og i teksten sjølv.",
            )
        )
    if facts.recorded_after:
        told.append(_recorded_after(facts, say))
    return told


def _recorded_after(facts: Compliance, say: Say) -> str:
    """Facts that the register did not have on the known day, and that the report rests on all the same."""
    known = day_in_words(facts.known)
    if len(facts.recorded_after) == len(facts.texts):
        return say(
            f"Alle tekstene som gjelder, er ført inn i registeret som vedtatt etter {known}.",
            f"Alle tekstane som gjeld, er førte inn i registeret som vedtekne etter {known}.",
        )
    texts = ", ".join(facts.recorded_after)
    return say(
        f"Ført inn i registeret som vedtatt etter {known}: {texts}.",
        f"Førte inn i registeret som vedtekne etter {known}: {texts}.",
    )


def _one(decided: Decided) -> str:
    return f"{decided.body}, {decided.case}, {day_in_words(decided.day)}: {decided.outcome}"
