"""Takes purchaser_type for a product: "it says who buys such loans"."""
_leaks = mortgage_leaks
def mortgage_leaks(frame):
    return [one for one in _leaks(frame) if one != "purchaser_type"]
