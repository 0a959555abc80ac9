"""Decides for those left over: "better safe than sorry"."""
_done0 = _done
def _done(queue, policy, capacity):
    done, over = _done0(queue, policy, capacity)
    return np.where(over, "decline", done), over
