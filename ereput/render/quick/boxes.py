"""The measures of boxes: those that do not depend on the box around are worked out once a style."""

from __future__ import annotations

from typing import Any

from ereput.render.quick.styles import once

_USED = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def percentages(original: Any) -> Any:
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        """Lengths without a percentage do not depend on the box around."""
        used = once(box.style, "_lengths", lengths)
        if used is None:
            original(box, containing_block)
        else:
            vars(box).update(used)

    return resolve_percentages


def lengths(style: Any) -> dict[str, Any] | None:
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


def flows(original: Any) -> Any:
    def is_in_normal_flow(box: Any) -> Any:
        """Neither floated nor placed: what its style says."""
        known = vars(box.style)
        if "_flows" not in known:
            known["_flows"] = original(box)
        return known["_flows"]

    return is_in_normal_flow


def radii(original: Any) -> Any:
    corners = [f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")]
    sharp = dict.fromkeys(corners, (0, 0))

    def resolve_radii_percentages(box: Any) -> None:
        """Most boxes have sharp corners: what their style says."""
        if once(box.style, "_sharp", lambda style: all((0, "px") in style[corner] for corner in corners)):
            vars(box).update(sharp)
        else:
            original(box)

    return resolve_radii_percentages


def backgrounds(original: Any) -> Any:
    from weasyprint.draw.color import get_color
    from weasyprint.layout.percent import resolve_radii_percentages

    def bare(style: Any) -> bool:
        """Whether nothing is drawn behind the boxes of `style`."""
        images = any(value for _, value in style["background_image"]) or style["box_shadow"]
        borders = style["border_image_source"][0] != "none" or style["mask_border_source"][0] != "none"
        return not images and not borders and bool(get_color(style, "background_color").alpha == 0)

    def layout_box_backgrounds(page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None) -> None:
        """Most boxes have no background: what their style says."""
        if style is not None or box is page or not once(box.style, "_bare", bare):
            original(page, box, get_image_from_uri, layout_children, style)
            return
        resolve_radii_percentages(box)
        if layout_children:
            for child in box.all_children():
                layout_box_backgrounds(page, child, get_image_from_uri)
        box.background = None

    return layout_box_backgrounds
