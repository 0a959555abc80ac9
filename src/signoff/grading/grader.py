"""The trusted process of one grading: runs the tests under pytest and reports each verdict over its own socket."""

import inspect
import os
import socket
from collections.abc import Generator
from dataclasses import asdict
from pathlib import Path

import pytest

from signoff.grading.job import receive_job, send
from signoff.grading.plugin import Session, Told, sessions_key
from signoff.sandbox.channel import Channel
from signoff.sandbox.remote import Allowance, Remote, Source, Starved
from signoff.sandbox.zygote import Zygote


def main(sock: socket.socket, zygote: Zygote) -> None:
    """Grade one job: each verdict as it comes, then `end`."""
    channel = Channel(sock)
    job = receive_job(channel)
    source = Source(job.slug, job.text.encode(), job.starter)
    remote = Remote(zygote, source, Allowance(job.cpu_seconds, job.memory_mb, tuple(job.readable)))

    remote.prepare()  # it starts while pytest does

    def report(verdict: Told, printed: str) -> None:
        send(channel, {"verdict": asdict(verdict), "printed": printed})

    folder = Path(job.folder)
    harness = folder / "harness.py"
    session = Session(
        exercise_id=job.exercise_id,
        seed=job.seed,
        source=source,
        transport=remote,
        asked=job.names,
        harness=harness if harness.is_file() else None,
        on_verdict=report,
    )
    status = run_pytest(folder, folder / f"test_{job.slug}.py", _Grader(folder, session))
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and session.broken is None:
        session.broken = f"the tests did not run ({pytest.ExitCode(status).name.lower().replace('_', ' ')})"
    send(channel, {"end": session.broken, "missing": sorted(remote.missing)})
    remote.stop()


def run_pytest(folder: Path, tests: Path, *plugins: object) -> int:
    """Run one file of tests with what a grading needs of pytest, and nothing else; pytest's exit status."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    arguments = ["-p", "signoff.grading.plugin", "-c", os.devnull, "--capture=no"]
    arguments += [word for name in _UNUSED for word in ("-p", f"no:{name}")]
    # without a cut pytest would look into every folder above
    arguments += ["--rootdir", str(folder), "--confcutdir", str(folder), "--noconftest"]
    arguments += ["--import-mode=importlib", "-W", "ignore", str(tests)]
    return pytest.main(arguments, plugins=plugins)


_UNUSED = [
    "cacheprovider", "debugging", "doctest", "faulthandler", "junitxml", "legacypath", "logging", "pastebin",
    "setuponly", "setupplan", "stepwise", "terminal", "threadexception", "unittest", "unraisableexception",
]  # fmt: skip
"""Plugins of pytest that a grading has no use for; each would cost every grading a little."""


class _Grader:
    """What differs from plain pytest: the session is given, and a starved test is tried once more."""

    def __init__(self, folder: Path, session: Session) -> None:
        self._folder, self._session = folder, session

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[sessions_key] = {self._folder: self._session}
        config.option.tbstyle = "value"  # the verdict replaces the traceback, which takes long to build

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._session.broken = f"the tests cannot be imported: {_last_line(report.longreprtext)}"

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Generator[None, object, object]:
        try:
            return (yield)
        except Starved:
            self._session.transport.begin_test()
        wanted = inspect.signature(pyfuncitem.obj).parameters
        try:
            return pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}) or True
        except Starved:
            self._session.broken = "the machine left the submission no time to compute, twice; grade it again later"
            pytest.exit("starved")


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].removeprefix("E").strip()[:300] if lines else "no reason given"
