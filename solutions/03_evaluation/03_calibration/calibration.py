"""Turn scores into probabilities and prove it (evaluation/calibration)."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression


def reliability(p: np.ndarray, y: np.ndarray, bins: int = 10) -> pd.DataFrame:
    """What was predicted beside what happened, in groups of equal number.

    Args:
        p: predicted probability of default of each loan, 0 to 1, in any order, no two alike.
        y: whether it defaulted (bool), in the same order.
        bins: number of groups, at most `len(p)`.

    Returns:
        One row per group, lowest predictions first: `n` (int, sizes differ by at most one), `mean_predicted` and
        `observed_rate` (float).
    """
    # solution: begin
    groups = np.array_split(np.argsort(p), bins)
    return pd.DataFrame(
        {
            "n": [len(rows) for rows in groups],
            "mean_predicted": [p[rows].mean() for rows in groups],
            "observed_rate": [y[rows].mean() for rows in groups],
        }
    )
    # solution: end


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10, draws: int = 500, seed: int = 0) -> dict:
    """The expected calibration error, beside what sound PDs would show at this n.

    Args:
        p, y, bins: as in `reliability`.
        draws: how many sets of outcomes to draw for the null band.
        seed: of the random numbers; the same seed gives the same answer.

    Returns:
        `n` (int), `ece` (float), `null_95` (float: the 95th percentile of the ECE when each loan defaults with its own
        PD) and `miscalibrated` (bool: the error lies above the band).
    """
    # solution: begin
    table, rng, ranked = reliability(p, y, bins), np.random.default_rng(seed), np.sort(p)
    ece = np.average((table["observed_rate"] - table["mean_predicted"]).abs(), weights=table["n"])
    starts = table["n"].cumsum() - table["n"]
    null = [
        np.abs(np.add.reduceat((rng.random(len(p)) < ranked) - ranked, starts)).sum() / len(p) for _ in range(draws)
    ]
    null_95 = np.quantile(null, 0.95)
    return {"n": len(p), "ece": float(ece), "null_95": float(null_95), "miscalibrated": bool(ece > null_95)}
    # solution: end


def brier(p: np.ndarray, y: np.ndarray, bins: int = 10) -> dict:
    """The Brier score, its parts, and the skill over a forecaster who knows only the base rate.

    Args:
        p, y, bins: as in `reliability`; both outcomes occur.

    Returns:
        `brier`, `reliability`, `resolution`, `uncertainty`, `skill`, all float.
    """
    # solution: begin
    table, base = reliability(p, y, bins), y.mean()
    score, uncertainty = np.mean((p - y) ** 2), base * (1 - base)
    return {
        "brier": float(score),
        "reliability": float(np.average((table["mean_predicted"] - table["observed_rate"]) ** 2, weights=table["n"])),
        "resolution": float(np.average((table["observed_rate"] - base) ** 2, weights=table["n"])),
        "uncertainty": float(uncertainty),
        "skill": float(1 - score / uncertainty),
    }
    # solution: end


def undo_undersampling(p: np.ndarray, kept: float) -> np.ndarray:
    """Probabilities at the through-the-door rate, from a model trained on all defaulters and a share of the payers.

    Args:
        p: what the model says, each strictly between 0 and 1.
        kept: the share of the payers that was kept for training, above 0 and at most 1 (1: nothing was left out).

    Returns:
        As many probabilities, in the same order.
    """
    # solution: begin
    return p * kept / (p * kept + 1 - p)  # a sampled account stands for itself if it defaulted, for 1 / kept if it paid
    # solution: end


def calibrate(scored: pd.DataFrame, new_scores: np.ndarray) -> np.ndarray:
    """Probabilities of default for new customers, learned from scores whose outcome is known.

    Args:
        scored: `score` (float, strictly between 0 and 1, ties occur), `defaulted` (bool), `fold` (str: "train" or
            "calibration"); any row order.
        new_scores: scores of through-the-door customers, of the same model.

    Returns:
        One probability per new score, in the same order.
    """

    # solution: begin
    def log_odds(score):
        return np.log(score / (1 - score)).reshape(-1, 1)

    held_out = scored[scored["fold"] == "calibration"]
    model = LogisticRegression(C=1e6).fit(log_odds(held_out["score"].to_numpy()), held_out["defaulted"])
    return model.predict_proba(log_odds(new_scores))[:, 1]
    # solution: end


def portfolio_report(loans: pd.DataFrame, bins: int = 10, draws: int = 500, seed: int = 0) -> pd.DataFrame:
    """Which portfolio's PDs can be used for price and provision, and how much they know.

    Args:
        loans: `portfolio` (str), `sample` (str: "training", resampled for fitting, or "through_the_door"), `p` (float),
            `defaulted` (bool); any row order.
        bins, draws, seed: as in `calibration_error`, the same for every portfolio.

    Returns:
        One row per portfolio, highest skill first: `portfolio`, `n` (int), `base_rate`, `brier`, `skill`, `ece`,
        `null_95` (float), `calibrated` (bool).
    """
    # solution: begin
    rows = []
    for portfolio, its in loans[loans["sample"] == "through_the_door"].groupby("portfolio"):
        p, y = its["p"].to_numpy(), its["defaulted"].to_numpy()
        score, error = brier(p, y, bins), calibration_error(p, y, bins, draws, seed)
        rows.append(
            {
                "portfolio": portfolio,
                "n": error["n"],
                "base_rate": y.mean(),
                "brier": score["brier"],
                "skill": score["skill"],
                "ece": error["ece"],
                "null_95": error["null_95"],
                "calibrated": not error["miscalibrated"],
            }
        )
    return pd.DataFrame(rows).sort_values("skill", ascending=False, ignore_index=True)
    # solution: end
