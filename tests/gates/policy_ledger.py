"""Where the bounds of system_design/policy_ledger come from: right methods and mistakes, over many seeds.

Run `python tests/gates/policy_ledger.py [seeds]` (200 by default) after any change to `signoff.worlds.payments.ledgers`, and
copy the extremes beside the bounds in `test_policy_ledger.py`. A line is a method on a kind of world: in how many of a
grade's worlds it gives the right answer, least, mean and most over the seeds. Right methods carry a `+`.
"""

import sys
from collections import defaultdict
from dataclasses import replace

import numpy as np
from scipy.stats import norm, t

from signoff.worlds.payments.ledgers import ledger_of

WORLDS = {"useful": 8, "steady": 8, "null": 40}
DRAWS = 1000


def in_order(one):
    """The same world with its payments in order of arrival, and the number of the day."""
    queue = one.decisions.sort_values(["arrived_at", "payment_id"])
    return replace(
        one, decisions=queue.assign(day=np.unique(queue["arrived_at"].dt.floor("D"), return_inverse=True)[1])
    )


def by_row(one, policy, *, unlimited=False):
    """EUR of each payment, in order of arrival, and its day."""
    queue, e = one.decisions, one.economics
    day = queue["day"].to_numpy()
    wanted = queue[policy].to_numpy() == "review"
    place = np.cumsum(wanted)
    place -= np.maximum.accumulate(np.where(np.r_[True, day[1:] != day[:-1]], place - wanted, 0))
    over = wanted & (place > one.review_capacity) & (not unlimited)
    done = np.where(over, queue["rules"].to_numpy(), queue[policy].to_numpy())
    fraud = queue["is_fraud"].to_numpy()
    lost = queue["amount_eur"].to_numpy() * e["borne_share"] * (1 - e["recovered_share"])
    passed = np.select(
        [done == "approve", done == "step_up", done == "review"],
        [1, 1 - e["step_up_stops"], 1 - e["analyst_recall"]],
        0.0,
    )
    upset = np.select([done == "decline", done == "step_up"], [1, e["step_up_abandons"]], 0.0)
    return np.where(fraud, lost * passed, e["friction_eur"] * upset) + e["review_eur"] * (done == "review"), day


def answers(one, rng):
    """The recommendation of each method."""
    k = len(one.policies)
    rules, day = by_row(one, "rules")
    costs = np.array([by_row(one, policy)[0] for policy in one.policies])
    free = np.array([by_row(one, policy, unlimited=True)[0] for policy in one.policies])
    days = int(day.max()) + 1
    daily = np.array([np.bincount(day, rules - cost, days) for cost in costs])
    drawn = rng.integers(0, days, (DRAWS, days))
    weights = np.array([np.bincount(row, minlength=days) for row in drawn])
    total = daily.sum(axis=1)
    resampled = daily @ weights.T
    error = daily.std(axis=1, ddof=1) * np.sqrt(days)
    ratio = np.divide(total, error, out=np.zeros(k), where=error > 0)
    centred = np.divide(
        resampled - total[:, None], error[:, None], out=np.zeros_like(resampled), where=error[:, None] > 0
    )
    rows = rules - costs
    row_error = rows.std(axis=1, ddof=1) * np.sqrt(len(day))
    of_rules = np.bincount(day, rules, days)
    apart = np.sqrt(of_rules.var(ddof=1) + (of_rules - daily).var(axis=1, ddof=1)) * np.sqrt(days)

    def best(low, among=total):
        useful = low > 1e-9
        return one.policies[int(np.where(useful, among, -np.inf).argmax())] if useful.any() else "rules"

    def first(low):
        return one.policies[int((low > 0).argmax())] if (low > 0).any() else "rules"

    correct = [
        (one.decisions[p].ne("approve").to_numpy() == one.decisions["is_fraud"].to_numpy()).mean() for p in one.policies
    ]
    alone = np.quantile(resampled, 0.025, axis=1)
    corrected = np.quantile(resampled, 0.025 / k, axis=1)
    return {
        "+ percentiles": best(corrected),
        "+ percentiles, one side": best(np.quantile(resampled, 0.05 / k, axis=1)),
        "+ mirrored": best(2 * total - np.quantile(resampled, 1 - 0.025 / k, axis=1)),
        "+ normal from bootstrap": best(total - norm.ppf(1 - 0.025 / k) * resampled.std(axis=1)),
        "+ t by day": best(total - t.ppf(1 - 0.025 / k, days - 1) * error),
        "+ t by day, one side": best(total - t.ppf(1 - 0.05 / k, days - 1) * error),
        "+ max over policies": best(ratio - np.quantile(np.abs(centred).max(axis=0), 0.95)),
        "+ weeks of two days": best(
            total
            - t.ppf(1 - 0.025 / k, days // 2 - 1)
            * daily.reshape(k, -1, 2).sum(axis=2).std(axis=1, ddof=1)
            * np.sqrt(days // 2)
        ),
        "point estimate": best(total),
        "saves 5 % or more": best(total - 0.05 * rules.sum()),
        "no correction": best(alone),
        "no correction, 99 %": best(np.quantile(resampled, 0.005, axis=1)),
        "no correction, 90 %": best(np.quantile(resampled, 0.05, axis=1)),
        "rows, corrected": best(rows.sum(axis=1) - norm.ppf(1 - 0.025 / k) * row_error),
        "unpaired": best(total - norm.ppf(1 - 0.025 / k) * apart),
        "first": first(corrected),
        "accuracy": one.policies[int(np.argmax(correct))],
        "unlimited": one.policies[int(free.sum(axis=1).argmin())],
    }


def main(seeds):
    found = defaultdict(list)
    for seed in range(seeds):
        for kind, worlds in WORLDS.items():
            mine = defaultdict(int)
            for number in range(worlds):
                one = in_order(ledger_of(seed, kind, number))
                for method, answer in answers(one, np.random.default_rng([seed, number])).items():
                    mine[method] += answer == one.right
            for method, right in mine.items():
                found[method, kind].append(right)
    print(f"{seeds} seeds: right answers, least, 1 %, mean, 99 %, most; of {WORLDS}")
    for (method, kind), right in sorted(found.items()):
        print(
            f"{method:28} {kind:8} {min(right):4} {np.quantile(right, 0.01):6.1f} {np.mean(right):7.2f} {np.quantile(right, 0.99):6.1f} {max(right):4}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
