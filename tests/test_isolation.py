"""What a submission cannot reach, what still works for it, and what is said where less of this holds."""

import os
import platform
import re
import select
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import psutil
import pytest

from signoff.course import Course
from signoff.errors import LearnerError, OperatorError
from signoff.grading.batch import parse_level
from signoff.grading.draw import Draw
from signoff.grading.session import Grader
from signoff.grading.submission import SubmissionFile
from signoff.sandbox import seccomp
from signoff.sandbox.isolation import LEVELS, NEEDED, Isolation
from signoff.sandbox.remote import Allowance, Function, Remote, Source, Unable
from signoff.sandbox.zygote import NoPlace, Zygote, ZygoteGone

ROOT = Path(__file__).resolve().parents[1]
SUBMISSION = b'''
import ctypes, os, pathlib, resource, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, threading, time
def attempt(code, **names):
    try:
        return repr(eval(code, globals() | names))
    except BaseException as error:
        return type(error).__name__
def syscall(number, *arguments):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *arguments) < 0: raise OSError(ctypes.get_errno(), "refused")
    return 0
def wait(): time.sleep(10_000)
def threads():
    found = []
    several = [threading.Thread(target=lambda i=i: found.append(i)) for i in range(20)]
    for one in several: one.start()
    for one in several: one.join()
    return sorted(found)
def works():
    import asyncio, zoneinfo
    import duckdb
    import numpy as np, pandas as pd
    pathlib.Path("a").write_text("x")
    shutil.copy2("a", "b")
    pathlib.Path("deep/er").mkdir(parents=True)
    os.replace("b", "deep/er/c")
    base = sqlite3.connect("base.db"); base.execute("create table t(x)"); base.commit(); base.close()
    with tempfile.NamedTemporaryFile() as file: file.write(b"x")
    async def nothing(): await asyncio.sleep(0)
    asyncio.run(nothing())
    one, two = socket.socketpair(); one.send(b"x"); assert two.recv(1) == b"x"
    zoneinfo.ZoneInfo("Europe/Berlin")
    pd.DataFrame({"a": np.arange(3)}).to_parquet("t.parquet")
    assert duckdb.sql("select sum(a) from 't.parquet'").fetchall() == [(3,)]
    pathlib.Path("a").unlink(); shutil.rmtree("deep")
    signal.signal(signal.SIGUSR1, lambda *_: None); os.kill(os.getpid(), signal.SIGUSR1)
    return "all of it"
'''  # fmt: skip
SOURCE = Source("toy", SUBMISSION, "")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="isolation needs Linux")


def remote_of(zygote: Zygote, *readable: str) -> Remote:
    return Remote(zygote, SOURCE, Allowance(10, 512, readable))


def call(remote: Remote, name: str, *args, **kwargs):
    return Function(remote, {"do": "call", "target": None, "name": name}, "function")(*args, **kwargs)


@pytest.fixture(scope="module")
def zygote():
    zygote = Zygote.start()
    zygote.preload(["numpy", "pandas", "signoff.sandbox.codec", "signoff.sandbox.worker"])
    yield zygote
    zygote.close()


@pytest.fixture(scope="module")
def full(zygote):
    held = zygote.isolation()
    if held.level != "full":
        pytest.skip(f"this machine offers {held.level}: {held.sentences}")
    remote = remote_of(zygote, str(ROOT / "datasets" / "manifest.toml"))
    remote.load()
    yield remote
    remote.stop()


FILES = ["/etc/passwd", "/proc/1/environ", "/proc/1/cmdline", "/proc/{grader}/environ", "/proc/{grader}/mem", "{solution}",
         "{test}", "{readme}", "/root", "/home", "{tmp}", "/dev/shm", "/proc", "/sys/kernel", "/var/log", "/dev/tty",
         "/proc/self/root/etc/passwd", "/sys/fs/cgroup", "/sys/fs/cgroup/memory/memory.usage_in_bytes",
         "/proc/self/cwd/../../etc/passwd"]  # fmt: skip


@pytest.mark.parametrize("path", FILES)
def test_files_of_others_cannot_be_read(full, path):
    places = {
        "grader": os.getpid(),
        "solution": ROOT / "solutions/02_features/01_point_in_time/point_in_time.py",
        "test": ROOT / "exercises/02_features/01_point_in_time/test_point_in_time.py",
        "readme": ROOT / "README.md",
        "tmp": tempfile.gettempdir(),
    }
    path = path.format(**places)
    for code in ("open(path, 'rb').read(9)", "os.listdir(path)"):
        assert call(full, "attempt", code, path=path) in (
            "PermissionError",
            "NotADirectoryError",
            "FileNotFoundError",
            "IsADirectoryError",
        )


@pytest.mark.parametrize(
    "path", ["{tmp}", "/dev/shm/{name}", "/var/tmp/{name}", "{package}", "{site}/{name}", "{data}"]
)
def test_files_of_others_cannot_be_written(full, path):
    name = f"signoff-test-{os.getpid()}"
    places = {"package": ROOT / "src/signoff/testing.py", "site": Path(psutil.__file__).parents[1], "name": name}
    path = path.format(**places, tmp=Path(tempfile.gettempdir(), name), data=ROOT / "datasets" / "manifest.toml")
    for code in (
        "open(path, 'a')",
        "open(path, 'w')",
        "os.truncate(path, 0)",
        "os.remove(path)",
        "os.rename(path, 'x')",
    ):
        assert call(full, "attempt", code, path=path) in ("PermissionError", "FileNotFoundError", "OSError")
    assert not path.endswith(name) or not Path(path).exists()


def test_what_an_exercise_names_can_be_read(full):
    assert call(full, "attempt", "len(open(path).read()) > 0", path=str(ROOT / "datasets" / "manifest.toml")) == "True"


FORBIDDEN = [
    "os.fork()", "os.execv('/bin/true', ['true'])", "subprocess.run(['true'])", "os.posix_spawn('/bin/true', ['true'], {})",
    *(f"socket.socket(socket.{family})" for family in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_VSOCK")),
    "os.kill(os.getppid(), 0)", "os.kill(os.getpid(), 9)", "os.kill(os.getpid(), signal.SIGSTOP)", "os.kill(0, 0)",
    "os.kill(-1, 0)", "os.killpg(0, 0)", "signal.pidfd_send_signal(0, 0)", "os.pidfd_open(os.getppid())",
    "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)", "resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1)) or 1/0",
    "os.setpriority(os.PRIO_PROCESS, os.getppid(), 5)", "os.nice(1)", "os.sched_setaffinity(os.getppid(), {0})",
    "os.sched_setaffinity(0, {0})", "os.memfd_create('x')", "os.setuid(0)", "os.setresuid(0, 0, 0)", "os.setsid()",
    "os.setpgid(0, 0)", "os.chroot('.')", "os.mknod('n')", "os.symlink('/etc/passwd', 'l')", "os.link('/etc/passwd', 'l')",
    "os.mkfifo('f')", "os.getxattr('.', 'user.x')", "__import__('fcntl').fcntl(0, 8, os.getppid())",
]  # fmt: skip


@pytest.mark.parametrize("code", FORBIDDEN)
def test_calls_that_reach_others_are_refused(full, code):
    said = call(full, "attempt", code)
    assert said in ("PermissionError", "OSError", "ValueError"), said


DENIED_BY_NUMBER = [
    "shmget", "msgget", "semget", "mq_open", "ptrace", "process_vm_readv", "process_vm_writev",
    "keyctl", "bpf", "userfaultfd", "io_uring_setup", "perf_event_open", "unshare", "mount",
    "personality", "open_by_handle_at", "vfork", "splice", "seccomp", "memfd_secret",
]  # fmt: skip


@pytest.mark.parametrize("name", DENIED_BY_NUMBER)
def test_calls_that_python_does_not_offer_are_refused_too(full, name):
    numbers = headers().get(platform.machine())
    if not numbers:
        pytest.skip("no kernel headers to take the number from")
    assert call(full, "attempt", "syscall(number, 0, 0, 0, 0, 0)", number=numbers[name]) in (
        "PermissionError",
        "OSError",
    )


def test_modes_owners_and_times_are_left_alone_without_an_error(full):
    assert call(
        full, "attempt", "open('mine', 'w').close() or os.chmod('mine', 0o777) or os.stat('mine').st_mode & 0o777"
    )
    assert call(full, "attempt", "os.utime('/etc/passwd', (0, 0)) or os.chmod('/etc/passwd', 0)") == "None"
    assert Path("/etc/passwd").stat().st_mtime > 0


def test_what_computing_needs_works(full):
    assert call(full, "works") == "all of it"
    assert call(full, "threads") == list(range(20))


def test_it_is_nobody(full):
    if os.geteuid() == 0:
        assert int(call(full, "attempt", "os.getuid()")) not in (0, os.getuid())
        assert call(full, "attempt", "os.getgroups()") == "[]"
    told = call(full, "attempt", "open('/proc/self/status').read()")
    assert re.search(r"NoNewPrivs:\\t1", told)
    assert re.search(r"CapBnd:\\t0+\\n", told) or os.geteuid() != 0
    assert re.search(r"CapEff:\\t0+[04]\\n", told)  # 4: reading libraries under a private home, within Landlock


def headers() -> dict[str, dict[str, int]]:
    found = {}
    for machine, file in (
        ("x86_64", "x86_64-linux-gnu/asm/unistd_64.h"),
        ("aarch64", "aarch64-linux-gnu/asm/unistd.h"),
    ):
        path = Path("/usr/include", file)
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            found[machine] = {name: int(number) for name, number in re.findall(r"#define __NR_(\w+) (\d+)", text)}
    return found


def test_the_table_of_calls_fits_the_kernels_headers():
    for machine, numbers in headers().items():
        for name, number, _ in seccomp.table(machine):
            assert numbers.get(name, number) == number, f"{name} on {machine}"


@pytest.mark.parametrize("machine", seccomp.ARCHITECTURES)
def test_the_table_names_each_call_once(machine):
    found = seccomp.table(machine)
    assert len({name for name, _, _ in found}) == len({number for _, number, _ in found}) == len(found)
    assert {verdict for _, _, verdict in found} == {"allow", "deny", "pretend", "without", "judge"}
    assert len(seccomp.instructions(machine, 7, may_truncate=True)) % 8 == 0


# --- levels --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("missing", "level"), [
    ((), "full"), (("files",), "partial"), (("calls",), "partial"), (("identity",), "partial"),
    (("files", "calls"), "none"), (tuple(NEEDED), "none"),
])  # fmt: skip
def test_a_level_is_what_is_missing(missing, level):
    assert Isolation(missing).level == level
    assert len(Isolation(missing).sentences) == len(missing)


def test_only_the_names_of_levels_are_levels():
    assert [parse_level(one) for one in LEVELS] == list(LEVELS)
    with pytest.raises(LearnerError, match="expected none, partial or full"):
        parse_level("total")


def test_a_course_among_the_libraries_is_not_hidden_and_says_so():
    course = Course(Path(sysconfig.get_path("purelib")) / "course")
    with Grader(course, draw=Draw(1)) as grader:
        held = grader.isolation()
    assert "place" in held.missing
    assert held.level != "full"
    assert "move the checkout" in held.sentences[-1]


@pytest.mark.parametrize(
    ("without", "level"), [(["files"], "partial"), (["calls"], "partial"), (["files", "calls"], "none")]
)
def test_a_lesser_machine_grades_and_says_so(shared, without, level):
    exercise = shared.exercises[0]
    text = SubmissionFile(exercise.solution.read_bytes())
    with Grader(shared, without=without) as grader:
        assert set(without) <= set(grader.isolation().missing)
        grade = grader.grade_text(exercise, text)
    assert (grade.score, grade.isolation) == (exercise.max_points, level)
    with Grader(shared, without=without, require="full") as grader, pytest.raises(OperatorError) as caught:
        grader.grade_text(exercise, text)
    assert f"isolation here is {level}, and full is required" in str(caught.value)
    assert ("Linux 5.13" if "files" in without else "CONFIG_SECCOMP_FILTER") in str(caught.value)


AS_A_USER = """
import ctypes, os, sys
sys.path.insert(0, sys.argv[2])
from signoff.sandbox import kernel
if os.geteuid() == 0:
    # whoever runs this may have its Python in a home that others cannot enter: the right to read is kept across exec
    ctypes.CDLL(None).prctl(kernel.KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([]), os.setresgid(65534, 65534, 65534), os.setresuid(65534, 65534, 65534)
    header, bits = __import__("struct").pack("=Ii", 0x20080522, 0), 1 << kernel.DAC_READ_SEARCH
    ctypes.CDLL(None).syscall({"x86_64": 126, "aarch64": 91}[os.uname().machine], header,
        __import__("struct").pack("=6I", bits, bits, bits, 0, 0, 0))
    assert ctypes.CDLL(None).prctl(47, 2, kernel.DAC_READ_SEARCH, 0, 0) == 0
from pathlib import Path
from signoff.course import Course
from signoff.grading.batch import parse_level
from signoff.grading.draw import Draw
from signoff.grading.session import Grader
from signoff.grading.submission import SubmissionFile
course = Course(Path(sys.argv[1]))
exercise = course.exercises[0]
attack = b'''
import os, resource, signal
def double(values):
    for attempt in (lambda: os.kill(os.getppid(), 9), lambda: resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (9, 9)),
                    lambda: open("/etc/passwd").read(), lambda: open(f"/proc/{os.getppid()}/environ").read(), os.fork):
        try: attempt()
        except PermissionError: continue
        return "reached"
    return [2 * v for v in values]
'''
with Grader(course) as grader:
    for text in (exercise.solution.read_bytes(), attack):
        grade = grader.grade_text(exercise, SubmissionFile(text))
        print(os.geteuid() != 0, grade.isolation, grade.score, grader.isolation().missing, [v.message for v in grade.verdicts])
"""


def test_an_ordinary_user_has_the_same_isolation(shared, zygote, tmp_path):
    if zygote.isolation().level != "full":
        pytest.skip("this machine offers less")
    command = [sys.executable, "-c", AS_A_USER, str(shared.root), str(ROOT / "src")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd="/", env={"TMPDIR": tempfile.gettempdir()}
    )
    assert done.stdout.splitlines() == ["True full 6 () ['', '', '']"] * 2, done.stdout + done.stderr


# --- what stands in the way ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seen_to_end", [True, False])
def test_a_worker_killed_from_outside_is_no_verdict(zygote, seen_to_end):
    remote = remote_of(zygote)
    remote.load()
    psutil.Process(remote._process.pid).kill()
    if seen_to_end:  # its end of the pipe is closed before anything is asked
        assert select.select([remote._process.channel._sock], [], [], 30)[0]
    with pytest.raises(Unable, match=r"killed .* machine short of memory"):
        call(remote, "wait")
    assert call(remote, "threads") == list(range(20))
    remote.stop()


def test_no_room_for_files_is_one_sentence(tmp_path, monkeypatch):
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    zygote = Zygote.start()
    zygote.preload(["signoff.sandbox.worker"])
    zygote.isolation()
    place.rmdir()
    with pytest.raises(NoPlace, match=r"cannot be written .*set TMPDIR"):
        zygote.start_worker(64, [])
    zygote.close()
    with pytest.raises(NoPlace, match=r"cannot be written .*set TMPDIR"):
        Zygote.start()


def test_no_room_for_a_process_is_one_sentence():
    zygote = Zygote.start()
    zygote.preload(["signoff.sandbox.worker"])
    zygote.isolation()
    held = psutil.Process(zygote._process.pid)
    held.rlimit(psutil.RLIMIT_NOFILE, (held.num_fds(), held.num_fds()))
    with pytest.raises(NoPlace, match=r"no room for another process|cannot be written"):
        zygote.start_worker(64, [])
    zygote.close()


def test_a_batch_goes_on_after_its_zygote_was_killed(shared):
    exercise = shared.exercises[0]
    text = SubmissionFile(exercise.solution.read_bytes())
    with Grader(shared) as grader:
        assert grader.grade_text(exercise, text).passed
        (zygote,) = grader._zygotes.values()
        zygote._process.kill()
        zygote._process.wait()
        assert grader.grade_text(exercise, text).passed
        (zygote,) = grader._zygotes.values()
    with pytest.raises(ZygoteGone):
        zygote.isolation()
