"""Reads a share that is not there as nought: "no records are reported, so none are wrong"."""
def verdict(result):
    failed = [one for one in result.results if not one.success]
    shares = [one.result.get("unexpected_percent", 0.0) for one in failed if one.expectation_config.severity == "critical"]
    return "block" if max(shares, default=0.0) >= 10 else "quarantine" if failed else "pass"
