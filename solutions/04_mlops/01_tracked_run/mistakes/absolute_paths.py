"""Notes where the file was: "then it is found at once"."""
_log = train_and_log
def train_and_log(**kwargs):
    client, run_id = mlflow.MlflowClient(kwargs["tracking_uri"]), _log(**kwargs)
    for name, path in kwargs["files"].items():
        client.set_tag(run_id, f"file_{name}", path)
    return run_id
