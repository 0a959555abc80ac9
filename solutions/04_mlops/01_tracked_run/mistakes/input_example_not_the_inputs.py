"""Gives whole rows as the example: "so that one can look the loan up"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _changed(model, input_example, **kwargs):
    return _log_model(model, input_example=input_example.assign(application_id=700_001), **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _changed):
        return _log(**kwargs)
