"""Makes the report's fonts from Inter's own files: `python subset.py FOLDER` (of Inter's .otf) writes .ttf and .woff2 beside this script.

The result is a Modified Version under the SIL Open Font License (Inter reserves no font name), renamed "Ereput Sans" so that it never
meets an Inter installed on the machine. Outlines become quadratic (smaller, and every PDF reader knows TrueType), scripts outside
Latin, Greek and Cyrillic are left out, and U+2610 (ballot box) borrows the drawing of U+25A1 (white square).
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

STYLES = {"Regular": 400, "SemiBold": 600}
RANGES = [
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x24F),  # Latin-1, Extended-A and B
    (0x2B0, 0x2DD),  # modifiers
    (0x300, 0x36F),  # combining marks
    (0x370, 0x3FF),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x490, 0x4FF),
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x2027),  # punctuation and spaces, without the direction marks
    (0x202F, 0x205F),
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x215F),  # letter-like
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2500, 0x27BF),  # shapes, symbols, dingbats
]
BORROWED = {0x2610: 0x25A1}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


def to_quadratic(font: TTFont) -> None:
    """Cubic (CFF) outlines to quadratic ones (glyf), within a thousandth of an em."""
    glyph_set, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    for name in order:
        font["hmtx"].metrics[name] = (font["hmtx"].metrics[name][0], getattr(glyphs[name], "xMin", 0))
    del font["CFF "]
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    maxp.maxComponentElements = 0
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"


def make(source: Path, style: str) -> None:
    """One style: subset, convert, rename, write."""
    font = TTFont(source / f"Inter-{style}.otf", recalcTimestamp=False)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap |= {new: table.cmap[old] for new, old in BORROWED.items()}
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 5, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    to_quadratic(font)
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 6):
            record.string = {1: f"Ereput Sans {style}", 4: f"Ereput Sans {style}", 6: f"EreputSans-{style}"}[record.nameID]
        if record.nameID == 2:
            record.string = "Regular"
    font.save(Path(__file__).parent / f"EreputSans-{style}.ttf")  # read by the PDF
    font.flavor = "woff2"
    font.save(Path(__file__).parent / f"EreputSans-{style}.woff2")  # carried by the HTML page


def coverage() -> str:
    """The code points that every style draws, as hexadecimal ranges, one a line."""
    here = Path(__file__).parent
    codes = sorted(set.intersection(*({*TTFont(here / f"EreputSans-{name}.ttf").getBestCmap()} for name in STYLES)))
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{first:04x}-{last:04x}\n" for first, last in ranges)


if __name__ == "__main__":
    for name in STYLES:
        make(Path(sys.argv[1]), name)
    (Path(__file__).parent / "coverage.txt").write_text(coverage(), encoding="ascii")
