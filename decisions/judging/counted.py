"""Do the votes bear out what the minutes say came out?"""

from decisions.counting import ALL_OF_THEM, count
from decisions.judging.case import Case
from decisions.modes import Mode
from decisions.outcomes import Outcome
from decisions.rules import Confidence, MandateRule
from decisions.verdict import Answer, Verdict
from decisions.votes import Result, Tally


def not_carried(case: Case, rule: MandateRule) -> Verdict | None:
    """The verdict when quorum or majority fails under the rule, is in doubt, or contradicts the minutes."""
    return vote_against_minutes(case, rule.mode, (rule,))


def vote_against_minutes(case: Case, mode: Mode, rules: tuple[MandateRule, ...]) -> Verdict | None:
    """The verdict when quorum or majority fails, is in doubt, or says another thing than the minutes."""
    facts = case.facts
    tally = count(facts, mode)
    rejected = facts.outcome is Outcome.AVVIST
    match tally.result:
        case Result.UVISST:
            what = f"Stemmene i {case.body} {case.day} gir ikke svaret alene."
            return case.asks(tally.sentence, what, _grounds(tally, rules), rules=rules)
        case Result.IKKE_VEDTAKSFOR:
            return _fell(case, tally, rules, f"{case.body} var ikke vedtaksført {case.day}.")
        case Result.FALT if not rejected:
            head = f"Forslaget fikk ikke det flertallet som trengs i {case.body}."
            return _enough_after_all(case, tally, rules) or _fell(case, tally, rules, head)
        case Result.VEDTATT if rejected and facts.vote:
            return case.asks(
                "Er det utfallet eller stemmene som er ført feil?",
                f"Saken er ført som avvist, men stemmene var {facts.vote.words}.",
                f"Etter disse stemmene var forslaget vedtatt. {_grounds(tally, rules)}",
                now="Rett den opplysningen som er feil, og vurder saken igjen.",
                rules=rules,
            )
    return None


def votes_missing(case: Case, mode: Mode) -> tuple[str, ...]:
    """The sentence about numbers that the law or the clause needs, when they are not recorded."""
    tally = count(case.facts, mode)
    if tally.result is not Result.MANGLER_TALL:
        return ()
    source = f" ({tally.source})" if tally.source else ""
    return (f"{tally.sentence} Uten tallene kan ingen se om vedtaket er gyldig{source}.",)


def _enough_after_all(case: Case, tally: Tally, rules: tuple[MandateRule, ...]) -> Verdict | None:
    """Where the majority a clause asks for is only assumed, and most were for, a person must say."""
    votes = case.facts.vote
    assumed = any(rule.confidence is not Confidence.ORDRETT for rule in rules)
    if not assumed or tally.source or votes is None or votes.for_ <= votes.against:
        return None
    return case.asks(
        f"Er dette flertallet nok: {votes.words}?",
        f"De fleste i {case.body} var for, men ikke så mange som bestemmelsen er lest til å kreve.",
        f"{tally.sentence} {_grounds(tally, rules)} {rules[0].note}",
        rules=rules,
    )


def _fell(case: Case, tally: Tally, rules: tuple[MandateRule, ...], head: str) -> Verdict:
    unmet = [rule.effect for rule in rules if rule.effect and rule.mode.threshold in ALL_OF_THEM]
    return case.says(
        Answer.INVALID,
        head,
        f"{tally.sentence} {_grounds(tally, rules)}",
        f"Saken må behandles på nytt. {_ladder(rules)}",
        *(f"Da gjelder ikke dette: «{effect}»" for effect in unmet),
        rules=rules,
    )


def _grounds(tally: Tally, rules: tuple[MandateRule, ...]) -> str:
    law = f"Kilde: {tally.source}. " if tally.source else ""
    return law + " ".join(dict.fromkeys(rule.quoted for rule in rules))


def _ladder(rules: tuple[MandateRule, ...]) -> str:
    steps = rules[0].fallback
    return f"Blir det ikke enighet, går saken til {', og så til '.join(steps)}." if steps else ""
