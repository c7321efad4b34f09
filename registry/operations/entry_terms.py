"""When a text comes into force, as the text itself says: written down when it is frozen, and never changed.

The rule is the text's, not the law's: helse- og omsorgstjenesteloven § 6-1 only says that each kommunestyre
itself enters the agreement (https://lovdata.no/lov/2011-06-24-30/§6-1).
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from decisions.entry_into_force import EnteredBy, EntryRule
from decisions.words import day_in_words
from documents.numbering import NotANumber
from registry.errors import BadInput
from registry.queries import parties
from registry.queries.documents import legal_text
from registry.tables import CommunityRow, DocumentRow, VersionRow

FEWEST = 2
"""A text binds nobody before two have adopted it: an agreement is between a kommune and a foretak."""


@dataclass(frozen=True, slots=True)
class EntryTerms:
    """The entry-into-force rule with the figures it needs, and the clause that says so."""

    rule: EntryRule
    earliest: date | None = None
    """The first day it can be in force; for a fixed day, that day."""
    count: int | None = None
    """How many parties, where the rule is a number of them."""
    by: date | None = None
    """The last day for adopting it, where the rule is a fixed day; that day itself where nothing is said."""
    entered_by: EnteredBy = EnteredBy.VEDTAK
    clause: str = ""
    """Identity of the clause, or its printed number; empty where the text has none."""

    def to_dict(self) -> dict[str, object]:
        """As the log remembers it."""
        return {
            "rule": self.rule.value,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "count": self.count,
            "by": self.by.isoformat() if self.by else None,
            "entered_by": self.entered_by.value,
            "clause": self.clause,
        }


def terms_of(row: VersionRow) -> EntryTerms:
    """What stands in the version."""
    return EntryTerms(
        row.entry_rule,
        row.earliest_from,
        row.entry_count,
        row.entry_by,
        row.entered_by or EnteredBy.VEDTAK,
        row.entry_section_id or "",
    )


def as_it_applied(row: VersionRow) -> EntryTerms:
    """What stands in a version that applied before the register began: rules for a round no longer matter."""
    terms = terms_of(row)
    settled = terms.rule in {EntryRule.ET_ANTALL, EntryRule.FAST_DAG}
    return EntryTerms(EntryRule.ALLE_PARTER, terms.earliest) if settled else terms


def lay_down(
    session: Session, document: DocumentRow, row: VersionRow, terms: EntryTerms, today: date
) -> EntryTerms:
    """Write the rule into the version, whole; answers as it was written.

    Raises BadInput with the field to be mended, where a figure lacks, cannot be, or belongs to another rule.
    """
    _refuse_figures_of_other_rules(terms)
    count = _count(session, document, terms, today)
    by = _by(terms)
    clause = _clause(row, terms.clause)
    row.entry_rule, row.earliest_from, row.entry_count, row.entry_by = terms.rule, terms.earliest, count, by
    row.entered_by, row.entry_section_id = terms.entered_by, clause
    return terms_of(row)


def _refuse_figures_of_other_rules(terms: EntryTerms) -> None:
    """A figure that would have no effect is not dropped in silence."""
    if terms.count is not None and terms.rule is not EntryRule.ET_ANTALL:
        raise _not_frozen(
            f"Et antall parter hører til regelen «{EntryRule.ET_ANTALL.value}», og du har valgt "
            f"«{terms.rule.value}».",
            "Velg den regelen, eller la antallet stå tomt.",
            "entry_count",
        )
    if terms.by is not None and terms.rule is not EntryRule.FAST_DAG:
        raise _not_frozen(
            f"En siste dag for å vedta hører til regelen «{EntryRule.FAST_DAG.value}», og du har valgt "
            f"«{terms.rule.value}».",
            "Velg den regelen, eller la dagen stå tom. Fristen for runden settes når runden starter.",
            "entry_by",
        )


def _count(session: Session, document: DocumentRow, terms: EntryTerms, today: date) -> int | None:
    if terms.rule is not EntryRule.ET_ANTALL:
        return None
    if terms.count is None:
        raise _not_frozen(
            f"Regelen «{terms.rule.value}» trenger et tall.", "Skriv hvor mange parter.", "entry_count"
        )
    community = session.get_one(CommunityRow, document.community_id)
    everyone = 2 if document.pair_id else len(parties.adopting_parties(session, community, today))
    if not FEWEST <= terms.count <= everyone:
        raise _not_frozen(
            f"Teksten kan ikke tre i kraft når {terms.count} parter har vedtatt den: "
            f"{day_in_words(today)} er det {everyone} parter, og en avtale har minst {FEWEST}.",
            f"Skriv et tall fra {FEWEST} til {everyone}.",
            "entry_count",
        )
    return terms.count


def _by(terms: EntryTerms) -> date | None:
    if terms.rule is not EntryRule.FAST_DAG:
        return None
    if terms.earliest is None:
        raise _not_frozen(f"Regelen «{terms.rule.value}» trenger en dag.", "Skriv dagen.", "earliest_from")
    if terms.by is not None and terms.by > terms.earliest:
        raise _not_frozen(
            f"Siste dag for å vedta er {day_in_words(terms.by)}, og det er etter dagen teksten skal gjelde "
            f"fra, {day_in_words(terms.earliest)}.",
            "Rett den ene av dagene.",
            "entry_by",
        )
    return terms.by or terms.earliest


def _clause(row: VersionRow, typed: str) -> str:
    """The identity of the clause; it may be named by its printed number. Empty where none is named."""
    if not typed.strip():
        return ""
    text = legal_text(row)
    if text.find(typed.strip()):
        return typed.strip()
    try:
        found = text.find_number(typed)
    except NotANumber as wrong:
        raise _not_frozen(str(wrong), "Skriv punktet slik det står i teksten.", "entry_clause") from wrong
    if found is None:
        raise _not_frozen(
            f"Teksten har ikke noe punkt {typed.strip()[:20]}.",
            "Se innholdet i utkastet, eller la feltet stå tomt.",
            "entry_clause",
        )
    return found.id


def _not_frozen(why: str, now: str, field: str) -> BadInput:
    return BadInput("Teksten er ikke frosset.", why, f"{now} Det du skrev, står.", field)
