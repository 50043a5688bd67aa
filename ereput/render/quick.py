"""What WeasyPrint works out anew for every box and every line, worked out once for every style: same bytes, a quarter less time.

A report has some 65 lines a page but only a few hundred styles. Each piece below stands in for one function of WeasyPrint and gives what it
gives; `tests/render/test_quick.py` draws reports with and without them and compares the bytes. What is worked out is kept on the style
itself, so it goes when the style goes. With a version of WeasyPrint that was not read, nothing is replaced.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

READ = ("70.0",)
"""The versions of WeasyPrint whose functions were read."""

_USED = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_FEATURES = (
    "kerning", "variant_ligatures", "variant_position", "variant_caps", "variant_numeric", "variant_alternates", "variant_east_asian",
    "feature_settings",
)  # fmt: skip
_PARAGRAPHS = frozenset("\n\r\u2029")
"""What starts a new paragraph for Pango."""


@cache
def install() -> bool:
    """Put the pieces in place, once a process; False when this WeasyPrint is another one."""
    import weasyprint

    if weasyprint.__version__ not in READ:
        return False
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout.percent import resolve_percentages
    from weasyprint.pdf import pydyf
    from weasyprint.text import line_break

    _everywhere(line_break.can_break_text, lru_cache(maxsize=8192)(line_break.can_break_text))
    _everywhere(line_break.strut, _strut(line_break.strut))
    _everywhere(resolve_percentages, _resolve_percentages(resolve_percentages))
    Box.is_in_normal_flow = _flows(Box.is_in_normal_flow)
    ComputedStyle.__missing__ = _missing(ComputedStyle.__missing__)
    ComputedStyle.copy = _copy(ComputedStyle.copy)
    pydyf.PDF.page_references = property(_page_references)
    line_break.Layout = _layout(line_break.Layout)
    return True


def _everywhere(old: Any, new: Any) -> None:
    """`new` for `old` in every module of WeasyPrint that imported it."""
    name = old.__name__
    for path, module in list(sys.modules.items()):
        if path.startswith("weasyprint.") and getattr(module, name, None) is old:
            setattr(module, name, new)


def _once(style: Any, name: str, work: Callable[[Any], Any]) -> Any:
    """`work(style)`, worked out once and kept on the style, or on its twin."""
    known = vars(vars(style).get("_twin") or style)
    if name not in known:
        known[name] = work(style)
    return known[name]


def _strut(original: Any) -> Any:
    def strut(style: Any) -> Any:
        """The height of a line and its baseline: the same for all lines of a style."""
        return _once(style, "_strut", original)

    return strut


def _resolve_percentages(original: Any) -> Any:
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        """Lengths without a percentage do not depend on the box around."""
        lengths = _once(box.style, "_lengths", _lengths)
        if lengths is None:
            original(box, containing_block)
        else:
            vars(box).update(lengths)

    return resolve_percentages


def _flows(original: Any) -> Any:
    def is_in_normal_flow(box: Any) -> Any:
        """Neither floated nor placed: what its style says."""
        known = vars(box.style)
        if "_flows" not in known:
            known["_flows"] = original(box)
        return known["_flows"]

    return is_in_normal_flow


def _lengths(style: Any) -> dict[str, Any] | None:
    """The used lengths of every box of `style`, or None when they depend on the box around."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    found: dict[str, Any] = {name: style[name] for name in _BORDERS}
    for name in _USED:
        value = style[name]
        if value == "auto":
            found[name] = 0 if name.startswith("min_") else "auto"
        elif getattr(value, "unit", None) == "px":
            found[name] = value.value
        else:
            return None
    return found


def _missing(original: Any) -> Any:
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    names = {name: {place(block="ttb", inline=way) for way in ("ltr", "rtl")} for name, place in PHYSICAL_FUNCTIONS.items()}
    own = {"position", "float", "display", "page"}  # what these are depends on more than themselves
    plain = {
        name: frozenset({name} | names.get(name, set()))
        for name in INHERITED | (INITIAL_VALUES.keys() - INITIAL_NOT_COMPUTED) - own
        if not name.startswith(("text_decoration_", "__"))
    }

    def missing(style: Any, key: str) -> Any:
        """A property that no rule names is its parent's, or its initial value; a twin has worked it out already."""
        known = vars(style)
        if "_twin" not in known:
            known["_twin"] = _twin(style)
        if known["_twin"] is not None and key != "anchor" and key not in own:
            value = style[key] = known["_twin"][key]
            return value
        parent, rules = style.parent_style, plain.get(key)
        if parent is None or rules is None or not style.cascaded.keys().isdisjoint(rules):
            return original(style, key)
        value = style[key] = parent[key] if key in INHERITED else INITIAL_VALUES[key]
        return value

    return missing


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


def _copy(original: Any) -> Any:
    def copy(style: Any) -> Any:
        """A copy is made to be changed: it has no twin."""
        made = original(style)
        vars(made)["_twin"] = None
        return made

    return copy


def _page_references(pdf: Any) -> Any:
    """The references of all pages, which every link asks for."""
    kids = pdf.pages["Kids"]
    known = vars(pdf)
    if known.get("_counted") != len(kids):
        known["_counted"], known["_references"] = len(kids), tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
    return known["_references"]


def _layout(original: Any) -> Any:
    from weasyprint.text.constants import PANGO_DIRECTION
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
    from weasyprint.text.fonts import font_features, get_font_description

    def font(style: Any) -> tuple[Any, Any] | None:
        """The Pango context and description of the font of `style`; None for what the report does not use."""
        marked = font_features(*(style[f"font_{name}"] for name in _FEATURES))
        if marked or style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
            return None
        context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        if style["lang"]:
            language, _ = unicode_to_char_p(style["lang"])
            pango.pango_context_set_language(context, pango.pango_language_from_string(language))
        return context, get_font_description(style)

    class Layout(original):  # type: ignore[misc]  # WeasyPrint has no types
        """A line of text: its font is looked for once a style, and it is drawn as it was laid out, not laid out again."""

        def setup(self, style: Any) -> None:
            found = _once(style, "_font", font)
            if found is None:
                super().setup(style)
                return
            context, description = found
            self.style, self.first_line_direction, self.language = style, 0, None
            self.ascent = self.underline_position = self.strikethrough_position = None
            self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
            pango.pango_layout_set_auto_dir(self.layout, False)
            pango.pango_layout_set_font_description(self.layout, description)

        def set_text(self, text: str, justify: Any = False) -> None:
            pango.pango_layout_set_single_paragraph_mode(self.layout, _PARAGRAPHS.isdisjoint(text))  # what drawing would set
            super().set_text(text, justify)

        def deactivate(self) -> None:
            pass

        def reactivate(self, style: Any) -> None:
            wrapped = pango.pango_layout_get_line_readonly(self.layout, 1) != ffi.NULL
            if wrapped or self.justification_spacing or style is not self.style:
                super().reactivate(style)

    return Layout
