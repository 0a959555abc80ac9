"""Takes the rows as they come: "the export is in order"."""
def _queue(decisions):
    queue = decisions.reset_index(drop=True)
    return queue.assign(day=queue["arrived_at"].dt.floor("D"))
