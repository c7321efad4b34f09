"""Deadlines, reminders, the outbox and calendars for programs: through the API and in a terminal."""

import pytest
from icalendar import Calendar

from registry.permissions import Role
from tests.mail_server import a_mail_server
from tests.registry.api_calls import API, key
from tests.registry.terminal import call


def test_the_year_and_the_outbox_through_the_api(client, token_for) -> None:
    client.headers.update(key(token_for))
    asked = {"year": 2025, "role": "det regionale helseforetaket", "on": "2025-04-28"}
    told = client.get(f"{API}/deadlines", params=asked | {"party": "granvik"}).json()
    agreement = next(each for each in told["deadlines"] if each["about"].startswith("samarbeidsavtalen@"))
    assert (agreement["due"], agreement["base"], agreement["state"]) == (
        "2025-04-27",
        "2025-03-27",
        "forfalt",
    )
    assert agreement["link"] == "https://lovdata.no/lov/2011-06-24-30/§6-4"

    reminded = {"deadlines": [client.get(f"{API}/deadlines").json()["deadlines"][-1]["key"]]}
    once = {"Idempotency-Key": "en-gang"}
    first, again = (client.post(f"{API}/messages/reminders", json=reminded, headers=once) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    letter = first.json()["written"][0]
    at = f"{API}/messages/{letter['ref']}"
    etag = client.get(at).headers["etag"]
    changed = {"addresses": "post@x.example", "subject": "Emne", "body": "Hei."}
    assert client.put(at, json=changed).status_code == 428
    assert client.put(at, json=changed, headers={"If-Match": etag}).status_code == 200
    stale = client.put(at, json=changed | {"body": "Mitt."}, headers={"If-Match": etag})
    assert (stale.status_code, "Mitt." in stale.json()["sent"]) == (412, True)
    now = {"If-Match": client.get(at).headers["etag"]}
    assert client.post(f"{at}/queue", headers=now).status_code == 409  # no mail server is set up
    assert client.post(f"{at}/sent", headers=now).json()["state"] == "sendt utenfor registeret"
    assert (
        client.post(f"{at}/discard", headers={"If-Match": client.get(at).headers["etag"]}).status_code == 409
    )

    made = client.post(f"{API}/me/calendar-keys", json={}).json()
    path = made["address"].partition("/kalender/")[2]
    assert client.get(f"/kalender/{path}").status_code == 200
    assert client.get(f"{API}/me/calendar-keys").json()["items"][0]["address"] is None
    assert client.delete(f"{API}/me/calendar-keys/{made['id']}").status_code == 204
    assert client.get(f"/kalender/{path}").status_code == 404

    mail = client.put(f"{API}/parties/granvik/mail", json={"mail": "a@b.no\r\nBcc: c@d.no"})
    assert mail.status_code == 422
    reader = key(token_for, Role.BODY_MEMBER)
    assert client.get(f"{API}/messages", headers=reader).status_code == 403
    for feed in ("bodies/psu", "roles/partene", "roles/alle"):
        assert Calendar.from_ical(client.get(f"{API}/calendars/{feed}").text).walk("VEVENT")


def test_the_year_the_outbox_and_the_calendars_in_a_terminal(example, tmp_path, monkeypatch) -> None:
    folder = example.settings.data
    facts = call(
        folder, "year-wheel", "--year", "2025", "--role", "rhf", "--on", "2025-04-28", "--json"
    ).facts
    assert {each["name"] for each in facts["deadlines"]} == {"innsending"}
    shown = call(folder, "year-wheel", "--year", "2025", "--party", "granvik")
    assert "Samarbeidsavtalen gjennomgås for 2025" in shown.out
    assert call(folder, "year-wheel", "--role", "kongen").code == 2

    assert call(folder, "party-mail", "granvik", "post@granvik").code == 2
    assert call(folder, "party-mail", "granvik", "post@granvik.example").code == 0
    text = call(folder, "export", "samarbeidsavtalen@2025.1", "--to", "md").out
    file = tmp_path / "avtale.md"
    file.write_text(text, encoding="utf-8")
    assert call(folder, "remind", "samarbeidsavtalen").code == 2
    refused = call(folder, "remind", "samarbeidsavtalen@2026.1")
    assert (refused.code, "venter ikke på vedtak" in refused.err) == (1, True)

    out = tmp_path / "psu.ics"
    assert call(folder, "calendar", "psu", "-o", str(out)).code == 0
    assert Calendar.from_ical(out.read_text(encoding="utf-8")).walk("VEVENT")
    assert call(folder, "calendar", "kongen").code == 2

    without = call(folder, "send-mail")
    assert (without.code, "AVTALEVERK_SMTP_HOST" in without.err) == (1, True)
    with a_mail_server() as (settings, postmaster):
        monkeypatch.setenv("AVTALEVERK_SMTP_HOST", settings.smtp_host)
        monkeypatch.setenv("AVTALEVERK_SMTP_PORT", str(settings.smtp_port))
        monkeypatch.setenv("AVTALEVERK_SMTP_SENDER", settings.smtp_sender)
        monkeypatch.setenv("AVTALEVERK_SMTP_TLS", "ingen")
        assert call(folder, "send-mail", "--json").facts == {"tried": [], "waiting": 0}
        assert f"Brev går til 127.0.0.1:{settings.smtp_port}" in call(folder, "doctor").out
    assert not postmaster.taken


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "Ingen e-posttjener er satt opp"),
        ({"HOST": "post.example"}, "trenger både"),
        ({"HOST": "post.example", "SENDER": "sekretariatet"}, "ingen e-postadresse"),
        ({"HOST": "post.example", "SENDER": "p@x.example", "TLS": "ingen"}, "uten kryptering"),
        (
            {"HOST": "post.example", "SENDER": "p@x.example", "USER": "p"},
            "ikke AVTALEVERK_SMTP_PASSWORD_FILE",
        ),
        (
            {"HOST": "post.example", "SENDER": "p@x.example", "PASSWORD_FILE": "/finnes/ikke"},
            "kan ikke leses",
        ),
        ({"HOST": "post.example", "SENDER": "Vi <p@x.example>"}, "Brev går til post.example:587"),
    ],
)
def test_the_doctor_looks_at_the_mail(monkeypatch, settings, told) -> None:
    from registry.cli.health import examine
    from registry.settings import load_settings

    for name, value in settings.items():
        monkeypatch.setenv(f"AVTALEVERK_SMTP_{name}", value)
    finding = next(each for each in examine(load_settings()) if each.name == "e-post")
    assert told in finding.sentence
    assert finding.ok == (told.startswith(("Ingen", "Brev går")) and "uten" not in told)
