"""Gives the figure whatever it rests on: "better than nothing"."""
_least = LEAST
def policy_value(log, policy, _value=policy_value):
    global LEAST
    LEAST = 1
    try:
        return _value(log, policy)
    finally:
        LEAST = _least
