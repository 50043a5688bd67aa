"""The style sheets as text: colour tokens read once, then written in place of `var(--…)` (faster for WeasyPrint, same look)."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ereput.assets import folder

FAMILY = "Ereput Sans"
WEIGHTS = MappingProxyType({"Regular": 400, "SemiBold": 600})
_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9A-Fa-f]{6});")
_USE = re.compile(r"var\(--([a-z-]+)\)")


@cache
def tokens() -> Mapping[str, str]:
    """Colour name -> "#RRGGBB", from `templates/style/tokens.css`."""
    return MappingProxyType(dict(_TOKEN.findall(sheet("tokens"))))


@cache
def sheet(name: str) -> str:
    """One style sheet of `templates/style`, as it is written."""
    return (folder("templates") / "style" / f"{name}.css").read_text(encoding="utf-8")


@cache
def resolved(*names: str) -> str:
    """Style sheets one after the other, every `var(--token)` replaced by its colour."""
    return _USE.sub(lambda use: tokens()[use[1]], "\n".join(sheet(name) for name in names))


@cache
def generated() -> str:
    """Widths in percent, for columns and meters. Classes, not style attributes: elements of one class share one computed style."""
    widths = [f".w{n} {{ width: {n}%; }}" for n in range(1, 101)]
    return "\n".join(widths)


@cache
def embedded_fonts() -> str:
    """`@font-face` rules that carry the fonts in themselves, for the one-file HTML page."""
    fonts = folder("templates") / "style" / "fonts"
    return "\n".join(
        f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; font-display: swap; src: url(data:font/woff2;base64,"
        f"{base64.b64encode((fonts / f'EreputSans-{style}.woff2').read_bytes()).decode('ascii')}) format('woff2'); }}"
        for style, weight in WEIGHTS.items()
    )
