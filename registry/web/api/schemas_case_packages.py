"""How case packages look in the API."""

from datetime import date, datetime

from pydantic import Field

from registry.queries.case_packages import PackageView
from registry.tables import PackageState
from registry.web.api.types import Day, Sent, Told, example


class PackagesAsked(Sent):
    """What is asked for."""

    model_config = example(on="2025-02-20")

    on: Day | None = Field(
        default=None,
        description="The day whose parties, law and standing the papers tell of; today where it is left out.",
        examples=["2025-02-20"],
    )


class PackedFileTold(Told):
    """One file of one party."""

    name: str = Field(description="Its name.", examples=["01 Saksframlegg.docx"])
    what: str = Field(description="What it is.", examples=["Saksframlegg"])
    sha256: str = Field(description="SHA-256 of its bytes.", examples=["0" * 64])
    size: int = Field(description="Bytes.", examples=[14316])


class PartySetTold(Told):
    """All the files of one party."""

    party: str = Field(description="The party's short name.", examples=["granvik"])
    name: str = Field(description="The party's name.", examples=["Granvik kommune"])
    folder: str = Field(description="Its folder in the zip.", examples=["Granvik kommune"])
    language: str = Field(description="The form of Norwegian: nb or nn.", examples=["nb"])
    notes: list[str] = Field(
        description="What is not as it should be, in whole sentences.",
        examples=[["Registeret har ikke ett bestemt organ som vedtar for Granvik kommune."]],
    )
    files: list[PackedFileTold] = Field(description="The files, in order.")


class PackageTold(Told):
    """Case packages that were asked for."""

    ref: str = Field(description="The package's name.", examples=["k3m9x2p7qa"])
    version: str = Field(description="The version it is of.", examples=["samarbeidsavtalen@2025.1"])
    on: date = Field(description="The day it tells of.", examples=["2025-02-20"])
    state: PackageState = Field(description="How far it has come.", examples=["lages"])
    done: int = Field(description="So many parties' sets are made.", examples=[7])
    total: int = Field(description="Of so many.", examples=[21])
    trouble: str = Field(description="Why it was not made; empty where it was.", examples=[""])
    asked_at: datetime = Field(description="When it was asked for.", examples=["2025-02-20T10:00:00Z"])
    made_at: datetime | None = Field(description="When it was made.", examples=["2025-02-20T10:00:40Z"])
    hash: str | None = Field(
        description="The fingerprint of the text; null until it is made.", examples=["0" * 64]
    )
    sets: list[PartySetTold] = Field(description="Each party's files; empty until it is made.")

    @classmethod
    def of(cls, view: PackageView) -> "PackageTold":
        """The package as it is."""
        return cls.model_validate(view.to_dict())
