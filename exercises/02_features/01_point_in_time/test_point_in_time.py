"""Graded tests of features/point_in_time: 20 points in one chain, so that only the first thing wrong is reported.

Every situation is planted by the world (`signoff.worlds.lending.CASES`), so every mistake shows at every seed.
The one diagnosis without a mistake of its own, not-a-frame, is a guard that degenerate answers meet.
"""

import numpy as np
import pandas as pd
import pytest

from signoff.testing import diagnose, points
from signoff.worlds.lending import MAX_AGE, bureau_book

# The sentences for the learner stay whole:
# fmt: off

ANY_AGE = pd.Timedelta("10000D")
DAY = pd.Timedelta("1D")
NUMBERS, TIMES = ["utilisation", "delinquencies"], ["event_time", "available_at"]
VALUES = [*NUMBERS, "event_time"]
CLOCKS_BACK = pd.to_datetime(["2024-10-27 01:00", "2024-11-03 06:00"], utc=True)  # Europe; New York


@pytest.fixture(scope="module")
def book(seed):
    """2,000 decisions on 320 applicants, and the bureau pulls about them."""
    made = bureau_book(seed)
    return made.decisions, made.pulls


@points(2)
def test_one_row_per_decision_in_order(submission, book):
    """The decisions come back as they were, each with values from that applicant's own file."""
    decisions, pulls = book
    mine = answer(submission.point_in_time_join(decisions, pulls, ANY_AGE), decisions)
    diagnose(
        "no-values",
        mine["utilisation"].notna().mean() > 0.5,
        f"Only {mine['utilisation'].notna().sum()} of {len(mine)} decisions received bureau values, every age being"
        " allowed, although nine in ten had a pull in hand. Wanted is the newest as of each decision, not of all time.",
    )
    refuse_loose_parts(mine, decisions, pulls)
    refuse_strange_values(mine, decisions, pulls)
    # Here only joins that ignore time altogether; what came minutes or hours too late is for the next test.
    future = mine["event_time"] > mine["decided_at"] + DAY
    refuse(future, "future-measurement", decisions, lambda row: (
        f"uses a value measured {mine['event_time'][row]:%Y-%m-%d}. In production it does not exist yet; a model"
        " trained on it has read the outcome."
    ))


@points(6, needs="test_one_row_per_decision_in_order")
def test_uses_only_what_had_arrived(submission, book):
    """Every value is one pull's, and that pull was in hand when the decision was made."""
    decisions, pulls = book
    mine = answer(submission.point_in_time_join(decisions, pulls, ANY_AGE), decisions)
    refuse_loose_parts(mine, decisions, pulls)
    refuse_strange_values(mine, decisions, pulls)
    arrival = dict(zip(keys(pulls), pulls["available_at"], strict=True))
    arrived = pd.Series([arrival.get(key, pd.NaT) for key in keys(mine)], dtype="datetime64[us, UTC]")
    used = mine["event_time"].notna()
    refuse(used & arrived.isna(), "mixed-pulls", decisions, lambda row: (
        "has the event_time of one pull and the values of another. They belong together: a value under a wrong date"
        " cannot be traced, and its age is misjudged."
    ))
    early = used & (arrived > mine["decided_at"])
    changing = mine["decided_at"].dt.ceil("h").isin(CLOCKS_BACK)
    refuse(early if changing[early].all() else None, "local-time", decisions, lambda row: (
        f"uses a value received {arrived[row]:%Y-%m-%d %H:%M:%S}. That night the clocks went back and an hour of local"
        " time ran twice, so local times compare the wrong way round. Compare in UTC."
    ))
    that_day = arrived.dt.floor("D") == mine["decided_at"].dt.floor("D")
    refuse(early if that_day[early].all() else None, "same-day", decisions, lambda row: (
        f"uses a value received later that day, {arrived[row]:%H:%M:%S}. Compare instants in UTC, not dates or"
        " local times: when the decision was made nobody had it."
    ))
    refuse(early, "not-yet-arrived", decisions, lambda row: (
        f"uses a value received {arrived[row]:%Y-%m-%d %H:%M:%S}. Judge by when you had it, not by when it was true."
    ))


@points(3, needs="test_uses_only_what_had_arrived")
def test_a_replay_gives_the_same_answer(submission, book):
    """Neither the order of the pulls nor later arrivals change anything, and no data is no accident."""
    decisions, pulls = book
    before = answer(submission.point_in_time_join(decisions, pulls, ANY_AGE), decisions)
    turned = answer(submission.fresh().point_in_time_join(decisions, pulls.iloc[::-1], ANY_AGE), decisions)
    refuse(differs(before, turned), "row-order", decisions, lambda row: (
        "receives another value when the pulls stand in another order. Where a row stands in a file means nothing:"
        " decide by event_time and available_at."
    ))
    more = pd.concat([pulls, later_pulls(decisions, pulls)], ignore_index=True)
    after = answer(submission.fresh().point_in_time_join(decisions, more, ANY_AGE), decisions)
    refuse(differs(before, after), "future-changes-past", decisions, lambda row: (
        "receives another value once pulls and corrections are added that arrive weeks after the last decision. A"
        " decision is replayed with what was in hand then, or no complaint about it can be answered."
    ))
    for some, held, lack in ((decisions, pulls.iloc[:0], "pulls"), (decisions.iloc[:0], pulls, "decisions")):
        bare = submission.point_in_time_join(some, held, MAX_AGE)
        promised = {*decisions.columns, *VALUES, "is_stale"}
        diagnose(
            "empty-input",
            isinstance(bare, pd.DataFrame) and set(bare.columns) == promised and len(bare) == len(some),
            f"Without any {lack} the result is not {len(some)} rows with all promised columns. To the job that runs"
            " tonight, a day without data is a day like any other.",
        )
        bare = answer(bare, some) if len(some) else before[:0]
        refuse(bare[VALUES].notna().any(axis=1), "empty-input", some, lambda row: (
            "has a bureau value, though there was no pull at all."
        ))


@points(6, needs="test_a_replay_gives_the_same_answer")
def test_uses_the_newest_measurement(submission, book):
    """Of what had arrived: the newest measurement, in its last corrected form."""
    decisions, pulls = book
    mine = answer(submission.point_in_time_join(decisions, pulls, ANY_AGE), decisions)
    truth = known(decisions, pulls)
    wrong = differs(mine, truth)
    just_then = truth["available_at"] == mine["decided_at"]
    refuse(wrong if just_then[wrong].all() else None, "exact-arrival", decisions, lambda row: (
        "does not use the pull received at that very instant. Received exactly at decided_at counts as arrived."
    ))
    refuse(wrong & mine["event_time"].isna(), "missed-pull", decisions, lambda row: (
        f"has no bureau values, yet a pull had been received {truth['available_at'][row]:%Y-%m-%d %H:%M:%S} and any age"
        " was allowed. The applicant is judged without a file that was paid for."
    ))
    refuse(wrong & (mine["event_time"] < truth["event_time"]), "older-measurement", decisions, lambda row: (
        f"uses the measurement of {mine['event_time'][row]:%Y-%m-%d}; that of {truth['event_time'][row]:%Y-%m-%d} had"
        " arrived. The last pull to arrive is not always the newest measurement: pulls come late and out of order."
    ))
    refuse(wrong, "missed-correction", decisions, lambda row: (
        f"uses utilisation {mine['utilisation'][row]:.4f}; the bureau had corrected that measurement to"
        f" {truth['utilisation'][row]:.4f}, received {truth['available_at'][row]:%Y-%m-%d %H:%M:%S}. An applicant is"
        " judged on the last correction in hand."
    ))


@points(3, needs="test_uses_the_newest_measurement")
def test_stale_values_are_missing(submission, book):
    """A measurement older than max_age is no information: values missing, flag set, and only then."""
    decisions, pulls = book
    mine = answer(submission.point_in_time_join(decisions, pulls, MAX_AGE), decisions)
    truth = known(decisions, pulls)
    refuse_loose_parts(mine, decisions, pulls)
    age, since_arrival = mine["decided_at"] - truth["event_time"], mine["decided_at"] - truth["available_at"]
    stale = age > MAX_AGE

    def aged(row):
        return f"{age[row] / DAY:.2f} days old; the policy allows {MAX_AGE.days}"

    kept = stale & mine["event_time"].notna()
    refuse(kept if (age[kept] < MAX_AGE + DAY).all() else None, "whole-days", decisions, lambda row: (
        f"uses a measurement {aged(row)}. Counting whole days lets it live up to a day too long: compare durations."
    ))
    refuse(kept if (since_arrival[kept] <= MAX_AGE).all() else None, "age-from-arrival", decisions, lambda row: (
        f"uses a measurement {aged(row)}. It was received {since_arrival[row] / DAY:.2f} days before the decision, but"
        " a late letter does not make old news young: age counts from event_time."
    ))
    refuse(kept, "stale-value", decisions, lambda row: (
        f"uses a measurement {aged(row)}. The model reads last season's debts as today's."
    ))
    lost = ~stale & truth["event_time"].notna() & mine["event_time"].isna()
    refuse(lost if (age[lost] == MAX_AGE).all() else None, "exact-age", decisions, lambda row: (
        f"lost a measurement exactly {MAX_AGE.days} days old. Exactly max_age is still within the policy."
    ))
    refuse(lost, "fresh-value-dropped", decisions, lambda row: (
        f"lost a measurement {aged(row)}. Age counts back from each decision, not from today."
    ))
    refuse(~stale & differs(mine, truth), "fresh-value-dropped", decisions, lambda row: (
        "uses another measurement than when any age was allowed. max_age says whether the newest is used, never which."
    ))
    refuse(stale & ~mine["is_stale"], "stale-unflagged", decisions, lambda row: (
        f"had a measurement {aged(row)}: it was dropped, but is_stale is false. Unflagged, someone with an old file"
        " looks like someone without any."
    ))
    refuse(~stale & mine["is_stale"], "stale-flag", decisions, lambda row: (
        f"has is_stale set, though {'nothing had arrived' if pd.isna(age[row]) else 'its value is fresh'}. The flag"
        " says that a measurement was dropped for its age, and only that."
    ))


# --- what an answer must be before it is judged ---


def answer(joined, decisions):
    """The answer with plain dtypes and rows numbered from 0, or the diagnosis of what cannot be judged."""
    diagnose("not-a-frame", isinstance(joined, pd.DataFrame),
             f"The result is a {type(joined).__name__}; return one DataFrame with a row per decision.")
    columns, promised = list(joined.columns), [*decisions.columns, *VALUES, "is_stale"]
    missing = [name for name in promised if name not in columns]
    diagnose("missing-columns", not missing,
             f"The result lacks {', '.join(missing)}: the decisions' own columns, whichever they are, come back with"
             " the bureau values and is_stale beside them.")
    twice = [name for name in promised if columns.count(name) > 1]
    diagnose("columns-twice", not twice,
             f"{', '.join(twice)} stands in the result more than once. Whoever reads it takes one without asking.")
    extra = [str(name)[:40] for name in columns if name not in promised]
    diagnose("extra-columns", not extra,
             f"The result also holds {', '.join(extra[:5])}. What stands in this table ends up in the model: return"
             " only what was agreed.")
    diagnose("fan-out", len(joined) <= len(decisions),
             f"{len(decisions)} decisions became {len(joined)} rows: some were repeated, as a join does where"
             " several rows match. Training on it counts those applicants more than once.")
    diagnose("lost-decisions", len(joined) == len(decisions),
             f"{len(decisions) - len(joined)} of {len(decisions)} decisions vanished. An applicant without a bureau"
             " file is still an applicant: keep the row, leave the values missing.")
    mine, theirs = joined["application_id"].map(str).tolist(), decisions["application_id"].tolist()
    diagnose("reordered", mine == theirs or sorted(mine) != sorted(theirs),
             f"The rows came back in another order: {theirs[0]} went in first, {mine[0]} came out first. Labels joined"
             " by position land on the wrong applicant.")
    pairs = zip(theirs, decisions.index.tolist(), joined.index.tolist(), strict=True)
    moved = next((f"{name} went in with index {old!r} and came back with {new!r}" for name, old, new in pairs if old != new), "")
    diagnose("new-index", not moved, f"{moved}. Labels aligned by index land on the wrong applicant.")
    for name in decisions.columns:
        refuse(~as_it_was(joined[name], decisions[name]), "changed-decisions", decisions, lambda row, name=name: (
            f"went in with {name} {decisions[name].iloc[row]} ({decisions[name].dtype}) and came back with"
            f" {str(joined[name].iloc[row])[:40]} ({joined[name].dtype}). The decisions are the record: leave them alone."
        ))
    return pd.DataFrame({
        "applicant_id": decisions["applicant_id"].array,
        "decided_at": decisions["decided_at"].array,
        "utilisation": numbers(joined["utilisation"]),
        "delinquencies": numbers(joined["delinquencies"]),
        "event_time": instants(joined["event_time"]),
        "is_stale": flags(joined["is_stale"]),
    })


def as_it_was(mine, theirs):
    """Per row: does a column of the decisions still say the same? Instants are compared as instants."""
    if isinstance(theirs.dtype, pd.DatetimeTZDtype):
        same = mine.array == theirs.array if isinstance(mine.dtype, pd.DatetimeTZDtype) else False
    elif pd.api.types.is_numeric_dtype(theirs):
        is_numeric = mine.dtype.kind in "iuf"
        same = mine.to_numpy(dtype=float, na_value=np.nan) == theirs.to_numpy() if is_numeric else False
    else:
        same = mine.map(str).to_numpy() == theirs.to_numpy()
    return np.broadcast_to(np.asarray(same, dtype=bool), len(theirs))


def numbers(column):
    if column.isna().all():
        return np.full(len(column), np.nan)
    kind = column.dtype
    diagnose("not-numbers", kind.kind in "iuf",
             f"{column.name} came back as {kind}, for instance {str(column.dropna().iloc[0])[:40]!r}. It is a number in"
             " the pulls and stays one; missing is NaN or NA, never a text: no model can read it otherwise.")
    return column.to_numpy(dtype=float, na_value=np.nan)


def instants(column):
    if column.isna().all():
        return pd.Series(pd.NaT, index=range(len(column)), dtype="datetime64[us, UTC]").array
    diagnose("no-time-zone", not pd.api.types.is_datetime64_dtype(column.dtype),
             "event_time came back without a time zone. Whoever compares it next has to guess, and an hour's error in"
             " summer is a leak: keep it in UTC.")
    diagnose("not-instants", isinstance(column.dtype, pd.DatetimeTZDtype),
             f"event_time came back as {column.dtype}; it must hold instants in UTC, and NaT where there is none.")
    return column.dt.tz_convert("UTC").array


def flags(column):
    holes = column.isna().any()
    diagnose("flag-not-boolean", column.dtype.kind == "b" and not holes,
             f"is_stale came back as {column.dtype}{', with missing values' if holes else ''}. It is true or false in"
             " every row, false where nothing had arrived: code that asks `if is_stale` takes NaN for true.")
    return column.to_numpy(dtype=bool)


def refuse_loose_parts(mine, decisions, pulls):
    """Values and event_time stand together or not at all."""
    undated = mine["event_time"].isna() & mine[NUMBERS].notna().any(axis=1)
    real = {(applicant, *values) for applicant, _, *values in keys(pulls)}
    made_up = undated & np.array([(applicant, *values) not in real for applicant, _, *values in keys(mine)])
    refuse(made_up, "filled-missing", decisions, lambda row: (
        f"has utilisation {mine['utilisation'][row]:.9g} and delinquencies {mine['delinquencies'][row]:g} with no"
        " measurement behind them. Missing is information; a number filled in claims that the bureau said so."
    ))
    refuse(undated, "value-without-time", decisions, lambda row: (
        "has bureau values but no event_time. Without the date nobody can check how old they were."
    ))
    dated = mine["event_time"].notna() & mine[NUMBERS].isna().any(axis=1)
    refuse(dated, "time-without-value", decisions, lambda row: (
        f"has an event_time, {mine['event_time'][row]:%Y-%m-%d}, without the values. Where there is nothing to use, all"
        " three are missing."
    ))


def refuse_strange_values(mine, decisions, pulls):
    """Each date and each pair of values stands somewhere in the applicant's own file."""
    dates = {(applicant, event_time) for applicant, event_time, *_ in keys(pulls)}
    pairs = {(applicant, *values) for applicant, _, *values in keys(pulls)}
    owners = {tuple(pull): applicant for applicant, *pull in keys(pulls)}
    strange = mine["event_time"].notna() & np.array([
        (applicant, event_time) not in dates or (applicant, *values) not in pairs
        for applicant, event_time, *values in keys(mine)
    ])
    owner = [owners.get(tuple(pull)) for _, *pull in keys(mine)]
    refuse(strange & pd.notna(owner), "wrong-applicant", decisions, lambda row: (
        f"is applicant {mine['applicant_id'][row]} and has a pull of applicant {owner[row]}. Somebody else's debts decide."
    ))
    refuse(strange, "invented-value", decisions, lambda row: (
        f"has utilisation {mine['utilisation'][row]:.9g} and delinquencies {mine['delinquencies'][row]:g} measured"
        f" {mine['event_time'][row]:%Y-%m-%d}. No pull says that: use what the bureau reported, not a computation."
    ))


# --- the truth, and what is added for a replay ---


def known(decisions, pulls):
    """Slowly and obviously: what had arrived; of that the newest measurement; of that the last correction."""
    files = {}
    for pull in pulls.sort_values(TIMES).itertuples():
        files.setdefault(pull.applicant_id, []).append(pull)
    rows = []
    for decision in decisions.itertuples():
        arrived = [pull for pull in files.get(decision.applicant_id, []) if pull.available_at <= decision.decided_at]
        rows.append([getattr(arrived[-1], name) if arrived else None for name in [*NUMBERS, *TIMES]])
    truth = pd.DataFrame(rows, columns=[*NUMBERS, *TIMES])
    return truth.astype(dict.fromkeys(NUMBERS, float) | dict.fromkeys(TIMES, "datetime64[us, UTC]"))


def later_pulls(decisions, pulls):
    """Received after the last decision: a correction of every measurement, a backdated one, a file for everybody."""
    last = decisions["decided_at"].max()
    measured = pulls.drop_duplicates(["applicant_id", "event_time"]).assign(utilisation=0.99, delinquencies=9)
    people = decisions.drop_duplicates("applicant_id")[["applicant_id"]].assign(utilisation=0.99, delinquencies=9)
    return pd.concat([
        measured.assign(available_at=last + 30 * DAY),
        measured.assign(available_at=last + 31 * DAY, event_time=measured["event_time"] + pd.Timedelta("90s")),
        people.assign(available_at=last + 32 * DAY, event_time=decisions["decided_at"].min() - DAY),
    ])


def keys(frame):
    """Applicant, event_time and values of each row, to look a pull up by."""
    measured = pd.DatetimeIndex(frame["event_time"]).as_unit("us").asi8
    return list(zip(frame["applicant_id"], measured, *(frame[name] for name in NUMBERS), strict=True))


def differs(one, other):
    """Per row: does any bureau value differ? Missing equals missing."""
    return ~((one[VALUES] == other[VALUES]) | (one[VALUES].isna() & other[VALUES].isna())).all(axis=1)


def refuse(bad, diagnosis, decisions, sentence):
    """Diagnose the rows in `bad`; the message names the first, goes on with `sentence(row)` and counts the others."""

    def message():
        row = int(np.flatnonzero(bad)[0])
        first, others = decisions.iloc[row], int(np.sum(bad)) - 1
        more = f" ({others:,} more like it.)" if others else ""
        return f"{first['application_id']}, decided {first['decided_at']:%Y-%m-%d %H:%M:%S}, {sentence(row)}{more}"

    diagnose(diagnosis, bad is None or not np.any(bad), message)
