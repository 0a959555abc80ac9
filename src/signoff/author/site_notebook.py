"""A notebook as Markdown, with the outputs that are stored in it. Nothing is executed."""

import re
from collections.abc import Callable
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
from nbconvert import MarkdownExporter

from signoff.errors import AuthorError

_FILES = files("signoff.author") / "site_files"


def notebook_markdown(path: Path, rewritten: Callable[[str], str]) -> tuple[str, dict[str, bytes]]:
    """The cells and stored outputs as Markdown, and its pictures by their path beside the page.

    Args:
        path: the notebook.
        rewritten: what to do to the text of each Markdown cell.

    Raises:
        AuthorError: no notebook, or one that stores an error.
    """
    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except FileNotFoundError:
        raise AuthorError(
            f"{path.parent.name}/{path.name} is named in module.toml, but there is no such file."
        ) from None
    except (ValueError, AttributeError):
        raise AuthorError(f"{path.parent.name}/{path.name} is not a notebook: save it again from Jupyter.") from None
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = rewritten(cell.source)
        elif any(output.output_type == "error" for output in cell.get("outputs", [])):
            raise AuthorError(f"{path.parent.name}/{path.name} stores an error: make notebooks, and mend what it says.")
    template = (_FILES / "cells.md.j2").read_text(encoding="utf-8")
    exporter: Any = MarkdownExporter(raw_template=template)  # type: ignore[no-untyped-call]
    exporter.register_filter("printed", _printed)
    exporter.register_filter("shown", _shown)
    exporter.register_filter("drawn", _drawn)
    folder = f"{path.stem}_files"
    text, found = exporter.from_notebook_node(notebook, {"unique_key": "picture", "output_files_dir": folder})
    return str(text), dict(found.get("outputs", {}))


def _printed(text: str) -> str:
    plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", text).rstrip()
    return f'\n\n<pre class="output">{escape(plain, quote=False)}</pre>\n\n'


def _shown(html: str) -> str:
    """HTML in a box of its own that scrolls; the tables of pandas without the looks they bring along."""
    html = re.sub(r"<style scoped>.*?</style>", "", html, flags=re.DOTALL)
    html = re.sub(r'<table border="1" class="dataframe">', "<table>", html)
    html = re.sub(r"\s*\n\s*", "\n", html.replace(' style="text-align: right;"', ""))
    return f'\n\n<div class="output">{html.strip()}</div>\n\n'


def _drawn(path: str) -> str:
    return f"\n\n![What the code above draws]({path})\n\n"
