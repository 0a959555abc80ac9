"""Value a policy whose loans nobody gave (evaluation/selective_labels)."""

import numpy as np
import pandas as pd

Z = 1.96
LEAST = 30


def bounds(log: pd.DataFrame, policy: np.ndarray) -> dict:
    """What the new policy's approvals in this log earn at the least and at the most, without any assumption.

    Args:
        log: an application per row, in any order, on an index that may repeat: `score` (float64, of the old policy),
            `propensity` (float64, 0 to 1: with which probability the old policy, exploration included, approved this
            application), `approved` (bool), `profit_eur` (float64, EUR; NaN where not approved), `exposure_eur` and
            `interest_eur` (float64, EUR: the most that the loan can lose, and earn).
        policy: whether the new policy approves (bool), one per row of `log`, in its order.

    Returns:
        `low`, `high` (float): mean EUR per approval of the new policy. NaN where it approves nobody.
    """
    # solution: begin
    profit, seen = log["profit_eur"].to_numpy(), log["approved"].to_numpy()
    return {
        "low": _mean(np.where(seen, profit, -log["exposure_eur"].to_numpy())[policy]),
        "high": _mean(np.where(seen, profit, log["interest_eur"].to_numpy())[policy]),
    }
    # solution: end


def policy_value(log: pd.DataFrame, policy: np.ndarray) -> dict:
    """What an approval of the new policy earns on average, as far as the old policy's exploration can tell.

    Args:
        log: as in `bounds`.
        policy: as in `bounds`.

    Returns:
        All float: `supported` (share), `effective_n`, and in EUR per approval `estimate`, `low`, `high` (of the
        supported approvals) and `all_low`, `all_high` (of all). NaN where there is no answer.
    """
    # solution: begin
    propensity = log["propensity"].to_numpy()
    possible = policy & (propensity > 0)
    seen = possible & log["approved"].to_numpy()
    weight, profit = 1 / propensity[seen], log["profit_eur"].to_numpy()[seen]
    total = weight.sum()
    effective = total**2 / (weight**2).sum() if seen.any() else 0.0
    found = {"supported": _mean(possible[policy]), "effective_n": float(effective)}
    if effective < LEAST:
        least = bounds(log, policy)
        nothing = dict.fromkeys(("estimate", "low", "high"), np.nan)
        return found | nothing | {"all_low": least["low"], "all_high": least["high"]}
    estimate = (weight * profit).sum() / total
    half = Z * np.sqrt((weight**2 * (profit - estimate) ** 2).sum()) / total
    blind = policy & ~possible
    worst, best = -log["exposure_eur"].to_numpy()[blind].sum(), log["interest_eur"].to_numpy()[blind].sum()
    return found | {
        "estimate": float(estimate),
        "low": float(estimate - half),
        "high": float(estimate + half),
        "all_low": float((possible.sum() * (estimate - half) + worst) / policy.sum()),
        "all_high": float((possible.sum() * (estimate + half) + best) / policy.sum()),
    }
    # solution: end


def exploration_budget(bands: pd.DataFrame, within_eur: float, months: int) -> pd.DataFrame:
    """How many declined applicants of each band to approve at random, and what that is expected to cost.

    Args:
        bands: `band` (str), `declined` (int64, applicants a month that the old policy declines, 0 or more), `sd_eur` (float64,
            above 0: standard deviation of the profit of a loan of this band) and `expected_eur` (float64: its expected profit).
        within_eur: the mean profit of each band is to be known to plus or minus this (EUR, above 0) with 95 % confidence.
        months: in so many months (1 or more).

    Returns:
        A row per band, in the order handed in: `band`, `approvals` (whole number), `propensity`, `cost_eur` (float).
    """
    # solution: begin
    approvals = np.maximum(np.ceil((Z * bands["sd_eur"] / within_eur) ** 2), LEAST)
    there = bands["declined"] * months
    possible = approvals <= there
    return pd.DataFrame(
        {
            "band": bands["band"],
            "approvals": approvals.astype("int64"),
            "propensity": (approvals / there.where(possible)),
            "cost_eur": (-approvals * bands["expected_eur"]).where(possible),
        }
    )


def _mean(values):
    return float(values.mean()) if len(values) else np.nan
    # solution: end
