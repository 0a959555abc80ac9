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
    # solution: begin
    folds = []
    while start + train + delay + test <= until:
        tested_from = start + train + delay
        folds.append((_rows(event_time, start, start + train), _rows(event_time, tested_from, tested_from + test)))
        start = start + test
    if not folds:
        raise ValueError(f"no whole fold fits: one takes {train + delay + test}, and there are {until - start}")
    return folds


def _rows(event_time, first, after):
    """Positions of the rows from `first` to before `after`."""
    return np.flatnonzero((event_time >= first) & (event_time < after))
    # solution: end


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
    # solution: begin
    happened, labelled = (times.reset_index(drop=True) for times in (event_time, label_at))
    found, tested = [], set()
    for fold, (train, test) in enumerate(splits):
        counts = _faults(train, test, happened, labelled, tested)
        found += [(fold, fault, rows) for fault, rows in counts.items() if rows]
        tested.update(test.tolist())
    return pd.DataFrame(found, columns=["fold", "fault", "rows"])


def _faults(train, test, happened, labelled, tested):
    """How many rows of one fold have each fault; `tested` are the rows that earlier folds tested."""
    if not len(test):
        return {}
    first = happened[test].min()
    apart = train[~np.isin(train, test)]
    past = apart[happened[apart] < first]
    return {
        "shared": len(train) - len(apart),
        "from_the_future": len(apart) - len(past),
        "label_unknown": int((~(labelled[past] <= first)).sum()),  # a label that never came compares as False
        "tested_before": len(tested.intersection(test.tolist())),
    }
    # solution: end


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
    # solution: begin
    outcome, year = calls["subscribed"].to_numpy(), calls["contact_year"].to_numpy()
    aucs = []
    for fold in _folds(len(calls), seed):
        rest = np.setdiff1d(np.arange(len(calls)), fold)
        aucs.append(roc_auc_score(outcome[fold], model.fit_predict(rest, fold)))
    before, later = np.flatnonzero(year == 2008), np.flatnonzero(year > 2008)
    predicted = model.fit_predict(before, later)
    return {
        "random_auc": float(np.mean(aucs)),
        "later_auc": float(roc_auc_score(outcome[later], predicted)),
        "later_predicted": float(np.mean(predicted)),
        "later_observed": float(outcome[later].mean()),
    }


def _folds(rows, seed):
    """Five random folds of equal size."""
    return np.array_split(np.random.default_rng(seed).permutation(rows), 5)
    # solution: end
