"""The links of a built site: those that lead nowhere, and what its pages load from other hosts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
_LOADING = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}


def broken_links(site: Path) -> list[str]:
    """One sentence for each internal link, picture, script or style sheet that is not there, fragments included."""
    return [
        f"{page.relative_to(site).as_posix()} links to {target}: {wrong}."
        for page in _pages(site)
        for target in dict.fromkeys(_read(page).targets)
        if not _is_elsewhere(target) and (wrong := _wrong(site, page, target))
    ]


def external_loads(site: Path) -> list[str]:
    """One sentence for each script, style, picture, frame or font that a page or style sheet fetches from another host.

    What a script decides to fetch while it runs is not seen here.
    """
    found = []
    for page in _pages(site):
        content = _read(page)
        loads = [*content.loads, *_named_in_css("\n".join(content.css))]
        found += [(page, target) for target in loads if _is_remote(target)]
    for sheet in sorted(site.rglob("*.css")):
        targets = _named_in_css(sheet.read_text(encoding="utf-8"))
        found += [(sheet, target) for target in targets if _is_remote(target)]
    return [f"{file.relative_to(site).as_posix()} loads {target}." for file, target in dict.fromkeys(found)]


@dataclass
class _Content:
    """What a page links to and loads, its inline CSS, and the ids that others may link to."""

    targets: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    css: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.content = _Content()
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.content.ids |= {given[name] for name in ("id", "name") if name in given}
        self.content.css.append(given.get("style", ""))
        self._in_style = tag == "style"
        sources = [given[name] for name in ("src", "poster", "data", "background") if name in given]
        sources += [one.split()[0] for one in given.get("srcset", "").split(",") if one.strip()]
        if "href" in given or "xlink:href" in given:
            href = given.get("href", given.get("xlink:href", ""))
            self.content.targets.append(href)
            if (tag == "link" and _LOADING & set(given.get("rel", "").lower().split())) or tag in ("image", "use"):
                self.content.loads.append(href)
        self.content.targets += sources
        self.content.loads += sources

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.content.css.append(data)


def _pages(site: Path) -> list[Path]:
    _read.cache_clear()
    return sorted(site.rglob("*.html"))


@cache
def _read(page: Path) -> _Content:
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return reader.content


def _wrong(site: Path, page: Path, target: str) -> str | None:
    """What is wrong with an internal link, or None."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    file = page if not path else (site / path.lstrip("/") if path.startswith("/") else page.parent / path).resolve()
    if file.is_dir():
        file /= "index.html"
    if not file.is_relative_to(site.resolve()) and file != page:
        return "that is outside the site"
    if not file.is_file():
        return "there is no such file"
    fragment = unquote(parts.fragment)
    if fragment and file.suffix == ".html" and fragment not in _read(file).ids:
        return f"that page has no #{fragment}"
    return None


def _is_elsewhere(target: str) -> bool:
    return bool(urlsplit(target).scheme) or target.startswith("//")


def _is_remote(target: str) -> bool:
    return target.startswith("//") or urlsplit(target).scheme.lower() in ("http", "https", "ftp", "ws", "wss")


def _named_in_css(css: str) -> Iterator[str]:
    for found in _CSS.finditer(css):
        yield found[1] or found[2]
