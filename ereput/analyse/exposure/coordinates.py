"""Positions: decimal degrees, degrees-minutes-seconds, geo: links and map links."""

from __future__ import annotations

import re

from ereput.analyse.exposure.base import Checked, Odds, Shape, words
from ereput.model import say

_DECIMAL = re.compile(r"(?<![\w.,+-])[+-]?\d{1,2}\.\d{3,8} ?[,; ] ?[+-]?\d{1,3}\.\d{3,8}(?![\w]|[.,]\d| ?[,;] ?[+-]?\d)")
_DMS = re.compile(
    r"(?<!\w)\d{1,2}° ?\d{1,2}['′] ?(?:\d{1,2}(?:[.,]\d{1,4})?[\"″'′]{1,2} ?)?[nsew] ?,? ?\d{1,3}° ?\d{1,2}['′]"
    r" ?(?:\d{1,2}(?:[.,]\d{1,4})?[\"″'′]{1,2} ?)?[nsewo](?!\w)"
)
_MINUTES = re.compile(r"(?<!\w)[ns] ?\d{1,2}° ?\d{1,2}[.,]\d{1,4}['′]? ?,? ?[ewo] ?\d{1,3}° ?\d{1,2}[.,]\d{1,4}(?!\d)")
_NAMED = re.compile(
    r"(?<!\w)lat(?:itude)? ?[:=]? ?(?P<v>-?\d{1,2}[.,]\d{3,8}[^\d\n]{1,12}(?:lon(?:gitude)?|lng) ?[:=]? ?-?\d{1,3}[.,]\d{3,8})(?!\d)"
)
"""Labelled one by one, with a comma or a point."""
_LINK = re.compile(r"(?:geo:|/maps[^\s]{0,80}?[@=/]|#map=\d{1,2}/|mlat=)(?P<v>-?\d{1,2}\.\d{3,15}(?:,|/|%2c|&mlon=)-?\d{1,3}\.\d{3,15})")
"""RFC 5870 for geo:; the map links of Google Maps and OpenStreetMap."""
_CONTEXT = words(
    "gps", "coordonn[ée]es", "position", "lat(?:itude)?", "lon(?:gitude)?", "lng", "point de rendez-vous", "localisation", "location",
    "point",
    "coordinates", "situ[ée]",
)  # fmt: skip


def check_decimal(raw: str) -> Checked | None:
    """On the globe; "in_france" inside metropolitan France with at least four decimals (about ten metres)."""
    lat, lon = (float(part) for part in re.findall(r"[+-]?\d{1,3}\.\d{1,9}", raw))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    fine = all(len(part.partition(".")[2]) >= 4 for part in re.findall(r"\d{1,3}\.\d{1,9}", raw))
    return Checked(f"{lat:.4f},{lon:.4f}", "in_france" if fine and 41 <= lat <= 51.5 and -5.5 <= lon <= 10 else "")


def check_link(raw: str) -> Checked | None:
    lat, lon = (float(part) for part in re.findall(r"-?\d{1,3}\.\d{1,9}", raw))
    return Checked(f"{lat:.4f},{lon:.4f}", "map_link") if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def check_named(raw: str) -> Checked | None:
    """The two figures are on the globe."""
    lat, lon = (float(part.replace(",", ".")) for part in re.findall(r"-?\d+[.,]\d+", raw))
    return Checked(f"{lat:.4f},{lon:.4f}", "globe") if -90 <= lat <= 90 and -180 <= lon <= 180 else None


_TITLE = say("Position géographique")
RECOGNISER = (
    Shape(
        name="coordinates",
        kind="COORDINATES",
        title=_TITLE,
        source="ISO 6709",
        pattern=_DECIMAL,
        check=check_decimal,
        context=_CONTEXT,
        odds=Odds(near=0.85, checked=0.6, both=0.97),
        digits=8,
        lead=(1, 0),
    ),
    Shape(
        name="coordinates_dms",
        kind="COORDINATES",
        title=_TITLE,
        source="ISO 6709",
        pattern=_DMS,
        odds=Odds(alone=0.85),
        signs=("°",),
        digits=4,
    ),
    Shape(
        name="coordinates_minutes",
        kind="COORDINATES",
        title=_TITLE,
        source="ISO 6709",
        pattern=_MINUTES,
        odds=Odds(alone=0.9),
        signs=("°",),
        digits=8,
    ),
    Shape(
        name="coordinates_named",
        kind="COORDINATES",
        title=_TITLE,
        source="ISO 6709",
        pattern=_NAMED,
        check=check_named,
        odds=Odds(checked=0.9),
        digits=8,
        gate=frozenset({"lat", "latitude"}),
    ),
    Shape(
        name="coordinates_link",
        kind="COORDINATES",
        title=_TITLE,
        source="RFC 5870",
        pattern=_LINK,
        check=check_link,
        odds=Odds(checked=0.95),
        signs=("geo:", "maps", "mlat", "#map"),
        digits=6,
        gate=frozenset({"geo", "maps", "map", "mlat"}),
    ),
)
