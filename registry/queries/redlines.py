"""The difference between two texts as a Word file with tracked changes."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from decisions.words import day_in_words
from documents.docx import Cover, NotExact, write_redline
from documents.docx.writing.template import Template
from documents.kinds import Language
from documents.text import LegalText
from registry.errors import RegisterError
from registry.queries.documents import VersionView, legal_text
from registry.queries.exports import File, Format, cover_of, in_language
from registry.queries.templates import template_of
from registry.tables import CommunityRow

_WORDS = {
    Language.NB: {
        "from-to": "Endringer fra {} til {}",
        "old": "Gammel tekst",
        "new": "Ny tekst",
        "how": "Slik leses den",
        "told": "Det som er strøket, sto i den gamle teksten, og det som er satt inn, står i den nye. "
        "Godta alle endringer, og du har den nye; avvis alle, og du har den gamle. "
        "Et punkt som er flyttet, er strøket der det sto og satt inn der det står.",
    },
    Language.NN: {
        "from-to": "Endringar frå {} til {}",
        "old": "Gammal tekst",
        "new": "Ny tekst",
        "how": "Slik blir ho lesen",
        "told": "Det som er stroke, stod i den gamle teksten, og det som er sett inn, står i den nye. "
        "Godta alle endringar, og du har den nye; avvis alle, og du har den gamle. "
        "Eit punkt som er flytta, er stroke der det stod og sett inn der det står.",
    },
}


def redline_file(session: Session, community: CommunityRow, old: VersionView, new: VersionView) -> File:
    """What changes from one version to another, in Word: accept all is the new text, reject all the old one.

    The changes are told as the community's own, at the time when the new version was frozen; of a draft, when
    it was made. Raises RegisterError where the file does not hold both texts exactly.
    """
    cover = cover_of(session, community, new)
    told = compared_cover(cover, (old.row.number, since(old)), (new.row.number, since(new)))
    template = template_of(session, community)
    data = tracked(legal_text(old.row), legal_text(new.row), told, community.name, cover.created, template)
    name = f"{new.document.ref}-sporet-{old.row.number}-{new.row.number}.{Format.DOCX.value}"
    return File(name, Format.DOCX.media_type, data)


def since(view: VersionView, language: Language | None = None) -> str:
    """From when it applies, or applied; what it is, where it has no day: "fra 1. januar 2021", "utkast"."""
    language = language or view.row.language
    if view.row.valid_from is None:
        return in_language(view.row.stage.value, language)
    return f"{in_language('fra', language)} {day_in_words(view.row.valid_from)}"


def tracked(
    old: LegalText,
    new: LegalText,
    cover: Cover,
    author: str,
    when: datetime,
    template: Template | None = None,
) -> bytes:
    """The file of two texts; raises RegisterError where it does not hold them both exactly."""
    try:
        return write_redline(old, new, cover, author, when, template)
    except NotExact as error:
        raise RegisterError(error.what, error.why, error.now) from error


def compared_cover(cover: Cover, old: tuple[str, str], new: tuple[str, str]) -> Cover:
    """The title page of the comparison, made of that of the new text: which texts, and how to read them.

    Each text is given as its name and what else is to be told of it, which may be nothing.
    """
    words = _WORDS[Language(cover.language)]
    named = [", ".join(part for part in each if part) for each in (old, new)]
    return replace(
        cover,
        status_line=words["from-to"].format(old[0], new[0]),
        dates=((words["old"], named[0]), (words["new"], named[1]), (words["how"], words["told"])),
    )
