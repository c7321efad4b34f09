"""An office lays demands of its own beside the law's, and people stand for entries by name."""

from datetime import UTC, date, datetime, timedelta

import pytest

from documents.coverage import Degree
from documents.minimums import CONTENT, CatalogueKind, all_minimums, shipped
from registry.errors import AlreadyThere, BadInput, NotFound, RuleSaysNo
from registry.operations import catalogues as operations
from registry.operations import coverage as judging
from registry.operations.catalogues import CatalogueRefused
from registry.permissions import Actor, Role
from registry.queries import catalogues, checking, log
from registry.tables import CatalogueRow
from tests.documents.test_catalogue_laying import EXTENDS, WHOLE, entry
from tests.registry.builders import NOW, a_circle

SECRETARY = Actor("person-1", "Marte Haugland", frozenset({Role.SECRETARIAT}))
OTHER = Actor("person-2", "Kari Nordmann", frozenset({Role.SECRETARIAT}))
DAY = date(2026, 1, 15)
NEXT_YEAR = date(2027, 1, 1)
ITEM = all_minimums()[3]


@pytest.fixture
def circle(writing):
    return a_circle(writing)


def a_file(*parts: str) -> bytes:
    return (EXTENDS.format(ref=CONTENT) + "".join(parts)).encode()


def add(circle, data: bytes, name: str = "egne.toml", now: datetime = NOW):
    return operations.add_catalogue(circle.session, SECRETARY, circle.community, name, data, now)


def numbers(circle, on: date, known: date | None = None) -> list[int]:
    found = catalogues.content_demands(circle.session, circle.community, known)
    return [each.nr for each in found if each.applies(on)]


def sign(circle, who: Actor = SECRETARY, note: str = ""):
    return operations.sign_demand(circle.session, who, circle.community, ITEM, who.name, note, DAY, NOW)


def take_back(circle, reason: str = "Lest feil utgave."):
    return operations.take_back_signature(
        circle.session, SECRETARY, circle.community, ITEM, SECRETARY.name, reason, DAY, NOW
    )


def signature(circle):
    return catalogues.signature_of(circle.session, circle.community, ITEM)


def test_a_demand_of_the_offices_own_counts_from_its_day_and_not_before(circle):
    row = add(circle, a_file(entry(101, NEXT_YEAR)), r"C:\mine filer\egne.toml")

    assert row.name == "egne.toml"
    assert 101 not in numbers(circle, NEXT_YEAR - timedelta(days=1))
    assert 101 in numbers(circle, NEXT_YEAR)
    assert log.head(circle.session).subject == "kravliste:hol-6-2"
    assert list(checking.faults(circle.session)) == []


def test_what_was_known_before_the_file_came_is_answered_as_then(circle):
    before = catalogues.edition(circle.session, circle.community)
    add(circle, a_file(entry(101, date(2026, 1, 1))), now=datetime(2026, 1, 14, 23, 30, tzinfo=UTC))

    came = date(2026, 1, 15)
    yesterday = came - timedelta(days=1)
    assert 101 not in numbers(circle, came, known=yesterday)
    assert 101 in numbers(circle, came, known=came)
    assert catalogues.edition(circle.session, circle.community, yesterday) == before
    assert catalogues.edition(circle.session, circle.community, came) != before


def test_a_file_that_is_refused_leaves_the_others_as_they_were(circle):
    add(circle, a_file(entry(101, NEXT_YEAR)))
    before = catalogues.catalogues(circle.session, circle.community)
    edition = catalogues.edition(circle.session, circle.community)

    with pytest.raises(CatalogueRefused) as refused:
        add(circle, a_file(entry(101, NEXT_YEAR, "Annet"), entry(13, date(2022, 8, 1))), "annen.toml")

    assert [fault.line for fault in refused.value.faults] == [9, 16]
    assert "annen.toml, linje 9: Krav nr. 101 fra 2027-01-01 finnes fra før" in str(refused.value)
    assert "Kravlistene som gjaldt, gjelder fortsatt." in str(refused.value)
    assert catalogues.catalogues(circle.session, circle.community) == before
    assert catalogues.edition(circle.session, circle.community) == edition


def test_the_same_file_is_not_added_twice(circle):
    add(circle, a_file(entry(101, NEXT_YEAR)))

    with pytest.raises(AlreadyThere, match="Marte Haugland la inn den samme filen som «egne.toml»"):
        add(circle, a_file(entry(101, NEXT_YEAR)), "kopi.toml")


def test_a_catalogue_of_its_own_is_asked_by_what_it_is_of(circle):
    whole = WHOLE.format(ref="egne", kind=CatalogueKind.FIELD.value) + entry(1, date(2026, 1, 1))
    add(circle, whole.encode())

    asked = catalogues.demands(circle.session, circle.community, CatalogueKind.FIELD)
    assert [each.key for each in asked if each.catalogue == "egne"] == ["egne:1"]
    assert catalogues.catalogue(circle.session, circle.community, "egne").title == "Egne"
    with pytest.raises(NotFound, match="Kravlisten «andres» finnes ikke"):
        catalogues.catalogue(circle.session, circle.community, "andres")


def test_what_was_judged_stays_when_the_law_gets_a_new_state(circle):
    agreement = circle.document()
    version = circle.adopted(agreement)
    mark = judging.judge(circle.session, SECRETARY, agreement, version, "ansvar", 9, Degree.FULL, DAY)

    add(circle, a_file(entry(9, NEXT_YEAR, "IKT på nytt")))

    states = [each for each in catalogues.content_demands(circle.session, circle.community) if each.nr == 9]
    assert [(each.since, each.until) for each in states] == [
        (date(2012, 1, 1), NEXT_YEAR),
        (NEXT_YEAR, None),
    ]
    assert mark.entry_since == states[0].since


def test_other_communities_do_not_see_it(circle):
    add(circle, a_file(entry(101, NEXT_YEAR)))
    neighbour = a_circle(circle.session, ref="nabo")

    assert catalogues.catalogues(circle.session, neighbour.community) == shipped()


def test_a_person_stands_for_an_entry_by_name_and_day(circle):
    sign(circle, note="Lest hos Lovdata.")

    given = signature(circle)
    assert (given.signed_by, given.signed_on, given.counts) == ("Marte Haugland", DAY, True)
    assert catalogues.signatures(circle.session, circle.community, DAY - timedelta(days=1)) == {}
    assert list(checking.faults(circle.session)) == []
    with pytest.raises(AlreadyThere, match="Marte Haugland kvitterte for den"):
        sign(circle, OTHER)


def test_a_signature_is_taken_back_with_a_reason_and_may_be_given_anew(circle):
    with pytest.raises(RuleSaysNo, match="Ingen har kvittert"):
        take_back(circle)
    sign(circle)
    with pytest.raises(BadInput, match="Grunnen mangler"):
        take_back(circle, "")

    take_back(circle)

    assert (signature(circle).holds, signature(circle).note) == (False, "Lest feil utgave.")
    sign(circle, OTHER)
    assert signature(circle).signed_by == "Kari Nordmann"


def test_a_signature_is_void_for_other_words_than_those_it_was_given_for(circle):
    row = sign(circle)
    assert signature(circle).fits

    other = catalogues.signature_for(row, None)
    assert (other.holds, other.fits, other.counts) == (True, False, False)


def test_more_words_to_find_by_do_not_make_a_signature_void(circle):
    sign(circle)
    add(circle, a_file('\n[[more]]\nnr = 4\nterms_nb = ["øhd-seng"]\n'))

    assert signature(circle).counts


def test_an_entry_that_is_not_there_cannot_be_signed_for(circle):
    for key in ("hol-6-2:99", "hol-6-2", "hol-9:1", ":", ""):
        with pytest.raises(NotFound):
            catalogues.entry(circle.session, circle.community, key, ITEM.since)
    with pytest.raises(NotFound, match="Krav nr. 4 har disse: 2012-01-01"):
        catalogues.entry(circle.session, circle.community, "hol-6-2:4", DAY)


def kept(circle, data: bytes) -> None:
    """A file as it was kept before the product came to say otherwise."""
    circle.session.add(
        CatalogueRow(
            community_id=circle.community.id,
            name="egne.toml",
            text=data.decode(),
            hash=f"{len(data)}",
            added_by="Marte Haugland",
            added_at=NOW,
        )
    )
    circle.session.flush()


def test_where_the_product_comes_to_say_otherwise_its_words_count_and_the_office_is_told(circle):
    kept(circle, a_file(entry(13, date(2022, 8, 1), "Egne ord"), entry(101, NEXT_YEAR)))

    (file,) = catalogues.added_files(circle.session, circle.community)
    assert [fault.sentence[:47] for fault in file.faults] == [
        "Krav nr. 13 fra 2022-08-01 finnes fra før, og d"
    ]
    found = catalogues.content_demands(circle.session, circle.community)
    assert [each.label for each in found if each.nr in {13, 101}] == ["Barn og unge", "Nytt"]


def test_a_kept_file_that_can_no_longer_be_read_is_told_and_the_others_count(circle):
    kept(circle, b"[[entry]]\nnr = 1\n")
    add(circle, a_file(entry(101, NEXT_YEAR)))

    broken, whole = catalogues.added_files(circle.session, circle.community)
    assert broken.faults
    assert not whole.faults
    assert 101 in numbers(circle, NEXT_YEAR)
