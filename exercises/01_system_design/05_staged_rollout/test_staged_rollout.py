"""Graded tests of system_design/staged_rollout: 20 points. The assignment and the stages are two chains."""

import math

import numpy as np
import pandas as pd

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import diagnose, points

# The sentences for the learner stay whole:
# fmt: off

STAGES = (1, 5, 20, 50, 100)
RATES = {"approvals_high": (0.60, 0.66), "approvals_low": (0.60, 0.54), "fallback": (0.01, 0.03), "impact": (0.25, 0.20), "late": (0.02, 0.05), "reasons": (0.004, 0.02)}
BAD, CLEAR = math.log(0.95 / 0.01), math.log(0.05 / 0.99)
SIGMAS = 5
"""Of a binomial count: a fair draw fails one of the 16 counts of a grading less than once in 50,000 seeds."""


# --- who is asked about ---


def customers(seed, size=6000):
    """Ids as systems have them: numbered, padded, random, with letters of other scripts."""
    rng = np.random.default_rng([seed, 1])
    start = int(rng.integers(1, 10**6))
    made = [(str(start + one), f"C{start + one:09d}", f"{int(rng.integers(2**62)):016x}", f"Łódź-{one}/ü{start}")[one % 4] for one in range(size)]
    return [made[one] for one in rng.permutation(size)]


def salt_of(seed, which=0):
    return f"pd{int(np.random.default_rng([seed, 2]).integers(100, 999))}v{which}"


def answers(submission, questions, how="ask"):
    found = getattr(submission.harness, how)(questions)
    diagnose("not-a-bool", all(isinstance(one, bool | np.bool_) for one in found), "in_canary returns True or False; a caller who compares with `is` or writes it to a log meets something else here.")
    return np.array(found, dtype=bool)


def within(count, size, share):
    return abs(count - size * share) <= SIGMAS * math.sqrt(size * share * (1 - share))


# --- the truth about stages, slowly and obviously ---


def known(stage, frame, *, ends_only=False, peeks=False, swapped=False, skips_missing=False, zero_for_missing=False, extras=False, by_row=False, holds_first=False, reopens=False,
          over_gaps=False, daily=False, one_back=False, clear_is_enough=False, only_rises=False, first_only=False, absent_is_fine=False, no_gap_at_end=False):
    """What is right; each flag is something that people do instead."""
    names = sorted(set(RATES) | (set(frame["guardrail"]) if extras else set()))
    if absent_is_fine:
        names = [name for name in names if name in set(frame["guardrail"])]
    rows = {(row.guardrail, row.day): row for row in frame.itertuples(index=False)}
    ours = [day for name, day in rows if name in names]
    days = max(ours, default=0)
    bad, waiting, gaps = [], [], []
    for name in names:
        evidence, cases, events, found, gap = 0.0, 0.0, 0.0, "open", days == 0
        order = [row.day for row in frame.itertuples(index=False) if row.guardrail == name] if by_row else list(range(1, days + 1))
        gap = gap or (by_row and len(order) < days)
        for day in order:
            row = rows.get((name, day))
            if row is None or math.isnan(row.cases) or math.isnan(row.events):
                if zero_for_missing or skips_missing:
                    continue
                if no_gap_at_end and not any((name, later) in rows for later in range(day, days + 1)):
                    break
                gap = True
                if over_gaps:
                    continue
                break
            if only_rises and row.bad < row.fine:
                found = "clear"
                continue
            gain = row.events * math.log(row.bad / row.fine) + (row.cases - row.events) * math.log((1 - row.bad) / (1 - row.fine))
            evidence = gain if daily else evidence + gain
            cases, events = cases + row.cases, events + row.events
            above, below = (-CLEAR, -BAD) if swapped else (BAD, CLEAR)
            if peeks:
                z = (events - cases * row.fine) / math.sqrt(max(cases, 1) * row.fine * (1 - row.fine)) * (1 if row.bad > row.fine else -1)
                now = "bad" if z > 1.96 else "clear"
                found = "bad" if found == "bad" else now
                continue
            now = "bad" if evidence >= above else "clear" if evidence <= below else "open"
            if ends_only or found == "open" or (reopens and now != "open"):
                found = now
        bad += [name] if found == "bad" else []
        gaps += [name] if gap else []
        waiting += [name] if gap or (found == "open" and not clear_is_enough) else []
    if bad and not (holds_first and gaps):
        below = STAGES[max(STAGES.index(stage) - 1, 0)]
        return {"percent": below if one_back else 0, "move": "roll_back", "because": bad[:1] if first_only else bad}
    if waiting or bad or stage == 100:
        return {"percent": stage, "move": "hold", "because": waiting[:1] if first_only else waiting}
    return {"percent": STAGES[STAGES.index(stage) + 1], "move": "advance", "because": []}


# --- tables ---


def table(rng, days, *, path=None, size=400):
    """Every guardrail clear at the end of its days, unless `path` gives it (evidence to be reached at the end of each day)."""
    path, rows = path or {}, []
    for name, (fine, bad) in (RATES | {"defaults": (0.02, 0.03)}).items():
        if name == "defaults" and name not in path:
            continue
        up, down, evidence = math.log(bad / fine), math.log((1 - bad) / (1 - fine)), 0.0
        falls = path.get(name, [-1.7 * (day + 1) + float(rng.uniform(-0.4, 0.4)) for day in range(days)])
        for day in range(days):
            cases = float(size + int(rng.integers(0, 80)))
            gain = falls[day] - evidence
            events = float(min(max(round((gain - cases * down) / (up - down)), 0), cases))
            missed = gain - (events * up + (cases - events) * down)
            cases = max(events, cases + round(missed / down))  # one more or fewer case for the rest
            evidence += events * up + (cases - events) * down
            assert min(abs(evidence - BAD), abs(evidence - CLEAR)) > 1e-6
            rows.append((name, day + 1, cases, events, fine, bad))
    return shuffled(rng, pd.DataFrame(rows, columns=["guardrail", "day", "cases", "events", "fine", "bad"]))


def shuffled(rng, frame):
    return frame.iloc[rng.permutation(len(frame))].set_axis(rng.integers(0, 4, len(frame)), axis=0)


def two_of(rng):
    return [str(one) for one in rng.choice(sorted(RATES), 2, replace=False)]


def without(frame, name, day, how):
    """The table with one day of one guardrail missing."""
    here = ((frame["guardrail"] == name) & (frame["day"] == day)).to_numpy()
    if how == "row":
        return frame[~here]
    return frame.assign(**{how: frame[how].mask(here)})


def known_days(seed):
    """Without anything missing: name of the case, stage, table."""
    rng = np.random.default_rng([seed, 3])
    for stage in STAGES:
        yield "all clear", stage, table(rng, 6)
    for name in RATES:
        yield f"{name} bad", int(rng.choice(STAGES)), table(rng, 5, path={name: [1.5, 3.6, 5.6, 7.0, 8.5]})
    for _ in range(2):
        one, two = two_of(rng)
        yield "two bad", 20, table(rng, 5, path={one: [1.5, 5.6, 7.0, 8.0, 9.0], two: [0.5, 1.5, 3.0, 5.4, 6.0]})
        yield "two open", 5, table(rng, 5, path={one: [-0.5, 0.6, 1.0, -0.6, -1.2], two: [-0.5, -1.0, -0.5, -1.2, -1.6]})
        yield "bad, then less so", 50, table(rng, 6, path={one: [2.0, 5.5, 3.5, 1.5, -1.0, -2.0]})
        yield "bad, then clear", 50, table(rng, 6, path={one: [2.5, 5.5, 3.5, 0.0, -2.0, -5.5]})
        yield "clear, then less so", 5, table(rng, 6, path={two: [-2.0, -3.8, -2.5, -1.5, -0.5, 0.4]})
        yield "clear, then far above", 5, table(rng, 6, path={two: [-2.0, -3.8, -1.0, 1.5, 4.0, 6.0]})
        yield "nearly bad", 1, table(rng, 5, path={one: [1.0, 3.9, 3.6, 2.0, 0.5]})
        yield "clear, just", 1, table(rng, 4, path={two: [-1.0, -2.0, -2.4, -3.5]})
        for state in ([1.0, 5.8, 6.0, 6.5], [0.3, 0.1, 0.4, -0.2]):
            yield "defaults", 20, table(rng, 4, path={"defaults": state})


def missing_days(seed):
    rng = np.random.default_rng([seed, 4])
    for how in ("row", "cases", "events"):
        for day in (1, 3, 6):
            yield f"{how} of day {day}", int(rng.choice(STAGES[:4])), without(table(rng, 6), two_of(rng)[0], day, how)
        one, two = two_of(rng)
        yield f"bad elsewhere, {how} missing", 20, without(table(rng, 6, path={two: [1.5, 3.5, 5.6, 6.5, 7.0, 7.5]}), one, 4, how)
        yield f"bad before, {how} missing", 20, without(table(rng, 6, path={two: [1.5, 5.6, 6.0, 6.5, 7.0, 7.5]}), two, 5, how)
        yield f"bad only after, {how} missing", 20, without(table(rng, 6, path={one: [0.5, 1.5, 2.5, 3.4, 6.0, 8.5]}), one, 3, how)
        yield f"defaults, {how} missing", 5, without(table(rng, 4, path={"defaults": [-1.0, -4.0, -4.5, -5.0]}), "defaults", 3, how)
    for _ in range(2):
        frame, name = table(rng, 6), two_of(rng)[0]
        yield "a guardrail absent", 20, frame[frame["guardrail"] != name]
    frame = table(rng, 5)
    yield "an empty table", 5, frame[:0]
    only = table(rng, 5, path={"defaults": [-1.0, -4.0, -4.5, -5.0, -6.0]})
    yield "only defaults", 5, only[only["guardrail"] == "defaults"]


# --- tests: who is in ---


@points(1)
def test_promised_answers(submission):
    """Bools and dicts of the promised kind; a ValueError for what makes no sense."""
    answers(submission, [(f"C{one}", 30, "r1") for one in range(50)])
    for percent in (-1, -0.01, 100.5, 101, float("nan"), float("inf")):
        refused(lambda percent=percent: submission.in_canary("C17", percent, "r1"), f"in_canary with percent {percent}", "strange-percent")
    frame = table(np.random.default_rng(1), 4)
    for stage in (0, 2, 10, 99, 101):
        refused(lambda stage=stage: submission.next_stage(stage, frame), f"next_stage at stage {stage}", "strange-stage")
    read(submission.next_stage(5, frame))


def refused(call, what, diagnosis):
    try:
        found = call()
    except SubmissionRaised as error:
        if error.kind != "error":
            raise
        diagnose("not-a-value-error", error.type == "ValueError", f"{what} raised {error}. The brief asks for a ValueError: that is what the caller catches.")
    else:
        diagnose(diagnosis, False, f"{what} answered {str(found)[:80]}. A rollout with a typing error in it must not start: raise a ValueError.")


def read(found):
    """A decision, its parts checked for kind."""
    kinds = isinstance(found, dict) and set(found) == {"percent", "move", "because"}
    kinds = kinds and isinstance(found["percent"], int | np.integer) and not isinstance(found["percent"], bool) and isinstance(found["move"], str)
    kinds = kinds and isinstance(found["because"], list) and all(isinstance(one, str) for one in found["because"])
    diagnose("not-a-decision", kinds, lambda: f"next_stage answered {str(found)[:120]}; expected a dict of percent (int), move (str) and because (list of str), and nothing else.")
    return found | {"percent": int(found["percent"])}


@points(3, needs="test_promised_answers")
def test_about_percent(submission, seed):
    """Nobody at 0, everybody at 100, in between as many as a fair draw gives, fractions included."""
    ids, salt = customers(seed), salt_of(seed)
    diagnose("somebody-at-zero", not answers(submission, [(one, 0, salt) for one in ids]).any(), "At 0 percent somebody is in the canary. 0 is how a rollout is stopped: nobody may be left in it.")
    diagnose("somebody-missing-at-hundred", answers(submission, [(one, 100, salt) for one in ids]).all(), "At 100 percent somebody is not in the canary; the old model can then never be switched off.")
    one_percent = answers(submission, [(one, 1, salt) for one in ids])
    for percent in (0.5, 12.5, 1, 5, 20, 50, 99):
        found = answers(submission, [(one, percent, salt) for one in ids])
        count, wanted = int(found.sum()), len(ids) * percent / 100
        fair = within(count, len(ids), percent / 100)
        diagnose("whole-percents-only", fair or percent != 0.5 or not within(int(one_percent.sum()), len(ids), 0.01) or not (not found.any() or (found == one_percent).all()),
                 f"At 0.5 percent {count} of {len(ids):,} customers are in, expected about {wanted:.0f}. A hundred places are too few for half a percent: the smallest stage would be twice as large as approved, or empty.")
        diagnose("not-the-share", fair, f"At {percent} percent {count:,} of {len(ids):,} customers are in, expected about {wanted:,.0f}. Ids are not spread evenly by themselves: numbered ids, or sums of letters, crowd in few places.")
    for what, pairs in {"with leading zeros and without": [(str(one), f"00{one}") for one in range(1, 301)], "in capitals and small letters": [(f"a{one}", f"A{one}") for one in range(300)],
                        "with a space before it and without": [(f"c{one}", f" c{one}") for one in range(300)], "that begin alike": [(f"customer-of-the-bank-{one:04d}", "customer-of-the-bank-0000") for one in range(1, 301)]}.items():
        both = answers(submission, [(one, 50, salt) for pair in pairs for one in pair]).reshape(-1, 2)
        diagnose("ids-merged", (both[:, 0] != both[:, 1]).any(), f"Of 300 pairs of ids {what}, all are treated alike. They are different customers; take the id as it is, the whole of it.")


@points(3, needs="test_about_percent")
def test_same_everywhere(submission, seed):
    """The same answer again, in another order, in another process, under another hash seed."""
    ids, salt = customers(seed, 1500), salt_of(seed)
    questions = [(one, 20, salt) for one in ids]
    first = answers(submission, questions)
    again = answers(submission, questions)
    diagnose("by-request", (first == again).all(), lambda: f"Customer {ids[int(np.argmax(first != again))]} was {'in' if first[np.argmax(first != again)] else 'not in'} the canary, and a moment later the opposite. Draw by customer, not by request:"
             " somebody who applies twice would be decided by two models.")
    seeded = answers(submission, questions, "ask_under_another_seed")
    diagnose("built-in-hash", (first == seeded).all(), f"{int((first != seeded).sum())} of {len(ids)} customers change sides when the built-in hash has another seed. Python draws that seed for each process, so each of your servers has its own canary.")
    elsewhere = answers(submission.fresh(), questions[::-1])[::-1]
    diagnose("by-process", (first == elsewhere).all(), f"{int((first != elsewhere).sum())} of {len(ids)} customers change sides in another process that is asked in another order. The answer may come from the arguments only.")


@points(2, needs="test_same_everywhere")
def test_growth_only_adds(submission, seed):
    """Who is in at one percentage is in at every larger one."""
    ids, salt = customers(seed, 2500), salt_of(seed)
    before = None
    for percent in (0.5, 1, 5, 12.5, 20, 20.4, 50, 99, 100):
        now = answers(submission, [(one, percent, salt) for one in ids])
        lost = np.zeros(len(ids), dtype=bool) if before is None else before & ~now
        diagnose("reshuffled-on-growth", not lost.any(), f"With growth to {percent} percent {int(lost.sum())} customers leave the canary, {ids[int(np.argmax(lost))]} first. They were decided by the new model and now by the old one; and who met it can no longer be told from the percentage.")
        before = now


@points(2, needs="test_same_everywhere")
def test_another_salt(submission, seed):
    """Two rollouts share customers as often as chance has it."""
    ids = customers(seed, 3000)
    for one, two in ((salt_of(seed), salt_of(seed, 1)), ("r1", "r12"), ("ab", "ba")):
        for percent in (20, 50):
            mine, other = (answers(submission, [(who, percent, salt) for who in ids]) for salt in (one, two))
            diagnose("salt-ignored", not (mine == other).all(), f"Salts {one} and {two} choose the same customers. The same people would meet every experiment of the house, and no two could be told apart.")
            both = int((mine & other).sum())
            diagnose("salts-related", within(both, len(ids), (percent / 100) ** 2), f"With salts {one} and {two} at {percent} percent, {both:,} of {len(ids):,} customers are in both, expected about {len(ids) * (percent / 100) ** 2:,.0f}. One draw must say nothing about the other: put the salt into what is hashed.")
    before, behind = [(("2" + who, 50, "r1"), (who, 50, "r12")) for who in ids[:300]], [((who + "1", 50, "2r"), (who, 50, "12r")) for who in ids[:300]]
    for pairs, what in ((before, "Salt r1 with id 2x answers as salt r12 with id x"), (behind, "Id x1 with salt 2r answers as id x with salt 12r")):
        found = answers(submission, [one for pair in pairs for one in pair]).reshape(-1, 2)
        diagnose("salt-runs-into-id", (found[:, 0] != found[:, 1]).any(), f"{what}, for 300 of 300 ids. Glued together they are one text: mark where one ends.")


# --- tests: stages ---


SAID = {
    "ends-only": ("ends_only", "Only the sum over all days was looked at. The first boundary reached decides: evidence that has come back since was bad on the night that counted, and clear likewise."),
    "peeks": ("peeks", "Those are the moves of a test for a fixed sample (1.96 standard deviations) looked at every night. Each look is another chance of a false alarm: after twenty nights one good model in four is rolled back."),
    "errors-swapped": ("swapped", "FALSE_ALARM and MISS stand the wrong way round in the two boundaries."),
    "waits-for-defaults": ("extras", "A guardrail that is not in REQUIRED had a say. Defaults take a year; a rollout that waits for them never moves, or is moved by noise."),
    "by-row-order": ("by_row", "The days were walked in the order of the rows. The order of the table says nothing: `day` does."),
    "later-days-reopen": ("reopens", "A later day overruled the first boundary. With two chances to cross, the error rates are no longer those that were approved."),
    "one-day-only": ("daily", "Each day was judged alone. Evidence adds up from day 1 of the stage."),
    "one-step-back": ("one_back", "A bad guardrail takes the canary to 0, not one stage down: customers are still being decided by a model known to be bad."),
    "open-taken-as-clear": ("clear_is_enough", "A guardrail that has reached no boundary was taken as clear. Not yet bad is not good."),
    "only-rises-watched": ("only_rises", "A rate that falls from fine to bad was never bad. Fewer approvals, or a smaller share of them for the protected group, is what harms customers."),
    "only-first-named": ("first_only", "because names the first guardrail only; the people who are called at night need all of them."),
    "missing-skipped": ("skips_missing", "Missing days were left out and the rest walked on. What a broken feed does not report is not fine: hold."),
    "absent-taken-as-fine": ("absent_is_fine", "A guardrail without a single row was not missed. What must be there comes from REQUIRED, not from the table."),
    "missing-before-bad": ("holds_first", "Something was missing, and so a guardrail known to be bad did not roll back. What is known to be bad is bad, whatever else is unknown."),
    "walked-over-a-gap": ("over_gaps", "Evidence after a missing day was added to what came before it. The walk ends before the gap."),
    "end-not-missed": ("no_gap_at_end", "A guardrail whose last days have no row was taken as whole. The days run to the highest of any required guardrail."),
}


def judge(submission, cases, explained):
    cases = list(cases)
    found = [read(submission.next_stage(stage, frame)) for _, stage, frame in cases]
    right = [known(stage, frame) for _, stage, frame in cases]
    wrong = [place for place, (mine, truth) in enumerate(zip(found, right, strict=True)) if mine != truth]
    if not wrong:
        return
    what, stage, _ = cases[wrong[0]]
    facts = f"At stage {stage} ({what}): {found[wrong[0]]}, and {right[wrong[0]]} is right."
    unsorted = all(mine | {"because": sorted(mine["because"])} == truth for mine, truth in zip(found, right, strict=True))
    diagnose("because-not-sorted", not unsorted, f"{facts} because is sorted, so that two nights can be compared.")
    for name in explained:
        flag, sentence = SAID[name]
        told = [known(stage, frame, **{flag: True}) for _, stage, frame in cases]
        parts = ["percent", "move", "because"] if name == "only-first-named" else ["percent", "move"]
        places = range(len(cases))
        explains = all(found[place][part] == told[place][part] for place in places for part in parts) and any(told[place][part] != right[place][part] for place in places for part in parts)
        diagnose(name, not explains, f"{facts} {sentence}")
    diagnose("wrong-move", False, f"{facts} Write down the evidence of each guardrail at the end of each day and the first boundary it reaches.")


@points(4, needs="test_promised_answers")
def test_sequential_test(submission, seed):
    """The first boundary reached decides, in the six guardrails and in no other."""
    judge(submission, known_days(seed), [name for name in SAID if name not in ("missing-skipped", "absent-taken-as-fine", "missing-before-bad", "walked-over-a-gap", "end-not-missed")])


@points(3, needs="test_sequential_test")
def test_missing_holds(submission, seed):
    """What is not known is not fine; what is known to be bad rolls back all the same."""
    judge(submission, missing_days(seed), ["missing-skipped", "absent-taken-as-fine", "missing-before-bad", "walked-over-a-gap", "end-not-missed", "waits-for-defaults"])


@points(2, needs="test_sequential_test")
def test_nothing_changed_nothing_kept(submission, seed):
    """The table stays as it is, and the next call is about its own."""
    rng = np.random.default_rng([seed, 5])
    frame = table(rng, 5)
    name = two_of(rng)[0]
    other = frame.assign(events=frame["events"].where(frame["guardrail"] != name, frame["events"] + (30 if RATES[name][1] > RATES[name][0] else -30)).clip(lower=0))
    found = submission.fresh().harness.stages(20, frame, other)
    diagnose("inputs-changed", not found["changed"], "After next_stage the table is not as it was handed in: values, order, index and columns count. The night's report is made from it.")
    diagnose("answer-kept", found["again"] == known(20, frame), "Asked about an equal table after the caller had edited the first answer, next_stage gave the edited answer. Make a new dict each time.")
    diagnose("kept-state", read(found["other"]) == known(20, other), "Asked about the same table with other counts in it, next_stage did not answer for these. Keep nothing between calls.")
