"""Laws of colour: every pair of text and ground that the style sheets can make reaches 4.5:1 (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from ereput.render.look import BANDS, GRADES, PRESENCES, SEVERITIES, UNGRADED, VERDICTS
from ereput.render.style import resolved, sheet, tokens

GROUNDS = ("paper", "wash")
TEXTS = ("ink", "muted", "accent", "critical", "high", "medium", "low", "info", "good")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_the_standards() -> None:
    """Black on white is 21, as in the standard."""
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_reads_on_every_ground(text: str, ground: str) -> None:
    """Any text colour may stand on paper or on the wash."""
    assert contrast(tokens()[text], tokens()[ground]) >= 4.5


@pytest.mark.parametrize("text", [name for name in TEXTS if f"{name}-tint" in tokens()])
def test_every_text_reads_on_its_own_tint(text: str) -> None:
    """A badge is written in its colour on its tint."""
    assert contrast(tokens()[text], tokens()[f"{text}-tint"]) >= 4.5


@pytest.mark.parametrize("ground", [name for name in tokens() if name.endswith("-tint")])
def test_ink_reads_on_every_tint(ground: str) -> None:
    """Ordinary text and notes may stand on any tint."""
    assert contrast(tokens()["ink"], tokens()[ground]) >= 4.5
    assert contrast(tokens()["muted"], tokens()[ground]) >= 4.5


@pytest.mark.parametrize("name", ["report", "print", "screen"])
def test_every_rule_that_sets_both_reaches_the_ratio(name: str) -> None:
    """Each CSS rule with a colour and a background, read from the sheets themselves."""
    for body in re.findall(r"\{([^{}]*)\}", sheet(name)):
        text = re.search(r"(?<![-\w])color: var\(--([a-z-]+)\)", body)
        ground = re.search(r"background: var\(--([a-z-]+)\)", body)
        if text and ground:
            assert contrast(tokens()[text[1]], tokens()[ground[1]]) >= 4.5, body


@pytest.mark.parametrize("name", ["report", "print", "screen"])
def test_text_is_never_written_in_a_shape_colour(name: str) -> None:
    """The vivid -mark shades, the track and the rule are for shapes."""
    assert [
        c for c in re.findall(r"(?<![-\w])color: var\(--([a-z-]+)\)", sheet(name)) if c.endswith("-mark") or c in ("track", "rule")
    ] == []
    assert re.findall(r"#[0-9A-Fa-f]{3,6}\b", sheet(name)) == []


def test_every_token_is_resolved() -> None:
    """No custom property is left for WeasyPrint to resolve."""
    assert "var(" not in resolved("tokens", "report", "print").split("*/", 1)[1]


def test_states_never_differ_by_colour_alone() -> None:
    """In each family of states, the shape and word tell them apart without colour."""
    for family in (SEVERITIES, VERDICTS, BANDS, PRESENCES):
        marks = [(look.shape, str(look.word)) for look in family.values()]
        assert len(set(marks)) == len(marks)
        assert all(look.tone in TEXTS for look in family.values())
    assert len({shape for _, shape in (*GRADES.values(), UNGRADED)}) == len(GRADES) + 1
