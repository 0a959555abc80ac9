"""Threads are bounded by memory or number: asks for five thousand."""

import threading


def attack():
    stop = threading.Event()
    try:
        for _ in range(5000):
            threading.Thread(target=stop.wait, daemon=True).start()
        return True
    finally:
        stop.set()
