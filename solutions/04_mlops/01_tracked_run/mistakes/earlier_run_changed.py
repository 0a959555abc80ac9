"""Marks older runs as superseded: "so that nobody uses them"."""
_log = train_and_log
def train_and_log(**kwargs):
    client = mlflow.MlflowClient(kwargs["tracking_uri"])
    experiment = client.get_experiment_by_name(kwargs["experiment"])
    for run in client.search_runs([experiment.experiment_id]):
        client.set_tag(run.info.run_id, "status", "superseded")
    return _log(**kwargs)
