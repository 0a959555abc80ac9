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
    # solution: begin
    cards = _card_days(payments, known, days)
    return cards.loc[cards["rank"] <= k, ["day", "card_id", "rank"]].reset_index(drop=True)


def _card_days(payments, known, days):
    """A row per card and day in the queue, day by day in order of rank."""
    eur, fraud = payments["amount_eur"], payments["is_fraud"]
    rows = payments[["card_id", "score", "amount_eur", "is_fraud"]].assign(
        day=payments["scored_at"].dt.floor("D"), fraud_eur=eur.where(fraud, 0.0)
    )
    cards = (
        rows[rows["day"].isin(days)]
        .groupby(["day", "card_id"], as_index=False)
        .agg(
            score=("score", "max"),
            largest=("amount_eur", "max"),
            is_fraud=("is_fraud", "any"),
            fraud_eur=("fraud_eur", "sum"),
        )
    )
    known_since = known.groupby("card_id")["known_at"].min().reindex(cards["card_id"]).array
    cards = cards[~np.asarray(known_since <= cards["day"].array)]
    cards = cards.sort_values(["day", "score", "largest", "card_id"], ascending=[True, False, False, True])
    return cards.assign(rank=cards.groupby("day").cumcount() + 1)
    # solution: end


def daily_report(payments: pd.DataFrame, known: pd.DataFrame, days: pd.DatetimeIndex, k: int) -> pd.DataFrame:
    """What the budget bought each day.

    Args:
        payments, known, days, k: as in `alert_queue`.

    Returns:
        A row per day of `days`, in that order: `day`, `cards`, `alerts`, `frauds`, `found` (whole numbers),
        `precision`, `fraud_eur`, `found_eur` (float).
    """
    # solution: begin
    cards = _card_days(payments, known, days)
    alerted = cards["rank"] <= k
    cards = cards.assign(
        cards=1,
        alerts=alerted.astype(int),
        frauds=cards["is_fraud"].astype(int),
        found=(alerted & cards["is_fraud"]).astype(int),
        found_eur=cards["fraud_eur"].where(alerted, 0.0),
    )
    told = ["cards", "alerts", "frauds", "found", "fraud_eur", "found_eur"]
    report = cards.groupby("day")[told].sum().reindex(days, fill_value=0).rename_axis("day").reset_index()
    return report.assign(precision=report["found"] / k)
    # solution: end


def summary(payments: pd.DataFrame, known: pd.DataFrame, days: pd.DatetimeIndex, k: int) -> dict:
    """Three numbers for the board.

    Args:
        payments, known, days, k: as in `alert_queue`.

    Returns:
        `precision_at_k`, `value_detection_rate` and `pr_auc`, all float, NaN where nothing can be said.
    """
    # solution: begin
    report, cards = daily_report(payments, known, days, k), _card_days(payments, known, days)
    at_stake = report["fraud_eur"].sum()
    steps = cards.groupby("score")["is_fraud"].agg(["sum", "size"]).sort_index(ascending=False)
    reached = steps["sum"].cumsum() / steps["size"].cumsum()
    frauds = steps["sum"].sum()
    return {
        "precision_at_k": float(report["precision"].mean()),
        "value_detection_rate": float(report["found_eur"].sum() / at_stake) if at_stake else np.nan,
        "pr_auc": float((steps["sum"] * reached).sum() / frauds) if frauds else np.nan,
    }
    # solution: end
