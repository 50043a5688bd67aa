"""Whose page it is decides between "edit it" and a letter: a name inside another name, or on another site, is nobody's account."""

from __future__ import annotations

from datetime import date

import pytest

from ereput.advise.exposed import actions
from ereput.advise.gain import Gains
from ereput.advise.hers import host, is_hers, is_minor, may_edit
from ereput.advise.requests import requests
from ereput.advise.triage import triage
from ereput.model import Audience, Axis, Evidence, Finding, Handle, Severity, Subject, say


def having(service: str, user: str, base: str | None = None) -> Subject:
    return Subject(names=("Marie Petit",), handles=(Handle(service=service, user=user, base=base),))


HERS = [
    (having("x", "marie"), "https://x.com/marie/status/1"),
    (having("x", "marie"), "https://twitter.com/Marie"),
    (having("github", "mp"), "https://gist.github.com/mp/1"),
    (having("github", "mp"), "https://mp.github.io/cv/"),
    (having("linkedin", "marie-petit-1a"), "https://fr.linkedin.com/in/marie-petit-1a"),
    (having("mastodon", "marie", "https://s.example"), "https://s.example/@marie/2"),
    (having("mastodon", "@marie@s.example"), "https://s.example/@marie/2"),
    (having("bluesky", "marie"), "https://bsky.app/profile/marie.bsky.social/post/3"),
    (having("bluesky", "marie.bsky.social"), "https://bsky.app/profile/marie.bsky.social"),
    (having("mediawiki", "Marie Petit", "https://w.example"), "https://w.example/wiki/Utilisateur:Marie_Petit"),
    (having("stackoverflow", "123"), "https://stackoverflow.com/users/123/marie"),
    (having("devto", "marie"), "https://dev.to/marie/post"),
    (having("blogger", "marie"), "https://marie.blogspot.com/2020/"),
    (having("flickr", "marie"), "https://www.flickr.com/photos/marie/1"),
    (having("groups", "people/marie", "https://g.example"), "https://g.example/people/marie/posts"),
]
OTHERS = [
    (having("x", "marie"), "https://annuaire.example/marie-petit"),
    (having("x", "marie"), "https://presse.example/marie"),
    (having("x", "marie"), "https://x.com/mariette"),
    (having("github", "mp"), "https://github.com/othermp/x/issues/2"),
    (having("github", "mp"), "https://forum.example/github/mp-team"),
    (having("mastodon", "marie", "https://s.example"), "https://other.example/@marie/2"),
    (having("mastodon", "marie", "https://s.example"), "https://not-s.example/@marie/2"),
    (having("stackoverflow", "123"), "https://stackoverflow.com/questions/123/how"),
    (having("linkedin", "marie"), "https://marie.example/linkedin"),
    (having("x", ""), "https://x.com/marie"),
    (having("x", "marie"), "http://[x.com/marie"),
]


@pytest.mark.parametrize(("subject", "url"), HERS)
def test_her_account_is_hers_however_its_service_writes_it(subject: Subject, url: str) -> None:
    """The user name whole, on a host of the service: hers."""
    assert is_hers(subject, url)


@pytest.mark.parametrize(("subject", "url"), OTHERS)
def test_a_name_within_a_name_or_on_another_site_is_not_hers(subject: Subject, url: str) -> None:
    """A short user name takes nobody's page: whoever holds it is written to."""
    assert not is_hers(subject, url)


@pytest.mark.parametrize("url", ["https://m.example", "http://www.m.example/", "https://M.example/cv#top", "https://m.example/?lang=en"])
def test_her_site_is_hers_with_or_without_www_and_tls(url: str) -> None:
    """Scheme, "www.", fragment and last slash do not change whose page it is; what stands below is hers too."""
    assert is_hers(Subject(names=("M",), pages=("http://m.example/",)), url)


def test_a_page_of_hers_is_not_the_whole_site() -> None:
    """Her profile on a site gives her neither the site nor the profile whose address only begins alike."""
    mine = Subject(names=("M",), pages=("https://club.example/marie",))
    assert is_hers(mine, "https://club.example/marie/photos")
    assert not any(is_hers(mine, f"https://club.example/{path}") for path in ("", "marie-laure", "paul"))


def test_the_host_of_an_address() -> None:
    """Lower case, without "www."; empty when there is none."""
    assert [host(u) for u in ("https://WWW.A.example/x", "http://[x", "mailto:a@b.example")] == ["a.example", "", ""]


def test_under_eighteen_for_sure() -> None:
    """To the day with a date, by the year with a year alone; nothing is supposed without either."""
    today = date(2026, 11, 22)
    born = [Subject(names=("M",), born=date(2008, 11, d)) for d in (22, 23)]
    years = [Subject(names=("M",), born_year=y) for y in (2008, 2009)]
    assert [is_minor(s, today) for s in (*born, *years, Subject(names=("M",)))] == [False, True, False, True, False]


SHARE, TOOT = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7", "https://social.example/@m/1"
PRESS, WIKI = "https://presse.example/1", "https://fr.wikipedia.org/wiki/Discussion:X"


def exposing(*urls: str, hers: bool = True) -> Finding:
    """A number at these addresses; `hers` when she published it, as her own exports show."""
    seen = tuple(Evidence(url=url, hers=hers and url != PRESS, audience=Audience.PUBLIC) for url in urls)
    return Finding(
        id="f", rule="exposure.phone", kind="PHONE", axis=Axis.PROTECTED, severity=Severity.MEDIUM, confidence=0.9, title=say("Numéro"),
        explanation=say("…"), remedy=say("Retirez-le."), evidence=seen, weight=0.2,
    )  # fmt: skip


@pytest.mark.parametrize("url", [SHARE, TOOT])
def test_what_she_published_is_edited_and_no_publisher_is_written_to(url: str) -> None:
    """A message of her own export is hers to delete, though its address names no account: no letter, no request, no triage of refusals."""
    her, fact = Subject(names=("M",)), exposing(url)
    (made,) = actions(her, (fact,), Gains((fact,), (), ()), today=date(2026, 11, 22))
    assert (made.letter, made.link) == (None, url)
    assert str(made.detail).startswith("Retirez-le.")
    assert requests(her, (fact,)) == ()
    assert triage(fact, url, her).letter == ""
    stranger = exposing(url, hers=False)
    assert requests(her, (stranger,))
    assert triage(stranger, url, her).letter == "erasure"


def test_what_others_published_or_keep_is_still_asked_of_them() -> None:
    """Of one fact in two places, hers and the press's, she edits one and writes about the other; what a wiki keeps, she cannot unsay."""
    her, fact = Subject(names=("M",)), exposing(SHARE, PRESS)
    (made,) = actions(her, (fact,), Gains((fact,), (), ()), today=date(2026, 11, 22))
    assert (made.letter, made.link) == ("erasure", PRESS)
    assert str(made.detail).startswith("Corrigez vous-même")
    assert "Pour 1 autre page, écrivez à l'éditeur" in str(made.detail)
    assert [r.urls for r in requests(her, (fact,))] == [(PRESS,)]
    assert not may_edit(her, exposing(WIKI), WIKI)
