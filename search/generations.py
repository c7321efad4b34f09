"""Generations of an index in one folder: a new one is built aside, and takes its place in one move."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CURRENT = "CURRENT"
OWNER_ONLY = 0o700


@dataclass(frozen=True, slots=True)
class Generation:
    """One finished index."""

    folder: Path
    rules: str
    """The fingerprint of the rules it was made with."""


@dataclass(frozen=True, slots=True)
class Generations:
    """The folder that holds them. It is its owner's alone, for whoever can write here can run code."""

    folder: Path

    def current(self) -> Generation | None:
        """The generation in use, or None."""
        try:
            name, rules = (self.folder / CURRENT).read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return None
        return Generation(self.folder / name, rules)

    def prepared(self) -> Path:
        """The folder, there and closed to others."""
        self.folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
        self.folder.chmod(OWNER_ONLY)
        return self.folder

    @contextmanager
    def building(self, rules: str) -> Iterator[Path]:
        """An empty folder for a new generation; it is the current one when the block ends well.

        One at a time: the generations before it are cleared away, finished or not.
        """
        new = self.prepared() / f"index-{secrets.token_hex(8)}"
        new.mkdir(mode=OWNER_ONLY)
        try:
            yield new
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        self._publish(new, rules)

    def _publish(self, new: Path, rules: str) -> None:
        _sync(new)
        note = self.folder / f"{CURRENT}-{new.name}"
        note.write_text(f"{new.name} {rules}\n", encoding="ascii")
        _sync_one(note)
        os.replace(note, self.folder / CURRENT)
        _sync_one(self.folder)
        for other in self.folder.glob("index-*"):
            if other != new:
                shutil.rmtree(other, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Whoosh itself leaves the writing to the system; after this the files are on the disk."""
    for path in folder.iterdir():
        _sync_one(path)
    _sync_one(folder)


def _sync_one(path: Path) -> None:
    with suppress(PermissionError):  # some systems open no folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
