"""Whoever does something leaves an entry in the log: every operation there is, without exception."""

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from decisions.bodies import BodyKind
from decisions.parties import PartyKind
from decisions.proposals import Certainty, Finding, Matter, Trait
from decisions.seats import Rights
from decisions.verdict import Answer
from documents.coverage import Degree
from documents.docx.writing.house import FILE
from documents.drafting.arranging import added
from documents.drafting.editing import Wording
from documents.kinds import ChangeClass, DocumentKind
from documents.markdown import read
from documents.minimums import all_minimums
from registry.audit import Event, broken_links
from registry.operations import (
    adoption,
    agendas,
    answering,
    bodies,
    calendar_keys,
    case_packages,
    cases,
    catalogues,
    certifying,
    classifying,
    communities,
    coverage,
    decisions,
    delegations,
    documents,
    drafts,
    exchange,
    funds,
    involvement,
    measures,
    meetings,
    messages,
    minutes,
    missed_searches,
    parties_mail,
    people,
    reasons,
    rejudging,
    reminders,
    reviews,
    rounds,
    rules,
    rulings,
    saved_searches,
    search_words,
    seats,
    settling,
    templates,
    treating,
)
from registry.operations.funds import FundEntry
from registry.permissions import Actor, Permission, Role
from registry.queries import log
from registry.queries.decisions import decision
from registry.queries.documents import versions_of
from registry.queries.rule_reviews import rule_row
from tests.documents.returned_files import words
from tests.registry.boardroom import acts_of_a_meeting
from tests.registry.builders import (
    DAY,
    GUIDELINE,
    NOW,
    PASSPHRASE,
    RULES,
    TEXT,
    TRUST,
    Circle,
    a_circle,
    a_person,
)
from tests.registry.letters import acts_of_letters
from tests.registry.money import a_grant
from tests.registry.process_acts import acts_of_processes
from tests.registry.returned import an_exchange
from tests.registry.round_acts import acts_of_a_round
from tests.registry.searches import acts_of_searches

A_CATALOGUE = b"""[extends]
catalogue = "hol-6-2"

[[more]]
nr = 4
terms_nb = ["sengepost"]
"""

MODULES = (
    adoption,
    agendas,
    answering,
    bodies,
    calendar_keys,
    case_packages,
    cases,
    catalogues,
    certifying,
    classifying,
    communities,
    coverage,
    decisions,
    delegations,
    documents,
    drafts,
    exchange,
    funds,
    involvement,
    measures,
    meetings,
    messages,
    minutes,
    missed_searches,
    parties_mail,
    people,
    reasons,
    rejudging,
    reminders,
    reviews,
    rounds,
    rules,
    rulings,
    saved_searches,
    search_words,
    seats,
    settling,
    templates,
    treating,
)
SECRETARY = Actor("person-marte", "Marte Haugland", frozenset({Role.SECRETARIAT}))
SECRET = b"hemmelig" * 4
SPEAKS = Rights(speak=True, propose=False, vote=False)
MONEY = FundEntry("tilskudd", "Tilskudd", Matter.TILSKUDD, "Staten", 2025, 100_000)
OPENING = Wording("Avtale", "Mellom partene.")


def operations():
    """Every public function that is told who acts."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in MODULES
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__
        and not name.startswith("_")
        and "who" in inspect.signature(made).parameters
    }


def the_acts(c: Circle) -> Mapping[str, Callable[[], object]]:
    """One way to do each of them, in an order in which all can be done."""
    s, place, who = c.session, c.community, SECRETARY
    granvik, trust, psu = c.parties["granvik"], c.parties[TRUST], c.bodies["psu"]
    agreement = c.document()
    version = c.adopted(agreement)
    document = c.document("under-arbeid")
    written = c.draft(document, "2025.1")
    withdrawn = c.draft(document, "2025.2")
    crooked = c.draft(document, "2025.9", TEXT.replace("## 2 ", "## 7 "))
    older = c.document("vedtatt-for-lenge-siden")
    old = c.draft(older, "2024.1")
    guideline = c.document("retningslinje-1", GUIDELINE)
    revised = c.frozen(guideline, change=ChangeClass.REVISJON)
    settled = c.frozen(c.document("retningslinje-2", GUIDELINE), change=ChangeClass.REVISJON)
    c.decides("asu", settled, votes=None)
    carrying = c.frozen(agreement, "2025.2", earliest_from=DAY + timedelta(days=9))
    rules.add_rule(s, who, place, renamed("baaret"), version, "ansvar")
    new = c.kommune("nygrend")
    neighbour = communities.add_party(s, who, place, "nabo", "Nabo", PartyKind.KOMMUNE)
    person = a_person(s, "Kari Nordmann", Role.SECRETARIAT, within=place)
    turid = a_person(s, "Turid Nygård")
    auditor = people.give_role(s, who, turid, Role.AUDITOR, place)
    mark = coverage.judge(s, who, agreement, version, "formal", 1, Degree.FULL, DAY)
    held = coverage.judge(s, who, agreement, version, "formal", 3, Degree.FULL, DAY)
    ansvar = (
        read(written.text).find_number("2").id
    )  # the agreement has the name that the text was written with
    osu, ssu = c.body("osu", "OSU", BodyKind.ANNET), c.body("ssu", "SSU", BodyKind.SSU)
    seat = seats.take_seat(s, who, osu, turid, party=granvik)
    fund = funds.add_fund(s, who, place, MONEY, NOW)
    granted = decision(s, place, a_grant(c).ref)
    opened = people.sign_in(s, "kari@sted.example", PASSPHRASE, "", SECRET, NOW)
    key, token = people.make_token(
        s, SECRETARY, person, place, "x", frozenset(), NOW.date() + timedelta(days=9), SECRET, NOW
    )
    assert opened
    assert key
    sent = an_exchange(c, ref="sendt-ut")
    came = sent.back(words("trygge", "gode"), words("lavest mulige", "rett"), words("ett års", "to års"))
    first, second, third = sent.rows()
    reading = exchange.read_returned("svar.docx", came.data)

    def adopted_directly():
        documents.adopt(s, who, document, written, DAY, DAY)

    def carried():
        carrying.stage, carrying.valid_from = version.stage, DAY + timedelta(days=9)
        rules.carry_over(s, who, place, agreement, carrying)

    unclear = Finding(Trait.FLYTTER_ANSVAR, Certainty.MULIG)
    asked = c.decides(
        "psu", c.frozen(c.document("spurt"), change=ChangeClass.MINDRE), case="77/25", findings=(unclear,)
    )

    def settled_by_the_rest():
        c.bodies["asu"].members = 12
        row = c.entry("asu", settled, case="99/25")
        decisions.record_decision(s, who, place, row, NOW)

    return {
        "communities.add_community": lambda: communities.add_community(s, who, "ny", "Ny", NOW),
        "communities.add_party": lambda: communities.add_party(s, who, place, "p", "P", PartyKind.KOMMUNE),
        "communities.add_pair": lambda: communities.add_pair(s, who, place, neighbour, trust),
        "communities.end_party": lambda: communities.end_party(
            s, who, place, neighbour, date(2030, 1, 1), "Slått sammen med ingen."
        ),
        "communities.end_pair": lambda: communities.end_pair(
            s, who, place, c.pairs["storelv"], date(2030, 1, 1), "Et annet foretak."
        ),
        "communities.succeed": lambda: communities.succeed(s, who, place, granvik, new, date(2026, 1, 1)),
        "bodies.add_body": lambda: bodies.add_body(s, who, place, "fsu", "FSU", BodyKind.FSU),
        "bodies.add_alias": lambda: bodies.add_alias(s, who, psu, "Gammelt navn", None, DAY),
        "bodies.set_order": lambda: bodies.set_order(
            s, who, osu, bodies.OrderEntry(None, "6.1", lead_years=2)
        ),
        "seats.take_seat": lambda: seats.take_seat(s, who, psu, person, party=new),
        "seats.end_seat": lambda: seats.end_seat(s, who, osu, seat, DAY),
        "seats.change_rights": lambda: seats.change_rights(s, who, osu, seat, "del 2", SPEAKS),
        "seats.withhold_name": lambda: seats.withhold_name(s, who, osu, person, NOW),
        "bodies.succeed_body": lambda: bodies.succeed_body(s, who, osu, ssu, DAY),
        "funds.add_fund": lambda: funds.add_fund(s, who, place, replace(MONEY, ref="ny"), NOW),
        "funds.allocate": lambda: funds.allocate(s, who, fund, granted, "Granvik", "Nett", 1000, NOW),
        "documents.add_document": lambda: documents.add_document(
            s, who, place, "d", DocumentKind.RUTINE, "Rutine", NOW
        ),
        "documents.make_draft": lambda: c.draft(document, "2025.3"),
        "reasons.explain": lambda: reasons.explain(
            s, who, document, written, reasons.Explanation(ansvar, "Loven krever det."), 0, NOW
        ),
        "documents.change_draft": lambda: documents.change_draft(s, who, document, written, TEXT, 1),
        "drafts.write_section": lambda: drafts.write_section(
            s, who, document, written, "", Wording("Avtale", ""), OPENING
        ),
        "drafts.write_text": lambda: drafts.write_text(
            s, who, document, written, written.text, f"{written.text}\nMer.\n"
        ),
        "drafts.arrange": lambda: drafts.arrange(
            s, who, document, written, lambda text: added(text, "", "Parter")
        ),
        "drafts.number_anew": lambda: drafts.number_anew(s, who, document, crooked),
        "case_packages.ask_for": lambda: case_packages.ask_for(s, who, place, agreement, version, DAY, NOW),
        "exchange.receive": lambda: exchange.receive(s, who, place, "avtale.docx", b"innhold", NOW),
        "exchange.send": lambda: sent.sent("Storelv"),
        "exchange.take_back": lambda: sent.back(words("fire timer", "to timer")),
        "exchange.make_amendments": lambda: exchange.make_amendments(
            s,
            who,
            sent.document,
            sent.version,
            exchange.receive(s, who, place, "ny.docx", came.data, NOW),
            reading,
            NOW,
        ),
        "answering.accept": lambda: sent.accept(first),
        "answering.refuse": lambda: sent.refuse(second),
        "answering.accept_all": lambda: answering.accept_all(
            s, who, sent.document, sent.version, {third.id: third.revision}, NOW
        ),
        "exchange.correct_match": lambda: exchange.correct_match(
            s, who, sent.document, sent.version, came, 0, ""
        ),
        "templates.choose_template": lambda: templates.choose_template(
            s, who, place, "mal.docx", FILE.read_bytes(), NOW
        ),
        "templates.use_the_products_own": lambda: templates.use_the_products_own(s, who, place, NOW),
        "documents.freeze": lambda: documents.freeze(s, who, document, written, NOW),
        "documents.adopt": adopted_directly,
        "documents.withdraw": lambda: documents.withdraw(s, who, document, withdrawn, "Trukket."),
        "documents.take_over": lambda: documents.take_over(
            s, who, older, old, DAY, DAY + timedelta(days=1), "Protokollen for 2025.", NOW
        ),
        "documents.repeal": lambda: documents.repeal(s, who, agreement, version, date(2026, 1, 1), "Slutt."),
        "decisions.record_decision": lambda: c.decides("asu", revised),
        "rulings.rule_on": lambda: rulings.rule_on(
            s,
            who,
            place,
            asked,
            rulings.RulingEntry(Answer.VALID, "Ansvaret er som før.", "leder av PSU", "Turid", DAY),
            NOW,
        ),
        "certifying.certify": lambda: certifying.certify(
            s, who, place, asked, NOW, link="https://granvik.example/sak"
        ),
        "adoption.settle": settled_by_the_rest,
        "rules.add_rule": lambda: rules.add_rule(s, who, place, renamed("ny-regel")),
        "rules.carry_over": carried,
        "rules.write_rule": lambda: rules.write_rule(
            s,
            who,
            place,
            renamed("skrevet"),
            document,
            c.draft(document, "2025.8"),
            ansvar_of(c, document),
            NOW,
        ),
        "rules.correct_rule": lambda: rules.correct_rule(
            s, who, rule_row(s, place, "ny-regel"), None, "Lest på nytt.", NOW
        ),
        "classifying.classify": lambda: classifying.classify(
            s, who, guideline, revised, ChangeClass.VESENTLIG, (), "Den er stor.", NOW
        ),
        "delegations.delegate": lambda: delegations.delegate(
            s,
            who,
            place,
            delegations.DelegationEntry(psu, c.bodies["asu"], "PS 4/25", (DocumentKind.HANDLINGSPLAN,)),
            NOW,
        ),
        "rejudging.rejudge": lambda: rejudging.rejudge(s, who, place, "Noen ba om det.", NOW),
        "catalogues.add_catalogue": lambda: catalogues.add_catalogue(
            s, who, place, "egne.toml", A_CATALOGUE, NOW
        ),
        "catalogues.sign_demand": lambda: catalogues.sign_demand(
            s, who, place, all_minimums()[0], who.name, "", DAY, NOW
        ),
        "catalogues.take_back_signature": lambda: catalogues.take_back_signature(
            s, who, place, all_minimums()[0], who.name, "Lest feil.", DAY, NOW
        ),
        "coverage.judge": lambda: coverage.judge(s, who, agreement, version, "ansvar", 2, Degree.FULL, DAY),
        "coverage.confirm": lambda: coverage.confirm(s, who, agreement, version, held.id, DAY),
        "coverage.withdraw": lambda: coverage.withdraw(s, who, agreement, version, mark.id, DAY),
        "people.add_person": lambda: people.add_person(s, who, "Per Plass", NOW),
        "people.give_role": lambda: people.give_role(s, who, person, Role.AUDITOR, place),
        "people.take_role": lambda: people.take_role(s, who, turid, auditor.id),
        "people.change_password": lambda: people.change_password(
            s, who, person, PASSPHRASE, PASSPHRASE, SECRET, NOW
        ),
        "people.set_password": lambda: people.set_password(s, who, person, PASSPHRASE),
        "people.sign_out": lambda: people.sign_out(s, opened.row, who, NOW),
        "people.make_token": lambda: people.make_token(
            s, who, person, place, "y", frozenset(), NOW.date() + timedelta(days=9), SECRET, NOW
        ),
        "people.revoke_token": lambda: people.revoke_token(s, who, person, token.id, NOW),
        "people.disable": lambda: people.disable(s, who, person, NOW),
        **acts_of_a_meeting(c, who),
        **acts_of_a_round(c, who),
        **acts_of_letters(c, who),
        **acts_of_processes(c, who),
        **acts_of_searches(c, who),
    }


def ansvar_of(c, document):
    """The second clause of the latest text of a document."""
    latest = versions_of(c.session, document)[-1]
    return read(latest.text).find_number("2").id


def renamed(name):
    return replace(RULES[0], id=name)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


def test_every_operation_leaves_an_entry(circle):
    acts = the_acts(circle)
    assert set(acts) == operations()

    silent = []
    for name, act in acts.items():
        before = log.head(circle.session).seq
        act()
        if log.head(circle.session).seq == before:
            silent.append(name)

    assert silent == []
    assert list(broken_links(circle.session)) == []


@pytest.mark.parametrize("event", Event, ids=str)
def test_every_event_is_told_in_words(event):
    assert log._DONE[event]


def test_the_log_holds_no_name_of_a_person(circle):
    person = a_person(circle.session, "Kari Nordmann", Role.SECRETARIAT, within=circle.community)
    circle.session.flush()

    entries = log.entries(circle.session, circle.community, None, 10_000)

    assert not any("Kari" in row.payload or "kari" in row.payload for row in entries)
    assert any(person.ref == row.subject for row in entries)


def test_an_entry_is_told_with_the_name_of_the_one_who_acted_and_of_the_one_it_was_done_to(circle):
    kari = a_person(circle.session, "Kari Nordmann")
    arve = Actor(a_person(circle.session, "Arve Tangen").ref, "Arve Tangen")

    people.disable(circle.session, arve, kari, NOW)

    told = log.told(circle.session, log.head(circle.session))
    assert (told.who, told.what, told.subject) == ("Arve Tangen", "stengte ute", "Kari Nordmann")


def test_entries_come_newest_first_and_page_by_page(circle):
    everything = [row.seq for row in log.entries(circle.session, circle.community, None, 10_000)]

    first = [row.seq for row in log.entries(circle.session, circle.community, None, 5)]
    second = [row.seq for row in log.entries(circle.session, circle.community, first[-1], 5)]

    assert everything == sorted(everything, reverse=True)
    assert first + second == everything[:10]


def test_what_a_key_may_do_stands_in_the_log(circle):
    person = a_person(circle.session, "Kari Nordmann", Role.SECRETARIAT, within=circle.community)
    actor = Actor(person.ref, person.name, frozenset({Role.SECRETARIAT}))
    people.make_token(
        circle.session,
        actor,
        person,
        circle.community,
        "Rapport",
        frozenset({Permission.DRAFTS_READ}),
        NOW.date() + timedelta(days=9),
        SECRET,
        NOW,
    )

    data = json.loads(log.head(circle.session).payload)["data"]

    assert data["scopes"] == ["utkast:lese"]
    assert data["expires"] == "2026-01-24"
