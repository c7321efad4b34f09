"""The part of a form in which a person says what a change does, trait by trait."""

from collections.abc import Iterable

from decisions.proposals import Certainty, Finding, Trait
from documents.kinds import ChangeClass
from registry.web.forms import Typed

CHANGES = [each for each in ChangeClass if each is not ChangeClass.DISPONERING]
"""What can be done with a text. Money is disposed of, and nothing else is done with it."""
TRAITS = tuple(enumerate(Trait, 1))
"""The traits with the numbers that their fields carry."""


def findings_of(form: Typed, who: str) -> tuple[Finding, ...]:
    """What is said of each trait: confirmed by the one who says it, possible, or nothing."""
    said = []
    for number, trait in TRAITS:
        word = form[f"trait_{number}"]
        if word in set(Certainty):
            certainty = Certainty(word)
            by = who if certainty is Certainty.BEKREFTET else ""
            said.append(Finding(trait, certainty, form.line(f"place_{number}", "Stedet", False), by))
    return tuple(said)


def values_of(found: Iterable[Finding]) -> dict[str, str]:
    """The fields of the traits as these findings fill them; what is confirmed goes before the possible."""
    values, known = dict[str, str](), tuple(found)
    for number, trait in TRAITS:
        about = [each for each in known if each.trait is trait]
        sure = [each for each in about if each.certainty is Certainty.BEKREFTET] or about
        if sure:
            values[f"trait_{number}"] = sure[0].certainty.value
            values[f"place_{number}"] = ", ".join(dict.fromkeys(e.place for e in sure if e.place))[:200]
    return values


def places_of(pointed: frozenset[Finding], trait: Trait) -> str:
    """Where the words point to this trait; empty where they do not."""
    return ", ".join(sorted(each.place for each in pointed if each.trait is trait))
