"""A small complete course to try things on, and the command run as a person runs it."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from signoff.cli import main
from signoff.course import Course, Exercise
from signoff.grading.session import Grader

Run = Callable[..., "Done"]

_COURSE = """title = "A toy course"
seed = 7
finding_factor = 1.5
"""
_MODULE = """title = "Toys"
question = "What is twice a number?"

[[lessons]]
file = "01_numbers.ipynb"
title = "Numbers, twice"
minutes = 20
prepares = "toy/double"
"""
_NOTEBOOK = """{
 "cells": [{"cell_type": "markdown", "id": "one", "metadata": {}, "source": ["What is twice a number?"]}],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 5
}
"""
_TOML = """title = "Twice each number"
product = "all"
minutes = 30
practises = ["doubling"]
obligations = []
libraries = []
limits = { cpu_seconds = 5, memory_mb = 256 }
hints = [
  "Look at the negative numbers.",
  "Multiply; do not round [at all].",
]
"""
_BRIEF = """# Twice each number

A ledger doubles what it is given.

Write `double(values)`: a list of numbers comes in, a list as long comes out, each number doubled.
"""
_SOLUTION = '''"""Twice each number (toy/double)."""


def double(values: list[float]) -> list[float]:
    """A list as long as `values`, each number doubled."""
    # solution: begin
    return [2 * value for value in values]
    # solution: end
'''
_TESTS = '''"""Graded tests of toy/double."""

import random

import pytest

from signoff.testing import diagnose, gate, points


@pytest.fixture
def values(seed):
    """Whole numbers of both signs, none of them zero."""
    draw = random.Random(seed)
    return [draw.randint(1, 50) for _ in range(5)] + [-draw.randint(1, 50) for _ in range(5)]


@points(2)
def test_every_number_has_an_answer(submission, values):
    """Every number has an answer, and it is another number."""
    result = submission.double(values)
    diagnose("not-a-list", type(result) is list, "The answer is no list.")
    diagnose("lost-values", len(result) == len(values), lambda: f"{len(values)} numbers went in, {len(result)} came out.")
    diagnose("unchanged", all(r != v for r, v in zip(result, values)), "A number came back as it was.")


@points(3, needs="test_every_number_has_an_answer")
def test_whole_numbers_are_doubled(submission, values):
    """Whole numbers of either sign are doubled."""
    result = submission.double(values)
    diagnose("sign-lost", all((r < 0) == (v < 0) for r, v in zip(result, values)), "A debt became a credit.")
    diagnose("tripled", result == [2 * v for v in values], lambda: f"{values[0]} came back as {result[0]}.")


@points(1, needs="test_whole_numbers_are_doubled")
def test_fractions_are_kept(submission, values):
    """Fractions are doubled without rounding."""
    exact = [v + 0.2 for v in values]
    error = sum(abs(r - 2 * v) for r, v in zip(submission.double(exact), exact)) / len(exact)
    gate("mean error (EUR)", error, at_most=0.01, diagnosis="rounded", message="Cents are missing.")
'''
_MISTAKES = {
    "not_a_list": '"""A tuple is as good."""\ndef double(values):\n    return tuple(2 * v for v in values)\n',
    "lost_values": '"""Off by one."""\ndef double(values):\n    return [2 * v for v in values[:-1]]\n',
    "unchanged": '"""Forgets to compute."""\ndef double(values):\n    return list(values)\n',
    "sign_lost": '"""Amounts are positive."""\ndef double(values):\n    return [2 * abs(v) for v in values]\n',
    "tripled": '"""More is more."""\ndef double(values):\n    return [3 * v for v in values]\n',
    "rounded": '"""Nobody counts cents."""\ndef double(values):\n    return [round(2 * v) for v in values]\n',
}
_NOTES = "Multiplying is exact.\n\n**What reviewers ask.** Why not round? Because cents add up.\n"


def build(root: Path) -> Course:
    """A course of one module, one notebook and one exercise of 2 + 3 + 1 points, which can be proven."""
    exercise, solution = root / "exercises/01_toy/01_double", root / "solutions/01_toy/01_double"
    files = {
        root / "course.toml": _COURSE,
        root / "requirements.lock": "# digest: none\n",
        root / "datasets/manifest.toml": "dataset = []\n",
        root / "modules/01_toy/module.toml": _MODULE,
        root / "modules/01_toy/01_numbers.ipynb": _NOTEBOOK,
        exercise / "exercise.toml": _TOML,
        exercise / "README.md": _BRIEF,
        exercise / "test_double.py": _TESTS,
        solution / "double.py": _SOLUTION,
        solution / "notes.md": _NOTES,
        **{solution / "mistakes" / f"{name}.py": text for name, text in _MISTAKES.items()},
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    course = Course(root)
    course.exercises[0].file.write_text(course.exercises[0].starter, encoding="utf-8")
    return course


@pytest.fixture
def toy(tmp_path: Path) -> Course:
    """A course of one's own, to damage at will. Its root is `tmp_path / "toy"`."""
    return build(tmp_path / "toy")


@pytest.fixture
def double(toy: Course) -> Exercise:
    """The one exercise of `toy`."""
    return toy.exercises[0]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """One toy course for all tests that change nothing in it."""
    return build(tmp_path_factory.mktemp("shared") / "toy")


@pytest.fixture(scope="session")
def grader(shared: Course) -> Iterator[Grader]:
    """One warm grader over `shared`."""
    with Grader(shared) as warm:
        yield warm


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str


@pytest.fixture
def run(toy: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `signoff ARGUMENTS` in `toy` through the command's own `main`, on a screen that is 200 columns wide.

    `apart` runs it in a process of its own, as a shell does. Either way nobody may ever see a traceback.
    """

    def command(
        *arguments: str | Path,
        said: str = "",
        code: int | None = None,
        folder: Path = toy.root,
        apart: bool = False,
        columns: int = 200,
    ) -> Done:
        words = [str(one) for one in arguments]
        if apart:
            done = _in_a_process(words, folder, columns)
        else:
            monkeypatch.setenv("COLUMNS", str(columns))
            done = _here(words, folder, said, monkeypatch, capsys)
        assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
        assert code is None or done.code == code, done.stdout + done.stderr
        return done

    return command


def _here(
    words: list[str], folder: Path, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Done:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["signoff", *words])
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # Typer sets its own
    capsys.readouterr()
    try:
        main()
    except SystemExit as end:
        out, err = capsys.readouterr()
        return Done(end.code if isinstance(end.code, int) else int(end.code is not None), out, err)
    pytest.fail("the command did not end")


def _in_a_process(words: list[str], folder: Path, columns: int) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "signoff.cli", *words],
        cwd=folder,
        env=environment(COLUMNS=str(columns)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def environment(**extra: str) -> dict[str, str]:
    """This process's environment without what changes how a terminal looks."""
    loud = {"FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "PYTHONWARNINGS", "PYTHONIOENCODING"}
    kept = {key: value for key, value in os.environ.items() if key not in loud}
    return {**kept, "COLUMNS": "200", "TERM": "dumb", **extra}


class ByTestOrNotebook(LoadScopeScheduling):
    """Fans tests out over cores one by one, but keeps together what would disturb itself.

    The cells of a notebook share a kernel; an attack must not find the traces of another one that runs beside it.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file.endswith((".ipynb", "test_redteam.py")) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByTestOrNotebook:
    return ByTestOrNotebook(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no core waits at the end: proofs and worlds, then notebooks and attacks."""
    long = ("is_proven[", "can_be_believed[")

    def rank(item: pytest.Item) -> int:
        if any(one in item.name for one in long):
            return 0
        return 1 if item.path.suffix == ".ipynb" or item.path.name == "test_redteam.py" else 2

    items.sort(key=rank)
