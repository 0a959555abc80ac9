"""Graded tests of features/leakage_audit: six planted tables (`signoff.worlds.lending.leaks`), and the mortgage data."""

import numpy as np
import pandas as pd
import pytest

from signoff.testing import diagnose, gate, points
from signoff.worlds.datasets import loanapp, manifest
from signoff.worlds.lending.leaks import LEAKS, leaky_tables

# The sentences for the learner stay whole:
# fmt: off

COLUMNS = ["feature", "row", "kind", "evidence"]
AT_LEAST = 0.9
# 8 seeds of the reference (tests/gates/leakage_audit.py): recall, precision, kinds and rows 1.000 at every one.
FOUND = []  # per table, by the first test; the others need it and judge the same findings


@pytest.fixture(scope="module")
def tables(seed):
    return leaky_tables(seed)


@points(2)
def test_findings(submission, tables):
    """A row per finding: a feature or a row of the table, a kind, and evidence."""
    FOUND[:] = some = found(submission, tables)
    diagnose("no-findings", sum(len(features) for features, _ in some) >= 3,
             "Of six tables, five have leaking features; next to none was flagged, so there is nothing to judge.")


@points(4, needs="test_findings")
def test_precision(submission, tables):
    """What is flagged does leak: strong, incomplete or maligned features are left alone."""
    some = FOUND
    wrong = [(table.roles.get(name, "text"), name, number) for number, (table, (features, _)) in enumerate(zip(tables, some, strict=True))
             for name in features if name not in table.leaks]
    total = sum(len(features) for features, _ in some)

    def share(role):
        return sum(one == role for one, *_ in wrong) / len(tables)

    def where(role):
        return next((f"{name} of table {number + 1}" for one, name, number in wrong if one == role), "")

    maligned = [flagged and table.catalogue.set_index("feature")["known"][name] == "after"
                for table, (features, _) in zip(tables, some, strict=True) for name in table.frame.columns[4:]
                if name not in table.leaks for flagged in [name in features]]
    by_catalogue = sum(maligned) >= 6 and sum(maligned) == len(wrong) and share("weak") > 0.3
    diagnose("believes-the-catalogue", not by_catalogue, lambda: (
        f"{where('weak')} is flagged, as is every sound feature that the catalogue calls known after. The warehouse gives"
        " its values as of the decision: the catalogue is wrong, and it is wrong the other way, too."
    ))
    diagnose("univariate-auc", share("strong") < 0.5, lambda: (
        f"{where('strong')} is flagged. It predicts well, and the warehouse had it in time. A good feature is not a leak:"
        " an audit that throws these out costs the model its best reasons."
    ))
    diagnose("honest-missing", share("honest_missing") < 0.5, lambda: (
        f"{where('honest_missing')} is flagged. Its gaps go with risk, and they were there at the decision already: that"
        " nobody knows somebody is news. A gap leaks where the value was deleted later."
    ))
    diagnose("application-number", share("application_number") < 0.5, lambda: (
        f"{where('application_number')} is flagged. It numbers the applications in the order of their decisions; only an"
        " order by outcome says what happened."
    ))
    diagnose("honest-rate", share("honest_rate") < 0.5, lambda: (
        f"{where('honest_rate')} is flagged. A rate by region from earlier years is not computed on these labels: compare"
        " it with the mean that you get from them."
    ))
    gate("precision", 1 - len(wrong) / total, at_least=AT_LEAST, diagnosis="low-precision", message=lambda: (
        f"{len(wrong)} of {total} flagged features do not leak, for instance {wrong[0][1]} of table {wrong[0][2] + 1}. Each"
        " needs something that a sound feature would not show."
    ))


@points(5, needs="test_precision")
def test_recall(submission, tables):
    """What leaks is found, of every kind, whatever the catalogue says."""
    some = FOUND
    planted = [(kind, name, table.catalogue.set_index("feature")["known"][name], name in features)
               for table, (features, _) in zip(tables, some, strict=True) for name, kind in table.leaks.items()]
    rate = {kind: np.mean([hit for one, _, _, hit in planted if one == kind]) for kind in LEAKS}
    told = {known: np.mean([hit for _, _, one, hit in planted if one == known] or [1.0]) for known in ("before", "after")}
    diagnose("trusts-before", not (told["before"] < 0.3 and told["after"] > 0.7),
             "Leaks that the catalogue calls known before are missed, the others found. It was filled in by people who"
             " wanted the feature: ask the warehouse, of every feature.")
    diagnose("ignores-time", bool(rate["post_outcome"] >= 0.5 or rate["full_period"] >= 0.5),
             "Values that arrive after the decision and aggregates over the whole period are missed. Ask the warehouse for a"
             " moment within the period: asked today, everything has arrived.")
    for kind, diagnosis, hint in (
        ("post_outcome", "misses-post-outcome", "In the weeks before the moment that you ask for, the warehouse had no value where the table has one."),
        ("full_period", "misses-full-period", "As of the decision the same aggregate had another value."),
        ("missingness", "ignores-missingness", "Look at gaps, too: at the decision the warehouse had a value where the table has none."),
        ("target_encoding", "misses-target-encoding", "A mean of the label by a text column can be computed again, over the training rows or all, and compared."),
        ("export_order", "misses-export-order", "A number without meaning has an order: is it that of the calendar, or of the outcome?"),
    ):
        missed = next((name for one, name, _, hit in planted if one == kind and not hit), "")
        diagnose(diagnosis, bool(rate[kind] >= 0.5),
                 f"Of the planted leaks of the kind {kind}, {rate[kind]:.0%} are found; {missed} is one that was missed. {hint}")
    gate("recall", np.mean([hit for *_, hit in planted]), at_least=AT_LEAST, diagnosis="low-recall", message=lambda: (
        f"{sum(not hit for *_, hit in planted)} of {len(planted)} leaking features are missed. One is enough to make a"
        " validation worthless."
    ))


@points(3, needs="test_recall")
def test_kinds(submission, tables):
    """Each leak is called by its kind."""
    pairs = [(features[name], kind, name) for table, (features, _) in zip(tables, FOUND, strict=True)
             for name, kind in table.leaks.items() if name in features]
    wrong = [pair for pair in pairs if pair[0] != pair[1]]
    gate("right kinds", 1 - len(wrong) / len(pairs), at_least=AT_LEAST, diagnosis="wrong-kind", message=lambda: (
        f"{len(wrong)} of {len(pairs)} leaks carry another kind: {wrong[0][2]} is called {wrong[0][0]} and is {wrong[0][1]}. The"
        " kind says what must be repaired: drop it, compute it as of the decision, or fix the source."
    ))


@points(3, needs="test_findings")
def test_rows(submission, tables):
    """Applicants on both sides of the split are found, as rows of the test side."""
    true = [(number, row) for number, table in enumerate(tables) for row in table.rows]
    said = [(number, row) for number, (_, rows) in enumerate(FOUND) for row in rows]
    diagnose("never-looks-at-rows", bool(said),
             f"No row is flagged, and {len(true)} test rows are of applicants whom the model was trained on. It recognises"
             " them, and the test says that it can judge strangers.")
    sides = [tables[number].frame.iloc[:, 3].get(row) for number, row in said]
    diagnose("training-rows", sides.count("train") < 0.1 * len(said),
             f"{sides.count('train')} of {len(said)} flagged rows are of the training side. The leak is the test row: that one"
             " must go, or move.")
    hits = len(set(true) & set(said))
    gate("rows, precision", hits / len(said), at_least=AT_LEAST, diagnosis="repeated-applicants", message=(
        f"{len(said) - hits} of {len(said)} flagged rows are sound: an applicant with several rows on one side only is no leak."))
    gate("rows, recall", hits / len(true), at_least=AT_LEAST, diagnosis="rows-missed", message=(
        f"{len(true) - hits} of {len(true)} test rows with an applicant known from training are missed."))


@points(3, needs="test_findings")
def test_mortgage_data(submission):
    """Real applications: what is only known with or after the decision, and nothing that was there before."""
    frame = loanapp()
    said = submission.mortgage_leaks(frame)
    known = {one.name: one.known for one in manifest().dataset("loanapp").columns if one.name != "approved"}
    fine = isinstance(said, list) and all(isinstance(one, str) and one in known for one in said) and len(set(said)) == len(said)
    diagnose("not-columns", fine, "mortgage_leaks returns a list of columns of loanapp, without approved, each once.")
    missed = [name for name, when in known.items() if when == "after" and name not in said]
    diagnose("outcome-kept", not missed,
             f"{', '.join(missed)} stays in. It exists only once the lender has decided: the model would read the answer.")
    missed = [name for name, when in known.items() if when == "with" and name not in said]
    diagnose("judgement-kept", not missed,
             f"{', '.join(missed)} stays in. It is written down while the lender decides, and coloured by what it decides:"
             " when the application comes in, nobody has it.")
    lost = [name for name in said if known[name] == "before"]
    diagnose("strong-column-dropped", not lost,
             f"{', '.join(lost[:4])} is thrown out. It stands in the application or the file when it comes in, however well it"
             " goes with the outcome.")


# --- what the submission found ---


def found(submission, tables):
    """Per table the flagged features with their kinds, and the flagged rows; or what keeps the answer from being judged."""
    results = []
    for table in tables:
        label, decided_at, split = table.frame.columns[1:4]
        table.warehouse.asked.clear()
        asked = submission.stub(table.warehouse, "at")
        result = submission.audit(table.frame, label, decided_at, split, table.catalogue, asked)
        results.append(judged(result, table))
    return results


def judged(result, table):
    diagnose("not-a-frame", isinstance(result, pd.DataFrame),
             f"audit returned a {type(result).__name__}; return one DataFrame with a row per leak.")
    columns = [str(one)[:40] for one in result.columns]
    diagnose("other-columns", sorted(columns) == sorted(COLUMNS),
             f"The findings have the columns {', '.join(columns[:8])}; agreed are {', '.join(COLUMNS)}.")
    features, rows = {}, []
    for feature, row, kind, evidence in zip(*(result[one].tolist() for one in COLUMNS), strict=True):
        neither = pd.isna(feature) == pd.isna(row)
        diagnose("feature-or-row", not neither and (pd.isna(row)) != (kind == "entity_overlap"),
                 f"A finding of the kind {str(kind)[:40]} names feature {str(feature)[:40]} and row {str(row)[:40]}. It is one of the two,"
                 " and a row if the kind is entity_overlap.")
        diagnose("unknown-kind", kind in (*LEAKS, "entity_overlap"), f"There is no kind {str(kind)[:40]!r} in the brief.")
        diagnose("no-evidence", isinstance(evidence, str) and len(evidence.strip()) >= 10,
                 f"The finding on {str(feature if pd.isna(row) else row)[:40]} has no evidence. The builder will ask how you know.")
        if pd.isna(row):
            diagnose("not-a-feature", feature in table.frame.columns[4:],
                     f"{str(feature)[:40]} is flagged and is no feature of the table.")
            diagnose("flagged-twice", feature not in features, f"{str(feature)[:40]} is flagged twice: one finding a leak.")
            features[feature] = kind
        else:
            diagnose("not-a-row", row in table.frame.index, f"Row {str(row)[:40]} is flagged; the index of the table has no such row.")
            rows.append(int(row))
    diagnose("flagged-twice", len(set(rows)) == len(rows), "A row is flagged twice: one finding a leak.")
    return features, rows
