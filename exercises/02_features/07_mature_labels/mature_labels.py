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
    raise NotImplementedError("write training_labels: the brief is in README.md")


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
    raise NotImplementedError("write price_of_waiting: the brief is in README.md")
