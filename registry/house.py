"""One running installation: its settings, database, secret and search, opened together."""

import secrets
from dataclasses import dataclass

from registry import schema
from registry.database import Database
from registry.errors import RegisterError
from registry.indexing import Index
from registry.settings import Settings, load_settings

SECRET_BYTES = 32


class NotReady(RegisterError):
    """The installation cannot be used as it is."""

    status, code = 503, "ikke-klar"


@dataclass(frozen=True, slots=True)
class House:
    """What web and command line share."""

    settings: Settings
    database: Database
    secret: bytes
    index: Index

    def close(self) -> None:
        """Let go of the database and the index."""
        self.index.close()
        self.database.close()


def open_house(settings: Settings | None = None) -> House:
    """Open the installation; raises NotReady when its tables are not those this program expects."""
    settings = settings or load_settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    if not schema.is_current(database):
        raise NotReady(
            "Databasen er ikke klar.",
            "Tabellene mangler eller er fra en annen utgave.",
            "Kjør «avtaleverk migrate».",
        )
    return House(settings, database, read_secret(settings), Index(settings, database))


def read_secret(settings: Settings) -> bytes:
    """The installation's secret; made the first time, readable by its owner alone."""
    path = settings.secret_path
    try:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        made = secrets.token_bytes(SECRET_BYTES)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(made.hex(), encoding="ascii")
    return made
