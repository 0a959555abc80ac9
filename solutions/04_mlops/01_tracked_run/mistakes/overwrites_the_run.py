"""Goes on in the run of the same code and data, if there is one: "one candidate, one run"."""
from unittest import mock
_start = mlflow.start_run
_log = train_and_log
def train_and_log(**kwargs):
    def resume():
        found = mlflow.search_runs(filter_string=f"tags.code_version = '{kwargs['code_version']}'", output_format="list")
        return _start(run_id=found[0].info.run_id) if found else _start()
    with mock.patch.object(mlflow, "start_run", resume):
        return _log(**kwargs)
