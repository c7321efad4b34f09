"""One running installation: its settings, database, secret and search, opened together."""

import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from registry import schema
from registry.database import Database
from registry.errors import RegisterError
from registry.indexing import Index
from registry.settings import Settings, load_settings

SECRET_BYTES = 32


class NotReady(RegisterError):
    """The installation cannot be used as it is."""

    status, code = 503, "ikke-klar"


class Worker(Protocol):
    """Somebody who works in the background."""

    def close(self) -> None:
        """Let go of the work, and be done when this returns."""


@dataclass(frozen=True, slots=True)
class House:
    """What web and command line share."""

    settings: Settings
    database: Database
    secret: bytes
    index: Index
    workers: list[Worker] = field(default_factory=list, compare=False)
    """Those who work in the background here, and are stopped before the rest is closed."""

    @property
    def seal_key(self) -> bytes:
        """What Word files that leave this installation are signed with."""
        return seal_key(self.secret)

    def close(self) -> None:
        """Let go of the database and the index, when those who use them have stopped."""
        for worker in self.workers:
            worker.close()
        self.index.close()
        self.database.close()


def open_house(settings: Settings | None = None) -> House:
    """Open the installation; raises NotReady when its tables are not those this program expects."""
    settings = settings or load_settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    if not schema.is_current(database):
        database.close()
        raise NotReady(
            "Databasen er ikke klar.",
            "Tabellene mangler eller er fra en annen utgave.",
            "Kjør «avtaleverk migrate».",
        )
    return House(settings, database, read_secret(settings), Index(settings, database))


def seal_key(secret: bytes) -> bytes:
    """The key of the seals, made from the installation's secret so that the secret itself is never used."""
    return hmac.digest(secret, b"segl", "sha256")


def read_secret(settings: Settings) -> bytes:
    """The installation's secret; made the first time, for its owner alone. Raises NotReady if spoiled."""
    path = settings.secret_path
    if not path.exists():
        _make_secret(path)
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) < SECRET_BYTES:
        raise NotReady(
            f"Hemmeligheten i {path} kan ikke brukes.",
            "Filen er skadet, eller er ikke laget av Avtaleverk.",
            "Legg tilbake den riktige. Tar du filen bort, lages en ny; da må alle logge inn på nytt, "
            "og ingen nøkler virker lenger.",
        )
    return secret


def _make_secret(path: Path) -> None:
    """Write it aside and name it in one move: of several that start at once, the first one's stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    aside.touch(mode=0o600, exist_ok=False)
    try:
        aside.write_text(secrets.token_bytes(SECRET_BYTES).hex(), encoding="ascii")
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        aside.unlink()
