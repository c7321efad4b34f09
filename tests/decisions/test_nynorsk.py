"""What the judge says in bokmål can be read in nynorsk: every sentence, and never half of one."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.mandate import judge
from decisions.nynorsk import SLOT, in_nynorsk, left_in_bokmal, pairs, written_in
from decisions.proposals import Matter, Proposal, Trait
from decisions.rule_files import SHIPPED, shipped_rules, statutory_floor
from decisions.ruling import Ruling
from decisions.verdict import Answer
from decisions.voting_laws import voting_laws
from decisions.who_may import who_may
from documents.kinds import ChangeClass, DocumentKind, Language
from tests.decisions.builders import FLOOR
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk, bokmal_in
from tests.decisions.strategies import MANY, cases, proposals, rules

UNTIMED = settings(MANY, deadline=None)
"""As many decisions as every promise is tried on. The first of them reads all the pairs."""
ROOT = Path(__file__).parents[2]
SOURCES = (
    *sorted((ROOT / "decisions" / "judging").glob("*.py")),
    *(
        ROOT / "decisions" / f"{name}.py"
        for name in (
            *("adoption", "afterwards", "binding", "counting", "deadlines", "duties", "entry_into_force"),
            *(
                "foreseen",
                "funds",
                "gaps",
                "leading",
                "named",
                "notices",
                "involvement",
                "demanded",
                "reviews",
                "participation",
                "proposals",
                "routes",
                "votes",
                "who_may",
            ),
        )
    ),
)
BESIDE = (
    ROOT / "decisions" / "ruling.py",
    *(ROOT / "registry" / "queries" / f"{name}.py" for name in ("duties", "funds")),
)

# What a reader gets.


@pytest.mark.parametrize(
    ("bokmal", "nynorsk"),
    [
        (
            "PSU kan ikke vedta dette som mindre endring: endringen flytter ansvar (punkt 4.6).",
            "PSU kan ikkje vedta dette som mindre endring: endringa flyttar ansvar (punkt 4.6).",
        ),
        (
            "Saken må til alle kommunestyrene og styret for helseforetaket.",
            "Saka må til alle kommunestyra og styret for helseføretaket.",
        ),
        (
            "Alle kommunestyrene kan vedta revisjon av samarbeidsavtale etter innstilling fra ASU.",
            "Alle kommunestyra kan vedta revisjon av samarbeidsavtale etter innstilling frå ASU.",
        ),
        (
            "Før dette: ASU innstilte 3. mai 2025 (vedtatt med endring) og FSU foreslo 1. mars 2025.",
            "Før dette: ASU innstilte 3. mai 2025 (vedteke med endring) og FSU føreslo 1. mars 2025.",
        ),
        (
            "Avstemningen var ikke enstemmig (kommunene 4 for, 1 mot, 1 avholdende).",
            "Røystinga var ikkje samrøystes (kommunane 4 for, 1 mot, 1 avhaldande).",
        ),
        (
            "Er saken prinsipiell eller kostbar, eller faglig? Binder saken partene?",
            "Er saka prinsipiell eller kostbar, eller fagleg? Bind saka partane?",
        ),
        (
            "2 av 3 parter har vedtatt teksten. Det mangler: Granvik (ikke startet) og Storelv (utsatt).",
            "2 av 3 partar har vedteke teksten. Det manglar: Granvik (ikkje starta) og Storelv (utsett).",
        ),
    ],
)
def test_a_councillor_reads_it_in_nynorsk(bokmal, nynorsk) -> None:
    assert in_nynorsk(bokmal) == nynorsk
    assert written_in(bokmal, Language.NN) == nynorsk
    assert written_in(bokmal, Language.NB) == bokmal


def test_quoted_words_and_names_are_never_touched() -> None:
    said = "Samarbeidsavtalen 2025.1 punkt 5.2 d: «Kan «ikke» vedtas av noen. Saken må til ASU»."
    assert in_nynorsk(said) == said
    named = (
        "Felles utvalg for Møre og Romsdal, St. Olavs hospital og Ikke-kommunene kan ikke vedta ny rutine."
    )
    assert in_nynorsk(named) == (
        "Felles utvalg for Møre og Romsdal, St. Olavs hospital og Ikke-kommunene kan ikkje vedta ny rutine."
    )


def test_a_full_stop_in_a_name_does_not_leave_half_a_sentence() -> None:
    assert in_nynorsk("Helse X, avdel. Levanger, kan ikke vedta ny rutine.") == (
        "Helse X, avdel. Levanger, kan ikkje vedta ny rutine."
    )


def test_what_no_pattern_fits_stands_whole_in_bokmal_between_sentences_that_are_read() -> None:
    said = "Saken må behandles på nytt. Vi vet ikke hva som hendte her. Teksten er uendret."
    assert in_nynorsk(said) == (
        "Saka må behandlast på nytt. Vi vet ikke hva som hendte her. Teksten er uendra."
    )
    assert left_in_bokmal(said) == ("Vi vet ikke hva som hendte her.",)


@pytest.mark.parametrize("said", ["", " ", "«", "Ord » uten begynnelse «", "PSU", "?", "a. b", "\n"])
def test_what_is_no_sentence_stands_as_it_is(said) -> None:
    assert in_nynorsk(said) == said


def test_a_ruling_keeps_the_persons_own_words() -> None:
    ruling = Ruling(Answer.VALID, "Hvem?", "det er ikke noe stort", "PS 4/24", "Kari", date(2025, 5, 3))
    told = in_nynorsk(ruling.words)
    assert told.startswith("Kari svara 3. mai 2025: gyldig. Grunnen er: det er ikke noe stort.")
    assert told.endswith("Mynde: PS 4/24.")


@UNTIMED
@given(st.text(st.sampled_from("aÅ«».?! \n,;:(){}\ue0001\ue001") | st.characters(), max_size=60))
def test_whatever_stands_there_what_is_quoted_stays(typed) -> None:
    told = f"Det var ikke enighet i {typed}: «{typed}»."
    assert f"«{typed}»" in in_nynorsk(told)
    assert in_nynorsk(f"«{typed}»") == f"«{typed}»"


def test_a_text_without_end_is_given_back_as_it_is() -> None:
    endless = "ASU kan vedta etter " * 500
    assert in_nynorsk(endless) == endless


# Every sentence there is.


def test_every_sentence_in_the_code_has_a_pattern() -> None:
    known = [each.bokmal for each in pairs().sentences]
    lacking = [
        f"{path.name}: {sentence}"
        for path in SOURCES
        for template in templates(path)
        for sentence in sentences_of(template)
        if not any(as_pattern(sentence).fullmatch(bokmal) for bokmal in known)
    ]
    assert not lacking, "\n".join(lacking)


AN_EFFECT = "Særavtalen står under samarbeidsavtalen."
"""What a rule of the library says follows; made-up rules say it in words that nobody has translated."""


def test_every_piece_of_a_sentence_stands_in_a_pattern() -> None:
    known = "\n".join(
        (*(each.bokmal for each in (*pairs().sentences, *pairs().phrases)), *pairs().words)
    ).casefold()
    lacking = [
        f"{path.name}: {piece}"
        for path in SOURCES
        for template in templates(path)
        for whole in pieces_of(template)
        for piece in re.split(r"(?<=[.?!])\s+|[«»]", whole)
        if bokmal_in(piece) and piece.strip(" .").casefold() not in known
    ]
    assert not set(lacking) - NOT_SAID, "\n".join(lacking)


NOT_SAID = {"named.py: hver part", "named.py: hver part i paret", "votes.py: mangler tall"}
"""Values of enums that stand in files alone."""


def test_no_pattern_is_of_words_that_are_no_longer_said() -> None:
    """Each word of the patterns stands in the code; those of the notes stand in the rules themselves."""
    code = " ".join(piece for path in (*SOURCES, *BESIDE) for t in templates(path) for piece in pieces_of(t))
    said = set(WORD.findall(" ".join([code, *(law.demand for law in voting_laws())]).casefold()))
    said |= {word.casefold() for trait in Trait for word in WORD.findall(trait.question)}
    stale = [
        f"{word}: {bokmal}"
        for name in ("judging", "counting", "around")
        for bokmal in read_file(f"{name}.toml")
        for word in WORD.findall(re.sub(r"\{\w+\}|«ord»", " ", bokmal).casefold())
        if word not in said
    ]
    assert not stale, "\n".join(stale)


WORD = re.compile(r"[a-zæøåé]+", re.IGNORECASE)


def test_no_word_is_said_in_two_ways() -> None:
    said: dict[str, set[str]] = {}
    for table in pairs().tables.values():
        for word, nynorsk in table.items():
            said.setdefault(word, set()).add(nynorsk)
    assert not {word: forms for word, forms in said.items() if len(forms) > 1}


def test_no_pattern_says_bokmal_in_nynorsk() -> None:
    told = {each.bokmal: bokmal_in(SLOT.sub("", each.nynorsk)) for each in pairs().sentences}
    assert not {bokmal: words for bokmal, words in told.items() if words}


def test_what_the_rules_that_follow_the_product_say_of_themselves_is_read_in_nynorsk() -> None:
    shipped = [rule for name in SHIPPED for rule in shipped_rules(name)]
    for rule in (*statutory_floor(), *shipped):
        assert_read_in_nynorsk(rule.note, rule.effect)
        assert not left_in_bokmal(rule.quoted)
        for where in (rule.next, *rule.fallback):
            if where:
                assert_read_in_nynorsk(f"Saken går videre til {where}.")


def test_what_the_laws_of_voting_demand_is_read_in_nynorsk() -> None:
    for law in voting_laws():
        assert_read_in_nynorsk(law.demand, f"{law.demand.removesuffix('.')} ({law.words}).")


@UNTIMED
@given(cases)
def test_every_verdict_is_read_in_nynorsk(case) -> None:
    facts, known = case
    verdict = judge(facts, [replace(rule, effect=rule.effect and AN_EFFECT) for rule in known], FLOOR)
    assert_read_in_nynorsk(*verdict.reasons, *verdict.missing, verdict.question)
    assert_read_in_nynorsk(*(f"Saken må til {body}." for body in verdict.instead))


@UNTIMED
@given(proposals, rules)
def test_every_answer_to_who_may_is_read_in_nynorsk(proposal, known) -> None:
    answer = who_may(proposal, known, FLOOR, date(2025, 5, 1))
    assert_read_in_nynorsk(answer.sentence, *(body.majority for body in answer.bodies))


@pytest.mark.parametrize("library", SHIPPED)
def test_whatever_a_library_is_asked_it_answers_in_nynorsk(library) -> None:
    for kind in (*DocumentKind, *Matter):
        for change in ChangeClass:
            for day in (date(2019, 6, 1), date(2022, 6, 1), date(2025, 6, 1)):
                answer = who_may(Proposal(kind, change), shipped_rules(library), FLOOR, day)
                assert_read_in_nynorsk(answer.sentence, *(body.majority for body in answer.bodies))


# How the code is read.


def templates(path: Path) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Every text in a file but the docstrings, each f-string as a whole."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            parts |= {id(each) for each in node.values}
    for node in ast.walk(tree):
        if id(node) in parts:
            continue
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            yield node


def sentences_of(template: ast.Constant | ast.JoinedStr) -> list[str]:
    """Its whole sentences, each with \0 for a value."""
    told = "".join(pieces_of(template, "\0"))
    quoted = re.sub(r"«[^«»]*»", "\0", told)
    parts = re.split(r"(?<=[.?!])\s+(?=\S)|(?<=\0)\s+(?=[A-ZÆØÅ])", quoted)
    return [
        each.strip()
        for each in parts
        if re.search(r"[.?!]$", each.strip()) and re.search("[a-zæøå]{2}", each)
    ]


def pieces_of(template: ast.Constant | ast.JoinedStr, value: str = "") -> list[str]:
    """The fixed pieces of the text; with `value`, that where something is put in."""
    nodes = template.values if isinstance(template, ast.JoinedStr) else [template]
    found = [str(node.value) if isinstance(node, ast.Constant) else value for node in nodes]
    return found if value else [each.strip() for each in found if each.strip()]


def as_pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in sentence.split("\0")), re.DOTALL)


def read_file(name: str) -> dict[str, str]:
    """The sentences of one file of pairs."""
    text = (files("decisions") / "translations" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)["sentences"]
