"""The case paper of one party in a round: what any case paper tells, and what its own councillors ask.

What is proposed, what it means here, how far the others have come, what happens if we change something, by
when, and from when. What the register cannot know, such as the cost for this party, is a line to fill in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.docx.papers.case import Case, about, ceiling, deciding, law, matter
from documents.docx.papers.changes import told
from documents.docx.papers.paper import (
    BLANK,
    Paper,
    Say,
    dashes,
    grid,
    labelled,
    part,
    said,
    speaking,
    steps,
)
from documents.docx.papers.proposed import Proposed, Side, sentences
from documents.markdown import escape
from documents.text import Block, Section

_SHORT_HASH = 12


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of the set: what it is, its name, and the SHA-256 of its bytes."""

    what: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """How far the parties have come, this one among them. Names and states come ready to print."""

    total: int
    adopted: tuple[str, ...]
    apart: tuple[tuple[str, str], ...]
    """Those who said something else than yes or nothing: the name, and what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCase:
    """The facts of the case paper of one party."""

    case: Case
    proposed: Proposed
    deadline: str
    """The day the parties were asked to have decided by, in words; empty where none is set."""
    others: Others
    found: tuple[str, ...]
    """What a named person has found that the change does, a sentence each."""
    touched: tuple[tuple[str, str], ...]
    """Places whose words touch duties, sums or times of this party: the place, and what."""
    more_touched: int
    """So many places beyond these."""
    entry_clause: str
    """The clause that says when the text takes effect, quoted with its place; empty where none is named."""
    lacking: tuple[str, ...]
    """What the register lacks about this party, a sentence each."""


def party_case_paper(facts: PartyCase, enclosures: tuple[Enclosure, ...] = ()) -> Paper:
    """The paper, in the party's form of Norwegian."""
    case, proposed = facts.case, facts.proposed
    say = speaking(case.language)
    return Paper(
        kind="Saksframlegg",
        title=escape(f"{case.title}, versjon {case.version}"),
        organisation=case.organisation,
        facts=(
            ("Til", proposed.decides),
            (say("Fra", "Frå"), _capital(proposed.side.leader(say))),
            ("Saksnummer", BLANK),
            ("Møtedato", BLANK),
            ("Frist", facts.deadline or say("ikke satt", "ikkje sett")),
            ("Dokument", case.identifier),
        ),
        sections=(
            part(proposed.side.proposal(say), steps(sentences(proposed))),
            *([_lacking(facts, say)] if facts.lacking else []),
            matter(case, say),
            _here(facts, say),
            _others(facts, say),
            _if_changed(facts, say),
            _when(facts, say),
            part(
                say("Hva som endres, og hvorfor", "Kva som blir endra, og kvifor"),
                *told(case.changes, case.language),
            ),
            deciding(case, say),
            ceiling(case, say),
            law(case, say),
            _enclosed(enclosures, say),
            about(case, say),
        ),
        foot=say(f"Sak om {case.identifier}", f"Sak om {case.identifier}"),
        language=case.language,
        identifier=case.identifier,
        created=case.created,
    )


def _lacking(facts: PartyCase, say: Say) -> Section:
    return part(
        say("Dette må fylles ut før saken sendes", "Dette må fyllast ut før saka blir send"),
        dashes(facts.lacking),
    )


def _here(facts: PartyCase, say: Say) -> Section:
    return part(
        say(f"Hva det betyr for {facts.proposed.party}", f"Kva det betyr for {facts.proposed.party}"),
        *_meaning(facts, say),
    )


def _meaning(facts: PartyCase, say: Say) -> Iterator[Block]:
    if facts.found:
        yield said(
            say(
                "Den som klassifiserte endringen, har funnet dette:",
                "Den som klassifiserte endringa, har funne dette:",
            )
        )
        yield dashes(facts.found)
    if facts.touched:
        yield said(
            say(
                f"Ordene i disse punktene rører plikter, beløp eller frister for {_whom(facts, say)}:",
                f"Orda i desse punkta rører plikter, beløp eller fristar for {_whom(facts, say)}:",
            )
        )
        yield grid((say("Punkt", "Punkt"), say("Hva som er rørt", "Kva som er rørt")), facts.touched)
    if facts.more_touched:
        yield said(
            say(
                f"Det er {facts.more_touched} slike punkter til. Alle står i endringstabellen.",
                f"Det er {facts.more_touched} slike punkt til. Alle står i endringstabellen.",
            )
        )
    if not (facts.found or facts.touched):
        yield said(
            say(
                "Registeret har ikke funnet ord som rører plikter, beløp eller frister. Det er en "
                "sammenligning av ord og ikke en vurdering av saken.",
                "Registeret har ikkje funne ord som rører plikter, beløp eller fristar. Det er ei "
                "samanlikning av ord og ikkje ei vurdering av saka.",
            )
        )
    else:
        yield said(
            say(
                "Funnene viser hvor det er verdt å lese nøye. De er ikke en vurdering av kostnader.",
                "Funna viser kvar det er verdt å lese nøye. Dei er ikkje ei vurdering av kostnader.",
            )
        )
    yield labelled(say("Økonomiske og administrative følger", "Økonomiske og administrative følgjer"), BLANK)


def _whom(facts: PartyCase, say: Say) -> str:
    return {
        Side.KOMMUNE: say("kommunene", "kommunane"),
        Side.FORETAK: say("helseforetaket", "helseføretaket"),
        Side.ANNEN: say("partene", "partane"),
    }[facts.proposed.side]


def _others(facts: PartyCase, say: Say) -> Section:
    return part(say("Hvor langt de andre er kommet", "Kor langt dei andre er komne"), *_progress(facts, say))


def _progress(facts: PartyCase, say: Say) -> Iterator[Block]:
    known, day = facts.others, facts.case.day
    done = len(known.adopted)
    if not done:
        yield said(
            say(
                f"Per {day} har ingen av de {known.total} partene vedtatt teksten.",
                f"Per {day} har ingen av dei {known.total} partane vedteke teksten.",
            )
        )
    else:
        names = _listed(known.adopted)
        yield said(
            say(
                f"Per {day} har {done} av {known.total} parter vedtatt nøyaktig denne teksten: {names}.",
                f"Per {day} har {done} av {known.total} partar vedteke nøyaktig denne teksten: {names}.",
            )
        )
    if known.apart:
        yield said(say("Andre har svart slik:", "Andre har svara slik:"))
        yield dashes([f"{name}: {state}" for name, state in known.apart])
    waiting = known.total - done - len(known.apart)
    if waiting and done:
        yield said(
            say(
                f"{waiting} har ikke tatt stilling ennå.",
                f"{waiting} har ikkje teke stilling enno.",
            )
        )


def _if_changed(facts: PartyCase, say: Say) -> Section:
    rest, body = facts.others.total - 1, facts.proposed.decides
    others = (
        say(
            "den andre parten må da ta stilling til den nye ordlyden, også om den alt har vedtatt denne",
            "den andre parten må då ta stilling til den nye ordlyden, òg om han alt har vedteke denne",
        )
        if rest == 1
        else say(
            f"de {rest} andre må da ta stilling til den nye ordlyden, også de som alt har vedtatt denne",
            f"dei {rest} andre må då ta stilling til den nye ordlyden, òg dei som alt har vedteke denne",
        )
    )
    entered = (
        say(
            " Ingen ny avtale er inngått med en annen ordlyd før de har vedtatt den.",
            " Ingen ny avtale er inngått med ein annan ordlyd før dei har vedteke han.",
        )
        if facts.proposed.is_agreement
        else ""
    )
    return part(
        say("Hvis vi vil endre noe", "Om vi vil endre noko"),
        said(
            say("Bare vedtak om nøyaktig samme tekst teller.", "Berre vedtak om nøyaktig same tekst tel."),
            say(
                f"Vedtar {body} en annen ordlyd, er det et nytt tilbud: {others}.{entered}",
                f"Vedtek {body} ein annan ordlyd, er det eit nytt tilbod: {others}.{entered}",
            ),
        ),
        said(
            say(
                "Et ønske kan meldes uten å stanse saken: vedta teksten, og legg ønsket til som en merknad "
                "i et eget punkt. Da tas det med til neste revisjon.",
                "Eit ønske kan meldast utan å stanse saka: vedta teksten, og legg ønsket til som ein merknad "
                "i eit eige punkt. Då blir det teke med til neste revisjon.",
            )
        ),
    )


def _when(facts: PartyCase, say: Say) -> Section:
    until = (
        say(
            f"Partene er bedt om å ha tatt stilling innen {facts.deadline}.",
            f"Partane er bedne om å ha teke stilling innan {facts.deadline}.",
        )
        if facts.deadline
        else say("Det er ikke satt noen frist for runden.", "Det er ikkje sett nokon frist for runden.")
    )
    return part(
        say("Frist og ikrafttreden", "Frist og ikraftsetjing"),
        said(until, facts.proposed.begins),
        said(say(f"Det står i {facts.entry_clause}", f"Det står i {facts.entry_clause}"))
        if facts.entry_clause
        else None,
    )


def _enclosed(enclosures: tuple[Enclosure, ...], say: Say) -> Section:
    rows = [
        (str(at), each.what, each.file, each.sha256[:_SHORT_HASH]) for at, each in enumerate(enclosures, 1)
    ]
    return part(
        "Vedlegg",
        grid(("Nr.", say("Hva", "Kva"), "Fil", say("Avtrykk av filen", "Avtrykk av fila")), rows)
        if rows
        else said("Ingen vedlegg."),
        said(
            say(
                f"Avtrykket er de {_SHORT_HASH} første tegnene i SHA-256 av filen. Hele avtrykket står i "
                "innholdslisten som følger med.",
                f"Avtrykket er dei {_SHORT_HASH} første teikna i SHA-256 av fila. Heile avtrykket står i "
                "innhaldslista som følgjer med.",
            )
        )
        if rows
        else None,
    )


def _listed(names: tuple[str, ...]) -> str:
    return " og ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
