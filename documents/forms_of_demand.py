"""Is what covers a demand of the form that the law's words ask for? Remarks to a person, never a verdict.

The law asks for different things: retningslinjer, a beskrivelse of each kommune's offer, planer that both
sides stand behind, a concrete beskrivelse of how, samarbeid (helse- og omsorgstjenesteloven § 6-2 første
ledd). A promise in one line is none of them. Found by words alone: a remark says where to look, and changes
no status. That the grammar matters is our reading of the law's words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from documents.candidates import is_guideline
from documents.checks.values import cited
from documents.evidence.actors import BODY, PARTY, named
from documents.evidence.duties import Strength, duties
from documents.evidence.facts import facts
from documents.evidence.sentences import sentences
from documents.evidence.values import FindingKind
from documents.holding import words_of
from documents.kinds import DocumentKind
from documents.markdown import plain
from documents.minimums import Minimum
from documents.text import Block, ItemList, LegalText, Place, plain_text

NOTICE = "Merknadene er om formen. De endrer ingen vurdering, og en person avgjør om de betyr noe."
"""What is said wherever remarks are shown."""


@dataclass(frozen=True, slots=True)
class Covering:
    """A place that a person judged to cover a demand, wholly or partly, and the text it stands in."""

    place: Place
    document: str
    version: str
    title: str
    """The document's."""
    kind: DocumentKind
    text: LegalText

    @property
    def words(self) -> str:
        """The place's own words, and those of the sections under it."""
        if self.place.point:
            return words_of(self.place)
        return "\n".join(words_of(Place(section)) for section in self.place.section.walk())

    @property
    def where(self) -> str:
        """«punkt 7.1 i Samarbeidsavtalen», as it stands in a sentence."""
        here = cited(self.place.number, plain(self.place.section.title))
        return f"{here} i {self.title}"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at in what covers a demand."""

    code: str
    """Short English word for programs: "promise-only", "no-guideline", "kommune-lacking" ..."""
    nr: int
    sentence: str
    """What was looked for and not found, in whole Norwegian sentences, with the place."""
    document: str = ""
    version: str = ""
    section: str = ""
    """The identity of the place it is about; empty where it is about all of them."""

    def to_dict(self) -> dict[str, object]:
        """The remark as a plain table, for programs."""
        return {
            "code": self.code,
            "nr": self.nr,
            "sentence": self.sentence,
            "document": self.document,
            "version": self.version,
            "section": self.section,
        }


def form_remarks(
    demand: Minimum, covering: Sequence[Covering], kommuner: Mapping[str, Sequence[str]]
) -> tuple[Remark, ...]:
    """What is there to look at in the form of what covers this demand? Nothing where none is judged to.

    `kommuner` are those that the agreement binds by name, each with the words of the special agreements
    that it alone has about the demand.
    """
    if not covering:
        return ()
    check = _CHECKS.get(demand.form)
    found = check(demand, covering, kommuner) if check else ()
    return (*_promises(demand, covering), *found)


def _promises(demand: Minimum, covering: Sequence[Covering]) -> Iterator[Remark]:
    """Is all there is a promise in a line: too short to be what the law asks for?"""
    said = [each for place in covering for each in sentences(place.words)]
    long = sum(len(sentence.split()) for sentence in said)
    if len(said) > _PROMISE_SENTENCES or long > _PROMISE_WORDS:
        return
    asked = _ASKED_FOR.get(demand.form)
    if asked:
        yield _at(
            "promise-only",
            demand,
            covering,
            f"Krav {demand.nr} hviler bare på {_places(covering)}, som er {long} ord. "
            f"Loven ber om {asked}, og et løfte i én linje er for lite til det.",
        )


def _guidelines(
    demand: Minimum, covering: Sequence[Covering], _kommuner: Mapping[str, Sequence[str]]
) -> Iterator[Remark]:
    if not any(is_guideline(each.kind, each.title) for each in covering):
        yield _at(
            "no-guideline",
            demand,
            covering,
            f"Krav {demand.nr} ber om retningslinjer, og det dekkes av {_places(covering)}. "
            "Det er ingen retningslinje, verken etter slaget dokument eller etter tittelen.",
        )


def _each_kommune(
    demand: Minimum, covering: Sequence[Covering], kommuner: Mapping[str, Sequence[str]]
) -> Iterator[Remark]:
    """Which kommuner have no description that names them, nor a special agreement of their own about it?"""
    words = "\n".join(each.words for each in covering)
    lacking = [name for name, own in kommuner.items() if not (own or _names(words, name))]
    if lacking:
        yield _at(
            "kommune-lacking",
            demand,
            covering,
            f"Krav {demand.nr} ber om en beskrivelse av tilbudet i den enkelte kommunen. "
            f"{_listed(lacking)} er ikke nevnt ved navn i {_places(covering)}, "
            "og har ingen særavtale om det.",
        )


def _plans(
    demand: Minimum, covering: Sequence[Covering], _kommuner: Mapping[str, Sequence[str]]
) -> Iterator[Remark]:
    """Is there a day on which both sides stood behind the plans, in the places or in their documents?"""
    texts = {(each.document, each.version): each.text for each in covering}
    if not any(_agreed_on_a_day(text) for text in texts.values()):
        yield _at(
            "no-joint-date",
            demand,
            covering,
            f"Krav {demand.nr} ber om omforente planer. "
            f"Verken {_places(covering)} eller resten av {_titles(covering)} sier hvilken dag begge sider "
            "godkjente planene.",
        )


def _concrete(
    demand: Minimum, covering: Sequence[Covering], _kommuner: Mapping[str, Sequence[str]]
) -> Iterator[Remark]:
    """Does it say who does what, and when? A mere promise to work together does not."""
    said = [each for place in covering for each in sentences(place.words)]
    lacking = [name for name, told in _CONCRETE.items() if not any(told(each) for each in said)]
    if len(lacking) == len(_CONCRETE):
        yield _at(
            "promise-to-cooperate",
            demand,
            covering,
            f"Krav {demand.nr} ber om en konkret beskrivelse, og {_places(covering)} er bare et løfte om å "
            f"samarbeide: Det står ikke {_listed(lacking, 'eller')}.",
        )
    elif lacking:
        yield _at(
            "not-concrete",
            demand,
            covering,
            f"Krav {demand.nr} ber om en konkret beskrivelse. I {_places(covering)} står det ikke "
            f"{_listed(lacking, 'eller')}.",
        )


_CHECKS = {
    "retningslinjer": _guidelines,
    "beskrivelse": _each_kommune,
    "planer": _plans,
    "konkret beskrivelse": _concrete,
}
_ASKED_FOR = {
    "retningslinjer": "retningslinjer",
    "samarbeid": "et samarbeid som er omtalt slik at det kan følges",
    "enighet": "enighet om oppgaver og tiltak",
    "beskrivelse": "en beskrivelse",
    "planer": "planer",
}
_PROMISE_SENTENCES, _PROMISE_WORDS = 2, 40
"""What is no longer than this is taken for a promise. A figure of ours, chosen to warn and not to measure."""
_MOST_PLACES, _MOST_NAMES = 3, 8


def _who(sentence: str) -> bool:
    """Is a body named, or a party other than «partene», or does one of the sides have a task of its own?"""
    parties = [each for each in named(PARTY, sentence) if not _BOTH_SIDES.fullmatch(each)]
    telling = [each for each in parties if not _ONE_SIDE.fullmatch(each)]
    return bool(named(BODY, sentence) or telling or (parties and _how(sentence)))


def _how(sentence: str) -> bool:
    """Is a duty laid on somebody, other than to work together as the law itself says?"""
    binding = (each for each in duties(sentence) if each.strength is Strength.MUST and not each.denied)
    return any(each.does and not _TOGETHER.fullmatch(each.does) for each in binding) or bool(
        _DONE.search(sentence)
    )


def _when(sentence: str) -> bool:
    told = facts(sentence)
    return bool(told[FindingKind.DEADLINE] or told[FindingKind.DATE])


_CONCRETE = {"hvem som gjør det": _who, "hvordan det gjøres": _how, "når det gjøres": _when}
_BOTH_SIDES = re.compile(r"(?:avtale)?part\w*")
_ONE_SIDE = re.compile(r"kommun(?:en|ene|ane)|(?:helse)?f[oø]retaket")
_TOGETHER = re.compile(
    r"samarbeide?|sammen|saman|utvikle|planlegge|planleggje|medvirke|medverke|bidra|tilstrebe|søke|søkje|være"
    r"|vere|ha"
)
_DONE = re.compile(
    r"\b(?:behandl|utarbeid|foreslå|føreslå|rapporter|prioriter|fordel)(?:er|ar|r|e)?\b"
    r"|\b(?:lage[rs]?|lagar|vedta[rs]?|vedtek|melder|samler|samlar|sender|sende|møtes|møtest)\b"
    r"|\b(?:legger|legge|legges|legg|kaller|kallar|blir lagt|vert lagd) (?:fram|frem|inn)\b",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"omforen\w*|omforein\w*|godkjen\w*|vedt(?:att|ok|eke|ek)\w*|tilslut\w*", re.IGNORECASE
)
_PLAN = re.compile(r"\w*plan(?:en|er|ar|ene|ane|a)?\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:ASU|PSU|SSU|OSO|FSU|(?i:begge|partene|partane|felles|hver part|kvar part))\b")
_DAY = re.compile(r"\b(?:19|20)\d\d\b")


def _agreed_on_a_day(text: LegalText) -> bool:
    """Does a paragraph, list or table of the text tell a day, plans, and that both sides approved them?"""
    blocks = (block for section in text.walk() for block in section.blocks)
    return any(_tells_joint_day(_words(block)) for whole in blocks for block in (whole, *_points(whole)))


def _tells_joint_day(words: str) -> bool:
    told = facts(words)[FindingKind.DATE]
    dated = any(_DAY.search(each) for each in told)
    return dated and all(finder.search(words) for finder in (_APPROVED, _PLAN, _BOTH))


def _points(block: Block) -> Iterator[Block]:
    if isinstance(block, ItemList):
        for item in block.items:
            yield from item.blocks


def _words(block: Block) -> str:
    return " ".join(plain(words) for words in plain_text((block,)))


def _names(words: str, name: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)}s?\b", words))


def _at(code: str, demand: Minimum, covering: Sequence[Covering], sentence: str) -> Remark:
    """The remark, at the place where it is about one alone."""
    one = covering[0] if len(covering) == 1 else None
    return Remark(
        code,
        demand.nr,
        sentence,
        one.document if one else "",
        one.version if one else "",
        one.place.id if one else "",
    )


def _places(covering: Sequence[Covering]) -> str:
    """«punkt 7.1 og 7.2 i Samarbeidsavtalen», the first few."""
    by_title: dict[str, list[str]] = {}
    for each in covering[:_MOST_PLACES]:
        by_title.setdefault(each.title, []).append(cited(each.place.number, plain(each.place.section.title)))
    told = [f"{_listed(places)} i {title}" for title, places in by_title.items()]
    more = len(covering) - _MOST_PLACES
    return _listed([*told, f"{more} steder til"] if more > 0 else told)


def _titles(covering: Sequence[Covering]) -> str:
    return _listed(list(dict.fromkeys(each.title for each in covering)))


def _listed(words: Sequence[str], last: str = "og") -> str:
    shown = list(words[:_MOST_NAMES])
    if len(words) > _MOST_NAMES:
        shown.append(f"{len(words) - _MOST_NAMES} til")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}"
