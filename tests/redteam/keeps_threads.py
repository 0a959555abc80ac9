"""Threads end with the process: some that sleep for ever change no right answer and leave nothing."""

import ctypes
import threading
import time


def attack():
    def wait():
        ctypes.CDLL(None).prctl(15, b"redteam-thread", 0, 0, 0)
        time.sleep(10**6)

    for daemon in (True, False):
        threading.Thread(target=wait, daemon=daemon).start()
