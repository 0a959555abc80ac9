"""Where the bounds of evaluation/cost_threshold come from: right methods and mistakes, over many seeds.

Run `python tests/gates/cost_threshold.py [seeds]` (200 by default, about two seconds of CPU each) after any change to
`signoff.worlds.onboarding.desk`, and copy the extremes beside the bounds in `test_cost_threshold.py`. A line is a method
on a kind of desk: its smallest and mean excess cost, what one in a hundred exceeds, the largest, and the smallest share of
the reviewers that it uses. Right methods carry a `+`; they must stay below the bound on every desk and on average, a
mistake above one of the two at each seed.
"""

import importlib.util
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "exercises/03_evaluation/02_cost_threshold/test_cost_threshold.py"


def module_of(path):
    spec = importlib.util.spec_from_file_location(f"gated_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


exercise = module_of(TESTS)
PLACES = 300


def realised(one, score, guilty):
    """The thresholds of the lowest cost that came about in these rows, on a grid of `PLACES`, within the capacity."""
    n, room = len(score), int(one.review_share * len(score))
    spent = {}
    for action in exercise.ACTIONS:
        price = [exercise.known_cost(float(mule), action, one.economics) for mule in (False, True)]
        spent[action] = np.r_[0, np.cumsum(np.where(guilty, price[1], price[0]))]
    grid = np.unique(np.linspace(0.3 * n, n, PLACES).astype(int))
    asked = grid[first_least((spent["open"] - spent["ask"])[grid])]  # the best place to begin asking, below each place
    least, found = np.inf, (n, n, n)
    for decline in grid:
        begin = np.searchsorted(grid, max(decline - room, 0))  # and just as many as can be reviewed, if off the grid
        review = np.r_[grid[(grid >= decline - room) & (grid <= decline)], max(decline - room, 0)]
        ask = np.r_[asked[(grid >= decline - room) & (grid <= decline)], asked[max(begin - 1, 0)]]
        ask = np.minimum(ask, review)
        total = spent["open"][ask] + spent["ask"][review] - spent["ask"][ask] - spent["decline"][decline]
        total += spent["review"][decline] - spent["review"][review]
        if total.min() < least:
            least, found = total.min(), (ask[total.argmin()], review[total.argmin()], decline)
    return np.r_[score, np.inf][list(found)].tolist()


def first_least(values):
    """Up to and with each place, where the least value so far stands."""
    return np.maximum.accumulate(np.where(values <= np.minimum.accumulate(values), np.arange(len(values)), 0))


def banded(one, score, p):
    """As `plan`, where many scores have the same probability: the band with the largest saving among all of its size."""
    prices = {action: exercise.known_cost(p, action, one.economics) for action in exercise.ACTIONS}
    without = np.minimum(np.minimum(prices["open"], prices["ask"]), prices["decline"])
    pays = np.flatnonzero(without - prices["review"] > 0)
    room = min(int(one.review_share * len(p)), len(pays))
    if not room:
        return exercise.plan(one, score, p, 0.0)
    saved = np.r_[0, np.cumsum(without - prices["review"])]
    begins = np.arange(pays[0], pays[-1] + 2 - room)
    begin = int(begins[(saved[begins + room] - saved[begins]).argmax()])
    asked = np.flatnonzero(prices["ask"][:begin] < prices["open"][:begin])
    places = [asked[0] if len(asked) else begin, begin, begin + room]
    return np.r_[score, np.inf][places].tolist()


def half_and_half(one, score, p):
    """A review band around the cut between declining and what comes before, by half of the reviews on either side."""
    ask, _, cut = exercise.plan(one, score, p, 0.0)
    right = exercise.plan(one, score, p)
    room = int(((score >= right[1]) & (score < right[2])).sum())
    at = int(np.searchsorted(score, cut))
    begin = max(at - room // 2, 0)
    edges = np.r_[score, np.inf]
    return [min(ask, float(edges[begin])), float(edges[begin]), float(edges[min(begin + room, len(score))])]


def methods(one):
    """Three thresholds by method."""
    month = exercise.validation_of(one)
    score, guilty = month["score"].to_numpy(), month["mule"].to_numpy()
    log_odds = np.log(score / (1 - score))[:, None]
    fitted = LogisticRegression(C=1e6).fit(log_odds, guilty).predict_proba(log_odds)[:, 1]
    door = exercise.at_the_door(score, one.kept)
    right, free, without = (exercise.plan(one, score, door, share) for share in (None, 1.0, 0.0))
    caught = np.cumsum(guilty[::-1])
    best = float(score[::-1][int((2 * caught / (np.arange(1, len(score) + 1) + caught[-1])).argmax())])
    half = 0.5 / (0.5 + 0.5 * one.kept)
    room = int(one.review_share * len(score))
    worst = max(score[score < free[2]][-room], free[1]) if room and free[1] < free[2] else without[2]
    isotonic = IsotonicRegression(y_min=0, y_max=1).fit_transform(score, guilty.astype(float))
    odds = np.minimum(score * one.kept / (1 - score), 1.0)
    training = one.scored[(one.scored["fold"] == "train").to_numpy()].sort_values("score")
    return {
        "+ prior correction": right,
        "+ logistic": exercise.plan(one, score, fitted),
        "+ isotonic": banded(one, score, isotonic),
        "+ realised cost": realised(one, score, guilty),
        "odds as probabilities": exercise.plan(one, score, odds),
        "kept too high by 0.4": exercise.plan(one, score, exercise.at_the_door(score, 1.4 * one.kept)),
        "kept too low by 0.3": exercise.plan(one, score, exercise.at_the_door(score, 0.7 * one.kept)),
        "band half and half": half_and_half(one, score, door),
        "scores as probabilities": exercise.plan(one, score, score),
        "sampling applied twice": exercise.plan(one, score, score / (score + one.kept * (1 - score))),
        "one cut, score of one half": [0.5] * 3,
        "one cut, one half at the door": [half] * 3,
        "declined from one half at the door": [*(min(at, half) for at in without[:1]), half, half],
        "one cut, best F1": [best] * 3,
        "declined at best F1": [min(without[0], best), best, best],
        "riskiest below the decline": [min(without[0], worst), worst, free[2] if room else worst],
        "riskiest of all": [without[0], max(score[-room], without[0]), np.inf] if room else without,
        "no reviews": without,
        "half of the reviews": exercise.plan(one, score, door, one.review_share / 2),
        "a quarter held back": exercise.plan(one, score, door, 0.75 * one.review_share),
        "realised cost on the training rows": realised(one, *(training[name].to_numpy() for name in ("score", "mule"))),
    }


def measured(seed):
    """(method, kind, excess, share of the reviewers used) of a seed."""
    rows = []
    for kind in exercise.KINDS:
        one = exercise.desk(seed, kind)
        p, scores = one.tomorrow["probability"].to_numpy(), one.tomorrow["score"].to_numpy()
        score = exercise.validation_of(one)["score"].to_numpy()
        found = methods(one)
        least = exercise.expected_eur(p, exercise.acted(scores, found["+ prior correction"]), one.economics)
        for method, at in found.items():
            excess = exercise.expected_eur(p, exercise.acted(scores, at), one.economics) / least - 1
            used = (exercise.acted(score, at) == 2).mean() / one.review_share if one.review_share else np.nan
            rows.append((method, kind, excess, used))
    return rows


def main(seeds):
    excess, used, worst, mean = (defaultdict(list) for _ in range(4))
    with ProcessPoolExecutor(1) as pool:
        for rows in pool.map(measured, range(seeds), chunksize=5):
            mine = defaultdict(list)
            for method, kind, above, share in rows:
                excess[method, kind].append(above)
                used[method, kind].append(share)
                mine[method].append(above)
            for method, above in mine.items():
                worst[method].append(max(above))
                mean[method].append(np.mean(above))
    print(f"{seeds} seeds: excess cost as a share, smallest, mean, 99 %, largest; smallest share of reviewers used")
    for method, values in worst.items():
        print(f"{method:40} worst desk       {told(values)}")
        print(f"{'':40} mean of desks    {told(mean[method])}")
        for kind in exercise.KINDS:
            at = excess[method, kind]
            print(f"{'':40} {kind:16} {told(at)} {min(used[method, kind]):8.4f}")


def told(values):
    """Smallest, mean, the one of a hundred that is exceeded, and largest."""
    return f"{min(values):8.4f} {np.mean(values):8.4f} {np.quantile(values, 0.99):8.4f} {max(values):8.4f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
