"""A world as files: Parquet in one folder per table, and a manifest that says what it is and how to make it again."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from signoff.worlds.settings import Settings, WorldError, one_of
from signoff.worlds.tables import category, dictionary

MANIFEST = "manifest.json"
SCHEMA = "signoff-world/1"

Frames = Mapping[str, pd.DataFrame]


def write(
    parts: Iterable[Frames],
    out: Path,
    *,
    world: str,
    config: Settings,
    seed: int,
    on_part: Callable[[int], None] = lambda rows: None,
) -> Path:
    """Write the parts of a world below `out` and return the manifest's path.

    Each table becomes `out/TABLE/part-0000.parquet` and so on, those of the truth `out/truth/TABLE/...`; DuckDB reads
    `out/TABLE/*.parquet` as one, and so does `read`, with the types of the dictionary. The manifest comes last: a folder without one was not finished.

    Args:
        parts: tables by name, as the worlds give them; a table may come in several parts.
        out: a folder that is empty or not there yet.
        world: its id.
        config: what it was made from.
        seed: and the seed.
        on_part: told the number of rows after each part that was written.

    Raises:
        WorldError: `out` is a file, holds something, or cannot be written to.
    """
    prepare(out)
    files: dict[str, list[dict[str, Any]]] = {}
    try:
        for part in parts:
            for name, frame in part.items():
                path = out / name / f"part-{len(files.get(name, [])):04}.parquet"
                path.parent.mkdir(parents=True, exist_ok=True)
                frame.to_parquet(path, index=False)
                files.setdefault(name, []).append(_told(path, out, frame))
            on_part(sum(len(frame) for frame in part.values()))
        manifest = out / MANIFEST
        manifest.write_text(json.dumps(_manifest(world, config, seed, files), indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        for name in files:  # half a world is worse than none
            shutil.rmtree(out / name.split("/")[0], ignore_errors=True)
        raise WorldError(
            f"{out} cannot be written to ({error.strerror or error}): free some room, or name another."
        ) from None
    return manifest


def read(folder: Path, table: str) -> pd.DataFrame:
    """One table of a world that was written, typed as the world itself types it.

    Args:
        folder: what `write` was given as `out`.
        table: its name, those of the truth with `truth/` before them.

    Raises:
        WorldError: no finished world in the folder, no such table, or a file that is missing or not as it was written.
    """
    manifest = _manifest_of(folder)
    tables = {one["name"]: one for one in manifest["tables"]}
    found = tables[one_of("table", table, list(tables))]
    parts = [pd.read_parquet(BytesIO(_verified(folder, one))) for one in found["files"]]
    frame = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    # Parquet keeps only the values that occur in a part, and not their order.
    known = dictionary(manifest["world"]).table(table.removeprefix("truth/"), found["side"])
    kinds = {column.name: category(column.values) for column in known.columns if column.dtype == "category"}
    return frame.astype(kinds)


def _manifest_of(folder: Path) -> dict[str, Any]:
    try:
        manifest: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WorldError(f"{folder} has no {MANIFEST}: write a world there first, with `signoff world`.") from None
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise WorldError(f"{folder / MANIFEST} is no manifest of {SCHEMA}: write the world anew, with `signoff world`.")
    return manifest


def _verified(folder: Path, told: Mapping[str, Any]) -> bytes:
    """The bytes of one file, which are those that were written."""
    path = folder / str(told["file"])
    try:
        content = path.read_bytes()
    except OSError:
        raise WorldError(f"{path} is missing: write the world anew, with `signoff world`.") from None
    if hashlib.sha256(content).hexdigest() != told["sha256"]:
        raise WorldError(f"{path} is not as it was written: write the world anew, with `signoff world`.")
    return content


def prepare(out: Path) -> None:
    """Make sure that `out` is an empty folder.

    Raises:
        WorldError: it is a file, holds something, or cannot be made.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WorldError(f"{out} is not an empty folder: name another, or empty it first.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorldError(f"{out} cannot be made ({error.strerror}): name another folder.") from None


def _told(path: Path, out: Path, frame: pd.DataFrame) -> dict[str, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"file": path.relative_to(out).as_posix(), "rows": len(frame), "sha256": digest}


def _manifest(world: str, config: Settings, seed: int, files: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """What the folder holds. Checksums are those of the files, which another version of Arrow may write otherwise."""
    known, tables = dictionary(world), []
    for name, held in sorted(files.items()):
        side, short = ("truth", name.removeprefix("truth/")) if name.startswith("truth/") else ("observed", name)
        table = known.table(short, side)
        columns = [one.model_dump(include={"name", "dtype", "unit", "description"}) for one in table.columns]
        rows = sum(one["rows"] for one in held)
        tables.append(
            {"name": name, "side": side, "one_row": table.one_row, "rows": rows, "files": held, "columns": columns}
        )
    return {
        "schema": SCHEMA,
        "world": world,
        "title": known.title,
        "simulated": "No row describes a real person.",
        "seed": seed,
        "config": json.loads(config.model_dump_json()),
        "tables": tables,
    }
