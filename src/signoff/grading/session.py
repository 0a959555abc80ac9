"""Grading from the outside: starts the processes, believes only the grader's own socket, assembles the `Grade`."""

import contextlib
import hashlib
import os
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any

from signoff.course import Course, Exercise
from signoff.errors import AuthorError, OperatorError
from signoff.grading.draw import Draw
from signoff.grading.grade import Digests, Grade, Limits, Verdict
from signoff.grading.job import ENTRY, Job, receive, send_job
from signoff.grading.start import start_zygote
from signoff.grading.submission import SubmissionFile, read_submission
from signoff.sandbox.channel import Channel, Closed, WireError
from signoff.sandbox.isolation import LEVELS, Isolation, Level
from signoff.sandbox.zygote import FORKS, NoPlace, Zygote, ZygoteGone

OnVerdict = Callable[[Verdict, str], None]

_SLACK_S = 60
_ZYGOTES = 4
"""So many sets of libraries stay loaded at once; the one that was not used for longest makes room."""


class Grader:
    """Grades submissions, one after another, with a zygote for each set of libraries kept warm between them.

    Use it as a context manager.

    Args:
        course: whose exercises are graded.
        draw: what the tests draw their data from; the course's public seed when None.
        require: the least level of isolation; below it nothing is graded.
        forks: whether processes start as copies of a warm one, or anew.
        without: measures of isolation to leave out, to see what a lesser machine does.
    """

    def __init__(
        self,
        course: Course,
        *,
        draw: Draw | None = None,
        require: Level = "none",
        forks: bool = FORKS,
        without: Sequence[str] = (),
    ) -> None:
        self._course, self._require, self._forks, self._without = course, require, forks, without
        self._draw = draw or Draw(course.facts.seed)
        self._zygotes: dict[frozenset[str], Zygote] = {}
        self._is_shown: bool | None = None

    def __enter__(self) -> "Grader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process that was started."""
        for zygote in self._zygotes.values():
            zygote.close()
        self._zygotes.clear()

    def isolation(self) -> Isolation:
        """What a submission is kept from on this machine, tried out.

        Raises:
            OperatorError: no process can be started.
        """
        with _sentences("Could not try the isolation"):
            zygote = self._zygote(frozenset())
            return self._at_this_place(zygote, zygote.isolation())

    def grade(
        self, exercise: Exercise, path: Path, *, seed: int | None = None, on_verdict: OnVerdict | None = None
    ) -> Grade:
        """Grade one file.

        Args:
            exercise: what it answers.
            path: the submitted file.
            seed: what the tests draw from; by the grader's draw when None.
            on_verdict: called with each verdict as it is reached, and with what the submission printed meanwhile.

        Raises:
            LearnerError: there is no file to grade.
            OperatorError: it could not be graded, which is not a 0.
        """
        return self.grade_text(exercise, read_submission(path, exercise.id), seed=seed, on_verdict=on_verdict)

    def grade_text(
        self, exercise: Exercise, file: SubmissionFile, *, seed: int | None = None, on_verdict: OnVerdict | None = None
    ) -> Grade:
        """Grade the content of a submission; as `grade`."""
        draw = self._draw if seed is None else Draw(seed)
        started = time.monotonic()
        limits = exercise.facts.limits
        if file.problem is not None:
            verdicts, isolation = _unrun(exercise, file.problem), Isolation(())  # nothing of it ran
            for verdict in verdicts:
                if on_verdict is not None:
                    on_verdict(verdict, "")
            depends_on = digests(self._course, exercise, file.text)
        else:
            with _sentences(f"Could not grade {exercise.id}"):
                zygote = self._zygote(_libraries(exercise))
            depends_on = digests(self._course, exercise, file.text)  # while the zygote imports
            verdicts, isolation = self._run(zygote, exercise, file.text, draw, on_verdict)
        return Grade(
            exercise=exercise.id,
            version=exercise.facts.version,
            score=sum(one.points for one in verdicts),
            max_score=exercise.max_points,
            seed=draw.seed,
            seed_fingerprint=draw.fingerprint_of(exercise.id),
            isolation=isolation.level,
            limits=Limits(cpu_seconds=limits.cpu_seconds, memory_mb=limits.memory_mb),
            digests=depends_on,
            duration_s=round(time.monotonic() - started, 3),
            verdicts=verdicts,
        )

    def _run(
        self, zygote: Zygote, exercise: Exercise, text: bytes, draw: Draw, on_verdict: OnVerdict | None
    ) -> tuple[list[Verdict], Isolation]:
        facts = exercise.facts
        job = Job(
            exercise_id=exercise.id,
            folder=str(exercise.folder),
            slug=exercise.slug,
            names=exercise.names,
            text=text.decode(),
            starter=exercise.starter,
            seed=draw.seed_of(exercise.id),
            cpu_seconds=float(facts.limits.cpu_seconds),
            memory_mb=facts.limits.memory_mb,
            readable=[str(one) for one in _data_files(self._course, exercise)],
        )
        with _sentences(f"Could not grade {exercise.id}"):
            self._refuse_below(zygote)
            # per test: a first try and a second after starvation, both at the limit of waiting, and the test's own time
            patience = len(exercise.graded_tests) * 22 * job.cpu_seconds + _SLACK_S
            pid, sock, printed = zygote.start_grader(ENTRY)
            deadline = time.monotonic() + patience
            try:
                channel = Channel(sock, tick=lambda: _overdue(deadline))
                verdicts, held = _collect(exercise, channel, job, printed, on_verdict)
                return verdicts, self._at_this_place(zygote, held)
            finally:
                sock.close()
                os.close(printed)
                with contextlib.suppress(ZygoteGone):
                    zygote.stop(pid)

    def _zygote(self, libraries: frozenset[str]) -> Zygote:
        """The zygote that holds these libraries; the newest stands last."""
        zygote = self._zygotes.pop(libraries, None)
        if zygote is not None and zygote.is_gone:
            zygote.close()
            zygote = None
        if zygote is None:
            while len(self._zygotes) >= _ZYGOTES:
                self._zygotes.pop(next(iter(self._zygotes))).close()
            zygote = start_zygote(forks=self._forks, without=self._without)
            if libraries:
                zygote.preload(sorted(libraries))
        else:
            zygote.preload_once("signoff.grading.warm")  # pays from the second grading on
        self._zygotes[libraries] = zygote
        return zygote

    def _at_this_place(self, zygote: Zygote, held: Isolation) -> Isolation:
        """What holds, seeing where the tests and solutions lie."""
        if self._is_shown is None:
            self._is_shown = zygote.shows(self._course.root)
        return Isolation((*held.missing, "place")) if self._is_shown else held

    def _refuse_below(self, zygote: Zygote) -> None:
        if self._require == "none":
            return
        held = self._at_this_place(zygote, zygote.isolation())
        if LEVELS.index(held.level) < LEVELS.index(self._require):
            raise OperatorError(
                f"Could not grade: isolation here is {held.level}, and {self._require} is required. "
                f"{'; '.join(held.sentences)}."
            )


@contextlib.contextmanager
def _sentences(doing: str) -> Iterator[None]:
    """What stands in the way of grading, as one sentence for whoever runs it."""
    try:
        yield
    except (ZygoteGone, NoPlace) as error:
        raise OperatorError(f"{doing}: {str(error).rstrip('.')}.") from None
    except FileNotFoundError as error:  # tempfile found no folder it could write to
        raise OperatorError(f"{doing}: {error.strerror}; set TMPDIR to a folder that can be written.") from None
    except OSError as error:
        raise OperatorError(
            f"{doing}: no process can be started ({error.strerror}); end some, or free memory."
        ) from None


def _libraries(exercise: Exercise) -> frozenset[str]:
    """What is imported once for all gradings of the exercise; a test's own fault in it shows when the test runs."""
    try:
        return frozenset([*exercise.facts.libraries, *exercise.imports])
    except SyntaxError:
        return frozenset(exercise.facts.libraries)


def _overdue(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise OperatorError("Could not grade: the tests themselves did not end; this is a fault of the course.")


def _collect(
    exercise: Exercise, channel: Channel, job: Job, printed: int, on_verdict: OnVerdict | None
) -> tuple[list[Verdict], Isolation]:
    """Every verdict of one run; each expected test must report exactly once."""
    found: dict[str, Verdict] = {}
    try:
        send_job(channel, job)
        while True:
            message = receive(channel)
            if "end" in message:
                break
            verdict = Verdict.model_validate(message["verdict"])
            found[verdict.test] = verdict
            if on_verdict is not None:
                on_verdict(verdict, message["printed"])
    except (Closed, WireError):
        said = os.pread(printed, 1 << 16, 0).decode(errors="replace").strip().splitlines()
        why = f": {said[-1][:300]}" if said else ""
        raise OperatorError(f"Could not grade {exercise.id}: the grader's process ended unexpectedly{why}.") from None
    if message["end"] is not None:
        raise OperatorError(f"Could not grade {exercise.id}: {str(message['end']).rstrip('.')}.")
    expected = [name for name, _, _ in exercise.graded_tests]
    if set(found) != set(expected):
        missing = sorted(set(expected) ^ set(found))
        raise OperatorError(f"Could not grade {exercise.id}: no verdict of {', '.join(missing)}.")
    return [found[name] for name in expected], Isolation(tuple(message["missing"]))


def _unrun(exercise: Exercise, problem: str) -> list[Verdict]:
    """The verdicts of a submission that is plainly unreadable: said once, then blocked."""
    verdicts: list[Verdict] = []
    for name, title, worth in exercise.graded_tests:
        first = not verdicts
        message = problem if first else "The submission does not import."
        outcome: Any = "error" if first else "blocked"
        verdicts.append(Verdict(test=name, title=title, points=0, max_points=worth, outcome=outcome, message=message))
    return verdicts


# --- digests -----------------------------------------------------------------------------------------------------


def digests(course: Course, exercise: Exercise, text: bytes) -> Digests:
    """SHA-256 of everything a grade of `text` depends on."""
    package = Path(__file__).resolve().parents[1]
    judged_by = [exercise.folder / "exercise.toml", exercise.tests, exercise.folder / "harness.py"]
    worlds = [path for kind in ("*.py", "*.toml") for path in sorted((package / "worlds").rglob(kind))]
    judged_by += [*worlds, package / "testing.py"]
    return Digests(
        submission=hashlib.sha256(text).hexdigest(),
        tests=digest_of_files(judged_by),
        data=digest_of_files(_data_files(course, exercise)),
        lock=digest_of_files([course.root / "requirements.lock"]),
    )


def digest_of_files(paths: Iterable[Path]) -> str:
    """One digest of several files by name and content; a file that is absent counts as absent."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes() if path.is_file() else b""
        total.update(f"{path.name} {len(content)} ".encode() + hashlib.sha256(content).digest())
    return total.hexdigest()


def _data_files(course: Course, exercise: Exercise) -> list[Path]:
    if not exercise.facts.datasets:
        return []
    manifest = tomllib.loads((course.root / "datasets" / "manifest.toml").read_text(encoding="utf-8"))
    known = {one["id"]: one for one in manifest["dataset"]}
    unknown = [name for name in exercise.facts.datasets if name not in known]
    if unknown:
        raise AuthorError(f"exercise.toml of {exercise.id}: no data set {unknown[0]} in datasets/manifest.toml.")
    used = [known[name] for name in exercise.facts.datasets]
    return [_data_home(course, one) / file["path"] for one in used for file in one["file"]]


def _data_home(course: Course, data_set: dict[str, Any]) -> Path:
    """The folder that the files of a data set lie in; a package that is absent makes them absent."""
    if "package" not in data_set:
        return course.root / "datasets"
    try:
        return Path(str(metadata.distribution(data_set["package"]["name"]).locate_file("")))
    except metadata.PackageNotFoundError:
        return course.root / "datasets"
