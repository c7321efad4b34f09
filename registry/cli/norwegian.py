"""The terminal's own words in Norwegian: help pages, and what is wrong with a call."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

Function = TypeVar("Function", bound=Callable[..., object])

_LABELS = {
    "Usage:": "Bruk:",
    "Arguments:": "Argumenter:",
    "Options:": "Valg:",
    "Commands:": "Kommandoer:",
    "Show this message and exit.": "Vis denne hjelpen.",
    "[required]": "[må være med]",
    "[default: ": "[ellers: ",
}


class Group(TyperGroup):
    """A group of commands whose help page is Norwegian."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _in_norwegian(super().get_help(ctx))


class Command(TyperCommand):
    """A command whose help page is Norwegian."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _in_norwegian(super().get_help(ctx))


def group(text: str) -> typer.Typer:
    """A group of commands; `text` is what its help page says."""
    return typer.Typer(
        cls=Group,
        help=text,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        options_metavar="[VALG]",
        subcommand_metavar="KOMMANDO ...",
    )


def command(app: typer.Typer, name: str, text: str) -> Callable[[Function], Function]:
    """Make a function the command with this name; `text` is what its help page says."""
    return app.command(name, cls=Command, help=text, options_metavar="[VALG]")


def wrong_call(wrong: typer.TyperException) -> str:
    """What is wrong with the call, in Norwegian sentences. A call without a command gets the help page."""
    context = getattr(wrong, "ctx", None)
    match type(wrong).__name__:
        case "NoArgsIsHelpError":
            return wrong.message
        case "NoSuchOption":
            what = f"Valget {getattr(wrong, 'option_name', '')} finnes ikke her."
        case "MissingParameter":
            what = f"{_parameter(wrong)} mangler."
        case "BadParameter":
            what = f"{_parameter(wrong)} kan ikke brukes slik det er skrevet."
        case "BadOptionUsage":
            name = getattr(wrong, "option_name", "")
            what = f"Valget {name} mangler verdien sin, eller har fått en verdi det ikke tar."
        case _:
            what = _wrong_words(wrong, context)
    path = context.command_path if context else "avtaleverk"
    return f"{what} Ingenting er gjort. Se «{path} --help»."


def _parameter(wrong: typer.TyperException) -> str:
    parameter = getattr(wrong, "param", None)
    if parameter is None:
        return "En opplysning"
    if parameter.param_type_name == "option":
        return f"Valget {parameter.opts[-1]}"
    return f"Argumentet {parameter.metavar or parameter.name.upper()}"


def _wrong_words(wrong: typer.TyperException, context: Any) -> str:
    """A command nobody knows, or words too many."""
    typed = wrong.message.partition("'")[2].partition("'")[0]
    if wrong.message.startswith("No such command"):
        near = get_close_matches(typed, list(context.command.commands), n=1)
        return f"Kommandoen «{typed}» finnes ikke." + (f" Mente du «{near[0]}»?" if near else "")
    if wrong.message.startswith("Missing command"):
        return "Kommandoen mangler."
    surplus = wrong.message.rpartition("(")[2].removesuffix(")")
    return f"Det er skrevet mer enn kommandoen tar: {surplus}."


def _in_norwegian(page: str) -> str:
    for english, norwegian in _LABELS.items():
        page = page.replace(english, norwegian)
    return page
