"""Labels you can train on (features/mature_labels)."""

import numpy as np
import pandas as pd


def training_labels(
    transactions: pd.DataFrame,
    decisions: pd.DataFrame,
    reports: pd.DataFrame,
    as_of: pd.Timestamp,
    maturity: pd.Timedelta,
) -> pd.DataFrame:
    """The label that each payment has at `as_of`, as far as it has one, with its weight and the reason.

    Args:
        transactions: a row per payment: `transaction_id` (str, unique), `event_time`, `amount_eur` (EUR). All times
            are datetime64[us, UTC].
        decisions: the log: `transaction_id`, `decided_at`, `action` (approve, decline, review, step_up), `source`
            (model, analyst, fallback), `propensity` (probability of approval).
        reports: what was heard: `transaction_id`, `kind` (fraud, reversed, service), `reported_at`, `available_at`.
        as_of: the moment at which the labels are made.
        maturity: the age from which silence counts as legitimate.

    Returns:
        The index and order of `transactions`: `label` (1, 0 or missing), `weight` (float, 0 without a label), `why`
        (undecided, declined, fallback, immature, fraud, reversed, no_report).
    """
    # solution: begin
    ids = transactions["transaction_id"]
    known = decisions[decisions["decided_at"] <= as_of].sort_values("decided_at")
    last = known.drop_duplicates("transaction_id", keep="last").set_index("transaction_id").reindex(ids)
    heard = reports[(reports["available_at"] <= as_of) & reports["kind"].isin(["fraud", "reversed"])]
    newest = heard.sort_values("reported_at").drop_duplicates("transaction_id", keep="last")
    word = newest.set_index("transaction_id")["kind"].reindex(ids)

    action = last["action"].to_numpy()
    reasons = {
        "undecided": ~np.isin(action.astype(str), ["approve", "decline"]),
        "declined": action == "decline",
        "fallback": (last["source"] == "fallback").to_numpy(),
        "immature": (as_of - transactions["event_time"] < maturity).to_numpy(),
        "fraud": (word == "fraud").to_numpy(),
        "reversed": (word == "reversed").to_numpy(),
    }
    why = pd.Series(np.select(list(reasons.values()), list(reasons), default="no_report"), transactions.index)
    label = why.map({"fraud": 1.0, "reversed": 0.0, "no_report": 0.0}).astype(float)
    propensity = pd.Series(last["propensity"].to_numpy(dtype=float), transactions.index)
    weight = (1 / propensity.where(label.notna())).fillna(0.0)
    return pd.DataFrame({"label": label, "weight": weight, "why": why.astype("str")})
    # solution: end


def price_of_waiting(
    transactions: pd.DataFrame,
    decisions: pd.DataFrame,
    reports: pd.DataFrame,
    as_of: pd.Timestamp,
    maturities: list[pd.Timedelta],
) -> pd.DataFrame:
    """What each maturity costs in staleness and buys in completeness.

    Args:
        transactions: as in `training_labels`, like the next three.
        decisions: the log.
        reports: what was heard.
        as_of: the moment at which the labels are made.
        maturities: what to compare; at least one, all different, in any order.

    Returns:
        A row per maturity, in the order given: `maturity`, `usable` (labelled rows), `staleness_days` (age of the newest
        labelled row), `completeness` (share of the frauds, as labelled under the longest maturity, whose first fraud
        report was received within this one).
    """
    # solution: begin
    age = as_of - transactions["event_time"]
    fraud = reports[(reports["available_at"] <= as_of) & (reports["kind"] == "fraud")]
    first = fraud.groupby("transaction_id")["available_at"].min().reindex(transactions["transaction_id"])
    delay = pd.Series(first.array, transactions.index) - transactions["event_time"]
    oldest = training_labels(transactions, decisions, reports, as_of, max(maturities))
    delay = delay[(oldest["label"] == 1).to_numpy()]
    rows = []
    for maturity in maturities:
        labelled = training_labels(transactions, decisions, reports, as_of, maturity)["label"].notna()
        staleness, complete = age[labelled].min() / pd.Timedelta("1D"), (delay <= maturity).mean()
        rows.append((maturity, int(labelled.sum()), float(staleness), float(complete) if len(delay) else np.nan))
    return pd.DataFrame(rows, columns=["maturity", "usable", "staleness_days", "completeness"])
    # solution: end
