"""A submission in its own process: what it may do, what stops it, and what is left behind."""

import os
import threading
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pytest

from signoff.sandbox.remote import (
    Allowance,
    Died,
    Function,
    Handle,
    InProcess,
    LimitMet,
    NotPlainData,
    Remote,
    Source,
    Starved,
    SubmissionRaised,
)
from signoff.sandbox.stub import Stub, Withheld
from signoff.sandbox.text import clean
from signoff.sandbox.usage import Usage
from signoff.sandbox.zygote import Zygote, ZygoteGone

SUBMISSION = b'''
import os, sys, threading, time
import numpy as np
calls = 0
def count():
    global calls
    calls += 1
    return calls
def echo(*args, **kwargs): return [list(args), kwargs]
def spoil(values): values[0] = 99; return values
def environment(): return dict(os.environ)
def place(): return os.getcwd()
def argv(): return sys.argv
def descriptors(): return sorted(int(n) for n in os.listdir("/proc/self/fd"))
def todo(x):
    """The learner has not begun."""
    raise NotImplementedError("write todo")
def partly(x):
    y = x + 1
    raise NotImplementedError("the rest")
def wrong(x):
    return {}["absent"]
def fail_oddly():
    class Odd(Exception):
        def __str__(self): raise RuntimeError
    raise Odd
def spin():
    while True: pass
def wait(): time.sleep(10_000)
def block(): sys.stdin.read(); return "nothing to read"
def hoard(): return bytearray(4 << 30)
def hoard_slowly():
    kept = []
    while True: kept.append(np.ones(1 << 20))
def shout():
    while True: print("x" * 100_000)
def say(text): print(text)
def leave(): os._exit(7)
def leave_politely(): sys.exit(0)
def crash(): os.kill(os.getpid(), 11)
def child():
    pid = os.fork()
    if pid == 0: time.sleep(10_000)
    return [os.getpid(), pid]
def daemon():
    read, write = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork(): os._exit(0)
        os.write(write, str(os.getpid()).encode())
        time.sleep(10_000)
    os.wait()
    return [os.getpid(), int(os.read(read, 20))]
def forge(): os.write(3, b"garbage" * 10); time.sleep(10_000)
class Model:
    weight = 3
    def predict(self, x): return self.weight * x
    def __call__(self, x): return x + 1
    def __eq__(self, other): return True
def model(): return Model()
def models(): return [Model(), Model()]
def use(model, x): return model.predict(x)
def tick(clock): return [clock.now(), clock.now()]
def guarded(store):
    try: return store.read("key")
    except TimeoutError as error: return f"fallback after {error}"
def reach(clock): return clock.secret
def both(store):
    found = {}
    threads = [threading.Thread(target=lambda k=k: found.update({k: store.read(k)})) for k in ("a", "b", "c")]
    for t in threads: t.start()
    for t in threads: t.join()
    return found
def two(store):
    found = []
    thread = threading.Thread(target=lambda: found.append(store.slow()))
    thread.start()
    found.append(store.quick())
    thread.join()
    return found
def one_after_another(store):
    try: return [store.slow(), store.quick()]
    except TimeoutError: return ["gave up", store.quick()]
def leaves(store):
    threading.Thread(target=store.slow).start()
    return "left"
'''  # fmt: skip
STARTER = 'def todo(x):\n    """Another docstring."""\n    raise NotImplementedError("write todo")\ndef partly(x):\n    raise NotImplementedError("write partly")\n'
SOURCE = Source("toy", SUBMISSION, STARTER)
CALL = {"do": "call", "target": None}


@pytest.fixture(scope="module", params=["fork", "spawn"])
def zygote(request):
    zygote = Zygote.start(forks=request.param == "fork")
    zygote.preload(["numpy", "pandas", "signoff.sandbox.codec", "signoff.sandbox.worker"])
    yield zygote
    zygote.close()


@pytest.fixture(params=["fork", "spawn"])
def free(request):
    """A submission on a machine that cannot keep it from starting processes."""
    zygote = Zygote.start(forks=request.param == "fork", without=["calls"])
    zygote.preload(["numpy", "pandas", "signoff.sandbox.codec", "signoff.sandbox.worker"])
    remote = Remote(zygote, SOURCE, Allowance(1, 512))
    yield remote
    remote.stop()
    zygote.close()


@pytest.fixture
def remote(zygote):
    remote = Remote(zygote, SOURCE, Allowance(1, 512))
    yield remote
    remote.stop()


@pytest.fixture
def forked():
    """For what does not depend on how processes start."""
    zygote = Zygote.start()
    zygote.preload(["numpy", "pandas", "signoff.sandbox.codec", "signoff.sandbox.worker"])
    remote = Remote(zygote, SOURCE, Allowance(0.3, 256))
    yield remote
    remote.stop()
    zygote.close()


@pytest.fixture(params=["remote", "in-process"])
def either(request, tmp_path):
    """The same submission in a worker and in-process: both must say the same."""
    if request.param == "remote":
        yield request.getfixturevalue("forked")
    else:
        path = tmp_path / "toy.py"
        path.write_bytes(SUBMISSION)
        yield InProcess(str(path), SOURCE)


def call(transport, name, *args, **kwargs):
    return Function(transport, CALL | {"name": name}, "function")(*args, **kwargs)


def test_calls_carry_data_there_and_back(either):
    frame = pd.DataFrame({"a": [1, 2]}, index=[7, 5])
    (args, kwargs) = call(either, "echo", frame, 1.5, key=np.arange(3))
    pd.testing.assert_frame_equal(args[0], frame)
    assert args[1] == 1.5
    np.testing.assert_array_equal(kwargs["key"], [0, 1, 2])


def test_arguments_are_copies(either):
    mine = [1, 2]
    assert call(either, "spoil", mine) == [99, 2]
    assert mine == [1, 2]


def test_a_fresh_copy_has_seen_no_call(either):
    assert [call(either, "count"), call(either, "count")] == [1, 2]
    fresh = either.fresh()
    assert call(fresh, "count") == 1
    assert call(either, "count") == 3


def test_what_it_raises_comes_with_the_place(either):
    with pytest.raises(SubmissionRaised) as caught:
        call(either, "wrong", 1)
    error = caught.value
    assert (error.kind, error.type, error.text, error.function) == ("error", "KeyError", "'absent'", "wrong")
    assert SUBMISSION.decode().splitlines()[error.line - 1].strip() == 'return {}["absent"]'


@pytest.mark.parametrize(
    ("name", "kind"), [("todo", "stub"), ("partly", "error"), ("nowhere", "missing"), ("fail_oddly", "error")]
)
def test_untouched_functions_are_told_from_unfinished_ones(either, name, kind):
    arguments = () if name in ("nowhere", "fail_oddly") else (1,)
    with pytest.raises(SubmissionRaised) as caught:
        call(either, name, *arguments)
    assert caught.value.kind == kind


def test_exiting_is_an_error_like_any_other(either):
    with pytest.raises(SubmissionRaised) as caught:
        call(either, "leave_politely")
    assert caught.value.type == "SystemExit"


def test_a_handle_can_be_used_and_nothing_else(either):
    model = call(either, "model")
    assert isinstance(model, Handle)
    assert model.predict(2) == 6
    assert model(1) == 2
    assert model.get("weight") == 3
    assert call(either, "use", model, 5) == 15
    for question in (
        bool,
        len,
        list,
        float,
        lambda m: m == 1,
        lambda m: m != 1,
        lambda m: m < 1,
        lambda m: 1 in m,
        np.asarray,
    ):
        with pytest.raises(NotPlainData, match="Model"):
            question(model)
    with pytest.raises(NotPlainData):
        bool(model.predict)
    assert all(isinstance(one, Handle) for one in call(either, "models"))


def test_a_handle_belongs_to_its_own_process(forked):
    model = call(forked, "model")
    with pytest.raises(Died, match="lost"):
        call(forked.fresh(), "use", model, 1)
    forked.stop()
    with pytest.raises(Died, match="lost"):
        model.predict(1)


class Clock:
    secret = "the seed"

    def __init__(self):
        self.time = 0

    def now(self):
        self.time += 10
        return self.time


class Store:
    def read(self, key):
        if key == "key":
            raise TimeoutError("50 ms")
        return key.upper()


def test_a_stub_stands_for_a_trusted_object(either):
    clock = Clock()
    assert call(either, "tick", Stub(clock, frozenset({"now"}))) == [10, 20]
    assert clock.time == 20
    with pytest.raises(SubmissionRaised, match="offers now, not secret"):
        call(either, "reach", Stub(clock, frozenset({"now"})))


def test_a_fault_played_by_a_stub_arrives_as_the_same_error(either):
    assert call(either, "guarded", Stub(Store(), frozenset({"read"}))) == "fallback after 50 ms"


def test_stubs_may_be_called_from_several_threads(forked):
    assert call(forked, "both", Stub(Store(), frozenset({"read"}))) == {"a": "A", "b": "B", "c": "C"}


class Withholds:
    """Its slow answer waits until the quick one has been asked for."""

    def __init__(self):
        self.kept = Withheld(if_stalled=TimeoutError("nothing moves"))

    def slow(self):
        return self.kept

    def quick(self):
        self.kept.release("slow")
        return "quick"


def test_an_answer_can_be_withheld_until_something_else_is_asked(either):
    store = Withholds()
    assert sorted(call(either, "two", Stub(store, frozenset({"slow", "quick"})))) == ["quick", "slow"]
    assert not store.kept.stalled


def test_waiting_for_a_withheld_answer_with_everything_shows(either):
    store = Withholds()
    assert call(either, "one_after_another", Stub(store, frozenset({"slow", "quick"}))) == ["gave up", "quick"]
    assert store.kept.stalled


def test_a_withheld_answer_that_nobody_awaits_is_let_go(forked):
    store = Withholds()
    assert call(forked, "leaves", Stub(store, frozenset({"slow", "quick"}))) == "left"
    assert call(forked, "count") == 1


def test_a_harness_runs_beside_the_submission(either):
    either.load_harness("def twice(submission, x): return submission.use(submission.Model(), x) * 2", "harness.py")
    harness = Function(either, {"do": "call_harness", "name": "twice"}, "harness")
    assert harness(5) == 30


# --- limits ---


@pytest.mark.parametrize(("name", "diagnosis", "says"), [
    ("spin", "out-of-time", "of CPU"),
    ("wait", "out-of-time", "without computing"),
    ("hoard", "out-of-memory", "memory"),
    ("hoard_slowly", "out-of-memory", "memory|MB"),
])  # fmt: skip
def test_a_limit_stops_the_call_and_the_next_one_works(forked, name, diagnosis, says):
    if diagnosis == "out-of-memory":
        forked.limits = Allowance(20, 256)  # filling memory takes time, too
    forked.begin_test()
    with pytest.raises(LimitMet, match=says) as caught:
        call(forked, name)
    assert caught.value.diagnosis == diagnosis
    forked.begin_test()
    assert call(forked, "count") >= 1


def test_a_worker_that_wants_to_compute_and_may_not_is_nobodys_fault(forked, monkeypatch):
    """The machine gives it no time: it is seen runnable, and its clock stands still."""
    forked.load()
    monkeypatch.setattr(Usage, "wants_cpu", lambda self: True)
    monkeypatch.setattr(Usage, "cpu", lambda self: 0.0)
    forked.limits = Allowance(0.05, 256)
    forked.begin_test()
    with pytest.raises(Starved):
        call(forked, "wait")


def test_memory_is_watched_from_outside_too(forked):
    forked.limits = Allowance(20, 256)
    forked.load()
    before = forked._process.grown_mb()
    forked.limits = Allowance(20, 64)  # tighter than what the worker set on itself
    with pytest.raises(LimitMet, match="64 MB"):
        call(forked, "hoard_slowly")
    assert before < 64


def test_endless_output_ends_with_a_sentence(forked):
    with pytest.raises(SubmissionRaised) as caught:
        call(forked, "shout")
    assert caught.value.kind == "output"
    assert len(forked.printed()) <= 2000


def test_prints_are_kept_and_cleaned(forked):
    call(forked, "say", "hello \x1b[31mred\x1b[0m")
    assert forked.printed() == "hello red\n"
    assert forked.printed() == ""


@pytest.mark.parametrize(("name", "says"), [("leave", "exit status 7"), ("crash", "SIGSEGV"), ("forge", "no answer")])
def test_a_process_that_goes_away_is_told_and_replaced(remote, name, says):
    with pytest.raises(Died, match=says):
        call(remote, name)
    assert call(remote, "count") == 1


def test_it_starts_with_nothing_of_ours(remote):
    os.environ["SIGNOFF_SECRET"] = "do not tell"
    try:
        environment = call(remote, "environment")
    finally:
        del os.environ["SIGNOFF_SECRET"]
    assert "SIGNOFF_SECRET" not in environment
    assert environment["HOME"] == environment["TMPDIR"] == call(remote, "place")
    assert call(remote, "argv") == ["submission"]
    # 0 to 2, its socket, and the one that lists the folder
    assert len(call(remote, "descriptors")) <= 5
    assert call(remote, "block") == "nothing to read"


@pytest.mark.parametrize("name", ["child", "daemon"])
def test_nothing_is_left_behind(free, name):
    scratch = Path(call(free, "place"))
    pid, *others = call(free, name)
    family = [psutil.Process(one) for one in (pid, *others)]
    assert len(family) == 2
    free.stop()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
    assert not scratch.exists()


def test_when_the_owner_goes_everything_goes():
    zygote = Zygote.start(without=["calls"])
    zygote.preload(["signoff.sandbox.worker"])
    remote = Remote(zygote, SOURCE, Allowance(1, 512))
    family = [psutil.Process(one) for one in call(remote, "daemon")]
    zygote.close()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
    with pytest.raises(ZygoteGone):
        remote.stop()


def test_a_zygote_that_dies_is_one_sentence():
    zygote = Zygote.start()
    zygote.preload([])
    zygote._process.kill()
    zygote._process.wait()
    with pytest.raises(ZygoteGone, match="starts graders"):
        zygote.start_worker(512, [])
    zygote.close()


def test_threads_of_the_trusted_side_do_not_disturb_a_fork(zygote):
    """Several owners of one zygote would race; several zygotes must not."""
    results = []

    def grade():
        other = Zygote.start()
        other.preload(["signoff.sandbox.worker"])
        remote = Remote(other, SOURCE, Allowance(1, 512))
        results.append(call(remote, "count"))
        remote.stop()
        other.close()

    threads = [threading.Thread(target=grade) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [1, 1, 1]


@pytest.mark.parametrize(("text", "kept"), [
    ("plain żółć €\n\ttab", "plain żółć €\n\ttab"), ("\x1b[31mred\x1b[0m", "red"), ("\x1b]0;title\x07after", "after"),
    ("a\x00b\x08c", "abc"), ("left\u202eright", "leftright"), ("x" * 700, "x" * 599 + "…"),
    ("::error file=a::b\n ::set-output::", ": :error file=a: :b\n : :set-output::"), ("a[::2]", "a[::2]"),
    ("##vso[task] ##[group] ## [x", "# #vso[task] # #[group] ## [x"),
])  # fmt: skip
def test_text_from_a_submission_is_made_harmless(text, kept):
    assert clean(text) == kept
