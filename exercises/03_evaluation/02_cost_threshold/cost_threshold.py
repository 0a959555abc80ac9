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
    raise NotImplementedError("write expected_cost: the brief is in README.md")


def decide(p: np.ndarray, economics: dict, capacity: int) -> np.ndarray:
    """The actions with the lowest expected cost in all, for the applicants of one day.

    Args:
        p: as in `expected_cost`.
        economics: as in `expected_cost`.
        capacity: how many reviews there can be that day, 0 or more.

    Returns:
        One of `ACTIONS` for each applicant, in the same order.
    """
    raise NotImplementedError("write decide: the brief is in README.md")


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
    raise NotImplementedError("write choose_thresholds: the brief is in README.md")


def decline_above(amount_eur: np.ndarray, economics: dict) -> np.ndarray:
    """The probability of fraud above which declining a payment is cheaper than letting it through, by its amount.

    Args:
        amount_eur: amount of each payment (float64, EUR; 0 for a card check, negative for a refund).
        economics: `lost_share`, `chargeback_eur`, `margin_share` and `goodwill_eur`, as in the brief.

    Returns:
        One probability per payment, in the same order; 1 where nothing is ever declined.
    """
    raise NotImplementedError("write decline_above: the brief is in README.md")
