"""One version, taken out as a file."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from html import escape

from sqlalchemy.orm import Session

from decisions.words import day_in_words
from documents import docx
from documents.docx.seal import seal_of, sealed, signed
from documents.html import render
from documents.kinds import Language
from documents.lifecycle import Stage, Standing, period
from documents.markdown import section_words
from registry import clock
from registry.audit import Event
from registry.fingerprints import text_hash
from registry.queries import decisions, log, pdf_files
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView, legal_text, life, versions_of
from registry.queries.templates import template_of
from registry.tables import CommunityRow


class Format(StrEnum):
    """What a version can be taken out as."""

    DOCX = "docx"
    MD = "md"
    HTML = "html"
    JSON = "json"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """What a browser is told."""
        return _MEDIA[self]


@dataclass(frozen=True, slots=True)
class File:
    """A file's name, type and bytes."""

    name: str
    media_type: str
    data: bytes


def export(
    session: Session, community: CommunityRow, view: VersionView, form: Format, key: bytes | None = None
) -> File:
    """The version as a file. Word carries status, dates, decisions and hash on its first page.

    With `key` the Word file is sealed, so that it is known again if it comes back.
    """
    makers = {Format.DOCX: _docx, Format.MD: _markdown, Format.HTML: _html}
    makers |= {Format.JSON: _json, Format.PDF: _pdf}
    if form is Format.DOCX and key is not None:
        data = sealed_word(session, community, view, key)
    else:
        data = makers[form](session, community, view)
    return File(f"{view.document.ref}-{view.row.number}.{form.value}", form.media_type, data)


def sealed_word(
    session: Session, community: CommunityRow, view: VersionView, key: bytes, sending: str = ""
) -> bytes:
    """The version in Word with a seal signed by this key; `sending` is the one it is part of, if it is."""
    seal = seal_of(legal_text(view.row), view.document.ref, view.row.number, sending, content_hash(view))
    return sealed(_docx(session, community, view), signed(seal, key))


def content_hash(view: VersionView) -> str:
    """The hash of the version's text, also while it is a draft."""
    return view.row.frozen_hash or text_hash(view.row.text)


def as_dict(view: VersionView) -> dict[str, object]:
    """The version and its sections as a plain table."""
    row = view.row
    return {
        "document": view.document.ref,
        "kind": view.document.kind.value,
        "title": legal_text(row).title,
        "version": row.number,
        "language": row.language.value,
        "stage": row.stage.value,
        "standing": view.standing.value,
        "on": view.on.isoformat(),
        "hash": content_hash(view),
        "adopted_on": row.adopted_on.isoformat() if row.adopted_on else None,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "sections": [
            {
                "id": section.id,
                "number": section.number,
                "title": section.title,
                "text": section_words(section),
            }
            for section in legal_text(row).walk()
        ],
    }


def cover_of(session: Session, community: CommunityRow, view: VersionView) -> docx.Cover:
    """What the first page of a Word file says about this version."""
    row = view.row
    day = _text_is_from(session, community, view)
    dates = [
        ("Sist endret", day if row.stage is Stage.DRAFT else None),
        ("Frosset", clock.day_of(row.frozen_at) if row.stage is Stage.FROZEN and row.frozen_at else None),
        ("Vedtatt", row.adopted_on),
        ("Gjelder fra", row.valid_from),
        ("Gjelder til og med", _last_day(session, view)),
    ]
    return docx.Cover(
        title=legal_text(row).title,
        status_line=status_line(view),
        version=row.number,
        dates=tuple((in_language(label, row.language), day_in_words(day)) for label, day in dates if day),
        decisions=_decision_lines(session, community, view),
        hash=content_hash(view),
        language=row.language,
        kind=view.document.kind,
        organisation=community.name,
        identifier=view.ref,
        created=row.frozen_at or row.created_at,
        draft=row.stage is Stage.DRAFT,
        day=day_in_words(day),
        state=row.stage.value.capitalize(),
    )


def _docx(session: Session, community: CommunityRow, view: VersionView) -> bytes:
    text, cover = legal_text(view.row), cover_of(session, community, view)
    return docx.write(text, cover, template_of(session, community))


def _pdf(session: Session, community: CommunityRow, view: VersionView) -> bytes:
    return pdf_files.made(legal_text(view.row), cover_of(session, community, view))


def formats() -> list[Format]:
    """What a version can be taken out as on this machine."""
    return [form for form in Format if form is not Format.PDF or pdf_files.can_make_pdf()]


def status_line(view: VersionView, language: Language | None = None) -> str:
    """Status and day in one line, in the language of the text or this one: "Gjelder fra 1. mai 2025"."""
    language, first = language or view.row.language, view.row.valid_from
    label = in_language(view.standing.label, language)
    if first is None:
        return label
    if view.standing in _OVER:
        return f"{label}, {in_language('gjaldt fra', language)} {day_in_words(first)}"
    return f"{label} {in_language('fra', language)} {day_in_words(first)}"


def _text_is_from(session: Session, community: CommunityRow, view: VersionView) -> date:
    """The day the text is from: adopted, frozen, or last written in."""
    row = view.row
    if row.adopted_on:
        return row.adopted_on
    if row.frozen_at:
        return clock.day_of(row.frozen_at)
    acts = log.history_of(session, community, f"versjon:{view.ref}")
    written = [each.at for each in acts if each.event in _WRITES]
    return clock.day_of(datetime.fromisoformat(written[-1]) if written else row.created_at)


def _last_day(session: Session, view: VersionView) -> date | None:
    """The last day the version is in force, as far as is known."""
    versions = [life(view.document, each) for each in versions_of(session, view.document)]
    known = period(life(view.document, view.row), versions)
    return known.last if known else view.row.valid_to


def in_language(word: str, language: Language) -> str:
    """A fixed word of the title page in nynorsk, where the text is."""
    return _NYNORSK.get(word, word) if language is Language.NN else word


def _decision_lines(session: Session, community: CommunityRow, view: VersionView) -> tuple[str, ...]:
    made = decisions.decisions(session, community, version=view.row)
    language = view.row.language
    return tuple(_decision_line(each, language) for each in reversed(made) if each.row.act.decides)


def _decision_line(view: DecisionView, language: Language) -> str:
    outcome = in_language(view.row.outcome.value, language)
    return f"{decided_words(view)}: {outcome}"


def decided_words(view: DecisionView) -> str:
    """Body, case and day: "ASU, sak 12/25, 12. april 2025". A case number may say itself that it is one."""
    case = view.row.case_number
    named = case if "sak" in case.lower() else f"sak {case}"
    return f"{view.body.name}, {named}, {day_in_words(view.row.meeting_on)}"


def _markdown(_session: Session, _community: CommunityRow, view: VersionView) -> bytes:
    return view.row.text.encode()


def _html(_session: Session, community: CommunityRow, view: VersionView) -> bytes:
    row = view.row
    title = legal_text(row).title
    about = f"{community.name} · versjon {row.number} · {status_line(view)} · {content_hash(view)}"
    page = (
        f'<!doctype html>\n<html lang="{row.language.value}"><head><meta charset="utf-8">'
        f"<title>{escape(title)} {row.number}</title></head>\n<body><main><h1>{escape(title)}</h1>"
        f"<p>{escape(about)}</p>\n{render(legal_text(row))}\n</main></body></html>\n"
    )
    return page.encode()


def _json(_session: Session, _community: CommunityRow, view: VersionView) -> bytes:
    made = {**as_dict(view), "exported_at": clock.now().isoformat()}
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


_NYNORSK = {
    "Erstattet": "Erstatta",
    "Gjelder": "Gjeld",
    "Gjelder fra": "Gjeld frå",
    "Gjelder til og med": "Gjeld til og med",
    "Kommer": "Kjem",
    "Opphevet": "Oppheva",
    "Sist endret": "Sist endra",
    "Frosset": "Frose",
    "Trukket": "Trekt",
    "Vedtatt": "Vedteke",
    "fra": "frå",
    "gjaldt fra": "galdt frå",
    "tatt til orientering": "teke til orientering",
    "vedtatt": "vedteke",
    "vedtatt med endring": "vedteke med endring",
}
_OVER = {Standing.REPLACED, Standing.REPEALED}
_WRITES = {Event.DRAFT_MADE.value, Event.DRAFT_CHANGED.value}
_MEDIA = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.MD: "text/markdown; charset=utf-8",
    Format.HTML: "text/html; charset=utf-8",
    Format.JSON: "application/json",
    Format.PDF: "application/pdf",
}
