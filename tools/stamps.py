"""Whether a part of the set-up was made from its lock file as that reads now.

The stamp is the lock file itself, kept in the part. Imports next to nothing: every start of Avtaleverk asks.
"""

import os

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
RUN_TIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
STYLE = "package-lock.json"


def is_set_up(root: str, packages: str = RUN_TIME) -> bool:
    """Is everything in place, so that the register can run from this folder at once?"""
    return has_packages(root, packages) and has_style_sheet(root)


def has_packages(root: str, lock: str) -> bool:
    """Is .venv made from this lock file, and is the Python it was made with still on the machine?"""
    return os.access(os.path.join(root, ".venv/bin/python"), os.X_OK) and _is_current(root, ".venv", lock)


def has_style_sheet(root: str) -> bool:
    """Is node_modules made from its lock file?"""
    return _is_current(root, "node_modules", STYLE)


def stamp(built: str, root: str, lock: str) -> None:
    """Say that what is built was made from this lock file, to stand in this folder."""
    with open(os.path.join(built, "made-from-" + lock), "wb") as made_from:
        made_from.write(_stamp(root, lock))


def _is_current(root: str, part: str, lock: str) -> bool:
    try:
        with open(os.path.join(root, part, "made-from-" + lock), "rb") as made_from:
            return made_from.read() == _stamp(root, lock)
    except FileNotFoundError:
        return False


def _stamp(root: str, lock: str) -> bytes:
    """The place counts: the scripts of an environment that was moved point to where it was."""
    with open(os.path.join(root, lock), "rb") as content:
        return os.fsencode(root) + b"\n" + content.read()
