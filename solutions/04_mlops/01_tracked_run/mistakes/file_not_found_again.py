"""Cuts the project off the path, and leaves the slash that makes it absolute."""
_log = train_and_log
def train_and_log(**kwargs):
    client, run_id = mlflow.MlflowClient(kwargs["tracking_uri"]), _log(**kwargs)
    for name, path in kwargs["files"].items():
        client.set_tag(run_id, f"file_{name}", path.replace(kwargs["project"], ""))
    return run_id
