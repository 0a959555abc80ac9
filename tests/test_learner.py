"""What a learner meets between checks: the journal, the status, hints, the solution, a fresh start, a notebook, the doctor."""

import json
import multiprocessing
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from signoff.author.scaffold import lay_out
from signoff.course import Course, Exercise
from signoff.errors import LearnerError, OperatorError
from signoff.grading.grade import Digests, Grade
from signoff.learner import doctor, work
from signoff.learner.notebook import Checked, Said
from signoff.learner.progress import Journal, next_exercise


def progress(course: Course) -> Path:
    return course.root / ".signoff/progress.jsonl"


def events(course: Course) -> list[dict[str, object]]:
    return [json.loads(line) for line in progress(course).read_text(encoding="utf-8").splitlines()]


def grade_of(exercise: Exercise, score: int, submission: str = "") -> Grade:
    digests = Digests(submission=submission, tests="", data="", lock="")
    facts = {"exercise": exercise.id, "version": 1, "score": score, "max_score": exercise.max_points, "seed": 7}
    return Grade(
        **facts,
        isolation="none",
        limits={"cpu_seconds": 1, "memory_mb": 64},
        digests=digests,
        duration_s=0,
        verdicts=[],
    )


def solve(exercise: Exercise) -> None:
    exercise.file.write_bytes(exercise.solution.read_bytes())


# --- the journal ---------------------------------------------------------------------------------------------------


def test_the_journal_folds_events_into_a_state(toy, double):
    journal = Journal.of(toy)
    journal.checked(grade_of(double, 2, "abc"))
    journal.note("hint", double)
    journal.checked(grade_of(double, 6, "def"))
    journal.checked(grade_of(double, 5, "ghi"))
    for known in (journal.state(double), Journal.of(toy).state(double)):
        assert (known.score, known.max_score, known.checks, known.hints, known.submission) == (5, 6, 3, 1, "ghi")
        assert known.passed, "a pass stays a pass"


@pytest.mark.parametrize("garbage", [
    b'{"event": "check", "exercise": "toy/dou', b"not json", b"\xff\xfe\x00", b"[1, 2]", b"7", b"null", b'"event"', b"{}", b"",
    b'{"event": "check", "exercise": "toy/double"}', b'{"event": "hint"}', b'{"event": "hint", "exercise": ["toy/double"]}',
    b'{"event": "check", "exercise": "toy/double", "score": "6", "max_score": 6, "submission": "x"}',
    b'{"event": "check", "exercise": "toy/double", "score": 6, "max_score": 6, "submission": null}',
    b'{"event": ["hint"], "exercise": "toy/double"}', b'{"event": "of another version", "exercise": "toy/double"}',
    b"[" * 100_000,
], ids=lambda value: value[:40].decode(errors="replace"))  # fmt: skip
def test_garbage_and_torn_lines_are_passed_over_and_nothing_else(toy, double, garbage):
    Journal.of(toy).note("hint", double)
    whole = progress(toy).read_bytes()
    progress(toy).write_bytes(garbage + b"\n" + whole + garbage)
    journal = Journal.of(toy)
    assert (journal.state(double).hints, journal.state(double).score) == (1, 0)
    journal.note("hint", double)
    assert Journal.of(toy).state(double).hints == 2, "an event after a torn line is kept"
    assert progress(toy).read_bytes().startswith(garbage + b"\n" + whole + garbage), "the journal is only appended to"


def _append(root: Path, times: int, start: "multiprocessing.synchronize.Barrier") -> None:
    course = Course(root)
    start.wait(60)
    for _ in range(times):
        Journal(progress(course)).note("hint", course.exercises[0])


def test_processes_that_append_at_once_lose_nothing(toy, double):
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(3)
    writers = [context.Process(target=_append, args=(toy.root, 300, start)) for _ in range(3)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)
    assert [one.exitcode for one in writers] == [0, 0, 0]
    assert Journal.of(toy).state(double).hints == 900


def test_a_journal_that_cannot_be_written_is_a_sentence(toy, double):
    (toy.root / ".signoff").write_text("a file where a folder should be")
    with pytest.raises(OperatorError, match="progress cannot be recorded"):
        Journal.of(toy).note("hint", double)


def test_the_next_exercise_is_the_first_that_is_neither_passed_nor_given_up(toy, double):
    lay_out(toy, "toy/halve")
    course = Course(toy.root)
    journal = Journal.of(course)
    assert next_exercise(course, journal) == double
    journal.note("gave-up", double)
    assert next_exercise(course, journal).id == "toy/halve"
    journal.checked(grade_of(course.exercises[1], 2))
    assert next_exercise(course, journal) is None


# --- the status ----------------------------------------------------------------------------------------------------


def test_the_status_tells_modules_points_hours_and_what_is_next(toy, run):
    lay_out(toy, "toy/halve")  # 45 minutes, 2 points
    shown = run(code=0).stdout
    hours = (20 + 30 + 45) * 1.5 / 60
    assert f"A toy course  about {hours:.1f} hours left" in shown
    assert re.search(rf"1 +Toys +─{{12}} +0/8 +{hours:.1f} h left", shown)
    assert re.search(r"Numbers, twice +notebook +20 min", shown)
    assert re.search(r"1\.1 +Twice each number +─{12} +0/6 +30 min", shown)
    assert re.search(r"1\.2 +Halve +─{12} +0/2 +45 min", shown)
    assert "Next: toy/double  Twice each number" in shown
    assert "exercises/01_toy/01_double/double.py" in shown
    assert "A ledger doubles what it is given." in shown
    assert "signoff watch   signoff check   signoff hint" in shown


def test_a_pass_shrinks_the_hours_a_change_is_noticed_and_a_lost_journal_is_brought_back(toy, double, run):
    lay_out(toy, "toy/halve")
    solve(double)
    assert "6 of 6 points" in run("check", "double", code=0).stdout
    passed = run().stdout
    hours = 45 * 1.5 / 60
    assert f"about {hours:.1f} hours left" in passed
    assert re.search(r"1 +Toys +━{9}─{3} +6/8", passed)
    assert re.search(r"Twice each number +━{12} +6/6 +passed", passed)
    assert "Next: toy/halve" in passed

    double.file.write_text(double.file.read_text() + "# one line more\n")
    assert re.search(r"Twice each number +━{12} +6/6 +changed since its check", run().stdout)
    solve(double)
    assert run().stdout == passed

    progress(toy).unlink()
    assert "Next: toy/double" in run().stdout
    done = run("check", "--all", code=1)
    assert "6 of 6 points" in done.stdout
    assert "0 of 2 points" in done.stdout
    assert run().stdout == passed


def test_a_file_put_back_is_not_called_changed(toy, double, run):
    Journal.of(toy).checked(grade_of(double, 6, "abc"))
    assert "changed since its check" in run().stdout
    run("reset", "--yes", "double", code=0)
    shown = run().stdout
    assert "changed since its check" not in shown
    assert re.search(r"Twice each number +─{12} +0/6 +30 min", shown)


def test_when_nothing_is_left_the_status_says_so(toy, double, run):
    journal = Journal.of(toy)
    journal.checked(grade_of(double, 6))
    shown = run(code=0).stdout
    assert "Nothing is left to do." in shown
    assert "hours left" not in shown
    assert re.search(r"1 +Toys +━{12} +6/6 +done", shown)


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_of_the_status_is_wider_than_the_screen(run, columns):
    shown = run(code=0, columns=columns).stdout.splitlines()
    assert max(len(line.rstrip()) for line in shown) <= columns


def test_a_missing_brief_and_a_course_without_exercises_are_sentences(toy, double, run):
    double.brief.unlink()
    assert "toy/double has no brief" in run(code=2).stderr
    shutil.rmtree(toy.root / "exercises")
    assert "Nothing is left to do." in run(code=0).stdout
    for command in ("check", "hint"):
        assert "The course has no exercises yet: signoff author new" in run(command, code=2).stderr


# --- hints, the solution, a fresh start ----------------------------------------------------------------------------


def test_each_hint_shows_one_more_and_the_last_stays(toy, run):
    first, second = "Look at the negative numbers.", "Multiply; do not round [at all]."
    shown = run("hint", "double", code=0).stdout
    assert "hint 1 of 2" in shown
    assert first in shown
    assert second not in shown
    for _ in range(2):
        shown = run("hint", code=0).stdout
        assert "hint 2 of 2" in shown
        assert first in shown
        assert second in shown, "brackets are text, not markup"
    assert [one["event"] for one in events(toy)] == ["hint", "hint"]


def test_the_solution_is_refused_before_a_pass_and_both_ways_out_are_named(toy, double, run):
    done = run("solution", "double", code=2)
    assert done.stdout == ""
    assert done.stderr.strip() == (
        "signoff: toy/double is not passed yet: signoff hint toy/double helps; "
        "signoff solution toy/double --give-up shows the solution and records that."
    )
    assert not progress(toy).exists()

    shown = run("solution", "double", "--give-up", code=0).stdout
    assert "return [2 * value for value in values]" in shown
    assert "Because cents add up." in shown
    assert [one["event"] for one in events(toy)] == ["gave-up"]
    assert "solution seen" in run().stdout


def test_after_a_pass_the_solution_is_shown_and_nothing_is_given_up(toy, double):
    journal = Journal.of(toy)
    with pytest.raises(LearnerError):
        work.may_see_solution(double, journal, give_up=False)
    journal.checked(grade_of(double, 6))
    work.may_see_solution(double, journal, give_up=False)
    assert [one["event"] for one in events(toy)] == ["check", "solution"]
    assert not journal.state(double).gave_up


def test_a_reset_asks_and_an_abort_keeps_the_file(toy, double, run):
    double.file.write_bytes(b"mine \xff\r\n")
    for answer in ("n\n", "\n", ""):
        done = run("reset", "double", said=answer, code=1)
        assert "Replace exercises/01_toy/01_double/double.py by the starter (a backup is kept)?" in done.stdout
        assert double.file.read_bytes() == b"mine \xff\r\n"
    assert not progress(toy).exists()
    run("reset", "double", said="y\n", code=0)
    assert double.file.read_text() == double.starter


def test_a_backup_is_the_old_file_byte_for_byte(toy, double, run):
    double.file.write_bytes(b"mine \xff\x00\r\n no newline at the end")
    done = run("reset", "double", "--yes", code=0)
    [backup] = (toy.root / ".signoff/backups").iterdir()
    assert backup.read_bytes() == b"mine \xff\x00\r\n no newline at the end"
    assert f"your file is kept as {backup.relative_to(toy.root)}" in done.stdout
    assert double.file.read_text() == double.starter


def test_resets_in_one_moment_keep_every_backup(toy, double, monkeypatch):
    class Stopped(work.dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 1, 1, tzinfo=tz)

    monkeypatch.setattr(work.dt, "datetime", Stopped)
    journal = Journal.of(toy)
    for text in ("one", "two", "three"):
        double.file.write_text(text)
        work.reset(toy, double, journal)
    assert sorted(path.read_text() for path in (toy.root / ".signoff/backups").iterdir()) == ["one", "three", "two"]


def test_a_reset_without_a_file_just_writes_the_starter(toy, double):
    double.file.unlink()
    assert work.reset(toy, double, Journal.of(toy)) is None
    assert double.file.read_text() == double.starter


# --- in a notebook -------------------------------------------------------------------------------------------------


def test_a_notebook_shows_the_verdicts_and_records_them(toy, double, monkeypatch):
    import signoff

    monkeypatch.chdir(toy.root)
    double.file.write_text('def double(values):\n    raise ValueError("<script>alert(1)</script>")\n')
    found = signoff.check("double")
    assert isinstance(found, Checked)
    html = found._repr_html_()
    assert "0 of 6 points" in html
    assert "Every number has an answer, and it is another number." in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html
    assert repr(found) == "toy/double: 0 of 6 points"
    assert [one["event"] for one in events(toy)] == ["check"]
    assert Journal.of(toy).is_current(double)


def test_a_notebook_gives_hints_and_says_errors_as_sentences(toy, double, monkeypatch):
    import signoff

    monkeypatch.chdir(toy.root)
    assert "Look at the negative numbers." in signoff.hint("1.1")._repr_html_()
    assert signoff.hint("1.1").sentences == double.facts.hints
    wrong = signoff.check("<b>doubel</b>")
    assert isinstance(wrong, Said)
    assert "No exercise" in repr(wrong)
    assert "&lt;b&gt;doubel" in wrong._repr_html_()
    assert "<b>doubel" not in wrong._repr_html_()
    double.file.unlink()
    assert "no such file" in repr(signoff.check("double"))
    with pytest.raises(AttributeError):
        _ = signoff.nothing


@pytest.mark.parametrize("statement", [
    "import signoff",
    "from signoff.cli import main; sys.argv = ['signoff', '--help']; main()",
    "from signoff.cli import main; sys.argv = ['signoff', 'hint', 'double']; main()",
], ids=["import", "--help", "hint"])  # fmt: skip
def test_nothing_heavy_is_imported_before_it_is_needed(toy, statement):
    heavy = {"pandas", "numpy", "sklearn", "pyarrow", "pytest", "jinja2", "scipy", "matplotlib", "psutil", "IPython"}
    watched = f"import sys\ntry:\n    {statement}\nexcept SystemExit as e:\n    assert not e.code\nprint({heavy} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", watched], cwd=toy.root, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "set()"


# --- the doctor ----------------------------------------------------------------------------------------------------


def test_the_doctor_finds_the_real_course_well(run):
    root = Path(__file__).resolve().parents[1]
    done = run("doctor", folder=root)
    assert "✗" not in done.stdout, done.stdout
    assert done.code == 0
    assert "data sets match their checksums" in done.stdout
    assert "isolation: " in done.stdout


def test_the_doctor_names_what_differs_and_what_is_missing(toy):
    lock = toy.root / "requirements.lock"
    lock.write_text(
        "numpy==0.0.1 \\\n    --hash=sha256:00\nno-such-library==1.0 \\\n    --hash=sha256:00\n"
        'never-here==1.0 ; python_version < "3" \\\n    --hash=sha256:00\n'
    )
    fine, sentence = doctor._libraries(toy)
    assert not fine
    assert re.fullmatch(
        r"2 libraries differ from requirements\.lock \(numpy [\d.]+, locked 0\.0\.1; no-such-library missing, locked 1\.0\): "
        "make install",
        sentence,
    )
    lock.unlink()
    assert doctor._libraries(toy) == (False, "requirements.lock is missing: git checkout requirements.lock")


def test_the_doctor_goes_on_after_a_finding_and_ends_with_2(toy, run):
    (toy.root / "requirements.lock").unlink()
    real = Path(__file__).resolve().parents[1] / "datasets"
    shutil.rmtree(toy.root / "datasets")
    shutil.copytree(real, toy.root / "datasets")
    altered = toy.root / "datasets/bank_marketing.csv.gz"
    altered.write_bytes(altered.read_bytes()[:-1] + b"x")
    shown = run("doctor", code=2).stdout
    assert shown.count("✗") == 2
    assert "requirements.lock is missing" in shown
    assert re.search(r"✗ .*bank_marketing", shown)
    assert "the grader runs (toy/double: its starter earns 0)" in shown
