"""What a party's deciding body is asked to adopt, in words that it can adopt as they stand.

Law: kommunestyret itself enters the agreement, with the trust that is party (helse- og omsorgstjenesteloven
§ 6-1, https://lovdata.no/lov/2011-06-24-30/§6-1); ordføreren signs for a kommune (kommuneloven § 6-1,
https://lovdata.no/lov/2018-06-22-83/§6-1). Which body of a trust decides is a rule of the agreement, and the
board's form here gives the managing director leave to sign.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from documents.docx.papers.paper import BLANK, Paper, Say, part, said, speaking, steps
from documents.kinds import Language
from documents.markdown import escape
from documents.text import Section


class Side(StrEnum):
    """What sort of party it is, for the titles of those who act for it."""

    KOMMUNE = "kommune"
    FORETAK = "helseforetak"
    ANNEN = "annen"

    def leader(self, say: Say) -> str:
        """Who lays the case before the body: "kommunedirektøren"."""
        match self:
            case Side.KOMMUNE:
                return "kommunedirektøren"
            case Side.FORETAK:
                return say("administrerende direktør", "administrerande direktør")
            case _:
                return say("den som legger fram saken", "den som legg fram saka")

    def proposal(self, say: Say) -> str:
        """The heading over the proposed decision."""
        match self:
            case Side.KOMMUNE:
                return say(
                    "Kommunedirektørens forslag til vedtak", "Framlegg til vedtak frå kommunedirektøren"
                )
            case Side.FORETAK:
                return say(
                    "Administrerende direktørs forslag til vedtak",
                    "Framlegg til vedtak frå administrerande direktør",
                )
            case _:
                return say("Forslag til vedtak", "Framlegg til vedtak")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The facts of a proposed decision. Words come ready to print, in the party's form of Norwegian."""

    party: str
    """The whole name: "Granvik kommune"."""
    body: str
    """The body that decides, as it is called that day; empty where none is registered."""
    side: Side
    others: str
    """With whom the party enters it: "Helse Fjordmark HF"; empty where that is not to be said."""
    is_agreement: bool
    """Is it an agreement between the parties, or a text they adopt side by side?"""
    title: str
    """Of the text itself, in plain words."""
    version: str
    identifier: str
    hash: str
    """SHA-256 over the text, in full."""
    begins: str
    """From when it applies and on what condition, as a whole sentence."""
    replaces: str
    """The version that applies for this very party: "versjon 2021.1 av avtalen"; empty where none."""
    language: Language

    @property
    def decides(self) -> str:
        """Whom the first line names: the body, or a line to write it on."""
        return self.body or BLANK


def sentences(facts: Proposed) -> tuple[str, ...]:
    """The decision, a point each."""
    say = speaking(facts.language)
    return tuple(
        line for line in (_adopts(facts, say), _text(facts, say), *_time(facts, say), _signs(facts, say))
    )


def _adopts(facts: Proposed, say: Say) -> str:
    what = f"«{facts.title}», versjon {facts.version}"
    if not (facts.is_agreement and facts.others):
        return say(f"{facts.decides} vedtar {what}.", f"{facts.decides} vedtek {what}.")
    return say(
        f"{facts.decides} vedtar {what}, som avtale mellom {facts.party} og {facts.others}.",
        f"{facts.decides} vedtek {what}, som avtale mellom {facts.party} og {facts.others}.",
    )


def _text(facts: Proposed, say: Say) -> str:
    return say(
        f"Vedtaket gjelder teksten slik den ligger ved saken: {facts.identifier} med fingeravtrykk "
        f"(SHA-256) {facts.hash}.",
        f"Vedtaket gjeld teksten slik han ligg ved saka: {facts.identifier} med fingeravtrykk "
        f"(SHA-256) {facts.hash}.",
    )


def _time(facts: Proposed, say: Say) -> tuple[str, ...]:
    if not facts.replaces:
        return (facts.begins,)
    until = say(
        f"Fra samme dag erstatter den {facts.replaces}, som gjelder for {facts.party} til da.",
        f"Frå same dag erstattar han {facts.replaces}, som gjeld for {facts.party} til då.",
    )
    return (facts.begins, until)


def _signs(facts: Proposed, say: Say) -> str:
    what = say(*(("avtalen", "avtalen") if facts.is_agreement else ("vedtaket", "vedtaket")))
    match facts.side:
        case Side.KOMMUNE:
            return say(
                f"Ordføreren undertegner {what} for {facts.party}.",
                f"Ordføraren skriv under {what} for {facts.party}.",
            )
        case Side.FORETAK:
            return say(
                f"Styret gir administrerende direktør fullmakt til å undertegne {what} for {facts.party}.",
                f"Styret gjev administrerande direktør fullmakt til å skrive under {what} for {facts.party}.",
            )
        case _:
            return say(
                f"Den som kan forplikte {facts.party}, får fullmakt til å undertegne {what}.",
                f"Den som kan forplikte {facts.party}, får fullmakt til å skrive under {what}.",
            )


def proposed_decision(facts: Proposed, organisation: str, created: datetime) -> Paper:
    """The proposed decision on a sheet of its own, to be pasted into the party's own case system."""
    say = speaking(facts.language)
    return Paper(
        kind=say("Forslag til vedtak", "Framlegg til vedtak"),
        title=escape(facts.title),
        organisation=organisation,
        facts=(
            (say("Til", "Til"), facts.decides),
            ("Versjon", facts.version),
            (say("Saksnummer", "Saksnummer"), BLANK),
            (say("Møtedato", "Møtedato"), BLANK),
        ),
        sections=(
            part(say("Vedtak", "Vedtak"), steps(sentences(facts))),
            _what_if_it_is_changed(facts, say),
        ),
        foot=say(f"Forslag til vedtak om {facts.identifier}", f"Framlegg til vedtak om {facts.identifier}"),
        language=facts.language,
        identifier=facts.identifier,
        created=created,
    )


def _what_if_it_is_changed(facts: Proposed, say: Say) -> Section:
    return part(
        say("Om ordene i vedtaket", "Om orda i vedtaket"),
        said(
            say(
                "Vedtaket kan stå som det er. En merknad eller et oversendelsesforslag som lar teksten stå, "
                "kan føyes til som et eget punkt. Endres teksten, er det ikke lenger den teksten de andre "
                "partene vedtar, og da er avtalen ikke inngått.",
                "Vedtaket kan stå som det er. Ein merknad eller eit oversendingsframlegg som lèt teksten "
                "stå, kan leggjast til som eit eige punkt. Blir teksten endra, er det ikkje lenger den "
                "teksten dei andre partane vedtek, og då er avtalen ikkje inngått.",
            )
            if facts.is_agreement
            else say(
                "Vedtaket kan stå som det er. En merknad som lar teksten stå, kan føyes til som et eget "
                "punkt. Endres teksten, er det ikke lenger den teksten de andre partene vedtar.",
                "Vedtaket kan stå som det er. Ein merknad som lèt teksten stå, kan leggjast til som eit eige "
                "punkt. Blir teksten endra, er det ikkje lenger den teksten dei andre partane vedtek.",
            )
        ),
    )
