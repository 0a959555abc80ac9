"""Text that a submission chose, made harmless once, where it crosses to the trusted side."""

import re
import unicodedata

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?", re.DOTALL)

_COMMANDS = re.compile(r"(?:(:)(:)(?=[A-Za-z_-]))|(?:(#)(#)(?=\[|vso\[|teamcity\[))")
"""`::error ::`, `##[error]`, `##vso[...]`: CI systems obey them wherever a line of their log begins with one, or holds it."""

_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def clean(text: str, limit: int = 600) -> str:
    """The text without escape sequences, control and direction characters and commands to a CI system, cut to `limit`."""
    visible = _ESCAPES.sub("", text[: limit * 20])
    kept = "".join(one for one in visible if one in "\n\t" or unicodedata.category(one) not in _INVISIBLE)
    kept = _COMMANDS.sub(lambda found: " ".join(filter(None, found.groups())), kept)
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"
