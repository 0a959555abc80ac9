"""Where the bounds of features/leakage_audit come from: the reference over many seeds.

Run `python tests/gates/leakage_audit.py [seeds]` after any change to `signoff.worlds.lending.leaks`. A line per
quantity: its smallest and mean value over the seeds. The tests ask for 0.9 of precision, recall and kinds, 0.75 of each
kind's recall and once of each variant's, and for all of the rows and of the evidence. Below them how far apart the
orders by outcome and the honest numberings and features are, which a threshold on the AUC has to part.
"""

import importlib.util
import sys
from pathlib import Path

import pandas as pd
from sklearn.metrics import roc_auc_score

from signoff.worlds.lending.leaks import leaky_tables

WAREHOUSE = ("post_outcome", "full_period", "missingness")
SOLUTION = Path(__file__).resolve().parents[2] / "solutions/02_features/03_leakage_audit/leakage_audit.py"
spec = importlib.util.spec_from_file_location("gated", SOLUTION)
solution = importlib.util.module_from_spec(spec)
spec.loader.exec_module(solution)


def measure(seed):
    planted, flagged, shared, said, true, right = [], 0, 0, 0, 0, []
    auc = {"export_order": [], "application_number": [], "very_strong": []}
    for table in leaky_tables(seed):
        out = solution.audit(table.frame, *table.frame.columns[1:4], table.catalogue, table.warehouse)
        kinds = dict(out.loc[out["row"].isna(), ["feature", "kind"]].itertuples(index=False))
        rows = set(out["row"].dropna().astype(int))
        flagged += len(kinds)
        planted += [(kind, table.roles[name], kinds.get(name)) for name, kind in table.leaks.items()]
        shared, said, true = shared + len(rows & table.rows), said + len(rows), true + len(table.rows)
        right += [holds(finding, table) for finding in out.itertuples() if finding.kind in WAREHOUSE]
        for name, role in table.roles.items():
            role = table.leaks.get(name, role)
            if role in auc:
                auc[role].append(abs(roc_auc_score(table.frame.iloc[:, 1], table.frame[name]) - 0.5) + 0.5)
    planted = pd.DataFrame(planted, columns=["kind", "variant", "called"])
    hit = planted["called"].notna()
    return {
        "precision": hit.sum() / flagged,
        "recall": hit.mean(),
        "recall, worst kind": hit.groupby(planted["kind"]).mean().min(),
        "recall, worst variant": hit.groupby(planted["variant"]).mean().min(),
        "kinds": (planted["called"] == planted["kind"])[hit].mean(),
        "evidence": sum(right) / len(right),
        "rows, precision": shared / said,
        "rows, recall": shared / true,
        "lowest AUC of an export order": min(auc["export_order"]),
        "highest AUC of an application number": max(auc["application_number"]),
        "lowest AUC of an application number": min(auc["application_number"]),
        "lowest AUC of the very strong": min(auc["very_strong"]),
    }


def holds(finding, table):
    """Whether the warehouse, asked again, differs from the table in the witness."""
    then = table.warehouse.value(finding.feature, finding.asked)[int(finding.witness)]
    now = table.frame.loc[int(finding.witness), finding.feature]
    return pd.isna(then) != pd.isna(now) or abs(then - now) > 1e-9


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(pd.DataFrame([measure(seed) for seed in range(seeds)]).agg(["min", "mean", "max"]).T.round(4).to_string())


if __name__ == "__main__":
    main()
