"""Graded tests of evaluation/fairness: 22 points, on the Boston mortgage data and, where one must know who would have repaid, on the lending world.

Real applicants are resampled, and relabelled into groups of planted sizes and approvals; every figure is exact. Nothing is
judged by chance: who is drawn comes from the seed, how many of them were approved from the plan of the case.
"""

import math
import numbers
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import diagnose, points
from signoff.worlds.datasets import loanapp, manifest
from signoff.worlds.lending import LendingConfig, simulate

# The sentences for the learner stay whole:
# fmt: off

ASKED = "not-what-was-asked"
NOT_STATED = "not stated"
NEAR, NEARLY = 1e-6, 1e-3
"""Rates and ratios are exact; the ends of intervals and standard deviations have honest variants (1.96, n - 1)."""
Z = 1.96
PLACES = ["Alder", "Birch", "Cedar", "Elm", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Pine", "Rowan", "Spruce"]


# --- the cases ---


@dataclass(frozen=True, eq=False)
class Case:
    """A table of applications with the group that policy declared, and what is told when it goes wrong."""

    name: str
    rows: pd.DataFrame
    reference: str
    min_group: int = 30
    limit: float = 0.8

    def asked(self, submission):
        return submission.approval_table(self.rows, self.reference, self.min_group, self.limit)


@cache
def mortgages():
    frame = loanapp()
    race = np.select([frame["black"], frame["hispanic"]], ["black", "hispanic"], "white")
    kept = ["applicant_income", "obligation_ratio", "consumer_history", "public_record", "tract_minority", "gift", "loan_to_price", "meets_guidelines", "purchaser_type", "rate_type", "approved"]
    return frame[kept].assign(group=race)


@cache
def known_when():
    return {column.name: column.known for column in manifest().dataset("loanapp").columns}


def rng_of(seed, number):
    return np.random.default_rng([seed, number])


def labelled(labels, kind):
    """The group's column as one of the ways in which it comes: text, objects with None, categories without applicants among them."""
    if kind == "category":
        return pd.Categorical(labels, categories=[*sorted({one for one in labels if one is not None}), "Willow"][::-1])
    return pd.Series(labels, dtype=object if kind == "object" else "str").array


def shuffled(rng, frame):
    """In any order, on an index that repeats and means nothing."""
    frame = frame.iloc[rng.permutation(len(frame))].copy()
    frame.index = rng.integers(0, max(len(frame) // 3, 1), len(frame))
    return frame


def relabelled(rng, plan, kind):
    """Real applicants, approved and refused, drawn into groups of planted sizes: `plan` has (applicants, approved) of each, None is not stated."""
    yes, no = (np.flatnonzero(mortgages()["approved"] == answer) for answer in (True, False))
    taken = np.concatenate([np.r_[rng.choice(yes, a), rng.choice(no, n - a)] for n, a in plan.values()]).astype(int)
    frame = mortgages().iloc[taken].drop(columns="group")
    frame["group"] = labelled([name for name, (n, _) in plan.items() for _ in range(n)], kind)
    return shuffled(rng, frame)


@cache
def real_case(seed):
    """As many real applicants as there are, drawn with replacement; some did not state their group."""
    rng = rng_of(seed, 1)
    frame = mortgages().iloc[rng.integers(0, len(mortgages()), len(mortgages()))]
    silent = rng.random(len(frame)) < rng.uniform(0.03, 0.08)
    frame = frame.assign(group=labelled([None if quiet else one for one, quiet in zip(frame["group"], silent, strict=True)], "str"))
    return Case("the Boston applicants, resampled", shuffled(rng, frame), "white", int(rng.integers(20, 50)), 0.9)


def share(rng, n, rate):
    """How many of n, near a rate."""
    return int(round(n * (rate + rng.uniform(-0.01, 0.01))))


@cache
def planted_case(seed):
    """Every verdict twice; the reference is neither the largest group, nor the best, nor the first by name."""
    rng = rng_of(seed, 2)
    names, least = rng.permutation(PLACES[1:]).tolist(), int(rng.integers(34, 42))
    sizes = rng.integers([390, 140, 600, 180, 250, 55, 75, 60], [430, 170, 700, 220, 300, 62, 82, 90])
    rates = [0.80, 0.93, 0.73, 0.50, 0.56, 0.60, 0.60, 0.75]
    plan = {name: (int(n), share(rng, n, rate)) for name, n, rate in zip([*names[:7], None], sizes, rates, strict=True)}
    plan[names[7]] = (least, least * 3 // 10)  # exactly enough
    plan[names[8]] = (least - 1, least * 3 // 10)  # one too few, and a ratio far below
    plan[names[9]] = (8, 1)
    plan["Alder"] = (int(rng.integers(50, 60)), 0)  # enough, and nobody approved; the first by name
    plan[names[10]] = (8, 8)
    return Case("the branches", relabelled(rng, plan, "object"), names[0], least, 0.8)


@cache
def strict_case(seed):
    """Another limit, half of the groups below it; a category has no applicants."""
    rng = rng_of(seed, 3)
    names = rng.permutation(PLACES[1:]).tolist()
    plan = {
        "Alder": (500, share(rng, 500, 0.86)),
        names[0]: (int(rng.integers(280, 320)), share(rng, 300, 0.79)),
        names[1]: (900, share(rng, 900, 0.60)),  # between a limit of 0.7 and one of 0.8: point and interval
        names[2]: (400, share(rng, 400, 0.50)),
        names[3]: (60, 29),
        names[4]: (25, 5),
        None: (120, share(rng, 120, 0.45)),
    }
    return Case("the brokers", relabelled(rng, plan, "category"), names[0], 30, 0.7)


@cache
def thin_case(seed):
    """A reference that is itself too small to say anything."""
    rng = rng_of(seed, 4)
    names = rng.permutation(PLACES).tolist()
    plan = {names[0]: (24, 23), names[1]: (300, share(rng, 300, 0.45)), names[2]: (200, share(rng, 200, 0.8)), names[3]: (12, 3)}
    return Case("the new office", relabelled(rng, plan, "object"), names[0], 30, 0.8)


def cases_of(seed):
    return [real_case(seed), planted_case(seed), strict_case(seed), thin_case(seed)]


# --- the truth, slowly and obviously ---


def labels_of(rows):
    return [one if isinstance(one, str) else NOT_STATED for one in rows["group"].tolist()]


def counts_of(rows):
    """Applicants and approvals by group."""
    counts = {}
    for label, yes in zip(labels_of(rows), rows["approved"].tolist(), strict=True):
        n, a = counts.get(label, (0, 0))
        counts[label] = (n + 1, a + bool(yes))
    return counts


def rate(counts):
    return counts[1] / counts[0]


def half_of(a):
    return max(a, 0.5)


def katz(mine, theirs, z=Z):
    """The interval of a ratio of two approval rates, on the logarithm; half an approval where there is none."""
    (n, a), (n0, a0) = (mine[0], half_of(mine[1])), theirs
    error = z * math.sqrt(1 / a - 1 / n + 1 / a0 - 1 / n0)
    ratio = a / n / (a0 / n0)
    return ratio * math.exp(-error), ratio * math.exp(error)


def verdict_of(label, case, counts):
    if label == case.reference:
        return "reference"
    if min(counts[label][0], counts[case.reference][0]) < case.min_group:
        return "too_few"
    return "below" if katz(counts[label], counts[case.reference])[1] < case.limit else "not_shown"


# --- reading an answer ---


def answer_rows(found, columns, labels, what, rows=None):
    """A promised table as one dict per group; a sentence for anything else."""
    diagnose(ASKED, isinstance(found, pd.DataFrame), f"{what} came back as {type(found).__name__}, expected a DataFrame.")
    names = [str(one) for one in found.columns]
    wrong = [column for column in ["group", *columns] if names.count(column) != 1]
    diagnose(ASKED, not wrong, f"{what}: expected the columns group, {', '.join(columns)}, each once; look at {', '.join(wrong)}.")
    mine = [one if isinstance(one, str) else repr(one) for one in found["group"].tolist()]
    gone = [one for one in labels if one not in mine]
    diagnose("not-stated-dropped", NOT_STATED not in gone, lambda: (
        f"{what}: {labels_of(rows).count(NOT_STATED)} applicants did not state their group, and there is no row \"{NOT_STATED}\". Who does not answer is no random part of the door; left out, nobody can ask how they fared."))
    extra = [one for one in mine if one not in labels]
    empty = "category" if rows is not None and isinstance(rows["group"].dtype, pd.CategoricalDtype) else ""
    diagnose("group-without-applicants", not (extra == ["Willow"] and empty), f"{what} has a row for Willow, a category without a single applicant. A rate of nobody is no rate.")
    twice = [one for one in labels if mine.count(one) > 1]
    diagnose("not-one-row-each", not (gone or extra or twice), f"{what}: expected one row for each of {', '.join(sorted(labels))}; look at {', '.join((gone + extra + twice)[:4])}.")
    table = {}
    for place, label in enumerate(mine):
        table[label] = {column: found[column].iloc[place] for column in columns}
    return table


def number(value, what):
    """A number, NaN where missing."""
    if value is None or value is pd.NA:
        return math.nan
    fits = isinstance(value, numbers.Real) and not isinstance(value, bool | np.bool)
    diagnose(ASKED, fits, f"{what} is {str(value)[:40]!r}, expected a number.")
    try:
        return float(value)
    except OverflowError:
        return math.inf


def numbers_of(table, columns, what):
    return {label: {column: number(row[column], f"{what}, {label}: {column}") for column in columns} for label, row in table.items()}


def close(mine, truth, within=NEAR):
    if math.isnan(mine) or math.isnan(truth):
        return math.isnan(mine) and math.isnan(truth)
    return abs(mine - truth) <= within * max(1.0, abs(truth))


def same(mine, truth, within=NEAR):
    """Two sets of figures by group; what is missing in both is alike."""
    return all(close(mine[key], truth[key], within) for key in mine)


def explained(mine, truth, others, within=NEAR):
    """Whether one of the other accounts fits all figures, and the right one does not."""
    return not same(mine, truth, within) and any(same(mine, other, within) for other in others)


def first_wrong(mine, truth, within=NEAR):
    return next((key for key in mine if not close(mine[key], truth[key], within)), None)


# --- tests: approval rates ---


COUNTS, FIGURES = ["n", "approved"], ["approval_rate", "ratio", "low", "high"]
TABLE = [*COUNTS, *FIGURES, "verdict"]


def approvals(submission, case):
    what = f"approval_table of {case.name}"
    counts = counts_of(case.rows)
    table = answer_rows(case.asked(submission), TABLE, list(counts), what, case.rows)
    return table, numbers_of(table, [*COUNTS, *FIGURES], what), counts


@points(1)
def test_a_row_for_each_group(submission, seed):
    """One row per group that applied, and one for those who did not state theirs; their applicants and approvals."""
    for case in cases_of(seed):
        _, mine, counts = approvals(submission, case)
        for label, (n, a) in counts.items():
            diagnose("wrong-counts", (mine[label]["n"], mine[label]["approved"]) == (n, a),
                     lambda label=label, n=n, a=a, mine=mine, case=case: f"{case.name}: {label} has {n} applicants, {a} of them approved; your row says {mine[label]['n']:g} and {mine[label]['approved']:g}.")


@points(3, needs="test_a_row_for_each_group")
def test_ratio_of_approval_rates(submission, seed):
    """Approval rates, and their ratio to the rate of the group that policy declared."""
    for case in cases_of(seed):
        _, mine, counts = approvals(submission, case)
        for label in counts:
            diagnose("wrong-rate", close(mine[label]["approval_rate"], rate(counts[label])),
                     lambda label=label, mine=mine, counts=counts, case=case: f"{case.name}: of {counts[label][0]} applicants of {label}, {counts[label][1]} were approved, a rate of {rate(counts[label]):.4f}; yours is {mine[label]['approval_rate']:.4f}.")
        judge_ratios({label: row["ratio"] for label, row in mine.items()}, counts, case)


def judge_ratios(mine, counts, case):
    theirs = rate(counts[case.reference])
    truth = {label: rate(one) / theirs for label, one in counts.items()}
    if same(mine, truth):
        return
    denied = {label: 1 - rate(one) for label, one in counts.items()}
    label = first_wrong(mine, truth)
    facts = f"{case.name}: {rate(counts[label]):.1%} of {label} were approved, {theirs:.1%} of the reference group {case.reference}; the ratio is {truth[label]:.4f}, yours {mine[label]:.4f}."

    def over(one, other):
        return one / other if other else math.inf

    diagnose("ratio-inverted", not explained(mine, truth, [{one: over(1, truth[one]) for one in truth}, {one: over(1, truth[one]) if truth[one] else math.nan for one in truth},
                                                           {one: over(1, truth[one]) if truth[one] else 0.0 for one in truth}]),
             f"{facts} The reference's rate belongs below the line: turned over, a group that is refused more often gets a ratio above 1, and passes every limit.")
    others = [{one: over(denied[one], denied[case.reference]) for one in truth}, {one: over(denied[case.reference], denied[one]) for one in truth}]
    others += [{one: value if math.isfinite(value) else math.nan for one, value in other.items()} for other in others]
    diagnose("denials-instead-of-approvals", not explained(mine, truth, others),
             f"{facts} Yours is the ratio of the refusals. Where most are approved, few refusals more or less make it large, and it cannot be held against a limit made for approvals.")
    everybody = sum(a for _, a in counts.values()) / sum(n for n, _ in counts.values())
    rest = {one: over(rate(counts[one]), rate(tuple(sum(other[place] for name, other in counts.items() if name != one) for place in (0, 1)))) for one in truth}
    compared = {name: {one: over(rate(counts[one]), rate(counts[name])) for one in truth} for name in truth if name != case.reference}
    compared |= {"all applicants": {one: rate(counts[one]) / everybody for one in truth}, "all other groups together": rest}
    for name, other in compared.items():
        for kept in (other, other | {case.reference: 1.0}):
            diagnose("wrong-reference-group", not explained(mine, truth, [kept]),
                     f"{facts} You compare with {name}. The reference is declared before anybody sees a rate; who may choose it afterwards chooses the verdict.")
    diagnose("wrong-ratio", False, f"{facts} It is the group's approval rate divided by the reference's.")


@points(2, needs="test_ratio_of_approval_rates")
def test_interval_of_the_ratio(submission, seed):
    """The 95 % interval of the ratio, from the numbers of both groups."""
    for case in cases_of(seed):
        _, mine, counts = approvals(submission, case)
        theirs = counts[case.reference]

        def ends(account, counts=counts, case=case):
            return {(label, end): (1.0 if label == case.reference else account(one)[end]) for label, one in counts.items() for end in (0, 1)}

        mine = {(label, end): mine[label][name] for label in counts for end, name in enumerate(("low", "high"))}
        truth = ends(lambda one, theirs=theirs: katz(one, theirs))
        if same(mine, truth, NEARLY):
            continue
        label, end = first_wrong(mine, truth, NEARLY)
        n, a = counts[label]
        facts = (f"{case.name}: {a} of {n} applicants of {label} were approved, {theirs[1]} of {theirs[0]} of {case.reference}. The interval is {truth[label, 0]:.4f} to {truth[label, 1]:.4f},"
                 f" yours {mine[label, 0]:.4f} to {mine[label, 1]:.4f}.")
        own = {key for key in mine if key[0] == case.reference}
        diagnose("interval-of-the-reference", not {key for key in mine if not close(mine[key], truth[key], NEARLY)} <= own,
                 f"{facts} The reference is compared with itself: its ratio is 1 whatever its rate, so low and high are 1.")
        none = {key for key in mine if not counts[key[0]][1]}
        diagnose("nobody-approved", not {key for key in mine if not close(mine[key], truth[key], NEARLY)} <= none,
                 f"{facts} Nobody of {label} was approved. The brief counts half an approval in the interval there, so that the worst case of all is not the one without an answer.")

        def straight(one, theirs=theirs):
            r, error = rate(one) / rate(theirs), Z * spread(one, theirs)
            return r - r * error, r + r * error

        def spread(one, theirs):
            return math.sqrt(1 / half_of(one[1]) - 1 / one[0] + 1 / theirs[1] - 1 / theirs[0])

        def certain(one, theirs=theirs):
            r, error = half_of(one[1]) / one[0] / rate(theirs), Z * math.sqrt(1 / half_of(one[1]) - 1 / one[0])
            return r * math.exp(-error), r * math.exp(error)

        some = {key: value for key, value in mine.items() if counts[key[0]][1] and key[0] != case.reference}
        for name, account, why in (
            ("reference-taken-as-certain", certain, "The rate of the reference group was estimated too, and its applicants are missing from the width."),
            ("interval-too-narrow", lambda one, theirs=theirs: katz(one, theirs, 1.645), "That is the interval of 90 %; the policy reads one of 95 %."),
            ("interval-too-narrow", lambda one, theirs=theirs: katz(one, theirs, 1.0), "That is one standard error; 95 % need 1.96 of them."),
            ("interval-not-on-the-logarithm", straight, "A ratio cannot go below 0 and its error is lopsided; the brief's interval is symmetric on the logarithm."),
        ):
            diagnose(name, not explained(some, {key: truth[key] for key in some}, [{key: ends(account)[key] for key in some}], NEARLY), f"{facts} {why}")
        diagnose("wrong-interval", False, f"{facts} Both groups' numbers belong in the width, each as 1 / approved - 1 / n.")


@points(3, needs="test_interval_of_the_ratio")
def test_verdicts(submission, seed):
    """Below only if the whole interval lies below the policy's limit, and silence on few applicants."""
    mine, truth, facts, plans = {}, {}, {}, {}
    for number_, case in enumerate(cases_of(seed)):
        table, _, counts = approvals(submission, case)
        for label in counts:
            key = (number_, label)
            low, high = katz(counts[label], counts[case.reference])
            mine[key], truth[key] = str(table[label]["verdict"]), verdict_of(label, case, counts)
            plans[key] = (case, counts, label, rate(counts[label]) / rate(counts[case.reference]), low, high)
            facts[key] = (f"{case.name}, {label}: {counts[label][1]} of {counts[label][0]} approved, ratio {plans[key][3]:.3f}, interval {low:.3f} to {high:.3f}, limit {case.limit}, at least {case.min_group} applicants:"
                          f" your verdict is \"{mine[key][:20]}\", right is \"{truth[key]}\".")
    for key, one in mine.items():
        diagnose("unknown-verdict", one in ("reference", "too_few", "below", "not_shown"), f"{facts[key]} There are reference, too_few, below and not_shown.")
    wrong = [key for key in mine if mine[key] != truth[key]]
    if not wrong:
        return

    def said(judge, enough=lambda case, counts, label: min(counts[label][0], counts[case.reference][0]) >= case.min_group):
        """The verdicts by another rule, for every row."""
        found = {}
        for key, (case, counts, label, ratio, low, high) in plans.items():
            found[key] = "reference" if label == case.reference else "too_few" if not enough(case, counts, label) else "below" if judge(case, ratio, low, high) else "not_shown"
        return found

    def whole(case, ratio, low, high):
        return high < case.limit

    def all_of(keys):
        return {key for key in mine if mine[key] != truth[key]} <= set(keys) and bool(wrong)

    def at(keys):
        return facts[next(key for key in wrong if key in keys)] if any(key in keys for key in wrong) else facts[wrong[0]]

    def follows(*rules):
        return any(mine == rule for rule in rules)

    own = [key for key, (case, _, label, *_) in plans.items() if label == case.reference]
    diagnose("reference-judged", not all_of(own), lambda: f"{at(own)} The reference is what others are compared with; it has no verdict of its own.")
    silent = [key for key in plans if key[1] == NOT_STATED]
    diagnose("not-stated-not-judged", not all_of(silent), lambda: f"{at(silent)} Those who did not state their group are judged as any other row.")

    def nobody_few(case, counts, label):
        return True

    def few_groups(case, counts, label):
        return counts[label][0] >= case.min_group

    eager = [key for key in plans if truth[key] == "too_few"]

    def point(case, ratio, low, high):
        return ratio < case.limit

    diagnose("verdict-by-point-estimate", not follows(said(point), said(point, nobody_few), said(point, few_groups)), lambda: (
        f"{at([key for key in wrong if truth[key] == 'not_shown'])} Your verdicts follow the ratio alone. Drawn again, these applicants could as well lie above the limit: an accusation needs the whole interval below it."))
    diagnose("verdict-on-eight-people", not follows(said(whole, nobody_few)), lambda: f"{at(eager)} On so few people one decision moves the ratio by a lot; the policy wants no verdict.")
    thin = [key for key, (case, counts, *_) in plans.items() if counts[case.reference][0] < case.min_group]
    diagnose("reference-too-small", not follows(said(whole, few_groups)), lambda: f"{at(thin)} The reference itself has too few applicants; whoever is compared with it is compared with chance.")
    diagnose("exactly-enough-refused", not follows(said(whole, lambda case, counts, label: min(counts[label][0], counts[case.reference][0]) > case.min_group)),
             lambda: f"{facts[wrong[0]]} Fewer than {plans[wrong[0]][0].min_group} are too few; exactly as many are enough.")
    diagnose("approved-taken-for-applicants", not follows(said(whole, lambda case, counts, label: min(counts[label][1], counts[case.reference][1]) >= case.min_group)),
             lambda: f"{facts[wrong[0]]} min_group counts applicants; a group of which hardly anybody is approved must not fall silent for it.")
    diagnose("four-fifths-fixed", not follows(said(lambda case, ratio, low, high: high < 0.8)), lambda: f"{facts[wrong[0]]} Your verdicts follow 0.8, whatever limit is handed in. Four fifths is a guideline about employment; the limit is the lender's policy.")
    diagnose("verdict-by-the-lower-end", not follows(said(lambda case, ratio, low, high: low < case.limit), said(lambda case, ratio, low, high: low < case.limit < 1 and ratio < 1)),
             lambda: f"{facts[wrong[0]]} Your verdicts follow the lower end, which says only that the ratio may be below. Of a small group that is nearly always true.")
    diagnose("verdict-against-one", not follows(said(lambda case, ratio, low, high: high < 1)), lambda: f"{facts[wrong[0]]} Your verdicts say that the ratio is below 1. The policy allows down to its limit.")
    diagnose("wrong-verdict", False, facts[wrong[0]])


# --- tests: scores ---


@cache
def scored(seed):
    """Points for real applicants, and groups that lie apart in mean and in spread; the reference is the middle one."""
    rng = rng_of(seed, 5)
    frame = mortgages().iloc[rng.integers(0, len(mortgages()), 1_500)]
    points_ = 620 - 1.4 * frame["obligation_ratio"].clip(0, 80) - 12 * frame["consumer_history"] - 60 * frame["public_record"] - 40 * frame["loan_to_price"].clip(0, 2)
    points_ = points_.to_numpy(float) + rng.normal(0, 10, len(frame))
    names = rng.permutation(PLACES).tolist()[:4]
    rank = points_.argsort().argsort() / len(frame)
    group = np.full(len(frame), None, dtype=object)
    group[rng.random(len(frame)) < 0.9] = names[0]
    group[(rank < 0.4) & (rng.random(len(frame)) < 0.5)] = names[1]
    group[(rank > 0.7) & (rng.random(len(frame)) < 0.6)] = names[2]
    group[rng.choice(len(frame), 8, replace=False)] = names[3]
    return shuffled(rng, pd.DataFrame({"group": labelled(group.tolist(), "category"), "score": points_})), names[0]


def standardised(submission, rows, reference):
    what = "standardised_difference"
    labels = list(dict.fromkeys(labels_of(rows)))
    table = answer_rows(submission.standardised_difference(rows, reference), ["n", "difference"], labels, what, rows)
    return {label: row["difference"] for label, row in numbers_of(table, ["n", "difference"], what).items()}


@points(2, needs="test_a_row_for_each_group")
def test_standardised_differences(submission, seed):
    """Differences of mean scores to the reference's, in standard deviations of all scores."""
    for rows, reference in (scored(seed), scored(seed + 1_000_003)):
        judge_differences(standardised(submission, rows, reference), rows, reference)
    rows, reference = scored(seed)
    flat = rows.assign(score=500.0)
    mine = standardised(submission, flat, reference)
    diagnose("nothing-varies", all(one == 0 for one in mine.values()), f"All scores are 500, so no group lies apart from another: every difference is 0. Yours are {', '.join(f'{one:g}' for one in mine.values())}.")


def judge_differences(mine, rows, reference):
    values = {}
    for label, score in zip(labels_of(rows), rows["score"].tolist(), strict=True):
        values.setdefault(label, []).append(score)
    mean = {label: sum(its) / len(its) for label, its in values.items()}
    everybody = [one for its in values.values() for one in its]
    sigma = float(np.std(everybody))
    truth = {label: (mean[label] - mean[reference]) / sigma for label in values}
    if same(mine, truth, NEARLY):
        return
    label = first_wrong(mine, truth, NEARLY)
    facts = f"{label} scores {mean[label]:.1f} on average, the reference {reference} {mean[reference]:.1f}, all scores have a standard deviation of {sigma:.1f}. The difference is {truth[label]:.4f}, yours {mine[label]:.4f}."

    def by(deviation):
        return {one: (mean[one] - mean[reference]) / deviation(one) for one in values}

    spread = {one: float(np.std(its)) for one, its in values.items()}

    def pooled(one):
        return math.sqrt((len(values[one]) * spread[one] ** 2 + len(values[reference]) * spread[reference] ** 2) / (len(values[one]) + len(values[reference])))

    parts = [lambda one: spread[reference], lambda one: spread[one], lambda one: math.sqrt((spread[one] ** 2 + spread[reference] ** 2) / 2), pooled,
             lambda one: float(np.std(values[one] + values[reference])), lambda one: float(np.std([x for name, its in values.items() if name != NOT_STATED for x in its])),
             lambda one: math.sqrt(sum(len(its) * spread[name] ** 2 for name, its in values.items()) / len(everybody))]
    diagnose("sign-reversed", not explained(mine, truth, [{one: -value for one, value in truth.items()}], NEARLY), f"{facts} Below zero means that the group scores lower.")
    diagnose("not-standardised", not explained(mine, truth, [by(lambda one: 1.0), by(lambda one: sigma**2)], NEARLY), f"{facts} In points it means another thing on every scorecard; divide by the standard deviation.")
    diagnose("sigma-of-a-part", not explained(mine, truth, [by(one) for one in parts], 5 * NEARLY), f"{facts} The brief divides by the standard deviation of all scores handed in, so that every group is measured with one yardstick.")
    others = [{one: (mean[one] - mean[name]) / sigma for one in values} for name in values if name != reference] + [{one: (mean[one] - float(np.mean(everybody))) / sigma for one in values}]
    diagnose("scores-against-another-reference", not explained(mine, truth, others, NEARLY), f"{facts} You subtract another mean than that of {reference}.")
    diagnose("wrong-standardised-difference", False, f"{facts} It is the group's mean minus the reference's, divided by the standard deviation of all scores.")


# --- tests: what must be refused ---


def refused(submission, function, given, diagnosis, facts):
    try:
        found = getattr(submission, function)(*given)
    except SubmissionRaised as error:
        if error.kind != "error":
            raise
        diagnose("not-a-value-error", error.type == "ValueError", f"{facts} {function} raised {error}. The brief asks for a ValueError, which is what the caller catches.")
    else:
        diagnose(diagnosis, False, f"{facts} {function} answered all the same, with a {type(found).__name__}.")


@points(2, needs="test_a_row_for_each_group")
def test_what_cannot_be_answered(submission, seed):
    """No reference, a control that is part of the decision, or nobody knows who would have repaid: a ValueError."""
    case, rng = real_case(seed), rng_of(seed, 6)
    known = dict(known_when())
    late = "{} is known {}, see the dictionary handed in, and was taken as a control. Whoever controls for a part of the decision explains the disparity away."
    for names in (["meets_guidelines"], ["purchaser_type", "consumer_history"], ["consumer_history", "rate_type"]):
        bad = next(one for one in names if known[one] != "before")
        refused(submission, "conditional_disparity", (case.rows, names, known, case.reference), "controls-for-the-decision", late.format(bad, known[bad]))
    renamed = case.rows.rename(columns={"consumer_history": "x1", "public_record": "x2"})
    for when in ("with", "after", "uncertain"):
        names = rng.permutation(["x1", "x2"]).tolist()
        refused(submission, "conditional_disparity", (renamed, names, {"x1": "before", "x2": when}, case.reference), "controls-for-the-decision", late.format("x2", when))
    refused(submission, "conditional_disparity", (renamed, ["x1", "x2"], {"x1": "before"}, case.reference), "control-nobody-vouches-for",
            "x2 does not stand in the dictionary: nobody has said when it was known.")
    try:
        submission.conditional_disparity(renamed, ["x1"], {"x1": "before", "x2": "after"}, case.reference)
        submission.conditional_disparity(case.rows, ["meets_guidelines"], {"meets_guidelines": "before"}, case.reference)
    except SubmissionRaised as error:
        diagnose("refused-without-need", error.kind != "error", f"Only controls are asked for that the dictionary calls known before the decision, and conditional_disparity raised {error}."
                 " Other columns may be known at any time, and what a column means at another lender is the dictionary's to say.")
        raise
    nobody = "Nobody of the reference group Yew stands in the table, so there is nothing to compare with."
    cases = {"approval_table": (case.rows, "Yew", 30, 0.8), "standardised_difference": (scored(seed)[0], "Yew"),
             "conditional_disparity": (case.rows, ["public_record"], known, "Yew"), "equal_opportunity": (decided(seed)[0], "Yew", 30)}
    for function, given in cases.items():
        refused(submission, function, given, "no-reference", nobody)
        table = given[0].iloc[:0]
        refused(submission, function, (table, *given[1:]), "no-reference", "The table is empty, the reference group with it.")
    refused(submission, "approval_table", (case.rows[(case.rows["group"] != case.reference) | ~case.rows["approved"]], case.reference, 30, 0.8), "no-reference",
            "Nobody of the reference group was approved, so every ratio would divide by zero.")
    rows, reference = decided(seed)
    refused(submission, "equal_opportunity", (rows[(rows["group"] != reference) | ~rows["would_repay"]], reference, 30), "no-reference", "Nobody of the reference group would have repaid.")
    refused(submission, "equal_opportunity", (case.rows, case.reference, 30), "qualification-made-up",
            "The mortgage data say what the lender decided and not who would have repaid (there is no column would_repay).")
    refused(submission, "equal_opportunity", (rows.drop(columns="would_repay"), reference, 30), "qualification-made-up",
            "There is no column would_repay; repaid is known only of those who were approved.")


# --- tests: within strata ---


@dataclass(frozen=True, eq=False)
class Strata:
    """Applications in strata of planted sizes."""

    name: str
    rows: pd.DataFrame
    controls: list
    known: dict
    reference: str


def filled(rng, name, cells, controls, kind, reference):
    """`cells`: for (group, values of the controls) how many applied and how many of them were approved."""
    parts = []
    for (group, *values), (n, a) in cells.items():
        parts += [(group, *values, row < a) for row in range(n)]
    frame = pd.DataFrame(parts, columns=["group", *controls, "approved"])
    frame["group"] = labelled(frame["group"].tolist(), kind)
    frame["channel"] = rng.choice(["branch", "broker"], len(frame))
    for control in controls:
        if frame[control].map(lambda one: isinstance(one, str) or one is None).all():
            frame[control] = labelled(frame[control].tolist(), kind)
    return Strata(name, shuffled(rng, frame), controls, dict.fromkeys(controls, "before") | {"channel": "uncertain", "approved": "after"}, reference)


@cache
def reversals(seed):
    """Two groups whose comparison turns round within the strata, one each way, and one that stays as it was."""
    rng = rng_of(seed, 7)
    ref, worse, better, plain = rng.permutation(PLACES).tolist()[:4]
    easy, hard = rng.permutation(["clean file", "thin file"]).tolist()
    cells = {}

    def put(group, sizes, rates):
        for band, n, one in zip((easy, hard), sizes, rates, strict=True):
            n = int(n * rng.uniform(0.9, 1.1))
            cells[group, band] = (n, share(rng, n, one))

    put(ref, (300, 110), (0.88, 0.40))
    put(worse, (60, 260), (0.96, 0.48))
    put(better, (210, 12), (0.80, 0.25))
    put(plain, (90, 60), (0.62, 0.25))
    put(None, (40, 30), (0.85, 0.40))
    return filled(rng, "the files", cells, ["file"], "object", ref)


@cache
def gaps(seed):
    """Two controls; a value that is missing, combinations without anybody of the reference, a group with no support at all."""
    rng = rng_of(seed, 8)
    ref, much, half, lone, few = rng.permutation(PLACES).tolist()[:5]
    cells = {}
    for group, there in {ref: 1, much: 1, half: 1, None: 1}.items():
        for band in (1.0, 2.0, 3.0, math.nan):
            for owner in ("owner", "investor"):
                if group == ref and (band, owner) in ((3.0, "investor"), (2.0, "owner")):
                    continue
                n = int(rng.integers(12, 60)) * there
                odds = {1.0: 0.9, 2.0: 0.7, 3.0: 0.45}.get(band, 0.55) - 0.25 * (owner == "investor") * (band != 1.0) - 0.07 * (group != ref)
                cells[group, band, owner] = (n, int(n * odds))
    cells[lone, 3.0, "investor"] = (int(rng.integers(30, 50)), 9)
    cells[few, 1.0, "owner"] = (8, 5)
    return filled(rng, "the portfolios", cells, ["band", "use"], "category", ref)


@cache
def real_strata(seed):
    """The real applicants within credit history and the tract's share of minorities, which is missing for some."""
    case = real_case(seed)
    return Strata("the Boston applicants, resampled", case.rows, ["consumer_history", "public_record", "tract_minority"], dict(known_when()), case.reference)


def strata_of(seed):
    one = reversals(seed)
    return [one, gaps(seed), real_strata(seed), Strata("the files, without controls", one.rows, [], one.known, one.reference)]


CONDITIONAL = ["n", "supported", "approval_rate", "expected_rate", "ratio"]


def conditional(submission, one):
    what = f"conditional_disparity of {one.name}"
    table = answer_rows(submission.conditional_disparity(one.rows, list(one.controls), dict(one.known), one.reference), [*CONDITIONAL, "reverses"], list(counts_of(one.rows)), what, one.rows)
    return table, numbers_of(table, CONDITIONAL, what)


def cells_of(one, controls=None, *, missing=True):
    """Applicants and approvals by group and stratum; what is missing is a value like any other."""
    controls, cells = one.controls if controls is None else controls, {}
    columns = [["(missing)" if pd.isna(value) else value for value in one.rows[name].tolist()] for name in controls]
    for label, yes, *values in zip(labels_of(one.rows), one.rows["approved"].tolist(), *columns, strict=True):
        if missing or "(missing)" not in values:
            its = cells.setdefault(label, {})
            n, a = its.get(tuple(values), (0, 0))
            its[tuple(values)] = (n + 1, a + bool(yes))
    return cells


def known_strata(one, cells=None):
    """For each group the supported applicants, their approval rate, and that of the reference in the same strata."""
    cells, found = cells or cells_of(one), {}
    theirs = cells[one.reference]
    for label, its in cells.items():
        inside = {stratum: count for stratum, count in its.items() if stratum in theirs}
        n = sum(count[0] for count in inside.values())
        mine = sum(count[1] for count in inside.values()) / n if n else math.nan
        expected = sum(count[0] * rate(theirs[stratum]) for stratum, count in inside.items()) / n if n else math.nan
        found[label] = {"n": sum(count[0] for count in its.values()), "supported": n, "approval_rate": mine, "expected_rate": expected, "ratio": mine / expected if n and expected else math.nan}
    return found


@points(2, needs="test_ratio_of_approval_rates")
def test_strata_without_the_reference(submission, seed):
    """How many of a group can be compared at all: strata without anybody of the reference are counted, not hidden."""
    for one in strata_of(seed):
        _, mine = conditional(submission, one)
        truth = known_strata(one)
        dropped = known_strata(one, cells_of(one, missing=False))
        for label, right in truth.items():
            n, supported = mine[label]["n"], mine[label]["supported"]
            facts = f"{one.name}, {label}: {right['n']} applicants, {right['supported']} of them in strata with somebody of {one.reference}; your row says {n:g} and {supported:g}."
            if (n, supported) == (right["n"], right["supported"]):
                continue
            less = dropped.get(label, {"n": 0, "supported": 0})
            diagnose("missing-control-dropped", not (supported == less["supported"] != right["supported"]), f"{facts} Applicants with a missing control are gone. Missing is a value like any other, and lenders do not refuse those at random.")
            diagnose("unsupported-not-counted", not (n == right["supported"] or supported == right["n"]), f"{facts} The others have nobody to be compared with. A report that does not say how many they are speaks for people it never looked at.")
            diagnose("one-control-only", not any((n, supported) == (other[label]["n"], other[label]["supported"]) for name in one.controls if len(one.controls) > 1 for other in [known_strata(one, cells_of(one, [name]))]),
                     f"{facts} That is so by one of the controls alone. A stratum has the same values in all of them.")
            diagnose("wrong-support", False, facts)


@points(3, needs="test_strata_without_the_reference")
def test_disparity_within_strata(submission, seed):
    """What the reference's applicants had in the strata of this group, and whether the comparison turns round."""
    for one in strata_of(seed):
        table, mine = conditional(submission, one)
        judge_strata(table, mine, one)


def judge_strata(table, mine, one):
    truth, cells, counts = known_strata(one), cells_of(one), counts_of(one.rows)
    theirs = cells[one.reference]
    plain = {label: rate(count) / rate(counts[one.reference]) for label, count in counts.items()}

    def column(name, figures):
        return {label: figures[label][name] for label in figures}

    rates, right = column("approval_rate", mine), column("approval_rate", truth)
    expected, due = column("expected_rate", mine), column("expected_rate", truth)

    def facts(label):
        return (f"{one.name}, {label}: {truth[label]['supported']} of {truth[label]['n']} applicants have somebody of {one.reference} in their stratum; {right[label]:.1%} of them were approved, and in the same strata {due[label]:.1%} of"
                f" {one.reference} would have been, a ratio of {truth[label]['ratio']:.4f}. Your row says {rates[label]:.4f}, {expected[label]:.4f} and {mine[label]['ratio']:.4f}.")

    for label in truth:
        if not truth[label]["supported"]:
            diagnose("answer-without-support", all(math.isnan(mine[label][name]) for name in ("approval_rate", "expected_rate", "ratio")),
                     f"{facts(label)} Nobody of {label} can be compared, so the three are missing (NaN). Any number there would be made up.")

    def averaged(weigh):
        """Rates of the group and of the reference over the supported strata, weighted by `weigh(its, stratum)`."""
        own, other = {}, {}
        for label, its in cells.items():
            inside = [stratum for stratum in its if stratum in theirs]
            weights = [weigh(its, stratum) for stratum in inside]
            own[label] = sum(w * rate(its[s]) for w, s in zip(weights, inside, strict=True)) / sum(weights) if inside else math.nan
            other[label] = sum(w * rate(theirs[s]) for w, s in zip(weights, inside, strict=True)) / sum(weights) if inside else math.nan
        return own, other

    pooled = {label: rate(counts[one.reference]) if truth[label]["supported"] else math.nan for label in truth}
    by_reference, alike = averaged(lambda its, s: theirs[s][0]), averaged(lambda its, s: 1)
    harmonic = averaged(lambda its, s: its[s][0] * theirs[s][0] / (its[s][0] + theirs[s][0]))
    everybody = {label: rate(counts[label]) if truth[label]["supported"] else math.nan for label in truth}
    diagnose("approved-beyond-support", not explained(rates, right, [everybody]), lambda: f"{facts(first_wrong(rates, right))} The rate of all its applicants stands beside an expectation for some: compare the same people.")

    def other(account, name):
        return explained(rates | {(label, 1): value for label, value in expected.items()}, right | {(label, 1): value for label, value in due.items()},
                         [account[0] | {(label, 1): value for label, value in account[1].items()}]) and bool(name)

    wrong = first_wrong(expected, due) or first_wrong(rates, right)
    diagnose("pooled-over-strata", not explained(expected, due, [pooled]), lambda: f"{facts(wrong)} Your expected rate is that of {one.reference} as a whole. Who applies in which stratum differs between groups, and pooled they can turn the comparison round.")
    diagnose("weighted-by-the-reference", not other(by_reference, "reference"), lambda: f"{facts(wrong)} Strata are weighted by the reference's applicants. The question is what would have become of this group's applicants: theirs are the weights.")
    diagnose("strata-not-weighted", not (other(alike, "alike") or explained(expected, due, [alike[1]])), lambda: f"{facts(wrong)} Every stratum counts the same, one with three people as much as one with three hundred. Weight by the group's applicants.")
    diagnose("weighted-another-way", not other(harmonic, "both"), lambda: f"{facts(wrong)} Both groups' sizes stand in your weights. The brief weights by this group's applicants alone.")
    nought = {label: due[label] * truth[label]["supported"] / truth[label]["n"] for label in truth}
    diagnose("unsupported-as-nought", not explained(expected, due, [nought]), lambda: f"{facts(wrong)} Strata without anybody of {one.reference} count as if nobody would be approved there. Nothing is known of them; leave them out of both rates.")
    diagnose("wrong-expected-rate", same(expected, due) and same(rates, right), lambda: f"{facts(wrong)} Each applicant of the group in a supported stratum brings that stratum's rate of the reference.")
    diagnose("wrong-conditional-ratio", same(column("ratio", mine), column("ratio", truth)), lambda: f"{facts(first_wrong(column('ratio', mine), column('ratio', truth)))} The ratio is approval_rate divided by expected_rate.")
    for label in truth:
        said, ratio = table[label]["reverses"], truth[label]["ratio"]
        diagnose(ASKED, isinstance(said, bool | np.bool), f"conditional_disparity of {one.name}, {label}: reverses is {str(said)[:20]!r}, expected True or False.")
        turns = not math.isnan(ratio) and (plain[label] - 1) * (ratio - 1) < 0
        if label == one.reference or min(abs(plain[label] - 1), abs(ratio - 1)) < 1e-9:
            continue
        whole = f"{one.name}, {label}: the plain ratio over all its applicants is {plain[label]:.4f}, within the strata {ratio:.4f}."
        diagnose("reversal-missed", not (turns and not said), f"{whole} One says that the group is approved less often, the other more often: that reverses.")
        diagnose("reversal-cried", not (said and not turns), f"{whole} Both lie on the same side of 1 or one is missing: nothing reverses.")


# --- tests: equal opportunity ---


@cache
def decided(seed):
    """A lender whose applicants' fate is known for all of them; the reference is neither the largest group nor the best."""
    rng = rng_of(seed, 9)
    world = simulate(LendingConfig(applicants=6_000), seed % 1_000_003)
    rows = world.applications[["application_id", "applicant_id"]].merge(world.decisions[["application_id", "action"]], on="application_id", validate="one_to_one")
    rows = rows.merge(world.protected[["applicant_id", "ethnic_group"]], on="applicant_id", validate="many_to_one").merge(world.truth.applications[["application_id", "would_default"]], on="application_id", validate="one_to_one")
    names = dict(zip(["group_a", "group_b", "group_c"], rng.permutation(PLACES[:9]).tolist(), strict=False))
    group = rows["ethnic_group"].astype(object).map(names).where(rows["ethnic_group"].notna(), None).to_numpy(dtype=object)
    approved, able = (rows["action"] == "approve").to_numpy(bool), ~rows["would_default"].to_numpy(bool)
    crowd = group == names["group_a"]

    def moved(label, plan):
        """People of the largest group, relabelled: `plan` has (qualified and approved, qualified and refused, not qualified)."""
        for count, its in zip(plan, (able & approved, able & ~approved, ~able), strict=True):
            group[rng.choice(np.flatnonzero(its & crowd & (group == names["group_a"])), count, replace=False)] = label

    moved("Oak", (14, 15, 40))  # enough applicants, too few of them qualified
    moved("Pine", (8, 22, 30))  # exactly enough qualified
    moved("Rowan", (21, 15, 9))  # lower by the look of it, and not shown
    moved("Spruce", (0, 0, 35))  # nobody qualified
    moved("Larch", (1, 7, 0))
    frame = pd.DataFrame({"group": labelled(group.tolist(), "object"), "approved": approved, "would_repay": able})
    frame["repaid"] = pd.array([bool(one) if yes else pd.NA for one, yes in zip(able, approved, strict=True)], dtype="boolean")
    return shuffled(rng, frame), names["group_c"]


LEAST = 30
OPPORTUNITY = ["n", "qualified", "share_approved", "difference", "low", "high"]


def known_opportunity(rows, reference, able=None):
    """By group: applicants, qualified, qualified and approved."""
    found = {}
    for label, yes, good in zip(labels_of(rows), rows["approved"].tolist(), (rows["would_repay"] if able is None else able).tolist(), strict=True):
        n, q, a = found.get(label, (0, 0, 0))
        found[label] = (n + 1, q + bool(good), a + bool(good and yes))
    return found


def opportunity(submission, rows, reference, min_group):
    what = "equal_opportunity"
    table = answer_rows(submission.equal_opportunity(rows, reference, min_group), [*OPPORTUNITY, "verdict"], list(counts_of(rows)), what, rows)
    return table, numbers_of(table, OPPORTUNITY, what)


@points(3, needs="test_verdicts")
def test_equal_opportunity(submission, seed):
    """Of those who would have repaid, how many were approved; and whom that is too few to judge by."""
    rows, reference = decided(seed)
    small = rows[(rows["group"] != reference) | (rows["would_repay"].groupby(labels_of(rows)).cumsum() <= 20)]
    for given in (rows, small):
        table, mine = opportunity(submission, given, reference, LEAST)
        judge_opportunity(table, mine, given, reference)


def judge_opportunity(table, mine, rows, reference):
    known = known_opportunity(rows, reference)
    _, q0, a0 = known[reference]
    p0 = a0 / q0

    def each(account):
        return {label: account(*count) for label, count in known.items()}

    def facts(label):
        n, q, a = known[label]
        return f"{label}: {n} applicants, {q} would have repaid, {a} of these were approved. Your row says {mine[label]['n']:g} applicants, {mine[label]['qualified']:g} qualified, share approved {mine[label]['share_approved']:.4f}."

    qualified = {label: mine[label]["qualified"] for label in mine}
    shares = {label: mine[label]["share_approved"] for label in mine}
    truth, right = each(lambda n, q, a: float(q)), each(lambda n, q, a: a / q if q else math.nan)
    counts = counts_of(rows)
    repaid, approved = each(lambda n, q, a: float(a)), {label: float(counts[label][1]) for label in counts}
    wrong = first_wrong(qualified, truth) or first_wrong(shares, right) or reference
    diagnose("qualified-by-the-decision", not explained(qualified, truth, [repaid, approved]),
             f"{facts(wrong)} You take as qualified whom the lender approved. Those whom it refused wrongly can then not be found: the decision under suspicion chose its own witnesses.")
    label = first_wrong({one: mine[one]["n"] for one in mine}, each(lambda n, q, a: float(n)))
    diagnose("wrong-counts", label is None, lambda: f"equal_opportunity, {facts(label)}")
    diagnose("wrong-qualified", same(qualified, truth), f"{facts(wrong)} Qualified is who would have repaid, approved or not.")

    def or_missing(figures):
        return [figures, {label: value if known[label][1] else math.nan for label, value in figures.items()}]

    diagnose("divided-by-group-size", not explained(shares, right, or_missing(each(lambda n, q, a: a / n))),
             f"{facts(wrong)} You divide by all its applicants. A group with fewer qualified people then looks ill-treated whatever the lender does.")
    diagnose("everybody-counted", not explained(shares, right, or_missing({label: rate(counts[label]) for label in counts})),
             f"{facts(wrong)} That is the approval rate of all. Equal opportunity asks about those who would have repaid.")
    precision = {label: a / counts[label][1] if counts[label][1] else math.nan for label, (_, _, a) in known.items()}
    diagnose("share-of-the-approved", not explained(shares, right, [precision, *or_missing({label: 0.0 if math.isnan(value) else value for label, value in precision.items()})]),
             f"{facts(wrong)} That is how many of the approved repay. The question starts from those who would repay: how many of them were approved.")
    none = {label for label, (_, q, _) in known.items() if not q}
    off = {label for label in known if not close(shares[label], right[label])}
    diagnose("nobody-qualified", not (off and off <= none), f"{facts(wrong)} Nobody is qualified there, so the share is missing (NaN), not 0 or 1.")
    diagnose("wrong-share", not off, f"{facts(wrong)} It is {right[wrong]:.4f}: approved among those who would have repaid.")

    def gap(p, q, z=Z, theirs=True):
        error = z * math.sqrt(p * (1 - p) / q + theirs * p0 * (1 - p0) / q0)
        return p - p0, p - p0 - error, p - p0 + error

    names = ("difference", "low", "high")
    ends = {label: (0.0, 0.0, 0.0) if label == reference else gap(a / q, q) if q else (math.nan,) * 3 for label, (_, q, a) in known.items()}
    found = {(label, name): mine[label][name] for label in mine for name in names}
    due = {(label, name): value for label, values in ends.items() for name, value in zip(names, values, strict=True)}
    differences = {label: mine[label]["difference"] for label in mine}
    meant = {label: values[0] for label, values in ends.items()}
    label = first_wrong(differences, meant) or reference
    diagnose("difference-reversed", not explained(differences, meant, [{one: -value for one, value in meant.items()}]),
             f"{facts(label)} In the reference {reference} the share is {p0:.4f}, so the difference is {meant[label]:.4f}, yours {differences[label]:.4f}. Below zero means that the group has less of a chance.")
    diagnose("wrong-difference", same(differences, meant), f"{facts(label)} In the reference {reference} the share is {p0:.4f}, so the difference is {meant[label]:.4f}; yours is {differences[label]:.4f}.")
    key = first_wrong(found, due, NEARLY) or (reference, "low")
    diagnose("wrong-interval-of-the-difference", same(found, due, NEARLY),
             f"{facts(key[0])} {key[1]} is {found[key]:.4f}, expected {due[key]:.4f}: 1.96 standard errors around the difference, from the qualified of both groups, and 0 for the reference itself.")
    verdicts = {one: str(table[one]["verdict"]) for one in mine}

    def judged(size, judge=lambda one: ends[one][2] < 0, theirs=True):
        return {one: "reference" if one == reference else "too_few" if size(one) < LEAST or (theirs and size(reference) < LEAST) else "behind" if judge(one) else "not_shown" for one in known}

    meant = judged(lambda one: known[one][1])
    one = next((one for one in known if verdicts[one] != meant[one]), None)
    said = "" if one is None else f"{facts(one)} Difference {ends[one][0]:.3f} ({ends[one][1]:.3f} to {ends[one][2]:.3f}), at least {LEAST} qualified: your verdict is \"{verdicts[one][:20]}\", right is \"{meant[one]}\"."
    diagnose("enough-applicants-few-qualified", one is None or verdicts != judged(lambda label: known[label][0]), f"{said} Its share rests on its qualified applicants, and they are what min_group counts here.")
    diagnose("behind-by-point-estimate", one is None or not any(verdicts == judged(lambda label: known[label][place], lambda label: ends[label][0] < 0) for place in (0, 1)), f"{said} The interval reaches above zero: as well there may be no difference.")
    diagnose("wrong-verdict-on-opportunity", one is None, f"{said} Which row is too small, and does the whole interval lie below zero?")


# --- tests: nothing changed, nothing kept ---


@points(1, needs="test_disparity_within_strata")
def test_nothing_changed_nothing_kept(submission, seed):
    """Arguments stay as they are; the same table with other contents gets another answer."""
    case, one = planted_case(seed), reversals(seed)
    rows, reference = decided(seed)
    asked = {
        "approval_table": (case.rows, "approved", ("applications", "reference", "min_group", "limit"), (case.reference, case.min_group, case.limit)),
        "standardised_difference": (scored(seed)[0], "score", ("scored", "reference"), (scored(seed)[1],)),
        "conditional_disparity": (one.rows, "approved", ("applications", "controls", "known", "reference"), (list(one.controls), dict(one.known), one.reference)),
        "equal_opportunity": (rows, "approved", ("decisions", "reference", "min_group"), (reference, LEAST)),
    }
    for function, (table, column, names, others) in asked.items():
        found = submission.fresh().harness.twice(function, table, column, *others)
        diagnose("inputs-changed", found["changed"] == [],
                 lambda found=found, function=function, names=names: f"After {function}, {' and '.join(names[place] for place in found['changed'])} is not what it was. The caller goes on with it, and the next measure is of another population.")
        turned = ~table[column] if table[column].dtype == bool else -table[column]
        alone = getattr(submission.fresh(), function)(table.assign(**{column: turned}), *others)
        diagnose("kept-state", alike(found["second"], alone), f"{function} was asked again in the same process, about the same table with other contents, and the answer is not about these. Keep nothing between calls.")


def alike(one, other):
    """The same figures for the same groups, in any order."""
    if not isinstance(one, pd.DataFrame) or not isinstance(other, pd.DataFrame) or sorted(one.columns) != sorted(other.columns) or len(one) != len(other):
        return False
    one, other = (table.assign(group=table["group"].astype(str)).sort_values("group", ignore_index=True) for table in (one, other))
    for column in one.columns:
        pairs = zip(one[column].tolist(), other[column].tolist(), strict=True)
        if not all(a == b or (pd.isna(a) and pd.isna(b)) or (isinstance(a, float) and isinstance(b, float) and abs(a - b) < 1e-9) for a, b in pairs):
            return False
    return True
