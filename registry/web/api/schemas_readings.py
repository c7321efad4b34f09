"""How a file that was read looks in the API."""

from dataclasses import asdict
from enum import StrEnum

from pydantic import Field

from documents.docx import Account, Reading
from documents.docx.reading.account import Where
from documents.markdown import plain, write
from documents.remarks import Remark
from documents.text import LegalText
from registry.web.api.schemas_versions import RemarkTold, SectionTold, sections_of
from registry.web.api.types import Told


class HeadingChoice(StrEnum):
    """Which of the proposed headings of a Word file are read as headings."""

    ALL = "all"
    NONE = "none"


class TallyTold(Told):
    """The words of one place of a file, counted; `words` is the sum of the four others."""

    where: Where = Field(description="The place.", examples=["brødtekst"])
    words: int = Field(description="In the file.", examples=[3412])
    text: int = Field(description="Of these in the text.", examples=[3398])
    told: int = Field(description="Of these told of in remarks.", examples=[14])
    struck: int = Field(description="Of these in tracked changes that do not apply.", examples=[0])
    lost: int = Field(description="Of these in neither.", examples=[0])


class LostTold(Told):
    """Words of one paragraph that stand neither in the text nor in a remark."""

    where: Where = Field(description="The place.", examples=["tabeller"])
    near: str = Field(description="The heading they stand under.", examples=["2 Ansvar"])
    words: str = Field(description="The words.", examples=["skal ikke"])


class AccountTold(Told):
    """What became of every word of a Word file."""

    sentence: str = Field(
        description="In one sentence.", examples=["Alt er med: 3 412 ord i filen; 3 412 i teksten."]
    )
    balances: bool = Field(description="Has every word one fate, and one only?", examples=[True])
    rows: list[TallyTold] = Field(description="Place by place; places without words are left out.")
    lost: list[LostTold] = Field(description="What is lost, each with its place.")

    @classmethod
    def of(cls, account: Account) -> "AccountTold":
        """The account as it stands."""
        return cls(
            sentence=account.sentence,
            balances=account.balances,
            rows=[TallyTold(**asdict(row)) for row in account.rows],
            lost=[LostTold(**asdict(each)) for each in account.lost],
        )


class ProposedTold(Told):
    """A line that could be a heading, in a file without heading styles."""

    words: str = Field(description="The line.", examples=["1 Formål"])
    level: int = Field(description="1 for a chapter.", examples=[1])
    ground: str = Field(
        description="Why it is proposed; empty where it is only possible.", examples=["fet skrift, nummer 1"]
    )
    chosen: bool = Field(description="Is it read as a heading?", examples=[True])


class AuthoredTold(Told):
    """The text as it would be if one author's tracked changes alone were accepted."""

    author: str = Field(description="Who made them.", examples=["Kari Nordmann"])
    first: str = Field(description="The day of the first; empty where unknown.", examples=["2026-01-15"])
    last: str = Field(description="The day of the last; empty where unknown.", examples=["2026-01-16"])
    text: str = Field(
        description="Canonical Markdown, with the identities of `text`.", examples=["# Retningslinje 5"]
    )


class ReadingTold(Told):
    """What a file would become as a draft."""

    title: str = Field(description="Its title.", examples=["Retningslinje 5"])
    text: str = Field(
        description="Canonical Markdown, with lasting identities.", examples=["# Retningslinje 5"]
    )
    sections: list[SectionTold] = Field(description="Every section in reading order.")
    remarks: list[RemarkTold] = Field(description="What could not be carried whole.")
    account: AccountTold | None = Field(description="What became of every word; null for Markdown.")
    tracked: dict[str, int] = Field(
        description="How many tracked changes stand open in the file, by author.",
        examples=[{"Kari Nordmann": 12}],
    )
    authored: list[AuthoredTold] = Field(description="With changes=forslag: each author's own text.")
    proposed: list[ProposedTold] = Field(description="Lines that could be headings.")

    @classmethod
    def of(
        cls, text: LegalText, source: str, remarks: tuple[Remark, ...], reading: Reading | None
    ) -> "ReadingTold":
        """The text that was read, with the remarks; of a Word file with its account and its choices."""
        return cls(
            title=plain(text.title),
            text=source,
            sections=sections_of(text),
            remarks=[RemarkTold(code=each.code, message=each.message, place=each.place) for each in remarks],
            account=AccountTold.of(reading.account) if reading else None,
            tracked=dict(reading.changes) if reading else {},
            authored=[
                AuthoredTold(author=each.author, first=each.first, last=each.last, text=write(each.text))
                for each in (reading.authored if reading else ())
            ],
            proposed=[
                ProposedTold(words=each.words, level=each.level, ground=each.ground, chosen=each.chosen)
                for each in (reading.proposed if reading else ())
            ],
        )
