"""Programs send drafts out, take files back and answer what they propose."""

import pytest

from registry.permissions import Role
from tests.documents.returned_files import edited, tracked_words, words
from tests.registry.api_calls import DRAFT, key

DAYS = "innen to virkedager"


@pytest.fixture
def secretary(token_for):
    return key(token_for)


def sent(client, headers, **also):
    answer = client.post(f"{DRAFT}/sendings", json={"recipient": "Granvik"}, headers=headers | also)
    assert answer.status_code == 201, answer.text
    return answer


def returned(client, headers, *edits, sender="Granvik", **also):
    file = client.get(sent(client, headers).json()["file"], headers=headers).content
    files = {"file": ("svar.docx", edited(file, *edits))}
    return client.post(f"{DRAFT}/returns", files=files, data={"sender": sender}, headers=headers | also)


def amendments(client, headers, query=""):
    return client.get(f"{DRAFT}/amendments{query}", headers=headers).json()["items"]


def answered(client, headers, amendment, answer, etag=None, **also):
    sent = {"If-Match": etag or amendment["etag"]} | also
    path = f"{DRAFT}/amendments/{amendment['id']}/answer"
    return client.post(path, json={"answer": answer, "because": "Enig."}, headers=headers | sent)


def test_a_draft_is_sent_and_the_same_call_again_has_no_second_effect(client, secretary):
    first = sent(client, secretary, **{"Idempotency-Key": "en"})
    again = sent(client, secretary, **{"Idempotency-Key": "en"})

    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    listed = client.get(f"{DRAFT}/sendings", headers=secretary).json()
    assert listed["total"] == 1
    file = client.get(first.json()["file"], headers=secretary)
    assert file.headers["content-type"].endswith("wordprocessingml.document")
    assert file.content == client.get(first.json()["file"], headers=secretary).content


def test_what_comes_back_is_told_with_its_matches_and_amendments(client, secretary):
    told = returned(client, secretary, words(DAYS, "straks"), tracked_words("Dialogmøter", "Møter", "Kari"))

    assert told.status_code == 201
    assert (told.json()["base"], told.json()["seal"]) == ("teksten som ble sendt", "ekte")
    assert {each["ground"] for each in told.json()["matches"]} == {"merket i overskriften"}
    assert [each["author"] for each in amendments(client, secretary)] == ["Granvik", "Kari"]
    assert len(amendments(client, secretary, "?author=Kari&state=åpent")) == 1
    assert amendments(client, secretary, "?state=avvist") == []
    one = client.get(f"{DRAFT}/returns/{told.json()['ref']}", headers=secretary)
    assert one.json() == told.json()


def test_an_amendment_is_accepted_by_one_who_has_seen_it_as_it_is(client, secretary):
    returned(client, secretary, words(DAYS, "straks"))
    (found,) = amendments(client, secretary)

    refused = answered(client, secretary, found, "avvist")
    stale = answered(client, secretary, found, "godtatt")
    accepted = answered(client, secretary, refused.json(), "godtatt")

    assert [refused.status_code, stale.status_code, accepted.status_code] == [200, 412, 200]
    assert stale.json()["current"] == "avvist: Enig."
    assert "straks" in client.get(f"{DRAFT}/text", headers=secretary).json()["text"]
    assert answered(client, secretary, accepted.json(), "avvist").status_code == 409


def test_without_a_condition_nothing_is_answered(client, secretary):
    returned(client, secretary, words(DAYS, "straks"))
    (found,) = amendments(client, secretary)
    path = f"{DRAFT}/amendments/{found['id']}/answer"

    assert client.post(path, json={"answer": "godtatt"}, headers=secretary).status_code == 428


def test_the_same_answer_again_is_the_same_answer(client, secretary):
    returned(client, secretary, words(DAYS, "straks"))
    (found,) = amendments(client, secretary)

    first = answered(client, secretary, found, "godtatt", **{"Idempotency-Key": "svar-1"})
    again = answered(client, secretary, found, "godtatt", **{"Idempotency-Key": "svar-1"})

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()


def test_a_wrong_match_is_put_right(client, secretary):
    told = returned(client, secretary, words(DAYS, "straks")).json()

    answer = client.post(
        f"{DRAFT}/returns/{told['ref']}/matches", json={"place": 0, "section": "nytt"}, headers=secretary
    )

    assert answer.status_code == 200
    assert answer.json()["matches"][0]["ground"] == "en person har sagt det"


def test_what_is_no_word_file_is_refused_with_the_field(client, secretary):
    answer = client.post(f"{DRAFT}/returns", files={"file": ("x.docx", b"ikke Word")}, headers=secretary)

    assert answer.status_code == 422
    assert answer.json()["field"] == "file"


@pytest.mark.parametrize("path", ["sendings", "returns", "amendments"])
def test_those_who_read_drafts_may_see_and_others_may_not(client, token_for, path):
    assert client.get(f"{DRAFT}/{path}", headers=key(token_for, Role.BODY_MEMBER)).status_code == 200
    assert client.get(f"{DRAFT}/{path}", headers=key(token_for, Role.READER)).status_code == 403
    assert client.get(f"{DRAFT}/{path}").status_code == 401


def test_one_who_only_reads_may_not_send_or_take_back(client, token_for):
    member = key(token_for, Role.BODY_MEMBER)

    assert client.post(f"{DRAFT}/sendings", json={}, headers=member).status_code == 403
    answer = client.post(f"{DRAFT}/returns", files={"file": ("x.docx", b"x")}, headers=member)
    assert answer.status_code == 403


def test_what_shall_stand_may_be_another_wording_than_what_is_proposed(client, secretary):
    returned(client, secretary, words(DAYS, "straks"))
    (found,) = amendments(client, secretary)
    path = f"{DRAFT}/amendments/{found['id']}/answer"
    read = client.get(f"{DRAFT}/sections/{found['section']}", headers=secretary).json()
    opened = {"title": read["title"], "text": read["text"]}
    sent_along = {
        "answer": "godtatt",
        "stands": opened | {"text": read["text"].replace(DAYS, "innen én uke")},
    }
    headers = secretary | {"If-Match": found["etag"]}

    without = client.post(path, json=sent_along, headers=headers)
    accepted = client.post(path, json=sent_along | {"opened": opened}, headers=headers)

    assert (without.status_code, accepted.status_code) == (422, 200)
    assert "innen én uke" in client.get(f"{DRAFT}/text", headers=secretary).json()["text"]
