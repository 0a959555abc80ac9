"""Graded tests of features/mature_labels: 20 points in one chain, so that only the first thing wrong is reported.

Every situation is planted (`signoff.worlds.payments.disputes`), so every mistake shows at every seed.
"""

from contextlib import contextmanager

import numpy as np
import pandas as pd
import pytest

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import Diagnosed, diagnose, points
from signoff.worlds.payments.disputes import HOUR, TEN_DAYS, dispute_book, twins

# The sentences for the learner stay whole:
# fmt: off

DAY = pd.Timedelta("1D")
COLUMNS = ["label", "weight", "why"]
UNSEEN, SEEN = ["undecided", "declined", "fallback"], ["fraud", "reversed", "no_report"]
REASONS = [*UNSEEN, "immature", *SEEN]
PRICE = ["maturity", "usable", "staleness_days", "completeness"]
TABLES = ["transactions", "decisions", "reports"]
TEN_YEARS = pd.Timedelta("3650D")
NEAR = {"rtol": 1e-6, "atol": 1e-9}
"""Room for float32, in which training libraries hold labels and weights; what is rounded for reading is farther off."""


@pytest.fixture(scope="module")
def books(seed):
    """About 550 payments under each of two policies; the second is no whole number of days."""
    return [dispute_book(seed, pd.Timedelta("90D")), dispute_book(seed + 1, pd.Timedelta("45D 7h"))]


@points(2)
def test_one_row_per_payment(submission, books):
    """One row per payment, in order, with a label, a weight and a reason of the promised kinds."""
    for book in books:
        mine = answer(labels_of(submission, book), book)
        some, both = mine["label"].notna().mean(), mine["label"].nunique()
        diagnose("no-labels", bool(some > 0.2 and both == 2),
                 f"{some:.0%} of the payments have a label, and the labels take {both} of the two values 0 and 1. Nine"
                 " in twenty can be labelled here, frauds among them: there is nothing to judge.")
        refuse_touched(submission, "training_labels", *tables(book), book.as_of, book.maturity)


@points(3, needs="test_one_row_per_payment")
def test_nothing_from_after_as_of(submission, books):
    """What was decided or received after `as_of` changes nothing, nor does the order of rows; empty tables are fine."""
    for book in books:
        judge_as_of(submission, book)
    for table in TABLES:
        judge_without(submission, book, table)


def judge_as_of(submission, book):
    mine = answer(labels_of(submission, book), book)
    corrected = book.reports.copy()
    one = corrected["transaction_id"].map(book.case).eq("fraud").idxmax()
    corrected.loc[one, "kind"] = "service"
    with found_under("earlier-call", "Asked twice, the second time with a corrected report"):
        second = answer(submission.harness.second_answer(*tables(book), corrected, book.as_of, book.maturity), book)
    then = answer(labels_of(submission.fresh(), book, reports=corrected), book)
    refuse(differs(second, then), "earlier-call", second, lambda row: (
        f"{answers(second, row)}. So it had before its report was corrected to service, in a table of the same length;"
        " this call was about the corrected one. Whatever is kept between calls goes stale: each stands on its own."
    ))
    told = book.reports["available_at"] <= book.as_of
    heard = book.reports[told]
    then = answer(labels_of(submission.fresh(), book, reports=heard), book)
    wrong = differs(mine, then)
    posted = book.reports.loc[~told & (book.reports["reported_at"] <= book.as_of), "transaction_id"]
    on_its_way = mine["transaction_id"].isin(posted)
    refuse(wrong if on_its_way[wrong].all() else None, "reported-not-received", mine, lambda row: (
        f"{answers(mine, row)}, by a report that was under way at as_of, {full(book.as_of)}: said before it,"
        " received after. Judge by when you had it: nobody could have trained on it."
    ))
    refuse(wrong, "future-report", mine, lambda row: (
        f"{answers(mine, row)}, by a report received after as_of, {full(book.as_of)}. Labels of a past date that"
        " know more than that date make every backtest too good."
    ))
    decided = book.decisions[book.decisions["decided_at"] <= book.as_of]
    then = answer(labels_of(submission.fresh(), book, decisions=decided), book)
    refuse(differs(mine, then), "future-decision", mine, lambda row: (
        f"{answers(mine, row)}, by a decision made after as_of, {full(book.as_of)}. At that moment the case lay open."
    ))
    shuffled = answer(labels_of(
        submission.fresh(), book, decisions=book.decisions.sort_values("decided_at", ascending=False),
        reports=book.reports.sort_values("reported_at", ascending=False),
    ), book)
    refuse(differs(mine, shuffled), "row-order", mine, lambda row: (
        f"{answers(mine, row)}, and another answer when the logs stand in another order. Where a line stands in a"
        " file means nothing: the times say which is last."
    ))
    turned = book.transactions[::-1]
    with found_under("row-order", "With the payments in another order"):
        other = answer(labels_of(submission.fresh(), book, transactions=turned), book, turned)
    refuse(differs(mine, other[::-1].reset_index(drop=True)), "row-order", mine, lambda row: (
        f"{answers(mine, row)}, and another answer when the payments stand in another order. Put columns together by"
        " transaction_id, not by position."
    ))


def judge_without(submission, book, table):
    nothing = {table: getattr(book, table)[:0]}
    given = nothing.get("transactions", book.transactions)
    with found_under("empty-input", f"With {emptied(book, table)} (a new portfolio has its first night)"):
        bare = answer(labels_of(submission, book, **nothing), book, given)
    heard = {"decisions": bare["label"].notna(), "reports": bare["why"].isin(["fraud", "reversed"])}.get(table)
    refuse(heard, "empty-input", bare, lambda row: f"{answers(bare, row)}, though {table} is empty.")


@points(4, needs="test_nothing_from_after_as_of")
def test_outcomes_never_seen(submission, books):
    """Payments that were declined, decided without the model or not decided at all have no label, and say so."""
    for book in books:
        judge_the_unseen(submission, book)


def judge_the_unseen(submission, book):
    mine, truth = answer(labels_of(submission, book), book), known(book)
    label, why, right, case = mine["label"], mine["why"], truth["why"], truth["case"]
    outside = right.isin(UNSEEN)
    wrong = (outside & (label.notna() | (why != right))) | (~outside & why.isin(UNSEEN))
    just_then = case.isin(["approved_just_then", "declined_just_then"])
    refuse(wrong if just_then[wrong].all() else None, "exact-decision", mine, lambda row: (
        f"{answers(mine, row)}. It was {truth['action'][row]}d exactly at as_of, which counts as decided."
    ))
    refuse(wrong if (case == "pulled_back")[wrong].all() else None, "pulled-back", mine, lambda row: (
        f"{answers(mine, row)}. It was approved, and then the analyst pulled it back: the last decision by as_of is"
        f" {truth['action'][row]}. No money moved, so its silence says nothing."
    ))
    refuse(wrong if (case == "twins_declined")[wrong].all() else None, "decision-of-another", mine, lambda row: (
        f"{answers(mine, row)}, by a decision on another payment: {alike(mine, row)} are in the log, too. Ids are"
        " matched exactly, not stripped, folded or cut; elsewhere they belong to somebody else."
    ))
    several = truth["decided"] > 1
    earlier = truth["earliest"]
    refuse(wrong & several if (why == earlier)[wrong].all() else None, "first-decision", mine, lambda row: (
        f"{answers(mine, row)}. That was its first decision; an analyst, the customer or the fallback had the last"
        f" word: {truth['action'][row]}, by {truth['source'][row]}. Only the last decision says whether the money moved."
    ))
    declined = outside & (right == "declined")
    confirmed = case == "declined_confirmed"
    refuse(wrong & declined & (label == 1) if not confirmed[wrong & (label == 1)].all() else None,
           "declined-is-fraud", mine, lambda row: (
        f"{answers(mine, row)}. It was declined, and what would have become of it nobody saw. A model that learns"
        " declines as fraud learns to repeat the old policy, its errors included."
    ))
    refuse(wrong & declined & (label == 0), "declined-is-legitimate", mine, lambda row: (
        f"{answers(mine, row)}. It was declined, so nobody could report it: this silence says nothing. Taken as"
        " honest, the riskiest payments teach the model that they are safe."
    ))
    refuse(wrong & declined & confirmed & label.notna(), "confirmed-decline", mine, lambda row: (
        f"{answers(mine, row)}. It was declined, and the customer confirmed the fraud. Only those who were called"
        " could confirm, and declined honest customers have no such row: with these alone every decline looks right."
    ))
    refuse(wrong & (right == "fallback") & label.notna(), "fallback-labelled", mine, lambda row: (
        f"{answers(mine, row)}. The fallback approved it while the model was away, with the features of an outage."
        " Such rows are kept out of training."
    ))
    refuse(wrong & (right == "undecided") & label.notna(), "undecided-labelled", mine, lambda row: (
        f"{answers(mine, row)}. Its last decision by as_of is {truth['action'][row] or 'none'}: no money had"
        " moved, so there was nothing to report."
    ))
    analyst = ~outside & why.isin(UNSEEN)
    refuse(analyst, "seen-left-out", mine, lambda row: (
        f"{answers(mine, row)}. Its last decision is an approval by {truth['source'][row]}, and its outcome could be"
        " seen. Leaving it out thins exactly the payments near the border."
    ))
    refuse(wrong, "wrong-reason", mine, lambda row: (
        f"{answers(mine, row)}; the first reason that holds is {right[row]}. The reasons are counted and reported:"
        " whoever reads `why` must know what it would take to learn more."
    ))


@points(4, needs="test_outcomes_never_seen")
def test_maturity(submission, books):
    """Nothing younger than the maturity has a label, be it reported or silent; everything older has one."""
    for book in books:
        judge_maturity(submission, book)


def judge_maturity(submission, book):
    mine, truth = answer(labels_of(submission, book), book), known(book)
    label, why, case = mine["label"], mine["why"], truth["case"]
    judged = ~truth["why"].isin(UNSEEN)
    young = judged & (truth["why"] == "immature")
    early, late = young & (label.notna() | (why != "immature")), judged & ~young & (label.isna() | (why == "immature"))

    def aged(row):
        return f"{truth['age'][row]} old at as_of, under a maturity of {book.maturity}"

    shortest = truth["age"][early].min()
    coarse = early & (truth["age"] > book.maturity - 2.6 * HOUR)
    refuse(coarse if coarse.sum() == early.sum() else None, "rounded-maturity", mine, lambda row: (
        f"{answers(mine, row)}, {aged(row)}. Compare the full durations: the maturity is no whole number of days,"
        " and an instant short is short."
    ))
    silent = early & (label == 0) & (truth["word"] == "")
    positive = early & (label == 1)
    refuse(positive if not (early & (label == 0)).any() else None, "early-positives", mine, lambda row: (
        f"{answers(mine, row)}, {aged(row)}. Its report came early, but the honest payments of those weeks are left"
        " out. Kept alone, the early frauds raise the base rate: of the newest weeks the model sees fraud only."
    ))
    diagnose("unreported-is-legitimate", not silent.any() and (pd.isna(shortest) or not (label[early] == 0).any()), lambda: (
        f"{name(mine, np.flatnonzero(early & (label == 0))[0])} {answers(mine, np.flatnonzero(early & (label == 0))[0])},"
        f" {aged(np.flatnonzero(early & (label == 0))[0])}. Nobody has complained yet; that is not the same as honest."
        " A model trained on it learns that the newest scam is harmless."
    ))
    refuse(early, "immature-unmarked", mine, lambda row: (
        f"{answers(mine, row)}, {aged(row)}. The reason for its missing label is immature: it will have one later."
    ))
    exact = case.isin(["just_mature", "just_mature_fraud"])
    refuse(late if exact[late].all() else None, "exact-maturity", mine, lambda row: (
        f"{answers(mine, row)}, {aged(row)}. Exactly the maturity is mature."
    ))
    decided_late = case == "mature_but_decided_late"
    refuse(late if decided_late[late].all() else None, "maturity-from-decision", mine, lambda row: (
        f"{answers(mine, row)}, {aged(row)}. The analyst decided hours later, but the cardholder's time to notice"
        " runs from the payment."
    ))
    reported = truth["word"] != ""
    refuse(late if reported[late].all() else None, "maturity-from-report", mine, lambda row: (
        f"{answers(mine, row)}, {aged(row)}. There is a report, and it is younger; but the age that counts is"
        " the payment's. Counted from the report, slow reports are thrown away, and with them the frauds that are"
        " hardest to see."
    ))
    refuse(late, "mature-left-out", mine, lambda row: (
        f"{answers(mine, row)}, {aged(row)}. It is mature: whether it was reported or not, that is its label."
        + " It is a card check, of 0 EUR, and those are labelled like any other." * (case[row] == "card_check")
    ))
    at_once = answer(submission.training_labels(*tables(book), book.as_of, pd.Timedelta(0)), book)
    refuse((at_once["why"] == "immature") | (at_once["label"].notna() & ~judged), "zero-maturity", at_once, lambda row: (
        f"{answers(at_once, row)}, under a maturity of 0. Zero is a duration like any other, not a missing one: nothing"
        " is younger."
    ))


@points(3, needs="test_maturity")
def test_what_the_reports_say(submission, books):
    """Of what was received, the newest word on fraud is the label."""
    for book in books:
        judge_words(submission, book)
    judge_silence(submission, book)


def judge_words(submission, book):
    mine, truth = answer(labels_of(submission, book), book), known(book)
    label, case = mine["label"], truth["case"]
    seen = truth["why"].isin(SEEN)
    wrong = seen & ((label != truth["label"]) | (mine["why"] != truth["why"]))

    def only(*cases):
        return wrong if case.isin(cases)[wrong].all() else None

    refuse(only("twins_reported"), "report-of-another", mine, lambda row: (
        f"{answers(mine, row)}, by a report of another payment: {alike(mine, row)} were reported, it was not. Ids are"
        " matched exactly, not stripped, folded or cut; elsewhere they belong to somebody else."
    ))
    refuse(only("report_just_then"), "exact-report", mine, lambda row: (
        f"{answers(mine, row)}. A fraud report was received exactly at as_of, which counts as received."
    ))
    forms_in_time = not wrong[case == "fraud"].any() and (mine["why"] == "no_report")
    refuse(wrong & (case == "fraud_reported_late") & forms_in_time, "late-report-ignored", mine, lambda row: (
        f"{answers(mine, row)}. Its fraud report came after the maturity, but before as_of: you know that it was"
        " fraud. Calling it honest because the form was late teaches the model the opposite of what you know."
    ))
    refuse(only("service", "fraud_and_service", "reversed_and_service"), "service-dispute", mine, lambda row: (
        f"{answers(mine, row)}, and its reports say {said(book, mine, row)}. A service dispute is a quarrel with the"
        " shop and no word on fraud, either way."
    ))
    refuse(only("crossed_in_the_post"), "order-of-arrival", mine, lambda row: (
        f"{answers(mine, row)}. Its reports crossed in the post: {said(book, mine, row)}. The newest word is the one said"
        " last, not the one received last."
    ))
    refuse(only("reopened"), "reopened-dispute", mine, lambda row: (
        f"{answers(mine, row)}, and its reports say {said(book, mine, row)}. It was reversed and reopened: the newest word"
        " is fraud."
    ))
    twice = wrong & (label == 0) & (truth["label"] == 1)
    reversed_ones = wrong & (truth["why"] == "reversed")
    refuse(twice, "fraud-missed", mine, lambda row: (
        f"{answers(mine, row)}, and its reports say {said(book, mine, row)}. The newest word is fraud."
    ))
    refuse(reversed_ones & (label == 1), "reversed-is-fraud", mine, lambda row: (
        f"{answers(mine, row)}, and its reports say {said(book, mine, row)}. The dispute was withdrawn; left as fraud, a"
        " forgotten subscription teaches the model to decline good customers."
    ))
    refuse(reversed_ones, "reversed-unmarked", mine, lambda row: (
        f"{answers(mine, row)}, and its reports say {said(book, mine, row)}. The label is 0 and the reason is reversed: such"
        " rows are where the reports are least sure, and a reviewer will want to count them."
    ))
    refuse(wrong, "wrong-label", mine, lambda row: (
        f"{answers(mine, row)}, and its reports received by as_of say {said(book, mine, row)}. The newest word is the label,"
        " and no word is legitimate."
    ))


def judge_silence(submission, book):
    bare, truth = answer(labels_of(submission, book, reports=book.reports[:0]), book), known(book, reports=book.reports[:0])
    refuse((bare["why"] != truth["why"]) | (bare["label"].fillna(-1) != truth["label"].fillna(-1)), "silent-reports", bare, lambda row: (
        f"{answers(bare, row)} when there are no reports at all; the first reason that holds is {truth['why'][row]}. Silence"
        " is a label for what is mature and was approved, not for anything else, and never a reason to drop it."
    ))


@points(2, needs="test_what_the_reports_say")
def test_weights(submission, books):
    """A payment approved by chance stands for the many like it that were declined."""
    for book in books:
        judge_weights(submission, book)


def judge_weights(submission, book):
    mine, truth = answer(labels_of(submission, book), book), known(book)
    weight, right = mine["weight"], truth["weight"]
    wrong = ~np.isclose(weight, right, **NEAR)
    refuse(wrong & (right == 0), "weight-without-label", mine, lambda row: (
        f"has the weight {weight[row]:.6g} and the reason {mine['why'][row]}. Without a label it weighs 0: any other"
        " number ends up in a total."
    ))
    refuse(wrong & np.isclose(weight, 1), "exploration-unweighted", mine, lambda row: (
        f"weighs 1, but the last decision, by {truth['source'][row]}, has a propensity of {truth['propensity'][row]:g}: it stands for"
        f" {right[row]:.1f} payments like it, of which the others were declined. Weighed as one, the region that the"
        " policy declines all but vanishes from training."
    ))
    turned = np.isclose(weight, truth["propensity"])
    refuse(wrong & turned, "weight-upside-down", mine, lambda row: (
        f"weighs {weight[row]:g}, which is its propensity. The less likely it was to be approved, the more declined"
        " ones it stands for: the weight is one over it."
    ))
    refuse(wrong, "wrong-weight", mine, lambda row: (
        f"weighs {weight[row]:.9g}; its last decision has a propensity of {truth['propensity'][row]:g}, so it weighs"
        f" {right[row]:.9g}. One over the propensity, neither capped, rescaled nor rounded: whoever caps says so downstream."
    ))


@points(2, needs="test_weights")
def test_price_of_waiting(submission, books):
    """A row for each maturity: how many labels, how old the newest, and what share of the frauds is known by then."""
    for book in books:
        judge_price(submission, book)
    tried = [TEN_DAYS, pd.Timedelta(0)]
    for table in ("transactions", "decisions"):
        nothing_to_price(submission, book, tried, emptied(book, table), **{table: getattr(book, table)[:0]})
    nothing_to_price(submission, book, [TEN_YEARS], "no payment as old as the only maturity")


def judge_price(submission, book):
    tried = [TEN_DAYS, book.maturity, pd.Timedelta("2D 5h"), book.maturity + 12 * DAY, pd.Timedelta(0), book.maturity / 2]
    mine = price(submission.price_of_waiting(*tables(book), book.as_of, tried), tried)
    refuse_touched(submission, "price_of_waiting", *tables(book), book.as_of, tried)
    labels = {maturity: known(book, maturity) for maturity in tried}
    longest = labels[max(tried)]
    fraud = longest["label"] == 1
    everyone = labels[pd.Timedelta(0)]
    others = [
        ("last-report", longest["last_heard"], "to each payment's last report. The first fraud report is when it became known; later ones are no news"),
        ("first-said", longest["first_said"], "to the fraud report said first. Another overtook it: the first you had, by available_at, counts"),
        ("first-word", longest["first_word"], "to the first word of any kind. A reversal that overtook its dispute told nobody of a fraud"),
    ]
    for row, maturity in enumerate(tried):
        truth, where = labels[maturity], f"Under a maturity of {maturity}"
        labelled = truth["label"].notna()
        diagnose("usable-count", bool(mine["usable"][row] == labelled.sum()),
                 f"{where}, usable is {mine['usable'][row]:g}; training_labels gives {labelled.sum()} of"
                 f" {len(labelled)} payments a label. Rows that stay missing are no help to a model.")
        oldest, newest, stale = truth["age"][labelled].max() / DAY, truth["age"][labelled].min() / DAY, mine["staleness_days"][row]
        diagnose("oldest-not-newest", not np.isclose(stale, oldest, **NEAR),
                 f"{where}, staleness_days is {stale:.2f}, the age of the oldest label. Stale is how far the newest one lies back.")
        diagnose("staleness", np.isclose(stale, newest, **NEAR),
                 f"{where}, staleness_days is {stale:.9g}; the newest payment with a label is {newest:.9g} days old."
                 + (" Do not round." if abs(stale - newest) < 1 else " What the thieves invented since, the model has not seen."))
        complete, measured = within(longest["first_heard"][fraud], maturity), mine["completeness"][row]
        cohorts = [within(one["first_heard"][one["label"] == 1], maturity) for one in (everyone, truth)]
        biased = any(np.isclose(measured, one, **NEAR) and not np.isclose(one, complete) for one in cohorts)
        diagnose("censored-completeness", not biased,
                 f"{where}, completeness is {measured:.4f}. That counts young frauds, too, of which only the quickly"
                 f" reported are known: waiting looks needless. Among those labelled under the longest maturity,"
                 f" {max(tried)}, it is {complete:.4f}.")
        for diagnosis, moment, counted in others:
            other = within(moment[fraud], maturity)
            diagnose(diagnosis, not np.isclose(measured, other, **NEAR) or np.isclose(other, complete),
                     f"{where}, completeness is {measured:.4f}, counted {counted}.")
        diagnose("completeness", np.isclose(measured, complete, **NEAR),
                 f"{where}, completeness is {measured:.9g}; of {fraud.sum()} payments labelled 1 under {max(tried)},"
                 f" the first fraud report was received within it for {round(complete * fraud.sum())}, that instant included: {complete:.9g}, not rounded.")


def within(delay, maturity):
    """The share of the delays that are at most the maturity."""
    return (delay <= maturity).mean()


def nothing_to_price(submission, book, tried, circumstance, **instead):
    given = [instead.get(one, getattr(book, one)) for one in TABLES]
    with found_under("empty-price", f"With {circumstance}"):
        bare = price(submission.price_of_waiting(*given, book.as_of, tried), tried, bare=True)
        held = bool((bare["usable"] == 0).all() and bare[["staleness_days", "completeness"]].isna().all(axis=None))
        diagnose("empty-price", held, "the table has numbers where nothing could be labelled. usable is 0, and what"
                                      " cannot be measured is missing: a 0 or a 1 in its place reads like a finding.")


# --- what an answer must be before it is judged ---


def labels_of(submission, book, **instead):
    """The submission's labels, raw, with some of the book's tables replaced."""
    given = [instead.get(one, getattr(book, one)) for one in TABLES]
    return submission.training_labels(*given, book.as_of, book.maturity)


def tables(book):
    return [getattr(book, one) for one in TABLES]


def emptied(book, table):
    """How a table without rows is spoken of."""
    dtypes = ", ".join(f"{name} {dtype}" for name, dtype in getattr(book, table).dtypes.items())
    return f"no row in {table}, whose columns are as ever, {dtypes}"


def refuse_touched(submission, function, *given):
    """The arguments are afterwards as they were."""
    called = [*TABLES, "as_of", "maturity" if function == "training_labels" else "maturities"]
    changed = [called[place] for place in submission.harness.touched(function, *given)]
    diagnose("arguments-changed", not changed,
             f"After {function}, its caller's {' and '.join(changed)} changed: rows, columns or their order. The caller"
             " works on with what it had, and nobody looks there for the reason. Work on a copy.")


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


def answer(table, book, transactions=None):
    """The answer with plain dtypes, the ids beside it and rows numbered from 0, or what keeps it from being judged."""
    transactions = book.transactions if transactions is None else transactions
    diagnose("not-a-frame", isinstance(table, pd.DataFrame),
             f"The result is a {type(table).__name__}; return one DataFrame with a row per transaction.")
    refuse_columns(table, COLUMNS)
    diagnose("fan-out", len(table) <= len(transactions),
             f"{len(transactions)} payments became {len(table)} rows: some were repeated, as a join does where a payment"
             " has several decisions or reports. Training on it counts those more than once.")
    diagnose("lost-rows", len(table) == len(transactions),
             f"{len(transactions) - len(table)} of {len(transactions)} payments vanished. Rows without a label stay, and"
             " say why: what was left out of training, and how much of it, is the first question of a validator.")
    old, new = transactions.index.tolist(), table.index.tolist()
    diagnose("reordered", old == new or sorted(map(str, old)) != sorted(map(str, new)), lambda: (
        f"The rows came back in another order: index {old[0]!r} went in first, {new[0]!r} came out first. Labels put"
        " beside features by position land on the wrong payment."
    ))
    diagnose("new-index", old == new, lambda: (
        f"The first payment went in with index {old[0]!r} and came back with {new[0]!r}. Keep the index of transactions:"
        " labels aligned by it land on the wrong payment."
    ))
    label, why = numbers(table["label"], "label"), table["why"].map(str).to_numpy(dtype=object)
    bad = ~np.isnan(label) & (label != 0) & (label != 1)
    diagnose("label-not-binary", not bad.any(), lambda: (
        f"A label is {label[bad][0]:g}. It is 1, 0 or missing; a code for \"unknown\" is a number to a model."
    ))
    weight = numbers(table["weight"], "weight")
    lost = ~np.isfinite(weight) | (weight < 0)
    diagnose("weight-not-finite", not lost.any(), lambda: (
        f"{transactions['transaction_id'].iloc[np.flatnonzero(lost)[0]]} has the weight {weight[lost][0]}. A weight is a"
        " finite number, 0 where there is no label; one that is not makes the whole loss of a training run NaN."
    ))
    strange = sorted(set(why) - set(REASONS))
    diagnose("unknown-reason", not strange, lambda: (
        f"why also holds {strange[0][:40]!r}. It is one of {', '.join(REASONS)}."
    ))
    return pd.DataFrame({
        "transaction_id": transactions["transaction_id"].array, "event_time": transactions["event_time"].array,
        "label": label, "weight": weight, "why": why,
    })


def refuse_columns(table, promised):
    columns = list(table.columns)
    missing = [one for one in promised if columns.count(one) != 1]
    diagnose("missing-columns", not missing,
             f"The result lacks {', '.join(missing)}, or has it twice: the columns are {', '.join(promised)}.")
    extra = [str(one)[:40] for one in columns if one not in promised]
    diagnose("extra-columns", not extra,
             f"The result also holds {', '.join(extra[:5])}. What stands in this table ends up in the model: return"
             " only what was agreed.")


def numbers(column, called):
    some = "".join(f", for instance {str(one)[:40]!r}" for one in column.dropna()[:1])
    diagnose("not-numbers", column.dtype.kind in "iufb",
             f"{called} came back with the dtype {column.dtype}{some}. It is a number, also where every row is missing:"
             " a column of float64, or of Int64 where it counts or labels; missing is NaN or NA.")
    return column.to_numpy(dtype=float, na_value=np.nan)


def price(table, tried, *, bare=False):
    """The price table with plain dtypes, or what keeps it from being judged."""
    diagnose("price-shape", isinstance(table, pd.DataFrame),
             f"price_of_waiting returned a {type(table).__name__}; return one DataFrame with a row per maturity.")
    lacking, columns = [one for one in PRICE if one not in table.columns], [str(one)[:40] for one in table.columns]
    diagnose("price-shape", not lacking and len(columns) == len(PRICE),
             f"price_of_waiting has the columns {', '.join(columns[:8])}; agreed are {', '.join(PRICE)}.")
    diagnose("price-shape", len(table) == len(tried) and table.index.tolist() == list(range(len(tried))),
             f"price_of_waiting has {len(table)} rows for {len(tried)} maturities, or another index than from 0.")
    same = table["maturity"].dtype.kind == "m" and [pd.Timedelta(one) for one in table["maturity"]] == tried
    diagnose("price-order", same or (table["maturity"].dtype.kind == "m" and set(table["maturity"]) != set(tried)),
             "The maturities came back in another order than they went in. A chart drawn beside the list asked for would"
             " show the wrong price.")
    diagnose("price-shape", same, f"The column maturity, {table['maturity'].dtype}, does not hold the durations that were"
                                  " asked for.")
    mine = pd.DataFrame({one: numbers(table[one], one) for one in PRICE[1:]})
    diagnose("price-shape", table["usable"].dtype.kind in "iu", f"usable came back as {table['usable'].dtype}; it is a count, an int.")
    if not bare:
        holes = mine.isna().any(axis=1)
        diagnose("price-missing", not holes.any(), lambda: (
            f"Under a maturity of {tried[int(np.flatnonzero(holes)[0])]} a number is missing, though there are labels"
            " and, under the longest maturity, frauds."
        ))
    return mine


# --- the truth ---


def known(book, maturity=None, **instead):
    """Slowly and obviously: the last decision in hand, the age, the newest word in hand."""
    maturity = book.maturity if maturity is None else maturity
    decided, heard, rows = {}, {}, []
    for one in instead.get("decisions", book.decisions).sort_values("decided_at").itertuples():
        if one.decided_at <= book.as_of:
            decided.setdefault(one.transaction_id, []).append(one)
    for one in instead.get("reports", book.reports).sort_values("reported_at").itertuples():
        if one.available_at <= book.as_of and one.kind != "service":
            heard.setdefault(one.transaction_id, []).append(one)
    for payment in instead.get("transactions", book.transactions).itertuples():
        decisions, words = decided.get(payment.transaction_id, []), heard.get(payment.transaction_id, [])
        word, age = words[-1].kind if words else "", book.as_of - payment.event_time
        outcome = "immature" if age < maturity else word or "no_report"
        why = through(decisions[-1]) or outcome if decisions else "undecided"
        earliest = through(decisions[0]) or outcome if decisions else "undecided"
        label = {"fraud": 1.0, "reversed": 0.0, "no_report": 0.0}.get(why)
        propensity = decisions[-1].propensity if decisions else np.nan
        frauds = [one.available_at - payment.event_time for one in words if one.kind == "fraud"]
        rows.append({
            "label": label, "weight": 0.0 if label is None else 1 / propensity, "why": why, "earliest": earliest,
            "age": age, "word": word, "propensity": propensity, "decided": len(decisions),
            "action": decisions[-1].action if decisions else "", "source": decisions[-1].source if decisions else "",
            "case": book.case[payment.transaction_id], "first_heard": min(frauds, default=pd.NaT),
            "last_heard": max(frauds, default=pd.NaT), "first_said": frauds[0] if frauds else pd.NaT,
            "first_word": min((one.available_at - payment.event_time for one in words), default=pd.NaT),
        })
    table = pd.DataFrame(rows)
    return table.astype({"label": float}) if len(table) else table


def through(decision):
    """Why the payment's outcome cannot be seen after this decision; "" where it can."""
    if decision.action in ("review", "step_up"):
        return "undecided"
    if decision.action == "decline":
        return "declined"
    return "fallback" if decision.source == "fallback" else ""


# --- how a row is spoken of ---


def differs(one, other):
    unequal = (one["label"] != other["label"]) & (one["label"].notna() | other["label"].notna())
    return unequal | (one["why"] != other["why"]) | ~np.isclose(one["weight"], other["weight"])


def refuse(wrong, diagnosis, mine, message):
    """Diagnose the first wrong row; None or no wrong row is fine."""
    rows = [] if wrong is None else np.flatnonzero(wrong)
    diagnose(diagnosis, not len(rows), lambda: f"{len(rows)} such payments; {name(mine, rows[0])} {message(rows[0])}")


def name(mine, row):
    return f"{mine['transaction_id'][row]} of {mine['event_time'][row]:%Y-%m-%d %H:%M}"


def answers(mine, row):
    label = mine["label"][row]
    return f"has {'no label' if pd.isna(label) else f'the label {label:g}'} and the reason {mine['why'][row]}"


def said(book, mine, row):
    """The payment's reports in hand, in the order in which they were said."""
    own = book.reports[(book.reports["transaction_id"] == mine["transaction_id"][row]) & (book.reports["available_at"] <= book.as_of)]
    told = [f"{one.kind}, said {one.reported_at:%m-%d} and received {one.available_at:%m-%d}" for one in own.sort_values("reported_at").itertuples()]
    return "; ".join(told) or "nothing"


def alike(mine, row):
    return ", ".join(map(repr, twins(mine["transaction_id"][row])))


def full(instant):
    return instant.tz_convert("UTC").tz_localize(None).isoformat(sep=" ", timespec="microseconds")
