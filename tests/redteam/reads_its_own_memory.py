"""A fork inherits memory: searches all of its own for the words that stand in the tests and in the environment."""

import re

NEEDLES = re.compile(rb"Secret of the re[d] team")


def attack():
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
        for line in maps:
            span, rights = line.split()[:2]
            first, last = (int(one, 16) for one in span.split("-"))
            if not rights.startswith("rw"):
                continue
            for start in range(first, last, 4 << 20):
                try:
                    memory.seek(start)
                    if NEEDLES.search(memory.read(min(4 << 20, last - start))):
                        return True
                except OSError:
                    break
    return False
