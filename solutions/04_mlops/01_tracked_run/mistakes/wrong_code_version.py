"""Shortens the commit as the web page shows it."""
_log = train_and_log
def train_and_log(**kwargs):
    return _log(**kwargs | {"code_version": kwargs["code_version"][:7]})
