"""The tests are out of sight: opens them where they lie."""


def attack():
    with open("@ROOT@/exercises/01_toy/01_desk/test_desk.py") as file:
        return bool(file.read())
