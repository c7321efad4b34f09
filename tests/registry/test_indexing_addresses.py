"""Everything that can be found in the example is there to be read: the page, and the place on it.

Decisions have one page all of them, so a share is opened; each with AVTALEVERK_TEST_FULL=1.
"""

import os
import re
from collections import defaultdict

from registry.house import House
from tests.house import a_browser, another_browser, signed_in
from tests.registry.indexed import entries

DECISIONS = 1 if os.environ.get("AVTALEVERK_TEST_FULL") == "1" else 8


def test_every_address_of_every_entry_opens_at_its_place_for_whoever_finds_it(stage: House):
    with stage.database.reading() as session:
        decisions = list(entries(session, "vedtak"))[::DECISIONS]
        found = [*decisions, *(entry for entry in entries(session) if entry.kind != "vedtak")]
    anchors: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for entry in found:
        page, _, anchor = entry.url.partition("#")
        anchors[page, entry.public].update({anchor} - {""}, (point.id for point in entry.points))

    lost = {}
    with a_browser(stage) as nobody:
        member = signed_in(another_browser(nobody), "medlem")
        for (page, public), wanted in anchors.items():
            answer = (nobody if public else member).get(page)
            missing = wanted - set(re.findall(r'\sid="([^"]+)"', answer.text))
            if answer.status_code != 200 or missing:
                lost[page] = answer.status_code, missing

    assert lost == {}
    assert {entry.kind for entry in found} >= {"retningslinje", "vedtak", "organ", "lovkrav"}
