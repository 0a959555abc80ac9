"""The model of the bank's calls that learners try their evaluation on."""

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from signoff.worlds.calls import called
from signoff.worlds.datasets import bank_marketing


def test_calls_are_every_third_in_order_of_date():
    calls, model = called()
    whole = bank_marketing()
    assert list(calls.columns) == ["contact_year", "subscribed"]
    assert calls.equals(whole[["contact_year", "subscribed"]].iloc[::3].reset_index(drop=True))
    assert isinstance(calls.index, pd.RangeIndex)
    assert calls["contact_year"].is_monotonic_increasing
    assert len(model.features) == len(calls)


def test_the_model_learns_from_the_rows_it_is_given_and_says_the_same_again():
    calls, model = called()
    even, odd = np.arange(0, len(calls), 2), np.arange(1, len(calls), 2)
    predicted = model.fit_predict(even, odd)
    assert predicted.dtype == np.float64
    assert len(predicted) == len(odd)
    assert roc_auc_score(calls["subscribed"].to_numpy()[odd], predicted) > 0.7
    assert np.array_equal(model.fit_predict(even.tolist(), odd.tolist()), predicted)
    assert np.array_equal(model.fit_predict(even, odd[::-1]), predicted[::-1])
    assert not np.array_equal(model.fit_predict(even[:2000], odd), predicted)


def test_what_a_caller_changes_is_not_shared():
    calls, model = called()
    model.outcome[:] = True
    assert np.array_equal(model.fit_predict(range(50), range(50, 60)), np.ones(10))
    assert not called()[1].outcome.all()
    calls["subscribed"] = True
    assert not called()[0]["subscribed"].all()
