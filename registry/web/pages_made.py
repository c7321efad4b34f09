"""Pages lately made for readers who are not signed in, kept by their ETag.

The ETag holds all that a page depends on (registry.web.visits.etag_of), so a kept page can never be stale:
after any act in the register it is asked for under another name. It only spares making it again.
"""

from collections import OrderedDict
from threading import Lock

MOST_BYTES = 8_000_000


class PagesMade:
    """The pages used last, as many as there is room for. Safe to share between threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._held = 0
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, etag: str) -> bytes | None:
        """The page with this ETag, if it is still here."""
        with self._lock:
            page = self._pages.get(etag)
            if page is not None:
                self._pages.move_to_end(etag)
            return page

    def keep(self, etag: str, page: bytes) -> None:
        """Keep a page, and let go of those unused the longest."""
        with self._lock:
            self._held += len(page) - len(self._pages.pop(etag, b""))
            self._pages[etag] = page
            while self._held > self._most and self._pages:
                self._held -= len(self._pages.popitem(last=False)[1])


PAGES = PagesMade()
