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


class WholeFiles(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder of files that are read whole."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)

    def open_file(self, name: str, **told: Any) -> Any:
        """The file as it is now."""
        return BufferFile(Path(self._fpath(name)).read_bytes(), name=name, **told)
