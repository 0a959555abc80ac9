"""Test a model on days it could not have known (evaluation/temporal_validation)."""

from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score


def prequential_splits(
    event_time: pd.Series,
    start: pd.Timestamp,
    until: pd.Timestamp,
    train: pd.Timedelta,
    delay: pd.Timedelta,
    test: pd.Timedelta,
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Folds that train on the past, wait for its labels, and test on what comes next.

    Args:
        event_time: when each payment happened (datetime64[us, UTC]), in any order, under any index.
        start: where the first training window begins (UTC).
        until: where the last test window must have ended (UTC).
        train, test: length of the windows, above zero.
        delay: how long labels take, from zero on: the gap between the two windows.

    Returns:
        A pair of arrays for each fold, the oldest first: row positions (from 0) to train on, and to test on.

    Raises:
        ValueError: not one whole fold fits between `start` and `until`.
    """
    raise NotImplementedError("write prequential_splits: the brief is in README.md")


def check_splits(
    splits: list[tuple[np.ndarray, np.ndarray]], event_time: pd.Series, label_at: pd.Series
) -> pd.DataFrame:
    """What is wrong with folds that somebody else has made.

    Args:
        splits: pairs of arrays of row positions, to train on and to test on; an array may be empty.
        event_time: when each payment happened (datetime64[us, UTC]), in any order, under any index.
        label_at: when its label was known (datetime64[us, UTC]), row by row beside `event_time`; NaT if it never was.

    Returns:
        A row for each fault of a fold, by fold: `fold` (from 0), `fault` (str), `rows` (how many).
    """
    raise NotImplementedError("write check_splits: the brief is in README.md")


def compare(calls: pd.DataFrame, model: Any, seed: int) -> dict:
    """What a model promises by random folds, and what it keeps in the years after.

    Args:
        calls: a row per client called, in order of date: `contact_year` (int64: 2008, 2009, 2010), `subscribed` (bool).
        model: `model.fit_predict(train, test)` trains on the rows at the positions `train` and returns the
            predicted probability for each of those at `test`, a float64 array.
        seed: of the random folds.

    Returns:
        `random_auc`, `later_auc`, `later_predicted`, `later_observed`, all float.
    """
    raise NotImplementedError("write compare: the brief is in README.md")
