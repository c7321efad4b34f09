"""The sentences that tell how a search was understood, in bokmål and nynorsk, in one place."""

from search.wishes import Reason

Pair = tuple[str, str]
"""Bokmål and nynorsk."""


def in_form(pair: Pair, language: str) -> str:
    """The sentence in the written form that is asked for."""
    return pair[1] if language == "nn" else pair[0]


SEARCHED: dict[str, Pair] = {
    "searched": ("Søkte etter", "Søkte etter"),
    "everything": ("alt", "alt"),
    "without": ("uten", "utan"),
    "also": ("også", "også"),
    "rather": ("helst også", "helst også"),
    "nothing": (
        "Da er det ikke noe igjen å søke etter. Skriv et ord til, og søk på nytt.",
        "Då er det ikkje noko att å søkje etter. Skriv eit ord til, og søk på nytt.",
    ),
}
JOINING: dict[str, Pair] = {"and": ("og", "og"), "or": ("eller", "eller")}
WISHES: dict[str, tuple[Pair, Pair]] = {
    "word": (("ordet", "ordet"), ("ordene", "orda")),
    "phrase": (("uttrykket", "uttrykket"), ("uttrykkene", "uttrykka")),
    "beginning": (("ord som begynner på", "ord som byrjar på"), ("ord som begynner på", "ord som byrjar på")),
    "number": (("punkt", "punkt"), ("punktene", "punkta")),
    "law": (("lovstedet", "lovstaden"), ("lovstedene", "lovstadene")),
}
"""What each sort of wish is called, for one and for several."""
NARROWED: dict[str, Pair] = {
    "kinds": ("i {values}", "i {values}"),
    "years": ("fra {values}", "frå {values}"),
    "documents": ("i dokumentet {values}", "i dokumentet {values}"),
    "bodies": ("knyttet til {values}", "knytt til {values}"),
    "parties": ("som gjelder {values}", "som gjeld {values}"),
    "laws": ("om {values}", "om {values}"),
    "statuses": ("med status {values}", "med status {values}"),
}
KINDS: dict[str, Pair] = {
    "samarbeidsavtale": ("samarbeidsavtaler", "samarbeidsavtalar"),
    "delavtale": ("delavtaler", "delavtalar"),
    "retningslinje": ("retningslinjer", "retningslinjer"),
    "rutine": ("rutiner", "rutinar"),
    "særavtale": ("særavtaler", "særavtalar"),
    "handlingsplan": ("handlingsplaner", "handlingsplanar"),
    "mandat": ("mandater", "mandat"),
    "vedtak": ("vedtak", "vedtak"),
    "organ": ("organer", "organ"),
    "lovkrav": ("lovkrav", "lovkrav"),
}
"""Kinds of entry, several of them."""
EXAMPLES: dict[str, Pair] = {
    "kinds": (
        "Det finnes samarbeidsavtale, delavtale, retningslinje, rutine, særavtale, handlingsplan, mandat, "
        "vedtak, organ og lovkrav.",
        "Det finst samarbeidsavtale, delavtale, retningslinje, rutine, særavtale, handlingsplan, mandat, "
        "vedtak, organ og lovkrav.",
    ),
}
REMARKS: dict[Reason, Pair] = {
    Reason.TOO_LONG: (
        "Det du skrev, er lengre enn 200 tegn. Det som står fra «{typed}» og utover, er ikke med i søket.",
        "Det du skreiv, er lengre enn 200 teikn. Det som står frå «{typed}» og utover, er ikkje med i søket.",
    ),
    Reason.TOO_MANY: (
        "Søket tar med tolv ord. Disse er ikke med: «{typed}».",
        "Søket tek med tolv ord. Desse er ikkje med: «{typed}».",
    ),
    Reason.MANY_PREFIXES: (
        "Søket tar med tre ord med stjerne, for de står for mange hver. Disse er ikke med: «{typed}».",
        "Søket tek med tre ord med stjerne, for dei står for mange kvar. Desse er ikkje med: «{typed}».",
    ),
    Reason.SHORT_PREFIX: (
        "«{typed}» er for kort og er ikke med i søket. Skriv minst tre bokstaver foran stjernen.",
        "«{typed}» er for kort og er ikkje med i søket. Skriv minst tre bokstavar framfor stjerna.",
    ),
    Reason.NO_YEAR: (
        "«{typed}» er ikke et årstall og er ikke med i søket. "
        "Skriv det med fire sifre, for eksempel år:2024.",
        "«{typed}» er ikkje eit årstal og er ikkje med i søket. "
        "Skriv det med fire siffer, til dømes år:2024.",
    ),
    Reason.UNKNOWN_KIND: (
        "«{typed}» er ingen type vi kjenner, og er ikke med i søket. {kinds}",
        "«{typed}» er ingen type vi kjenner, og er ikkje med i søket. {kinds}",
    ),
    Reason.UNKNOWN_LAW: (
        "«{typed}» er ikke et sted i en lov vi kjenner, og er ikke med i søket. "
        "Skriv det som lov:6-2-4 eller lov:kommuneloven-11-5.",
        "«{typed}» er ikkje ein stad i ei lov vi kjenner, og er ikkje med i søket. "
        "Skriv det som lov:6-2-4 eller lov:kommuneloven-11-5.",
    ),
    Reason.READ_AS: (
        "«{typed}» finnes ikke. Søkte i stedet med «{read_as}».",
        "«{typed}» finst ikkje. Søkte i staden med «{read_as}».",
    ),
    Reason.EMPTY: (
        "«{typed}» har ingen verdi og er ikke med i søket. Skriv den rett etter kolonet.",
        "«{typed}» har ingen verdi og er ikkje med i søket. Skriv han rett etter kolonet.",
    ),
    Reason.NOT_EXCLUDED: (
        "«{typed}» er ikke med i søket. Minus virker foran ord, uttrykk, nummer og type:.",
        "«{typed}» er ikkje med i søket. Minus verkar framfor ord, uttrykk, nummer og type:.",
    ),
    Reason.NOTHING_LEFT: (
        "Det er ingen ord eller tall å søke etter i «{typed}». Skriv et ord, og søk på nytt.",
        "Det er ingen ord eller tal å søkje etter i «{typed}». Skriv eit ord, og søk på nytt.",
    ),
    Reason.ONLY_WITHOUT: (
        "Søket sier bare hva som ikke skal være med: «{typed}». Skriv også et ord du leter etter.",
        "Søket seier berre kva som ikkje skal vere med: «{typed}». Skriv òg eit ord du leitar etter.",
    ),
}
CORRECTED: Pair = (
    "Ingen treff på {typed}. Søkte i stedet etter {instead}.",
    "Ingen treff på {typed}. Søkte i staden etter {instead}.",
)
RELAXED: Pair = (
    "Ingen steder har alt du søkte etter. Treffene under har noe av det.",
    "Ingen stader har alt du søkte etter. Treffa under har noko av det.",
)
SUGGESTED: Pair = ("Mente du «{words}»?", "Meinte du «{words}»?")
