"""Graded tests of system_design/design_review: 20 points. What is planted in each design is known from its generator."""

from functools import cache

import pytest

from signoff.testing import diagnose, gate, points
from signoff.worlds.designs.generator import CODES, designs

# The sentences for the learner stay whole:
# fmt: off

ENOUGH = 0.9  # the reference has 1.0 at every seed: what is planted is exact
FRAMING, DATA, OPERATION, CONDUCT = CODES[:4], CODES[4:7], CODES[7:13], CODES[13:]

# forms of a part by what is easily got wrong in them
BLANKS = {"placeholder", "source_placeholder", "date_placeholder", "to_placeholder", "threshold_placeholder", "action_placeholder", "one_placeholder"}
MISSING = {"missing", "empty", "no_date", "no_threshold", "no_action", "no_monitor", "no_actions"}
LIKE = {"like", "like_inputs", "like_version", "replica", "namesake"}
WORDS = {"synonym", "synonym_twice", "rolled_up", "explained", "explained_twice", "other_explained"}
FAR = {"two_steps", "three_steps", "needs_model", "made_from", "made_from_twice"}
PARTIAL = {"one_missing", "one_placeholder", "one_action"}
LIMIT = {"equal", "at_decision", "lag_fits", "chain_fits", "same_day"}
PEOPLE = {"account", "other_account", "second_developer"}


@cache
def written(seed):
    return designs(seed)


@pytest.fixture(scope="module")
def answers():
    return {}


def found(submission, seed, answers):
    """The codes reported for each design."""
    if seed not in answers:
        answers[seed] = [findings(submission.review(one.design), one) for one in written(seed)]
    return answers[seed]


def findings(answer, one):
    about = f"review of {one.design['title']!r} ({one.design['product']})"
    diagnose("not-a-list", isinstance(answer, list), f"{about} gave {type(answer).__name__}, not a list.")
    codes = []
    for finding in answer:
        diagnose("not-a-finding", isinstance(finding, dict) and isinstance(finding.get("code"), str) and isinstance(finding.get("why"), str) and bool(finding["why"].strip()),
                 f"{about} holds {str(finding)[:60]!r}. A finding is a dict with the texts `code` and `why`: its author has to act on it.")
        diagnose("unknown-code", finding["code"] in CODES, f"{about} holds the code {finding['code'][:40]!r}, which is none of the 18.")
        codes.append(finding["code"])
    diagnose("reported-twice", len(codes) == len(set(codes)), f"{about} reports a code twice. A list of findings is worked off one by one.")
    return set(codes)


@points(2)
def test_findings(submission, seed, answers):
    """A list of findings, each code once, and not the first flaw alone."""
    mine, known = found(submission, seed, answers), written(seed)
    diagnose("same-for-every-design", len({frozenset(codes) for codes in mine}) > 1, "All designs got the same findings, though some are sound and some are not.")
    several = [row for row, one in enumerate(known) if len(one.codes) > 1]
    diagnose("stops-at-the-first", any(len(mine[row]) > 1 for row in several),
             f"{len(several)} designs have two flaws or more, and none got more than one finding. The second flaw is then found in production.")
    wordless = [len(codes - one.codes) > 0 for codes, one in zip(mine, known, strict=True) if "summary" not in one.design]
    wordy = [len(codes - one.codes) > 0 for codes, one in zip(mine, known, strict=True) if "summary" in one.design]
    diagnose("short-taken-as-bad", not (all(wordless) and not all(wordy)), "Every design without a summary got a finding it does not deserve. A short design is not a bad one.")


def judge(submission, seed, answers, group):
    mine, known = found(submission, seed, answers), written(seed)
    for code in group:
        wrong = [row for row, one in enumerate(known) if (code in mine[row]) != (code in one.codes)]
        right = sum(code in one.codes and code in mine[row] for row, one in enumerate(known))
        planted, reported = sum(code in one.codes for one in known), sum(code in codes for codes in mine)
        misread = [row for row in wrong if 2 * sum(known[other].forms[code] == known[row].forms[code] for other in wrong)
                   > sum(one.forms[code] == known[row].forms[code] for one in known)]
        if not misread and right >= ENOUGH * planted and right >= ENOUGH * reported:
            continue
        row = (misread or wrong)[0]
        told, way = known[row], known[row].forms[code]
        facts = (f"{told.design['title']!r} ({told.design['product']}), written so: {way.replace('_', ' ')}. {code} "
                 + ("is a flaw of it and was not reported." if code in told.codes else "was reported and is no flaw of it.")
                 + f" In all, {right} of {planted} were found, among {reported} reports.")
        ways = {known[other].forms[code] for other in (misread or wrong)}
        late = code in told.codes
        diagnose("code-never-reported", reported > 0, f"{facts} You never report this code.")
        diagnose("placeholder-taken-as-answer", not (late and ways <= BLANKS), f"{facts} A placeholder says nothing; whoever wrote it meant to come back.")
        diagnose("missing-not-noticed", not (late and ways <= MISSING), f"{facts} There is nothing where something has to be.")
        diagnose("one-taken-for-all", not (late and ways <= PARTIAL), f"{facts} One adverse action is covered, another is not: each of them meets somebody.")
        diagnose("model-backs-up-the-model", not (late and ways <= {"itself", "older_model"}), f"{facts} The fallback is a model: what makes one model fail, bad data or a bad platform, makes the other fail too.")
        diagnose("steps-not-followed", not (late and ways <= FAR), f"{facts} What is needed, or made from, goes on over several steps. Follow it to the end.")
        diagnose("named-alike-taken-as-same", not ways <= LIKE, f"{facts} Two names that look alike are two names; one is not the other because it is contained in it.")
        diagnose("glossary-not-read", not ways <= WORDS, f"{facts} The glossary says what the word means, perhaps in two steps.")
        diagnose("limit-taken-as-breach", late or not ways <= LIMIT, f"{facts} Equal is in time and within budget.")
        diagnose("zero-taken-as-missing", late or ways != {"zero"}, f"{facts} Zero is a threshold.")
        diagnose("parallel-steps-added", late or not ways <= {"together"}, f"{facts} Steps of one group run at the same time: the longest counts.")
        diagnose("accounts-not-resolved", not ways <= PEOPLE, f"{facts} A person is named by an id or by any account; compare people.")
        diagnose("reasons-asked-of-every-product", late or ways != {"not_needed"}, f"{facts} Reasons are asked for credit and its price.")
        diagnose("unused-field-flagged", late or ways != {"not_used"}, f"{facts} The field is no input of the model, and none is made from it.")
        diagnose("planned-taken-as-rehearsed", not (late and ways == {"planned"}), f"{facts} The rehearsal lies after the day the design was written: nobody has gone the way back yet.")
        diagnose("any-text-taken-as-retention", not (late and ways == {"endless"}), f"{facts} `As long as needed` is no duration: nothing is ever deleted by it.")
        diagnose("flaw-misread", False, facts)


@points(3, needs="test_findings")
def test_framing(submission, seed, answers):
    """Label, horizon, unit, and what can be had without a model."""
    judge(submission, seed, answers, FRAMING)


@points(3, needs="test_findings")
def test_data(submission, seed, answers):
    """Known in time, seen for all actions, deleted one day."""
    judge(submission, seed, answers, DATA)


@points(4, needs="test_findings")
def test_operation(submission, seed, answers):
    """What happens when the model is wrong, slow or gone."""
    judge(submission, seed, answers, OPERATION)


@points(4, needs="test_findings")
def test_ownership_and_conduct(submission, seed, answers):
    """Who answers for it, and what whoever is turned down can do."""
    judge(submission, seed, answers, CONDUCT)


@points(3, needs="test_operation")
def test_recall_and_precision(submission, seed, answers):
    """Averaged over the codes."""
    mine, known = found(submission, seed, answers), written(seed)
    recall, precision = [], []
    for code in CODES:
        both = sum(code in codes and code in one.codes for codes, one in zip(mine, known, strict=True))
        recall.append(both / sum(code in one.codes for one in known))
        precision.append(both / max(1, sum(code in codes for codes in mine)))
    gate("recall, mean of 18 codes", sum(recall) / 18, at_least=ENOUGH, diagnosis="flaw-misread", message="Too many flaws were missed.")
    gate("precision, mean of 18 codes", sum(precision) / 18, at_least=ENOUGH, diagnosis="flaw-misread", message="Too many findings are no flaws: authors stop reading them.")


@points(1, needs="test_recall_and_precision")
def test_nothing_changed_nothing_kept(submission, seed, answers):
    """The design is as it was, and the next review is about its own design."""
    known = written(seed)
    sound, flawed = next(one for one in known if not one.codes), next(one for one in known if len(one.codes) > 1)
    for first, second in ((sound, flawed), (flawed, sound)):
        told = submission.fresh().harness.again(first.design, second.design | {"title": first.design["title"]})
        diagnose("design-changed", not told["changed"], f"The review changed the design {first.design['title']!r} that it was given. The author signs what was written.")
        alone = submission.fresh().review(second.design | {"title": first.design["title"]})
        then, right = (sorted(findings(answer, second)) for answer in (told["then"], alone))
        diagnose("kept-state", then == right,
                 f"A second review, of a design with the same title {first.design['title']!r} and other contents, got {then}; asked alone, {right}.")
