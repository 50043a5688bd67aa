"""`Audit` <-> JSON "ereput/1": one codec over the types of `ereput.model`, and the JSON Schema made from the same types.

Laws: `from_json(to_json(audit)) == audit`; the same Audit gives the same bytes; what `to_json` writes validates against `json_schema()`.
Empty and default values are left out, so that a reader of the file sees only what is said.
"""

from __future__ import annotations

import dataclasses
import json
import types
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from ereput import model
from ereput.errors import UsageError
from ereput.model import Audit, Text, say, sound

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA = "ereput/1"
_TOP = ("schema", "subject", "run", "mentions", "matches", "skips", "coverage", "findings", "gaps", "tables", "scores", "actions")


def to_json(audit: Audit) -> bytes:
    """UTF-8 JSON, keys in the order of the types, a mention, a finding, a table… a line, ending with a newline."""
    body = encode(audit)
    parts = (f"{_line(name)}: {_lines(body.get(name, []))}" for name in _TOP)
    return sound("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8")


def _lines(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _line(value)
    return "[\n" + ",\n".join(map(_line, value)) + "\n]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def from_json(data: bytes) -> Audit:
    """The Audit in `data`. Raises UsageError when it is not JSON, not "ereput/1", or not of its shape."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError(say("Ce fichier n'est pas du JSON lisible."), code="bad_json") from error
    if not isinstance(body, dict) or body.get("schema") != SCHEMA:
        raise UsageError(say("Ce fichier n'est pas un bilan « {schema} ».", schema=SCHEMA), code="bad_schema")
    try:
        audit: Audit = decode(Audit, body)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
        raise UsageError(
            say("Ce bilan est incomplet ou abîmé."),
            code="bad_audit",
            hint=say("Refaites-le (« ereput audit »), ou prenez-en une copie plus ancienne dans le dossier « history »."),
        ) from error
    return audit


# --- values -> JSON ---------------------------------------------------------------------------------------------------------


def encode(value: Any) -> Any:
    """A value of the model as JSON values. Dates become ISO 8601; a date inside a free cell is tagged, so that it comes back a date."""
    if type(value) is str:
        return value
    if isinstance(value, Text):
        args, english = {k: _free(v) for k, v in value.args}, value.english
        return {"msg": value.msg} | ({"args": args} if args else {}) | ({"english": english} if english else {})
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((name, default, getattr(value, name)) for name, default in _fields(type(value)))
        return {name: _encode_field(name, said) for name, default, said in fields if said != default}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value


def _encode_field(name: str, value: Any) -> Any:
    if name == "rows":
        return [[_free(cell) for cell in row] for row in value]
    return encode(value)


def _free(value: Any) -> Any:
    return {"date": value.isoformat()} if isinstance(value, date) else encode(value)


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass, each with the value that is left out."""
    return tuple((field.name, dataclasses.MISSING if field.name == "schema" else field.default) for field in dataclasses.fields(kind))


# --- JSON -> values ---------------------------------------------------------------------------------------------------------


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, vars(model))


def decode(kind: Any, value: Any) -> Any:
    """`value` (JSON) as a value of type `kind`. Raises TypeError or ValueError when it has not that shape."""
    if kind is Text:
        return _decode_text(value)
    if dataclasses.is_dataclass(kind):
        return _decode_dataclass(kind, value)  # type: ignore[arg-type]  # kind is a class here, not an instance
    origin = get_origin(kind)
    if origin is tuple:
        return _decode_tuple(get_args(kind), value)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(kind), value)
    return _decode_scalar(kind, value)


def _decode_text(value: Any) -> Text:
    args = tuple(sorted((k, _decode_free(v)) for k, v in value.get("args", {}).items()))
    return Text(msg=_typed(str, value["msg"]), args=args, english=_typed(str, value.get("english", "")))


def _decode_free(value: Any) -> Any:
    if isinstance(value, dict):
        return _iso(value["date"]) if "date" in value else _decode_text(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{value!r}")


def _decode_dataclass(kind: type, value: Any) -> Any:
    if not isinstance(value, dict):
        raise TypeError(f"{kind.__name__}: {type(value).__name__}")
    hints = _hints(kind)
    unknown = value.keys() - hints.keys()
    if unknown:
        raise ValueError(f"{kind.__name__}: {', '.join(sorted(unknown))}")
    if kind is model.Table:
        rows = tuple(tuple(_decode_free(cell) for cell in row) for row in value.get("rows", ()))
        rest = {k: decode(hints[k], v) for k, v in value.items() if k != "rows"}
        return model.Table(**rest, rows=rows)
    return kind(**{name: decode(hints[name], item) for name, item in value.items()})


def _decode_tuple(args: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"list expected, {type(value).__name__} found")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(decode(args[0], item) for item in value)
    if len(args) != len(value):
        raise ValueError(f"{len(args)} items expected, {len(value)} found")
    return tuple(decode(kind, item) for kind, item in zip(args, value, strict=True))


def _decode_union(args: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in args:
        return None
    kinds = [a for a in args if a is not type(None)]
    return decode(kinds[0], value) if len(kinds) == 1 else _decode_free(value)


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    bool: lambda v: _typed(bool, v),
    int: lambda v: _typed(int, v),
    float: lambda v: float(_typed((int, float), v)),
    str: lambda v: _typed(str, v),
    date: lambda v: date.fromisoformat(v),
    datetime: lambda v: datetime.fromisoformat(v),
    bytes: lambda v: _typed(str, v).encode("latin-1"),
}


def _decode_scalar(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return _SCALARS[kind](value)


def _typed(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{kind} expected, {value!r} found")
    return value


def _iso(value: str) -> date:
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


# --- the JSON Schema ----------------------------------------------------------------------------------------------------------


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `audit.json`, made from the types themselves."""
    defs: dict[str, Any] = {"Free": {"type": ["string", "number", "boolean", "null", "object"]}}
    _define(Audit, defs)
    audit = defs.pop("Audit")
    audit["required"] = list(_TOP)
    audit["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Audit {SCHEMA}", **audit, "$defs": defs}


def _define(kind: Any, defs: dict[str, Any]) -> None:
    if kind is Text:
        properties: dict[str, Any] = {"msg": {"type": "string"}, "args": {"type": "object"}, "english": {"type": "string"}}
        defs["Text"] = {"type": "object", "properties": properties, "required": ["msg"], "additionalProperties": False}
        return
    defs[kind.__name__] = {}  # breaks cycles
    properties = {}
    required = []
    for f in dataclasses.fields(kind):
        if kind is model.Table and f.name == "rows":
            properties["rows"] = {"type": "array", "items": {"type": "array", "items": {"$ref": "#/$defs/Free"}}}
        else:
            properties[f.name] = _shape(_hints(kind)[f.name], defs)
        if f.default is dataclasses.MISSING:
            required.append(f.name)
    shape: dict[str, Any] = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    defs[kind.__name__] = shape


_SHAPES: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    bytes: {"type": "string"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}


def _shape(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if dataclasses.is_dataclass(kind):
        name = kind.__name__  # type: ignore[union-attr]  # a class, see decode
        if name not in defs:
            _define(kind, defs)
        return {"$ref": f"#/$defs/{name}"}
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return {"type": "array", "items": _shape(args[0], defs)}
        return {"type": "array", "prefixItems": [_shape(a, defs) for a in args], "minItems": len(args), "maxItems": len(args)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_shape(a, defs) for a in args]}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return _SHAPES[kind]
