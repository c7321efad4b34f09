"""Starts the register, and sets it up first where that is needed. Started by ./avtaleverk."""

import os
import sys

from stamps import ROOT, is_set_up


def main(arguments: list[str]) -> None:
    """Become the register. Its code is found from any folder, and nothing in that folder is taken for it."""
    if not is_set_up(ROOT):
        from set_up import prepare, told_plainly

        with told_plainly(ROOT):
            prepare(ROOT)
    python = os.path.join(ROOT, ".venv/bin/python")
    os.environ["PYTHONPATH"] = ROOT
    os.execv(python, [python, "-P", "-m", "registry.cli.main", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
