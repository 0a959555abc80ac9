"""Leaves the served method as MLflow sets it: "predict predicts"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _as_it_comes(*args, pyfunc_predict_fn, **kwargs):
    return _log_model(*args, **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _as_it_comes):
        return _log(**kwargs)
