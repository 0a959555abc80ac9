"""Asks for the version or a newer one: "updates are good for you"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _changed(*args, pip_requirements, **kwargs):
    return _log_model(*args, pip_requirements=[one.replace("==", ">=") for one in pip_requirements], **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _changed):
        return _log(**kwargs)
