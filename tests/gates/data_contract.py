"""Where the bounds of features/data_contract come from: the reference, on every graded day of many worlds.

Run `python tests/gates/data_contract.py [seeds] [checked]` after any change to the days or to the reference (400 seeds by default: five minutes of
CPU), and copy the figures into the comments beside the bounds in `test_data_contract.py`. A validation by Great Expectations takes 0.1 s, 25 of
them stand in a seed: therefore the reference's rules are computed here once more with pandas alone, and for the first `checked` seeds (4) both must agree
on every day.
"""

import importlib.util
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "exercises/02_features/05_data_contract"
CORE, SINGLE = ["amount", "amount_eur", "customer_id", "card_id"], ["merchant_id", "channel", "country"]


def module_of(path):
    spec = importlib.util.spec_from_file_location(f"gated_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


exercise = module_of(FOLDER / "test_data_contract.py")


def rules_of(history):
    """The reference's rules: name, severity, share of records that may fail, and what share of a day fails."""
    by_day = history.groupby(history["event_time"].dt.floor("D"))
    rows, last_hour = by_day.size(), by_day["hour"].max().min()
    highest = history["amount_eur"].quantile(0.999)

    def of_present(day, column, bad):
        present = day[column].dropna()
        return float(bad(present).mean()) if len(present) else 0.0

    def within(column, lowest, highest, allowed, severity):
        return (
            f"{column} within",
            severity,
            allowed,
            lambda day: of_present(day, column, lambda v: ~v.between(lowest, highest)),
        )

    def one_of(column, known, allowed, severity):
        return f"{column} among", severity, allowed, lambda day: of_present(day, column, lambda v: ~v.isin(known))

    wallet = "channel == 'wallet'"
    rules = [
        ("columns", "critical", 0.0, lambda day: float(set(day.columns) != set(history.columns))),
        ("rows", "critical", 0.0, lambda day: float(not rows.min() / 2 - 1 <= len(day) <= rows.max() * 2)),
        ("last hour", "critical", 0.0, lambda day: float(day["hour"].max() < last_hour - 3)),
        ("clock", "critical", 0.01, lambda day: float((day["scored_at"] < day["event_time"]).mean())),
        ("unique", "critical", 0.05, lambda day: float(day["transaction_id"].duplicated(keep=False).mean())),
        one_of("currency", ["EUR"], 0.06, "critical"),
        within("amount_eur", 0.01, highest, 0.015, "critical"),
        within("lag_s", 0, 86_400, 0.05, "warning"),
        ("device of wallets", "warning", 0.05, lambda day: float(day.query(wallet)["device_id"].isna().mean())),
    ]
    for column in [*CORE, *SINGLE]:
        severity = "critical" if column in CORE else "warning"
        rules.append((f"{column} there", severity, 0.005, partial(missing, column)))
    for column in ["terminal_id", "device_id"]:
        low, high = int(history[column].min()) // 2, int(history[column].max()) * 2
        rules.append(within(column, low, high, 0.02, "warning"))
    rules += [one_of(column, list(history[column].unique()), 0.02, "warning") for column in ["channel", "country"]]
    return rules


def missing(column, day):
    """A column that is gone is missing in every record."""
    return float(day[column].isna().mean()) if column in day else 1.0


def verdict_of(rules, day):
    """The reference's verdict, and each rule's share as a multiple of what it allows."""
    said, shares = "pass", {}
    for name, severity, allowed, failing in rules:
        share = failing(day)
        shares[name] = (share, allowed)
        if share > allowed + 1e-12:
            said = "block" if said == "block" or (severity == "critical" and share >= 0.1) else "quarantine"
    return said, shares


def measure(seed, checked):
    history, days = exercise.days_of(seed)
    rules, found = rules_of(history), []
    said = {id(day): verdict_of(rules, day.rows) for day in days}
    if seed < checked:
        by_library(history, days, {key: one[0] for key, one in said.items()})
    for day in days:
        verdict, shares = said[id(day)]
        found += [(seed, day.kind, day.damage, verdict, name, *pair) for name, pair in shares.items()]
    return pd.DataFrame(found, columns=["seed", "kind", "damage", "verdict", "rule", "share", "allowed"])


def by_library(history, days, expected):
    """Raise unless Great Expectations leads the reference to the same verdicts."""
    harness = module_of(FOLDER / "harness.py")
    solution = module_of(ROOT / "solutions/02_features/05_data_contract/data_contract.py")
    harness.open_context(solution)
    suite = solution.build_suite(history)
    for day in days:
        told = harness.judge(solution, suite, day.rows)["verdict"]
        if told != expected[id(day)]:
            raise AssertionError(f"{day.kind} {day.damage} {day.date}: {told} by the library, {expected[id(day)]} here")


def report(table, seeds):
    days = table.drop_duplicates(["seed", "kind", "damage", "verdict", "rule"], keep="first")
    once = table[table["rule"] == "rows"]
    print(once.groupby(["kind", "damage", "verdict"]).size().to_string())
    per_seed = (
        once.assign(
            alarm=(once["kind"] == "clean") & (once["verdict"] != "pass"),
            let_in=(once["kind"] == "wide") & (once["verdict"] != "block"),
            missed=(once["kind"] == "narrow") & (once["verdict"] == "pass"),
            blocked=(once["kind"] == "narrow") & (once["verdict"] == "block"),
        )
        .groupby("seed")[["alarm", "let_in", "missed", "blocked"]]
        .sum()
    )
    for name in per_seed:
        print(f"{name}, days a seed: {dict(sorted(Counter(per_seed[name]).items()))}")
    clean = table[table["kind"] == "clean"].groupby("rule")[["share", "allowed"]].max()
    print("largest share on a clean day, beside what the reference allows")
    print(clean.round(4).to_string())
    hit = days[(days["kind"] != "clean") & (days["share"] > days["allowed"])]
    print("smallest and largest share of failed rules on damaged days")
    print(hit.groupby(["kind", "damage", "rule"])["share"].agg(["count", "min", "max"]).round(4).to_string())
    lost = int(
        (
            (per_seed["alarm"] > 1) | (per_seed["let_in"] > 0) | (per_seed["missed"] > 1) | (per_seed["blocked"] > 2)
        ).sum()
    )
    print(f"{lost} of {seeds} seeds on which the reference would lose a point")


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    checked = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    with ProcessPoolExecutor() as pool:
        table = pd.concat(pool.map(partial(measure, checked=checked), range(seeds), chunksize=4))
    report(table, seeds)


if __name__ == "__main__":
    main()
