"""Graded tests of evaluation/fairness: 21 points, on the Boston mortgage data and, where one must know who would have repaid, on the lending world.

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
        return pd.Categorical(labels, categories=[*sorted({one for one in labels if isinstance(one, str)}), "Willow"][::-1])
    return pd.Series(labels, dtype=object if kind == "object" else "str")  # as a series: pandas makes text of an array of objects


def shuffled(rng, frame):
    """In any order, on an index that repeats and means nothing."""
    frame = frame.iloc[rng.permutation(len(frame))].copy()
    frame.index = rng.integers(0, max(len(frame) // 3, 1), len(frame))
    return frame


def relabelled(rng, plan, kind):
    """Real applicants, approved and refused, drawn into groups of planted sizes: `plan` has (applicants, approved) of each, None is not stated."""
    yes, no = (np.flatnonzero(mortgages()["approved"] == answer) for answer in (True, False))
    taken = np.concatenate([np.r_[rng.choice(yes, a), rng.choice(no, n - a)] for n, a in plan.values()]).astype(int)
    frame = mortgages().iloc[taken].drop(columns="group").reset_index(drop=True)
    frame["group"] = labelled([name for name, (n, _) in plan.items() for _ in range(n)], kind)
    return shuffled(rng, frame)


@cache
def real_case(seed):
    """As many real applicants as there are, drawn with replacement; some did not state their group."""
    rng = rng_of(seed, 1)
    frame = mortgages().iloc[rng.integers(0, len(mortgages()), len(mortgages()))].reset_index(drop=True)
    silent = rng.random(len(frame)) < rng.uniform(0.03, 0.08)
    frame = frame.assign(group=labelled([None if quiet else one for one, quiet in zip(frame["group"], silent, strict=True)], "str"))
    return Case("the Boston applicants, resampled", shuffled(rng, frame), "white", int(rng.integers(20, 50)), 0.9)


def share(rng, n, rate):
    """How many of n, near a rate."""
    return round(n * (rate + rng.uniform(-0.01, 0.01)))


@cache
def planted_case(seed):
    """Every verdict twice; the reference is neither the largest group, nor the best, nor the first by name."""
    rng = rng_of(seed, 2)
    names, least = rng.permutation(PLACES[1:]).tolist(), int(rng.integers(34, 42))
    sizes = rng.integers([390, 140, 600, 180, 250, 55, 75, 60], [430, 170, 700, 220, 300, 62, 82, 90])
    rates = [0.80, 0.93, 0.73, 0.50, 0.56, 0.60, 0.60, 0.68]
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


@cache
def edge_cases(seed):
    """Long names that begin alike, a group of one; a limit just below and just above the end of an interval, and a reference that is exactly large enough."""
    rng = rng_of(seed, 10)
    first, second, third = (f"Cooperative bank of {name}" for name in rng.permutation(PLACES)[:3])
    plan = {first: (40, 33), second: (int(rng.integers(200, 240)), 110), third: (90, 60), "Yarrow": (1, 1), "Sorrel": (1, 0), None: (3, 2)}
    rows = relabelled(rng, plan, "object")
    silent = iter([None, math.nan, pd.NA])
    rows["group"] = pd.Series([one if isinstance(one, str) else next(silent) for one in rows["group"]], dtype=object, index=rows.index)
    high = katz(plan[second], plan[first])[1]
    return [Case("the cooperatives", rows, first, 1, high - 5e-4), Case("the cooperatives", rows, first, 40, high + 5e-4)]


def cases_of(seed):
    return [real_case(seed), planted_case(seed), strict_case(seed), thin_case(seed), *edge_cases(seed)]


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


def katz(mine, theirs):
    """The interval of a ratio of two approval rates, on the logarithm; half an approval where there is none."""
    (n, a), (n0, a0) = (mine[0], half_of(mine[1])), theirs
    error = Z * math.sqrt(1 / a - 1 / n + 1 / a0 - 1 / n0)
    ratio = a / n / (a0 / n0)
    return ratio * math.exp(-error), ratio * math.exp(error)


def verdict_of(label, case, counts):
    if label == case.reference:
        return "reference"
    if min(counts[label][0], counts[case.reference][0]) < case.min_group:
        return "too_few"
    return "below" if katz(counts[label], counts[case.reference])[1] < case.limit else "not_shown"


# --- reading an answer ---


def answer_rows(found, columns, labels, what, rows):
    """A promised table as one dict per group; a sentence for anything else."""
    diagnose("not-what-was-asked", isinstance(found, pd.DataFrame), f"{what} came back as {type(found).__name__}, expected a DataFrame.")
    names = [str(one) for one in found.columns]
    wrong = [column for column in ["group", *columns] if names.count(column) != 1]
    diagnose("not-what-was-asked", not wrong, f"{what}: expected the columns group, {', '.join(columns)}, each once; look at {', '.join(wrong)}.")
    mine = [one if isinstance(one, str) else repr(one) for one in found["group"].tolist()]
    gone, extra = [one for one in labels if one not in mine], [one for one in mine if one not in labels]
    diagnose("not-stated-dropped", NOT_STATED not in gone, lambda: (
        f"{what}: {labels_of(rows).count(NOT_STATED)} applicants did not state their group, and there is no row \"{NOT_STATED}\". Who does not answer is no random part of the door; left out, nobody can ask how they fared."))
    diagnose("figure-of-nobody", "Willow" not in extra, f"{what} has a row for Willow, a category without a single applicant. A rate of nobody is no rate.")
    twice = [one for one in labels if mine.count(one) > 1]
    told = [f"{name}: {', '.join(map(repr, some[:4]))}" for name, some in (("without a row", gone), ("no group of the table, as it is spelt", extra), ("more than once", twice)) if some]
    diagnose("not-what-was-asked", not told, f"{what}: expected one row for each of {', '.join(sorted(labels))}, spelt as in the table. {'; '.join(told)}.")
    return {label: {column: found[column].iloc[place] for column in columns} for place, label in enumerate(mine)}


def number(value, what):
    """A number, NaN where missing."""
    if value is None or value is pd.NA:
        return math.nan
    fits = isinstance(value, numbers.Real) and not isinstance(value, bool | np.bool)
    diagnose("not-what-was-asked", fits, f"{what} is {str(value)[:40]!r}, expected a number.")
    try:
        return float(value)
    except OverflowError:
        return math.inf


def numbers_of(table, columns, what):
    return {label: {column: number(row[column], f"{what}, {label}: {column}") for column in columns} for label, row in table.items()}


def close(mine, truth, within=NEAR):
    if not (math.isfinite(mine) and math.isfinite(truth)):
        return mine == truth or (math.isnan(mine) and math.isnan(truth))
    return abs(mine - truth) <= within * max(1.0, abs(truth))


def same(mine, truth, within=NEAR):
    """Two sets of figures by group; what is missing in both is alike."""
    return all(close(mine[key], truth[key], within) for key in mine)


def off(mine, truth, within=NEAR):
    return [key for key in mine if not close(mine[key], truth[key], within)]


def explained(mine, truth, others, within=NEAR):
    """Whether one of the other accounts fits all figures, and the right one does not."""
    return not same(mine, truth, within) and any(same(mine, other, within) for other in others)


def over(one, other):
    return one / other if other else math.inf


def or_missing(figures):
    """The same figures with infinities missing, or 0."""
    return [figures, *({key: value if math.isfinite(value) else least for key, value in figures.items()} for least in (math.nan, 0.0))]


# --- tests: approval rates ---


FIGURES = ["n", "approved", "approval_rate", "ratio", "low", "high"]


def approvals(submission, case):
    what = f"approval_table of {case.name}"
    counts = counts_of(case.rows)
    table = answer_rows(case.asked(submission), [*FIGURES, "verdict"], list(counts), what, case.rows)
    return table, numbers_of(table, FIGURES, what), counts


def column(name, figures):
    return {label: row[name] for label, row in figures.items()}


@points(1)
def test_a_row_for_each_group(submission, seed):
    """One row per group that applied, and one for those who did not state theirs; applicants, approvals and their rate."""
    for case in cases_of(seed):
        _, mine, counts = approvals(submission, case)
        for label, (n, a) in counts.items():
            its = mine[label]
            diagnose("wrong-figure", (its["n"], its["approved"]) == (n, a) and close(its["approval_rate"], a / n), (
                f"{case.name}: {label} has {n} applicants, {a} of them approved, a rate of {a / n:.4f}; your row says {its['n']:g}, {its['approved']:g} and {its['approval_rate']:.4f}."))


@points(4, needs="test_a_row_for_each_group")
def test_adverse_impact_ratio(submission, seed):
    """Ratios to the approval rate of the group that policy declared, and their 95 % intervals from the numbers of both."""
    answers = [(case, *approvals(submission, case)[1:]) for case in cases_of(seed)]
    for case, mine, counts in answers:
        judge_ratios(column("ratio", mine), counts, case)
    for case, mine, counts in answers:
        judge_intervals(mine, counts, case)


def judge_ratios(mine, counts, case):
    theirs = rate(counts[case.reference])
    truth = {label: rate(one) / theirs for label, one in counts.items()}
    if same(mine, truth):
        return
    label = off(mine, truth)[0]
    facts = f"{case.name}: {rate(counts[label]):.1%} of {label} were approved, {theirs:.1%} of the reference group {case.reference}; the ratio is {truth[label]:.4f}, yours {mine[label]:.4f}."
    diagnose("ratio-inverted", not explained(mine, truth, or_missing({one: over(1, truth[one]) for one in truth})),
             f"{facts} The reference's rate belongs below the line: turned over, a group that is refused more often gets a ratio above 1, and passes every limit.")
    denied = {one: 1 - rate(count) for one, count in counts.items()}
    others = or_missing({one: over(denied[one], denied[case.reference]) for one in truth}) + or_missing({one: over(denied[case.reference], denied[one]) for one in truth})
    diagnose("denials-instead-of-approvals", not explained(mine, truth, others),
             f"{facts} Yours is the ratio of the refusals. Where most are approved, few refusals more or less make it large, and it cannot be held against a limit made for approvals.")
    rest = {one: [sum(count[place] for name, count in counts.items() if name != one) for place in (0, 1)] for one in counts}
    compared = {name: {one: over(rate(counts[one]), rate(counts[name])) for one in counts} for name in counts if name != case.reference}
    compared["all applicants"] = {one: rate(counts[one]) / (sum(a for _, a in counts.values()) / sum(n for n, _ in counts.values())) for one in counts}
    compared["all other groups together"] = {one: over(rate(counts[one]), rate(rest[one])) for one in counts}
    for name, other in compared.items():
        diagnose("wrong-reference-group", not explained(mine, truth, [other, other | {case.reference: 1.0}]),
                 f"{facts} You compare with {name}. The reference is declared before anybody sees a rate; who may choose it afterwards chooses the verdict.")
    diagnose("wrong-figure", False, f"{facts} It is the group's approval rate divided by the reference's.")


def judge_intervals(mine, counts, case):
    theirs = counts[case.reference]

    def ends(account):
        return {(label, end): (1.0 if label == case.reference else account(one)[end]) for label, one in counts.items() for end in (0, 1)}

    mine = {(label, end): mine[label][name] for label in counts for end, name in enumerate(("low", "high"))}
    truth = ends(lambda one: katz(one, theirs))
    wrong = off(mine, truth, NEARLY)
    if not wrong:
        return
    label = wrong[0][0]
    facts = (f"{case.name}: {counts[label][1]} of {counts[label][0]} applicants of {label} were approved, {theirs[1]} of {theirs[0]} of {case.reference}. The interval is {truth[label, 0]:.4f} to {truth[label, 1]:.4f},"
             f" yours {mine[label, 0]:.4f} to {mine[label, 1]:.4f}.")
    diagnose("nobody-approved", not all(counts[key[0]][1] == 0 for key in wrong),
             f"{facts} Nobody of {label} was approved. The brief counts half an approval in the interval there, so that the worst case of all is not the one without an answer.")

    def straight(one):
        r, error = rate(one) / rate(theirs), Z * math.sqrt(1 / half_of(one[1]) - 1 / one[0] + 1 / theirs[1] - 1 / theirs[0])
        return r - r * error, r + r * error

    def certain(one):
        r, error = half_of(one[1]) / one[0] / rate(theirs), Z * math.sqrt(1 / half_of(one[1]) - 1 / one[0])
        return r * math.exp(-error), r * math.exp(error)

    some = {key: value for key, value in mine.items() if counts[key[0]][1] and key[0] != case.reference}
    right = {key: truth[key] for key in some}
    diagnose("reference-taken-as-certain", not explained(some, right, [ends(certain)], NEARLY), f"{facts} The rate of the reference group was estimated too, and its applicants are missing from the width.")
    diagnose("interval-not-on-the-logarithm", not explained(some, right, [ends(straight)], NEARLY), f"{facts} A ratio cannot go below 0 and its error is lopsided; the brief's interval is symmetric on the logarithm.")
    ends_off = sorted({end for _, end in wrong})
    alone = f" Of your intervals, only {('low', 'high')[ends_off[0]]} is off; the other end agrees everywhere. Nothing is cut off at either end." if len(ends_off) == 1 else ""
    diagnose("wrong-figure", False, f"{facts}{alone} Both groups' numbers belong in the width, each as 1 / approved - 1 / n, with 1.96 standard errors; low and high of the reference itself are 1.")


@points(3, needs="test_adverse_impact_ratio")
def test_verdicts(submission, seed):
    """Below only if the whole interval lies below the policy's limit, and silence on few applicants."""
    mine, truth, facts, plans = {}, {}, {}, {}
    for place, case in enumerate(cases_of(seed)):
        table, _, counts = approvals(submission, case)
        for label, one in counts.items():
            key, (low, high), ratio = (place, label), katz(one, counts[case.reference]), rate(one) / rate(counts[case.reference])
            mine[key], truth[key], plans[key] = str(table[label]["verdict"]), verdict_of(label, case, counts), (case, counts, label, ratio, high)
            facts[key] = (f"{case.name}, {label}: {one[1]} of {one[0]} approved, ratio {ratio:.3f}, interval {low:.3f} to {high:.3f}, limit {case.limit}, at least {case.min_group} applicants"
                          f" (the reference has {counts[case.reference][0]}): your verdict is \"{mine[key][:20]}\", right is \"{truth[key]}\".")
    wrong = [key for key in mine if mine[key] != truth[key]]
    if not wrong:
        return

    def both(case, counts, label):
        return min(counts[label][0], counts[case.reference][0]) >= case.min_group

    def group_alone(case, counts, label):
        return counts[label][0] >= case.min_group

    def nobody_few(case, counts, label):
        return True

    def follows(judge, *enough):
        """Whether all verdicts follow another rule."""
        return any(mine == {key: "reference" if label == case.reference else "too_few" if not fits(case, counts, label) else "below" if judge(case, ratio, high) else "not_shown"
                            for key, (case, counts, label, ratio, high) in plans.items()} for fits in enough)

    def whole(case, ratio, high):
        return high < case.limit

    def at(verdict):
        return facts[next((key for key in wrong if truth[key] == verdict), wrong[0])]

    diagnose("verdict-by-point-estimate", not follows(lambda case, ratio, high: ratio < case.limit, both, group_alone, nobody_few),
             f"{at('not_shown')} Your verdicts follow the ratio alone. Drawn again, these applicants could as well lie above the limit: an accusation needs the whole interval below it.")
    diagnose("verdict-on-eight-people", not follows(whole, nobody_few), f"{at('too_few')} On so few people one decision moves the ratio by a lot; the policy wants no verdict.")
    diagnose("reference-too-small", not follows(whole, group_alone), f"{at('too_few')} The reference itself has too few applicants; whoever is compared with it is compared with chance.")
    diagnose("four-fifths-fixed", not follows(lambda case, ratio, high: high < 0.8, both), f"{facts[wrong[0]]} Your verdicts follow 0.8, whatever limit is handed in. Four fifths is a guideline about employment; the limit is the lender's policy.")
    diagnose("tolerance-invented", not all(abs(plans[key][4] - plans[key][0].limit) < 2e-3 for key in wrong), lambda: (
        f"{facts[wrong[0]]} Its interval ends at {plans[wrong[0]][4]:.5f}, close to the limit of {plans[wrong[0]][0].limit:.5f}, and there the comparison is high < limit as it stands: no rounding, no tolerance. Who is let off or accused by a margin that nobody declared?"))
    diagnose("wrong-verdict", False, f"{facts[wrong[0]]} Reference first; then too_few, below min_group applicants in the group or the reference; then below, if the whole interval lies below the limit; else not_shown.")


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
    points_ -= 60 * np.equal(group, None)  # who did not answer widens the spread
    for name, far in (("Yarrow", -5), ("Sorrel", 4)):  # groups of one, far out
        one = rng.choice(np.flatnonzero(group == names[0]))
        group[one], points_[one] = name, points_.mean() + far * points_.std()
    return shuffled(rng, pd.DataFrame({"group": labelled(group.tolist(), "category"), "score": points_})), names[0]


def differences_of(submission, rows, reference):
    what = "standardised_difference"
    table = answer_rows(submission.standardised_difference(rows, reference), ["n", "difference"], list(counts_of(rows.assign(approved=True))), what, rows)
    return numbers_of(table, ["n", "difference"], what)


@points(2, needs="test_a_row_for_each_group")
def test_standardised_differences(submission, seed):
    """Differences of mean scores to the reference's, in standard deviations of all scores."""
    for rows, reference in (scored(seed), scored(seed + 1_000_003)):
        judge_differences(differences_of(submission, rows, reference), rows, reference)
    rows, reference = scored(seed)
    for small in (rows["score"] * 1e-7, rows["score"] / 100 + 1e8):  # other scales, as small beside 1 and beside themselves
        again = rows.assign(score=small)
        judge_differences(differences_of(submission, again, reference), again, reference)
    for constant in (500.0, 0.3, 1.1):
        mine = column("difference", differences_of(submission, rows.assign(score=constant), reference))
        diagnose("wrong-figure", all(one == 0 for one in mine.values()), f"All scores are {constant}, so no group lies apart from another: every difference is 0. Yours are {', '.join(f'{one:g}' for one in mine.values())}. (A computed mean or deviation of equal numbers may miss by a rounding error; the scores themselves are equal.)")


def judge_differences(table, rows, reference):
    values = {}
    for label, score in zip(labels_of(rows), rows["score"].tolist(), strict=True):
        values.setdefault(label, []).append(score)
    mean, spread = ({label: float(of(its)) for label, its in values.items()} for of in (np.mean, np.std))
    everybody = [one for its in values.values() for one in its]
    sigma, mine = float(np.std(everybody)), column("difference", table)
    truth = {label: (mean[label] - mean[reference]) / sigma for label in values}
    counted = next((label for label in values if table[label]["n"] != len(values[label])), None)
    diagnose("wrong-figure", counted is None, lambda: f"standardised_difference: {len(values[counted])} of {counted} were scored, your row says {table[counted]['n']:g}.")
    if same(mine, truth, NEARLY):
        return
    label = off(mine, truth, NEARLY)[0]
    facts = f"{label} ({len(values[label])} applicants) scores {mean[label]:.8g} on average, the reference {reference} {mean[reference]:.8g}, all scores have a standard deviation of {sigma:.4g}. The difference is {truth[label]:.4f}, yours {mine[label]:.4f}."
    diagnose("tolerance-invented", any(mine.values()), f"{facts} Yours are 0 everywhere, and these scores are not equal: the brief knows no spread that is too small to count, and a score may have any scale.")

    def by(deviation):
        return {one: over(mean[one] - mean[reference], deviation(one)) if one != reference else 0.0 for one in values}

    def pooled(one):
        (n, s), (n0, s0) = ((len(values[name]), spread[name]) for name in (one, reference))
        return math.sqrt((n * s**2 + n0 * s0**2) / (n + n0))

    parts = [lambda one: 1.0, lambda one: sigma**2, lambda one: spread[reference], lambda one: spread[one], lambda one: math.sqrt((spread[one] ** 2 + spread[reference] ** 2) / 2), pooled,
             lambda one: float(np.std(values[one] + values[reference])), lambda one: float(np.std([x for name, its in values.items() if name != NOT_STATED for x in its])),
             lambda one: math.sqrt(sum(len(its) * spread[name] ** 2 for name, its in values.items()) / len(everybody))]
    diagnose("difference-reversed", not explained(mine, truth, [{one: -value for one, value in truth.items()}], NEARLY), f"{facts} Below zero means that the group scores lower.")
    diagnose("another-yardstick", not explained(mine, truth, [by(one) for one in parts], 5 * NEARLY), f"{facts} The brief divides by the standard deviation of all scores handed in, so that every group and every scorecard is measured with one yardstick.")
    others = [{one: (mean[one] - other) / sigma for one in values} for other in [*(mean[name] for name in values if name != reference), float(np.mean(everybody))]]
    diagnose("wrong-reference-group", not explained(mine, truth, others, NEARLY), f"{facts} You subtract another mean than that of {reference}, which was declared before anybody saw a score.")
    diagnose("wrong-figure", False, f"{facts} It is the group's mean minus the reference's, divided by the standard deviation of all scores.")


# --- tests: what must be refused ---


def answered(submission, function, *given):
    """Whether it answers what it has to refuse."""
    try:
        getattr(submission, function)(*given)
    except SubmissionRaised as error:
        if error.kind != "error":
            raise
        diagnose("not-what-was-asked", error.type == "ValueError", f"{function} raised {error}. The brief asks for a ValueError, which is what the caller catches.")
        return False
    return True


@points(2, needs="test_a_row_for_each_group")
def test_what_cannot_be_answered(submission, seed):
    """No reference, a control that is part of the decision, or nobody knows who would have repaid: a ValueError."""
    case, rng, known = real_case(seed), rng_of(seed, 6), dict(known_when())
    nobody = "Nobody of the reference group Yew stands in the table, so there is nothing to compare with."
    for function, given in {"approval_table": (case.rows, "Yew", 30, 0.8), "standardised_difference": (scored(seed)[0], "Yew"),
                            "conditional_disparity": (case.rows, ["public_record"], known, "Yew"), "equal_opportunity": (decided(seed)[0], "Yew", 30)}.items():
        diagnose("answered-without-a-reference", not answered(submission, function, *given), f"{nobody} {function} answered all the same.")
        diagnose("answered-without-a-reference", not answered(submission, function, given[0].iloc[:0], *given[1:]), f"The table is empty, the reference group with it. {function} answered all the same.")
    refused_all = case.rows[(case.rows["group"] != case.reference) | ~case.rows["approved"]]
    diagnose("answered-without-a-reference", not answered(submission, "approval_table", refused_all, case.reference, 30, 0.8), "Nobody of the reference group was approved, so every ratio divides by zero. approval_table answered all the same.")
    rows, reference = decided(seed)
    unable = rows[(rows["group"] != reference) | ~rows["would_repay"]]
    diagnose("answered-without-a-reference", not answered(submission, "equal_opportunity", unable, reference, 30), "Nobody of the reference group would have repaid. equal_opportunity answered all the same.")
    renamed = case.rows.rename(columns={"consumer_history": "x1", "public_record": "x2"})
    tried = [(case.rows, names, known) for names in (["meets_guidelines"], ["purchaser_type", "consumer_history"], ["consumer_history", "rate_type"])]
    tried += [(renamed, rng.permutation(["x1", "x2"]).tolist(), {"x1": "before"} | when) for when in ({"x2": "with"}, {"x2": "after"}, {"x2": "uncertain"}, {})]
    for table, names, when in tried:
        late = next(one for one in names if when.get(one) != "before")
        diagnose("controls-for-the-decision", not answered(submission, "conditional_disparity", table, names, when, case.reference), (
            f"`known` says \"{when.get(late, 'nothing at all')}\" of {late}, which was taken as a control. Whoever controls for a part of the decision, or for what nobody can date, explains the disparity away."))
    diagnose("qualification-made-up", not answered(submission, "equal_opportunity", case.rows, case.reference, 30),
             "The mortgage data say what the lender decided and not who would have repaid (there is no column would_repay). equal_opportunity answered all the same.")
    diagnose("qualification-made-up", not answered(submission, "equal_opportunity", rows.drop(columns="would_repay"), reference, 30),
             "There is no column would_repay; repaid is known only of those who were approved. equal_opportunity answered all the same.")


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
    frame = pd.DataFrame(parts, columns=["group", *controls, "approved"]).astype({"group": object})
    frame["group"] = labelled(frame["group"].tolist(), kind)
    frame["channel"] = rng.choice(["branch", "broker"], len(frame))
    for control in controls:
        its = [part[1 + controls.index(control)] for part in parts]
        if all(isinstance(one, str) for one in its):
            frame[control] = labelled(its, kind)
        elif any(one is None for one in its):
            frame[control] = labelled(its, "object")
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
    ref, much, half, lone, few, up, down = rng.permutation(PLACES).tolist()[:7]
    cells = {}
    for group in (ref, much, half, None):
        for band in (1.0, 2.0, 3.0, math.nan):
            for owner in ("owner", "investor"):
                if group == ref and (band, owner) in ((3.0, "investor"), (2.0, "owner")):
                    continue
                n = int(rng.integers(12, 60))
                odds = {1.0: 0.9, 2.0: 0.7, 3.0: 0.45}.get(band, 0.55) - 0.25 * (owner == "investor") * (band != 1.0) - 0.07 * (group != ref)
                cells[group, band, owner] = (n, int(n * odds))
    cells[lone, 3.0, "investor"] = (int(rng.integers(30, 50)), 9)
    cells[few, 1.0, "owner"] = (8, 5)
    cells[up, 3.0, "owner"], cells[up, 3.0, "investor"] = (50, 18), (80, 79)  # turns round by those without support
    cells[down, 1.0, "owner"], cells[down, 2.0, "owner"] = (50, 49), (80, 8)
    return filled(rng, "the portfolios", cells, ["band", "use"], "category", ref)


@cache
def real_strata(seed):
    """The real applicants within credit history and the tract's share of minorities, which is missing for some."""
    case = real_case(seed)
    return Strata("the Boston applicants, resampled", case.rows, ["consumer_history", "public_record", "tract_minority"], dict(known_when()), case.reference)


@cache
def neighbours(seed):
    """Strata that are nearly, and not, the same: codes that read alike when joined, close numbers, spellings, values that look like missing ones, many levels."""
    rng = rng_of(seed, 11)
    ref, one, other = rng.permutation(PLACES).tolist()[:3]
    plans = {
        "the offices": (["region", "office"], [(1, 12), (11, 2), (1, 2), (11, 22), (1, 122)]),
        "the burdens": (["burden"], [(0.3124,), (0.3126,), (0.34,), (-1.0,), (0.0,), (math.nan,), (1.0,)]),
        "the places": (["place", "use"], [("North_East", "flat"), ("North", "East_flat"), ("north", "East_flat"), ("North ", "East_flat"), ("missing", "flat"), ("None", "flat"), (None, "flat")]),
        "the branches": (["first_loan", "branch"], [(first, branch) for first in (True, False) for branch in range(120)]),
    }
    found = []
    for name, (controls, strata) in plans.items():
        cells, shift = {}, int(rng.integers(0, 3))
        for place, stratum in enumerate(strata):
            rates, many = (0.9, 0.3, 0.6) if len(strata) < 100 else (1.0, 0.0, 0.5), len(strata) < 100
            for group, least in ((ref, 10), (one, 12), (other, 8)):
                if (group, place % 7) in ((ref, 5), (one, 2), (other, 3)):
                    continue  # with the last, somebody is without support
                n = int(least + rng.integers(0, 20)) if many else 2
                cells[(group, *stratum)] = (n, int(n * rates[(place + shift + (group == other)) % 3]))
        found.append(filled(rng, name, cells, controls, "object", ref))
    return found


@cache
def corners(seed):
    """Ratios beside 1 and at 1, strata where nobody of the reference was approved, and one where only the reference applied."""
    rng = rng_of(seed, 12)
    ref, up, down, *same_rates = rng.permutation(PLACES).tolist()
    close = {(ref, "a"): (500, 450), (ref, "b"): (500, 200), (up, "a"): (1004, 904), (up, "b"): (996, 397), (down, "a"): (996, 896), (down, "b"): (1004, 403)}  # beside 1, by less than 0.001
    for name, easy, yes in zip(same_rates, (252, 248, 254, 246, 256, 244, 258, 242), (227, 223, 229, 221, 230, 220, 232, 218), strict=False):  # a ratio of 1, but for rounding
        close[name, "a"], close[name, "b"] = (easy, yes), (500 - easy, round(0.9 * easy + 0.4 * (500 - easy)) - yes)
    turned = {(ref, band): (n, a) for band, n, a in (("a", 49, 47), ("b", 33, 10), ("c", 39, 25))}
    for place, name in enumerate(same_rates[:6]):  # the reference's rates in every stratum, in other proportions: 1 as well
        for band, (n, a), times in zip("abc", list(turned.values())[:3], ((1, 2, 3), (3, 1, 1), (1, 3, 1), (2, 1, 2), (1, 5, 2), (5, 1, 3))[place], strict=True):
            turned[name, band] = (n * times, a * times)
    zero = {(ref, "a"): (20, 0), (ref, "b"): (40, 36), (up, "a"): (15, 6), (down, "a"): (12, 0), (down, "b"): (9, 5), (same_rates[0], "a"): (7, 0)}
    lonely = {(ref, "a"): (100, 80), (ref, "b"): (100, 40), (up, "a"): (100, 70), (up, "c"): (10, 7), (down, "a"): (60, 58)}
    refused = {(ref, "a"): (20, 0), (ref, "b"): (10, 0), (up, "a"): (15, 6), (down, "c"): (8, 2)}
    named = {"the close ratios": close, "the equal rates": turned, "the hard file": zero, "the lonely file": lonely, "the refused reference": refused}
    return [filled(rng, name, cells, ["file"], "object", ref) for name, cells in named.items()]


@cache
def strata_of(seed):
    one = reversals(seed)
    return [one, gaps(seed), real_strata(seed), Strata("the files, without controls", one.rows, [], one.known, one.reference), *neighbours(seed), *corners(seed)]


def plainer(text):
    return lambda values: tuple(text(one) if isinstance(one, str) and one != MISSING else one for one in values)


def filled_with(value):
    return lambda values: tuple(value if one == MISSING else one for one in values)


MISSING = "(missing)"
COARSER = {
    "values joined as text read alike": lambda values: "".join(map(str, values)),
    "values joined by _ read alike": lambda values: "_".join(map(str, values)),
    "numbers are rounded to 1 digit": lambda values: tuple(round(one, 1) if isinstance(one, float) else one for one in values),
    "numbers are rounded to 2 digits": lambda values: tuple(round(one, 2) if isinstance(one, float) else one for one in values),
    "text is trimmed": plainer(str.strip),
    "text is in lower case": plainer(str.lower),
    "text is trimmed and in lower case": plainer(lambda one: one.strip().lower()),
    **{f"missing is taken for {value!r}": filled_with(value) for value in (0, -1, "missing", "None")},
}
"""Ways to take different values for the same."""


def merging(one, mine, figures):
    """In which way different strata became one, where an answer's figures say so."""
    if not one.controls:
        return None
    others = ((how, known_strata(one, cells_of(one, key=key))) for how, key in COARSER.items())
    fitting = [how for how, other in others if all(same({name: mine[label][name] for name in figures}, row) for label, row in other.items())]
    return ", or ".join(fitting[:3]) or None


CONDITIONAL = ["n", "supported", "approval_rate", "expected_rate", "ratio"]


def conditional(submission, one):
    what = f"conditional_disparity of {one.name}"
    try:
        found = submission.conditional_disparity(one.rows, list(one.controls), dict(one.known), one.reference)
    except SubmissionRaised as error:
        if error.kind != "error" or error.type != "ValueError":
            raise
        kept = [name for name, when in one.known.items() if when != "before" and name not in one.controls]
        refused = not any(yes for label, yes in zip(labels_of(one.rows), one.rows["approved"].tolist(), strict=True) if label == one.reference)
        why = f"Nobody of {one.reference} was approved; that makes ratios missing here, and no more." if refused else f"All its controls ({', '.join(one.controls) or 'none'}) are known before the decision; columns that are no controls may be anything ({', '.join(kept)})."
        diagnose("refused-without-need", False, f"{what} raised {error}. {why} Who can be compared is to be compared.")
    table = answer_rows(found, [*CONDITIONAL, "reverses"], list(counts_of(one.rows)), what, one.rows)
    return table, numbers_of(table, CONDITIONAL, what)


def cells_of(one, *, missing=True, key=tuple):
    """Applicants and approvals by group and stratum; what is missing is a value like any other."""
    cells = {}
    for (label, values), (n, a) in counted(one).items():
        if missing or MISSING not in values:
            its = cells.setdefault(label, {})
            before = its.get(key(values), (0, 0))
            its[key(values)] = (before[0] + n, before[1] + a)
    return cells


@cache
def counted(one):
    counts = {}
    columns = [[MISSING if pd.isna(value) else value for value in one.rows[name].tolist()] for name in one.controls]
    for label, yes, *values in zip(labels_of(one.rows), one.rows["approved"].tolist(), *columns, strict=True):
        n, a = counts.get((label, tuple(values)), (0, 0))
        counts[label, tuple(values)] = (n + 1, a + bool(yes))
    return counts


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


@points(2, needs="test_adverse_impact_ratio")
def test_strata_without_the_reference(submission, seed):
    """How many of a group can be compared at all: strata without anybody of the reference are counted, not hidden."""
    for one in strata_of(seed):
        _, mine = conditional(submission, one)
        dropped = known_strata(one, cells_of(one, missing=False))
        for label, right in known_strata(one).items():
            n, supported = mine[label]["n"], mine[label]["supported"]
            facts = f"{one.name}, {label}: {right['n']} applicants, {right['supported']} of them in strata with somebody of {one.reference}; your row says {n:g} and {supported:g}."
            if (n, supported) == (right["n"], right["supported"]):
                continue
            less = dropped.get(label, {"supported": 0})["supported"]
            diagnose("missing-control-dropped", not (supported == less != right["supported"]), f"{facts} Applicants with a missing control are gone. Missing is a value like any other, and files do not have gaps at random.")
            how = merging(one, mine, ["n", "supported"])
            diagnose("strata-merged", how is None, f"{facts} That fits strata in which {how}. Applicants with different values are not alike, and missing is a value of its own; compared all the same, a disparity can vanish or appear.")
            hidden = n < right["n"] if n == right["supported"] else supported > right["supported"]
            diagnose("unsupported-not-counted", not (hidden and (n == right["supported"] or supported == right["n"])), f"{facts} The others have nobody to be compared with. A report that does not say how many they are speaks for people it never looked at. (A stratum has the same values in all controls: {', '.join(one.controls)}.)")
            told = "You count fewer: one applicant of the reference is support enough." if supported < right["supported"] else "You count more: these have nobody of the reference beside them." if supported > right["supported"] else "n counts all applicants of the group."
            diagnose("wrong-figure", False, f"{facts} {told} A stratum has the same values in all of the controls {', '.join(one.controls)}, exactly, and missing is a value of its own.")


@points(3, needs="test_strata_without_the_reference")
def test_disparity_within_strata(submission, seed):
    """What the reference's applicants had in the strata of this group, and whether the comparison turns round."""
    answers = [(one, *conditional(submission, one)) for one in strata_of(seed)]
    for one, _, mine in answers:
        judge_strata(mine, one)
    for one, table, _ in answers:
        judge_reversals(table, one)


def judge_strata(mine, one):
    truth, cells, counts = known_strata(one), cells_of(one), counts_of(one.rows)
    theirs, names = cells[one.reference], ("approval_rate", "expected_rate")
    rates, right = column("approval_rate", mine), column("approval_rate", truth)
    expected, due = column("expected_rate", mine), column("expected_rate", truth)
    pair = {(label, name): row[name] for label, row in mine.items() for name in names}
    meant = {(label, name): row[name] for label, row in truth.items() for name in names}
    lone = {label for label in truth if not truth[label]["supported"]}
    wrong = [label for label in truth if off(mine[label], truth[label])]
    if not wrong:
        return

    def facts(label=wrong[0]):
        return (f"{one.name}, {label}: {truth[label]['supported']} of {truth[label]['n']} applicants have somebody of {one.reference} in their stratum; {right[label]:.1%} of them were approved, and in the same strata {due[label]:.1%} of"
                f" {one.reference} would have been, a ratio of {truth[label]['ratio']:.4f}. Your row says {rates[label]:.4f}, {expected[label]:.4f} and {mine[label]['ratio']:.4f}.")

    def averaged(weigh):
        """Both rates over the supported strata, weighted by `weigh(its, stratum)`."""
        found = {}
        for label, its in cells.items():
            weights = {stratum: weigh(its, stratum) for stratum in its if stratum in theirs}
            for name, who in zip(names, (its, theirs), strict=True):
                found[label, name] = sum(w * rate(who[stratum]) for stratum, w in weights.items()) / sum(weights.values()) if weights else math.nan
        return found

    everybody = {label: math.nan if label in lone else rate(counts[label]) for label in truth}
    diagnose("figure-of-nobody", not (set(wrong) <= lone), f"{facts()} Nobody of them can be compared, so the three are missing (NaN). Any number there would be made up.")
    free = {label for label in truth if due[label] == 0}
    diagnose("figure-of-nobody", not (set(wrong) <= free and same(pair, meant)), f"{facts()} Nobody of {one.reference} was approved in these strata: the expected rate is 0, and a ratio to nothing is missing (NaN), neither infinite nor 1.")
    how = merging(one, mine, CONDITIONAL)
    diagnose("strata-merged", how is None, f"{facts()} That fits strata in which {how}. Applicants with different values are not alike, and missing is a value of its own; compared all the same, a disparity can vanish or appear.")
    diagnose("approved-beyond-support", not explained(rates, right, [everybody, {label: rate(counts[label]) for label in truth}]), f"{facts()} The rate of all its applicants stands beside an expectation for some: compare the same people.")
    pooled = [meant | {(label, "expected_rate"): whole if label in some else rate(counts[one.reference]) for label in truth} for some, whole in ((lone, math.nan), ((), math.nan))]
    diagnose("pooled-over-strata", not explained(pair, meant, pooled), (
        f"{facts()} Your expected rate is that of {one.reference} as a whole. Who applies in which stratum differs between groups, and pooled they can turn the comparison round."))
    weighed = [averaged(lambda its, s: theirs[s][0]), averaged(lambda its, s: 1), averaged(lambda its, s: its[s][0] * theirs[s][0] / (its[s][0] + theirs[s][0]))]
    lean = [meant | {key: value for key, value in other.items() if key[1] == "expected_rate"} for other in weighed]
    diagnose("strata-weighted-another-way", not explained(pair, meant, [*weighed, *lean]), (
        f"{facts()} You weigh every stratum alike, or by applicants of {one.reference}. The question is what would have become of this group's applicants: theirs are the weights."))
    diagnose("wrong-figure", False, f"{facts()} Each applicant of the group in a supported stratum brings that stratum's rate of the reference; the ratio is approval_rate divided by expected_rate.")


def judge_reversals(table, one):
    truth, counts = known_strata(one), counts_of(one.rows)
    for label, row in truth.items():
        theirs = rate(counts[one.reference])
        said, plain, ratio = table[label]["reverses"], rate(counts[label]) / theirs if theirs else math.nan, row["ratio"]
        diagnose("not-what-was-asked", isinstance(said, bool | np.bool), f"conditional_disparity of {one.name}, {label}: reverses is {str(said)[:20]!r}, expected True or False.")
        turns = not math.isnan(ratio + plain) and (plain - 1) * (ratio - 1) < 0
        if label == one.reference or min(abs(plain - 1), abs(ratio - 1)) < 1e-9:
            turns = False
        diagnose("tolerance-invented", not (turns and not said and min(abs(plain - 1), abs(ratio - 1)) < 0.01), (
            f"{one.name}, {label}: the plain ratio over all its applicants is {plain:.5f}, within the strata {ratio:.5f}. They lie on different sides of 1, and you say False. Only what is 1 within 1e-9 counts as 1; how close is close enough is for the reader to judge."))
        diagnose("wrong-reversal", bool(said) == turns, (
            f"{one.name}, {label}: the plain ratio over all its applicants is {plain:.4f}, within the strata {ratio:.4f}. {'They lie on different sides of 1: that reverses' if turns else 'Nothing lies on different sides of 1, so nothing reverses (what is 1 within 1e-9 lies on no side)'}; you say {bool(said)}."))


# --- tests: equal opportunity ---


LEAST = 30


@cache
def decided(seed):
    """A lender whose applicants' fate is known for all of them; the reference is neither the largest group nor the best."""
    rng = rng_of(seed, 9)
    world = simulate(LendingConfig(applicants=6_000), seed % 1_000_003)
    rows = world.applications[["application_id", "applicant_id"]].merge(world.decisions[["application_id", "action"]], on="application_id", validate="one_to_one")
    rows = rows.merge(world.protected[["applicant_id", "ethnic_group"]], on="applicant_id", validate="many_to_one").merge(world.truth.applications[["application_id", "would_default"]], on="application_id", validate="one_to_one")
    names = dict(zip(["group_a", "group_b", "group_c"], rng.permutation(PLACES[:6]).tolist(), strict=False))
    group = rows["ethnic_group"].astype(object).map(names).where(rows["ethnic_group"].notna(), None).to_numpy(dtype=object)
    approved, able = (rows["action"] == "approve").to_numpy(bool), ~rows["would_default"].to_numpy(bool)
    crowd = group == names["group_a"]

    def moved(label, plan):
        """People of the largest group, relabelled: `plan` has (qualified and approved, qualified and refused, not qualified)."""
        for count, its in zip(plan, (able & approved, able & ~approved, ~able), strict=True):
            group[rng.choice(np.flatnonzero(its & crowd & (group == names["group_a"])), count, replace=False)] = label

    its = able & (group == names["group_c"])
    theirs = approved[its].mean()

    def near(qualified, gap):
        """So many qualified people, approved less often than the reference's by a gap."""
        return round(qualified * (theirs - gap)), qualified - round(qualified * (theirs - gap))

    moved("Oak", (*near(LEAST - 1, 0.3), 40))  # enough applicants, too few of them qualified
    moved("Pine", (*near(LEAST, 0.3), 30))  # exactly enough qualified, and behind
    moved("Rowan", (*near(36, 0.08), 9))  # lower by the look of it, and not shown
    moved("Maple", (*near(60, 0.06), 50))  # as well
    moved("Spruce", (0, 0, 35))  # nobody qualified
    moved("Larch", (1, 7, 0))
    moved("Yarrow", (35, 0, 5))  # all of the qualified approved
    moved("Sorrel", (0, 33, 3))  # and none
    frame = pd.DataFrame({"group": labelled(group.tolist(), "object"), "approved": approved, "would_repay": able})
    frame["repaid"] = pd.array([bool(one) if yes else pd.NA for one, yes in zip(able, approved, strict=True)], dtype="boolean")
    return shuffled(rng, frame), names["group_c"]


OPPORTUNITY = ["n", "qualified", "share_approved", "difference", "low", "high"]


@cache
def clear_cut(seed):
    """All of the reference's qualified were approved, and all or none of the groups': intervals without width; some of one person."""
    rng = rng_of(seed, 13)
    ref, alike, none, one, other, unable = rng.permutation(PLACES).tolist()[:6]
    parts = [(ref, True, True, 40), (ref, False, False, 5), (alike, True, True, 12), (alike, True, False, 3), (none, False, True, 9), (one, False, True, 1), (other, True, True, 1), (other, False, False, 2), (unable, True, False, 4)]
    rows = [(group, yes, able) for group, yes, able, n in parts for _ in range(n)]
    frame = pd.DataFrame({"group": labelled([group for group, _, _ in rows], "category"), "approved": [yes for _, yes, _ in rows], "would_repay": [able for _, _, able in rows]})
    frame["repaid"] = pd.array([able if yes else pd.NA for _, yes, able in rows], dtype="boolean")
    return shuffled(rng, frame), ref


@points(3, needs="test_a_row_for_each_group")
def test_equal_opportunity(submission, seed):
    """Of those who would have repaid, how many were approved; and whom that is too few to judge by."""
    rows, reference = decided(seed)
    few = rows[(rows["group"] != reference) | ~rows["would_repay"] | (rows["would_repay"].groupby(labels_of(rows)).cumsum() <= 20)]
    clear, first = clear_cut(seed)
    for given, of, least in ((rows, reference, LEAST), (rows, reference, LEAST + 1), (few, reference, LEAST), (clear, first, 1), (clear, first, 40)):
        table = answer_rows(submission.equal_opportunity(given, of, least), [*OPPORTUNITY, "verdict"], list(counts_of(given)), "equal_opportunity", given)
        judge_opportunity(table, numbers_of(table, OPPORTUNITY, "equal_opportunity"), given, of, least)


def known_opportunity(rows):
    """By group: applicants, qualified, qualified and approved."""
    found = {}
    for label, yes, good in zip(labels_of(rows), rows["approved"].tolist(), rows["would_repay"].tolist(), strict=True):
        n, q, a = found.get(label, (0, 0, 0))
        found[label] = (n + 1, q + bool(good), a + bool(good and yes))
    return found


def judge_opportunity(table, mine, rows, reference, least):
    known, counts = known_opportunity(rows), counts_of(rows)
    _, q0, a0 = known[reference]
    p0 = a0 / q0

    def each(account):
        return {label: account(*count) for label, count in known.items()}

    def facts(label):
        n, q, a = known[label]
        return f"{label}: {n} applicants, {q} would have repaid, {a} of these were approved. Your row says {mine[label]['n']:g} applicants, {mine[label]['qualified']:g} qualified, share approved {mine[label]['share_approved']:.4f}."

    qualified, truth = column("qualified", mine), each(lambda n, q, a: float(q))
    wrong = (off(qualified, truth) or [reference])[0]
    approved = {label: float(count[1]) for label, count in counts.items()}
    diagnose("qualified-by-the-decision", not explained(qualified, truth, [each(lambda n, q, a: float(a)), approved]),
             f"{facts(wrong)} You take as qualified whom the lender approved. Those whom it refused wrongly can then not be found: the decision under suspicion chose its own witnesses.")
    wrong = (off(column("n", mine), each(lambda n, q, a: float(n))) + off(qualified, truth) or [None])[0]
    diagnose("wrong-figure", wrong is None, lambda: f"{facts(wrong)} n counts all applicants; qualified is who would have repaid, approved or not.")

    shares, right = column("share_approved", mine), each(lambda n, q, a: a / q if q else math.nan)
    wrong, none = off(shares, right), {label for label, (_, q, _) in known.items() if not q}
    label = (wrong or [reference])[0]

    def lacking(account):
        """The figures, also missing or 0 where nobody is qualified."""
        return [account | dict.fromkeys(none, value) for value in (math.nan, 0.0)] + [account]

    precision = {one: known[one][2] / count[1] if count[1] else math.nan for one, count in counts.items()}
    diagnose("figure-of-nobody", not (wrong and set(wrong) <= none), lambda: f"{facts(label)} Nobody is qualified there, so the share is missing (NaN), not 0 or 1.")
    diagnose("divided-by-group-size", not explained(shares, right, lacking(each(lambda n, q, a: a / n))), lambda: f"{facts(label)} You divide by all its applicants. A group with fewer qualified people then looks ill-treated whatever the lender does.")
    diagnose("another-measure", not explained(shares, right, lacking({one: rate(count) for one, count in counts.items()})), lambda: f"{facts(label)} That is the approval rate of all. Equal opportunity asks about those who would have repaid.")
    diagnose("another-measure", not explained(shares, right, lacking(precision)), lambda: f"{facts(label)} That is how many of the approved repay. The question starts from those who would repay: how many of them were approved.")
    diagnose("wrong-figure", not wrong, lambda: f"{facts(label)} It is {right[label]:.4f}: approved among those who would have repaid.")

    def gap(q, a):
        p = a / q
        error = Z * math.sqrt(p * (1 - p) / q + p0 * (1 - p0) / q0)
        return p - p0, p - p0 - error, p - p0 + error

    names = ("difference", "low", "high")
    ends = {one: (0.0, 0.0, 0.0) if one == reference else gap(q, a) if q else (math.nan,) * 3 for one, (_, q, a) in known.items()}
    for place, name in enumerate(names):
        found, due = column(name, mine), {one: values[place] for one, values in ends.items()}
        wrong, within = off(found, due, NEARLY), NEARLY
        label = (wrong or [reference])[0]
        said = f"{facts(label)} In the reference {reference} the share is {p0:.4f} of {q0}. {name} is {found[label]:.4f}, expected {due[label]:.4f}"
        diagnose("difference-reversed", name != "difference" or not explained(found, due, [{one: -value for one, value in due.items()}], within), f"{said}: below zero means that the group has less of a chance.")
        diagnose("wrong-figure", not wrong, f"{said}. The difference is the group's share minus the reference's; low and high lie 1.96 standard errors around it, from the qualified of both groups, and are 0 for the reference itself.")
    judge_chances({one: str(table[one]["verdict"]) for one in mine}, known, ends, reference, least, facts)


def judge_chances(verdicts, known, ends, reference, least, facts):
    def judged(count, end):
        """Verdicts by a count (0 applicants, 1 qualified) and one of difference, low, high."""
        return {one: "reference" if one == reference else "too_few" if min(known[one][count], known[reference][count]) < least else "behind" if ends[one][end] < 0 else "not_shown" for one in known}

    truth = judged(1, 2)
    if verdicts == truth:
        return
    one = next((one for one in known if verdicts[one] != truth[one]), reference)
    said = f"{facts(one)} Difference {ends[one][0]:.3f} ({ends[one][1]:.3f} to {ends[one][2]:.3f}), at least {least} qualified: your verdict is \"{verdicts[one][:20]}\", right is \"{truth[one]}\"."
    diagnose("enough-applicants-few-qualified", verdicts != judged(0, 2), f"{said} Its share rests on its qualified applicants, and they are what min_group counts here.")
    diagnose("verdict-by-point-estimate", verdicts not in (judged(1, 0), judged(0, 0)), f"{said} The interval reaches above zero: as well there may be no difference.")
    wrong = [key for key in known if verdicts[key] != truth[key]]
    diagnose("tolerance-invented", not all(abs(ends[key][2]) < 2e-3 and truth[key] in ("behind", "not_shown") for key in wrong), f"{said} The comparison is high < 0 as it stands, without rounding or tolerance: an interval that ends at 0 does not lie below it.")
    diagnose("wrong-verdict", False, f"{said} Which row is too small, here or in the reference {reference}, and does the whole interval lie below zero?")


# --- tests: nothing changed, nothing kept ---


@points(1, needs="test_disparity_within_strata")
def test_nothing_changed_nothing_kept(submission, seed):
    """Arguments stay as they are; the same table with other contents gets another answer."""
    case, one, rng = planted_case(seed), reversals(seed), rng_of(seed, 14)
    rows, reference = decided(seed)
    asked = {
        "approval_table": (case.rows, ("approved", "group"), ("applications", "reference", "min_group", "limit"), (case.reference, case.min_group, case.limit), [*FIGURES, "verdict"]),
        "standardised_difference": (scored(seed)[0], ("score", "group"), ("scored", "reference"), (scored(seed)[1],), ["n", "difference"]),
        "conditional_disparity": (one.rows, ("approved", "file"), ("applications", "controls", "known", "reference"), (list(one.controls), dict(one.known), one.reference), [*CONDITIONAL, "reverses"]),
        "equal_opportunity": (rows, ("approved", "would_repay"), ("decisions", "reference", "min_group"), (reference, LEAST), [*OPPORTUNITY, "verdict"]),
    }
    for function, (table, moved, names, others, promised) in asked.items():
        orders = [(name, among_others(rng, table, others[-1] if function == "conditional_disparity" else others[0])) for name in moved]
        found = submission.fresh().harness.in_turn(function, table, orders, *others)
        diagnose("inputs-changed", found["changed"] == [],
                 lambda found=found, function=function, names=names: f"After {function}, {' and '.join(names[place] for place in found['changed'])} is not what it was (values, order, index, their names and attributes). The caller goes on with it, and the next measure is of another population.")
        for (name, order), second in zip(orders, found["answers"], strict=True):
            table = table.assign(**{name: table[name].array.take(order)})
            alone = getattr(submission.fresh(), function)(table, *others)
            diagnose("kept-state", alike(second, alone, promised), f"{function} was asked again in the same process, about the same table with other contents in {name}, and the answer is not about these. Keep nothing between calls.")


def among_others(rng, table, reference):
    """Another order of the rows that are not of the reference: every total stays, and the reference with it."""
    order, free = np.arange(len(table)), np.flatnonzero((table["group"] != reference).to_numpy(bool, na_value=True))
    order[free] = rng.permutation(free)
    return order


def alike(one, other, promised):
    """The same promised figures for the same groups, in any order."""
    if not isinstance(one, pd.DataFrame) or not isinstance(other, pd.DataFrame) or len(one) != len(other) or not {"group", *promised} <= set(one.columns) & set(other.columns):
        return False
    one, other = (table[["group", *promised]].reset_index(drop=True).assign(group=table["group"].astype(str).to_numpy()).sort_values("group", ignore_index=True) for table in (one, other))
    for column in one.columns:
        pairs = zip(one[column].tolist(), other[column].tolist(), strict=True)
        if not all((pd.isna(a) and pd.isna(b)) if pd.isna(a) or pd.isna(b) else a == b or (isinstance(a, float) and isinstance(b, float) and abs(a - b) < 1e-9) for a, b in pairs):
            return False
    return True
