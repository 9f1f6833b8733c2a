"""What an agreement lacks, and the turns of events it should foresee, as sentences."""

from __future__ import annotations

from makeable.agreement.checks import Gap
from makeable.agreement.derailers import Forecast, Suggestion
from makeable.explain.terms import Terms
from makeable.model.scenario import Derailer

__all__ = ["derailer_name", "forecast_sentence", "gap_sentence", "suggestion_sentence"]

_GAPS = {
    "owner": "“{about}” has no owner: say who will do it.",
    "due": "“{about}” has no date: say by when.",
    "evidence": "“{about}” has no evidence: say what will show that it is done.",
    "verifier": "“{about}” has no verifier: say who checks the evidence.",
    "own_verifier": "{other} would verify its own commitment “{about}”: let somebody else do it.",
    "beneficiary": "“{about}” is done for nobody: say for whom.",
    "too_early": "“{about}” is due before “{other}”, on which it waits.",
    "issue_uncovered": "{about}: settled, but nobody is bound to carry it out.",
    "unlinked": "“{about}” is linked to no decision and no interest.",
    "few_scenarios": "{about} scenarios are written; at least {other} should be.",
    "no_mechanism": "Nothing in the agreement answers this: {about}.",
    "no_monitoring": "Nobody watches over the agreement.",
    "no_metric": "No figure shows whether it works.",
    "no_threshold": "“{about}” has no threshold.",
    "no_source": "“{about}” has no agreed source, or nobody who reports it.",
    "no_channel": "It does not say who tells whom what.",
    "no_dispute": "It has no steps for settling disputes.",
    "no_trigger": "Nothing brings the parties back to the table.",
    "no_ratification": "{about}: it does not say who ratifies.",
    "no_graft": "It is grafted onto no formal decision (permit, budget, ordinance, contract).",
    "no_term": "It does not say how long it runs.",
    "no_review": "It has no review dates.",
    "no_exit": "It does not say how a party may leave.",
    "below_no_deal": "{about} is below its no-deal line: it has no reason to sign.",
}

_NAMES: dict[Derailer, str] = {
    "leadership_change": "change of leadership",
    "budget_cut": "budget cut",
    "cost_overrun": "cost overrun",
    "demand_shock": "price or demand shock",
    "delay": "delay of a predecessor",
    "legal_challenge": "legal challenge",
    "outside_event": "outside event",
    "non_compliance": "a party does not comply",
    "information_dispute": "dispute over information",
}

_SUGGESTIONS: dict[Derailer, str] = {
    "leadership_change": "{about} gets new leaders who did not sign. Who tells them what they gain by keeping it?",
    "budget_cut": "The budget behind “{about}” is cut. What is done first, what may wait, who may step in?",
    "cost_overrun": "“{about}” costs half as much again. Who bears what share, up to which amount?",
    "demand_shock": "“{about}” turns out to be worth much less than expected. At which figure do the parties meet?",
    "delay": "“{about}” comes a year late, and with it {falls}. Which dates move, and who pays for waiting?",
    "legal_challenge": "Somebody goes to court against {about}. Who defends it, and what goes on meanwhile?",
    "outside_event": "Something outside everyone's power (a flood, a strike, a new law) stops the work. "
    "Who decides that it has happened, and what rests?",
    "non_compliance": "“{about}” is not done although it could be. Then {falls} would lapse. "
    "What is the first step, and who takes it?",
    "information_dispute": "The parties do not believe the same figure about “{about}”. "
    "Which source counts, and who may check it?",
}


def gap_sentence(gap: Gap, terms: Terms) -> str:
    """One gap, and what would close it."""
    about = terms.about(gap.about) if gap.about else ""
    other = terms.about(gap.other) if gap.other else ""
    return terms.words.say(_GAPS[gap.kind], about=about, other=other)


def derailer_name(kind: Derailer, terms: Terms) -> str:
    """The kind of a derailer."""
    return terms.words.say(_NAMES[kind])


def suggestion_sentence(suggestion: Suggestion, terms: Terms) -> str:
    """A derailer adapted to this agreement, as a question to answer before signing."""
    about = terms.words.listed(terms.about(key) for key in suggestion.about) or terms.words.say("the agreement")
    falls = terms.commitments(suggestion.falls) or terms.words.say("nothing else")
    return terms.words.say(_SUGGESTIONS[suggestion.kind], about=about, falls=falls)


def forecast_sentence(forecast: Forecast, terms: Terms) -> str:
    """Two forecasts far apart, and what they are good for."""
    return terms.words.say(
        "{lower} expects with {low} that {scenario}, {higher} with {high}: "
        "a term that pays only then is cheap to one and dear to the other.",
        lower=terms.party(forecast.lower),
        low=terms.words.percent(forecast.low),
        higher=terms.party(forecast.higher),
        high=terms.words.percent(forecast.high),
        scenario=terms.scenario(forecast.scenario),
    )
