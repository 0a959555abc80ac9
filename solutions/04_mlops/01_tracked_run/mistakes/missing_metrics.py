"""Logs no metrics of the training rows: "they are too good anyway"."""
from unittest import mock
_log_metric = mlflow.log_metric
def _unless_train(name, value):
    if not name.startswith("train_"):
        _log_metric(name, value)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow, "log_metric", _unless_train):
        return _log(**kwargs)
