"""Review a written design (system_design/design_review)."""


def review(design: dict) -> list[dict]:
    """The flaws of a written design, each once.

    Args:
        design: a valid document of `signoff.worlds.designs.schema.Design`, as YAML loads it.

    Returns:
        One dict per flaw, in any order: `code` (one of the 18 of the brief) and `why` (a sentence for its author).
    """
    raise NotImplementedError("write review: the brief is in README.md")
