"""Which text did you have before you? Marks (ETag) and conditions (If-Match), so that no work is lost."""

import json
from collections.abc import Mapping
from typing import Annotated

from fastapi import Header
from pydantic import BaseModel

from registry.errors import ConditionMissing
from registry.fingerprints import text_hash
from registry.tables import MarkRow, VersionRow
from registry.web.api.problems import TextChanged

MARK_SIGNS = 16
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=200,
        description="The ETag of what you had before you. Without it: 428. When it has changed: 412.",
        examples=['"1-0123456789abcdef"'],
    ),
]


def mark_of(row: VersionRow) -> str:
    """The strong ETag of a version's text and stage."""
    return f'"{row.revision}-{text_hash(row.text)[:MARK_SIGNS]}"'


def mark_of_judgement(row: MarkRow) -> str:
    """The strong ETag of a judgement of what a section covers."""
    told = "|".join([str(row.id), row.degree.value, row.judged_by, row.judged_on.isoformat(), row.reason])
    return f'"{text_hash(told)[:MARK_SIGNS]}"'


def require_same(given: str | None, mark: str, current: str, sent: str | None = None) -> None:
    """Go on only if the caller knows the thing as it is now.

    Raises ConditionMissing without a condition (`*` is none: it names no text), and TextChanged, which holds
    both texts, for another one.
    """
    if given is None or given.strip() in {"", "*"}:
        raise ConditionMissing(
            "Kallet sier ikke hva du hadde foran deg.",
            "Uten det kunne det du sender, ta plassen til noe du ikke har sett.",
            "Les teksten, og send merket i ETag tilbake som If-Match. Ingenting er endret.",
        )
    if mark not in [each.strip() for each in given.split(",")]:
        raise TextChanged(mark, current, sent)


def mark_at(revision: int, told: Mapping[str, object]) -> str:
    """The strong ETag of something with a revision: the revision, and a hash of all that is told of it."""
    words = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return f'"{revision}-{text_hash(words)[:MARK_SIGNS]}"'


def require_revision(
    given: str | None, revision: int, current: Mapping[str, object], sent: BaseModel | None = None
) -> None:
    """Go on only if the caller knows this revision; what else is told of the thing may have changed.

    Raises ConditionMissing and TextChanged as `require_same`, with the thing itself as JSON.
    """
    same = [each for each in (given or "").split(",") if each.strip().startswith(f'"{revision}-')]
    mark = mark_at(revision, current)
    words = json.dumps(current, ensure_ascii=False, sort_keys=True, default=str)
    require_same(mark if same else given, mark, words, sent.model_dump_json() if sent else None)
