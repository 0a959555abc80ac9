"""Where the bounds of features/leakage_audit come from: the reference over many seeds.

Run `python tests/gates/leakage_audit.py [seeds]` after any change to `signoff.worlds.lending.leaks`. A line per
quantity: its smallest and mean value over the seeds; the tests ask for 0.9.
"""

import importlib.util
import sys
from pathlib import Path

import pandas as pd

from signoff.worlds.lending.leaks import leaky_tables

SOLUTION = Path(__file__).resolve().parents[2] / "solutions/02_features/03_leakage_audit/leakage_audit.py"
spec = importlib.util.spec_from_file_location("gated", SOLUTION)
solution = importlib.util.module_from_spec(spec)
spec.loader.exec_module(solution)


def measure(seed):
    hits = named = flagged = planted = shared = said = true = 0
    for table in leaky_tables(seed):
        out = solution.audit(table.frame, *table.frame.columns[1:4], table.catalogue, table.warehouse)
        kinds = dict(out.loc[out["row"].isna(), ["feature", "kind"]].itertuples(index=False))
        rows = set(out["row"].dropna().astype(int))
        hits += len(set(kinds) & set(table.leaks))
        named += len(kinds.items() & table.leaks.items())
        flagged, planted = flagged + len(kinds), planted + len(table.leaks)
        shared, said, true = shared + len(rows & table.rows), said + len(rows), true + len(table.rows)
    return {
        "precision": hits / flagged,
        "recall": hits / planted,
        "kinds": named / hits,
        "rows, precision": shared / said,
        "rows, recall": shared / true,
    }


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(pd.DataFrame([measure(seed) for seed in range(seeds)]).agg(["min", "mean"]).T.round(4).to_string())


if __name__ == "__main__":
    main()
