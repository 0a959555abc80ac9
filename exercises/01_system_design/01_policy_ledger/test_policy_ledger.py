"""Graded tests of system_design/policy_ledger: 20 points in one chain.

What happened and what it cost is exact and computed row by row. Recommendations are judged over planted ledgers
(`signoff.worlds.payments.ledgers`); their bounds come from `tests/gates/policy_ledger.py`.
"""

import math
import numbers

import numpy as np
import pandas as pd

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import diagnose, gate, points
from signoff.worlds.payments.ledgers import ledger_of

# The sentences for the learner stay whole:
# fmt: off

ACTIONS = ["approve", "step_up", "review", "decline"]
COUNTS = [*ACTIONS, "unreviewed"]
MONEY = ["fraud_loss_eur", "friction_eur", "review_eur"]
POLICIES = ["vendor_b", "tree_9", "graph", "analyst_first"]
NEAR = 0.005
"""Half a cent."""
DRAWS = 1000
CAPACITY = 4

USEFUL, STEADY, NULL = 8, 8, 40
# Over 8 seeds only, by tests/gates/policy_ledger.py: the second bound wants 1,000, and probably more ledgers.
FOUND = 14  # of 16. Right: all 16; accuracy, unlimited reviews, unpaired, the first useful: at most 8
FOOLED = 10  # of 40. Right: 0 to 5 (percentiles), 0 to 7 (mirrored, one side); no correction: 11 to 25; by row: 26 to 34


# --- the truth, slowly and obviously ---


def known_done(decisions, policy, capacity, *, over="rules", per="day"):
    """Row by row: what happened to each payment, and whether it was sent to review and nobody could look."""
    place = {name: decisions[name].tolist() for name in ("arrived_at", "payment_id", "rules", policy)}
    queue = sorted(range(len(decisions)), key=lambda row: (place["arrived_at"][row], place["payment_id"][row]))
    done, late, used = list(place[policy]), [False] * len(decisions), {}
    for row in queue:
        if place[policy][row] == "review":
            day = place["arrived_at"][row].date() if per == "day" else "all"
            used[day] = used.get(day, 0) + 1
            if used[day] > capacity:
                done[row], late[row] = place["rules"][row] if over == "rules" else over, True
    return done, late


def known_counts(done, late):
    return [*(done.count(action) for action in ACTIONS), sum(late)]


def known_cost(amount, fraud, action, e):
    """EUR of fraud, of friction and of reviews that one payment costs."""
    loss = amount * e["borne_share"] * (1 - e["recovered_share"]) if fraud else 0.0
    through = {"approve": 1.0, "step_up": 1 - e["step_up_stops"], "review": 1 - e["analyst_recall"], "decline": 0.0}[action]
    upset = {"approve": 0.0, "step_up": e["step_up_abandons"], "review": 0.0, "decline": 1.0}[action]
    return loss * through, 0.0 if fraud else e["friction_eur"] * upset, e["review_eur"] if action == "review" else 0.0


def known_money(decisions, done, e, *, fraud=None):
    """The three sums; `fraud` instead of what the rows say."""
    frauds = decisions["is_fraud"].tolist() if fraud is None else [fraud] * len(done)
    each = [known_cost(*one, e) for one in zip(decisions["amount_eur"].tolist(), frauds, done, strict=True)]
    return [math.fsum(one[column] for one in each) for column in range(3)]


# --- what is asked ---


ECONOMICS = {"borne_share": 0.8, "recovered_share": 0.3, "analyst_recall": 0.75, "step_up_stops": 0.6,
             "step_up_abandons": 0.12, "friction_eur": 11.0, "review_eur": 4.5}


def economics_of(seed, number):
    """Other numbers and another order each time."""
    rng = np.random.default_rng([seed, 2, number])
    return {name: float(ECONOMICS[name] * rng.uniform(0.85, 1.15)) for name in rng.permutation(sorted(ECONOMICS))}


def small(seed, number, *, dtype=None):
    """Five days with all that can go wrong; on each, two payments with one time stand at the edge of the capacity.

    Of the two, the one with the larger id is first in the table, and the rules decline it; the other they approve.
    """
    rng, rows = np.random.default_rng([seed, 1, number]), 220 + number
    day = rng.integers(0, 5, rows)
    at = day * 86_400_000_000 + rng.integers(0, 86_400_000_000, rows)
    at[:4], day[:4] = [0, 86_400_000_000 - 1, 86_400_000_000, 2 * 86_400_000_000 - 1], [0, 0, 1, 1]
    ids = 2**60 + 1000 * number + rng.permutation(rows)
    rules = rng.choice(["approve", "step_up", "decline"], rows, p=[0.6, 0.15, 0.25]).astype(object)
    columns = [rng.choice(ACTIONS, rows, p=p).astype(object) for p in ([0.3, 0.1, 0.5, 0.1], [0.1, 0.3, 0.5, 0.1], [0.5, 0.3, 0.2, 0.0], [0.0, 0.0, 1.0, 0.0])]
    for one in range(5):
        wanted = [row for row in np.lexsort((ids, at)) if day[row] == one and columns[one > 2][row] == "review" and row > 3]
        first, second = sorted(wanted[CAPACITY - 1 : CAPACITY + 1])
        at[second] = at[first] = min(at[first], at[second])
        ids[[first, second]] = max(ids[first], ids[second]), min(ids[first], ids[second])
        rules[first], rules[second] = "decline", "approve"
    amount = np.exp(rng.normal(3.5, 1.0, rows)).round(2)
    amount[rng.random(rows) < 0.04] = 0.0
    fraud = rng.random(rows) < 0.25
    amount[5], fraud[5] = 1_843_211.37, True
    columns[0][5] = columns[1][5] = columns[2][5] = "step_up"
    decisions = pd.DataFrame({
        "payment_id": ids, "arrived_at": pd.Timestamp("2026-03-27", tz="UTC").as_unit("us") + pd.to_timedelta(at, unit="us"), "amount_eur": amount,
        "score": rng.random(rows), "is_fraud": fraud, "rules": rules, **dict(zip(POLICIES, columns, strict=True)),
    }, index=rng.integers(0, 9, rows))
    return decisions.astype(dict.fromkeys(["rules", *POLICIES], dtype)) if dtype else decisions


def asked(seed):
    """Ledgers with many, few, no and more than enough reviewers, in text of every kind."""
    for number, (capacity, dtype) in enumerate([(CAPACITY, None), (CAPACITY, "category"), (7, "str"), (0, None), (10_000, "str")]):
        policies = POLICIES[number % 4 :] + POLICIES[: number % 4]
        yield small(seed, number, dtype=dtype), policies, economics_of(seed, number), capacity


# --- reading an answer ---


def is_number(one):
    if not isinstance(one, numbers.Real) or isinstance(one, bool | np.bool):
        return False
    try:
        return math.isfinite(one)
    except (OverflowError, ValueError):
        return False


def figures(found, policies, payments):
    """The promised table as a dict of figures per policy, once it is whole."""
    names = ["rules", *policies]
    columns = ["policy", *COUNTS, *MONEY, "total_eur"]
    diagnose("not-the-ledger", isinstance(found, pd.DataFrame), f"ledger came back as {type(found).__name__}; return a DataFrame with a row per policy.")
    lack = [name for name in columns if list(found.columns).count(name) != 1]
    diagnose("not-the-ledger", not lack, lambda: f"The ledger lacks {', '.join(lack)}, or has it twice. Its columns are {', '.join(columns)}.")
    mine = [str(one) for one in found["policy"].tolist()]
    diagnose("rules-left-out", mine != policies or not policies, "The rules have no row. They are what is done today: without their line nobody can say what a policy saves.")
    diagnose("rows-reordered", mine == names or sorted(mine) != sorted(names), f"The rows are {', '.join(mine)[:120]}, and the order asked for is {', '.join(names)}. Whoever lays last month's ledger beside it compares line by line.")
    diagnose("not-the-ledger", mine == names, f"The rows are {', '.join(mine)[:120] or 'none'}; there is one for {', '.join(names)}, in this order.")
    rows = {}
    for place, policy in enumerate(names):
        rows[policy] = {}
        for column in columns[1:]:
            one = found[column].tolist()[place]
            diagnose("not-a-finite-number", is_number(one), lambda policy=policy, column=column, one=one: f"{column} of {policy} is {str(one)[:40]!r}, which is no finite number. What did not happen is 0.")
            rows[policy][column] = float(one)
        whole = [column for column in COUNTS if rows[policy][column] != int(rows[policy][column]) or rows[policy][column] < 0]
        diagnose("not-a-finite-number", not whole, lambda policy=policy, whole=whole: f"{whole[0]} of {policy} is {rows[policy][whole[0]]}: no number of payments.")
        together = sum(rows[policy][action] for action in ACTIONS)
        diagnose("payments-lost", together == payments, lambda policy=policy, together=together: f"The actions of {policy} add up to {together:,.0f} payments, and there are {payments:,}. Something happens to every payment, to those as well that were sent to review and not looked at.")
    return rows


def ledger_rows(submission, decisions, policies, e, capacity):
    return figures(submission.ledger(decisions, policies, e, capacity), policies, len(decisions))


# --- tests: the ledger ---


@points(2)
def test_a_row_for_rules_and_each_policy(submission, seed):
    """The promised rows and columns, every figure finite, also without payments and without policies."""
    for decisions, policies, e, capacity in asked(seed):
        rows = ledger_rows(submission, decisions, policies, e, capacity)
        diagnose("not-the-ledger", rows["rules"]["total_eur"] != 0, "The rules cost nothing. There are frauds that they approve, and honest customers whom they decline.")
    ledger_rows(submission, decisions, [], e, capacity)
    try:
        found = submission.ledger(decisions.iloc[:0], policies, e, capacity)
    except SubmissionRaised as error:
        diagnose("no-payments", error.kind != "error", f"Without payments ledger raised {error}. A segment may have none this month: its ledger is full of zeros.")
        raise
    rows = figures(found, policies, 0)
    diagnose("no-payments", not any(value for row in rows.values() for value in row.values()), "Without payments, every figure is 0.")


@points(4, needs="test_a_row_for_rules_and_each_policy")
def test_what_happened(submission, seed):
    """Each day's first reviews in order of arrival; whoever is not looked at gets the rules' action."""
    for decisions, policies, e, capacity in asked(seed):
        rows = ledger_rows(submission, decisions, policies, e, capacity)
        mine = {policy: [rows[policy][name] for name in COUNTS] for policy in ["rules", *policies]}

        def counted(capacity=capacity, decisions=decisions, policies=policies, **otherwise):
            return {policy: known_counts(*known_done(decisions, policy, capacity, **otherwise)) for policy in ["rules", *policies]}

        truth = counted()
        wrong = [policy for policy in mine if mine[policy] != truth[policy]]
        if not wrong:
            continue
        days = decisions["arrived_at"].dt.date.nunique()
        facts = f"{wrong[0]}, {capacity} reviews a day, {days} days: {told(mine[wrong[0]])}; right is {told(truth[wrong[0]])}."

        def explains(*others, mine=mine, truth=truth):
            return any(all(mine[policy][:4] == other[policy][:4] for policy in mine) and other != truth for other in others)

        diagnose("capacity-ignored", not explains(counted(10**9)), f"{facts} Everything that was sent to review counts as reviewed. The team looks at {capacity} a day; to the rest happens what the rules say.")
        diagnose("capacity-over-the-period", not explains(counted(capacity * days, per="all"), counted(capacity, per="all")), f"{facts} The capacity was spent over the whole period. An analyst's hour of Sunday does not look at Tuesday's attack: it is {capacity} on each UTC day.")
        diagnose("shared-among-policies", not shared(decisions, policies, capacity, mine, truth), f"{facts} An earlier policy has used up the team. Only one of them will go live: each is judged with all {capacity} reviews a day.")
        diagnose("unreviewed-not-to-the-rules", not explains(counted(over="approve")), f"{facts} What nobody could look at was approved. It falls through to the rules, which decline or step up some of it.")
        diagnose("unreviewed-not-to-the-rules", not explains(counted(over="decline")), f"{facts} What nobody could look at was declined. It falls through to the rules, which approve most of it.")
        diagnose("tied-another-way", not explains(tied(decisions, policies, capacity, "table"), tied(decisions, policies, capacity, "larger")), f"{facts} At the edge of the capacity two payments arrived at the same time: the smaller payment_id is reviewed, wherever it stands in the table.")
        queues = [tied(decisions, policies, capacity, how) for how in ("no order", "last", "dearest", "id")]
        diagnose("not-in-order-of-arrival", not explains(*queues), f"{facts} The reviews went to others than the first that arrived. An analyst at nine does not know what comes at noon: sort by arrived_at, then by payment_id.")
        only = all(mine[policy][:4] == truth[policy][:4] for policy in mine)
        diagnose("unreviewed-miscounted", not only, f"{facts} The actions are right. unreviewed counts those sent to review that nobody could look at, and no others.")
        diagnose("wrong-counts", False, f"{facts} Number the payments sent to review within each UTC day, in order of arrival; beyond the capacity the rules decide.")


def told(counts):
    return ", ".join(f"{name} {value:,.0f}" for name, value in zip(COUNTS, counts, strict=True))


def tied(decisions, policies, capacity, how):
    """Counts with the queue in another order."""
    at, ids, amount = (decisions[name].tolist() for name in ("arrived_at", "payment_id", "amount_eur"))
    keys = {"table": lambda row: (at[row], row), "larger": lambda row: (at[row], -ids[row]), "no order": lambda row: row,
            "last": lambda row: (-at[row].value, ids[row]), "dearest": lambda row: (-amount[row], row), "id": lambda row: ids[row]}
    order = sorted(range(len(decisions)), key=keys[how])
    numbered = decisions.assign(place=np.argsort(order)).iloc[order]
    found = {}
    for policy in ["rules", *policies]:
        wanted, rules, days, used, done, late = (numbered[policy].tolist(), numbered["rules"].tolist(), numbered["arrived_at"].dt.date.tolist(), {}, [], [])
        for action, other, day in zip(wanted, rules, days, strict=True):
            used[day] = used.get(day, 0) + (action == "review")
            late.append(action == "review" and used[day] > capacity)
            done.append(other if late[-1] else action)
        found[policy] = known_counts(done, late)
    return found


def shared(decisions, policies, capacity, mine, truth):
    """Whether the first policy is right and each later one has fewer reviews than it should."""
    first, *others = policies
    return mine[first] == truth[first] and all(mine[one][2] < truth[one][2] for one in others) and any(truth[one][2] for one in others)


@points(5, needs="test_what_happened")
def test_what_it_cost(submission, seed):
    """Fraud that gets through, honest customers who are turned away, reviews that are done; and their sum."""
    for decisions, policies, e, capacity in asked(seed):
        rows = ledger_rows(submission, decisions, policies, e, capacity)
        done = {policy: known_done(decisions, policy, capacity) for policy in rows}

        def money(*, rows=rows, done=done, decisions=decisions, e=e, fraud=None, **instead):
            return {policy: known_money(decisions, done[policy][0], e | instead, fraud=fraud) for policy in rows}

        judge_money(rows, money, done, decisions, e)


def judge_money(rows, money, done, decisions, e):
    truth = money()
    for place, column in enumerate(MONEY):
        mine = {policy: row[column] for policy, row in rows.items()}
        right = {policy: sums[place] for policy, sums in truth.items()}
        wrong = [policy for policy in rows if abs(mine[policy] - right[policy]) > NEAR]
        if not wrong:
            continue
        facts = f"{column} of {wrong[0]}: {mine[wrong[0]]:,.2f}, and {right[wrong[0]]:,.2f} is right."

        def explains(*others, mine=mine, place=place):
            return any(all(abs(mine[policy] - other[policy][place]) <= NEAR for policy in mine) for other in others)

        if column == "fraud_loss_eur":
            diagnose("check-taken-as-perfect", not explains(money(analyst_recall=1.0)), f"{facts} An analyst recognises {e['analyst_recall']:.0%} of the frauds; the others are let through after the review, at the full loss.")
            diagnose("check-taken-as-perfect", not explains(money(step_up_stops=1.0), money(step_up_stops=1.0, analyst_recall=1.0)), f"{facts} A step-up stops {e['step_up_stops']:.0%} of the frauds; the other thieves have the phone as well.")
            diagnose("share-misapplied", not explains(money(recovered_share=0.0), money(borne_share=1.0), money(borne_share=1.0, recovered_share=0.0)), f"{facts} Of a fraud's amount we bear {e['borne_share']:.0%}, and of that {e['recovered_share']:.0%} comes back. One of the two is missing.")
            diagnose("share-misapplied", not explains(money(borne_share=e["borne_share"] - e["recovered_share"], recovered_share=0.0)), f"{facts} recovered_share is a share of what we bear, not of the amount: borne_share times 1 - recovered_share.")
        elif column == "friction_eur":
            diagnose("friction-on-fraudsters", not explains(money(fraud=False)), f"{facts} Fraudsters were charged for as well. Turning a thief away loses no customer.")
            diagnose("abandonment-misread", not explains(money(step_up_abandons=1.0), money(step_up_abandons=0.0), money(step_up_abandons=1 - e["step_up_abandons"])), f"{facts} Of the honest customers who are asked for a step-up, {e['step_up_abandons']:.0%} are driven away; these cost {e['friction_eur']:.2f} EUR each, and the others nothing.")
        else:
            asked_for = {policy: [0, 0, e["review_eur"] * (done[policy][0].count("review") + sum(done[policy][1]))] for policy in rows}
            diagnose("unreviewed-paid", not explains(asked_for), f"{facts} Reviews were paid that nobody did. Only those within the capacity cost {e['review_eur']:.2f} EUR.")
        by_place = dict(zip(ECONOMICS, e.values(), strict=True))
        diagnose("read-by-position", not explains(money(**by_place)), f"{facts} The entries of economics were taken by their place. They come in any order, here {', '.join(e)}.")
        diagnose("wrong-money", False, f"{facts} For each payment: what happened to it, was it a fraud, and what does the brief's table say that costs?")
    for policy, row in rows.items():
        together = math.fsum(row[column] for column in MONEY)
        diagnose("not-the-sum", abs(row["total_eur"] - together) <= 2 * NEAR, lambda policy=policy, row=row, together=together: f"total_eur of {policy} is {row['total_eur']:,.2f}, and its three parts add up to {together:,.2f}.")


# --- tests: the same objects again ---


@points(2, needs="test_what_it_cost")
def test_nothing_changed_nothing_kept(submission, seed):
    """What was handed in is as it was, and a second call is about its own arguments."""
    decisions, policies, e, capacity = next(asked(seed))
    decisions.attrs["source"] = "March"
    turned = {name: decisions[name].to_numpy()[::-1].copy() for name in ("amount_eur", POLICIES[0])}
    judge_repeated(submission, "ledger", [decisions, list(policies), e, capacity], [None, (0, turned), (0, {"rules": decisions["rules"].to_numpy()[::-1].copy()}), (1, policies[::-1]), (2, {"friction_eur": 2 * e["friction_eur"]}), (3, capacity + 3)],
                   lambda found, given: figures(found, given[1], len(decisions)))
    one = ledger_of(seed, "useful", 100)
    same = next(name for name in one.policies if (one.decisions[name] == one.decisions["rules"]).all())
    swapped = {one.right: one.decisions[same].to_numpy().copy(), same: one.decisions[one.right].to_numpy().copy()}
    judge_repeated(submission, "recommend", [one.decisions, list(one.policies), one.economics, one.review_capacity, DRAWS, 7], [None, (0, swapped), (1, [name for name in one.policies if name != same])],
                   lambda found, given: recommended(found, given[1]))


def judge_repeated(submission, function, given, changes, read):
    """Asks again about the same objects, first unchanged, then with one argument after the other changed."""
    names = ["decisions", "policies", "economics", "review_capacity", "draws", "seed"]
    found = submission.fresh().harness.again(function, given, changes)
    changed = [names[place] for place in found["changed"]]
    diagnose("inputs-changed", not changed, lambda: f"After {function}, {' and '.join(changed)} {'is' if len(changed) == 1 else 'are'} not as handed in: values, order, labels and attrs count. The caller goes on with it, and what is computed next comes out wrong.")
    for change, answer in zip(changes, found["answers"], strict=True):
        if change is not None:
            given[change[0]] = with_contents(given[change[0]], change[1])
        alone = getattr(submission.fresh(), function)(*given)
        what = "the same again, after the caller had edited the first answer" if change is None else f"again about the same objects, after only {names[change[0]]} had taken other contents"
        diagnose("kept-state", read(answer, given) == read(alone, given), f"{function} was asked {what}. It did not say what it says in a process that is asked only this. Keep nothing between calls.")


def with_contents(one, contents):
    if isinstance(one, pd.DataFrame):
        return one.assign(**contents)
    return one | contents if isinstance(one, dict) else contents


# --- tests: what to recommend ---


def recommended(found, policies):
    known = isinstance(found, str) and found in ["rules", *policies]
    diagnose("not-a-policy", known, f"recommend came back with {str(found)[:60]!r} ({type(found).__name__}); return the name of one of the policies, or \"rules\".")
    return str(found)


def recommendation(submission, one, number):
    return recommended(submission.recommend(one.decisions, one.policies, one.economics, one.review_capacity, DRAWS, number), one.policies)


@points(4, needs="test_nothing_changed_nothing_kept")
def test_useful_policy_recommended(submission, seed):
    """Where one policy clearly saves most, much or little, it is recommended."""
    one = ledger_of(seed, "useful", 101)
    try:
        nobody = submission.recommend(one.decisions, [], one.economics, one.review_capacity, DRAWS, 0)
    except SubmissionRaised as error:
        diagnose("rules-not-kept", error.kind != "error", f"Without policies recommend raised {error}. Nothing was proposed, so the rules stay.")
        raise
    diagnose("rules-not-kept", nobody == "rules", f"Without policies recommend says {str(nobody)[:40]!r}; the rules stay.")
    same = next(name for name in one.policies if (one.decisions[name] == one.decisions["rules"]).all())
    alone = recommended(submission.recommend(one.decisions, [same], one.economics, one.review_capacity, DRAWS, 0), [same])
    diagnose("rules-not-kept", alone == "rules", f"{same} does what the rules do with every payment, and was recommended. A saving of 0 is not above 0.")
    worlds = [ledger_of(seed, "useful", number) for number in range(USEFUL)] + [ledger_of(seed, "steady", number) for number in range(STEADY)]
    found = [recommendation(submission, one, number) for number, one in enumerate(worlds)]
    right = sum(answer == one.right for answer, one in zip(found, worlds, strict=True))

    def lured(lure):
        return sum(answer == one.lures[lure] for answer, one in zip(found[:USEFUL], worlds[:USEFUL], strict=True)) > USEFUL / 2

    diagnose("ranks-by-accuracy", not lured("accuracy"), "In most of the first ledgers you recommend the policy that is right most often. It finds many small frauds and misses the large ones: rank by total_eur.")
    diagnose("recommends-beyond-capacity", not lured("unlimited"), "In most of the first ledgers you recommend the policy that would be cheapest if everything it sends to review were looked at. It is not: compare the totals of the ledger, with its capacity.")
    diagnose("first-taken-not-best", not lured("first"), "In most of the first ledgers you recommend the first policy whose saving is beyond chance, and a later one saves more. Among those beyond chance take the one that saves most.")
    kept = sum(answer == "rules" for answer in found[USEFUL:])
    gate("recommended where one clearly saves most, of 16", right, at_least=FOUND, diagnosis="best-not-recommended",
         message=f"{right} of {len(worlds)} ledgers got the policy that clearly saves most; {kept} of the {STEADY} with a small and steady saving kept the rules. Subtract on the same days, then resample: what both lose on a bad day cancels, and a small saving shows."
         if kept > STEADY / 2 else f"{right} of {len(worlds)} ledgers got the policy that clearly saves most. Which of the policies beyond chance has the lowest total_eur?")


@points(3, needs="test_useful_policy_recommended")
def test_chance_is_no_reason(submission, seed):
    """Of 24 policies that save nothing in truth, the luckiest is not recommended."""
    worlds = [ledger_of(seed, "null", number) for number in range(NULL)]
    fooled = sum(recommendation(submission, one, number) != "rules" for number, one in enumerate(worlds))
    gate("recommended where none saves anything, of 40", fooled, at_most=FOOLED, diagnosis="point-estimate-decides" if fooled >= 38 else "chance-recommended",
         message=f"In {fooled} of {NULL} ledgers one of 24 policies was recommended, and none of them saves anything in truth. The best of 24 always looks good: keep the rules unless its interval lies above 0."
         if fooled >= 38 else f"In {fooled} of {NULL} ledgers one of 24 policies was recommended, and none of them saves anything in truth; two or three would be chance. Were whole days drawn, with all payments of an attack together? And does the interval allow for 24 policies having been tried?")
