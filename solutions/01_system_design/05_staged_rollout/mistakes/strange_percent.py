"""Compares and no more: "more than all is all"."""
def in_canary(entity_id, percent, salt):
    digest = hashlib.sha256(f"{salt}:{entity_id}".encode()).digest()
    return int.from_bytes(digest[:6], 'big') < (percent if percent == percent else 0) / 100 * 2**48
