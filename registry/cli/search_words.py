"""Search words and searches in vain in a terminal.

What somebody has saved is theirs: it is read with their key, through the API, and by no command.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.norwegian import command, group
from registry.cli.opening import reading, writing
from registry.cli.options import Json
from registry.cli.output import Rows, answer

if TYPE_CHECKING:
    from registry.queries.synonyms import SynonymGroup

app = group("Søkeord, og søk uten treff.")


@command(app, "synonyms", "Ord som finner hverandre i søket: våre egne, og de som følger med.")
def synonyms(context: typer.Context, json: Json = False) -> None:
    """Every group, those put aside as well."""
    from registry.queries import synonyms as queries

    with reading(context) as at:
        groups = queries.every_group(at.session, at.community)
    facts = {"synonyms": [_facts(each) for each in groups]}
    rows = [(each.name, ", ".join(each.words), _stands(each), each.reason) for each in groups]
    counting = sum(each.counts for each in groups)
    columns = Rows(("Navn", "Ord", "Stand", "Hvorfor"), rows)
    answer(facts, json, f"{counting} grupper er i bruk.", columns)


@command(
    app, "add-synonym", "La ord eller uttrykk finne hverandre. Uttrykk med flere ord står i anførselstegn."
)
def add_synonym(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="ORD...", help="Minst to.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor.")] = "",
    json: Json = False,
) -> None:
    """The words find each other from the next search on."""
    from registry import clock
    from registry.operations import search_words as operations
    from registry.permissions import OPERATOR
    from registry.queries import synonyms as queries

    with writing(context) as at:
        row = operations.add_synonym(at.session, OPERATOR, at.community, words, reason, clock.now())
        facts = _facts(queries.group_named(at.session, at.community, row.name))
    answer(facts, json, f"Ordene finner hverandre fra nå. Gruppen heter «{facts['name']}».")


@command(
    app, "remove-synonym", "Sett en gruppe til side, så ordene ikke finner hverandre lenger, eller angre."
)
def remove_synonym(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAVN", help="Slik «synonyms» viser det.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Ta gruppen i bruk igjen.")] = False,
    json: Json = False,
) -> None:
    """The last word about a group counts; all that was said is kept."""
    from registry import clock
    from registry.operations import search_words as operations
    from registry.permissions import OPERATOR
    from registry.queries import synonyms as queries

    say = operations.take_back_synonym if undo else operations.put_aside_synonym
    with writing(context) as at:
        say(at.session, OPERATOR, at.community, name, reason, clock.now())
        facts = _facts(queries.group_named(at.session, at.community, name))
    answer(facts, json, f"Gruppen «{name}» er {'i bruk igjen' if undo else 'satt til side'}.")


@command(app, "missed-searches", "Det folk har søkt etter uten å finne noe. Ingen får vite hvem.")
def missed_searches(
    context: typer.Context,
    clear: Annotated[bool, typer.Option("--clear", help="Ta bort alle, når de er vist.")] = False,
    json: Json = False,
) -> None:
    """Words, how often and between which days; those asked for most first."""
    from registry.operations import missed_searches as operations
    from registry.permissions import OPERATOR
    from registry.queries import missed_searches as queries

    with (writing if clear else reading)(context) as at:
        found = queries.misses(at.session, at.community)
        facts = {
            "missed": [
                {
                    "id": row.id,
                    "words": row.words,
                    "times": row.times,
                    "first_on": row.first_on.isoformat(),
                    "last_on": row.last_on.isoformat(),
                }
                for row in found
            ],
            "cleared": clear,
        }
        rows = [(row.words, str(row.times), str(row.first_on), str(row.last_on)) for row in found]
        if clear:
            operations.clear_misses(at.session, OPERATOR, at.community)
    done = " De er tatt bort." if clear else ""
    columns = Rows(("Ord", "Ganger", "Først", "Sist"), rows)
    answer(facts, json, f"{len(rows)} søk fant ingenting.{done}", columns)


def _facts(group: "SynonymGroup") -> dict[str, object]:
    return {
        "name": group.name,
        "words": list(group.words),
        "own": group.is_own,
        "counts": group.counts,
        "reason": group.reason,
        "said_by": group.said_by,
        "said_at": group.said_at.isoformat() if group.said_at else None,
    }


def _stands(group: "SynonymGroup") -> str:
    return ("i bruk" if group.counts else "satt til side") + (", vår egen" if group.is_own else "")
