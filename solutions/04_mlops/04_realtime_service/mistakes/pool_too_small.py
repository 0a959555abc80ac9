"""Leaves the pool of threads as it is: "FastAPI takes care of that"."""
_THREADS = 40
