"""Which duties of time lie on the parties that day, as far as the register has the facts?

Law: helse- og omsorgstjenesteloven §§ 6-4 and 6-5 (https://lovdata.no/lov/2011-06-24-30/§6-4). What nobody
has recorded is said not to be recorded, never taken for done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from decisions.demanded import field_duty
from decisions.duties import HOL_6_5, Duty, DutyState
from decisions.notices import NoticeState
from decisions.words import listed
from documents.kinds import ChangeClass
from registry.permissions import OPERATOR, PUBLIC, Actor
from registry.queries import afterwards, decisions, measures, notices, participation
from registry.queries.binding import Binding
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView
from registry.queries.field_duties import field_duties
from registry.queries.notices import NoticeView
from registry.queries.parties import PairView
from registry.queries.reviews import the_agreement, years_of_review
from registry.tables import CommunityRow, PartyRow

REVIEWS, INVOLVEMENT, MEASURES, FIELD = (
    "/lovkrav/gjennomganger",
    "/lovkrav/medvirkning",
    "/lovkrav/tiltak",
    "/lovkrav/feltets-plikter",
)
"""The pages where each sort of duty is recorded or judged."""


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty as it stands: whose it is, and the cases it rests on."""

    name: str
    """For programs: innsending, gjennomgang, medvirkning, samarbeidstiltak, feltets plikter or oppsigelse."""
    duty: Duty
    pairs: tuple[PairView, ...] = ()
    """The pairs it stands so for; empty: the whole circle."""
    cases: tuple[DecisionView, ...] = ()
    notice: NoticeView | None = None
    """The notice of termination it follows from."""
    path: str = ""
    """The page where what it rests on is recorded; empty where there is none."""

    @property
    def whose(self) -> str:
        """The kommuner of these pairs; empty for the whole circle."""
        return listed(pair.kommune.name for pair in self.pairs)


def duties(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    who: Actor = PUBLIC,
    known: date | None = None,
) -> list[DutyView]:
    """The duties on the agreement in force that day, for all pairs or those of one party.

    Empty when no agreement is in force. Of notices of termination, those that this reader may know of.
    Judgements, and files of demands, that came after `known` do not count.
    """
    agreement = the_agreement(session, community, on)
    if agreement is None:
        return []
    binding = Binding(session, community, on)
    return [
        *_submissions(session, community, agreement, party),
        *_reviews(session, community, binding, party),
        *_participation(session, community, agreement),
        *_measures(session, community, binding, party, known),
        *_of_the_field(session, community, binding, party, known),
        *_notices(session, community, agreement, on, party, who),
        *_resolved_without_notice(session, community, agreement, on),
    ]


def reviews(session: Session, community: CommunityRow, on: date) -> list[DutyView]:
    """The yearly reviews alone, of the agreement in force that day: for each year the pairs worst off."""
    worst = {each.year: each for each in years_of_review(session, community, on)}
    return [DutyView("gjennomgang", each.duty, each.pairs, each.cases) for each in worst.values()]


def _submissions(
    session: Session, community: CommunityRow, agreement: VersionView, party: PartyRow | None
) -> list[DutyView]:
    """One for each deadline: pairs whose clocks stand alike stand together."""
    alike: dict[Duty, list[PairView]] = {}
    for each in afterwards.afterwards(session, community, agreement).pairs:
        of_party = party is None or party.id in {each.pair.kommune.id, each.pair.foretak.id}
        if of_party and each.duty is not None:
            alike.setdefault(each.duty, []).append(each.pair)
    ordered = sorted(alike.items(), key=lambda each: each[0].due or date.max)
    path = f"/dokumenter/{agreement.document.ref}/{agreement.row.number}/etterpa"
    return [DutyView("innsending", duty, tuple(pairs), path=path) for duty, pairs in ordered]


def _reviews(
    session: Session, community: CommunityRow, binding: Binding, party: PartyRow | None
) -> Iterable[DutyView]:
    """Last year and this, pair by pair: what joint bodies treated, and what persons have recorded."""
    for each in years_of_review(session, community, binding.on, party, binding):
        pairs = () if each.all_pairs else each.pairs
        yield DutyView("gjennomgang", each.duty, pairs, each.cases, path=REVIEWS)


def _participation(session: Session, community: CommunityRow, agreement: VersionView) -> Iterable[DutyView]:
    """The two duties of hol. § 6-1 tredje ledd, in the making of the agreement that applies."""
    part = participation.of_view(session, community, agreement)
    duties = (part.experience, part.organisations) if part else ()
    return [DutyView("medvirkning", duty, path=INVOLVEMENT) for duty in duties]


def _measures(
    session: Session, community: CommunityRow, binding: Binding, party: PartyRow | None, known: date | None
) -> Iterable[DutyView]:
    """One for each joint measure: what must be settled of it (hol. § 6-2 andre ledd)."""
    for each in measures.measures(session, community, binding.on, party, known, binding):
        pairs = (each.pair,) if each.pair else ()
        yield DutyView("samarbeidstiltak", each.duty, pairs, path=f"{MEASURES}/{each.row.ref}")


def _of_the_field(
    session: Session, community: CommunityRow, binding: Binding, party: PartyRow | None, known: date | None
) -> Iterable[DutyView]:
    """How many of the duties that lie on each service the texts order, for pairs that stand alike."""
    alike: dict[Duty, list[PairView]] = {}
    for each in field_duties(session, community, binding.on, party, known, binding):
        if each.items:
            alike.setdefault(field_duty(each.items), []).extend(each.pairs)
    for duty, pairs in alike.items():
        whose = () if party is None and len(alike) == 1 else tuple(pairs)
        yield DutyView("feltets plikter", duty, whose, path=FIELD)


def _notices(
    session: Session,
    community: CommunityRow,
    agreement: VersionView,
    on: date,
    party: PartyRow | None,
    who: Actor,
) -> Iterable[DutyView]:
    """For each notice the year as a clock, and the regional trust's duty to tell of it."""
    for each in notices.notices(session, community, on, who, document=agreement.document, party=party):
        if not each.counts or each.standing.state is NoticeState.TRUKKET:
            continue
        cases = (each.resolution,) if each.resolution else ()
        path = f"/oppsigelser/{each.row.ref}"
        yield DutyView("oppsigelse", each.standing.duty, (each.pair,), cases, each, path)
        if each.standing.verified:
            yield DutyView("oppsigelse", each.standing.told, (each.pair,), (), each, path)


def _resolved_without_notice(
    session: Session, community: CommunityRow, agreement: VersionView, on: date
) -> list[DutyView]:
    """What bodies have resolved of terminating, where no notice is recorded that it could carry."""
    told = {
        case.row.id
        for each in notices.notices(session, community, date.max, OPERATOR, document=agreement.document)
        for case in each.treated
    }
    cases = tuple(
        each
        for each in decisions.decisions(session, community, version=agreement.row, until=on, uncorrected=True)
        if each.row.change is ChangeClass.OPPSIGELSE and each.row.act.decides and each.row.id not in told
    )
    if not cases:
        return []
    sentence = (
        f"{listed(each.body.name for each in cases)} har behandlet oppsigelse. Oppsigelsestiden er ett år "
        "fra oppsigelsen er mottatt, og det er ikke ført når det var. Når ble den mottatt?"
    )
    return [DutyView("oppsigelse", Duty(DutyState.UAVKLART, None, sentence, *HOL_6_5), (), cases)]
