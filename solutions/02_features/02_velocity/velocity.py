"""Count what a card did before (features/velocity)."""

import numpy as np
import pandas as pd

WINDOWS = {"1h": pd.Timedelta("1h"), "24h": pd.Timedelta("24h"), "7d": pd.Timedelta("7D")}


def velocity(scored: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    """Describe the last hour, day and week of each transaction's card, as they were known when it was scored.

    Args:
        scored: a row per transaction: `transaction_id` (int64, unique), `card_id`, `customer_id`, `merchant_id`
            (int64), `event_time`, `scored_at` (datetime64[us, UTC]) and `amount_eur` (float64, EUR).
        history: a row per record received, repeats among them: `record_id` (unique), `transaction_id`, `card_id`,
            `customer_id`, `merchant_id` (int64), `event_time`, `available_at` (when it could first be read; both
            datetime64[us, UTC]), `amount` (float64, in `currency`), `currency` and `amount_eur` (float64, EUR).

    Returns:
        A row per row of `scored`, same order and index: `transaction_id` and, for each window of `WINDOWS`,
        `count_*`, `sum_*` (EUR) and `merchants_*` (how many different), 0 where nothing counts.
    """
    # solution: begin
    records = history.sort_values("available_at").drop_duplicates("transaction_id").sort_values("event_time")
    pairs = _pairs(scored, records, max(WINDOWS.values()))
    row, record = scored.iloc[pairs["row"]], records.iloc[pairs["record"]]
    pairs["ago"] = row["event_time"].array - record["event_time"].array
    pairs["merchant"], pairs["eur"] = record["merchant_id"].array, record["amount_eur"].array
    pairs = pairs[np.asarray(record["available_at"].array <= row["scored_at"].array)]
    found = {"transaction_id": scored["transaction_id"].array}
    for name, window in WINDOWS.items():
        inside = pairs[pairs["ago"] <= window]
        found[f"count_{name}"] = _per_row(inside["row"], len(scored))
        found[f"sum_{name}"] = _per_row(inside["row"], len(scored), weights=inside["eur"])
        found[f"merchants_{name}"] = _per_row(inside.drop_duplicates(["row", "merchant"])["row"], len(scored))
    return pd.DataFrame(found, index=scored.index)


def _pairs(scored, records, window):
    """Positions of each transaction (`row`) and of each record of its card (`record`) within `window` before it."""
    of_card = records.groupby("card_id").indices
    at, happened = scored["event_time"].array, records["event_time"].array
    rows, found = [np.empty(0, int)], [np.empty(0, int)]
    for card, asked in scored.groupby("card_id").indices.items():
        own = of_card.get(card, np.empty(0, int))  # sorted by event_time, as the records are
        first = happened[own].searchsorted(at[asked] - window)  # on the edge counts
        after = happened[own].searchsorted(at[asked])  # at the same instant does not
        each = after - first
        within = np.arange(each.sum()) - np.repeat(each.cumsum() - each, each)
        rows.append(np.repeat(asked, each))
        found.append(own[np.repeat(first, each) + within])
    return pd.DataFrame({"row": np.concatenate(rows), "record": np.concatenate(found)})


def _per_row(rows, length, weights=None):
    """How many pairs, or how much of `weights`, each row has."""
    return np.bincount(rows, weights=weights, minlength=length)
    # solution: end
