"""Sentences such as agreements have, put together from parts."""

import random


def sentence(chance: random.Random) -> str:
    """Who must do what with what, where and when."""
    return (
        f"{chance.choice(SUBJECTS)} {chance.choice(DUTIES)} {chance.choice(VERBS)} {chance.choice(OBJECTS)} "
        f"{chance.choice(WHERE)} {chance.choice(WHEN)}."
    )


def title(chance: random.Random) -> str:
    """A title of the same words."""
    return f"{chance.choice(OBJECTS)} {chance.choice(WHERE)}".capitalize()


def _list(words: str) -> tuple[str, ...]:
    return tuple(" ".join(words.split()).split(", "))


SUBJECTS = _list(
    """
    Kommunen, Helseforetaket, Begge parter, Sekretariatet, Kontaktlegen, Ledelsen ved avdelingen,
    Fagutvalget, Den som melder, Koordinatoren, Tildelingskontoret, Legevakten, Brukerutvalget,
    Kommunedirektøren, Klinikken
    """
)
DUTIES = _list(
    """
    skal, bør, kan, må, har ansvar for å, forplikter seg til å
    """
)
VERBS = _list(
    """
    varsle, oppdatere, legge fram, gjennomgå, avklare, dokumentere, følge opp, evaluere, kvalitetssikre,
    fordele, samordne, bekrefte, registrere, kontrollere, beskrive
    """
)
OBJECTS = _list(
    """
    planen for opplæring, oversikten over kontaktpersoner, avvik i samhandlingen, rutinen for
    overføring, behovet for hjelpemidler, epikrisen, listen over legemidler, tallene for liggetid, saker
    om uenighet, tilbudet til pårørende, beredskapsplanen, avtalen om hospitering, utstyret i hjemmet,
    vurderingen av funksjon, informasjonen til fastlegen
    """
)
WHERE = _list(
    """
    ved utskrivning, i årsmøtet, sammen med den andre parten, i samråd med fastlegen, på egnet måte,
    skriftlig, i felles fagsystem, for hele området, ved egen enhet, etter drøfting i utvalget, ved
    overføring mellom avdelinger
    """
)
WHEN = _list(
    """
    innen 24 timer, senest første virkedag, hvert kvartal, før 1. mars, innen tre uker, når det er
    nødvendig, en gang i året, uten ugrunnet opphold, straks, etter hvert møte, ved årets slutt, innen
    15. oktober
    """
)
