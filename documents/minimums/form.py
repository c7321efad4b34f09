"""The names that may stand in a file of demands, and what each holds; the reader and the schema go by it."""

from dataclasses import dataclass
from enum import Enum


class Sort(Enum):
    """What kind of value stands under a name."""

    LINE = "én linje"
    WORDS = "en eller flere setninger"
    LINES = "en liste av linjer"
    DAY = "en dato som 2022-08-01"
    NUMBER = "et helt tall fra 1 til 9999"
    YES_NO = "true eller false"
    ADDRESS = "en adresse som begynner med https://"
    REF = "små bokstaver, tall og bindestrek"
    KIND = "slaget av kravliste"


@dataclass(frozen=True, slots=True)
class Name:
    """One name and what it is for, in English for those who write programs."""

    sort: Sort
    told: str
    required: bool = False


HEAD = {
    "catalogue": Name(Sort.REF, "The catalogue's lasting reference.", required=True),
    "kind": Name(Sort.KIND, "What its demands are asked of.", required=True),
    "title": Name(Sort.LINE, "Its name, in bokmål.", required=True),
    "title_nn": Name(Sort.LINE, "Its name, in nynorsk."),
}
"""What a catalogue says of itself."""

SOURCE = {
    "law": Name(Sort.LINE, "The law, or what else demands it, as it is cited.", required=True),
    "paragraph": Name(Sort.LINE, "The paragraph, without the sign."),
    "ledd": Name(Sort.LINE, "The ledd, in words."),
    "link": Name(Sort.ADDRESS, "Where the law stands.", required=True),
    "read_in": Name(Sort.LINE, "What was read to write the entry.", required=True),
    "read_at": Name(Sort.ADDRESS, "Where that stands; left out: the same as link."),
    "read_by": Name(Sort.LINE, "Who read it.", required=True),
    "read_on": Name(Sort.DAY, "When.", required=True),
}
"""Where a demand is from. May stand once at the head for all entries, or in the entry itself."""

AIDS = {
    "evidence": Name(Sort.LINES, "What a reviewer looks for, in bokmål."),
    "evidence_nn": Name(Sort.LINES, "The same points in nynorsk, in the same order."),
    "terms_nb": Name(Sort.LINES, "Words that find candidates in a bokmål text."),
    "terms_nn": Name(Sort.LINES, "Words that find candidates in a nynorsk text."),
}
"""What helps a reader, and proves nothing."""

ENTRY = {
    "nr": Name(Sort.NUMBER, "Its number in the catalogue, the same through all its states.", required=True),
    "label": Name(Sort.LINE, "A short name, in bokmål.", required=True),
    "label_nn": Name(Sort.LINE, "The short name in nynorsk."),
    "demand": Name(Sort.WORDS, "What is demanded, in own short words.", required=True),
    "demand_nn": Name(Sort.WORDS, "The same in nynorsk."),
    "form": Name(Sort.LINE, "What kind of thing is asked for: retningslinjer, planer ...", required=True),
    "form_nn": Name(Sort.LINE, "The same in nynorsk, where it is another word."),
    "number": Name(Sort.LINE, "The number within the ledd."),
    "letter": Name(Sort.LINE, "The letter within the ledd or number."),
    "since": Name(Sort.DAY, "The first day it is in force.", required=True),
    "until": Name(Sort.DAY, "The first day it no longer is; left out: until a later state of it."),
    "guidance": Name(Sort.DAY, "The day from which guidance expects it. Not a date of the law."),
    "deadline": Name(Sort.DAY, "The last day the ministry has set for having it agreed."),
    "amended_by": Name(Sort.LINE, "The act that brought or changed it."),
    "duty_of": Name(Sort.LINE, "Who has the duty; left out: the parties together."),
    "duty_of_nn": Name(Sort.LINE, "The same in nynorsk, where it is another word."),
    "reading": Name(Sort.YES_NO, "Is it a reading of the sources, rather than what one of them says?"),
    "note": Name(Sort.WORDS, "What else is to be known of it."),
    "note_nn": Name(Sort.WORDS, "The same in nynorsk."),
    **AIDS,
}
"""What an entry says. The names of SOURCE may stand here too."""

MORE = {
    "nr": Name(Sort.NUMBER, "The number of the demand that gets more.", required=True),
    **AIDS,
}
"""More words for a demand that is there."""

TABLES = ("entry", "more", "extends")
"""The tables a file may hold beside its head."""
