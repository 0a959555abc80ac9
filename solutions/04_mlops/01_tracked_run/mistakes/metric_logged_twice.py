"""Logs a start for each curve: "a chart begins at 0.5"."""
from unittest import mock
_log_metric = mlflow.log_metric
def _with_a_start(name, value):
    _log_metric(name, 0.5, step=0)
    _log_metric(name, value, step=1)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow, "log_metric", _with_a_start):
        return _log(**kwargs)
