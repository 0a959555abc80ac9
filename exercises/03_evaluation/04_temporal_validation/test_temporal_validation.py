"""Graded tests of evaluation/temporal_validation: 20 points. The folds are one chain; the review and the estimates stand by themselves.

Every window of every plan has rows on its ends and a microsecond beside them, so each mistake shows at every seed.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pytest

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import Diagnosed, diagnose, points
from signoff.worlds.calls import called
from signoff.worlds.payments.alerts import alert_book

# The sentences for the learner stay whole:
# fmt: off

SECOND = 1_000_000  # microseconds, as all times below
HOUR, DAY = 3600 * SECOND, 86400 * SECOND
ROLES = ("train on", "test on")
BY_THE_CALENDAR = "The calendar decides how many folds there are and where they lie, not the rows."
FAULTS = ["shared", "from_the_future", "label_unknown", "tested_before"]
ESTIMATES = ["random_auc", "later_auc", "later_predicted", "later_observed"]
NEVER = np.iinfo(np.int64).min  # of a label: NaT
NEAR = 1e-6
SHARE_OFF = 0.10
"""By how much the share of 2008 in a random fold may differ from that of all rows. In 20,000 shuffles the worst of five
folds was off by at most 0.035; of folds in order of date it is off by 0.61 (`tests/gates/temporal_validation.py`)."""

# --- the truth, slowly and obviously ---


@dataclass(frozen=True, eq=False)
class Plan:
    """Rows and how they are to be cut; microseconds."""

    name: str
    times: np.ndarray
    start: int
    until: int
    train: int
    delay: int
    test: int

    def args(self):
        times = [pd.Timestamp(at, unit="us", tz="UTC").as_unit("us") for at in (self.start, self.until)]
        return (*times, *(pd.Timedelta(length, unit="us") for length in (self.train, self.delay, self.test)))

    def series(self, index=None):
        return series(self.times, index)


def series(times, index=None):
    return pd.Series(pd.DatetimeIndex(np.asarray(times, dtype="datetime64[us]")).tz_localize("UTC"), index=index)


def windows(plan):
    """Of each whole fold: where training begins and ends, and where testing does."""
    found, begin = [], plan.start
    while begin + plan.train + plan.delay + plan.test <= plan.until:
        tested = begin + plan.train + plan.delay
        found.append(((begin, begin + plan.train), (tested, tested + plan.test)))
        begin += plan.test
    return found


@cache
def known_folds(plan):
    return [tuple({row for row, at in enumerate(plan.times.tolist()) if first <= at < after} for first, after in fold) for fold in windows(plan)]


def known_faults(splits, happened, labelled, first_of=min):
    """How many rows of each fold have each fault; in a fold without rows to test on, none has."""
    found = {}
    for fold, (train, test) in enumerate(splits):
        if not len(test):
            continue
        first = first_of([happened[row] for row in test])
        earlier = {row for _, tested in splits[:fold] for row in tested}
        for row in train:
            fault = ("shared" if row in test else "from_the_future" if happened[row] >= first
                     else "label_unknown" if labelled[row] == NEVER or labelled[row] > first else None)
            if fault:
                found[fold, fault] = found.get((fold, fault), 0) + 1
        again = sum(row in earlier for row in test)
        if again:
            found[fold, "tested_before"] = again
    return found


def known_auc(outcome, predicted):
    """How often one who subscribed is ranked above one who did not; equal counts half."""
    order = pd.Series(predicted).rank().to_numpy()
    yes = int(outcome.sum())
    return float((order[outcome].sum() - yes * (yes + 1) / 2) / (yes * (len(outcome) - yes)))


# --- worlds ---


@pytest.fixture(scope="module")
def plans(seed):
    """Four plans: a remainder, none, one microsecond too few, and labels that are known at once; rows in order of time."""
    rng = np.random.default_rng([seed, 34])
    start = pd.Timestamp("2025-02-03", tz="UTC").value // 1000 + int(rng.integers(0, 20 * DAY))
    found = []
    for name, train, delay, test, folds, rest in (
        ("a remainder", 28 * DAY + 5 * HOUR, 9 * DAY + 6 * HOUR, 7 * DAY, 5, 4 * DAY + 7 * HOUR),
        ("no remainder", 40 * DAY, 30 * DAY + 1, 10 * DAY + 2 * HOUR, 4, 0),
        ("a microsecond too few", 9 * DAY, 3 * DAY, 12 * DAY, 3, 12 * DAY - 1),
        ("labels known at once", 15 * DAY, 0, 5 * DAY, 6, 2 * DAY),
    ):
        until = start + train + delay + folds * test + rest
        drawn = rng.integers(start - 30 * DAY, until + 30 * DAY, 900)
        bare = Plan(name, drawn, start, until, train, delay, test)
        ends = [end for fold in windows(bare) for window in fold for end in window] + [start, until]
        busy = np.repeat(rng.integers(start, until, 3), 100)  # seconds in which a hundred pay
        found.append(Plan(name, np.sort(np.concatenate([drawn, *(np.array(ends) + by for by in (-1, 0, 1)), busy])), start, until, train, delay, test))
    return found


def shuffled(rng, plan):
    """The rows in no order, under an index that is repeated and says nothing."""
    times = rng.permutation(plan.times)
    return Plan(plan.name, times, plan.start, plan.until, plan.train, plan.delay, plan.test), rng.integers(0, len(times), len(times)) + 7


@points(1)
def test_folds_of_positions(submission, plans):
    """A list of folds, each a pair of arrays of row positions."""
    for plan in plans:
        with found_under("no-folds", f"With {plan.name} (train {plan.args()[2]}, delay {plan.args()[3]}, test {plan.args()[4]}, from {clock(plan.start)} to {clock(plan.until)})"):
            said = submission.prequential_splits(plan.series(), *plan.args())
        folds = folds_of(said, len(plan.times))
        filled = sum(bool(train) and bool(test) for train, test in folds)
        diagnose("no-folds", filled >= 1, f"With {plan.name} there are {len(windows(plan))} whole folds, and {filled} of yours have rows on both sides: there is nothing to judge.")


@points(4, needs="test_folds_of_positions")
def test_training_ends_before_its_labels_are_needed(submission, plans):
    """Nothing is trained on that happened after the first tested row, or less than the delay before it."""
    for plan in plans:
        for fold, (train, test) in enumerate(folds_of(submission.prequential_splits(plan.series(), *plan.args()), len(plan.times))):
            if train and test:
                judge_the_gap(plan, fold, max(plan.times[row] for row in train), min(plan.times[row] for row in test))


def judge_the_gap(plan, fold, newest, first):
    """Whether the newest row trained on lies before the first one tested, and the delay before it; ends of windows are judged later."""
    diagnose("trained-on-the-future", newest <= first + 1, lambda: (
        f"Fold {fold} trains on a payment of {clock(newest)} and tests on one of {clock(first)}. In production there is no tomorrow to learn from: all of training lies before all of testing."
    ))
    diagnose("gap-not-kept", newest <= first - plan.delay + 1, lambda: (
        f"Fold {fold} trains on a payment of {clock(newest)} and tests on one of {clock(first)}. Labels take {pd.Timedelta(plan.delay, unit='us')}: when testing begins, nobody can know what became of it. Training ends where the gap begins."
    ))


@points(3, needs="test_training_ends_before_its_labels_are_needed")
def test_windows(submission, plans):
    """Windows of the given lengths, each test window beginning where the one before it ended."""
    for plan in plans:
        judge_windows(plan, folds_of(submission.prequential_splits(plan.series(), *plan.args()), len(plan.times)), known_folds(plan))


def judge_windows(plan, mine, truth):
    ends = {end for fold in windows(plan) for window in fold for end in window}
    tests = np.array([row for _, test in mine for row in test])
    often = [row for row, count in zip(*np.unique(tests, return_counts=True), strict=True) if count > 1 and min(abs(plan.times[row] - end) for end in ends) > 1]
    diagnose("tests-overlap", not often, lambda: (
        f"The payment of {clock(plan.times[often[0]])} is tested in more than one fold. It then counts twice, and the folds agree more than they should: each test window begins where the one before it ended."
    ))
    pairs = list(zip(mine, truth, strict=False))
    early = sorted(row for row in mine[0][0] if plan.times[row] < plan.start - 1) if mine and mine[0][1] != truth[0][1] else []
    diagnose("started-with-the-data", not early, lambda: (
        f"Fold 0 trains on a payment of {clock(plan.times[early[0]])}, and `start` is {clock(plan.start)}. There are rows before `start` and after `until`: the folds are cut by the two times, not by the first and last row."
    ))
    older = [(fold, row) for fold, (has, right) in enumerate(pairs) for row in sorted(has[0] - right[0]) if plan.times[row] < windows(plan)[fold][0][0] - 1]
    same_tests = all(has[1] == right[1] for has, right in pairs)
    diagnose("older-rows-kept", not (older and same_tests), lambda: (
        f"Fold {older[0][0]} trains on a payment of {clock(plan.times[older[0][1]])}, and its training window begins {clock(windows(plan)[older[0][0]][0][0])}. The window moves on with each fold and keeps its length: else later folds are tested with more data than earlier ones, and time looks like improvement."
    ))
    tested = {row for _, test in mine for row in test}
    from_, to = (pick((plan.times[row] for row in tested), default=0) for pick in (min, max))
    left = sorted(row for _, test in truth for row in test if row not in tested and from_ < plan.times[row] < to)
    wrong = [(fold, role, row) for fold, (has, right) in enumerate(pairs) for role in (0, 1) for row in sorted(has[role] ^ right[role])]
    at_ends = wrong and all(min(abs(plan.times[row] - end) for end in ends) <= 1 for _, _, row in wrong)

    def told(text):
        fold, role, row = wrong[0]
        first, after = windows(plan)[fold][role]
        held = "has" if row in mine[fold][role] else "lacks"
        return f"Fold {fold} {held} a payment of {clock(plan.times[row])} among the rows to {ROLES[role]}; that window goes from {clock(first)} to before {clock(after)}. {text}"

    diagnose("edge-of-a-window", not at_ends, lambda: told(
        "A window has its first instant, to the microsecond, and not its last: what lies on an end belongs to exactly one of two neighbours."))
    beside = {plan.times[row] for row in tested}
    diagnose("untested-rows", not left, lambda: f"The payment of {clock(plan.times[left[0]])} at position {left[0]} is tested in no fold, and its test window is whole. " + (
        "Another payment of the same instant is tested: they are two payments, and both count." if plan.times[left[0]] in beside else
        "From one fold to the next everything moves by the length of `test`, so that nothing is left out between two tests."
    ))
    diagnose("wrong-windows", not wrong, lambda: told("Draw this fold on a line: `train`, then `delay`, then `test`, and the next fold one `test` later."))


@points(2, needs="test_windows")
def test_only_whole_folds(submission, plans):
    """As many folds as fit whole; without any, an error."""
    for plan in plans:
        judge_the_number(plan, len(submission.prequential_splits(plan.series(), *plan.args())), len(known_folds(plan)))
    plan = plans[0]
    short = Plan("too little", plan.times, plan.start, plan.start + plan.train + plan.delay + plan.test - 1, plan.train, plan.delay, plan.test)
    try:
        said = submission.prequential_splits(short.series(), *short.args())
    except SubmissionRaised as error:
        diagnose("no-error", error.type == "ValueError", f"Where not one whole fold fits, it raised {error.type}. A ValueError was promised.")
    else:
        diagnose("no-error", False, f"Where not one whole fold fits, by a microsecond, it returned {str(said)[:60]}. Raise a ValueError: a validation without folds must not look like one that passed.")


@points(3, needs="test_only_whole_folds")
def test_any_rows(submission, seed, plans):
    """Rows in any order and under any index, holes in time, a payments world; nothing changed, nothing kept."""
    rng = np.random.default_rng([seed, 35])
    for plan in plans:
        mixed, index = shuffled(rng, plan)
        with found_under("sorted-rows-assumed", f"With {plan.name}, rows in no order"):
            mine = folds_of(submission.fresh().prequential_splits(mixed.series(), *mixed.args()), len(mixed.times))
            refuse_unlike("sorted-rows-assumed", mine, mixed, "With the same rows in order of time all was right. Nobody promised an order: decide by the time, and return the position at which the row stands in what was given.")
        with found_under("labels-not-positions", f"With {plan.name}, under an index that is repeated"):
            mine = folds_of(submission.fresh().prequential_splits(mixed.series(index), *mixed.args()), len(mixed.times))
            refuse_unlike("labels-not-positions", mine, mixed, "Under an index from 0 on all was right. Positions are asked for, as `iloc` and scikit-learn take them; index labels are others, and may repeat.")
    plan = plans[0]
    (_, (_, _)), (_, (first, after)) = windows(plan)[:2]
    holed = Plan("a test window without payments", np.array([at for at in plan.times if not first <= at < after]), plan.start, plan.until, plan.train, plan.delay, plan.test)
    nothing = Plan("no payments at all", plan.times[:0], plan.start, plan.until, plan.train, plan.delay, plan.test)
    for bare in (holed, nothing):
        with found_under("empty-window-dropped", f"With {bare.name}", BY_THE_CALENDAR):
            said = submission.fresh().prequential_splits(bare.series(), *bare.args())
        mine = folds_of(said, len(bare.times))
        with found_under("empty-window-dropped", f"With {bare.name}"):
            diagnose("empty-window-dropped", len(mine) == len(known_folds(bare)), f"there are {len(mine)} folds, and {len(known_folds(bare))} by the calendar. A fold without rows keeps its place, with an empty array: else fold 3 is June in one report and July in the next.")
            refuse_unlike("empty-window-dropped", mine, bare, "")
    begins, ends = plan.start + plan.train + plan.delay, plan.until - 2 * plan.test  # some way into the first fold, some way before the last ends
    few = Plan("rows that begin after `start` and end before `until`", plan.times[(begins <= plan.times) & (plan.times < ends)], plan.start, plan.until, plan.train, plan.delay, plan.test)
    with found_under("cut-by-the-rows", f"With {few.name}", BY_THE_CALENDAR):
        said = submission.fresh().prequential_splits(few.series(), *few.args())
    mine = folds_of(said, len(few.times))
    with found_under("cut-by-the-rows", f"With {few.name}"):
        refuse_unlike("cut-by-the-rows", mine, few, f"The rows are of {clock(few.times[0])} to {clock(few.times[-1])}, and the folds are cut from {clock(plan.start)} to {clock(plan.until)}. {BY_THE_CALENDAR}")
    mixed, index = shuffled(rng, plan)
    both = submission.fresh().harness.twice(mixed.series(index), mixed.args())
    diagnose("inputs-changed", both["changed"] is False, "After the call `event_time` is not what it was: its values, order or index. The caller goes on with it: work on a copy.")
    later = Plan(plan.name, mixed.times[::-1].copy(), plan.start, plan.until, plan.train, plan.delay, plan.test)
    with found_under("kept-state", "Called again in the same process, with other times in the same series"):
        refuse_unlike("kept-state", folds_of(both["second"], len(later.times)), later, "Keep nothing between calls: the same length and index do not mean the same content.")
    held = alert_book(seed).payments["scored_at"]
    times = pd.DatetimeIndex(held).as_unit("us").asi8
    world = Plan("a payments world", times, int(times.min()), int(times.max()), 30 * DAY, 14 * DAY, 7 * DAY)
    with found_under("wrong-windows", "In a payments world of four months"):
        mine = folds_of(submission.prequential_splits(held, *world.args()), len(times))
        refuse_unlike("wrong-windows", mine, world, "")


def judge_the_number(plan, mine, truth):
    diagnose("last-window-cut", mine <= truth, lambda: (
        f"With {plan.name} there are {mine} folds, and {truth} fit: the last test window would end after `until`, {clock(plan.until)}. A shorter window among full ones is a noisier number that nobody notices: leave it out."
    ))
    diagnose("whole-fold-left-out", mine == truth, lambda: (
        f"With {plan.name} there are {mine} folds, and {truth} fit: a test window that ends exactly at `until` is whole, and the newest data say most."
    ))


def refuse_unlike(diagnosis, mine, plan, told):
    truth = known_folds(plan)
    wrong = [(fold, role, row) for fold, (has, right) in enumerate(zip(mine, truth, strict=False)) for role in (0, 1) for row in sorted(has[role] ^ right[role])]
    diagnose(diagnosis, not wrong and len(mine) == len(truth), lambda: (
        f"there are {len(mine)} folds, and {len(truth)} is right. {told}" if not wrong else
        f"fold {wrong[0][0]} {'has' if wrong[0][2] in mine[wrong[0][0]][wrong[0][1]] else 'lacks'} position {wrong[0][2]}, a payment of {clock(plan.times[wrong[0][2]])}, among the rows to {ROLES[wrong[0][1]]}. {told}"
    ))


# --- somebody else's folds ---


@dataclass(frozen=True, eq=False)
class Planted:
    """Folds with faults, the rows they are made of, and which folds were planted for what."""

    splits: list
    happened: np.ndarray
    labelled: np.ndarray
    of_case: dict

    def args(self, index=None, other=None):
        return self.splits, series(self.happened, index), series(self.labelled, other)


CASES = ["sound", "shared", "future", "future_tie", "unknown", "unknown_by_a_microsecond", "never_labelled", "known_just_then", "tested_before", "tested_long_before", "tested_often", "everything"]


class _Planting:
    def __init__(self, rng):
        self.rng, self.happened, self.labelled, self.splits, self.of_case = rng, [], [], [], {}

    def row(self, at, label):
        self.happened.append(at)
        self.labelled.append(label)
        return len(self.happened) - 1

    def fold(self, case, first, train=(), test=(), shared=0):
        """Twelve rows with labels to train on, seven to test on, and what is planted; the rows tested."""
        old = [first - int(self.rng.integers(20 * DAY, 60 * DAY)) for _ in range(12)]
        sound = [self.row(at, at + int(self.rng.integers(DAY, 15 * DAY))) for at in old]
        new = [self.row(first, first + 9 * DAY), self.row(first + 6 * DAY, first + 9 * DAY), *(self.row(first + int(self.rng.integers(1, 7 * DAY)), first + 20 * DAY) for _ in range(5))]
        self.of_case.setdefault(case, []).append(len(self.splits))
        self.splits.append((self.rng.permutation([*sound, *train, *new[1:1 + shared]]), self.rng.permutation([*new, *test])))
        return new

    def case(self, case):
        first = pd.Timestamp("2025-03-01", tz="UTC").value // 1000 + int(self.rng.integers(0, 100 * DAY))
        future = [self.row(first + int(self.rng.integers(HOUR, 3 * DAY)), first + 9 * DAY) for _ in range(3)]
        ties = [self.row(first, first), self.row(first, first + DAY)]
        unknown = [self.row(first - int(self.rng.integers(HOUR, 3 * DAY)), first + 2 * HOUR) for _ in range(4)]
        by_one = [self.row(first - 5 * DAY, first + 1)]
        never = [self.row(first - int(self.rng.integers(20 * DAY, 60 * DAY)), NEVER) for _ in range(3)]
        just_then = [self.row(first - 5 * DAY, first), self.row(first - 1, first)]
        planted = {"future": future, "future_tie": ties, "unknown": unknown, "unknown_by_a_microsecond": by_one, "never_labelled": never, "known_just_then": just_then,
                   "everything": [*future, self.row(first, NEVER), *unknown, never[0]]}.get(case, [])
        before = []
        if case in ("tested_before", "tested_long_before", "tested_often", "everything"):
            before = self.fold("sound", first)[1:3]
        if case == "tested_long_before":
            self.fold("sound", first + 40 * DAY)
        if case == "tested_often":
            for again in ("tested_before", "tested_often"):
                self.fold(again, first, test=before)
        self.fold(case, first, planted, before, shared=2 * (case in ("shared", "everything")))


def planted_splits(seed):
    """Each case twice, on rows of its own; times to the microsecond, and the rows in no order."""
    rng = np.random.default_rng([seed, 36])
    planting = _Planting(rng)
    for case in [*CASES, *rng.permutation(CASES).tolist()]:
        planting.case(case)
    place = rng.permutation(len(planting.happened))
    happened, labelled = (np.empty(len(place), dtype=np.int64) for _ in range(2))
    happened[place], labelled[place] = planting.happened, planting.labelled
    return Planted([tuple(place[rows] for rows in fold) for fold in planting.splits], happened, labelled, planting.of_case)


@points(4)
def test_faults_of_others(submission, seed):
    """Each fault of each fold, with its rows, and no other."""
    planted = planted_splits(seed)
    rows = planted.splits, planted.happened.tolist(), planted.labelled.tolist()
    truth = known_faults(*rows)
    said = submission.harness.checked(*planted.args())
    diagnose("inputs-changed", said["changed"] == [], f"After the call of check_splits {' and '.join(map(str, said['changed']))} is not what it was. Work on copies.")
    mine = faults_of(said["found"], len(planted.splits))
    judge_review(mine, truth, planted, known_faults(*rows, first_of=lambda times: times[0]))
    diagnose("second-call-differs", faults_of(said["again"], len(planted.splits)) == mine,
             "The same review a second time in the same process has other findings. Keep nothing between calls: a default such as `set()` is made once, and every call finds what the one before left in it.")
    rng, many = np.random.default_rng([seed, 37]), len(planted.happened)
    for told, index, other in (("each of the two Series has an index of its own", rng.permutation(many), rng.permutation(many)),
                               ("the index is repeated and unsorted", *[rng.permutation(many) // 2] * 2)):
        with found_under("review-by-labels", f"Where {told}"):
            again = faults_of(submission.fresh().check_splits(*planted.args(index, other)), len(planted.splits))
        diagnose("review-by-labels", again == truth, f"Where {told}, the findings are others, and under an index from 0 on they were right. The splits hold positions: look rows up by place, and put `label_at` beside `event_time` by place.")
    (train, test), nothing = planted.splits[planted.of_case["sound"][0]], np.array([], dtype=np.int64)
    for told, splits in (("Where fold 0 has nothing to test on, fold 1 nothing to train on, and fold 2 tests what fold 1 has tested", [(train, nothing), (nothing, test), (train, test)]), ("Without any split", [])):
        with found_under("nothing-to-review", told):
            found = faults_of(submission.fresh().check_splits(splits, *planted.args()[1:]), len(splits))
        right = known_faults(splits, *rows[1:])
        diagnose("nothing-to-review", found == right, f"{told}, the findings are {in_words(found)}; right: {in_words(right)}. Without rows to test on there is no first test, and nothing can come after it.")


def judge_review(mine, truth, planted, by_the_first_listed):
    def of(fault, *cases):
        """The first fold of these cases in which the number of rows with the fault is not right."""
        folds = [fold for case in cases or CASES for fold in planted.of_case[case] if mine.get((fold, fault), 0) != truth.get((fold, fault), 0)]
        return folds[0] if folds else None

    def told(fold, fault, text):
        return f"Fold {fold}: `{fault}` has {mine.get((fold, fault), 0)}, and {truth.get((fold, fault), 0)} is right. {text}"

    def refuse(diagnosis, fault, case, text):
        fold = of(fault, case)
        diagnose(diagnosis, fold is None, lambda: told(fold, fault, text))

    diagnose("first-listed", mine != by_the_first_listed,
             "The findings are those of comparing with the first row listed to test on. Nobody promised an order of positions: the first test is the earliest, the smallest `event_time` among them.")
    ill = {fold for fold, _ in truth}
    accused = sorted(fold for fold, _ in mine if fold not in ill)
    just = accused if set(accused) <= set(planted.of_case["known_just_then"]) else []
    diagnose("known-just-then-accused", not just, lambda: (
        f"Fold {just[0]} is accused: {in_words(mine, just[0])}. A label known at the very instant of the first tested row, or a payment a microsecond before it, is in time."
    ))
    diagnose("sound-fold-accused", not accused, lambda: (
        f"Fold {accused[0]} is accused: {in_words(mine, accused[0])}. Nothing is wrong with it; a review that accuses sound work is not read twice."
    ))
    refuse("shared-missed", "shared", "shared", "Rows that are trained on and tested in one fold: the model has seen their answers.")
    refuse("future-missed", "from_the_future", "future", "Rows that happened after the first tested one were trained on.")
    refuse("future-missed", "from_the_future", "future_tie", "Two rows to train on happened in the very instant of the first tested one: that is not before it.")
    refuse("unknown-label-missed", "label_unknown", "unknown", "Rows whose label came after the first tested row had happened: in production they would have had none.")
    refuse("unknown-label-missed", "label_unknown", "unknown_by_a_microsecond", "One label came a microsecond after the first tested row had happened. Compare the full instants.")
    refuse("label-never-came", "label_unknown", "never_labelled", "Three rows to train on have NaT as `label_at`: what never came was not known in time. (Neither `>` nor `<=` is true of NaT.)")
    refuse("tested-before-missed", "tested_before", "tested_before", "Rows that the fold before it had tested are tested again.")
    refuse("tested-before-missed", "tested_before", "tested_long_before", "Rows that were tested two folds earlier are tested again. Compare with all earlier folds, not only the last.")
    refuse("counted-more-than-once", "tested_before", "tested_often", "Rows of it were tested in more than one earlier fold. Asked for is how many rows, not how many tests.")
    twice = next((fault for fault in FAULTS if of(fault) is not None), None)
    diagnose("row-with-two-faults", twice is None, lambda: told(of(twice), twice, "A row to train on has one fault, the first in the order of the table: a shared row is not also from the future, and one from the future not also without a label."))


def in_words(faults, only=None):
    told = [f"fold {fold} `{fault}` {rows}" for (fold, fault), rows in faults.items() if only in (None, fold)]
    return ", ".join(told[:6]) or "none"


# --- what a random split hides ---


class Asked:
    """A model that remembers what it was asked and what it answered."""

    def __init__(self, answer, rows):
        self.answer, self.rows, self.asked, self.refused = answer, rows, [], ""

    def fit_predict(self, train, test):
        train, test = (np.asarray(rows) for rows in (train, test))
        if any(rows.dtype.kind not in "iu" or rows.ndim != 1 or not len(rows) or rows.min() < 0 or rows.max() >= self.rows for rows in (train, test)):
            self.refused = f"train as {train.dtype}, {train.shape}, and test as {test.dtype}, {test.shape}"
            raise ValueError("train and test must be row positions of these calls, none of them empty")
        predicted = self.answer(train, test)
        self.asked.append((train, test, predicted))
        return predicted


def some_answer(train, test):
    return (test * 7919 % 1009) / 1009


@points(3)
def test_two_estimates(submission, seed):
    """Five random folds of all calls, and the later years by a model trained on 2008."""
    calls, forest = called()
    outcome, year = calls["subscribed"].to_numpy(), calls["contact_year"].to_numpy()
    index = np.random.default_rng([seed, 38]).integers(0, 999, len(calls))
    handed = int(np.random.default_rng([seed, 39]).integers(2**31))
    model = Asked(forest.fit_predict, len(calls))
    try:
        said = submission.harness.compared(calls.set_axis(index), submission.stub(model, "fit_predict"), handed)
    except SubmissionRaised:
        diagnose("model-asked-otherwise", not model.refused, f"The model was handed {model.refused}, and refused. It takes row positions, whole numbers from 0 to {len(calls) - 1}, none of them empty; no masks, no tables.")
        raise
    diagnose("inputs-changed", said["changed"] is False, "After the call of compare `calls` is not what it was: its values, columns or index. Work on a copy.")
    mine = estimates_of(said["found"])
    late, folds = asked_of(model, year)
    first = {frozenset(test.tolist()) for _, test, _ in folds}
    judge_what_was_asked(late, folds, year)
    judge_estimates(mine, known_estimates(late, folds, outcome), late, folds, outcome)

    # Answers that are worse than chance, and of which many are equal; half of the calls, so that folds kept from above do not fit.
    some, was = calls.iloc[::2].reset_index(drop=True), outcome[::2]
    model = Asked(lambda train, test: np.round(0.5 - 0.2 * was[test] + 0.6 * (some_answer(train, test) - 0.5), 1), len(some))
    with found_under("second-call-differs", "Called again in the same process with the same seed and half of the calls"):
        mine = estimates_of(submission.compare(some, submission.stub(model, "fit_predict"), handed))
    late, folds = asked_of(model, year[::2])
    rows = sorted(row for _, test, _ in folds for row in test.tolist())
    diagnose("second-call-differs", len(late) == 1 and rows == list(range(len(some))), f"Called again in the same process with the same seed and {len(some)} calls, it tested {len(rows)} in random folds. Keep nothing between calls: another table needs other folds.")
    truth = known_estimates(late, folds, was)
    for name in ("random_auc", "later_auc"):
        by = f"{name} is {mine[name]:.6g}, and {truth[name]:.6g} is right. The model's predictions are "
        turned = np.mean([1 - known_auc(was[test], predicted) for _, test, predicted in (folds if name == "random_auc" else late)])
        diagnose("auc-upside-down", abs(mine[name] - turned) > NEAR, by + "worse than chance here, and an AUC below one half says so. Turned round it would praise a model that calls the wrong clients.")
        diagnose("ties-not-half", abs(mine[name] - truth[name]) <= NEAR, by + "rounded here, so many are equal. Where yes and no have the same prediction, that pair counts half, whichever stands first.")

    quick = [Asked(some_answer, len(calls)) for _ in range(2)]
    for one, number in zip(quick, (handed, handed + 1), strict=True):
        submission.fresh().compare(calls, submission.stub(one, "fit_predict"), number)
    again, others = ({frozenset(test.tolist()) for _, test, _ in asked_of(one, year)[1]} for one in quick)
    diagnose("seed-ignored", again == first != others,
             "The same seed must give the same random folds, and another seed others: somebody will want to repeat your number, and somebody to know how much it owes to chance.")


def asked_of(model, year):
    """What was asked about later years alone, and the rest: pairs of positions with what was answered."""
    late = [bool((year[test] > 2008).all() and len(test) > len(year) / 4) for _, test, _ in model.asked]  # a fold has a fifth
    return [[one for one, so in zip(model.asked, late, strict=True) if so is kind] for kind in (True, False)]


def judge_what_was_asked(late, folds, year):
    sizes, tested = [len(test) for _, test, _ in folds], sorted(row for _, test, _ in folds for row in test.tolist())
    diagnose("not-five-folds", len(folds) == 5 and tested == list(range(len(year))) and max(sizes) - min(sizes) <= 6, lambda: (
        f"The random estimate asked the model {len(folds)} times, of {sizes[:7]} rows; {len(set(tested))} of {len(year)} rows were tested, {len(tested) - len(set(tested))} of them more than once. Five folds, each row tested once, of nearly equal size."
    ))
    off = max(abs((year[test] == 2008).mean() - (year == 2008).mean()) for _, test, _ in folds)
    diagnose("folds-not-random", off <= SHARE_OFF, lambda: (
        f"In one of the five folds the share of calls of 2008 differs by {off:.2f} from that of all ({(year == 2008).mean():.2f}). The calls stand in order of date, and folds cut from it are no random ones: shuffle."
    ))
    for number, (train, test, _) in enumerate(folds):
        both = len(np.intersect1d(train, test))
        diagnose("not-trained-on-the-rest", not both and len(set(train.tolist())) == len(train) == len(year) - len(test), lambda n=number, fold=(train, test), b=both: (
            f"Random fold {n} is tested on {len(fold[1])} of {len(year)} rows and trained on {len(fold[0])}, {b} of them tested too. Train on all the rows that are not tested, once each, and on no other."
        ))
    diagnose("later-years-not-tested", len(late) == 1 and sorted(late[0][1].tolist()) == np.flatnonzero(year > 2008).tolist(), lambda: (
        f"The second estimate asked the model {len(late)} times about calls after 2008 alone, of {[len(test) for _, test, _ in late][:5]} rows; once is right, of all {int((year > 2008).sum())} of 2009 and 2010."
    ))
    diagnose("later-years-trained-on", sorted(late[0][0].tolist()) == np.flatnonzero(year == 2008).tolist(), lambda: (
        f"For the later years the model was trained on {len(late[0][0])} rows, {int((year[late[0][0]] > 2008).sum())} of them after 2008. At the end of 2008 all that could be learned from were the {int((year == 2008).sum())} calls of 2008."
    ))


def known_estimates(late, folds, outcome):
    ((_, test, predicted),) = late
    return {"random_auc": float(np.mean([known_auc(outcome[test], predicted) for _, test, predicted in folds])), "later_auc": known_auc(outcome[test], predicted),
            "later_predicted": float(predicted.mean()), "later_observed": float(outcome[test].mean())}


def judge_estimates(mine, truth, late, folds, outcome):
    ((_, test, predicted),) = late
    pooled = known_auc(np.concatenate([outcome[test] for _, test, _ in folds]), np.concatenate([predicted for _, _, predicted in folds]))

    def told(name, text):
        return f"{name} is {mine[name]:.6g}, and {truth[name]:.6g} is right. {text}"

    diagnose("auc-upside-down", abs(mine["later_auc"] - 1 + truth["later_auc"]) > NEAR, lambda: told("later_auc", "That is 1 minus it: who subscribed should be ranked above who did not."))
    diagnose("auc-of-classes", abs(mine["later_auc"] - known_auc(outcome[test], predicted >= 0.5)) > NEAR, lambda: told("later_auc", "The predictions were cut at 0.5 first, and a ranking of yes and no has only two ranks. Hand the probabilities over."))
    diagnose("auc-pooled", abs(mine["random_auc"] - pooled) > NEAR or abs(pooled - truth["random_auc"]) <= NEAR, lambda: told("random_auc", "The predictions of five models were put into one ranking. Asked for is the mean of the five folds' AUCs."))
    wrong = [name for name in ESTIMATES if abs(mine[name] - truth[name]) > NEAR]
    diagnose("wrong-estimate", not wrong, lambda: told(wrong[0], (
        "Check which outcomes stand beside which predictions: both in the order in which the positions were handed over." if wrong[0].endswith("auc") else
        "It is the mean over the calls of 2009 and 2010, as predicted by the model of 2008, and as it came.")))


def clock(time):
    return f"{pd.Timestamp(int(time), unit='us'):%Y-%m-%d %H:%M:%S.%f}".rstrip("0").rstrip(".")


# --- what an answer must be before it is judged ---


@contextmanager
def found_under(diagnosis, circumstance, where_it_raised=""):
    """Whatever is found wrong in here is told as `diagnosis`, with the circumstance under which it went wrong."""
    try:
        yield
    except (Diagnosed, SubmissionRaised) as error:
        if isinstance(error, SubmissionRaised) and error.kind != "error":
            raise
        told = error.message if isinstance(error, Diagnosed) else f"{error.function} raised {error}. {where_it_raised}".rstrip()
        raise Diagnosed(diagnosis, f"{circumstance}: {told}") from None


def folds_of(said, rows):
    """The folds as pairs of sets of positions."""
    diagnose("not-positions", isinstance(said, list | tuple), f"prequential_splits returned a {type(said).__name__}; a list of pairs was promised. (A generator is used up by its first reader.)")
    found = []
    for number, fold in enumerate(said):
        diagnose("not-positions", isinstance(fold, list | tuple) and len(fold) == 2, f"Fold {number} is a {type(fold).__name__}, or has not two parts: the positions to train on, and those to test on.")
        both = []
        for role, one in zip(ROLES, fold, strict=True):
            try:
                values = np.asarray(one)
            except (TypeError, ValueError):
                values = np.empty((0, 0))
            whole = values.ndim == 1 and (values.dtype.kind in "iu" or (not len(values) and isinstance(one, list | tuple)))  # an empty list has no dtype
            diagnose("not-positions", whole and bool(((values >= 0) & (values < rows)).all()) and len(set(values.tolist())) == len(values),
                     f"Fold {number}, rows to {role}: expected a one-dimensional array of whole numbers from 0 to {rows - 1}, each once; got {getattr(one, 'dtype', type(one).__name__)} {str(one)[:60]}. A mask is no position, and no index takes a float64.")
            both.append(set(values.tolist()))
        found.append(tuple(both))
    return found


def faults_of(said, folds):
    """How many rows of each fold have each fault, as told."""
    diagnose("wrong-columns", isinstance(said, pd.DataFrame), f"check_splits returned a {type(said).__name__}; a DataFrame was promised.")
    columns = [str(name)[:40] for name in said.columns]
    diagnose("wrong-columns", sorted(columns) == ["fault", "fold", "rows"], f"check_splits has the columns {', '.join(columns[:8]) or 'none'}; fold, fault and rows were promised.")
    found = [(fold, str(fault), rows) for fold, fault, rows in zip(*(said[name].tolist() for name in ("fold", "fault", "rows")), strict=True)]
    odd = [one for one in found if one[1] not in FAULTS or isinstance(one[0], str) or isinstance(one[2], str) or not 0 <= one[0] < folds or not one[2] >= 1]
    diagnose("not-a-finding", not odd, lambda: f"A row says fold {odd[0][0]}, fault {odd[0][1][:40]}, {odd[0][2]} rows. fold is 0 to {folds - 1}, fault one of {', '.join(FAULTS)}, rows at least 1: a row for each fault that there is.")
    order = [(fold, FAULTS.index(fault)) for fold, fault, _ in found]
    diagnose("findings-out-of-order", order == sorted(set(order)), "The findings stand by fold, within a fold in the order of the brief's table, each fault of a fold once.")
    return {(fold, fault): rows for fold, fault, rows in found}


def estimates_of(said):
    diagnose("not-a-number", isinstance(said, dict), f"compare returned a {type(said).__name__}; a dict was promised.")
    missing = [name for name in ESTIMATES if name not in said]
    diagnose("not-a-number", not missing, f"compare lacks {', '.join(missing)}.")
    for name in ESTIMATES:
        number = isinstance(said[name], int | float | np.integer | np.floating) and not isinstance(said[name], bool)
        diagnose("not-a-number", number and bool(np.isfinite(said[name])), f"compare: {name} is {str(said[name])[:40]} ({type(said[name]).__name__}), expected a finite float.")
    return {name: float(said[name]) for name in ESTIMATES}
