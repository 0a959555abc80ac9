"""Starts the run without the context manager and never ends it."""
_log = train_and_log
def train_and_log(**kwargs):
    run_id = _log(**kwargs)
    mlflow.start_run(run_id=run_id)
    return run_id
