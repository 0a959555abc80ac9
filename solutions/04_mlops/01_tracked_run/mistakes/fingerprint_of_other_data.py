"""Fingerprints what goes into the model, after the columns were chosen."""
_log = train_and_log
def train_and_log(**kwargs):
    client, run_id = mlflow.MlflowClient(kwargs["tracking_uri"]), _log(**kwargs)
    for name, frame in kwargs["splits"].items():
        client.set_tag(run_id, f"data_{name}", fingerprint(frame[[*FEATURES, LABEL]]))
    return run_id
