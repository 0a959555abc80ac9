"""Several graders at work at once, each with processes of its own; answers come in the order of the questions."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from signoff.course import Course, Exercise
from signoff.errors import SignoffError
from signoff.grading.draw import Draw
from signoff.grading.grade import Grade
from signoff.grading.session import Grader
from signoff.grading.submission import SubmissionFile, read_submission
from signoff.sandbox.isolation import Level


@dataclass(frozen=True)
class Task:
    """One submission to grade: its content or its path, and a public seed instead of the pool's draw."""

    exercise: Exercise
    submission: SubmissionFile | Path
    seed: int | None = None


@dataclass(frozen=True)
class Result:
    """A grade, or why there is none, and what the submission printed before each verdict."""

    found: Grade | SignoffError
    printed: list[str]


class Pool:
    """`jobs` graders that share the work. Use it as a context manager; leaving it ends what still runs.

    Args:
        course, draw, require: as for `Grader`.
        jobs: how many submissions are graded at once.
    """

    def __init__(self, course: Course, jobs: int, *, draw: Draw | None = None, require: Level = "none") -> None:
        self._graders = [Grader(course, draw=draw, require=require) for _ in range(jobs)]
        self._idle: SimpleQueue[Grader] = SimpleQueue()
        for grader in self._graders:
            self._idle.put(grader)
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for grader in self._graders:
            grader.close()  # whoever is still at work hears that its processes are gone
        self._threads.shutdown()

    def grade(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Each task's result, in the order of the tasks."""
        tasks = list(tasks)
        for exercise in {id(one.exercise): one.exercise for one in tasks}.values():
            _ = exercise.starter, exercise.names, exercise.graded_tests, exercise.facts  # read once, before the threads
        return self._threads.map(self._grade, tasks)

    def _grade(self, task: Task) -> Result:
        grader = self._idle.get()
        printed: list[str] = []
        try:
            file = task.submission
            if isinstance(file, Path):
                file = read_submission(file, task.exercise.id)
            grade = grader.grade_text(
                task.exercise, file, seed=task.seed, on_verdict=lambda _, said: printed.append(said)
            )
            return Result(grade, printed)
        except SignoffError as error:
            return Result(error, printed)
        finally:
            self._idle.put(grader)
