"""How a page is made: who may stands in its signature, and what writes checks where the form came from."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "registry/web/pages"

NO_VISIT = {"look"}
"""Remembers light or dark in a cookie; asks the register for nothing and changes nothing in it."""
KNOWN_BY_ADDRESS = {"own"}
"""A calendar that somebody's program fetches: the secret address says who reads."""
PROMISED = (
    "/",
    "/dokumenter",
    "/dokumenter/{ref}",
    "/dokumenter/{ref}/{number}",
    "/sok",
    "/vedtak",
    "/organer",
    "/lovkrav",
    "/hvem-kan-vedta",
)
"""Addresses that others rely on."""


def endpoints() -> Iterator[tuple[str, str, ast.FunctionDef]]:
    """Every endpoint of the pages: its method, its path within the file's router, itself."""
    for path in sorted(PAGES.glob("*.py")):
        for node in ast.parse(path.read_text()).body:
            for decorator in getattr(node, "decorator_list", ()):
                call = ast.unparse(decorator)
                if call.startswith("router."):
                    assert isinstance(node, ast.FunctionDef), f"{path.name}: {node}"
                    yield call.partition("(")[0].removeprefix("router."), path.stem, node


ENDPOINTS = list(endpoints())
ASSIGNED = {
    path.stem: {
        ast.unparse(node.targets[0]): ast.unparse(node.value)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign)
    }
    for path in PAGES.glob("*.py")
}


def visit_of(module: str, endpoint: ast.FunctionDef) -> str:
    """The type of the visit, an alias of the module spelled out; empty where there is none."""
    for argument in endpoint.args.args:
        if argument.arg == "visit" and argument.annotation is not None:
            told = ast.unparse(argument.annotation)
            return ASSIGNED[module].get(told, told)
    return ""


def visit_before_others_are_asked(endpoint: ast.FunctionDef) -> ast.With | None:
    """The visit that is committed before the endpoint goes on, to a mail server; it names who may."""
    first = endpoint.body[1]
    if isinstance(first, ast.With):
        opened = ast.unparse(first.items[0])
        if opened.startswith("committed(request, Permission.") and opened.endswith(") as visit"):
            return first
    return None


def named(case: tuple[str, str, ast.FunctionDef]) -> str:
    return f"{case[1]}.{case[2].name}"


def test_there_are_pages() -> None:
    assert len(ENDPOINTS) > 50


@pytest.mark.parametrize("case", ENDPOINTS, ids=named)
def test_a_page_that_is_read_only_reads_and_one_that_takes_a_form_writes(
    case: tuple[str, str, ast.FunctionDef],
) -> None:
    method, module, endpoint = case
    if endpoint.name in NO_VISIT | KNOWN_BY_ADDRESS or visit_before_others_are_asked(endpoint):
        return
    assert {"get": "reading(", "post": "writing("}[method] in visit_of(module, endpoint)


@pytest.mark.parametrize("case", [each for each in ENDPOINTS if each[0] == "post"], ids=named)
def test_what_takes_a_form_asks_first_where_it_came_from(case: tuple[str, str, ast.FunctionDef]) -> None:
    _, _, endpoint = case
    if endpoint.name in NO_VISIT:
        return
    kept_first = visit_before_others_are_asked(endpoint)
    first = kept_first.body[0] if kept_first else endpoint.body[1]

    assert ast.unparse(first) == "check_form(visit, form['csrf'])"


@pytest.mark.parametrize("case", ENDPOINTS, ids=named)
def test_a_page_says_what_it_is(case: tuple[str, str, ast.FunctionDef]) -> None:
    assert ast.get_docstring(case[2])


def test_the_promised_addresses_are_there() -> None:
    from tests.pages import routes_of_pages

    assert set(PROMISED) <= set(routes_of_pages("GET"))


def test_no_page_asks_who_may_by_itself() -> None:
    """The right stands in the signature; inside, a page only asks to show more or less."""
    refusing = {
        f"{path.stem}:{node.lineno}"
        for path in PAGES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"NotAllowed", "require"}
    }

    assert not refusing
