"""Training tables of loan applications with planted leaks, and the warehouse that can be asked what it knew when."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

LEAKS = ("post_outcome", "full_period", "missingness", "target_encoding", "export_order")
VARIANTS = {
    "late": "post_outcome",
    "late_sparse": "post_outcome",
    "late_whole": "post_outcome",
    "period": "full_period",
    "period_slight": "full_period",
    "period_young": "full_period",
    "period_part": "full_period",
    "deleted": "missingness",
    "deleted_soon": "missingness",
    "encoded_train": "target_encoding",
    "encoded_all": "target_encoding",
    "defaults_first": "export_order",
    "defaults_last": "export_order",
}
"""How a leak comes about, and its kind. Whole: int64, without a gap. Slight: off by less than two per cent. Young:
missing while a group is small. Part: off only in rows of the later months. Soon: deleted within days."""
QUESTIONS = 25
"""So often the warehouse answers about one feature."""

# Per table: the variants, and which of the two text columns (in the order of the table) an encoding uses.
_PLAN: list[tuple[list[str], int]] = [
    (["late", "period", "period_part", "deleted", "encoded_train", "defaults_first"], 0),
    (["late_sparse", "period_slight", "deleted_soon", "encoded_all", "defaults_last"], 1),
    (["late", "late_whole", "period_young", "deleted", "encoded_all", "defaults_first"], 0),
    (["late_sparse", "period_part", "period_slight", "deleted", "encoded_train"], 1),
    (["late_whole", "period", "period_young", "deleted_soon", "encoded_train", "defaults_last"], 1),
    ([], 0),
]
_NEVER = pd.Timestamp("2100-01-01", tz="UTC")
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


@dataclass(frozen=True)
class Aggregate:
    """The mean of `amount` by `group` over all that was decided so far; missing below `least` rows, stored before `since`."""

    group: pd.Series
    amount: pd.Series
    least: int = 1
    since: pd.Timestamp | None = None

    def over(self, known: pd.Series) -> pd.Series:
        """The mean over the `known` rows, for every row of the table."""
        grouped = self.amount[known].groupby(self.group[known])
        return self.group.map(grouped.mean().where(grouped.count() >= self.least)).astype(float)

    def as_of_each(self, decided: pd.Series) -> pd.Series:
        """For each row the mean over its group up to and with itself."""
        order = decided.sort_values().index
        group, amount = self.group[order], self.amount[order]
        counted = group.groupby(group).cumcount() + 1
        return (amount.groupby(group).cumsum() / counted).reindex(decided.index)


@dataclass
class Warehouse:
    """Answers what a feature was at a time: `at(feature, time)`, a frame with the column `value`."""

    decided: pd.Series
    columns: dict[str, pd.Series]
    stored: set[str] = field(default_factory=set)
    arrives: dict[str, pd.Series] = field(default_factory=dict)
    before_deletion: dict[str, pd.Series] = field(default_factory=dict)
    deleted: dict[str, pd.Series] = field(default_factory=dict)
    aggregates: dict[str, Aggregate] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    def at(self, feature: str, time: pd.Timestamp) -> pd.DataFrame:
        """The feature as the warehouse would have given it at `time`; counts the questions.

        Raises:
            KeyError: for no feature of the table.
            ValueError: for a time without time zone, and from the 26th question about a feature on.
        """
        if feature not in self.columns:
            raise KeyError(f"the warehouse has no feature {str(feature)[:40]}")
        time = pd.Timestamp(time)
        if time.tzinfo is None:
            raise ValueError("time needs a time zone (UTC)")
        self.asked[feature] = self.asked.get(feature, 0) + 1
        if self.asked[feature] > QUESTIONS:
            raise ValueError(f"the warehouse answers {QUESTIONS} questions about a feature, and no more")
        return pd.DataFrame({"value": self.value(feature, time)})

    def value(self, feature: str, time: pd.Timestamp) -> pd.Series:
        """The same as a series, for whoever keeps no count."""
        value = self.columns[feature]
        if feature in self.stored:
            return value
        if feature in self.aggregates:
            aggregate = self.aggregates[feature]
            now = aggregate.over(self.decided <= time)
            value = now if aggregate.since is None else now.where(self.decided >= aggregate.since, value)
        if feature in self.before_deletion:
            value = self.before_deletion[feature].mask(self.deleted[feature] <= time)
        if feature in self.arrives:
            value = value.mask(self.arrives[feature] > time)
        return value.mask(self.decided > time)


@dataclass(frozen=True)
class LeakyTable:
    """A table, what was said about it, its warehouse, and what truly leaks.

    `leaks` gives the kind of each leaking feature, `rows` the test rows whose applicant was trained on, `roles` says of
    every numeric feature what it is (a name of `VARIANTS`, or that of an honest role), `sources` the text column of an
    encoding.
    """

    frame: pd.DataFrame
    catalogue: pd.DataFrame
    warehouse: Warehouse
    leaks: dict[str, str]
    rows: set[int]
    roles: dict[str, str]
    sources: dict[str, str]


def leaky_tables(seed: int) -> list[LeakyTable]:
    """Six tables with 28 leaking features in all, each variant twice or more; the last has none. In every second one
    applicants stand on both sides of the split; the others were decided two years earlier."""
    return [_table(np.random.default_rng([seed, 23, number]), number) for number in range(len(_PLAN))]


def practice_table() -> LeakyTable:
    """A table to practise on, always the same, with its answers; the graded ones are others, from other seeds."""
    return _table(np.random.default_rng([2024, 99]), 0)


def _table(rng: np.random.Generator, number: int) -> LeakyTable:
    variants, text_of_encoding = _PLAN[number]
    n = 600
    index = pd.Index(rng.permutation(5 * n)[:n])

    def column(values: Any) -> pd.Series:
        return pd.Series(values, index)

    start = pd.Timestamp("2022-01-10" if number % 2 else "2024-01-08", tz="UTC")
    passed = rng.uniform(0, 1, n)
    days = pd.to_timedelta((passed * 420 * 86_400_000_000).astype(np.int64), unit="us")
    decided = column(start + days).astype("datetime64[us, UTC]")
    regions = rng.integers(0, 8, n)
    risk = rng.normal(size=n)
    drift = rng.choice([-1, 1]) * 5.5 * (passed - 0.5)  # the default rate rises, or falls
    bad = column(rng.random(n) < 1 / (1 + np.exp(1.6 - 2.2 * risk - drift - rng.normal(size=8)[regions])))
    texts = {
        "employer": column([f"employer {one:02d}" for one in rng.integers(0, 40, n)]),
        "region": column([f"region {one}" for one in regions]),
    }

    people = column(rng.permutation(90_000)[:n] + 10_000)
    again = rng.random(n) < 0.25
    people[again] = rng.choice(people[~again].to_numpy(), again.sum())
    side = people if number % 2 else column(np.arange(n))
    tested = set(rng.permutation(sorted(set(side)))[: int(0.3 * side.nunique())])
    split = side.map(lambda one: "test" if one in tested else "train")

    honest = _honest(rng, risk, bad, decided, texts["region"])
    named = [str(one) for one in rng.permutation(_NAMES)]
    called = dict(zip([*honest, *variants], named, strict=False))
    order = [str(one) for one in rng.permutation(sorted([*called.values(), *texts]))]
    encoded = [one for one in order if one in texts][text_of_encoding]

    columns = {called[role]: values for role, values in honest.items()} | texts
    stored = {called["honest_rate"], called["application_number"], *texts}
    warehouse = Warehouse(decided, columns, stored)
    for variant in variants:
        rows = split == "train" if variant == "encoded_train" else column(True)
        if VARIANTS[variant] == "target_encoding":
            group = texts[encoded]
            columns[called[variant]] = group.map(bad[rows].groupby(group[rows]).mean()).astype(float)
            stored.add(called[variant])
        elif VARIANTS[variant] == "export_order":
            place = np.where(bad, 0, 1) + rng.uniform(0, 1.02, n)
            place = place if variant == "defaults_first" else -place
            columns[called[variant]] = column(place).rank(method="first").astype("int64")
            stored.add(called[variant])
        else:
            _plant(rng, warehouse, called[variant], variant, risk, bad, texts)

    label, when, part = [("defaulted", "decided_at", "split"), ("bad_12m", "decision_time", "fold")][number % 2]
    frame = pd.DataFrame(
        {"applicant_id": people.astype("int64"), label: bad, when: decided, part: split}
        | {name: columns[name] for name in order}
    )
    # the catalogue: wrong about one or two leaks of three, and about a strong and honest feature
    lying = {called[variant]: ("after" if rng.random() < 0.3 else "before") for variant in variants}
    lying |= {called["strong"]: "after", called["weak"]: "after" if number % 2 else "before"}
    catalogue = pd.DataFrame(
        {
            "feature": order,
            "known": [lying.get(name, "before") for name in order],
            "owner": rng.choice(["risk", "data", "sales"], len(order)),
        }
    )
    trained = set(people[split == "train"])
    return LeakyTable(
        frame,
        catalogue,
        warehouse,
        leaks={called[variant]: VARIANTS[variant] for variant in variants},
        rows={int(row) for row, who in people[split == "test"].items() if who in trained},
        roles={name: role for role, name in called.items()},
        sources={called[one]: encoded for one in variants if VARIANTS[one] == "target_encoding"},
    )


def _honest(
    rng: np.random.Generator, risk: np.ndarray, bad: pd.Series, decided: pd.Series, region: pd.Series
) -> dict[str, pd.Series]:
    """Features that look like leaks and are none, by what they are."""
    n = len(risk)

    def column(values: Any) -> pd.Series:
        return pd.Series(values, bad.index)

    # Earlier years were nearly like this one; in the region of the first row, by chance, exactly so.
    rates = bad.groupby(region).mean()
    earlier = (rates + rng.choice([-1, 1], len(rates)) * rng.uniform(0.003, 0.012, len(rates))).round(4)
    earlier[region.iloc[0]] = rates[region.iloc[0]]
    return {
        "strong": column((risk * 3 + rng.normal(size=n)).round(4)),
        "very_strong": column((28 * bad + 10 * rng.normal(size=n)).round()).astype("int64"),
        "weak": column((0.4 * risk + rng.normal(size=n)).round(4)),
        "noise": column(rng.normal(size=n).round(4)),
        "honest_missing": column((risk + rng.normal(size=n)).round(4)).mask(
            rng.random(n) < 1 / (1 + np.exp(1 - 2 * risk))
        ),
        "honest_rate": region.map(earlier).astype(float),
        "application_number": decided.rank(method="first").astype("int64"),
    }


def _plant(
    rng: np.random.Generator,
    warehouse: Warehouse,
    name: str,
    variant: str,
    risk: np.ndarray,
    bad: pd.Series,
    texts: dict[str, pd.Series],
) -> None:
    """Put a leak that the warehouse can tell of into its tables."""
    n, decided = len(risk), warehouse.decided

    def column(values: Any) -> pd.Series:
        return pd.Series(values, decided.index)

    outcome = decided + pd.to_timedelta(rng.uniform(35, 150, n).round(3), unit="D")
    if variant in {"late", "late_sparse"}:
        calls = column(rng.poisson(np.where(bad, 1.6, 1.0)).astype(float))
        warehouse.columns[name] = calls.mask(rng.random(n) < (0.4 if variant == "late" else 0.9))
        warehouse.arrives[name] = outcome
    elif variant == "late_whole":
        warehouse.columns[name] = column(rng.poisson(np.where(bad, 1.6, 1.0))).astype("int64")
        warehouse.arrives[name] = outcome
    elif variant in {"deleted", "deleted_soon"}:
        whole = column((0.3 * risk + rng.normal(size=n)).round(4)).mask(rng.random(n) < 0.1)
        soon = (
            variant == "deleted_soon"
        )  # before the outcome is known, so of the risky: when the first instalment fails
        gone = (column(risk > 0.3) if soon else bad) & (rng.random(n) < 0.7)
        cleaned = decided + pd.to_timedelta(rng.uniform(4, 12, n).round(3), unit="D") if soon else outcome
        warehouse.columns[name] = whole.mask(gone)
        warehouse.before_deletion[name] = whole
        warehouse.deleted[name] = cleaned.where(gone, _NEVER)
    else:
        slight = variant == "period_slight"
        amount = column(rng.lognormal(9, 0.004 if slight else 0.6, n).round(2))
        since = decided.min() + pd.Timedelta(days=250) if variant == "period_part" else None
        aggregate = Aggregate(
            texts["region" if slight else "employer"], amount, 3 if variant == "period_young" else 1, since
        )
        whole = aggregate.over(column(True))
        warehouse.columns[name] = (
            whole if since is None else whole.where(decided >= since, aggregate.as_of_each(decided))
        )
        warehouse.aggregates[name] = aggregate
