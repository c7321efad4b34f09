"""Before any rule is asked: is it known whose body this is, and was anything decided?"""

from decisions.judging.case import Case
from decisions.matching import deciding
from decisions.named import owner_kind
from decisions.outcomes import Act, Outcome
from decisions.verdict import Answer, Verdict
from decisions.words import listed


def unowned(case: Case) -> Verdict | None:
    """Is it known whose board this is? The rules for a trust's board hang on it."""
    facts = case.facts
    if not facts.body.kind.owner_kinds or owner_kind(facts.body, facts.owner) is not None:
        return None
    return case.asks(
        f"Hvilken part er {case.body} organ for?",
        f"Det er ikke ført hvem {case.body} hører til.",
        "Hvilke regler som gjelder for et slikt organ, avhenger av hvilken part det hører til.",
        now="Før inn parten, og vurder saken igjen.",
    )


def left_open(case: Case) -> Verdict | None:
    """Was the case postponed, returned, or only noted?"""
    outcome = case.facts.outcome
    if outcome.settles:
        return None
    rules = deciding(case.facts.proposal, case.rules)
    what, why, now = {
        Outcome.UTSATT: (
            f"{case.body} utsatte saken {case.day}.",
            "En sak som er utsatt, er ikke avgjort.",
            f"Saken må opp igjen i {case.body}.",
        ),
        Outcome.RETURNERT: (
            f"{case.body} sendte saken tilbake {case.day}.",
            "En sak som er sendt tilbake, er ikke avgjort.",
            f"Den som fikk saken tilbake, må svare, og så må saken opp igjen i {case.body}.",
        ),
        Outcome.TIL_ORIENTERING: (
            f"{case.body} tok saken til orientering {case.day}; det er ikke et vedtak.",
            "Den som tar en sak til orientering, har ikke tatt stilling til den.",
            "Skal det gjøres et vedtak, må saken settes opp som en vedtakssak.",
        ),
    }[outcome]
    quoted = " ".join(rule.quoted for rule in rules)
    return case.says(
        Answer.PENDING, what, f"{why} {quoted}", now, missing=("Et vedtak i saken.",), rules=rules
    )


def only_signed(case: Case) -> Verdict | None:
    """Is it a signature? It carries out a decision and never stands in for one.

    Law: kommuneloven § 6-1 (https://lovdata.no/lov/2018-06-22-83/§6-1): the ordfører signs for the kommune.
    """
    if case.facts.act is not Act.SIGNERER:
        return None
    rules = deciding(case.facts.proposal, case.rules)
    who = listed(dict.fromkeys(word for rule in rules for word in rule.decider_words))
    quoted = " ".join(rule.quoted for rule in rules)
    return case.says(
        Answer.PENDING,
        f"Teksten er signert for {case.body} {case.day}.",
        f"En signatur gjennomfører et vedtak, den erstatter det ikke (kommuneloven § 6-1). {quoted}",
        f"Vedtaket i {who} må føres inn." if who else "Vedtaket som signaturen gjennomfører, må føres inn.",
        missing=(f"Vedtak i {who}." if who else "Et vedtak i det organet som har myndighet.",),
        rules=rules,
    )
