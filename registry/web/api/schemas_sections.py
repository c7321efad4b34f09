"""How one section of a draft, and what there is to look at in it, look in the API."""

from pydantic import Field

from documents.checks import Check, Weight
from documents.drafting.editing import Wording, wording
from documents.text import Section
from registry.fingerprints import text_hash
from registry.web.api.conditions import MARK_SIGNS
from registry.web.api.types import Line, Sent, Text, Told, example

WORDS = "Kommunen melder pasienten.\n\na) Meldingen sendes elektronisk."


class SectionSent(Sent):
    """One section, as it is to read."""

    model_config = example(title="Melding om innlagt pasient", text=WORDS)

    title: Line = Field(description="Its title, without the number.", examples=["Vedtaksmyndighet"])
    text: Text = Field(
        description="Its own words as Markdown, without headings and without what lies under it. Lettered "
        "points are known again by their words.",
        examples=[WORDS],
    )


class SectionTextTold(Told):
    """One section's own words, to be changed."""

    id: str = Field(description="Its lasting identity; empty for title and opening.", examples=["k3m9x2p7qa"])
    number: str = Field(description="As printed; may be empty.", examples=["5.2"])
    title: str = Field(description="Its title, as Markdown.", examples=["Vedtaksmyndighet"])
    text: str = Field(description="Its own words as Markdown.", examples=[WORDS])
    etag: str = Field(description="What If-Match wants.", examples=['"0123456789abcdef"'])

    @classmethod
    def of(cls, section: Section) -> "SectionTextTold":
        """The section without what lies under it."""
        words = wording(section)
        return cls(
            id=section.id,
            number=section.number,
            title=words.title,
            text=words.body,
            etag=mark_of_section(section.id, words),
        )


class CheckTold(Told):
    """One thing to look at before a draft goes on."""

    code: str = Field(description="A word for programs.", examples=["number-gap"])
    message: str = Field(description="A whole sentence.", examples=["Etter punkt 5.1 kommer punkt 5.3."])
    section: str = Field(
        description="Identity of the section or point; empty for the whole text.", examples=["k3m9x2p7qa"]
    )
    number: str = Field(description="The number people cite it by.", examples=["5.3"])
    weight: Weight = Field(description="How sure it is that something must be done.", examples=["se over"])

    @classmethod
    def of(cls, check: Check) -> "CheckTold":
        """The check as it was found."""
        return cls.model_validate(check.to_dict())


def mark_of_section(identity: str, words: Wording) -> str:
    """The strong ETag of one section's own words."""
    return f'"{text_hash(whole(words) + identity)[:MARK_SIGNS]}"'


def whole(words: Wording) -> str:
    """Title and words, as they stand in a conflict."""
    return f"{words.title}\n\n{words.body}"
