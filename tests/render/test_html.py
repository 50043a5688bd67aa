"""Laws of the HTML page: one file, nothing fetched, safe under hostile content, usable with scripts off."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from ereput.model import Axis
from ereput.registry import adapters
from ereput.render.base import Options
from ereput.render.stage import render
from tests.render import audits

VOID = {"meta", "link", "br", "col", "input", "img", "hr"}
SHAPES = {"svg", "path", "rect", "circle", "text", "title"}


class Reader(HTMLParser):
    """Collects tags, attributes and balance."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)


def read(page: bytes) -> Reader:
    """The page, parsed."""
    reader = Reader()
    reader.feed(page.decode("utf-8"))
    return reader


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("edition", ["candidate", "student", "counsellor"])
@pytest.mark.parametrize("n", [0, 10])
def test_the_page_is_well_formed(rendered: Callable[..., bytes], n: int, language: str, edition: str) -> None:
    """Tags are balanced, ids are unique, every internal link and label leads somewhere, one h1, one main."""
    reader = read(rendered("html", n, language, edition))
    assert reader.unbalanced == []
    assert reader.open == []
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {attrs["href"][1:] for tag, attrs in reader.tags if tag == "a" and (attrs.get("href") or "").startswith("#")}
    labels = {attrs["for"] for tag, attrs in reader.tags if tag == "label" and "for" in attrs}
    named = {attrs["aria-labelledby"] for _, attrs in reader.tags if "aria-labelledby" in attrs}
    assert targets | labels | named <= set(ids)
    names = [tag for tag, _ in reader.tags]
    assert names.count("h1") == names.count("main") == 1
    assert next(attrs for tag, attrs in reader.tags if tag == "html")["lang"] == language


def test_every_finding_has_its_place_whatever_its_rule() -> None:
    """A finding of each check, and of a rule that nobody knows: each is told once, so that what names it can lead to it."""
    rules = [*adapters("ereput.analyse.presence", "CHECK"), "exposure.phone", "plan.unheard", "unheard.of"]
    found = tuple(replace(audits.finding(i), rule=rule, axis=tuple(Axis)[i % 4]) for i, rule in enumerate(rules))
    page = render(replace(audits.audit(1), findings=found), "html").decode()
    assert [n for n in range(1, len(found) + 1) if page.count(f'id="constat-{n}"') != 1] == []


def test_headings_never_skip_a_level(rendered: Callable[..., bytes]) -> None:
    """A screen reader walks h1, h2, h3 without a hole."""
    levels = [int(tag[1]) for tag, _ in read(rendered("html", 10, "fr", "candidate")).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_is_fetched(rendered: Callable[..., bytes]) -> None:
    """No src, no stylesheet link, no import; every url() is in the file; the policy forbids the rest."""
    page = rendered("html", 10, "fr", "candidate").decode()
    reader = read(page.encode())
    assert [attrs for _, attrs in reader.tags if "src" in attrs or "srcset" in attrs] == []
    assert not [tag for tag, _ in reader.tags if tag in ("link", "iframe", "object", "embed", "img")]
    assert "@import" not in page
    assert all(url.startswith("data:font/woff2") for url in re.findall(r"url\(([^)]*)\)", page))
    policy = next(attrs["content"] for _, attrs in reader.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in str(policy)


def test_the_policy_names_the_only_script(rendered: Callable[..., bytes]) -> None:
    """The hash in the policy is the script's, so no other script can run."""
    page = rendered("html", 1, "fr", "candidate").decode()
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.S)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


def test_it_works_with_scripts_off(rendered: Callable[..., bytes]) -> None:
    """The severity filter is CSS; the search field is hidden until its script shows it; nothing else waits for a script."""
    page = rendered("html", 10, "fr", "candidate").decode()
    assert ":has(#gravity-critical:checked)" in page
    assert re.search(r'<div class="find" id="find" hidden>', page)
    assert len(re.findall(r"\shidden\b", re.sub(r"<style>.*?</style>|<script>.*?</script>", "", page, flags=re.S))) == 1


def test_links_are_only_to_the_web() -> None:
    """No javascript:, file: or credentialed address becomes a link."""
    for bad in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://user:pass@example.org/",
        "https://example.org/\u202egnp.exe",
        "vbscript:x",
    ):
        reader = read(render(audits.audit(3, text=bad), "html"))
        hrefs = {attrs.get("href") or "" for tag, attrs in reader.tags if tag == "a"}
        assert bad not in hrefs
        assert all(href.startswith(("#", "https://", "http://")) for href in hrefs)


def test_english_holds_no_french_sentence_of_ours(rendered: Callable[..., bytes]) -> None:
    """The English page says its own chrome in English."""
    page = rendered("html", 10, "en", "candidate").decode()
    for word in ("Sommaire", "Glossaire", "Votre plan", "Gravité", "Chercher"):
        assert word not in page


def test_the_redacted_page_names_nobody() -> None:
    """Title and first heading say that the name is hidden."""
    page = render(audits.audit(3), "html", Options(redact=True)).decode()
    assert "Camille" not in page
    assert "Nom masqué" in page
