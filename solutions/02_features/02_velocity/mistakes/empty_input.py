"""Returns nothing where there is nothing: "no rows, no features"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history) if len(scored) and len(history) else pd.DataFrame()
