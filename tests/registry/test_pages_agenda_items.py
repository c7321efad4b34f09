"""One case in a meeting: typed while it happens, with its votes, seen before it is recorded, and recorded once."""

import pytest

from tests.house import another_browser, signed_in
from tests.registry.meeting_pages import COMING, OURS, Secretary, cases_on, notice
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words

ASKED = "PSU gir 90 000 kroner til kurset."
GRANT, SECOND = "Kurs i tidligmelding", "Årsmelding 2026"


@pytest.fixture
def marte(sign_in, example):
    secretary = Secretary(sign_in("sekretariat"), example)
    secretary.call()
    secretary.put_on(GRANT, proposal=ASKED, proposed_by="Sekretariatet")
    secretary.put_on(SECOND, about="årsmelding", proposal="PSU godkjenner årsmeldingen.")
    return secretary


def items(marte):
    return marte.whole().items


def votes(item):
    return item.row.votes_for, item.row.votes_against, item.row.abstained


def test_the_form_begins_with_the_proposal_and_the_verdict_to_expect(marte):
    page = marte.get(f"{OURS}/sak/1")

    assert typed_in(page)["text"] == ASKED
    assert "Forslag fra Sekretariatet." in words(page)
    assert "Registerets vurdering" in words(page, ".judged")
    assert "Neste: " in words(page, ".pages")


def test_one_click_notes_a_case_as_adopted_by_all_who_came(marte):
    marte.call_roll("Berit Aasland")
    first = items(marte)[0].row

    answer = marte.press(OURS, gjor="som-foreslatt", plass="1", revision=str(first.revision))

    assert notice(answer).endswith("er ført som enstemmig vedtatt, 7 for.")
    assert votes(items(marte)[0]) == (7, 0, 0)
    assert items(marte)[0].row.text == ASKED
    assert "Vedtatt: 7 for, 0 mot. Ført når protokollen godkjennes." in next(cases_on(marte.get(OURS)))


def test_nobody_is_counted_before_it_is_said_who_came(marte):
    revision = str(items(marte)[0].row.revision)

    answer = marte.press(OURS, gjor="som-foreslatt", plass="1", revision=revision)

    assert answer.status_code == 409
    assert "Før frammøtet først." in summary(answer.text)
    assert "Enstemmig som foreslått" not in marte.get(OURS)


def test_a_case_beyond_the_mandate_is_never_one_click_away(marte):
    page = marte.get(COMING)

    assert "Enstemmig som foreslått" not in words(page, "#sak-3")


def test_looking_at_the_verdict_keeps_nothing(marte):
    marte.call_roll()

    answer = marte.type(1, "vis", outcome="vedtatt", unanimous="ja", text="Noe annet.")

    assert answer.status_code == 200
    assert "Ingenting er ført ennå." in words(answer.text)
    assert "Gyldig" in words(answer.text, "#vurdering")
    assert typed_in(answer.text)["text"] == "Noe annet."
    assert items(marte)[0].row.outcome is None
    assert items(marte)[0].row.text == ""


def test_what_is_typed_is_kept_and_the_next_case_is_one_click_away(marte):
    marte.call_roll()

    answer = marte.type(
        1, "neste", outcome="vedtatt", votes_for="6", votes_against="2", text="PSU gir 80 000."
    )

    assert answer.headers["location"] == f"{OURS}/sak/2"
    assert votes(items(marte)[0]) == (6, 2, None)
    assert typed_in(marte.get(f"{OURS}/sak/1"))["text"] == "PSU gir 80 000."
    assert items(marte)[0].decision is None


def test_after_the_last_case_one_is_back_at_the_agenda(marte):
    assert marte.type(2, "neste", outcome="utsatt").headers["location"] == OURS


def test_each_members_vote_is_counted_and_told_by_side(marte):
    marte.call_roll()
    people = marte.whole().attendance
    cast = {f"vote_{each.person.id}": "for" for each in people if each.row.may_vote}
    against, biased = list(cast)[:2]

    marte.type(1, outcome="vedtatt", **cast | {against: "mot", biased: "inhabil"})

    assert votes(items(marte)[0]) == (6, 1, 0)
    assert sum(side.against for side in items(marte)[0].sides) == 1
    page = words(marte.get(f"{OURS}/protokoll"))
    assert "Inhabil, og deltok ikke:" in page
    assert "6 for, 1 mot, 7 til stede" in page


def test_all_but_one_who_was_out_of_the_room_were_for(marte):
    marte.call_roll()
    gone = next(each for each in marte.whole().attendance if each.row.may_vote)

    marte.type(1, outcome="vedtatt", unanimous="ja", **{f"vote_{gone.person.id}": "ikke til stede"})

    assert votes(items(marte)[0]) == (7, 0, 0)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"unanimous": "ja", "votes_against": "1"}, "krysset av for enstemmig, men noen er ført som mot"),
        ({"votes_for": "9", "votes_against": "0"}, "Det er talt 9 stemmer, men bare 8 var til stede."),
        ({"votes_for": "mange"}, "ikke et helt tall"),
        ({"counter_by_1": "Berit Aasland"}, "Forslag 1 har ingen tekst."),
        ({"counter_text_1": "Noe."}, "Forslag 1 sier ikke hvem som la det fram."),
        ({"counter_text_1": "Noe.", "counter_by_1": "B", "counter_place_1": "4.3"}, "gjelder ingen tekst"),
        ({"returned_to": "asu"}, "Den er sendt tilbake til"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_typed_is_lost(marte, typed, told):
    marte.call_roll()

    answer = marte.type(1, outcome="vedtatt", text="Med møtets ord.", **typed)

    assert answer.status_code == 422
    assert told in summary(answer.text)
    kept = typed_in(answer.text)
    assert kept["text"] == "Med møtets ord."
    assert {name: kept.get(name) for name in typed} == typed
    assert items(marte)[0].row.outcome is None


def test_a_postponed_case_does_not_keep_the_proposal_as_its_decision(marte):
    marte.type(1, outcome="utsatt")

    assert items(marte)[0].row.text == ""
    marte.type(1, outcome="utsatt", text="PSU vil ha tall fra kommunene.")
    assert items(marte)[0].row.text == "PSU vil ha tall fra kommunene."


def test_counter_proposals_are_kept_with_room_for_one_more(marte):
    marte.type(
        1,
        outcome="vedtatt",
        counter_text_1="Kurset skal finnes på nynorsk.",
        counter_by_1="Torbjørn Lien",
        counter_state_1="falt",
        counter_for_1="3",
        counter_against_1="5",
    )

    form = typed_in(marte.get(f"{OURS}/sak/1"))
    assert form["counter_text_1"] == "Kurset skal finnes på nynorsk."
    assert form["counter_state_1"] == "falt"
    assert form["counter_text_2"] == ""
    assert "Torbjørn Lien foreslo: «Kurset skal finnes på nynorsk.» Det falt: 3 for, 5 mot." in words(
        marte.get(f"{OURS}/protokoll")
    )


def test_a_decision_is_recorded_with_its_verdict(marte):
    marte.call_roll()

    answer = marte.type(1, "for", outcome="vedtatt", unanimous="ja")

    assert notice(answer).endswith("Registerets vurdering: gyldig.")
    assert answer.headers["location"] == f"{OURS}/sak/2"
    decision = items(marte)[0].decision
    assert decision is not None
    assert f'href="/vedtak/{decision.ref}"' in marte.get(OURS)
    assert ASKED in words(marte.get(f"/vedtak/{decision.ref}"))


def test_where_the_register_cannot_tell_the_verdict_is_read_before_the_decision_is_recorded(marte):
    marte.call_roll()

    first = marte.type(2, "for", outcome="vedtatt", unanimous="ja")
    assert first.status_code == 409
    assert "Les vurderingen øverst" in summary(first.text)
    assert items(marte)[1].decision is None

    again = marte.client.post(
        f"{OURS}/sak/2", data=typed_in(first.text) | {"unanimous": "ja", "read": "ja", "press": "for"}
    )
    assert "må avgjøres av en person" in notice(again)


def test_two_who_type_at_once_both_see_both(marte):
    other = Secretary(signed_in(another_browser(marte.client), "sekretariat"), marte.house)
    mine = form_on(marte.client, f"{OURS}/sak/1")
    other.type(1, outcome="avvist", text="PSU sier nei.")

    answer = marte.client.post(
        f"{OURS}/sak/1", data=mine | {"outcome": "vedtatt", "text": "PSU sier ja.", "press": "lagre"}
    )

    assert answer.status_code == 412
    assert "Avvist. PSU sier nei." in words(answer.text, ".note")
    assert typed_in(answer.text)["text"] == "PSU sier ja."
    marte.client.post(f"{OURS}/sak/1", data=typed_in(answer.text) | {"press": "lagre"})
    assert items(marte)[0].row.text == "PSU sier ja."


def test_two_who_record_the_same_make_one_record_and_the_other_is_shown_it(marte):
    marte.call_roll()
    marte.type(1, "for", outcome="vedtatt", unanimous="ja")
    decision = items(marte)[0].decision

    answer = marte.type(1, "for")

    assert answer.status_code == 409
    assert f'href="/vedtak/{decision.ref}"' in answer.text
    assert items(marte)[0].decision.ref == decision.ref


def test_a_recorded_decision_is_corrected_by_a_new_one_with_a_reason(marte):
    marte.call_roll()
    marte.type(1, "for", outcome="vedtatt", unanimous="ja")
    before = items(marte)[0].decision

    without = marte.type(1, "for", text="PSU gir 95 000 kroner.")
    assert without.status_code == 422
    assert "Skriv grunnen." in sentence_for(without.text, "reason")

    marte.type(1, "for", text="PSU gir 95 000 kroner.", reason="Beløpet var skrevet feil.")
    after = items(marte)[0].decision
    assert after.ref != before.ref
    assert after.corrects_id == before.id


def test_the_proposal_and_the_number_are_changed_before_the_meeting(marte):
    first, second = (item.row.printed for item in items(marte))
    path = f"{OURS}/sak/1/forslag"

    taken = marte.send(path, number=second)
    assert taken.status_code == 409
    assert SECOND in summary(taken.text)

    assert "er lagret" in notice(marte.send(path, number=first, proposal="PSU gir 70 000 kroner."))
    assert "PSU gir 70 000 kroner." in next(cases_on(marte.get(OURS)))
