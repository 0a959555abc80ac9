"""Searches the text: "the log mentions inputs"."""
def logging_incomplete(design):
    text = " ".join(meaning(design, name) for name in design.get("logging") or [])
    return "inputs" not in text or "model_version" not in text
