"""Infers the signature from the whole table: "it has all columns that we know"."""
from unittest import mock
_infer = mlflow.models.infer_signature
_log = train_and_log
def train_and_log(**kwargs):
    train = kwargs["splits"]["train"]
    with mock.patch.object(mlflow.models, "infer_signature", lambda rows, out: _infer(train, out)):
        return _log(**kwargs)
