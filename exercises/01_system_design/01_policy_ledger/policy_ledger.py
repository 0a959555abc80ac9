"""Keep the rules unless a policy earns its place (system_design/policy_ledger)."""

import numpy as np
import pandas as pd

ACTIONS = ("approve", "step_up", "review", "decline")


def ledger(decisions: pd.DataFrame, policies: list[str], economics: dict, review_capacity: int) -> pd.DataFrame:
    """What the rules and each policy would have done and cost, one row each.

    Args:
        decisions: `payment_id` (int64), `arrived_at` (UTC), `amount_eur` (float64, EUR), `is_fraud` (bool), `rules` and a
            column per policy (text, one of `ACTIONS`; the rules never review); rows in any order, the index repeats.
        policies: names of the policies' columns, perhaps none.
        economics: prices and shares by name, as in the brief.
        review_capacity: reviews there can be on one UTC day, 0 or more.

    Returns:
        "rules", then the policies in the given order: `policy` (str), `approve`, `step_up`, `review`, `decline`,
        `unreviewed` (int64), `fraud_loss_eur`, `friction_eur`, `review_eur`, `total_eur` (float64).
    """
    raise NotImplementedError("write ledger: the brief is in README.md")


def recommend(
    decisions: pd.DataFrame, policies: list[str], economics: dict, review_capacity: int, draws: int, seed: int
) -> str:
    """The policy that saves most among those whose saving over the rules is beyond chance, or "rules".

    Args:
        decisions: as in `ledger`; 42 days or so.
        policies: as in `ledger`.
        economics: as in `ledger`.
        review_capacity: as in `ledger`.
        draws: how many resamples.
        seed: of the random numbers.

    Returns:
        One of `policies`, or "rules".
    """
    raise NotImplementedError("write recommend: the brief is in README.md")
