"""Runs beside the submission: an MLflow store in scratch, and what a run in it holds, as raw data."""

import atexit
import contextlib
import logging
import os
import shutil
import sqlite3
import tempfile
import warnings
from pathlib import Path
from typing import Any

import mlflow
import sqlalchemy
from mlflow.entities import LoggedModel, Run
from mlflow.store.db.base_sql_model import Base
from mlflow.store.db.utils import _get_latest_schema_revision
from mlflow.utils import requirements_utils
from mlflow.utils.file_utils import local_file_uri_to_path
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

_LONGEST_TEXT = 500_000


def open_store(submission: Any, experiment: str) -> str:
    """The URI of a new tracking store that holds one empty experiment. MLflow's default is another store."""
    _be_quiet_and_quick()
    folder = Path(tempfile.mkdtemp(prefix="store-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _create_tables(folder / "elsewhere.db")
    shutil.copy(folder / "elsewhere.db", folder / "mlflow.db")
    os.environ["_MLFLOW_SERVER_ARTIFACT_ROOT"] = str(folder / "strays")  # or they would lie in the learner's folder
    mlflow.set_tracking_uri(f"sqlite:///{folder}/elsewhere.db")
    uri = f"sqlite:///{folder}/mlflow.db"
    mlflow.MlflowClient(uri).create_experiment(experiment, artifact_location=(folder / "artifacts").as_uri())
    return uri


def read_run(submission: Any, uri: str, run_id: str) -> dict[str, Any] | None:
    """Everything that a run records, None if the store has no such run."""
    client = mlflow.MlflowClient(uri)
    try:
        run = client.get_run(run_id)
    except mlflow.exceptions.MlflowException:
        return None
    models = [client.get_logged_model(one.model_id) for one in run.outputs.model_outputs] if run.outputs else []
    return {
        "status": run.info.status,
        "deleted": run.info.lifecycle_stage != "active",
        "experiment": client.get_experiment(run.info.experiment_id).name,
        "params": run.data.params,
        "metrics": run.data.metrics,
        "history": {key: [one.value for one in client.get_metric_history(run_id, key)] for key in run.data.metrics},
        "tags": run.data.tags,
        "inputs": _inputs(run),
        "files": _texts(run.info.artifact_uri),
        "models": [_model(one) for one in models],
    }


def serve(submission: Any, uri: str, run_id: str, frames: list[Any]) -> dict[str, Any]:
    """What the run's model answers when it is loaded as a service would: `answers`, or the `error`."""
    client = mlflow.MlflowClient(uri)
    found = [client.get_logged_model(one.model_id) for one in client.get_run(run_id).outputs.model_outputs]
    location = next(one.artifact_location for one in found if one.name == "model")
    try:
        model = mlflow.pyfunc.load_model(location)
        return {"answers": [model.predict(frame) for frame in frames]}
    except Exception as error:
        return {"error": str(error).rpartition("Error: ")[2][:400]}


def _be_quiet_and_quick() -> None:
    os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"
    os.environ["MLFLOW_REQUIREMENTS_INFERENCE_TIMEOUT"] = "1"  # a guess by another process, which is not allowed here
    logging.getLogger("mlflow").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    # which package each module came from: half a second to find out, for a warning that is not shown
    requirements_utils._MODULES_TO_PACKAGES = {}
    sqlalchemy.event.listen(sqlalchemy.Engine, "connect", _do_not_wait_for_the_disk)


def _do_not_wait_for_the_disk(connection: Any, _: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


def _create_tables(path: Path) -> None:
    """The tables of this version of MLflow in one go; its own way, one migration after another, takes seconds.

    Foreign keys are left out: among those that the classes declare is one that its migrations do not make.
    """
    made = [CreateTable(table, include_foreign_key_constraints=[]) for table in Base.metadata.sorted_tables]
    tables = [str(one.compile(dialect=sqlite.dialect())) for one in made]
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(";".join(["BEGIN", *tables, "CREATE TABLE alembic_version (version_num TEXT)"]))
        connection.execute("INSERT INTO alembic_version VALUES (?)", (_get_latest_schema_revision(),))
        connection.commit()


def _inputs(run: Run) -> list[str]:
    used = run.inputs.dataset_inputs if run.inputs else []
    return [" ".join(map(str, [one.dataset.to_dictionary(), *(tag.value for tag in one.tags)])) for one in used]


def _model(logged: LoggedModel) -> dict[str, Any]:
    """A logged model without its weights: its files as text, what was noted on it, its signature, its input example."""
    location, about = logged.artifact_location, {"name": logged.name, "params": logged.params, "tags": logged.tags}
    try:
        model = mlflow.models.Model.load(local_file_uri_to_path(location))
    except mlflow.exceptions.MlflowException:
        return about | {"files": {}, "signature": None, "example": None}
    files = _texts(location)
    example = (model.saved_input_example_info or {}).get("artifact_path")
    return about | {
        "files": files,
        "signature": model.signature.to_dict() if model.signature else None,
        "example": files.get(example) if example else None,
    }


def _texts(location: str) -> dict[str, str]:
    """The text files below an artifact location, by relative path; what is no text is left out."""
    root, found = Path(local_file_uri_to_path(location)), {}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            with contextlib.suppress(UnicodeDecodeError):
                found[str(path.relative_to(root))] = path.read_text(encoding="utf-8")[:_LONGEST_TEXT]
    return found
