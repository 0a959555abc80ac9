"""Four ways to grade the same submissions: Signoff, plain pytest, nbgrader, otter-grader.

The six graded tests of the bench course are the source for all of them: here they become a module that needs neither
Signoff nor pytest. A tool is prepared, then it grades (only this is timed), then it tells the points of every test.
nbgrader and otter-grader live in environments of their own under `build/bench-envs`.
"""

import ast
import compileall
import json
import os
import shutil
import subprocess
import sys
import venv
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from signoff.course import Course, Exercise
from signoff.grading.session import Grader
from signoff.grading.submission import SubmissionFile

ROOT = Path(__file__).resolve().parents[1]
COURSE = Course(ROOT / "bench" / "course")
ENVIRONMENTS = ROOT / "build" / "bench-envs"
NEEDED = {"nbgrader": ["nbgrader==0.9.6"], "otter-grader": ["otter-grader==7.0.0", "ipykernel==7.4.0"]}
"""What is installed for each; otter-grader leaves the kernel to its user."""

Points = dict[str, dict[str, float]]
"""For each submission's name, the points of each test."""


@dataclass(frozen=True)
class Submission:
    """What one learner handed in; `origin` is the file's name without `.py`, `name` is unique in a class."""

    name: str
    origin: str
    text: str


Lane = Sequence[Submission]
"""The submissions that are graded one after another; lanes run beside each other, one per core."""


class Tool(Protocol):
    """A way to grade, with a room of its own for one run."""

    def prepare(self, lanes: Sequence[Lane], room: Path) -> None:
        """Everything a class needs only once: the assignment, the files handed in."""

    def grade(self) -> None:
        """Grade every submission; the clock runs."""

    def points(self) -> Points:
        """What was found."""

    def close(self) -> None:
        """End what still runs."""


def known_tools() -> dict[str, Callable[[], Tool]]:
    """The tools by the name that `--tools` takes."""
    return {
        "signoff": lambda: Signoff(warm=True),
        "signoff-cold": lambda: Signoff(warm=False),
        "pytest": Pytest,
        "nbgrader": Nbgrader,
        "otter-grader": Otter,
    }


def at_once(work: Callable[[Any], None], lanes: Sequence[Any]) -> None:
    """`work` on every lane, each in a thread of its own; errors come through."""
    with ThreadPoolExecutor(len(lanes)) as pool:
        list(pool.map(work, lanes))


# --- Signoff ---


class Signoff:
    """A grader for each lane.

    Warm, the graders have imported pandas and graded one submission before the clock starts, as in a queue that runs
    all day. Cold, starting them counts.
    """

    def __init__(self, *, warm: bool) -> None:
        self._warm = warm
        self._exercise = the_exercise()
        self._graders: list[Grader] = []
        self._points: Points = {}

    def prepare(self, lanes: Sequence[Lane], room: Path) -> None:
        self._lanes = lanes
        if self._warm:
            self._start()
            for grader in self._graders:
                grader.grade_text(self._exercise, SubmissionFile(self._exercise.starter.encode()))

    def _start(self) -> None:
        self._graders = [Grader(COURSE).__enter__() for _ in self._lanes]

    def grade(self) -> None:
        if not self._graders:
            self._start()
        at_once(self._lane, list(zip(self._graders, self._lanes, strict=True)))

    def _lane(self, pair: tuple[Grader, Lane]) -> None:
        grader, lane = pair
        for one in lane:
            grade = grader.grade_text(self._exercise, SubmissionFile(one.text.encode()))
            self._points[one.name] = {verdict.test: verdict.points for verdict in grade.verdicts}

    def points(self) -> Points:
        return self._points

    def close(self) -> None:
        for grader in self._graders:
            grader.__exit__(None, None, None)


# --- plain pytest ---

_CONFTEST = """import importlib.util

import pytest


def pytest_addoption(parser):
    parser.addoption("--submission")


@pytest.fixture(scope="session")
def seed():
    return {seed}


@pytest.fixture(scope="session")
def submission(request):
    spec = importlib.util.spec_from_file_location("{slug}", request.config.getoption("--submission"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
"""


class Pytest:
    """A process of pytest for each submission, without any plugin: nothing is isolated, nothing is limited."""

    def prepare(self, lanes: Sequence[Lane], room: Path) -> None:
        exercise = the_exercise()
        self._lanes, self._room = lanes, room
        write(room / "conftest.py", _CONFTEST.format(seed=COURSE.facts.seed, slug=exercise.slug))
        write(room / exercise.tests.name, plain_tests(exercise, pytest=True))
        for one in everyone(lanes):
            write(room / "submitted" / f"{one.name}.py", one.text)

    def grade(self) -> None:
        at_once(self._lane, self._lanes)

    def _lane(self, lane: Lane) -> None:
        for one in lane:
            run(
                sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={one.name}.xml",
                f"--submission=submitted/{one.name}.py", cwd=self._room, expect=(0, 1),
            )  # fmt: skip

    def points(self) -> Points:
        worth = {name: points for name, _, points in the_exercise().graded_tests}
        found: Points = {}
        for one in everyone(self._lanes):
            cases = ET.parse(self._room / f"{one.name}.xml").iter("testcase")
            found[one.name] = {case.attrib["name"]: 0 if len(case) else worth[case.attrib["name"]] for case in cases}
        return found

    def close(self) -> None:
        pass


# --- nbgrader ---

_READ_GRADEBOOK = """import json
from nbgrader.api import Gradebook

with Gradebook("sqlite:///gradebook.db") as book:
    print(json.dumps({
        one.student.id: {grade.name: grade.auto_score for grade in one.notebooks[0].grades}
        for one in book.assignment_submissions(ASSIGNMENT)
    }))
"""


class Nbgrader:
    """`nbgrader autograde ASSIGNMENT` over everybody who submitted, as a teacher runs it.

    It grades one notebook after another and has no option for several at once, so each lane is a course folder with a
    gradebook of its own and its share of the class.
    """

    def __init__(self) -> None:
        self._python = environment("nbgrader")

    def prepare(self, lanes: Sequence[Lane], room: Path) -> None:
        exercise = the_exercise()
        self._assignment = exercise.slug
        template = room / "template"
        source = template / "source" / exercise.slug
        write(template / "nbgrader_config.py", 'c = get_config()\nc.CourseDirectory.course_id = "bench"\n')
        write(source / "checks.py", plain_tests(exercise, pytest=False))
        write(source / f"{exercise.slug}.ipynb", _assignment(exercise))
        run(self._python, "-m", "nbgrader", "generate_assignment", exercise.slug, cwd=template)
        release = template / "release" / exercise.slug
        notebook = json.loads((release / f"{exercise.slug}.ipynb").read_text(encoding="utf-8"))
        (answer,) = [cell for cell in notebook["cells"] if cell["metadata"]["nbgrader"]["solution"]]
        self._rooms = []
        for number, lane in enumerate(lanes):
            course = room / f"lane-{number}"
            shutil.copytree(template, course)
            for one in lane:
                answer["source"] = one.text
                handed_in = course / "submitted" / one.name / exercise.slug
                shutil.copytree(release, handed_in)
                write(handed_in / f"{exercise.slug}.ipynb", json.dumps(notebook))
            self._rooms.append(course)

    def grade(self) -> None:
        at_once(self._lane, self._rooms)

    def _lane(self, course: Path) -> None:
        run(self._python, "-m", "nbgrader", "autograde", self._assignment, cwd=course)

    def points(self) -> Points:
        script = _READ_GRADEBOOK.replace("ASSIGNMENT", repr(self._assignment))
        books = [run(self._python, "-c", script, cwd=course) for course in self._rooms]
        return {name: points for book in books for name, points in json.loads(book).items()}

    def close(self) -> None:
        pass


def _assignment(exercise: Exercise) -> str:
    """The teacher's notebook: the brief, the answer, and each graded test in a locked cell with its points."""
    setup = (
        "from types import SimpleNamespace\n\nimport checks\n\n"
        + "submission = SimpleNamespace(**{name: globals()[name] for name in ANSWER})".replace(
            "ANSWER", repr(exercise.names)
        )
    )
    cells = [
        notebook_cell("brief", exercise.brief.read_text(encoding="utf-8"), kind="markdown", locked=True),
        notebook_cell("answer", exercise.solution.read_text(encoding="utf-8"), solution=True),
        notebook_cell("setup", setup, locked=True),
        *[
            notebook_cell(name, f"checks.{name}(submission, checks.DATA)", locked=True, points=points)
            for name, _, points in exercise.graded_tests
        ],
    ]
    return notebook(cells)


# --- otter-grader ---

_OTTER_TEST = """from types import SimpleNamespace

from otter.test_files import test_case

OK_FORMAT = False
name = "{test}"
points = {points}


@test_case(points={points})
def test(env):
    import checks

    answer = SimpleNamespace(**{{name: env[name] for name in {names}}})
    checks.{test}(answer, checks.DATA)
"""
_OTTER_LANE = """import json
import sys
from pathlib import Path

from otter.api import grade_submission

found = {}
for path in map(Path, sys.argv[1:]):
    results = grade_submission(str(path), "autograder.zip", quiet=True)
    found[path.stem] = {name: results.get_score(name) for name in results.results}
print(json.dumps(found))
"""


class Otter:
    """`otter.api.grade_submission`, the call behind `otter run`, for one submission after another in one process.

    That is the quickest that it offers: no container is built or started, and its own imports are paid once a lane.
    """

    def __init__(self) -> None:
        self._python = environment("otter-grader")

    def prepare(self, lanes: Sequence[Lane], room: Path) -> None:
        exercise = the_exercise()
        for name, _, points in exercise.graded_tests:
            write(room / "tests" / f"{name}.py", _OTTER_TEST.format(test=name, points=points, names=exercise.names))
        write(room / "checks.py", plain_tests(exercise, pytest=False))
        write(room / "lane.py", _OTTER_LANE)
        otter = self._python.parent / "otter"
        run(
            otter,
            "generate",
            "-t",
            "tests",
            "-o",
            "autograder.zip",
            "--no-requirements",
            "--no-environment",
            "checks.py",
            cwd=room,
        )
        self._room, self._points = room, dict[str, dict[str, float]]()
        self._lanes = [[room / "submitted" / f"{one.name}.ipynb" for one in lane] for lane in lanes]
        for one in everyone(lanes):
            write(room / "submitted" / f"{one.name}.ipynb", notebook([notebook_cell("answer", one.text)]))

    def grade(self) -> None:
        at_once(self._lane, self._lanes)

    def _lane(self, paths: list[Path]) -> None:
        said = run(self._python, "lane.py", *paths, cwd=self._room)
        self._points |= json.loads(said.splitlines()[-1])

    def points(self) -> Points:
        return self._points

    def close(self) -> None:
        pass


# --- what they share ---


def the_exercise() -> Exercise:
    """The one exercise of the bench course."""
    (exercise,) = COURSE.exercises
    return exercise


def everyone(lanes: Sequence[Lane]) -> list[Submission]:
    return [one for lane in lanes for one in lane]


_DIAGNOSE = """

def diagnose(diagnosis, holds, message):
    assert holds, f"{diagnosis}: {message() if callable(message) else message}"
"""


def plain_tests(exercise: Exercise, *, pytest: bool) -> str:
    """The graded tests without Signoff: for pytest with their fixtures, else as functions beside the data, `DATA`."""
    tree = ast.parse(exercise.tests.read_text(encoding="utf-8"))
    foreign = {"signoff.testing"} if pytest else {"signoff.testing", "pytest"}
    body: list[ast.stmt] = []
    for node in tree.body:
        modules = {node.module} if isinstance(node, ast.ImportFrom) else set()
        modules |= {one.name for one in node.names} if isinstance(node, ast.Import) else set()
        if modules & foreign:
            continue
        if isinstance(node, ast.FunctionDef) and not (pytest and not node.name.startswith("test_")):
            node.decorator_list = []
        body.append(node)
    text = ast.unparse(ast.Module(body=body, type_ignores=[])) + _DIAGNOSE
    return text if pytest else f"{text}\n\nDATA = payments({COURSE.facts.seed})\n"


def notebook(cells: list[dict[str, Any]]) -> str:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def notebook_cell(
    name: str, source: str, *, kind: str = "code", locked: bool = False, solution: bool = False, points: int = 0
) -> dict[str, Any]:
    """A cell as nbgrader marks it; a locked one with points holds a graded test."""
    marks = {
        "grade": points > 0, "grade_id": name, "locked": locked, "schema_version": 3, "solution": solution, "task": False,
    }  # fmt: skip
    marks |= {"points": points} if points else {}
    cell = {"cell_type": kind, "id": name.replace("_", "-"), "metadata": {"nbgrader": marks}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def environment(tool: str) -> Path:
    """The interpreter of an environment with this tool and the pandas and numpy that the course runs on."""
    folder = ENVIRONMENTS / tool
    wanted = [*NEEDED[tool], *(f"{name}=={version(name)}" for name in ("pandas", "numpy"))]
    python, made_from = folder / "bin" / "python", folder / "made-from.txt"
    if not made_from.is_file() or made_from.read_text(encoding="utf-8") != "\n".join(wanted):
        print(f"installing {', '.join(wanted)} into {folder.relative_to(ROOT)}", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        run(python, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", *wanted, cwd=folder)
        compileall.compile_dir(folder, quiet=2)
        write(made_from, "\n".join(wanted))
    return python


def run(*words: str | Path, cwd: Path, expect: tuple[int, ...] = (0,)) -> str:
    """What a command printed.

    It runs as on a machine that was left alone: one thread for each process, byte code kept, no plugins of pytest.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "JUPYTER"))}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    path = f"{Path(words[0]).parent}{os.pathsep}{os.environ['PATH']}"  # as when the environment is activated
    env = {
        **kept,
        **threads,
        "PATH": path,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "IPYTHONDIR": str(ENVIRONMENTS / "ipython"),
    }
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode not in expect:
        sys.exit(f"{' '.join(map(str, words))} ended with {done.returncode}: {(done.stdout + done.stderr)[-1500:]}")
    return done.stdout


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
