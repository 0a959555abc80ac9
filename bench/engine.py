"""How fast the engine grades, on the bench course: warm, cold, on several cores; and what an idle worker holds."""

import os
import statistics
import sys
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
from signoff.sandbox.remote import InProcess, Limits, Remote, Source
from signoff.sandbox.zygote import Zygote

COURSE = Course(Path(__file__).resolve().parent / "course")
SUBMISSIONS = 200
Gates = dict[str, tuple[float, float, str]]
"""A number, its bound, and whether it must be `at most` or `at least` that."""


def measure(runs: int) -> tuple[dict[str, float], Gates]:
    """Every figure (seconds, MB, or what its name says) and every gate."""
    exercise = COURSE.exercises[0]
    own = statistics.median(tests_alone(exercise) for _ in range(runs))
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


def tests_alone(exercise: Exercise) -> float:
    """Seconds of the tests and their fixtures with the reference in their own process, in a fresh copy of this one."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            source = Source(exercise.slug, exercise.solution.read_bytes(), exercise.starter)
            transport = InProcess(str(exercise.solution), source)
            draw = Draw(COURSE.facts.seed)
            session = Session(exercise.id, draw.seed_of(exercise.id), source, transport, exercise.names)
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
    remote = Remote(zygote, source, Limits(10, 1024))
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
