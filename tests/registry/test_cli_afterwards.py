"""Signatures, sendings, publications and notices of termination from a terminal."""

import pytest

from tests.registry.terminal import call

AGREEMENT = "samarbeidsavtalen@2025.1"
PAIR = "storelv+helse-fjordmark"


@pytest.fixture
def folder(example):
    return example.settings.data


def pair(facts):
    return next(each for each in facts["pairs"] if each["pair"] == PAIR)


def test_what_followed_is_recorded_and_told_as_it_stood_on_a_day(folder):
    signed = call(folder, "sign", AGREEMENT, "--party", "storelv=Siv Nes", "--on", "2025-03-01", "--json")
    assert signed.code == 0, signed.err
    storelv = next(each for each in signed.facts["signatures"] if each["party"] == "storelv")
    assert "før kommunestyret vedtok teksten" in storelv["remark"]

    sent = ("submit", AGREEMENT, "--sender", "RHF", "--link", "https://rhf.example/a", "--pair", PAIR)
    made = call(folder, *sent, "--on", "2025-04-15", "--json")
    assert made.code == 0, made.err
    assert "2025-04-15" in [each["sent_on"] for each in pair(made.facts)["sendings"]]
    before = call(folder, "afterwards", AGREEMENT, "--on", "2025-04-14", "--json").facts
    assert pair(before)["sendings"] == []
    assert call(folder, *sent, "--on", "2025-04-15").code == 1

    gone = (
        "correct-record",
        AGREEMENT,
        f"innsending:{PAIR}:2025-04-15",
        "--reason",
        "Gikk ikke ut.",
        "--json",
    )
    assert "2025-04-15" not in [each["sent_on"] for each in pair(call(folder, *gone).facts)["sendings"]]
    at = ("--link", "https://fjordmark.example/ny", "--by", "Sekretariatet", "--on", "2025-05-03")
    assert "Siv Nes" in call(folder, "publish", AGREEMENT, *at).out
    assert "Alt stemmer" in call(folder, "verify").out


def test_a_notice_is_recorded_verified_by_the_resolution_and_ends_on_its_day(folder):
    letter = ("--document", "samarbeidsavtalen", "--pair", PAIR, "--party", "storelv")
    letter += ("--received", "15.3.2026", "--sender", "kommunedirektøren i Storelv")
    made = call(folder, "notice", *letter, "--json")
    assert made.code == 0, made.err
    ref = made.facts["ref"]
    assert made.facts["state"] == "ubekreftet"
    assert "Hvem har vedtatt å si opp?" in call(folder, "notice", ref).out

    resolved = call(
        folder,
        *("record", "storelv-kommunestyre", "--on", "2026-03-05", "--case", "77/26", "--title", "Oppsigelse"),
        *("--version", AGREEMENT, "--change", "oppsigelse", "--json"),
    ).facts["ref"]
    answered = ("--answer", "VALID", "--reason", "Den som inngikk.", "--authority", "advokaten")
    assert call(folder, "rule-on", resolved, *answered, "--by", "Nina Nes", "--on", "2026-03-06").code == 0

    def state(day):
        return call(folder, "notice", ref, "--on", day, "--json").facts["state"]

    assert (state("2027-03-14"), state("2027-03-15")) == ("løper", "uten avtale")
    facts = call(folder, "notices", "--party", "storelv", "--on", "2026-06-01", "--json").facts["notices"]
    assert [(each["ref"], each["decision"]) for each in facts] == [(ref, resolved)]
    told = (
        "follow-notice",
        ref,
        "Helsedirektoratet er varslet",
        "--by",
        "RHF",
        "--on",
        "2026-03-20",
        "--json",
    )
    assert call(folder, *told).facts["told"]["state"] == "oppfylt"
    mistaken = ("follow-notice", ref, "trukket", "--by", "Storelv", "--on", "2026-04-01")
    assert call(folder, *mistaken).code == 0
    assert state("2027-03-15") == "trukket"
    assert call(folder, *mistaken, "--undo", "--reason", "Feil sak.").code == 0
    assert state("2027-03-15") == "uten avtale"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("sign", AGREEMENT, "--party", "storelv"), "Hvem som undertegnet for Storelv, mangler"),
        (
            ("submit", AGREEMENT, "--sender", "RHF", "--link", "x", "--pair", "storelv"),
            "Paret «storelv» finnes ikke",
        ),
        (("correct-record", AGREEMENT, "noe", "--reason", "x"), "Det er ikke valgt hva som er ført feil"),
        (("notice", "o-0a1b2c3d4e"), "finnes ikke"),
        (("notice",), "Dagen den ble mottatt"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(folder, arguments, sentence):
    refused = call(folder, *arguments)

    assert refused.code == 2
    assert sentence in refused.err
