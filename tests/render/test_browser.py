"""The HTML page in a real browser, when there is one: axe-core finds no violation, and the page is whole with scripts off.

Needs Chromium (Debian's `chromium`) and, for the first test, EREPUT_AXE naming axe-core's `axe.min.js`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

AXE = "EREPUT_AXE"
RUN = """<script>axe.run(document, {resultTypes: ['violations']}).then(function (found) {
  var said = document.createElement('pre'); said.id = 'AXE'; said.textContent = JSON.stringify(found.violations.map(function (v) {
    return v.id + ': ' + v.nodes.map(function (n) { return n.html; }).join(' '); })); document.body.appendChild(said); });</script>"""


def browser() -> str:
    """Chromium's command, or a skip with its reason."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("Chromium is not installed")
    return found


def dom(page: Path) -> str:
    """The document after the browser has read it."""
    command = [
        browser(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=15000",
        "--dump-dom",
        page.as_uri(),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.parametrize(("n", "language", "edition"), [(0, "fr", "candidate"), (10, "fr", "candidate"), (10, "en", "counsellor")])
def test_axe_finds_no_violation(rendered: Callable[..., bytes], tmp_path: Path, n: int, language: str, edition: str) -> None:
    """axe-core (WCAG 2 A and AA, best practices): 0 violations."""
    if not (axe := os.environ.get(AXE)):
        pytest.skip(f"{AXE} names no axe.min.js")
    page = rendered("html", n, language, edition).decode()
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)  # the probe is a script of ours that the policy refuses
    script = Path(axe).read_text(encoding="utf-8").replace("</script", "<\\/script")
    path = tmp_path / "report.html"
    path.write_text(page.replace("</body>", f"<script>{script}</script>{RUN}</body>"), encoding="utf-8")
    said = re.search(r'<pre id="AXE">(.*?)</pre>', dom(path), flags=re.S)
    assert said is not None
    assert json.loads(said[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) == []


@pytest.mark.parametrize("scripts", ["on", "off"])
def test_the_page_is_whole_with_scripts_off(rendered: Callable[..., bytes], tmp_path: Path, scripts: str) -> None:
    """Every section and finding is there; only the search field needs its script (off: the page's policy refuses it)."""
    path = tmp_path / "report.html"
    text = rendered("html", 10, "fr", "candidate").decode()
    path.write_text(text if scripts == "on" else re.sub(r"script-src 'sha256-[^']*'", "script-src 'none'", text), encoding="utf-8")
    page = dom(path)
    assert page.count('<section class="chapter') == 10
    assert 'id="constat-10"' in page
    assert ('id="find" hidden' in page) is (scripts == "off")
