"""CPU is counted for the whole process: a thread computes on after every answer has been given."""

import threading


def attack():
    def burn():
        number = 0
        while True:
            number += 1

    threading.Thread(target=burn, daemon=True).start()
