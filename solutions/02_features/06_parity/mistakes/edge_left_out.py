"""Takes less than w ago: "an hour later it is over"."""
WINDOWS = {name: window - timedelta(microseconds=1) for name, window in WINDOWS.items()}
