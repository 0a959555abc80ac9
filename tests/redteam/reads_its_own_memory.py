"""A fork inherits memory: searches all of its own for the tests, the solution and the secret."""


def attack():
    needles = [part + b"@ROOT@".rpartition(b"/")[2] for part in (b"/exercises of ", b"tests of ")]
    needles += [b"Secret of the red" + b" team", b"A graded test of the" + b" desk"]
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
        for line in maps:
            span, rights = line.split()[:2]
            first, last = (int(one, 16) for one in span.split("-"))
            if not rights.startswith("rw") or last - first > 64 << 20:
                continue
            try:
                memory.seek(first)
                text = memory.read(last - first)
            except OSError:
                continue
            if any(needle in text for needle in needles):
                return True
    return False
