"""Take a release back as one (system_design/rollback)."""

PARTS = ("model", "features", "threshold", "reason_map")


def activate(log: list[dict], releases: dict[str, dict], release: str, actor: str, reason: str, at: int) -> list[dict]:
    """The log with one more entry: `release` serves from minute `at`.

    Raises:
        ValueError: the brief lists what is refused.
    """
    # solution: begin
    _check(log, actor, reason, at)
    if release not in releases or releases[release]["approved"] is not True:
        raise ValueError(f"{release} is not approved")
    if release in _taken_back(log):
        raise ValueError(f"{release} was rolled back")
    if log and log[-1]["release"] == release:
        raise ValueError(f"{release} is serving already")
    return _with(log, "activate", release, {part: releases[release][part] for part in PARTS}, actor, reason, at)
    # solution: end


def rollback(log: list[dict], releases: dict[str, dict], actor: str, reason: str, at: int) -> list[dict]:
    """The log with one more entry: the release before the one now serving that may serve again, whole.

    Raises:
        ValueError: the brief lists what is refused.
    """
    # solution: begin
    _check(log, actor, reason, at)
    if not log:
        raise ValueError("nothing is serving")
    never = _taken_back(log) | {log[-1]["release"]}
    for entry in reversed(log):
        name = entry["release"]
        if name not in never and name in releases and releases[name]["approved"] is True:
            return _with(log, "rollback", name, entry["parts"], actor, reason, at)
    raise ValueError("there is no release to go back to")
    # solution: end


def history(log: list[dict], at: int) -> dict | None:
    """A copy of the entry in force at minute `at`, None before the first."""
    # solution: begin
    found = [entry for entry in log if entry["at"] <= at]
    return found[-1] | {"parts": dict(found[-1]["parts"])} if found else None


def _taken_back(log):
    """Every release that was serving when somebody rolled back."""
    return {entry["left"] for entry in log if entry["move"] == "rollback"}


def _check(log, actor, reason, at):
    if not actor.strip() or not reason.strip():
        raise ValueError("an entry needs an actor and a reason")
    if log and at < log[-1]["at"]:
        raise ValueError("the log only grows at its end")


def _with(log, move, release, parts, actor, reason, at):
    kept = [entry | {"parts": dict(entry["parts"])} for entry in log]
    left = log[-1]["release"] if log else None
    return [
        *kept,
        {
            "at": at,
            "move": move,
            "release": release,
            "left": left,
            "parts": dict(parts),
            "actor": actor,
            "reason": reason,
        },
    ]
    # solution: end
