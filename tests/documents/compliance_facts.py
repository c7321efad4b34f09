"""A compliance report as its papers and sheets get it: covered, suspect, missing and not yet, on one day."""

from dataclasses import replace
from datetime import UTC, date, datetime

from documents.compliance import (
    Compliance,
    Decided,
    DutyTold,
    GapTold,
    Held,
    PairTold,
    StaleTold,
    TextInForce,
)
from documents.coverage import Degree, Doubt, Mark, Suspicion, coverage, totals
from documents.kinds import Language

DAY = date(2026, 11, 3)
CREATED = datetime(2026, 11, 3, tzinfo=UTC)
HOLDS = Mark(
    nr=1,
    document="avtalen",
    version="2025.1",
    section_id="ansvar",
    section_number="4",
    section_title="Ansvar",
    degree=Degree.FULL,
    judged_by="Marte Haugland",
    judged_on=date(2025, 5, 5),
    reason="Fordeler.",
    cited="Partene fordeler ansvaret etter vedlegg 1.",
)
BESIDE = replace(HOLDS, section_id="tiltak", section_number="4.1", section_title="Tiltak", cited="ord " * 200)
CHANGED = replace(
    HOLDS,
    nr=5,
    section_id="frist",
    section_number="6",
    section_title="=Frist & varsel",
    cited="Kommunen skal svare innen to døgn.",
    reason="-1 av 3 dager",
    suspects=(
        Suspicion(
            Doubt.WORDS,
            date(2026, 5, 1),
            "Kommunen skal svare innen to døgn.",
            "Kommunen bør svare innen tre døgn.",
            "2026.1",
        ),
    ),
)
ITEMS = coverage((HOLDS, BESIDE, CHANGED), DAY)
GAP = GapTold("Åpent siden 1. august 2022, da loven begynte å kreve det.", date(2022, 8, 1), date(2023, 7, 1))
REPORT = Compliance(
    organisation="Helsefellesskapet Fjordmark",
    on=DAY,
    known=DAY,
    whom="",
    items=tuple(Held(item, (GAP,) if item.minimum.nr == 12 else ()) for item in ITEMS),
    texts=(
        TextInForce(
            ref="avtalen@2025.1",
            title="Samarbeidsavtalen",
            number="2025.1",
            since=date(2025, 5, 1),
            decided=Decided("Granvik kommunestyre", "sak 9/25", date(2025, 4, 3), "vedtatt"),
            others=20,
            adopted=21,
            parties=21,
        ),
        TextInForce(
            ref="rutinen@2019.1",
            title="Rutinen",
            number="2019.1",
            since=date(2019, 1, 1),
            taken_over="ASU, 12. desember 2018",
        ),
    ),
    duties=(
        DutyTold(
            name="gjennomgang",
            state="løper",
            sentence="Avtalen går gjennom innen 31. desember 2026.",
            due=date(2026, 12, 31),
            whose="Granvik",
            source="hol. § 6-5",
            link="https://lovdata.no/lov/2011-06-24-30/§6-5",
            cases=("PSU, sak 3/25, 3. mars 2025",),
        ),
    ),
    pairs=(PairTold("Granvik", "Helse Fjordmark HF", ITEMS, totals(ITEMS)),),
    stale=(
        StaleTold(
            text="Rutinen, versjon 2019.1",
            place="3 Varsel",
            words="sphl. § 2-1 e",
            cited="spesialisthelsetjenesteloven § 2-1 e",
            since=date(2022, 8, 1),
            instead="spesialisthelsetjenesteloven § 2-1 f",
        ),
    ),
    edition="e550e95531b0",
    demands=13,
    log=1207,
    language=Language.NB,
    identifier="lovkrav/2026-11-03/2026-11-03",
    created=CREATED,
)
EMPTY_REPORT = replace(
    REPORT,
    items=tuple(Held(item) for item in coverage((), date(2010, 1, 1))),
    texts=(),
    duties=(),
    pairs=(),
    stale=None,
    log=0,
    whom="Granvik",
)
