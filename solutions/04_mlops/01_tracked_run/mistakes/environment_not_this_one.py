"""Pins the versions of the laptop it was written on."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _changed(*args, pip_requirements, **kwargs):
    typed = [one if "scikit" not in one else "scikit-learn==1.4.2" for one in pip_requirements]
    return _log_model(*args, pip_requirements=typed, **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _changed):
        return _log(**kwargs)
