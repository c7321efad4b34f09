"""Every page there is: an address to see it at, who may, and the template it is made from.

The tests of roles and those in a browser go through this table, and fail where a page is missing from it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from decisions.outcomes import Act as Deed
from decisions.outcomes import Outcome
from decisions.proposals import Matter
from decisions.verdict import Answer
from decisions.votes import Votes
from documents.kinds import ChangeClass, Language
from documents.markdown import plain
from documents.text import plain_text
from registry import clock
from registry.house import House
from registry.operations import adopted_papers, exchange
from registry.operations import documents as operations
from registry.operations.agendas import put_on_agenda
from registry.operations.bringing_in import bring_in
from registry.operations.cases import CaseEntry, open_case
from registry.operations.certifying import certify
from registry.operations.decisions import DecisionEntry, record_decision
from registry.operations.documents import Draft
from registry.operations.imports import Choices
from registry.operations.measures import MeasureEntry, add_measure
from registry.operations.meetings import call_meeting
from registry.operations.messages import write_letter
from registry.operations.missed_searches import note_miss
from registry.operations.notices import NoticeEntry, receive_notice
from registry.operations.publications import PublicationEntry, publish
from registry.operations.rulings import RulingEntry, rule_on
from registry.operations.settling import settle_item
from registry.operations.source_files import SourceFile
from registry.operations.treating import ItemTyped, type_item
from registry.permissions import OPERATOR
from registry.queries import amendments, bodies, cases, communities, decisions, documents
from registry.queries.missed_searches import misses
from registry.queries.pairs_by_name import pair_named
from registry.tables import CommunityRow, DocumentRow, VersionRow
from registry.web.pages import page_routers
from tests.documents.docx_files import p, t, word_file
from tests.documents.returned_files import edited, words
from tests.packages import made_package

NOBODY = ""
"""Somebody who has not signed in."""
ACCOUNTS = ("administrator", "sekretariat", "medlem", "partskontakt", "revisor", "leser")

EVERYBODY = frozenset({NOBODY, *ACCOUNTS})
SIGNED_IN = EVERYBODY - {NOBODY}
READ_DRAFTS = frozenset({"sekretariat", "medlem", "partskontakt", "revisor"})
HAVE_KEYS = READ_DRAFTS | {"administrator"}
READ_THE_LOG = frozenset({"sekretariat", "revisor", "administrator"})
SECRETARIAT = frozenset({"sekretariat"})
ADMINISTRATOR = frozenset({"administrator"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is read."""

    route: str
    address: str
    template: str
    who: frozenset[str] = EVERYBODY
    answer: int = 200
    """What is answered: 303 where the address only leads on to another."""

    @property
    def reader(self) -> str:
        """One of those who may: as few rights as are enough, and the secretariat before the administrator."""
        order = (NOBODY, "leser", "sekretariat", "revisor", "administrator")
        return next(each for each in order if each in self.who)


@dataclass(frozen=True, slots=True)
class Act:
    """A form that is sent. What is in it may be refused: the question is whether the person is."""

    route: str
    address: str
    who: frozenset[str]
    form: tuple[tuple[str, str], ...] = ()
    needs_token: bool = True
    """Does it change anything in the register?"""


RULE = "/dokumenter/{ref}/{number}"
ROUTINE = "/dokumenter/rutine-tidligmelding"
DRAFT, FROZEN = f"{ROUTINE}/2099.1", f"{ROUTINE}/2099.2"
SPECIAL, TOGETHER = "/dokumenter/saeravtale-granvik", "i=samarbeidsavtalen@2025.1&punkt=7.1"
SMALL_ROUND = "/dokumenter/saeravtale-granvik/2025.1"
"""A text that only two parties adopt."""
UNDER_WAY = "/dokumenter/samarbeidsavtalen/2026.1"
"""A draft of the example, with changes."""
ENTERED = "/dokumenter/samarbeidsavtalen/2025.1"
"""The agreement that the example's parties have entered."""
COMING, HELD = "/moter/psu-2026-12-10", "/moter/psu-2026-10-08"
"""A meeting of the example that is called, and one whose minutes are approved."""

_BY = 'w:id="1" w:author="Kari Nes" w:date="2026-01-15T09:00:00Z"'
A_FILE = word_file(
    p(t("Rutine for prøver", "<w:b/>"))
    + p(t("Formål", "<w:b/>"))
    + p(t("Partene samarbeider") + f"<w:ins {_BY}>{t(' godt')}</w:ins>" + t("."))
    + p(t("Ansvar", "<w:b/>"))
    + p("Kommunen sender prøvene.")
)
PAGES = (
    Page("/", "/", "forside.html"),
    Page("/tilgjengelighet", "/tilgjengelighet", "tilgjengelighet.html"),
    Page("/arbeid", "/arbeid", "arbeid.html", READ_DRAFTS),
    Page("/dokumenter", "/dokumenter?part=granvik", "dokumenter.html"),
    Page("/dokumenter/samling", "/dokumenter/samling?part=helse-fjordmark", "samling.html"),
    Page("/dokumenter/samling/fil", "/dokumenter/samling/fil?som=md", ""),
    Page("/dokumenter/{ref}/punkt/{identity}", f"{ROUTINE}/punkt/{{clause}}", "", answer=303),
    Page("/dokumenter/hent-inn", "/dokumenter/hent-inn", "hent-inn.html", SECRETARIAT),
    Page("/dokumenter/hent-inn/{ref}", "/dokumenter/hent-inn/{incoming}", "hent-inn-se.html", SECRETARIAT),
    Page("/dokumenter/{ref}", "/dokumenter/samarbeidsavtalen", "dokument.html"),
    Page("/saeravtaler", "/saeravtaler", "saeravtaler.html"),
    Page("/dokumenter/{ref}/styres-av", f"{SPECIAL}/styres-av", "saeravtale.html"),
    Page(
        "/dokumenter/{ref}/styres-av/les",
        f"{SPECIAL}/styres-av/les?{TOGETHER}",
        "saeravtale-les.html",
        SECRETARIAT,
    ),
    Page("/dokumenter/{ref}/nytt-utkast", f"{ROUTINE}/nytt-utkast", "nytt-utkast.html", SECRETARIAT),
    Page(RULE, f"{ROUTINE}/2025.1", "versjon.html"),
    Page(f"{RULE}/runde", "/dokumenter/samarbeidsavtalen/2025.1/runde", "runde.html"),
    Page(f"{RULE}/runde/start", f"{FROZEN}/runde/start", "runde-start.html", SECRETARIAT),
    Page(f"{RULE}/runde/frist", f"{FROZEN}/runde/frist", "runde-frist.html", SECRETARIAT),
    Page(f"{RULE}/runde/steg", f"{FROZEN}/runde/steg?part=alle&steg=sendt", "runde-steg.html", SECRETARIAT),
    Page(f"{RULE}/runde/papirer", f"{FROZEN}/runde/papirer", "papir-liste.html", READ_DRAFTS),
    Page(f"{RULE}/runde/papirer/{{paper}}", f"{FROZEN}/runde/papirer/{{paper}}", "papir.html", READ_DRAFTS),
    Page(f"{RULE}/runde/papirer/{{paper}}/fil", f"{FROZEN}/runde/papirer/{{paper}}/fil", "", READ_DRAFTS),
    Page("/runder", "/runder?dato=2025-02-01", "runder.html"),
    Page(f"{RULE}/fil", f"{ROUTINE}/2025.1/fil?som=md", ""),
    Page(f"{RULE}/punkt/{{identity}}", f"{ROUTINE}/2025.1/punkt/{{clause}}", "punkt.html"),
    Page(f"{RULE}/endringer", f"{ROUTINE}/2025.1/endringer?fra=2022.1", "endringer.html"),
    Page(f"{RULE}/endringer/fil", f"{ROUTINE}/2025.1/endringer/fil?fra=2022.1", ""),
    Page(f"{RULE}/endringer/sporet", f"{ROUTINE}/2025.1/endringer/sporet?fra=2022.1", ""),
    Page(
        f"{RULE}/endringer/hvorfor", f"{UNDER_WAY}/endringer/hvorfor?sted=tekst", "hvorfor.html", SECRETARIAT
    ),
    Page(f"{RULE}/bevis", f"{ROUTINE}/2025.1/bevis?fra=2022.1", "bevis.html"),
    Page(f"{RULE}/skriv", f"{DRAFT}/skriv", "skriv.html", SECRETARIAT),
    Page(f"{RULE}/skriv/{{place}}", f"{DRAFT}/skriv/{{clause}}", "skriv-punkt.html", SECRETARIAT),
    Page(f"{RULE}/rediger", f"{DRAFT}/rediger", "rediger.html", SECRETARIAT),
    Page(f"{RULE}/frys", f"{DRAFT}/frys", "frys.html", SECRETARIAT),
    Page(f"{RULE}/ta-over", f"{DRAFT}/ta-over", "ta-over.html", SECRETARIAT),
    Page(f"{RULE}/trekk", f"{DRAFT}/trekk", "trekk.html", SECRETARIAT),
    Page(f"{RULE}/send", f"{DRAFT}/send", "send-ut.html", READ_DRAFTS),
    Page(f"{RULE}/sakspakker", f"{SMALL_ROUND}/sakspakker", "sakspakker.html", READ_DRAFTS),
    Page("/sakspakker/{package}", "/sakspakker/{package}", "sakspakke.html", READ_DRAFTS),
    Page("/sakspakker/{package}/zip", "/sakspakker/{package}/zip", "", READ_DRAFTS),
    Page("/sakspakker/{package}/{party}/zip", "/sakspakker/{package}/granvik/zip", "", READ_DRAFTS),
    Page("/sakspakker/{package}/{party}/{number}", "/sakspakker/{package}/granvik/1", "", READ_DRAFTS),
    Page(f"{RULE}/send/{{sending}}", f"{DRAFT}/send/{{sending}}", "", READ_DRAFTS),
    Page(f"{RULE}/svar", f"{DRAFT}/svar", "svar.html", READ_DRAFTS),
    Page(f"{RULE}/svar/alle", f"{DRAFT}/svar/alle?fil={{file}}", "svar-alle.html", READ_DRAFTS),
    Page(f"{RULE}/svar/fil/{{file}}", f"{DRAFT}/svar/fil/{{file}}", "svar-fil.html", READ_DRAFTS),
    Page(f"{RULE}/svar/fil/{{file}}/som-den-kom", f"{DRAFT}/svar/fil/{{file}}/som-den-kom", "", READ_DRAFTS),
    Page(f"{RULE}/svar/{{identity}}", f"{DRAFT}/svar/{{amendment}}", "svar-ett.html", READ_DRAFTS),
    Page(f"{RULE}/papirer", f"{ROUTINE}/2025.1/papirer", "papirer.html"),
    Page(f"{RULE}/horingsbrev", f"{ROUTINE}/2025.1/horingsbrev?som=md", ""),
    Page(f"{RULE}/saksframlegg", f"{ROUTINE}/2025.1/saksframlegg?til=asu&som=md", ""),
    Page(f"{RULE}/etterpa", f"{ENTERED}/etterpa", "etterpa.html"),
    Page(
        f"{RULE}/etterpa/underskrifter",
        f"{ENTERED}/etterpa/underskrifter",
        "etterpa-underskrifter.html",
        SECRETARIAT,
    ),
    Page(
        f"{RULE}/etterpa/innsending", f"{ENTERED}/etterpa/innsending", "etterpa-innsending.html", SECRETARIAT
    ),
    Page(
        f"{RULE}/etterpa/publisering",
        f"{ENTERED}/etterpa/publisering",
        "etterpa-publisering.html",
        SECRETARIAT,
    ),
    Page(f"{RULE}/etterpa/rett", f"{ENTERED}/etterpa/rett", "etterpa-rett.html", SECRETARIAT),
    Page(f"{RULE}/lovkrav", f"{ROUTINE}/2025.1/lovkrav", "dokument-lovkrav.html", SECRETARIAT),
    Page(
        f"{RULE}/lovkrav/virkning",
        "/dokumenter/retningslinje-7/2026.1/lovkrav/virkning?med=retningslinje-5@2026.1",
        "dokument-lovkrav-virkning.html",
        READ_DRAFTS,
    ),
    Page("/vedtak", "/vedtak", "vedtak.html"),
    Page("/vedtak/nytt", "/vedtak/nytt?versjon=rutine-tidligmelding@2099.2", "vedtak-nytt.html", SECRETARIAT),
    Page("/vedtak/vurdert-pa-nytt", "/vedtak/vurdert-pa-nytt?organ=psu", "vurdert-pa-nytt.html"),
    Page("/vedtak/{ref}", "/vedtak/{decision}", "vedtaket.html"),
    Page("/vedtak/{ref}/avgjor", "/vedtak/{asked}/avgjor", "vedtak-avgjor.html", SECRETARIAT),
    Page("/vedtak/{ref}/bekreft", "/vedtak/{decision}/bekreft", "vedtak-bekreft.html", SECRETARIAT),
    Page("/vedtak/{ref}/bekreft/{sha256}", "/vedtak/{decision}/bekreft/{certified}", "", READ_DRAFTS),
    Page("/vedtak/{ref}/endringer", "/vedtak/{decision}/endringer", "vedtakets-endringer.html"),
    Page("/moter", "/moter", "moter.html"),
    Page("/moter/ny", "/moter/ny", "mote-skjema.html", SECRETARIAT),
    Page("/moter/{ref}", COMING, "mote.html", READ_DRAFTS),
    Page("/moter/{ref}/endre", f"{COMING}/endre", "mote-skjema.html", SECRETARIAT),
    Page("/moter/{ref}/frammote", f"{COMING}/frammote", "mote-frammote.html", SECRETARIAT),
    Page("/moter/{ref}/sak/{position}", f"{COMING}/sak/1", "mote-sak.html", SECRETARIAT),
    Page("/moter/{ref}/sak/{position}/forslag", f"{COMING}/sak/1/forslag", "mote-forslag.html", SECRETARIAT),
    Page("/moter/{ref}/protokoll", f"{HELD}/protokoll", "mote-protokoll.html"),
    Page("/moter/{ref}/protokoll/fil", f"{HELD}/protokoll/fil?som=md", ""),
    Page("/saker", "/saker", "saker.html", READ_DRAFTS),
    Page("/saker/ny", f"/saker/ny?mote={COMING.rpartition('/')[2]}", "sak-skjema.html", SECRETARIAT),
    Page("/saker/{ref}", "/saker/{case}", "sak.html", READ_DRAFTS),
    Page("/saker/{ref}/endre", "/saker/{case}/endre", "sak-skjema.html", SECRETARIAT),
    Page("/arshjul", "/arshjul?ar=2026", "arshjul.html"),
    Page("/utboks", "/utboks", "utboks.html", SECRETARIAT),
    Page("/utboks/{ref}", "/utboks/{letter}", "utboks-brev.html", SECRETARIAT),
    Page("/utboks/{ref}/fil", "/utboks/{letter}/fil", "", SECRETARIAT),
    Page(f"{RULE}/minn", f"{FROZEN}/minn", "brev-runde.html", SECRETARIAT),
    Page("/organer/{ref}/kalender.ics", "/organer/psu/kalender.ics", ""),
    Page("/kalender/{rolle}.ics", "/kalender/partene.ics", ""),
    Page("/kalender/egen/{key}.ics", "/kalender/egen/ukjent.ics", "", answer=404),
    Page("/min-side/kalender", "/min-side/kalender", "min-kalender.html", SIGNED_IN),
    Page("/organer", "/organer", "organer.html"),
    Page("/organer/nytt", "/organer/nytt", "organ-nytt.html", SECRETARIAT),
    Page("/organer/{ref}", "/organer/psu", "organ.html"),
    Page("/organer/{ref}/protokoll/{day}", "/organer/psu/protokoll/2025-11-20", ""),
    Page("/organer/{ref}/plass", "/organer/psu/plass", "organ-plass.html", SECRETARIAT),
    Page("/organer/{ref}/plass/{number}", "/organer/psu/plass/1", "plass.html", SECRETARIAT),
    Page("/organer/{ref}/orden", "/organer/psu/orden", "organ-orden.html", SECRETARIAT),
    Page("/organer/{ref}/etterfolger", "/organer/psu/etterfolger", "organ-etterfolger.html", SECRETARIAT),
    Page("/midler", "/midler", "midler.html"),
    Page("/midler/nye", "/midler/nye", "midler-nye.html", SECRETARIAT),
    Page("/midler/{ref}", "/midler/tilskudd-2025", "midlene.html"),
    Page("/midler/{ref}/fordel", "/midler/tilskudd-2025/fordel", "midler-fordel.html", SECRETARIAT),
    Page("/parter", "/parter", "parter.html"),
    Page("/parter/ny", "/parter/ny", "part-ny.html", SECRETARIAT),
    Page("/parter/par", "/parter/par", "parter-par.html", SECRETARIAT),
    Page("/parter/{ref}", "/parter/granvik", "part.html"),
    Page("/parter/{ref}/etterfolger", "/parter/granvik/etterfolger", "part-etterfolger.html", SECRETARIAT),
    Page("/parter/{ref}/slutt", "/parter/granvik/slutt", "part-slutt.html", SECRETARIAT),
    Page("/lovkrav", "/lovkrav", "lovkrav.html"),
    Page("/lovkrav/par", "/lovkrav/par", "lovkrav-par.html"),
    Page("/lovkrav/vurderinger", "/lovkrav/vurderinger", "lovkrav-vurderinger.html"),
    Page("/lovkrav/vurder", "/lovkrav/vurder?krav=5", "lovkrav-vurder.html", SECRETARIAT),
    Page("/lovkrav/vurder/oppsummering", "/lovkrav/vurder/oppsummering", "lovkrav-vurdert.html", SECRETARIAT),
    Page("/lovkrav/kravlister", "/lovkrav/kravlister", "kravlister.html"),
    Page("/lovkrav/kravlister/{ref}", "/lovkrav/kravlister/hol-6-2", "kravliste.html"),
    Page("/lovkrav/kravlister/ny", "/lovkrav/kravlister/ny", "kravliste-ny.html", SECRETARIAT),
    Page(
        "/lovkrav/kravlister/kvitter",
        "/lovkrav/kravlister/kvitter?krav=hol-6-2:4&fra=2012-01-01",
        "kravliste-kvitter.html",
        SECRETARIAT,
    ),
    Page("/lovkrav/matrise", "/lovkrav/matrise", "lovkrav-matrise.html"),
    Page("/lovkrav/henvisninger", "/lovkrav/henvisninger?dato=2026-07-01", "lovkrav-henvisninger.html"),
    Page("/lovkrav/rapport", "/lovkrav/rapport?som=md", ""),
    Page("/lovkrav/rapport/les", "/lovkrav/rapport/les", "lovkrav-rapport.html"),
    Page("/lovkrav/tiltak", "/lovkrav/tiltak", "tiltak-liste.html"),
    Page("/lovkrav/tiltak/ny", "/lovkrav/tiltak/ny", "tiltak-nytt.html", SECRETARIAT),
    Page("/lovkrav/tiltak/{ref}", "/lovkrav/tiltak/{measure}", "tiltak.html"),
    Page(
        "/lovkrav/tiltak/{ref}/vurder",
        "/lovkrav/tiltak/{measure}/vurder?nr=4",
        "vurder-punkt.html",
        SECRETARIAT,
    ),
    Page("/lovkrav/tiltak/{ref}/slutt", "/lovkrav/tiltak/{measure}/slutt", "tiltak-slutt.html", SECRETARIAT),
    Page("/lovkrav/feltets-plikter", "/lovkrav/feltets-plikter", "feltets-plikter.html"),
    Page(
        "/lovkrav/feltets-plikter/vurder",
        "/lovkrav/feltets-plikter/vurder?krav=feltets-plikter:10&i=samarbeidsavtalen@2025.1&punkt=7.1",
        "vurder-punkt.html",
        SECRETARIAT,
    ),
    Page("/lovkrav/medvirkning", "/lovkrav/medvirkning", "medvirkning.html"),
    Page("/lovkrav/medvirkning/ny", "/lovkrav/medvirkning/ny", "medvirkning-ny.html", SECRETARIAT),
    Page("/lovkrav/medvirkning/rett", "/lovkrav/medvirkning/rett", "prosess-rett.html", SECRETARIAT),
    Page("/lovkrav/gjennomganger", "/lovkrav/gjennomganger", "gjennomganger.html"),
    Page("/lovkrav/gjennomganger/ny", "/lovkrav/gjennomganger/ny", "gjennomgang-ny.html", SECRETARIAT),
    Page("/lovkrav/gjennomganger/rett", "/lovkrav/gjennomganger/rett", "prosess-rett.html", SECRETARIAT),
    Page("/regler", "/regler", "regler.html"),
    Page("/regler/ny", "/regler/ny?versjon=samarbeidsavtalen@2025.1", "regel-ny.html", SECRETARIAT),
    Page("/regler/{ref}", "/regler/FM-2025-5.2d", "regel.html"),
    Page("/delegasjoner", "/delegasjoner", "delegasjoner.html"),
    Page("/oppsigelser", "/oppsigelser", "oppsigelser.html"),
    Page("/oppsigelser/ny", "/oppsigelser/ny?part=granvik", "oppsigelse-ny.html", SECRETARIAT),
    Page("/oppsigelser/{ref}", "/oppsigelser/{notice}", "oppsigelse.html"),
    Page("/delegasjoner/ny", "/delegasjoner/ny?fra=psu", "delegasjon-ny.html", SECRETARIAT),
    Page(f"{RULE}/klassifiser", f"{FROZEN}/klassifiser", "klassifiser.html", SECRETARIAT),
    Page("/hvem-kan-vedta", "/hvem-kan-vedta?slag=samarbeidsavtale&endring=mindre", "hvem-kan-vedta.html"),
    Page("/sok", "/sok?q=utskriving", "sok.html"),
    Page("/sok/feed.atom", "/sok/feed.atom?q=utskriving", ""),
    Page("/sok/ord", "/sok/ord", "sok-ord.html"),
    Page("/sok/uten-treff", "/sok/uten-treff", "sok-uten-treff.html", SECRETARIAT),
    Page("/sok/lagrede", "/sok/lagrede", "sok-lagrede.html", SIGNED_IN),
    Page("/sok/lagrede/{ref}", "/sok/lagrede/sok-en-annens", "", SIGNED_IN, answer=404),
    Page("/sok/lagrede/feed/{key}.atom", "/sok/lagrede/feed/ukjent.atom", "", answer=404),
    Page("/logg-inn", "/logg-inn", "logg-inn.html"),
    Page("/min-side", "/min-side", "min-side.html", SIGNED_IN),
    Page("/mal", "/mal", "mal.html", SECRETARIAT),
    Page("/mal/fil", "/mal/fil", "", SECRETARIAT),
    Page("/mal/prove", "/mal/prove", "", SECRETARIAT),
    Page("/personer", "/personer", "personer.html", ADMINISTRATOR),
    Page("/logg", "/logg", "logg.html", READ_THE_LOG),
    Page("/logg/kontroll", "/logg/kontroll", "kontroll.html", READ_THE_LOG),
)

MADE_BY_FORMS = ("konflikt.html", "feil.html", "vedtaket-lukket.html", "sok-lagret.html")
"""Templates no plain address leads to: what is sent comes back, something goes wrong, was closed to all, or is
its owner's alone."""

ACTS = (
    Act("/dokumenter/hent-inn", "/dokumenter/hent-inn", SECRETARIAT),
    Act("/dokumenter/hent-inn/{ref}/les", "/dokumenter/hent-inn/{incoming}/les", SECRETARIAT),
    Act("/dokumenter/hent-inn/{ref}/bekreft", "/dokumenter/hent-inn/{incoming}/bekreft", SECRETARIAT),
    Act("/dokumenter/{ref}/nytt-utkast", f"{ROUTINE}/nytt-utkast", SECRETARIAT),
    Act(
        "/dokumenter/{ref}/styres-av/les",
        f"{SPECIAL}/styres-av/les",
        SECRETARIAT,
        (("i", "samarbeidsavtalen@2025.1"), ("punkt", "7.1")),
    ),
    Act(f"{RULE}/rediger", f"{DRAFT}/rediger", SECRETARIAT),
    Act(f"{RULE}/skriv", f"{DRAFT}/skriv", SECRETARIAT),
    Act(f"{RULE}/skriv/{{place}}", f"{DRAFT}/skriv/tekst", SECRETARIAT),
    Act(f"{RULE}/endringer/hvorfor", f"{UNDER_WAY}/endringer/hvorfor", SECRETARIAT),
    Act(f"{RULE}/send", f"{DRAFT}/send", SECRETARIAT),
    Act(f"{RULE}/sakspakker", f"{SMALL_ROUND}/sakspakker", SECRETARIAT),
    Act(f"{RULE}/svar", f"{DRAFT}/svar", SECRETARIAT),
    Act(f"{RULE}/svar/alle", f"{DRAFT}/svar/alle", SECRETARIAT),
    Act(f"{RULE}/svar/fil/{{file}}", f"{DRAFT}/svar/fil/{{file}}", SECRETARIAT),
    Act(f"{RULE}/svar/{{identity}}", f"{DRAFT}/svar/{{amendment}}", SECRETARIAT),
    Act(f"{RULE}/frys", f"{DRAFT}/frys", SECRETARIAT),
    Act(f"{RULE}/ta-over", f"{DRAFT}/ta-over", SECRETARIAT),
    Act(f"{RULE}/runde/start", f"{FROZEN}/runde/start", SECRETARIAT),
    Act(f"{RULE}/runde/frist", f"{FROZEN}/runde/frist", SECRETARIAT),
    Act(f"{RULE}/runde/steg", f"{FROZEN}/runde/steg", SECRETARIAT),
    Act(f"{RULE}/runde/regel", f"{FROZEN}/runde/regel", SECRETARIAT),
    Act(f"{RULE}/runde/papirer", f"{FROZEN}/runde/papirer", SECRETARIAT),
    Act(f"{RULE}/runde/papirer/{{paper}}", f"{FROZEN}/runde/papirer/{{paper}}", SECRETARIAT),
    Act(
        f"{RULE}/runde/papirer/{{paper}}/klassifiser",
        f"{FROZEN}/runde/papirer/{{paper}}/klassifiser",
        SECRETARIAT,
    ),
    Act(f"{RULE}/trekk", f"{DRAFT}/trekk", SECRETARIAT),
    Act(f"{RULE}/etterpa/underskrifter", f"{ENTERED}/etterpa/underskrifter", SECRETARIAT),
    Act(f"{RULE}/etterpa/innsending", f"{ENTERED}/etterpa/innsending", SECRETARIAT),
    Act(f"{RULE}/etterpa/publisering", f"{ENTERED}/etterpa/publisering", SECRETARIAT),
    Act(f"{RULE}/etterpa/rett", f"{ENTERED}/etterpa/rett", SECRETARIAT),
    Act(f"{RULE}/lovkrav", f"{DRAFT}/lovkrav", SECRETARIAT),
    Act(f"{RULE}/lovkrav/{{mark_id}}", f"{DRAFT}/lovkrav/999999", SECRETARIAT, (("gjor", "trekk"),)),
    Act("/lovkrav/vurder", "/lovkrav/vurder", SECRETARIAT, (("krav", "5"),)),
    Act("/lovkrav/kravlister/ny", "/lovkrav/kravlister/ny", SECRETARIAT),
    Act(
        "/lovkrav/kravlister/kvitter",
        "/lovkrav/kravlister/kvitter",
        SECRETARIAT,
        (("krav", "hol-6-2:4"), ("fra", "2012-01-01")),
    ),
    Act("/lovkrav/tiltak/ny", "/lovkrav/tiltak/ny", SECRETARIAT),
    Act("/lovkrav/tiltak/{ref}/vurder", "/lovkrav/tiltak/{measure}/vurder", SECRETARIAT, (("nr", "4"),)),
    Act("/lovkrav/tiltak/{ref}/slutt", "/lovkrav/tiltak/{measure}/slutt", SECRETARIAT),
    Act(
        "/lovkrav/feltets-plikter/vurder",
        "/lovkrav/feltets-plikter/vurder",
        SECRETARIAT,
        (("krav", "feltets-plikter:10"),),
    ),
    Act("/lovkrav/medvirkning/ny", "/lovkrav/medvirkning/ny", SECRETARIAT),
    Act("/lovkrav/medvirkning/rett", "/lovkrav/medvirkning/rett", SECRETARIAT),
    Act("/lovkrav/gjennomganger/ny", "/lovkrav/gjennomganger/ny", SECRETARIAT),
    Act("/lovkrav/gjennomganger/rett", "/lovkrav/gjennomganger/rett", SECRETARIAT),
    Act("/vedtak/nytt", "/vedtak/nytt", SECRETARIAT),
    Act("/vedtak/{ref}/avgjor", "/vedtak/{asked}/avgjor", SECRETARIAT),
    Act("/vedtak/{ref}/bekreft", "/vedtak/{decision}/bekreft", SECRETARIAT),
    Act("/moter/ny", "/moter/ny", SECRETARIAT),
    Act("/moter/{ref}", COMING, SECRETARIAT),
    Act("/moter/{ref}/endre", f"{COMING}/endre", SECRETARIAT),
    Act("/moter/{ref}/frammote", f"{COMING}/frammote", SECRETARIAT),
    Act("/moter/{ref}/sak/{position}", f"{COMING}/sak/1", SECRETARIAT),
    Act("/moter/{ref}/sak/{position}/forslag", f"{COMING}/sak/1/forslag", SECRETARIAT),
    Act("/moter/{ref}/protokoll/godkjenn", f"{COMING}/protokoll/godkjenn", SECRETARIAT),
    Act("/moter/{ref}/protokoll/rett", f"{HELD}/protokoll/rett", SECRETARIAT),
    Act("/saker/ny", "/saker/ny", SECRETARIAT),
    Act("/saker/{ref}/endre", "/saker/{case}/endre", SECRETARIAT),
    Act("/saker/{ref}/lukk", "/saker/{case}/lukk", SECRETARIAT),
    Act(f"{RULE}/klassifiser", f"{FROZEN}/klassifiser", SECRETARIAT),
    Act("/vedtak/vurdert-pa-nytt", "/vedtak/vurdert-pa-nytt", SECRETARIAT),
    Act("/regler/ny", "/regler/ny", SECRETARIAT, (("version", "samarbeidsavtalen@2025.1"),)),
    Act("/regler/{ref}", "/regler/FM-2025-5.2d", SECRETARIAT),
    Act("/oppsigelser/ny", "/oppsigelser/ny", SECRETARIAT),
    Act("/oppsigelser/{ref}", "/oppsigelser/{notice}", SECRETARIAT),
    Act("/delegasjoner/ny", "/delegasjoner/ny", SECRETARIAT),
    Act("/arshjul/minn", "/arshjul/minn", SECRETARIAT),
    Act("/utboks", "/utboks", SECRETARIAT),
    Act("/utboks/{ref}", "/utboks/{letter}", SECRETARIAT),
    Act("/utboks/{ref}/send", "/utboks/{letter}/send", SECRETARIAT),
    Act(f"{RULE}/minn", f"{FROZEN}/minn", SECRETARIAT),
    Act("/min-side/kalender", "/min-side/kalender", SIGNED_IN),
    Act("/min-side/kalender/{key_id}/trekk", "/min-side/kalender/999/trekk", SIGNED_IN),
    Act("/parter/{ref}/etterfolger", "/parter/granvik/etterfolger", SECRETARIAT),
    Act("/parter/{ref}/slutt", "/parter/granvik/slutt", SECRETARIAT),
    Act("/parter/{ref}/post", "/parter/granvik/post", SECRETARIAT),
    Act("/organer/nytt", "/organer/nytt", SECRETARIAT),
    Act("/organer/{ref}/plass", "/organer/psu/plass", SECRETARIAT),
    Act("/organer/{ref}/plass/{number}/slutt", "/organer/psu/plass/1/slutt", SECRETARIAT),
    Act("/organer/{ref}/plass/{number}/rettigheter", "/organer/psu/plass/1/rettigheter", SECRETARIAT),
    Act("/organer/{ref}/plass/{number}/navn", "/organer/psu/plass/1/navn", SECRETARIAT),
    Act("/organer/{ref}/orden", "/organer/psu/orden", SECRETARIAT),
    Act("/organer/{ref}/etterfolger", "/organer/psu/etterfolger", SECRETARIAT),
    Act("/midler/nye", "/midler/nye", SECRETARIAT),
    Act("/midler/{ref}/fordel", "/midler/tilskudd-2025/fordel", SECRETARIAT),
    Act("/parter/ny", "/parter/ny", SECRETARIAT),
    Act("/parter/par", "/parter/par", SECRETARIAT),
    Act("/logg-inn", "/logg-inn", EVERYBODY, (("email", "x@y.no"), ("password", "et galt passord"))),
    Act("/logg-ut", "/logg-ut", EVERYBODY),
    Act("/visning", "/visning", EVERYBODY, (("farge", "dark"),), needs_token=False),
    Act("/min-side/passord", "/min-side/passord", SIGNED_IN),
    Act("/min-side/nokler", "/min-side/nokler", HAVE_KEYS),
    Act("/min-side/nokler/{token_id}/trekk", "/min-side/nokler/999/trekk", SIGNED_IN),
    Act("/mal", "/mal", SECRETARIAT),
    Act("/sok/ord", "/sok/ord", SECRETARIAT),
    Act("/sok/ord/til-side", "/sok/ord/til-side", SECRETARIAT, (("gruppe", "hf"),)),
    Act("/sok/ord/i-bruk", "/sok/ord/i-bruk", SECRETARIAT, (("gruppe", "hf"),)),
    Act("/sok/uten-treff/{number}/ord", "/sok/uten-treff/{missed}/ord", SECRETARIAT),
    Act("/sok/uten-treff/{number}/ta-bort", "/sok/uten-treff/{missed}/ta-bort", SECRETARIAT),
    Act("/sok/uten-treff/ta-bort-alle", "/sok/uten-treff/ta-bort-alle", SECRETARIAT),
    Act("/sok/lagrede", "/sok/lagrede", SIGNED_IN),
    Act("/sok/lagrede/{ref}/sett", "/sok/lagrede/sok-en-annens/sett", SIGNED_IN),
    Act("/sok/lagrede/{ref}/glem", "/sok/lagrede/sok-en-annens/glem", SIGNED_IN),
    Act("/sok/lagrede/{ref}/adresse", "/sok/lagrede/sok-en-annens/adresse", SIGNED_IN),
    Act("/sok/lagrede/{ref}/adresse/trekk", "/sok/lagrede/sok-en-annens/adresse/trekk", SIGNED_IN),
    Act("/mal/produktets", "/mal/produktets", SECRETARIAT),
    Act("/personer", "/personer", ADMINISTRATOR),
    Act("/personer/{ref}/rolle", "/personer/finnes-ikke/rolle", ADMINISTRATOR),
    Act("/personer/{ref}/rolle/{grant_id}/ta", "/personer/finnes-ikke/rolle/1/ta", ADMINISTRATOR),
    Act("/personer/{ref}/steng", "/personer/finnes-ikke/steng", ADMINISTRATOR),
)


def routes_of_pages(method: str) -> Iterator[str]:
    """The path of every page route that answers this method."""
    for router in page_routers():
        for route in router.routes:
            if method in getattr(route, "methods", ()):
                yield str(getattr(route, "path", ""))


def prepare(house: House) -> Callable[[str], str]:
    """Make what the addresses ask for: a draft with a file that came back, and a frozen version.

    Answers what fills an address in.
    """
    with house.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        routine = documents.document(session, community, "rutine-tidligmelding")
        based_on = documents.versions_of(session, routine)[-1]
        for number in ("2099.1", "2099.2"):
            draft = Draft(number, based_on.text, Language.NB, ChangeClass.REVISJON, based_on=based_on)
            made = operations.make_draft(session, OPERATOR, routine, draft, clock.now())
            if number == "2099.1":
                sent, file, amendment = _come_back(session, routine, made, house.seal_key)
        operations.freeze(session, OPERATOR, routine, made, clock.now())
        decided = decisions.decisions(session, community, until=date(2025, 5, 1), limit=1)[0].row
        extract = SourceFile("særutskrift.pdf", b"%PDF-1.7")
        certified = certify(session, OPERATOR, community, decided, clock.now(), file=extract)
        asks = decisions.decisions(session, community, answer=Answer.NEEDS_HUMAN, uncorrected=True)
        names = _names(
            sending=sent,
            package=made_package(session, community, house.seal_key).ref,
            paper=_a_paper(session, community, routine, made),
            file=file,
            amendment=amendment,
            incoming=_incoming(session, community, routine),
            clause=next(iter(documents.legal_text(based_on).walk())).id,
            case=cases.cases(session, community)[0].row.ref,
            letter=write_letter(session, OPERATOR, community, "brev", "Møtet", "Hei.", clock.now()).ref,
            decision=decided.ref,
            certified=certified.sha256,
            asked=asks[0].row.ref,
            closed=behind_closed_doors(session, community),
            notice=_terminated(session, community),
            measure=_a_measure(session, community),
            missed=_in_vain(session, community),
        )
    return lambda address: address.format_map(names)


def _a_paper(session: Session, community: CommunityRow, document: DocumentRow, frozen: VersionRow) -> str:
    """The frozen text as a party sent it back with a word too many, and nobody has said whose: its name."""
    copy = SourceFile("vedtatt.md", frozen.text.replace("skal", "skal ikke", 1).encode())
    return adopted_papers.receive(session, OPERATOR, community, document, frozen, copy, clock.now()).ref


def _come_back(
    session: Session, document: DocumentRow, draft: VersionRow, key: bytes
) -> tuple[str, str, str]:
    """Send the draft out and take it in again with a change: sending, file and suggestion by their names."""
    told = session, OPERATOR, document, draft
    sent = exchange.send(*told, "Granvik kommune", key, clock.now())
    section = next(each for each in documents.legal_text(draft).walk() if each.blocks)
    word = next(each for each in plain(next(plain_text(section.blocks))).split() if each.isalpha())
    data = edited(sent.data, words(word, f"{word} og mer"))
    row = exchange.take_back(*told, "svar.docx", data, "", key, clock.now())
    view = amendments.answers(session, draft).every[0]
    return sent.ref, row.ref, str(view.row.id)


def _terminated(session: Session, community: CommunityRow) -> str:
    """The agreement is published, and terminated by a kommunestyre, as a person answers that it may: the notice."""
    now, day = clock.now(), date(2026, 3, 5)
    agreement = documents.document(session, community, "samarbeidsavtalen")
    version = next(row for row in documents.versions_of(session, agreement) if row.number == "2025.1")
    at = PublicationEntry(date(2025, 5, 2), "Sekretariatet", "https://fjordmark.example/avtalen")
    publish(session, OPERATOR, community, agreement, version, at, now)
    council = bodies.body(session, community, "granvik-kommunestyre")
    votes = Votes(council.members or 1, 0, present=council.members or 1, members=council.members or 1)
    told = {"document": agreement, "version": version, "change": ChangeClass.OPPSIGELSE, "votes": votes}
    entry = DecisionEntry(council, day, "19/26", "Oppsigelse av avtalen", **told)
    resolved = record_decision(session, OPERATOR, community, entry, now)
    answer = RulingEntry(Answer.VALID, "Den som inngikk avtalen, sier den opp.", "advokaten", "Nina Nes", day)
    rule_on(session, OPERATOR, community, resolved, answer, now)
    pair = pair_named(session, community, "granvik+helse-fjordmark")
    sent = NoticeEntry(agreement, pair, pair.kommune, date(2026, 3, 15), "kommunedirektøren i Granvik")
    return receive_notice(session, OPERATOR, community, sent, now).ref


def _a_measure(session: Session, community: CommunityRow) -> str:
    """A joint measure that stands in the agreement: its name."""
    agreement = documents.document(session, community, "samarbeidsavtalen")
    version = next(row for row in documents.versions_of(session, agreement) if row.number == "2025.1")
    section = next(iter(documents.legal_text(version).walk())).id
    entry = MeasureEntry("Delt legevaktbil", agreement, section, date(2025, 9, 1))
    return add_measure(session, OPERATOR, community, entry, clock.now()).ref


def behind_closed_doors(
    session: Session,
    community: CommunityRow,
    on: date = date(2026, 3, 2),
    title: str = "En navngitt lege",
    words: str = "Hemmelig.",
) -> str:
    """What a body decided behind closed doors: the record by its name."""
    body, now = bodies.body(session, community, "au"), clock.now()
    entry = CaseEntry(title, matter=Matter.ANNEN, route=((body, Deed.BEHANDLER),))
    case = open_case(session, OPERATOR, community, entry, now)
    meeting = call_meeting(session, OPERATOR, community, body, on, now)
    item = put_on_agenda(session, OPERATOR, meeting, case)
    typed = ItemTyped(words, Outcome.TIL_ORIENTERING, closed_under="kommuneloven § 11-5 andre ledd")
    type_item(session, OPERATOR, meeting, item, item.revision, typed)
    return settle_item(session, OPERATOR, meeting, item, now).ref


def _incoming(session: Session, community: CommunityRow, document: DocumentRow) -> str:
    """A Word file without heading styles and with tracked changes, of which there is no draft yet: its name."""
    told = session, OPERATOR, community, "rutine.docx", A_FILE, document, None, "", Choices(), {}
    row, _ = bring_in(*told, clock.now())
    return row.ref


def _in_vain(session: Session, community: CommunityRow) -> str:
    """What somebody searched for and did not find: its number."""
    note_miss(session, community.id, "pilar", date(2026, 11, 2))
    return str(misses(session, community)[0].id)


def _names(**names: str) -> Mapping[str, str]:
    return names
