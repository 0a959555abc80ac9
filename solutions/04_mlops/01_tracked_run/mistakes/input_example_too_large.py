"""Gives the training rows as the example: "then it covers every case"."""
from unittest import mock
_log_model = mlflow.sklearn.log_model
def _changed(model, input_example, **kwargs):
    return _log_model(model, input_example=pd.concat([input_example] * 200), **kwargs)
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.sklearn, "log_model", _changed):
        return _log(**kwargs)
