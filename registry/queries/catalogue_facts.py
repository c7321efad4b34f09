"""Entries of the catalogues as programs read them: the same names in the terminal and in the API."""

from collections.abc import Mapping
from datetime import date

from documents.minimums import Catalogue, Minimum
from registry.queries.catalogues import Entry, Signature


def entry_facts(state: Minimum, on: date, signature: Signature | None) -> dict[str, object]:
    """One state of a demand: what it says, how it stands that day, where it was read, who stands for it."""
    return {
        "key": state.key,
        "nr": state.nr,
        "label": state.label,
        "label_nn": state.label_nn,
        "demand": state.demand,
        "demand_nn": state.demand_nn,
        "form": state.form,
        "form_nn": state.form_nn,
        "duty_of": state.duty_of,
        "duty_of_nn": state.duty_of_nn,
        "since": state.since.isoformat(),
        "until": _iso(state.until),
        "in_force": state.applies(on),
        "guidance": _iso(state.guidance),
        "deadline": _iso(state.deadline),
        "amended_by": state.amended_by,
        "source": str(state.source),
        "link": state.source.link,
        "reading": state.reading,
        "note": state.note,
        "note_nn": state.note_nn,
        "read_in": state.read_in,
        "read_at": state.read_at,
        "read_by": state.read_by,
        "read_on": _iso(state.read_on),
        "evidence": list(state.evidence),
        "evidence_nn": list(state.evidence_nn),
        "terms_nb": list(state.terms_nb),
        "terms_nn": list(state.terms_nn),
        "entry_hash": state.entry_hash,
        "signature": signature_facts(signature) if signature else None,
    }


def signature_facts(signature: Signature) -> dict[str, object]:
    """The last word of a person about an entry."""
    return {
        "signed_by": signature.signed_by,
        "signed_on": signature.signed_on.isoformat(),
        "holds": signature.holds,
        "fits": signature.fits,
        "note": signature.note,
    }


def catalogue_facts(catalogue: Catalogue, on: date, signed: Mapping[Entry, Signature]) -> dict[str, object]:
    """A catalogue with every state of its demands."""
    return {
        "ref": catalogue.ref,
        "kind": catalogue.kind.value,
        "title": catalogue.title,
        "title_nn": catalogue.title_nn,
        "link": catalogue.link,
        "entries": [
            entry_facts(state, on, signed.get((state.catalogue, state.nr, state.since)))
            for state in catalogue.entries
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
