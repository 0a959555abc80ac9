"""The JSON schema of a grade as records and fields that a page can show."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """One field: its type as Markdown, what it means, and the JSON that stands in for it when it is missing."""

    name: str
    type: str
    meaning: str
    default: str | None


@dataclass(frozen=True)
class Record:
    """One object of the schema with its fields, in order."""

    name: str
    description: str
    fields: list[Field]


def records(schema: dict[str, Any]) -> list[Record]:
    """Every object of a JSON schema, the outermost first, the others in the order in which they are named."""
    nested: dict[str, Any] = schema.get("$defs", {})
    order = [name for name in _references(schema["properties"]) if name in nested]
    for name in order:  # grows while it is read: records of records
        order += [one for one in _references(nested[name]) if one in nested and one not in order]
    return [_record(schema["title"], schema), *(_record(name, nested[name]) for name in dict.fromkeys(order))]


def _record(name: str, schema: dict[str, Any]) -> Record:
    fields = []
    for key, one in schema["properties"].items():
        default = None if key in schema.get("required", []) else f"`{json.dumps(one.get('default'))}`"
        fields.append(Field(key, _type(one), one.get("description", ""), default))
    return Record(name, schema.get("description", ""), fields)


_NAMES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "`null`"}
_BOUNDS = {"minimum": "at least", "exclusiveMinimum": "above", "maximum": "at most", "exclusiveMaximum": "below"}


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        return " · ".join(f"`{json.dumps(one)}`" for one in schema.get("enum", [schema.get("const")]))
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    bounds = [f"{words} {schema[key]}" for key, words in _BOUNDS.items() if key in schema]
    return ", ".join([_NAMES.get(schema["type"], schema["type"]), *bounds])


def _references(schema: Any) -> list[str]:
    """The names that a piece of schema refers to, in order."""
    if isinstance(schema, list):
        return [name for one in schema for name in _references(one)]
    if not isinstance(schema, dict):
        return []
    here = [schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else []
    return here + [name for one in schema.values() for name in _references(one)]
