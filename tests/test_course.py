"""The course's own files: every mistake in them is one sentence, and every exercise can be named in several ways."""

import datetime as dt
from pathlib import Path

import pytest

from signoff.author.prove import prove
from signoff.author.scaffold import lay_out
from signoff.course import Course, find_exercise, starter
from signoff.course.obligations import obligations, stale, unknown
from signoff.errors import AuthorError, LearnerError, OperatorError


def edited(course: Course, path: str, old: str, new: str) -> Course:
    """The course after `old` became `new` in one of its files."""
    file = course.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Course(course.root)


def exercise_toml(course: Course) -> Path:
    return course.root / "exercises/01_toy/01_double/exercise.toml"


# --- what is wrong in a TOML ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ("minutes = 30", 'minutes = "45"', 'minutes is "45", expected a whole number.'),
    ("minutes = 30", "minutes = 45.5", "minutes is 45.5, expected a whole number."),
    ("minutes = 30", "minutes = true", "minutes is true, expected a whole number."),
    ("minutes = 30", "minutes = 0", "minutes is 0, expected more than 0."),
    ("minutes = 30", "minutes = 900", "minutes is 900, expected at most 480."),
    ("minutes = 30", "minuets = 30", "unknown key minuets; did you mean minutes?"),
    ("minutes = 30\n", "", "minutes is missing."),
    ("minutes = 30", "minutes = 30\nzzz = 1", "unknown key zzz; remove it."),
    ('title = "Twice each number"', 'title = ""', 'title is "", expected text that is not empty.'),
    ('title = "Twice each number"', "title = 7", "title is 7, expected text."),
    ('product = "all"', 'product = "tax"', 'product is "tax", expected \'fraud\', \'credit\', \'kyc\', \'pricing\' or \'all\'.'),
    ('practises = ["doubling"]', 'practises = "doubling"', 'practises is "doubling", expected a list.'),
    ('practises = ["doubling"]', "practises = []", "practises is [], expected at least 1 of them."),
    ('practises = ["doubling"]', "practises = [1]", "practises.0 is 1, expected text."),
    ("cpu_seconds = 5", 'cpu_seconds = "5"', 'limits.cpu_seconds is "5", expected a whole number.'),
    ("cpu_seconds = 5", "cpu_second = 5", "unknown key limits.cpu_second; did you mean cpu_seconds?"),
    ("limits = { cpu_seconds = 5, memory_mb = 256 }", "limits = 5", "limits is 5, expected a table."),
], ids=lambda value: value.replace("\n", " ")[:40])  # fmt: skip
def test_a_mistake_in_an_exercise_toml_is_one_sentence(toy, old, new, sentence):
    course = edited(toy, "exercises/01_toy/01_double/exercise.toml", old, new)
    with pytest.raises(AuthorError) as caught:
        _ = course.exercises[0].facts
    assert str(caught.value) == f"exercise.toml of toy/double: {sentence}"


@pytest.mark.parametrize(("content", "sentence"), [
    (b"minutes = \n", "not valid TOML: Invalid value (at line 1, column 11)."),
    (b'title = "caf\xe9"\n', "not UTF-8 text; save it as UTF-8."),
], ids=["not TOML", "not UTF-8"])  # fmt: skip
def test_a_file_that_is_no_toml_says_so(toy, content, sentence):
    exercise_toml(toy).write_bytes(content)
    with pytest.raises(AuthorError) as caught:
        _ = Course(toy.root).exercises[0].facts
    assert str(caught.value) == f"exercise.toml of toy/double: {sentence}"


def test_a_toml_that_is_missing_or_a_folder_says_so(toy):
    path = exercise_toml(toy)
    path.unlink()
    with pytest.raises(AuthorError, match="toy/double: the file is missing"):
        _ = Course(toy.root).exercises[0].facts
    path.mkdir()
    with pytest.raises(AuthorError, match="toy/double: cannot be read: Is a directory"):
        _ = Course(toy.root).exercises[0].facts


def test_module_and_course_are_checked_the_same_way(toy):
    course = edited(toy, "modules/01_toy/module.toml", "minutes = 20", 'minutes = "20"')
    with pytest.raises(
        AuthorError, match=r'^module\.toml of toy: lessons\.0\.minutes is "20", expected a whole number\.$'
    ):
        _ = course.modules[0].facts
    course = edited(toy, "modules/01_toy/module.toml", "01_numbers.ipynb", "../evil.ipynb")
    with pytest.raises(AuthorError, match=r'lessons\.0\.file is "\.\./evil\.ipynb", expected text of the form'):
        _ = course.modules[0].facts
    course = edited(toy, "course.toml", "seed = 7", "seed = -1")
    with pytest.raises(AuthorError, match=r"^course\.toml of the course: seed is -1, expected at least 0\.$"):
        _ = course.facts


def test_a_long_value_is_cut(toy):
    course = edited(toy, "exercises/01_toy/01_double/exercise.toml", "minutes = 30", f'minutes = "{"x" * 500}"')
    with pytest.raises(AuthorError) as caught:
        _ = course.exercises[0].facts
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["hint"], ["doctor"]], ids=lambda value: " ".join(value) or "status"
)
def test_the_command_says_it_and_ends_with_2(toy, run, arguments):
    edited(toy, "exercises/01_toy/01_double/exercise.toml", "minutes = 30", 'minutes = "45"')
    done = run(*arguments, code=2)
    assert 'exercise.toml of toy/double: minutes is "45", expected a whole number.' in done.stdout + done.stderr


def test_outside_a_course_there_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("signoff.course.model.__file__", str(tmp_path / "model.py"))
    with pytest.raises(OperatorError, match=r"No course\.toml here or above: run signoff inside a checkout"):
        Course.locate(tmp_path)


# --- what the course is --------------------------------------------------------------------------------------------


def test_an_exercise_knows_its_points_names_and_files(double):
    assert [(name, worth) for name, _, worth in double.graded_tests] == [
        ("test_every_number_has_an_answer", 2),
        ("test_whole_numbers_are_doubled", 3),
        ("test_fractions_are_kept", 1),
    ]
    assert double.max_points == 6
    assert double.names == ["double"]
    assert [path.stem for path in double.mistakes] == [
        "lost_values",
        "not_a_list",
        "rounded",
        "sign_lost",
        "tripled",
        "unchanged",
    ]
    assert (double.id, double.number, double.slug) == ("toy/double", "1.1", "double")


def test_a_number_in_a_folder_name_gives_order_and_nothing_else(toy):
    lay_out(toy, "toy/halve")
    (toy.root / "exercises/01_toy/02_halve").rename(toy.root / "exercises/01_toy/00_halve")
    (toy.root / "solutions/01_toy/02_halve").rename(toy.root / "solutions/01_toy/00_halve")
    assert [(one.id, one.number) for one in Course(toy.root).exercises] == [("toy/halve", "1.0"), ("toy/double", "1.1")]


def test_what_is_no_numbered_folder_is_no_exercise(toy):
    for name in ("__pycache__", "notes", "1_short", "03_Upper"):
        (toy.root / "exercises/01_toy" / name).mkdir()
    (toy.root / "exercises/01_toy/04_a_file").write_text("")
    assert [one.id for one in Course(toy.root).exercises] == ["toy/double"]


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ("@points(2)", "", "test_every_number_has_an_answer has no points"),
    ("@points(2)", "@points(0)", "test_every_number_has_an_answer has no points"),
    ("@points(2)", "@points(1.5)", "test_every_number_has_an_answer has no points"),
    ("@points(2)", "@points(2", "test_double.py of toy/double: line"),
], ids=["none", "zero", "a fraction", "syntax"])  # fmt: skip
def test_a_test_without_whole_points_is_the_authors_mistake(toy, old, new, sentence):
    course = edited(toy, "exercises/01_toy/01_double/test_double.py", old, new)
    with pytest.raises(AuthorError) as caught:
        _ = course.exercises[0].max_points
    assert sentence in str(caught.value)


def test_a_starter_keeps_everything_but_the_marked_work(double):
    assert double.starter.startswith('"""Twice each number (toy/double)."""')
    assert '    raise NotImplementedError("write double: the brief is in README.md")\n' in double.starter
    assert "2 * value" not in double.starter
    assert "solution:" not in double.starter


@pytest.mark.parametrize(("text", "sentence"), [
    ("def f():\n    return 1\n", "mark the learner's work with"),
    ("def f():\n    # solution: begin\n    return 1\n", "mark the learner's work with"),
    ("def f():\n    # solution: end\n", "line 2: '# solution: end' without its partner"),
    ("# solution: begin\n# solution: begin\n", "line 2: '# solution: begin' without its partner"),
], ids=["no markers", "never closed", "never opened", "nested"])  # fmt: skip
def test_markers_that_do_not_pair_are_said(text, sentence):
    with pytest.raises(AuthorError) as caught:
        starter(text, "toy/double")
    assert sentence in str(caught.value)


# --- which exercise is meant ---------------------------------------------------------------------------------------


@pytest.fixture
def wide(toy: Course) -> Course:
    """`toy` with two exercises more."""
    for wanted in ("toy/doublet", "toy/halve"):
        lay_out(Course(toy.root), wanted)
    return Course(toy.root)


@pytest.mark.parametrize(("wanted", "found"), [
    ("toy/double", "toy/double"), ("double", "toy/double"), ("1.1", "toy/double"),
    ("toy/halve", "toy/halve"), ("hal", "toy/halve"), ("HALVE", "toy/halve"), ("1.3", "toy/halve"),
    ("doublet", "toy/doublet"), ("let", "toy/doublet"),
])  # fmt: skip
def test_an_exercise_is_found_by_id_part_number_and_slug(wide, wanted, found):
    assert find_exercise(wide, wanted).id == found


@pytest.mark.parametrize("path", ["", "double.py", "test_double.py", "README.md"])
def test_an_exercise_is_found_by_folder_and_file(wide, path, monkeypatch):
    folder = wide.root / "exercises/01_toy/01_double"
    assert find_exercise(wide, str(folder / path)).id == "toy/double"
    monkeypatch.chdir(wide.root)
    assert find_exercise(wide, f"exercises/01_toy/01_double/{path}").id == "toy/double"
    monkeypatch.chdir(folder)
    assert find_exercise(wide, path or ".").id == "toy/double"


def test_a_name_is_not_taken_for_a_file_of_the_folder_one_stands_in(wide, monkeypatch):
    monkeypatch.chdir(wide.root / "exercises/01_toy/01_double")
    assert find_exercise(wide, "hal").id == "toy/halve"
    with pytest.raises(LearnerError, match="No exercise"):
        find_exercise(wide, "nothing_like_it.py")


def test_a_path_through_a_link_is_the_same_path(wide, tmp_path):
    (tmp_path / "link").symlink_to(wide.root)
    assert find_exercise(Course(tmp_path / "link"), str(tmp_path / "link/exercises/01_toy/03_halve")).id == "toy/halve"


def test_an_ambiguous_part_lists_what_it_could_be(wide):
    with pytest.raises(LearnerError) as caught:
        find_exercise(wide, "doub")
    assert str(caught.value) == '"doub" could be toy/double (1.1), toy/doublet (1.2): say which.'


@pytest.mark.parametrize(("wanted", "advice"), [
    ("halv3", "did you mean toy/halve?"),
    ("toy/halfe", "did you mean toy/halve?"),
    ("tyo/doublet", "did you mean toy/doublet?"),
    ("zzzzzz", "there are toy/double (1.1), toy/doublet (1.2), toy/halve (1.3)."),
])  # fmt: skip
def test_a_wrong_name_suggests_the_nearest(wide, wanted, advice):
    with pytest.raises(LearnerError) as caught:
        find_exercise(wide, wanted)
    assert str(caught.value) == f'No exercise "{wanted}": {advice}'


# --- a new exercise ------------------------------------------------------------------------------------------------


def test_a_new_exercise_can_be_proven_once_its_mistakes_are_written(toy, run):
    done = run("author", "new", "toy/halve", code=0)
    halve = find_exercise(Course(toy.root), "halve")
    assert {toy.root / line for line in done.stdout.splitlines()} == {
        path for folder in (halve.folder, halve.solution_folder) for path in folder.rglob("*") if path.is_file()
    }
    assert (halve.number, halve.max_points, halve.names) == ("1.2", 2, ["halve"])

    tests = halve.tests.read_text()
    judged = 'diagnose("lost-rows", len(result) == len(frame), "Rows are lost.")\n    wrong = '
    halve.tests.write_text(tests.replace("wrong = ", judged, 1))
    for name, answer in {
        "missing_columns": "frame",
        "not_a_frame": "frame['value'] * 2",
        "lost_rows": "frame.assign(answer=frame['value'] * 2).iloc[:-1]",
    }.items():
        mistake = halve.solution_folder / "mistakes" / f"{name}.py"
        mistake.write_text(f'"""{name}."""\ndef halve(frame):\n    return {answer}\n')
    halve = find_exercise(Course(toy.root), "halve")
    assert prove(toy, halve, seeds=1).problems == []


@pytest.mark.parametrize(("wanted", "sentence"), [
    ("toy", '"toy" is no exercise id'),
    ("toy/Halve", "no exercise id"),
    ("toy/1st", "no exercise id"),
    ("toy/../../x", "no exercise id"),
    ("toy/class", "no exercise id"),
    ("nowhere/halve", "No module nowhere: there are toy."),
    ("toy/double", "toy/double exists already."),
])  # fmt: skip
def test_an_id_that_cannot_be_is_refused_and_nothing_is_written(toy, wanted, sentence):
    before = sorted(toy.root.rglob("*"))
    with pytest.raises(AuthorError) as caught:
        lay_out(toy, wanted)
    assert sentence in str(caught.value)
    assert sorted(toy.root.rglob("*")) == before


def test_a_solution_without_an_exercise_is_not_written_over(toy):
    kept = toy.root / "solutions/01_toy/02_halve/halve.py"
    kept.parent.mkdir()
    kept.write_text("precious")
    with pytest.raises(AuthorError, match="solutions/01_toy/02_halve exists already"):
        lay_out(toy, "toy/halve")
    assert kept.read_text() == "precious"


# --- the regulatory map --------------------------------------------------------------------------------------------

_OBLIGATION = """
[[obligation]]
id = "us/sr-26-2/monitoring"
jurisdiction = "US"
text = "Watch it."
binds = "Banks."
source = "SR 26-2"
reviewed_on = 2026-11-23
"""


def test_every_obligation_of_an_exercise_stands_in_the_map():
    course = Course.locate()
    known = obligations(course)
    assert {one.id: unknown(one, known) for one in course.exercises if unknown(one, known)} == {}
    assert all(one.facts.obligations for one in course.exercises)


def test_an_entry_is_due_after_a_year(toy):
    (toy.root / "datasets/obligations.toml").write_text(_OBLIGATION, encoding="utf-8")
    known = obligations(toy)
    assert stale(known, dt.date(2027, 11, 23)) == []
    assert [one.id for one in stale(known, dt.date(2027, 11, 24))] == ["us/sr-26-2/monitoring"]


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('source = "SR 26-2"\n', "", "obligation.0.source is missing."),
    ("reviewed_on = 2026-11-23", 'reviewed_on = "soon"', 'obligation.0.reviewed_on is "soon", expected a date.'),
    ('"Watch it."', '""', 'obligation.0.text is "", expected text that is not empty.'),
    ("[[obligation]]\n", "[[obligations]]\n", "unknown key obligations; did you mean obligation?"),
    (_OBLIGATION, _OBLIGATION * 2, "us/sr-26-2/monitoring stands there twice."),
])  # fmt: skip
def test_a_mistake_in_the_map_is_one_sentence(toy, old, new, sentence):
    (toy.root / "datasets/obligations.toml").write_text(_OBLIGATION.replace(old, new), encoding="utf-8")
    with pytest.raises(AuthorError) as caught:
        obligations(toy)
    assert str(caught.value) == f"obligations.toml of the course: {sentence}"


def test_an_id_that_is_not_in_the_map_fails_the_proof_and_the_command(toy, run):
    (toy.root / "datasets/obligations.toml").write_text(_OBLIGATION, encoding="utf-8")
    course = edited(toy, "exercises/01_toy/01_double/exercise.toml", "obligations = []", 'obligations = ["eu/dora/x"]')
    assert (
        "no obligation eu/dora/x in datasets/obligations.toml" in prove(course, course.exercises[0], seeds=1).problems
    )
    done = run("author", "obligations", code=1)
    assert "toy/double names eu/dora/x" in done.stdout
