"""A thread that exits, or raises, changes no verdict of a right answer."""

import sys
import threading


def attack():
    for _ in range(3):
        one = threading.Thread(target=sys.exit, args=(0,))
        one.start()
        one.join()
