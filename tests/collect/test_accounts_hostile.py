"""Handles and files of sites written by an enemy, or by accident: refused with a reason, or asked as they are."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ereput.collect.accounts import check, read_sites
from ereput.collect.accounts.imports import read_file
from ereput.collect.accounts.sites import Site, may_explode
from ereput.errors import UsageError
from ereput.model import Verdict

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "handle", [".", "..", "-", "@", "a\u0000b", "a\x1b[2J", "\udce9", "camille.d@example.org", "a\u00a0b", "https://x.example/", "a" * 65]
)
def test_what_leads_elsewhere_is_no_handle(handle):
    """Dots that climb to the home page, marks of terminals, half letters, an e-mail that would be told to all: refused, and writable."""
    with pytest.raises(UsageError) as refused:
        check(handle, store=None, now=lambda: NOW, sites=())
    assert refused.value.code == "bad_handle" and str(refused.value.text).isprintable()


@pytest.mark.parametrize(
    ("pasted", "example"), [("https://s.example/u/camille-d/?x=1", "camille-d"), ("https://s.example/@zoe", "zoe"), ("a/..", "camille-d")]
)
def test_an_address_pasted_as_a_handle(pasted, example):
    """The word to type is shown, taken from the address."""
    with pytest.raises(UsageError) as refused:
        check(pasted, store=None, now=lambda: NOW, sites=())
    assert refused.value.hint is not None and str(refused.value.hint).endswith(f"Exemple : {example}")


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("@Camille", "/Camille"),
        ("zoe\u0301", "/zo%C3%A9"),
        ("100%", "/100%25"),
        ("\u200bcamille\ufeff", "/camille"),
        ("a.b-c_d~e", "/a.b-c_d~e"),
        ("a&b=c", "/a%26b%3Dc"),
    ],  # one line a case
)
def test_a_handle_is_asked_as_it_is(server, answering, tmp_path, typed, path):
    """Capitals, accents in one form, marks that an address must write otherwise."""
    server.routes[path] = answering(b"bonjour")
    check(typed, store=tmp_path, now=lambda: NOW, sites=(Site(name="a", url=server.url("/{handle}")),), allow_loopback=True)
    assert server.asked[path] >= 1


@pytest.mark.parametrize("handle", ["camille.d", "évà", "a%2e", "-a", "x@evil.example:80"])
def test_a_handle_that_is_no_label_is_not_put_in_a_host(handle):
    """`camille.d.platform.example` is another host than the platform's: it is not asked."""
    site = Site(name="d", url="https://{handle}.d.example/")
    assert not site.accepts(handle) and site.accepts("camille-d") and site.accepts(site.improbable())
    if "@" not in handle:
        (found,) = check(handle, store=None, now=lambda: NOW, sites=(site,))
        assert (found.verdict, found.status) == (Verdict.ABSENT, None)


def test_a_page_of_the_site_is_no_account(server, answering, tmp_path):
    """`site.example/about` is there on every site: nobody's account is claimed at such an address; below another folder it is one."""
    for path in ("/about", "/u/about"):
        server.routes[path] = answering(b"<p>about")
    sites = tuple(Site(name=name, url=server.url(path)) for name, path in (("a", "/{handle}"), ("b", "/u/{handle}")))
    found = check("about", store=tmp_path, now=lambda: NOW, sites=sites, allow_loopback=True)
    assert [account.verdict for account in found] == [Verdict.UNDECIDED, Verdict.PRESENT]


def test_a_handle_stays_a_value_in_what_is_sent():
    """Quotes and ampersands end no text and begin no field."""
    in_json, in_form = (Site(name="x", url="https://x.example/", body=body) for body in ('{"u": "{handle}"}', "u={handle}&n=1"))
    assert json.loads(in_json.sent('a"b\\é')) == {"u": 'a"b\\é'}
    assert in_form.sent("a&n=2é") == "u=a%26n%3D2%C3%A9&n=1"
    assert Site(name="x", url="https://x.example/{handle}").sent("a") == ""


# --- files --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|aa)+$", "(a|aa){30}$", ".*.*.*.*.*x", "a?" * 40 + "a" * 40, r"^(\w+\s?)*$", r"(.)\1+$", "((a*))*$", "(?:a|a?)+$",
     "(?P<x>a)(?P=x)b", "x{99999999999}", "[", "("],
)  # fmt: skip
def test_a_pattern_of_a_file_takes_no_time(pattern):
    """A pattern that may explode, or is none, allows all; it is never run."""
    started = time.process_time()
    assert Site(name="x", url="https://x.example/{handle}", pattern=pattern).accepts("a" * 63 + "!")
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    "pattern", ["^[a-zA-Z0-9_-]{3,20}$", "^[a-z]{3,20}(?:-[a-z]+)?$", r"^[\w.]+$", "^(?:u|user)_[0-9]+$", r"(?i)^[^\]]{1,8}\.?$"]
)
def test_ordinary_patterns_are_used(pattern):
    """What the three lists write is run."""
    assert not may_explode(pattern)
    assert not Site(name="x", url="https://x.example/{handle}", pattern=pattern).accepts("!" * 30)


def test_a_file_written_by_an_enemy(tmp_path):
    """Marks of terminals, half an emoji, empty words, numbers for names, known accounts that climb: read without harm, each entry told."""
    path = tmp_path / "f.json"
    rows = [
        {"name": "A\u001b[2J", "uri_check": "https://a.example/{account}", "e_string": "x", "m_string": "y", "known": ["", "..", "b"]},
        {"name": 3, "uri_check": "HTTPS://b.example/{account}/{account}", "e_code": True},
        {"name": "C", "uri_check": "https://c.example/\u001b{account}"},
        {"name": ["D"], "uri_check": {"x": 1}},
        {"name": "A", "uri_check": "https://a.example/{account}?2"},
        7,
    ]
    path.write_text(json.dumps({"sites": rows}).replace('"C"', '"C\\ud83d"'))
    found = read_file(path)
    assert [site.name for site in found.read] == ["A[2J", "3", "A"] and found.read[0].known == ("b",)
    assert found.read[1].asked("z") == "HTTPS://b.example/z/z" and found.read[1].rule.present_codes == frozenset()
    assert [row.name for row in found.refused] == ["C?", "D", "6"]
    path.write_text(
        json.dumps(
            {
                "sites": {
                    "M": {
                        "url": "https://m.example/{username}",
                        "checkType": "message",
                        "absenceStrs": [""],
                        "presenseStrs": ["", "x"],
                        "errors": {"": "?"},
                    }
                }
            }
        )
    )  # a sample, as it is written
    (site,) = read_sites(path)
    assert (site.rule.present, site.rule.absent, site.rule.refused) == (("x",), (), ())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"sites": [{"name": "A", "uri_check": "https://a.example/{account}", "valid": false}]}', "ne répond plus"),
        ('{"sites": {"A": {"url": "http://a.onion/{username}"}}}', "web ouvert"),
        ("{nothing", "liste de sites lisible"),
        ("", "liste de sites lisible"),
        ("[" * 100_000, "liste de sites lisible"),
    ],
)
def test_why_a_file_has_no_site(tmp_path, body, words):
    """A file that is whole but of which no site can be asked says so, with the reason."""
    path = tmp_path / "f.json"
    path.write_text(body)
    with pytest.raises(UsageError) as refused:
        read_sites(path)
    assert words in str(refused.value.text)


def test_a_file_too_large(tmp_path, monkeypatch):
    """Its size is the reason."""
    path = tmp_path / "f.json"
    path.write_text("{}" + " " * 100)
    monkeypatch.setattr("ereput.collect.accounts.imports.SIZE", 50)
    with pytest.raises(UsageError) as refused:
        read_sites(path)
    assert "dépasse" in str(refused.value.text)
    with pytest.raises(UsageError, match="dépasse"):
        read_sites(Path("/dev/zero"))


@pytest.mark.parametrize("host", ["fr.linkedin.com", "LINKEDIN.com.", "www.facebook.com:443", "x@www.linkedin.com"])
def test_a_file_cannot_make_us_ask_a_host_that_forbids_it(tmp_path, host):
    """However the host is written, it is refused before any call, and told."""
    path = tmp_path / "f.json"
    path.write_text(json.dumps({"sites": [{"name": "L", "uri_check": f"https://{host}/{{account}}", "e_code": 200, "m_code": 404}]}))
    (found,) = check("camille", store=None, now=lambda: NOW, sites=read_sites(path))
    assert (found.verdict, found.status) == (Verdict.BLOCKED, None) and "interdisent" in str(found.reason)


@pytest.mark.parametrize(
    "host",
    ["\uff4cinkedin.com", "[::1", "a..b", "x" * 300 + ".example", "\u00e9\u00e8.invalid", "127.0.0.1", "0x7f.1", "[::ffff:127.0.0.1]"],
)
def test_a_host_that_is_none_or_is_here_is_never_an_absence(tmp_path, host):
    """Names that cannot be, and this machine under any of its names: nothing is claimed."""
    path = tmp_path / "f.json"
    path.write_text(json.dumps({"A": {"url": f"http://{host}/{{}}", "errorType": "status_code"}}))
    (found,) = check("camille", store=None, now=lambda: NOW, sites=read_sites(path))
    assert found.verdict in (Verdict.BLOCKED, Verdict.UNDECIDED) and found.status is None and found.confidence in (0.0, 0.9)
