"""Plays a stream to an instance, call by call, where it lives; what came back, raw, and what it weighs. The tests judge."""

import datetime as dt
import gc
import sys
import types

UTC, MICROSECOND = dt.UTC, dt.timedelta(microseconds=1)
EPOCH = dt.datetime(1970, 1, 1, tzinfo=UTC)
engines = {}


def play(submission, name, lateness, calls):
    """Feed `calls` (a frame, a row per call) to the instance `name`, made if it is new; the scores as they are at the end.

    A text instead of a list is the type of what OnlineVelocity(lateness) gave, where that has no such methods.
    """
    if name not in engines:
        engines[name] = submission.OnlineVelocity(lateness)
    engine, given = engines[name], []
    if not all(callable(getattr(engine, method, None)) for method in ("score", "absorb")):
        return type(engine).__name__
    for is_score, number, card, merchant, t, clock, eur in zip(
        *(calls[column].tolist() for column in calls), strict=True
    ):
        event = {"transaction_id": number, "card_id": card, "merchant_id": merchant, "event_time": at(t)}
        if is_score:
            given.append(engine.score(event | {"scored_at": at(clock), "amount_eur": eur}))
        else:
            engine.absorb(event | {"available_at": at(clock), "amount_eur": eur})
    return given


def at(microseconds):
    return EPOCH + microseconds * MICROSECOND


def weigh(submission, name):
    """Bytes of all that the instance and the submission's module reach, without code, modules and libraries' classes."""
    gc.collect()
    own = {id(value) for value in vars(submission).values() if isinstance(value, type)}
    left = [engines[name], *(value for key, value in vars(submission).items() if not key.startswith("__"))]
    seen, total = set(), 0
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, types.ModuleType) or one is engines:
            continue
        if isinstance(one, type) and id(one) not in own and one.__module__ != submission.__name__:
            continue
        seen.add(id(one))
        if isinstance(one, types.FunctionType):  # what it closes over, not the globals it sees
            left += [*(one.__closure__ or ()), *(one.__defaults__ or ()), one.__dict__]
            continue
        if isinstance(one, (types.CodeType, types.FrameType)):
            continue
        total += sys.getsizeof(one)
        left += gc.get_referents(one)
    return total
