"""The lines of a text: laid out and put into glyphs once a style and a text, its font looked for once a style."""

from __future__ import annotations

from typing import Any, NamedTuple

from ereput.render.quick.styles import once

_FEATURES = (
    "kerning", "variant_ligatures", "variant_position", "variant_caps", "variant_numeric", "variant_alternates", "variant_east_asian",
    "feature_settings",
)  # fmt: skip
_GLYPH, _NO_GLYPH = 5, 0x0FFFFFFF
"""Numbers that Pango tells of a glyph (which, its width, where it is moved to, whether it starts a cluster), and the first that is none."""
_LAYOUT, _RESUME, _WIDTH = 0, 2, 3
"""Where `split_first_line` gives the layout of a line, the byte at which the next one starts, and its width."""
_PARAGRAPHS = frozenset("\n\r\u2029")
"""What starts a new paragraph for Pango."""


def struts(original: Any) -> Any:
    def strut(style: Any) -> Any:
        """The height of a line and its baseline: the same for all lines of a style."""
        return once(style, "_strut", original)

    return strut


def splitting(original: Any) -> Any:
    from weasyprint.svg.text import Style

    def split_first_line(text: str, style: Any, context: Any, max_width: Any, spacing: Any, *where: Any, **how: Any) -> Any:
        """A text that fits on its line is laid out once a style: a wider or a narrower line in which it fits makes no more of it."""
        if type(style) is Style and context is not None:  # every text of a drawing has a style of its own, letter by letter
            style = vars(context).setdefault("_drawn", {}).setdefault(_look(style), style)
        known = vars(style).setdefault("_lines", {})
        line = known.get(text)
        if line is not None and not spacing and (max_width is None or line[_WIDTH] <= max_width):
            line[_LAYOUT].max_width = max_width or line[_LAYOUT].max_width
            return line
        line = original(text, style, context, max_width, spacing, *where, **how)
        if line[_RESUME] is None and not spacing and (max_width is None or line[_WIDTH] <= max_width):
            known[text] = line
        return line

    return split_first_line


def _look(style: Any) -> tuple[Any, ...]:
    """What tells the styles of the texts of drawings apart."""
    return (*style["font_family"], *(style[name] for name in ("font_style", "font_weight", "font_size", "direction")))


class _Run(NamedTuple):
    """Glyphs of a line in one font."""

    font: Any
    size: float
    glyphs: list[int]
    widths: list[int]
    """In Pango's units."""

    def written(self) -> dict[tuple[int, int], str]:
        """Glyph and width -> how it is written in this font and size, filled in as they are drawn."""
        known: dict[tuple[int, int], str] = vars(self.font).setdefault("_written", {}).setdefault(self.size, {})
        return known


def drawing(original: Any) -> Any:
    from weasyprint.text.ffi import FROM_UNITS, ffi

    def runs(line: Any, stream: Any) -> list[_Run]:
        """The runs of `line`; none when it holds what a report has not: pictures of glyphs, and glyphs that are moved."""
        found, rest = list[_Run](), line.runs[0]
        while rest != ffi.NULL:
            item, rest = rest.data, rest.next
            font, size = stream.add_font(item.item.analysis.font)
            numbers = memoryview(ffi.buffer(item.glyphs.glyphs, _GLYPH * 4 * item.glyphs.num_glyphs)).cast("i").tolist()
            if any(numbers[2::_GLYPH]) or any(numbers[3::_GLYPH]) or font.bitmap or font.svg or font.png or font.colr:
                return []
            found.append(_Run(font, size, numbers[0::_GLYPH], numbers[1::_GLYPH]))
        return found

    def learn(run: _Run) -> None:
        """What WeasyPrint has just drawn: each glyph, and by how much the next one is moved, in thousandths (ISO 32000-1, 9.4.3)."""
        for glyph, width in zip(run.glyphs, run.widths, strict=True):
            if glyph < _NO_GLYPH and glyph in run.font.widths:
                kerning = run.font.widths[glyph] - width * 1000 * FROM_UNITS / run.size
                run.written()[glyph, width] = f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}"

    def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        """A line in one font whose glyphs were drawn before is put together from them, and kept for where it comes again."""
        layout = textbox.pango_layout
        if text_overflow == "ellipsis" or block_ellipsis != "none":  # the text is changed to be drawn: it is not that of the others
            textbox.pango_layout = type(layout)(layout.style, layout.justification_spacing, layout.max_width)
            textbox.pango_layout.set_text(layout.text)
            return original(stream, textbox, text_overflow, block_ellipsis, matrix)
        known = vars(layout)
        if "_shown" not in known:
            found = runs(layout.get_first_line()[0], stream) if textbox.text.strip() else []
            shown = _shown(found)
            if not shown:
                emojis = original(stream, textbox, text_overflow, block_ellipsis, matrix)
                for run in found:
                    learn(run)
                return emojis
            known["_shown"] = found[0].font.hash, found[0].size, shown
        name, size, shown = known["_shown"]
        stream.set_text_matrix(*matrix.values)
        stream.set_font_size(name, size)
        stream.show_text(shown)
        return []

    return draw_first_line


def _shown(runs: list[_Run]) -> str:
    """What is shown of a line in one font whose glyphs were all drawn before; nothing for another."""
    shown = ""
    for run in runs:
        written, glyphs = run.written(), list(zip(run.glyphs, run.widths, strict=True))
        if run.font is not runs[0].font or not written.keys() >= set(glyphs):
            return ""
        shown += "<" + "".join(map(written.__getitem__, glyphs))
        shown = shown[:-1] if shown[-1] == "<" else shown + ">"
    return shown


def layouts(original: Any) -> Any:
    from weasyprint.svg.text import Style
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
            found = once(style, "_font", font)
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
            same = style is self.style or (type(style) is Style and _look(style) == _look(self.style))
            if wrapped or self.justification_spacing or not same:
                super().reactivate(style)

    return Layout
