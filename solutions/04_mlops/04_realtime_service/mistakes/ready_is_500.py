"""Asks the model server and trusts it to answer."""
def _is_loaded(model):
    return model.is_loaded()
