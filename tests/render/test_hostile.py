"""Laws of hostile content: whatever a stranger wrote changes no tag, loads nothing, breaks nothing, in any format."""

from __future__ import annotations

import csv
import io
import re

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ereput.render.base import Options
from ereput.render.book import link, place
from ereput.render.stage import render
from ereput.render.typography import LONGEST, clean, drawn
from tests.render import audits
from tests.render.test_html import read

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "</title></svg><iframe src='https://evil.example/'>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "{{ 7*7 }} {% raw %} ${x} {name}",
    "\u202egnp.exe\u202c\u200f abc \u2066x",
    "mot" * 4000,
    "👩\u200d💻🧨 日本語 العربية",
    "a\x00b\x07c\x1b[31m\x7f\ufffe\ud800",
    "expression(alert(1)); background: url(https://evil.example/x.png)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "e" + "\u0301\u0336" * 200,
    '=HYPERLINK("https://evil.example")',
    "| a | b |\n|---|---|\n# titre\n```",
    "' onmouseover='alert(1)' \" onfocus=\"alert(1)",
)


def shape(page: bytes) -> list[tuple[str, str | None]]:
    """The tags and classes of a page: its layout, without its words (nor the widths of columns, which follow the words)."""
    return [(tag, re.sub(r"\bw\d+\b", "w", attrs.get("class") or "")) for tag, attrs in read(page).tags]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_page_keeps_its_shape(text: str) -> None:
    """The HTML has the same tags and classes as with an innocent text, no script but ours, no address but https links."""
    page = render(audits.audit(4, text=text), "html")
    assert shape(page) == shape(render(audits.audit(4, text="un texte"), "html"))
    reader = read(page)
    assert reader.unbalanced == []
    assert not [attrs for _, attrs in reader.tags if any(name.startswith("on") for name in attrs)]
    words = page.decode()
    assert not set(words) & set("\u202e\u202d\u2066\u2067\x00\x07\x1b\ud800")
    assert max(len(word) for word in re.findall(r">([^<]+)<", words.split("</style>")[1].split("<script>")[0])) <= 2 * LONGEST


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_pdf_is_drawn_with_our_fonts_only(text: str) -> None:
    """Every character is drawn by a packaged font; nothing is fetched; all links go to the web or inside."""
    body = render(audits.audit(2, text=text), "pdf")
    with pikepdf.open(io.BytesIO(body)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        assert all("EreputSans" in name.replace("-", "") for name in fonts), fonts
        links = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
        assert all(url.startswith("https://") and "evil" not in url for url in links)
        assert len(pdf.pages) <= 20


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_plain_formats_hold_it_as_text(text: str) -> None:
    """Markdown is escaped, no CSV cell is a formula, the calendar keeps its lines."""
    audit = audits.audit(3, text=text)
    markdown = render(audit, "md").decode()
    assert not re.search(r"(?<!\\)<script", markdown)
    assert "\n```" not in markdown
    rows = list(csv.reader(io.StringIO(render(audit, "csv").decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    calendar = render(audit, "ics")
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))
    assert calendar.count(b"BEGIN:VEVENT") == calendar.count(b"END:VEVENT") == 4


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
def test_any_text_keeps_the_shape(text: str) -> None:
    """Whatever the text, the HTML parses back with the same tags, unless the text vanishes when cleaned."""
    if clean(text).strip() and "://" not in text:
        assert shape(render(audits.audit(2, text=text), "html")) == shape(render(audits.audit(2, text="un texte"), "html"))


@given(st.text(max_size=2000))
def test_clean_is_a_projection(text: str) -> None:
    """Cleaning twice changes nothing more; the result is bounded, on one line, and holds no control or direction mark."""
    once = clean(text)
    assert clean(once) == once
    assert len(once) <= LONGEST
    assert not re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", once)


@given(st.text(max_size=200))
def test_drawn_holds_only_known_characters(text: str) -> None:
    """What the fonts draw is kept as it is, the rest has a visible mark or goes; twice changes nothing more."""
    once = drawn(text)
    assert drawn(once) == once
    assert drawn("Éléonore ▲◆●○✓☐★ 1\u202f234 «\u00a0€\u00a0»") == "Éléonore ▲◆●○✓☐★ 1\u202f234 «\u00a0€\u00a0»"


@given(st.text(max_size=300))
def test_only_web_addresses_are_links(text: str) -> None:
    """A link is the text itself and begins with http(s) or mailto; its short name is short."""
    found = link(text)
    assert found is None or (found == text and found.split(":")[0] in ("http", "https", "mailto"))
    assert len(place(text)) <= max(72, 0) + 1


def test_a_hostile_sentence_cannot_ask_for_gigabytes() -> None:
    """A sentence read from a file is not a format string: widths and attributes are left as they stand."""
    from dataclasses import replace

    from ereput.model import Text

    found = replace(audits.finding(0), title=Text(msg="{n:>999999999} {n.__class__} {missing}", args=(("n", 3),)))
    page = render(replace(audits.audit(1), findings=(found,)), "html", Options()).decode()
    assert "{n:&gt;999999999} {n.__class__} {missing}" in page
