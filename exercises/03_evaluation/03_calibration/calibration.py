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
    raise NotImplementedError("write reliability: the brief is in README.md")


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
    raise NotImplementedError("write calibration_error: the brief is in README.md")


def brier(p: np.ndarray, y: np.ndarray, bins: int = 10) -> dict:
    """The Brier score, its parts, and the skill over a forecaster who knows only the base rate.

    Args:
        p, y, bins: as in `reliability`; both outcomes occur.

    Returns:
        `brier`, `reliability`, `resolution`, `uncertainty`, `skill`, all float.
    """
    raise NotImplementedError("write brier: the brief is in README.md")


def undo_undersampling(p: np.ndarray, kept: float) -> np.ndarray:
    """Probabilities at the through-the-door rate, from a model trained on all defaulters and a share of the payers.

    Args:
        p: what the model says, each strictly between 0 and 1.
        kept: the share of the payers that was kept for training, above 0 and at most 1 (1: nothing was left out).

    Returns:
        As many probabilities, in the same order.
    """
    raise NotImplementedError("write undo_undersampling: the brief is in README.md")


def calibrate(scored: pd.DataFrame, new_scores: np.ndarray) -> np.ndarray:
    """Probabilities of default for new customers, learned from scores whose outcome is known.

    Args:
        scored: `score` (float, strictly between 0 and 1, ties occur), `defaulted` (bool), `fold` (str: "train" or
            "calibration"); any row order.
        new_scores: scores of through-the-door customers, of the same model.

    Returns:
        One probability per new score, in the same order.
    """

    raise NotImplementedError("write calibrate: the brief is in README.md")


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
    raise NotImplementedError("write portfolio_report: the brief is in README.md")
