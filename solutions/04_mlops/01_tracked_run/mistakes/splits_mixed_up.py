"""Zips the splits in another order than their names."""
_log = train_and_log
def train_and_log(**kwargs):
    client, run_id = mlflow.MlflowClient(kwargs["tracking_uri"]), _log(**kwargs)
    metrics = client.get_run(run_id).data.metrics
    for score in ("auc", "log_loss"):
        client.log_metric(run_id, f"train_{score}", metrics[f"validation_{score}"])
        client.log_metric(run_id, f"validation_{score}", metrics[f"train_{score}"])
    return run_id
