"""Runs beside the submission: validates a day with Great Expectations, and hands back what came of it as plain data."""

import functools
import hashlib
import importlib
import json
import logging
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.data_context.types.base import ProgressBarsConfig

_REPEATED = [
    ("great_expectations.expectations.expectation", "Expectation", "configuration"),
    ("great_expectations.expectations.expectation_configuration", "ExpectationConfiguration", "to_domain_obj"),
    ("great_expectations.execution_engine", "PandasExecutionEngine", "_apply_row_condition_filter"),
]
"""What the library makes anew dozens of times in a validation, always the same."""
_made: dict[tuple[Any, ...], tuple[Any, Any]] | None = None
"""What `_once` has made in the validation that is running; None: none is."""
_DETAIL = 120
"""Characters kept of what an expectation saw."""


def open_context(submission: Any) -> None:
    """Make a context the active one, as in the pipeline: some calls on a suite ask for one."""
    _batches()


def inspect(submission: Any, suite: Any) -> dict[str, Any]:
    """Whether it is a suite, of how many expectations, and how many values stand in their sets, pairs and conditions."""
    if not isinstance(suite, gx.ExpectationSuite):
        return {"is_suite": False, "expectations": 0, "values": 0, "largest": ""}
    sizes: Counter[str] = Counter()
    for one in suite.expectations:
        sizes[type(one).__name__[:_DETAIL]] += _values(one.configuration.to_json_dict()["kwargs"])
    largest = max(sizes, key=sizes.get, default="")
    return {"is_suite": True, "expectations": len(suite.expectations), "values": sizes.total(), "largest": largest}


def _values(kwargs: Any) -> int:
    if isinstance(kwargs, dict | list | tuple):
        return sum(map(_values, kwargs.values() if isinstance(kwargs, dict) else kwargs))
    return 1


def judge(submission: Any, suite: Any, day: pd.DataFrame) -> dict[str, Any]:
    """What the submission's `verdict` says of the day, and the expectations that the day did not meet."""
    result = _validated(suite, day)
    failed = [_told(one) for one in result.results if not one.success]
    said = submission.verdict(result)
    return {"verdict": said if isinstance(said, str) else type(said).__name__, "failed": failed}


def _validated(suite: Any, day: pd.DataFrame) -> Any:
    global _made
    batch, _made = _batches().get_batch({"dataframe": day}), {}
    try:
        return batch.validate(suite, result_format="SUMMARY")
    finally:
        _made = None


@functools.cache
def _batches() -> Any:
    """Where any frame is a batch: an in-memory context, made once."""
    _be_quiet_and_quick()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("feed").add_dataframe_asset("transactions")
    return asset.add_batch_definition_whole_dataframe("day")


def _told(result: Any) -> dict[str, Any]:
    config, found = result.expectation_config, result.result or {}
    columns = [config.kwargs[key] for key in ("column", "column_A", "column_B") if key in config.kwargs]
    share = found.get("unexpected_percent")
    return {
        "type": str(config.type)[:_DETAIL],
        "columns": [str(one)[:_DETAIL] for one in columns],
        "share": float(share) / 100 if isinstance(share, int | float) else None,
        "observed": str(found.get("observed_value", ""))[:_DETAIL],
        "error": _error(result.exception_info or {})[:_DETAIL],
    }


def _error(info: dict[str, Any]) -> str:
    """The message of an expectation that could not be computed, empty if it could."""
    if "raised_exception" in info:
        info = {"": info}
    return next((str(one.get("exception_message")) for one in info.values() if one.get("raised_exception")), "")


def _be_quiet_and_quick() -> None:
    """Say nothing, and do once in a validation what the library does dozens of times.

    A library that lacks one of the names is left as it is: slower, and right.
    """
    warnings.filterwarnings("ignore")
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    for module, owner, name in _REPEATED:
        _make_once(_class(module, owner), name)
    _make_quick_ids(_class("great_expectations.core.id_dict", "IDDict"))


def _class(module: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(module), name, None)
    except ImportError:
        return None


def _make_once(cls: Any, name: str) -> None:
    """What the property or method gives for the same object and arguments is made once in a validation."""
    found = getattr(cls, "__dict__", {}).get(name)
    if isinstance(found, property):
        setattr(cls, name, property(lambda self: _once((name, id(self)), self, lambda: found.__get__(self))))
    elif callable(found):

        def once(self: Any, *given: Any) -> Any:
            return _once((name, id(self), *map(_named, given)), (self, given), lambda: found(self, *given))

        setattr(cls, name, once)


def _named(given: Any) -> object:
    return id(given) if isinstance(given, pd.DataFrame) else repr(given)


def _make_quick_ids(cls: Any) -> None:
    """The ids of metrics, written at once where all is plain JSON; the library walks through every list of codes first."""
    usual = getattr(cls, "__dict__", {}).get("to_id")
    if not callable(usual):
        return

    def to_id(self: Any, *given: Any, **named: Any) -> Any:
        if given or named or len(self) < 2:
            return usual(self, *given, **named)
        try:
            return hashlib.md5(json.dumps(self, sort_keys=True).encode(), usedforsecurity=False).hexdigest()
        except (TypeError, ValueError):
            return usual(self)

    cls.to_id = to_id


def _once(key: tuple[Any, ...], owner: Any, make: Callable[[], Any]) -> Any:
    """What `make` gives, made once in a validation; `owner` is kept, so that its id stays its own."""
    if _made is None:
        return make()
    if key not in _made:
        _made[key] = owner, make()
    return _made[key][1]
