"""The whole database as one file, and back again: the same file for SQLite and PostgreSQL.

The file is a zip with `manifest.json` and `tables/NAME.jsonl`, one row a line. It ends with the SHA-256 of
all its other bytes, so that any changed byte is found before anything is read. It holds everything, password
hashes too, and is to be kept as safe as the database. The installation's secret is not in it: see
docs/running.md.
"""

import hashlib
import json
import os
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, DateTime, LargeBinary, MetaData, Table, func, insert, select, text
from sqlalchemy.orm import Session

from registry.errors import BadInput, RuleSaysNo
from registry.queries import log
from registry.tables import Base

FORMAT = "avtaleverk-backup-1"
_SEAL = b"avtaleverk sha256 "
_SEALED = len(_SEAL) + 64
_ROWS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    program: str
    revision: str
    """The migration its tables were made by."""
    head: str
    """The hash of the log's last entry; empty while nothing was done."""
    rows: dict[str, int]
    """How many rows each table has."""
    digests: dict[str, str]
    """The SHA-256 of each table's rows: the same rows give the same on both databases."""


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A place to write aside; what is there gets the name `path` when the block ends well.

    Raises RuleSaysNo when the name is taken, BadInput when nothing can be written there. Only the owner may
    read the file.
    """
    _take_name(path)
    aside = path.with_name(f".{path.name}.ny")
    try:
        aside.unlink(missing_ok=True)
        aside.touch(mode=0o600, exist_ok=False)
        yield aside
        with aside.open("rb") as written:
            os.fsync(written.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise


def write_backup(session: Session, path: Path, program: str, now: datetime) -> Manifest:
    """Write all rows as they are at one moment to a new file at `path`, complete and sealed.

    The session must be fresh: what it reads is what this transaction sees, whoever writes meanwhile.
    """
    _see_one_moment(session)
    head = log.head(session)
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = _SEAL + b"0" * 64
        for table in Base.metadata.sorted_tables:
            counts[table.name], digests[table.name] = _write_table(session, archive, table)
        last = head.hash if head else ""
        manifest = Manifest(now.isoformat(), program, _revision(session), last, counts, digests)
        archive.writestr("manifest.json", _to_json({"format": FORMAT, **asdict(manifest)}))
    with path.open("r+b") as file:
        file.seek(-64, 2)
        file.write(_digest(path).encode())
    return manifest


def read_manifest(path: Path) -> Manifest:
    """What this backup says of itself; raises BadInput when it is damaged, or is no backup."""
    _refuse_damaged(path)
    with zipfile.ZipFile(path) as archive:
        found = json.loads(archive.read("manifest.json"))
    if found.pop("format") != FORMAT:
        raise BadInput(f"{path} er en kopi av et slag denne utgaven ikke leser.", "", "Bruk en nyere utgave.")
    return Manifest(**found)


def restore_backup(session: Session, path: Path) -> Manifest:
    """Put every row of a backup into an empty register whose tables are of the backup's own edition.

    Raises RuleSaysNo when the register is not empty, or has tables of another edition (registry.schema brings
    it to the right one, and on from there).
    """
    manifest = read_manifest(path)
    _refuse_other_tables(session, manifest)
    tables = MetaData()
    tables.reflect(session.connection(), only=list(manifest.rows))
    refuse_rows(session, tables)
    with zipfile.ZipFile(path) as archive:
        for table in tables.sorted_tables:
            _read_table(session, archive, table)
    _set_sequences(session, tables)
    return manifest


def _take_name(path: Path) -> None:
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as taken:
        raise RuleSaysNo(
            f"{path} finnes fra før.", "En sikkerhetskopi skriver aldri over noe.", "Velg et annet navn."
        ) from taken
    except OSError as problem:
        raise BadInput(
            f"{path} kan ikke skrives.", f"Maskinen svarte «{problem.strerror}».", "Velg et annet sted."
        ) from problem


def _write_table(session: Session, archive: zipfile.ZipFile, table: Table) -> tuple[int, str]:
    """Write the rows in the order of their keys; how many, and the SHA-256 of what was written."""
    rows = session.execute(
        select(table).order_by(*table.primary_key).execution_options(yield_per=_ROWS_AT_ONCE)
    )
    count, digest = 0, hashlib.sha256()
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as file:
        for row in rows.mappings():
            line = _to_json({name: _plain(value) for name, value in row.items()}) + b"\n"
            file.write(line)
            digest.update(line)
            count += 1
    return count, digest.hexdigest()


def _read_table(session: Session, archive: zipfile.ZipFile, table: Table) -> None:
    with archive.open(f"tables/{table.name}.jsonl") as file:
        rows: list[dict[str, object]] = []
        for line in file:
            values = json.loads(line)
            rows.append({column.name: _value(column, values[column.name]) for column in table.columns})
            if len(rows) == _ROWS_AT_ONCE:
                session.execute(insert(table), rows)
                rows = []
        if rows:
            session.execute(insert(table), rows)


def _see_one_moment(session: Session) -> None:
    """On PostgreSQL a transaction sees each new commit unless it asks not to; on SQLite it never does."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def _refuse_damaged(path: Path) -> None:
    try:
        with path.open("rb") as file:
            file.seek(-_SEALED, 2)
            seal = file.read()
    except OSError as problem:
        raise BadInput(
            f"{path} er ingen sikkerhetskopi.", "Den kan ikke leses, eller er for kort."
        ) from problem
    if not seal.startswith(_SEAL):
        raise BadInput(
            f"{path} er ingen sikkerhetskopi fra Avtaleverk, eller slutten av den mangler.",
            "Ingenting er lagt tilbake, og registeret er urørt.",
            "Velg en annen kopi.",
        )
    if seal.removeprefix(_SEAL) != _digest(path).encode():
        raise BadInput(
            f"{path} er skadet.",
            "Innholdet stemmer ikke med kontrollsummen. Ingenting er lagt tilbake, og registeret er urørt.",
            "Velg en annen kopi.",
        )


def _refuse_other_tables(session: Session, manifest: Manifest) -> None:
    if manifest.revision != (ours := _revision(session)):
        raise RuleSaysNo(
            "Kopien er ikke lagt tilbake.",
            f"Den er fra tabellene {manifest.revision}, og registeret her har {ours}.",
            f"Legg den tilbake med Avtaleverk {manifest.program}, og kjør «avtaleverk migrate» i den nye.",
        )


def refuse_rows(session: Session, tables: MetaData) -> None:
    """Refuse to put anything on top of what is there; raises RuleSaysNo."""
    for table in tables.sorted_tables:
        if session.scalar(select(func.count()).select_from(table)):
            raise RuleSaysNo(
                "Kopien er ikke lagt tilbake.",
                "Registeret er ikke tomt, og en kopi legges aldri oppå noe som finnes. Alt er som før.",
                "Bruk en tom mappe med --data, eller en tom database.",
            )


def _set_sequences(session: Session, tables: MetaData) -> None:
    """Let PostgreSQL give the next row a number after the highest."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in tables.sorted_tables:
        if "id" in table.columns and (highest := session.scalar(select(func.max(table.c.id)))):
            sequence = func.pg_get_serial_sequence(f'"{table.name}"', "id")
            session.execute(select(func.setval(sequence, highest)))


def _revision(session: Session) -> str:
    return str(session.scalar(text("SELECT version_num FROM alembic_version")))


def _digest(path: Path) -> str:
    """SHA-256 of all but the last 64 bytes."""
    digest = hashlib.sha256()
    left = path.stat().st_size - 64
    with path.open("rb") as file:
        for chunk in _chunks(file, left):
            digest.update(chunk)
    return digest.hexdigest()


def _chunks(file: Any, left: int) -> Iterator[bytes]:
    while left > 0 and (chunk := file.read(min(left, 1 << 20))):
        left -= len(chunk)
        yield chunk


def _to_json(table: Mapping[str, object]) -> bytes:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if isinstance(value, date | datetime) else value


def _value(column: Column[Any], value: Any) -> object:
    if value is None:
        return None
    if isinstance(column.type, LargeBinary):
        return b64decode(value)
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value
