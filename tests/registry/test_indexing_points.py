"""The lettered points of a section stand where the index says they do, in the very words that are searched."""

from hypothesis import given

from documents.markdown import plain, read, section_words
from documents.text import Item, LegalText, plain_text
from registry.indexing.points import body_and_points
from tests.documents.rich_texts import RICH_TEXTS

NESTED = """# Retningslinje

## 5.2 Melding {#melding}

Sykehuset skal:

a) {#forst} melde pasienten

- i elektronisk melding
- på telefon når det haster

b) {#sa} bekrefte svaret

Etter fristen gjelder punkt 9.
"""


def words_of(item: Item) -> str:
    return "\n".join(plain(inline) for inline in plain_text(item.blocks))


def test_a_point_has_its_own_words_and_what_stands_under_it():
    section = read(NESTED).sections[0]

    body, (first, second) = body_and_points(section)

    assert (first.id, first.number) == ("forst", "5.2 a")
    assert body[first.start : first.end].splitlines()[0] == "melde pasienten"
    assert (second.id, second.number, body[second.start : second.end]) == ("sa", "5.2 b", "bekrefte svaret")
    assert body.startswith("Sykehuset skal:")
    assert body.endswith("Etter fristen gjelder punkt 9.")


@given(RICH_TEXTS)
def test_every_point_of_every_text_stands_where_it_is_said_to(text: LegalText):
    for section in text.walk():
        body, points = body_and_points(section)

        assert body == section_words(section)
        assert [(each.id, body[each.start : each.end]) for each in points] == [
            (item.id, words_of(item)) for item in section.points()
        ]
