"""Asks once and remembers: "it will not change"."""
_ask_model = _is_loaded
_answers = {}
def _is_loaded(model):
    if id(model) not in _answers:
        _answers[id(model)] = _ask_model(model)
    return _answers[id(model)]
