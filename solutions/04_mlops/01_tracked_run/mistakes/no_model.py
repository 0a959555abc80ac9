"""Logs the model under a name that says when: "a model needs a version"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _dated(model, name, **kwargs):
    return _log_model(model, name="pd_2026_11", **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _dated):
        return _log(**kwargs)
