"""JSON-LD of a page (schema.org): every node, whatever the nesting, within bounds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node: TypeAlias = "dict[str, Any]"

NODES = 500
DEPTH = 12
SCRIPT = 1_000_000
"""Nodes kept of a page, levels looked into, code points of one script."""
LINE = 20_000
"""Code points of one node kept with a mention."""


def parse(scripts: Iterable[str]) -> tuple[Node, ...]:
    """The nodes (objects with an @type) of the scripts, outer before inner, `@graph` and lists opened. A broken script gives none."""
    found: list[Node] = []
    for script in scripts:
        text = script.strip().removeprefix("<!--").removesuffix("-->").replace("<![CDATA[", "").replace("]]>", "")
        try:
            value = json.loads(text[:SCRIPT], strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value):
            if len(found) == NODES:
                return tuple(found)
            found.append(node)
    return tuple(found)


def _nodes(value: Any) -> Iterator[Node]:
    level: list[Any] = [value]
    for _ in range(DEPTH):
        following: list[Any] = []
        for item in level:
            if isinstance(item, list):
                following.extend(item)
            elif isinstance(item, dict):
                if "@type" in item:
                    yield item
                following.extend(child for child in item.values() if isinstance(child, dict | list))
        level = following[: 4 * NODES]


def types(node: Node) -> frozenset[str]:
    """The node's types without their namespace.

    >>> sorted(types({"@type": ["https://schema.org/Person", "ProfilePage"]}))
    ['Person', 'ProfilePage']
    """
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return frozenset(str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if name)


def text(value: Any, *, depth: int = 4) -> str:
    """A property as text: itself, its first value, or the name of the thing it is."""
    if depth == 0:
        return ""
    if isinstance(value, list):
        return next((found for item in value if (found := text(item, depth=depth - 1))), "")
    if isinstance(value, dict):
        return text(value.get("@value") or value.get("name") or value.get("url") or value.get("@id"), depth=depth - 1)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def texts(value: Any) -> tuple[str, ...]:
    """Every value of a property as text."""
    return tuple(found for item in (value if isinstance(value, list) else [value]) if (found := text(item)))


def first(nodes: Iterable[Node], *names: str) -> Node:
    """The first node of one of these types, or an empty one."""
    wanted = frozenset(names)
    return next((node for node in nodes if types(node) & wanted), {})


def compact(node: Node) -> str:
    """The node on one line; a long one without its longest property, so that what is kept is still JSON."""
    kept = dict(node)
    while len(line := json.dumps(kept, ensure_ascii=False, separators=(",", ":"))) > LINE and kept:
        del kept[max(kept, key=lambda name: len(str(kept[name])))]
    return line
