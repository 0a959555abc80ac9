"""A model of who says yes to the bank's calls, to try an evaluation on: every third call of `bank_marketing`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

from signoff.worlds.datasets import bank_marketing

_EVERY_NTH, _TREES, _LEAF = 3, 20, 10


@dataclass(frozen=True)
class CallModel:
    """A small forest that is trained afresh whenever it is asked, always with the same random numbers.

    `features` (float32) has a row per call, `outcome` (bool) whether it was answered with yes.
    """

    features: np.ndarray
    outcome: np.ndarray

    def fit_predict(self, train: Any, test: Any) -> np.ndarray:
        """The probability of yes (float64) for each call at the positions `test`, by a forest trained on those at `train`."""
        train, test = np.asarray(train), np.asarray(test)
        forest = RandomForestClassifier(_TREES, min_samples_leaf=_LEAF, n_jobs=1, random_state=0)
        predicted = forest.fit(self.features[train], self.outcome[train]).predict_proba(self.features[test])
        return np.asarray(predicted[:, list(forest.classes_).index(True)])


def called() -> tuple[pd.DataFrame, CallModel]:
    """The calls in order of date, `contact_year` (int64) and `subscribed` (bool) on a RangeIndex, and the model of them.

    The model is not shown `contact_year`, nor `call_seconds`, which is known only when the call is over.
    """
    calls, features = _called()
    return calls.copy(), CallModel(features, calls["subscribed"].to_numpy(copy=True))


@cache
def _called() -> tuple[pd.DataFrame, np.ndarray]:
    calls = bank_marketing().iloc[::_EVERY_NTH].reset_index(drop=True)
    known = calls.drop(columns=["subscribed", "contact_year", "call_seconds"])
    columns = [
        column.cat.codes if column.dtype == "category" else column.astype("float64").fillna(-1)
        for _, column in known.items()
    ]
    return calls[["contact_year", "subscribed"]], np.column_stack(columns).astype(np.float32)
