"""Multiplies by the days: "on average it fits"."""
_queue0 = _queue
def _queue(decisions):
    queue = _queue0(decisions)
    return queue.assign(day=queue["arrived_at"].dt.floor("D").min()) if len(queue) else queue
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    return _ledger(decisions, policies, economics, review_capacity * decisions["arrived_at"].dt.floor("D").nunique())
