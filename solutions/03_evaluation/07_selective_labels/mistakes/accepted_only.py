"""Averages the loans that were given: "those are the data we have"."""
def bounds(log, policy):
    value = _mean(log["profit_eur"].to_numpy()[policy & log["approved"].to_numpy()])
    return {"low": value, "high": value}
