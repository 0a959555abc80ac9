"""Returns MLflow's run object: "it has the id in it"."""
_log = train_and_log
def train_and_log(**kwargs):
    return mlflow.get_run(_log(**kwargs))
