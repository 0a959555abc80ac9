"""Leaves the logging to the access log."""
log.setLevel(logging.ERROR)
