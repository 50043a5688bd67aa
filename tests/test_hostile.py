"""A whole audit over hostile files and a hostile web: each ends in a clear line, the rest goes on, the report says what was skipped."""

from __future__ import annotations

import gzip
import io
import json
import re
import struct
import time
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ereput.assets import folder
from ereput.cli.audit import write
from ereput.cli.demo_web import serve
from ereput.pipeline import run
from ereput.profile import parse
from ereput.render.base import Options

if TYPE_CHECKING:
    from pathlib import Path

    from ereput.model import Audit

CAMILLE = folder("fixtures") / "camille"
HOST = "hostile.example"
NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
SCRIPT = "<script>alert('ereput')</script>"
IMAGE = "http://tracker.example/pixel.png"
ENTITIES = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
ITEM = "<item><title>&j;</title><link>http://hostile.example/x</link></item>"
LAUGHS = (
    f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">{ENTITIES}]><rss version="2.0"><channel><title>&j;</title>{ITEM}</channel></rss>'
)


def page(body: str, *, title: str = "Page") -> str:
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f'<!DOCTYPE html><html lang="fr"><head>{head}</head><body><main>{body}</main></body></html>'


PAGES: dict[str, dict[str, Any]] = {
    "fine": {"body": page("<p>Camille Durand écrit sur SQL à Nantes depuis trois ans, avec des exemples.</p>")},
    "script": {"body": page(
        f"<article><h1>Titre {SCRIPT}</h1><p>Camille Durand {SCRIPT} &lt;script&gt;alert(1)&lt;/script&gt;"
        f'<img src="{IMAGE}" onerror="x()">'
        "</p><style>body{display:none}</style></article>", title="&lt;img src=x onerror=alert(1)&gt;")},
    "latin": {"bytes": page("<p>Camille Durand, étudiante à Nantes, élève ingénieure.</p>").encode("latin-1")},
    "large": {"bytes": page("<p>" + "Camille Durand " * 2_000_000 + "</p>").encode()},
    "loop": {"status": 302, "headers": {"Location": f"http://{HOST}/loop2"}},
    "loop2": {"status": 302, "headers": {"Location": f"http://{HOST}/loop"}},
    "drip": {"body": page("<p>lente</p>"), "behaviour": "slow"},
    "laughs": {"body": LAUGHS, "type": "application/rss+xml"},
    "bomb": {"bytes": gzip.compress(b"a" * 200_000_000), "headers": {"Content-Encoding": "gzip"}, "type": "text/html"},
    "private": {"status": 302, "headers": {"Location": "http://10.0.0.1/"}},
    "garbage": {"bytes": bytes(range(256)) * 50, "type": "text/html"},
    "deep": {"body": page("<div>" * 50_000 + "Camille Durand")},
    "json": {"body": "[" * 100_000, "type": "application/json"},
}  # fmt: skip


def serve_folder(where: Path) -> None:
    """The hostile web as `demo_web` serves one."""
    rows = []
    for name, what in PAGES.items():
        (where / f"{name}.bin").write_bytes(what.get("bytes", what.get("body", "").encode()))
        row = [f'host = "{HOST}"', f'path = "/{name}"', f'file = "{name}.bin"', f'type = "{what.get("type", "text/html; charset=utf-8")}"']
        row += [f"{key} = {json.dumps(what[key])}" for key in ("status", "behaviour") if key in what]
        row += ["headers = { " + ", ".join(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in what.get("headers", {}).items()) + " }"]
        rows.append("[[route]]\n" + "\n".join(row))
    (where / "web.toml").write_text("\n\n".join(rows), "utf-8")


def bomb() -> bytes:
    """A ZIP of 1 MB that would be 1 GB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("Profile.csv", "First Name,Last Name\r\n")
        with bundle.open("Shares.csv", "w", force_zip64=True) as member:
            for _ in range(1000):
                member.write(b"a" * 1_000_000)
    return out.getvalue()


def declared() -> bytes:
    """A ZIP whose directory says that its small member is 2 GB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("Connections.csv", "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n")
    body = bytearray(out.getvalue())
    at = body.rindex(b"PK\x01\x02") + 24
    body[at : at + 4] = struct.pack("<I", 2_000_000_000)
    return bytes(body)


FILES = {
    "not-a-zip.zip": b"this is no archive at all, only words " * 10,
    "empty.zip": b"",
    "bomb.zip": bomb,
    "declared.zip": declared,
    "truncated.zip": lambda: (CAMILLE / "Complete_LinkedInDataExport_11-15-2026.zip").read_bytes()[:4000],
}


@dataclass(frozen=True)
class Ordeal:
    """One audit of everything hostile, its report in each format, and how long it took."""

    audit: Audit
    paths: dict[str, Path]
    seconds: float


@pytest.fixture(scope="module")
def ordeal(tmp_path_factory: pytest.TempPathFactory) -> Ordeal:
    """All of it at once, beside one page that is fine."""
    home = tmp_path_factory.mktemp("hostile")
    serve_folder(home)
    for name, made in FILES.items():
        (home / name).write_bytes(made() if callable(made) else made)
    (home / "cv.pdf").write_bytes((CAMILLE / "cv.pdf").read_bytes()[:6000])
    (home / "lettre.odt").write_bytes((CAMILLE / "lettre.odt").read_bytes())
    body = {
        "pages": [f"http://{HOST}/{name}" for name in PAGES if name != "loop2"] + ["http://absent.invalid/"],
        "exports": list(FILES), "cv": "cv.pdf", "letter": "lettre.odt",
        "mandate": {"purpose": "self", "attested_on": date(2026, 11, 1)}, "person": {"names": ["Camille Durand"], "city": "Nantes"},
    }  # fmt: skip
    started = time.monotonic()
    with serve(home) as web:
        network = {"allow_loopback": True, "resolve": dict(web.resolve), "timeout": 3}
        profile = parse({**body, "network": network}, today=NOW.date(), folder=home)
        audit = run(profile, now=lambda: NOW, store=home / "store")
    paths, failed = write(audit, home / "out", ("html", "pdf", "json", "md"), Options())
    assert not failed
    return Ordeal(audit=audit, paths=paths, seconds=time.monotonic() - started)


def test_the_fine_page_is_read_whatever_stands_beside_it(ordeal: Ordeal) -> None:
    """The rest of the audit goes on: the good page and the good letter are there."""
    assert [m for m in ordeal.audit.mentions if m.url.endswith("/fine") and "SQL" in m.text]
    assert [m for m in ordeal.audit.mentions if m.kind.value == "letter"]


@pytest.mark.parametrize(
    ("where", "codes"),
    [
        ("/large", {"too_large"}), ("/loop", {"redirect_loop"}), ("/drip", {"too_slow", "timeout"}),
        ("/bomb", {"too_large", "bad_encoding"}),
        ("/private", {"private_address"}), ("absent.invalid", {"unreachable"}), ("cv.pdf", {"truncated", "malformed"}),
        ("not-a-zip.zip", {"unrecognised", "not_an_archive"}), ("empty.zip", {"unrecognised", "not_an_archive", "truncated"}),
        ("bomb.zip", {"archive_bomb", "too_large"}), ("declared.zip", {"archive_bomb", "too_large", "truncated"}),
        ("truncated.zip", {"truncated", "not_an_archive"}),
    ],
)  # fmt: skip
def test_each_ends_in_a_clear_line(ordeal: Ordeal, where: str, codes: set[str]) -> None:
    """A Skip with the right code and a reason in words, which the report shows."""
    told = [skip for skip in ordeal.audit.skips if where in skip.where]
    assert {skip.code for skip in told} & codes, [(skip.code, skip.where) for skip in ordeal.audit.skips]
    assert all(str(skip.reason) for skip in told)
    assert where.strip("/") in ordeal.paths["html"].read_text("utf-8")


def test_latin_1_said_to_be_utf_8_is_read_as_it_is(ordeal: Ordeal) -> None:
    """The accents are right, whatever the page declares."""
    (text,) = [m.text for m in ordeal.audit.mentions if m.url.endswith("/latin")]
    assert "étudiante à Nantes, élève ingénieure" in text


def test_a_billion_laughs_stays_small(ordeal: Ordeal) -> None:
    """No entity of the feed is expanded."""
    assert "haha" not in ordeal.paths["json"].read_text("utf-8")


def test_no_script_and_no_remote_resource_reach_the_report(ordeal: Ordeal) -> None:
    """What the page said is text in the report: no tag of its own, no address that a reader's machine would fetch."""
    html = ordeal.paths["html"].read_text("utf-8")
    assert SCRIPT not in html
    assert "onerror=" not in re.sub(r"&lt;.*?&gt;", "", html)
    assert not re.search(r"""<(?:img|script|link|iframe|object|embed|audio|video|source)[^>]*(?:src|href)\s*=\s*["']?https?:""", html)
    assert not re.search(r"""url\(\s*["']?https?:""", html)
    assert IMAGE.encode() not in ordeal.paths["pdf"].read_bytes()


def test_the_pdf_opens_and_says_what_could_not_be_read(ordeal: Ordeal) -> None:
    """A whole PDF, its text in order, the skipped sources in it."""
    import pypdf

    text = "".join(p.extract_text() for p in pypdf.PdfReader(ordeal.paths["pdf"]).pages)
    assert "Camille Durand" in text
    assert "not-a-zip.zip" in text


def test_it_all_ends_in_reasonable_time(ordeal: Ordeal) -> None:
    """A site that drips costs its timeout, not the evening (a busy machine is given room)."""
    assert ordeal.seconds < 90
