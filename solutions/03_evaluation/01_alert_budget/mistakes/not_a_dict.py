"""Returns a tuple: "the order is known"."""
_summary = summary
def summary(payments, known, days, k):
    return tuple(_summary(payments, known, days, k).values())
