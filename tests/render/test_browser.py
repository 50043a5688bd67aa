"""The HTML page in a real browser (`make test-browser`): axe-core finds no violation, and the page serves without scripts, by keys alone,
on a narrow screen and on paper."""

from __future__ import annotations

import base64
import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.render.browser import Browser, browsing

AXE = "EREPUT_AXE"
COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser")
SIZES = (0, 10, 500)
LANGUAGES = ("fr", "en")
EDITIONS = ("candidate", "student", "counsellor")
VIOLATIONS = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
  broken => broken.id + ': ' + broken.nodes.map(node => node.html).join(' ')))"""
STOPS = """Array.from(document.querySelectorAll('a[href], summary, input:not([type=radio]), input:checked')).filter(
  stop => stop.getClientRects().length && !stop.disabled)"""
"""What the Tab key must stop at, in the order of the page: of the radio buttons, the chosen one."""
FOCUS = """(stops => { const at = document.activeElement, box = at.getBoundingClientRect(), seen = getComputedStyle(at);
  const bar = document.querySelector('.bar').getBoundingClientRect(), inside = at.closest('.bar, .skip-link');
  return {at: stops.indexOf(at), outlined: seen.outlineStyle !== 'none' || at.matches('.skip-link'),
    onScreen: box.bottom > (inside ? 0 : bar.bottom) && box.top < innerHeight}; })(%s)"""
DEAD = """Array.from(document.querySelectorAll('a[href^="#"]')).filter(a => {
  const end = document.getElementById(a.hash.slice(1)); return !end || !end.getClientRects().length; }).map(a => a.hash)"""
HIDDEN = """Array.from(document.querySelectorAll('main *:not(svg *, col, colgroup)')).filter(
  e => !e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all the pages, or a skip with its reason."""
    if AXE not in os.environ:
        pytest.skip("a browser is started by make test-browser")
    if not (command := next(filter(None, map(shutil.which, COMMANDS)), None)):
        pytest.skip("Chromium is not installed (make test-browser installs it, as root)")
    with browsing(command, tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.fixture
def report(rendered: Callable[..., bytes], tmp_path: Path) -> Callable[..., Path]:
    """`report(10, "fr", "candidate")`: the page as a file."""

    def written(n: int, language: str = "fr", edition: str = "candidate") -> Path:
        path = tmp_path / "report.html"
        path.write_bytes(rendered("html", n, language, edition))
        return path

    return written


@pytest.fixture
def axe(browser: Browser) -> Callable[[], list[str]]:
    """What axe-core (WCAG 2 A and AA, best practices) finds wrong on the open page; its script comes in beside the page's policy."""
    script = Path(os.environ[AXE])
    if not script.is_file():
        pytest.skip("axe-core is not installed (make test-browser gets it from npm)")

    def found() -> list[str]:
        browser.run("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
        browser.run(script.read_text("utf-8") + "; 0")
        return list(browser.run(VIOLATIONS))

    return found


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n", SIZES)
def test_axe_finds_no_violation(
    browser: Browser, report: Callable[..., Path], axe: Callable[[], list[str]], n: int, language: str, edition: str
) -> None:
    """0 violations, with everything unfolded; nothing but the page and its own fonts was asked for."""
    browser.open(report(n, language, edition))
    assert axe() == []
    assert [url[:40] for url in browser.requested[1:] if not url.startswith("data:font/woff2")] == []


def test_axe_finds_a_violation(browser: Browser, axe: Callable[[], list[str]], tmp_path: Path) -> None:
    """The probe works: a page with a grey word and an unnamed picture is refused."""
    (tmp_path / "bad.html").write_text(
        '<!DOCTYPE html><html><title>x</title><main><h1>x</h1><p style="color:#ccc">grey words</p><img src=""></main>'
    )
    browser.open(tmp_path / "bad.html")
    assert {said.partition(":")[0] for said in axe()} == {"color-contrast", "html-has-lang", "image-alt"}


@pytest.mark.parametrize("n", SIZES)
def test_the_page_is_whole_with_scripts_off(browser: Browser, report: Callable[..., Path], n: int) -> None:
    """The same text and the same links as with scripts; the search, which needs one, is absent; every inner link ends at something seen."""
    page = report(n)
    browser.open(page)
    with_scripts = browser.run("document.querySelector('main').innerText")
    assert browser.run("document.getElementById('find').checkVisibility()") is True
    browser.open(page, scripts=False)
    assert browser.run("document.getElementById('find').checkVisibility()") is False
    assert browser.run("document.querySelector('main').innerText") == with_scripts
    assert browser.run("document.querySelectorAll('main section.chapter').length") == 10
    browser.run("document.querySelectorAll('details').forEach(folded => folded.querySelector('summary').click())")
    assert browser.run("document.querySelectorAll('details:not([open])').length") == 0
    assert browser.run(DEAD) == []
    assert browser.run(HIDDEN) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_keyboard_reaches_everything(browser: Browser, report: Callable[..., Path], *, scripts: bool) -> None:
    """Tab stops at every link, field and fold, once, in the order of the page; each is outlined, on the screen and not under the bar."""
    browser.open(report(10), scripts=scripts)
    count = browser.run(f"{STOPS}.length")
    walked = []
    for _ in range(count):
        browser.press("Tab")
        walked.append(browser.run(FOCUS % STOPS))
    assert [stop["at"] for stop in walked] == list(range(count))
    assert [stop["at"] for stop in walked if not stop["outlined"]] == []
    assert [stop["at"] for stop in walked if not stop["onScreen"]] == []


def test_keys_alone_skip_filter_and_unfold(browser: Browser, report: Callable[..., Path]) -> None:
    """With scripts off: Enter on the first link leads to the content, an arrow filters by gravity, Enter opens a fold."""
    browser.open(report(10), scripts=False)
    browser.press("Tab")
    assert browser.run("document.activeElement.className") == "skip-link"
    assert browser.run("document.activeElement.getBoundingClientRect().left") >= 0
    browser.press("Tab")
    browser.press("ArrowRight")
    shown = "Array.from(document.querySelectorAll('[data-severity]')).filter(e => e.checkVisibility()).map(e => e.dataset.severity)"
    assert set(browser.run(shown)) == {"critical"}
    browser.run("document.querySelector('summary').focus()")
    browser.press("Enter")
    assert browser.run("document.querySelector('details').open") is True
    browser.run("document.querySelector('.skip-link').focus()")
    browser.press("Enter")
    assert browser.run("document.activeElement.id") == "main"


def test_the_search_finds_without_accents(browser: Browser, report: Callable[..., Path]) -> None:
    """What is typed is found whatever its accents and capitals, its number is said, the rest is hidden; an empty field brings all back."""
    browser.open(report(10))
    typed = "(field => { field.value = %r; field.dispatchEvent(new Event('input')); return document.getElementById('hits').textContent; })"
    typed += "(document.getElementById('needle'))"
    assert browser.run(typed % "NUMERO TELEPHONE").split(" ", 1)[1] == "passages trouvés"
    assert browser.run("document.querySelectorAll('.card:not(.out-of-search)').length") < browser.run(
        "document.querySelectorAll('.card').length"
    )
    assert browser.run(typed % "zzzz") == "rien trouvé"
    assert browser.run(typed % "") == ""
    assert browser.run("document.querySelectorAll('.out-of-search').length") == 0


def test_search_shows_and_counts_what_it_finds(browser: Browser, report: Callable[..., Path]) -> None:
    """What is found in a folded list is unfolded, and folded again afterwards; a card keeps its proofs; a passage that the gravity
    filters away is not counted.
    """
    browser.open(report(500))
    typed = "(field => { field.value = %r; field.dispatchEvent(new Event('input')); return document.getElementById('hits').textContent; })"
    typed += "(document.getElementById('needle'))"
    folded = "(() => { const last = [...document.querySelectorAll('main details li')].at(-1); return %s; })()"
    assert browser.run(folded % "last.closest('details').open") is False
    browser.run(typed % browser.run(folded % "last.textContent.trim().slice(0, 40)"))
    assert browser.run(folded % "last.getClientRects().length") > 0
    browser.run(typed % "")
    assert browser.run(folded % "last.closest('details').open") is False
    every = int(browser.run(typed % "visible").split(" ", 1)[0])
    assert browser.run("document.querySelectorAll('.card:not(.out-of-search) .out-of-search').length") == 0
    browser.run("document.getElementById('gravity-low').click()")
    assert 0 < int(browser.run("document.getElementById('hits').textContent").split(" ", 1)[0]) < every


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_screen_scrolls_one_way(browser: Browser, report: Callable[..., Path], language: str) -> None:
    """At 320 CSS pixels (WCAG 2.2, 1.4.10) nothing is wider than the screen."""
    browser.window(width=320, height=640, mobile=True)
    try:
        browser.open(report(10, language))
        assert browser.run("document.documentElement.scrollWidth") <= 320
    finally:
        browser.window()


def test_it_prints_whole(browser: Browser, report: Callable[..., Path]) -> None:
    """Printed from the browser: what was folded, filtered or searched away is there again, the tools are not, and each page is an A4."""
    browser.open(report(10))
    browser.run("document.getElementById('gravity-critical').checked = true; document.getElementById('needle').value = 'zzzz'")
    browser.run("document.getElementById('needle').dispatchEvent(new Event('input'))")
    assert browser.run(HIDDEN) != []
    browser.media("print")
    try:
        assert browser.run(HIDDEN) == []
        assert browser.run("document.querySelector('.bar').checkVisibility()") is False
        printed = base64.b64decode(browser.ask("Page.printToPDF", preferCSSPageSize=True)["data"])
    finally:
        browser.media("")
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}
        assert len(pdf.pages) > 5
