"""Graded tests of mlops/tracked_run: 20 points. What a run records is a claim; the truth is computed here from the seed."""

import json
import warnings
from importlib import metadata

import numpy as np
import pandas as pd
import pytest
from packaging.requirements import InvalidRequirement, Requirement
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from signoff.testing import diagnose, points

# The sentences for the learner stay whole:
# fmt: off

FEATURES = ["amount_eur", "term_months", "income_eur", "utilisation", "delinquencies_24m"]
SPLITS = {"train": 600, "validation": 300, "test": 300}
METRICS = [f"{split}_{score}" for split in SPLITS for score in ("auc", "log_loss")]
EXPERIMENT = "pd-consumer-loans"
LAPTOP, BUILD = "/home/anna/data/credit-pd/credit-pd", "/builds/0042/credit-pd"
LIBRARIES = ["mlflow", "numpy", "pandas", "scikit-learn"]
EXACT = 1e-12
"""How far a logged number may lie from the true one, as a share of it: the same sum in another order, nothing more."""
SAME = 1e-6
"""Within this two numbers have the same source; for messages only, never for a pass."""
SAME_MODEL = 1e-6
"""How far a PD may lie from that of the agreed model; other settings or other rows move it by more, see `params_of`."""


# --- the data ---


@pytest.fixture(scope="module")
def splits(seed):
    """Loans of three periods in turn, 600, 300 and 300, each with features, outcome and a few columns beside them."""
    rng = np.random.default_rng(seed)
    made, first = {}, 0
    for (name, size), start in zip(SPLITS.items(), ["2023-01-01", "2024-01-01", "2024-07-01"], strict=True):
        made[name] = loans(rng, size, first, pd.Timestamp(start, tz="UTC"))
        first += size
    made["train"].loc[0, "utilisation"] = np.nan  # the usual input example is the first rows: it has a gap
    for name in ("validation", "test"):
        some = rng.choice(SPLITS[name], 16, replace=False)
        made[name].loc[some[:8], ["delinquencies_24m", "defaulted"]] = [24, True]  # PDs near 1, and near 0
        made[name].loc[some[8:], ["income_eur", "defaulted"]] = [30_250.5, False]
    return made


def loans(rng, size, first, start):
    """One period: an eighth without a bureau file, one loan in four defaults, more often the deeper in debt."""
    strain, seconds = rng.normal(size=size), np.sort(rng.choice(180 * 86_400, size, replace=False))
    utilisation = np.round(1 / (1 + np.exp(0.6 - strain - 0.5 * rng.normal(size=size))), 3)
    amount = 500.0 * rng.integers(2, 60, size)
    late = rng.poisson(np.exp(0.8 * strain - 0.7))
    income = np.round(rng.lognormal(7.7, 0.35, size), 2)
    odds = -0.9 + 0.9 * strain + 0.25 * np.minimum(late, 4) + amount / 30_000 - income / 2_500
    return pd.DataFrame({
        "application_id": 700_001 + 7 * (first + rng.permutation(size)),
        "applied_at": pd.DatetimeIndex(start + pd.to_timedelta(seconds, "s")).as_unit("us"),
        "purpose": pd.Series(rng.choice(["car", "household", "education"], size), dtype="str"),
        "amount_eur": amount,
        "term_months": rng.choice([12, 24, 36, 48, 60], size),
        "income_eur": income,
        "utilisation": np.where(rng.random(size) < 0.12, np.nan, utilisation),
        "delinquencies_24m": late,
        "defaulted": rng.random(size) < 1 / (1 + np.exp(-odds)),
    })


def params_of(seed, candidate):
    """Settings of two candidates, both far from scikit-learn's own; the second stops before it has converged."""
    rng = np.random.default_rng([seed, candidate])
    low, high = ((0.02, 0.04), (0.2, 0.4))[candidate]
    return {
        "C": round(float(rng.uniform(low, high)), 5),
        "max_iter": int(rng.integers(*((400, 900), (2, 4))[candidate])),
        "imputation": ("median", "mean")[candidate],
    }


def files_in(project):
    """Files of several depths; neither a folder's name nor a number of folders tells where the project ends."""
    return {"train": f"{project}/data/2025-01/train.parquet",
            "validation": f"{project}/validation.parquet",
            "test": f"{project}/extracts/credit-pd/data/2025-03/rev 2/test.parquet"}


def commit_of(seed):
    return np.random.default_rng([seed, 7]).bytes(20).hex()


# --- the runs; a test that fails leaves nothing to the next ---


@pytest.fixture(scope="module")
def runs():
    """What has been logged so far, by name, so that each run is made once."""
    return {}


def log(submission, runs, splits, params, project, seed):
    """One call of train_and_log: the run's id, with what the store holds under it."""
    if "uri" not in runs:
        runs["uri"] = submission.harness.open_store(EXPERIMENT)
    run_id = submission.train_and_log(
        splits=splits, files=files_in(project), project=project, params=params, code_version=commit_of(seed),
        tracking_uri=runs["uri"], experiment=EXPERIMENT,
    )
    diagnose("not-a-run-id", isinstance(run_id, str) and 0 < len(run_id) <= 64,
             "train_and_log returns the id of the run it made, as text: the id is what the approval, the registry and"
             " the incident report will quote.")
    run = submission.harness.read_run(runs["uri"], run_id)
    diagnose("run-not-in-the-store", run is not None,
             f"The store at tracking_uri has no run {run_id[:40]}. A run in a store of its own, on one machine, is found by"
             " nobody else: log to the store that was given, whatever MLflow is set to.")
    return run_id, run


def first_run(submission, runs, splits, seed):
    """The run of the first candidate on Anna's laptop."""
    if "first" not in runs:
        runs["first"] = log(submission, runs, splits, params_of(seed, 0), LAPTOP, seed)
    return runs["first"]


def second_run(submission, runs, splits, seed):
    """The run of the same candidate again, on the build server."""
    if "second" not in runs:
        runs["second"] = log(submission, runs, splits, params_of(seed, 0), BUILD, seed)
    return runs["second"]


def served(submission, runs, splits, run_id):
    """The PD that the logged model gives each loan, when it is called as a service calls it."""
    told = submission.harness.serve(runs["uri"], run_id, [frame[FEATURES] for frame in splits.values()])
    diagnose("does-not-serve", "answers" in told,
             lambda: f"Loaded by mlflow.pyfunc and given the five features of the loans, with the types of the table, the"
                     f" model refuses: {told['error']} It works where it was made and nowhere else.")
    return {name: pds(np.asarray(one, dtype=float), len(splits[name]))
            for name, one in zip(splits, told["answers"], strict=True)}


def columns_served(submission, runs, splits, run_id):
    """How many columns the answer has: PDs alone, or beside the probability of no default."""
    told = submission.harness.serve(runs["uri"], run_id, [splits["train"][FEATURES]])
    return np.asarray(told["answers"][0], dtype=float).size // len(splits["train"])


def pds(answer, rows):
    """One PD per loan, from one column or from the two that scikit-learn gives."""
    column = answer[:, 1] if answer.shape == (rows, 2) else answer.reshape(rows)
    diagnose("serves-classes", not np.isin(column, [0, 1]).all(),
             "Called through mlflow.pyfunc, the model answers 0 or 1 for every loan. Pricing and cut-off need its"
             " probability of default; scikit-learn's `predict` gives the class, and MLflow serves it unless told otherwise.")
    return column


@points(4)
def test_the_fingerprint_follows_the_rows(submission, splits, seed):
    """The fingerprint is the same for the same rows, and another when anything in them changes."""
    train, rng = splits["train"], np.random.default_rng([seed, 3])
    base = stable_fingerprint(submission, train)

    def of(frame):
        return fingerprint(submission, frame)

    diagnose("fingerprint-of-the-index", of(train.set_axis(rng.permutation(len(train)) + 50)) == base,
             "The fingerprint changes with the index, which is no part of the data: it is what the last filter or"
             " concat left behind.")
    parts = [train, *(train.iloc[at:at + 30] for at in range(0, len(train), 30))]  # one sum of floats may agree by chance
    for part in parts:
        diagnose("fingerprint-of-row-order", of(part.iloc[rng.permutation(len(part))]) == of(part),
                 "The same loans in another order have another fingerprint. A warehouse returns rows in any order it"
                 " likes, so the rerun would be told that the data changed. (A sum of floats depends on the order, too.)")
    pairs = nearly_repeated(train.loc[[0]])
    diagnose("sorted-by-one-column", of(pairs.iloc[::-1]) == of(pairs),
             "In a table where rows repeat but for one column, now this and now that one, the same rows in reverse have"
             " another fingerprint. Sorting by some columns leaves the order of such rows as it came.")

    def must_differ(diagnosis, changed, sentence, before=base):
        diagnose(diagnosis, of(changed) != before, f"{sentence} and the fingerprint stays the same.")

    row = int(rng.choice(np.flatnonzero(~train["defaulted"])))
    loan = train.loc[row, "application_id"]
    flipped = train.copy()
    flipped.loc[row, "defaulted"] = True
    must_differ("label-left-out", flipped,
                f"The outcome of loan {loan} turns into a default, as when one is reported late,")
    for step in (0.01, -0.01):  # both ways: one of them may cross a rounding boundary
        cent = train.copy()
        cent.loc[row, "income_eur"] += step
        must_differ("rounded-values", cent,
                    f"The income of loan {loan} changes by one cent")
    for column in ("amount_eur", "income_eur", "utilisation"):
        known = row if column != "utilisation" else int(rng.choice(np.flatnonzero(train[column].notna())))
        for way, size in ((np.inf, "larger"), (-np.inf, "smaller")):
            bit = train.copy()
            bit.loc[known, column] = np.nextafter(train.loc[known, column], way)
            must_differ("last-bit-lost", bit,
                        f"The {column} of loan {train.loc[known, 'application_id']} becomes the next {size} float, as when"
                        " the load computes in another order or in float32,")
    hole = int(rng.choice(np.flatnonzero(train["utilisation"].isna())))
    filled = train.copy()
    filled.loc[hole, "utilisation"] = 0.0
    must_differ("missing-like-zero", filled,
                f"The missing utilisation of loan {train.loc[hole, 'application_id']} becomes 0, which says that the"
                " bureau knows the person and no limit is used,")
    for sentinel in sentinels(train["utilisation"]):
        must_differ("missing-like-a-number", train.fillna({"utilisation": sentinel}),
                    f"The missing values of utilisation all become {sentinel:g}, a number that somebody filled in,")
    rich, poor = train["income_eur"].idxmax(), train["income_eur"].idxmin()
    swapped = train.copy()
    swapped.loc[[rich, poor], "income_eur"] = train.loc[[poor, rich], "income_eur"].to_numpy()
    must_differ("columns-on-their-own", swapped,
                f"Loans {train.loc[rich, 'application_id']} and {train.loc[poor, 'application_id']} exchange their"
                " incomes, every column still holds the same values,")
    crossed = train.copy()
    crossed.loc[row, ["amount_eur", "income_eur"]] = train.loc[row, ["income_eur", "amount_eur"]].to_numpy(dtype=float)
    must_differ("cells-in-any-order", crossed,
                f"The amount and the income of loan {loan} are exchanged, in this row alone,")
    renamed = train.rename(columns={"amount_eur": "income_eur", "income_eur": "amount_eur"})
    must_differ("column-names-left-out", renamed,
                "The names of amount_eur and income_eur are exchanged, so that the model reads one as the other,")
    for copies in (1, 2):
        more = pd.concat([train, *[train.loc[[row]]] * copies], ignore_index=True)
        must_differ("repeated-rows-lost", more,
                    f"Loan {loan} stands in the table {copies} more time{'s'[:copies - 1]},"
                    " as after a careless join, the model gives it more weight,")
    one, other = (train.loc[[int(at)]] for at in rng.choice(np.delete(np.arange(len(train)), row), 2, replace=False))
    ids = [int(each["application_id"].iloc[0]) for each in (one, other)]
    for copies, diagnosis in ((1, "repeats-not-told-apart"), (2, "repeats-cancel-out")):
        must_differ(diagnosis, pd.concat([train, *[other] * copies], ignore_index=True),
                    f"In one table loan {ids[0]} stands {copies} more time{'s'[:copies - 1]}, in the other it is"
                    f" loan {ids[1]}: as many rows, the same loans, other weights,",
                    of(pd.concat([train, *[one] * copies], ignore_index=True)))
    many = pd.concat([train.assign(application_id=train["application_id"] + 10_000_000 * i) for i in range(21)], ignore_index=True)
    whole = of(many)
    for place in (len(many) - 1, len(many) // 2, int(rng.integers(10_000, len(many) - 1))):
        late = many.copy()
        late.loc[place, "income_eur"] += 1000
        must_differ("only-the-first-rows", late,
                    f"In a table of {len(many):,} loans the one in row {place:,} earns EUR 1,000 more", whole)
    for column in train.columns:
        other = train.copy()
        other.loc[row, column] = another(train.loc[row, column])
        must_differ("value-missed", other,
                    f"The {column} of loan {loan} changes from {train.loc[row, column]} to {other.loc[row, column]}")
    for text, changed in [("car", "Car"), ("car", "CAR"), ("car", "car "), ("car", " car"), ("cár", "car"), ("cár", "cär")]:
        must_differ("text-tidied", with_purpose(train, row, changed),
                    f"The purpose of loan {loan} changes from {text!r} to {changed!r}", of(with_purpose(train, row, text)))
    must_differ("cells-run-together", pd.DataFrame({"branch": [12], "agent": [3]}),
                "A row of branch 1 and agent 23 becomes one of branch 12 and agent 3,",
                of(pd.DataFrame({"branch": [1], "agent": [23]})))
    for between in SEPARATORS:
        must_differ("separator-in-the-text", pd.DataFrame({"purpose": ["car"], "note": [f"old{between}paid"]}, dtype="str"),
                    f"In a table of two texts, {f'car{between}old'!r} and 'paid' become 'car' and {f'old{between}paid'!r},",
                    of(pd.DataFrame({"purpose": [f"car{between}old"], "note": ["paid"]}, dtype="str")))


SEPARATORS = ["|", ",", ";", "\t", "\n", " ", ":", "-", "_", "/", "#", "||", "\x1f", "', '", '","', '", "', "\\"]


def sentinels(column):
    """What people put where a value is missing."""
    return [-1.0, 0.0, 1.0, -9.0, -99.0, -999.0, -9999.0, 99.0, 999.0, 9999.0, 999999.0, -1e9, 1e9,
            float(column.mean()), float(column.median()), float(column.mode()[0]), float(column.min()), float(column.max())]


def nearly_repeated(loan):
    """For each column a row like this loan's but for that column, and the loan itself between them."""
    made = []
    for column in loan.columns:
        other = loan.copy()
        other[column] = [another(loan[column].iloc[0])]
        made += [other.astype(loan.dtypes), loan]
    return pd.concat(made, ignore_index=True)


def with_purpose(frame, row, text):
    changed = frame.copy()
    changed.loc[row, "purpose"] = text
    return changed


def stable_fingerprint(submission, frame):
    value = fingerprint(submission, frame)
    diagnose("fingerprint-not-stable", fingerprint(submission.fresh(), frame) == value,
             "The same table has another fingerprint when another process asks. Then equal fingerprints are never seen,"
             " and every rerun looks like new data: nothing may go in but the table.")
    return value


def fingerprint(submission, frame):
    value = submission.fingerprint(frame)
    diagnose("not-a-fingerprint", isinstance(value, str) and 8 <= len(value) <= 128,
             "A fingerprint is a text of 8 to 128 characters. It goes into a tag, is compared by eye and by machine,"
             " and must not carry the customers' data along.")
    return value


def another(value):
    """A value of the same type, just beside this one."""
    if isinstance(value, pd.Timestamp):
        return value + pd.Timedelta("1us")
    if isinstance(value, str):
        return "education" if value != "education" else "car"
    return not value if isinstance(value, (bool, np.bool_)) else 0.5 if pd.isna(value) else value + 1


@points(2)
def test_a_finished_run_holds_a_model_that_serves(submission, runs, splits, seed):
    """The run lies in the store and experiment given, is finished, and its model answers with probabilities."""
    run_id, run = first_run(submission, runs, splits, seed)
    diagnose("wrong-experiment", run["experiment"] == EXPERIMENT,
             f"The run lies in the experiment {run['experiment']!r}, not in {EXPERIMENT!r}. There it is compared with"
             " models of other products, and missing where the validator looks.")
    diagnose("run-not-finished", run["status"] == "FINISHED",
             f"When train_and_log is back the run is {run['status']}. "
             + ("It was ended as one that went wrong, and nobody looks for a model to approve among those."
                if run["status"] in ("FAILED", "KILLED") else
                "A run that nobody closed looks like one that is still at work or has crashed, and the next one cannot"
                " start in the same process."))
    names = [str(one["name"]) for one in run["models"]]
    diagnose("no-model", "model" in names,
             f"The run has no logged model named model, but {', '.join(names) or 'none at all'}. Numbers without the"
             " model they belong to cannot be checked, and there is nothing to release.")
    diagnose("several-models", len(names) == 1,
             f"The run holds {len(names)} logged models: {', '.join(names)[:120]}. One set of numbers, and nobody can say"
             " which of them earned it or would be released.")
    refuse_other_inputs(model_in(run)["signature"])
    runs["served"] = served(submission, runs, splits, run_id)


def model_in(run):
    return next(one for one in run["models"] if one["name"] == "model")


def refuse_other_inputs(signature):
    """A signature, if there is one, names the features; a call by it would fail otherwise."""
    inputs = [one.get("name") for one in json.loads((signature or {}).get("inputs") or "[]")]
    extra, lacking = [str(one) for one in inputs if one not in FEATURES], [one for one in FEATURES if one not in inputs]
    faults = [
        f"{', '.join(extra)}: no input of the model" * bool(extra),
        "defaulted is what it is to predict" * ("defaulted" in extra),
        f"{', '.join(lacking)}: lacking" * bool(lacking),
        "another order" * (not extra and not lacking),
    ]
    diagnose("signature-not-the-inputs", not inputs or inputs == FEATURES,
             f"The signature asks for {', '.join(map(str, inputs))} ({'; '.join(filter(None, faults))}). It names the"
             " features, by name, only those and in their order, or the service that obeys it sends the model another table.")


@points(4, needs="test_a_finished_run_holds_a_model_that_serves")
def test_each_metric_is_of_the_split_it_names(submission, runs, splits, seed):
    """Each metric is what the logged model earns on the split in its name."""
    _, run = first_run(submission, runs, splits, seed)
    truth = {name: scores(splits[name], pd_of_split) for name, pd_of_split in runs["served"].items()}
    missing = [name for name in METRICS if name not in run["metrics"]]
    unnamed = [name for name in ("auc", "log_loss") if name in run["metrics"]]
    diagnose("split-not-named", not (missing and unnamed),
             lambda: f"There is a metric {unnamed[0]}, logged {len(run['history'][unnamed[0]])} time(s), and no"
                     f" {missing[0]}. Whoever reads {run['metrics'][unnamed[0]]:.3f} cannot tell which rows earned it.")
    diagnose("missing-metrics", not missing,
             f"The run has no {', '.join(missing)}. The approval rests on all three splits: train against validation"
             " shows overfitting, test is looked at once.")
    logged = {split: {score: run["metrics"][f"{split}_{score}"] for score in truth[split]} for split in SPLITS}
    for split in SPLITS:
        for other in SPLITS:
            taken = other != split and not close(logged[split], truth[split]) and close(logged[split], truth[other])
            said = (f"{split}_auc is logged as {logged[split]['auc']:.4f}. That is the AUC on the {other} rows; on the"
                    f" {split} rows the logged model has {truth[split]['auc']:.4f}.")
            diagnose("test-as-validation" if (split, other) == ("validation", "test") else "splits-mixed-up", not taken,
                     f"{said} A model chosen on such a number is chosen on the test data, which then proves nothing."
                     if (split, other) == ("validation", "test") else
                     f"{said} Every decision taken on it is taken on the wrong rows.")
    for split, frame in splits.items():
        of_classes = roc_auc_score(frame["defaulted"], runs["served"][split] >= 0.5)
        mine, its = logged[split]["auc"], truth[split]["auc"]
        diagnose("metrics-of-classes", abs(mine - its) <= SAME or abs(mine - of_classes) > SAME,
                 f"{split}_auc is logged as {mine:.4f}, the AUC of the classes that `predict` gives. The PDs of the same"
                 f" model reach {its:.4f}: AUC asks for the order of all loans, and two classes have hardly any.")
        for score, value in truth[split].items():
            mine = logged[split][score]
            rounded = any(mine == round(value, digits) for digits in range(1, 14))
            diagnose("rounded-metrics", exact(mine, value) or not rounded,
                     f"{split}_{score} is logged as {mine}, but is {value!r}. Round on the slide, not in the record:"
                     " two runs that differ look alike, and a repetition cannot be told from a near miss.")
            diagnose("metrics-not-of-the-model", exact(mine, value),
                     f"{split}_{score} is logged as {mine!r}. The model that lies in this run has {value!r} on the"
                     f" {len(frame)} {split} rows as they were handed over. The number belongs to another model or to"
                     " other rows; or the tables were changed in place before they were scored; or the PDs were rounded"
                     " or clipped on the way.")
    losses = [logged[split]["log_loss"] for split in SPLITS]
    diagnose("rounded-metrics", any(mine != round(mine, 13) for mine in losses),
             f"The log losses are logged as {', '.join(map(repr, losses))}: rounded, all three. Two runs that differ in a"
             " later digit look alike.")
    for name in METRICS:
        values = run["history"][name]
        diagnose("metric-logged-twice", len(set(values)) == 1,
                 f"The run shows {name} = {run['metrics'][name]!r}, and its history holds {len(values)} values that differ:"
                 f" {', '.join(f'{one:.6f}' for one in values[:4])}. Which one was approved? A metric is logged once, when"
                 " it is known.")


def exact(one, other):
    return abs(one - other) <= EXACT * abs(other)


def scores(frame, probability):
    return {"auc": float(roc_auc_score(frame["defaulted"], probability)),
            "log_loss": float(log_loss(frame["defaulted"], probability))}


def close(one, other):
    return all(abs(one[score] - other[score]) <= SAME for score in one)


@points(3, needs="test_each_metric_is_of_the_split_it_names")
def test_a_rerun_is_a_new_run_with_the_same_numbers(submission, runs, splits, seed):
    """A rerun on the build server gives the same metrics in a run of its own, and the first one stays as it was."""
    first_id, before = first_run(submission, runs, splits, seed)
    run_id, again = second_run(submission, runs, splits, seed)
    diagnose("overwrites-the-run", run_id != first_id,
             f"The second call wrote into the run of the first, {first_id[:12]}. What was approved is gone, and a page that"
             " changes under its readers is no evidence: every call makes a run of its own.")
    after = submission.harness.read_run(runs["uri"], first_id)
    diagnose("earlier-run-deleted", after is not None and not after["deleted"],
             "After the second call the first run is deleted. It is the one in the approval; a tidy list is no reason.")
    changed = [part for part in before if before[part] != after[part]]
    diagnose("earlier-run-changed", not changed,
             f"After the second call the first run has other {', '.join(changed)}. A finished run is a record: what is"
             " said later about it is said elsewhere.")
    for name in METRICS:
        its, mine = before["metrics"][name], again["metrics"].get(name, np.nan)
        diagnose("not-repeatable", mine == its,
                 f"{name} was {its!r}, and is {mine!r} when the same code runs again on the same data with"
                 " the same parameters. Something is drawn by chance and not recorded, the order of the rows perhaps.")
    answers = served(submission, runs, splits, run_id)
    for name, its in runs["served"].items():
        moved = int((answers[name] != its).sum())
        diagnose("not-repeatable", moved == 0,
                 f"The model of the rerun gives {moved} of the {len(its)} {name} loans another PD than the first one, if"
                 " only in the last digit. Something is drawn by chance and not recorded, the order of the rows perhaps.")


@points(2, needs="test_a_rerun_is_a_new_run_with_the_same_numbers")
def test_the_parameters_made_the_model(submission, runs, splits, seed):
    """The parameters on record are those given, and with the training rows they make the logged model."""
    run = first_run(submission, runs, splits, seed)[1]
    other_id, other = log(submission, runs, splits, params_of(seed, 1), LAPTOP, seed)
    other_pds = served(submission, runs, splits, other_id)
    for candidate, record, answers in ((0, run, runs["served"]), (1, other, other_pds)):
        params = params_of(seed, candidate)
        missing = [name for name in params if name not in record["params"]]
        diagnose("missing-params", not missing,
                 f"The run has no parameter{'s'[:len(missing) - 1]} {', '.join(missing)}. Without, nobody can make this"
                 " model again, nor say in what it differs from the next.")
        wrong = [name for name, value in params.items() if record["params"][name] != str(value)]
        diagnose("params-not-as-given", not wrong,
                 lambda params=params, record=record, wrong=wrong:
                     f"The run says {wrong[0]} = {record['params'][wrong[0]]}; it was given {params[wrong[0]]}. A"
                     " typed-in value is right until the next run.")
        rows = pd.concat(list(splits.values()))
        for kept in (["train", "validation"], list(splits)):
            same = far(agreed(params, pd.concat([splits[name] for name in kept])), rows, answers) <= SAME_MODEL
            diagnose("trained-on-other-splits", not same,
                     f"The logged model was fitted on {' and '.join(kept)} together. The metrics of those splits are of"
                     " rows that the model knows by heart, under names that promise the opposite.")
        gap = far(agreed(params, splits["train"]), rows, answers)
        converged = far(agreed(params | {"max_iter": 1000}, splits["train"]), rows, answers)
        diagnose("max-iter-ignored", gap <= SAME_MODEL or converged > SAME_MODEL,
                 f"The run says max_iter = {params['max_iter']}, and the logged model is the one that more iterations"
                 " give. The warning is gone, and whoever repeats the run by its record gets another model.")
        diagnose("model-not-of-its-params", gap <= SAME_MODEL,
                 f"With {params} and the training rows the agreed model gives PDs that lie up to {gap:.3f} away from"
                 " those of the logged one. The record describes a model that was never logged.")


def agreed(params, rows):
    """The model that the record describes, fitted here."""
    model = make_pipeline(
        SimpleImputer(strategy=params["imputation"]),
        StandardScaler(),
        LogisticRegression(C=params["C"], max_iter=params["max_iter"]),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(rows[FEATURES], rows["defaulted"])


def far(model, rows, answers):
    return float(np.abs(model.predict_proba(rows[FEATURES])[:, 1] - np.concatenate(list(answers.values()))).max())


@points(3, needs="test_a_finished_run_holds_a_model_that_serves")
def test_a_stranger_can_call_the_model(submission, runs, splits, seed):
    """The model says what goes in and what comes out, shows an example, and names the libraries it ran with."""
    run_id, run = first_run(submission, runs, splits, seed)
    model = model_in(run)
    diagnose("no-signature", bool(model["signature"]),
             "The model has no signature. A caller who sends the columns in another order, or a text for a number, gets"
             " a PD all the same, and nobody hears of it.")
    diagnose("signature-without-output", bool(json.loads(model["signature"]["outputs"] or "[]")),
             "The signature does not say what comes out. A probability and a class both look like a number to the"
             " service that reads them.")
    types = output_types(model["signature"]["outputs"])
    width = columns_served(submission, runs, splits, run_id)
    diagnose("signature-of-another-output", types == ["double"] * width,
             f"The signature promises {', '.join(types) or 'nothing'}, and the model answers with {'one column' if width == 1 else f'{width} columns'} of double:"
             " it was inferred from something that the model does not serve. A caller prepares for the wrong answer.")
    diagnose("no-input-example", bool(model["example"]),
             "The model has no input example. It is the first request that an engineer sends, and the smoke test of"
             " every deployment.")
    columns, rows = table(json.loads(model["example"]))
    diagnose("input-example-too-large", len(rows) <= 5,
             f"The input example holds {len(rows)} rows. It is copied with the model wherever that goes, to people who"
             " may not see customers' data: one to five rows show the form.")
    diagnose("input-example-not-the-inputs", columns == FEATURES and len(rows) > 0,
             f"The input example has the columns {', '.join(map(str, columns)) or 'no names'}. It shows a request as the model"
             " expects it: the features, and nothing by which a customer could be recognised.")
    strangers = [row for row in values_of(rows) if not any(same_values(row, one) for one in values_of(splits["train"]))]
    diagnose("input-example-made-up", not strangers,
             lambda: f"The input example holds {', '.join(map(str, strangers[0]))}, and no training loan has these features. Take"
                     " the rows as they are, gaps too: a caller who sees none does not know that one may leave a value out.")
    asked = requirements(model["files"].get("requirements.txt", ""))
    missing = [name for name in LIBRARIES if name not in asked]
    diagnose("environment-incomplete", not missing,
             f"The model's requirements name {', '.join(asked) or 'nothing'}, and not {', '.join(missing)}, though the"
             " model was made with it. Another version may read the same file as another model. (MLflow's own guess"
             " needs a process of its own, which does not start here.)")
    loose = [name for name in LIBRARIES if not asked[name].startswith("==") or "*" in asked[name]]
    diagnose("environment-not-pinned", not loose,
             lambda: f"The model's requirements ask for {loose[0]}{asked[loose[0]]}, any version that fits. In a year that"
                     " is a version nobody has tried: pin each exactly.")
    other = [name for name in LIBRARIES if asked[name] != f"=={metadata.version(name)}"]
    diagnose("environment-not-this-one", not other,
             lambda: f"The model's requirements say {other[0]}{asked[other[0]]}; the run used"
                     f" {metadata.version(other[0])}. A version that was typed in is true once: ask the environment.")


def table(example):
    """Columns and rows of an input example, as a frame is stored or as a list of records."""
    if isinstance(example, list) and all(isinstance(one, dict) for one in example):
        return list(example[0]) if example else [], example
    return (example.get("columns", []), example.get("data", [])) if isinstance(example, dict) else ([], example)


def values_of(rows):
    """The features of each row, as lists."""
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows, columns=FEATURES)
    return frame[FEATURES].astype(object).to_numpy().tolist()


def same_values(one, other):
    return all(mine == its or (pd.isna(mine) and pd.isna(its)) for mine, its in zip(one, other, strict=True))


def output_types(outputs):
    """The type of each column that a signature promises; a tensor of float64 counts as doubles."""
    types = []
    for one in json.loads(outputs or "[]"):
        shape = one.get("tensor-spec", {}).get("shape", [-1])
        dtype = one.get("tensor-spec", {}).get("dtype", one["type"])
        types += ["double" if dtype == "float64" else str(dtype)] * (shape[1] if len(shape) == 2 else 1)
    return types


def requirements(text):
    """The libraries in a requirements file with what is said of their versions."""
    found = {}
    for line in text.splitlines():
        try:
            one = Requirement(line)
        except InvalidRequirement:
            continue
        found[one.name.lower().replace("_", "-")] = str(one.specifier)
    return found


@points(2, needs="test_a_stranger_can_call_the_model")
def test_the_record_leads_back_to_data_and_code(submission, runs, splits, seed):
    """The tags name the commit, and for each split its fingerprint and its file, alike on every machine."""
    for project, run in ((LAPTOP, first_run(submission, runs, splits, seed)[1]),
                         (BUILD, second_run(submission, runs, splits, seed)[1])):
        leads_back(submission, splits, project, run, seed)


def leads_back(submission, splits, project, run, seed):
    tags = run["tags"]
    missing = [name for name in ["code_version", *(f"{kind}_{split}" for kind in ("data", "file") for split in SPLITS)]
               if name not in tags]
    diagnose("missing-tags", not missing,
             f"The run has no tag{'s'[:len(missing) - 1]} {', '.join(missing)}. Without, there is no way from the model back to the code or the rows"
             " that made it.")
    diagnose("wrong-code-version", tags["code_version"] == commit_of(seed),
             f"The tag code_version says {tags['code_version'][:60]!r}, and the code was at {commit_of(seed)}. Log the"
             " commit in full, as it was given: a short or symbolic name comes to mean other code.")
    files, model = files_in(project), model_in(run)
    told = [*(f"{kind} {name}: {text}" for kind in ("params", "tags", "files") for name, text in run[kind].items()),
            *(f"model's {kind} {name}: {text}" for kind in ("params", "tags", "files") for name, text in model[kind].items()),
            *(f"dataset input {one}" for one in run["inputs"]), *(f"metric {name}" for name in run["metrics"])]
    paths = [text for text in told if project in text]
    diagnose("absolute-paths", not paths,
             lambda: f"The run carries a path of one machine, in {around(paths[0], project)}. On another machine, and when this"
                     f" one is gone, nothing lies under {project}: name files from the project's folder on.")
    for split, path in files.items():
        inside = path.removeprefix(f"{project}/")
        diagnose("file-name-only", tags[f"file_{split}"] == inside or tags[f"file_{split}"] != path.rpartition("/")[2],
                 f"The tag file_{split} says {tags[f'file_{split}']!r}. Every month's folder has a file of that name:"
                 " give the whole path inside the project.")
        diagnose("file-not-found-again", tags[f"file_{split}"] == inside,
                 f"The tag file_{split} says {tags[f'file_{split}'][:120]!r}, and no such file lies in the project. Its"
                 " path is relative to the project's folder, with forward slashes and none at the start.")
    for split, frame in splits.items():
        same = tags[f"data_{split}"] == fingerprint(submission, frame)
        if not same:
            stable_fingerprint(submission, frame)  # one that changes by itself has its own name
        diagnose("fingerprint-of-other-data", same,
                 f"The tag data_{split} is not the fingerprint of the {split} table as it was handed over. Whoever checks"
                 " the file against the run is told that the data changed, or is not told when it did.")


def around(text, part):
    """Where it stands, and what stands around a part of it."""
    at = text.index(part)
    return text[:120] if at < 80 else f"{text[:40]} ... {text[at - 30:at + len(part) + 30]}"
