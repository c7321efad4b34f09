"""What people and programs type that nobody meant: the same every time, from a seed."""

import random
from collections.abc import Callable, Iterator, Sequence

FIGURES = (
    "§ 6-2 nr. 4",
    "5.2 d",
    "6-2",
    "§§ 6-1 og 6-2",
    "punkt 4",
    "24/7",
    "1.5.2025",
    "kommuneloven § 11-5",
)
FILTERS = (
    "organ:",
    "type:rutine",
    "type:tull",
    "år:2024",
    "år:x",
    "status:gjelder",
    "kommune:granvik",
    "lov:6-2-4",
)
PROGRAMS = (
    *(
        "C++",
        "'; DROP TABLE entry; --",
        "1' OR '1'='1",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "${jndi:ldap://x}",
    ),
    *(
        "../../etc/passwd",
        "%00%0a",
        "\\x00\\u202e",
        "(a+)+$",
        ".*.*.*x",
        "[^]]*",
        "a AND (b OR c) NOT d",
        "title:x^2",
    ),
    *(
        "plan~2",
        "pla?n",
        "[a TO z]",
        "'a' & 'b' | !'c'",
        "a <-> b",
        "=utskriv:*D",
        "#6.2:AB",
        "\\'",
        "NEAR(a b)",
    ),
)
SIGNS = (
    "\x00",
    "\ud800",
    "\u202e",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\u0301",
    "😀",
    "👩‍⚕️",
    "\u2028",
    "\ufdfa",
    "％",
    "ﬁ",
)
MARKS = (
    '"',
    "«",
    "»",
    "*",
    "-",
    "(",
    ")",
    ":",
    "§",
    "!",
    "?",
    "'",
    "\\",
    "/",
    "&",
    "|",
    "~",
    "<",
    ">",
    "=",
    "#",
)
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def fuzzed(count: int, words: Sequence[str], seed: int = 2026) -> Iterator[str]:
    """So many searches, each way of going wrong in turn; `words` are some that stand in the texts."""
    chance = random.Random(seed)
    for number in range(count):
        yield WAYS[number % len(WAYS)](chance, words)


def mistyped(chance: random.Random, word: str) -> str:
    """The word with one or two letters lost, doubled, changed or turned round."""
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(word))
        word = chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] * 2 + word[at + 1 :],
                word[:at] + chance.choice(LETTERS) + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            )
        )
        if not word:
            return "x"
    return word


def _long(chance: random.Random, words: Sequence[str]) -> str:
    """Thirty-five thousand signs of one thing."""
    part = chance.choice((*MARKS, *SIGNS, *PROGRAMS, *FIGURES, *FILTERS, *words[:50]))
    return (part + chance.choice(("", " "))) * (35_000 // (len(part) + 1))


def _wildcards(chance: random.Random, words: Sequence[str]) -> str:
    starts = (chance.choice(words)[: chance.randint(1, 5)] for _ in range(5_000))
    return " ".join(f"{start}*" for start in starts)


def _twelve_mistyped(chance: random.Random, words: Sequence[str]) -> str:
    return " ".join(mistyped(chance, chance.choice(words)) for _ in range(12))


def _twelve_words(chance: random.Random, words: Sequence[str]) -> str:
    return " ".join(chance.choice(words) for _ in range(12))


def _twelve_beginnings(chance: random.Random, words: Sequence[str]) -> str:
    return " ".join(f"{chance.choice(words)[:3]}*" for _ in range(12))


def _phrase(chance: random.Random, words: Sequence[str]) -> str:
    return '"' + " ".join(chance.choice(words) for _ in range(chance.randint(2, 12))) + '"'


def _without(chance: random.Random, words: Sequence[str]) -> str:
    return chance.choice(words) + "".join(f" -{chance.choice(words)}" for _ in range(8))


def _soup(chance: random.Random, words: Sequence[str]) -> str:
    """A little of everything, with and without spaces between."""
    parts = (*MARKS, *SIGNS, *FIGURES, *FILTERS, *PROGRAMS, *(chance.choice(words) for _ in range(20)))
    join = chance.choice(("", " "))
    return join.join(chance.choice(parts) for _ in range(chance.randint(1, 40)))


def _noise(chance: random.Random, _words: Sequence[str]) -> str:
    """Any signs at all, half surrogate pairs too."""
    return "".join(chr(chance.randrange(0x10FFFF)) for _ in range(chance.randint(1, 300)))


def _letters(chance: random.Random, _words: Sequence[str]) -> str:
    """Words nobody has, some of them endless."""
    lengths = (chance.randint(1, 70) for _ in range(chance.randint(1, 8)))
    return " ".join("".join(chance.choice(LETTERS) for _ in range(length)) for length in lengths)


def _program(chance: random.Random, words: Sequence[str]) -> str:
    return f"{chance.choice(PROGRAMS)} {chance.choice(words)} {chance.choice(PROGRAMS)}"


def _glued(chance: random.Random, words: Sequence[str]) -> str:
    return chance.choice(words) + chance.choice(words)


WAYS: tuple[Callable[[random.Random, Sequence[str]], str], ...] = (
    *(_long, _wildcards, _twelve_mistyped, _twelve_words, _twelve_beginnings, _phrase, _without),
    *(_soup, _noise, _letters, _program, _glued),
)
