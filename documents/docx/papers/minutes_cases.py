"""The cases in the minutes: what was proposed and by whom, what was voted and decided, and does it hold."""

from collections.abc import Iterator, Sequence

from documents.docx.papers.meeting import CounterProposal, Matter, Meeting
from documents.docx.papers.paper import BLANK, Say, dashes, grid, labelled, part, said
from documents.markdown import escape
from documents.text import Block, Paragraph, Quote, Section

_VOTES = (
    ("for", "For", "For"),
    ("mot", "Mot", "Mot"),
    ("avholdende", "Avholdende", "Avhaldande"),
    ("ikke til stede", "Ikke til stede", "Ikkje til stades"),
    ("inhabil", "Inhabil, og deltok ikke", "Inhabil, og deltok ikkje"),
)
"""How a member may have voted, and how a list of those who did begins."""
_STATES = {"vedtatt": "vedteke", "falt": "fall", "trukket": "trekt", "fremmet": "fremja"}
_OUTCOMES = {
    "vedtatt": "vedteke",
    "vedtatt med endring": "vedteke med endring",
    "utsatt": "utsett",
    "tatt til orientering": "teke til orientering",
}
_ACTS = {"vedtar": "vedtek", "behandler": "behandlar", "foreslår": "føreslår", "avgjør": "avgjer"}
"""In nynorsk, where the word is another."""
_WITHOUT_VOTE = frozenset({"utsatt", "tatt til orientering", "returnert"})
"""Outcomes that a meeting often comes to without a vote: nothing is asked for where none is recorded."""
_WITHOUT_WORDS = _WITHOUT_VOTE | {"avvist"}
"""Outcomes that say what was done, also where no words of a decision are written."""
_SORTS = {
    "merknad": ("Merknad, som lar teksten stå", "Merknad, som lèt teksten stå"),
    "endring": ("Endring av teksten", "Endring av teksten"),
    "uavklart": (
        "Tillegg, og det er ikke avklart om det endrer teksten",
        "Tillegg, og det er ikkje avklart om det endrar teksten",
    ),
}


def cases(meeting: Meeting, say: Say) -> Section:
    """The section with all the cases."""
    title = say("Saker", "Saker")
    if not meeting.matters:
        nothing = say(
            f"Ingen vedtak er ført for {meeting.body} {meeting.day}.",
            f"Ingen vedtak er førte for {meeting.body} {meeting.day}.",
        )
        return part(title, said(nothing))
    below = [part(_named(each), *_matter(each, meeting, say)) for each in meeting.matters]
    return part(title, said(_counted(meeting, say)), below=below)


def _counted(meeting: Meeting, say: Say) -> str:
    count = len(meeting.matters)
    if meeting.is_kept:
        listed = say(
            f"{count} {'sak' if count == 1 else 'saker'} sto på dagsordenen.",
            f"{count} {'sak' if count == 1 else 'saker'} stod på dagsordenen.",
        )
        return " ".join(each for each in (listed, _open(meeting, say), _unbiased(meeting, say)) if each)
    return say(
        f"{count} {'sak' if count == 1 else 'saker'} er ført i registeret fra møtet.",
        f"{count} {'sak' if count == 1 else 'saker'} {'er ført' if count == 1 else 'er førte'} i "
        "registeret frå møtet.",
    )


def _open(meeting: Meeting, say: Say) -> str:
    if meeting.closed_under or any(each.closed_under for each in meeting.matters):
        return ""
    return say("Ingen del av møtet er ført som lukket.", "Ingen del av møtet er ført som lukka.")


def _unbiased(meeting: Meeting, say: Say) -> str:
    if any(each.vote == "inhabil" for matter in meeting.matters for each in matter.cast):
        return ""
    return say("Ingen er ført som inhabil.", "Ingen er ført som inhabil.")


def _named(matter: Matter) -> str:
    """A case number may say itself that it is one: "Sak 31/2017", "PSU 12/26"."""
    number = f"Sak {matter.case}" if matter.case[:1].isdecimal() else matter.case
    return f"{number} {matter.title}".strip()


def _matter(matter: Matter, meeting: Meeting, say: Say) -> Iterator[Block]:
    if matter.withheld:
        ground = matter.closed_under or meeting.closed_under
        yield said(
            say(
                f"Saken ble behandlet for lukkede dører ({ground}). Innholdet er ikke offentlig.",
                f"Saka vart behandla for lukka dører ({ground}). Innhaldet er ikkje offentleg.",
            )
        )
        return
    if matter.closed_under:
        yield labelled(say("Lukket behandling", "Lukka behandling"), matter.closed_under)
    if matter.corrects:
        yield said(
            say("Denne føringen retter en tidligere føring.", "Denne føringa rettar ei tidlegare føring.")
        )
    if matter.about:
        yield labelled(say("Gjelder", "Gjeld"), matter.about)
    if matter.hash:
        yield labelled("Avtrykk", matter.hash)
    if matter.note:
        yield said(matter.note)
    yield from _proposed(matter, say)
    yield from _decided(matter, meeting, say)
    yield from _voted(matter, meeting, say)
    yield from _added(matter, say)
    if matter.verdict:
        words = " ".join((f"{matter.verdict}.", *matter.reasons))
        yield labelled(_judged(matter, say), words)


def _judged(matter: Matter, say: Say) -> str:
    if matter.foreseen:
        return say(
            "Registerets vurdering av mandatet, om alle vedtar det som er foreslått",
            "Vurderinga registeret gjer av mandatet, om alle vedtek det som er føreslått",
        )
    return say("Registerets vurdering av mandatet", "Vurderinga registeret gjer av mandatet")


def _proposed(matter: Matter, say: Say) -> Iterator[Block]:
    """What was on the table: the proposal of the agenda unless it was carried, and those of the meeting."""
    if matter.proposal and not _as_proposed(matter):
        what = (
            say("Forslag til innstilling", "Framlegg til innstilling")
            if matter.is_advice
            else say("Forslag til vedtak", "Framlegg til vedtak")
        )
        yield _over(_from(what, matter.proposed_by, say))
        yield in_their_words(matter.proposal)
    if matter.counter:
        yield _over(say("Forslag i møtet", "Framlegg i møtet"))
        yield dashes([_counter(each, say) for each in matter.counter])


def _from(what: str, whom: str, say: Say) -> str:
    return say(f"{what} fra {whom}", f"{what} frå {whom}") if whom else what


def _as_proposed(matter: Matter) -> bool:
    return bool(matter.text) and matter.text.split() == matter.proposal.split()


def _counter(proposal: CounterProposal, say: Say) -> str:
    """Who proposed what, and what became of it where somebody has said."""
    at = say(f" til punkt {proposal.place}", f" til punkt {proposal.place}") if proposal.place else ""
    told = say(
        f"{proposal.by} foreslo{at}: «{proposal.text}»", f"{proposal.by} føreslo{at}: «{proposal.text}»"
    )
    stop = "" if proposal.text[-1:] in ".!?" else "."
    if (proposal.votes_for, proposal.votes_against) == (None, None):
        return f"{told}{stop}" if proposal.state == "fremmet" else f"{told}{stop} {_fate(proposal, say)}."
    counted = f"{proposal.votes_for or 0} for, {proposal.votes_against or 0} mot"
    return f"{told}{stop} {_fate(proposal, say)}: {counted}."


def _fate(proposal: CounterProposal, say: Say) -> str:
    if proposal.state == "falt":
        return say("Det falt", "Det fall")
    state = _STATES.get(proposal.state, proposal.state)
    return say(f"Det ble {proposal.state}", f"Det vart {state}")


def _decided(matter: Matter, meeting: Meeting, say: Say) -> Iterator[Block]:
    """The decision or recommendation in the words of the meeting, and what came out."""
    label = say("Innstilling", "Innstilling") if matter.is_advice else "Vedtak"
    if matter.text:
        as_proposed = say(f"{label}, som foreslått", f"{label}, som føreslått")
        yield _over(_by(as_proposed, matter.proposed_by, say) if _as_proposed(matter) else label)
        yield in_their_words(matter.text)
    elif meeting.is_kept and matter.outcome not in _WITHOUT_WORDS:
        yield labelled(label, BLANK)
    in_case = say(
        f" (organet {matter.act} i saken)", f" (organet {_ACTS.get(matter.act, matter.act)} i saka)"
    )
    told = say(matter.outcome, _OUTCOMES.get(matter.outcome, matter.outcome)) + (
        "" if meeting.is_kept else in_case
    )
    yield labelled(say("Utfall", "Utfall"), told if matter.outcome else BLANK)
    if matter.returned_to:
        yield labelled(say("Sendt tilbake til", "Send tilbake til"), matter.returned_to)


def _by(what: str, whom: str, say: Say) -> str:
    return say(f"{what} av {whom}", f"{what} av {whom}") if whom else what


def _voted(matter: Matter, meeting: Meeting, say: Say) -> Iterator[Block]:
    nothing_to_vote_on = meeting.is_kept and matter.outcome in _WITHOUT_VOTE and not matter.votes
    if not nothing_to_vote_on:
        yield labelled(say("Avstemning", "Avrøysting"), _votes(matter, say))
    if matter.sides:
        header = (say("Side", "Side"), "For", "Mot", say("Avholdende", "Avhaldande"))
        yield grid(
            header,
            [
                (each.name, str(each.votes_for), str(each.votes_against), str(each.abstained))
                for each in matter.sides
            ],
        )
    for word, bokmal, nynorsk in _VOTES:
        names = [f"{each.name} ({each.speaks_for})" for each in matter.cast if each.vote == word]
        if names:
            yield labelled(say(bokmal, nynorsk), f"{', '.join(names)}.")


def _votes(matter: Matter, say: Say) -> str:
    chair = {
        True: say("møtelederen stemte for", "møteleiaren røysta for"),
        False: say("møtelederen stemte mot", "møteleiaren røysta mot"),
        None: "",
    }
    known = [
        matter.votes,
        say(f"{matter.present} til stede", f"{matter.present} til stades")
        if matter.present is not None
        else "",
        say(f"{matter.members} medlemmer", f"{matter.members} medlemer")
        if matter.members is not None
        else "",
        chair[matter.chair_for],
    ]
    told = ", ".join(each for each in known if each)
    if matter.votes:
        return f"{told}."
    lacking = say(f"stemmetall er ikke ført: {BLANK}", f"røystetal er ikkje førte: {BLANK}")
    return f"{told}; {lacking}" if told else lacking[:1].upper() + lacking[1:]


def _added(matter: Matter, say: Say) -> Iterator[Block]:
    if not matter.added:
        return
    other = ("Det organet føyde til eller endret", "Det organet la til eller endra")
    yield labelled(say(*_SORTS.get(matter.added_sort, other)), matter.added)


def _over(label: str) -> Paragraph:
    """A line in bold over what somebody said."""
    return Paragraph(f"**{escape(label)}:**")


def in_their_words(text: str) -> Quote:
    """Words of the meeting, a paragraph a line."""
    return Quote(tuple(said(line) for line in _lines(text)))


def _lines(text: str) -> Sequence[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
