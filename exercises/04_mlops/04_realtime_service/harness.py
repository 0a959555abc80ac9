"""Drives the app where it lives, without a socket: requests in; answers, logs and prints out, raw. The tests judge."""

import asyncio
import contextlib
import io
import logging
import sys
import traceback

import httpx
from fastapi import FastAPI

now_running = {"app": None, "loop": None, "lifespan": None}


def start(submission, model, rules, clock, settings):
    """Make an app and enter its lifespan; what `create_app` returned."""
    stop()
    app = submission.create_app(model, rules, clock, settings)
    now_running.update(app=app, loop=asyncio.new_event_loop(), lifespan=contextlib.AsyncExitStack())
    if isinstance(app, FastAPI):
        entering = now_running["lifespan"].enter_async_context(app.router.lifespan_context(app))
        now_running["loop"].run_until_complete(entering)
    return {"type": type(app).__name__, "is_app": isinstance(app, FastAPI)}


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


def send(submission, request):
    """One request, alone: its claim, `status`, `text`, `raised`, and all that was logged or printed (`logs`)."""
    with listening(submission) as logs:
        answer = now_running["loop"].run_until_complete(ask(submission, request))
    return answer | {"logs": logs}


def send_while_held(submission, stage, first, others):
    """The others, one after another, while `stage` holds the first back; the claims of all, the first's first."""

    async def scene():
        held = asyncio.create_task(ask(submission, first))
        await asyncio.to_thread(stage.reached)
        answers = [await ask(submission, one) for one in others]
        await asyncio.to_thread(stage.served)
        return [await held, *answers]

    with listening(submission) as logs:
        answers = now_running["loop"].run_until_complete(scene())
    return [one | {"logs": logs} for one in answers]


async def ask(submission, request):
    raised = []

    async def noting(scope, receive, send):
        try:
            await now_running["app"](scope, receive, send)
        except Exception as error:
            raised.append(told(submission, error))
            raise

    transport = httpx.ASGITransport(app=noting, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service", trust_env=False) as client:
        response = await client.request(
            request["method"], request["path"], headers=request["headers"], content=request["body"]
        )
    return {"status": response.status_code, "text": response.text, "raised": "".join(raised)}


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
