"""Decide on card payments while the model may fail (mlops/realtime_service)."""

import contextlib
import hashlib
import json
import logging
import math
import secrets
import threading
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any

import anyio.to_thread
from fastapi import FastAPI, Header, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

log = logging.getLogger(__name__)


def create_app(model: Any, rules: Any, clock: Any, settings: dict[str, Any]) -> FastAPI:
    """The service: POST /decisions, GET /health, GET /ready.

    Nothing is asked of `model`, `rules` or `clock` before a request comes; two apps share nothing.

    Args:
        model: `score(event, timeout_ms)` blocks until the model server answers, and raises TimeoutError after
            `timeout_ms` (whole milliseconds, at least 1); `is_loaded()` says whether it has a model. Both raise
            whatever goes wrong on the way.
        rules: `decide(event)` gives the action of the fraud desk's rules, `{"action": ..., "version": ...}`.
        clock: `now_ms()`, the only time there is: whole milliseconds, shared with the callers of the service.
        settings: versions, bands, budget and breaker, as in the brief.
    """
    # solution: begin
    app = FastAPI(lifespan=_threads)
    breaker = _Breaker(settings["breaker_failures"], settings["cooldown_ms"])
    desk = _Desk(model, rules, clock, settings, breaker)
    keys = _Keys()

    @app.exception_handler(RequestValidationError)
    async def refuse(request: Request, error: RequestValidationError) -> JSONResponse:
        places = [one["loc"] for one in error.errors()]
        if any(place[0] == "header" for place in places):
            return JSONResponse({"error": "invalid_header"}, 400)
        return JSONResponse({"error": "invalid_record", "fields": _fields(places)}, 422)

    @app.exception_handler(HTTPException)
    async def refuse_unreadable(request: Request, error: HTTPException) -> Response:
        if error.status_code == 400:  # JSON that the parser gives up on: too deep, a number too long, no UTF-8
            return JSONResponse({"error": "invalid_record", "fields": []}, 422)
        return await http_exception_handler(request, error)

    @app.post("/decisions")
    def decide(record: _Record, key: _Key, deadline_ms: _Deadline = None) -> JSONResponse:
        arrived_ms = clock.now_ms()
        state, kept = keys.begin(key, record)
        if state == "conflict":
            return JSONResponse({"error": "key_conflict"}, 422)
        if state == "in progress":
            return JSONResponse({"error": "in_progress"}, 409)
        if state == "done":
            return JSONResponse(kept)
        answer = None
        try:
            answer = desk.decide(_event(record), arrived_ms, None if deadline_ms is None else int(deadline_ms))
        finally:
            keys.end(key, answer)
        return JSONResponse(answer) if answer else JSONResponse({"error": "no_decision"}, 503)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/ready")
    def ready() -> JSONResponse:
        is_ready = _is_loaded(model)
        return JSONResponse({"ready": is_ready}, 200 if is_ready else 503)

    return app


_ACTIONS = ["approve", "step_up", "decline"]
_THREADS = 100
"""Payments that may wait for somebody else at once; the default is 40."""

_Key = Annotated[str, Header(alias="Idempotency-Key", pattern="^[A-Za-z0-9_-]{1,64}$")]
_Deadline = Annotated[str | None, Header(alias="X-Deadline-Ms", pattern="^[0-9]{1,15}$")]


@contextlib.asynccontextmanager
async def _threads(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield


class _Record(BaseModel):
    """A card payment as the switch sends it."""

    model_config = ConfigDict(strict=True, extra="forbid")

    transaction_id: Annotated[str, Field(pattern="^[A-Za-z0-9-]{1,40}$")]
    amount_cents: Annotated[int, Field(ge=1, le=5_000_000)]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    card_number: Annotated[str, Field(pattern="^[0-9]{12,19}$")]
    cardholder: Annotated[str, Field(min_length=1, max_length=80)]
    email: Annotated[str, Field(max_length=120, pattern=r"^[^@\s]+@[^@\s]+$")]
    merchant_category: Annotated[str, Field(pattern="^[0-9]{4}$")]
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    card_present: bool


def _event(record: _Record) -> dict[str, Any]:
    """What the model and the rules may see."""
    return record.model_dump(exclude={"cardholder", "email"})


def _fields(places: list[tuple[int | str, ...]]) -> list[str]:
    """The schema's own names among the places of errors: never one that the sender chose."""
    return sorted({str(place[1]) for place in places if len(place) > 1 and place[1] in _Record.model_fields})


def _is_loaded(model: Any) -> bool:
    try:
        return model.is_loaded() is True
    except Exception as error:
        log.warning("readiness unknown: %s", type(error).__name__)
        return False


def _is_sound(reply: Any) -> bool:
    """Whether the reply is a probability and says which model gave it."""
    if not isinstance(reply, dict):
        return False
    score = reply.get("score")
    is_number = isinstance(score, (int, float)) and not isinstance(score, bool)
    return is_number and math.isfinite(score) and 0 <= score <= 1 and _has_version(reply)


def _is_ruling(reply: Any) -> bool:
    """Whether the reply is an action and says which rules gave it."""
    return isinstance(reply, dict) and reply.get("action") in _ACTIONS and _has_version(reply)


def _has_version(reply: dict[str, Any]) -> bool:
    version = reply.get("version")
    return isinstance(version, str) and version != ""


class _Desk:
    """One decision: by the model when it answers soundly in time, by the rules otherwise."""

    def __init__(self, model: Any, rules: Any, clock: Any, settings: dict[str, Any], breaker: "_Breaker") -> None:
        self.model, self.rules, self.clock, self.settings, self.breaker = model, rules, clock, settings, breaker

    def decide(self, event: dict[str, Any], arrived_ms: int, deadline_ms: int | None) -> dict[str, Any] | None:
        """The answer, or None when not even the rules decide."""
        reply, reason = self.ask(event, arrived_ms, deadline_ms)
        answer = self.by_model(reply) if reason is None else self.by_rules(event, reason)
        if answer is not None:
            log.info(
                "decision %s action=%s source=%s reason=%s",
                *(answer[name] for name in ("decision_id", "action", "source", "reason")),
            )
        return answer

    def timeout_ms(self, arrived_ms: int, deadline_ms: int | None) -> int:
        """What the model may take: of the time left, all but the reserve."""
        ends = arrived_ms + self.settings["budget_ms"]
        if deadline_ms is not None:
            ends = min(ends, deadline_ms)
        return ends - self.clock.now_ms() - self.settings["reserve_ms"]

    def ask(self, event: dict[str, Any], arrived_ms: int, deadline_ms: int | None) -> tuple[Any, str | None]:
        """The model's reply, and the reason why it does not count."""
        timeout_ms = self.timeout_ms(arrived_ms, deadline_ms)
        if timeout_ms < 1:
            return None, "no_time"
        ticket = self.breaker.enter(self.clock.now_ms())
        if ticket is None:
            return None, "open_circuit"
        reply = None
        try:
            reply = self.model.score(event, timeout_ms)
            reason = None if _is_sound(reply) else "bad_reply"
        except TimeoutError:
            reason = "timeout"
        except Exception as error:
            # its text quotes what was sent
            log.warning("the model failed: %s", type(error).__name__)
            reason = "error"
        self.breaker.leave(ticket, failed=reason is not None, now_ms=self.clock.now_ms())
        return reply, reason

    def by_model(self, reply: dict[str, Any]) -> dict[str, Any]:
        action = self.action(reply["score"])
        return self.answer(action, "model", score=reply["score"], model=reply["version"])

    def by_rules(self, event: dict[str, Any], reason: str) -> dict[str, Any] | None:
        try:
            ruling = self.rules.decide(event)
        except Exception as error:
            log.error("no decision: the rules failed too: %s", type(error).__name__)
            return None
        if not _is_ruling(ruling):
            log.error("no decision: the rules gave no ruling")
            return None
        return self.answer(ruling["action"], "fallback", reason=reason, rules=ruling["version"])

    def action(self, score: float) -> str:
        if score >= self.settings["decline_from"]:
            return "decline"
        return "step_up" if score >= self.settings["step_up_from"] else "approve"

    def answer(
        self,
        action: str,
        source: str,
        *,
        reason: str | None = None,
        score: float | None = None,
        model: str | None = None,
        rules: str | None = None,
    ) -> dict[str, Any]:
        versions = {
            "service": self.settings["service_version"],
            "policy": self.settings["policy_version"],
            "model": model,
            "rules": rules,
        }
        return {
            "decision_id": str(uuid.uuid4()),
            "action": action,
            "source": source,
            "reason": reason,
            "score": score,
            "versions": versions,
        }


class _Breaker:
    """Closed, open, or open with one trial on its way."""

    def __init__(self, failures: int, cooldown_ms: int) -> None:
        self.failures, self.cooldown_ms = failures, cooldown_ms
        self.lock = threading.Lock()
        self.changes = 0
        self.turn(None)

    def turn(self, opened_ms: int | None) -> None:
        """Open at this instant, or close; calls that began before say nothing about what comes after."""
        self.opened_ms, self.trial, self.in_a_row = opened_ms, False, 0
        self.changes += 1

    def enter(self, now_ms: int) -> int | None:
        """May the model be asked? A ticket to be handed to `leave`; None when not."""
        with self.lock:
            if self.opened_ms is not None:
                if self.trial or now_ms - self.opened_ms < self.cooldown_ms:
                    return None
                self.trial = True
            return self.changes

    def leave(self, ticket: int, *, failed: bool, now_ms: int) -> None:
        """What became of it. A ticket from before the last change is void, so that while open only the trial counts."""
        with self.lock:
            if ticket != self.changes:
                return
            self.in_a_row = self.in_a_row + 1 if failed else 0
            if not failed and self.opened_ms is not None:
                self.turn(None)
            elif failed and (self.trial or self.in_a_row >= self.failures):
                self.turn(now_ms)


class _Keys:
    """What was answered under each key. It keeps a keyed digest of the record, not the record."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.secret = secrets.token_bytes(32)
        self.kept: dict[str, tuple[str, Any]] = {}

    def begin(self, key: str, record: _Record) -> tuple[str, Any]:
        """`new` (the caller decides, and must `end`), `in progress`, `done` with the answer, or `conflict`."""
        mark = self.fingerprint(record)
        with self.lock:
            if key not in self.kept:
                self.kept[key] = mark, None
                return "new", None
            its_mark, answer = self.kept[key]
        if its_mark != mark:
            return "conflict", None
        return ("done", answer) if answer is not None else ("in progress", None)

    def end(self, key: str, answer: dict[str, Any] | None) -> None:
        """Keep the answer; without one the key is free again."""
        with self.lock:
            if answer is None:
                del self.kept[key]
            else:
                self.kept[key] = self.kept[key][0], answer

    def fingerprint(self, record: _Record) -> str:
        text = json.dumps(record.model_dump(), sort_keys=True)
        return hashlib.blake2b(text.encode(), key=self.secret).hexdigest()


# solution: end
