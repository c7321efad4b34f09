"""The office says which words find each other, and puts aside groups it does not want. Nothing is edited."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import permutations

from sqlalchemy.orm import Session

from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.permissions import Actor
from registry.queries import synonyms
from registry.queries.synonyms import OWN_MARK, SynonymGroup
from registry.tables import CommunityRow, SynonymRow
from search.norwegian import is_stop_word, query_terms, text_terms
from search.query import Words, parse

PAGE = "/sok/ord"
SUBJECT = "søkeord"
MOST_GROUPS = 500
MOST_IN_A_GROUP = 12
LONGEST_EXPRESSION = 60
LONGEST_REASON = 1000
Expression = tuple[tuple[str, ...], ...]
"""Words that stand together, each with the terms that a search looks for."""


def add_synonym(
    session: Session,
    who: Actor,
    community: CommunityRow,
    words: Iterable[str],
    reason: str,
    now: datetime,
) -> SynonymRow:
    """Let these words and expressions find each other, from the next search on.

    Raises BadInput for words that cannot be searched for, RuleSaysNo where they find each other as it is, and
    AlreadyThere where a group has them all.
    """
    session.refresh(community, with_for_update=True)
    given = _readable(words)
    why = _reason(reason, required=False)
    groups = synonyms.every_group(session, community)
    _refuse_known(given, groups)
    if sum(group.is_own and group.counts for group in groups) >= MOST_GROUPS:
        raise RuleSaysNo(
            "Ordene er ikke lagt til.",
            f"Det er plass til {MOST_GROUPS} egne grupper.",
            "Sett til side en som ikke trengs.",
        )
    return _say(session, who, community, _new_name(given, groups), given, True, why, now)


def put_aside_synonym(
    session: Session, who: Actor, community: CommunityRow, name: str, reason: str, now: datetime
) -> SynonymRow:
    """The group counts no longer, whoever made it. Raises NotFound, RuleSaysNo."""
    return _turn(session, who, community, name, False, reason, now)


def take_back_synonym(
    session: Session, who: Actor, community: CommunityRow, name: str, reason: str, now: datetime
) -> SynonymRow:
    """A group that was put aside counts again. Raises NotFound, RuleSaysNo."""
    return _turn(session, who, community, name, True, reason, now)


def _turn(
    session: Session,
    who: Actor,
    community: CommunityRow,
    name: str,
    counts: bool,
    reason: str,
    now: datetime,
) -> SynonymRow:
    session.refresh(community, with_for_update=True)
    group = synonyms.group_named(session, community, name)
    if group.counts == counts:
        stands = "Gruppen er i bruk fra før." if counts else "Gruppen er satt til side fra før."
        raise RuleSaysNo("Ingenting er endret.", stands, "Last siden på nytt for å se hva som gjelder.")
    why = _reason(reason, required=not counts)
    return _say(session, who, community, group.name, group.words, counts, why, now)


def _readable(words: Iterable[str]) -> tuple[str, ...]:
    """The words as they are kept: in lower case, each once. Raises BadInput for what cannot be looked for."""
    lines = (fields.line(each, "words", "Ordet", required=False) for each in words)
    given = tuple(dict.fromkeys(line.lower() for line in lines if line))
    if len(given) < 2:
        raise BadInput(
            "Det trengs minst to ord.",
            "En gruppe er ord som skal finne hverandre.",
            "Skriv ett ord eller uttrykk på hver linje.",
            "words",
        )
    if len(given) > MOST_IN_A_GROUP:
        raise BadInput(
            f"Gruppen har {len(given)} ord.",
            f"Det er plass til {MOST_IN_A_GROUP}.",
            "Ta bort noen, eller del gruppen i to.",
            "words",
        )
    for each in given:
        _refuse_unsearchable(each)
    return given


def _refuse_unsearchable(expression: str) -> None:
    if len(expression) > LONGEST_EXPRESSION:
        raise BadInput(
            f"«{expression[:20]}…» er {len(expression)} tegn.",
            f"Et ord eller uttrykk kan ha {LONGEST_EXPRESSION}.",
            "Skriv det kortere.",
            "words",
        )
    fields.without_patients(expression, "words", "Ordet")
    if not _expression(expression):
        raise BadInput(
            f"«{expression}» sier ingenting alene.",
            "Slike ord står i nesten alle tekster, og søket hopper over dem.",
            "Ta det bort, eller skriv et uttrykk med flere ord.",
            "words",
        )
    wishes = parse(expression).wishes
    if not wishes or not all(isinstance(wish, Words) for wish in wishes):
        raise BadInput(
            f"«{expression}» leses som noe annet enn ord.",
            "Nummer på punkter, stjerner og avgrensninger har en egen mening i søket.",
            "Skriv bare ord, med bokstaver, tall og bindestrek.",
            "words",
        )


def _refuse_known(given: Sequence[str], groups: Sequence[SynonymGroup]) -> None:
    """Refuse words that find each other already, by themselves or by a group."""
    wanted = [_expression(each) for each in given]
    if all(_finds(one, other) for one, other in permutations(wanted, 2)):
        raise RuleSaysNo(
            "Ordene finner hverandre fra før.",
            "Søket kjenner bøyninger, bokmål og nynorsk, og trenger ingen gruppe for dem.",
            "Det er ingenting å legge til.",
        )
    for group in groups:
        if set(wanted) <= {_expression(each) for each in group.words}:
            stands = "i bruk" if group.counts else "satt til side"
            raise AlreadyThere(
                "Ordene er ikke lagt til en gang til.",
                f"De står i gruppen «{', '.join(group.words)}», som er {stands}.",
                "" if group.counts else "Ta den gruppen i bruk igjen.",
                PAGE,
            )


def _expression(typed: str) -> Expression:
    """What a search looks for when this is typed; empty where it says nothing."""
    return tuple(terms for word in typed.split() if not is_stop_word(word) and (terms := query_terms(word)))


def _finds(typed: Expression, written: Expression) -> bool:
    """Does what is typed find what is written, without any group?"""
    return len(typed) == len(written) and all(
        {*wanted} & {term for form in there for term in (form, *text_terms(form))}
        for wanted, there in zip(typed, written, strict=True)
    )


def _new_name(given: Sequence[str], groups: Sequence[SynonymGroup]) -> str:
    """The first word, and more of them where a group of ours has that name."""
    taken = {group.name for group in groups}
    names = (OWN_MARK + " = ".join(given[:length]) for length in range(1, len(given) + 1))
    return next(name for name in (*names, f"{OWN_MARK}{given[0]} {len(taken)}") if name not in taken)


def _reason(typed: str, *, required: bool) -> str:
    return fields.without_patients(
        fields.text(typed, "reason", "Grunnen", required, LONGEST_REASON), "reason", "Grunnen"
    )


def _say(
    session: Session,
    who: Actor,
    community: CommunityRow,
    name: str,
    words: Sequence[str],
    counts: bool,
    reason: str,
    now: datetime,
) -> SynonymRow:
    row = SynonymRow(
        community_id=community.id,
        name=name,
        words=json.dumps(list(words), ensure_ascii=False),
        holds=counts,
        reason=reason,
        said_by=who.name,
        said_at=now,
    )
    session.add(row)
    session.flush()
    told = {"name": name, "words": list(words), "counts": counts, "rows": remembered(row)}
    subject = f"{SUBJECT}:{name.removeprefix(OWN_MARK)}"
    audit.record(session, Event.SYNONYMS_CHANGED, subject, who.ref, community.id, told)
    return row
