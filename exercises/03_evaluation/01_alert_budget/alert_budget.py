"""Judge a model by the alerts a team can work (evaluation/alert_budget)."""

import numpy as np
import pandas as pd


def alert_queue(payments: pd.DataFrame, known: pd.DataFrame, days: pd.DatetimeIndex, k: int) -> pd.DataFrame:
    """The cards that the team looks at each day, most suspicious first.

    Args:
        payments: a row per payment: `payment_id`, `card_id` (int64), `scored_at` (datetime64[us, UTC]), `score`
            (float64, higher is more suspicious), `amount_eur` (float64, EUR, never negative), `is_fraud` (bool).
        known: a row per message that a card is compromised: `card_id` (int64), `known_at` (datetime64[us, UTC]).
        days: midnights (UTC) of the days on which the team works, ascending.
        k: how many cards the team looks at in a day, at least 1.

    Returns:
        A row per alert, day by day in order of rank: `day`, `card_id` (int64), `rank` (1 to `k`).
    """
    raise NotImplementedError("write alert_queue: the brief is in README.md")


def daily_report(payments: pd.DataFrame, known: pd.DataFrame, days: pd.DatetimeIndex, k: int) -> pd.DataFrame:
    """What the budget bought each day.

    Args:
        payments, known, days, k: as in `alert_queue`.

    Returns:
        A row per day of `days`, in that order: `day`, `cards`, `alerts`, `frauds`, `found` (whole numbers),
        `precision`, `fraud_eur`, `found_eur` (float).
    """
    raise NotImplementedError("write daily_report: the brief is in README.md")


def summary(payments: pd.DataFrame, known: pd.DataFrame, days: pd.DatetimeIndex, k: int) -> dict:
    """Three numbers for the board.

    Args:
        payments, known, days, k: as in `alert_queue`.

    Returns:
        `precision_at_k`, `value_detection_rate` and `pr_auc`, all float, NaN where nothing can be said.
    """
    raise NotImplementedError("write summary: the brief is in README.md")
