"""Which case packages were asked for, how far has each come, and what has changed since it was made?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from registry.errors import NotFound, RegisterError, RuleSaysNo
from registry.queries import documents, log, package_files
from registry.queries.documents import VersionView
from registry.queries.exports import File, Format
from registry.queries.package_receivers import basis_of, stand_of
from registry.tables import CasePackageRow, CommunityRow, DocumentRow, PackageState, VersionRow

ZIP = "application/zip"
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class PackageView:
    """One package, the version it is of, and who asked for it."""

    row: CasePackageRow
    version: VersionView
    """As it stood on the package's day."""
    asked_by: str

    @property
    def is_under_way(self) -> bool:
        """Is it waiting or being made?"""
        return self.row.state in {PackageState.I_KO, PackageState.LAGES}

    @property
    def is_made(self) -> bool:
        """Can it be handed out?"""
        return self.row.state is PackageState.FERDIG

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What was made, as `package_files.manifest_of` tells it; empty until it is."""
        told: dict[str, Any] = json.loads(self.row.manifest)
        return told

    @property
    def sets(self) -> Sequence[Mapping[str, Any]]:
        """Each party's set: who it is for, and its files."""
        sets: Sequence[Mapping[str, Any]] = self.manifest.get("sets", ())
        return sets

    def to_dict(self) -> dict[str, object]:
        """The package as a plain table; the names are stable (docs/rules.md)."""
        row = self.row
        return {
            "ref": row.ref,
            "version": self.version.ref,
            "on": row.day.isoformat(),
            "state": row.state.value,
            "done": row.done,
            "total": row.total,
            "trouble": row.trouble,
            "asked_at": row.asked_at.isoformat(),
            "made_at": row.made_at.isoformat() if row.made_at else None,
            "hash": self.manifest.get("hash"),
            "sets": [dict(each) for each in self.sets],
        }


def packages_of(session: Session, community: CommunityRow, view: VersionView) -> list[PackageView]:
    """Every package of this version, the latest first."""
    wanted = select(CasePackageRow).where(
        CasePackageRow.community_id == community.id, CasePackageRow.version_id == view.row.id
    )
    return [_view(session, row) for row in session.scalars(wanted.order_by(CasePackageRow.id.desc()))]


def package(session: Session, community: CommunityRow, ref: str) -> PackageView:
    """The package with this name; raises NotFound."""
    wanted = select(CasePackageRow).where(
        CasePackageRow.community_id == community.id, CasePackageRow.ref == ref
    )
    row = session.scalars(wanted).first()
    if row is None:
        raise NotFound("Sakspakken finnes ikke.", "", "Se listen over sakspakker under versjonen.")
    return _view(session, row)


def whole_file(session: Session, view: PackageView) -> File:
    """Everything as one zip, as it was handed out; raises RuleSaysNo while it is not made."""
    return File(f"sakspakker-{_name(view)}.zip", ZIP, _data(session, view))


def party_file(session: Session, view: PackageView, party: str) -> File:
    """One party's set as a zip; raises NotFound where the package holds none for it."""
    folder = str(_set(view, party)["folder"])
    data = package_files.party_zip(_data(session, view), folder)
    return File(f"sakspakke-{_name(view)}-{party}.zip", ZIP, data)


def single_file(session: Session, view: PackageView, party: str, number: int) -> File:
    """One file of one party's set, by its place in the list from 1; raises NotFound."""
    told = _set(view, party)
    files = told["files"]
    if not 1 <= number <= len(files):
        raise NotFound(f"{told['name']} har ingen fil nummer {number}.", "", "Se listen over filene.")
    name = str(files[number - 1]["name"])
    data = package_files.one_file(_data(session, view), str(told["folder"]), name)
    return File(name, _TEXT if name.endswith(".txt") else Format.DOCX.media_type, data)


def changed_since(session: Session, community: CommunityRow, view: PackageView, on: date) -> tuple[str, ...]:
    """What the papers rest on that reads otherwise on that day: "trukket", "mal", "frist", "klassifisering",
    "parter", "vedtak". Empty where nothing does, and of a package that is not made."""
    if not view.is_made or on < view.row.day:
        return ()
    row = session.get_one(VersionRow, view.row.version_id)
    now = documents.view(session, session.get_one(DocumentRow, row.document_id), row, on)
    try:
        basis = basis_of(session, community, now, stand_of(session, community, now))
    except RegisterError:  # withdrawn since, or no longer each party's own to decide
        return ("trukket",)
    kept = view.manifest["basis"]
    return tuple(word for word, key in _TOLD.items() if basis[key] != kept.get(key))


_TOLD = {
    "mal": "template",
    "frist": "deadline",
    "klassifisering": "change",
    "parter": "parties",
    "vedtak": "adopted",
}


def _view(session: Session, row: CasePackageRow) -> PackageView:
    version = session.get_one(VersionRow, row.version_id)
    document = session.get_one(DocumentRow, version.document_id)
    return PackageView(
        row, documents.view(session, document, version, row.day), log.name_of(session, row.asked_by)
    )


def _data(session: Session, view: PackageView) -> bytes:
    if not view.is_made:
        raise RuleSaysNo(
            "Sakspakkene kan ikke lastes ned.",
            view.row.trouble or "De er ikke ferdige ennå.",
            "Be om dem en gang til." if view.row.trouble else "Vent til de er laget.",
        )
    wanted = select(CasePackageRow).where(CasePackageRow.id == view.row.id)
    return session.scalars(wanted.options(undefer(CasePackageRow.data))).one().data


def _set(view: PackageView, party: str) -> Mapping[str, Any]:
    found = next((each for each in view.sets if each["party"] == party), None)
    if found is None:
        raise NotFound(
            f"Pakken har ingen mappe for «{party[:60]}».", "", "Se hvilke parter pakken er laget for."
        )
    return found


def _name(view: PackageView) -> str:
    return f"{view.version.document.ref}-{view.version.row.number}-{view.row.day.isoformat()}"
