"""Is the installation as it should be? One sentence about each thing; nothing is changed."""

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from registry import schema
from registry.cli.findings import Finding
from registry.database import Database, wal_is_safe
from registry.mail import is_address, is_near
from registry.settings import Settings, SmtpTls

OLDEST_PYTHON = (3, 11)
LEAST_SPACE = 1_000_000_000
LEAST_SHARE = 0.1
_MUST_BE_ON = {
    "fsync": "uten den kan et vedtak gå tapt ved strømbrudd",
    "full_page_writes": "uten den kan databasen bli ødelagt ved strømbrudd",
    "synchronous_commit": "uten den kan det siste som ble lagret, gå tapt ved strømbrudd",
}


def examine(settings: Settings) -> list[Finding]:
    """All that can be looked at; what rests on the database is left out where it cannot be reached."""
    return [
        _python(),
        _settings(settings),
        _disk(settings.data),
        _secret(settings.secret_path),
        _style_sheet(),
        _mail(settings),
        *_database(settings),
    ]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", ok, f"Python er {version}; Avtaleverk trenger 3.11 eller nyere.")


def _settings(settings: Settings) -> Finding:
    database = make_url(settings.database).render_as_string(hide_password=True)
    places = f"Data ligger i {settings.data.absolute()}, og databasen er {database}."
    rest = f"Søket er {settings.search_engine.value}, og adressen utad er {settings.base_url}."
    return Finding("innstillinger", True, f"{places} {rest}")


def _disk(folder: Path) -> Finding:
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    usage = shutil.disk_usage(there)
    free = f"Det er {usage.free / 1e9:.1f} GB ledig der dataene ligger"
    if usage.free < LEAST_SPACE or usage.free < usage.total * LEAST_SHARE:
        return Finding("disk", False, f"{free}; det er for lite. Rydd plass før noe ikke lar seg lagre.")
    return Finding("disk", True, f"{free}.")


def _secret(path: Path) -> Finding:
    if not path.exists():
        return Finding(
            "hemmelighet", True, f"{path} finnes ikke ennå; den lages første gang registeret åpnes."
        )
    if path.stat().st_mode & 0o077:
        told = f"{path} kan leses av andre enn eieren. Rett det med: chmod 600 {path}"
        return Finding("hemmelighet", False, told)
    return Finding("hemmelighet", True, f"Bare eieren kan lese {path}.")


def _style_sheet() -> Finding:
    from registry.web.app import designsystemet

    try:
        return Finding("stilark", True, f"Stilarket fra Designsystemet ligger i {designsystemet()}.")
    except FileNotFoundError as missing:
        return Finding("stilark", False, str(missing))


def _mail(settings: Settings) -> Finding:
    """Whether letters can be sent from here; a register without a mail server is as it should be, too."""
    if not settings.smtp_host and not settings.smtp_sender:
        told = "Ingen e-posttjener er satt opp. Brev i utboksen sendes da fra eget e-postprogram."
        return Finding("e-post", True, told)
    if not settings.sends_mail:
        return Finding("e-post", False, "E-post trenger både AVTALEVERK_SMTP_HOST og AVTALEVERK_SMTP_SENDER.")
    if not is_address(parseaddr(settings.smtp_sender)[1]):
        told = f"AVTALEVERK_SMTP_SENDER er «{settings.smtp_sender}», og det er ingen e-postadresse."
        return Finding("e-post", False, told)
    try:
        has_password = bool(settings.smtp_password)
    except OSError as problem:
        return Finding("e-post", False, f"Passordet for e-posttjeneren kan ikke leses: {problem.strerror}.")
    place = f"{settings.smtp_host}:{settings.smtp_port}"
    if settings.smtp_tls is SmtpTls.INGEN and not is_near(settings.smtp_host):
        return Finding("e-post", False, f"Brev går til {place} uten kryptering. Sett AVTALEVERK_SMTP_TLS.")
    if settings.smtp_user and not has_password:
        told = "AVTALEVERK_SMTP_USER er satt, men ikke AVTALEVERK_SMTP_PASSWORD_FILE."
        return Finding("e-post", False, told)
    return Finding("e-post", True, f"Brev går til {place} fra {settings.smtp_sender}.")


def _database(settings: Settings) -> Iterator[Finding]:
    """Whether the database can be reached and is current, and then whether it keeps what it is given."""
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        yield Finding(
            "database", False, f"{url.database} finnes ikke. Kjør «avtaleverk migrate» eller «demo»."
        )
        return
    database = None
    try:
        database = Database(settings.database)
        yield from _reached(database, settings)
    except SQLAlchemyError as problem:
        first = str(problem).strip().splitlines()[0]
        yield Finding("database", False, f"Databasen svarte ikke som den skulle: {first}")
    finally:
        if database is not None:
            database.close()


def _reached(database: Database, settings: Settings) -> Iterator[Finding]:
    if not schema.is_current(database):
        yield Finding("database", False, "Tabellene er ikke fra denne utgaven. Kjør «avtaleverk migrate».")
        return
    yield Finding("database", True, "Databasen svarer, og tabellene er fra denne utgaven.")
    missing = ", ".join(sorted(schema.missing_guards(database)))
    guarded = "Vernet av det som er vedtatt, er på plass."
    yield Finding("vern", not missing, f"Disse vernene mangler: {missing}." if missing else guarded)
    yield from _sqlite(database) if database.is_sqlite else _postgres(database)
    yield from _search(settings, database)


def _sqlite(database: Database) -> Iterator[Finding]:
    with database.engine.connect() as connection:
        sound = connection.execute(text("PRAGMA quick_check")).scalar()
        journal = connection.execute(text("PRAGMA journal_mode")).scalar()
    why = "er fri for feilen i WAL" if wal_is_safe() else "har feilen i WAL, så WAL brukes ikke"
    chosen = f"SQLite {sqlite3.sqlite_version} {why}; journalen er «{journal}»."
    yield Finding("SQLite", wal_is_safe() or journal != "wal", chosen)
    yield Finding("databasefilen", sound == "ok", f"SQLite sier om filen: {sound}.")


def _postgres(database: Database) -> Iterator[Finding]:
    with database.engine.connect() as connection:
        for setting, why in _MUST_BE_ON.items():
            value = connection.execute(text(f"SHOW {setting}")).scalar()
            is_on = value != "off"
            yield Finding(
                setting, is_on, f"{setting} er {value}." if is_on else f"{setting} er av; {why}. Slå den på."
            )
        summed = connection.execute(text("SHOW data_checksums")).scalar()
    told = "er på" if summed == "on" else "er av; skader på disken oppdages da senere. Det er ingen feil"
    yield Finding("data_checksums", True, f"Kontrollsummer i databasen {told}.")


def _search(settings: Settings, database: Database) -> Iterator[Finding]:
    from registry.cli.health_search import of_search

    return of_search(settings, database)
