"""Laws of the quicker WeasyPrint: the bytes are those of WeasyPrint as it is, and another version is left alone."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ereput.render import quick
from ereput.render.quick.boxes import lengths
from ereput.render.quick.styles import once

DRAW = """
import hashlib
from ereput.render import quick
quick.READ = ()
from tests.render.conftest import _rendered
for n, language in ((0, "fr"), (10, "en")):
    print(hashlib.sha256(_rendered("pdf", n, language, "candidate")).hexdigest())
"""


def test_the_bytes_are_those_of_weasyprint_as_it_is(rendered: Callable[..., bytes]) -> None:
    """A report drawn by WeasyPrint alone, in a process of its own, and the same report drawn with the pieces: one and the same file."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", DRAW], cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    ours = [hashlib.sha256(rendered("pdf", n, language, "candidate")).hexdigest() for n, language in ((0, "fr"), (10, "en"))]
    assert done.stdout.split() == ours


def test_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is replaced in a WeasyPrint whose functions were not read, be it the next small one."""
    import weasyprint
    from weasyprint.text import line_break

    before = line_break.Layout
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    assert quick.install.__wrapped__() is False
    assert line_break.Layout is before


def test_the_pieces_are_in_place() -> None:
    """The locked version is one that was read."""
    from weasyprint.text import line_break

    assert quick.install()
    assert line_break.Layout.__module__ == "ereput.render.quick.lines"


def test_a_copy_of_a_style_has_lengths_of_its_own() -> None:
    """WeasyPrint copies a style to change it; what was worked out for styles with the same rules is not the copy's."""
    import weasyprint

    assert quick.install()
    page = weasyprint.HTML(string="<style>p { width: 30px }</style><p id=a>a</p><p id=b>b</p>").render().pages[0]
    for box in (box for box in page._page_box.descendants() if box.style["anchor"]):
        changed = box.style.copy()
        changed["width"] = weasyprint.css.properties.Dimension(70, "px")
        assert changed["orphans"] == box.style["orphans"]  # a property that is not in the copy yet
        assert once(box.style, "_lengths", lengths)["width"] == 30
        assert once(changed, "_lengths", lengths)["width"] == 70


ODD = {
    "percentages": "<style>div { width: 50%; margin: 2% 3%; padding: 1em 10%; height: 20%; box-sizing: border-box }</style>"
    "<div id=a>a<div id=b>b<p style='max-width: calc(10% + 30px); text-indent: calc(5% + 1em)'>hello world</p></div></div>",
    "collapsed borders": "<style>table { border-collapse: collapse } td { border: 3px solid } th { padding: 3px }</style>"
    "<table id=a><tr><td id=t>x</td><th id=u>y</th></tr></table><table id=b><tr><td>y</td></tr></table>",
    "right to left": "<style>p { margin-inline-start: 20px; width: 100px }</style><div dir=rtl lang=ar><p id=a>مرحبا بالعالم hello</p>"
    "<p id=b>שלום עולם abc 123</p><p dir=ltr id=c>ltr שלום</p><p style='text-align: justify'>مرحبا بالعالم hello مرحبا بالعالم</p></div>",
    "vertical": "<style>p { writing-mode: vertical-rl; margin-block-start: 30px; inline-size: 80px }</style><p id=a>縦書き</p><p>x</p>",
    "flexible": "<style>section { display: flex } section div { flex: 1 1 auto; padding: 2px } aside { display: grid }"
    "</style><section><div id=a>a</div><div id=b>b b</div></section><aside><p id=d>d d</p><p id=e style='width: 5ch'>e</p></aside>",
    "lines": "<style>p { width: 120px; text-align: justify; hyphens: auto; letter-spacing: 1px; word-spacing: 6px }"
    "p::first-letter { font-size: 3em; float: left } u { font-variant: small-caps }</style><p id=a lang=fr>anticonstitutionnellement <u>une"
    "</u> phrase et <s>sa</s> suite</p><p id=b lang=en>internationalization <a href='#a' id=l>and so on</a></p><pre>a\tb\n\nc</pre>",
    "the same words again": "<style>p { margin: 3px } .w { width: 60px; float: left } .c { line-clamp: 1; width: 70px }"
    ".e { width: 50px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }"
    "b { border-radius: 20% / 2px; background: #eee; vertical-align: super }</style>"
    + "<p class=e>the same words</p><p>the same words <b>twice</b></p><p class=w>the same words <b>twice</b></p>" * 3
    + "<p class=c>the same words</p><p class=c>the same words that are the same words</p>"
    + "<p>the same words 😀 twice, 漢字 too</p>" * 2,
    "drawings": "<svg width=300 height=80 viewBox='0 0 300 80'>"
    + "<text x='30' y='20'>same text</text><text x='5' y='30' font-size='9' font-weight='bold'>same text</text>" * 2
    + "<text x='10 20 30' y='60' rotate='15' textLength='120'>same text</text><text y='70' font-family='serif'>same fi ffi</text></svg>",
    "behind": "<style>p { background: linear-gradient(red, blue); border-radius: 3px } q { box-shadow: 1px 1px; outline: 1px solid } "
    "i { visibility: hidden; background: red } u { opacity: .5; text-decoration-style: wavy }</style><p>a <q>b</q> <i>c</i> <u>d</u></p>"
    * 2,
}
DRAW_ODD = """
import hashlib, json, sys
import weasyprint
from ereput.render import quick
if sys.argv[1] == "quick":
    assert quick.install()
for text in json.load(sys.stdin):
    print(hashlib.sha256(weasyprint.HTML(string=text).write_pdf(pdf_identifier=b"x", pdf_tags=True)).hexdigest())
"""


def test_pages_that_no_report_has_are_drawn_as_they_were() -> None:
    """Percentages, collapsed borders, right-to-left and vertical text, flexible boxes: left to WeasyPrint, or the same."""
    with_, without = (
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", DRAW_ODD, how], input=json.dumps(list(ODD.values())),
            capture_output=True, text=True, check=True, timeout=120,
        ).stdout.split()
        for how in ("quick", "plain")
    )  # fmt: skip
    assert len(with_) == len(ODD)
    assert dict(zip(ODD, with_, strict=True)) == dict(zip(ODD, without, strict=True))
