"""A new exercise, laid out so that its proof fails for the right reasons until it is written."""

import keyword
import re
from pathlib import Path

from signoff.course import Course
from signoff.errors import AuthorError

_TOML = """title = "{title}"
product = "credit"
minutes = 45
practises = ["say what"]
obligations = []
libraries = ["pandas"]
limits = {{ cpu_seconds = 20, memory_mb = 1024 }}
hints = [
  "A nudge: what does the learner overlook?",
  "The method, in words; never the code.",
]
"""
_BRIEF = """# {title}

A situation on the job, with a consequence, in three sentences.

Write `{slug}(frame)`: what comes in (columns, dtypes, units), what goes out, ties, empties, order.

*Judged on:* the properties, in words.
"""
_SOLUTION = '''"""{title} ({id})."""

import pandas as pd


def {slug}(frame: pd.DataFrame) -> pd.DataFrame:
    """What it gives you.

    Args:
        frame: one row per thing: columns with dtypes and units.

    Returns:
        Columns with dtypes and units.
    """
    # solution: begin
    return frame.assign(answer=frame["value"] * 2)
    # solution: end
'''
_TESTS = '''"""Graded tests of {id}. Every case is planted, so every mistake shows at every seed."""

import numpy as np
import pandas as pd
import pytest

from signoff.testing import diagnose, points


@pytest.fixture
def frame(seed):
    """Ten values, none of them zero."""
    return pd.DataFrame({{"value": np.random.default_rng(seed).integers(1, 100, 10)}})


@points(2)
def test_each_value_is_doubled(submission, frame):
    """Each row carries twice its value."""
    result = submission.{slug}(frame)
    diagnose("not-a-frame", isinstance(result, pd.DataFrame), "The result is no DataFrame.")
    diagnose("missing-columns", "answer" in result.columns, "The result lacks the column answer.")
    wrong = result["answer"] != 2 * frame["value"]
    diagnose("tripled", not wrong.any(), lambda: f"Row {{wrong.idxmax()}} carries {{result['answer'][wrong.idxmax()]}}.")
'''
_MISTAKE = '''"""Triples: "more is more"."""
def {slug}(frame):
    return frame.assign(answer=frame["value"] * 3)
'''
_NOTES = """Why this is right, in three sentences.

**What reviewers ask.** The question, and a good answer.
"""


def lay_out(course: Course, exercise_id: str) -> list[Path]:
    """Write the files of a new exercise; the paths written.

    Raises:
        AuthorError: the id is not `module/slug`, there is no such module, or the exercise exists.
    """
    if not re.fullmatch(r"[a-z0-9_]+/[a-z][a-z0-9_]*", exercise_id) or keyword.iskeyword(exercise_id.split("/")[1]):
        raise AuthorError(
            f'"{exercise_id}" is no exercise id: write MODULE/SLUG in lower case, such as features/velocity.'
        )
    module_id, slug = exercise_id.split("/")
    module = next((one for one in course.modules if one.id == module_id), None)
    if module is None:
        raise AuthorError(f"No module {module_id}: there are {', '.join(one.id for one in course.modules)}.")
    if any(one.id == exercise_id for one in module.exercises):
        raise AuthorError(f"{exercise_id} exists already.")
    numbers = [int(one.folder.name[:2]) for one in module.exercises]
    name = f"{max(numbers, default=0) + 1:02d}_{slug}"
    folder, solutions = (course.root / room / module.folder.name / name for room in ("exercises", "solutions"))
    facts = {"slug": slug, "id": exercise_id, "title": slug.replace("_", " ").capitalize()}
    files = {
        folder / "exercise.toml": _TOML,
        folder / "README.md": _BRIEF,
        folder / f"test_{slug}.py": _TESTS,
        solutions / f"{slug}.py": _SOLUTION,
        solutions / "notes.md": _NOTES,
        solutions / "mistakes" / "tripled.py": _MISTAKE,
    }
    there = next((path for path in (folder, solutions) if path.exists()), None)
    if there is not None:
        raise AuthorError(
            f"{there.relative_to(course.root)} exists already: move it away first, nothing is overwritten."
        )
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**facts), encoding="utf-8")
    made = Course(course.root)
    exercise = next(one for one in made.exercises if one.id == exercise_id)
    exercise.file.write_text(exercise.starter, encoding="utf-8")
    return [*files, exercise.file]
