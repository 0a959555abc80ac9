"""Hostile submissions: none earns what it did not do, none stops the next one, none leaves anything behind.

Each file in `redteam/` breaks one rule and says which in its first line. Some are submissions as they stand. Those that
define `attack()` are completed here: a *probe* answers rightly only if its attack returned True, so that every point
it earns is a hole; a *nuisance* answers rightly anyway and attacks something else, so that it must earn everything.
`@ROOT@` stands in them for the course's folder and `@OWNER@` for this process: what a stranger may know, may be known.
"""

import contextlib
import dataclasses
import hashlib
import io
import os
import platform
import resource
import sysconfig
import tempfile
import time
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from rich.console import Console

import signoff
from signoff.course import Course, Exercise
from signoff.errors import OperatorError
from signoff.grading.batch import Reports, Terms, grade_files
from signoff.grading.draw import Draw
from signoff.grading.grade import Grade
from signoff.grading.session import Grader
from signoff.grading.submission import SubmissionFile

REDTEAM = Path(__file__).parent / "redteam"
PUBLIC_SEED, SEED = 7, 8_675_309


# --- what each must come to ----------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Must:
    """The outcome an attack must have.

    Args:
        kind: `alone`, `probe` or `nuisance`.
        verdicts: any of these is right: an outcome, with its diagnosis where one is due.
        at: the test whose verdict that is; the first one when empty.
        full: nothing but `full` isolation stops it, so it is not even tried below.
        exercise: `desk`, or `post`, which asks one question with a long argument.
        after: what is graded just before and leaves something for it.
    """

    kind: str
    verdicts: tuple[str, ...]
    at: str = ""
    full: bool = False
    exercise: str = "desk"
    after: str = ""


def alone(*verdicts: str, **more: object) -> Must:
    return Must("alone", verdicts, **more)


def probe(*verdicts: str, **more: object) -> Must:
    return Must("probe", verdicts or ("failed not-a-list",), **more)


def kept_out(*verdicts: str, **more: object) -> Must:
    """A probe that only `full` isolation stops: by a refusal, or by ending it."""
    return Must("probe", ("failed not-a-list", "error", *verdicts), full=True, **more)


def nuisance(**more: object) -> Must:
    return Must("nuisance", ("passed",), **more)


ATTACKS = {
    # ends the process
    "exits_at_import": alone("error"),
    "exits_in_a_call": alone("error"),
    "raises_system_exit": alone("error"),
    "leaves_by_atexit": alone("error"),
    "exits_in_a_thread": nuisance(),
    "ends_with_a_fault": alone("error"),
    "ends_by_a_limit_of_its_own": probe("error", "limit out-of-time", "failed not-a-list"),
    "ends_by_a_timer_of_its_own": probe("error", "failed not-a-list"),
    # patches what judges
    "patches_pytest": alone("failed not-doubled"),
    "patches_testing": alone("failed not-doubled"),
    "patches_builtins": alone("failed not-doubled", "failed not-a-list", "error"),
    "patches_codec": alone("error"),
    "patches_json": alone("error"),
    "replaces_modules": alone("failed not-doubled", "error"),
    "hooks_imports": alone("failed not-doubled"),
    "traces_everything": alone("failed not-doubled"),
    "writes_memory": alone("failed not-doubled", "failed not-a-list", "error"),
    "changes_the_harness": alone("failed not-quadrupled", at="harness"),
    # values that lie
    "equals_everything": alone("error", "failed not-a-list"),
    "equals_inside_containers": alone("failed not-plain-data"),
    "lies_as_a_list": alone("failed not-doubled"),
    "lies_as_a_dict": alone("failed not-a-list"),
    "lies_as_a_number": alone("failed not-doubled"),
    "lies_as_a_frame": alone("failed wrong-columns", at="table"),
    "lies_as_a_series": alone("failed not-a-table", at="table"),
    "lies_as_an_array": alone("failed wrong-prediction", at="model"),
    "lies_as_an_enum": alone("failed not-doubled", "failed not-plain-data", "error"),
    "lies_as_a_record": alone("failed not-a-list"),
    "lies_about_its_class": alone("error", "failed not-a-list"),
    "hands_out_handles": alone("failed not-a-list"),
    "traps_attributes": alone("failed not-a-list", "error"),
    "traps_deletion": alone("error"),
    "nests_without_end": alone("error"),
    "gate_nan": alone("failed not-a-number", at="mean"),
    "gate_infinity": alone("failed not-a-number", at="mean"),
    "gate_boolean": alone("failed not-a-number", at="mean"),
    "gate_numpy_boolean": alone("failed not-a-number", at="mean"),
    "gate_huge_int": alone("failed not-a-number", "failed unreadable-answer", at="mean"),
    "gate_decimal": alone("failed not-a-number", at="mean"),
    "gate_complex": alone("failed not-a-number", at="mean"),
    "gate_text": alone("failed not-a-number", at="mean"),
    "gate_array": alone("failed not-a-number", at="mean"),
    "gate_missing": alone("failed not-a-number", at="mean"),
    "gate_none": alone("failed not-a-number", at="mean"),
    # errors
    "raises_what_cannot_be_told": alone("error"),
    "raises_a_huge_text": alone("error"),
    "raises_groups": alone("error"),
    "claims_not_attempted": alone("not_attempted"),
    # reads what it should not see
    "reads_frames": probe(),
    "reads_collected_objects": probe(),
    "reads_its_own_memory": probe("failed not-a-list", "limit out-of-time"),
    "reads_its_environment": probe(),
    "reads_environments": kept_out(),
    "reads_descriptors": kept_out(),
    "reads_other_memory": kept_out(),
    "reads_tests": kept_out(),
    "reads_solution": kept_out(),
    "reads_through_links": kept_out(),
    "reads_homes": kept_out(),
    "fits_the_public_seed": alone("failed not-doubled"),
    # writes where it should not
    "overwrites_tests": kept_out(),
    "overwrites_results": kept_out(),
    "overwrites_packages": kept_out(),
    "changes_modes": kept_out(),
    "leaves_files": kept_out(),
    "takes_files": kept_out(after="leaves_files"),
    "leaves_unlistable_folders": nuisance(),
    "leaves_deep_folders": Must("nuisance", ("passed", "limit out-of-disk")),
    "fills_the_disk": kept_out("limit out-of-disk", "limit out-of-time"),
    "fills_the_disk_unseen": kept_out("limit out-of-disk", "limit out-of-time"),
    "fills_the_inodes": kept_out("limit out-of-disk", "limit out-of-time"),
    "writes_sparse_files": probe(),
    # answers handed on
    "leaves_sysv": kept_out(),
    "takes_sysv": kept_out(after="leaves_sysv"),
    "leaves_posix_objects": kept_out(),
    "remembers_answers": alone("failed not-repeatable", at="order"),
    "remembers_in_files": alone("failed not-repeatable", "error", at="order", full=True),
    "remembers_in_the_kernel": alone("failed not-repeatable", "error", at="order", full=True),
    "remembers_in_locks": alone("failed not-repeatable", "error", at="order", full=True),
    # processes, threads, signals
    "forks": kept_out(),
    "leaves_a_daemon": kept_out(),
    "forks_many": kept_out(),
    "runs_programs": kept_out(),
    "execs_itself": kept_out(),
    "keeps_threads": nuisance(),
    "computes_on": Must("nuisance", ("passed", "limit out-of-time")),
    "starts_many_threads": probe("failed not-a-list", "limit out-of-memory", "limit out-of-time"),
    "signals_parent": kept_out(),
    "signals_everyone": kept_out(),
    "asks_for_signals": kept_out(),
    "stops_itself": alone("error", "limit out-of-time", exercise="post"),
    "ignores_signals": probe("limit out-of-time"),
    # other processes and the machine
    "limits_others": kept_out(),
    "pins_others": kept_out(),
    "slows_others": kept_out(),
    "raises_its_limits": kept_out(),
    "changes_identity": kept_out(),
    "opens_sockets": kept_out(),
    "listens_by_name": kept_out(),
    "calls_odd_syscalls": kept_out(),
    "sets_the_clock": kept_out(),
    "turns_clocks": nuisance(),
    "dumps_traces": nuisance(),
    # memory, time, output
    "hoards_memory": probe("limit out-of-memory"),
    "uses_memfd": kept_out("limit out-of-memory"),
    "uses_shared_mappings": probe("failed not-a-list", "limit out-of-memory"),
    "uses_shm_files": kept_out("limit out-of-memory"),
    "recurses_without_end": alone("error"),
    "computes_without_end": probe("limit out-of-time"),
    "prints_without_end": alone("error", "limit out-of-time"),
    "defines_long_names": alone("failed not-doubled", "error", "limit out-of-memory"),
    # text
    "prints_hostile_text": nuisance(),
    "raises_hostile_text": alone("error"),
    "labels_hostile_text": alone("failed not-a-list", "error"),
    # the wire
    "forges_a_verdict": alone("error"),
    "forges_its_own_error": alone("error"),
    "forges_a_pass": alone("error"),
    "sends_endlessly": alone("error", "limit out-of-time", "limit out-of-memory"),
    "announces_too_much": alone("error"),
    "announces_too_many_blobs": alone("error"),
    "ends_in_a_message": alone("error"),
    "sends_garbage": alone("error"),
    "sends_a_pickle": alone("error"),
    "sends_an_unknown_kind": alone("error"),
    "answers_before_asked": alone("failed not-doubled", "error"),
    "calls_stubs_that_are_not": alone("error"),
    "calls_stubs_with_nonsense": alone("error", at="clock"),
    "names_foreign_handles": alone("failed not-plain-data"),
    "sends_colliding_keys": alone("error"),
    "sends_colliding_tuples": alone("error"),
    "sends_a_huge_exponent": alone("error"),
    "sends_a_huge_range": alone("error"),
    "sends_an_empty_giant": alone("error"),
    "sends_one_blob_often": alone("error"),
    "sends_lone_surrogates": alone("failed not-a-list"),
    "sends_long_numbers": alone("failed not-doubled"),
    "sends_a_bomb_of_lists": alone("error"),
    "sends_a_bomb_of_bits": alone("error"),
    "sends_a_bomb_of_columns": alone("error", "failed not-a-list"),
    "sends_deep_brackets": alone("error"),
    "never_reads": alone("limit out-of-time", exercise="post"),
    "drips_an_answer": alone("limit out-of-time", exercise="post"),
    "asks_a_stub_without_end": alone("limit out-of-time", at="clock"),
}


# --- what they attack ----------------------------------------------------------------------------------------------

_MODULE = 'title = "Toys"\nquestion = "Who may pass?"\nlessons = []\n'
_TOML = """title = "{title}"
product = "all"
minutes = 10
practises = ["answering"]
obligations = []
libraries = []
limits = {{ cpu_seconds = 1, memory_mb = 256 }}
hints = ["Look.", "Look again."]
"""
_DESK = '''"""A small desk (toy/desk)."""

import random


def doubled(values):
    """Each number doubled, as a list."""
    # solution: begin
    return [2 * value for value in values]
    # solution: end


def totalled(table):
    """The table with one more column, `total`: price times pieces."""
    # solution: begin
    return table.assign(total=table["price"] * table["pieces"])
    # solution: end


def mean(values):
    """The mean of the values."""
    # solution: begin
    return sum(values) / len(values)
    # solution: end


def model(slope):
    """An object whose `predict(frame)` gives an array, `slope` times column `x`."""
    # solution: begin
    class Line:
        def predict(self, frame):
            return (slope * frame["x"]).to_numpy()

    return Line()
    # solution: end


def asked(clock):
    """What the clock says when it is asked three times."""
    # solution: begin
    return [clock.now() for _ in range(3)]
    # solution: end


def shuffled(values, key):
    """The values in an order that nothing but `key` decides."""
    # solution: begin
    order = list(values)
    random.Random(key).shuffle(order)
    return order
    # solution: end
'''
_DESK_TESTS = '''"""Secret of the red team: the tests of the desk. A list, a frame, a gate, a handle, a stub, a fresh copy, a harness."""

import random

import numpy as np
import pandas as pd
import pytest

from signoff.testing import diagnose, gate, points


@pytest.fixture
def values(seed):
    draw = random.Random(seed)
    return [draw.randint(1, 50) for _ in range(5)] + [-draw.randint(1, 50) for _ in range(5)]


@points(2)
def test_numbers(submission, values):
    """Numbers are doubled."""
    result = submission.doubled(values)
    diagnose("not-a-list", type(result) is list, "No list.")
    diagnose("not-doubled", result == [2 * value for value in values], lambda: f"{result!r} is not twice {values}.")


@points(2)
def test_table(submission, values):
    """The table gets its total."""
    table = pd.DataFrame({"price": np.array(values) / 4, "pieces": range(len(values))})
    result = submission.totalled(table)
    diagnose("not-a-table", isinstance(result, pd.DataFrame), "No table.")
    diagnose("wrong-columns", list(result.columns) == ["price", "pieces", "total"], lambda: f"{list(result.columns)}.")
    known = table.assign(total=[price * pieces for price, pieces in zip(table["price"], table["pieces"])])
    pd.testing.assert_frame_equal(result, known)


@points(1)
def test_mean(submission, values):
    """The mean is near enough."""
    known, claimed = sum(values) / len(values), submission.mean(values)
    gate("mean", claimed, at_least=known - 1e-9, diagnosis="too-small", message="Too small.")
    gate("mean", claimed, at_most=known + 1e-9, diagnosis="too-large", message="Too large.")


@points(2)
def test_model(submission, values):
    """The model predicts."""
    slope, frame = values[0], pd.DataFrame({"x": np.array(values, dtype=float)})
    result = submission.model(slope).predict(frame)
    diagnose("not-an-array", isinstance(result, np.ndarray) and result.shape == (len(frame),), "No array.")
    diagnose("wrong-prediction", np.allclose(result.astype(float), slope * frame["x"]), "Another line.")
    np.testing.assert_allclose(result, slope * frame["x"])


class Clock:
    def __init__(self, seed):
        self.draw, self.said = random.Random(seed), []

    def now(self):
        self.said.append(self.draw.random())
        return self.said[-1]


@points(1)
def test_clock(submission, seed):
    """The clock is asked three times."""
    clock = Clock(seed)
    result = submission.asked(submission.stub(clock, "now"))
    diagnose("not-asked", len(clock.said) == 3, lambda: f"Asked {len(clock.said)} times.")
    diagnose("misheard", result == clock.said, "It said something else.")


@points(2)
def test_order(submission, values, seed):
    """The key decides the order."""
    first = submission.shuffled(values, seed)
    diagnose("lost-values", sorted(first) == sorted(values), "Not the same values.")
    again, fresh = submission.shuffled(values, seed), submission.fresh().shuffled(values, seed)
    diagnose("not-repeatable", first == again == fresh, "Another order for the same key.")
    others = [submission.shuffled(values, seed + i) for i in range(1, 4)]
    diagnose("ignores-the-key", any(other != first for other in others), "The same order for every key.")


@points(1)
def test_harness(submission, values):
    """Doubling twice quadruples."""
    result = submission.harness.quadrupled(values)
    diagnose("not-quadrupled", result == [4 * value for value in values], "Not four times as much.")
'''
_HARNESS = "def quadrupled(submission, values):\n    return submission.doubled(submission.doubled(values))\n"
_POST = '''"""A letter box (toy/post)."""


def echo(data):
    """How many bytes came."""
    # solution: begin
    return len(data)
    # solution: end
'''
_POST_TESTS = '''"""One question with a long argument."""

from signoff.testing import diagnose, points


@points(1)
def test_echo(submission):
    """All bytes arrive."""
    diagnose("lost-bytes", submission.echo(bytes(1 << 22)) == 1 << 22, "Bytes were lost.")
'''
_BREAK = """

try:
    _WORKED = attack() is True
except BaseException:
    _WORKED = False
if not _WORKED:
    doubled = totalled = mean = model = asked = shuffled = lambda *args: None
"""
_RUN = "\n\nattack()\n"


def build(root: Path) -> Course:
    """A course of two exercises, and a journal beside it."""
    files = {
        "course.toml": f'title = "A course under attack"\nseed = {PUBLIC_SEED}\nfinding_factor = 1.5\n',
        "requirements.lock": "# digest: none\n",
        "datasets/manifest.toml": "dataset = []\n",
        "journal.jsonl": '{"earned": 0}\n',
        "modules/01_toy/module.toml": _MODULE,
        "exercises/01_toy/01_desk/exercise.toml": _TOML.format(title="A desk"),
        "exercises/01_toy/01_desk/test_desk.py": _DESK_TESTS,
        "exercises/01_toy/01_desk/harness.py": _HARNESS,
        "exercises/01_toy/02_post/exercise.toml": _TOML.format(title="A letter box"),
        "exercises/01_toy/02_post/test_post.py": _POST_TESTS,
        "solutions/01_toy/01_desk/desk.py": _DESK,
        "solutions/01_toy/02_post/post.py": _POST,
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Course(root)


# --- grading them --------------------------------------------------------------------------------------------------


class Range:
    """A course under attack, with one grader for every attack; a new one only after it has been brought down."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.grader = Grader(course)
        self.isolation = self.reference("desk").isolation

    def exercise(self, slug: str) -> Exercise:
        return next(one for one in self.course.exercises if one.slug == slug)

    def text(self, name: str) -> str:
        """The submission that an attack makes."""
        written = (REDTEAM / f"{name}.py").read_text(encoding="utf-8")
        written = written.replace("@ROOT@", str(self.course.root)).replace("@OWNER@", str(os.getpid()))
        return (
            written
            + {"alone": "", "probe": "\n\n" + _DESK + _BREAK, "nuisance": "\n\n" + _DESK + _RUN}[ATTACKS[name].kind]
        )

    def attack(self, name: str, seed: int = SEED) -> Grade:
        exercise = self.exercise(ATTACKS[name].exercise)
        return self.grader.grade_text(exercise, SubmissionFile(self.text(name).encode()), seed=seed)

    def reference(self, slug: str) -> Grade:
        exercise = self.exercise(slug)
        return self.grader.grade(exercise, exercise.solution, seed=SEED)

    def processes(self) -> list[psutil.Process]:
        """What the grader's zygotes have running between two grades."""
        zygotes = [psutil.Process(one._process.pid) for one in self.grader._zygotes.values()]
        return psutil.wait_procs([child for one in zygotes for child in one.children(recursive=True)], timeout=10)[1]

    def renew(self) -> None:
        with contextlib.suppress(Exception):
            self.grader.close()
        self.grader = Grader(self.course)


@pytest.fixture(scope="module")
def range_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Range]:
    os.environ["REDTEAM_SECRET"] = "Secret of the red team"
    try:
        one = Range(build(tmp_path_factory.mktemp("range") / "course"))
        yield one
        one.grader.close()
    finally:
        del os.environ["REDTEAM_SECRET"]


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(range_: Range, name: str):
    must = ATTACKS[name]
    if must.full and range_.isolation != "full":
        pytest.skip(f"only full isolation stops it; this is {range_.isolation}")
    if "libc.syscall(" in range_.text(name) and platform.machine() != "x86_64":
        pytest.skip("its system calls are numbered for x86-64")
    if must.after:
        range_.attack(must.after)
    before, folders = unchanged(range_.course.root), scratch_folders()
    problems = []
    try:
        problems += judged(must, range_.attack(name))
        reference = range_.reference(must.exercise)
        if not reference.passed:
            problems.append(f"the reference lost points after it: {reference.first_failure.message}")
        problems += [f"still runs: {one}" for one in range_.processes()]
    except (OperatorError, psutil.Error) as error:
        problems.append(f"it brought the grader down: {error}")
        range_.renew()
    after = unchanged(range_.course.root)
    problems += [f"{key} changed to {after[key]}" for key in before if after[key] != before[key]]
    problems += found_afterwards(name, folders)
    assert not problems, "\n".join(problems)


def judged(must: Must, grade: Grade) -> list[str]:
    """What is wrong with a grade."""
    earned = grade.max_score if must.verdicts == ("passed",) else 0
    may_pass = "passed" in must.verdicts
    verdict = next((one for one in grade.verdicts if one.test == f"test_{must.at}"), grade.verdicts[0])
    said = f"{verdict.outcome} {verdict.diagnosis}" if verdict.diagnosis else verdict.outcome
    problems = []
    if grade.score != earned and not (may_pass and len(must.verdicts) > 1):
        won = [one.test for one in grade.verdicts if one.outcome == "passed"]
        problems.append(f"{grade.score} of {grade.max_score} points instead of {earned}, by {won}")
    if said not in must.verdicts:
        problems.append(f"{verdict.test}: {said} ({verdict.message[:200]}) instead of {' or '.join(must.verdicts)}")
    return problems


# --- what must not be found afterwards -----------------------------------------------------------------------------

_SYSV_KEYS = {0x5ED7EA3, *range(0x5ED7EB0, 0x5ED7EB7)}


def unchanged(root: Path) -> dict[str, object]:
    """What no attack may change: files by digest, and what the kernel keeps about this process."""
    this = psutil.Process()
    sources = Path(signoff.__file__).parent
    files = [
        path for folder in (root, sources) for path in sorted(folder.rglob("*")) if "__pycache__" not in path.parts
    ]
    kinds = {name: getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")}
    return {
        **{str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()},
        "files": sorted(str(path) for path in root.rglob("*") if "__pycache__" not in path.parts),
        "affinity": this.cpu_affinity(),
        "niceness": this.nice(),
        "priority of input and output": this.ionice(),
        "limits": {name: resource.getrlimit(kind) for name, kind in kinds.items()},
    }


def found_afterwards(name: str, folders: set[Path]) -> list[str]:
    """Traces of an attack: all are marked `redteam`, so that tests beside this one are not taken for them."""
    places = ["/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/run/lock", "/dev", sysconfig.get_path("purelib")]
    found = [str(path) for place in places for path in Path(place).glob(f"*redteam-{name}*")]
    for one in Path("/proc").glob("[0-9]*/task/*/comm"):
        with contextlib.suppress(OSError):
            if one.read_text(errors="replace").startswith("redteam"):
                found.append(f"process {one.parts[2]}")
    for kind in ("shm", "sem", "msg"):
        with contextlib.suppress(OSError):
            lines = Path("/proc/sysvipc", kind).read_text().splitlines()[1:]
            found += [f"a {kind} of System V" for line in lines if int(line.split()[0]) in _SYSV_KEYS]
    for _ in range(100):  # a folder without a process may belong to a run beside this one that is just ending
        left = abandoned(scratch_folders() - folders)
        if not left:
            break
        time.sleep(0.05)
    return [*found, *(f"scratch folder {path}" for path in left)]


def scratch_folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("signoff-*"))


def abandoned(folders: set[Path]) -> set[Path]:
    """Those in which no process works."""
    used = set()
    for one in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            used.add(one.readlink())
    return folders - used


# --- what the table cannot say -------------------------------------------------------------------------------------


def test_every_attack_stands_in_the_table():
    assert {path.stem for path in REDTEAM.glob("*.py")} == set(ATTACKS)


def test_a_fitted_answer_earns_something_on_the_public_seed(range_: Range):
    """So that its nothing on another seed is the seed's doing."""
    assert range_.attack("fits_the_public_seed", PUBLIC_SEED).score == 3
    assert range_.attack("fits_the_public_seed", SEED).score == 0


@pytest.mark.parametrize("name", ["prints_hostile_text", "raises_hostile_text", "labels_hostile_text"])
def test_hostile_text_is_shown_as_text(range_: Range, tmp_path: Path, name: str):
    """In a terminal, a CI log, a JUnit report and a page; the file's own name is a stranger's, too."""
    path = tmp_path / "desk [red]\x1b[31m\n::error::name<b>.py"
    path.write_text(range_.text(name))
    shown, junit, html = io.StringIO(), tmp_path / "junit.xml", tmp_path / "page.html"
    for terminal in (False, True):
        console = Console(file=shown, width=100, force_terminal=terminal, no_color=True)
        reports = Reports(junit=junit, html=html)
        grade_files(console, range_.course, range_.exercise("desk"), [path], 0, reports, Terms(Draw(SEED)))
    plain = shown.getvalue().replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[2m", "")
    assert not {one for one in plain if unicodedata.category(one) in ("Cc", "Cf", "Cs") and one != "\n"}
    commands = [line for line in plain.split("\n") if line.lstrip().startswith("::")]
    commands += [word for word in ("##vso[", "##[", "##teamcity[") if word in plain]
    assert not commands
    assert "[bold red]" in plain or "[red]" in plain  # as text, not as markup
    ET.fromstring(junit.read_text())
    assert not [word for word in ("<script>alert", "name<b>", "\x1b") if word in html.read_text()]
