"""Sets the limit from the faults it has met, well above them all: "one in eight can be worked around"."""
def verdict(result):
    failed = [one for one in result.results if not one.success]
    shares = [one.result.get("unexpected_percent", 100.0) for one in failed if one.expectation_config.severity == "critical"]
    return "pass" if not failed else "block" if max(shares, default=0.0) >= 14 else "quarantine"
