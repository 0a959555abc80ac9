"""The harness of features/data_contract spares Great Expectations work: what a validation says stays the same."""

import importlib.util
import json
from pathlib import Path

import pandas as pd
import pytest

HARNESS = Path(__file__).parents[1] / "exercises/02_features/05_data_contract/harness.py"
DAY = pd.DataFrame({"hour": [1, 2, 3, 4], "channel": ["chip", "chip", "wallet", None], "amount": [5.0, -1.0, 7.0, 2.0]})
PATCHED = [
    ("great_expectations.expectations.expectation", "Expectation", "configuration"),
    ("great_expectations.expectations.expectation_configuration", "ExpectationConfiguration", "to_domain_obj"),
    ("great_expectations.execution_engine", "PandasExecutionEngine", "_apply_row_condition_filter"),
    ("great_expectations.core.id_dict", "IDDict", "to_id"),
]
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def harness(monkeypatch):
    """The harness, loaded anew; what it changes in the library is taken back afterwards."""
    spec = importlib.util.spec_from_file_location("contract_harness", HARNESS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.usual = {}
    for path, owner, name in PATCHED:
        cls = getattr(importlib.import_module(path), owner)
        module.usual[path, owner, name] = vars(cls)[name]
        monkeypatch.setattr(cls, name, vars(cls)[name])
    return module


def suite():
    import great_expectations as gx
    import great_expectations.expectations as gxe
    from great_expectations.expectations.row_conditions import Column

    pairs = [("chip", 1), ("wallet", 3)]
    return gx.ExpectationSuite(
        name="few",
        expectations=[
            gxe.ExpectColumnValuesToBeBetween(column="amount", min_value=0, mostly=0.9),
            gxe.ExpectColumnValuesToBeBetween(column="amount", min_value=0, row_condition=Column("channel") == "chip"),
            gxe.ExpectColumnValuesToBeBetween(
                column="amount", min_value=0, row_condition=Column("channel") == "wallet"
            ),
            gxe.ExpectColumnPairValuesToBeInSet(column_A="channel", column_B="hour", value_pairs_set=pairs),
            gxe.ExpectColumnMaxToBeBetween(column="gone", min_value=1),
            gxe.ExpectColumnValuesToNotBeNull(column="channel", severity="warning"),
        ],
    )


def said(harness):
    found = harness._validated(suite(), DAY).to_json_dict()
    return json.dumps([found["results"], found["statistics"]], default=str, sort_keys=True)


def test_results_are_those_of_the_library(harness):
    harness._batches()
    spared = said(harness)
    for path, owner, name in PATCHED:
        setattr(getattr(importlib.import_module(path), owner), name, harness.usual[path, owner, name])
    assert spared == said(harness)
    assert json.loads(spared)[1]["successful_expectations"] == 1


def test_a_library_without_the_names_is_left_alone(harness):
    harness._make_once(type("Renamed", (), {}), "configuration")
    harness._make_once(harness._class("great_expectations.no_such_module", "Nothing"), "name")
    harness._make_once(harness._class("great_expectations", "NoSuchClass"), "name")
    harness._make_quick_ids(None)
    harness._make_quick_ids(type("WithoutIds", (), {}))
