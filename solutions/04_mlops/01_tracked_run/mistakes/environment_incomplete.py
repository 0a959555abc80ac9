"""Names scikit-learn alone: "that is the model"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _changed(*args, pip_requirements, **kwargs):
    return _log_model(*args, pip_requirements=[one for one in pip_requirements if "scikit" in one], **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _changed):
        return _log(**kwargs)
