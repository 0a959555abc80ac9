"""Running code nobody trusts: processes, limits and the wire format. Knows nothing of exercises or grades."""
