"""Drives the app where it lives, without a socket: requests in; answers, logs and prints out, raw. The tests judge."""

import asyncio
import contextlib
import io
import logging
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor

import httpx
from fastapi import FastAPI

threading.stack_size(1 << 20)  # the limit of memory counts what a thread reserves, 8 MB if nothing is said

now_running = {"app": None, "loop": None, "lifespan": None}
platform = logging.NullHandler()  # stands for the platform's: it must still be there when the app is made
prompter = ThreadPoolExecutor(1)  # of our own: the app may fill the loop's


def start(submission, model, rules, clock, settings):
    """Make an app and enter its lifespan; what `create_app` returned, and whether the root logger is as it was."""
    stop()
    root = logging.getLogger()
    if platform not in root.handlers:
        root.addHandler(platform)
    before = list(root.handlers)
    app = submission.create_app(model, rules, clock, settings)
    now_running.update(app=app, loop=asyncio.new_event_loop(), lifespan=contextlib.AsyncExitStack())
    if isinstance(app, FastAPI):
        entering = now_running["lifespan"].enter_async_context(app.router.lifespan_context(app))
        now_running["loop"].run_until_complete(entering)
    kept = root.handlers == before
    root.handlers[:] = before
    return {"type": type(app).__name__, "is_app": isinstance(app, FastAPI), "handlers_kept": kept}


def stop():
    """Leave the app before."""
    loop, lifespan = now_running["loop"], now_running["lifespan"]
    now_running.update(app=None, loop=None, lifespan=None)
    if loop is not None:
        with contextlib.suppress(Exception):
            loop.run_until_complete(lifespan.aclose())
        with contextlib.suppress(Exception):
            loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def play(submission, stage, steps):
    """A scene, step by step: its `answers` (`status`, `text`, `headers`, `raised`), and all its `logs` and prints.

    Args:
        stage: the trusted side; `cue(number)` lets it act, or keeps the scene waiting until something happened there.
        steps: `["send", request]` and wait for the answer, `["begin", request]` and do not, `["end", n]` waits for the
            n-th request's answer, `["cue", number]`.
    """

    async def scene():
        asked, loop = [], asyncio.get_running_loop()
        for step, what in steps:
            if step == "cue":
                await loop.run_in_executor(prompter, stage.cue, what)
            elif step == "end":
                await asked[what]
            else:
                asked.append(asyncio.create_task(ask(submission, what)))
                if step == "send":
                    await asked[-1]
        return [await one for one in asked]

    with listening(submission) as logs:
        answers = now_running["loop"].run_until_complete(scene())
    return {"answers": answers, "logs": logs}


async def ask(submission, request):
    raised = []

    async def noting(scope, receive, send):
        try:
            await now_running["app"](scope, receive, send)
        except Exception as error:
            raised.append(told(submission, error))
            raise

    transport = httpx.ASGITransport(app=noting, raise_app_exceptions=False)
    headers = {name: value.encode("latin-1") for name, value in request["headers"].items()}
    async with httpx.AsyncClient(transport=transport, base_url="http://service", trust_env=False) as client:
        response = await client.request(request["method"], request["path"], headers=headers, content=request["body"])
    said = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return {"status": response.status_code, "text": response.text, "headers": said, "raised": "".join(raised)}


def told(submission, error):
    """The class of an error and the learner's line that raised it; never its text, which may quote a record."""
    own = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == submission.__file__]
    return type(error).__name__ + (f" at line {own[-1]}" if own else "")


@contextlib.contextmanager
def listening(submission):
    """Everything said meanwhile: every logger at every level, with extras and tracebacks, and what is printed."""
    root, ear, out = logging.getLogger(), Ear(), io.StringIO()
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            yield ear.lines
    finally:
        root.setLevel(level)
        root.removeHandler(ear)
        ear.lines += out.getvalue().splitlines()
        sys.stdout.write(out.getvalue())


class Ear(logging.Handler):
    """Keeps each record as one text."""

    ours = ("httpx", "httpcore", "asyncio")
    usual = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

    def __init__(self):
        super().__init__(logging.NOTSET)
        self.lines = []

    def emit(self, record):
        if record.name.startswith(self.ours):
            return
        try:
            parts = [record.getMessage()]
        except Exception:
            parts = [f"{record.msg!r} {record.args!r}"]
        parts += [f"{key}={value!r}" for key, value in vars(record).items() if key not in self.usual]
        if record.exc_info and record.exc_info[1] is not None:
            parts += traceback.format_exception(record.exc_info[1])
        self.lines.append(" ".join(parts))
