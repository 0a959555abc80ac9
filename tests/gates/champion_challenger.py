"""Where the bounds of evaluation/champion_challenger come from: right intervals and mistaken ones, over many slices.

Run `python tests/gates/champion_challenger.py [slices]` (20,000 by default, about 8 ms of CPU each) after any change to
`signoff.worlds.payments.slices`, and copy the extremes beside the bounds in `test_champion_challenger.py`. Slices of all
seeds are independent of each other, so a grade is 300 + 200 + 60 of them drawn from the many: 4,000 such grades are
looked at. Right methods carry a `+`; they must stay within every bound, a mistake beyond one of them. The bootstrap that divides by the
number of payments of the slice differs too little here: a planted slice of the tests (`all_alike`) refuses it.

`python tests/gates/champion_challenger.py expected [slices]` measures what stands in `slices.EXPECTED`.
"""

import importlib.util
import sys
from pathlib import Path

import numpy as np
from scipy.stats import t

from signoff.worlds.payments.slices import random_slice

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "exercises/03_evaluation/06_champion_challenger/test_champion_challenger.py"
SEED = 990_001
GRADES = 4_000


def module_of(path):
    spec = importlib.util.spec_from_file_location(f"gated_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


exercise = module_of(TESTS)


def costs_of(one):
    """Of a slice: EUR per 1,000 payments of each row under either model, and the number of each row's card."""
    payments, e = one.payments, one.economics
    fraud, amount, ids = (payments[name].to_numpy() for name in ("is_fraud", "amount_eur", "payment_id"))
    costs = []
    for model in exercise.MODELS:
        alerted = np.zeros(len(ids), dtype=bool)
        alerted[np.lexsort((ids, -payments[model].to_numpy()))[: one.budget]] = True
        costs.append(
            1000 * np.where(alerted, e["alert_eur"] + e["honest_eur"] * ~fraud, e["lost_share"] * amount * fraud)
        )
    return costs, np.unique(payments["card_id"].to_numpy(), return_inverse=True)[1]


def resampled(rng, groups, values, counts=None):
    """Means of values over draws of groups."""
    eur, count = np.bincount(groups, values), np.bincount(groups)
    chosen = rng.integers(0, len(count), (exercise.DRAWS, len(count)))
    return eur[chosen].sum(axis=1) / (count[chosen].sum(axis=1) if counts is None else counts)


def ends(draws):
    return np.quantile(draws, [0.025, 0.975])


def methods(one, rng):
    """Intervals of a slice by method, the reference's and what the others are measured by."""
    beside = exercise.measured(one)
    (old, new), card = costs_of(one)
    d, n = new - old, len(new)
    middle, by_card, by_row = beside["difference"], beside["card"], beside["row"]
    draws, rows = resampled(rng, card, d), resampled(rng, np.arange(n), d)
    eur, count = np.bincount(card, d), np.bincount(card)
    left_out = (eur.sum() - eur) / (n - count)
    cards = len(count)
    jackknife = t.ppf(0.975, cards - 1) * np.sqrt((cards - 1) / cards * ((left_out - left_out.mean()) ** 2).sum())
    apart = resampled(rng, card, new) - resampled(rng, card, old)

    def around(half):
        return np.array([middle - half, middle + half])

    return beside, {
        "+ bootstrap by card, percentiles": ends(draws),
        "+ bootstrap by card, standard error": around(1.96 * draws.std(ddof=1)),
        "+ bootstrap by card, mirrored": 2 * middle - ends(draws)[::-1],
        "bootstrap by card, sum over all payments": ends(resampled(rng, card, d, n)),
        "+ formula by card, normal": around(1.96 / t.ppf(0.975, cards - 1) * by_card),
        "+ jackknife by card": around(jackknife),
        "bootstrap by row": ends(rows),
        "by row, times 1.3": around(1.3 * by_row),
        "unpaired bootstrap by card": ends(apart),
        "one standard error": around(by_card / 1.96),
        "80 %": around(1.282 / 1.96 * by_card),
        "90 %": around(1.645 / 1.96 * by_card),
        "98 %": around(2.326 / 1.96 * by_card),
        "99 %": around(2.576 / 1.96 * by_card),
        "lowest and highest draw": np.array([draws.min(), draws.max()]),
        "one width for all slices": around(2_150.0),
        "margins of powers of two": around(2.0 ** np.round(np.log2(1.08 * by_card))),
        "leaning to one side": np.array([middle - 0.7 / 1.96 * by_card, middle + 3.3 / 1.96 * by_card]),
    }


def pool(kinds, number, rng):
    """Over many slices: whether each method's interval, and the reference's, holds the truth, and widths of methods."""
    held, right, width = {}, [], {}
    for place in range(number):
        one = random_slice(SEED, kinds[place % len(kinds)], place)
        beside, found = methods(one, rng)
        truth, middle, half = one.true_difference, beside["difference"], beside["card"]
        right.append(abs(middle - truth) <= half)
        for method, (low, high) in found.items():
            held.setdefault(method, []).append(low <= truth <= high)
            width.setdefault(method, []).append((high - low) / (2 * half))
    return {method: np.array(values) for method, values in held.items()}, np.array(right), {
        method: np.array(values) for method, values in width.items()
    }  # fmt: skip


def main(slices):
    rng = np.random.default_rng(1)
    differ, same = pool(["better", "worse"], slices * 3 // 5, rng), pool(["equal"], slices * 2 // 5, rng)
    print(
        f"{slices} slices; the reference holds {differ[1].mean():.4f} where one is better, {same[1].mean():.4f} where nothing differs"
    )
    picks = [
        [rng.choice(len(one[1]), size, replace=False) for _ in range(GRADES)]
        for one, size in ((differ, 300), (same, 200), (differ, 60))
    ]
    print(
        f"{GRADES} grades: smallest, mean, largest of held minus the reference's; of false winners minus the reference's; of width; of its scatter; share refused"
    )
    for method in differ[0]:
        above = np.array([(differ[0][method][rows].mean() - differ[1][rows].mean()) for rows in picks[0]])
        false = np.array([(same[1][rows].mean() - same[0][method][rows].mean()) for rows in picks[1]])
        width = np.array([differ[2][method][rows].mean() for rows in picks[2]])
        scatter = np.array([np.log(differ[2][method][rows]).std() for rows in picks[2]])
        few = (above < exercise.HELD) | (false > exercise.FALSE_WINNERS)
        refused = few | (width < exercise.NARROW) | (width > exercise.WIDE) | (scatter > exercise.SCATTER)
        told = "; ".join(
            f"{one.min():7.3f} {one.mean():7.3f} {one.max():7.3f}" for one in (above, false, width, scatter)
        )
        print(
            f"{method:44} {differ[0][method].mean():6.3f} {same[0][method].mean():6.3f}; {told}; {refused.mean():.4f}"
        )


def expected(slices):
    """Per 1,000 payments: EUR of fraud (unscaled) and honest customers alerted, that `better` has more than the champion."""
    eur, honest = [], []
    for number in range(slices):
        one = random_slice(SEED + 1, "better", number)
        old, new = (np.array(costs) for costs in costs_at(one))
        eur.append((new[0] - old[0]) / one.amount_scale)
        honest.append(new[1] - old[1])
    for name, values in (("fraud let through, EUR", eur), ("honest customers alerted", honest)):
        print(f"{name}: {np.mean(values):.2f}, standard error {np.std(values) / np.sqrt(slices):.2f}")


def costs_at(one):
    """For each model, per 1,000 payments: EUR of fraud let through, and honest payments alerted."""
    payments, n = one.payments, len(one.payments)
    fraud, amount, ids = (payments[name].to_numpy() for name in ("is_fraud", "amount_eur", "payment_id"))
    for model in exercise.MODELS:
        alerted = np.zeros(n, dtype=bool)
        alerted[np.lexsort((ids, -payments[model].to_numpy()))[: one.budget]] = True
        yield 1000 * amount[fraud & ~alerted].sum() / n, 1000 * (alerted & ~fraud).sum() / n


if __name__ == "__main__":
    if sys.argv[1:2] == ["expected"]:
        expected(int(sys.argv[2]) if len(sys.argv) > 2 else 60_000)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
