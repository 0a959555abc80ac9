"""Let a challenger win only if it is better (evaluation/champion_challenger)."""

import numpy as np
import pandas as pd


def alerts(payments: pd.DataFrame, model: str, budget: int) -> np.ndarray:
    """Which payments a model alerts when the team can look at `budget` of them.

    Args:
        payments: a slice with the columns of the brief, rows in any order, on an index that means nothing.
        model: the column with the model's score, `"champion"` or `"challenger"`; higher is more suspicious.
        budget: how many payments can be alerted, 0 or more.

    Returns:
        One bool per payment, in the order handed in.
    """
    raise NotImplementedError("write alerts: the brief is in README.md")


def swaps(payments: pd.DataFrame, budget: int) -> pd.DataFrame:
    """What changes hands when the challenger takes over from the champion, both at `budget` alerts.

    Args:
        payments: as in `alerts`.
        budget: as in `alerts`, for each of the two.

    Returns:
        Four rows: `group` ("both", "swapped_in", "swapped_out", "neither", in this order), `payments`, `frauds`,
        `honest` (whole numbers) and `fraud_eur`.
    """
    raise NotImplementedError("write swaps: the brief is in README.md")


def compare(payments: pd.DataFrame, budget: int, economics: dict, draws: int, seed: int) -> dict:
    """Whether the challenger costs less than the champion, with how much of that could be chance.

    Args:
        payments: as in `alerts`, of at least two cards.
        budget: as in `alerts`, for each of the two.
        economics: `lost_share` (0 to 1), `alert_eur` and `honest_eur` (EUR), as in the brief.
        draws: how many resamples, if the method resamples.
        seed: for its random numbers, if it has any.

    Returns:
        `difference`, `low`, `high` (float, EUR per 1,000 payments, challenger minus champion) and `verdict`
        ("challenger", "champion" or "no_difference_shown").
    """
    raise NotImplementedError("write compare: the brief is in README.md")
