"""Take a release back as one (system_design/rollback)."""

PARTS = ("model", "features", "threshold", "reason_map")


def activate(log: list[dict], releases: dict[str, dict], release: str, actor: str, reason: str, at: int) -> list[dict]:
    """The log with one more entry: `release` serves from minute `at`.

    Raises:
        ValueError: the brief lists what is refused.
    """
    raise NotImplementedError("write activate: the brief is in README.md")


def rollback(log: list[dict], releases: dict[str, dict], actor: str, reason: str, at: int) -> list[dict]:
    """The log with one more entry: the release before the one now serving that may serve again, whole.

    Raises:
        ValueError: the brief lists what is refused.
    """
    raise NotImplementedError("write rollback: the brief is in README.md")


def history(log: list[dict], at: int) -> dict | None:
    """A copy of the entry in force at minute `at`, None before the first."""
    raise NotImplementedError("write history: the brief is in README.md")
