"""Graded tests of features/point_in_time: 20 points in one chain, so that only the first thing wrong is reported.

Every situation is planted by the world (`signoff.worlds.lending.bureau.CASES`), so every mistake shows at every seed.
"""

from contextlib import contextmanager

import numpy as np
import pandas as pd
import pytest

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import Diagnosed, diagnose, points
from signoff.worlds.lending.bureau import MAX_AGE, MAX_AGE_INSTANT, bureau_book

# The sentences for the learner stay whole:
# fmt: off

ANY_AGE, NO_AGE = pd.Timedelta("10000D"), pd.Timedelta(0)
DAY, MINUTE, MICROSECOND = pd.Timedelta("1D"), pd.Timedelta("1min"), pd.Timedelta("1us")
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
    filled = mine["utilisation"].notna().sum()
    likely = (
        f"Most of the others were dropped as stale, under a max_age of {ANY_AGE.days:,} days: use all of it."
        if mine["is_stale"].mean() > 0.5 else
        "Wanted is the newest as of each decision, not of all time." if filled else
        "Look at the key the tables are joined on, and at the index by which columns are put together."
    )
    diagnose("no-values", filled > len(mine) / 2,
             f"Only {filled} of {len(mine)} decisions received bureau values, every age being allowed, although nine in"
             f" ten had a pull in hand. {likely}")
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
    by_arrival = pulls.sort_values("available_at", ascending=False)
    arrival = dict(zip(keys(by_arrival), by_arrival["available_at"], strict=True))  # the first time it was said
    arrived = pd.Series([arrival.get(key, pd.NaT) for key in keys(mine)], dtype="datetime64[us, UTC]")
    used = mine["event_time"].notna()
    refuse(used & arrived.isna(), "mixed-pulls", decisions, lambda row: (
        "has the event_time of one pull and the values of another. They belong together: a value under a wrong date"
        " cannot be traced, and its age is misjudged."
    ))
    early = used & (arrived > mine["decided_at"])
    late = arrived - mine["decided_at"]
    refuse(early if (late[early] <= MINUTE).all() else None, "rounded-instants", decisions, lambda row: (
        f"uses a value received {seconds(late[row])} later, {full(arrived[row])}. Compare the full instants, neither"
        " rounded nor with a tolerance: when the decision was made nobody had it."
    ))
    changing = mine["decided_at"].dt.ceil("h").isin(CLOCKS_BACK)
    refuse(early if changing[early].all() else None, "local-time", decisions, lambda row: (
        f"uses a value received {arrived[row]:%Y-%m-%d %H:%M:%S}. That night the clocks went back and an hour of local"
        " time ran twice, so local times compare the wrong way round. Compare in UTC."
    ))
    that_day = arrived.dt.floor("D") == mine["decided_at"].dt.floor("D")
    refuse(early if that_day[early].all() else None, "same-day", decisions, lambda row: (
        f"uses a value received later that day, {full(arrived[row])}. Compare the full instants, not dates, local"
        " times or rounded ones: when the decision was made nobody had it."
    ))
    refuse(early, "not-yet-arrived", decisions, lambda row: (
        f"uses a value received {arrived[row]:%Y-%m-%d %H:%M:%S}. Judge by when you had it, not by when it was true."
    ))


@points(3, needs="test_uses_only_what_had_arrived")
def test_a_replay_gives_the_same_answer(submission, book):
    """A replay gives the same answer: any row order, later arrivals, more columns in the decisions, no rows."""
    decisions, pulls = book
    before = answer(submission.point_in_time_join(decisions, pulls, ANY_AGE), decisions)
    turned = answer(submission.fresh().point_in_time_join(decisions[::-1], pulls[::-1], ANY_AGE), decisions[::-1])
    refuse(differs(before, turned[::-1].reset_index(drop=True)), "row-order", decisions, lambda row: (
        "receives another value when the rows of the tables stand in another order. Where a row stands in a file"
        " means nothing: decide by event_time and available_at, each in full."
    ))
    both = submission.fresh().harness.twice(decisions, pulls, ANY_AGE)
    diagnose("inputs-changed", both["changed"] == [],
             f"After your call {' and '.join(map(str, both['changed']))} is not what it was: its values, its order or its"
             " columns. The caller goes on with the tables, and what is joined next is joined to yours: work on copies.")
    second = answer(both["second"], decisions)
    refuse(differs(before.assign(utilisation=before["utilisation"] / 2), second), "kept-state", decisions, lambda row: (
        "receives an old value when called again in the same process, after every utilisation was halved. Keep nothing"
        " between calls: the same table, length or ids do not mean the same content."
    ))
    alike = [with_alike_ids(table, decisions) for table in (decisions, pulls)]
    apart = answer(submission.fresh().point_in_time_join(*alike, ANY_AGE), alike[0])
    refuse(differs(before, apart), "ids-cut", decisions, lambda row: (
        f"receives another value when the applicants are numbered anew: another's id then agrees with this one's,"
        f" {alike[0]['applicant_id'].iloc[row]}, in its last digits or bits. Ids are int64: compare them whole."
    ))
    more = pd.concat([pulls, later_pulls(decisions, pulls)], ignore_index=True)
    after = answer(submission.fresh().point_in_time_join(decisions, more, ANY_AGE), decisions)
    refuse(differs(before, after), "future-changes-past", decisions, lambda row: (
        "receives another value once pulls and corrections are added that arrive weeks after the last decision. A"
        " decision is replayed with what was in hand then, or no complaint about it can be answered."
    ))
    told = decisions.assign(available_at=decisions["decided_at"] + MINUTE, index=range(len(decisions)))
    with found_under("name-clash", "Once the decisions carry columns available_at (when the customer was told) and index"):
        clash = answer(submission.fresh().point_in_time_join(told, pulls, ANY_AGE), told)
    refuse(differs(before, clash), "name-clash", decisions, lambda row: (
        "receives another value once the decisions carry columns available_at (when the customer was told) and index."
        " Only the available_at of a pull says when the pull arrived."
    ))
    for some, held, lack in ((decisions, pulls[:0], "pulls"), (decisions[:0], pulls, "decisions")):
        with found_under("empty-input", f"Without any {lack} (to tonight's job a day like any other)"):
            bare = submission.point_in_time_join(some, held, MAX_AGE)
            refuse_another_shape(bare, some)
        with found_under("empty-types", f"Without any {lack} (the promised types hold there too)"):
            bare = answer(bare, some)
        refuse(bare[VALUES].notna().any(axis=1), "empty-input", some, lambda row: (
            "has a bureau value, though there was no pull at all."
        ))


@points(6, needs="test_a_replay_gives_the_same_answer")
def test_uses_the_newest_measurement(submission, book):
    """Of what had arrived: the newest measurement, in its last corrected form."""
    decisions, pulls = book
    mine = answer(submission.point_in_time_join(decisions, pulls, ANY_AGE), decisions)
    truth = known(decisions, pulls)
    by_arrival = pulls.sort_values("available_at", ascending=False)
    said = dict(zip(keys(by_arrival), by_arrival["available_at"], strict=True))  # the first time
    wrong = differs(mine, truth)
    just_then = truth["available_at"] == mine["decided_at"]
    refuse(wrong if just_then[wrong].all() else None, "exact-arrival", decisions, lambda row: (
        "does not use the pull received at that very instant. Received exactly at decided_at counts as arrived."
    ))
    at_once = truth["available_at"] == truth["event_time"]
    refuse(wrong if at_once[wrong].all() else None, "received-at-once", decisions, lambda row: (
        f"does not use the pull received {full(truth['available_at'][row])}, the instant in which it was measured. An"
        " answer without delay is a pull like any other."
    ))
    twin, own_twin = (mine.duplicated(key, keep=False) for key in ("decided_at", ["applicant_id", "decided_at"]))
    missed, age = wrong & mine["event_time"].isna(), mine["decided_at"] - truth["event_time"]
    refuse(missed if mine["is_stale"][missed].all() else None, "fixed-max-age", decisions, lambda row: (
        f"lost a measurement {age[row]} old as stale, under a max_age of {ANY_AGE.days:,} days. The policy is an"
        " argument, and somebody will change it: use the one that is given."
    ))
    refuse(missed, "missed-pull", decisions, lambda row: (
        f"has no bureau values, yet a pull had been received {full(truth['available_at'][row])} and any age was"
        " allowed. The applicant is judged without a file that was paid for."
        + (" The same applicant was decided twice in that instant; both rows need it." if own_twin[missed].all() else
           " Another applicant was decided in the same instant; each needs their own." if twin[missed].all() else "")
    ))
    older = wrong & (mine["event_time"] < truth["event_time"])
    newer_by = truth["event_time"] - mine["event_time"]
    refuse(older if (newer_by[older] < DAY).all() else None, "coarse-newest", decisions, lambda row: (
        f"uses the measurement of {full(mine['event_time'][row])}; that of {full(truth['event_time'][row])},"
        f" newer by {str(newer_by[row]).removeprefix('0 days ')}, had arrived. Order by the full event_time, neither by its date nor rounded."
    ))
    refuse(older, "older-measurement", decisions, lambda row: (
        f"uses the measurement of {full(mine['event_time'][row])}; that of {full(truth['event_time'][row])} had"
        " arrived. The last pull to arrive is not always the newest measurement: pulls come late and out of order."
    ))
    again = truth["available_at"] > pd.Series([said.get(key, pd.NaT) for key in keys(truth)], dtype=truth["available_at"].dtype)
    refuse(wrong if again[wrong].all() else None, "restored-value", decisions, lambda row: (
        f"uses utilisation {mine['utilisation'][row]:.4f}; the bureau had taken that correction back and restored"
        f" {truth['utilisation'][row]:.4f}, received {full(truth['available_at'][row])}. A version that repeats an"
        " earlier one is no duplicate: the last one in hand counts."
    ))
    refuse(wrong, "missed-correction", decisions, lambda row: (
        f"uses utilisation {mine['utilisation'][row]:.4f}; the bureau had corrected that measurement to"
        f" {truth['utilisation'][row]:.4f}, received {full(truth['available_at'][row])}. An applicant is judged on the"
        " last correction in hand."
    ))


@points(3, needs="test_uses_the_newest_measurement")
def test_stale_values_are_missing(submission, book):
    """A measurement older than any given max_age is missing and flagged, and no other."""
    decisions, pulls = book
    refuse_wrong_age(submission, decisions, pulls, MAX_AGE)
    # Other policies on fewer decisions, for the sake of slow answers: the planted people's and a fifth of the others.
    seldom = decisions.groupby("applicant_id")["decided_at"].transform("size") <= 2
    fewer = decisions[seldom | (np.arange(len(decisions)) % 5 == 0)]
    ages = (fewer["decided_at"].array - known(fewer, pulls)["event_time"]).dropna().sort_values()
    middle = ages.iloc[len(ages) // 2]  # the age of one of them, another at each seed
    around = (MAX_AGE_INSTANT - MICROSECOND, MAX_AGE_INSTANT + MICROSECOND)  # both planted: a rounded policy shows
    for max_age in (middle, *around, NO_AGE, ANY_AGE):
        refuse_wrong_age(submission, fewer, pulls, max_age)
    bare = answer(submission.point_in_time_join(decisions, pulls[:0], MAX_AGE), decisions)
    refuse(bare["is_stale"], "stale-flag", decisions, lambda row: (
        "has is_stale set, though there was no pull at all. The flag says that a measurement was dropped for its age,"
        " and only that."
    ))


def refuse_wrong_age(submission, decisions, pulls, max_age):
    """Under one policy: exactly what is older is dropped, and flagged."""
    mine = answer(submission.point_in_time_join(decisions, pulls, max_age), decisions)
    refuse_loose_parts(mine, decisions, pulls)
    truth = known(decisions, pulls)
    age, since_arrival = mine["decided_at"] - truth["event_time"], mine["decided_at"] - truth["available_at"]
    stale = age > max_age

    def aged(row):
        return f"{age[row]} old, under a max_age of {max_age}"

    kept = stale & mine["event_time"].notna()
    refuse(kept if (age[kept] < max_age + DAY).all() else None, "rounded-age", decisions, lambda row: (
        f"uses a measurement {aged(row)}. Rounding the age, or max_age, lets it live too long: compare the full durations."
    ))
    refuse(kept if (since_arrival[kept] <= max_age).all() else None, "age-from-arrival", decisions, lambda row: (
        f"uses a measurement {aged(row)}. It was received {since_arrival[row]} before the decision, but a late letter"
        " does not make old news young: age counts from event_time."
    ))
    refuse(kept if max_age == NO_AGE else None, "zero-unlimited", decisions, lambda row: (
        f"uses a measurement {aged(row)}. Zero is the strictest limit, not the absence of one: only what was measured"
        " in the very instant of the decision may be used."
    ))
    refuse(kept, "stale-value", decisions, lambda row: (
        f"uses a measurement {aged(row)}. The policy calls that no information; the model reads it as today's."
    ))
    lost = ~stale & truth["event_time"].notna() & mine["event_time"].isna()
    in_days = max_age.floor("D")
    refuse(lost if in_days < max_age and (age[lost] > in_days).all() else None, "whole-days", decisions, lambda row: (
        f"lost a measurement {aged(row)}. max_age is any duration, not a number of whole days: rounding it, or the age,"
        " drops what the policy allows."
    ))
    refuse(lost if (age[lost] == max_age).all() else None, "exact-age", decisions, lambda row: (
        f"lost a measurement {aged(row)}. Exactly max_age is still within the policy."
    ))
    refuse(lost, "fresh-value-dropped", decisions, lambda row: (
        f"lost a measurement {aged(row)}. Age counts from the measurement to that decision, in full and not to today."
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


@contextmanager
def found_under(diagnosis, circumstance):
    """Whatever is found wrong in here is told as `diagnosis`, with the circumstance under which it went wrong."""
    try:
        yield
    except (Diagnosed, SubmissionRaised) as error:
        if isinstance(error, SubmissionRaised) and error.kind != "error":
            raise
        told = error.message if isinstance(error, Diagnosed) else f"{error.function} raised {error}"
        diagnose(diagnosis, False, f"{circumstance}: {told}")


def answer(joined, decisions):
    """The answer with plain dtypes and rows numbered from 0, or the diagnosis of what cannot be judged."""
    refuse_another_shape(joined, decisions)
    mine, theirs = joined["application_id"].map(str).tolist(), decisions["application_id"].tolist()
    diagnose("reordered", mine == theirs or sorted(mine) != sorted(theirs), lambda: (
        f"The rows came back in another order: {theirs[0]} went in first, {mine[0]} came out first. Labels joined by"
        " position land on the wrong applicant."
    ))
    pairs = zip(theirs, decisions.index.tolist(), joined.index.tolist(), strict=True)
    moved = next((f"{name} went in with index {old!r} and came back with {new!r}" for name, old, new in pairs if old != new), "")
    diagnose("new-index", not moved, f"{moved}. Labels aligned by index land on the wrong applicant.")
    for name in decisions.columns:
        old, new = decisions[name], joined[name]
        diagnose("changed-decisions", old.dtype == new.dtype,
                 f"{name} went in as {old.dtype} and came back as {new.dtype}. The decisions are the record: leave them"
                 " alone.")
        refuse(old.array != new.array, "changed-decisions", decisions, lambda row, old=old, new=new: (
            f"went in with {old.name} {old.iloc[row]} and came back with {str(new.iloc[row])[:40]}. The decisions are"
            " the record: leave them alone."
        ))
    return pd.DataFrame({
        "applicant_id": decisions["applicant_id"].array,
        "decided_at": decisions["decided_at"].array,
        "utilisation": numbers(joined["utilisation"]),
        "delinquencies": numbers(joined["delinquencies"]),
        "event_time": instants(joined["event_time"]),
        "is_stale": flags(joined["is_stale"]),
    })


def refuse_another_shape(joined, decisions):
    """One table, the promised columns and no others, a row per decision."""
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


def numbers(column):
    some = "".join(f", for instance {str(one)[:40]!r}" for one in column.dropna()[:1])
    diagnose("not-numbers", column.dtype.kind in "iuf",
             f"{column.name} came back as {column.dtype}{some}. It is a number in the pulls and stays one, also where"
             " every row is missing; missing is NaN or NA, never a text: no model can read it otherwise.")
    return column.to_numpy(dtype=float, na_value=np.nan)


def instants(column):
    diagnose("no-time-zone", not pd.api.types.is_datetime64_dtype(column.dtype),
             "event_time came back without a time zone. Whoever compares it next has to guess, and an hour's error in"
             " summer is a leak: keep it in UTC, also where every row is missing.")
    diagnose("not-instants", isinstance(column.dtype, pd.DatetimeTZDtype),
             f"event_time came back as {column.dtype}; it must be a datetime with a time zone, and NaT where there is"
             " none.")
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
        f"has an event_time, {full(mine['event_time'][row])}, but no"
        f" {' and no '.join(name for name in NUMBERS if pd.isna(mine[name][row]))}. The three are present or missing"
        " together; a zero is a value."
    ))


def refuse_strange_values(mine, decisions, pulls):
    """Each date and each pair of values stands somewhere in the applicant's own file."""
    dates, pairs, owners = {}, {}, {}
    for applicant, event_time, *values in keys(pulls):
        dates.setdefault((applicant, event_time), []).append(values)
        pairs[applicant, *values] = event_time
        owners[event_time, *values] = applicant
    real_date, real_pair = np.array([
        ((applicant, event_time) in dates, (applicant, *values) in pairs) for applicant, event_time, *values in keys(mine)
    ]).T
    strange = mine["event_time"].notna() & ~(real_date & real_pair)
    owner = [owners.get(tuple(pull)) for _, *pull in keys(mine)]
    refuse(strange & pd.notna(owner), "wrong-applicant", decisions, lambda row: (
        f"is applicant {mine['applicant_id'][row]} and has a pull of applicant {owner[row]}. Somebody else's debts decide."
    ))

    def measured(row):
        applicant, _, *values = keys(mine.iloc[[row]])[0]
        return full(pd.Timestamp(pairs[applicant, *values], unit="us", tz="UTC"))

    refuse(strange & ~real_date & real_pair, "changed-time", decisions, lambda row: (
        f"has event_time {full(mine['event_time'][row])}, at which nothing about this applicant was measured. The pull"
        f" with these numbers says {measured(row)}: the time was changed. Return it as the bureau gave it, to the"
        " microsecond."
    ))
    rounded = np.array([
        any(abs(used - values[0]) < 0.006 and late == values[1] for used, late in dates.get((applicant, event_time), []))
        for applicant, event_time, *values in keys(mine)
    ])

    def said(row):
        applicant, event_time, *_ = keys(mine.iloc[[row]])[0]
        return min((used for used, _ in dates[applicant, event_time]), key=lambda used: abs(used - mine["utilisation"][row]))

    refuse(strange if rounded[strange].all() else None, "rounded-value", decisions, lambda row: (
        f"has utilisation {float(mine['utilisation'][row])!r}; the bureau said {float(said(row))!r}. Return its number unrounded: a"
        " replay is compared with the log to the last digit."
    ))
    refuse(strange, "invented-value", decisions, lambda row: (
        f"has utilisation {mine['utilisation'][row]:.9g} and delinquencies {mine['delinquencies'][row]:g} measured"
        f" {full(mine['event_time'][row])}. No pull says that: use what the bureau reported, not a computation."
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
        newest = [getattr(arrived[-1], name) if arrived else None for name in [*NUMBERS, *TIMES]]
        rows.append([decision.applicant_id, *newest])
    truth = pd.DataFrame(rows, columns=["applicant_id", *NUMBERS, *TIMES])
    return truth.astype(dict.fromkeys(NUMBERS, float) | dict.fromkeys(TIMES, "datetime64[us, UTC]"))


def with_alike_ids(table, decisions):
    """The table with its applicants numbered anew, two by two: the ids of a pair differ by 2**32 millions."""
    people = {one: place for place, one in enumerate(decisions["applicant_id"].unique())}
    place = table["applicant_id"].map(lambda one: people.get(one, len(people)))
    return table.assign(applicant_id=1_000_000 + place // 2 + place % 2 * 2**32 * 1_000_000)


def later_pulls(decisions, pulls):
    """Received after the last decision: each measurement corrected, that taken back, a backdated one, a file for all."""
    last = decisions["decided_at"].max()
    first = pulls.sort_values("available_at").drop_duplicates(["applicant_id", "event_time"])
    measured = first.assign(utilisation=0.99, delinquencies=9)
    people = decisions.drop_duplicates("applicant_id")[["applicant_id"]].assign(utilisation=0.99, delinquencies=9)
    return pd.concat([
        measured.assign(available_at=last + 30 * DAY),
        measured.assign(available_at=last + 31 * DAY, event_time=measured["event_time"] + pd.Timedelta("90s")),
        first.assign(available_at=last + 33 * DAY),
        people.assign(available_at=last + 32 * DAY, event_time=decisions["decided_at"].min() - DAY),
    ])


def keys(frame):
    """Applicant, event_time and values of each row, to look a pull up by."""
    measured = pd.DatetimeIndex(frame["event_time"]).as_unit("us").asi8
    return list(zip(frame["applicant_id"], measured, *(frame[name] for name in NUMBERS), strict=True))


def differs(one, other):
    """Per row: does any bureau value differ? Missing equals missing."""
    return ~((one[VALUES] == other[VALUES]) | (one[VALUES].isna() & other[VALUES].isna())).all(axis=1)


def full(instant):
    """An instant to the microsecond, which is where some answers go wrong; UTC."""
    return f"{instant:%Y-%m-%d %H:%M:%S.%f}".removesuffix(".000000")


def seconds(duration):
    """A duration in seconds, exactly."""
    return f"{duration / pd.Timedelta('1s'):.6f}".rstrip("0").rstrip(".") + " s"


def refuse(bad, diagnosis, decisions, sentence):
    """Diagnose the rows in `bad`; the message names the first, goes on with `sentence(row)` and counts the others."""

    def message():
        row = int(np.flatnonzero(bad)[0])
        first, others = decisions.iloc[row], int(np.sum(bad)) - 1
        more = f" ({others:,} more like it.)" if others else ""
        return f"{first['application_id']}, decided {full(first['decided_at'])}, {sentence(row)}{more}"

    diagnose(diagnosis, bad is None or not np.any(bad), message)
