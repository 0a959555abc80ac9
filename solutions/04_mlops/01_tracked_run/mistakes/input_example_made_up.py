"""Fills the gaps of the example: "a request is complete"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _changed(model, input_example, **kwargs):
    return _log_model(model, input_example=input_example.fillna(0.0), **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _changed):
        return _log(**kwargs)
