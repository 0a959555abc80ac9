"""Graded tests of evaluation/champion_challenger: 20 points in one chain.

Alerts, swaps and the difference are exact and computed row by row. Intervals are judged over many slices whose true
difference is known (`signoff.worlds.payments.slices`), beside intervals by card from a formula, which never resamples.
Then over planted ones where few cards make all the difference.
The bounds come from `tests/gates/champion_challenger.py`.
"""

import math
import numbers
from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import t

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import diagnose, gate, points
from signoff.worlds.payments.slices import Slice, random_slice

# The sentences for the learner stay whole:
# fmt: off

MODELS = ["champion", "challenger"]
GROUPS = ["both", "swapped_in", "swapped_out", "neither"]
COLUMNS = ["payments", "frauds", "honest", "fraud_eur"]
ENDS = ["difference", "low", "high"]
VERDICTS = ["challenger", "champion", "no_difference_shown"]
DRAWS = 300
REACH = "A 95 % interval reaches about two standard errors by card to either side; in a resample, a card that is drawn twice counts twice. Are there enough draws (`draws`, not a number of your own)?"

# Measured on 15,000 slices (scatter: 10,000), in 4,000 grades of 300 + 200 + 60, by tests/gates/champion_challenger.py. Right answers: bootstrap
# by card (percentiles, standard error, mirrored), formula, jackknife. The reference beside them holds 95.2 % and 95.3 %.
HELD = -0.045  # right: at least -0.040; by row: at most -0.140; 90 %: -0.097 to -0.007, so that the width has to tell
FALSE_WINNERS = 0.06  # right: at most 0.050; by row: at least 0.115
NARROW, WIDE = 0.9, 1.12  # right: 0.956 to 1.014; 90 %: 0.839; 98 %: 1.187; unpaired: at least 1.422
AT_LEAST = 0.5  # of the width by card, where few cards tell: right, also bootstrap-t, BCa and weights for each card: at least 0.65; strata by fraud: 0.15; differing cards alone: 0
SCATTER = 0.13  # right: at most 0.072; margins of powers of two: at least 0.151; one width for all: 0.271


# --- the truth, slowly and obviously ---


def known_alerts(payments, model, budget, *, lowest=False, latest=False):
    """Row by row: highest score first, of equals the smaller payment_id."""
    scores, ids = payments[model].tolist(), payments["payment_id"].tolist()
    order = sorted(range(len(scores)), key=lambda row: (scores[row] if lowest else -scores[row], -ids[row] if latest else ids[row]))
    chosen = set(order[:budget])
    return [row in chosen for row in range(len(scores))]


def known_swaps(payments, budget, *, all_amounts=False):
    """Figures by group, in the order of `COLUMNS`; or with the amounts of the honest as well."""
    old, new = (known_alerts(payments, model, budget) for model in MODELS)
    rows = {group: [] for group in GROUPS}
    for amount, fraud, champion, challenger in zip(payments["amount_eur"].tolist(), payments["is_fraud"].tolist(), old, new, strict=True):
        rows[GROUPS[0 if champion and challenger else 1 if challenger else 2 if champion else 3]].append((amount, fraud))
    return {group: [len(found), sum(fraud for _, fraud in found), sum(not fraud for _, fraud in found),
                    math.fsum(amount for amount, fraud in found if fraud or all_amounts)] for group, found in rows.items()}


def known_cost(amount, fraud, alerted, e):
    """EUR that one payment costs."""
    if alerted:
        return e["alert_eur"] if fraud else e["alert_eur"] + e["honest_eur"]
    return e["lost_share"] * amount if fraud else 0.0


def known_costs(payments, alerted, e):
    return np.array([known_cost(*one, e) for one in zip(payments["amount_eur"].tolist(), payments["is_fraud"].tolist(), alerted, strict=True)])


# --- intervals to compare with ---


def measured(one):
    """Of a slice, fast: the difference, and the half widths of 95 % intervals by card, by row, and by card without pairing.

    By card: a mean of all payments is a ratio of two sums over cards; its variance comes from what each card's sum lies
    above the mean times its count.
    """
    payments, n = one.payments, len(one.payments)
    fraud, amount, ids = (payments[name].to_numpy() for name in ("is_fraud", "amount_eur", "payment_id"))
    e, costs = one.economics, []
    for model in MODELS:
        alerted = np.zeros(n, dtype=bool)
        alerted[np.lexsort((ids, -payments[model].to_numpy()))[: one.budget]] = True
        costs.append(1000 * np.where(alerted, e["alert_eur"] + e["honest_eur"] * ~fraud, e["lost_share"] * amount * fraud))
    _, card = np.unique(payments["card_id"].to_numpy(), return_inverse=True)
    count = np.bincount(card)
    cards, paired = len(count), costs[1] - costs[0]

    def variance(values):
        beyond = np.bincount(card, values) - values.mean() * count
        return cards / (cards - 1) * float(beyond @ beyond) / n**2

    quantile = students(cards - 1)
    return {"difference": float(paired.mean()), "card": quantile * math.sqrt(variance(paired)),
            "row": 1.96 * float(paired.std()) / math.sqrt(n), "unpaired": quantile * math.sqrt(variance(costs[0]) + variance(costs[1]))}


@cache
def students(freedom):
    return float(t.ppf(0.975, freedom))


@cache
def judged(seed, kind, number):
    """A slice and what is measured of it: what two tests ask about is drawn once."""
    one = random_slice(seed, kind, number)
    return one, measured(one)


# --- what is asked ---


def small(seed, number, rows=120):
    """A slice with everything that can go wrong: ties around every budget, ids of neighbours beyond float64, amounts and scores of 0.

    No two numbers have the same length or ids, so that what is kept between calls is met where it is asked about.
    """
    rng, rows = np.random.default_rng([seed, 1, number]), rows + number
    card = rng.integers(0, 40, rows)
    fraud = (card < 12) & (rng.random(rows) < 0.7)
    amount = np.exp(rng.normal(3.5, 0.8, rows)).round(2)
    amount[rng.random(rows) < 0.05] = 0.0
    return pd.DataFrame({
        "payment_id": 2**60 + 1000 * number + rng.permutation(rows), "card_id": 2**58 + card, "amount_eur": amount, "is_fraud": fraud,
        "champion": (rng.integers(-4, 4, rows) + 3.0 * fraud) / 8, "challenger": 100.0 * rng.integers(0, 7, rows) + 200.0 * fraud - 300.0,
    }, index=rng.integers(0, 9, rows))


def close(seed):
    """A slice whose scores float32 or nine digits cannot tell apart: a tiny probability, and neighbours of one number."""
    payments = small(seed, 8)
    rng, rows = np.random.default_rng([seed, 3]), len(payments)
    return payments.assign(champion=1e-12 * rng.permutation(rows), challenger=870 + 2.0**-43 * rng.permutation(rows))


ODD = {"lost_share": 0.5, "alert_eur": 4.0, "honest_eur": 10.0}


def made(seed, rows, economics=ODD):
    """A slice of given payments: for each the number of its card, amount, fraud, and whether champion and challenger alert it.

    Cards are neighbours beyond float64, two by two, and the pairs differ by 100,000.
    """
    rng = np.random.default_rng([seed, 4])
    card, amount, fraud, champion, challenger = (np.array(column) for column in zip(*rows, strict=True))
    assert champion.sum() == challenger.sum()
    payments = pd.DataFrame({
        "payment_id": 2**59 + rng.permutation(len(rows)), "card_id": 2**60 + card % 2 + 100_000 * (card // 2), "amount_eur": amount.astype(float), "is_fraud": fraud,
        "champion": (champion + 0.9 * rng.random(len(rows))).round(6), "challenger": 300 * challenger + rng.integers(0, 300, len(rows)) - 100.0,
    }, index=rng.integers(0, 9, len(rows))).iloc[rng.permutation(len(rows))]
    return Slice(payments, int(champion.sum()), economics, 0.0, 1.0)


def others(first=4, cards=60):
    """Honest payments of the other cards, one to five each, that no model alerts."""
    return [(card, 20, False, False, False) for card in range(first, cards) for _ in range(1 + card % 5)]


def one_card(seed):
    """The brief's slice: one card's frauds, that the challenger catches six times, outweigh all else, and no other is stolen.

    The champion alerts honest payments of that card instead. Of the other cards' the challenger troubles some, the champion as many but three.
    """
    stolen = [(2, 100, True, False, True)] * 6 + [(2, 20, False, True, False)] * 9
    swapped = [(4 + place, 20, False, place < 9, place >= 9) for place in range(21)]
    return made(seed, stolen + swapped + others(), ODD | {"lost_share": 0.8})


def two_cards(seed):
    """Two stolen cards make all the difference, and it is the same on both; every other card's is 0."""
    return made(seed, [row for card in (0, 3) for row in [(card, 100, True, False, True)] * 3 + [(card, 20, False, True, False)] * 3] + others())


def cancelled(seed):
    """Two cards for the challenger, two for the champion, and they cancel; of two that are neighbours one is for either."""
    swapped = [(card, amount, fraud, fraud != new, fraud == new) for card, new in ((0, True), (1, False), (2, False), (3, True)) for amount, fraud in [(100, True)] * 3 + [(20, False)] * 3]
    return made(seed, swapped + others())


def all_alike(seed):
    """Under the champion each payment costs 14 EUR, under the challenger 0, on cards of one payment to 30: whatever cards come, the mean is the same."""
    rows, place = [], 0
    for card in range(40):
        for _ in range(1 + card * card % 30):
            fraud, place = place % 2 == 0, place + 1
            rows.append((card, 28 if fraud else 20, fraud, not fraud, fraud))
    return made(seed, rows[: len(rows) // 2 * 2], ODD | {"alert_eur": 0.0, "honest_eur": 14.0})


def two_in_all(seed):
    """The smallest slice there is: two cards."""
    return made(seed, [(0, 100, True, False, True), (0, 30, False, True, False), (1, 60, True, True, True), (1, 20, False, False, False)])


def usual(seed, number=0):
    """A slice with scores of two scales, its budget and prices."""
    return random_slice(seed, ("better", "worse", "equal")[number % 3], 10_000 + number)


def clear(seed, winner):
    """A slice where one of the models knows the frauds and the other guesses."""
    one = random_slice(seed, "equal", 20_000 + MODELS.index(winner))
    rng = np.random.default_rng([seed, 2])
    payments = one.payments.copy()
    for model in MODELS:
        payments[model] = rng.random(len(payments)) + (model == winner) * payments["is_fraud"].to_numpy()
    return payments, one.budget, one.economics


STEPS = ["card_id", "amount_eur", "is_fraud", "champion", "challenger", "payment_id", "economics"]
"""What changes between calls, one after another, and keeps its sum."""


# --- reading an answer ---


def flags(found, size):
    """The promised bools, in order."""
    diagnose("not-one-each", isinstance(found, np.ndarray | pd.Series | pd.Index | pd.api.extensions.ExtensionArray | list | tuple),
             f"alerts came back as {type(found).__name__}; return a bool for each payment, in the order handed in.")
    flat = not isinstance(found, np.ndarray | pd.Series) or found.ndim == 1
    diagnose("not-one-each", flat and len(found) == size, lambda: f"alerts: {size} payments went in, and {len(found) if flat else np.shape(found)} flags came out. Each payment keeps its place.")
    values = list(found)
    odd = next((one for one in values if not isinstance(one, bool | np.bool)), None)
    diagnose("not-one-each", odd is None, f"alerts holds {str(odd)[:40]!r}, which is neither True nor False.")
    return [bool(one) for one in values]


def table(found, what):
    """Figures by group, as `known_swaps` gives them."""
    diagnose("not-a-report", isinstance(found, pd.DataFrame), f"swaps came back as {type(found).__name__}; return a DataFrame of four rows.")
    lacking = [name for name in ["group", *COLUMNS] if list(found.columns).count(name) != 1]
    diagnose("not-a-report", not lacking, lambda: f"swaps has the columns {', '.join(map(str, found.columns))[:80]}; {lacking[0]} should be there once.")
    groups = [str(one) for one in found["group"]]
    diagnose("not-a-report", groups == GROUPS, f"{what} swaps has the groups {', '.join(groups)[:80] or 'none'}. All of {', '.join(GROUPS)} stand there in this order, with 0 where there is nothing, or two reports cannot be laid side by side.")
    columns = {name: list(found[name]) for name in COLUMNS}
    odd = next(((name, one) for name in COLUMNS for one in columns[name] if not is_number(one)), None)
    diagnose("not-a-report", odd is None, lambda: f"{what} {odd[0]} holds {str(odd[1])[:40]!r}, which is no finite number. Nothing there means 0.")
    return {group: [float(columns[name][row]) for name in COLUMNS] for row, group in enumerate(GROUPS)}


def answer(found):
    """The promised dict with finite ends, in order, and the verdict."""
    diagnose("not-an-answer", isinstance(found, dict), f"compare came back as {type(found).__name__}; return a dict with {', '.join([*ENDS, 'verdict'])}.")
    lacking = [name for name in [*ENDS, "verdict"] if name not in found]
    diagnose("not-an-answer", not lacking, lambda: f"compare gave {', '.join(map(str, found))[:80] or 'nothing'}; {lacking[0]} is missing.")
    odd = [name for name in ENDS if not is_number(found[name])]
    diagnose("not-an-answer", not odd, lambda: f"{odd[0]} is {str(found[odd[0]])[:40]!r}, which is no finite number.")
    return *(float(found[name]) for name in ENDS), found["verdict"]


def is_number(one):
    if not isinstance(one, numbers.Real) or isinstance(one, bool | np.bool):
        return False
    try:
        return math.isfinite(one)
    except OverflowError:
        return False


def near(mine, other):
    return bool(abs(mine - other) <= 1e-6 * max(1.0, abs(other)))


# --- tests: alerts ---


def asked(submission, function, what, *given):
    """An answer about an empty slice."""
    try:
        return getattr(submission, function)(*given)
    except SubmissionRaised as error:
        diagnose("no-payments", error.kind != "error", f"{function} raised {error} for {what}. A corridor without payments exists.")
        raise


@points(1)
def test_a_flag_for_each_payment(submission, seed):
    """One bool per payment, also for a slice without any, and not the same for all."""
    payments = small(seed, 0)
    for model in MODELS:
        mine = flags(submission.alerts(payments, model, 30), len(payments))
        diagnose("nothing-alerted", any(mine) and not all(mine), f"Of {len(mine)} payments, with a budget of 30, {sum(mine)} are alerted.")
    flags(asked(submission, "alerts", "an empty slice", payments[:0], "champion", 5), 0)


@points(3, needs="test_a_flag_for_each_payment")
def test_the_right_alerts(submission, seed):
    """Each model alerts its highest scores, as many as the budget allows, of equals the smaller payment_id."""
    cases = [(small(seed, number), budget) for number, budget in enumerate((1, 7, 25, 60, 119))]
    cases += [(small(seed, 5), 0), (small(seed, 6), 126), (small(seed, 7), 500), (usual(seed).payments, usual(seed).budget), (close(seed), 40)]
    for payments, budget in cases:
        for model in MODELS:
            judge_alerts(flags(submission.alerts(payments, model, budget), len(payments)), payments, model, budget)


def judge_alerts(mine, payments, model, budget):
    right = known_alerts(payments, model, budget)
    if mine == right:
        return
    score, ids = payments[model].to_numpy(), payments["payment_id"].to_numpy()
    other = known_alerts(payments, MODELS[1 - MODELS.index(model)], budget)
    row = next(row for row in range(len(mine)) if mine[row] != right[row])
    facts = (f"{model}, budget {budget} of {len(mine)} payments: payment {ids[row]} with score {score[row]:.16g} is {'' if mine[row] else 'not '}alerted, and it should {'' if right[row] else 'not '}be."
             + (f" The lowest score that is alerted should be {score[right].min():.16g}." if any(right) else ""))
    least = score[right].min() if any(right) else math.inf
    diagnose("lowest-alerted", mine != known_alerts(payments, model, budget, lowest=True), f"{facts} The lowest scores are alerted; higher is more suspicious.")
    coarse = [known_alerts(payments.assign(**{model: cut}), model, budget) for cut in (score.astype("float32"), *(score.round(digits) for digits in (12, 9, 6)))]
    diagnose("scores-rounded", mine not in coarse, f"{facts} Scores that differ were taken for equal. Any float64 may come, a probability of 1e-12 as well: compare them as they are.")
    diagnose("ties-beyond-the-budget", mine != (score >= least).tolist(), f"{facts} All payments with the score at the cut are alerted, {sum(mine)} in all. The team can look at {budget}.")
    diagnose("budget-not-kept", sum(mine) == sum(right), f"{facts} {sum(mine)} payments are alerted, {sum(right)} should be: a model that alerts more than the other one catches more, whatever it knows.")
    diagnose("ties-another-way", sorted(score[mine]) != sorted(score[right]), f"{facts} Of equal scores the smaller payment_id comes first, compared as a whole number.")
    diagnose("not-the-highest", False, f"{facts} These are the alerts of the other model." if mine == other else facts)


# --- tests: swaps ---


@points(4, needs="test_the_right_alerts")
def test_the_swaps(submission, seed):
    """Payments, frauds, honest ones and fraud EUR of those alerted by both, by either alone, and by neither."""
    one, agree = usual(seed, 1), small(seed, 14)
    cases = [(small(seed, 10), 25, "With few payments,"), (small(seed, 11), 60, "With few payments,"), (one.payments, one.budget, "In a usual slice,"),
             (small(seed, 12), 0, "With a budget of 0,"), (small(seed, 13), 500, "With a budget for all,"), (agree.assign(challenger=agree["champion"] * 2), 30, "Where both models agree,")]
    for payments, budget, what in cases:
        judge_swaps(table(submission.swaps(payments, budget), what), payments, budget, what)
    judge_swaps(table(asked(submission, "swaps", "an empty slice", agree[:0], 5), "For an empty slice,"), agree[:0], 5, "For an empty slice,")


def judge_swaps(mine, payments, budget, what):
    right = known_swaps(payments, budget)

    def same(one, other):
        return all(abs(a - b) <= 0.005 for group in GROUPS for a, b in zip(one[group], other[group], strict=True))

    if same(mine, right):
        return
    group, place = next((group, place) for group in GROUPS for place in range(4) if abs(mine[group][place] - right[group][place]) > 0.005)
    facts = f"{what} budget {budget}, {COLUMNS[place]} of {group}: {mine[group][place]:,.2f}, and {right[group][place]:,.2f} is right."
    turned = dict(zip(GROUPS, [right[one] for one in ("both", "swapped_out", "swapped_in", "neither")], strict=True))
    diagnose("sides-swapped", not same(mine, turned), f"{facts} Swapped in and swapped out are the wrong way round: swapped in is what the challenger alerts and the champion does not.")
    diagnose("all-amounts-counted", not same(mine, known_swaps(payments, budget, all_amounts=True)), f"{facts} The amounts of honest payments are in it. Nothing is saved by stopping those.")
    diagnose("wrong-swaps", False, f"{facts} Payments are counted, not cards, and those of 0 EUR as well.")


# --- tests: the difference ---


def compared(submission, payments, budget, economics, seed=1, draws=100):
    return answer(submission.compare(payments, budget, dict(sorted(economics.items())), draws, seed))


@points(4, needs="test_the_swaps")
def test_the_difference(submission, seed):
    """Challenger minus champion, EUR per 1,000 payments, each fraud at its amount and both models at one budget."""
    for number in range(3):
        one = usual(seed, 2 + number)
        free = one.economics | {"honest_eur": 0.0, "lost_share": 1.0}
        cases = [(one.payments, one.budget, one.economics), *((small(seed, 20 + 3 * number + place), budget, e) for place, (budget, e) in enumerate(((30, one.economics), (60, one.economics), (40, free))))]
        for payments, budget, e in cases:
            judge_difference(compared(submission, payments, budget, e)[0], payments, budget, e)


def judge_difference(mine, payments, budget, e):
    old, new = (known_alerts(payments, model, budget) for model in MODELS)

    def per_1000(new=new, old=old, given=payments, e=e):
        return 1000 * (known_costs(given, new, e) - known_costs(given, old, e)).mean()

    right = per_1000()
    if near(mine, right):
        return
    facts = f"{len(payments)} payments, budget {budget}: difference {mine:,.4f} EUR per 1,000 payments, and {right:,.4f} is right."
    champion, challenger, fraud = (payments[name].to_numpy() for name in (*MODELS, "is_fraud"))
    cut = champion[old].min()
    own = [per_1000(challenger >= cut), per_1000(challenger >= 0.5, champion >= 0.5), per_1000(challenger >= 500, champion >= 0.5),
           per_1000(challenger >= np.median(challenger), champion >= np.median(champion))]
    paired = known_costs(payments, new, e) - known_costs(payments, old, e)
    by_card = pd.Series(paired).groupby(payments["card_id"].to_numpy()).mean()
    typical = payments.assign(amount_eur=payments["amount_eur"].to_numpy()[fraud].mean())
    diagnose("sign-turned", not near(mine, -right), f"{facts} It is the champion's cost minus the challenger's. Below 0 the challenger is cheaper.")
    diagnose("not-per-thousand", not any(near(mine, other) for other in (right / 1000, paired.sum())), f"{facts} The mean cost of a payment, times 1,000, is asked; slices are not equally long.")
    diagnose("own-budget", not any(near(mine, other) for other in own), f"{facts} Each model was cut at a score, and so the two alert differently many payments: {int((challenger >= cut).sum())} of the challenger's scores lie at or above"
             f" the champion's cut of {cut:g}, of which the team can look at {budget}. More alerts catch more fraud with any model.")
    diagnose("price-forgotten", not near(mine, per_1000(e=e | {"lost_share": 1.0})), f"{facts} Of a fraud let through only lost_share, {e['lost_share']:.2f}, is lost; the rest is recovered.")
    diagnose("price-forgotten", not near(mine, per_1000(e=e | {"honest_eur": 0.0})), f"{facts} An alert on an honest customer costs {e['honest_eur']:.2f} EUR besides the analyst's work.")
    placed = dict(zip(("lost_share", "alert_eur", "honest_eur"), dict(sorted(e.items())).values(), strict=True))
    diagnose("prices-by-place", not near(mine, per_1000(e=placed)), f"{facts} The economics were read in the order in which they stand. Read them by name: a dict may have them in any order.")
    diagnose("frauds-counted", not near(mine, per_1000(given=typical)), f"{facts} Each fraud was charged at the average amount. Models differ in which frauds they find, the large or the small.")
    diagnose("mean-over-cards", not near(mine, 1000 * by_card.mean()), f"{facts} Each card counts once, however often it pays. The difference is a mean over payments; cards matter for how uncertain it is.")
    diagnose("wrong-difference", False, f"{facts} Take each payment's cost under the challenger minus that under the champion, both at the same budget, on the slice itself and not its resamples.{' Is it rounded?' if abs(mine - right) < 0.01 else ''}")


# --- tests: the verdict ---


def judge_verdict(found):
    """Whether a verdict is what the interval says."""
    difference, low, high, verdict = found
    right = "challenger" if high < 0 else "champion" if low > 0 else "no_difference_shown"
    facts = f"difference {difference:,.2f}, from {low:,.2f} to {high:,.2f} EUR per 1,000 payments: {str(verdict)[:40]!r}"
    slack = 1e-6 * max(1.0, abs(difference))
    diagnose("interval-beside-difference", low - slack <= difference <= high + slack, f"{facts}. The interval does not hold the difference that was found.")
    diagnose("wrong-verdict", isinstance(verdict, str) and verdict in VERDICTS, f"{facts}. The verdicts are {', '.join(VERDICTS)}.")
    diagnose("winner-at-zero", verdict == right or (low != 0 and high != 0), f"{facts}, and the interval ends at 0, which is in it: no_difference_shown.")
    diagnose("winner-by-point-estimate", verdict == right or right != "no_difference_shown",
             f"{facts}, and the interval holds 0. The next slice may well say the opposite: no_difference_shown.")
    diagnose("wrong-verdict", verdict == right, f"{facts}. The interval lies on one side of 0, and below it the challenger costs less, above it the champion does: it should say {right!r}.")


@points(2, needs="test_the_difference")
def test_the_verdict(submission, seed):
    """The model that the whole interval speaks for, and neither where it holds 0."""
    one = usual(seed, 5)
    agree = one.payments.assign(challenger=one.payments["champion"] * 7 - 2)
    for payments, budget in ((agree, one.budget), (one.payments, 0), (one.payments, len(one.payments) + 7)):
        difference, low, high, verdict = compared(submission, payments, budget, one.economics)
        diagnose("agreement-not-seen", max(abs(difference), abs(low), abs(high)) < 1e-6 and verdict == "no_difference_shown",
                 f"Both models alert the same {min(budget, len(payments))} payments: difference {difference:,.4f}, from {low:,.4f} to {high:,.4f}, {str(verdict)[:40]!r}. Paired, every payment differs by 0, and so does every resample.")
    for winner in MODELS:
        judge_verdict(compared(submission, *clear(seed, winner)))
    for number in range(9):
        one = random_slice(seed, "equal" if number % 3 else "better", 30_000 + number)
        judge_verdict(compared(submission, one.payments, one.budget, one.economics))
    for one in (two_in_all(seed), two_cards(seed)):
        judge_verdict(compared(submission, one.payments, one.budget, one.economics, draws=DRAWS))


@points(1, needs="test_the_verdict")
def test_nothing_changed_nothing_kept(submission, seed):
    """The same arguments give the same answer, are as they were, and a second call is about its own."""
    one = usual(seed, 6)
    given = {"alerts": ["champion", one.budget], "swaps": [one.budget], "compare": [one.budget, one.economics, 100, 5]}
    names = {"alerts": ["payments", "model", "budget"], "swaps": ["payments", "budget"], "compare": ["payments", "budget", "economics", "draws", "seed"]}
    mine = compared(submission, one.payments, one.budget, one.economics, seed=5)
    again = compared(submission.fresh(), one.payments, one.budget, one.economics, seed=5)
    diagnose("not-repeatable", all(near(a, b) for a, b in zip(mine[:3], again[:3], strict=True)),
             f"The same arguments gave an interval from {mine[1]:,.2f} to {mine[2]:,.2f}, then from {again[1]:,.2f} to {again[2]:,.2f}. Make the generator from `seed`: a verdict that another run does not give cannot be approved.")
    for function, rest in given.items():
        found = submission.fresh().harness.again(function, [one.payments.copy(), *(dict(each) if isinstance(each, dict) else each for each in rest)], STEPS)
        diagnose("inputs-changed", found["changed"] == [], lambda function=function, found=found: f"After {function}, {' and '.join(names[function][place] for place in found['changed'])} is not what it was. The caller goes on with it.")
        payments, economics = one.payments.copy(), dict(one.economics)
        for step, second in zip(STEPS, found["answers"], strict=True):
            if step == "economics":
                economics |= {"alert_eur": economics["honest_eur"], "honest_eur": economics["alert_eur"]}
            else:
                payments[step] = payments[step].to_numpy()[::-1].copy()
            if function == "alerts":
                stale = flags(second, len(payments)) != known_alerts(payments, *rest)
            elif function == "swaps":
                right, told = known_swaps(payments, *rest), table(second, "Asked again,")
                stale = not all(abs(a - b) <= 0.005 for group in GROUPS for a, b in zip(told[group], right[group], strict=True))
            else:
                later = answer(submission.fresh().compare(payments, one.budget, economics, 100, 5))
                stale = not all(near(a, b) for a, b in zip(answer(second)[:3], later[:3], strict=True))
            diagnose("kept-state", not stale, f"{function} was asked again in the same process, about the same objects with other contents: {step} had its values in another order. The answer is not about these. Keep nothing between calls.")


# --- tests: the interval ---


def many(submission, seed, kinds, first):
    """For slices of these kinds: the answers, what they are measured by, and the true differences."""
    found, beside, truth = [], [], []
    for number, kind in enumerate(kinds):
        one, by_card = judged(seed, kind, first + number)
        mine = compared(submission, one.payments, one.budget, one.economics, seed=number, draws=DRAWS)
        judge_verdict(mine)
        found.append(mine[1:3])
        beside.append(by_card)
        truth.append(one.true_difference)
    return np.array(found), beside, np.array(truth)


def by_formula(beside):
    """The intervals by card that others are compared with."""
    return np.array([(one["difference"] - one["card"], one["difference"] + one["card"]) for one in beside])


def ratios(found, beside, name):
    """Widths as multiples of those of one kind."""
    return (found[:, 1] - found[:, 0]) / np.array([2 * one[name] for one in beside])


def held(intervals, truth):
    return float(((intervals[:, 0] <= truth) & (truth <= intervals[:, 1])).mean())


@points(3, needs="test_nothing_changed_nothing_kept")
def test_the_interval_keeps_its_promise(submission, seed):
    """Over 300 slices where one model is better it holds the true difference; over 200 where nothing differs it is silent."""
    found, beside, truth = many(submission, seed, ["better", "worse"] * 150, 40_000)
    refuse_narrow(found, beside, truth)
    found, beside, truth = many(submission, seed, ["equal"] * 200, 50_000)
    mine, right = 1 - held(found, truth), 1 - held(by_formula(beside), truth)
    gate("false winners, above the reference's (share of slices)", mine - right, at_most=FALSE_WINNERS, diagnosis="noise-declared",
         message=f"In 200 slices where the two models are equally good you name a winner in {mine:.1%}, the reference's intervals in {right:.1%}. One in twenty is what a 95 % interval allows; beyond it, every other quarter brings a new model for nothing.")
    judge_few_cards(submission, seed)


def judge_few_cards(submission, seed):
    """Slices where few cards make all the difference: no method that knows it can be sure."""
    one, two, none, alike = one_card(seed), two_cards(seed), cancelled(seed), all_alike(seed)
    asked = [compared(submission, each.payments, each.budget, each.economics, draws=DRAWS) for each in (one, two, none, alike)]
    for mine in asked:
        judge_verdict(mine)
    told = [f"difference {difference:,.2f}, from {low:,.2f} to {high:,.2f} EUR per 1,000 payments" for difference, low, high, _ in asked]
    wide = [high - low for _, low, high, _ in asked]
    least = [AT_LEAST * 2 * measured(each)["card"] for each in (one, two, none)]
    diagnose("cancelled-out", wide[2] >= least[2],
             f"Two cards speak for the challenger, two for the champion, and they cancel: {told[2]}, where an interval by card is {2 * measured(none)['card']:,.0f} wide. That they cancel is chance. Was 0 taken for agreement, or were cards merged? Their card_id are neighbours near 2**60, or differ by 100,000.")
    diagnose("few-cards-declared", asked[0][3] == "no_difference_shown" and wide[0] >= least[0],
             f"One of 57 cards was stolen, the challenger caught its six frauds, and nothing else speaks for it: {told[0]}, {asked[0][3]}. Another slice may well have no such card, or two: nobody can be sure of a winner. The number of stolen cards, too, is chance.")
    diagnose("few-cards-declared", wide[1] >= least[1],
             f"Two of 58 cards, each with three frauds that the challenger alone caught, make all the difference: {told[1]}, where an interval by card is {2 * measured(two)['card']:,.0f} wide. Another slice may have none of them, or four: how many cards differ is chance, too.")
    diagnose("payments-fixed", wide[3] <= 0.01 * abs(asked[3][0]),
             f"On every payment the challenger costs 14 EUR less, whatever its card: {told[3]}. Cards here have one payment to 30, and a draw with more payments has a larger sum, but the same mean. Divide by the payments that were drawn.")


def refuse_narrow(found, beside, truth):
    mine, right = held(found, truth), held(by_formula(beside), truth)
    width, by_row = float(ratios(found, beside, "card").mean()), ratios(found, beside, "row")
    name, facts = "true differences held, above the reference's (share of slices)", f"Of {len(truth)} of your intervals {mine:.1%} hold the true difference, of the reference's {right:.1%}; yours are {width:.2f} times as wide."
    if np.median(np.abs(by_row - 1)) < 0.08:
        gate(name, mine - right, at_least=HELD, diagnosis="rows-resampled", message=(
            f"{facts} Yours are as wide as if payments were independent. The frauds of a stolen card are found or overlooked together: six of them are one piece of evidence, so resample cards, with all their payments."))
    if width < NARROW:
        gate(name, mine - right, at_least=HELD, diagnosis="too-narrow", message=f"{facts} {REACH}")
    gate(name, mine - right, at_least=HELD, diagnosis="held-too-rarely", message=f"{facts} They are wide enough, but lie beside the truth. Half of the misses should lie on either side. Is a large card cut off or left out?")


@points(2, needs="test_the_interval_keeps_its_promise")
def test_the_interval_is_no_wider_than_needed(submission, seed):
    """Over 60 slices it is about as wide as the reference's: an interval that holds everything decides nothing."""
    found, beside, _ = many(submission, seed, ["better", "worse"] * 30, 40_000)
    width, unpaired = float(ratios(found, beside, "card").mean()), ratios(found, beside, "unpaired")
    name, facts = "width, as a multiple of the reference's, mean over 60 slices", f"Your intervals are {width:.2f} times as wide as the reference's."
    if abs(unpaired.mean() - 1) < 0.1 and np.log(unpaired).std() < np.log(ratios(found, beside, "card")).std():
        gate(name, width, at_most=WIDE, diagnosis="unpaired", message=(
            f"{facts} They are as wide as if each model had been tried on other cards. Both scored the same payments, and most of what varies they share: take the difference of each payment first, then resample that."))
    scatter = float(np.log(ratios(found, beside, "card")).std())
    gate("scatter of the width from slice to slice (standard deviation of the log multiple)", scatter, at_most=SCATTER, diagnosis="width-not-of-the-slice", message=(
        f"{facts} From slice to slice that varies by {scatter:.0%}. An interval says how uncertain this slice leaves you: wider where few cards carry much, narrower where many carry little. Is the width computed from the slice, from all its cards and not from a few groups of them, with enough draws, and unrounded?"))
    gate(name, width, at_most=WIDE, diagnosis="too-wide", message=f"{facts} That holds the truth more often than promised, and finds a better model only long after its savings are gone.")
    gate(name, width, at_least=NARROW, diagnosis="too-narrow", message=f"{facts} {REACH}")
