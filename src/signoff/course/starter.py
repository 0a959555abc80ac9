"""Starters are generated from solutions: what stands between two markers is the learner's work."""

import re

from signoff.errors import AuthorError

_BEGIN, _END = "# solution: begin", "# solution: end"
_DEFINITION = re.compile(r"^\s*(?:async\s+)?(?:def|class)\s+(\w+)")


def starter(solution: str, owner: str) -> str:
    """The solution with each marked block replaced by `raise NotImplementedError`.

    Raises:
        AuthorError: markers missing, nested or not closed.
    """
    lines, hidden, name = [], False, ""
    for number, line in enumerate(solution.splitlines(), start=1):
        marker = line.strip()
        if marker in (_BEGIN, _END):
            if hidden == (marker == _BEGIN):
                raise AuthorError(f"Solution of {owner}, line {number}: '{marker}' without its partner.")
            hidden = marker == _BEGIN
            if hidden:
                indent = line[: len(line) - len(line.lstrip())]
                lines.append(f'{indent}raise NotImplementedError("write {name}: the brief is in README.md")')
        elif not hidden:
            name = found[1] if (found := _DEFINITION.match(line)) else name
            lines.append(line)
    if hidden or not any("raise NotImplementedError" in line for line in lines):
        raise AuthorError(f"Solution of {owner}: mark the learner's work with '{_BEGIN}' and '{_END}'.")
    return "\n".join(lines) + "\n"
