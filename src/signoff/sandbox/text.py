"""Text that a submission chose, made harmless once, where it crosses to the trusted side."""

import re
import unicodedata

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?", re.DOTALL)


def clean(text: str, limit: int = 600) -> str:
    """The text without escape sequences, control and direction characters, cut to `limit` characters."""
    visible = _ESCAPES.sub("", text[: limit * 20])
    kept = "".join(
        one for one in visible if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"
