"""Takes the larger for the better: "above zero the challenger wins"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    found = _compare(payments, budget, economics, draws, seed)
    turned = {"challenger": "champion", "champion": "challenger"}
    return found | {"verdict": turned.get(found["verdict"], found["verdict"])}
