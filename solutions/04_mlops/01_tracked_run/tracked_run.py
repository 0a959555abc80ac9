"""Log a run that somebody else can repeat (mlops/tracked_run)."""

import hashlib
from importlib import metadata
from pathlib import PurePosixPath

import mlflow
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

FEATURES = ["amount_eur", "term_months", "income_eur", "utilisation", "delinquencies_24m"]
LABEL = "defaulted"


def _pipeline(params: dict) -> Pipeline:
    """The model as the team agreed on it, not fitted. Given: use it as it is."""
    return make_pipeline(
        SimpleImputer(strategy=params["imputation"]),
        StandardScaler(),
        LogisticRegression(C=params["C"], max_iter=params["max_iter"]),
    )


def fingerprint(frame: pd.DataFrame) -> str:
    """A short text that tells whether two tables hold the same rows, in whatever order.

    Args:
        frame: any columns of int64, float64 (NaN where missing), bool, text and instants; rows may repeat.

    Returns:
        8 to 128 characters. The same for the same rows in any order and under any index, today and in another
        process; another one as soon as a value, the name of a column or the number of equal rows changes.
    """
    # solution: begin
    rows = pd.util.hash_pandas_object(frame, index=False).sort_values().to_numpy()
    digest = hashlib.sha256("\n".join(frame.columns).encode())
    digest.update(rows.tobytes())
    return digest.hexdigest()
    # solution: end


def train_and_log(
    splits: dict[str, pd.DataFrame],
    files: dict[str, str],
    project: str,
    params: dict,
    code_version: str,
    tracking_uri: str,
    experiment: str,
) -> str:
    """Fit the model on `train` and log everything that somebody else needs to judge it, and to make it again.

    Args:
        splits: `train`, `validation` and `test`: a row per loan, with `FEATURES`, `LABEL` (bool) and other columns.
        files: for each split the absolute path (POSIX) of the file that it was read from, inside `project`.
        project: the absolute path of the checkout on this machine, without a slash at its end.
        params: `C` (float), `max_iter` (int) and `imputation` (str), for `_pipeline`.
        code_version: the commit of the checkout.
        tracking_uri: the MLflow store to log to.
        experiment: the experiment's name; it exists.

    Returns:
        The id of the new run.
    """
    # solution: begin
    mlflow.set_tracking_uri(tracking_uri)
    mlflow.set_experiment(experiment)
    with mlflow.start_run() as run:
        train = splits["train"]
        model = _pipeline(params).fit(train[FEATURES], train[LABEL])
        mlflow.log_params(params)
        mlflow.set_tag("code_version", code_version)
        for name, frame in splits.items():
            probability = model.predict_proba(frame[FEATURES])[:, 1]
            mlflow.log_metric(f"{name}_auc", roc_auc_score(frame[LABEL], probability))
            mlflow.log_metric(f"{name}_log_loss", log_loss(frame[LABEL], probability))
            mlflow.set_tag(f"data_{name}", fingerprint(frame))
            mlflow.set_tag(f"file_{name}", str(PurePosixPath(files[name]).relative_to(project)))
        mlflow.sklearn.log_model(
            model,
            name="model",
            skops_trusted_types=["numpy.dtype"],
            pyfunc_predict_fn="predict_proba",
            signature=mlflow.models.infer_signature(train[FEATURES], model.predict_proba(train[FEATURES])),
            input_example=train[FEATURES].head(3),
            pip_requirements=[
                f"{one}=={metadata.version(one)}" for one in ("mlflow", "numpy", "pandas", "scikit-learn")
            ],
        )
    return run.info.run_id
    # solution: end
