"""The set of a day as files: one Word file, a zip of every text, and the manifest that tells of them.

The same register and the same day give the same bytes: nothing here asks what time it is.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Collection as Some
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from decisions.words import day_in_words
from documents import docx
from documents.kinds import DocumentKind, Language
from documents.markdown import escape, plain
from documents.precedence import LAW, LAW_SENTENCE, USUAL
from registry.errors import BadInput
from registry.queries.collections import Collection, Member
from registry.queries.documents import legal_text
from registry.queries.exports import File, Format, cover_of, decided_words, export
from registry.queries.templates import template_of

FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
MOST_NAMED = 3
"""Where more bodies than this adopted one text, they are counted and not named; the JSON names them all."""
MOST_SIGNS_IN_WORD = 2_000_000
"""About 700 pages, ten times a usual set. The file is made in memory, while somebody waits."""


class CollectionFormat(StrEnum):
    """What the set of a day can be taken out as."""

    DOCX = "docx"
    ZIP = "zip"
    MD = "md"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """What a browser is told."""
        return "application/zip" if self is CollectionFormat.ZIP else Format(self.value).media_type


def take_out(session: Session, found: Collection, form: CollectionFormat) -> File:
    """The set as a file: every text in Word or in a zip, or the manifest alone as words or as JSON.

    Raises BadInput for a set too large for one Word file.
    """
    makers = {CollectionFormat.DOCX: _word, CollectionFormat.ZIP: _zip}
    match form:
        case CollectionFormat.MD:
            data = manifest_words(found).encode()
        case CollectionFormat.JSON:
            data = _json(manifest(found))
        case _:
            data = makers[form](session, found)
    return File(f"{_name(found)}.{form.value}", form.media_type, data)


def manifest(found: Collection, files: Mapping[str, str] | None = None) -> dict[str, object]:
    """The set as a plain table: what applies and why. `files`: the SHA-256 of each file that goes with it."""
    return {
        "on": found.on.isoformat(),
        "helsefellesskap": found.community.ref,
        "party": found.party.ref if found.party else None,
        "with": found.other.ref if found.other else None,
        "hash": found.hash,
        "documents": [each.to_dict() for each in found.members],
        "coming": [each.to_dict() for each in found.coming],
        "precedence": {
            "law": {"source": str(LAW), "link": LAW.link, "sentence": LAW_SENTENCE},
            "kinds": [each.to_dict() for each in found.kinds],
            "sentence": USUAL,
            "agreement_says": [
                {
                    "version": found.agreement.ref,
                    "section": words.place.id,
                    "number": words.place.number,
                    "words": words.words,
                }
                for words in (found.own_words if found.agreement else ())
                if found.agreement
            ],
        },
        **({"files": dict(files)} if files else {}),
    }


def title_of(found: Collection) -> str:
    """What the set is called."""
    return f"Avtaleverket {day_in_words(found.on)}"


def whose(found: Collection) -> str:
    """For whom: "alle parter", "Granvik kommune", or both of a pair."""
    named = [row.name for row in (found.party, found.other) if row is not None]
    return " og ".join(named) or "alle parter"


def adopted_words(member: Member) -> str:
    """Who adopted it, in a line; what the office has on record for what was adopted before the register."""
    told = [decided_words(each) for each in member.adopted_by]
    if len(told) > MOST_NAMED:
        told = [f"{len(told)} organer har vedtatt den, sist {told[-1]}"]
    if member.view.row.taken_over:
        told.append(f"Vedtatt før registeret ble tatt i bruk: {member.view.row.taken_over}")
    return "; ".join(told) or "Ingen vedtak er registrert"


def since_words(member: Member) -> str:
    """Since when, and until when as far as is known: "fra 1. januar 2021 til og med 30. april 2025"."""
    period = member.period
    if period is None:
        return "fra en dag som ikke er fastsatt"
    if member.by_pair:
        return f"par for par, det første fra {day_in_words(period.first)}"
    until = f" til og med {day_in_words(period.last)}" if period.last else ""
    return f"fra {day_in_words(period.first)}{until}"


def yields_words(member: Member, present: Some[DocumentKind]) -> str:
    """Whom it yields to, of the kinds that are in the set, in a sentence."""
    others = [_DEFINITE[kind] for kind in member.rank.yields_to if kind in present]
    return (
        f"Viker for {', '.join(['loven', *others[:-1]])} og {others[-1]}." if others else "Viker for loven."
    )


def manifest_words(found: Collection, files: Mapping[str, str] | None = None) -> str:
    """The manifest for people, as Markdown."""
    return "\n".join(_lines(found, files or {})) + "\n"


def _lines(found: Collection, hashes: Mapping[str, str]) -> Iterator[str]:
    yield f"# {title_of(found)}"
    yield f"\n{escape(found.community.name)}. Gjelder for {escape(whose(found))}."
    yield f"\nAvtrykk av settet: {found.hash}"
    yield "\n## Hva som går foran\n"
    yield from (f"- {escape(sentence)}" for sentence in order_sentences(found))
    yield f"\n## I kraft denne dagen: {len(found.members)}\n"
    for at, member in enumerate(found.members, start=1):
        yield from _member_lines(f"{at}.", member, found)
    if found.coming:
        yield f"\n## Vedtatt, men ikke begynt: {len(found.coming)}\n"
        for member in found.coming:
            yield from _member_lines("-", member, found)
    if hashes:
        yield "\n## Filer, med SHA-256\n"
        yield from (f"- {escape(name)}: {value}" for name, value in hashes.items())


def _member_lines(label: str, member: Member, found: Collection) -> Iterator[str]:
    indent = " " * (len(label) + 1)
    document = member.view.document
    yield f"{label} {escape(_named(member))}"
    yield f"{indent}- {document.kind.label}. Gjelder {since_words(member)}."
    yield f"{indent}- Vedtak: {escape(adopted_words(member))}."
    yield f"{indent}- {yields_words(member, _present(found))}"
    yield f"{indent}- Avtrykk (SHA-256 av teksten): {member.hash}"


def order_sentences(found: Collection) -> list[str]:
    """What goes before what: the law, then each kind in the set, then what the agreement says itself."""
    quoted = [
        f"Samarbeidsavtalen {found.agreement.row.number} punkt {each.place.number} sier selv: «{each.words}»"
        for each in found.own_words
        if found.agreement
    ]
    return [f"{LAW_SENTENCE} ({LAW})", *(each.sentence for each in found.kinds), USUAL, *quoted]


def _word(session: Session, found: Collection) -> bytes:
    if sum(len(each.view.row.text) for each in found.members) > MOST_SIGNS_IN_WORD:
        raise BadInput(
            "Settet er for stort til én Word-fil.",
            "Det er på mer enn 700 sider.",
            "Last det ned som zip, eller velg én part.",
        )
    coming = docx.Listed(
        "Vedtatt, men ikke begynt",
        tuple(f"{_named(each)}, {since_words(each)}" for each in found.coming),
    )
    members = [
        docx.Member(
            legal_text(each.view.row), _cover(session, found, each), yields_words(each, _present(found))
        )
        for each in found.members
    ]
    template = template_of(session, found.community)
    after = [coming] if found.coming else []
    return docx.write_collection(_front(found), order_sentences(found), members, after, template)


def _front(found: Collection) -> docx.Cover:
    many = f"{len(found.members)} tekster" if len(found.members) != 1 else "1 tekst"
    return docx.Cover(
        title=title_of(found),
        status_line=f"{many} i kraft denne dagen, i rangorden",
        version="",
        dates=(("Dagen", day_in_words(found.on)), ("Gjelder for", whose(found))),
        decisions=(),
        hash=found.hash,
        language=Language.NB,
        kind=None,
        organisation=found.community.name,
        identifier="",
        created=max((_recorded(each) for each in found.members), default=datetime(1980, 1, 1, tzinfo=UTC)),
        draft=False,
    )


def _cover(session: Session, found: Collection, member: Member) -> docx.Cover:
    """The cover of one text; its days are those of the parties asked about."""
    cover = cover_of(session, found.community, member.view)
    return replace(
        cover,
        title=plain(cover.title),
        status_line=f"Gjelder {since_words(member)}",
        decisions=(adopted_words(member),),
    )


def _present(found: Collection) -> frozenset[DocumentKind]:
    return frozenset(each.view.document.kind for each in found.members)


def _named(member: Member) -> str:
    return f"{member.view.document.title}, versjon {member.view.row.number}"


def _name(found: Collection) -> str:
    named = [row.ref for row in (found.party, found.other) if row is not None]
    return "-".join(["avtaleverket", found.on.isoformat(), *named])


def _recorded(member: Member) -> datetime:
    return member.view.row.frozen_at or member.view.row.created_at


def _zip(session: Session, found: Collection) -> bytes:
    """Every text as Word and Markdown, and the manifest. One text is made at a time.

    SHA256SUMS is what the program `sha256sum -c` reads.
    """
    made = io.BytesIO()
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for at, member in enumerate(found.members, start=1):
            for form in (Format.DOCX, Format.MD):
                file = export(session, found.community, member.view, form)
                name = f"tekster/{at:02}-{file.name}"
                _put(target, name, file.data)
                hashes[name] = _sha256(file.data)
        for name, data in (
            ("manifest.json", _json(manifest(found, hashes))),
            ("manifest.md", manifest_words(found, hashes).encode()),
        ):
            _put(target, name, data)
            hashes[name] = _sha256(data)
        _put(target, "SHA256SUMS", "".join(f"{value}  {name}\n" for name, value in hashes.items()).encode())
    return made.getvalue()


def _put(target: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    target.writestr(entry, data)


def _json(facts: dict[str, object]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


_DEFINITE = {
    DocumentKind.SAMARBEIDSAVTALE: "samarbeidsavtalen",
    DocumentKind.DELAVTALE: "delavtalene",
    DocumentKind.RETNINGSLINJE: "retningslinjene",
}
