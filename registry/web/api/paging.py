"""Long lists, a page at a time: at most 100, with the address of the next.

The place in a list is remembered by the key of the last item shown, not by a count, so that nothing is
skipped or shown twice when something new comes in before it.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import Field

from registry.errors import BadInput
from registry.web.api.calls import Call
from registry.web.api.types import Told

MOST, USUAL = 100, 50
R = TypeVar("R")
T = TypeVar("T")


class Page(Told, Generic[T]):
    """Some of a list."""

    items: list[T] = Field(description="The items of this page.")
    next: str | None = Field(
        description="The address of the next page; null on the last.",
        examples=["/api/v1/decisions?limit=50&cursor=di0wMQ"],
    )
    total: int = Field(description="How many there are in all.", examples=[123])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page is wanted, and how large."""

    cursor: Annotated[
        str | None,
        Query(
            max_length=400,
            pattern="^[A-Za-z0-9_-]+$",
            description="From `next` of the page before.",
        ),
    ] = None
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many at most.", examples=[USUAL])] = USUAL

    @property
    def after(self) -> str | None:
        """The key of the last item that was shown; raises BadInput for a cursor we did not make."""
        if self.cursor is None:
            return None
        try:
            return urlsafe_b64decode(self.cursor + "=" * (-len(self.cursor) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError) as wrong:
            raise unknown_place() from wrong


Ask = Annotated[Wanted, Depends()]


def page(
    call: Call, wanted: Wanted, rows: Sequence[R], key: Callable[[R], str], tell: Callable[[R], T]
) -> Page[T]:
    """The page of `rows` that was asked for. `key` must be unique in the list and last as long as the row."""
    start = _start(wanted, [key(row) for row in rows] if wanted.cursor else [])
    shown = rows[start : start + wanted.limit]
    onward = next_page(call, wanted, key(shown[-1])) if start + wanted.limit < len(rows) else None
    return Page(items=[tell(row) for row in shown], next=onward, total=len(rows))


def next_page(call: Call, wanted: Wanted, last: str) -> str:
    """The address of the page after the item with this key; it goes into the Link header too."""
    cursor = urlsafe_b64encode(last.encode()).decode().rstrip("=")
    query = dict(call.request.query_params) | {"limit": str(wanted.limit), "cursor": cursor}
    address = f"{call.request.url.path}?{urlencode(query)}"
    call.request.state.next_page = address
    return address


def unknown_place() -> BadInput:
    """The error for a cursor that leads nowhere."""
    return BadInput(
        "Det er ikke noe sted i listen som heter det.",
        "Merket er skrevet feil, eller det som sto der, er borte.",
        "Begynn på første side.",
        "cursor",
    )


def _start(wanted: Wanted, keys: Sequence[str]) -> int:
    after = wanted.after
    if after is None:
        return 0
    if after not in keys:
        raise unknown_place()
    return keys.index(after) + 1
