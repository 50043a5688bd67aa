"""What WeasyPrint works out anew for every box and every line, worked out once for every style: same bytes, a quarter less time.

A report has some 65 lines a page but only a few hundred styles. Each piece below stands in for one function of WeasyPrint and gives what it
gives; `tests/render/test_quick.py` draws reports with and without them and compares the bytes. What is worked out is kept on the style
itself, so it goes when the style goes. With a version of WeasyPrint that was not read, nothing is replaced.
"""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from typing import Any

from ereput.render.quick import boxes, lines, styles

READ = ("70.0",)
"""The versions of WeasyPrint whose functions were read."""


@cache
def install() -> bool:
    """Put the pieces in place, once a process; False when this WeasyPrint is another one."""
    import weasyprint

    if weasyprint.__version__ not in READ:
        return False
    from weasyprint.css import AnonymousStyle, ComputedStyle
    from weasyprint.draw import text
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import background, percent
    from weasyprint.pdf import pydyf
    from weasyprint.text import line_break
    from weasyprint.text.ffi import pango

    _everywhere(line_break.can_break_text, lru_cache(maxsize=8192)(line_break.can_break_text))
    _everywhere(line_break.split_first_line, lines.splitting(line_break.split_first_line))
    _everywhere(line_break.strut, lines.struts(line_break.strut))
    if pango.pango_version() >= 14802:  # an older one does not tell the size of a font
        _everywhere(text.draw_first_line, lines.drawing(text.draw_first_line))
    _everywhere(percent.resolve_percentages, boxes.percentages(percent.resolve_percentages))
    _everywhere(percent.resolve_radii_percentages, boxes.radii(percent.resolve_radii_percentages))
    _everywhere(background.layout_box_backgrounds, boxes.backgrounds(background.layout_box_backgrounds))
    Box.is_in_normal_flow = boxes.flows(Box.is_in_normal_flow)
    AnonymousStyle.__init__ = styles.anonymous(AnonymousStyle.__init__)
    ComputedStyle.__missing__ = styles.missing(ComputedStyle.__missing__)
    ComputedStyle.copy = styles.copy(ComputedStyle.copy)
    pydyf.PDF.page_references = property(_page_references)
    line_break.Layout = lines.layouts(line_break.Layout)
    return True


def _everywhere(old: Any, new: Any) -> None:
    """`new` for `old` in every module of WeasyPrint that imported it."""
    name = old.__name__
    for path, module in list(sys.modules.items()):
        if path.startswith("weasyprint.") and getattr(module, name, None) is old:
            setattr(module, name, new)


def _page_references(pdf: Any) -> Any:
    """The references of all pages, which every link asks for."""
    kids = pdf.pages["Kids"]
    known = vars(pdf)
    if known.get("_counted") != len(kids):
        known["_counted"], known["_references"] = len(kids), tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
    return known["_references"]
