"""A PDF made in a process of its own, with little memory, little time and none of our surroundings."""

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from documents.docx.writing.cover import Cover
from documents.pdf.tree import Front, front_of, tree
from documents.text import LegalText

_PATIENCE = 90
_ROOT = Path(__file__).parents[2]


class NotMade(ValueError):
    """No PDF came of the text; says why, and what to do."""

    def __init__(self, why: str, now: str) -> None:
        """Take the two sentences."""
        super().__init__(f"{why} {now}")
        self.why, self.now = why, now


def is_installed() -> bool:
    """Is the library here that sets a page? It comes with the extra «pdf»."""
    return find_spec("typst") is not None


def write_pdf(text: LegalText, cover: Cover, front: Front | None = None) -> bytes:
    """The text as PDF/A-2a, with tags, its fonts in the file; the same text and cover give the same bytes.

    Raises NotMade, where the text asks for more than the process may have, or the library is not installed.
    """
    if not is_installed():
        raise NotMade("Det som setter sidene i en PDF, er ikke installert.", "Installer tillegget «pdf».")
    given = json.dumps(tree(text, cover, front or front_of(cover)))
    command = [sys.executable, "-m", "documents.pdf"]
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "HOME": folder, "TMPDIR": folder}
        try:
            done = subprocess.run(
                command,
                input=given.encode(),
                env=surroundings,
                cwd=folder,
                capture_output=True,
                timeout=_PATIENCE,
                check=True,
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as problem:
            raise NotMade(
                "Teksten krever mer minne eller tid enn en PDF får ta, eller lar seg ikke sette som PDF/A.",
                "Ta den ut som Word; den har samme innhold.",
            ) from problem
    return done.stdout
