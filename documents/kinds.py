"""The kinds of document a helsefellesskap keeps, and the classes of change.

The values are the words people see and type. Order in DocumentKind is the order of precedence:
law stands above them all, then the agreement, then what is made under it (docs/glossary.md).
"""

from enum import StrEnum


class DocumentKind(StrEnum):
    """What sort of document is it? Listed in order of precedence."""

    SAMARBEIDSAVTALE = "samarbeidsavtale"
    DELAVTALE = "delavtale"
    RETNINGSLINJE = "retningslinje"
    RUTINE = "rutine"
    SAERAVTALE = "særavtale"
    HANDLINGSPLAN = "handlingsplan"
    MANDAT = "mandat"

    @property
    def precedence(self) -> int:
        """Where the kind stands when two texts disagree; 0 is highest."""
        return list(DocumentKind).index(self)

    @property
    def label(self) -> str:
        """The word as it begins a line on the screen."""
        return self.value.capitalize()


class ChangeClass(StrEnum):
    """How large is the change? The words of the mandate clauses; none of them is defined there."""

    NY = "ny"
    VESENTLIG = "vesentlig"
    REVISJON = "revisjon"
    MINDRE = "mindre"
    REDAKSJONELL = "redaksjonell"
    OPPHEVING = "oppheving"
    OPPSIGELSE = "oppsigelse"
    DISPONERING = "disponering"

    @property
    def label(self) -> str:
        """The words as they stand in a sentence: «en mindre endring»."""
        return _CHANGE_LABELS[self]


class Language(StrEnum):
    """The two written forms of Norwegian."""

    NB = "nb"
    NN = "nn"

    @property
    def label(self) -> str:
        """The name of the written form."""
        return {"nb": "bokmål", "nn": "nynorsk"}[self.value]


_CHANGE_LABELS = {
    ChangeClass.NY: "nytt dokument",
    ChangeClass.VESENTLIG: "vesentlig endring",
    ChangeClass.REVISJON: "revisjon",
    ChangeClass.MINDRE: "mindre endring",
    ChangeClass.REDAKSJONELL: "redaksjonell endring",
    ChangeClass.OPPHEVING: "oppheving",
    ChangeClass.OPPSIGELSE: "oppsigelse",
    ChangeClass.DISPONERING: "disponering av midler",
}
