"""What an installation can be told, by environment variables that begin with AVTALEVERK_."""

import os
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "AVTALEVERK_"
FOR_TESTS = "AVTALEVERK_TEST_"


class SearchEngine(StrEnum):
    """Which engine finds."""

    WHOOSH = "whoosh"
    POSTGRES = "postgres"


class SmtpTls(StrEnum):
    """How the line to the mail server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    INGEN = "ingen"


class WrongSettings(Exception):
    """A setting is unknown or cannot be used; the message says which and what was meant."""


class Settings(BaseSettings):
    """The settings of one installation. See docs/running.md."""

    model_config = SettingsConfigDict(env_prefix=PREFIX)

    data: Path = Path("data")
    database_url: str = ""
    base_url: str = "http://127.0.0.1:8000"
    secret_file: Path | None = None
    search: SearchEngine | None = None
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password_file: Path | None = None
    smtp_sender: str = ""
    smtp_tls: SmtpTls = SmtpTls.STARTTLS

    @cached_property
    def database(self) -> str:
        """The database's address, as SQLAlchemy reads it."""
        return self.database_url or f"sqlite:///{self.data.absolute() / 'avtaleverk.sqlite3'}"

    @property
    def uses_postgres(self) -> bool:
        """Is the database PostgreSQL?"""
        return self.database.startswith("postgresql")

    @property
    def search_engine(self) -> SearchEngine:
        """The chosen engine, or the one that fits the database."""
        return self.search or (SearchEngine.POSTGRES if self.uses_postgres else SearchEngine.WHOOSH)

    @property
    def sends_mail(self) -> bool:
        """Is there a mail server, and an address that letters come from?"""
        return bool(self.smtp_host and self.smtp_sender)

    @property
    def smtp_password(self) -> str:
        """The password for the mail server, read where it lies; raises OSError where it cannot be."""
        return self.smtp_password_file.read_text(encoding="utf-8").strip() if self.smtp_password_file else ""

    @property
    def secret_path(self) -> Path:
        """Where the installation's secret lies."""
        return self.secret_file or self.data / "secret"


def load_settings() -> Settings:
    """The settings of this process; raises WrongSettings for a key nobody knows."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    for key in os.environ:
        if key.startswith(PREFIX) and not key.startswith(FOR_TESTS) and key not in known:
            raise WrongSettings(_unknown(key, sorted(known)))
    try:
        return Settings()
    except ValueError as wrong:
        raise WrongSettings(f"En innstilling kan ikke brukes: {wrong}") from wrong


def _unknown(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, n=1)
    meant = f"Mente du {near[0]}?" if near else f"De som finnes, er {', '.join(known)}."
    return f"Innstillingen {key} finnes ikke. {meant} Ingenting er startet eller endret."
