"""The commands that grade, as a person or a CI job runs them: exit codes, what is shown, what is written."""

import contextlib
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import pytest
from conftest import environment

from signoff.__main__ import main as begin
from signoff.author.scaffold import lay_out
from signoff.course import Course, Exercise
from signoff.errors import LearnerError, OperatorError
from signoff.grading.batch import Reports, Terms, grade_files, parse_bar
from signoff.learner.watching import saves

PRINTS = """print("at import", [1], "[red]")
def double(values):
    print("\\x1b[31mcalled\\x1b[0m\\a")
    return [2 * abs(value) for value in values]
"""


def answer(exercise: Exercise, body: str) -> None:
    """Write `def double(values): return BODY` into the learner's file."""
    exercise.file.write_text(f"def double(values):\n    return {body}\n")


def progress(course: Course) -> Path:
    return course.root / ".signoff/progress.jsonl"


# --- the door ------------------------------------------------------------------------------------------------------


def test_help_names_every_command(run):
    shown = run("--help", code=0).stdout
    for command in ("check", "watch", "hint", "solution", "reset", "grade", "doctor", "author"):
        assert f" {command} " in shown
    assert "--min-score" in run("grade", "--help", code=0).stdout


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], ["check", "--frob"], ["grade"], ["check", "--seed", "-1"], ["author", "new"]]
)
def test_what_the_door_does_not_know_ends_with_2(run, arguments):
    assert run(*arguments, code=2).stderr


def test_an_unknown_exercise_is_a_sentence(run):
    for command in (["check"], ["hint"], ["watch"], ["reset"], ["author", "prove"], ["grade", "x.py", "--exercise"]):
        done = run(*command, "doubel", code=2, apart=command == ["check"])
        assert done.stderr == 'signoff: No exercise "doubel": did you mean toy/double?\n'
        assert done.stdout == ""


def test_a_terminal_that_knows_only_ascii_gets_an_answer(toy):
    told = environment(PYTHONIOENCODING="ascii")
    done = subprocess.run(
        [sys.executable, "-m", "signoff.cli"], cwd=toy.root, env=told, capture_output=True, check=True
    )
    assert b"0/6" in done.stdout
    assert done.stdout.isascii()
    assert done.stderr == b""


# --- check ---------------------------------------------------------------------------------------------------------


def test_check_ends_with_0_when_everything_is_earned_and_shows_the_number_beside_its_gate(double, run):
    answer(double, "[2 * value for value in values]")
    shown = run("check", "1.1", code=0, apart=True).stdout
    assert "6 of 6 points" in shown
    assert "mean error (EUR): measured 0, gate at most 0.01" in shown
    assert shown.count("✓") == 3
    assert "compare: signoff solution toy/double" in shown


def test_check_ends_with_1_and_shows_diagnosis_message_number_and_prints(toy, double, run):
    double.file.write_text(PRINTS)
    shown = run("check", code=1, apart=True).stdout
    assert "✓   2/2 Every number has an answer" in shown
    assert "✗   0/3 Whole numbers of either sign are doubled." in shown
    assert "sign-lost" in shown
    assert "A debt became a credit." in shown
    assert "·   0/1 Fractions are doubled" in shown
    assert "2 of 6 points  (1 test waits for an earlier one)" in shown
    assert "it printed: at import [1] [red]" in shown
    assert "called" in shown
    assert "\x1b" not in shown
    assert "\a" not in shown
    [event] = map(json.loads, progress(toy).read_text().splitlines())
    assert (event["event"], event["score"], event["max_score"]) == ("check", 2, 6)


def test_check_of_a_draw_of_ones_own_is_no_progress(toy, double, run):
    answer(double, "[round(2 * value) for value in values]")
    shown = run("check", "--seed", "99", code=1).stdout
    assert "mean error (EUR): measured 0.4, gate at most 0.01" in shown
    assert not progress(toy).exists()


def test_an_untouched_starter_is_not_attempted(run):
    shown = run("check", code=1).stdout
    assert "not attempted" in shown
    assert "double is still as it was given to you." in shown
    assert "0 of 6 points  (2 tests wait for an earlier one)" in shown


def test_check_ends_with_2_when_there_is_nothing_to_check(toy, double, run):
    double.file.unlink()
    done = run("check", code=2)
    assert "double.py: no such file; give the double.py that answers toy/double." in done.stderr
    double.file.mkdir()
    assert "a directory; give the file in it" in run("check", code=2).stderr
    assert not progress(toy).exists()


def test_check_of_all_goes_on_after_one_that_cannot_be_graded(toy, double, run):
    lay_out(toy, "toy/halve")
    double.file.unlink()
    done = run("check", "--all", code=2)
    assert "double.py: no such file" in done.stderr
    assert "0 of 2 points" in done.stdout
    assert '"toy/halve"' in progress(toy).read_text()


def test_no_line_is_wider_than_a_narrow_screen(double, run):
    double.file.write_text(PRINTS)
    shown = run("check", code=1, columns=50).stdout.splitlines()
    assert max(map(len, shown)) <= 50
    assert "         called" in [line.rstrip() for line in shown], "further lines stand below the text, not the sign"


# --- watch ---------------------------------------------------------------------------------------------------------


class Watch:
    """`signoff watch` on a terminal of its own."""

    def __init__(self, course: Course) -> None:
        self._mine, its = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "signoff.cli", "watch", "double"],
            cwd=course.root,
            env=environment(TERM="xterm"),
            stdin=its,
            stdout=its,
            stderr=its,
            start_new_session=True,
        )
        os.close(its)
        self._unread = ""

    def shows(self, text: str) -> str:
        """Everything shown until `text` was; the guard against a test that never ends is generous."""
        guard = time.monotonic() + 120
        while text not in self._unread:
            assert time.monotonic() < guard, f"no {text!r} in {self._unread!r}"
            if select.select([self._mine], [], [], 1)[0]:
                self._unread += os.read(self._mine, 65536).decode()
        seen, self._unread = self._unread.split(text, 1)
        return seen + text

    def interrupt(self) -> tuple[int, str]:
        """Ctrl-C; the exit code and the rest of what was shown."""
        os.killpg(self._process.pid, signal.SIGINT)
        rest = self._unread
        with contextlib.suppress(OSError):  # the terminal closes when the process ends
            while part := os.read(self._mine, 65536):
                rest += part.decode()
        return self._process.wait(60), rest

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._mine)


@pytest.fixture
def watch(toy: Course) -> Iterator[Watch]:
    watched = Watch(toy)
    yield watched
    watched.close()


def test_watch_checks_at_once_and_after_each_save_until_ctrl_c(watch, toy, double):
    watch.shows("not attempted")
    watch.shows("Ctrl-C ends it")

    answer(double, "[3 * value for value in values]")
    watch.shows("tripled")
    watch.shows("Ctrl-C ends it")

    double.file.write_text("def double(values:\n")
    watch.shows("cannot be read as Python at line 1")
    watch.shows("Ctrl-C ends it")

    double.file.unlink()
    watch.shows("no such file")
    watch.shows("Ctrl-C ends it")

    new = double.folder / "double.py.new"
    new.write_text(double.solution.read_text())
    new.replace(double.file)  # as editors save
    watch.shows("6 of 6 points")
    watch.shows("Ctrl-C ends it")

    code, rest = watch.interrupt()
    assert code in (0, 130)
    assert "Traceback" not in rest
    scores = [json.loads(line)["score"] for line in progress(toy).read_text().splitlines()]
    assert (scores[0], scores[-1]) == (0, 6)
    assert 2 in scores


def test_a_save_during_the_first_check_is_not_missed(tmp_path):
    file = tmp_path / "double.py"
    file.write_text("one")
    seen = saves(file)
    assert next(seen) == b"one"
    file.write_text("two")  # while the first check still runs
    arrived: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=lambda: arrived.put(next(seen)), daemon=True).start()
    assert arrived.get(timeout=120) == b"two"
    seen.close()


def test_ctrl_c_ends_a_check_that_is_running(watch, double):
    watch.shows("Ctrl-C ends it")
    answer(double, "[0 for _ in iter(int, 1)]")  # computes for as long as it may
    watch.shows("toy/double")
    code, rest = watch.interrupt()
    assert code in (0, 130)
    assert "Traceback" not in rest


# --- grade ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "points"), [
    (None, 6), ("6", 6), ("0", 0), ("4.5", 4.5), ("100%", 6), ("50%", 3), ("0%", 0), ("10 %", 0.6),
])  # fmt: skip
def test_a_bar_is_points_or_a_percentage(text, points):
    assert parse_bar(text, 6) == pytest.approx(points)


@pytest.mark.parametrize("text", ["", "%", "all", "-1", "7", "101%", "nan", "inf", "5 points", "60%%"])
def test_a_bar_that_is_neither_is_refused(text):
    with pytest.raises(LearnerError) as caught:
        parse_bar(text, 6)
    assert str(caught.value) == f'--min-score is "{text}", expected points from 0 to 6, or a percentage such as 60%.'


@pytest.fixture
def three(toy: Course, double: Exercise) -> list[str]:
    """Three submissions below the course: 6, 5 and 2 points."""
    folder = toy.root / "in"
    folder.mkdir()
    for name, body in {
        "good": "[2 * v for v in values]",
        "round": "[round(2 * v) for v in values]",
        "tri": "[3 * v for v in values]",
    }.items():
        (folder / f"{name}.py").write_text(f"def double(values):\n    return {body}\n")
    return ["in/good.py", "in/round.py", "in/tri.py"]


def test_grade_ends_with_0_when_every_one_meets_the_bar_and_touches_no_progress(toy, three, run):
    done = run("grade", *three, "--exercise", "double", "--min-score", "33%", code=0)
    lines = [line.split() for line in done.stdout.splitlines()]
    for row in (["good.py", "6/6"], ["round.py", "5/6"], ["tri.py", "2/6"]):
        assert any(line[:2] == row for line in lines), "the comparison has a row for each"
    assert not (toy.root / ".signoff").exists()


def test_grade_ends_with_1_when_one_misses_the_bar(three, run):
    run("grade", three[1], "--exercise", "1.1", "--min-score", "5", code=0)
    run("grade", three[1], "--exercise", "1.1", code=1)
    done = run("grade", three[1], "--exercise", "1.1", "--min-score", "garbage", code=2)
    assert '--min-score is "garbage"' in done.stderr


def test_one_that_cannot_be_graded_stops_none_of_the_others(toy, three, run):
    paths = [three[0], "in/missing.py", three[2]]
    reports = ("--json", "out/g.json", "--junit", "out/g.xml", "--html", "out/g.html")
    done = run("grade", *paths, "--exercise", "double", "--min-score", "0", *reports, code=2)
    assert "signoff: in/missing.py: no such file; give the double.py that answers toy/double." in done.stdout
    grades = json.loads((toy.root / "out/g.json").read_text())
    assert [grade and grade["score"] for grade in grades] == [6, None, 2]
    assert "in/missing.py: no such file" in (toy.root / "out/g.xml").read_text()
    assert "in/missing.py: no such file" in (toy.root / "out/g.html").read_text()


def test_with_nothing_graded_the_json_says_null(toy, run):
    run("grade", "missing.py", "--exercise", "double", "--json", "g.json", "--html", "g.html", code=2, apart=True)
    assert json.loads((toy.root / "g.json").read_text()) is None
    assert "could not be graded" in (toy.root / "g.html").read_text()


@pytest.mark.parametrize("option", ["--json", "--junit", "--html"])
def test_a_report_that_cannot_be_written_is_said_before_grading(toy, three, run, option):
    (toy.root / "a_file").write_text("")
    done = run("grade", *three, "--exercise", "double", option, "a_file/report", code=2)
    assert done.stdout == "", "nothing was graded"
    assert "cannot be written" in done.stderr
    done = run("grade", *three, "--exercise", "double", option, three[0], code=2)
    assert f"{three[0]}: is one of the files to grade" in done.stderr
    assert "def double" in (toy.root / three[0]).read_text()


def test_a_broken_course_is_no_zero(toy, three, run):
    test = toy.exercises[0].tests
    test.write_text(test.read_text().replace("import random\n", "import random_that_is_not_there\n"))
    done = run("grade", three[0], "--exercise", "double", "--json", "g.json", "--min-score", "0", code=2)
    assert "Could not grade toy/double" in done.stdout
    assert "random_that_is_not_there" in done.stdout
    assert json.loads((toy.root / "g.json").read_text()) is None


def test_an_interrupted_batch_writes_what_it_has(shared, tmp_path, monkeypatch):
    from rich.console import Console

    def interrupted(*arguments: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("signoff.grading.batch._graded", interrupted)
    out = tmp_path / "g.json"
    with pytest.raises(KeyboardInterrupt):
        grade_files(Console(), shared, shared.exercises[0], [Path("a.py"), Path("b.py")], 0, Reports(out), Terms())
    assert json.loads(out.read_text()) == []


def test_two_files_of_one_name_are_told_apart(shared, tmp_path, grader):
    from rich.console import Console

    from signoff.grading import batch

    paths = [tmp_path / one / "double.py" for one in ("anna", "ben\x1b[31m")]
    assert [batch._name(path, paths) for path in paths] == [f"{tmp_path}/anna/double.py", f"{tmp_path}/ben/double.py"]
    with pytest.raises(OperatorError):
        batch._check_writable([paths[0]], paths)
    console = Console(width=200, record=True, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    assert grade_files(console, shared, shared.exercises[0], [Path("\udcff.py")], 0, Reports(), Terms()) == 2
    console.file.close()


def test_windows_is_told_where_to_go(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SystemExit, match="install WSL2"):
        begin()


def test_what_grades_begins_before_the_command_line_is_read(monkeypatch):
    started = []
    monkeypatch.setattr("signoff.grading.start.start_early", lambda: started.append(sys.argv[1]))
    monkeypatch.setattr("signoff.cli.main", lambda: started.append("the command line"))
    for words in (["check", "double"], ["hint", "double"], ["check", "--help"], []):
        monkeypatch.setattr(sys, "argv", ["signoff", *words])
        begin()
    assert started == ["check", *["the command line"] * 4]
