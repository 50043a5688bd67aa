"""The values of a style: those that no rule names are filled in at once, and styles with the same rules work them out together."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

_OWN = frozenset({"position", "float", "display", "page"})
"""Properties that depend on more than themselves."""


def once(style: Any, name: str, work: Callable[[Any], Any]) -> Any:
    """`work(style)`, worked out once and kept on the style, or on its twin."""
    known = vars(vars(style).get("_twin") or style)
    if name not in known:
        known[name] = work(style)
    return known[name]


@cache
def _plain() -> dict[str, frozenset[str]]:
    """Property whose value is worked out from itself alone -> the rules that would set it."""
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    names = {name: {place(block="ttb", inline=way) for way in ("ltr", "rtl")} for name, place in PHYSICAL_FUNCTIONS.items()}
    return {
        name: frozenset({name} | names.get(name, set()))
        for name in INHERITED | (INITIAL_VALUES.keys() - INITIAL_NOT_COMPUTED) - _OWN
        if not name.startswith(("text_decoration_", "__"))
    }


@cache
def _initial() -> dict[str, Any]:
    """The initial values of those that are not inherited."""
    from weasyprint.css.properties import INHERITED, INITIAL_VALUES

    return {name: INITIAL_VALUES[name] for name in _plain() if name not in INHERITED}


def anonymous(original: Any) -> Any:
    def __init__(style: Any, parent_style: Any) -> None:
        """No rule names a property of an anonymous box: what it does not inherit is initial."""
        style.update(_initial())
        original(style, parent_style)

    return __init__


def missing(original: Any) -> Any:
    from weasyprint.css.properties import INHERITED, INITIAL_VALUES

    plain = _plain()
    ruled: dict[str, list[str]] = {}
    for name in _initial():
        for rule in plain[name]:
            ruled.setdefault(rule, []).append(name)

    def fill(style: Any) -> None:
        values = _initial().copy()
        for rule in style.cascaded:
            for name in ruled.get(rule, ()):
                values.pop(name, None)
        style.update(values | style)

    def __missing__(style: Any, key: str) -> Any:
        """A property that no rule names is its parent's, or its initial value; a twin has worked it out already."""
        known = vars(style)
        if "_twin" not in known:
            known["_twin"] = _twin(style)
            if known["_twin"] is None and style.parent_style is not None:
                fill(style)
                if key in style:
                    return style[key]
        if known["_twin"] is not None and key != "anchor" and key not in _OWN:
            value = style[key] = known["_twin"][key]
            return value
        parent, rules = style.parent_style, plain.get(key)
        if parent is None or rules is None or not style.cascaded.keys().isdisjoint(rules):
            return original(style, key)
        value = style[key] = parent[key] if key in INHERITED else INITIAL_VALUES[key]
        return value

    return __missing__


def _twin(style: Any) -> Any:
    """The first style with the same parent and the same rules but for the name of its place: WeasyPrint shares those of elements without an
    id only, and every finding has an id. None when there is none yet.
    """
    parent, rules = style.parent_style, style.cascaded
    if parent is None or "anchor" not in rules:
        return None
    rule = (style.pseudo_type, frozenset((name, id(value)) for name, (value, _) in rules.items() if name != "anchor"))
    first = vars(parent).setdefault("_twins", {}).setdefault(rule, style)
    if first is style:
        return None
    vars(style)["anonymous_style"] = first.anonymous_style
    return first


def copy(original: Any) -> Any:
    def _copied(style: Any) -> Any:
        """A copy is made to be changed: it has no twin."""
        made = original(style)
        vars(made)["_twin"] = None
        return made

    return _copied
