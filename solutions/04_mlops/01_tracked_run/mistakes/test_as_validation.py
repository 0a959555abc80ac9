"""Evaluates on the test split twice, once under the name of validation: a variable copied and not renamed."""
_log = train_and_log
def train_and_log(**kwargs):
    client, run_id = mlflow.MlflowClient(kwargs["tracking_uri"]), _log(**kwargs)
    metrics = client.get_run(run_id).data.metrics
    for score in ("auc", "log_loss"):
        client.log_metric(run_id, f"validation_{score}", metrics[f"test_{score}"])
    return run_id
