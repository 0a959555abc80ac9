"""Logs each split's metrics under the metric's name: "auc is auc"."""
from unittest import mock
_log_metric = mlflow.log_metric
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow, "log_metric", lambda name, value: _log_metric(name.partition("_")[2], value)):
        return _log(**kwargs)
