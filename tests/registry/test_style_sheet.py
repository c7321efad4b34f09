"""Our style sheet leans on tokens of Designsystemet that exist, and its colours can be read."""

import re
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHEETS = [sheet.read_text() for sheet in sorted((ROOT / "registry/web/static").glob("*.css"))]
OURS = "".join(SHEETS)
DESIGNSYSTEMET = ROOT / "node_modules/@digdir/designsystemet-css/dist"
THEME = (DESIGNSYSTEMET / "theme/designsystemet.css").read_text()
SHEET = (DESIGNSYSTEMET / "src/index.css").read_text()
TEMPLATES = sorted((ROOT / "registry/web/templates").rglob("*.html"))

WORDS = [
    *(("neutral", "text-default", ground) for ground in ("background-default", "surface-default")),
    *(("neutral", "text-subtle", ground) for ground in ("background-default", "background-tinted")),
    ("accent", "text-subtle", "background-default"),
    ("danger", "text-subtle", "background-default"),
    *(
        (color, "text-default", "surface-tinted")
        for color in ("success", "info", "warning", "danger", "accent")
    ),
]
"""What is read: colour, words, ground. WCAG 1.4.3 asks for 4.5 to 1."""

LINES = [
    (color, "border-default", "background-default") for color in ("success", "info", "warning", "danger")
] + [
    ("neutral", "border-default", "background-default"),
    ("brand2", "border-default", "background-default"),
]
"""What carries meaning without being words, such as marks in pictures. WCAG 1.4.11 asks for 3 to 1."""


def test_every_token_and_class_of_designsystemet_that_we_use_exists() -> None:
    tokens = set(re.findall(r"var\((--dsc?-[\w-]+)", OURS)) | set(re.findall(r"(--dsc-[\w-]+):", OURS))
    known = set(re.findall(r"(--dsc?-[\w-]+)\s*:", THEME + SHEET))
    assert tokens - known == set()


def test_every_class_of_designsystemet_in_a_template_exists() -> None:
    used = {name for file in TEMPLATES for name in re.findall(r"\bds-[a-z-]+\b", file.read_text())}
    known = set(re.findall(r"\.(ds-[a-z-]+)", SHEET))
    assert used - known == set()


@pytest.mark.parametrize(("scheme", "pair"), list(product(["light", "dark"], WORDS)))
def test_words_can_be_read_on_their_ground(scheme: str, pair: tuple[str, str, str]) -> None:
    assert contrast(scheme, *pair) >= 4.5


@pytest.mark.parametrize(("scheme", "pair"), list(product(["light", "dark"], LINES)))
def test_marks_can_be_told_from_their_ground(scheme: str, pair: tuple[str, str, str]) -> None:
    assert contrast(scheme, *pair) >= 3


def test_paper_gets_ink_whatever_the_scheme() -> None:
    printed = "".join(sheet.partition("@media print")[2] for sheet in SHEETS)
    seen = "".join(sheet.partition("@media print")[0] for sheet in SHEETS)
    dark = set(re.findall(r"var\((--ds-color-[\w-]+)\)", seen))
    on_paper = set(re.findall(r"(--ds-color-[\w-]+):", printed))
    assert dark - on_paper == {"--ds-color-focus-outer", "--ds-color-focus-inner"}


def contrast(scheme: str, color: str, words: str, ground: str) -> float:
    """How far apart the two are, by WCAG's measure. The ground is neutral unless it is tinted."""
    ground_color = "neutral" if ground.startswith("background") else color
    light, dark = sorted(
        (luminance(token(scheme, color, words)), luminance(token(scheme, ground_color, ground))), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def token(scheme: str, color: str, name: str) -> str:
    block = THEME.partition(f"[data-color-scheme={scheme}]{{")[2]
    found = re.search(rf"--ds-color-{color}-{name}:(#[0-9a-f]+)", block)
    assert found
    return found[1]


def luminance(hexadecimal: str) -> float:
    signs = hexadecimal[1:] if len(hexadecimal) == 7 else "".join(sign * 2 for sign in hexadecimal[1:])
    red, green, blue = (linear(int(signs[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
