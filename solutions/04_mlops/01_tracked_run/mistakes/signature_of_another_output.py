"""Infers the signature from what `predict` gives: "every model has it"."""
from unittest import mock
_infer = mlflow.models.infer_signature
_log = train_and_log
def train_and_log(**kwargs):
    with mock.patch.object(mlflow.models, "infer_signature", lambda rows, out: _infer(rows, out[:, 1] >= 0.5)):
        return _log(**kwargs)
