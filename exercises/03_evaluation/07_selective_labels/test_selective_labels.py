"""Graded tests of evaluation/selective_labels: 20 points.

Bounds, support and the sums are exact and computed row by row on planted logs. Estimate and interval are judged over many
logs of two lenders whose every loan is known (`signoff.worlds.lending.exploration`). The bounds of judged numbers come from
`tests/gates/selective_labels.py`.
"""

import math
import numbers
from functools import cache

import numpy as np
import pandas as pd

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import diagnose, gate, points
from signoff.worlds.lending.exploration import KINDS, door

# The sentences for the learner stay whole:
# fmt: off

ENDS = ["low", "high"]
VALUE = ["supported", "effective_n", "estimate", "low", "high", "all_low", "all_high"]
BUDGET = ["approvals", "propensity", "cost_eur"]
LOGS, ROWS, LEAST, Z = 200, 2_000, 30, 1.96
CENT = 0.005

# Measured over 60 seeds of two lenders by tests/gates/selective_labels.py. Right answers: weighted mean (the reference), Horvitz-Thompson, bootstrap,
# doubly robust by band. The reference's own intervals hold the truth in 93 % of the logs.
BIAS = 0.09  # right: at most 0.068; the heaviest hundredth of the weights trimmed: at least 0.117; blended with the certain: 0.188
SPREAD = 1.3  # right: at most 1.11; two thirds of the log thrown away: about 1.7
HELD = -0.07  # right: at least -0.047; one that leans to one side: below -0.2
NARROW, WIDE = 0.905, 1.2  # right: 0.927 to 1.058; sd over root effective_n: at most 0.899, and named; 90 %: 0.839; 99 %: 1.314


# --- planted logs ---


def small(seed, number, rows=80, shares=(0.3, 0.45, 0.25)):
    """A log with every kind of row: certain, explored, ruled out; each seen or not, approved by the new policy or not.

    No two numbers have the same length or content.
    """
    rng, rows = np.random.default_rng([seed, 1, number]), rows + number
    group = rng.permutation(np.r_[0, 1, 1, 2, 0, 1, 1, 2, rng.choice(3, rows - 8, p=shares)])
    propensity = np.select([group == 0, group == 1], [1.0, rng.uniform(0.05, 0.6, rows).round(3)], 0.0)
    approved = (group == 0) | ((group == 1) & (rng.random(rows) < 0.5))
    exposure, interest = rng.uniform(1_000, 9_000, rows).round(2), rng.uniform(100, 900, rows).round(2)
    profit = np.where(rng.random(rows) < 0.4, -exposure * rng.random(rows), interest * rng.random(rows)).round(2)
    profit[rng.random(rows) < 0.05] = 0.0
    log = pd.DataFrame({
        "score": rng.normal(600, 40, rows).round(1), "propensity": propensity, "approved": approved,
        "profit_eur": np.where(approved, profit, np.nan), "exposure_eur": exposure, "interest_eur": interest,
    }, index=rng.integers(0, 9, rows))
    return log, rng.random(rows) < 0.6


def certain(seed, number, seen, unsupported=0):
    """A log where everybody whom the old policy could approve was approved, and so many were ruled out."""
    log, _ = small(seed, number, rows=seen + unsupported + 20 - number)
    place = np.arange(len(log))
    out = place >= len(log) - unsupported
    approved = ~out
    profit = np.random.default_rng([seed, 2, number]).normal(40, 300, len(log)).clip(-900, 100).round(2)
    log = log.assign(propensity=np.where(out, 0.0, 1.0), approved=approved, profit_eur=np.where(approved, profit, np.nan))
    return log, (place < seen) | out


# --- the truth, slowly and obviously ---


def rows_of(log, policy, all_rows=False):
    """The rows of the new policy's approvals as dicts."""
    return [row for row, says in zip(log.to_dict("records"), policy.tolist(), strict=True) if says or all_rows]


def mean(values):
    values = list(values)
    return math.fsum(values) / len(values) if values else math.nan


def known_bounds(log, policy):
    rows = rows_of(log, policy)
    return {"low": mean(row["profit_eur"] if row["approved"] else -row["exposure_eur"] for row in rows),
            "high": mean(row["profit_eur"] if row["approved"] else row["interest_eur"] for row in rows)}


def known_support(log, policy):
    rows = rows_of(log, policy)
    weights = [1 / row["propensity"] for row in rows if row["approved"]]
    effective = math.fsum(weights) ** 2 / math.fsum(w * w for w in weights) if weights else 0.0
    return {"supported": mean(float(row["propensity"] > 0) for row in rows), "effective_n": effective}


# --- reading an answer ---


def is_number(one):
    return isinstance(one, numbers.Real) and not isinstance(one, bool | np.bool)


def same(mine, right, within=1e-6):
    """Equal, or both without an answer."""
    if math.isnan(mine) or math.isnan(right):
        return math.isnan(mine) and math.isnan(right)
    return abs(mine - right) <= within * max(1.0, abs(right) if within < CENT else 1.0)


def told(found, keys, function, where):
    """The promised numbers of a dict."""
    diagnose("not-an-answer", isinstance(found, dict), f"{function} came back as {type(found).__name__}; return a dict with {', '.join(keys)}.")
    lacking = [key for key in keys if key not in found]
    diagnose("not-an-answer", not lacking, lambda: f"{function} gave {', '.join(map(str, found))[:80] or 'nothing'}; {lacking[0]} is missing.")
    odd = next((key for key in keys if not is_number(found[key])), None)
    diagnose("not-an-answer", odd is None, lambda: f"{where} {odd} is {str(found[odd])[:40]!r}, which is no number. Where there is no answer, it is NaN.")
    endless = next((key for key in keys if math.isinf(found[key])), None)
    diagnose("not-an-answer", endless is None, lambda: f"{where} {endless} is infinite. No loan loses more than its exposure.")
    return {key: float(found[key]) for key in keys}


def asked(submission, function, log, policy, where):
    try:
        found = getattr(submission, function)(log, policy)
    except SubmissionRaised as error:
        diagnose("no-approvals", error.kind != "error" or (len(log) and policy.any()), f"{where} {function} raised {error}. A policy may approve nobody, and a log may be empty: there is no answer then, which is NaN.")
        raise
    return told(found, ENDS if function == "bounds" else VALUE, function, where)


# --- tests: bounds ---


@points(3)
def test_bounds_without_assumptions(submission, seed):
    """What the new policy's approvals earn at the least and at the most: the seen as seen, the unseen at their worst and best."""
    for number in range(4):
        log, policy = small(seed, number)
        judge_bounds(asked(submission, "bounds", log, policy, f"Log {number}:"), log, policy, f"Log {number}, {len(log)} applications:")
    log, _ = small(seed, 4)
    for given, policy, where in ((log, np.zeros(len(log), dtype=bool), "With a policy that approves nobody,"), (log[:0], np.zeros(0, dtype=bool), "With an empty log,")):
        mine = asked(submission, "bounds", given, policy, where)
        diagnose("no-approvals", all(math.isnan(mine[end]) for end in ENDS), f"{where} low is {mine['low']} and high {mine['high']}. Without approvals there is nothing to average: NaN, for 0 EUR would be a result.")
    everybody = log["propensity"].to_numpy() == 1
    judge_bounds(asked(submission, "bounds", log, everybody, "With all seen,"), log, everybody, "Where all approvals were seen,")


def judge_bounds(mine, log, policy, where):
    right = known_bounds(log, policy)
    if all(same(mine[end], right[end], CENT) for end in ENDS):
        return
    rows, everyone = rows_of(log, policy), rows_of(log, policy, all_rows=True)
    seen = mean(row["profit_eur"] for row in rows if row["approved"])
    facts = f"{where} low {mine['low']:,.2f} and high {mine['high']:,.2f} EUR per approval; {right['low']:,.2f} and {right['high']:,.2f} are right."
    hidden = sum(not row["approved"] for row in rows)

    def are(low, high):
        return same(mine["low"], low, CENT) and same(mine["high"], high, CENT)

    def valued(rows, **of):
        """Means with the unseen at the two values named."""
        return (mean(row["profit_eur"] if row["approved"] else sign * row[name] if name else 0.0 for row in rows) for sign, name in of.values())

    full = known_bounds(log, np.ones(len(log), dtype=bool))
    diagnose("accepted-only", not are(seen, seen), f"{facts} {hidden} of {len(rows)} approvals were never seen, and you left them out: that is the backtest that the committee believed.")
    diagnose("policy-ignored", not are(full["low"], full["high"]), f"{facts} These are the bounds for all {len(everyone)} applications; the new policy approves {len(rows)} of them.")
    diagnose("bounds-crossed", not are(right["high"], right["low"]), f"{facts} They are the wrong way round.")
    diagnose("exposure-gained", not are(mean(row["profit_eur"] if row["approved"] else row["exposure_eur"] for row in rows), right["high"]), f"{facts} exposure_eur is what a loan can lose: it enters with a minus.")
    diagnose("seen-taken-as-unseen", not are(mean(-row["exposure_eur"] for row in rows), mean(row["interest_eur"] for row in rows)), f"{facts} Loans whose outcome is known were put at their worst and best, too. What was seen counts as seen.")
    diagnose("unseen-worth-nothing", not are(*valued(rows, low=(0, None), high=(0, None))), f"{facts} {hidden} loans that nobody gave were counted as 0 EUR. Each may have lost its exposure or earned its interest.")
    book = mean(row["profit_eur"] for row in everyone if row["approved"])
    base = mean(row["profit_eur"] if row["approved"] else book for row in rows)
    nonzero = known_bounds(log.assign(approved=log["approved"] & (log["profit_eur"] != 0)), policy)
    diagnose("zero-taken-as-unseen", not are(nonzero["low"], nonzero["high"]), f"{facts} A loan that earned exactly 0 EUR was taken for one without outcome. It was seen; what was not is NaN.")
    diagnose("unseen-like-the-seen", not are(base, base), f"{facts} The unseen were given the average of all loans that were given. They were turned away for reasons; that they are alike is the assumption which bounds do without.")
    per_row = len(rows) / len(everyone)
    diagnose("per-application", not are(right["low"] * per_row, right["high"] * per_row), f"{facts} You divided by all {len(everyone)} applications; the mean is over the {len(rows)} approvals.")
    diagnose("wrong-bounds", False, facts)


# --- tests: support ---


@points(2, needs="test_bounds_without_assumptions")
def test_support(submission, seed):
    """Which share of the approvals the old policy could have approved, and how many independent outcomes the weights are worth."""
    cases = [(*small(seed, 10 + number), f"Log {number}:") for number in range(3)]
    cases += [(*small(seed, 13, shares=(0.05, 0.9, 0.05)), "Where most were explored,"), (*small(seed, 14, shares=(0.5, 0.1, 0.4)), "Where many were ruled out,")]
    rare, policy = small(seed, 16)
    cases.append((rare.assign(propensity=rare["propensity"].where(rare["propensity"].isin([0, 1]), rare["propensity"] / 100)), policy, "Where one in thousands was explored,"))
    for log, policy, where in cases:
        judge_support(asked(submission, "policy_value", log, policy, where), log, policy, where)
    log, _ = small(seed, 15)
    for given, policy, where in ((log, np.zeros(len(log), dtype=bool), "With a policy that approves nobody,"), (log[:0], np.zeros(0, dtype=bool), "With an empty log,")):
        mine = asked(submission, "policy_value", given, policy, where)
        diagnose("no-approvals", math.isnan(mine["supported"]) and mine["effective_n"] == 0, f"{where} supported is {mine['supported']} and effective_n {mine['effective_n']}; NaN and 0.0 are right.")
    ruled_out = log["propensity"].to_numpy() == 0
    judge_support(asked(submission, "policy_value", log, ruled_out, "Where all approvals were ruled out,"), log, ruled_out, "Where all approvals were ruled out,")


def judge_support(mine, log, policy, where):
    right = known_support(log, policy)
    rows, everyone = rows_of(log, policy), rows_of(log, policy, all_rows=True)
    if not same(mine["supported"], right["supported"]):
        facts = f"{where} supported is {mine['supported']:.6f}, and {right['supported']:.6f} is right: {sum(row['propensity'] > 0 for row in rows)} of {len(rows)} approvals have a propensity above 0."
        diagnose("support-by-approved", not same(mine["supported"], mean(float(row["approved"]) for row in rows)), f"{facts} You counted those that were approved. Who was declined by lot is supported: others like them were seen.")
        diagnose("policy-ignored", not same(mine["supported"], mean(float(row["propensity"] > 0) for row in everyone)), f"{facts} It is asked of the new policy's approvals, not of all applications.")
        diagnose("wrong-support", False, f"{facts} However small, a propensity above 0 means that others like them can be seen.")
    if not same(mine["effective_n"], right["effective_n"]):
        seen = [row for row in rows if row["approved"]]
        facts = f"{where} effective_n is {mine['effective_n']:.4f}, and {right['effective_n']:.4f} is right: {len(seen)} outcomes with weights of 1 / propensity."

        def of(weights):
            weights = list(weights)
            return math.fsum(weights) ** 2 / math.fsum(w * w for w in weights) if weights else 0.0

        diagnose("propensities-ignored", not same(mine["effective_n"], float(len(seen))), f"{facts} You counted the outcomes. One that stands for twenty others makes the mean hang on it, and the count does not see that.")
        diagnose("policy-ignored", not same(mine["effective_n"], of(1 / row["propensity"] for row in everyone if row["approved"])), f"{facts} Outcomes of applicants whom the new policy declines are in it.")
        diagnose("unseen-weighted", not same(mine["effective_n"], of(1 / row["propensity"] for row in rows if row["propensity"] > 0)), f"{facts} Approvals whose outcome nobody saw have a weight in it.")
        diagnose("weights-turned", not same(mine["effective_n"], of(row["propensity"] for row in seen)), f"{facts} The weights are the propensities themselves. Who was approved with probability 0.1 stands for ten.")
        diagnose("wrong-effective-n", False, facts)


# --- tests: nothing changed or kept ---


@points(1, needs="test_support")
def test_nothing_is_changed_or_kept(submission, seed):
    """Arguments as they were; the same objects with other content get another answer; the same question the same one."""
    log, policy = small(seed, 20, shares=(0.4, 0.5, 0.1), rows=300)
    bands = bands_of(seed, 20)
    for function, given in (("bounds", [log, policy]), ("policy_value", [log, policy]), ("exploration_budget", [bands, 60.0, 6])):
        found = submission.fresh().harness.twice(function, given)
        diagnose("inputs-changed", not found["changed"], lambda function=function, found=found: f"{function} changed what it was given, argument {found['changed'][0] + 1}. The next report starts from another log.")
        other = [harness_turned(one) for one in given]
        mine = answers(submission.fresh(), function, other)
        diagnose("not-repeatable", alike(answers(submission.fresh(), function, other), mine), f"{function} gave two answers to one question. Fix the seed of what you draw by lot, or a sign-off cannot be repeated.")
        diagnose("kept-state", alike(plain(found["second"]), mine), f"{function}, asked about the same objects with other content, does not say what it says when asked afresh. Something of the first call was kept.")
    cases = {"exposure_eur": (log.assign(exposure_eur=log["exposure_eur"].to_numpy()[::-1]), policy), "profit_eur": (log.assign(profit_eur=log["profit_eur"] * -0.5), policy),
             "policy": (log, np.roll(policy, 7)), "propensity": (log.assign(propensity=log["propensity"].where(log["propensity"].isin([0, 1]), 0.37)), policy)}
    for function in ("bounds", "policy_value"):
        for name, given in {"": (log, policy), **cases}.items():
            mine, afresh = answers(submission, function, given), answers(submission.fresh(), function, given)
            diagnose("kept-state", alike(mine, afresh), f"{function}: after {name or 'another question'} alone has changed, the answer is not the one that it gives when asked afresh. Something was kept of the call before.")


def harness_turned(one):
    if isinstance(one, pd.DataFrame):
        found = one.iloc[::-1].copy()
        found.index = one.index
        for name in found.columns:
            if name.endswith("_eur"):
                found[name] *= 1.5
        return found
    return one[::-1].copy() if isinstance(one, np.ndarray) else one


def plain(found):
    """Numbers of an answer as a flat list."""
    if isinstance(found, dict):
        return [float(found[key]) for key in sorted(found) if is_number(found[key])]
    return [float(one) for name in BUDGET for one in found[name]] if isinstance(found, pd.DataFrame) and set(BUDGET) <= set(found.columns) else []


def answers(submission, function, given):
    return plain(getattr(submission, function)(*given))


def alike(mine, other):
    return len(mine) == len(other) and all(same(one, two) for one, two in zip(mine, other, strict=True))


# --- tests: no answer without support ---


@points(3, needs="test_support")
def test_no_answer_without_support(submission, seed):
    """Below an effective sample size of 30 there is no estimate, only bounds; from 30 on there is one."""
    uneven, policy = small(seed, 33, rows=150, shares=(0.02, 0.9, 0.08))
    uneven = uneven.assign(propensity=np.where(uneven["propensity"].between(0.01, 0.99), np.where(np.arange(len(uneven)) % 9 == 0, 0.02, 0.6), uneven["propensity"]))
    first = np.flatnonzero(policy & (uneven["propensity"].to_numpy() == 0.02))[:3]  # three of these were seen, and so outweigh all others
    uneven.iloc[first, uneven.columns.get_loc("approved")] = True
    uneven.iloc[first, uneven.columns.get_loc("profit_eur")] = 250.0
    log, _ = small(seed, 34)
    nearly, everyone = certain(seed, 32, 30)
    nearly = nearly.assign(propensity=nearly["propensity"].where(np.arange(len(nearly)) != 0, 0.625))
    for given, says, where in (
        (nearly, everyone, "With 30 outcomes, one of them heavier,"), (*certain(seed, 30, 29, unsupported=12), "With 29 outcomes, all certain,"), (*certain(seed, 31, 29), "With 29 outcomes and nobody ruled out,"),
        (uneven, policy, "Where three outcomes stand for nearly all,"), (log, log["propensity"].to_numpy() == 0, "Where all approvals were ruled out,"),
    ):
        mine, right = asked(submission, "policy_value", given, says, where), known_bounds(given, says)
        effective = known_support(given, says)["effective_n"]
        for key in ("estimate", "low", "high"):
            diagnose("answer-without-support", math.isnan(mine[key]), lambda key=key, mine=mine, where=where, effective=effective: f"{where} {key} is {mine[key]:,.2f} EUR, and the effective sample size is {effective:.1f}. Below 30 a committee gets no figure: it would be believed.")
        for key, end in (("all_low", "low"), ("all_high", "high")):
            diagnose("bounds-withheld", same(mine[key], right[end], CENT), lambda key=key, end=end, mine=mine, right=right, where=where: f"{where} {key} is {mine[key]:,.2f}, and {right[end]:,.2f} is right. Without an estimate, what the bounds say without any assumption still holds.")
    for seen, unsupported, rare in ((30, 0, 1.0), (30, 25, 1.0), (31, 5, 1.0), (30, 0, 0.09), (30, 7, 0.3)):
        given, says = certain(seed, 35 + seen + unsupported, seen, unsupported)
        given = given.assign(propensity=given["propensity"] * rare)
        where = f"With {seen} outcomes, all of propensity {rare}, and {unsupported} approvals ruled out,"
        mine = asked(submission, "policy_value", given, says, where)
        diagnose("answer-withheld", not any(math.isnan(mine[key]) for key in VALUE), f"{where} there is no answer ({', '.join(key for key in VALUE if math.isnan(mine[key]))}). At an effective sample size of 30, to a millionth, there is one.")
        right = mean(row["profit_eur"] for row in rows_of(given, says) if row["approved"])
        # all were drawn against the odds where `rare` is below 1: Horvitz-Thompson, which divides by the number of supported, then multiplies
        allowed = {right, right / rare}
        diagnose("wrong-estimate", any(same(mine["estimate"], one, CENT) for one in allowed), f"{where} the estimate is {mine['estimate']:,.2f}. With one propensity throughout, all weigh the same: the mean of what was seen, {right:,.2f}{'' if rare == 1 else f', or {right / rare:,.2f} if you divide by the number of supported approvals'}.")


# --- tests: the estimate and its interval ---


@cache
def lenders(seed):
    """Of both lenders: the true value and `LOGS` logs."""
    found = []
    for kind in KINDS:
        one, rng = door(seed, kind), np.random.default_rng([seed, 3, KINDS.index(kind)])
        found.append((kind, one.value_eur, [one.log(rng, ROWS) for _ in range(LOGS)]))
    return found


def columns(log, policy):
    """What the sums need, as arrays: of the supported approvals."""
    here = policy & (log["propensity"].to_numpy() > 0)
    return [log[name].to_numpy()[here] for name in ("propensity", "approved", "profit_eur", "exposure_eur", "interest_eur")]


def hajek(log, policy):
    """Estimate and half width of its 95 % interval: what each outcome moves the weighted mean by, squared and added up."""
    p, seen, profit, _, _ = columns(log, policy)
    w, y = 1 / p[seen], profit[seen]
    estimate = float((w * y).sum() / w.sum())
    return estimate, Z * float(np.sqrt(((w * (y - estimate)) ** 2).sum()) / w.sum())


def two_kinds(seed):
    """2,000 approvals that were certain and 3,840 explored at 1/64, of whom just 60 were seen; and their value, which all sound methods share."""
    rng, sizes = np.random.default_rng([seed, 5]), (2_000, 3_840)
    rare = np.repeat([False, True], sizes)
    approved = ~rare
    approved[2_000 + rng.choice(3_840, 60, replace=False)] = True
    profit = np.where(rare, rng.normal(-300, 300, len(rare)), rng.normal(80, 300, len(rare))).clip(-3_900, 900).round(2)
    log = pd.DataFrame({
        "score": np.where(rare, 560.0, 640.0), "propensity": np.where(rare, 1 / 64, 1.0), "approved": approved,
        "profit_eur": np.where(approved, profit, np.nan), "exposure_eur": 4_000.0, "interest_eur": 1_000.0,
    }, index=rng.integers(0, 9, len(rare)))
    right = (profit[~rare].sum() + 64 * profit[rare & approved].sum()) / len(rare)
    order = rng.permutation(len(rare))
    return log.iloc[order], np.ones(len(rare), dtype=bool), float(right)


def shortcuts(log, policy):
    """Estimates that are no estimates, each in the forms it may have."""
    p, seen, profit, exposure, interest = columns(log, policy)
    w, y = 1 / p[seen], profit[seen]
    everyone = log["approved"].to_numpy()
    every_w, every_y = 1 / log["propensity"].to_numpy()[everyone], log["profit_eur"].to_numpy()[everyone]
    weighted = (w * y).sum()
    return {
        "plain": [y.mean()], "book": [every_y.mean()], "everyone": [(every_w * every_y).sum() / every_w.sum()],
        "bad": [np.where(seen, profit, -exposure).mean()], "good": [np.where(seen, profit, interest).mean()], "nothing": [np.where(seen, profit, 0.0).mean()],
        "base": [np.where(seen, profit, mean).mean() for mean in (every_y.mean(), y.mean())],
        "turned": [(p[seen] * y).sum() / p[seen].sum()], "all": [weighted / policy.sum(), weighted / w.sum() * len(p) / policy.sum()],
        "capped": [(np.minimum(w, cap) * y).sum() / np.minimum(w, cap).sum() for cap in (2, 3, 4, 5, 8, 10)],
    }


@points(4, needs="test_no_answer_without_support")
def test_the_estimate(submission, seed):
    """Over 300 logs of two lenders, right on average, and little more scattered than the weighted mean."""
    worst = {"off": 0.0, "spread": 0.0}
    for kind, truth, logs in lenders(seed):
        mine = [asked(submission, "policy_value", log, policy, f"The lender whose declined are {kind}:") for log, policy in logs[:150]]
        missing = sum(math.isnan(one["estimate"]) for one in mine)
        diagnose("answer-withheld", not missing, f"The lender whose declined are {kind}: {missing} of 150 logs have no estimate, and all have an effective sample size above 30.")
        estimates, theirs = np.array([one["estimate"] for one in mine]), np.array([hajek(*one)[0] for one in logs[:150]])
        named = [shortcuts(*one) for one in logs[:150]]
        facts = f"The lender whose declined are {kind}: in log 1 the estimate is {estimates[0]:,.2f} EUR, and over 150 logs {estimates.mean():,.2f} on average, where {truth:,.2f} is true."

        def isnt(name, estimates=estimates, named=named):
            """In most logs the estimate is not this shortcut's."""
            return sum(any(same(one, value, CENT) for value in other[name]) for one, other in zip(estimates.tolist(), named, strict=True)) < 100

        diagnose("propensities-ignored", isnt("plain"), f"{facts} It is the plain mean of the outcomes that were seen. Where the old policy approved one in ten, each that it saw stands for ten; where it approved all, for one.")
        diagnose("accepted-only", isnt("book"), f"{facts} It is the mean of all loans that the old policy gave: another portfolio than the new policy's.")
        diagnose("policy-ignored", isnt("everyone"), f"{facts} Loans that the new policy would not give are in it.")
        diagnose("rejected-taken-as-bad", isnt("bad"), f"{facts} Who was declined was counted as losing the whole exposure. That is the lower bound, not what is to be expected.")
        diagnose("rejected-taken-as-good", isnt("good"), f"{facts} Who was declined was counted as paying all interest. That is the upper bound, not what is to be expected.")
        diagnose("rejected-like-the-base-rate", isnt("base"), f"{facts} Who was declined was given the average of the loans that were given. The old policy declined them for reasons; whether they are alike is what has to be found out.")
        diagnose("rejected-worth-nothing", isnt("nothing"), f"{facts} Who was declined was counted as 0 EUR.")
        diagnose("weights-turned", isnt("turned"), f"{facts} The weights are the propensities themselves. Who was approved with probability 0.1 stands for ten like them, not for a tenth.")
        diagnose("support-forgotten", isnt("all"), f"{facts} It is divided by all approvals, also by those that the old policy could never have approved: these count as 0 EUR.")
        diagnose("weights-capped", isnt("capped"), f"{facts} The largest weights were cut. That calms the figure and takes out those of whom least was seen.")
        spread = float(theirs.std())
        off = float((estimates - theirs).mean()) / spread
        worst["off"] = off if abs(off) > abs(worst["off"]) else worst["off"]
        worst["spread"] = max(worst["spread"], float(estimates.std()) / spread)
    gate("scatter, as a multiple of the weighted mean's", worst["spread"], at_most=SPREAD, diagnosis="scattered",
         message="From log to log much further off than the weighted mean. A committee sees one log.")
    gate("distance from the weighted mean on average, in its standard deviations", abs(worst["off"]), at_most=BIAS, diagnosis="off-on-average",
         message=f"Over 150 logs of a lender you are {'above' if worst['off'] > 0 else 'below'} the weighted mean by {abs(worst['off']):.2f} of its standard deviations on average, and that one is right on average: what differs does not cancel. Whom does each outcome that was seen stand for?")
    log, policy, right = two_kinds(seed)
    mine, margin = asked(submission, "policy_value", log, policy, "With 60 seen of 3,840 explored,"), hajek(log, policy)[1]
    diagnose("weights-capped", abs(mine["estimate"] - right) <= margin / 2, f"2,000 approvals of propensity 1 and 3,840 of 1/64, of whom 60 were seen: the estimate is {mine['estimate']:,.2f} EUR, and {right:,.2f} is what they stand for. Each of the 60 stands for 64, also where that is more than you would like.")


@points(3, needs="test_the_estimate")
def test_the_interval(submission, seed):
    """Over 400 logs of two lenders, 95 % intervals that hold the truth often enough, and are not wider than they need be."""
    held, theirs, ratios, plain_ones, effective_ones = [], [], [], [], []
    for kind, truth, logs in lenders(seed):
        for log, policy in logs:
            mine = asked(submission, "policy_value", log, policy, f"The lender whose declined are {kind}:")
            estimate, low, high = mine["estimate"], mine["low"], mine["high"]
            diagnose("interval-beside-estimate", low <= estimate <= high, lambda mine=mine: f"estimate {mine['estimate']:,.2f}, from {mine['low']:,.2f} to {mine['high']:,.2f} EUR: the interval does not hold its own estimate.")
            held.append(low <= truth <= high)
            half, (middle, right) = (high - low) / 2, hajek(log, policy)
            theirs.append(abs(middle - truth) <= right)
            ratios.append(half / right)
            p, seen, profit, _, _ = columns(log, policy)
            y, sd = profit[seen], float(profit[seen].std())
            plain_ones.append(abs(half / (Z * sd / math.sqrt(len(y))) - 1) < 0.02)
            w = 1 / p[seen]
            centre = (w * y).sum() / w.sum()
            weighted = math.sqrt(float((w * (y - centre) ** 2).sum() / w.sum()))
            effective = math.sqrt(w.sum() ** 2 / (w**2).sum())
            effective_ones.append(min(abs(half / (Z * one / effective) - 1) for one in (sd, weighted)) < 0.02)
    share, reference = float(np.mean(held)), float(np.mean(theirs))
    facts = f"{share:.0%} of 400 intervals hold the true value, where those of the weighted mean hold it in {reference:.0%}, and on average they are {np.mean(ratios):.2f} times as wide."
    diagnose("weights-not-carried", np.mean(plain_ones) < 0.9, f"{facts} Each is as wide as if all outcomes weighed the same: standard deviation over the root of their number.")
    diagnose("effective-n-alone", np.mean(effective_ones) < 0.9, f"{facts} Each is a standard deviation over the root of effective_n. That holds where weights and outcomes have nothing to do with each other; here the heaviest weights lie on the largest loans.")
    gate("width on average, as a multiple of the weighted mean's", float(np.mean(ratios)), at_least=NARROW, diagnosis="too-narrow", message=f"{facts} They promise more than the log can tell. (A model of the outcomes that was fitted on the rows which it corrects makes an interval too narrow; fit it on others.)")
    gate("width on average, as a multiple of the weighted mean's", float(np.mean(ratios)), at_most=WIDE, diagnosis="too-wide", message=f"{facts} An interval that holds anything decides nothing.")
    gate("intervals that hold the true value, less the weighted mean's", share - reference, at_least=HELD, diagnosis="held-too-rarely", message=f"{facts} What moves the estimate from log to log?")
    log, policy = certain(seed, 60, 400)
    wild = log["profit_eur"].where(policy, np.where(np.arange(len(log)) % 2 == 0, -9_000.0, 900.0))
    many = pd.concat([log.assign(profit_eur=wild, exposure_eur=9_500.0), log[~policy].assign(profit_eur=-9_000.0, exposure_eur=9_500.0)])
    says = np.r_[policy, np.zeros((~policy).sum(), dtype=bool)]
    mine, (_, right) = asked(submission, "policy_value", many, says, "With 400 outcomes, all certain,"), hajek(many, says)
    half = (mine["high"] - mine["low"]) / 2
    diagnose("policy-ignored", half <= 1.3 * right, f"With 400 outcomes of propensity 1 and standard deviation {many['profit_eur'].to_numpy()[says].std():,.0f} EUR the interval reaches {half:,.2f} EUR to each side, and {right:,.2f} is right. Outcomes of applicants whom the new policy declines, which vary far more, have widened it.")


@points(2, needs="test_the_interval")
def test_the_value_of_all_approvals(submission, seed):
    """Supported approvals at the ends of their interval, the others at their worst and best, in proportion."""
    cases = [(*small(seed, 50 + number, rows=400, shares=shares), f"Log {number}:") for number, shares in enumerate(((0.3, 0.5, 0.2), (0.5, 0.1, 0.4), (0.55, 0.44, 0.01)))]
    for log, policy, where in cases:
        judge_all(asked(submission, "policy_value", log, policy, where), log, policy, where)
    log, policy = cases[0][:2]
    supported = policy & (log["propensity"].to_numpy() > 0)
    judge_all(asked(submission, "policy_value", log, supported, "With full support,"), log, supported, "With full support,")


def judge_all(mine, log, policy, where):
    diagnose("answer-withheld", not math.isnan(mine["low"]), f"{where} there is no interval, and the effective sample size is {mine['effective_n']:.0f}.")
    rows = rows_of(log, policy)
    blind, share = [row for row in rows if not row["propensity"] > 0], mean(float(row["propensity"] > 0) for row in rows)
    worst, best = mean(-row["exposure_eur"] for row in blind), mean(row["interest_eur"] for row in blind)

    def mixed(low, high):
        return [share * mine[end] + ((1 - share) * other if blind else 0.0) for end, other in zip(ENDS, (low, high), strict=True)]

    found, right = [mine["all_low"], mine["all_high"]], mixed(worst, best)

    def are(other):
        return all(same(one, two, 2 * CENT) for one, two in zip(found, other, strict=True))

    if are(right):
        return
    facts = f"{where} all_low {found[0]:,.2f} and all_high {found[1]:,.2f}; {right[0]:,.2f} and {right[1]:,.2f} are right: {len(blind)} of {len(rows)} approvals have no support."
    diagnose("unsupported-left-out", not are([mine[end] for end in ENDS]), f"{facts} They are the ends of the supported part alone. The new policy lends to the others, too.")
    diagnose("unsupported-worth-nothing", not are(mixed(0.0, 0.0)), f"{facts} Approvals that the old policy never could have made were counted as 0 EUR.")
    diagnose("unsupported-like-the-others", not are(mixed(mine["estimate"], mine["estimate"])), f"{facts} Approvals without support were given the estimate of the others. Nobody like them was ever seen.")
    bound = known_bounds(log, policy)
    diagnose("bounds-instead", not are([bound[end] for end in ENDS]), f"{facts} They are the bounds without assumptions; for the supported part more is known.")
    diagnose("not-in-proportion", not are([(mine["low"] + worst) / 2, (mine["high"] + best) / 2]) if blind else True, f"{facts} Both parts count the same; they count by their number of approvals.")
    diagnose("wrong-whole", False, facts)


# --- tests: the budget ---


def bands_of(seed, number, rows=6):
    """Bands whose numbers lie well between whole ones; one where all declined are just enough, one where one is missing."""
    rng, within, months = np.random.default_rng([seed, 4, number]), 60.0, 6
    size = rng.integers(40, 700, rows) + rng.uniform(0.2, 0.8, rows)
    sd = within * np.sqrt(size) / Z
    sd[0] = within * math.sqrt(11.5) / Z
    declined = rng.integers(130, 900, rows)
    need = np.maximum(np.ceil(size), LEAST).astype(int)
    need[0] = LEAST
    declined[0] = LEAST // months
    declined[1] = (need[1] - 1) // months
    declined[2] = 0
    return pd.DataFrame({
        "band": [f"{number}{name}" for name in rng.permutation(list("ABCDEF"))[:rows]], "declined": declined, "sd_eur": sd,
        "expected_eur": np.where(np.arange(rows) == 3, 25.0, -rng.uniform(20, 300, rows)).round(2),
    }, index=rng.integers(0, 3, rows))


def known_budget(band, within, months, *, z=Z, least=LEAST, down=False, half=1.0):
    """Approvals, propensity and cost of one band."""
    size = (z * band["sd_eur"] / (within * half)) ** 2
    need = max(math.floor(size) if down else math.ceil(size), least)
    there = band["declined"] * months
    return [float(need), need / there, -need * band["expected_eur"]] if need <= there else [float(need), math.nan, math.nan]


@points(2)
def test_the_exploration_budget(submission, seed):
    """Per band how many approvals at random, with which probability, and at what expected loss."""
    for number in range(3):
        bands = bands_of(seed, number)
        for within, months in ((60.0, 6), (41.0, 11), (150.0, 3)):
            judge_budget(submission.exploration_budget(bands, within, months), bands, within, months)
    try:
        found = submission.exploration_budget(bands[:0], 60.0, 6)
    except SubmissionRaised as error:
        diagnose("no-bands", error.kind != "error", f"exploration_budget raised {error} for a table without bands. It has no rows then.")
        raise
    diagnose("no-bands", isinstance(found, pd.DataFrame) and len(found) == 0 and {"band", *BUDGET} <= set(found.columns), "exploration_budget: a table without bands gives one without rows, with all columns.")


def judge_budget(found, bands, within, months):
    diagnose("not-a-plan", isinstance(found, pd.DataFrame), f"exploration_budget came back as {type(found).__name__}; return a DataFrame.")
    lacking = [name for name in ["band", *BUDGET] if list(found.columns).count(name) != 1]
    diagnose("not-a-plan", not lacking, lambda: f"exploration_budget has the columns {', '.join(map(str, found.columns))[:80]}; {lacking[0]} should be there once.")
    names = [str(one) for one in found["band"]]
    diagnose("bands-lost", names == bands["band"].tolist(), f"The plan has the bands {', '.join(names)[:80] or 'none'}; {', '.join(bands['band'])} went in, in this order. One that cannot be learned about is a result, too.")
    odd = next(((name, one) for name in BUDGET for one in found[name] if not is_number(one) or math.isinf(one)), None)
    diagnose("not-a-plan", odd is None, lambda: f"{odd[0]} holds {str(odd[1])[:40]!r}, which is no number. What cannot be carried out is NaN.")
    for row, band in enumerate(bands.to_dict("records")):
        mine, right = [float(found[name].iloc[row]) for name in BUDGET], known_budget(band, within, months)
        if all(same(one, two, CENT if place == 2 else 1e-6) for place, (one, two) in enumerate(zip(mine, right, strict=True))):
            continue
        facts = (f"Band {band['band']}, {band['declined']} declined a month, sd {band['sd_eur']:,.2f}, to be known to ±{within:g} EUR in {months} months:"
                 f" approvals {mine[0]:g}, propensity {mine[1]:.4f}, cost {mine[2]:,.2f}; {right[0]:g}, {right[1]:.4f}, {right[2]:,.2f} are right.")

        def is_need(mine=mine, band=band, **changed):
            return mine[0] == known_budget(band, within, months, **changed)[0]

        if mine[0] != right[0]:
            diagnose("fewer-than-thirty", not is_need(least=0), f"{facts} Fewer than 30 outcomes are no basis for a mean, however calm they seem.")
            diagnose("interval-not-95", not any(is_need(z=z) for z in (1.645, 1.0, 2.576, 1.959964, 2.0)), f"{facts} A 95 % interval reaches 1.96 standard errors to each side.")
            diagnose("rounded-down", not is_need(down=True), f"{facts} One approval short, the interval is wider than promised.")
            diagnose("width-for-half-width", not any(is_need(half=half) for half in (0.5, 2.0)), f"{facts} ±{within:g} is half of the interval's width, not all of it.")
            diagnose("wrong-number", False, f"{facts} Nothing is corrected for a finite number of applicants.")
        impossible = math.isnan(right[1])
        diagnose("price-of-the-impossible", not impossible or (math.isnan(mine[1]) and math.isnan(mine[2])), f"{facts} Only {band['declined'] * months} are declined in that time. A plan that cannot be carried out has no price.")
        diagnose("possible-refused", not (math.isnan(mine[1]) or math.isnan(mine[2])), f"{facts} {band['declined'] * months} are declined in that time, which is enough.")
        diagnose("one-month-only", not same(mine[1], right[0] / max(band["declined"], 1)), f"{facts} Approvals are spread over all {months} months.")
        diagnose("gain-for-loss", not same(mine[2], -right[2], CENT), f"{facts} cost_eur is what the approvals are expected to lose, above 0 where they lose.")
        diagnose("wrong-price", False, facts)
