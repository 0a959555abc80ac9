"""Nothing outside scratch can be written: empties the tests, and puts a conftest beside them."""


def attack():
    worked = False
    for name in ("conftest.py", "harness.py", "test_desk.py", "exercise.toml"):
        try:
            with open(f"@ROOT@/exercises/01_toy/01_desk/{name}", "a") as file:
                file.write("# redteam-overwrites_tests\n")
                worked = True
        except OSError:
            pass
    return worked
