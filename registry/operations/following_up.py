"""What signing, sending in, publishing and giving notice have in common when they are recorded."""

import re
from datetime import date

from documents.lifecycle import Stage
from registry import fields
from registry.errors import BadInput, RuleSaysNo
from registry.tables import VersionRow

LONGEST_LINK = 2000
_ADDRESS = re.compile(r"https?://[^\s/.:]+(\.[^\s/.:]+)*(:\d{1,5})?(/\S*)?", re.IGNORECASE)


def refuse_the_future(what: str, day: date, today: date, field: str) -> None:
    """What has not happened yet is not recorded as done; raises BadInput."""
    if day > today:
        raise BadInput(what, "Dagen er ikke kommet ennå.", "Rett datoen. Det du skrev, står.", field)


def refuse_unfinished(what: str, version: VersionRow, *stages: Stage) -> None:
    """A draft may be another text tomorrow, and a withdrawn one is nobody's; raises RuleSaysNo."""
    if version.stage not in stages:
        raise RuleSaysNo(
            what,
            f"Versjon {version.number} er {version.stage.value}.",
            f"Dette føres på en versjon som er {' eller '.join(stage.value for stage in stages)}.",
        )


def place(typed: str, field: str, name: str, required: bool = True) -> str:
    """Where something can be found: a whole address, or the archive's reference."""
    words = fields.line(typed, field, name, required, LONGEST_LINK)
    if "://" in words:
        return _address(words, field, name)
    return words


def address(typed: str, field: str, name: str) -> str:
    """A whole address on the web; raises BadInput."""
    return _address(fields.line(typed, field, name, True, LONGEST_LINK), field, name)


def _address(words: str, field: str, name: str) -> str:
    if not _ADDRESS.fullmatch(words):
        raise BadInput(
            f"{name}: «{words[:80]}» er ikke en adresse på nettet.",
            "",
            "Skriv hele adressen, slik den begynner: https://",
            field,
        )
    return words
