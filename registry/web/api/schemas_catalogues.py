"""How the catalogues of demands look in the API."""

from datetime import date
from typing import Annotated

from pydantic import Field, Strict

from documents.minimums import CatalogueKind
from documents.minimums.reading import MOST_BYTES
from registry.web.api.types import Day, Line, Sent, Text, Told, example

A_FILE = """[extends]
catalogue = "hol-6-2"
law = "vedtak i PSU"
link = "https://fjordmark.example/psu/12-26"
read_in = "protokoll fra PSU, sak 12/26"
read_by = "Kari Nordmann"
read_on = 2026-11-30

[[more]]
nr = 4
terms_nb = ["øhd-seng"]
"""
FileWords = Annotated[str, Strict(), Field(min_length=1, max_length=MOST_BYTES)]
"""A file as it is, so that the lines that are told of are its own."""


class CatalogueSent(Sent):
    """A file of demands to lay beside those that are there."""

    model_config = example(name="egne-ord.toml", file=A_FILE)

    name: Line = Field(description="The file's name.", examples=["egne-ord.toml"])
    file: FileWords = Field(description="The file in the form of docs/catalogues.md.", examples=[A_FILE])


class CatalogueAdded(Told):
    """A file that was added."""

    name: str = Field(description="The file's name.", examples=["egne-ord.toml"])
    hash: str = Field(description="SHA-256 over its bytes.", examples=["4f1c9a"])
    edition: str = Field(description="SHA-256 over all the files that count now.", examples=["9b2e11"])


class SignatureSent(Sent):
    """That one has held an entry against its source, or takes one's name back."""

    model_config = example(since="2012-01-01", holds=True, note="Lest i lovteksten.")

    since: Day = Field(description="The day the entry applies from.", examples=["2012-01-01"])
    holds: bool = Field(True, description="False: the signature is taken back.", examples=[True])
    note: Text = Field(
        "", description="A remark; the reason, where it is taken back.", examples=["Lest i lovteksten."]
    )


class SignatureTold(Told):
    """The last word of a person about an entry."""

    signed_by: str = Field(description="Who.", examples=["Kari Nordmann"])
    signed_on: date = Field(description="When.", examples=["2026-11-30"])
    holds: bool = Field(description="False: it was taken back.", examples=[True])
    fits: bool = Field(description="Is it given for the words the entry has now?", examples=[True])
    note: str = Field(description="What was added.", examples=["Lest i lovteksten."])


class EntryTold(Told):
    """One state of one demand."""

    key: str = Field(description="The demand through all its states.", examples=["hol-6-2:4"])
    nr: int = Field(description="Its number in the catalogue.", examples=[4])
    label: str = Field(description="A short name.", examples=["Døgnopphold for øyeblikkelig hjelp"])
    label_nn: str = Field(
        description="The name in nynorsk.", examples=["Døgnopphald for augeblikkeleg hjelp"]
    )
    demand: str = Field(description="What is demanded, in own words.", examples=["Samarbeid om forebygging."])
    demand_nn: str = Field(description="The same in nynorsk.", examples=["Samarbeid om førebygging."])
    form: str = Field(description="What kind of thing is asked for.", examples=["retningslinjer"])
    duty_of: str = Field(description="Who has the duty; empty: the parties together.", examples=["kommunen"])
    form_nn: str = Field(description="The same in nynorsk, where it is another word.", examples=["semje"])
    duty_of_nn: str = Field(
        description="The same in nynorsk, where it is another word.", examples=["helseføretaket"]
    )
    since: date = Field(description="The first day it is in force.", examples=["2012-01-01"])
    until: date | None = Field(description="The first day it no longer is.", examples=["2026-07-01"])
    in_force: bool = Field(description="Is it in force on the day asked about?", examples=[True])
    guidance: date | None = Field(
        description="The day guidance expects it from. Not a date of the law.", examples=["2023-07-01"]
    )
    deadline: date | None = Field(description="The ministry's deadline.", examples=["2012-07-01"])
    amended_by: str = Field(
        description="The act that brought or changed it.", examples=["lov 11. juni 2021 nr. 78"]
    )
    source: str = Field(
        description="The place in the law as it is cited.",
        examples=["helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4"],
    )
    link: str = Field(
        description="Where the law stands.", examples=["https://lovdata.no/lov/2011-06-24-30/§6-2"]
    )
    reading: bool = Field(
        description="Is it a reading of the sources, not what one of them says?", examples=[False]
    )
    note: str = Field(description="What else is to be known.", examples=[""])
    note_nn: str = Field(description="The same in nynorsk.", examples=[""])
    read_in: str = Field(description="What was read to write it.", examples=["samlet lovtekst"])
    read_at: str = Field(
        description="Where that stands.", examples=["https://lovdata.no/dokument/NL/lov/2011-06-24-30"]
    )
    read_by: str = Field(description="Who read it.", examples=["Kari Nordmann"])
    read_on: date | None = Field(description="When.", examples=["2026-11-30"])
    evidence: list[str] = Field(
        description="What a reviewer looks for.", examples=[["Målgruppen er beskrevet."]]
    )
    evidence_nn: list[str] = Field(
        description="The same points in nynorsk.", examples=[["Målgruppa er skildra."]]
    )
    terms_nb: list[str] = Field(
        description="Words that find candidates in bokmål.", examples=[["innleggelse"]]
    )
    terms_nn: list[str] = Field(
        description="Words that find candidates in nynorsk.", examples=[["innlegging"]]
    )
    entry_hash: str = Field(description="SHA-256 over what a signature is given for.", examples=["7a0f3c"])
    signature: SignatureTold | None = Field(description="Who stands for it; null: nobody here.")


class CatalogueTold(Told):
    """Demands that are asked of the same thing."""

    ref: str = Field(description="Its lasting reference.", examples=["hol-6-2"])
    kind: CatalogueKind = Field(
        description="What its demands are asked of.", examples=["innhold i avtaleverket"]
    )
    title: str = Field(description="Its name.", examples=["Det en samarbeidsavtale minst skal inneholde"])
    title_nn: str = Field(
        description="Its name in nynorsk.", examples=["Det ein samarbeidsavtale minst skal innehalde"]
    )
    link: str = Field(
        description="Where the law stands.", examples=["https://lovdata.no/lov/2011-06-24-30/§6-2"]
    )
    entries: list[EntryTold] = Field(description="Every state of every demand.")


class CataloguesTold(Told):
    """All catalogues."""

    on: date = Field(description="The day asked about.", examples=["2026-11-30"])
    edition: str = Field(description="SHA-256 over all the files that count.", examples=["9b2e11"])
    catalogues: list[CatalogueTold] = Field(description="The catalogues.")
