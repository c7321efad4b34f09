"""Options that several commands take, each described once."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Svar med ett JSON-objekt.")]
On = Annotated[str, typer.Option("--on", metavar="DATO", help="Dagen det spørres om; ellers i dag.")]
Known = Annotated[
    str,
    typer.Option(
        "--known", metavar="DATO", help="Vurderinger gjort til og med denne dagen teller; ellers dagen selv."
    ),
]
OfPair = Annotated[
    str, typer.Option("--pair", metavar="PAR", help="Bare dette paret, som granvik+helse-fjordmark.")
]
Party = Annotated[str, typer.Option("--party", metavar="PART", help="Bare det som binder denne parten.")]
Out = Annotated[Path | None, typer.Option("-o", "--out", metavar="FIL", help="Filen som skrives.")]
Limit = Annotated[int, typer.Option("--limit", metavar="ANTALL", min=1, max=1000, help="Høyst så mange.")]
Offset = Annotated[int, typer.Option("--offset", metavar="ANTALL", min=0, help="Hopp over så mange.")]
VersionName = Annotated[
    str, typer.Argument(metavar="REF@VERSJON", help="For eksempel samarbeidsavtalen@2025.1.")
]
