"""The position that a photograph carries in its EXIF data. Only the person's own images, and only when their bytes are given."""

from __future__ import annotations

from io import BytesIO
from typing import Any

GPS = 0x8825  # the tag of the GPS directory (CIPA DC-008, Exif 2.32, §4.6.6)
MOST_BYTES = 40_000_000


def position(data: bytes) -> tuple[float, float] | None:
    """(latitude, longitude) in decimal degrees; None when the file has none, is no image, or lies about it. Pixels are never decoded."""
    from PIL import Image, UnidentifiedImageError

    if len(data) > MOST_BYTES:
        return None
    try:
        with Image.open(BytesIO(data)) as image:
            directory = image.getexif().get_ifd(GPS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError, Image.DecompressionBombError):
        return None
    latitude, longitude = _degrees(directory.get(2), directory.get(1)), _degrees(directory.get(4), directory.get(3))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180 or (latitude, longitude) == (0.0, 0.0):
        return None
    return latitude, longitude


def _degrees(parts: Any, side: Any) -> float | None:
    """Degrees, minutes and seconds to a number, negative in the south and the west."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if value != value:  # 0/0 reads as NaN
        return None
    return -value if str(side).strip("\x00 ").upper() in ("S", "W") else value
