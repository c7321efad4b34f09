"""The law's demands in the reader's form of Norwegian.

The register keeps them in bokmål, in its own short words (documents/minimums). A demand that is not here, or
that reads otherwise than when it was put into nynorsk, is told as it is kept.
"""

from documents.docx.papers.paper import Say
from documents.minimums import Minimum

_NYNORSK = {
    "Ansvar og oppgaver": "Ansvar og oppgåver",
    "Partene er enige om hvem som har hvilke oppgaver, og har en felles oppfatning av hvilke tiltak hver av "
    "dem skal utføre.": "Partane er samde om kven som har kva oppgåver, og har ei felles oppfatning av kva "
    "tiltak kvar av dei skal utføre.",
    "Koordinerte tjenester": "Koordinerte tenester",
    "Retningslinjer for samarbeid om innleggelse, utskrivning, habilitering, rehabilitering og lærings- og "
    "mestringstilbud når pasienten trenger koordinerte tjenester.": "Retningslinjer for samarbeid om "
    "innlegging, utskriving, habilitering, rehabilitering og lærings- og meistringstilbod når pasienten "
    "treng koordinerte tenester.",
    "Innleggelse i sykehus": "Innlegging i sjukehus",
    "Retningslinjer for innleggelse i sykehus.": "Retningslinjer for innlegging i sjukehus.",
    "Døgnopphold for øyeblikkelig hjelp": "Døgnopphald for augeblikkeleg hjelp",
    "En beskrivelse av kommunens døgntilbud for øyeblikkelig hjelp etter § 3-5 tredje ledd.": "Ei skildring "
    "av døgntilbodet kommunen har for augeblikkeleg hjelp etter § 3-5 tredje ledd.",
    "Utskrivningsklare pasienter": "Utskrivingsklare pasientar",
    "Retningslinjer for samarbeid om utskrivningsklare pasienter som trenger kommunale tjenester "
    "etterpå.": "Retningslinjer for samarbeid om utskrivingsklare pasientar som treng kommunale tenester "
    "etterpå.",
    "Kunnskap, nettverk og hospitering": "Kunnskap, nettverk og hospitering",
    "Retningslinjer for å dele kunnskap og informasjon begge veier, og for faglige nettverk og "
    "hospitering.": "Retningslinjer for å dele kunnskap og informasjon begge vegar, og for faglege nettverk "
    "og hospitering.",
    "Forskning og utdanning": "Forsking og utdanning",
    "Samarbeid om forskning, utdanning, praksis og læretid.": "Samarbeid om forsking, utdanning, praksis og "
    "læretid.",
    "Jordmortjenester": "Jordmortenester",
    "Samarbeid om jordmortjenester.": "Samarbeid om jordmortenester.",
    "IKT-løsninger": "IKT-løysingar",
    "Samarbeid om lokale IKT-løsninger.": "Samarbeid om lokale IKT-løysingar.",
    "Forebygging": "Førebygging",
    "Samarbeid om forebygging.": "Samarbeid om førebygging.",
    "Beredskap og akuttkjede": "Beredskap og akuttkjede",
    "Omforente beredskapsplaner og planer for den akuttmedisinske kjeden.": "Omforeinte beredskapsplanar og "
    "planar for den akuttmedisinske kjeda.",
    "Felles utvikling og planlegging": "Felles utvikling og planlegging",
    "En konkret beskrivelse av hvordan partene utvikler og planlegger tjenestene sammen.": "Ei konkret "
    "skildring av korleis partane utviklar og planlegg tenestene saman.",
    "Barn og unge": "Barn og unge",
    "Samarbeid om tjenester til barn og unge med sammensatte vansker og lidelser som får hjelp fra begge "
    "nivåer.": "Samarbeid om tenester til barn og unge med samansette vanskar og lidingar som får hjelp frå "
    "begge nivåa.",
}


def label_of(minimum: Minimum, say: Say) -> str:
    """The short name of the demand."""
    return say(minimum.label, _NYNORSK.get(minimum.label, minimum.label))


def demand_of(minimum: Minimum, say: Say) -> str:
    """What it demands, in our own words."""
    return say(minimum.demand, _NYNORSK.get(minimum.demand, minimum.demand))
