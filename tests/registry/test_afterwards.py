"""Signatures, sendings and publications as they are recorded: what counts, what is refused, what is corrected."""

from datetime import date, timedelta

import pytest

from decisions.duties import DutyState
from decisions.entry_into_force import EnteredBy
from documents.kinds import DocumentKind
from registry.errors import AlreadyThere, BadInput, NotFound, RuleSaysNo
from registry.operations import communities
from registry.operations.publications import PublicationEntry, not_published, publish
from registry.operations.signatures import not_signed
from registry.operations.submissions import not_submitted
from registry.permissions import OPERATOR
from registry.queries import adoption, afterwards, checking, documents, duties
from tests.registry.builders import DAY, TRUST, a_circle
from tests.registry.following import LATER, pair_of, sends, signs

DUE = date(2025, 7, 10)
EVERYBODY = ("granvik", "storelv", TRUST)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.document()


def told(circle, agreement, version, on=DUE):
    view = documents.view(circle.session, agreement, version, on)
    return afterwards.afterwards(circle.session, circle.community, view)


def state(circle, agreement, version, on, kommune="granvik"):
    """How the month stands for the kommune's pair."""
    pairs = told(circle, agreement, version, on).pairs
    return next(each.duty.state for each in pairs if each.pair.kommune.ref == kommune)


def publishes(circle, agreement, version, on=DAY, link="https://fjord.example/avtalen"):
    entry = PublicationEntry(on, "Sekretariatet", link)
    return publish(circle.session, OPERATOR, circle.community, agreement, version, entry, LATER)


def test_all_have_signed_and_nobody_has_adopted_and_the_text_is_not_in_force(circle, agreement):
    version = circle.frozen(agreement)
    for party in EVERYBODY:
        signs(circle, agreement, version, party, DAY)

    board = told(circle, agreement, version).signatures
    assert (board.signed, board.adopted) == (3, 0)
    assert all("har ikke vedtatt teksten" in each.remark for each in board.rows)
    stand = adoption.adoption(circle.session, circle.community, agreement, version, DUE)
    assert [row.signed for row in stand.board.rows] == [True, True, True]
    assert stand.entry.in_force_from is None
    assert list(checking.faults(circle.session)) == []


def test_a_signature_before_its_resolution_is_remarked_on(circle, agreement):
    version = circle.adopted(agreement)
    signs(circle, agreement, version, "granvik", DAY - timedelta(days=1))
    signs(circle, agreement, version, "storelv", DAY)

    remarks = {each.row.party.ref: each.remark for each in told(circle, agreement, version).signatures.rows}
    assert "før kommunestyret vedtok teksten" in remarks["granvik"]
    assert remarks["storelv"] == ""


def test_the_last_word_about_a_partys_signature_counts_and_may_be_that_there_is_none(circle, agreement):
    version = circle.adopted(agreement)
    signs(circle, agreement, version, "granvik", DAY)
    with pytest.raises(AlreadyThere):
        signs(circle, agreement, version, "granvik", DAY)
    signs(circle, agreement, version, "granvik", DAY + timedelta(days=2))
    assert told(circle, agreement, version, DAY).signatures.signed == 0
    assert told(circle, agreement, version, DAY + timedelta(days=2)).signatures.signed == 1

    party, words = circle.parties["granvik"], "Den er ikke undertegnet."
    not_signed(circle.session, OPERATOR, circle.community, agreement, version, party, words, LATER)
    assert told(circle, agreement, version).signatures.signed == 0
    with pytest.raises(NotFound):
        not_signed(circle.session, OPERATOR, circle.community, agreement, version, party, words, LATER)
    assert list(checking.faults(circle.session)) == []


def test_what_cannot_be_a_signature_is_refused_with_a_sentence(circle, agreement):
    version = circle.frozen(agreement)
    circle.kommune("nordli", valid_to=DAY)
    assert signs(circle, agreement, version, "nordli", DAY)
    with pytest.raises(BadInput, match="Nordli var ikke part 11. juni 2025"):
        signs(circle, agreement, version, "nordli", DAY + timedelta(days=1))
    with pytest.raises(BadInput, match="ikke kommet ennå"):
        signs(circle, agreement, version, "granvik", LATER.date() + timedelta(days=1))
    with pytest.raises(BadInput, match="Hvem som undertegnet for Granvik, mangler"):
        signs(circle, agreement, version, "granvik", DAY, signer=" ")
    draft = circle.draft(agreement, "2026.1")
    with pytest.raises(RuleSaysNo, match=r"Versjon 2026.1 er utkast"):
        signs(circle, agreement, draft, "granvik", DAY)


def test_a_special_agreement_is_signed_by_its_two(circle, agreement):
    special = circle.document("saer", DocumentKind.SAERAVTALE, pair=circle.pairs["granvik"])
    version = circle.frozen(special)

    assert signs(circle, special, version, "granvik", DAY)
    with pytest.raises(BadInput, match="Storelv sto ikke i noe par som teksten bandt"):
        signs(circle, special, version, "storelv", DAY)


@pytest.mark.parametrize(
    ("sent", "on", "answer"),
    [
        (None, DAY, DutyState.LOPER),
        (None, DUE, DutyState.LOPER),
        (None, DUE + timedelta(days=1), DutyState.FORFALT),
        (DUE, DUE, DutyState.OPPFYLT),
        (DUE + timedelta(days=1), DUE + timedelta(days=1), DutyState.FOR_SENT),
        (DAY - timedelta(days=1), DUE, DutyState.UAVKLART),
    ],
)
def test_a_pair_has_a_month_from_the_day_both_had_adopted(circle, agreement, sent, on, answer):
    version = circle.adopted(agreement)
    if sent:
        sends(circle, agreement, version, "granvik", sent)

    assert state(circle, agreement, version, on) is answer
    waits = DutyState.LOPER if on <= DUE else DutyState.FORFALT
    assert state(circle, agreement, version, on, "storelv") is waits


def test_where_the_text_makes_the_signature_the_moment_the_clock_starts_there(circle, agreement):
    version = circle.frozen(agreement)
    version.entered_by = EnteredBy.UNDERSKRIFT
    for party in EVERYBODY:
        circle.decides(party, version)
    assert state(circle, agreement, version, DUE) is DutyState.IKKE_BEGYNT
    signs(circle, agreement, version, "granvik", date(2025, 6, 20))
    signs(circle, agreement, version, TRUST, date(2025, 6, 25))

    assert state(circle, agreement, version, date(2025, 6, 24)) is DutyState.IKKE_BEGYNT
    assert state(circle, agreement, version, date(2025, 7, 25)) is DutyState.LOPER
    assert state(circle, agreement, version, date(2025, 7, 26)) is DutyState.FORFALT
    assert state(circle, agreement, version, date(2025, 7, 26), "storelv") is DutyState.IKKE_BEGYNT


def test_a_kommune_with_two_trusts_has_two_clocks(circle, agreement):
    other = communities.add_party(
        circle.session, OPERATOR, circle.community, "ous", "OUS HF", circle.parties[TRUST].kind
    )
    communities.add_pair(circle.session, OPERATOR, circle.community, circle.parties["granvik"], other)
    circle.body("ous", "Styret i OUS", circle.bodies[TRUST].kind, owner=other, members=9)
    version = circle.frozen(agreement)
    for party, day in (("granvik", DAY), ("storelv", DAY), (TRUST, DAY), ("ous", DAY + timedelta(days=30))):
        circle.decides(party, version, day)

    pairs = told(circle, agreement, version, date(2025, 7, 20)).pairs
    dues = {each.pair.foretak.ref: each.duty.due for each in pairs if each.pair.kommune.ref == "granvik"}
    assert dues == {TRUST: DUE, "ous": date(2025, 8, 10)}


def test_a_sending_is_recorded_once_corrected_by_a_new_one_and_taken_back(circle, agreement):
    version = circle.adopted(agreement)
    sends(circle, agreement, version, "granvik", DUE)
    with pytest.raises(AlreadyThere, match="alt ført som sendt 10. juli 2025"):
        sends(circle, agreement, version, "granvik", DUE)
    sends(circle, agreement, version, "granvik", DUE, link="https://rhf.example/riktig")
    (only,) = told(circle, agreement, version).pairs[0].sendings
    assert only.link == "https://rhf.example/riktig"

    pair, words = pair_of(circle, "granvik"), "Den gikk aldri ut."
    not_submitted(circle.session, OPERATOR, circle.community, agreement, version, pair, DUE, words, LATER)
    assert state(circle, agreement, version, DUE + timedelta(days=1)) is DutyState.FORFALT
    with pytest.raises(NotFound):
        not_submitted(circle.session, OPERATOR, circle.community, agreement, version, pair, DUE, words, LATER)
    assert list(checking.faults(circle.session)) == []


def test_what_proves_a_sending_is_asked_for(circle, agreement):
    version = circle.adopted(agreement)

    with pytest.raises(BadInput, match="Adressen som ble sendt, mangler"):
        sends(circle, agreement, version, "granvik", DAY, link="")
    with pytest.raises(BadInput, match="ikke en adresse på nettet"):
        sends(circle, agreement, version, "granvik", DAY, link="javascript://x")
    assert sends(circle, agreement, version, "granvik", DAY, link="Arkivsak 26/123").link == "Arkivsak 26/123"


def test_the_duties_tell_which_pairs_are_late_and_which_have_been_sent(circle, agreement):
    version = circle.adopted(agreement)
    sends(circle, agreement, version, "granvik", DUE)

    found = duties.duties(circle.session, circle.community, DUE + timedelta(days=3))
    sending = {each.whose: each.duty for each in found if each.name == "innsending"}
    assert sending["Granvik"].state is DutyState.OPPFYLT
    assert sending["Storelv"].state is DutyState.FORFALT
    assert "3 dager over fristen" in sending["Storelv"].sentence


def test_an_adopted_version_is_published_at_an_address_and_the_last_word_about_it_counts(circle, agreement):
    version = circle.adopted(agreement)
    assert told(circle, agreement, version).published == "Det er ikke ført at teksten er publisert."
    publishes(circle, agreement, version)
    with pytest.raises(AlreadyThere):
        publishes(circle, agreement, version)
    with pytest.raises(BadInput):
        publishes(circle, agreement, version, link="hjemmesiden")
    assert "publisert 10. juni 2025 av Sekretariatet" in told(circle, agreement, version).published
    assert told(circle, agreement, version, DAY - timedelta(days=1)).publications == ()

    link, words = "https://fjord.example/avtalen", "Siden er tatt ned."
    not_published(circle.session, OPERATOR, circle.community, agreement, version, link, words, LATER)
    assert told(circle, agreement, version).publications == ()
    with pytest.raises(RuleSaysNo):
        publishes(circle, agreement, circle.frozen(agreement, "2026.1"))
    assert list(checking.faults(circle.session)) == []
