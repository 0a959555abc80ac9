"""Training tables of loan applications with planted leaks, and the warehouse that can be asked what it knew when."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

LEAKS = ("post_outcome", "full_period", "missingness", "target_encoding", "export_order")
QUESTIONS = 25
"""So often the warehouse answers about one feature."""

_NAMES = [
    "score_b2",
    "depth_index",
    "ratio_q",
    "line_use",
    "contact_rate",
    "tenure_x",
    "flow_3m",
    "trend_6m",
    "peer_level",
    "doc_count",
    "branch_value",
    "file_no",
    "stability_k",
    "share_p",
    "balance_idx",
    "load_2",
    "volume_r",
    "margin_t",
    "usage_w",
    "spread_v",
]


@dataclass
class Warehouse:
    """Answers what a feature was at a time: `at(feature, time)`, a frame with the column `value`."""

    decided: pd.Series
    columns: dict[str, pd.Series]
    arrives: dict[str, pd.Series] = field(default_factory=dict)
    before_deletion: dict[str, pd.Series] = field(default_factory=dict)
    deleted: dict[str, pd.Series] = field(default_factory=dict)
    groups: dict[str, tuple[pd.Series, pd.Series]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    def at(self, feature: str, time: pd.Timestamp) -> pd.DataFrame:
        if feature not in self.columns:
            raise KeyError(f"the warehouse has no feature {str(feature)[:40]}")
        self.asked[feature] = self.asked.get(feature, 0) + 1
        if self.asked[feature] > QUESTIONS:
            raise ValueError(f"the warehouse answers {QUESTIONS} questions about a feature, and no more")
        value = self.columns[feature]
        if feature in self.groups:
            group, amount = self.groups[feature]
            known = self.decided <= time
            value = group.map(amount[known].groupby(group[known]).mean()).astype(float)
        if feature in self.before_deletion:
            value = self.before_deletion[feature].mask(self.deleted[feature] <= time)
        if feature in self.arrives:
            value = value.mask(self.arrives[feature] > time)
        stored = feature not in self.arrives
        return pd.DataFrame({"value": value if stored and value.dtype.kind != "f" else value.mask(self.decided > time)})


@dataclass(frozen=True)
class LeakyTable:
    """A table, what was said about it, its warehouse, and what truly leaks (`leaks`: feature to kind; `rows`)."""

    frame: pd.DataFrame
    catalogue: pd.DataFrame
    warehouse: Warehouse
    leaks: dict[str, str]
    rows: set[int]
    roles: dict[str, str]


def leaky_tables(seed: int) -> list[LeakyTable]:
    """Six tables with 23 leaking features in all; the last has none, and two of them share applicants across the split."""
    kinds = [LEAKS, LEAKS, LEAKS, LEAKS[:4], LEAKS[1:], ()]
    return [leaky_table(np.random.default_rng([seed, 23, number]), one, number) for number, one in enumerate(kinds)]


def leaky_table(rng: np.random.Generator, kinds: tuple[str, ...], number: int) -> LeakyTable:
    n = 600
    index = pd.Index(rng.permutation(5 * n)[:n])

    def column(values: object) -> pd.Series:
        return pd.Series(values, index)

    start = pd.Timestamp("2024-01-08", tz="UTC")
    decided = column(
        start + pd.to_timedelta((rng.uniform(0, 420, n) * 86_400_000_000).astype(np.int64), unit="us")
    ).astype("datetime64[us, UTC]")
    risk = rng.normal(size=n)
    bad = column(rng.random(n) < 1 / (1 + np.exp(1.6 - 2.2 * risk)))
    outcome = decided + pd.to_timedelta(rng.uniform(35, 150, n).round(3), unit="D")
    employer = column([f"employer {one:02d}" for one in rng.integers(0, 40, n)])
    region = column([f"region {one}" for one in rng.integers(0, 8, n)])
    amount = column(rng.lognormal(9, 0.6, n).round(2))

    honest_missing = column((risk + rng.normal(size=n)).round(4)).mask(rng.random(n) < 1 / (1 + np.exp(1 - 2 * risk)))
    rates = {name: round(float(rng.uniform(0.05, 0.4)), 4) for name in sorted(set(region))}
    roles: dict[str, pd.Series] = {
        "strong": column((risk * 3 + rng.normal(size=n)).round(4)),
        "weak": column((0.4 * risk + rng.normal(size=n)).round(4)),
        "noise": column(rng.normal(size=n).round(4)),
        "honest_missing": honest_missing,
        "honest_rate": region.map(rates).astype(float),
        "application_number": decided.rank(method="first").astype("int64"),
    }
    names = iter(rng.permutation(_NAMES))
    called = {role: str(next(names)) for role in [*roles, *kinds]}
    warehouse = Warehouse(decided, {})
    if "post_outcome" in kinds:
        calls = rng.poisson(np.where(bad, 1.6, 1.0))
        roles["post_outcome"] = column(calls.astype(float)).mask(rng.random(n) < 0.4)
        warehouse.arrives[called["post_outcome"]] = outcome
    if "full_period" in kinds:
        roles["full_period"] = employer.map(amount.groupby(employer).mean()).astype(float)
        warehouse.groups[called["full_period"]] = (employer, amount)
    if "missingness" in kinds:
        whole = column((0.3 * risk + rng.normal(size=n)).round(4)).mask(rng.random(n) < 0.1)
        gone = bad & (rng.random(n) < 0.7)
        roles["missingness"] = whole.mask(gone)
        warehouse.before_deletion[called["missingness"]] = whole
        warehouse.deleted[called["missingness"]] = outcome.where(gone, pd.Timestamp("2100-01-01", tz="UTC"))
    people = column(rng.permutation(90_000)[:n] + 10_000)
    again = rng.random(n) < 0.25
    people[again] = rng.choice(people[~again].to_numpy(), again.sum())
    side = people if number % 2 else column(np.arange(n))
    tested = set(rng.permutation(sorted(set(side)))[: int(0.3 * side.nunique())])
    split = side.map(lambda one: "test" if one in tested else "train")
    if "target_encoding" in kinds:
        rows = split == "train" if number % 2 else column(True).astype(bool).reindex(index)
        roles["target_encoding"] = employer.map(bad[rows].groupby(employer[rows]).mean()).astype(float)
    if "export_order" in kinds:
        order = np.where(bad, 0, 1) + rng.uniform(0, 1.02, n)
        roles["export_order"] = column(order if number % 2 else -order).rank(method="first").astype("int64")

    columns = {called[role]: values for role, values in roles.items()}
    columns |= {"employer": employer, "region": region}
    warehouse.columns = columns
    order = rng.permutation(sorted(columns))
    label, when, part = [("defaulted", "decided_at", "split"), ("bad_12m", "decision_time", "fold")][number % 2]
    frame = pd.DataFrame(
        {"applicant_id": people.astype("int64"), label: bad, when: decided, part: split}
        | {name: columns[name] for name in order}
    )
    # the catalogue: wrong about one or two leaks of three, and about a strong and honest feature
    lying = {called[kind]: ("after" if rng.random() < 0.3 else "before") for kind in kinds}
    lying |= {called["strong"]: "after", called["weak"]: "after" if number % 2 else "before"}
    catalogue = pd.DataFrame(
        {
            "feature": order,
            "known": [lying.get(name, "before") for name in order],
            "owner": rng.choice(["risk", "data", "sales"], len(order)),
        }
    )
    trained = set(people[split == "train"])
    shared = {int(row) for row, who in people[split == "test"].items() if who in trained}
    leaks = {called[kind]: kind for kind in kinds}
    return LeakyTable(frame, catalogue, warehouse, leaks, shared, {name: role for role, name in called.items()})
