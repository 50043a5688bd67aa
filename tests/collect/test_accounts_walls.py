"""Walls before a profile, doors, repairs, pages that lead on, and a stale control: nothing is said that the page did not say."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from ereput.collect.accounts import check
from ereput.collect.accounts.sites import Basis, Rule, Site
from ereput.collect.accounts.verdicts import read
from ereput.model import Page, Query, Verdict, say

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BY_STATUS = Site(name="s", url="https://s.example/{handle}")
BY_NAME = Site(
    name="n", url="https://n.example/u/{handle}", rule=Rule(basis=Basis.WORDS, present=("{handle}",), absent_codes=frozenset({404, 410}))
)
BY_WORD = Site(name="w", url="https://w.example/{handle}", rule=Rule(basis=Basis.WORDS, present=("Membre depuis",)))
REDIRECT = Site(name="r", url="https://r.example/{handle}", rule=Rule(basis=Basis.REDIRECT, absent_url="https://r.example/perdu"))
SITES = (BY_STATUS, BY_NAME, BY_WORD, REDIRECT)


def page(site: Site, body: str, *, status: int = 200, to: str = "", **headers: str) -> Page:
    query = Query(url=site.asked("camille"), why=say("x"), source="accounts")
    fields = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    redirects = (query.url,) if to else ()
    return Page(query=query, url=to or query.url, status=status, headers=fields, body=body.encode(), fetched_at=NOW, redirects=redirects)


CHALLENGES = {
    "Cloudflare": "<title>Just a moment...</title><script>window._cf_chl_opt={cZone:'x',cUPMDTk:'/camille?__cf_chl_tk=1'}</script>",
    "Cloudflare, French": "<html lang='fr'><title>Un instant…</title><p>/camille",
    "DataDome": "<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script><script src='https://ct.captcha-delivery.com/c.js'></script>",
    "Akamai": '<div id="sec-if-cpt-container"></div><p>Powered and protected by</p> camille',
    "AWS": '<script src="https://x.token.challenge.awswaf.com/x.js"></script><script>x</script>',
    "Imperva": '<iframe id="main-iframe" src="/_Incapsula_Resource?u=camille">Request unsuccessful. Incapsula incident ID: 1-2</iframe>',
    "HUMAN": '<div id="px-captcha"></div>camille',
    "Anubis": "<title>Making sure you&#39;re not a bot!</title><script id='anubis_challenge' type='application/json'>{}</script>",
    "Sucuri": "<script>sucuri_cloudproxy_js='';</script>camille",
    "a French captcha": "<h1>camille</h1><p>Prouvez que vous n'êtes pas un robot</p>",
    "a widget": "<form><input name=next value='/camille'><div class='g-recaptcha'></div></form>",
    "a title": "<title>Contrôle de sécurité</title><a href='/camille'>camille</a>",
    "access denied": '<TITLE>Access Denied</TITLE>You don\'t have permission to access "http://s.example/camille"',
    "another country": "<title>This content is not available in your country</title>camille",
}


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
@pytest.mark.parametrize("kind", CHALLENGES)
def test_a_challenge_is_no_profile(site, kind):
    """A page that asks for a proof, with status 200 and the address that was asked for in it, says nothing of the account."""
    assert read(site, "camille", page(site, CHALLENGES[kind])).verdict is Verdict.BLOCKED


@pytest.mark.parametrize("header", [{"cf_mitigated": "challenge"}, {"x_amzn_waf_action": "challenge"}, {"x_vercel_mitigated": "deny"}])
@pytest.mark.parametrize("status", [200, 202, 405])
def test_a_challenge_told_in_a_header(header, status):
    """AWS answers 202 with an empty page; the header tells."""
    assert read(BY_STATUS, "camille", page(BY_STATUS, "", status=status, **header)).verdict is Verdict.BLOCKED


def test_a_widget_is_no_wall_on_a_page_that_says_to_be_missing():
    """Forms for mail carry a captcha on ordinary pages: a 404 with one is a 404; so are the scripts that measure visitors."""
    body = "<title>Page introuvable</title><div class='cf-turnstile'></div><script src='https://js.datadome.co/tags.js'></script>"
    assert read(BY_NAME, "camille", page(BY_NAME, body, status=404)).verdict is Verdict.ABSENT
    script = "<p>camille</p><script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>"
    assert read(BY_NAME, "camille", page(BY_NAME, script)).verdict is Verdict.PRESENT


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
@pytest.mark.parametrize(
    "to",
    [
        "https://consent.google.com/m?continue=https://s.example/camille", "https://login.s.example/?next=camille", "https://s.example/connexion",
        "https://s.example/users/sign_in", "https://s.example/login/camille", "https://guce.yahoo.com/collectConsent?sessionId=1",
        "https://s.example/cookie-wall", "https://geo.captcha-delivery.com/captcha/?u=camille", "https://s.example/splashui/captcha?u=camille",
        "https://s.example/age-verification", "https://accounts.s.example/v3/signin/identifier?continue=camille",
    ],
)  # fmt: skip
def test_a_door_is_no_absence(site, to):
    """To be sent to a page to log in or to consent is a refusal, whether its address repeats the account or not."""
    assert read(site, "camille", page(site, "<title>camille</title>Membre depuis", to=to)).verdict is Verdict.BLOCKED


@pytest.mark.parametrize(
    "title", ["Connexion", "Se connecter • Site", "Log in to Site", "Avant d&#39;accéder à Google", "Gestion des cookies"]
)
def test_a_door_at_the_same_address(title):
    """A form to log in or a choice of cookies in place of the page is a refusal; a profile titled after the account is one."""
    body = f"<title>{title}</title><form action='/login?next=/camille'><input type=password></form>"
    for site in SITES:
        assert read(site, "camille", page(site, body)).verdict is Verdict.BLOCKED
    shown = page(BY_NAME, f"<title>camille – {title}</title>")
    assert read(BY_NAME, "camille", shown).verdict is Verdict.PRESENT


@pytest.mark.parametrize("title", ["Site en maintenance", "We'll be right back", "503 Service Unavailable", "En construction"])
def test_a_site_under_repair(title):
    """A page of maintenance with status 200 is neither a profile nor an absence, and no fault of the rule."""
    for site in SITES:
        found = read(site, "camille", page(site, f"<title>{title}</title><p>/camille</p>"))
        assert (found.verdict, found.settled) == (Verdict.UNDECIDED, True)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<meta http-equiv='refresh' content='0;url=/'>camille", "undecided"),
        ('<META HTTP-EQUIV=REFRESH CONTENT="0; URL=https://s.example/">', "undecided"),
        ('<meta content="3, /accueil" http-equiv="Refresh">', "undecided"),
        ("<script>window.location.href = '/';</script>camille", "undecided"),
        ("<script>location.replace('https://s.example/')</script>", "undecided"),
        ("<script>window.location='/login?next=/camille'</script>", "blocked"),
        ("<meta http-equiv='refresh' content='0;url=/login?next=/camille'>", "blocked"),
        ("<meta http-equiv='refresh' content='0;url=https://n.example/u/camille'>", "present"),
        ("<meta http-equiv='refresh' content='300;url=/'>camille", "present"),
        ("<noscript><meta http-equiv='refresh' content='0;url=/sans-script'></noscript>camille", "present"),
        ("<p>camille</p>" + "x" * 5_000 + "<a onclick=\"location.href='/'\">", "present"),
    ],
)
def test_a_page_that_leads_on(body, expected):
    """A refresh or a script that opens another page at once is no profile; one for browsers without scripts, or later, changes nothing."""
    assert read(BY_NAME, "camille", page(BY_NAME, body)).verdict == expected


def test_a_page_that_leads_to_where_absent_profiles_go():
    """What a redirect would say, a refresh says."""
    found = read(REDIRECT, "camille", page(REDIRECT, "<meta http-equiv='refresh' content='0;url=/perdu'>"))
    assert (found.verdict, found.strong) == (Verdict.ABSENT, True)


@pytest.mark.parametrize(
    ("to", "expected"), [("https://t.example/", "undecided"), ("https://www.s.example/", "absent"), ("https://s.example/", "absent")]
)
def test_another_domain_is_no_absence(to, expected):
    """A site that moved sends everybody to its new home: that says nothing of one account; its own home does."""
    assert read(BY_STATUS, "camille", page(BY_STATUS, "x", to=to)).verdict == expected


@pytest.mark.parametrize(
    "body", [b"<title>Maintenance</title>", b"<p>Bienvenue</p>", b"", b"<title>Connexion</title>", b"<div class=g-recaptcha>"]
)
def test_a_control_of_another_day_does_not_vouch_for_a_page_that_says_nothing(server, answering, tmp_path, body):
    """Yesterday's controls were right; today every address answers the same: nobody is present, and nobody is absent."""
    for path in ("/s/connu", "/w/connu"):
        server.routes[path] = answering(b"<title>connu</title>Membre depuis 2019")
    server.routes["/s/camille"], server.routes["/w/camille"] = answering(b"camille Membre depuis 2020"), answering(b"rien")
    sites = (
        Site(name="s", url=server.url("/s/{handle}"), known=("connu",)),
        Site(name="w", url=server.url("/w/{handle}"), known=("connu",), rule=BY_WORD.rule),
    )

    def asked(now: datetime) -> list[Verdict]:
        return [a.verdict for a in check("camille", store=tmp_path, now=lambda: now, sites=sites, allow_loopback=True)]

    assert asked(NOW) == [Verdict.PRESENT, Verdict.ABSENT]
    ordinary = dict(server.routes)
    for path in ("/s/camille", "/w/camille", "/s/connu", "/w/connu", *(f"/{s.name}/{s.improbable()}" for s in sites)):
        server.routes[path] = answering(body)
    assert not {Verdict.PRESENT, Verdict.ABSENT} & set(asked(NOW + timedelta(days=1)))
    server.routes.clear()
    server.routes.update(ordinary)
    assert asked(NOW + timedelta(days=1, hours=2)) == [Verdict.PRESENT, Verdict.ABSENT], "what spoke against the rule is soon forgotten"


def test_silence_without_a_known_account_is_no_absence(server, answering, tmp_path):
    """When the rule only knows a word of profiles, and no account is known, a page without it may be a page of today's site."""
    server.routes["/camille"] = answering(b"<p>Bonjour</p>")
    (found,) = check(
        "camille",
        store=tmp_path,
        now=lambda: NOW,
        sites=(Site(name="w", url=server.url("/{handle}"), rule=BY_WORD.rule),),
        allow_loopback=True,
    )
    assert found.verdict is Verdict.UNDECIDED


def test_refusals_and_bombs_over_the_wire(server, answering, tmp_path):
    """A geographic block, a bomb, a redirect to a host that forbids programs, a body in several members: each told for what it is."""
    bomb = gzip.compress(b"0" * 5_000_000)
    server.routes["/geo/camille"] = answering(b"camille", status="451 Unavailable For Legal Reasons")
    server.routes["/bombe/camille"] = answering(bomb, headers="Content-Encoding: gzip\r\n")
    server.routes["/ailleurs/camille"] = answering(b"", status="302 Found", headers="Location: https://www.linkedin.com/in/camille\r\n")
    server.routes["/membres/camille"] = answering(gzip.compress(b"ca") + gzip.compress(b"mille"), headers="Content-Encoding: gzip\r\n")
    sites = tuple(Site(name=name, url=server.url(f"/{name}/{{handle}}")) for name in ("geo", "bombe", "ailleurs", "membres"))
    found = {a.site: a.verdict for a in check("camille", store=tmp_path, now=lambda: NOW, sites=sites, allow_loopback=True)}
    assert found == {"geo": Verdict.BLOCKED, "bombe": Verdict.UNDECIDED, "ailleurs": Verdict.BLOCKED, "membres": Verdict.PRESENT}
