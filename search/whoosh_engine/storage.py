"""The files of an index, each read whole into memory when it is opened.

Whoosh would map them. Who touches the map of a file that somebody has shortened is ended by the system
(SIGBUS), and a damaged index must never take the server with it.
"""

import warnings
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import BufferFile

PIECE = ".seg"
"""How the names of the files end that hold a whole segment."""


class WholeFiles(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder of files that are read whole.

    `kept` are pieces that were read before, by their names: a piece is never changed, only taken away.
    """

    def __init__(self, folder: Path, kept: dict[str, bytes] | None = None) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self._kept = kept

    def open_file(self, name: str, **told: Any) -> Any:
        """The file as it is now."""
        if self._kept is None or not name.endswith(PIECE):
            return BufferFile(Path(self._fpath(name)).read_bytes(), name=name, **told)
        if name not in self._kept:
            self._kept[name] = Path(self._fpath(name)).read_bytes()
        return BufferFile(self._kept[name], name=name, **told)
