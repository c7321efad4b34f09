"""How a place of a text is read for what it says is to be done."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from documents.at_a_glance.clauses import clauses, statement_in
from documents.at_a_glance.doers import doer_in, owner_of_tasks
from documents.at_a_glance.times import due_in, lengths_in, told_as_limit
from documents.at_a_glance.told import labelled, row_about, rows_of
from documents.at_a_glance.values import GAP, NOTHING, Glance, shortened
from documents.at_a_glance.vocabulary import words
from documents.evidence.duties import Strength, duties
from documents.markdown import plain
from documents.statements import Statement, joined, statements_of, words_of
from documents.text import Block, Item, ItemList, LegalText, Place, Quote, Table


def first(place: Place, text: LegalText | None) -> Glance:
    """As `documents.at_a_glance.glance`."""
    blocks = _blocks(place)
    if outright := labelled(blocks):
        return outright
    if text and (row := row_about(text, place.id)) and _agrees(row, place):
        return row
    rows = [row for row in rows_of(blocks) if row]
    if rows:
        return rows[0] if len(rows) == 1 else NOTHING
    first = NOTHING
    for found in _from_sentences(place):
        if found.who and found.due:
            return found
        first = first or found
    return first


def every(place: Place) -> tuple[Glance, ...]:
    """As `documents.at_a_glance.glances`."""
    blocks = _blocks(place)
    if outright := labelled(blocks):
        return (outright,)
    return tuple(row for row in rows_of(blocks) if row) or tuple(_from_sentences(place))


_LONGEST = 700
"""Signs in a sentence that is looked into; what is longer is no sentence."""


def _blocks(place: Place) -> tuple[Block, ...]:
    return place.point.blocks if place.point else place.section.blocks


def _agrees(row: Glance, place: Place) -> bool:
    """Does the place name the lengths of time that the row gives, or none at all?"""
    said = lengths_in(words_of(place))
    return not said or lengths_in(row.due) <= said


def _from_sentences(place: Place) -> Iterator[Glance]:
    quiet = _is_quiet(place)
    for found in _duties_in(place):
        if not quiet or (found.who and found.due):
            yield found


def _duties_in(place: Place) -> Iterator[Glance]:
    if not _blocks(place):
        return
    before: Glance | None = None
    said = list(_whole(statements_of(_without_tables(place))))
    leads = {each.lead for each in said}
    for statement in said:
        if statement.words.endswith(":") and statement.words in leads:
            continue
        for found in _of_sentence(statement, place):
            limit = told_as_limit(statement.words)
            if before and limit and not before.due:
                before = replace(before, due=limit)
                continue
            if before:
                yield before
            before = found
    if before:
        yield before


def _of_sentence(statement: Statement, place: Place) -> Iterator[Glance]:
    if len(statement.whole) > _LONGEST:
        return
    if limit := told_as_limit(statement.words):
        yield Glance(shortened(statement.words), due=limit)
        return
    for clause in clauses(statement.words):
        if found := _of_clause(clause, statement, place):
            yield found


def _of_clause(clause: str, statement: Statement, place: Place) -> Glance:
    said = statement_in(clause)
    if _only_may(said) or _RIGHT.search(said):
        return NOTHING
    led = _of_lead(statement.lead)
    title = plain(place.section.title)
    goes_on = clause[:1].islower() and led.who
    who = led.who if goes_on else doer_in(clause, said) or led.who or owner_of_tasks(title, clause)
    what = shortened(clause.strip())
    return Glance(f"{led.what}{GAP}{what}" if led.who else what, who, due_in(clause, said) or led.due)


def _of_lead(lead: str) -> Glance:
    """Who and when, as the line above a list says it: «Sengeposten skal samme dag:»."""
    said = statement_in(lead)
    if not lead or _only_may(said):
        return NOTHING
    return Glance(lead, doer_in(lead, f"{said.rstrip(' :')} gjør"), due_in(lead, said))


def _only_may(sentence: str) -> bool:
    """Is somebody free to do it, or not to?"""
    found = [duty.strength for duty in duties(sentence)]
    return bool(found) and max(found) <= Strength.MAY


def _is_quiet(place: Place) -> bool:
    title = plain(place.section.title).casefold()
    return any(word in title for word in words("quiet"))


def _whole(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The sentences, those together that were parted after «jf.»."""
    parts: list[Statement] = []
    for each in statements:
        parts.append(each)
        if not _GOES_ON.search(each.words):
            yield joined(parts) if len(parts) > 1 else each
            parts = []
    if parts:
        yield joined(parts)


def _without_tables(place: Place) -> Place:
    if place.point:
        return Place(
            replace(place.section, blocks=_no_tables(place.section.blocks)),
            replace(place.point, blocks=_no_tables(place.point.blocks)),
        )
    return Place(replace(place.section, blocks=_no_tables(place.section.blocks)))


def _no_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(_without(block) for block in blocks if not isinstance(block, Table))


def _without(block: Block) -> Block:
    match block:
        case ItemList(items=items):
            return ItemList(tuple(_item(item) for item in items))
        case Quote(blocks=inner):
            return Quote(_no_tables(inner))
        case _:
            return block


def _item(item: Item) -> Item:
    return replace(item, blocks=_no_tables(item.blocks))


_RIGHT = re.compile(r"\b(?:har|får)\s(?:rett|krav)\b", re.IGNORECASE)
"""What somebody may ask for is nothing that they are to do."""
_GOES_ON = re.compile(r"\b(?:jf|jfr|nr|kl|ca|pkt|kap|bl\.a|f\.eks)\.$", re.IGNORECASE)
