"""A reading as JSON and back: between two processes, and in the register until somebody confirms it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from documents import markdown
from documents.docx.identity import Mark
from documents.docx.reading.account import Account, LostWords, Tally, Where
from documents.docx.reading.comments import Comment
from documents.docx.reading.file import Authored, Reading
from documents.docx.reading.proposals import Proposal
from documents.docx.seal import Seal, SealedSection
from documents.remarks import Remark
from documents.text import LegalText


def carried(reading: Reading) -> dict[str, Any]:
    """The reading as what JSON can hold. Raises NotALegalText where a text has no room in the stored form."""
    return {
        "text": _source(reading.text),
        "remarks": [asdict(each) for each in reading.remarks],
        "authored": [
            {"author": each.author, "first": each.first, "last": each.last, "text": _source(each.text)}
            for each in reading.authored
        ],
        "comments": [asdict(each) for each in reading.comments],
        "marked": {identity: asdict(mark) for identity, mark in reading.marked.items()},
        "sunk": dict(reading.sunk),
        "seal": asdict(reading.seal) if reading.seal else None,
        "account": asdict(reading.account),
        "proposed": [asdict(each) for each in reading.proposed],
        "changes": dict(reading.changes),
    }


def brought(facts: Mapping[str, Any]) -> Reading:
    """The reading that was carried so."""
    return Reading(
        markdown.read(facts["text"]),
        remarks=tuple(Remark(**each) for each in facts["remarks"]),
        authored=tuple(
            Authored(each["author"], each["first"], each["last"], markdown.read(each["text"]))
            for each in facts["authored"]
        ),
        comments=tuple(Comment(**each) for each in facts["comments"]),
        marked={identity: Mark(**mark) for identity, mark in facts["marked"].items()},
        sunk=facts["sunk"],
        seal=_seal(facts["seal"]) if facts["seal"] else None,
        account=account_of(facts["account"]),
        proposed=tuple(Proposal(**each) for each in facts["proposed"]),
        changes=facts["changes"],
    )


def account_of(facts: Mapping[str, Any]) -> Account:
    """The account that was carried so."""
    return Account(
        tuple(Tally(**{**row, "where": Where(row["where"])}) for row in facts["rows"]),
        tuple(LostWords(**{**each, "where": Where(each["where"])}) for each in facts["lost"]),
    )


def _source(text: LegalText) -> str:
    source = markdown.write(text)
    markdown.read(source)  # what the stored form has no room for is refused at this end
    return source


def _seal(facts: Mapping[str, Any]) -> Seal:
    return Seal(**{**facts, "sections": tuple(SealedSection(**each) for each in facts["sections"])})
