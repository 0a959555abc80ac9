"""Infers the signature from the inputs alone."""
from unittest import mock
_infer = mlflow.models.infer_signature
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.models, "infer_signature", lambda rows, out: _infer(rows)):
        return _log(**kwargs)
