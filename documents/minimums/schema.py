"""The form of a file of demands as a JSON Schema (2020-12), made from the names that the reader goes by.

`docs/catalogue.schema.json` is this schema as a file; a test holds the two equal. TOML is held against it
with its dates written as "2022-08-01". What it cannot say (days that follow each other, the form of
Norwegian) the reader says in sentences.
"""

from collections.abc import Iterable, Mapping

from documents.minimums.entries import CatalogueKind
from documents.minimums.form import ENTRY, HEAD, MORE, SOURCE, Name, Sort
from documents.minimums.values import (
    ADDRESS,
    LARGEST_NUMBER,
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_IN_A_LIST,
    REF,
)

Schema = dict[str, object]

_LINE: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_LINE}
_OF: dict[Sort, Schema] = {
    Sort.LINE: _LINE,
    Sort.WORDS: {"type": "string", "minLength": 1, "maxLength": LONGEST_WORDS},
    Sort.LINES: {"type": "array", "items": _LINE, "maxItems": MOST_IN_A_LIST},
    Sort.DAY: {"type": "string", "format": "date"},
    Sort.NUMBER: {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER},
    Sort.YES_NO: {"type": "boolean"},
    Sort.ADDRESS: {**_LINE, "pattern": f"^{ADDRESS}$"},
    Sort.REF: {"type": "string", "pattern": f"^{REF}$"},
    Sort.KIND: {"enum": [kind.value for kind in CatalogueKind]},
}


def catalogue_schema() -> Schema:
    """The schema of a file: a whole catalogue, or one that extends another."""
    entries: dict[str, Schema] = {"entry": {"type": "array", "items": {"$ref": "#/$defs/entry"}}}
    more: dict[str, Schema] = {"more": {"type": "array", "items": {"$ref": "#/$defs/more"}}}
    extends = _table({"catalogue": HEAD["catalogue"], **SOURCE}, ("catalogue",))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A catalogue of demands",
        "description": "What ./avtaleverk add-catalogue reads. See catalogues.md.",
        "oneOf": [
            _table({**HEAD, **SOURCE}, (*_required(HEAD), "link", "entry"), entries),
            _table(SOURCE, ("extends",), {"extends": extends, **entries, **more}),
        ],
        "$defs": {
            "entry": _table({**ENTRY, **SOURCE}, _required(ENTRY)),
            "more": _table(MORE, _required(MORE)),
        },
    }


def _table(
    names: Mapping[str, Name], required: Iterable[str], tables: Mapping[str, Schema] | None = None
) -> Schema:
    properties = {name: {"description": what.told, **_OF[what.sort]} for name, what in names.items()}
    return {
        "type": "object",
        "properties": {**properties, **(tables or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _required(names: Mapping[str, Name]) -> list[str]:
    return [name for name, what in names.items() if what.required]
