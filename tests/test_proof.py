"""Every exercise of the course is proven; and the proof itself notices each way in which an exercise can be wrong."""

from pathlib import Path

import pytest

from signoff.author.lock import declared_digest, lock_problem
from signoff.author.picture import picture
from signoff.author.prove import Proof, diagnoses_in, prove, specimens
from signoff.course import Course, find_exercise
from signoff.errors import AuthorError

COURSE = Course.locate(Path(__file__))
SEEDS = 2


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda one: one.id)
def test_each_exercise_is_proven(exercise):
    proof = prove(COURSE, exercise, seeds=SEEDS)
    assert not proof.problems, "\n".join(proof.problems)
    assert proof.gradings >= SEEDS * (2 + len(exercise.mistakes))


def of(course: Course) -> Proof:
    return prove(Course(course.root), Course(course.root).exercises[0], seeds=1)


def test_a_sound_exercise_is_proven_once(toy):
    first, second = of(toy), of(toy)
    assert (first.problems, first.cached, second.cached) == ([], False, True)
    assert first.gradings == second.gradings
    exercise = toy.exercises[0]
    exercise.notes.write_text(exercise.notes.read_text() + "\nMore.\n")
    assert not of(toy).cached


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def break_solution(exercise):
    edit(exercise.solution, "2 * value", "3 * value")


def drift_starter(exercise):
    exercise.file.write_text(exercise.starter + "# a note\n")


def misname_mistake(exercise):
    (exercise.solution_folder / "mistakes/tripled.py").rename(exercise.solution_folder / "mistakes/quadrupled.py")


def harmless_mistake(exercise):
    (exercise.solution_folder / "mistakes/harmless.py").write_text('"""Nothing wrong."""\n')


def unproven_diagnosis(exercise):
    edit(
        exercise.tests, '"A number came back as it was.")', '"As it was.")\n    diagnose("never-seen", True, "Never.")'
    )


def generous_test(exercise):
    text = exercise.tests.read_text()
    extra = '\n\n@points(1)\ndef test_anything(submission, values):\n    """Anything goes."""\n    submission.double(values)\n'
    exercise.tests.write_text(text + extra)


def too_few_mistakes(exercise):
    for path in exercise.mistakes[3:]:
        path.unlink()


def no_notes(exercise):
    exercise.notes.unlink()


def wrong_points_in_brief(exercise):
    exercise.brief.write_text("# Twice\n\n*Judged on:* answers (2), doubling (3), cents (2 points).\n")


def broken_fixture(exercise):
    edit(exercise.tests, "draw = random.Random(seed)", "raise ValueError('no luck')")


@pytest.mark.parametrize(("damage", "says"), [
    (break_solution, "solution at seed 7: expected all points"),
    (drift_starter, "is not the starter that the solution generates"),
    (misname_mistake, "expected the diagnosis quadrupled first, got failed tripled"),
    (harmless_mistake, "mistake harmless at seed 7: a wrong answer earned all points"),
    (unproven_diagnosis, "no mistake proves the diagnosis never-seen"),
    (generous_test, "returns None at seed 7: expected 0 points, got 1 (test_anything)"),
    (too_few_mistakes, "3 mistakes; an exercise has at least four"),
    (no_notes, "notes.md is missing"),
    (wrong_points_in_brief, "the brief tells the points [2, 2, 3], the tests give [1, 2, 3]"),
    (broken_fixture, "no luck"),
], ids=lambda value: getattr(value, "__name__", ""))  # fmt: skip
def test_the_proof_notices(toy, damage, says):
    damage(toy.exercises[0])
    problems = of(toy).problems
    assert any(says in one for one in problems), problems


def test_diagnoses_are_read_from_the_source():
    tests = 'diagnose("one", x, "m")\ngate("seconds", 1, at_most=2, diagnosis="two", message="m")\nother("three")\n'
    assert diagnoses_in(tests) == {"one", "two"}


def test_specimens_are_three_files_to_grade(toy, tmp_path):
    exercise = toy.exercises[0]
    paths = specimens(exercise, "tripled", tmp_path / "out")
    assert [path.name for path in paths] == ["reference.py", "starter.py", "tripled.py"]
    assert paths[1].read_text() == exercise.starter
    with pytest.raises(AuthorError, match="no mistake nothing"):
        specimens(exercise, "nothing", tmp_path)


# --- the lock ---


def test_the_lock_fits_what_is_declared():
    assert lock_problem(COURSE.root) is None


def test_the_lock_names_no_host_and_hashes_everything():
    text = (COURSE.root / "requirements.lock").read_text()
    assert "://" not in text
    assert text.count("==") <= text.count("--hash=sha256:")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"psutil"', '"psutil>=6"'),
        ('requires = ["hatchling"]', 'requires = ["hatchling>=1"]'),
        ('"nbval"', '"nbval", "black"'),
    ],
)
def test_a_lock_that_no_longer_fits_is_noticed(tmp_path, old, new):
    for name in ("pyproject.toml", "requirements.lock"):
        (tmp_path / name).write_text((COURSE.root / name).read_text())
    assert lock_problem(tmp_path) is None
    edit(tmp_path / "pyproject.toml", old, new)
    assert "make lock" in lock_problem(tmp_path)
    assert len(declared_digest(tmp_path)) == 64
    (tmp_path / "requirements.lock").unlink()
    assert "missing" in lock_problem(tmp_path)


def test_the_picture_in_the_readme_is_what_the_grader_says():
    exercise = find_exercise(COURSE, "features/point_in_time")
    assert (COURSE.root / "modules/verdict.svg").read_text(encoding="utf-8") == picture(
        COURSE, exercise, "not_yet_arrived"
    )
