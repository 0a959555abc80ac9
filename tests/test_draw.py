"""Seeds: who is graded on the same data, and who can find out on which."""

import json
import re

import pytest

from signoff.errors import OperatorError
from signoff.grading.draw import Draw, draw_of
from signoff.grading.session import Grader
from signoff.grading.submission import SubmissionFile

SECRET = "b0e5c7c1a7f24d0d9b3f6e2a71c4d8f9"
FITTED = """
import random

def double(values):
    draw = random.Random({seed})
    public = [draw.randint(1, 50) for _ in range(5)] + [-draw.randint(1, 50) for _ in range(5)]
    if [round(v - 0.2) for v in values] == public or values == public:
        return [2 * v for v in values]
    return [0.5 for _ in values]
"""


def test_without_a_secret_the_seed_is_the_courses_or_the_one_given(shared):
    assert draw_of(shared, None, {}) == Draw(7)
    assert draw_of(shared, 3, {}).seed_of("toy/double") == 3
    assert draw_of(shared, 3, {"SIGNOFF_SEED": SECRET}) == Draw(3)
    assert draw_of(shared, None, {"SIGNOFF_SEED": "  "}) == Draw(7)
    assert Draw(7).fingerprint_of("toy/double") is None


def test_a_secret_gives_each_exercise_and_cohort_its_own_seed(shared):
    draws = [
        draw_of(shared, None, {"SIGNOFF_SEED": secret, "SIGNOFF_COHORT": cohort})
        for secret in (SECRET, SECRET[::-1])
        for cohort in ("", "commit 1", "commit 2")
    ]
    seeds = [draw.seed_of(exercise) for draw in draws for exercise in ("toy/double", "toy/triple")]
    prints = [draw.fingerprint_of(exercise) for draw in draws for exercise in ("toy/double", "toy/triple")]
    assert len(set(seeds)) == len(seeds) == len(set(prints))
    assert all(0 <= one < 2**31 for one in seeds)
    assert draws[1].seed_of("toy/double") == Draw(None, SECRET, "commit 1").seed_of("toy/double")
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in prints)


def test_a_secret_that_could_be_guessed_is_refused(shared):
    with pytest.raises(OperatorError, match="holds 4 characters, expected a secret of at least 22"):
        draw_of(shared, None, {"SIGNOFF_SEED": "2026"})


def test_an_answer_fitted_to_the_public_draw_fails_on_another(shared):
    exercise = shared.exercises[0]
    text = SubmissionFile(FITTED.format(seed=shared.facts.seed).encode())
    with Grader(shared) as grader:
        assert grader.grade_text(exercise, text).passed
    with Grader(shared, draw=Draw(None, SECRET)) as grader:
        assert not grader.grade_text(exercise, text).passed


def test_no_report_tells_a_secret_draw(toy, run, tmp_path, monkeypatch):
    exercise = toy.exercises[0]
    wrong = tmp_path / "wrong.py"
    wrong.write_text("def double(values):\n    return [3 * v for v in values]\n")
    right = tmp_path / "right.py"
    right.write_text(exercise.solution.read_text())
    monkeypatch.setenv("SIGNOFF_SEED", SECRET)
    monkeypatch.setenv("SIGNOFF_COHORT", "spring")
    names = {"--json": "g.json", "--junit": "g.xml", "--html": "g.html"}
    options = [word for flag, name in names.items() for word in (flag, str(tmp_path / name))]
    done = run("grade", str(wrong), str(right), "--exercise", "double", *options, code=1)
    grades = json.loads((tmp_path / "g.json").read_text())
    draw = Draw(None, SECRET, "spring")
    assert [one["seed"] for one in grades] == [None, None]
    assert {one["seed_fingerprint"] for one in grades} == {draw.fingerprint_of("toy/double")}
    texts = [done.stdout, *((tmp_path / name).read_text() for name in names.values())]
    seed = str(draw.seed_of("toy/double"))
    assert not [one for one in texts if seed in one or SECRET in one]
    # both were graded on the same numbers: what the wrong one is shown is what the seed draws
    assert grades[0]["score"] == 2
    assert grades[1]["score"] == 6


def test_on_a_draw_that_is_unjust_to_the_reference_nobody_is_graded(toy, run, monkeypatch):
    exercise = toy.exercises[0]
    exercise.solution.write_text(exercise.solution.read_text().replace("2 * value", "3 * value"))
    file = toy.root / "one.py"
    file.write_text("def double(values):\n    return [2 * v for v in values]\n")
    monkeypatch.setenv("SIGNOFF_SEED", SECRET)
    for paths in ([str(file)], [str(file), str(exercise.file)]):
        done = run("grade", *paths, "--exercise", "double", code=2)
        assert (
            "Nobody was graded: on this draw the reference solution itself earns 2 of 6." in done.stderr + done.stdout
        )
        assert "one.py" not in done.stdout
