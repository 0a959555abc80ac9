"""The worlds by name, for those who make one without knowing it: the command line, the report, the benchmark."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from signoff.worlds.settings import Settings, WorldError, one_of
from signoff.worlds.store import Frames
from signoff.worlds.tables import WORLDS, frames


@dataclass(frozen=True)
class Entry:
    """A world: its presets, how to make it, and in how many parts."""

    id: str
    presets: dict[str, Settings]
    simulate: Callable[[Any, int], Any]
    parts: Callable[[Any, int], Iterator[Frames]]
    steps: Callable[[Any], int]

    def config(self, preset: str, changes: list[str] | None = None) -> Settings:
        """A preset with changes such as `fraud_share=0.01`, the values written as in TOML.

        Raises:
            WorldError: an unknown preset or field, a value that is no TOML or not allowed.
        """
        chosen = self.presets[one_of("preset", preset, list(self.presets))]
        return chosen.but(**dict(_change(one) for one in changes or [])) if changes else chosen


def entry(world: str) -> Entry:
    """The world with this name; its simulator is imported only now.

    Raises:
        WorldError: there is none.
    """
    module = import_module(f"signoff.worlds.{one_of('world', world, list(WORLDS))}")
    parts, steps = getattr(module, "parts", None), getattr(module, "steps", None)
    if parts is None or steps is None:
        parts, steps = _in_one_part(module.simulate), lambda config: 1
    return Entry(world, module.PRESETS, module.simulate, parts, steps)


def _in_one_part(simulate: Callable[[Any, int], Any]) -> Callable[[Any, int], Iterator[Frames]]:
    def parts(config: Any, seed: int) -> Iterator[Frames]:
        found = frames(simulate(config, seed))
        yield {name if side == "observed" else f"truth/{name}": frame for side, name, frame in found}

    return parts


def _change(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise WorldError(f'"{text}" changes nothing: write FIELD=VALUE, such as fraud_share=0.01.')
    try:
        return name.strip(), _frozen(tomllib.loads(f"value = {value}")["value"])
    except tomllib.TOMLDecodeError:
        raise WorldError(f'"{text}" cannot be read: write the value as in TOML, text in quotes.') from None


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
