"""Holds the currency for a column like any other: "it is only a label"."""
_verdict = verdict
def verdict(result):
    for one in result.results:
        if one.expectation_config.kwargs.get("column") == "currency":
            one.expectation_config.severity = "warning"
    return _verdict(result)
