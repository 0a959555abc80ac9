"""A simulated world written to a folder, with a progress bar."""

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from signoff.worlds.catalogue import entry
from signoff.worlds.store import prepare, write


def write_world(console: Console, name: str, preset: str, changes: list[str], seed: int, out: Path) -> None:
    """Simulate and write a world, and say what is there and how to read it.

    Raises:
        WorldError: an unknown world, preset, field or value, or a folder that cannot be used.
    """
    known = entry(name)
    config = known.config(preset, changes)
    prepare(out)
    columns = (
        TextColumn(" {task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
        TimeElapsedColumn(),
    )
    written = 0
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(f"{name}, {preset}, seed {seed}", total=known.steps(config), unit="parts")

        def on_part(rows: int) -> None:
            nonlocal written
            written += rows
            bar.advance(task)

        manifest = write(known.parts(config, seed), out, world=name, config=config, seed=seed, on_part=on_part)
    tables = len(list(out.rglob("part-0000.parquet")))
    console.print(f" {written:,} rows in {tables} tables; every column is explained in {manifest}", markup=False)
    console.print(" [dim]No row describes a real person; truth/ is for judging, not for models.[/]")
