"""Logs to whatever store MLflow is set to: "it works on my machine"."""
_elsewhere = mlflow.get_tracking_uri
_log = train_and_log
def train_and_log(**kwargs):
    return _log(**kwargs | {"tracking_uri": _elsewhere()})
