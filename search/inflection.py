"""How a Norwegian word of a known class is inflected, in bokmål and nynorsk together.

The forms are what people write, so more are made than the dictionaries allow: a form too many costs nothing
as long as it is not another word.
"""

from collections.abc import Iterator

VOWELS = "aeiouyæøå"
SHORTEST_AGENT = 4
"""A shorter word in -er or -ar is nobody who does something: "far", "mor"."""
LONG_NEUTERS = ("em", "am", "ment", "el", "er", "at", "an", "iv", "jekt", "dukt", "sipp")
"""Neuters that end so have -er in the plural; the short ones ("lag", "vedtak") have no ending."""


def forms_of(word_class: str, base: str) -> frozenset[str]:
    """Every form of a word, itself and the genitives included.

    `word_class` is "common", "neuter", "adjective" or "verb".
    """
    match word_class:
        case "common":
            return _with_genitive({base, *_common(base)})
        case "neuter":
            return _with_genitive({base, *_neuter(base)})
        case "adjective":
            return frozenset({base, *_adjective(base)})
        case "verb":
            return frozenset({base, *_verb(base)})
    raise ValueError(f"Ordklassen «{word_class}» er ikke kjent.")


def _with_genitive(forms: set[str]) -> frozenset[str]:
    return frozenset(forms | {form + "s" for form in forms if not form.endswith("s")})


def _common(base: str) -> Iterator[str]:
    if base.endswith("e"):
        yield from _joined(base, "n r ne")
        yield from _joined(base[:-1], "a ar ane or one")
        return
    yield from (stem + ending for stem in _stems(base) for ending in ("en", "a"))
    yield from (stem + ending for stem in _plural_stems(base) for ending in ("er", "ene", "ar", "ane"))
    if base.endswith(("er", "ar")) and len(base) > SHORTEST_AGENT:
        yield from _joined(base, "e ne ane")
        yield from _joined(base[:-2], "arar arane erar")


def _neuter(base: str) -> Iterator[str]:
    if base.endswith("e"):
        yield from _joined(base, "t r ne")
        yield base[:-1] + "a"
        return
    if base.endswith("ium"):
        yield from _joined(base[:-2], "et er ene a")
        return
    yield from (stem + "et" for stem in _stems(base))
    yield from (stem + ending for stem in _plural_stems(base) for ending in ("ene", "a", "et"))
    if base.endswith("skap"):
        yield from _joined(base, "en ar ane")
    if base.endswith(LONG_NEUTERS):
        yield from (stem + ending for stem in _plural_stems(base) for ending in ("er", "e"))


def _adjective(base: str) -> Iterator[str]:
    if base.endswith("e"):
        yield from _joined(base, "s")
        return
    yield base if base.endswith("t") else base + "t"
    stems = [*_plural_stems(base), *([base[:-2] + "n"] if base.endswith("en") else [])]
    yield from (
        stem + ending for stem in stems for ending in ("e", "es", "ere", "est", "este", "are", "ast", "aste")
    )


def _verb(base: str) -> Iterator[str]:
    if not base.endswith("e") or len(base) < 4:
        yield from _joined(base, "r s st dd dde ende ande")
        return
    stem = base[:-1]
    yield from _joined(stem, "er et te t a ar es ast as ende ande d de dde")
    if stem.endswith("j"):
        yield from _joined(stem[:-1], "er te t de d")
    for doubled in (stem,) if stem[-1] == stem[-2] else ():
        yield from _joined(doubled[:-1], "te t de d")


def _stems(base: str) -> list[str]:
    """The word itself, and with m doubled: "hjem" -> "hjemm"."""
    doubled = base.endswith("m") and len(base) > 2 and base[-2] in VOWELS
    return [base, base + "m"] if doubled else [base]


def _plural_stems(base: str) -> list[str]:
    """The stem before a plural ending; -el and -er lose their e: "middel" -> "midl", "senter" -> "sentr"."""
    stems = _stems(base)
    if base.endswith(("el", "er")) and len(base) > 4:
        root, last = base[:-2], base[-1]
        stems.append((root[:-1] if root[-1] == root[-2] else root) + last)
    return stems


def _joined(stem: str, endings: str) -> Iterator[str]:
    return (stem + ending for ending in endings.split())
