"""A page that was just made is not made again, and never outlives what it shows."""

from registry.web.pages_made import PagesMade


def test_a_kept_page_comes_back():
    pages = PagesMade()
    pages.keep("a", b"side")

    assert pages.get("a") == b"side"
    assert pages.get("b") is None


def test_the_page_unused_the_longest_goes_first():
    pages = PagesMade(most_bytes=10)
    pages.keep("a", b"12345")
    pages.keep("b", b"12345")
    pages.get("a")
    pages.keep("c", b"12345")

    assert [name for name in "abc" if pages.get(name)] == ["a", "c"]


def test_the_same_page_kept_twice_takes_its_room_once():
    pages = PagesMade(most_bytes=10)
    for _ in range(5):
        pages.keep("a", b"12345")
    pages.keep("b", b"12345")

    assert pages.get("a")
    assert pages.get("b")
