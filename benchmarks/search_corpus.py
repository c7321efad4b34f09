"""A register's worth of sections to search in, made of our own sentences and word lists, the same every time.

Words are spread as in real texts: the r-th commonest has a share of about 1 / (r + 14), so that the commonest
ones stand in about a third of the sections, and most words in a few. No text is anybody's.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from search.entries import Entry, Point
from search.norwegian import is_stop_word
from search.word_lists import word_lists

SECTIONS_OF_DOCUMENT = 50
COMMUNITY = "nord"
FLATTENING = 14
SHORTEST, USUAL, LONGEST = 50, 100, 300
"""Words of a section: the least, the commonest and the most; 150 on average."""

FRAMES = (
    "Kommunen skal {} og {} før {} {}.",
    "Helseforetaket har ansvar for {} når {} ikke kan {}.",
    "Partene er enige om {}, {} og {} for pasienter med {}.",
    "Melding om {} sendes til {} innen {} timer.",
    "Den som {} skal sørge for at {} blir {} i samråd med {}.",
    "Ved {} eller {} gjelder punkt {} i denne avtalen.",
    "{} og {} vurderes sammen med {} én gang i året.",
    "Det skal ikke {} uten at {} er varslet.",
    "Kommunane skal {} saman med {} når {} treng {}.",
    "Sjukehuset gjev {} om {} til dei som har {}.",
    "Uenighet om {} løses etter § {} ved at {} møter {}.",
    "Fristen for {} er {} dager etter at {} er {}.",
    "Ansvaret for {} ligger hos {} til {} er avklart.",
    "{} skal være tilgjengelig for {} hele døgnet.",
    "Før {} avtales {} med {} og de pårørende.",
    "Utgifter til {} deles mellom {} og {} etter {}.",
    "Opplysninger om {} gis bare til {} som trenger dem for {}.",
    "Rutinen for {} beskriver {}, {}, {} og {}.",
)
TITLES = ("{}", "{} og {}", "Ansvar for {}", "{} ved {}", "Om {} og {}")
NUMBERS = ("5.2", "6-2", "4.1", "24", "7", "3.3 b", "14", "9-9", "2.4")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that fill the sentences, and how common each is."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    """Summed up from the first."""

    def some(self, chance: random.Random, count: int) -> list[str]:
        """Words by their commonness."""
        return chance.choices(self.words, cum_weights=self.weights, k=count)


@cache
def vocabulary() -> Vocabulary:
    """Every form we know that says something, in an order that is the same every time."""
    words = [form for form in sorted(word_lists().forms) if len(form) > 3 and not is_stop_word(form)]
    random.Random(62).shuffle(words)
    return Vocabulary(
        tuple(words), tuple(accumulate(1 / (rank + FLATTENING) for rank in range(1, len(words) + 1)))
    )


def sections(chance: random.Random, count: int) -> Iterator[Entry]:
    """Sections of documents of fifty, in two communities; every fifth document was replaced."""
    for number in range(count):
        yield section(chance, number)


def section(chance: random.Random, number: int, version: str = "1") -> Entry:
    """One section: the number decides which document it is of."""
    document, place = divmod(number, SECTIONS_OF_DOCUMENT)
    past, draft = document % 5 == 4, document % 7 == 6
    body = text(chance)
    return Entry(
        key=f"{number:06}",
        document=f"d{document}",
        document_title=("Samarbeidsavtale", "Retningslinje for utskrivning", "Særavtale")[document % 3],
        kind=("samarbeidsavtale", "retningslinje", "særavtale")[document % 3],
        version=version,
        section_id=f"s{number}",
        number=f"{place // 7 + 1}.{place % 7 + 1}",
        title=_filled(chance, chance.choice(TITLES)),
        path="Samarbeid om pasientforløp",
        body=body,
        status="erstattet" if past else "utkast" if draft else "gjelder",
        language=("nb", "nn")[document % 2],
        bodies=(("asu",), ("asu", "psu"), ())[document % 3],
        year=2019 + document % 7,
        public=not draft,
        community="sør" if document % 10 == 9 else COMMUNITY,
        url=f"/dokumenter/d{document}/{version}#s{number}",
        first_day="" if draft else f"{2019 + document % 7}-01-01",
        last_day="2025-04-30" if past else "",
        past=past,
        parties=() if document % 4 else (f"kommune{document % 20}",),
        laws=("6-2", "6-2-4")[: document % 3],
        points=_points(body, f"s{number}"),
        place=place,
        known_at=f"{2019 + document % 7}-01-01T00:00:00Z",
    )


def text(chance: random.Random) -> str:
    """Sentences of fifty to three hundred words together."""
    wanted = int(chance.triangular(SHORTEST, LONGEST, USUAL))
    sentences: list[str] = []
    words = 0
    while words < wanted:
        sentences.append(_filled(chance, chance.choice(FRAMES)))
        words += len(sentences[-1].split())
    return " ".join(sentences)


def queries(chance: random.Random, entries: list[Entry], count: int) -> dict[str, list[str]]:
    """What is asked, by kind: words as often as they stand in the texts, so that most are common ones."""
    pairs = [_neighbours(chance, chance.choice(entries).body) for _ in range(count)]
    return {
        "word": [first for first, _ in pairs],
        "two words": [f"{first} {second}" for first, second in pairs],
        "word in filters": [f"{first} type:retningslinje status:gjelder organ:asu" for first, _ in pairs],
        "word without": [f"{first} -{second}" for first, second in pairs],
        "phrase": [f'"{first} {second}"' for first, second in pairs],
        "beginning": [f"{first[:4]}*" for first, _ in pairs],
    }


def _neighbours(chance: random.Random, body: str) -> tuple[str, str]:
    """Two words of the text beside one another that both say something."""
    known = _known()
    telling = [(first.strip(".,"), second.strip(".,")) for first, second in pairwise(body.split())]
    return chance.choice([pair for pair in telling if all(word in known for word in pair)])


@cache
def _known() -> frozenset[str]:
    return frozenset(vocabulary().words)


def _filled(chance: random.Random, frame: str) -> str:
    words = vocabulary().some(chance, frame.count("{}"))
    if "punkt {}" in frame or "§ {}" in frame or "{} timer" in frame or "{} dager" in frame:
        words = [chance.choice(NUMBERS) if chance.random() < 0.3 else word for word in words]
    return frame.format(*words)


def _points(body: str, section: str) -> tuple[Point, ...]:
    """The sentences of the section's second half, as lettered points."""
    ends = [place + 1 for place, sign in enumerate(body) if sign == "."]
    halves = list(pairwise(ends[len(ends) // 2 :]))[:8]
    return tuple(
        Point(f"{section}{letter}", f"{section} {letter}", start, end)
        for letter, (start, end) in zip("abcdefgh", halves, strict=False)
    )
