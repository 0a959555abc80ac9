"""Leaves the example out: "the signature says it all"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _changed(*args, input_example, **kwargs):
    return _log_model(*args, **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _changed):
        return _log(**kwargs)
