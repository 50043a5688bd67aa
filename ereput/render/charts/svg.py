"""The few SVG elements our figures are made of. Coordinates are CSS pixels; numbers are written with at most two decimals."""

from __future__ import annotations

from markupsafe import Markup, escape

from ereput.render.style import FAMILY, tokens

WIDTH = 656
"""The width of a page's text (174 mm), in CSS pixels: a figure is as wide as its text."""


def figure(width: float, height: float, title: str, *shapes: str, css: str = "") -> Markup:
    """An inline SVG whose direct `<title>` is its alternative text (WeasyPrint writes it as /Alt; browsers read it out)."""
    return Markup(  # noqa: S704  # every text that enters is escaped here, shapes are ours
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="figure {escape(css)}" '
        f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}">'
        f"<title>{escape(title)}</title>{''.join(shapes)}</svg>"
    )


def number(value: float) -> str:
    """12.0 -> "12", 3.14159 -> "3.14"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def colour(token: str) -> str:
    """The hexadecimal value of a colour token."""
    return tokens()[token]


def rect(x: float, y: float, width: float, height: float, fill: str, *, radius: float = 0, stroke: str = "") -> str:
    """A rectangle filled with a colour token."""
    border = f' stroke="{colour(stroke)}" stroke-width="1"' if stroke else ""
    round_ = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}" height="{number(height)}"'
        f'{round_} fill="{colour(fill)}"{border}/>'
    )


def path(d: str, *, fill: str = "", stroke: str = "", width: float = 1, cap: str = "round") -> str:
    """A path filled or stroked with a colour token."""
    inside = colour(fill) if fill else "none"
    line = f' stroke="{colour(stroke)}" stroke-width="{number(width)}" stroke-linecap="{cap}"' if stroke else ""
    return f'<path d="{d}" fill="{inside}"{line}/>'


def circle(x: float, y: float, radius: float, *, fill: str = "", stroke: str = "", width: float = 1.5) -> str:
    """A disc or a ring."""
    inside = colour(fill) if fill else "none"
    line = f' stroke="{colour(stroke)}" stroke-width="{number(width)}"' if stroke else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{inside}"{line}/>'


def text(x: float, y: float, words: str, *, size: float = 10, fill: str = "ink", anchor: str = "start", bold: bool = False) -> str:
    """A line of text at its baseline."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-family="{FAMILY}" font-size="{number(size)}"{weight} '
        f'fill="{colour(fill)}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def short(words: str, longest: int) -> str:
    """`words` cut at `longest` characters, with an ellipsis."""
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
