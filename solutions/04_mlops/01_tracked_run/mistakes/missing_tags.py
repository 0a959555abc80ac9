"""Fingerprints the training data only: "the others are not in the model"."""
_log = train_and_log
def train_and_log(**kwargs):
    client, run_id = mlflow.MlflowClient(kwargs["tracking_uri"]), _log(**kwargs)
    for name in ("validation", "test"):
        client.delete_tag(run_id, f"data_{name}")
    return run_id
