"""Sorts by time alone: "a stable sort is order enough"."""
def _queue(decisions):
    queue = decisions.sort_values("arrived_at", kind="stable", ignore_index=True)
    return queue.assign(day=queue["arrived_at"].dt.floor("D"))
