"""The pytest plugin: the fixtures `submission` and `seed`, and verdicts instead of tracebacks.

In a grader process it speaks to a worker; under plain `pytest exercises/...` the same tests run the learner's file
in-process behind the same codec, so that a debugger works. It is idle for tests outside `exercises/`.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from signoff import testing

if TYPE_CHECKING:
    from signoff.grading.grade import Verdict
    from signoff.sandbox.remote import Source, Transport


class Blocked(Exception):
    """A test this one needs did not pass."""


@dataclass
class Session:
    """The grading of one exercise within a pytest run."""

    exercise_id: str
    seed: int
    source: Source
    transport: Transport
    asked: list[str]
    harness: Path | None = None
    on_verdict: Callable[[Verdict, str], None] | None = None
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    does_not_load: bool = False
    broken: str | None = None
    """Set when a fixture or a test of the course itself is at fault: then there is no grade at all."""


sessions_key = pytest.StashKey[dict[Path, Session]]()


# --- the learner's side: fixtures --------------------------------------------------------------------------------


class Submission:
    """The submission as tests see it: its functions, called with plain data.

    `submission.fresh()` is a copy that has seen no call yet, `submission.stub(obj, "now")` an argument that stands for
    a trusted object, `submission.harness.NAME(...)` trusted code of the exercise that runs beside the submission.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __getattr__(self, name: str) -> Any:
        from signoff.sandbox.remote import Function

        if name.startswith("_"):
            raise AttributeError(name)
        return Function(self._transport, {"do": "call", "target": None, "name": name}, "function")

    def fresh(self) -> Submission:
        return Submission(self._transport.fresh())

    def stub(self, target: Any, *methods: str) -> Any:
        from signoff.sandbox.stub import Stub

        return Stub(target, frozenset(methods))

    @property
    def harness(self) -> _Harness:
        return _Harness(self._transport)


class _Harness:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __getattr__(self, name: str) -> Any:
        from signoff.sandbox.remote import Function

        if name.startswith("_"):
            raise AttributeError(name)
        return Function(self._transport, {"do": "call_harness", "name": name}, "harness")


@pytest.fixture(scope="session")
def seed(request: pytest.FixtureRequest) -> int:
    """The number from which the tests draw their data."""
    found = request.config.stash.get(sessions_key, {})
    for session in found.values():
        return session.seed
    return int(request.config.getoption("--seed") or 0)


@pytest.fixture
def submission(request: pytest.FixtureRequest) -> Submission:
    """The learner's file behind a proxy."""
    session = _session_of(request.node)
    if session is None:
        raise pytest.UsageError("the submission fixture belongs to the tests of an exercise")
    return Submission(session.transport)


# --- pytest's side: options, order, verdicts ---------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("signoff", "graded exercises")
    group.addoption("--seed", type=int, help="draw the exercise's data from this number")
    group.addoption("--submission", type=Path, help="grade this file instead of the one in the exercise's folder")


def pytest_load_initial_conftests(early_config: pytest.Config, parser: pytest.Parser, args: list[str]) -> None:
    """Let an exercise's id stand for its folder: `pytest exercises/features/point_in_time`."""
    for position, argument in enumerate(args):
        path, _, rest = argument.partition("::")
        if "exercises/" in path and not path.startswith("-") and not Path(path).exists():
            folder = _folder_of(path)
            if folder is not None:
                args[position] = f"{folder}/test_{folder.name[3:]}.py::{rest}" if rest else str(folder)


def _folder_of(path: str) -> Path | None:
    root, _, tail = path.rstrip("/").rpartition("exercises/")
    folder = Path(root or ".") / "exercises"
    for part in tail.split("/"):
        folder = next(iter(folder.glob(f"[0-9][0-9]_{part}")), folder / part)
    return folder if folder.is_dir() else None


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "points(worth, needs): what a graded test is worth, and which test it needs")
    if sessions_key not in config.stash:
        config.stash[sessions_key] = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if not item.get_closest_marker("points"):
            continue
        # a learner's warning is no verdict, whatever the project around it thinks of warnings
        item.add_marker(pytest.mark.filterwarnings("ignore"))
        if item.path.parent not in config.stash[sessions_key]:
            config.stash[sessions_key][item.path.parent] = _in_process(config, item.path.parent)


def _in_process(config: pytest.Config, folder: Path) -> Session:
    """A session for plain pytest: the learner's own file, imported here."""
    from signoff.course import Course, find_exercise
    from signoff.grading.submission import read_submission
    from signoff.sandbox.remote import InProcess, Source

    course = Course.locate(folder)
    exercise = find_exercise(course, str(folder))
    path = config.getoption("--submission") or exercise.file
    text = read_submission(path, exercise.id).text
    source = Source(exercise.slug, text, exercise.starter)
    seed = config.getoption("--seed")
    harness = folder / "harness.py"
    return Session(
        exercise_id=exercise.id,
        seed=course.facts.seed if seed is None else seed,
        source=source,
        transport=InProcess(str(path.resolve()), source),
        asked=exercise.names,
        harness=harness if harness.is_file() else None,
    )


def _session_of(item: pytest.Item) -> Session | None:
    return item.config.stash[sessions_key].get(item.path.parent)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    session = _session_of(item)
    if session is None:
        return
    testing.measured_now.clear()
    needs = item.get_closest_marker("points").kwargs["needs"]  # type: ignore[union-attr]
    if session.does_not_load:
        raise Blocked("The submission does not import.")
    if needs is not None:
        needed = session.verdicts.get(needs)
        if needed is None:
            raise pytest.UsageError(f"{item.name} needs {needs}, which is no earlier test of the exercise")
        if needed.outcome != "passed":
            raise Blocked(f"Not run: it builds on “{needed.title}”")
    session.transport.begin_test()
    _load(session)


def _load(session: Session) -> None:
    """Import the submission, once; a submission that does not import is said once, too."""
    from signoff.sandbox.remote import Died, LimitMet, SubmissionRaised

    try:
        names = session.transport.load()
    except (SubmissionRaised, LimitMet, Died):
        session.does_not_load = True
        raise
    if not set(session.asked) & set(names):
        session.does_not_load = True
        raise SubmissionRaised("nothing-asked-for", "", ", ".join(names[:10]), "", None)
    if session.harness is not None:
        session.transport.load_harness(session.harness.read_text(encoding="utf-8"), str(session.harness))
        session.harness = None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    session = _session_of(item)
    if session is None:
        return report
    error = call.excinfo.value if call.excinfo else None
    if call.when == "teardown":
        if error is not None:
            session.broken = f"{item.name}: the clean-up of its fixtures failed ({type(error).__name__}: {error})"
        return report
    if error is None and call.when == "setup":
        return report
    if isinstance(error, (KeyboardInterrupt, pytest.exit.Exception)):
        return report
    verdict = _verdict(item, session, error, call.when)
    if verdict is None:
        item.session.shouldstop = session.broken or "could not grade"
        return report
    session.verdicts[item.name] = verdict
    if session.on_verdict is not None:
        session.on_verdict(verdict, session.transport.printed())
    if verdict.outcome == "blocked":
        report.outcome = "skipped"
        report.longrepr = (str(item.path), item.location[1] or 0, verdict.message)
    elif verdict.outcome != "passed":
        report.longrepr = _shown(verdict, session, call)
    return report


def _verdict(item: pytest.Item, session: Session, error: BaseException | None, when: str) -> Verdict | None:
    """The verdict of one test, or None when the course itself is at fault."""
    from signoff.grading.grade import Gate, Verdict
    from signoff.sandbox.remote import Unable
    from signoff.sandbox.text import clean
    from signoff.sandbox.zygote import NoPlace, ZygoteGone

    worth = item.get_closest_marker("points").args[0]  # type: ignore[union-attr]
    title = (item.function.__doc__ or item.name).strip().splitlines()[0]  # type: ignore[attr-defined]
    judged = _judge(error, session, when)
    if judged is None:
        said = clean(str(error), 300)
        said = (
            said if isinstance(error, (Unable, NoPlace, ZygoteGone)) else f"{item.name}: {type(error).__name__}: {said}"
        )
        session.broken = session.broken or said
        return None
    outcome, diagnosis, message = judged
    measurement = getattr(error, "measurement", None) or min(testing.measured_now, key=_room, default=None)
    bound = measurement.bound if measurement else None
    return Verdict(
        test=item.name,
        title=title,
        points=worth if outcome == "passed" else 0,
        max_points=worth,
        outcome=outcome,  # type: ignore[arg-type]
        diagnosis=diagnosis,
        message=clean(message, 1200),
        measured=measurement.value if measurement else None,
        gate=Gate(name=bound.name, at_most=bound.at_most, at_least=bound.at_least) if bound else None,
    )


def _room(measurement: testing.Measurement) -> float:
    """How far, for its size, a measured number lies from its bound: of several gates the nearest is told."""
    bound = measurement.bound.at_most if measurement.bound.at_most is not None else measurement.bound.at_least
    return abs(measurement.value - (bound or 0.0)) / (abs(bound or 0.0) or 1.0)


def _judge(error: BaseException | None, session: Session, when: str) -> tuple[str, str | None, str] | None:
    """Outcome, diagnosis and message for what a test ended with."""
    from signoff.sandbox.remote import Died, LimitMet, NotPlainData, Starved, SubmissionRaised, Unable
    from signoff.sandbox.zygote import NoPlace, ZygoteGone

    match error:
        case None:
            return "passed", None, ""
        case Blocked():
            return "blocked", None, str(error)
        case testing.Diagnosed():
            return "failed", error.diagnosis, error.message
        case SubmissionRaised(kind="stub"):
            return "not_attempted", None, f"{error.function} is still as it was given to you."
        case SubmissionRaised():
            return "error", None, _told(error, session)
        case LimitMet():
            return "limit", error.diagnosis, str(error)
        case Died():
            return "error", None, str(error)
        case NotPlainData():
            return (
                "failed",
                "not-plain-data",
                (
                    f"The answer is, or holds, an object of type {error}, where plain data was expected: "
                    "numbers, text, lists, dicts, arrays, frames."
                ),
            )
        case Starved() | Unable() | NoPlace() | ZygoteGone() | pytest.UsageError() | pytest.skip.Exception():
            return None
        case _ if when == "setup":
            return None
        case _:
            return (
                "failed",
                "unreadable-answer",
                (
                    f"The tests could not read this answer ({type(error).__name__}: {error}). "
                    "Compare its type, columns and length with the brief."
                ),
            )


def _told(error: Any, session: Session) -> str:
    """The sentence for what a submission raised."""
    file, lines = f"{session.source.name}.py", session.source.text.decode(errors="replace").splitlines()
    place = f" at line {error.line}: {lines[error.line - 1].strip()}" if error.line and error.line <= len(lines) else ""
    what = f"{error.type}: {error.text}" if error.text else error.type
    match error.kind:
        case "nothing-asked-for":
            defines = f"; it defines {error.text}" if error.text else ""
            return f"{file} defines none of the names asked for ({', '.join(session.asked)}){defines}."
        case "missing":
            return f"{file} has no {error.text}: the brief asks for it."
        case "cannot-travel":
            return f"It returned {error.text}, which the grader cannot read: return plain data, as the brief says."
        case "output":
            return f"It printed or wrote more than a test allows{place}. Remove the print from the loop."
    if session.does_not_load:
        doing = f"{file} cannot be read as Python" if error.type in _SYNTAX else f"Importing {file} raised {error.type}"
        return f"{doing}{place} ({error.text})" if error.text else f"{doing}{place}"
    if error.type == "PermissionError":
        what += ", since a submission may use no network, start no process and write only in its own folder,"
    return f"{error.function or 'It'} raised {what}{place}"


_SYNTAX = ("SyntaxError", "IndentationError", "TabError")


def _shown(verdict: Verdict, session: Session, call: pytest.CallInfo[None]) -> str:
    """What plain pytest prints: the verdict, and for an error the learner's own frames."""
    said = f"{verdict.diagnosis or verdict.outcome}: {verdict.message}"
    if verdict.outcome != "error" or call.excinfo is None:
        return said
    own = []
    for entry in call.excinfo.traceback:
        if Path(entry.path).name == f"{session.source.name}.py":
            line = entry.lineno + 1
            own.append(f"  {entry.path}:{line} in {entry.name}\n    {linecache.getline(str(entry.path), line).strip()}")
    return "\n".join([said, *own])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for session in config.stash[sessions_key].values():
        if session.on_verdict is None and session.verdicts:
            earned = sum(one.points for one in session.verdicts.values())
            total = sum(one.max_points for one in session.verdicts.values())
            terminalreporter.section(f"signoff: {session.exercise_id}, {earned} of {total} points, seed {session.seed}")
            for one in session.verdicts.values():
                named = f" [{one.diagnosis}]" if one.diagnosis else ""
                terminalreporter.line(
                    f"{one.points}/{one.max_points}  {one.outcome.replace('_', ' ')}{named}  {one.title}"
                )
            if session.broken:
                terminalreporter.line(f"could not grade: {session.broken}")
