"""The bare words that are compared: as the reader of inline words has them, found without it where that can be."""

from hypothesis import example, given
from hypothesis import strategies as st

from documents.comparing.wording import bare
from documents.markdown import plain

PIECES = st.sampled_from(
    [
        *("[", "]", "(", ")", "!", "\\", "*", "_", "`", "<", "&amp;", " ", "\\\n"),
        *(
            "punkt 5",
            "a",
            "#b2",
            "](#b2)",
            "[punkt 5.2 c](#k3f9q2m7xa)",
            "[avtalen](dok:samarbeidsavtalen#k3f9)",
        ),
        *("[^1]", "[x](https://lovdata.no)", "[x](dok:A#b)", "[ rom ](#a)", "**fet**"),
    ]
)


@given(st.lists(PIECES, max_size=8).map("".join))
@example("Se [punkt 5.2 c](#k3f9q2m7xa) og [kapittel 4](#a2).")
def test_the_bare_words_are_those_that_the_reader_of_inline_words_has(inline):
    assert bare(inline) == plain(inline)
