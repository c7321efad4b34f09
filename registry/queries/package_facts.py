"""What the case packages of a version are made of, read from the register party by party.

Only values: making the files takes long, and nothing of the database is held while it goes on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from decisions.nynorsk import written_in
from decisions.proposals import Certainty, Proposal
from decisions.words import begun, day_in_words
from documents.comparing.change_table import Row
from documents.docx import Cover, TableHead
from documents.docx.papers import Others, Paper, PartyCase, Proposed
from documents.docx.papers.paper import Say, speaking
from documents.docx.seal import Seal, seal_of, signed
from documents.docx.writing.template import Template
from documents.evidence import Finding
from documents.kinds import Language
from documents.lifecycle import Stage, Standing
from documents.markdown import plain
from documents.text import LegalText
from registry import clock
from registry.permissions import OPERATOR
from registry.queries import (
    adoption,
    change_tables,
    comparisons,
    compliance_report,
    documents,
    evidence,
    log,
    mandates,
    package_words,
    parties,
    redlines,
    rounds,
    templates,
)
from registry.queries.classifications import classified
from registry.queries.documents import VersionView, legal_text
from registry.queries.exports import content_hash, cover_of, in_language
from registry.queries.package_receivers import basis_of, receivers_of, stand_of
from registry.queries.papers import case_facts, deciding_body
from registry.tables import CommunityRow, PartyRow, VersionRow

_NO_ANSWER = frozenset({"ikke startet", "sendt", "i utvalg", "innstilt", "berammet"})
"""States of a party that has not answered yet."""


_ANSWERS = {
    "ugyldig": ("vedtaket kan ikke stå slik det er ført", "vedtaket kan ikkje stå slik det er ført"),
    "uavklart": ("behandlet, men ikke avklart", "behandla, men ikkje avklart"),
    "vedtatt med endring": (
        "vedtatt med endring, altså en annen tekst",
        "vedteke med endring, altså ein annan tekst",
    ),
}
"""Words of the board that a councillor elsewhere would stop at."""


@dataclass(frozen=True, slots=True)
class Between:
    """Two versions held against one another, told in one form of Norwegian: the same for all it goes to."""

    old: LegalText
    new: LegalText
    cover: Cover
    rows: tuple[Row, ...]
    head: TableHead
    findings: tuple[Finding, ...]
    """What the change touches."""


@dataclass(frozen=True, slots=True)
class SetFacts:
    """What the set of one party is made of."""

    party: str
    name: str
    language: Language
    case: PartyCase
    compliance: Paper
    between: str
    """The key of what it is held against; empty where no version applies for the party."""


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What all the sets of a version have in common."""

    title: str
    identifier: str
    number: str
    day: str
    hash: str
    organisation: str
    created: datetime
    text: LegalText
    cover: Cover
    seal: Seal
    template: Template | None
    receivers: tuple[str, ...]
    """Short names of the parties that get a set."""
    basis: Mapping[str, object]
    """What would make the sets others, for `queries.case_packages.changed_since`."""
    head: str
    """The last hash of the log when this was read: a set read at another head may tell of something else."""
    betweens: dict[str, Between] = field(default_factory=dict)
    """What the sets read so far are held against."""


def facts_of(
    session: Session, community: CommunityRow, view: VersionView, key: bytes, only: str = ""
) -> PackageFacts:
    """What is the same for all that must adopt the version on the view's day, or for the one of them.

    `key` seals the text, so that it is known again if it comes back. Raises RuleSaysNo for a text that may
    change or that no party decides for itself, NotFound and BadInput for a party that is none.
    """
    stand = stand_of(session, community, view)
    receivers = receivers_of(session, community, view, stand, only)
    seal = seal_of(legal_text(view.row), view.document.ref, view.row.number, "", content_hash(view))
    return PackageFacts(
        title=view.document.title,
        identifier=view.ref,
        number=view.row.number,
        day=day_in_words(view.on),
        hash=content_hash(view),
        organisation=community.name,
        created=view.row.frozen_at or view.row.created_at,
        text=legal_text(view.row),
        cover=before_adoption(session, community, view, view.row.language),
        seal=signed(seal, key),
        template=templates.template_of(session, community),
        receivers=tuple(row.ref for row in receivers),
        basis=basis_of(session, community, view, stand),
        head=head_of(session),
    )


def set_facts_of(
    session: Session, community: CommunityRow, view: VersionView, facts: PackageFacts, party: str
) -> SetFacts:
    """What the set of this party is made of; what it is held against is added to the common facts."""
    return _Reading(session, community, view, facts.betweens).of_party(
        parties.party(session, community, party)
    )


def head_of(session: Session) -> str:
    """The last hash of the log: as long as it is the same, the register is."""
    last = log.head(session)
    return last.hash if last else ""


def before_adoption(
    session: Session, community: CommunityRow, view: VersionView, language: Language
) -> Cover:
    """The cover of the text as it is laid before the parties: frozen, and without what any of them decided.

    So the same text has the same file for all parties, also where a round is read afterwards.
    """
    frozen = clock.day_of(view.row.frozen_at) if view.row.frozen_at else None
    day = day_in_words(frozen) if frozen and frozen <= view.on else ""
    return replace(
        cover_of(session, community, view),
        status_line=Standing.FROZEN.label,
        dates=((in_language("Frosset", language), day),) if day else (),
        decisions=(),
        language=language,
        text_language=view.row.language,
        day=day,
        state=Stage.FROZEN.value.capitalize(),
    )


class _Reading:
    """One reading of the register, for one party."""

    def __init__(
        self, session: Session, community: CommunityRow, view: VersionView, betweens: dict[str, Between]
    ) -> None:
        self._session, self._community, self._view, self._betweens = session, community, view, betweens
        self._stand = adoption.adoption(session, community, view.document, view.row, view.on)
        self._rows = {row.ref: row for row in parties.all_parties(session, community)}
        proposal = Proposal(view.document.kind, view.row.change)
        self._may = mandates.may_decide(session, community, proposal, view.on)
        self._round = rounds.round_of(session, view.row, view.on)

    def of_party(self, party: PartyRow) -> SetFacts:
        """What the set of this party is made of."""
        language = party.language
        old = self._before(party)
        key = self._between(old, language) if old else ""
        return SetFacts(
            party.ref,
            package_words.whole_name(party),
            language,
            self._case(party, old, key, speaking(language)),
            compliance_report.report(self._session, self._community, self._view.on, party, language),
            key,
        )

    def _before(self, party: PartyRow) -> VersionView | None:
        """What applies for the party; where it is this very text, the one it came after."""
        ref = self._view.document.ref
        applying = documents.version_in_force(self._session, self._community, ref, self._view.on, party)
        if applying is None or applying.row.id != self._view.row.id:
            return applying
        return comparisons.base_of(self._session, self._view, OPERATOR)

    def _between(self, old: VersionView, language: Language) -> str:
        key = f"{old.row.number}-{language.value}"
        if key not in self._betweens:
            view, say = self._view, speaking(language)
            cover = before_adoption(self._session, self._community, view, language)
            laid = say("til vedtak", "til vedtak")
            told = redlines.compared_cover(
                cover, (old.row.number, redlines.since(old, language)), (view.row.number, laid)
            )
            head = change_tables.head_of(self._community, old, view, language)
            self._betweens[key] = Between(
                legal_text(old.row),
                legal_text(view.row),
                told,
                change_tables.rows_of(self._session, old, view),
                replace(head, status=cover.status_line),
                evidence.sheet_between(self._session, old, view).findings,
            )
        return key

    def _case(self, party: PartyRow, old: VersionView | None, key: str, say: Say) -> PartyCase:
        view, language = self._view, party.language
        side, name = package_words.side_of(party), package_words.whole_name(party)
        found = deciding_body(self._session, self._community, party, self._may, view.on)
        body = package_words.body_name(found, name)
        told = case_facts(
            self._session, self._community, view, old, body or name, party, language, self._may, joint=True
        )
        places = package_words.touched(self._betweens[key].findings, side, say) if key else ()
        return PartyCase(
            case=replace(told, organisation=name),
            proposed=self._proposed(party, old, body, say),
            deadline=day_in_words(self._round.deadline) if self._round and self._round.deadline else "",
            others=self._others(language),
            found=tuple(self._confirmed(language)),
            touched=places[: package_words.MOST_TOUCHED],
            more_touched=max(0, len(places) - package_words.MOST_TOUCHED),
            entry_clause=_entry_clause(view.row, say),
            lacking=tuple(self._lacking(name, body, old, say)),
        )

    def _proposed(self, party: PartyRow, old: VersionView | None, body: str, say: Say) -> Proposed:
        view, name = self._view, package_words.whole_name(party)
        others = self._counterparts(party, say)
        replaced = old is not None and old.standing is Standing.IN_FORCE
        return Proposed(
            party=name,
            body=body,
            side=package_words.side_of(party),
            others=others,
            is_agreement=view.document.kind in package_words.AGREEMENTS,
            title=plain(legal_text(view.row).title),
            version=view.row.number,
            identifier=view.ref,
            hash=content_hash(view),
            begins=package_words.begins(view.row, view.document.kind, name, others, say),
            replaces=self._replaced(old, say) if replaced and old else "",
            language=party.language,
        )

    def _replaced(self, old: VersionView, say: Say) -> str:
        """The version before: by its number alone where the text has the same title."""
        title = plain(legal_text(old.row).title)
        if title != plain(legal_text(self._view.row).title):
            return f"«{title}», versjon {old.row.number}"
        what = "avtalen" if self._view.document.kind in package_words.AGREEMENTS else "teksten"
        return say(f"versjon {old.row.number} av {what}", f"versjon {old.row.number} av {what}")

    def _counterparts(self, party: PartyRow, say: Say) -> str:
        refs = {
            other
            for pair in self._stand.pairs
            if party.ref in {pair.kommune, pair.foretak}
            for other in (pair.kommune, pair.foretak)
            if other != party.ref
        }
        return package_words.counterparts([row for row in self._rows.values() if row.ref in refs], say)

    def _others(self, language: Language) -> Others:
        rows = self._stand.board.rows
        return Others(
            total=len(rows),
            adopted=tuple(row.party.name for row in rows if row.adopted),
            apart=tuple(
                (row.party.name, _answer(row.state.value, language))
                for row in rows
                if not row.adopted and row.state.value not in _NO_ANSWER
            ),
        )

    def _confirmed(self, language: Language) -> Iterator[str]:
        found = classified(self._session, self._view.row).findings
        for each in sorted(found, key=lambda finding: finding.told):
            if each.certainty is Certainty.BEKREFTET:
                yield begun(f"{written_in(each.told, language)}.")

    def _lacking(self, name: str, body: str, old: VersionView | None, say: Say) -> Iterator[str]:
        if not body:
            yield say(
                f"Registeret har ikke ett bestemt organ som vedtar for {name}. Skriv inn hvilket det er.",
                f"Registeret har ikkje eitt bestemt organ som vedtek for {name}. Skriv inn kva organ det er.",
            )
        if old is None:
            yield say(
                f"Ingen versjon av {self._view.document.title} gjelder for {name} denne dagen. Derfor er det "
                "ingen endringer å vise, og saken har ingen fil med sporing og ingen endringstabell.",
                f"Ingen versjon av {self._view.document.title} gjeld for {name} denne dagen. Difor er det "
                "ingen endringar å vise, og saka har inga fil med sporing og ingen endringstabell.",
            )


def _answer(state: str, language: Language) -> str:
    """What a party answered that is neither yes nor nothing, as others are told of it."""
    told = _ANSWERS.get(state)
    return told[language is Language.NN] if told else written_in(state, language)


def _entry_clause(version: VersionRow, say: Say) -> str:
    place = legal_text(version).find(version.entry_section_id) if version.entry_section_id else None
    if place is None:
        return ""
    return say(
        f"punkt {place.number}: «{mandates.clause_words(place)}»",
        f"punkt {place.number}: «{mandates.clause_words(place)}»",
    )
