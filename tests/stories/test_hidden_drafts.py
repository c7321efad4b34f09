"""What is not adopted is seen by those who may read drafts, and by nobody else, wherever they look."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest
from starlette.testclient import TestClient

from documents.kinds import ChangeClass, DocumentKind, Language
from registry import clock
from registry.house import House
from registry.operations import documents as operations
from registry.operations.documents import Draft
from registry.permissions import OPERATOR
from registry.queries import communities, documents
from registry.tables import VersionRow
from tests.pages import NOBODY, PAGES, SECRETARIAT, behind_closed_doors

OUTSIDERS = (NOBODY, "leser")
"""Those who may not read drafts, and have an account or not."""
WORDS = {
    "utkastet": "kvistlommebok",
    "den frosne": "rimfrostbrygge",
    "den trukne": "gråseljekopp",
    "tittelen": "vadehavsfløyte",
    "begrunnelsen": "torvmosekrans",
    "betegnelsen": "sivblomstdag",
    "den lukkede saken": "perlemorsrygg",
    "det som ble vedtatt i den": "brisefangerlue",
}
"""Words that stand nowhere but in what was planted, by where they were planted."""
REFS = ("retningslinje-1", "hemmelig-plan")
NUMBERS = ("2098.1", "2098.2", "2098.3", "draft", "latest", "1.0")


@pytest.fixture(scope="module")
def planted(stage: House) -> House:
    """A draft, a frozen and a withdrawn version of a known document, and a document that is all draft."""
    with stage.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        known = documents.document(session, community, "retningslinje-1")
        base = documents.versions_of(session, known)[-1]

        def version(number: str, word: str, **told: str) -> VersionRow:
            source = f"{base.text}\n\nHer står {word}.\n"
            draft = Draft(number, source, Language.NB, ChangeClass.REVISJON, based_on=base, **told)
            return operations.make_draft(session, OPERATOR, known, draft, clock.now())

        frozen, withdrawn = version("2098.2", WORDS["den frosne"]), version("2098.3", WORDS["den trukne"])
        operations.freeze(session, OPERATOR, known, frozen, clock.now())
        operations.withdraw(session, OPERATOR, known, withdrawn, "Den ble ikke noe av.")
        version("2098.1", WORDS["utkastet"], reason=WORDS["begrunnelsen"], label=WORDS["betegnelsen"])
        plan = operations.add_document(
            session,
            OPERATOR,
            community,
            "hemmelig-plan",
            DocumentKind.RETNINGSLINJE,
            f"Retningslinje om {WORDS['tittelen']}",
            clock.now(),
        )
        text = f"# Retningslinje om {WORDS['tittelen']}\n\n## 1 Om {WORDS['utkastet']}\n\nTekst.\n"
        draft = Draft("1.0", text, Language.NB, ChangeClass.NY)
        operations.make_draft(session, OPERATOR, plan, draft, clock.now())
        case = f"Sak om {WORDS['den lukkede saken']}", f"Om {WORDS['det som ble vedtatt i den']}."
        behind_closed_doors(session, community, date(2026, 3, 9), *case)
    return stage


def addresses(place: Callable[[str], str]) -> Iterator[str]:
    """Every page that is not the secretariat's alone, everywhere something planted could be."""
    for page in PAGES:
        if page.who != SECRETARIAT:
            yield place(page.address)
    yield from searches("/sok?q=")
    for ref in REFS:
        yield f"/dokumenter/{ref}"
        yield f"/dokumenter/{ref}?dato=2099-01-01"
        for number in NUMBERS:
            yield from of_version(f"/dokumenter/{ref}/{number}")
    yield "/dokumenter/retningslinje-1/2025.1/endringer?fra=2098.1"
    yield "/dokumenter/retningslinje-1/2098.2/endringer?fra=2025.1"
    yield "/?dato=2099-01-01"
    yield "/dokumenter?dato=2099-01-01"
    yield "/lovkrav?dato=2099-01-01"


def of_version(here: str) -> Iterator[str]:
    yield here
    for way in ("runde", "punkt/x", "endringer?fra=2025.1", "fil?som=docx", "fil?som=md", "fil?som=html"):
        yield f"{here}/{way}"
    yield f"{here}/fil?som=json"


def searches(begin: str) -> Iterator[str]:
    for word in WORDS.values():
        yield f"{begin}{word}"
    yield f"{begin}retningslinje status:utkast"
    yield f'{begin}helsepersonell status:"til vedtak"'


def of_the_api(browser: TestClient) -> Iterator[str]:
    """Every address the API can be read at, with what is known of what was planted."""
    for path, methods in browser.get("/api/openapi.json").json()["paths"].items():
        if "get" not in methods:
            continue
        for ref in REFS:
            for number in NUMBERS if "{number}" in path else NUMBERS[:1]:
                yield filled(path, {"ref": ref, "number": number, "form": "md", "form_": "json"})
    yield from searches("/api/v1/search?q=")
    for old, new in (("2025.1", "2098.1"), ("2098.2", "2025.1"), ("2098.1", "2098.2")):
        yield f"/api/v1/comparison?old=retningslinje-1@{old}&new=retningslinje-1@{new}"


def filled(path: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "1"), path)


def seen(browser: TestClient, address: str) -> set[str]:
    """The planted words in the answer. What was asked for does not count, for it stands in the search box."""
    asked = browser.get(address)
    body = asked.text.lower() if "zip" not in asked.headers.get("content-type", "") else ""
    shown = re.sub(r"sok\?q=[^\"]*|api/v1/search\?[^\"]*", "", body)
    return {word for word in WORDS.values() if word in shown and word not in address}


@pytest.mark.parametrize("account", OUTSIDERS)
def test_no_page_shows_what_was_planted(
    account: str, planted: House, visitor: Callable[[str], TestClient], place: Callable[[str], str]
) -> None:
    browser = visitor(account)

    assert {address: found for address in addresses(place) if (found := seen(browser, address))} == {}


@pytest.mark.parametrize("account", OUTSIDERS)
def test_no_call_of_the_api_tells_what_was_planted(
    account: str, planted: House, visitor: Callable[[str], TestClient]
) -> None:
    browser = visitor(account)

    assert {address: found for address in of_the_api(browser) if (found := seen(browser, address))} == {}


@pytest.mark.parametrize("account", OUTSIDERS)
@pytest.mark.parametrize("word", WORDS.values())
def test_a_search_for_it_finds_nothing(
    account: str, word: str, planted: House, visitor: Callable[[str], TestClient]
) -> None:
    assert ">0 treff" in visitor(account).get(f"/sok?q={word}").text


@pytest.mark.parametrize("account", OUTSIDERS)
def test_asking_for_drafts_by_their_status_finds_none(
    account: str, planted: House, visitor: Callable[[str], TestClient]
) -> None:
    for status in ("utkast", '"til vedtak"'):
        found = visitor(account).get("/sok", params={"q": f"pasienten status:{status}"}).text
        assert 'class="hit"' not in found


@pytest.mark.parametrize("account", OUTSIDERS)
@pytest.mark.parametrize("ref", REFS)
def test_a_hidden_version_is_answered_like_one_that_does_not_exist(
    account: str, ref: str, planted: House, visitor: Callable[[str], TestClient]
) -> None:
    hidden, nowhere = (visitor(account).get(f"/dokumenter/{ref}/{number}") for number in ("2098.1", "2097.9"))

    assert hidden.status_code == nowhere.status_code == 404
    assert hidden.text.replace("2098.1", "") == nowhere.text.replace("2097.9", "")


@pytest.mark.parametrize("account", OUTSIDERS)
@pytest.mark.parametrize("word", WORDS.values())
def test_a_word_is_not_betrayed_by_what_the_search_proposes(
    account: str, word: str, planted: House, visitor: Callable[[str], TestClient]
) -> None:
    """A typing error, a beginning, and the word beside others: nothing set right, counted, shown or suggested."""
    browser, misspelt = visitor(account), word[:3] + word[4:]
    for typed in (word, misspelt, f"{word[:6]}*", f"{misspelt} pasienten", f"pasienten -{misspelt}"):
        asked = {"q": typed}
        answer = browser.get("/api/v1/search", params=asked).json()
        told = json.dumps(
            {name: said for name, said in answer.items() if name != "query"}, ensure_ascii=False
        )
        if word not in typed:
            assert word not in told
            assert word not in browser.get("/sok", params=asked).text.lower()
        assert "pasienten" in typed or answer["total"] == 0


@pytest.mark.parametrize("account", OUTSIDERS)
def test_a_closed_case_counts_once_for_each_and_says_to_outsiders_what_everybody_may_know(
    account: str, planted: House, visitor: Callable[[str], TestClient]
) -> None:
    closed = "En sak for lukkede dører"
    outside, inside = (
        visitor(each).get("/sok", params={"q": "type:vedtak organ:au"}).text for each in (account, "medlem")
    )

    assert hits_on(outside) == hits_on(inside) > 0
    assert closed in outside
    assert closed not in inside


def hits_on(page: str) -> int:
    found = re.search(r">(\d+) treff", page)
    assert found
    return int(found[1])


def test_those_who_may_read_drafts_do_find_it(planted: House, visitor: Callable[[str], TestClient]) -> None:
    """The other side: what is looked for above is there to be found."""
    browser = visitor("medlem")
    found = {where: word for where, word in WORDS.items() if word in everything(browser)}

    assert found == WORDS


def everything(browser: TestClient) -> str:
    here = "/dokumenter/retningslinje-1"
    read = ("/arbeid", "/dokumenter/hemmelig-plan", here, *(f"{here}/2098.{n}" for n in (1, 2, 3)))
    read += (f"{here}/2098.1/endringer?fra=2025.1", f"/sok?q={WORDS['den lukkede saken']}")
    return "".join(browser.get(address).text.lower() for address in read)
