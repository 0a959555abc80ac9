"""Notes the file's name: "the folder is always the same"."""
_log = train_and_log
def train_and_log(**kwargs):
    client, run_id = mlflow.MlflowClient(kwargs["tracking_uri"]), _log(**kwargs)
    for name, path in kwargs["files"].items():
        client.set_tag(run_id, f"file_{name}", PurePosixPath(path).name)
    return run_id
