"""Trusts fallback: model_v1: "an older release is a fallback"."""
def no_fallback(design):
    return (design.get("fallback") or {}).get("component") not in {one["id"] for one in design["components"]}
