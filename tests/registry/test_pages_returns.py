"""Sending out and taking back on the pages, without scripts: two clicks, and one a suggestion."""

import re

import pytest
from lxml import html

from documents.markdown import plain
from documents.text import plain_text
from registry.queries.documents import tree_of
from tests.documents.returned_files import (
    edited,
    new_paragraph,
    taken_out,
    tracked_words,
    without_marks,
)
from tests.documents.returned_files import words as typed_over
from tests.house import another_browser, signed_in, token_of
from tests.registry.drafting import begun, kept
from tests.registry.returned import commented
from tests.registry.test_exchange import NOT_WORD
from tests.registry.typed_forms import form_on, sentence_for, typed_in, words


@pytest.fixture
def draft(secretariat):
    return begun(secretariat, based_on="2025.1")


@pytest.fixture
def text(stage, draft):
    return lambda: kept(stage, draft).text


@pytest.fixture
def change(text):
    """Two words of the draft that stand there once, and what somebody would have instead."""
    found = re.search(r"innen (\w+ \w+)", text())
    assert found
    return found[0]


def sent(browser, draft, recipient="Granvik kommune"):
    """The Word file that a sending gives."""
    form = form_on(browser, f"{draft}/send") | {"recipient": recipient}
    answer = browser.post(f"{draft}/send", data=form)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    return browser.get(link(page, "Last ned filen")).content


def link(page, name):
    found = (each for each in html.document_fromstring(page).iter("a") if name in " ".join(each.itertext()))
    return next(found).get("href")


def taken(browser, draft, *files, sender=""):
    sending = [("file", (name, data)) for name, data in files]
    form = {"csrf": token_of(browser), "sender": sender}
    return browser.post(f"{draft}/svar", data=form, files=sending)


def suggestions(browser, draft, query=""):
    """Each suggestion on the page as (id, kind, state of its buttons)."""
    page = html.document_fromstring(browser.get(f"{draft}/svar{query}").text)
    return [each.get("id") for each in page.xpath("//article")]


def answered(browser, draft, at, pressed, **typed):
    """Press a button by the suggestion that stands as number `at` on the page."""
    page = html.document_fromstring(browser.get(f"{draft}/svar").text)
    forms = [form for form in page.forms if "answering" in form.get("class", "")]
    data = {name: value or "" for name, value in forms[at].form_values()} | {"svar": pressed} | typed
    return browser.post(forms[at].get("action"), data=data)


def lead(browser, draft):
    return words(browser.get(f"{draft}/svar").text, "#forslagene")


class TestSendingOut:
    def test_the_file_is_listed_with_recipient_and_sender_and_is_the_same_each_time(self, secretariat, draft):
        first = sent(secretariat, draft)

        page = secretariat.get(f"{draft}/send").text

        assert "Granvik kommune" in words(page)
        assert "av Marte Haugland" in words(page)
        assert "ikke svart ennå" in words(page)
        assert secretariat.get(link(page, "Granvik kommune")).content == first

    def test_it_can_be_done_from_the_draft(self, secretariat, draft):
        assert link(secretariat.get(draft).text, "Send ut i Word") == f"{draft}/send"
        assert link(secretariat.get(f"{draft}/skriv").text, "Svar som er kommet") == f"{draft}/svar"

    def test_a_recipient_that_is_too_long_is_told_at_the_field(self, secretariat, draft):
        form = form_on(secretariat, f"{draft}/send") | {"recipient": "x" * 400}

        answer = secretariat.post(f"{draft}/send", data=form)

        assert answer.status_code == 422
        assert "Det er plass til 300" in sentence_for(answer.text, "recipient")

    def test_one_who_only_reads_drafts_sees_what_was_sent_and_has_no_form(self, secretariat, draft):
        sent(secretariat, draft)
        member = signed_in(another_browser(secretariat), "medlem")

        page = member.get(f"{draft}/send").text

        assert "Granvik kommune" in words(page)
        assert "Lag filen" not in words(page)


class TestTakingIn:
    def test_a_file_that_comes_back_is_counted_and_marked_word_by_word(self, secretariat, draft, change):
        data = edited(sent(secretariat, draft), typed_over(change, "straks"))

        answer = taken(secretariat, draft, ("svar.docx", data))

        assert answer.status_code == 303
        assert answer.headers["location"].endswith("/svar#forslagene")
        assert lead(secretariat, draft) == "1 forslag fra 1 fil: 1 åpent, 0 godtatt, 0 avvist."
        page = secretariat.get(f"{draft}/svar").text
        assert "Lagt til: straks" in words(page, "ins")
        assert "Granvik kommune" in words(page, ".suggestion")

    def test_several_at_once_where_one_cannot_be_read_leaves_the_others_in(self, secretariat, draft, change):
        data = edited(sent(secretariat, draft), typed_over(change, "straks"))

        answer = taken(secretariat, draft, ("god.docx", data), ("darlig.doc", NOT_WORD))

        assert answer.status_code == 422
        assert "«darlig.doc» ble ikke lest" in words(answer.text)
        assert "«god.docx» har 1 forslag" in words(answer.text)
        assert lead(secretariat, draft).startswith("1 forslag fra 1 fil")

    def test_the_same_file_again_is_told_and_not_taken_in(self, secretariat, draft, change):
        data = edited(sent(secretariat, draft), typed_over(change, "straks"))
        taken(secretariat, draft, ("svar.docx", data))

        taken(secretariat, draft, ("igjen.docx", data))

        assert "er tatt inn før, som «svar.docx»" in words(secretariat.get(f"{draft}/svar").text, ".ds-alert")
        assert lead(secretariat, draft).startswith("1 forslag fra 1 fil")

    def test_too_many_files_and_none_are_told(self, secretariat, draft):
        many = taken(secretariat, draft, *((f"{at}.docx", b"x") for at in range(26)))
        none = taken(secretariat, draft)

        assert "plass til 25 om gangen" in sentence_for(many.text, "file")
        assert "Ingen fil er valgt" in sentence_for(none.text, "file")

    def test_an_untouched_file_has_nothing_to_propose(self, secretariat, draft):
        taken(secretariat, draft, ("urort.docx", sent(secretariat, draft)))

        page = secretariat.get(f"{draft}/svar").text
        assert "har ingenting å foreslå" in words(page)

    def test_a_name_with_html_in_it_is_shown_as_it_is(self, secretariat, draft, change):
        data = edited(sent(secretariat, draft), tracked_words(change, "straks", "<script>alert(1)</script>"))
        taken(secretariat, draft, ("<b>svar</b>.docx", data))

        page = secretariat.get(f"{draft}/svar").text
        assert "<script>alert" not in page
        assert "<script>alert(1)</script>" in words(page, ".suggestion")

    def test_a_frozen_draft_takes_nothing_in_and_says_what_to_do(self, secretariat, draft, change):
        data = edited(sent(secretariat, draft), typed_over(change, "straks"))
        taken(secretariat, draft, ("svar.docx", data))
        secretariat.post(f"{draft}/frys", data=form_on(secretariat, f"{draft}/frys"))

        page = secretariat.get(f"{draft}/svar").text

        assert "teksten ligger fast" in words(page)
        assert "nytt-utkast?fra=" in link(page, "Lag et nytt utkast")
        assert taken(secretariat, draft, ("nr2.docx", data)).status_code == 409
        assert lead(secretariat, draft).startswith("1 forslag")


class TestAnswering:
    @pytest.fixture
    def two(self, secretariat, draft, text, change):
        """Two suggestions of one file, to different sections."""
        titles = [section.title for section in tree_of(text()).walk() if section.blocks]
        other = titles[-1]
        data = edited(
            sent(secretariat, draft), typed_over(change, "straks"), typed_over(other, f"{other} nå")
        )
        taken(secretariat, draft, ("svar.docx", data))

    def test_one_click_accepts_and_leads_to_the_next(self, secretariat, draft, text, two):
        _, second = suggestions(secretariat, draft)

        answer = answered(secretariat, draft, 0, "godta")

        assert answer.headers["location"] == f"{draft}/svar#{second}"
        assert "straks" in text()
        assert lead(secretariat, draft) == "2 forslag fra 1 fil: 1 åpent, 1 godtatt, 0 avvist."

    def test_the_last_answer_leads_to_the_counts(self, secretariat, draft, two):
        answered(secretariat, draft, 0, "godta")

        answer = answered(secretariat, draft, 0, "avvis", answer="Ikke nå.")

        assert answer.headers["location"] == f"{draft}/svar#forslagene"
        page = secretariat.get(f"{draft}/svar").text
        assert "Alt er besvart." in words(page)
        assert "Ikke nå." in words(page, ".answered")
        assert "Marte Haugland" in words(page, ".answered")

    def test_what_is_refused_can_be_accepted_from_the_folded_list(self, secretariat, draft, text, two):
        answered(secretariat, draft, 0, "avvis")
        assert "straks" not in text()

        answered(secretariat, draft, 1, "godta")

        assert "straks" in text()

    def test_the_filter_is_kept_from_one_answer_to_the_next(self, secretariat, draft, two):
        page = html.document_fromstring(secretariat.get(f"{draft}/svar?forfatter=Granvik kommune").text)
        form = next(form for form in page.forms if "answering" in form.get("class", ""))

        answer = secretariat.post(form.get("action"), data=dict(form.form_values()) | {"svar": "godta"})

        assert "?forfatter=Granvik+kommune#f-" in answer.headers["location"]

    def test_all_of_a_file_are_accepted_with_a_step_between(self, secretariat, draft, text, two):
        page = secretariat.get(f"{draft}/svar").text
        path = link(page, "godta alle fra filen")
        asked = secretariat.get(path)
        assert "2 forslag blir godtatt" in words(asked.text)
        assert "straks" not in text()
        form = next(f for f in html.document_fromstring(asked.text).forms if f.action.endswith("/alle"))

        secretariat.post(f"{draft}/svar/alle", data=form_pairs(form))

        assert lead(secretariat, draft) == "2 forslag fra 1 fil: 0 åpne, 2 godtatt, 0 avvist."

    def test_two_secretaries_at_once_the_second_is_told(self, secretariat, draft, text, two):
        colleague = signed_in(another_browser(secretariat), "sekretariat")
        page = html.document_fromstring(colleague.get(f"{draft}/svar").text)
        form = next(form for form in page.forms if "answering" in form.get("class", ""))
        typed = {name: value or "" for name, value in form.form_values()}
        answered(secretariat, draft, 0, "avvis")

        answer = colleague.post(form.get("action"), data=typed | {"svar": "godta"})

        assert answer.status_code == 412
        assert "har svart «avvist»" in words(answer.text)
        assert "straks" not in text()

    def test_one_who_only_reads_sees_the_suggestions_and_no_buttons(self, secretariat, draft, two):
        member = signed_in(another_browser(secretariat), "medlem")

        page = member.get(f"{draft}/svar").text

        assert "straks" in words(page, ".suggestion")
        assert "Godta" not in words(page, ".suggestion")


class TestWhatClashes:
    @pytest.fixture
    def clash(self, secretariat, draft, change):
        file = sent(secretariat, draft)
        taken(secretariat, draft, ("a.docx", edited(file, tracked_words(change, "straks", "Kari"))))
        taken(secretariat, draft, ("b.docx", edited(file, tracked_words(change, "innen frokost", "Ola"))))

    def test_stands_on_top(self, secretariat, draft, clash):
        page = secretariat.get(f"{draft}/svar").text

        assert "Disse kan ikke begge godtas" in words(page, "h2")
        assert len(html.document_fromstring(page).find_class("clash")) == 1

    def test_the_other_one_is_then_written_by_hand_with_the_three_wordings_in_sight(
        self, secretariat, draft, text, clash
    ):
        answered(secretariat, draft, 0, "godta")
        path = link(secretariat.get(f"{draft}/svar").text, "Si hva som skal stå")
        asked = secretariat.get(path).text
        for heading in ("Slik avsenderen hadde det", "Slik utkastet lyder nå", "Slik det foreslås"):
            assert heading in words(asked, "h3")
        form = typed_in(asked)
        assert "innen frokost" in form["body"]

        answer = secretariat.post(
            path,
            data=form
            | {"body": form["body"].replace("innen frokost", "straks, innen frokost"), "svar": "skriv"},
        )

        assert answer.status_code == 303
        assert "straks, innen frokost" in text()

    def test_what_was_saved_meanwhile_is_not_written_over(self, secretariat, draft, text, clash):
        path = f"{draft}/svar/{suggestions(secretariat, draft)[1].removeprefix('f-')}"
        form = typed_in(secretariat.get(path).text)
        answered(secretariat, draft, 0, "godta")

        answer = secretariat.post(path, data=form | {"svar": "skriv"})

        assert answer.status_code == 412
        assert "innen frokost" in typed_in(answer.text)["body"]
        assert "innen frokost" not in text()

    def test_all_at_once_leaves_them_out(self, secretariat, draft, clash):
        file = link(secretariat.get(f"{draft}/svar").text, "slik ble filen lest").rpartition("/")[2]

        page = secretariat.get(f"{draft}/svar/alle?fil={file}").text

        assert "Ingen åpne forslag her kan godtas" in words(page)


class TestTheTray:
    @pytest.fixture
    def strange(self, secretariat, draft, text):
        """A file with a section that nobody knows, in place of one that is gone."""
        *_, last = tree_of(text()).walk()
        title = last.title
        edits = [
            without_marks("_sh_", "_sb_"),
            typed_over(title, "Ganske andre ord i overskriften"),
            taken_out(*(words_of(last)[:1])),
            new_paragraph("Ganske andre ord", "Og noe helt annet under den, uten likhet."),
        ]
        answer = taken(secretariat, draft, ("ukjent.docx", edited(sent(secretariat, draft), *edits)))
        assert answer.status_code == 303
        return title

    def test_a_person_says_which_section_it_is(self, secretariat, draft, text, strange):
        page = secretariat.get(f"{draft}/svar").text
        assert "Uten plass" in words(page, "h2")
        section = next(each.id for each in tree_of(text()).walk() if each.title == strange)

        answer = answered(secretariat, draft, 0, "er", punkt=section)

        assert answer.status_code == 303
        page = secretariat.get(f"{draft}/svar").text
        assert "Uten plass" not in words(page, "h2")
        file = link(page, "slik ble filen lest")
        assert "En person har sagt det" in words(secretariat.get(file).text)

    def test_or_that_it_is_new(self, secretariat, draft, text, strange):
        answered(secretariat, draft, 0, "godta")

        assert "Ganske andre ord i overskriften" in text()

    def test_a_wrong_match_is_put_right_on_the_page_of_the_file(self, secretariat, draft, strange):
        file = link(secretariat.get(f"{draft}/svar").text, "slik ble filen lest")
        path = f"{file}?rett=0"
        form = form_on(secretariat, path)

        answer = secretariat.post(file, data=form | {"punkt": "nytt"})

        assert answer.status_code == 303
        assert "En person har sagt det" in words(secretariat.get(file).text)
        refused = secretariat.post(file, data=form | {"punkt": ""})
        assert refused.status_code == 422


def test_suggestions_that_wait_stand_on_the_page_of_work(secretariat, draft, change):
    data = edited(sent(secretariat, draft), typed_over(change, "straks"))
    taken(secretariat, draft, ("svar.docx", data))
    number = draft.rpartition("/")[2]
    assert link(secretariat.get("/arbeid").text, f"versjon {number}, venter på svar") == f"{draft}/svar"

    answered(secretariat, draft, 0, "avvis")

    assert f"versjon {number}, venter på svar" not in words(secretariat.get("/arbeid").text)


def test_a_comment_is_answered(secretariat, draft, text):
    file = sent(secretariat, draft)
    before = text()
    first = next(section for section in tree_of(before).walk() if section.blocks)
    data = commented(file, words_of(first)[0], "Hvem følger opp?", "Kari Nordmann")
    taken(secretariat, draft, ("merknad.docx", data))
    assert "Hvem følger opp?" in words(secretariat.get(f"{draft}/svar").text, ".suggestion")

    answered(secretariat, draft, 0, "godta", answer="Det gjør sekretariatet.")

    page = secretariat.get(f"{draft}/svar").text
    assert "Besvart" in words(page, ".answered")
    assert text() == before


def test_the_file_can_be_had_as_it_came(secretariat, draft, change):
    data = edited(sent(secretariat, draft), typed_over(change, "straks"))
    taken(secretariat, draft, ("svar.docx", data))
    file = link(secretariat.get(f"{draft}/svar").text, "slik ble filen lest")

    page = secretariat.get(file).text

    assert "Teksten som ble sendt" in words(page)
    assert "Ekte" in words(page)
    assert secretariat.get(link(page, "Last ned filen som den kom")).content == data


@pytest.mark.parametrize("path", ["svar/x", "svar/99999999", "svar/fil/x", "send/x", "svar/1234567890123"])
def test_what_is_not_there_is_not_found(secretariat, draft, path):
    assert secretariat.get(f"{draft}/{path}").status_code == 404


def form_pairs(form):
    """All that the form sends, a name as often as it stands there."""
    found = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value or "")
    return found


def words_of(section):
    """The beginning of each paragraph of the section, as Word has it."""
    return [plain(each)[:30] for each in plain_text(section.blocks)]
