"""Runs the checks and the tests, the quick ones first. Started by ./test.

./test               format, lint, types, import contracts, then every test
./test --full        the same, with the slow suites at their full count
./test tests/search  only pytest, with these arguments
"""

import os
import shutil
import subprocess
import sys

from set_up import prepare, say, told_plainly
from stamps import ROOT

CHECKS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "lint-imports": [".venv/bin/lint-imports"],
}
JUDGES = {"soffice": "libreoffice-writer-nogui", "pandoc": "pandoc", "pdftotext": "poppler-utils"}
"""Other programs that judge the Word and PDF files we make, and the packages they come in."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

EVERYTHING = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
"""All tests at once take as many processes as there are processors; a file stays in one of them. The order is
that of tests/conftest.py: the slow ones first, so that none is left waiting for one at the end."""


def main(arguments: list[str]) -> int:
    """Check, test, and answer with the exit code: pytest's own, or 1 where only a check found something."""
    with told_plainly(ROOT):
        prepare(ROOT, development=True)
    environment = dict(os.environ, PYTHONPATH=ROOT)
    if browser := _browser():
        environment["AVTALEVERK_TEST_CHROMIUM"] = browser
    elif os.environ.get("CI") == "true":
        say("Testene ble ikke kjørt, fordi Chromium mangler, og CI=true krever nettlesertestene.")
        return 1
    else:
        say("!!! NETTLESERTESTENE HOPPES OVER, fordi Chromium mangler. Installer pakken chromium. !!!")
    _call_judges()
    if "--full" in arguments:
        arguments.remove("--full")
        environment["AVTALEVERK_TEST_FULL"] = "1"
    failed = [] if arguments else [name for name, check in CHECKS.items() if _python(check, environment)]
    if failed:
        say(f"Ikke i orden: {', '.join(failed)}. Testene kjøres likevel, men svaret blir nei (kode 1).")
    return _python(["-m", "pytest", *(arguments or EVERYTHING)], environment) or int(bool(failed))


def _python(arguments: list[str], environment: dict[str, str]) -> int:
    return subprocess.run([".venv/bin/python", *arguments], cwd=ROOT, env=environment, check=False).returncode


def _browser() -> str | None:
    """The system's Chromium, installed if that can be done without asking anyone."""
    if not _installed_browser() and os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installerer Chromium til nettlesertestene ...")
        _apt_get("update")
        _apt_get("install", "-y", "--no-install-recommends", "chromium")
    return _installed_browser()


def _call_judges() -> None:
    """Say which judges are missing; on a build server they are installed if that can be done unasked."""
    missing = [package for program, package in JUDGES.items() if not shutil.which(program)]
    if missing and os.environ.get("CI") == "true" and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installerer {', '.join(missing)} til testene av Word-filer ...")
        _apt_get("update")
        _apt_get("install", "-y", "--no-install-recommends", *missing, "python3-uno")
    for program, package in JUDGES.items():
        if not shutil.which(program):
            say(f"!!! {program} MANGLER ({package}): testene der det dømmer filene våre, hoppes over. !!!")


def _installed_browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _apt_get(*arguments: str) -> None:
    unattended = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "-q", *arguments], env=unattended, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
