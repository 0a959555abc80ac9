"""Logs a second one beside the model: "the challenger belongs to it"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _with_a_challenger(model, name, **kwargs):
    _log_model(model, name=name, **kwargs)
    _log_model(model, name="challenger", **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _with_a_challenger):
        return _log(**kwargs)
