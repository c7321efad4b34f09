"""Special agreements in sentences and as plain tables: the same on the page, in the API and in a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from decisions.words import day_in_words, listed
from documents.checks.special import Quoted, TimeFinding
from documents.checks.values import cited
from documents.evidence import DUTIES, Finding, FindingKind
from documents.governing import ClauseState, Since
from documents.markdown import plain
from documents.text import Place
from registry.queries.governing import Ahead, Flag, Resting
from registry.queries.special_agreements import Read, SpecialAgreement, Touched, short_title
from registry.queries.special_suggestions import Suggestion

READ_ANEW = "Les de to sammen på nytt, og si om særavtalen fortsatt hviler på punktet."


def flag_sentence(clause: Resting) -> str:
    """How it is with a clause that the special agreement rests on."""
    day = day_in_words(clause.flagged_from) if clause.flagged_from else ""
    now = clause.now.number if clause.now else ""
    match clause.flag:
        case Flag.CHANGED:
            return f"Punktet er endret fra {day}. Det gjelder nå som i versjon {now}."
        case Flag.REMOVED:
            return f"Punktet er tatt ut fra {day}, og står ikke i versjon {now}.{_heirs(clause.since)}"
        case Flag.AGAIN:
            return f"Punktet var endret fra {day}, og lyder nå igjen som da det ble lest."
        case Flag.ENDED:
            return f"Teksten som punktet står i, gjelder ikke for paret fra {day}."
        case Flag.AHEAD:
            return f"Punktet er lest i versjon {clause.read_in.number}, som ennå ikke gjelder for paret."
        case _:
            same = clause.since is None or clause.since.state is ClauseState.AS_READ
            told = "Punktet lyder som da det ble lest."
            return told if same else "Punktet er skrevet om, men innholdet er det samme som da det ble lest."


def ahead_sentence(ahead: Ahead) -> str:
    """What a version to come does to the clause."""
    when = (
        f"gjelder fra {day_in_words(ahead.first)}"
        if ahead.first
        else "er vedtatt, men dagen er ikke fastsatt"
    )
    what = "endrer punktet" if ahead.since.now else "har ikke punktet"
    head = f"Kommer: versjon {ahead.row.number} {when}, og den {what}."
    if ahead.reading is None:
        return head
    told = (
        "Punktet er alt lest i den versjonen" if ahead.reading.holds else "Det er alt tatt stilling til det"
    )
    return f"{head} {told}, av {ahead.reading.read_by}."


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing that a change touches, with the words that tell it before and now, where they differ."""

    kind: FindingKind
    before: str = ""
    now: str = ""

    @property
    def words(self) -> str:
        """«Frist: 24 timer, nå 48 timer»."""
        told = ", nå ".join(each for each in (self.before, self.now) if each)
        return f"{self.kind.label}: {told}" if told else self.kind.label


def touches(since: Since) -> tuple[Touch, ...]:
    """What the changes touch, each thing once; of a duty only that it is touched."""
    if since.leads_elsewhere:
        return (Touch(FindingKind.REFERENCE),)
    return tuple(dict.fromkeys(_touch(each) for each in since.touches))


def place_name(place: Place) -> str:
    """«punkt 7.1 Døgnopphold»."""
    title = plain(place.section.title)
    return f"{cited(place.number, title)} {title}" if place.number else cited("", title)


def summary(agreement: SpecialAgreement) -> dict[str, object]:
    """One special agreement in a list, as a plain table."""
    row = agreement.view.row
    return {
        "document": agreement.document.ref,
        "version": row.number,
        "title": agreement.document.title,
        "kommune": agreement.pair.kommune.ref,
        "foretak": agreement.pair.foretak.ref,
        "standing": agreement.view.standing.value,
        "valid_from": _iso(row.valid_from),
        "valid_to": _iso(row.valid_to),
        "applies": agreement.applies,
        "ceased": [each.ref for each in agreement.ceased],
        "rests_on": len(agreement.resting),
        "flagged": len(agreement.flagged) if agreement.applies else 0,
        "coming": len(agreement.coming) if agreement.applies else 0,
        "findings": sorted({each.sort.code for each in agreement.findings}),
    }


def whole(
    agreement: SpecialAgreement,
    suggested: Sequence[Suggestion],
    history: Iterable[Read],
) -> dict[str, object]:
    """One special agreement with all that is told of it."""
    return {
        "on": agreement.on.isoformat(),
        **summary(agreement),
        "clauses": [clause_dict(each) for each in agreement.resting],
        "checks": [finding_dict(each) for each in agreement.findings],
        "suggestions": [_suggestion(each) for each in suggested],
        "readings": [reading_dict(each) for each in history],
    }


def clause_dict(clause: Resting) -> dict[str, object]:
    """One clause that it rests on."""
    since = clause.since
    return {
        "document": clause.document.ref,
        "section": clause.place.id,
        "number": clause.place.number,
        "title": plain(clause.place.section.title),
        "read_in": clause.read_in.number,
        "read_by": clause.reading.read_by,
        "read_on": clause.reading.read_on.isoformat(),
        "note": clause.reading.note,
        "flag": clause.flag.value,
        "must_be_read": clause.flag.is_up,
        "flagged_from": _iso(clause.flagged_from),
        "version_now": clause.now.number if clause.now else None,
        "number_now": since.now.number if since and since.now else None,
        "sentence": flag_sentence(clause),
        "touches": [each.words for each in touches(since)] if since and clause.flag.is_up else [],
        "coming": [
            {
                "version": each.row.number,
                "from": _iso(each.first),
                "must_be_read": each.must_be_read,
                "sentence": ahead_sentence(each),
            }
            for each in clause.ahead
        ],
    }


def finding_dict(found: TimeFinding) -> dict[str, object]:
    """One finding about a time."""
    return {
        "code": found.sort.code,
        "weight": found.weight.value,
        "section": found.own.place.id,
        "number": found.own.place.number,
        "words": found.own.words,
        "sentence": found.sentence,
        "now": found.now,
        "main": _quoted(found.main),
        "opens": _quoted(found.opens),
        "order": _quoted(found.order),
        "law": str(found.figure.source),
        "law_link": found.figure.source.link,
        "law_since": _iso(found.figure.source.since),
        "law_hours": found.figure.hours,
    }


def reading_dict(each: Read) -> dict[str, object]:
    """One reading as it was done."""
    row = each.row
    return {
        "document": each.document.ref,
        "version": each.version.number,
        "number": each.place.number,
        "section": row.section_id,
        "holds": row.holds,
        "note": row.note,
        "read_by": row.read_by,
        "read_on": row.read_on.isoformat(),
    }


def touched_dict(each: Touched) -> dict[str, object]:
    """One clause that a version would make somebody read anew."""
    return {
        "special_agreement": each.document.ref,
        "kommune": each.pair.kommune.ref,
        "foretak": each.pair.foretak.ref,
        "section": each.since.was.id,
        "number": each.since.was.number,
        "state": each.since.state.value,
        "must_be_read": each.flag.is_up,
        "touches": [one.words for one in touches(each.since)],
        "read_in": each.read_in.number,
        "read_on": each.reading.read_on.isoformat(),
    }


def _suggestion(each: Suggestion) -> dict[str, object]:
    return {
        "document": each.view.document.ref,
        "version": each.view.row.number,
        "section": each.place.id,
        "number": each.place.number,
        "title": plain(each.place.section.title),
        "cited_in": [one.place.number for one in each.cited_from],
        "about": each.figure,
    }


def _quoted(quoted: Quoted | None) -> dict[str, str] | None:
    if quoted is None:
        return None
    return {
        "document": quoted.ref,
        "section": quoted.place.id,
        "number": quoted.place.number,
        "words": quoted.words,
    }


def _touch(each: Finding) -> Touch:
    before, now = (", ".join(found) for found in (each.found_old, each.found_new))
    return Touch(each.kind) if each.kind in DUTIES or before == now else Touch(each.kind, before, now)


def _heirs(since: Since | None) -> str:
    heirs = listed([place_name(place) for place in since.heirs]) if since else ""
    return f" Det er tatt opp i {heirs}." if heirs else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def where_read(clause: Resting) -> str:
    """«samarbeidsavtalen 2021.1»."""
    return f"{short_title(clause.document)} {clause.read_in.number}"
