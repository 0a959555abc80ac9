"""From a submission to a grade: every verdict, said the same way by the grader and by plain pytest."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from signoff.author.prove import cases
from signoff.course import Course, find_exercise
from signoff.errors import AuthorError, LearnerError, OperatorError
from signoff.grading.grade import Grade, json_schema
from signoff.grading.session import Grader
from signoff.grading.submission import MAX_BYTES, SubmissionFile, read_submission

SOLUTION = '''"""Two functions."""


def double(values):
    """Twice each value."""
    # solution: begin
    return [2 * value for value in values]
    # solution: end


def mean(values):
    """The mean."""
    # solution: begin
    return sum(values) / len(values)
    # solution: end
'''
TESTS = '''"""Toy tests: 10 points."""

import numpy as np
import pytest

from signoff.testing import diagnose, gate, points


@pytest.fixture
def values(seed):
    return [int(v) for v in np.random.default_rng(seed).integers(1, 100, 20)]


@points(2)
def test_doubles(submission, values):
    """Each value comes back doubled."""
    doubled = submission.double(values)
    diagnose("not-a-list", isinstance(doubled, list) and len(doubled) == 20, "Expected a list of 20 values.")
    wrong = [i for i, (a, b) in enumerate(zip(values, doubled)) if b != 2 * a]
    diagnose("tripled", not wrong, lambda: f"Value {wrong[0]} is {doubled[wrong[0]]}, expected {2 * values[wrong[0]]}.")


@points(3, needs="test_doubles")
def test_forgets(submission, values):
    """A second copy says the same."""
    diagnose("remembers", submission.double(values) == submission.fresh().double(values), "It remembers its calls.")


@points(5)
def test_mean_is_close(submission, values):
    """The mean is exact."""
    error = abs(submission.mean(values) - sum(values) / len(values))
    gate("error of the mean", error, at_most=1e-9, diagnosis="inexact", message=f"The mean is off by {error:.3g}.")
'''
TOML = """title = "Double"
product = "credit"
minutes = 5
practises = ["toys"]
obligations = []
libraries = []
limits = { cpu_seconds = 1, memory_mb = 256 }
hints = ["one", "two"]
"""


def make_course(root: Path, tests: str = TESTS, solution: str = SOLUTION, harness: str | None = None) -> Course:
    files = {
        "course.toml": 'title = "Toy"\nseed = 7\nfinding_factor = 1.5\n',
        "requirements.lock": "",
        "modules/01_toy/module.toml": 'title = "Toys"\nquestion = "Why?"\nlessons = []\n',
        "exercises/01_toy/01_double/exercise.toml": TOML,
        "exercises/01_toy/01_double/README.md": "# Double\n",
        "exercises/01_toy/01_double/test_double.py": tests,
        "solutions/01_toy/01_double/double.py": solution,
    }
    if harness:
        files["exercises/01_toy/01_double/harness.py"] = harness
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    course = Course(root)
    exercise = course.exercises[0]
    exercise.file.write_text(exercise.starter)
    return course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def exercise(course):
    return course.exercises[0]


@pytest.fixture(scope="module")
def grader(course):
    with Grader(course) as grader:
        yield grader


def laid_over(text: str) -> str:
    return SOLUTION + "\n\n" + text


SUBMISSIONS = {
    "solution": SOLUTION,
    "tripled": laid_over("def double(values): return [3 * v for v in values]"),
    "remembering": laid_over(
        "n = [1]\ndef double(values):\n    n[0] += 1\n    return [2 * v for v in values] if n[0] < 3 else []"
    ),
    "inexact": laid_over("def mean(values): return sum(values) / len(values) + 0.5"),
    "nan": laid_over("def mean(values): return float('nan')"),
    "object": laid_over("def double(values): return object()"),
    "raising": laid_over("def double(values):\n    return values[99]"),
    "wrong_kind": laid_over("def mean(values): return 'seven'"),
    "half_done": SOLUTION[: SOLUTION.index("def mean")]
    + 'def mean(values):\n    raise NotImplementedError("write mean: the brief is in README.md")\n',
    "missing_one": SOLUTION[: SOLUTION.index("def mean")],
    "import_error": "import nowhere_to_be_found\n" + SOLUTION,
    "syntax_error": SOLUTION + "\ndef broken(:\n    pass\n",
    "nothing_asked_for": "def triple(values):\n    return values\n",
    "exits_at_import": "raise SystemExit(0)\n" + SOLUTION,
    "odd_bytes": "# caf\\xe9\n" + SOLUTION,
    "recursion": laid_over("def double(values): return double(values)"),
    "deep": laid_over("def double(values):\n    for _ in range(1000): values = [values]\n    return values"),
}

EXPECTED = {
    "solution": (10, ["passed", "passed", "passed"]),
    "tripled": (5, ["failed tripled", "blocked", "passed"]),
    "remembering": (7, ["passed", "failed remembers", "passed"]),
    "inexact": (5, ["passed", "passed", "failed inexact"]),
    "nan": (5, ["passed", "passed", "failed not-a-number"]),
    "object": (5, ["failed not-a-list", "blocked", "passed"]),
    "raising": (5, ["error", "blocked", "passed"]),
    "wrong_kind": (5, ["passed", "passed", "failed unreadable-answer"]),
    "half_done": (5, ["passed", "passed", "not_attempted"]),
    "missing_one": (5, ["passed", "passed", "error"]),
    "import_error": (0, ["error", "blocked", "blocked"]),
    "syntax_error": (0, ["error", "blocked", "blocked"]),
    "nothing_asked_for": (0, ["error", "blocked", "blocked"]),
    "exits_at_import": (0, ["error", "blocked", "blocked"]),
    "odd_bytes": (10, ["passed", "passed", "passed"]),
    "recursion": (5, ["error", "blocked", "passed"]),
    "deep": (5, ["error", "blocked", "passed"]),
}


def in_short(grade: Grade) -> list[str]:
    return [f"{one.outcome} {one.diagnosis}" if one.diagnosis else one.outcome for one in grade.verdicts]


def grade_text(grader, exercise, text, **kwargs):
    return grader.grade_text(exercise, SubmissionFile(text.encode()), **kwargs)


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_each_submission_gets_its_verdicts(grader, exercise, name):
    grade = grade_text(grader, exercise, SUBMISSIONS[name])
    assert (grade.score, in_short(grade)) == EXPECTED[name]


def test_the_starter_is_not_attempted(grader, exercise):
    grade = grade_text(grader, exercise, exercise.starter)
    assert in_short(grade) == ["not_attempted", "blocked", "not_attempted"]
    assert grade.verdicts[0].message == "double is still as it was given to you."


MESSAGES = {
    "raising": "double raised IndexError: list index out of range at line 19: return values[99]",
    "import_error": "Importing double.py raised ModuleNotFoundError at line 1: import nowhere_to_be_found (No module named 'nowhere_to_be_found')",
    "syntax_error": "double.py cannot be read as Python at line 17: def broken(: (invalid syntax)",
    "nothing_asked_for": "double.py defines none of the names asked for (double, mean); it defines triple.",
    "missing_one": "double.py has no mean: the brief asks for it.",
    "exits_at_import": "Importing double.py raised SystemExit at line 1: raise SystemExit(0) (0)",
    "tripled": None,
    "deep": "It returned data nested more than 60 deep, which the grader cannot read: return plain data, as the brief says.",
}


@pytest.mark.parametrize("name", MESSAGES)
def test_messages_name_the_place_and_the_thing(grader, exercise, name):
    first = grade_text(grader, exercise, SUBMISSIONS[name]).first_failure
    if name == "tripled":
        assert first.message.startswith("Value 0 is ")
    else:
        assert first.message == MESSAGES[name]


def test_a_gate_shows_its_number_pass_or_fail(grader, exercise):
    passed = grade_text(grader, exercise, SOLUTION).verdicts[2]
    assert (passed.measured, passed.gate.name, passed.gate.at_most) == (0.0, "error of the mean", 1e-9)
    failed = grade_text(grader, exercise, SUBMISSIONS["inexact"]).verdicts[2]
    assert failed.measured == pytest.approx(0.5)


LIMITS = {
    "loops": ("def double(values):\n    while True: pass", "limit out-of-time"),
    "hoards": ("def double(values): return bytearray(3 << 30)", "limit out-of-memory"),
    "shouts": ("def double(values):\n    while True: print('x' * 100000)", "error"),
    "leaves": ("import os\ndef double(values): os._exit(0)", "error"),
    "loops_at_import": ("while True: pass", "limit out-of-time"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_limits_cost_their_own_test_only(grader, exercise, name):
    text, outcome = LIMITS[name]
    grade = grade_text(grader, exercise, laid_over(text))
    if name == "loops_at_import":
        assert (grade.score, in_short(grade)) == (0, [outcome, "blocked", "blocked"])
    else:
        assert (grade.score, in_short(grade)) == (5, [outcome, "blocked", "passed"])


def test_the_same_submission_gives_the_same_json_but_for_times(course, exercise):
    texts = []
    for _ in range(2):
        with Grader(course) as grader:
            texts.append(json.loads(grade_text(grader, exercise, SUBMISSIONS["tripled"]).to_json()))
    for one in texts:
        jsonschema.validate(one, json_schema())
        assert one.pop("duration_s") > 0
    assert texts[0] == texts[1]
    keys = ["schema", "exercise", "version", "score", "max_score", "seed", "seed_fingerprint", "isolation", "limits"]
    keys += ["digests", "verdicts"]
    assert list(texts[0]) == keys
    assert set(texts[0]["digests"]) == {"submission", "tests", "data", "lock"}


def test_a_grade_survives_its_json(grader, exercise):
    grade = grade_text(grader, exercise, SOLUTION)
    assert Grade.from_json(grade.to_json()) == grade


def test_the_seed_draws_the_data(grader, exercise):
    one, two = (grade_text(grader, exercise, SUBMISSIONS["tripled"], seed=seed) for seed in (1, 2))
    assert (one.seed, two.seed) == (1, 2)
    assert one.first_failure.message != two.first_failure.message


def test_verdicts_stream_as_they_come_with_what_was_printed(grader, exercise):
    seen = []
    text = laid_over("def double(values):\n    print('[red]at work')\n    return [2 * v for v in values]")
    grade = grade_text(grader, exercise, text, on_verdict=lambda one, said: seen.append((one, said)))
    assert [one for one, _ in seen] == grade.verdicts
    assert seen[0][1] == "[red]at work\n"


def test_every_digest_moves_with_what_it_covers(tmp_path):
    course = make_course(tmp_path)
    exercise = course.exercises[0]
    with Grader(course) as grader:
        before = grade_text(grader, exercise, SOLUTION).digests
        (tmp_path / "requirements.lock").write_text("changed")
        exercise.tests.write_text(TESTS + "\n# changed\n")
        after = grade_text(grader, exercise, SOLUTION + "\n").digests
    assert before.submission != after.submission
    assert before.tests != after.tests
    assert before.lock != after.lock
    assert before.data == after.data


# --- plain pytest ---


def plain(exercise, submission: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, str(exercise.tests)]
    command += ["--rootdir", str(exercise.folder), "--submission", str(submission), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=exercise.folder)


@pytest.mark.parametrize(
    "name", ["solution", "tripled", "remembering", "nan", "raising", "half_done", "syntax_error", "deep"]
)
def test_plain_pytest_says_the_same(exercise, tmp_path, name):
    path = tmp_path / "double.py"
    path.write_text(SUBMISSIONS[name])
    done = plain(exercise, path)
    score, expected = EXPECTED[name]
    said = [line for line in done.stdout.splitlines() if line[:4].strip() and line[1:2] == "/"]
    found = [
        line.split("  ")[1].replace("[", "").replace("]", "").replace("not attempted", "not_attempted") for line in said
    ]
    assert found == expected, done.stdout
    assert f"{score} of 10 points, seed 7" in done.stdout
    assert (done.returncode == 0) == (score == 10)


def test_plain_pytest_shows_the_learners_line_and_stops_there_in_a_debugger(exercise, tmp_path):
    path = tmp_path / "double.py"
    path.write_text(SUBMISSIONS["raising"])
    assert "double.py:19 in double" in plain(exercise, path).stdout
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, str(exercise.tests), "--pdb"]
    command += ["--rootdir", str(exercise.folder), "--submission", str(path), "-k", "doubles"]
    done = subprocess.run(
        command, input="p len(values)\nq\n", capture_output=True, text=True, check=False, cwd=exercise.folder
    )
    assert "return values[99]" in done.stdout
    assert "(Pdb) 20" in done.stdout


def test_plain_pytest_finds_an_exercise_by_its_id(course):
    for place in ("exercises/toy/double", "exercises/toy/double::test_doubles", "exercises/01_toy/01_double"):
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", ".", place]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=course.root)
        assert "double is still as it was given to you" in done.stdout, done.stdout + done.stderr


# --- the course's own faults: could not grade, never a zero ---


BROKEN = {
    "fixture": (
        TESTS.replace("return [int(v)", "raise ValueError('no data today')\n    return [int(v)"),
        "no data today",
    ),
    "import": ("import nowhere_to_be_found\n" + TESTS, "nowhere_to_be_found"),
    "needs": (TESTS.replace('needs="test_doubles"', 'needs="test_absent"'), "test_absent"),
    "skips": (TESTS.replace("    doubled = sub", "    pytest.skip('not today')\n    doubled = sub"), "not today"),
    "exits": (
        TESTS.replace("    doubled = sub", "    import os; os._exit(0)\n    doubled = sub"),
        "ended unexpectedly",
    ),
    "no_points": (TESTS.replace("@points(2)\n", ""), "test_doubles has no points"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_of_the_course_is_no_zero(tmp_path, name):
    tests, says = BROKEN[name]
    course = make_course(tmp_path, tests)
    with Grader(course) as grader, pytest.raises((OperatorError, AuthorError), match=says):
        grade_text(grader, course.exercises[0], SOLUTION)


def test_a_harness_of_the_exercise_is_loaded(tmp_path):
    tests = TESTS.replace("    doubled = submission.double(values)", "    doubled = submission.harness.twice(values)")
    course = make_course(
        tmp_path, tests, harness="def twice(submission, values):\n    return submission.double(values)\n"
    )
    exercise = course.exercises[0]
    with Grader(course) as grader:
        assert grade_text(grader, exercise, SOLUTION).passed
    exercise.file.write_text(SOLUTION)
    assert plain(exercise, exercise.file).returncode == 0


HUNGRY = """
import sys
from pathlib import Path
import pytest
from signoff.course import Course
from signoff.grading.grader import _Grader
from signoff.grading.plugin import Session
from signoff.sandbox.remote import InProcess, Source, Starved

starve = int(sys.argv[1])
exercise = Course(Path(sys.argv[2])).exercises[0]
source = Source("double", exercise.solution.read_bytes(), exercise.starter)

class Hungry(InProcess):
    left = starve
    def request(self, message):
        if Hungry.left:
            Hungry.left -= 1
            raise Starved
        return super().request(message)

session = Session("toy/double", 7, source, Hungry(str(exercise.solution), source), exercise.names, on_verdict=lambda *_: None)
arguments = ["-p", "signoff.grading.plugin", "-p", "no:cacheprovider", "-c", "/dev/null", "--noconftest"]
status = pytest.main([*arguments, "--rootdir", str(exercise.folder), str(exercise.tests)], plugins=[_Grader(exercise.folder, session)])
print("RESULT", int(status), sum(one.points for one in session.verdicts.values()), session.broken)
"""


@pytest.mark.parametrize(
    ("times", "result"), [(1, "RESULT 0 10 None"), (2, "RESULT 2 0 the machine left the submission no time")]
)
def test_a_starved_test_is_tried_once_more_and_then_not_graded(course, exercise, times, result):
    exercise.solution.write_text(SOLUTION)
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-c", HUNGRY, str(times), str(course.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert result in done.stdout, done.stdout + done.stderr


# --- what counts as a submission ---


def test_only_a_regular_file_of_reasonable_size_is_read(tmp_path):
    (tmp_path / "link.py").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "big.py").write_bytes(b"#" * (MAX_BYTES + 1))
    for name, says in [
        ("absent.py", "no such file"),
        (".", "a directory"),
        ("link.py", "symbolic link"),
        ("pipe.py", "regular"),
        ("big.py", "1 MB"),
    ]:
        with pytest.raises(LearnerError, match=says):
            read_submission(tmp_path / name, "toy/double")


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "empty"), (b" \n", "empty"), (b"x = 1\n# caf\xe9\n", "line 2"), (b"a\0b", "zero bytes")]
)
def test_a_file_that_is_no_python_text_earns_nothing_and_one_sentence(grader, exercise, tmp_path, content, says):
    path = tmp_path / "double.py"
    path.write_bytes(content)
    grade = grader.grade(exercise, path)
    assert in_short(grade) == ["error", "blocked", "blocked"]
    assert says in grade.verdicts[0].message


# --- the real exercises, both ways ---


REAL = Course.locate(Path(__file__))


@pytest.mark.parametrize("exercise_id", [one.id for one in REAL.exercises])
def test_real_exercises_are_judged_alike_in_process(exercise_id, tmp_path):
    exercise = find_exercise(REAL, exercise_id)
    chosen = [one for one in cases(exercise) if one.name in ("solution", "starter")]
    chosen += [one for one in cases(exercise) if one.name.startswith("mistake")][:2]
    with Grader(REAL) as grader:
        for case in chosen:
            path = tmp_path / f"{exercise.slug}.py"
            path.write_text(case.text)
            grade = grader.grade(exercise, path)
            done = plain(exercise, path)
            said = [
                line.split("  ", 1)[1]
                for line in done.stdout.splitlines()
                if line.partition("/")[0].isdigit() and "/" in line[:3]
            ]
            for verdict, line in zip(grade.verdicts, said, strict=True):
                named = f" [{verdict.diagnosis}]" if verdict.diagnosis else ""
                assert line.startswith(verdict.outcome.replace("_", " ") + named), (case.name, line)
