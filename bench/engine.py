"""How fast the engine grades, on the bench course: warm, cold, on several cores; and what an idle worker holds."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from itertools import cycle, islice
from pathlib import Path

import psutil
import pytest
import tools  # beside this file

from signoff.course import Course, Exercise
from signoff.grading.draw import Draw
from signoff.grading.grader import run_pytest
from signoff.grading.plugin import Session, sessions_key
from signoff.grading.pool import Pool, Task
from signoff.grading.session import Grader
from signoff.grading.submission import SubmissionFile
from signoff.learner.watching import saves
from signoff.sandbox.remote import Allowance, InProcess, Remote, Source
from signoff.sandbox.zygote import Zygote

COURSE = Course(Path(__file__).resolve().parent / "course")
SUBMISSIONS = 200
Gates = dict[str, tuple[float, float, str]]
"""A number, its bound, and whether it must be `at most` or `at least` that."""


def measure(runs: int) -> tuple[dict[str, float], Gates]:
    """Every figure (seconds, MB, or what its name says) and every gate."""
    exercise = COURSE.exercises[0]
    own = statistics.median(tests_alone(exercise, COURSE.facts.seed) for _ in range(runs))
    saved = statistics.median(list(islice(saved_to_verdict(exercise), runs)))
    one, several = throughput(exercise, jobs=1), throughput(exercise, jobs=2)
    figures = {
        "tests alone (s)": own,
        "save to last verdict (s)": saved,
        f"{SUBMISSIONS} submissions, one core (s)": SUBMISSIONS / one,
        f"{SUBMISSIONS} submissions, two cores (s)": SUBMISSIONS / several,
        "idle worker beyond shared pages (MB)": idle_worker_mb(exercise),
    }
    gates: Gates = {
        "warm: save to last verdict, less the tests (s)": (saved - own, 0.1, "at most"),
        "two cores / one core": (several / one, 1.8, "at least"),
        "submissions a second, two cores": (several, 10, "at least"),
        "idle worker beyond shared pages (MB)": (figures["idle worker beyond shared pages (MB)"], 60, "at most"),
    }
    return figures, gates


class _Stopwatch:
    """Sums what fixtures and tests take, and nothing of what is around them."""

    def __init__(self, folder: Path, session: Session) -> None:
        self._folder, self._session, self.seconds = folder, session, 0.0

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[sessions_key] = {self._folder: self._session}

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Generator[None, object, object]:
        start = time.perf_counter()
        try:
            return (yield)
        finally:
            self.seconds += time.perf_counter() - start

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: object, request: object) -> Generator[None, object, object]:
        start = time.perf_counter()
        try:
            return (yield)
        finally:
            self.seconds += time.perf_counter() - start


def tests_alone(exercise: Exercise, seed: int) -> float:
    """Seconds of the tests and their fixtures with the reference in their own process, in a fresh copy of this one."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.chdir(tempfile.mkdtemp())
            source = Source(exercise.slug, exercise.solution.read_bytes(), exercise.starter)
            transport = InProcess(str(exercise.solution), source)
            harness = exercise.folder / "harness.py"
            session = Session(exercise.id, Draw(seed).seed_of(exercise.id), source, transport, exercise.names)
            session.harness = harness if harness.is_file() else None
            session.on_verdict = lambda verdict, printed: None
            watch = _Stopwatch(exercise.folder, session)
            run_pytest(exercise.folder, exercise.tests, watch)
            assert all(one.outcome == "passed" for one in session.verdicts.values())
            os.write(tell, repr(watch.seconds).encode())
        finally:
            os._exit(0)
    os.close(tell)
    said = os.read(hear, 100)
    os.close(hear)
    os.waitpid(child, 0)
    return float(said)


def cold(course: Course, room: Path, runs: int) -> tuple[dict[str, float], Gates]:
    """A cold `signoff check` of every exercise of the course, beside importing its libraries and its tests alone."""
    root = room / "course"
    for name in ("modules", "exercises", "solutions", "datasets"):
        shutil.copytree(course.root / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("course.toml", "requirements.lock"):
        shutil.copy(course.root / name, root / name)
    figures: dict[str, float] = {}
    gates: Gates = {}
    for exercise in Course(root).exercises:
        shutil.copy(exercise.solution, exercise.file)
        imports = f"import {', '.join(exercise.facts.libraries)}"
        jobs = {
            "check": [str(Path(sys.executable).parent / "signoff"), "check", exercise.id],
            "imports": [sys.executable, "-W", "ignore", "-c", imports],
        }
        taken: dict[str, list[float]] = {"check": [], "imports": [], "tests": []}
        for run in range(runs + 1):
            for name, command in jobs.items():
                start = time.perf_counter()
                subprocess.run(command, cwd=root, check=True, capture_output=True)
                taken[name].append(time.perf_counter() - start)
            taken["tests"].append(tests_alone(exercise, course.facts.seed))
            if run == 0:
                taken = {name: [] for name in taken}  # files into the cache
        median = {name: statistics.median(times) for name, times in taken.items()}
        figures |= {f"{exercise.id}: {name} (s)": value for name, value in median.items()}
        ratio = median["check"] / (median["imports"] + median["tests"])
        gates[f"{exercise.id}: cold check / imports + tests"] = (ratio, 1.3, "at most")
    return figures, gates


def saved_to_verdict(exercise: Exercise) -> Generator[float, None, None]:
    """Seconds from a save to the last verdict, as `signoff watch` takes them, again and again."""
    text = exercise.solution.read_text(encoding="utf-8")
    started = [0.0]
    kept = exercise.file.read_text(encoding="utf-8")

    def save(number: int) -> None:
        time.sleep(0.3)
        started[0] = time.perf_counter()
        exercise.file.write_text(f"{text}\n# {number}\n", encoding="utf-8")

    try:
        with Grader(COURSE) as grader:
            for number, _ in enumerate(saves(exercise.file)):
                grade = grader.grade(exercise, exercise.file)
                if number > 1:
                    assert grade.passed
                    yield time.perf_counter() - started[0]
                threading.Thread(target=save, args=(number,)).start()
    finally:
        time.sleep(0.5)
        exercise.file.write_text(kept, encoding="utf-8")


def throughput(exercise: Exercise, jobs: int) -> float:
    """Submissions a second, warm, of the whole bench class."""
    texts = [SubmissionFile(path.read_bytes()) for path in sorted((COURSE.root / "submissions").glob("*.py"))]
    with Pool(COURSE, jobs) as pool:
        list(pool.grade(Task(exercise, texts[0]) for _ in range(jobs * 2)))
        start = time.perf_counter()
        list(pool.grade(Task(exercise, text) for text in islice(cycle(texts), SUBMISSIONS)))
        return SUBMISSIONS / (time.perf_counter() - start)


def idle_worker_mb(exercise: Exercise) -> float:
    """Megabytes that only an idle worker holds, the submission loaded, seen from outside."""
    zygote = Zygote.start()
    zygote.preload(
        ["signoff.sandbox.codec", "signoff.sandbox.worker", "signoff.grading.warm", *exercise.facts.libraries]
    )
    source = Source(exercise.slug, exercise.solution.read_bytes(), exercise.starter)
    remote = Remote(zygote, source, Allowance(10, 1024))
    try:
        remote.load()
        assert remote._process is not None
        return float(psutil.Process(remote._process.pid).memory_full_info().uss) / 2**20
    finally:
        remote.stop()
        zygote.close()


def imports_and_tests(exercise: Exercise, room: Path) -> list[str]:
    """A command that imports the exercise's own libraries, runs its tests on the reference, and nothing else."""
    script = room / "imports_and_tests.py"
    tests = tools.plain_tests(exercise, pytest=False)
    run = 'import submission\nfor name, test in list(globals().items()):\n    if name.startswith("test_"): test(submission, DATA)\n'
    (room / "submission.py").write_bytes(exercise.solution.read_bytes())
    script.write_text(f"{tests}\n{run}", encoding="utf-8")
    return [sys.executable, str(script)]
