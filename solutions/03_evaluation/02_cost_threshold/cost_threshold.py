"""Put a price on each mistake (evaluation/cost_threshold)."""

import numpy as np
import pandas as pd

ACTIONS = ("open", "ask", "decline", "review")


def expected_cost(p: np.ndarray, actions: np.ndarray, economics: dict) -> np.ndarray:
    """What each applicant is expected to cost, in EUR, under the action planned for them.

    Args:
        p: probability that the applicant is a mule (float64, 0 to 1, both included).
        actions: one of `ACTIONS` for each (str), in the same order.
        economics: EUR and shares by name, as in the brief.

    Returns:
        One float per applicant, in the same order.

    Raises:
        ValueError: an action is none of `ACTIONS`.
    """
    # solution: begin
    unknown = sorted(set(actions) - set(ACTIONS))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no action: there are {', '.join(ACTIONS)}")
    costs = _costs(p, economics)
    return np.select([actions == one for one in ACTIONS], [costs[one] for one in ACTIONS])
    # solution: end


def decide(p: np.ndarray, economics: dict, capacity: int) -> np.ndarray:
    """The actions with the lowest expected cost in all, for the applicants of one day.

    Args:
        p: as in `expected_cost`.
        economics: as in `expected_cost`.
        capacity: how many reviews there can be that day, 0 or more.

    Returns:
        One of `ACTIONS` for each applicant, in the same order.
    """
    # solution: begin
    costs = _costs(p, economics)
    without = np.array([costs[one] for one in ACTIONS[:3]])
    found = np.array(ACTIONS, dtype=object)[without.argmin(axis=0)]  # the first of equals
    saved = without.min(axis=0) - costs["review"]
    most = np.argsort(-saved, kind="stable")[:capacity]
    found[most[saved[most] > 0]] = "review"
    return found
    # solution: end


def choose_thresholds(scored: pd.DataFrame, economics: dict, review_share: float, kept: float) -> dict:
    """The scores from which applicants are asked, reviewed and declined.

    Args:
        scored: `score` (float64, strictly between 0 and 1), `mule` (bool), `fold` (str: "train", "validation" or
            "test"); rows in any order, the index repeats.
        economics: as in `expected_cost`.
        review_share: at most this share of the applicants can be reviewed, 0 to 1.
        kept: share of the honest applicants that was left in the model's training sample, above 0 and at most 1.

    Returns:
        `ask_from`, `review_from`, `decline_from` (float, none below the one before).
    """
    # solution: begin
    score = np.sort(scored.loc[scored["fold"] == "validation", "score"].to_numpy())
    p = score * kept / (score * kept + 1 - score)  # an honest applicant in the sample stands for 1 / kept at the door
    actions = decide(p, economics, int(review_share * len(p)))
    level = np.select([actions == one for one in ("ask", "review", "decline")], [1, 2, 3])

    def first(least):
        return float(score[level >= least].min(initial=np.inf))

    return {"ask_from": first(1), "review_from": first(2), "decline_from": first(3)}
    # solution: end


def decline_above(amount_eur: np.ndarray, economics: dict) -> np.ndarray:
    """The probability of fraud above which declining a payment is cheaper than letting it through, by its amount.

    Args:
        amount_eur: amount of each payment (float64, EUR; 0 for a card check, negative for a refund).
        economics: `lost_share`, `chargeback_eur`, `margin_share` and `goodwill_eur`, as in the brief.

    Returns:
        One probability per payment, in the same order; 1 where nothing is ever declined.
    """
    # solution: begin
    fraud_paid = economics["lost_share"] * amount_eur + economics["chargeback_eur"]
    honest_declined = economics["margin_share"] * amount_eur + economics["goodwill_eur"]
    at_stake = (amount_eur >= 0) & (fraud_paid > 0)
    return np.where(at_stake, honest_declined / np.where(at_stake, fraud_paid + honest_declined, 1), 1.0)


def _costs(p, economics):
    """EUR of each action for each applicant: the work, mules that get through, honest applicants who are lost."""
    mule, honest = p * economics["mule_eur"], (1 - p) * economics["turned_away_eur"]
    return {
        "open": mule,
        "ask": economics["document_eur"] + mule * (1 - economics["document_stops"]) + honest * economics["document_loses"],
        "decline": honest,
        "review": economics["review_eur"] + mule * (1 - economics["review_stops"]) + honest * economics["review_loses"],
    }  # fmt: skip
    # solution: end
