"""Where the bounds of evaluation/calibration come from: right methods and mistakes, over many seeds.

Run `python tests/gates/calibration.py [seeds]` (1,000 by default, about ten minutes of CPU on each of two cores) after any change to
the exercise's worlds, and copy the extremes into the comment above the bounds in `test_calibration.py`. Each line
shows a measured quantity, a method, and its smallest, mean and largest value; right methods carry a `+`.
"""

import importlib.util
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "exercises/03_evaluation/03_calibration/test_calibration.py"
SOLUTION = ROOT / "solutions/03_evaluation/03_calibration/calibration.py"


def module_of(path):
    spec = importlib.util.spec_from_file_location(f"gated_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


exercise, solution = module_of(TESTS), module_of(SOLUTION)


def logistic(features, rows, new):
    """A calibrator: logistic regression of the outcome on `features(score)`."""
    model = LogisticRegression(C=1e6).fit(features(rows["score"].to_numpy()), rows["defaulted"])
    return model.predict_proba(features(new))[:, 1]


def log_odds(score):
    return exercise.log_odds(score)[:, None]


def beta(score):
    return np.column_stack([np.log(score), -np.log(1 - score)])


def calibrators(cards):
    """Calibrated PDs of the untouched fold, by method."""
    scored, new = cards.scored, cards.new_scores
    held_out, train = scored[scored["fold"] == "calibration"], scored[scored["fold"] == "train"]
    odds = scored.groupby("fold")["defaulted"].mean().pipe(lambda rate: rate / (1 - rate))
    kept = odds["calibration"] / odds["train"]
    edges = np.unique(np.quantile(held_out["score"], np.linspace(0, 1, 11)[1:-1]))
    tenths = held_out["defaulted"].groupby(np.digitize(held_out["score"], edges)).mean()
    tenths = tenths.reindex(range(len(edges) + 1)).ffill().bfill()
    bands = held_out["defaulted"].groupby(held_out["score"] >= 0.5).mean()
    bad = held_out[held_out["defaulted"]]
    balanced = pd.concat([bad, held_out[~held_out["defaulted"]].sample(len(bad), random_state=0)])
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(held_out["score"], held_out["defaulted"])

    def corrected(score):
        return log_odds(solution.undo_undersampling(score, kept))

    return {
        "+ log-odds": logistic(log_odds, held_out, new),
        "+ raw score": logistic(lambda score: score[:, None], held_out, new),
        "+ beta": logistic(beta, held_out, new),
        "+ corrected, then log-odds": logistic(corrected, held_out, new),
        "+ isotonic": isotonic.predict(new),
        "+ ten groups": tenths.to_numpy()[np.digitize(new, edges)],
        "correction alone": solution.undo_undersampling(new, kept),
        "mean matched": np.clip(new * held_out["defaulted"].mean() / scored.loc[train.index, "score"].mean(), 0, 1),
        "straight line, clipped": np.clip(
            np.polyval(np.polyfit(held_out["score"], held_out["defaulted"], 1), new), 0, 1
        ),
        "two bands": np.where(new >= 0.5, bands[True], bands[False]) + 0.001 * new,
        "balanced fold": logistic(log_odds, balanced, new),
        "training fold": logistic(log_odds, train, new),
        "all rows": logistic(log_odds, scored, new),
        "base rate for everyone": np.full(len(new), held_out["defaulted"].mean()),
    }


def nulls(p, y, seed):
    """null_95 divided by the trusted one, by method, with as many draws as the test hands in."""
    rng, truth = np.random.default_rng([seed, 99]), exercise.known_null(p, np.random.default_rng([seed, 98]), 2_000)
    ranked, bins = np.sort(p), exercise.BINS
    means = ranked.reshape(bins, -1).mean(axis=1)

    def eces(rates):
        outcomes = (rng.random(len(p)) < rates for _ in range(800))
        return np.array([np.abs(hit.reshape(bins, -1).mean(axis=1) - means).mean() for hit in outcomes])

    sound = eces(ranked)
    return {
        "+ outcomes drawn from p": np.quantile(sound, 0.95) / truth,
        "+ outcomes drawn from the group's mean": np.quantile(eces(np.repeat(means, len(p) // bins)), 0.95) / truth,
        "mean of the draws": sound.mean() / truth,
        "outcomes drawn at the base rate": np.quantile(eces(y.mean()), 0.95) / truth,
    }


def corrections(day):
    """Probabilities of a day of payments, by method."""
    p, kept = day.scores, day.kept
    right = p * kept / (p * kept + 1 - p)
    assumed = right.mean() * 1.5
    return {
        "+ prior correction": right,
        "+ in single precision": right.astype(np.float32).astype(float),
        "+ never below 0.0001": np.maximum(right, 1e-4),
        "not corrected": p,
        "inverted": p / (p + kept * (1 - p)),
        "applied twice": p / (p + (1 - p) / kept**2),
        "on the probability": p * kept,
        "share of the log-odds": 1 / (1 + np.exp(-kept * np.log(p / (1 - p)))),
        "a base rate half as high again": p / (p + (1 - p) * p.mean() / (1 - p.mean()) * (1 - assumed) / assumed),
        "rounded to 0.001": np.round(right, 3),
        "never below 0.001": np.maximum(right, 1e-3),
        "one mean for all": np.full(len(p), right.mean()),
    }


def payments(seed):
    day, found = exercise.payments_of(seed), []
    for method, p in corrections(day).items():
        found.append(("payments: mean / true mean", method, p.mean() / day.true_p.mean()))
        found.append(("payments: excess log-loss, share", method, exercise.excess_share(p, day.true_p)))
    return found


def measure(seed):
    cards, found = exercise.cards_of(seed), payments(seed)
    y, reference = (
        cards.defaulted,
        exercise.log_loss(exercise.trusted_pd(cards.scored, cards.new_scores), cards.defaulted),
    )
    for method, p in calibrators(cards).items():
        found.append(("mean PD - default rate", method, p.mean() - y.mean()))
        found.append(("excess log-loss", method, exercise.log_loss(p, y) - reference))
        if method != "base rate for everyone":
            found.append(("calibration slope", method, exercise.slope(p, y)))
    rng = np.random.default_rng([seed, 4])
    for n in (300, 3_000):
        rows = rng.choice(len(cards.p), n, replace=False)
        found += [
            (f"null_95 / trusted, n = {n}", method, value)
            for method, value in nulls(cards.p[rows], y[rows], seed).items()
        ]
    for book in exercise.verdict_books(seed) + exercise.portfolio_books(seed):  # raises where a case cannot be planted
        error = solution.calibration_error(book.p, book.defaulted, exercise.BINS, exercise.DRAWS, seed)
        margin = error["ece"] / error["null_95"]
        found.append(("ece / null_95 of the reference", "sound" if book.calibrated else "wrong", margin))
        if book in exercise.portfolio_books(seed):
            truth = exercise.known_null(book.p, np.random.default_rng([seed, 9]))
            found.append(("report: null_95 / trusted", "+ reference", error["null_95"] / truth))
    for cached in (exercise.cards_of, exercise.payments_of, exercise.verdict_books, exercise.portfolio_books):
        cached.cache_clear()
    return found


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with ProcessPoolExecutor() as pool:
        found = [row for rows in pool.map(measure, range(seeds), chunksize=5) for row in rows]
    table = pd.DataFrame(found, columns=["quantity", "method", "value"]).groupby(["quantity", "method"])["value"]
    print(table.agg(["min", "mean", "std", "max"]).round(4).to_string())


if __name__ == "__main__":
    main()
