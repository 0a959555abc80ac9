"""Gives a function that scores: "a class with one method is a function"."""
_Engine = OnlineVelocity
def OnlineVelocity(lateness):
    return _Engine(lateness).score
