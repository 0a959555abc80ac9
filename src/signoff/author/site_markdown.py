"""Markdown of the course as Markdown of the site: text escaped, links pointed at pages, lists as the builder reads them.

Authors write CommonMark, as notebooks and code hosts show it. The site's builder wants a blank line before a list or a
table, and four columns for what is nested in a list.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os.path import relpath
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from signoff.errors import AuthorError


def prose(text: str) -> str:
    """Plain text as Markdown that shows just that text; `code` between backticks stays code."""
    pieces = re.split(r"(`[^`]+`)", text)
    pieces[::2] = [_escaped(one) for one in pieces[::2]]
    return "".join(pieces)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]|#])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def link(page: PurePosixPath, target: PurePosixPath) -> str:
    """The relative link from one page to another."""
    return relpath(target, page.parent)


@dataclass
class Relinked:
    """Markdown whose links fit a page, and the pictures it shows: where the page expects each, and where it is now."""

    text: str
    pictures: dict[PurePosixPath, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Links:
    """The links of one file of the course (`source`), to be read on `page`.

    `pages` says which files and folders of the repository have a page. A link to a file without one keeps its words and
    loses its link; the solutions have none.
    """

    root: Path
    source: Path
    page: PurePosixPath
    pages: Mapping[Path, PurePosixPath]

    def rewritten(self, text: str) -> Relinked:
        """The text with its links to files of the repository turned into links between pages.

        Raises:
            AuthorError: a link to a file that does not exist.
        """
        result = Relinked("")
        result.text = "".join(
            chunk if code else self._prose_rewritten(chunk, result.pictures) for chunk, code in _chunks(text)
        )
        return result

    def _prose_rewritten(self, text: str, pictures: dict[PurePosixPath, Path]) -> str:
        def one(found: re.Match[str]) -> str:
            if found["code"]:
                return found[0]
            if found["attribute"]:
                target = self._target(found["value"], pictures, is_picture=found["attribute"].startswith("src"))
                if target is None:
                    raise AuthorError(
                        f"{self._name} links to {found['value']}, which is not on the site: drop the link."
                    )
                return f'{found["attribute"]}"{target}"'
            target = self._target(found["target"].strip("<>"), pictures, is_picture=bool(found["mark"]))
            label = self._prose_rewritten(found["label"], pictures)
            return f"{found['mark']}[{label}]({target}{found['title'] or ''})" if target is not None else label

        return _LINK.sub(one, text)

    def _target(self, target: str, pictures: dict[PurePosixPath, Path], *, is_picture: bool) -> str | None:
        """What to link to instead; None when the file is not on the site."""
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#", target):
            return target
        name, mark, fragment = target.partition("#")
        file = (self.source.parent / unquote(name)).resolve()
        if not file.is_relative_to(self.root.resolve()) or not file.exists():
            raise AuthorError(f"{self._name} links to {target}, which does not exist: mend or drop the link.")
        if is_picture:
            place = self.page.parent / file.name
            if pictures.setdefault(place, file) != file:
                raise AuthorError(f"{self._name} shows two pictures named {file.name}: rename one.")
            return file.name
        page = self.pages.get(file)
        return None if page is None else link(self.page, page) + mark + fragment

    @property
    def _name(self) -> str:
        return self.source.relative_to(self.root).as_posix()


_LINK = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<mark>!?)\[(?P<label>(?:\\.|[^\[\]\\]|!?\[[^\[\]]*\])*)\]"
    r"\(\s*(?P<target><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)(?P<title>\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|(?P<attribute>\b(?:href|src)=)\"(?P<value>[^\"]*)\"",
    re.DOTALL,
)


def titled(text: str, default: str) -> tuple[str, str]:
    """The first heading of a text (or `default`) and the text without it; no other heading is of the first level."""
    lines = text.strip("\n").split("\n")
    headings = [token for token in _tokens("\n".join(lines)) if token.type == "heading_open" and token.markup[0] == "#"]
    title = prose(default)
    if headings and headings[0].tag == "h1" and _first_line(headings[0]) == 0:
        title = lines[0].strip("# ")
        lines[0] = ""
        del headings[0]
    if any(token.tag == "h1" for token in headings):
        for token in headings:
            lines[_first_line(token)] = "#" + lines[_first_line(token)].lstrip()
    return title, "\n".join(lines).strip("\n")


def laid_out(text: str) -> str:
    """CommonMark as the builder reads it: blank lines around lists and tables, nested blocks four columns in."""
    lines = text.split("\n")
    strip, depth = [0] * len(lines), [0] * len(lines)
    items: dict[int, str] = {}  # by the line that they start on
    gaps: set[int] = set()  # lines that want a blank one before them
    for token in _tokens(text):
        if token.map is None or lines[token.map[0]].lstrip().startswith(">"):
            continue
        first, end = token.map
        if token.type in ("bullet_list_open", "ordered_list_open", "table_open") and not depth[first]:
            gaps |= {first, end}
        elif token.type == "list_item_open" and (found := _ITEM.match(lines[first][strip[first] :])):
            items[first] = f"{found['marker'].replace(')', '.')} {lines[first][strip[first] + found.end() :].lstrip()}"
            if not all(line.strip() for line in lines[first:end]):
                gaps.add(end)
            for number in range(first + 1, end):
                strip[number] += found.end()
                depth[number] += 1
    result: list[str] = []
    for number, line in enumerate(lines):
        if number in gaps and line.strip() and result and result[-1].strip():
            result.append("")
        spaces = len(line) - len(line.lstrip(" "))
        moved = items.get(number, line[min(strip[number], spaces) :])
        result.append(" " * 4 * depth[number] + moved if moved.strip() else "")
    return "\n".join(result)


_ITEM = re.compile(r" {0,3}(?P<marker>[-*+]|\d{1,9}[.)])(?: {1,4}(?! )| |$)")


def _chunks(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, in order, each with whether it is a block of code."""
    lines = text.splitlines(keepends=True)
    at = 0
    for token in _tokens(text):
        if token.type in ("fence", "code_block") and token.map is not None:
            first, end = token.map
            yield "".join(lines[at:first]), False
            yield "".join(lines[first:end]), True
            at = end
    yield "".join(lines[at:]), False


def _tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0
