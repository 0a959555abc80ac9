"""The lock and what it was made from: a digest of the declared dependencies stands in its header."""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from signoff.errors import AuthorError

_HEADER = "# Every version and hash that the course installs. Made by `make lock`; do not edit.\n# declared: {digest}\n"
_DECLARED = re.compile(r"^# declared: (\w+)$", re.MULTILINE)


def declared_digest(root: Path) -> str:
    """SHA-256 of everything in pyproject.toml that the lock is resolved from."""
    found = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {
        "python": found["project"]["requires-python"],
        "dependencies": sorted(found["project"]["dependencies"]),
        "extras": found["project"].get("optional-dependencies", {}),
        "groups": found.get("dependency-groups", {}),
        "build": sorted(found["build-system"]["requires"]),
        "overrides": sorted(found.get("tool", {}).get("uv", {}).get("override-dependencies", [])),
    }
    return hashlib.sha256(json.dumps(declared, sort_keys=True).encode()).hexdigest()


def lock_problem(root: Path) -> str | None:
    """Why requirements.lock does not fit pyproject.toml, or None when it does. Needs no network."""
    lock = root / "requirements.lock"
    found = _DECLARED.search(lock.read_text(encoding="utf-8")) if lock.is_file() else None
    if found is None:
        return "requirements.lock is missing or has no digest in its header: make lock."
    if found[1] != declared_digest(root):
        return "pyproject.toml declares other dependencies than requirements.lock was made from: make lock."
    return None


def write_lock(root: Path) -> None:
    """Resolve for every platform and Python from 3.11 on, with hashes. Needs a package index.

    Raises:
        AuthorError: the dependencies cannot be resolved.
    """
    lock = root / "requirements.lock"
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--group", "dev", "pyproject.toml", "--output-file", lock.name]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AuthorError(f"The dependencies cannot be resolved: {done.stderr.strip().splitlines()[-1]}")
    resolved = _without_header(lock.read_text(encoding="utf-8"))
    lock.write_text(_HEADER.format(digest=declared_digest(root)) + resolved, encoding="utf-8")


def _without_header(text: str) -> str:
    lines = text.splitlines(keepends=True)
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "".join(lines)
