"""The benchmark's course is a course, and its submissions earn what is stated beside them."""

import json
import tomllib
from pathlib import Path

from signoff.course import Course

COURSE = Course(Path(__file__).resolve().parents[1] / "bench" / "course")
SUBMISSIONS = COURSE.root / "submissions"


def test_the_submissions_earn_their_stated_scores(run, tmp_path):
    stated = tomllib.loads((SUBMISSIONS / "scores.toml").read_text(encoding="utf-8"))
    paths = [SUBMISSIONS / f"{name}.py" for name in stated]
    assert len(paths) == 19
    assert set(paths) == set(SUBMISSIONS.glob("*.py"))
    report = tmp_path / "grades.json"
    run(
        "grade", *paths, "--exercise", "spend/trailing_spend", "--json", report,
        "--min-score", "0", folder=COURSE.root, code=0,
    )  # fmt: skip
    grades = json.loads(report.read_text(encoding="utf-8"))
    assert {path.stem: grade["score"] for path, grade in zip(paths, grades, strict=True)} == stated


def test_the_reference_and_the_starter_are_those_of_the_exercise():
    (exercise,) = COURSE.exercises
    assert (SUBMISSIONS / "reference.py").read_text(encoding="utf-8") == exercise.solution.read_text(encoding="utf-8")
    for path in (SUBMISSIONS / "starter.py", exercise.file):
        assert path.read_text(encoding="utf-8") == exercise.starter
