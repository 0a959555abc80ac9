"""Runs beside the submission: validates a day with Great Expectations, and hands back what came of it as plain data."""

import functools
import logging
import warnings
from collections.abc import Callable
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations import expectation as gx_expectation
from great_expectations.expectations.expectation import Expectation

_made: dict[tuple[Any, ...], tuple[Any, Any]] = {}
"""What `_once` has made in the validation that is running."""
_DETAIL = 120
"""Characters kept of what an expectation saw."""


def open_context(submission: Any) -> None:
    """Make a context the active one, as in the pipeline: some calls on a suite ask for one."""
    _batches()


def inspect(submission: Any, suite: Any) -> dict[str, Any]:
    """Whether it is a suite, and of how many expectations."""
    is_suite = isinstance(suite, gx.ExpectationSuite)
    return {"is_suite": is_suite, "expectations": len(suite.expectations) if is_suite else 0}


def judge(submission: Any, suite: Any, day: pd.DataFrame) -> dict[str, Any]:
    """What the submission's `verdict` says of the day, and the expectations that the day did not meet."""
    _made.clear()
    result = _batches().get_batch({"dataframe": day}).validate(suite, result_format="SUMMARY")
    failed = [_told(one) for one in result.results if not one.success]
    said = submission.verdict(result)
    return {"verdict": said if isinstance(said, str) else type(said).__name__, "failed": failed}


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
    """Say nothing, and do once in a validation what the library does dozens of times."""
    warnings.filterwarnings("ignore")
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    Expectation._get_domain_kwargs = lambda self: _looked_up(self, self.domain_keys)
    Expectation._get_success_kwargs = lambda self: _looked_up(self, [*self.success_keys, *self.domain_keys])
    gx_expectation.camel_to_snake = functools.cache(gx_expectation.camel_to_snake)
    select = PandasExecutionEngine._apply_row_condition_filter
    PandasExecutionEngine._apply_row_condition_filter = lambda self, data, condition, domain: _once(
        (id(data), repr(condition)), data, lambda: select(self, data, condition, domain)
    )


def _looked_up(expectation: Expectation, keys: Any) -> dict[str, Any]:
    given = _once((id(expectation), "kwargs"), expectation, lambda: expectation.configuration.kwargs)
    return {key: given.get(key, expectation._get_default_value(key)) for key in keys}


def _once(key: tuple[Any, ...], owner: Any, make: Callable[[], Any]) -> Any:
    """What `make` gives, made once in a validation; `owner` is kept, so that its id stays its own."""
    if key not in _made:
        _made[key] = owner, make()
    return _made[key][1]
