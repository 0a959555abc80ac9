"""Takes less than w ago: "an hour later it is over"."""
WINDOWS = {name: window - pd.Timedelta("1us") for name, window in WINDOWS.items()}
