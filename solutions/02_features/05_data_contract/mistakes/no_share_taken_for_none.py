"""Reads a share that is not there as nought: "no records are reported, so none are wrong"."""
def verdict(result):
    failed = [one for one in result.results if not one.success]
    wide = [
        one for one in failed
        if one.expectation_config.severity == "critical"
        and (one.result.get("unexpected_percent", 0.0) >= 10 or one.expectation_config.kwargs.get("column") == "hour")
    ]
    return "block" if wide else "quarantine" if failed else "pass"
