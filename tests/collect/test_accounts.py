"""The account checker: confidently wrong about nobody, on every kind of site, by every kind of rule file."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ereput.collect import hosts
from ereput.collect.accounts import catalogue, check, read_sites
from ereput.collect.accounts.imports import read_file
from ereput.collect.accounts.sites import Basis, Erasure, Rule, Site
from ereput.collect.accounts.verdicts import read
from ereput.errors import SKIPS, UsageError
from ereput.model import Page, Query, Skip, Verdict, say

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def mock():
    """The benchmark's mock web."""
    spec = importlib.util.spec_from_file_location("_mock_accounts", ROOT / "bench" / "_mock_accounts.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["_mock_accounts"] = module
    spec.loader.exec_module(module)
    return module


def answer(site: Site, status: int = 200, body: str = "", *, url: str = "", redirects: tuple[str, ...] = (), headers=()) -> Page:
    query = Query(url=site.asked("camille"), why=say("x"), source="accounts")
    return Page(query=query, url=url or query.url, status=status, headers=headers, body=body.encode(), fetched_at=NOW, redirects=redirects)


@pytest.mark.parametrize("kind", ["whatsmyname", "sherlock", "maigret"])
def test_hostile_web(mock, tmp_path, kind):
    """On a hostile web, nothing is claimed falsely, everything answerable is answered, and a second look asks no control again."""
    web = mock.sites(60, seed=3, hostile=True)
    with mock.serve(web, latency=0.005) as (port, counts):
        rules = getattr(mock, f"as_{kind}")(web, port, tmp_path / "rules.json")
        sites = read_sites(rules)
        told = []
        found = check(mock.HANDLE, store=tmp_path, now=lambda: NOW, sites=sites, allow_loopback=True, progress=lambda *a: told.append(a))
        first = sum(counts.values())
        judged = {site.name: mock.judged(site, account.verdict) for site, account in zip(web, found, strict=True)}
        assert not {name for name, word in judged.items() if word in ("wrong", "missed")}
        assert len(told) == 60
        counts.clear()
        again = check(mock.HANDLE, store=tmp_path, now=lambda: NOW, sites=sites, allow_loopback=True)
        assert [account.verdict for account in again] == [account.verdict for account in found]
        assert sum(counts.values()) < first
    assert all(account.confidence >= 0.6 for account in found if account.verdict in ("present", "absent"))


def test_loopback_is_refused_unless_allowed(mock, tmp_path):
    """A file of sites cannot make us ask this machine."""
    web = mock.sites(3, seed=1, hostile=False)
    with mock.serve(web, latency=0) as (port, counts):
        found = check(mock.HANDLE, store=None, now=lambda: NOW, sites=read_sites(mock.as_sherlock(web, port, tmp_path / "r.json")))
    assert {account.verdict for account in found} == {Verdict.BLOCKED}
    assert not counts


WORDS = Site(
    name="w",
    url="https://w.example/{handle}",
    rule=Rule(
        basis=Basis.WORDS,
        present=("Profil de {handle}",),
        absent=("introuvable",),
        present_codes=frozenset({200}),
        absent_codes=frozenset({404}),
    ),
)
STATUS = Site(name="s", url="https://s.example/{handle}")
SHOWN = Site(name="p", url="https://p.example/{handle}", rule=Rule(basis=Basis.WORDS, present=("Membre",)))
SAME_CODE = Site(
    name="c",
    url="https://c.example/{handle}",
    rule=Rule(basis=Basis.WORDS, present=("Membre",), present_codes=frozenset({200}), absent_codes=frozenset({200})),
)
BY_ERROR = Site(
    name="e",
    url="https://e.example/{handle}",
    rule=Rule(basis=Basis.WORDS, present=("Membre",), absent=("inconnu",), absent_codes=frozenset({500})),
)
SUBDOMAIN = Site(name="d", url="https://{handle}.d.example/")
REDIRECT = Site(name="r", url="https://r.example/{handle}", rule=Rule(basis=Basis.REDIRECT, absent_url="https://r.example/"))


@pytest.mark.parametrize(
    ("site", "page", "expected"),
    [
        (WORDS, {"body": "Profil de camille"}, "present"),
        (WORDS, {"status": 404, "body": "introuvable"}, "absent"),
        (WORDS, {"status": 410}, "absent"),
        (WORDS, {"body": "autre"}, "undecided"),
        (WORDS, {"body": "Profil de camille introuvable"}, "present"),
        (SHOWN, {"body": "Membre depuis 2020"}, "present"),
        (SHOWN, {"body": "autre"}, "absent"),
        (SAME_CODE, {"body": "Membre depuis 2020"}, "present"),
        (SAME_CODE, {"body": "autre"}, "absent"),
        (BY_ERROR, {"status": 500, "body": "inconnu"}, "absent"),
        (BY_ERROR, {"status": 500, "body": "autre"}, "undecided"),
        (STATUS, {"body": "x"}, "present"),
        (STATUS, {"status": 404}, "absent"),
        (STATUS, {"status": 503}, "undecided"),
        (STATUS, {"status": 429}, "blocked"),
        (STATUS, {"status": 403}, "blocked"),
        (STATUS, {"body": "<title>Just a moment...</title>"}, "blocked"),
        (STATUS, {"body": "x", "headers": (("cf-mitigated", "challenge"),)}, "blocked"),
        (STATUS, {"body": "x", "redirects": ("https://s.example/camille",), "url": "https://s.example/"}, "absent"),
        (STATUS, {"body": "x", "redirects": ("https://s.example/camille",), "url": "https://www.s.example/Camille/"}, "present"),
        (STATUS, {"body": "x", "redirects": ("https://s.example/camille",), "url": "https://s.example/login?next=camille"}, "blocked"),
        (REDIRECT, {"body": "x", "redirects": ("https://r.example/camille",), "url": "https://r.example"}, "absent"),
        (REDIRECT, {"body": "x"}, "present"),
        (SUBDOMAIN, {"body": "x", "redirects": ("https://camille.d.example/",), "url": "https://durand.example/"}, "undecided"),
        (SUBDOMAIN, {"body": "x", "redirects": ("https://camille.d.example/",), "url": "https://www.d.example/"}, "absent"),
        (SUBDOMAIN, {"status": 404, "redirects": ("https://camille.d.example/",), "url": "https://durand.example/"}, "absent"),
    ],
)
def test_one_answer(site, page, expected):
    """Each answer by its rule; what is about us is never about the person."""
    assert read(site, "camille", answer(site, **page)).verdict == expected


@pytest.mark.parametrize(("code", "expected"), [("robots", "blocked"), ("timeout", "undecided"), ("tls", "undecided")])
def test_no_answer(code, expected):
    """No answer is no absence."""
    assert read(STATUS, "camille", Skip(source="a", code=code, where="", reason=SKIPS[code])).verdict == expected


@pytest.mark.parametrize("handle", ["", "deux mots", "a/b", "x" * 65, "a?b"])
def test_what_cannot_be_a_handle(handle):
    """A wrong handle is told at once, with an example."""
    with pytest.raises(UsageError):
        check(handle, store=None, now=lambda: NOW, sites=())


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"sites": []}', '{"sites": {"a": {"url": "https://x"}}}', '{"A": {"errorType": "status_code", "url": "x"}}']
)
def test_what_is_no_file_of_sites(tmp_path, body):
    """A file that is none of the three is a clear error."""
    path = tmp_path / "sites.json"
    path.write_text(body)
    with pytest.raises(UsageError):
        read_sites(path)
    with pytest.raises(UsageError):
        read_sites(tmp_path / "absent.json")


def test_foreign_files_in_detail(tmp_path):
    """Headers that would disguise us are dropped, engines are merged, codes and words keep their sides, unread entries are left out."""
    path = tmp_path / "f.json"
    path.write_text(json.dumps({
        "engines": {"XenForo": {"site": {
            "absenceStrs": ["not found"], "presenseStrs": ["member"], "checkType": "message", "url": "{urlMain}{urlSubpath}/m/{username}",
        }}},
        "sites": {"F": {"engine": "XenForo", "urlMain": "https://f.example/", "urlSubpath": "/x", "usernameClaimed": "a",
                        "headers": {"User-Agent": "Mozilla", "Accept": "text/html"}},
                  "D": {"url": "https://d.example/{username}", "disabled": True}},
    }))  # fmt: skip
    (site,) = read_sites(path)
    assert (site.url, site.rule.present, site.rule.absent, site.headers) == (
        "https://f.example/x/m/{handle}", ("member",), ("not found",), (("Accept", "text/html"),),
    )  # fmt: skip
    path.write_text(
        json.dumps(
            {
                "sites": [
                    {
                        "name": "P",
                        "uri_check": "https://p.example/api",
                        "post_body": '{"u":"{account}"}',
                        "e_code": 200,
                        "e_string": "ok {account}",
                        "m_code": 404,
                        "m_string": "",
                        "known": ["a"],
                    },
                    {"name": "Q", "uri_check": "https://q/{account}", "valid": False},
                ]
            }
        )
    )
    (site,) = read_sites(path)
    assert (site.body, site.rule.present) == ('{"u":"{handle}"}', ("ok {handle}",))


def test_questions_without_a_page(tmp_path):
    """A handle that is only asked for, in an address or a body, is a question like another; words of refusal are kept apart."""
    path = tmp_path / "f.json"
    path.write_text(json.dumps({
        "Asked": {"errorType": "message", "errorMsg": "ok", "url": "https://a.example", "urlProbe": "https://a.example/?u={}"},
        "Sent": {"errorType": "message", "errorMsg": "no", "url": "https://s.example", "request_payload": {"v": {"name": "{}"}}},
    }))  # fmt: skip
    asked, sent = read_sites(path)
    assert (asked.address("c"), asked.asked("c")) == ("https://a.example", "https://a.example/?u=c")
    assert (sent.body, sent.headers) == ('{"v": {"name": "{handle}"}}', (("Content-Type", "application/json"),))
    path.write_text(json.dumps({"engines": {}, "sites": {"M": {
        "url": "https://m.example", "checkType": "message", "requestPayload": {"query": '{{ user(name: "{username}") {{ id }} }}', "n": 5},
        "errors": {"Too fast": "Rate limited"}, "ignore403": True,
    }}}))  # fmt: skip
    (site,) = read_sites(path)
    assert json.loads(site.body) == {"query": '{ user(name: "{handle}") { id } }', "n": 5}
    assert read(site, "c", answer(site, body="Too fast")).verdict is Verdict.BLOCKED
    assert read(site, "c", answer(site, 403)).verdict is Verdict.ABSENT
    path.write_text(json.dumps({"sites": [{"name": "W", "uri_check": "https://w.example/{account}", "strip_bad_char": "."}]}))
    (site,) = read_sites(path)
    assert site.asked("camille.d") == "https://w.example/camilled"


@pytest.mark.parametrize(
    ("kind", "sites", "refused"),
    [
        ("whatsmyname", ["Atelier"], {"Fermé": "répond plus", "Sans question": "pas d'identif", "Vide": "ni adresse", "5": "ni adresse"}),
        ("sherlock", ["Codes", "Deux", "Renvoi"], {"Note": "ni adresse", "Sans règle": "ni adresse"}),
        (
            "maigret",
            ["Forum du lac"],
            {
                "Éteint": "ne répond plus", "Numéro": "numéro de compte", "{username}.test": "web ouvert", "Oignon": "web ouvert",
                "Caché": "web ouvert", "Voisins": "noms voisins", "Liste": "ni adresse",
            },
        ),
    ],
)  # fmt: skip
def test_nothing_of_a_file_is_dropped_in_silence(kind, sites, refused):
    """Each entry of a file is a site or a refusal that says why: another kind of number, a page outside the web, a search of like names."""
    found = read_file(ROOT / "fixtures" / "sites" / f"{kind}.json")
    assert [site.name for site in found.read] == sites
    assert {row.name for row in found.refused} == set(refused)
    assert all(refused[row.name] in row.reason.msg for row in found.refused)
    assert all(site.accepts(site.improbable()) for site in found.read)


def test_a_list_of_codes_and_a_list_of_kinds():
    """Lists where others write one value; words of an engine and of the site, whichever way the key is spelt."""
    codes, both, led = read_file(ROOT / "fixtures" / "sites" / "sherlock.json").read
    assert codes.rule.absent_codes == {404, 410}
    assert (both.rule.basis, both.rule.absent) == (Basis.WORDS, ("introuvable", "absent"))
    assert (led.rule.basis, led.rule.absent_url) == (Basis.REDIRECT, "https://renvoi.example/404")
    (forum,) = read_file(ROOT / "fixtures" / "sites" / "maigret.json").read
    assert (forum.url, forum.rule.present) == ("https://lac.example/forum/u/{handle}", ("membre", "carte-de-membre"))


def test_handles_and_patterns():
    """A handle the site cannot have is absent without asking; a dangerous or broken pattern is ignored."""
    strict = Site(name="x", url="https://x.example/{handle}", pattern=r"^[a-z]{3,12}$")
    assert not strict.accepts("A-1")
    assert strict.accepts(strict.improbable())
    assert Site(name="x", url="", pattern="(a+)+$").accepts("a" * 40 + "!")
    assert Site(name="x", url="", pattern="(").accepts("a")
    (found,) = check("A-1", store=None, now=lambda: NOW, sites=(strict,))
    assert found.verdict is Verdict.ABSENT


def test_our_catalogue():
    """Each site has two sides, a typology, and none asks a host that forbids it; dead ones are said to be dead."""
    sites = catalogue()
    assert len(sites) >= 320
    for site in sites:
        assert "{handle}" in site.asked("{handle}") or "%7Bhandle%7D" in site.asked("{handle}"), site.name
        assert site.rule.two_sided, site.name
        assert site.nature in ("professional", "generalist"), site.name
        assert site.scope in ("cross-sector", "sectoral"), site.name
        assert site.category and site.content and site.objective, site.name
        assert not site.read or hosts.refusal(site.asked("x")) is None, site.name
        assert site.alive or not site.read, site.name
        assert all(site.accepts(handle) for handle in site.known), site.name
    assert len({site.url for site in sites}) == len(sites)
    assert len({site.title for site in sites}) == len(sites)
    assert sum(bool(site.known) for site in sites) >= 140


def test_an_interface_that_answers_a_list_says_absent_with_an_empty_one():
    """GitLab answers 200 and a list, whoever is asked for: the empty one is the absence."""
    (site,) = (site for site in catalogue() if site.name == "gitlab")
    assert read(site, "camille", answer(site, 200, "[]")).verdict is Verdict.ABSENT
    assert read(site, "camille", answer(site, 200, '[{"id":1,"username":"Camille","state":"active"}]')).verdict is Verdict.PRESENT
    lists = [site for site in catalogue() if "?username=" in site.probe or "list=users" in site.probe]
    assert len(lists) > 5 and all({200, 400} & site.rule.absent_codes for site in lists)


def test_both_sides_of_each_rule():
    """Of each site that is read, a page as its rule describes a profile is present, and one as it describes an absence is absent."""
    for site in (site for site in catalogue() if site.read):
        handle = next(name for name in ("camille", *site.known, site.improbable()) if site.accepts(name))
        rule = site.rule
        shown = "<p>" + " ".join(word.replace("{handle}", handle) for word in rule.present) + "</p>"
        missing = " ".join(rule.absent[:1])
        assert read(site, handle, answer(site, min(rule.present_codes), shown)).verdict is Verdict.PRESENT, site.name
        for code in rule.absent_codes:
            assert read(site, handle, answer(site, code, missing)).verdict is Verdict.ABSENT, (site.name, code)
        if rule.absent_url:
            led = answer(site, 200, "x", url=rule.absent_url, redirects=(site.asked(handle),))
            assert read(site, handle, led).verdict is Verdict.ABSENT, site.name


def test_where_each_account_is_erased():
    """Each site has its deletion page; one that has none says whom to write to, and one that closed says what remains: archived copies."""
    for site in catalogue():
        home = urlsplit(site.address("x")).hostname.removeprefix("www.").removeprefix("x.")
        page = urlsplit(site.deletion)
        assert page.scheme == "https", site.name
        assert (site.erasure is Erasure.ARCHIVE) == (not site.alive) == (page.hostname == "help.archive.org"), site.name
        if site.erasure is Erasure.ACCOUNT:  # a front page is no deletion page, unless the whole host is about the account
            assert page.path.strip("/") or page.query or page.hostname.removeprefix("www.") != home, site.name


def test_sites_that_forbid_reading_are_a_link():
    """The person is given the address to look herself; nothing is asked."""
    forbidden = tuple(site for site in catalogue() if not site.read)
    found = check("camille", store=None, now=lambda: NOW, sites=forbidden)
    assert {account.verdict for account in found} == {Verdict.BLOCKED}
    assert all("camille" in account.url for account in found)


def test_a_rule_that_is_silent_about_a_known_account(server, answering, tmp_path):
    """Neither side of the rule speaks, and not for a known account either: the rule is broken; without a known account, nobody can say."""
    rule = Rule(
        basis=Basis.WORDS, present=("Profil",), absent=("introuvable",), present_codes=frozenset({200}), absent_codes=frozenset({404})
    )
    for path in ("/camille", "/connu"):
        server.routes[path] = answering(b"<p>autre chose</p>")
    known = Site(name="a", url=server.url("/{handle}"), rule=rule, known=("connu", "camille"))
    alone = Site(name="b", url=server.url("/{handle}"), rule=rule)
    found = check("camille", store=tmp_path, now=lambda: NOW, sites=(known, alone), allow_loopback=True)
    assert [account.verdict for account in found] == [Verdict.BROKEN_RULE, Verdict.UNDECIDED]


def test_absence_without_a_known_account_is_said_softly(server, tmp_path):
    """A 404 that nothing confirms is absent with less confidence."""
    (found,) = check("camille", store=tmp_path, now=lambda: NOW, sites=(Site(name="a", url=server.url("/{handle}")),), allow_loopback=True)
    assert (found.verdict, found.confidence) == (Verdict.ABSENT, 0.6)
