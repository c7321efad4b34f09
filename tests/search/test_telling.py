"""How a search was understood, in sentences in both written forms."""

import pytest

from search import sentences
from search.query import Reason, parse
from search.telling import corrections, problem, relaxation, remarks, suggestion, understood
from search.values import KINDS

SYNONYMS = (("rhf", "regionalt helseforetak"),)
NAMES = {"granvik": "Granvik kommune", "retningslinje-2": "Retningslinje for utskrivning"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "utskrivning frist -utkast type:retningslinjer år:2024",
            "Søkte etter ordene «utskrivning» og «frist», uten ordet «utkast», i retningslinjer fra 2024.",
        ),
        ('"rett til hjelp"', "Søkte etter uttrykket «rett til hjelp»."),
        ("plan utskriv*", "Søkte etter ordet «plan» og ord som begynner på «utskriv»."),
        ("5.2 bokstav d", "Søkte etter punkt 5.2 d."),
        ("§ 6-2", "Søkte etter punkt 6.2 (også § 6-2)."),
        ("§ 6-2 nr. 4", "Søkte etter lovstedet § 6-2 nr. 4."),
        ("frist kommune:granvik", "Søkte etter ordet «frist», som gjelder Granvik kommune."),
        ("kommune:storelv", "Søkte etter alt som gjelder storelv."),
        (
            "organ:asu dokument:retningslinje-2",
            "Søkte etter alt i dokumentet Retningslinje for utskrivning, knyttet til ASU.",
        ),
        ("år:2020-2022 år:2024", "Søkte etter alt fra 2020\u20132022 eller 2024."),
        ("lov:kommuneloven-11-5", "Søkte etter alt om kommuneloven § 11-5."),
        ("status:gjeldende plan", "Søkte etter ordet «plan», med status «gjelder»."),
        ("RHF", "Søkte etter ordet «RHF» (også «regionalt helseforetak»)."),
    ],
)
def test_what_was_searched_for_is_told_in_a_sentence(typed, told):
    assert understood(parse(typed, SYNONYMS), "nb", NAMES) == told


def test_the_sentence_is_in_the_written_form_asked_for():
    query = parse("plan frist -utkast år:2024 kommune:granvik", SYNONYMS)

    assert understood(query, "nn", NAMES) == (
        "Søkte etter orda «plan» og «frist», utan ordet «utkast», frå 2024, som gjeld Granvik kommune."
    )


@pytest.mark.parametrize("typed", ["", "!!!", "type:", "-utkast"])
def test_where_nothing_was_searched_for_nothing_is_told_of_it(typed):
    assert understood(parse(typed)) == ""


def test_what_was_left_out_is_told_with_its_words():
    query = parse("plan ut* type:rutne år:24 type:tull lov:tull -organ:asu organ:")

    assert [remark.reason for remark in query.remarks] == [
        *(Reason.SHORT_PREFIX, Reason.READ_AS, Reason.NO_YEAR, Reason.UNKNOWN_KIND, Reason.UNKNOWN_LAW),
        *(Reason.NOT_EXCLUDED, Reason.EMPTY),
    ]
    for remark, nb, nn in zip(query.remarks, remarks(query), remarks(query, "nn"), strict=True):
        assert f"«{remark.typed}»" in nb
        assert f"«{remark.typed}»" in nn


def test_the_problem_says_what_was_left_out_and_that_nothing_else_is_there():
    query = parse("ut*")

    assert (
        query.problem
        == problem(query.remarks)
        == (
            "«ut*» er for kort og er ikke med i søket. Skriv minst tre bokstaver foran stjernen. "
            "Da er det ikke noe igjen å søke etter. Skriv et ord til, og søk på nytt."
        )
    )
    assert "Då er det ikkje noko att" in problem(query.remarks, "nn")


def test_what_was_set_right_is_told():
    assert corrections((("pasint", "pasient"), ("friist", "frist"))) == (
        "Ingen treff på «pasint» eller «friist». Søkte i stedet etter «pasient» og «frist»."
    )
    assert corrections((("pasint", "pasient"),), "nn") == (
        "Ingen treff på «pasint». Søkte i staden etter «pasient»."
    )
    assert corrections(()) == suggestion("") == ""
    assert suggestion("lege hjelp", "nn") == "Meinte du «lege hjelp»?"
    assert relaxation().startswith("Ingen steder")


def test_every_kind_and_every_reason_has_words_in_both_forms():
    assert set(sentences.KINDS) == set(KINDS)
    assert set(sentences.REMARKS) == set(Reason)
    for nb, nn in sentences.REMARKS.values():
        assert "{typed}" in nb
        assert "{typed}" in nn
        assert nb != nn or nb.startswith("«")
