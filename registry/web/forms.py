"""Forms: what was typed, read once and shown again when the register says no."""

from collections.abc import AsyncIterator, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from registry import fields
from registry.errors import BadInput, RegisterError
from registry.web.rendering import PageContext, environment

E = TypeVar("E", bound=StrEnum)
MOST_FIELDS, LARGEST_FIELD = 500, 4_000_000
MOST_FILES = 100
"""Files that are read of one form; the page says how many it wants."""


class Typed:
    """What a person typed into a form. Reading a field that was not sent gives an empty string."""

    def __init__(self, form: FormData) -> None:
        """Take the form as it came."""
        self._form = form

    def __getitem__(self, name: str) -> str:
        """The field as typed."""
        value = self._form.get(name, "")
        return value if isinstance(value, str) else ""

    def all(self, name: str) -> list[str]:
        """Every value of a field that may be ticked several times."""
        return [value for value in self._form.getlist(name) if isinstance(value, str)]

    def values(self) -> Mapping[str, str]:
        """All that was typed, to be shown again."""
        return {name: value for name, value in self._form.items() if isinstance(value, str)}

    def file(self, name: str) -> UploadFile | None:
        """An uploaded file, or None. Raises BadInput where there are several: none is left out in silence."""
        chosen = self.files(name)
        if len(chosen) > 1:
            raise BadInput(
                f"Det er valgt {len(chosen)} filer.",
                "Her er det plass til én om gangen.",
                "Velg én av dem. Ingen av filene er tatt inn.",
                name,
            )
        return chosen[0] if chosen else None

    def files(self, name: str) -> list[UploadFile]:
        """All the files that were chosen in a field that takes several."""
        return [each for each in self._form.getlist(name) if isinstance(each, UploadFile) and each.filename]

    def choice(self, name: str, kind: type[E], told: str) -> E:
        """One of an enum's words; raises BadInput."""
        try:
            return kind(self[name])
        except ValueError as wrong:
            raise BadInput(f"{told} er ikke valgt.", "", "Velg fra listen.", name) from wrong

    def number(self, name: str, told: str, lowest: int = 0, highest: int = 100_000) -> int | None:
        """A whole number, or None where nothing is typed; raises BadInput."""
        words = self[name].strip()
        if not words:
            return None
        if not words.isascii() or not words.isdecimal() or not lowest <= int(words[:9]) <= highest:
            raise BadInput(f"{told} er ikke et helt tall fra {lowest} til {highest}.", field=name)
        return int(words)

    def line(self, name: str, told: str, required: bool = True) -> str:
        """One line of text; raises BadInput."""
        return fields.line(self[name], name, told, required)

    def text(self, name: str, told: str, required: bool = True) -> str:
        """Some lines of text; raises BadInput."""
        return fields.text(self[name], name, told, required)


async def typed(request: Request) -> AsyncIterator[Typed]:
    """The form that came with a request. Use as `Annotated[Typed, Depends(typed)]`."""
    form = request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD)
    async with form as read:
        yield Typed(read)


def errors_of(refused: RegisterError) -> Mapping[str, str]:
    """The sentence for each field, as the form macros want it; what belongs to no field stands under ""."""
    field = refused.field if isinstance(refused, BadInput) else ""
    return {field: str(refused)}


def options(page: PageContext, members: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """The words of an enum as a select or radio macro wants them, in the reader's written form."""
    told = environment(page.language).filters["ord"]
    return [(member.value, told(member)) for member in members]
