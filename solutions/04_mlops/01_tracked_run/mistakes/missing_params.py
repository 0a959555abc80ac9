"""Logs the parameters that were tuned: "the rest is always the same"."""
from unittest import mock
_log_params = mlflow.log_params
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow, "log_params", lambda params: _log_params({"C": params["C"]})):
        return _log(**kwargs)
