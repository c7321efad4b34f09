"""What is newly found by a search, as a feed that other programs follow (Atom, RFC 4287).

An entry keeps its name (id, RFC 4151) for the same place of the same version for ever, whatever becomes of it
and whatever address the site has moved to within the host, so that a reader is told of it once.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

from fastapi import Request
from fastapi.responses import Response

from documents.markdown import plain as without_marks
from registry.web.rendering import environment
from registry.web.searching import Shown
from search.entries import Hit, Results
from search.snippets import plain

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
MOST_ENTRIES = 50
NAMED_IN = 2026
"""The year by which names are given (RFC 4151). It never changes: it would make every entry new."""
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed changed last in which nothing has come."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as its readers know it."""

    site: str
    """The register's own address, without a stroke at the end."""
    community: str
    community_name: str
    query: str
    """As it was typed; empty for all that is new."""
    name: str
    """What is its own in the name of the feed: "sok?q=ambulanse"."""
    address: str = ""
    """Where it is fetched; empty where the address is a secret, which is not to be passed on with it."""

    @property
    def title(self) -> str:
        """What readers see in their list."""
        return f"Nytt om «{self.query}» – {self.community_name}" if self.query else self.all_new

    @property
    def all_new(self) -> str:
        """The title where nothing narrows it."""
        return f"Nytt i {self.community_name}"

    @property
    def page(self) -> str:
        """The same search on a page."""
        asked = {"q": self.query, "sorter": "nyeste", "helsefellesskap": self.community}
        return f"{self.site}/sok?{urlencode({name: value for name, value in asked.items() if value})}"

    def tag(self, specific: str) -> str:
        """A name that never changes (RFC 4151)."""
        host = urlsplit(self.site).hostname or "avtaleverk"
        return f"tag:{host},{NAMED_IN}:{quote(f'{self.community}/{specific}', safe='/@#?=&+:-._~')}"


def all_words(found: Results) -> tuple[Hit, ...]:
    """The hits with every word that must be met, as typed: nobody is sent news of what is only like it."""
    return () if found.relaxed or found.corrected else found.hits


def feed(told: Feed, found: Results) -> bytes:
    """The feed as XML, the latest first as they come. What has no moment came when the register began."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "nb"})
    hits = all_words(found)
    _put(root, "id", told.tag(told.name))
    _put(root, "title", told.title)
    _put(root, "updated", max(map(_moment, hits), default=BEGINNING).isoformat())
    if found.problem:
        _put(root, "subtitle", found.problem)
    author = ET.SubElement(root, "author")
    _put(author, "name", told.community_name)
    if told.address:
        _link(root, "self", told.address, "application/atom+xml")
    _link(root, "alternate", told.page, "text/html")
    _put(root, "generator", "Avtaleverk")
    for hit in hits:
        root.append(_entry(told, hit))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def answer(request: Request, data: bytes, found: Results, *, secret: bool) -> Response:
    """The feed, or 304 where the reader has it. What is behind a secret address nobody on the way keeps."""
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    changed = max(map(_moment, all_words(found)), default=BEGINNING).replace(microsecond=0)
    headers = {
        "ETag": etag,
        "Last-Modified": format_datetime(changed, usegmt=True),
        "Cache-Control": "private, no-store" if secret else "no-cache",
    }
    if _has_it(request, etag, changed):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=MEDIA_TYPE, headers=headers)


def _has_it(request: Request, etag: str, changed: datetime) -> bool:
    """Does the reader have this very feed? The mark counts before the time (RFC 9110, 13.2.2)."""
    marks = request.headers.get("if-none-match")
    if marks is not None:
        return etag in {each.strip().removeprefix("W/") for each in marks.split(",")}
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (ValueError, OverflowError):
        return False
    return since.tzinfo is not None and changed <= since


def _entry(told: Feed, hit: Hit) -> ET.Element:
    entry = hit.entry
    made = ET.Element("entry", {"xml:lang": entry.language or "nb"})
    _put(made, "id", told.tag(_lasting(hit)))
    _put(made, "title", _title(hit))
    _put(made, "updated", _moment(hit).isoformat())
    _link(made, "alternate", f"{told.site}{Shown(hit).path}", "text/html")
    _put(made, "summary", plain(hit.snippet))
    for scheme, word in (("type", entry.kind), ("status", entry.status)):
        if word:
            label = environment().filters["ord"](word)
            of = {"term": word, "scheme": told.tag(scheme), "label": label}
            ET.SubElement(made, "category", {name: _clean(value) for name, value in of.items()})
    return made


def _lasting(hit: Hit) -> str:
    """What names the section of the version, or else the thing itself, for ever."""
    entry = hit.entry
    if entry.document:
        place = f"#{entry.section_id}" if entry.section_id else ""
        return f"{entry.document}@{entry.version}{place}"
    return f"{entry.kind}/{entry.key.partition('/')[2]}"


def _title(hit: Hit) -> str:
    entry = hit.entry
    document = without_marks(entry.document_title)
    own = f"{hit.number} {entry.title or document}".strip()
    return f"{own} ({document} {entry.version})" if entry.document and entry.title else own


def _moment(hit: Hit) -> datetime:
    """When it came to be found."""
    return datetime.fromisoformat(hit.entry.known_at) if hit.entry.known_at else BEGINNING


def _put(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = _clean(words)


def _link(parent: ET.Element, rel: str, address: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": _clean(address), "type": kind})


def _clean(words: str) -> str:
    """The words without the signs that XML cannot hold."""
    return _NOT_IN_XML.sub("", words)


def new_since(hits: Iterable[Hit]) -> str:
    """The latest moment of these hits, as the index keeps it; empty for none."""
    return max((hit.entry.known_at for hit in hits), default="")
