"""A place of a text is chosen, its words are shown, and a person says how far they go: for any demand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi.responses import Response

from documents.coverage import Degree
from documents.holding import words_of
from documents.minimums import Minimum
from documents.text import Place
from registry.errors import BadInput, RegisterError
from registry.queries import documents
from registry.queries.documents import VersionView, legal_text
from registry.queries.mandates import clause_named
from registry.web.answers import show
from registry.web.forms import errors_of, options
from registry.web.visits import Visit


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, of which texts, and where the page belongs."""

    minimum: Minimum
    applying: Sequence[VersionView]
    """The texts in which the answer may stand, the likeliest first."""
    action: str
    """The page's own address."""
    keep: tuple[tuple[str, str], ...]
    """What goes along from form to form: (("nr", "2"),)."""
    back: str
    back_words: str


def chosen(visit: Visit, version: str, clause: str) -> tuple[VersionView, Place]:
    """The version and the place in it that are meant, by its number or its identity; raises BadInput."""
    ref, _, number = version.partition("@")
    view = documents.version(visit.session, visit.community, ref, number or "latest", visit.who, visit.on)
    text = legal_text(view.row)
    place = text.find(clause_named(text, clause.strip())) if clause.strip() else None
    if place is None:
        named = clause.strip()[:40]
        raise BadInput(
            f"Versjon {view.row.number} har ikke noe punkt «{named}»." if named else "Punktet er ikke valgt.",
            "",
            "Skriv nummeret slik det står i teksten, for eksempel 7.1 eller 5.2 c.",
            "punkt",
        )
    return view, place


def judging_page(
    visit: Visit, asked: Asked, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    """The page: which place, its words, and what the reader says of them. Nothing typed is lost."""
    view, place = None, None
    if values.get("i") and values.get("punkt"):
        found = visit.act(lambda: chosen(visit, values["i"], values["punkt"]))
        if isinstance(found, RegisterError):
            refused = refused or found
        else:
            view, place = found
    choices = [(each.ref, f"{each.document.title}, versjon {each.row.number}") for each in asked.applying]
    return show(
        visit,
        "vurder-punkt.html",
        refused.status if refused else 200,
        minimum=asked.minimum,
        action=asked.action,
        keep=asked.keep,
        back=asked.back,
        back_words=asked.back_words,
        choices=choices,
        view=view,
        place=place,
        words=words_of(place) if place else "",
        degree_options=options(visit.page, Degree),
        values={
            "degree": Degree.FULL.value,
            **values,
            "punkt": place.number if place else values.get("punkt", ""),
        },
        errors=errors_of(refused) if refused else {},
    )
